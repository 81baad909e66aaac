//! Rows that the template asks for and the report lacks.

use crossfoot_model::{ProblemKind, Side, place};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "missing-row", severity: Severity::Error, docs: include_str!("missing_row.md") };

/// Of many rows so many are named.
const MOST_NAMED: usize = 5;

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    if cx.has_gap {
        return;
    }
    for problem in cx.problems() {
        let ProblemKind::MissingRows { table, rows } = &problem.kind else { continue };
        let in_table = place::table(cx.model, *table);
        let names: Vec<Message> =
            rows.iter().map(|row| place::node(cx.model, *table, Side::Rows, *row)).collect();
        let mut en: Vec<String> = names.iter().take(MOST_NAMED).map(|name| name.en.clone()).collect();
        let mut zh: Vec<String> = names.iter().take(MOST_NAMED).map(|name| name.zh.clone()).collect();
        if let Some(more @ 1..) = names.len().checked_sub(MOST_NAMED) {
            en.push(format!("{more} more"));
            zh.push(format!("另外{more}行"));
        }
        let are = if names.len() == 1 { "is" } else { "are" };
        let message = Message::new(
            format!("{} of {} {are} missing.", wording::sentence(&wording::listed_en(&en)), in_table.en),
            format!("{}缺少{}。", in_table.zh, wording::listed_zh(&zh)),
        );
        let model_table = cx.model.table(*table);
        let cells = model_table.into_iter().flat_map(|table| {
            rows.iter().flat_map(move |row| {
                table.columns.slots().filter_map(move |(column, _)| table.cell(*row, column))
            })
        });
        out.push(cx.lacking(&RULE, problem.place, message).about(cells).help(
            "Put in what is missing with its figures, and 0 where there were none.",
            "请补上，没有的填0。",
        ));
    }
}
