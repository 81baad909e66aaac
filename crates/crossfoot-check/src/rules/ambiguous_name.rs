//! A name that fits several things.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "ambiguous-name", severity: Severity::Error, docs: include_str!("ambiguous_name.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::AmbiguousName { candidates } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let count = candidates.len();
        let message = Message::new(
            format!("“{typed}” fits {count} things: it does not say which one is meant."),
            format!("“{typed}”有{count}个，没有说明是哪一个。"),
        );
        let mut found = Found::new(&RULE, problem.place, message).help(
            "Put in front what it stands under, as in `parent.name`; in a table, write the row beneath its parent.",
            "请在前面加上它所属的名称，如“上级.名称”；在表里，请写在它所属的那一行下面。",
        );
        for candidate in candidates {
            found = found.related(*candidate, Message::new("one of them", "其中一个"));
        }
        out.push(found);
    }
}
