//! A name that is taken.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "duplicate-name", severity: Severity::Error, docs: include_str!("duplicate_name.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::DuplicateName { first } = &problem.kind else { continue };
        // Of a rule the whole of it is marked.
        let rule = cx.model.statements.iter().find(|it| it.place() == problem.place && !it.name.is_empty());
        let name = rule.map_or_else(|| cx.typed(problem.place), |rule| rule.name.to_string());
        let message = Message::new(
            format!("“{name}” stands here a second time; only the first one counts."),
            format!("“{name}”在这里是第二次出现，只有第一个算数。"),
        );
        out.push(
            Found::new(&RULE, problem.place, message)
                .help(
                    "Give one of the two another name, or remove it.",
                    "请给其中一个换个名称，或者删去一个。",
                )
                .related(*first, Message::new("the first one", "第一个")),
        );
    }
}
