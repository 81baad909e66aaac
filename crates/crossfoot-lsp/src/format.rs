//! Formatting: a whole document, the blocks of a range, and what stands before the cursor while one types.

use crossfoot_format::{Options, Shape, edits};
use crossfoot_source::{Edit, Span};
use tower_lsp::ls_types::TextEdit;

use crate::desk::Sitting;

/// What formatting changes in the whole text.
pub fn whole(sitting: &Sitting<'_>) -> Vec<TextEdit> {
    within(sitting, Span::new(0, sitting.paper.text.len() as u32))
}

/// The same in the blocks that a span touches.
pub fn within(sitting: &Sitting<'_>, span: Span) -> Vec<TextEdit> {
    sitting.edits(&changes(sitting, span))
}

/// The same in the block in which a mark has just been typed, as far as it stands before the cursor: what is being
/// typed stays where it is.
pub fn typed(sitting: &Sitting<'_>, offset: u32) -> Vec<TextEdit> {
    let before = Span::new(offset.saturating_sub(1), offset);
    let mut changes = changes(sitting, before);
    let line = sitting.line_start(offset);
    changes.retain(|edit| edit.span.end <= line || (edit.span.end < offset && !edit.text.is_empty()));
    sitting.edits(&changes)
}

fn changes(sitting: &Sitting<'_>, span: Span) -> Vec<Edit> {
    let options = Options { keywords: sitting.office.settings().keywords };
    let report = sitting.model.report;
    edits(&report.text, &report.tree, &Shape::of(sitting.model), options, span)
}
