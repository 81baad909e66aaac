//! A line of a table that is none of its rows.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity, Span};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "extra-row", severity: Severity::Error, docs: include_str!("extra_row.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        match &problem.kind {
            ProblemKind::ExtraRow { nearest } => out.push(extra(cx, problem.place, nearest.as_deref())),
            ProblemKind::TextInTable => out.push(text(problem.place)),
            ProblemKind::ColumnsAsRow => out.push(columns(problem.place)),
            _ => {}
        }
    }
}

fn extra(cx: &Context<'_, '_>, place: Place, nearest: Option<&str>) -> Found {
    let typed = cx.typed(place);
    let message = Message::new(
        format!("This table has no “{typed}”, so what stands here does not count."),
        format!("这个表里没有“{typed}”，这里填的不算数。"),
    );
    let found = Found::new(&RULE, place, message);
    match nearest {
        Some(nearest) => found
            .help(format!("Did you mean “{nearest}”?"), format!("是不是“{nearest}”？"))
            .replace(FixKind::Unsafe, nearest),
        None => found
            .help("Enter its figures in the rows that the template has.", "请把这里的数填到模板规定的行里。"),
    }
}

/// Running text that follows a table without a blank line.
fn text(place: Place) -> Found {
    let message =
        Message::new("This line of text has got into the table above it.", "这一行正文混进了上面的表里。");
    let edit = Edit { span: Span::at(place.span.start), text: "\n".to_owned() };
    Found::new(&RULE, place, message).help("Leave a blank line above it.", "请在它上面空一行。").fix(
        FixKind::Safe,
        Message::new("Put in a blank line", "空一行"),
        vec![edit],
    )
}

/// A row all of whose cells are labels of columns.
fn columns(place: Place) -> Found {
    let message = Message::new(
        "This row has the labels of columns in it, not figures.",
        "这一行是各列的名称，不是数。",
    );
    let edit = Edit { span: Span::at(place.span.start), text: "@columns ".to_owned() };
    Found::new(&RULE, place, message)
        .help("Type `@columns` in front of it, or remove it.", "请在前面加上“@列”，或者删去这一行。")
        .fix(FixKind::Unsafe, Message::new("Put `@columns` in front", "前面加上“@columns”"), vec![edit])
}
