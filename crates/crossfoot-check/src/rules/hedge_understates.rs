//! A hedge that holds but says much less than is true.

use crossfoot_model::{ProblemKind, place, print};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "hedge-understates", severity: Severity::Hint, docs: include_str!("hedge_understates.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::HedgeUnderstates { constraint } = &problem.kind else { continue };
        let model = cx.model;
        let Some(constraint) = model.graph.constraints.get(constraint.at()) else { continue };
        let Some(fact) = constraint.target else { continue };
        let said = print::fact(model, fact);
        let right = constraint.right.unwrap_or(constraint.ops.end)..constraint.ops.end.saturating_sub(1);
        let (is_en, is_zh) = match model.graph.range(&right) {
            [crossfoot_model::Op::Fact(object)] => {
                let (name, value) = (place::fact(model, *object), print::with_unit(model, *object));
                (
                    format!("{} is {}", wording::sentence(&name.en), value.en),
                    format!("{}为{}", name.zh, value.zh),
                )
            }
            ops => {
                let sides = crossfoot_model::sides(model, constraint);
                let value = sides
                    .get(1)
                    .map(|value| print::computed(model, *value, ops, None, ""))
                    .unwrap_or_default();
                (format!("It works out at {value}"), format!("按算式为{value}"))
            }
        };
        let message = Message::new(
            format!("“{said}” is true, but says too little. {is_en}."),
            format!("“{said}”没有错，但说少了：{is_zh}。"),
        );
        out.push(
            Found::new(&RULE, problem.place, message)
                .about([fact])
                .help("Type a larger round number behind the word.", "请把后面的整数写大一些。"),
        );
    }
}
