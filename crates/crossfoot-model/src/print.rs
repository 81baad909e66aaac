//! Writing values for people.

use crossfoot_figure::{QUnit, UnitId};
use crossfoot_source::{FileId, Message};
use crossfoot_syntax::ast::{Figure, Format, Prose};

use crate::{
    graph::Op,
    prose::{plain, typed},
    report::*,
    value::{Val, Verdict},
};

/// A fact: as typed where it is stated, else as it is worked out.
pub fn fact(model: &Model<'_>, id: FactId) -> String {
    let Some(it) = model.fact(id) else { return String::new() };
    if let Some(amended) = model.amended.get(&id) {
        return amended.clone();
    }
    if it.given == Given::Stated {
        let value = it.figure.and_then(|figure| figure.value.as_ref());
        return value.map_or_else(
            || model.text(it.place).to_owned(),
            |value| typed(value, &model.report.text).to_owned(),
        );
    }
    let format = it.figure.and_then(|figure| figure.format.as_ref());
    let ops = model.graph.computed_by.get(&id).and_then(|by| model.graph.constraints.get(by.at()));
    let ops = ops.map(|constraint| model.graph.ops_of(constraint)).unwrap_or_default();
    match (format, it.unit, model.value(id)) {
        // A cell is printed in the unit of its place.
        (None, Some(_), value) if it.grouped => in_threes(&self::value(model, value, it.unit, it.decimals)),
        (None, Some(_), value) => self::value(model, value, it.unit, it.decimals),
        (_, _, value) => computed(model, value, ops, format, &model.report.text),
    }
}

/// A figure as it is written, with its unit where that is not seen: `12,040 (in 1000 USD)`, `4.25万元`.
pub fn with_unit(model: &Model<'_>, id: FactId) -> Message {
    let written = fact(model, id);
    let unit = model.fact(id).and_then(|fact| fact.unit).map(|unit| model.units.name(unit));
    match unit.filter(|unit| !written.contains(unit)) {
        None => Message::same(written),
        Some(unit) if unit.starts_with(|c: char| c.is_ascii_digit()) => {
            Message::new(format!("{written} (in {unit})"), format!("{written}（单位：{unit}）"))
        }
        Some(unit) if unit.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Message::same(format!("{written} {unit}"))
        }
        Some(unit) => Message::same(format!("{written}{unit}")),
    }
}

/// What operations came to, as `as` says, else in the unit and with the decimals of what they read.
pub fn computed(model: &Model<'_>, value: Val, ops: &[Op], format: Option<&Format>, text: &str) -> String {
    let decimals = ops.iter().filter_map(|op| match op {
        Op::Fact(fact) => Some(model.fact(*fact)?.decimals),
        _ => None,
    });
    match (value, format) {
        (Val::Number(number), Some(format)) => {
            number.formatted(format, text, &model.units).unwrap_or_default()
        }
        (value, _) => self::value(model, value, None, decimals.max().unwrap_or(0)),
    }
}

/// A number in a unit, else in its own, with so many decimals and without the unit: the text around it has that.
/// A ratio is printed as per cent. Anything else is a word.
pub fn value(model: &Model<'_>, value: Val, unit: Option<UnitId>, decimals: u8) -> String {
    match value {
        Val::Number(number) if number.unit == QUnit::Pure && unit.is_none() => {
            number.printed(None, decimals, &model.units)
        }
        Val::Number(number) => number.number(unit, decimals, &model.units),
        value => Ok(word(model, value)),
    }
    .unwrap_or_default()
}

/// A number with thousands marks.
pub fn in_threes(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(if digits.len() < whole.len() { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.extend(rest.map(|rest| format!(".{rest}")));
    out
}

fn word(model: &Model<'_>, value: Val) -> String {
    match value {
        Val::Label(label) => model.labels.get(label.at()).map(|it| it.label.to_string()).unwrap_or_default(),
        Val::Date(date) => date.to_string(),
        Val::NotApplicable { .. } => String::from("n/a"),
        Val::Truth(Verdict::Agrees | Verdict::WithinRounding) => String::from("true"),
        Val::Truth(_) => String::from("false"),
        Val::Number(_) | Val::Text | Val::Absent(_) | Val::Undefined | Val::Unusable => String::from("—"),
    }
}

/// Prose of the report as it prints.
pub fn prose(model: &Model<'_>, it: &Prose) -> String {
    let text = model.text_of(FileId::REPORT);
    plain(it, text, &mut |figure: &Figure| {
        model.fact_at(figure.span).map(|id| fact(model, id)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::in_threes;

    #[test]
    fn thousands_are_marked() {
        for (plain, written) in
            [("7", "7"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5")]
        {
            assert_eq!(in_threes(plain), written);
        }
    }
}
