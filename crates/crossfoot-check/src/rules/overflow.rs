//! A number too large to be computed exactly.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "overflow", severity: Severity::Error, docs: include_str!("overflow.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::Overflow { constraint } = &problem.kind else { continue };
        let message = match constraint {
            None => Message::new("This number is too large to be read.", "这个数太大，无法读取。"),
            Some(_) => Message::new(
                "A number here becomes too large to be worked out exactly, so this is not checked.",
                "这里算出的数太大，无法精确计算，所以没有核对。",
            ),
        };
        out.push(Found::new(&RULE, problem.place, message).help(
            "Check the digits, and count in a larger unit such as `million USD`.",
            "请检查位数，并改用更大的单位，如“亿元”。",
        ));
    }
}
