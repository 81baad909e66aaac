//! What a chart may show: nothing twice, nothing beside what is of another unit, no shares of what is no whole.

use crossfoot_figure::UnitId;
use crossfoot_source::Place;
use rustc_hash::FxHashSet;

use super::{Builder, axis_of, charts::Chosen};
use crate::{
    chart::{Chart, ChartKind},
    graph::{Aggregate, Op},
    place,
    problem::{Side, Undrawable},
    report::*,
    value::Val,
};

impl<'a> Builder<'a> {
    /// The figures that count for each of some nodes, without totals, without what does not add up, without texts
    /// and days.
    pub(super) fn worth_drawing(
        &self,
        id: TableId,
        side: Side,
        among: impl Iterator<Item = NodeId>,
    ) -> Vec<NodeId> {
        let Some(table) = self.m.table(id) else { return Vec::new() };
        let axis = axis_of(table, side);
        let totals = self.added_up(id, side);
        let mut nodes = Vec::new();
        for node in among {
            let is_total = axis.node(node).is_some_and(|it| it.is_total) || totals.contains(&node);
            if !is_total {
                axis.counted(node, &mut nodes);
            }
        }
        nodes.retain(|id| {
            axis.node(*id).is_some_and(|it| !it.nonadditive) && !self.is_wordy(table, side, *id)
        });
        nodes
    }

    /// Does a row or column hold texts or days, and no number?
    fn is_wordy(&self, table: &Table<'a>, side: Side, node: NodeId) -> bool {
        let mut words = false;
        for (across, _) in axis_of(table, side.across()).slots() {
            let cell = match side {
                Side::Rows => table.cell(node, across),
                Side::Columns => table.cell(across, node),
            };
            let Some(cell) = cell else { continue };
            match self.m.value(cell) {
                Val::Number(_) => return false,
                Val::Text | Val::Date(_) => words = true,
                _ => words |= !self.is_number(cell),
            }
        }
        words
    }

    /// The rows (columns) that a rule or formula says are the sum of others that are not their parts.
    fn added_up(&self, id: TableId, side: Side) -> FxHashSet<NodeId> {
        let mut totals = FxHashSet::default();
        let Some(table) = self.m.table(id) else { return totals };
        let axis = axis_of(table, side);
        let place = |fact: FactId| match self.m.fact(fact)?.home {
            Home::Cell(it, row, column) if it == id => Some(match side {
                Side::Rows => (row, column),
                Side::Columns => (column, row),
            }),
            _ => None,
        };
        for constraint in &self.m.graph.constraints {
            let Some((node, across)) = constraint.target.and_then(place) else { continue };
            let ops = self.m.graph.ops_of(constraint);
            let adds = ops.iter().any(|op| matches!(op, Op::Add | Op::Aggregate(Aggregate::Sum, 2..)));
            let does_more = ops.iter().any(|op| matches!(op, Op::Sub | Op::Neg | Op::Mul | Op::Div));
            let beside = |fact: FactId| {
                place(fact).is_some_and(|(other, at)| {
                    at == across && axis.ancestors(other).all(|above| above != node)
                })
            };
            if adds && !does_more && self.m.graph.reads(constraint).any(beside) {
                totals.insert(node);
            }
        }
        totals
    }

    /// Why a chart cannot be drawn, and where to say so.
    pub(super) fn why_not(&self, id: TableId, chart: &Chart, chosen: &Chosen) -> Option<(Place, Undrawable)> {
        let table = self.m.table(id)?;
        let cells = |series: NodeId| {
            chart.categories.iter().filter_map(move |it| Some((*it, chart.fact(table, series, *it)?)))
        };
        let mut all = chart.series.iter().flat_map(|it| cells(*it));
        let Some((_, first)) = all.next() else { return Some((chart.place, Undrawable::Nothing)) };
        let unit_of = |fact: FactId| self.m.fact(fact).and_then(|fact| fact.unit);
        let unit = unit_of(first);
        if let Some((_, other)) = all.find(|(_, fact)| unit_of(*fact) != unit) {
            let (other, names) = (unit_of(other), self.names_of_unit(table, chart, unit));
            return Some((chart.place, Undrawable::Units { unit, other, names }));
        }
        if chart.kind != ChartKind::Shares {
            return None;
        }
        let (parts, totals) = (axis_of(table, chart.side.across()), self.added_up(id, chart.side.across()));
        let drawn: FxHashSet<NodeId> = chart.categories.iter().copied().collect();
        for (node, place) in chosen.on(chart.side.across()) {
            let it = parts.node(*node)?;
            let beside =
                |other: &NodeId| other != node && parts.node(*other).is_some_and(|it| !it.nonadditive);
            let holds = |above: NodeId| above != *node && drawn.contains(&above);
            if it.nonadditive {
                return Some((*place, Undrawable::NoParts(it.name.to_string())));
            }
            if (it.is_total || totals.contains(node)) && chart.categories.iter().any(beside)
                || parts.ancestors(*node).any(holds)
            {
                return Some((*place, Undrawable::CountedTwice(it.name.to_string())));
            }
        }
        let is_negative =
            |fact: FactId| matches!(self.m.value(fact), Val::Number(it) if it.value.is_negative());
        let negative = chart.series.iter().flat_map(|it| cells(*it)).find(|(_, fact)| is_negative(*fact));
        negative.map(|(_, fact)| (chart.place, Undrawable::Negative(fact)))
    }

    /// The names of what could be drawn in one unit: some of the series, else all of them over some of the categories.
    fn names_of_unit(&self, table: &Table<'a>, chart: &Chart, unit: Option<UnitId>) -> Vec<Vec<String>> {
        let is_of_unit = |fact: Option<FactId>| {
            fact.and_then(|fact| self.m.fact(fact)).is_none_or(|fact| fact.unit == unit)
        };
        let written = |side: Side, nodes: Vec<NodeId>| {
            nodes.into_iter().map(move |node| place::short_path(axis_of(table, side), node))
        };
        let of_unit = |series: &NodeId| chart.facts(table, *series).all(is_of_unit);
        let series: Vec<NodeId> = chart.series.iter().copied().filter(of_unit).collect();
        if !series.is_empty() {
            return written(chart.side, series).collect();
        }
        let of_unit =
            |category: &NodeId| chart.series.iter().all(|it| is_of_unit(chart.fact(table, *it, *category)));
        let categories: Vec<NodeId> = chart.categories.iter().copied().filter(of_unit).collect();
        if categories.is_empty() {
            return Vec::new();
        }
        let series = written(chart.side, chart.series.clone());
        series.chain(written(chart.side.across(), categories)).collect()
    }
}
