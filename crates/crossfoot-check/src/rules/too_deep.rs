//! More levels, brackets or words in one another than are read.

use crossfoot_source::{Rule, Severity};
use crossfoot_syntax::fault::FaultKind;

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "too-deep", severity: Severity::Error, docs: include_str!("too_deep.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    super::syntax::of_kind(cx, &RULE, out, is_it);
}

pub(super) fn is_it(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::TooDeep | FaultKind::TooManyBrackets | FaultKind::TooLong)
}
