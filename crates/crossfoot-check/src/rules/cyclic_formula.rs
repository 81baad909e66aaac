//! A figure that depends on itself.

use crossfoot_model::{ProblemKind, place};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "cyclic-formula", severity: Severity::Error, docs: include_str!("cyclic_formula.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::Cycle { facts } = &problem.kind else { continue };
        let message = match facts.as_slice() {
            [] | [_] => Message::new(
                "This depends on itself, so it has no value.",
                "这里要用它自己来计算，所以算不出来。",
            ),
            _ => Message::new(
                "These figures are worked out from each other, so none of them has a value.",
                "这几个数互相用来计算，所以都算不出来。",
            ),
        };
        let mut found = Found::new(&RULE, problem.place, message).help(
            "Type one of the figures instead of `=`, or change a formula.",
            "请把其中一个数直接填上，或者修改算式。",
        );
        for fact in facts {
            found = found.related(place::of(cx.model, *fact), place::fact(cx.model, *fact));
        }
        found.facts.clone_from(facts);
        out.push(found);
    }
}
