//! A row with more cells than there are columns, or with cells where it has no figures.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity, Span};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "cell-count", severity: Severity::Error, docs: include_str!("cell_count.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        match &problem.kind {
            ProblemKind::TooManyCells { expected, found, bar_in_front } => {
                out.push(too_many(cx, problem.place, *expected, *found, *bar_in_front));
            }
            ProblemKind::TooFewColumns { listed, cells } => {
                let message = Message::new(
                    format!(
                        "This line names {listed} columns, but every row beneath has {cells} cells, so none of their figures counts."
                    ),
                    format!("这一行写了{listed}列，而下面每行都有{cells}格，所以这些行的数都不算数。"),
                );
                out.push(Found::new(&RULE, problem.place, message).help(
                    "Put in the column that is missing, where it belongs.",
                    "请在相应的位置补上缺少的列。",
                ));
            }
            ProblemKind::CellsOnHeading => out.push(on_heading(cx, problem.place)),
            _ => {}
        }
    }
}

fn too_many(cx: &Context<'_, '_>, place: Place, expected: u32, cells: u32, bar_in_front: bool) -> Found {
    let plural = if expected == 1 { "" } else { "s" };
    let message = Message::new(
        format!(
            "This row has {cells} cells, but its table has {expected} column{plural}, so none of its figures counts."
        ),
        format!("这一行有{cells}格，而表只有{expected}列，所以整行的数都不算数。"),
    );
    let found = Found::new(&RULE, place, message);
    let typed = cx.model.text(place);
    match typed.find(['|', '｜']).filter(|_| bar_in_front) {
        Some(at) => {
            let bar = typed.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let behind = typed.get(at + bar..).unwrap_or_default();
            let space = behind.len() - behind.trim_start().len();
            let start = place.span.start + at as u32;
            let edit = Edit { span: Span::new(start, start + (bar + space) as u32), text: String::new() };
            found.help("Remove the bar in front of the label.", "请删去名称前面的竖线。").fix(
                FixKind::Unsafe,
                Message::new("Remove the first bar", "删去第一个竖线"),
                vec![edit],
            )
        }
        None => found.help(
            "Remove the cells that do not belong there; a bar inside a text is typed `\\|`.",
            "请删去多余的格；文字里的竖线要写成“\\|”。",
        ),
    }
}

fn on_heading(cx: &Context<'_, '_>, place: Place) -> Found {
    let typed = cx.model.text(place);
    let label = typed.split(['|', '｜', '\t']).next().unwrap_or_default().trim();
    let message = Message::new(
        format!("“{label}” is a heading over the rows beneath it and has no figures of its own."),
        format!("“{label}”是下面各行的标题，本身没有数。"),
    );
    let found =
        Found::new(&RULE, place, message).help("Write the label alone on this line.", "这一行请只写名称。");
    let at = typed.find(['|', '｜', '\t']).unwrap_or(typed.len());
    let is_blank =
        typed.get(at..).unwrap_or_default().chars().all(|c| matches!(c, '|' | '｜') || c.is_whitespace());
    if !is_blank {
        return found;
    }
    let kept = typed.get(..at).unwrap_or_default().trim_end().len() as u32;
    let edit = Edit { span: Span::new(place.span.start + kept, place.span.end), text: String::new() };
    found.fix(FixKind::Safe, Message::new("Remove the bars", "删去竖线"), vec![edit])
}
