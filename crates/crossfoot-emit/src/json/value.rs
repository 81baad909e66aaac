//! What a figure means: exact numbers as texts, units, and why something is not to be had.

use crossfoot_figure::{Class, Exact, Quantity, UnitId};
use crossfoot_model::{Model, Val, Verdict, Why as ModelWhy};
use serde::Serialize;

/// What a fact is. Numbers are texts, so that no reader rounds them.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Value<'m> {
    /// A number.
    Number {
        /// Exactly, counted in the fact's unit: a decimal (`-12.50` is `-12.5`), or `a/b` where no decimal is exact.
        value: String,
        /// What it can be as it is rounded, scaled or hedged; absent where it is exactly the value.
        #[serde(skip_serializing_if = "Option::is_none")]
        interval: Option<Interval>,
    },
    /// A day.
    Date {
        /// As `2024-09-30`.
        value: String,
    },
    /// A word: one of a field's choices, a member of a set.
    Label {
        /// Its name.
        value: &'m str,
    },
    /// Text, which takes no part in anything.
    Text,
    /// The truth of a comparison.
    Truth {
        /// Does it hold? Absent where that cannot be told.
        value: Option<bool>,
    },
    /// There is no such figure: `n/a`.
    NotApplicable,
    /// There should be one, and it is not to be had.
    Absent {
        /// Why.
        why: Why,
    },
    /// A quotient over zero, or a growth from nothing.
    Undefined,
    /// It cannot be read or worked out; a finding says so.
    Unusable,
}

/// A range of numbers, counted in the fact's unit.
#[derive(Clone, Debug, Serialize)]
pub struct Interval {
    /// The least; absent where there is none.
    pub low: Option<String>,
    /// The greatest; absent where there is none.
    pub high: Option<String>,
    /// Is the least itself left out?
    pub low_open: bool,
    /// Is the greatest itself left out?
    pub high_open: bool,
}

/// A unit.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Unit<'m> {
    /// As it is first written.
    pub name: &'m str,
    /// What figures of it are.
    pub kind: UnitKind,
    /// How much of the base of its kind one of it is: `10000` for 万元, `1/100` for %, written like a value.
    pub scale: Exactly,
}

/// An exact number, written like a value.
#[derive(Clone, Copy, Debug)]
pub struct Exactly(pub Exact);

impl Serialize for Exactly {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

/// What figures of a unit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Counted: whole and not negative.
    Count,
    /// Counted, and may be negative.
    Signed,
    /// Measured.
    Amount,
    /// Money.
    Money,
    /// A part of something.
    Rate,
    /// A difference of two rates.
    Points,
    /// No number.
    Text,
    /// A day.
    Date,
}

/// Why something cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The reason.
    pub reason: Reason,
    /// The fact that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<u32>,
}

/// A reason why something cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A cell is blank.
    Blank,
    /// A cell is blank, and a blank there means that the figure is not known.
    Unknown,
    /// A row, column or table is not in the report.
    Missing,
    /// What is named is not in the report, and there is no place for it.
    NotThere,
    /// No last year's report, or no report of the period before, is named.
    NoPrior,
    /// No bodies' reports are named.
    NoBodies,
    /// A file is named that is not opened.
    NotOpened,
    /// A quotient over zero, or a growth from nothing.
    Undefined,
    /// A figure cannot be read or worked out.
    Unusable,
}

impl From<ModelWhy> for Why {
    fn from(why: ModelWhy) -> Self {
        let (reason, fact) = match why {
            ModelWhy::Blank(fact) => (Reason::Blank, Some(fact)),
            ModelWhy::Unknown(fact) => (Reason::Unknown, Some(fact)),
            ModelWhy::Missing(fact) => (Reason::Missing, Some(fact)),
            ModelWhy::NotThere => (Reason::NotThere, None),
            ModelWhy::NoPrior => (Reason::NoPrior, None),
            ModelWhy::NoBodies => (Reason::NoBodies, None),
            ModelWhy::NotOpened => (Reason::NotOpened, None),
            ModelWhy::Undefined => (Reason::Undefined, None),
            ModelWhy::Unusable => (Reason::Unusable, None),
        };
        Self { reason, fact: fact.map(|fact| fact.0) }
    }
}

/// What a value means, and the unit that it is counted in: that of its place, else its own.
pub(crate) fn meaning<'m>(
    model: &'m Model<'_>,
    value: Val,
    unit: Option<UnitId>,
) -> (Value<'m>, Option<Unit<'m>>) {
    let (value, unit) = in_unit(model, value, unit);
    (meant(model, value, unit), unit.map(|id| named(model, id)))
}

fn meant<'m>(model: &'m Model<'_>, value: Val, unit: Option<UnitId>) -> Value<'m> {
    match value {
        Val::Number(number) => counted(number, unit.map_or(Exact::ONE, |unit| model.units.scale(unit))),
        Val::Date(date) => Value::Date { value: date.to_string() },
        Val::Label(label) => {
            Value::Label { value: model.labels.get(label.at()).map_or("", |label| label.name.as_ref()) }
        }
        Val::Text => Value::Text,
        Val::Truth(verdict) => Value::Truth {
            value: match verdict {
                Verdict::Agrees | Verdict::WithinRounding => Some(true),
                Verdict::Differs => Some(false),
                Verdict::DoesNotApply | Verdict::NotCheckable(_) => None,
            },
        },
        Val::NotApplicable { .. } => Value::NotApplicable,
        Val::Absent(why) => Value::Absent { why: why.into() },
        Val::Undefined => Value::Undefined,
        Val::Unusable => Value::Unusable,
    }
}

/// A number as it counts in a unit of so much of the base. One too large for that cannot be told exactly.
fn counted<'m>(number: Quantity, scale: Exact) -> Value<'m> {
    let in_unit = |value: Exact| value.div(scale).ok().flatten();
    let Some(value) = in_unit(number.value) else { return Value::Unusable };
    let range = &number.range;
    // An end that cannot be told in the unit is left out: the interval only gets wider.
    let (lo, hi) = (range.lo().and_then(in_unit), range.hi().and_then(in_unit));
    let interval = Interval {
        low: lo.map(|lo| lo.to_string()),
        high: hi.map(|hi| hi.to_string()),
        low_open: lo.is_some() && range.lo_open(),
        high_open: hi.is_some() && range.hi_open(),
    };
    Value::Number { value: value.to_string(), interval: (!range.is_point()).then_some(interval) }
}

/// A number in the unit of its place, else in its own.
fn in_unit(model: &Model<'_>, value: Val, unit: Option<UnitId>) -> (Val, Option<UnitId>) {
    let Val::Number(number) = value else { return (value, unit) };
    match unit.map(|unit| number.taking_unit(unit, &model.units)) {
        Some(Ok(number)) => (Val::Number(number), unit),
        _ => (value, number.unit.id()),
    }
}

fn named<'m>(model: &'m Model<'_>, id: UnitId) -> Unit<'m> {
    let kind = match model.units.class(id) {
        Class::Count => UnitKind::Count,
        Class::Signed => UnitKind::Signed,
        Class::Amount => UnitKind::Amount,
        Class::Money => UnitKind::Money,
        Class::Rate => UnitKind::Rate,
        Class::Points => UnitKind::Points,
        Class::Text => UnitKind::Text,
        Class::Date => UnitKind::Date,
    };
    Unit { name: model.units.name(id), kind, scale: Exactly(model.units.scale(id)) }
}
