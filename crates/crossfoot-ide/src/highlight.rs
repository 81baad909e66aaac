//! Everything in the open file that is the same as what stands at the cursor.

use crossfoot_source::Span;

use crate::Snapshot;

/// A place in the open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Where.
    pub span: Span,
    /// It is declared or stated here.
    pub writes: bool,
}

/// The places in the open file that name what stands at an offset, in order.
pub fn highlights(s: &Snapshot<'_, '_>, offset: u32) -> Vec<Highlight> {
    let _ = (s, offset);
    Vec::new()
}
