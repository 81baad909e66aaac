//! A section that must say something and does not.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "empty-section", severity: Severity::Error, docs: include_str!("empty_section.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::EmptySection = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message =
            Message::new(format!("The section “{typed}” says nothing."), format!("“{typed}”部分没有内容。"));
        out.push(cx.lacking(&RULE, problem.place, message).help(
            "Write its text beneath the heading; if there is nothing to report, say so.",
            "请在标题下面写内容；没有可报告的，也请写明。",
        ));
    }
}
