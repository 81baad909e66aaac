//! Writing the cells of a row that the report has.

use crossfoot_model::{FactId, Given, Model, NodeId, TableId};
use crossfoot_source::{Edit, Span};
use crossfoot_syntax::ast::Row;

use crate::missing::columns;

/// The change that lets a row have other cells. `new` says what is put into a cell, given its figure; `None` leaves it
/// as it is. `None` if nothing changes.
pub(crate) fn rewrite(
    model: &Model<'_>,
    id: TableId,
    (node, row): (NodeId, &Row),
    new: &dyn Fn(NodeId, FactId) -> Option<String>,
) -> Option<Edit> {
    let text = &model.report.text;
    let table = model.table(id)?;
    let it = table.rows.node(node)?;
    if !row.parents.is_empty() || !it.has_figures {
        return None;
    }
    let mut cells: Vec<String> = Vec::new();
    let mut wanted = row.cells.len();
    let mut is_changed = false;
    for (at, column) in columns(model, id, it.panel).into_iter().enumerate() {
        let typed = row.cells.get(at).map(|cell| cell.span().of(text).trim());
        let fact = column.and_then(|column| Some((column, table.cell(node, column)?)));
        let put = fact.and_then(|(column, fact)| new(column, fact)).filter(|put| typed != Some(put.as_str()));
        if put.is_some() {
            is_changed = true;
            wanted = wanted.max(at + 1);
        }
        let is_computed =
            fact.and_then(|(_, fact)| model.fact(fact)).is_some_and(|it| it.given == Given::Computed);
        let as_it_was = typed.unwrap_or(if is_computed { "=" } else { "" });
        cells.push(put.unwrap_or_else(|| as_it_was.to_owned()));
    }
    if !is_changed {
        return None;
    }
    cells.extend(row.cells.iter().skip(cells.len()).map(|cell| cell.span().of(text).trim().to_owned()));
    cells.truncate(wanted);
    let label = row.footnotes.last().map_or(row.label.end, |name| name.end + 1);
    let span = Span::new(label, row.span.end);
    let mut line = String::new();
    for cell in &cells {
        line.push_str(if line.is_empty() && row.label.is_empty() && row.footnotes.is_empty() {
            "| "
        } else {
            " | "
        });
        line.push_str(cell);
    }
    // A bar at the end adds no cell, so that a last blank one needs one of its own.
    if cells.last().is_some_and(String::is_empty) {
        line.push('|');
    }
    Some(Edit { span, text: line })
}
