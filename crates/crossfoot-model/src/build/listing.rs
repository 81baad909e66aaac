//! `@columns corner | a | b`: which columns the cells fill, in that order.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{ColumnName, Columns};

use super::{Builder, rows::TypedRow};
use crate::{
    axis::{Axis, Node},
    dimension::Dimension,
    label,
    lookup::{self, Found},
    problem::{ProblemKind, Sought},
    report::*,
};

/// The columns that the cells of a row fill; `None` for one that is not known.
#[derive(Debug)]
pub(super) struct Listing {
    pub columns: Vec<Option<NodeId>>,
    /// Its line.
    pub line: Span,
    /// Every row beneath has more cells: a column was forgotten here.
    pub is_short: bool,
}

impl Listing {
    /// Does it name a column, or something beneath it?
    pub fn names(&self, axis: &Axis<'_>, id: NodeId) -> bool {
        self.columns.iter().flatten().any(|column| axis.ancestors(*column).any(|above| above == id))
    }
}

impl<'a> Builder<'a> {
    /// Reads a listing; in a table without declared columns it declares them. Gives its number.
    pub(super) fn read_listing(
        &mut self,
        table: &mut Table<'a>,
        columns: &'a Columns,
        panel: Option<u32>,
        declared: bool,
        listings: &mut Vec<Listing>,
    ) -> Option<usize> {
        let listed = columns.listed.as_ref()?;
        let mut found = Vec::with_capacity(listed.len());
        for column in listed {
            let typed = column.name.of(self.text(FileId::REPORT));
            if !declared {
                found.push(Some(self.declare_listed(
                    &mut table.columns,
                    FileId::REPORT,
                    column,
                    panel.unwrap_or(0),
                )));
                continue;
            }
            let column_id = table.listed_column(typed, &self.m.dimensions, panel);
            match column_id {
                Found::Node(id) => {
                    if found.contains(&Some(id)) {
                        let first = Place::report(columns.line);
                        self.problem(Place::report(column.name), ProblemKind::DuplicateName { first });
                        found.push(None);
                    } else {
                        found.push(Some(id));
                    }
                }
                Found::Several(all) => {
                    let candidates =
                        all.iter().filter_map(|id| Some(table.columns.node(*id)?.place)).collect();
                    self.problem(Place::report(column.name), ProblemKind::AmbiguousName { candidates });
                    found.push(None);
                }
                Found::Nothing => {
                    let names = table
                        .columns
                        .iter_declared()
                        .flat_map(|(_, node)| [node.name.as_ref(), node.label.as_ref()]);
                    let nearest = label::nearest(typed, names).map(str::to_owned);
                    let kind = ProblemKind::UnknownName { sought: Sought::Column, nearest };
                    self.problem(Place::report(column.name), kind);
                    found.push(None);
                }
            }
        }
        listings.push(Listing { columns: found, line: columns.line, is_short: false });
        Some(listings.len() - 1)
    }

    /// Where all rows have the same number of cells, and that is more than their line of columns names, the fault
    /// is in that line.
    pub(super) fn find_short_listings(&mut self, typed: &[TypedRow<'a>], listings: &mut [Listing]) {
        for (at, listing) in listings.iter_mut().enumerate() {
            let rows = typed.iter().filter(|row| row.listing == Some(at) && !row.row.cells.is_empty());
            let mut counts = rows.map(|row| row.row.cells.len());
            let (Some(first), Some(second)) = (counts.next(), counts.next()) else { continue };
            listing.is_short =
                first > listing.columns.len() && first == second && counts.all(|count| count == first);
            if listing.is_short {
                let (listed, cells) = (listing.columns.len() as u32, first as u32);
                let kind = ProblemKind::TooFewColumns { listed, cells };
                self.problem(Place::report(listing.line), kind);
            }
        }
    }

    /// Declares a column that is named behind a bar.
    pub(super) fn declare_listed(
        &mut self,
        axis: &mut Axis<'a>,
        file: FileId,
        column: &'a ColumnName,
        panel: u32,
    ) -> NodeId {
        let typed = column.name.of(self.text(file));
        let place = Place { file, span: column.name };
        let name = label::name(typed);
        let twin = axis.named(&name).filter_map(|id| axis.node(id)).find(|node| node.panel == panel);
        if let Some(twin) = twin {
            let first = twin.place;
            self.problem(place, ProblemKind::DuplicateName { first });
        }
        let mut node = Node::new(name, Cow::Borrowed(typed), place, panel);
        node.set(self.setting(file, &column.properties));
        self.set_properties(&mut node, file, &column.properties);
        axis.push(node, None, None)
    }
}

impl Table<'_> {
    /// A column as a listing names it: by its name, its path, or its label as a whole.
    pub fn listed_column(&self, typed: &str, dimensions: &[Dimension<'_>], panel: Option<u32>) -> Found {
        let axis = &self.columns;
        let name = label::name(typed);
        let steps: Vec<&str> = name.split('.').collect();
        let by_name = match lookup::by_path(axis, dimensions, &[&name], None) {
            Found::Nothing if steps.len() > 1 => lookup::by_path(axis, dimensions, &steps, None),
            found => found,
        };
        match by_name.narrow(axis, panel) {
            Found::Nothing => {
                let is_it = |label: &Cow<'_, str>| label::same(label, typed);
                let labelled = axis
                    .iter_declared()
                    .filter(|(_, node)| is_it(&node.label) || node.also.iter().any(is_it));
                Found::of(labelled.map(|(id, _)| id).collect()).narrow(axis, panel)
            }
            found => found,
        }
    }
}
