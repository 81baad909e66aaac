//! A rate that no whole number of cases can give.

use crossfoot_figure::{Exact, Quantity, UnitId};
use crossfoot_model::{Val, print};
use crossfoot_source::{FixKind, Message, Rule, Severity};

use crate::{
    amount,
    broken::{self, Sides},
    context::{Context, Kind},
    found::Found,
    rewrite, sentence,
};

pub static RULE: Rule = Rule {
    name: "impossible-percentage",
    severity: Severity::Error,
    docs: include_str!("impossible_percentage.md"),
};

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for broken in cx.broken(Kind::Share) {
        let sides = Sides::of(cx.model, &broken);
        let possible = sides.as_ref().and_then(|sides| possible(cx, sides));
        let message = match (&possible, &sides) {
            (Some(possible), Some(sides)) => said(cx, sides, possible),
            _ => sentence::of(cx.model, &broken, sides.as_ref()),
        };
        let mut found = broken::found(cx, &RULE, &broken, sides.as_ref(), message);
        let fact = sides.as_ref().and_then(|sides| sides.subject).and_then(|fact| cx.model.fact(fact));
        for (fact, near) in
            fact.iter().flat_map(|fact| possible.iter().flat_map(|it| &it.near).map(move |near| (fact, near)))
        {
            if let Some(edit) = rewrite::edit(cx.model, fact, near.number) {
                let title = Message::new(
                    format!("Write {}, if it was {} of {}", edit.text, near.cases, near.all),
                    format!("如果是{}件中的{}件，改为{}", near.all, near.cases, edit.text),
                );
                found = found.fix(FixKind::Figure, title, vec![edit]);
            }
        }
        out.push(found);
    }
}

/// The nearest rates that there can be.
struct Possible {
    all: Exact,
    near: Vec<Near>,
}

struct Near {
    cases: Exact,
    all: Exact,
    /// The rate, as so many of its unit.
    number: Exact,
    /// The same as it is written.
    shown: Message,
}

fn possible(cx: &Context<'_, '_>, sides: &Sides) -> Option<Possible> {
    let (Val::Number(printed), Val::Number(all)) = (sides.left, sides.right) else { return None };
    let fact = sides.subject.and_then(|fact| cx.model.fact(fact))?;
    let n = all.value;
    if !n.is_integer() || n <= Exact::ZERO {
        return None;
    }
    let below = printed.value.mul(n).ok()?.floor();
    let below = if below.is_negative() { Exact::ZERO } else { below.min(n) };
    let above = below.add(Exact::ONE).ok()?.min(n);
    let mut near = vec![near(cx, below, n, fact.unit, fact.decimals)?];
    if above != below {
        near.push(self::near(cx, above, n, fact.unit, fact.decimals)?);
    }
    Some(Possible { all: n, near })
}

fn near(cx: &Context<'_, '_>, cases: Exact, all: Exact, unit: Option<UnitId>, decimals: u8) -> Option<Near> {
    let ratio = cases.div(all).ok()??;
    let quantity = Quantity::point(ratio, crossfoot_figure::QUnit::Pure);
    let number = amount::in_unit(cx.model, &quantity, unit)?;
    let rounded = number.round_half_away(decimals.into()).ok()?;
    let scale = unit.map_or(Exact::ONE, |unit| cx.model.units.scale(unit));
    let shown = amount::one(cx.model, rounded.mul(scale).ok()?, unit);
    Some(Near { cases, all, number, shown })
}

/// `98.7% of 5 cannot be: 4 of 5 are 80%, 5 of 5 are 100%.`
fn said(cx: &Context<'_, '_>, sides: &Sides, possible: &Possible) -> Message {
    let said = sides.subject.map(|fact| print::fact(cx.model, fact)).unwrap_or_default();
    let all = possible.all;
    let en: Vec<String> = possible
        .near
        .iter()
        .map(|near| format!("{} of {} are {}", near.cases, near.all, near.shown.en))
        .collect();
    let zh: Vec<String> = possible
        .near
        .iter()
        .map(|near| format!("{}件中的{}件是{}", near.all, near.cases, near.shown.zh))
        .collect();
    Message::new(
        format!("No whole number out of {all} is {said}: {}.", en.join(", ")),
        format!("一共{all}件，不可能有{said}：{}。", zh.join("，")),
    )
}
