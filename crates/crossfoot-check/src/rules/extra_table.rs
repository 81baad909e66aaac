//! A table that the template does not have.

use crossfoot_model::ProblemKind;
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "extra-table", severity: Severity::Error, docs: include_str!("extra_table.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::ExtraTable { nearest } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("The template has no table “{typed}”."),
            format!("模板里没有“{typed}”这个表。"),
        );
        let found = Found::new(&RULE, problem.place, message);
        out.push(match nearest {
            Some(nearest) => found
                .help(format!("Did you mean `{nearest}`?"), format!("是不是“{nearest}”？"))
                .replace(FixKind::Unsafe, nearest),
            None => found.help(
                "If it is a table of your own, say what its columns are with `@columns`.",
                "如果是自己加的表，请用“@列”写明有哪些列。",
            ),
        });
    }
}
