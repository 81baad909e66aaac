//! `=` with nothing that says what it is.

use crossfoot_model::{ProblemKind, place};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "no-formula", severity: Severity::Error, docs: include_str!("no_formula.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NoFormula { fact } = &problem.kind else { continue };
        let name = place::fact(cx.model, *fact);
        let message = Message::new(
            format!("Nothing says how {} is worked out.", name.en),
            format!("{}写了“=”，但没有写明怎样计算。", name.zh),
        );
        out.push(Found::new(&RULE, problem.place, message).about([*fact]).help(
            "Type the formula behind `=`, or the figure in its place; a formula of the row or column, or a rule with it alone on the left, will do too.",
            "请在“=”后面写算式，或者直接填数；由这一行、这一列的算式或左边只有它的规则算出也可以。",
        ));
    }
}
