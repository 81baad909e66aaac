//! A formula on a column that does not hold in a row.

use crossfoot_source::{Rule, Severity};

use crate::{
    broken,
    context::{Context, Kind},
    found::Found,
};

pub static RULE: Rule =
    Rule { name: "sum-across", severity: Severity::Error, docs: include_str!("sum_across.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    broken::find(cx, &RULE, Kind::Across, out);
}
