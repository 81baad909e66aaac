//! A word of the language where it says nothing.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "out-of-place", severity: Severity::Error, docs: include_str!("out_of_place.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::OutOfPlace = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message =
            Message::new(format!("“{typed}” means nothing here."), format!("“{typed}”写在这里没有意义。"));
        out.push(Found::new(&RULE, problem.place, message).help(
            "`above`, `below`, `left`, `right` and `parts` are for formulas of rows and columns, `row`, `column` and `cell` for rules with `for each`, sets such as `x.*` for `sum`, `count` and the like.",
            "“上方”“下方”“左侧”“右侧”“分项”用在行、列的算式里，“行”“列”“格”用在带“逐”的规则里，“甲.*”用在求和、计数等的括号里。",
        ));
    }
}
