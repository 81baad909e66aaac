//! A rule that does not hold.

use crossfoot_source::{Rule, Severity};

use crate::{
    broken,
    context::{Context, Kind},
    found::Found,
};

pub static RULE: Rule =
    Rule { name: "rule-broken", severity: Severity::Error, docs: include_str!("rule_broken.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    broken::find(cx, &RULE, Kind::Rule, out);
}
