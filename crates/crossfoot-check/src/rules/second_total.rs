//! A second total of the same rows.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "second-total", severity: Severity::Error, docs: include_str!("second_total.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::SecondTotal { first } = &problem.kind else { continue };
        let message = Message::new(
            "This adds up what another total adds up already: totals are passed over.",
            "这里和另一个合计加的是同样的内容：合计本身不参加合计。",
        );
        out.push(
            Found::new(&RULE, problem.place, message)
                .help(
                    "Make a subtotal the parent of its parts, with `= sum(parts)`.",
                    "小计请写成上一级，把各项放在它下面，用“= 求和(分项)”。",
                )
                .related(*first, Message::new("the other total", "另一个合计")),
        );
    }
}
