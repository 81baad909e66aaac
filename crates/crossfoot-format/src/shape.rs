//! What the formatter has to know of a report that its text alone does not say: how its template nests the rows, which
//! cells are worked out, what the columns are called.

use std::collections::BTreeMap;

use crossfoot_model::{Axis, Home, Model, Node, NodeId, Table, Val};
use crossfoot_source::{Place, Span};
use crossfoot_syntax::{
    ast::{self, BlockKind, Columns, TableLine},
    words::{TermWord, term},
};

/// A table with more columns than this says which they are.
const COLUMNS: usize = 6;

/// What is known of a report; nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// For each row, by its first byte, how many rows it stands beneath.
    pub(crate) depths: BTreeMap<u32, u32>,
    /// For each row, by its first byte, how many cells at its end are left out because they are worked out.
    pub(crate) computed: BTreeMap<u32, usize>,
    /// For each table that should name its columns and does not, by its first byte, their names.
    pub(crate) columns: BTreeMap<u32, Vec<String>>,
    /// Words of expressions that are somebody's name.
    pub(crate) taken: Vec<TermWord>,
}

impl Shape {
    /// What a model says.
    pub fn of(model: &Model<'_>) -> Self {
        let mut shape = Self { taken: taken(model), ..Self::default() };
        if !model.is_report() {
            return shape;
        }
        for block in &model.report.tree.blocks {
            let BlockKind::Table(typed) = &block.kind else { continue };
            let table = model.tables.iter().find(|table| table.typed == Some(typed.line));
            if let Some(table) = table.filter(|table| table.from.is_none()) {
                shape.table(model, table, typed);
            }
        }
        shape
    }

    fn table(&mut self, model: &Model<'_>, table: &Table<'_>, typed: &ast::Table) {
        let nodes: BTreeMap<Span, NodeId> =
            table.rows.iter().filter_map(|(id, node)| Some((node.typed?, id))).collect();
        let mut parts = vec![Part::new(&typed.lines)];
        for line in &typed.lines {
            if let TableLine::Panel(panel) = line {
                parts.push(Part::new(&panel.lines));
            }
        }
        // Where one row is not known, the author has other things to mend first.
        let placed: Option<Vec<Vec<Placed<'_>>>> = parts.iter().map(|part| part.place(&nodes)).collect();
        let Some(placed) = placed else { return };
        if let Some(depths) = placed.iter().map(|rows| depths(&table.rows, rows)).collect::<Option<Vec<_>>>()
        {
            self.depths.extend(depths.into_iter().flatten());
        }
        for (part, rows) in parts.iter().zip(&placed) {
            for placed in rows {
                let missing = part.left_out(model, table, placed);
                if missing > 0 {
                    self.computed.insert(placed.row.span.start, missing);
                }
            }
        }
        let is_plain =
            table.panels.len() == 1 && parts.len() == 1 && parts.iter().all(|part| part.listed().is_none());
        let has_cells = placed.iter().flatten().any(|placed| !placed.row.cells.is_empty());
        let count = table.columns.slots().count();
        if is_plain && has_cells && count > COLUMNS {
            let names = table.columns.slots().map(|(id, node)| name(&table.columns, id, node));
            if let Some(names) = names.collect::<Option<Vec<_>>>() {
                self.columns.insert(typed.line.start, names);
            }
        }
    }
}

/// The lines directly beneath a table or a panel.
struct Part<'a> {
    rows: Vec<&'a ast::Row>,
    columns: Vec<&'a Columns>,
}

/// A row with what it is, and the one that it is typed beneath.
struct Placed<'a> {
    row: &'a ast::Row,
    node: NodeId,
    above: Option<NodeId>,
}

impl<'a> Part<'a> {
    fn new(lines: &'a [TableLine]) -> Self {
        let mut part = Self { rows: Vec::new(), columns: Vec::new() };
        for line in lines {
            match line {
                TableLine::Row(row) => part.rows.push(row),
                TableLine::Columns(columns) => part.columns.push(columns),
                _ => {}
            }
        }
        part
    }

    /// The columns that its cells fill, where a line says so.
    fn listed(&self) -> Option<&'a [ast::ColumnName]> {
        self.columns.iter().find_map(|columns| columns.listed.as_deref())
    }

    /// Its rows from top to bottom; `None` if one of them is not known.
    fn place(&self, nodes: &BTreeMap<Span, NodeId>) -> Option<Vec<Placed<'a>>> {
        let mut placed = Vec::new();
        let mut open: Vec<(&'a ast::Row, Option<NodeId>)> =
            self.rows.iter().rev().map(|row| (*row, None)).collect();
        while let Some((row, above)) = open.pop() {
            let node = nodes.get(&row.span).copied().filter(|_| row.parents.is_empty())?;
            placed.push(Placed { row, node, above });
            open.extend(row.children.iter().rev().map(|row| (row, Some(node))));
        }
        Some(placed)
    }

    /// How many cells at the end of a row are not written because all of them are worked out.
    fn left_out(&self, model: &Model<'_>, table: &Table<'_>, placed: &Placed<'_>) -> usize {
        let Some(node) = table.rows.node(placed.node) else { return 0 };
        let row = placed.row;
        let columns: Vec<NodeId> = table.columns.slots_of(node.panel).map(|(id, _)| id).collect();
        let count = self.listed().map_or(columns.len(), <[_]>::len);
        let facts = columns.iter().filter_map(|column| table.cell(placed.node, *column));
        // What is not written stands at the row itself if it is blank, else at its end.
        let (whole, end) = (Place::report(row.span), Place::report(Span::at(row.span.end)));
        let is_blank = facts.into_iter().any(|id| {
            model.fact(id).is_some_and(|fact| {
                fact.place == whole || (fact.place == end && model.value(id) == Val::Unusable)
            })
        });
        if row.has_cells && node.has_figures && !is_blank { count.saturating_sub(row.cells.len()) } else { 0 }
    }
}

/// How many rows each row stands beneath, if each stands beneath those of the template's rows above it that it belongs
/// to; `None` if a row would not be found so.
fn depths(axis: &Axis<'_>, rows: &[Placed<'_>]) -> Option<Vec<(u32, u32)>> {
    let mut open: Vec<NodeId> = Vec::new();
    let mut depths = Vec::with_capacity(rows.len());
    for placed in rows {
        let is_above = |id: &NodeId| axis.ancestors(placed.node).skip(1).any(|above| above == *id);
        while open.last().is_some_and(|last| !is_above(last)) {
            open.pop();
        }
        let above = open.last().copied();
        let node = axis.node(placed.node)?;
        let is_found = if node.decl.is_none() {
            above == node.parent
        } else {
            // A label is sought from its parent outwards: it was found beneath the first one that it belongs to.
            let typed = placed.above.into_iter().flat_map(|above| axis.ancestors(above)).find(is_above);
            typed.is_none_or(|typed| above.is_some_and(|above| axis.ancestors(above).any(|id| id == typed)))
        };
        if !is_found {
            return None;
        }
        depths.push((placed.row.span.start, open.len() as u32));
        open.push(placed.node);
    }
    Some(depths)
}

/// The shortest path by which a column can be named in a line of columns.
fn name(axis: &Axis<'_>, id: NodeId, node: &Node<'_>) -> Option<String> {
    let beneath = |name: &str, above: &str| {
        let has =
            |id: NodeId| axis.ancestors(id).skip(1).filter_map(|id| axis.node(id)).any(|it| it.name == above);
        axis.named(name).filter(|id| has(*id)).count()
    };
    let is_free = |name: &str| {
        !name.is_empty()
            && name.trim() == name
            && !name.contains(['|', '｜', '@', '＠', '\t', '\\'])
            && !name.contains("//")
    };
    if axis.named(&node.name).count() == 1 {
        return is_free(&node.name).then(|| node.name.to_string());
    }
    let above = axis.ancestors(id).skip(1).filter_map(|id| axis.node(id));
    let one = above.into_iter().find(|above| beneath(&node.name, &above.name) == 1)?;
    let is_step = |name: &str| is_free(name) && !name.contains('.');
    let path = format!("{}.{}", one.name, node.name);
    (is_step(&one.name) && is_step(&node.name) && axis.named(&path).next().is_none()).then_some(path)
}

/// The words of expressions that a report or its template has given to something as a name.
fn taken(model: &Model<'_>) -> Vec<TermWord> {
    let mut taken = Vec::new();
    let mut take = |name: &str| taken.extend(term(name));
    for table in &model.tables {
        take(&table.name);
        for axis in [&table.rows, &table.columns] {
            for (_, node) in axis.iter() {
                take(&node.name);
                take(&node.label);
            }
        }
    }
    for dimension in &model.dimensions {
        take(&dimension.name);
        dimension.members.iter().for_each(|member| take(&member.name));
    }
    for field in &model.head.fields {
        take(&field.name);
    }
    for label in &model.labels {
        take(&label.name);
    }
    for fact in &model.facts {
        if let Home::Prose(Some(name)) = fact.home {
            take(model.text(Place { file: fact.place.file, span: name }));
        }
    }
    for source in std::iter::once(model.report).chain(model.template) {
        for block in &source.tree.blocks {
            if let BlockKind::Let(it) = &block.kind {
                take(it.name.unwrap_or_default().of(&source.text));
            }
        }
    }
    taken
}
