//! A table that the template asks for and the report lacks.

use crossfoot_model::{ProblemKind, label, place};
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "missing-table", severity: Severity::Error, docs: include_str!("missing_table.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    if cx.has_gap {
        return;
    }
    for problem in cx.problems() {
        let ProblemKind::MissingTable { table } = &problem.kind else { continue };
        let name = place::table(cx.model, *table);
        let (own, is_typed) = cx
            .model
            .table(*table)
            .map(|table| (table.name.to_string(), table.is_present()))
            .unwrap_or_default();
        let message = if is_typed {
            Message::new(
                format!("{} has no rows.", crate::wording::sentence(&name.en)),
                format!("{}里一行也没有。", name.zh),
            )
        } else {
            Message::new(
                format!("{} is missing.", crate::wording::sentence(&name.en)),
                format!("缺少{}。", name.zh),
            )
        };
        let found = cx.lacking(&RULE, problem.place, message);
        // One of the report's own that is called nearly so is probably meant to be it.
        let extra = cx.model.tables.iter().filter(|table| !table.of_template && table.is_present());
        let near = label::nearest(&own, extra.clone().map(|table| table.name.as_ref()));
        if let Some(near) = extra.clone().find(|table| Some(table.name.as_ref()) == near) {
            let message = Message::new(
                format!("Table {own} is missing; this one is called “{}”.", near.name),
                format!("缺少表“{own}”，这个表的名称是“{}”。", near.name),
            );
            out.push(
                Found::new(&RULE, near.place, message)
                    .severity(found.finding.severity)
                    .help(format!("Did you mean `{own}`?"), format!("是不是“{own}”？"))
                    .replace(FixKind::Unsafe, &own),
            );
            continue;
        }
        out.push(found.help(
            format!("Write `@table {own}` and its rows beneath, in this section."),
            format!("请在这一部分写上“@表 {own}”，在下面填各行。"),
        ));
    }
}
