//! An official number that is not the one expected.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Edit, FixKind, Message, Rule, Severity, Span};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "number-differs", severity: Severity::Warning, docs: include_str!("number_differs.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NumberDiffers { typed, expected } = &problem.kind else { continue };
        let message = Message::new(
            format!("The number “{typed}” should be “{expected}” here."),
            format!("这里的序号“{typed}”应为“{expected}”。"),
        );
        let found = Found::new(&RULE, problem.place, message).help(
            format!("Type “{expected}”, or leave the number out."),
            format!("请写“{expected}”，或者不写序号。"),
        );
        let at = cx.model.text(problem.place).find(typed.as_str());
        out.push(match at {
            Some(at) => {
                let start = problem.place.span.start + at as u32;
                let edit =
                    Edit { span: Span::new(start, start + typed.len() as u32), text: expected.clone() };
                found.fix(
                    FixKind::Safe,
                    Message::new(format!("Write “{expected}”"), format!("改为“{expected}”")),
                    vec![edit],
                )
            }
            None => found,
        });
    }
}
