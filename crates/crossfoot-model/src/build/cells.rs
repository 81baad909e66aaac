//! The cells of a row: as typed, computed, blank or missing.

use crossfoot_figure::UnitId;
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{ast, words::BlankWord};

use super::{Builder, Setting, listing::Listing, rows::TypedRow};
use crate::{
    axis::Node,
    label,
    problem::ProblemKind,
    report::*,
    value::{Val, Why},
};

impl<'a> Builder<'a> {
    /// The cells of a row that the report has.
    pub(super) fn fill_row(
        &mut self,
        id: TableId,
        table: &Table<'a>,
        line: TypedRow<'a>,
        columns: &[NodeId],
        listings: &[Listing],
        setting: Setting<'a>,
    ) {
        let Some(row) = table.rows.node(line.node) else { return };
        let listing = line.listing.and_then(|at| listings.get(at));
        let expected = listing.map_or(columns.len(), |listing| listing.columns.len());
        let cells = &line.row.cells;
        let too_many = cells.len() > expected;
        if too_many && !listing.is_some_and(|listing| listing.is_short) {
            let text = self.text(FileId::REPORT);
            let bar_in_front = cells.len() == expected + 1
                && line.row.label.is_empty()
                && cells.first().is_some_and(|cell| {
                    let typed = cell.span().of(text);
                    table.rows.iter().any(|(_, node)| node.name == typed || label::same(&node.label, typed))
                });
            let kind = ProblemKind::TooManyCells {
                expected: expected as u32,
                found: cells.len() as u32,
                bar_in_front,
            };
            self.problem(Place::report(line.row.span), kind);
        }
        // Of the cells that are not written at all, the last ones that a formula gives are computed.
        let whole = row.formula.is_some() || self.table_formulas.contains_key(&id);
        let has_formula =
            |column: NodeId| whole || table.columns.node(column).is_some_and(|node| node.formula.is_some());
        let order: Vec<Option<NodeId>> = match listing {
            Some(listing) => listing.columns.clone(),
            None => columns.iter().copied().map(Some).collect(),
        };
        let unwritten = order.get(cells.len()..).unwrap_or_default();
        let computed_from = cells.len()
            + unwritten.iter().rposition(|column| !column.is_some_and(has_formula)).map_or(0, |at| at + 1);
        let end = Span::at(line.row.span.end);
        for column in columns {
            let Some(node) = table.columns.node(*column) else { continue };
            let position = order.iter().position(|it| *it == Some(*column));
            let home = Home::Cell(id, line.node, *column);
            let policy = policy(table, row, node, setting);
            // Which column an unknown name stands for nobody can tell.
            let is_unknown = position.is_none() && order.contains(&None);
            if too_many || !row.has_figures || is_unknown {
                let fact = Fact::new(home, Given::Stated, Place::report(line.row.span), policy.unit);
                self.add_fact(fact, Val::Unusable);
                continue;
            }
            match position.and_then(|at| cells.get(at).map(|cell| (at, cell))) {
                Some((_, cell)) => self.add_cell(home, cell, policy),
                None => {
                    let is_computed = match position {
                        Some(at) => at >= computed_from,
                        None => has_formula(*column),
                    };
                    let place = Place::report(end);
                    if is_computed {
                        let fact = Fact::new(home, Given::Computed, place, policy.unit);
                        self.add_fact(fact, Val::Absent(Why::NotThere));
                    } else {
                        // The row itself is what the author sees.
                        self.add_blank(home, Place::report(line.row.span), policy);
                    }
                }
            }
        }
    }

    /// The cells of a row that the report does not have: computed where a formula says what they are. Must the
    /// report have it?
    pub(super) fn leave_row(
        &mut self,
        id: TableId,
        table: &Table<'a>,
        row: NodeId,
        columns: &[NodeId],
        setting: Setting<'a>,
        is_typed: bool,
    ) -> bool {
        let Some(node) = table.rows.node(row) else { return false };
        let is_computed = node.formula.is_some() || self.table_formulas.contains_key(&id);
        let place = match table.typed {
            Some(span) if self.is_report() => Place::report(span),
            _ => node.place,
        };
        for column in columns {
            let fact = FactId(self.m.facts.len() as u32);
            let Some(column_node) = table.columns.node(*column) else { continue };
            let unit = policy(table, node, column_node, setting).unit;
            let given = if is_computed && is_typed { Given::Computed } else { Given::Missing };
            let why = if table.from.is_some() { Why::NotOpened } else { Why::Missing(fact) };
            self.add_fact(
                Fact {
                    home: Home::Cell(id, row, *column),
                    given,
                    place,
                    figure: None,
                    unit,
                    decimals: 0,
                    grouped: false,
                },
                Val::Absent(why),
            );
        }
        is_typed && !is_computed && self.is_report() && table.from.is_none()
    }
}

/// What holds for the cell of a row and a column: what one of the two says, else what panel and table say.
fn policy<'a>(table: &Table<'a>, row: &Node<'a>, column: &Node<'a>, outer: Setting<'a>) -> Policy<'a> {
    let other_unit = match (row.unit, column.unit) {
        (Some(unit), Some(other)) if unit != other => Some(row.unit_place),
        _ => None,
    };
    let default = if table.of_template { BlankWord::Error } else { BlankWord::Unknown };
    Policy {
        unit: column.unit.or(row.unit).or(outer.unit.map(|(unit, _)| unit)),
        other_unit,
        blank: row.blank.or(column.blank).or(outer.blank).unwrap_or(default),
        accept: row.accept.or(column.accept).or(outer.accept),
        of_template: table.of_template,
    }
}

/// What holds for a cell.
#[derive(Clone, Copy)]
pub(super) struct Policy<'a> {
    pub unit: Option<UnitId>,
    /// Where the row sets another unit than the column.
    pub other_unit: Option<Place>,
    pub blank: BlankWord,
    pub accept: Option<(&'a [ast::Accept], FileId)>,
    pub of_template: bool,
}
