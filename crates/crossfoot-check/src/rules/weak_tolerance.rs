//! A tolerance so wide that no error would be found.

use crossfoot_model::{ProblemKind, statement_of};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "weak-tolerance", severity: Severity::Hint, docs: include_str!("weak_tolerance.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::WeakTolerance { constraint } = &problem.kind else { continue };
        let statement = statement_of(cx.model, *constraint);
        let message = Message::new(
            "These figures are rounded so coarsely that this rule would hardly notice a wrong one.",
            "这些数取整太粗，即使有错，这条规则也很难发现。",
        );
        let mut found = Found::new(&RULE, problem.place, message).help(
            "Give the figures with more digits, or do without the rule.",
            "请把这些数写得更精确一些，或者不要这条规则。",
        );
        if let Some(statement) = statement {
            found.finding.code = (!statement.name.is_empty()).then(|| statement.name.to_string());
            found = found.related(statement.place(), Message::new("the rule", "规则"));
        }
        out.push(found);
    }
}
