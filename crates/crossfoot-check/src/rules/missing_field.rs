//! A field that must be filled in.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "missing-field", severity: Severity::Error, docs: include_str!("missing_field.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::MissingField { name } = &problem.kind else { continue };
        let model = cx.model;
        let field = model.head.fields.iter().find(|field| field.name == *name);
        let choices: Vec<String> = field
            .into_iter()
            .flat_map(|field| &field.choices)
            .filter_map(|choice| Some(model.labels.get(choice.at())?.name.to_string()))
            .collect();
        let message =
            Message::new(format!("The field “{name}” is not filled in."), format!("填报项“{name}”没有填。"));
        let found = cx.lacking(&RULE, problem.place, message);
        out.push(if choices.is_empty() {
            found.help(
                format!("Write `{name}: …` beneath `@report`."),
                format!("请在“@报告”下面写“{name}：……”。"),
            )
        } else {
            found.help(
                format!(
                    "Write `{name}: …` beneath `@report`; the choices are {}.",
                    wording::listed_en(&choices)
                ),
                format!("请在“@报告”下面写“{name}：……”，可选：{}。", choices.join("、")),
            )
        });
    }
}
