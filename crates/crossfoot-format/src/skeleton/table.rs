//! A table of a skeleton: its panels, columns and rows, without figures.

use crossfoot_model::{Node, NodeId, Source, Table, place::short_name};
use crossfoot_syntax::{
    ast::{self, TableLine},
    words::HeadWord,
};
use unicode_width::UnicodeWidthStr;

use super::{guide, lines::Lines, words::Words};

/// Cells of more columns than these are named by a line of the report itself.
const MOST_UNNAMED: usize = 6;

/// Writes a table: as the template declares it, and as the model has it.
pub(super) fn write(
    lines: &mut Lines,
    template: &Source,
    (shape, table): (&ast::Table, &Table<'_>),
    is_blank: &dyn Fn(NodeId, NodeId) -> bool,
    words: Words,
) {
    let name = shape.name.as_ref().map(|path| path.span.of(&template.text)).unwrap_or_default();
    lines.push(&format!("@{} {name}", words.head(HeadWord::Table)));
    guides(lines, "  ", template, &shape.lines);
    let mut panels = shape.lines.iter().filter_map(|line| match line {
        TableLine::Panel(panel) => Some(panel),
        _ => None,
    });
    for (at, panel) in (0u32..).zip(&table.panels) {
        let mut indent = 2;
        if !panel.label.is_empty() {
            lines.push(&format!("  @{} \"{}\"", words.head(HeadWord::Panel), panel.label));
            let declared = panels.next().map(|panel| panel.lines.as_slice()).unwrap_or_default();
            guides(lines, "    ", template, declared);
            indent = 4;
        }
        let whole = shape.formula.is_some();
        let block = Block { template, table, panel: at, indent, whole, is_blank };
        block.write(lines, &panel.corner, words);
    }
}

fn guides(lines: &mut Lines, indent: &str, template: &Source, declared: &[TableLine]) {
    for line in declared {
        if let TableLine::Property(property) = line {
            guide(lines, indent, template, std::slice::from_ref(property));
        }
    }
}

/// A panel, or a whole table without panels.
struct Block<'m, 'a> {
    template: &'m Source,
    table: &'m Table<'a>,
    panel: u32,
    indent: usize,
    /// A formula of the table gives every cell.
    whole: bool,
    /// Is a cell blank although a formula seems to give it?
    is_blank: &'m dyn Fn(NodeId, NodeId) -> bool,
}

/// A column with what stands over it.
struct Column<'m, 'a> {
    id: NodeId,
    node: &'m Node<'a>,
    over: String,
    /// How wide its cells are.
    width: usize,
}

impl<'m, 'a> Block<'m, 'a> {
    fn write(&self, lines: &mut Lines, corner: &str, words: Words) {
        let columns = self.columns();
        let is_listed = columns.len() > MOST_UNNAMED;
        let listing = format!("{:1$}@{2}", "", self.indent, words.head(HeadWord::Columns));
        let labels =
            self.rows().filter(|(_, node)| node.has_figures).map(|(_, node)| self.label(node).width());
        let width = labels.fold(if is_listed { listing.width() } else { 0 }, usize::max);
        if is_listed {
            lines.push(&behind_bars(&listing, width, &columns, |column| &column.over));
        } else {
            let over: Vec<&str> = columns.iter().map(|column| column.over.as_str()).collect();
            let gap = if corner.is_empty() { "" } else { " " };
            lines.push(&format!("{:1$}// {corner}{gap}| {2}", "", self.indent, over.join(" | ")));
        }
        if self.table.rows.is_open(None, self.panel) {
            lines.push(&format!("{:1$}// {2}", "", self.indent, words.own_rows()));
        }
        let outer = lines.optional;
        for (id, node) in self.rows() {
            let above = self.table.rows.ancestors(id).filter_map(|id| self.table.rows.node(id));
            lines.optional = outer || above.into_iter().any(|node| node.optional);
            self.write_row(lines, (id, node), &columns, width);
            if self.table.rows.is_open(Some(id), self.panel) {
                lines.push(&format!("{:1$}// {2}", "", self.depth(node) + 2, words.own_rows()));
            }
        }
        lines.optional = outer;
    }

    /// A row: its name and its cells; what it is called officially, where that says more.
    fn write_row(
        &self,
        lines: &mut Lines,
        (id, node): (NodeId, &Node<'a>),
        columns: &[Column<'m, 'a>],
        width: usize,
    ) {
        let declared = node.decl.map(|decl| decl.properties.as_slice()).unwrap_or_default();
        guide(lines, &" ".repeat(self.depth(node)), self.template, declared);
        let mut line = self.label(node);
        if node.has_figures {
            let whole = self.whole || node.formula.is_some();
            let is_computed = |column: &Column<'m, 'a>| {
                (whole || column.node.formula.is_some()) && !(self.is_blank)(id, column.id)
            };
            line = behind_bars(&line, width, columns, |column| if is_computed(column) { "=" } else { "" });
            // Without its bar a last blank cell would be one that is left to the row's formula.
            if whole && columns.last().is_some_and(|last| !is_computed(last)) {
                line.push_str(" |");
            }
        }
        let says_more = !node.label.is_empty() && !node.label.ends_with(node.name.as_ref());
        if says_more && node.member.is_none() {
            line = format!("{}    // {}", line.trim_end(), node.label);
        }
        lines.push(&line);
    }

    /// The columns that cells fill.
    fn columns(&self) -> Vec<Column<'m, 'a>> {
        let leaves = |node: &Node<'a>| node.panel == self.panel && node.has_figures && !node.optional;
        let axis = &self.table.columns;
        let leaves: Vec<(NodeId, &Node<'a>)> = axis.iter().filter(|(_, node)| leaves(node)).collect();
        let is_listed = leaves.len() > MOST_UNNAMED;
        let column = |(id, node): (NodeId, &'m Node<'a>)| {
            let over = if is_listed { short_name(axis, id) } else { node.label.to_string() };
            let width = if is_listed { over.width() } else { 1 };
            Column { id, node, over, width }
        };
        leaves.into_iter().map(column).collect()
    }

    fn rows(&self) -> impl Iterator<Item = (NodeId, &'m Node<'a>)> {
        let panel = self.panel;
        self.table.rows.iter().filter(move |(_, node)| node.panel == panel)
    }

    /// How far a row is indented.
    fn depth(&self, node: &Node<'a>) -> usize {
        self.indent + 2 * usize::from(node.depth)
    }

    /// A row's name, as deep as it stands.
    fn label(&self, node: &Node<'a>) -> String {
        format!("{:1$}{2}", "", self.depth(node), node.name.replace('|', "\\|"))
    }
}

/// A label, and for every column what stands behind a bar.
fn behind_bars<'c, 'm, 'a>(
    label: &str,
    width: usize,
    columns: &'c [Column<'m, 'a>],
    cell: impl Fn(&'c Column<'m, 'a>) -> &'c str,
) -> String {
    let mut line = padded(label, width);
    for column in columns {
        line.push_str(" | ");
        line.push_str(&padded(cell(column), column.width));
    }
    line
}

/// A text with spaces behind it, as many as make it so many columns wide.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(text.width()))
}
