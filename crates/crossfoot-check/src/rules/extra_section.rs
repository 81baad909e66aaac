//! A section that the template does not have.

use crossfoot_model::ProblemKind;
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "extra-section", severity: Severity::Error, docs: include_str!("extra_section.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::ExtraSection { nearest } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("The template has no section “{typed}” here."),
            format!("模板在这里没有“{typed}”这一部分。"),
        );
        let found = Found::new(&RULE, problem.place, message);
        out.push(match nearest {
            Some(nearest) => found
                .help(format!("Did you mean “{nearest}”?"), format!("是不是“{nearest}”？"))
                .replace(FixKind::Unsafe, nearest),
            None => found.help(
                "Move what it says to the section where it belongs, and remove the heading.",
                "请把内容移到相应的部分，并删去这个标题。",
            ),
        });
    }
}
