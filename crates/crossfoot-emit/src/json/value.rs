//! What a figure means: exact numbers as texts, units, and why something is not to be had.

use std::borrow::Cow;

use crossfoot_figure::{Class, Date, Exact, Quantity, UnitId};
use crossfoot_model::{Model, Val, Verdict, Why as ModelWhy};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// A number; `value` is how much.
    Number,
    /// A day; `value` is which, as `2024-09-30`.
    Date,
    /// A word: one of a field's choices, a member of a set; `value` is its name.
    Word,
    /// Text, which takes no part in anything.
    Text,
    /// The truth of a comparison; `value` is `true` or `false`, or null where it cannot be told.
    Truth,
    /// There is no such figure: `n/a`.
    NotApplicable,
    /// There should be one, and it is not to be had; `why` says why.
    Absent,
    /// A quotient over zero, or a growth from nothing.
    Undefined,
    /// It cannot be read or worked out; a finding says so.
    Unusable,
}

/// What a fact is, and how much.
pub(crate) struct Meaning<'m> {
    pub kind: ValueKind,
    pub value: Option<Value<'m>>,
    pub interval: Option<Interval>,
    pub why: Option<Why>,
}

/// A value, written as a text.
#[derive(Clone, Copy, Debug)]
pub enum Value<'m> {
    /// A number.
    Number(Exactly),
    /// A day.
    Date(Date),
    /// A word.
    Word(&'m str),
    /// A truth.
    Truth(bool),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(to),
            Self::Date(date) => to.collect_str(date),
            Self::Word(word) => to.serialize_str(word),
            Self::Truth(is_true) => to.collect_str(is_true),
        }
    }
}

/// An exact number as a text, so that no reader rounds it.
#[derive(Clone, Copy, Debug)]
pub struct Exactly(pub Exact);

impl Serialize for Exactly {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl JsonSchema for Exactly {
    fn schema_name() -> Cow<'static, str> {
        "Exactly".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact number as a text: a decimal, or `a/b` where no decimal is exact.",
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$",
        })
    }
}

/// A range of numbers, counted in the fact's unit.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Interval {
    /// The least; null where there is none.
    pub low: Option<Exactly>,
    /// The greatest; null where there is none.
    pub high: Option<Exactly>,
    /// Is the least itself left out?
    pub low_open: bool,
    /// Is the greatest itself left out?
    pub high_open: bool,
}

/// A unit.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Unit<'m> {
    /// As it is first written.
    pub name: &'m str,
    /// What figures of it are.
    pub kind: UnitKind,
    /// How much of the base of its kind one of it is: `10000` for 万元, `0.01` for %. Figures of different units
    /// are compared by value times scale.
    pub scale: Exactly,
}

/// What figures of a unit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Why {
    /// The reason.
    pub reason: Reason,
    /// The fact that it is about; null where it is about none.
    pub fact: Option<u32>,
}

/// A reason why something cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
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
) -> (Meaning<'m>, Option<Unit<'m>>) {
    let (value, unit) = in_unit(model, value, unit);
    (meant(model, value, unit), unit.map(|id| named(model, id)))
}

fn meant<'m>(model: &'m Model<'_>, value: Val, unit: Option<UnitId>) -> Meaning<'m> {
    let bare = |kind| Meaning { kind, value: None, interval: None, why: None };
    let worth = |kind, value| Meaning { value: Some(value), ..bare(kind) };
    match value {
        Val::Number(number) => {
            let scale = unit.map_or(Exact::ONE, |unit| model.units.scale(unit));
            counted(number, scale).unwrap_or_else(|| bare(ValueKind::Unusable))
        }
        Val::Date(date) => worth(ValueKind::Date, Value::Date(date)),
        Val::Label(label) => {
            let name = model.labels.get(label.at()).map_or("", |label| label.name.as_ref());
            worth(ValueKind::Word, Value::Word(name))
        }
        Val::Text => bare(ValueKind::Text),
        Val::Truth(Verdict::Agrees | Verdict::WithinRounding) => worth(ValueKind::Truth, Value::Truth(true)),
        Val::Truth(Verdict::Differs) => worth(ValueKind::Truth, Value::Truth(false)),
        Val::Truth(Verdict::DoesNotApply) => bare(ValueKind::Truth),
        Val::Truth(Verdict::NotCheckable(why)) => Meaning { why: Some(why.into()), ..bare(ValueKind::Truth) },
        Val::NotApplicable { .. } => bare(ValueKind::NotApplicable),
        Val::Absent(why) => Meaning { why: Some(why.into()), ..bare(ValueKind::Absent) },
        Val::Undefined => bare(ValueKind::Undefined),
        Val::Unusable => bare(ValueKind::Unusable),
    }
}

/// A number as it counts in a unit of so much of the base; `None` if it is too large for that to be told exactly.
fn counted<'m>(number: Quantity, scale: Exact) -> Option<Meaning<'m>> {
    let in_unit = |value: Exact| value.div(scale).ok().flatten().map(Exactly);
    let value = in_unit(number.value)?;
    let range = &number.range;
    // An end that cannot be told in the unit is left out: the interval only gets wider.
    let (low, high) = (range.lo().and_then(in_unit), range.hi().and_then(in_unit));
    let interval = Interval {
        low,
        high,
        low_open: low.is_some() && range.lo_open(),
        high_open: high.is_some() && range.hi_open(),
    };
    Some(Meaning {
        kind: ValueKind::Number,
        value: Some(Value::Number(value)),
        interval: (!range.is_point()).then_some(interval),
        why: None,
    })
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
