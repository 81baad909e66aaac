//! A field that must be filled in.

use crossfoot_model::{Model, ProblemKind};
use crossfoot_source::{Message, Place, Rule, Severity};
use crossfoot_syntax::ast::{BlockKind, PropertyKind};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "missing-field", severity: Severity::Error, docs: include_str!("missing_field.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    head(cx, out);
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

/// Of whom and of when a report is: where the template makes a title of it.
fn head(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    let model = cx.model;
    let Some(place) = report_line(model).filter(|_| has_title(model)) else { return };
    if model.head.entity.is_none() {
        let message = Message::new("The report does not say whose it is.", "没有写填报单位。");
        out.push(
            cx.lacking(&RULE, place, message).help(
                "Write `@entity` and the name beneath `@report`.",
                "请在“@报告”下面写“@填报单位”和名称。",
            ),
        );
    }
    let is_unreadable = cx.problems().any(|it| matches!(it.kind, ProblemKind::PeriodDiffers { .. }));
    if model.head.period.is_none() && !is_unreadable {
        let message = Message::new("The report does not say for which period it is.", "没有写期间。");
        out.push(
            cx.lacking(&RULE, place, message)
                .help("Write `@period 2024` beneath `@report`.", "请在“@报告”下面写“@期间 2024”。"),
        );
    }
}

/// The line that the report begins with; `None` for a template looked at for its own sake.
fn report_line(model: &Model<'_>) -> Option<Place> {
    model.report.tree.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Report(head) => Some(Place::report(head.line)),
        _ => None,
    })
}

fn has_title(model: &Model<'_>) -> bool {
    let blocks = model.template.into_iter().flat_map(|template| &template.tree.blocks);
    blocks.into_iter().any(|block| match &block.kind {
        BlockKind::Template(head) => {
            head.properties.iter().any(|property| matches!(property.kind, PropertyKind::Title(_)))
        }
        _ => false,
    })
}
