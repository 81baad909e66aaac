//! Rows that are not there, and the lines of those that are.

use std::collections::HashMap;

use crossfoot_model::{Found, Model, Node, NodeId, Table, TableId, label};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::ast::{self, BlockKind, Row, TableLine};

use crate::{
    lines::{indent, line_end},
    walk::table_of,
};

/// A row that is not there.
#[derive(Clone, Debug)]
pub(crate) struct MissingRow {
    pub node: NodeId,
    /// How far it is indented.
    pub indent: String,
    /// Behind what it belongs: the end of a line.
    pub at: u32,
    /// Its cells in the order of the columns: `=` where a formula gives it. Empty for a heading.
    pub cells: Vec<String>,
}

impl MissingRow {
    /// The row as it is typed.
    pub fn line(&self, name: &str) -> String {
        let mut line = format!("{}{}", self.indent, name.replace('|', "\\|"));
        for cell in &self.cells {
            line.push_str(" | ");
            line.push_str(cell);
        }
        // A bar at the end adds no cell, so that a last blank one needs one of its own.
        if self.cells.last().is_some_and(|cell| cell.is_empty()) {
            line.push('|');
        }
        line
    }
}

/// The lines of a table of the report, and what the model has of it.
struct Typed<'m, 'a> {
    table: &'m Table<'a>,
    id: TableId,
    model: &'m Model<'a>,
    block: &'a ast::Table,
    rows: HashMap<Span, &'a Row>,
}

/// The rows that a table of the report lacks, headings over them included, in the template's order.
pub(crate) fn rows(model: &Model<'_>, id: TableId) -> Vec<MissingRow> {
    let Some(typed) = Typed::new(model, id) else { return Vec::new() };
    let mut missing: Vec<MissingRow> = Vec::new();
    let rows = &typed.table.rows;
    for (node, it) in rows.iter() {
        let is_wanted = it.typed.is_none() && !it.absent && !it.optional && it.place.file == FileId::TEMPLATE;
        let has_brother_or_parent = |id: &NodeId| rows.node(*id).is_some_and(|node| node.typed.is_some());
        if !is_wanted || rows.children(node).any(|child| has_brother_or_parent(&child)) {
            continue;
        }
        let place = typed.indent_of(&missing, it).zip(typed.place_of(&missing, node, it));
        if let Some((indent, at)) = place {
            missing.push(MissingRow { node, indent, at, cells: typed.cells(it) });
        }
    }
    missing
}

/// The block of a table in the report.
pub(crate) fn block_of<'a>(model: &Model<'a>, id: TableId) -> Option<&'a ast::Table> {
    model.report.tree.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if table_of(model, FileId::REPORT, table) == Some(id) => Some(table),
        _ => None,
    })
}

impl<'m, 'a> Typed<'m, 'a> {
    fn new(model: &'m Model<'a>, id: TableId) -> Option<Self> {
        let table = model.table(id)?;
        let block = block_of(model, id)?;
        Some(Self { table, id, model, block, rows: typed_rows(&block.lines) })
    }

    /// As far in as a brother; one step further than what it stands beneath.
    fn indent_of(&self, missing: &[MissingRow], node: &Node<'a>) -> Option<String> {
        let text = &self.model.report.text;
        let rows = &self.table.rows;
        let brother = rows
            .iter()
            .filter(|(_, it)| it.parent == node.parent && it.panel == node.panel)
            .find_map(|(_, it)| it.typed);
        if let Some(brother) = brother {
            return Some(indent(text, brother.start).to_owned());
        }
        let above = match node.parent {
            Some(parent) => match rows.node(parent)?.typed {
                Some(typed) => indent(text, typed.start).to_owned(),
                None => missing.iter().find(|it| it.node == parent)?.indent.clone(),
            },
            None => indent(text, panel(self.model, self.table, self.block, node.panel).0.start).to_owned(),
        };
        Some(format!("{above}  "))
    }

    /// Behind the brother before it and all beneath that, else behind what it stands beneath.
    fn place_of(&self, missing: &[MissingRow], id: NodeId, node: &Node<'a>) -> Option<u32> {
        let rows = &self.table.rows;
        let before: Vec<NodeId> = rows
            .iter()
            .take_while(|(it, _)| *it != id)
            .filter(|(_, it)| it.parent == node.parent && it.panel == node.panel)
            .map(|(id, _)| id)
            .collect();
        for brother in before.iter().rev() {
            if let Some(it) = missing.iter().find(|it| it.node == *brother) {
                return Some(it.at);
            }
            if let Some(typed) = rows.node(*brother).and_then(|it| it.typed) {
                return self.end_of(typed);
            }
        }
        match node.parent {
            Some(parent) => match rows.node(parent)?.typed {
                Some(typed) => Some(line_end(&self.model.report.text, typed.end)),
                None => missing.iter().find(|it| it.node == parent).map(|it| it.at),
            },
            None => {
                let (line, lines) = panel(self.model, self.table, self.block, node.panel);
                let columns = lines.iter().filter_map(|line| match line {
                    TableLine::Columns(columns) => Some(columns.line.end),
                    TableLine::Property(property) => Some(property.span.end),
                    _ => None,
                });
                let last = columns.max().map_or(line.end, |end| end.max(line.end));
                Some(line_end(&self.model.report.text, last))
            }
        }
    }

    /// Where a row ends, with all beneath it.
    fn end_of(&self, typed: Span) -> Option<u32> {
        Some(line_end(&self.model.report.text, last_of(self.rows.get(&typed)?)))
    }

    fn cells(&self, row: &Node<'a>) -> Vec<String> {
        if !row.has_figures {
            return Vec::new();
        }
        let columns = columns(self.model, self.id, row.panel);
        let cell = |column: &Option<NodeId>| {
            let Some(column) = column.and_then(|column| self.table.columns.node(column)) else {
                return String::new();
            };
            let is_computed = (row.formula.is_some() && !column.nonadditive)
                || (column.formula.is_some() && !row.nonadditive);
            String::from(if is_computed { "=" } else { "" })
        };
        columns.iter().map(cell).collect()
    }
}

/// The lines of a panel of a table, with the line that heads them.
fn panel<'a>(
    model: &Model<'a>,
    table: &Table<'a>,
    block: &'a ast::Table,
    panel: u32,
) -> (Span, &'a [TableLine]) {
    let wanted = table.panels.get(panel as usize).map(|it| it.label.as_ref()).unwrap_or_default();
    let text = &model.report.text;
    let found = block.lines.iter().find_map(|line| match line {
        TableLine::Panel(it) if it.label.is_some_and(|it| label::same(it.of(text), wanted)) => Some(it),
        _ => None,
    });
    found.map_or((block.line, block.lines.as_slice()), |it| (it.line, it.lines.as_slice()))
}

/// The columns that the cells of a panel fill, in their order: as the report lists them, else all that there are. `None`
/// stands for a name that is not known.
pub(crate) fn columns(model: &Model<'_>, id: TableId, panel: u32) -> Vec<Option<NodeId>> {
    let Some((table, block)) = model.table(id).zip(block_of(model, id)) else { return Vec::new() };
    let (_, lines) = self::panel(model, table, block, panel);
    let listed = lines.iter().find_map(|line| match line {
        TableLine::Columns(columns) => columns.listed.as_ref(),
        _ => None,
    });
    match listed {
        Some(listed) => listed
            .iter()
            .map(|column| {
                let name = column.name.of(&model.report.text);
                match table.listed_column(name, &model.dimensions, Some(panel)) {
                    Found::Node(node) => Some(node),
                    _ => None,
                }
            })
            .collect(),
        None => table.columns.slots_of(panel).map(|(id, _)| Some(id)).collect(),
    }
}

/// The rows of a table as they are typed, by where they stand.
pub(crate) fn typed_rows(lines: &[TableLine]) -> HashMap<Span, &Row> {
    fn put<'l>(row: &'l Row, found: &mut HashMap<Span, &'l Row>) {
        found.insert(row.span, row);
        row.children.iter().for_each(|child| put(child, found));
    }
    let mut found = HashMap::new();
    for line in lines {
        match line {
            TableLine::Row(row) => put(row, &mut found),
            TableLine::Panel(panel) => found.extend(typed_rows(&panel.lines)),
            _ => {}
        }
    }
    found
}

fn last_of(row: &Row) -> u32 {
    let properties = row.properties.iter().map(|it| it.span.end);
    row.children.iter().map(last_of).chain(properties).fold(row.span.end, u32::max)
}

/// How the rows of a table are called in a message or a list.
pub(crate) fn row_name(model: &Model<'_>, id: TableId, node: NodeId) -> String {
    model
        .table(id)
        .and_then(|table| table.rows.node(node))
        .map(|node| node.name.to_string())
        .unwrap_or_default()
}
