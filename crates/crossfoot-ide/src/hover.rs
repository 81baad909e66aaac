//! What there is to say of what stands at the cursor.

use crossfoot_source::Span;

use crate::Snapshot;

/// What is said of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Of what.
    pub span: Span,
    /// What is said, as Markdown.
    pub markdown: String,
}

/// What there is to say of what stands at an offset.
pub fn hover(s: &Snapshot<'_, '_>, offset: u32) -> Option<Hover> {
    let _ = (s, offset);
    None
}
