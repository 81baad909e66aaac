//! What a function, or a rule, wants at the cursor.

use crate::Snapshot;

/// How something is written, and which part of it the cursor is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// How it is written: `growth(new, old)`.
    pub label: String,
    /// What it does.
    pub docs: String,
    /// Where its parts stand in the label, in bytes.
    pub parameters: Vec<(u32, u32)>,
    /// The part in which the cursor is.
    pub active: u32,
}

/// What the call or the rule around an offset wants there.
pub fn signature(s: &Snapshot<'_, '_>, offset: u32) -> Option<Signature> {
    let _ = (s, offset);
    None
}
