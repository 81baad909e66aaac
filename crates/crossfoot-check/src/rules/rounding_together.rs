//! Rules that each hold, though not all of them at once.

use crossfoot_model::{ProblemKind, place_of, statement_of};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule = Rule {
    name: "rounding-together",
    severity: Severity::Warning,
    docs: include_str!("rounding_together.md"),
};

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::RoundingTogether { constraints } = &problem.kind else { continue };
        let count = constraints.len();
        let message = Message::new(
            format!(
                "Each of these {count} rules holds, because figures are rounded; but no figures satisfy all of them."
            ),
            format!("这{count}条规则分开看都相符（因为取整），但没有一组数能同时满足。"),
        );
        let mut found = Found::new(&RULE, problem.place, message).help(
            "One of the figures is off by more than rounding explains: compare them with your records.",
            "其中有一个数的误差超过了取整的范围，请对照原始记录核对。",
        );
        for constraint in constraints {
            let statement = statement_of(cx.model, *constraint);
            let at = place_of(cx.model, *constraint).or_else(|| statement.map(|statement| statement.place()));
            if let Some(at) = at {
                found =
                    found.related(at, Message::new("one of the rules holds here", "其中一条规则用在这里"));
            }
        }
        out.push(found);
    }
}
