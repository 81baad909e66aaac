//! A rule, or a condition, that compares nothing.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "not-a-rule", severity: Severity::Error, docs: include_str!("not_a_rule.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NotARule = &problem.kind else { continue };
        let message = Message::new(
            "This compares nothing, or what cannot be compared, so it can neither hold nor fail.",
            "这里没有可以比较的内容，谈不上相符或不相符。",
        );
        out.push(Found::new(&RULE, problem.place, message).help(
            "Say what must hold: `a = b + c`, `a <= b`, `a is n/a`.",
            "请写明应当怎样：甲 = 乙 + 丙、甲 <= 乙、甲 是 不适用。",
        ));
    }
}
