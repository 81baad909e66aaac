//! Two versions of the text that could not be merged.

use crossfoot_source::{Rule, Severity};
use crossfoot_syntax::fault::FaultKind;

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "conflict-markers", severity: Severity::Error, docs: include_str!("conflict_markers.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    super::syntax::of_kind(cx, &RULE, out, is_it);
}

pub(super) fn is_it(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::Conflict)
}
