//! A bare number that is the name of a row or column.

use crossfoot_model::ProblemKind;
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "number-as-name", severity: Severity::Warning, docs: include_str!("number_as_name.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NumberIsName = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("{typed} is read as a number here, though a row or column is called so."),
            format!("{typed}在这里是数字，可是有一行或一列也叫这个名称。"),
        );
        let quoted = format!("\"{typed}\"");
        out.push(
            Found::new(&RULE, problem.place, message)
                .help(
                    format!("If the row or column is meant, type {quoted}."),
                    format!("如果指的是这一行或这一列，请加引号：{quoted}。"),
                )
                .replace(FixKind::Unsafe, &quoted),
        );
    }
}
