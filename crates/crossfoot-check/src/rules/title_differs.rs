//! A title that is not what the template makes of entity and period.

use crossfoot_model::ProblemKind;
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "title-differs", severity: Severity::Error, docs: include_str!("title_differs.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    // A wrong period makes the title wrong, too.
    if cx.problems().any(|problem| matches!(problem.kind, ProblemKind::PeriodDiffers { .. })) {
        return;
    }
    for problem in cx.problems() {
        let ProblemKind::TitleDiffers { expected } = &problem.kind else { continue };
        let typed = cx.model.text(problem.place).trim();
        let message = Message::new(
            format!("The title “{typed}” should be “{expected}”."),
            format!("标题“{typed}”应为“{expected}”。"),
        );
        out.push(
            Found::new(&RULE, problem.place, message)
                .help(
                    "Correct the title, or the entity or period beneath it; without a title it is put in.",
                    "请改正标题，或者改正下面的填报单位、期间；不写标题会自动生成。",
                )
                .replace(FixKind::Unsafe, expected),
        );
    }
}
