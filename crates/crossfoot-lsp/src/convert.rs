//! Between byte offsets and what an editor counts in: the one file that knows both.

use std::{fs, path::PathBuf};

use crossfoot_source::{Columns, Edit, LineIndex, Span};
use tower_lsp::ls_types::{Position, Range, TextEdit, Uri};

pub fn position(text: &str, lines: &LineIndex, offset: u32, columns: Columns) -> Position {
    let at = lines.position(text, offset);
    Position::new(at.line, at.column(columns))
}

pub fn range(text: &str, lines: &LineIndex, span: Span, columns: Columns) -> Range {
    Range::new(position(text, lines, span.start, columns), position(text, lines, span.end, columns))
}

pub fn offset(text: &str, lines: &LineIndex, at: Position, columns: Columns) -> u32 {
    lines.offset(text, at.line, at.character, columns)
}

/// A range that runs backwards is empty.
pub fn span(text: &str, lines: &LineIndex, range: Range, columns: Columns) -> Span {
    let start = offset(text, lines, range.start, columns);
    Span::new(start, offset(text, lines, range.end, columns).max(start))
}

pub fn edits(text: &str, lines: &LineIndex, edits: &[Edit], columns: Columns) -> Vec<TextEdit> {
    let edit = |it: &Edit| TextEdit::new(range(text, lines, it.span, columns), it.text.clone());
    edits.iter().map(edit).collect()
}

/// The file that an address names, symbolic links resolved; `None` for what is on no disk.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let path = uri.to_file_path().filter(|_| uri.scheme().as_str() == "file")?;
    Some(fs::canonicalize(&path).unwrap_or_else(|_| path.into_owned()))
}
