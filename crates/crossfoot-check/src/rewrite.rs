//! Another value for a stated figure, offered where nothing else speaks for the one that stands there.

use crossfoot_figure::{Exact, read_number};
use crossfoot_model::{Fact, FactId, Given, Model, Op, Outcome, Val, print::in_threes};
use crossfoot_source::{Edit, FixKind, Message, Span};
use crossfoot_syntax::{
    ast::Form,
    words::{RelOp, Scale},
};

use crate::{
    amount,
    broken::Sides,
    context::{Broken, Context, Kind},
    found::Found,
};

/// Offers to write what the other side comes to. Which figure is wrong only the author knows, so each offer says
/// under what condition it is right, and it is never one that another rule would object to.
pub(crate) fn offer(
    cx: &Context<'_, '_>,
    broken: &Broken<'_, '_>,
    sides: Option<&Sides>,
    mut found: Found,
) -> Found {
    let model = cx.model;
    let Some(sides) = sides else { return found };
    if broken.kind == Kind::Hedge
        || model.graph.ops_of(broken.constraint).last() != Some(&Op::Compare(RelOp::Eq))
    {
        return found;
    }
    let candidates = [(sides.subject, sides.right, true), (sides.object, sides.left, false)];
    for (fact, value, is_subject) in candidates {
        let (Some(fact), Val::Number(value)) = (fact, value) else { continue };
        let Some(it) = model.fact(fact) else { continue };
        let Some(new) = amount::in_unit(model, &value, it.unit) else { continue };
        if speaks_for(model, broken, fact) {
            continue;
        }
        if let Some(edit) = edit(model, it, new) {
            let text = &edit.text;
            let is_alone = model.graph.reads(broken.constraint).all(|read| read == fact);
            let title = if is_alone {
                Message::new(format!("Write {text}, as the rule says"), format!("按规则改为{text}"))
            } else if is_subject {
                Message::new(
                    format!("Write {text}, if the other figures are right"),
                    format!("如果其他数无误，把这个数改为{text}"),
                )
            } else {
                Message::new(
                    format!("Write {text} there, if this figure is right"),
                    format!("如果这个数无误，把另一个数改为{text}"),
                )
            };
            found = found.fix(FixKind::Figure, title, vec![edit]);
        }
    }
    found
}

/// Does another equality hold with the figure as it stands?
fn speaks_for(model: &Model<'_>, broken: &Broken<'_, '_>, fact: FactId) -> bool {
    model.graph.constraints.iter().zip(&model.graph.outcomes).any(|(constraint, outcome)| {
        matches!(outcome, Outcome::Agrees | Outcome::WithinRounding)
            && !std::ptr::eq(constraint, broken.constraint)
            && constraint.right.is_some()
            && model.graph.reads(constraint).any(|read| read == fact)
    })
}

/// The change that lets a figure say another number (so many of its unit), in the manner in which it is written.
pub(crate) fn edit(model: &Model<'_>, fact: &Fact<'_>, number: Exact) -> Option<Edit> {
    if fact.given != Given::Stated {
        return None;
    }
    let text = &model.report.text;
    let (span, scale, is_negative) = digits_of(fact)?;
    let typed = span.of(text);
    if !typed.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        || number.is_negative() != is_negative
    {
        return None;
    }
    let number =
        number.abs().div(Exact::pow10(scale.map_or(0, |scale| i32::from(scale.power()))).ok()?).ok()??;
    let decimals = read_number(typed, None).ok()?.decimals;
    // A count is written in full or not at all.
    if decimals == 0
        && scale.is_none()
        && !number.is_integer()
        && fact.unit.is_none_or(|unit| model.units.is_count(unit))
    {
        return None;
    }
    let plain = number.to_decimal(decimals);
    let new = if typed.contains(',') { in_threes(&plain) } else { plain };
    (new != typed).then_some(Edit { span, text: new })
}

/// The digits of a figure that says a number plainly, its scale, and whether it is below zero.
fn digits_of(fact: &Fact<'_>) -> Option<(Span, Option<Scale>, bool)> {
    let Some(figure) = fact.figure else { return Some((fact.place.span, None, false)) };
    match &figure.value.as_ref()?.form {
        Form::Number(number) if number.hedge.is_none() && number.direction.is_none() => {
            Some((number.digits, number.scale.map(|(scale, _)| scale), number.negative || number.bracketed))
        }
        _ => None,
    }
}
