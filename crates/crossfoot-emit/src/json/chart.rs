//! Charts: which figures of a table are drawn, and how.

use crossfoot_model::{Chart as ModelChart, ChartKind as ModelKind, Side as ModelSide, Table};
use schemars::JsonSchema;
use serde::Serialize;

use super::table::path;

/// A chart of a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Chart<'m> {
    /// How it is drawn.
    pub kind: ChartKind,
    /// The panel whose figures it draws, from 0.
    pub panel: u32,
    /// On which side of the table the series are.
    pub side: Side,
    /// What is drawn: each a line, bars of one colour, or a whole with its shares.
    pub series: Vec<Series<'m>>,
    /// What they are drawn over, each by the names on the way to it.
    pub categories: Vec<Vec<&'m str>>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// A bar for each figure.
    Bars,
    /// A line for each series.
    Lines,
    /// Each series as a whole of which the categories are parts.
    Shares,
}

/// A side of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Its rows.
    Rows,
    /// Its columns.
    Columns,
}

/// A row or column that is drawn.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Series<'m> {
    /// The names on the way to it.
    pub path: Vec<&'m str>,
    /// Its facts by their numbers, one for each category.
    pub facts: Vec<Option<u32>>,
}

/// The charts of a table.
pub(crate) fn charts<'m>(table: &'m Table<'_>) -> Vec<Chart<'m>> {
    table.charts.iter().map(|it| chart(table, it)).collect()
}

fn chart<'m>(table: &'m Table<'_>, it: &ModelChart) -> Chart<'m> {
    let (side, series, categories) = match it.side {
        ModelSide::Rows => (Side::Rows, &table.rows, &table.columns),
        ModelSide::Columns => (Side::Columns, &table.columns, &table.rows),
    };
    let facts = |series| it.facts(table, series).map(|fact| fact.map(|fact| fact.0)).collect();
    Chart {
        kind: match it.kind {
            ModelKind::Bars => ChartKind::Bars,
            ModelKind::Lines => ChartKind::Lines,
            ModelKind::Shares => ChartKind::Shares,
        },
        panel: it.panel,
        side,
        series: it.series.iter().map(|id| Series { path: path(series, *id), facts: facts(*id) }).collect(),
        categories: it.categories.iter().map(|id| path(categories, *id)).collect(),
    }
}
