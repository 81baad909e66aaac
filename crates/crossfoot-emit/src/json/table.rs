//! Tables: header trees on both sides, and the figures where they meet.

use crossfoot_model::{Axis, Model, NodeId};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    chart::{Chart, charts},
    position::{Files, Source},
    prose::{Note, notes},
};

/// A table. Its number is its place in the list of tables.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table<'m> {
    /// Its number.
    pub id: u32,
    /// Its name, by which rules and figures refer to it.
    pub name: &'m str,
    /// Its label as printed; empty where it has none.
    pub label: &'m str,
    /// Does the report have it? One that it lacks has facts all the same, all of them missing.
    pub present: bool,
    /// Is its shape the template's?
    pub of_template: bool,
    /// The words of the heading that it stands, or should stand, under; null where there is none.
    pub section: Option<&'m str>,
    /// Where its shape is declared.
    pub source: Source,
    /// Its blocks, one above the other; at least one.
    pub panels: Vec<Panel<'m>>,
    /// Its notes.
    pub notes: Vec<Note<'m>>,
    /// Its charts.
    pub charts: Vec<Chart<'m>>,
}

/// A block of a table with columns and rows of its own.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Panel<'m> {
    /// Its label; empty in a table without panels.
    pub label: &'m str,
    /// The text over the row labels; empty where there is none.
    pub corner: &'m str,
    /// Its columns as a tree.
    pub columns: Vec<Node<'m>>,
    /// Its rows as a tree.
    pub rows: Vec<Node<'m>>,
    /// Its figures, row by row: the numbers of their facts. `cells[r][c]` is where the row of index `r` meets the
    /// column of index `c`.
    pub cells: Vec<Vec<u32>>,
    /// Its notes.
    pub notes: Vec<Note<'m>>,
}

/// A row or a column, or a heading over some.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Node<'m> {
    /// Its name, by which rules refer to it.
    pub name: &'m str,
    /// Its label as printed; may be empty.
    pub label: &'m str,
    /// Which row (column) of `cells` it is, from 0; null for a heading, which has no figures of its own.
    pub index: Option<u32>,
    /// Over how many rows (columns) of figures it reaches: its own and those beneath. 0 for a heading over none.
    pub span: u32,
    /// The names of the footnotes on its label.
    pub footnotes: Vec<&'m str>,
    /// Its notes.
    pub notes: Vec<Note<'m>>,
    /// What stands beneath it.
    pub children: Vec<Node<'m>>,
}

/// All tables.
pub(crate) fn tables<'m>(model: &'m Model<'_>, files: &Files<'_>) -> Vec<Table<'m>> {
    let tables = (0u32..).zip(&model.tables).map(|(id, table)| {
        let (columns, rows) =
            (trees(model, &table.columns, table.panels.len()), trees(model, &table.rows, table.panels.len()));
        let panels =
            table.panels.iter().zip(columns.into_iter().zip(rows)).map(|(panel, (columns, rows))| Panel {
                label: &panel.label,
                corner: &panel.corner,
                columns,
                rows,
                cells: (0..panel.row_count)
                    .map(|row| {
                        let first = panel.first_fact + row * panel.column_count;
                        (first..first + panel.column_count).collect()
                    })
                    .collect(),
                notes: notes(model, &panel.notes),
            });
        Table {
            id,
            name: &table.name,
            label: &table.label,
            present: table.is_present(),
            of_template: table.of_template,
            section: table.section.as_deref(),
            source: files.source(table.place),
            panels: panels.collect(),
            notes: notes(model, &table.notes),
            charts: charts(table),
        }
    });
    tables.collect()
}

/// The rows or columns that are printed, panel by panel.
fn trees<'m>(model: &'m Model<'_>, axis: &'m Axis<'_>, panels: usize) -> Vec<Vec<Node<'m>>> {
    let mut trees = vec![Vec::new(); panels];
    for id in axis.tops() {
        let panel = axis.node(id).and_then(|node| trees.get_mut(node.panel as usize));
        if let Some((tree, node)) = panel.zip(node(model, axis, id)) {
            tree.push(node);
        }
    }
    trees
}

/// A node with what is beneath it; at most as deep as the language nests.
fn node<'m>(model: &'m Model<'_>, axis: &'m Axis<'_>, id: NodeId) -> Option<Node<'m>> {
    let it = axis.node(id).filter(|it| !it.absent)?;
    let children: Vec<Node<'m>> = axis.children(id).filter_map(|id| node(model, axis, id)).collect();
    let span = u32::from(it.slot.is_some()) + children.iter().map(|child| child.span).sum::<u32>();
    // A heading over nothing is printed only if the report itself has it.
    if span == 0 && it.typed.is_none() {
        return None;
    }
    Some(Node {
        name: &it.name,
        label: &it.label,
        index: it.slot,
        span,
        footnotes: it.footnotes.iter().map(|name| name.of(&model.report.text)).collect(),
        notes: notes(model, &it.notes),
        children,
    })
}

/// The names on the way from the top of an axis to a node.
pub(crate) fn path<'m>(axis: &'m Axis<'_>, id: NodeId) -> Vec<&'m str> {
    let mut path: Vec<&str> =
        axis.ancestors(id).filter_map(|id| Some(axis.node(id)?.name.as_ref())).collect();
    path.reverse();
    path
}
