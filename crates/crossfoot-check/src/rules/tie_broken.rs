//! A figure in prose that is not what it is tied to.

use crossfoot_source::{Rule, Severity};

use crate::{
    broken,
    context::{Context, Kind},
    found::Found,
};

pub static RULE: Rule =
    Rule { name: "tie-broken", severity: Severity::Error, docs: include_str!("tie_broken.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    broken::find(cx, &RULE, Kind::Tie, out);
}
