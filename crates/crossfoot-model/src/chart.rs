//! Which figures of a table a chart draws.

use crossfoot_source::Place;
pub use crossfoot_syntax::words::ChartWord as ChartKind;

use crate::{
    problem::Side,
    report::{FactId, NodeId, Table},
};

/// A chart of a table: some of its rows, or of its columns, each drawn over the same nodes of the other side.
#[derive(Clone, Debug)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Where it is asked for.
    pub place: Place,
    /// The panel whose figures it draws.
    pub panel: u32,
    /// On which side of the table the series are.
    pub side: Side,
    /// What is drawn: each a line, bars of one colour, or a whole with its shares. At least one.
    pub series: Vec<NodeId>,
    /// What they are drawn over: places along a line, bars beside one another, the parts of a whole. At least one.
    pub categories: Vec<NodeId>,
}

impl Chart {
    /// The fact of a series at a category.
    pub fn fact(&self, table: &Table<'_>, series: NodeId, category: NodeId) -> Option<FactId> {
        match self.side {
            Side::Rows => table.cell(series, category),
            Side::Columns => table.cell(category, series),
        }
    }

    /// The facts of a series, category by category.
    pub fn facts<'c>(
        &'c self,
        table: &'c Table<'_>,
        series: NodeId,
    ) -> impl Iterator<Item = Option<FactId>> + 'c {
        self.categories.iter().map(move |category| self.fact(table, series, *category))
    }
}
