//! The name of the row and column in which the cursor stands, for a status bar.

use crossfoot_model::{Found, NodeId, Side, TableId, place};
use crossfoot_source::{FileId, Lang, Span};
use crossfoot_syntax::{
    ast::{BlockKind, Columns, Row, TableLine},
    token::Kind,
};

use crate::{Snapshot, walk::table_of};

/// `row “Law”, column “people”`: in words as findings have them. `None` outside the cells of a table.
pub fn column(s: &Snapshot<'_, '_>, offset: u32) -> Option<String> {
    let block = s.model.report.tree.blocks.iter().find(|block| block.span.touches(offset))?;
    let BlockKind::Table(table) = &block.kind else { return None };
    let id = table_of(s.model, FileId::REPORT, table)?;
    let (row, columns) = row_in(&table.lines, offset)?;
    let it = s.model.table(id)?;
    let (node, header) = it.rows.iter().find(|(_, node)| node.typed == Some(row.span))?;
    // One bar stands before the first cell.
    let at = bars(s, Span::new(row.label.end, offset)).checked_sub(1)?;
    let column = match columns {
        Some(columns) => listed(s, id, columns, header.panel, at)?,
        None => it.columns.slots_of(header.panel).nth(at)?.0,
    };
    let (row, column) =
        (place::node(s.model, id, Side::Rows, node), place::node(s.model, id, Side::Columns, column));
    let (row, column) = (row.in_lang(s.lang), column.in_lang(s.lang));
    Some(match s.lang {
        _ if header.label.is_empty() => column.to_owned(),
        Lang::En => format!("{row}, {column}"),
        Lang::Zh => format!("{row}、{column}"),
    })
}

/// The row at an offset, with the line of columns that holds for it.
fn row_in(lines: &[TableLine], offset: u32) -> Option<(&Row, Option<&Columns>)> {
    let columns = lines.iter().find_map(|line| match line {
        TableLine::Columns(columns) if columns.listed.is_some() => Some(columns),
        _ => None,
    });
    lines.iter().find_map(|line| match line {
        TableLine::Row(row) => Some((row_at(row, offset)?, columns)),
        TableLine::Panel(panel) => row_in(&panel.lines, offset),
        _ => None,
    })
}

fn row_at(row: &Row, offset: u32) -> Option<&Row> {
    if row.span.touches(offset) {
        return Some(row);
    }
    row.children.iter().find_map(|child| row_at(child, offset))
}

/// How many bars (or tabs between cells) begin in a span.
fn bars(s: &Snapshot<'_, '_>, span: Span) -> usize {
    let tokens = &s.model.report.tree.tokens;
    let from = tokens.at(span.start).unwrap_or(0);
    (from..)
        .map_while(|at| tokens.kind(at).zip(tokens.span(at)))
        .take_while(|(_, it)| it.start < span.end)
        .filter(|(kind, it)| matches!(kind, Kind::Bar | Kind::Tab) && it.start >= span.start)
        .count()
}

/// The column that a line of columns names at a place.
fn listed(s: &Snapshot<'_, '_>, id: TableId, columns: &Columns, panel: u32, at: usize) -> Option<NodeId> {
    let name = columns.listed.as_ref()?.get(at)?.name.of(s.text());
    match s.model.table(id)?.listed_column(name, &s.model.dimensions, Some(panel)) {
        Found::Node(node) => Some(node),
        _ => None,
    }
}
