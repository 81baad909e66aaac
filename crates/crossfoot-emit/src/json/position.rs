//! Places as people and programs name them.

use std::cell::{Cell, OnceCell};

use crossfoot_model::{Model, Source as Text};
use crossfoot_source::{FileId, LineIndex, Place, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A place between two characters of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Position {
    /// The line, from 1. `\n`, `\r\n` and a lone `\r` end one.
    pub line: u32,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: u32,
    /// The same in UTF-16 code units, from 1: the column of editors.
    pub utf16: u32,
    /// The bytes before it in the file, from 0.
    pub offset: u32,
}

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// The first place behind it.
    pub end: Position,
}

/// A stretch of one of the files that a report is made of.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Source {
    /// Which file.
    pub file: Role,
    /// Where it begins.
    pub start: Position,
    /// The first place behind it.
    pub end: Position,
}

/// What a file is to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The report itself.
    Report,
    /// The template that it follows.
    Template,
}

impl From<FileId> for Role {
    fn from(file: FileId) -> Self {
        if file == FileId::REPORT { Self::Report } else { Self::Template }
    }
}

/// The positions of one text. Asked for in the order of the text, each costs what lies between it and the last.
#[derive(Debug)]
pub(crate) struct Positions<'t> {
    text: &'t str,
    lines: OnceCell<LineIndex>,
    last: Cell<Position>,
}

impl<'t> Positions<'t> {
    /// Looks at nothing until it is asked.
    pub(crate) fn new(text: &'t str) -> Self {
        let first = Position { line: 1, column: 1, utf16: 1, offset: 0 };
        Self { text, lines: OnceCell::new(), last: Cell::new(first) }
    }

    pub(crate) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// An offset inside a character, or past the end, is moved back to a boundary.
    fn position(&self, offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let offset = offset as u32;
        let lines = self.lines.get_or_init(|| LineIndex::new(self.text));
        let line = lines.line_of(offset);
        let last = self.last.get();
        // From the last place, if that is on the same line and not behind.
        let mut position = if last.line == line + 1 && last.offset <= offset {
            last
        } else {
            Position { line: line + 1, column: 1, utf16: 1, offset: lines.line(line).start }
        };
        for (at, c) in Span::new(position.offset, offset).of(self.text).char_indices() {
            // A byte order mark is no character of the first line: editors do not show it.
            if position.offset == 0 && at == 0 && c == '\u{feff}' {
                continue;
            }
            position.column += 1;
            position.utf16 += c.len_utf16() as u32;
        }
        position.offset = offset;
        self.last.set(position);
        position
    }
}

/// The positions of a report and of its template.
#[derive(Debug)]
pub(crate) struct Files<'t> {
    report: Positions<'t>,
    template: Positions<'t>,
}

impl<'t> Files<'t> {
    pub(crate) fn new(report: &'t str, template: Option<&'t str>) -> Self {
        Self { report: Positions::new(report), template: Positions::new(template.unwrap_or_default()) }
    }

    pub(crate) fn of(model: &Model<'t>) -> Self {
        let text = |source: &'t Text| source.text.as_str();
        Self::new(text(model.report), model.template.map(text))
    }

    pub(crate) fn range(&self, place: Place) -> Range {
        let positions = if place.file == FileId::REPORT { &self.report } else { &self.template };
        positions.range(place.span)
    }

    pub(crate) fn source(&self, place: Place) -> Source {
        let Range { start, end } = self.range(place);
        Source { file: place.file.into(), start, end }
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "the test walks every boundary")]
mod tests {
    use super::*;

    /// In whatever order it is asked, the answer is the one that counting from the start gives.
    #[test]
    fn every_boundary_both_ways() {
        let text = "\u{feff}甲é😀x\r\nb\rc😀\n\n表三\u{2028}d";
        let count = |offset: usize| {
            let before = &text[..offset];
            let line = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
            // Between `\r` and `\n` it is still the line before.
            let line =
                if before.ends_with('\r') && text[offset..].starts_with('\n') { line - 1 } else { line };
            let start = LineIndex::new(text).line(line as u32).start as usize;
            let of_line = text[start..offset].trim_start_matches('\u{feff}');
            Position {
                line: line as u32 + 1,
                column: of_line.chars().count() as u32 + 1,
                utf16: of_line.encode_utf16().count() as u32 + 1,
                offset: offset as u32,
            }
        };
        let boundaries: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let positions = Positions::new(text);
        for from in &boundaries {
            for to in &boundaries {
                assert_eq!(positions.position(*from as u32), count(*from), "{from}");
                assert_eq!(positions.position(*to as u32), count(*to), "{to} after {from}");
            }
        }
        assert_eq!(positions.position(5), count(3), "inside a character");
        assert_eq!(positions.position(u32::MAX), count(text.len()), "past the end");
    }
}
