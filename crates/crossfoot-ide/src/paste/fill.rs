//! Figures written into the table of the report that they fit.

use crossfoot_model::{NodeId, Source, TableId, build, place};
use crossfoot_source::{Edit, Message, Span};

use super::{
    Pasted,
    grid::{Grid, as_text},
    matching::{Matched, Matching, matching},
};
use crate::{
    Snapshot,
    lines::{block, line_end, lines_as_in},
    missing::{self, block_of, columns, typed_rows},
    row::rewrite,
};

/// Fills in what fits; the rest is handed back.
pub(super) fn fill(s: &Snapshot<'_, '_>, offset: u32, grids: &[Grid]) -> Pasted {
    let mut pasted = Pasted::default();
    let mut said: Vec<Message> = Vec::new();
    let mut taken: Vec<TableId> = Vec::new();
    for grid in grids {
        let Some((id, matching)) = best(s, offset, grid, &taken) else {
            pasted.unmatched.extend(grid.iter().map(|line| as_text(line)));
            continue;
        };
        taken.push(id);
        let count = matching.rows.len();
        let name = place::table(s.model, id);
        said.push(Message::new(
            format!("{count} {} of {} filled in", if count == 1 { "row" } else { "rows" }, name.en),
            format!("{}已填{count}行", name.zh),
        ));
        pasted.edits.extend(edits(s, offset, id, &matching));
        pasted.unmatched.extend(matching.unmatched);
        pasted.unmatched.extend(unlisted(s, id, &matching.rows));
    }
    pasted.edits.sort_by_key(|edit| edit.span);
    pasted.unmatched.retain(|line| !line.is_empty());
    pasted.message = message(&said, pasted.unmatched.len());
    pasted
}

fn message(said: &[Message], left: usize) -> Message {
    let (mut en, mut zh): (Vec<String>, Vec<String>) =
        said.iter().map(|it| (it.en.clone(), it.zh.clone())).unzip();
    if said.is_empty() {
        en.push("No table of the report fits".to_owned());
        zh.push("报告里没有对应的表".to_owned());
    }
    if left > 0 {
        let lines = if left == 1 { "line has" } else { "lines have" };
        en.push(format!("{left} {lines} no place"));
        zh.push(format!("{left}行没有对应的位置"));
    }
    Message::new(format!("{}.", en.join("; ")), format!("{}。", zh.join("；")))
}

/// The table into which most lines fit: of equals the one at the cursor, then one of the cursor's section.
fn best(s: &Snapshot<'_, '_>, offset: u32, grid: &Grid, taken: &[TableId]) -> Option<(TableId, Matching)> {
    let is_at = |id: TableId| {
        let table = s.model.table(id)?;
        let line = block_of(s.model, id)?.line;
        let around = s.model.report.tree.blocks.iter().find(|it| it.span.touches(line.start))?;
        table.typed.map(|_| around.span.touches(offset))
    };
    let section = missing::section_at(s.model, offset);
    let mut best: Option<((usize, bool, bool), TableId, Matching)> = None;
    for id in (0u32..).map(TableId).take(s.model.tables.len()).filter(|id| !taken.contains(id)) {
        let matching = matching(s.model, id, grid);
        let filled = matching.rows.iter().filter(|row| !row.figures.is_empty()).count();
        let in_section =
            s.model.table(id).is_some_and(|table| section.is_some() && table.section.as_deref() == section);
        let rank = (filled, is_at(id).unwrap_or(false), in_section);
        if filled > 0 && best.as_ref().is_none_or(|(best, ..)| rank > *best) {
            best = Some((rank, id, matching));
        }
    }
    best.map(|(_, id, matching)| (id, matching))
}

fn edits(s: &Snapshot<'_, '_>, offset: u32, id: TableId, matching: &Matching) -> Vec<Edit> {
    match block_of(s.model, id) {
        Some(_) => into_typed(s, id, &matching.rows),
        None => into_new(s, offset, id, &matching.rows).into_iter().collect(),
    }
}

/// Rows that are there get their figures; those that are not are put in.
fn into_typed(s: &Snapshot<'_, '_>, id: TableId, rows: &[Matched]) -> Vec<Edit> {
    let Some((block, table)) = block_of(s.model, id).zip(s.model.table(id)) else { return Vec::new() };
    let new = |row: NodeId, column: NodeId| {
        let of_row = rows.iter().filter(|it| it.row == row);
        of_row.flat_map(|it| &it.figures).find(|(it, _)| *it == column).map(|(_, figure)| figure.clone())
    };
    let lines = typed_rows(&block.lines);
    let typed = rows.iter().filter_map(|it| {
        let row = lines.get(&table.rows.node(it.row)?.typed?)?;
        rewrite(s.model, id, (it.row, row), &|column, _| new(it.row, column))
    });
    let mut edits: Vec<Edit> = Vec::new();
    for edit in typed {
        // A row may come twice.
        if !edits.iter().any(|it| it.span == edit.span) {
            edits.push(edit);
        }
    }
    let lacking = missing::rows(s.model, id);
    let is_wanted = |node: NodeId| {
        rows.iter()
            .any(|it| table.rows.ancestors(it.row).any(|above| above == node) && !it.figures.is_empty())
    };
    for mut row in lacking.into_iter().filter(|row| is_wanted(row.node)) {
        let Some(panel) = table.rows.node(row.node).map(|node| node.panel) else { continue };
        for (cell, column) in row.cells.iter_mut().zip(columns(s.model, id, panel)) {
            if let Some(figure) = column.and_then(|column| new(row.node, column)) {
                *cell = figure;
            }
        }
        let line =
            lines_as_in(s.text(), &format!("\n{}", row.line(&missing::row_name(s.model, id, row.node))));
        match edits.iter_mut().find(|edit| edit.span == Span::at(row.at)) {
            Some(edit) => edit.text.push_str(&line),
            None => edits.push(Edit { span: Span::at(row.at), text: line }),
        }
    }
    edits
}

/// A table that is not there is put in blank, and then filled as any other.
fn into_new(s: &Snapshot<'_, '_>, offset: u32, id: TableId, rows: &[Matched]) -> Option<Edit> {
    let text = crossfoot_format::table(s.model, id)?;
    let at = missing::tables(s.model).into_iter().find(|(missing, _)| *missing == id).and_then(|(_, at)| at);
    let blank = block(s.text(), at.unwrap_or_else(|| line_end(s.text(), offset)), &text);
    let (before, behind) = s.text().split_at_checked(blank.span.start as usize)?;
    let whole = Source::new("pasted", format!("{before}{}{behind}", blank.text));
    let model = build(&whole, s.model.template);
    let filled = Snapshot { model: &model, findings: &[], lang: s.lang };
    let mut text = blank.text.clone();
    for edit in sorted(into_typed(&filled, id, rows)).into_iter().rev() {
        let from = edit.span.start.checked_sub(blank.span.start)? as usize;
        let to = edit.span.end.checked_sub(blank.span.start)? as usize;
        text.get(from..to)?;
        text.replace_range(from..to, &edit.text);
    }
    Some(Edit { span: blank.span, text })
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Figures of columns that the report does not list.
fn unlisted(s: &Snapshot<'_, '_>, id: TableId, rows: &[Matched]) -> Vec<String> {
    let Some(table) = s.model.table(id).filter(|_| block_of(s.model, id).is_some()) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for row in rows {
        let Some(node) = table.rows.node(row.row) else { continue };
        let listed = columns(s.model, id, node.panel);
        for (column, figure) in &row.figures {
            if !listed.contains(&Some(*column)) {
                let name = place::short_name(&table.columns, *column);
                lines.push(format!("{} | {name} | {figure}", node.name));
            }
        }
    }
    lines
}
