//! What can be folded away.

use crossfoot_source::Span;

use crate::Snapshot;

/// A stretch of lines that can be folded into its first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first line's first byte to the last line's last.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A section, a block, or something in it with lines beneath.
    Region,
    /// Several lines of comment.
    Comment,
}

/// All that can be folded.
pub fn folds(s: &Snapshot<'_, '_>) -> Vec<Fold> {
    let _ = s;
    Vec::new()
}
