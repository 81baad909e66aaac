//! A line under `@report` that the template has no field for.

use crossfoot_model::{ProblemKind, Sought};
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "unknown-field", severity: Severity::Error, docs: include_str!("unknown_field.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::UnknownName { sought: Sought::Field, nearest } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = match cx.model.head.template {
            Some(_) => Message::new(
                format!("The template has no field “{typed}”."),
                format!("模板里没有“{typed}”这个填报项。"),
            ),
            None => Message::new(
                format!("“{typed}” is no field: only a template has fields."),
                format!("“{typed}”不是填报项：只有模板才有填报项。"),
            ),
        };
        let found = Found::new(&RULE, problem.place, message);
        let fields: Vec<String> = cx.model.head.fields.iter().map(|field| field.name.to_string()).collect();
        out.push(match nearest {
            Some(nearest) => found
                .help(format!("Did you mean `{nearest}`?"), format!("是不是“{nearest}”？"))
                .replace(FixKind::Unsafe, nearest),
            None if fields.is_empty() => {
                found.help("Remove the line, or write it as text below.", "请删去这一行，或者写到正文里。")
            }
            None => found.help(
                format!("Remove the line; the fields are {}.", wording::listed_en(&fields)),
                format!("请删去这一行；填报项有：{}。", fields.join("、")),
            ),
        });
    }
}
