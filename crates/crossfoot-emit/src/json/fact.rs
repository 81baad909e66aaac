//! Figures: what they are figures of, and how they are written.

use std::borrow::Cow;

use crossfoot_model::{FactId, Home as ModelHome, Model, Outcome};
use serde::Serialize;

use super::{
    position::{Files, Source},
    table::{path, table_name},
    value::{Unit, Value, meaning},
};
use crate::written::written;

/// A figure, or a place for one. Its number is its place in the list of facts.
#[derive(Clone, Debug, Serialize)]
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
    #[serde(flatten)]
    pub value: Value<'m>,
    /// Its unit.
    pub unit: Option<Unit<'m>>,
    /// The period it is of.
    pub period: Option<Cow<'m, str>>,
    /// The body it is of.
    pub entity: Option<&'m str>,
    /// The note in brackets behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'m str>,
    /// The names of the footnotes behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<&'m str>,
    /// Where it is written; where nothing is written, the line it would stand in.
    pub source: Source,
    /// The constraints that hold and read it, by their numbers.
    pub vouched_by: Vec<u32>,
    /// The constraints that do not hold and read it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed_by: Vec<u32>,
}

/// What a fact is a figure of.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Home<'m> {
    /// A cell of a table.
    Cell {
        /// The table's name.
        table: &'m str,
        /// The names from the outermost heading to the row.
        row: Vec<&'m str>,
        /// The names from the outermost heading to the column.
        column: Vec<&'m str>,
    },
    /// A figure in prose.
    Prose {
        /// Its name, if it has one.
        name: Option<&'m str>,
    },
    /// A field of the report.
    Field {
        /// The field's name.
        name: &'m str,
    },
    /// A figure of last year's report, stated in this one.
    Prior,
}

/// How a fact comes to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    let head = &model.head;
    let entity = head.entity.as_ref().map(|(entity, _)| entity.as_ref());
    let period = head.period.as_ref().map(|(period, _)| period.to_string());
    let prior = head.period.as_ref().and_then(|(period, _)| Some(period.prior()?.to_string()));
    let (mut vouched, mut disputed) = readers(model);
    let take =
        |lists: &mut Vec<Vec<u32>>, at: usize| lists.get_mut(at).map(std::mem::take).unwrap_or_default();
    let facts = (0u32..).zip(&model.facts).map(|(id, fact)| {
        let (text, footnotes) = written(model, FactId(id));
        let (value, unit) = meaning(model, model.value(FactId(id)), fact.unit);
        let note = fact.figure.and_then(|figure| figure.value.as_ref()?.note);
        let period = if fact.home == ModelHome::Prior { &prior } else { &period };
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
            value,
            unit,
            period: period.clone().map(Cow::Owned),
            entity,
            note: note.map(|span| span.of(&model.report.text)),
            footnotes: footnotes.iter().map(|span| span.of(&model.report.text)).collect(),
            source: files.source(fact.place),
            vouched_by: take(&mut vouched, id as usize),
            disputed_by: take(&mut disputed, id as usize),
        }
    });
    facts.collect()
}

/// For each fact the constraints that read it: those that hold, and those that do not.
fn readers(model: &Model<'_>) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
    let none = || vec![Vec::new(); model.facts.len()];
    let (mut vouched, mut disputed) = (none(), none());
    for (id, (constraint, outcome)) in (0u32..).zip(model.graph.constraints.iter().zip(&model.graph.outcomes))
    {
        let lists = match outcome {
            Outcome::Agrees | Outcome::WithinRounding => &mut vouched,
            Outcome::Differs | Outcome::Explained(_) => &mut disputed,
            Outcome::DoesNotApply | Outcome::NotCheckable(_) => continue,
        };
        for fact in model.graph.reads(constraint) {
            if let Some(list) = lists.get_mut(fact.at()).filter(|list| list.last() != Some(&id)) {
                list.push(id);
            }
        }
    }
    (vouched, disputed)
}

fn home<'m>(model: &'m Model<'_>, home: ModelHome) -> Home<'m> {
    match home {
        ModelHome::Cell(id, row, column) => Home::Cell {
            table: table_name(model, id),
            row: model.table(id).map(|table| path(&table.rows, row)).unwrap_or_default(),
            column: model.table(id).map(|table| path(&table.columns, column)).unwrap_or_default(),
        },
        ModelHome::Prose(name) => Home::Prose { name: name.map(|span| span.of(&model.report.text)) },
        ModelHome::Field(at) => {
            Home::Field { name: model.head.fields.get(at as usize).map_or("", |field| field.name.as_ref()) }
        }
        ModelHome::Prior => Home::Prior,
    }
}
