//! A count that is negative or has a fraction.

use crossfoot_model::{ProblemKind, place};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "not-a-count", severity: Severity::Error, docs: include_str!("not_a_count.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NotACount { fact } = &problem.kind else { continue };
        let model = cx.model;
        let (typed, name) = (cx.typed(problem.place), place::fact(model, *fact));
        let message = Message::new(
            format!(
                "{}: “{typed}” is no count; what is counted is a whole number, 0 or more.",
                crate::wording::sentence(&name.en)
            ),
            format!("{}：“{typed}”不对，件数、人数等只能是0或者正整数。", name.zh),
        );
        out.push(Found::new(&RULE, problem.place, message).about([*fact]).help(
            "Correct the figure. If this unit is measured, or may be negative, say so: `@units` with `NAME = amount` or `NAME = signed` beneath.",
            "请改正这个数。如果这个单位不是计数的，或者可以是负数，请写明：“@计量单位”下面写“名称 = 计量数”或“名称 = 增减数”。",
        ));
    }
}
