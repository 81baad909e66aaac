//! A day that is not in the calendar.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "not-a-date", severity: Severity::Error, docs: include_str!("not_a_date.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NotADate = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("“{typed}” is no day of the calendar."),
            format!("日历上没有“{typed}”这一天。"),
        );
        out.push(
            Found::new(&RULE, problem.place, message)
                .help("Type the day so: `2024-09-30`.", "日期请写成：2024-09-30。"),
        );
    }
}
