//! Units that do not go together.

use crossfoot_model::{FactId, ProblemKind, place};
use crossfoot_source::{Message, Place, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "unit-mismatch", severity: Severity::Error, docs: include_str!("unit_mismatch.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    let units = &cx.model.units;
    let name = |unit: Option<crossfoot_figure::UnitId>| unit.map(|unit| units.name(unit)).unwrap_or_default();
    for problem in cx.problems() {
        match &problem.kind {
            ProblemKind::TwoUnits { fact, other } => out.push(two_units(cx, problem.place, *fact, *other)),
            ProblemKind::CellUnit { fact, expected } => {
                let (at, typed, unit) =
                    (place::fact(cx.model, *fact), cx.typed(problem.place), units.name(*expected));
                let message = Message::new(
                    format!(
                        "{}: “{typed}” stands where figures are counted in {unit}.",
                        wording::sentence(&at.en)
                    ),
                    format!("{}：这里的单位是“{unit}”，却写了“{typed}”。", at.zh),
                );
                out.push(Found::new(&RULE, problem.place, message).about([*fact]).help(
                    format!("Type the figure in {unit}, or without a unit."),
                    format!("请按“{unit}”填写，或者不写单位。"),
                ));
            }
            ProblemKind::UnitClash { constraint, left, right } => {
                let (left, right) = (name(*left), name(*right));
                let message = Message::new(
                    format!("{left} and {right} cannot be added up or compared."),
                    format!("“{left}”和“{right}”不能相加，也不能比较。"),
                );
                let mut found = Found::new(&RULE, problem.place, message).help(
                    "Give both figures one unit. A unit that is a multiple of another is declared beneath `@units`: `crate = 24 bottles`.",
                    "请把两个数改为同一个单位。一个单位是另一个的若干倍的，在“@计量单位”下面写明：万次 = 10000 次。",
                );
                let constraint = cx.model.graph.constraints.get(constraint.at());
                for fact in constraint.into_iter().flat_map(|constraint| cx.model.graph.reads(constraint)) {
                    found = found.related(place::of(cx.model, fact), place::fact(cx.model, fact));
                }
                out.push(found);
            }
            _ => {}
        }
    }
}

/// A row and a column that set different ones.
fn two_units(cx: &Context<'_, '_>, at: Place, fact: FactId, other: Place) -> Found {
    let name = place::fact(cx.model, fact);
    let message = Message::new(
        format!("{}: the row sets one unit and the column another.", wording::sentence(&name.en)),
        format!("{}：行和列的单位不一样。", name.zh),
    );
    Found::new(&RULE, at, message)
        .about([fact])
        .help("Set the unit on one of the two only.", "请只在其中一处规定单位。")
        .related(other, Message::new("the other unit", "另一个单位"))
}
