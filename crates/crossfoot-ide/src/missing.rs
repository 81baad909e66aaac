//! What the template asks for and the report lacks, as it would be typed, and where it belongs.

use std::ops::Range;

use crossfoot_format::table;
use crossfoot_model::{Model, Node, NodeId, ProblemKind, Table, TableId, label};
use crossfoot_source::{Edit, FileId, Span};
use crossfoot_syntax::ast::{self, BlockKind, Heading, Row, TableLine};

use crate::walk::{table_of, tree_of};

/// A section that is not there.
#[derive(Clone, Debug)]
pub(crate) struct MissingSection<'a> {
    /// Its words in the template.
    pub words: &'a str,
    /// Its heading: `# 一、总体情况`.
    pub heading: String,
    /// Where the template has it.
    pub template: Span,
    /// Where it belongs.
    pub at: u32,
}

/// The sections that must be there and are not, in the template's order.
pub(crate) fn sections<'a>(model: &Model<'a>) -> Vec<MissingSection<'a>> {
    let lacking: Vec<&str> = model
        .problems
        .iter()
        .filter_map(|problem| match &problem.kind {
            ProblemKind::MissingSection { words } => Some(words.as_str()),
            _ => None,
        })
        .collect();
    if lacking.is_empty() {
        return Vec::new();
    }
    let expected = headings(model);
    let found = |heading: &Heading| {
        model.sections.iter().find(|it| it.template.is_some_and(|it| it.span == heading.prose.span))
    };
    let mut missing = Vec::new();
    for (at, heading) in expected.iter().enumerate() {
        let words = heading.prose.span.of(model.text_of(FileId::TEMPLATE)).trim();
        let Some(official) = lacking.iter().find(|lacking| lacking.ends_with(words)) else { continue };
        if words == "*" || found(heading).is_some() {
            continue;
        }
        let next =
            expected.iter().skip(at + 1).filter(|next| next.level <= heading.level).find_map(|it| found(it));
        let at =
            next.map_or(model.report.text.len() as u32, |next| heading_block(model, next.heading.span).start);
        let template = heading.prose.span;
        let heading = format!("{} {official}", "#".repeat(heading.level.into()));
        missing.push(MissingSection { words, heading, template, at });
    }
    missing
}

/// The headings of the template, in order.
fn headings<'a>(model: &Model<'a>) -> Vec<&'a Heading> {
    let blocks = tree_of(model, FileId::TEMPLATE).into_iter().flat_map(|tree| &tree.blocks);
    let heading = |block: &'a ast::Block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading),
        _ => None,
    };
    blocks.filter_map(heading).collect()
}

fn heading_block(model: &Model<'_>, prose: Span) -> Span {
    let blocks = &model.report.tree.blocks;
    let at = blocks.partition_point(|block| block.span.end < prose.start);
    blocks.get(at).map_or(prose, |block| block.span)
}

/// The tables that must be there and are not, each with where it belongs: in its section, in the template's order.
/// Those whose section is not there have no place.
pub(crate) fn tables(model: &Model<'_>) -> Vec<(TableId, Option<u32>)> {
    let lacking = |(id, table): &(TableId, &Table<'_>)| {
        table.of_template && !table.optional && !table.is_present() && is_lacking(model, *id)
    };
    (0u32..)
        .map(TableId)
        .zip(&model.tables)
        .filter(lacking)
        .map(|(id, table)| (id, place_of(model, id, table)))
        .collect()
}

fn is_lacking(model: &Model<'_>, id: TableId) -> bool {
    model
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, ProblemKind::MissingTable { table } if table == id))
}

fn place_of(model: &Model<'_>, id: TableId, table: &Table<'_>) -> Option<u32> {
    let section = match &table.section {
        Some(words) => section_span(model, words)?,
        None => Span::new(0, model.report.text.len() as u32),
    };
    let behind =
        model.tables.iter().skip(id.at() + 1).filter(|it| it.of_template && it.section == table.section);
    let next = behind.filter_map(|table| table.typed).filter(|typed| section.touches(typed.start)).min();
    Some(next.map_or(section.end, |next| next.start))
}

/// A section of the report with what stands in it, up to the next heading.
fn section_span(model: &Model<'_>, words: &str) -> Option<Span> {
    let section = model.sections.iter().find(|it| it.template.is_some() && is_section(model, it, words))?;
    let blocks = &model.report.tree.blocks;
    let from = blocks.partition_point(|block| block.span.end < section.heading.span.start);
    let mut span = blocks.get(from)?.span;
    for block in blocks.get(from + 1..)? {
        if matches!(block.kind, BlockKind::Heading(_)) {
            break;
        }
        span = span.to(block.span);
    }
    Some(span)
}

fn is_section(model: &Model<'_>, section: &crossfoot_model::Section<'_>, words: &str) -> bool {
    let official = section.template.map_or("", |prose| prose.span.of(model.text_of(FileId::TEMPLATE)));
    label::same(official, words) || label::same(&section.words, words)
}

/// The words of the section of the template in which an offset is.
pub(crate) fn section_at<'m>(model: &'m Model<'_>, offset: u32) -> Option<&'m str> {
    let mut sections = model.sections.iter().rev();
    let section = sections.find(|it| it.heading.span.start <= offset && it.template.is_some())?;
    Some(&section.words)
}

/// The tables that the template has in a section, as they are begun.
pub(crate) fn tables_in(model: &Model<'_>, words: &str) -> Vec<String> {
    let inside = |table: &Table<'_>| {
        table.of_template
            && !table.optional
            && table.section.as_ref().is_some_and(|it| label::same(it, words))
    };
    let ids =
        (0u32..).map(TableId).zip(&model.tables).filter(|(_, table)| inside(table) && !table.is_present());
    ids.filter_map(|(id, _)| table(model, id)).collect()
}

/// A block put into the text, with blank lines around it.
pub(crate) fn block(text: &str, at: u32, block: &str) -> Edit {
    let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    let ends = |text: &str| text.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    let line = before
        .trim_end_matches([' ', '\t'])
        .strip_suffix('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    let in_front = match line {
        _ if before.trim_start_matches('\u{feff}').is_empty() => "",
        Some(line) if line.is_empty() || ends(line) => "",
        Some(_) => "\n",
        None => "\n\n",
    };
    let rest = behind.trim_start_matches([' ', '\t']);
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
    let after = match next {
        _ if rest.is_empty() => "\n",
        Some(next) if next.is_empty() || next.starts_with(['\n', '\r']) => "",
        Some(_) => "\n",
        None => "\n\n",
    };
    let text_of = format!("{in_front}{}{after}", block.trim_end());
    Edit { span: Span::at(at), text: lines_as_in(text, &text_of) }
}

/// A text with the line ends of another.
pub(crate) fn lines_as_in(text: &str, new: &str) -> String {
    if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new.to_owned() }
}

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
        Some(Self { table, id, model, block: block_of(model, id)? })
    }

    /// The lines of a panel, with where it begins.
    fn panel(&self, panel: u32) -> (Span, &'a [TableLine]) {
        let wanted = self.table.panels.get(panel as usize).map(|it| it.label.as_ref()).unwrap_or_default();
        let text = &self.model.report.text;
        let found = self.block.lines.iter().find_map(|line| match line {
            TableLine::Panel(it) if it.label.is_some_and(|it| label::same(it.of(text), wanted)) => Some(it),
            _ => None,
        });
        found.map_or((self.block.line, self.block.lines.as_slice()), |it| (it.line, it.lines.as_slice()))
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
            None => indent(text, self.panel(node.panel).0.start).to_owned(),
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
                let (line, lines) = self.panel(node.panel);
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
        let row = row_at(&self.block.lines, typed)?;
        Some(line_end(&self.model.report.text, last_of(row)))
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

/// The columns that the cells of a panel fill, in their order: as the report lists them, else all that there are. `None`
/// stands for a name that is not known.
pub(crate) fn columns(model: &Model<'_>, id: TableId, panel: u32) -> Vec<Option<NodeId>> {
    let Some(typed) = Typed::new(model, id) else { return Vec::new() };
    let (_, lines) = typed.panel(panel);
    let listed = lines.iter().find_map(|line| match line {
        TableLine::Columns(columns) => columns.listed.as_ref(),
        _ => None,
    });
    match listed {
        Some(listed) => listed
            .iter()
            .map(|column| {
                let name = column.name.of(&model.report.text);
                match typed.table.listed_column(name, &model.dimensions, Some(panel)) {
                    crossfoot_model::Found::Node(node) => Some(node),
                    _ => None,
                }
            })
            .collect(),
        None => typed.table.columns.slots_of(panel).map(|(id, _)| Some(id)).collect(),
    }
}

/// The line of a row.
pub(crate) fn row_at<'l>(lines: &'l [TableLine], typed: Span) -> Option<&'l Row> {
    fn within(row: &Row, typed: Span) -> Option<&Row> {
        if row.span == typed { Some(row) } else { row.children.iter().find_map(|child| within(child, typed)) }
    }
    lines.iter().find_map(|line| match line {
        TableLine::Row(row) => within(row, typed),
        TableLine::Panel(panel) => row_at(&panel.lines, typed),
        _ => None,
    })
}

fn last_of(row: &Row) -> u32 {
    let properties = row.properties.iter().map(|it| it.span.end);
    row.children.iter().map(last_of).chain(properties).fold(row.span.end, u32::max)
}

/// The white space in front of what stands at an offset.
pub(crate) fn indent(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let end = line.find(|c: char| !c.is_whitespace()).unwrap_or(line.len());
    line.get(..end).unwrap_or_default()
}

/// The end of the line in which an offset is.
pub(crate) fn line_end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32
}

/// The line in which an offset is, up to its end.
pub(crate) fn line_of(text: &str, at: u32) -> Range<usize> {
    let start = text.get(..at as usize).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |at| at + 1);
    start..line_end(text, at) as usize
}

/// How the rows of a table are called in a message or a list.
pub(crate) fn row_name(model: &Model<'_>, id: TableId, node: NodeId) -> String {
    model
        .table(id)
        .and_then(|table| table.rows.node(node))
        .map(|node| node.name.to_string())
        .unwrap_or_default()
}
