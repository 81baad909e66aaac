//! A table in the wrong place.

use crossfoot_model::{ProblemKind, place};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "misordered-table", severity: Severity::Error, docs: include_str!("misordered_table.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::MisorderedTable { table } = &problem.kind else { continue };
        let name = place::table(cx.model, *table);
        let section = cx.model.table(*table).and_then(|table| table.section.clone());
        let message = Message::new(
            format!("{} does not belong here.", crate::wording::sentence(&name.en)),
            format!("{}的位置不对。", name.zh),
        );
        let found = Found::new(&RULE, problem.place, message);
        out.push(match section {
            Some(section) => found.help(
                format!("Move it to the section “{section}”, in the order of the template."),
                format!("请移到“{section}”部分，按模板的顺序排列。"),
            ),
            None => found.help("Put the tables in the order of the template.", "请按模板的顺序排列各表。"),
        });
    }
}
