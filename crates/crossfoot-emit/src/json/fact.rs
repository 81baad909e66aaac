//! Figures: what they are figures of, how they are written, and what vouches for them.

use std::borrow::Cow;

use crossfoot_model::{FactId, Home as ModelHome, Model};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    position::{Files, Source},
    standing::{Standing, standings},
    table::path,
    value::{Interval, Unit, Value, ValueKind, Why, meaning},
};
use crate::written::written;

/// A figure, or a place for one. Its number is its place in the list of facts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact<'m> {
    /// Its number.
    pub id: u32,
    /// What it is a figure of.
    pub home: Home<'m>,
    /// How it comes to its value.
    pub given: Given,
    /// As it is printed: as typed, else as computed. Empty where there is nothing.
    pub text: Cow<'m, str>,
    /// What it is.
    pub kind: ValueKind,
    /// How much, which day, which word: a text, and a number in it is exact, counted in the unit. Null where there is
    /// no such.
    #[schemars(with = "Option<String>")]
    pub value: Option<Value<'m>>,
    /// What the number can be as it is rounded, scaled or hedged (*nearly*, *over*); null where it is exactly `value`.
    pub interval: Option<Interval>,
    /// Why there is no value, where that has a reason; else null.
    pub why: Option<Why>,
    /// Its unit; null where it has none.
    pub unit: Option<Unit<'m>>,
    /// The note in brackets behind it; empty where there is none.
    pub note: &'m str,
    /// The names of the footnotes behind it.
    pub footnotes: Vec<&'m str>,
    /// What becomes of it in the constraints that read it.
    #[serde(flatten)]
    pub standing: Standing,
    /// Where it is written; where nothing is written, the line it would stand in.
    pub source: Source,
}

/// What a fact is a figure of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Home<'m> {
    /// A cell of a table.
    Cell {
        /// The table, by its number.
        table: u32,
        /// The names from the outermost heading to the row.
        row: Vec<&'m str>,
        /// The names from the outermost heading to the column.
        column: Vec<&'m str>,
    },
    /// A figure in prose.
    Prose {
        /// Its name; empty where it has none.
        name: &'m str,
    },
    /// A field of the report.
    Field {
        /// The field's name.
        name: &'m str,
    },
    /// A figure of last year's report, stated in this one.
    Prior {
        /// The fact that is the same figure of this report; null where it has no place for it.
        of: Option<u32>,
        /// Last year's period; null where the report has none.
        period: Option<String>,
    },
}

/// How a fact comes to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// The report states it.
    Stated,
    /// The report leaves it to be worked out.
    Computed,
    /// Its place is empty.
    Blank,
    /// Its row, column or table is not in the report.
    Missing,
}

/// All facts.
pub(crate) fn facts<'m>(model: &'m Model<'_>, files: &Files<'_>) -> Vec<Fact<'m>> {
    let facts = (0u32..).zip(&model.facts).zip(standings(model)).map(|((id, fact), standing)| {
        let (text, footnotes) = written(model, FactId(id));
        let (meaning, unit) = meaning(model, model.value(FactId(id)), fact.unit);
        let note = fact.figure.and_then(|figure| figure.value.as_ref()?.note);
        Fact {
            id,
            home: home(model, fact.home),
            given: match fact.given {
                crossfoot_model::Given::Stated => Given::Stated,
                crossfoot_model::Given::Computed => Given::Computed,
                crossfoot_model::Given::Blank => Given::Blank,
                crossfoot_model::Given::Missing => Given::Missing,
            },
            text,
            kind: meaning.kind,
            value: meaning.value,
            interval: meaning.interval,
            why: meaning.why,
            unit,
            note: note.map_or("", |span| span.of(&model.report.text)),
            footnotes: footnotes.iter().map(|span| span.of(&model.report.text)).collect(),
            standing,
            source: files.source(fact.place),
        }
    });
    facts.collect()
}

fn home<'m>(model: &'m Model<'_>, home: ModelHome) -> Home<'m> {
    match home {
        ModelHome::Cell(id, row, column) => Home::Cell {
            table: id.0,
            row: model.table(id).map(|table| path(&table.rows, row)).unwrap_or_default(),
            column: model.table(id).map(|table| path(&table.columns, column)).unwrap_or_default(),
        },
        ModelHome::Prose(name) => Home::Prose { name: name.map_or("", |span| span.of(&model.report.text)) },
        ModelHome::Field(at) => {
            Home::Field { name: model.head.fields.get(at as usize).map_or("", |field| field.name.as_ref()) }
        }
        ModelHome::Prior(of) => Home::Prior {
            of: of.map(|fact| fact.0),
            period: model.head.period.as_ref().and_then(|(period, _)| Some(period.prior()?.to_string())),
        },
    }
}
