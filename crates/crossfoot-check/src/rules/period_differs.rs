//! A period that the template is not for, or that cannot be read.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "period-differs", severity: Severity::Error, docs: include_str!("period_differs.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::PeriodDiffers { expected } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        out.push(match expected {
            Some(expected) => {
                let (en, zh) = match expected.strip_suffix("..") {
                    Some(from) => (format!("{from} and later"), format!("{from}及以后")),
                    None => (expected.clone(), expected.clone()),
                };
                let message = Message::new(
                    format!("The template is for {en}, not for {typed}."),
                    format!("这个模板适用于{zh}，不适用于{typed}。"),
                );
                Found::new(&RULE, problem.place, message).help(
                    "Correct the period, or follow the template of that time.",
                    "请改正期间，或者改用当时的模板。",
                )
            }
            None => {
                let message = Message::new(
                    format!("“{typed}” is not read as a period."),
                    format!("“{typed}”不是期间的写法。"),
                );
                Found::new(&RULE, problem.place, message).help(
                    "Type it so: `2024`, `2024-H1`, `2026-Q2`, `2026-05` or `FY2024`.",
                    "请写成：2024、2024-H1、2026-Q2、2026-05、FY2024或2023-2024学年。",
                )
            }
        });
    }
}
