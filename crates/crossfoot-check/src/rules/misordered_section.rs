//! A section in the wrong place.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule = Rule {
    name: "misordered-section",
    severity: Severity::Error,
    docs: include_str!("misordered_section.md"),
};

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::MisorderedSection { after } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("The section “{typed}” does not belong here."),
            format!("“{typed}”部分的位置不对。"),
        );
        let found = Found::new(&RULE, problem.place, message);
        out.push(match after {
            Some(after) => found.help(format!("Move it behind “{after}”."), format!("请移到“{after}”后面。")),
            None => found.help("Move it to the beginning.", "请移到最前面。"),
        });
    }
}
