//! A formula on a row that does not hold in a column.

use crossfoot_source::{Rule, Severity};

use crate::{
    broken,
    context::{Context, Kind},
    found::Found,
};

pub static RULE: Rule =
    Rule { name: "sum-down", severity: Severity::Error, docs: include_str!("sum_down.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    broken::find(cx, &RULE, Kind::Down, out);
}
