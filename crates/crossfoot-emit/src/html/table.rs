//! Tables.

use crossfoot_figure::UnitId;
use crossfoot_model::{Axis, FactId, Table, TableId};
use crossfoot_source::FileId;

use super::{Page, breadth::Breadth};
use crate::chart;
use crate::grid::{Cell, Grid, Kind, Part, PathId, Row};

impl<'m, 'a> Page<'m, 'a> {
    /// A table in a box of its own, which scrolls where the table is broader than the page, with its notes.
    pub(super) fn table(&mut self, id: TableId) {
        let Some(table) = self.model.table(id) else { return };
        let grid = Grid::new(table);
        if grid.rows.is_empty() {
            return;
        }
        self.put("<div class=\"");
        self.put(Breadth::of(self.model, &grid).class());
        self.put("\">\n<div class=\"xf-scroll\" role=\"group\" aria-labelledby=\"");
        self.caption_id(id);
        self.put("\" tabindex=\"0\">\n<table id=\"xf-t");
        self.number(id.0);
        self.put("\">\n");
        self.caption(id, table);
        self.rows_of(id, table, &grid);
        self.put("</table>\n</div>\n");
        self.notes(None, &table.notes);
        for panel in &table.panels {
            self.notes(None, &panel.notes);
        }
        for (_, node) in table.columns.iter().chain(table.rows.iter()).filter(|(_, node)| !node.absent) {
            self.notes(Some(&node.label), &node.notes);
        }
        self.put("</div>\n");
        chart::charts(self.model, id, caption(table), self.lang, &mut self.out);
    }

    fn rows_of(&mut self, id: TableId, table: &'m Table<'a>, grid: &Grid<'m>) {
        let headers = self.headers(id, grid);
        let mut group: Option<(Part, u32)> = None;
        for row in &grid.rows {
            // Panels are groups of rows; the column headers of a table without panels are its head.
            let is_head = row.part == Part::Head
                && table.panels.len() == 1
                && grid.rows.first().is_some_and(|row| row.part == Part::Head);
            let this = (if is_head { Part::Head } else { Part::Body }, row.panel);
            if group != Some(this) {
                self.end_group(group);
                self.put(if is_head { "<thead>\n" } else { "<tbody>\n" });
                group = Some(this);
            }
            self.row(id, table, grid, row, &headers);
        }
        self.end_group(group);
    }

    fn end_group(&mut self, group: Option<(Part, u32)>) {
        self.put(match group {
            Some((Part::Head, _)) => "</thead>\n",
            Some(_) => "</tbody>\n",
            None => "",
        });
    }

    /// Every table has a caption, with the unit of its figures. What its author does not print is there for those who
    /// do not see the page: the caption of a table without a label, and the unit where a template has the words.
    fn caption(&mut self, id: TableId, table: &Table<'a>) {
        self.put("<caption id=\"");
        self.caption_id(id);
        self.put(if table.label.is_empty() { "\" class=\"xf-hidden\">" } else { "\">" });
        self.text(caption(table));
        if let Some(unit) = self.unit_of(table) {
            let [open, close] = self.words.table_unit;
            self.put(if table.of_template {
                "<span class=\"xf-hidden\">"
            } else {
                "<span class=\"xf-unit\">"
            });
            self.put(open);
            self.text(self.model.units.name(unit));
            self.put(close);
            self.put("</span>");
        }
        self.put("</caption>\n");
    }

    fn caption_id(&mut self, id: TableId) {
        self.put("xf-t");
        self.number(id.0);
        self.put("-c");
    }

    /// The unit of the figures whose row and column set none: that of the whole table.
    fn unit_of(&self, table: &Table<'a>) -> Option<UnitId> {
        let [_] = table.panels.as_slice() else { return None };
        let unset = |axis: &Axis<'_>| axis.slots().find(|(_, node)| node.unit.is_none()).map(|(id, _)| id);
        let fact = table.cell(unset(&table.rows)?, unset(&table.columns)?)?;
        self.model.fact(fact)?.unit.filter(|unit| !self.model.units.is_text(*unit))
    }

    /// What `headers` says for each row and column of figures.
    fn headers(&mut self, id: TableId, grid: &Grid<'m>) -> Vec<String> {
        let mut all = Vec::with_capacity(grid.paths().count());
        // Written where the page is, then taken away from it.
        let start = self.out.len();
        for path in grid.paths() {
            for cell in grid.headers(path) {
                if self.out.len() > start {
                    self.put(" ");
                }
                self.cell_id(id, *cell);
            }
            all.push(self.out.split_off(start));
        }
        all
    }

    fn cell_id(&mut self, table: TableId, cell: u32) {
        self.put("xf-t");
        self.number(table.0);
        self.put("-");
        self.number(cell);
    }

    fn row(&mut self, id: TableId, table: &'m Table<'a>, grid: &Grid<'m>, row: &Row, headers: &[String]) {
        self.put("<tr>");
        for (number, cell) in grid.cells(row) {
            match cell.kind {
                Kind::Figure(fact, row, column) => self.figure_cell(fact, cell, [row, column], headers),
                _ if cell.text.is_empty() => {
                    self.put("<td");
                    self.reach(cell);
                    self.put("></td>");
                }
                _ => self.header(id, table, number, cell),
            }
        }
        self.put("</tr>\n");
    }

    fn header(&mut self, id: TableId, table: &'m Table<'a>, number: u32, cell: &Cell<'m>) {
        self.put("<th id=\"");
        self.cell_id(id, number);
        self.put("\" scope=\"");
        self.put(match cell.kind {
            Kind::Panel => "rowgroup",
            Kind::Row(..) => "row",
            _ => "col",
        });
        self.put("\"");
        match cell.kind {
            Kind::Row(_, depth @ 1..) => {
                self.put(" class=\"xf-in");
                self.number(depth.min(4));
                self.put("\"");
            }
            Kind::Panel => self.put(" class=\"xf-panel\""),
            _ => {}
        }
        self.reach(cell);
        self.put(">");
        self.text(cell.text);
        let node = match cell.kind {
            Kind::Row(node, _) => table.rows.node(node),
            Kind::Column(node) => table.columns.node(node),
            _ => None,
        };
        // What a template calls it is official; what the report calls it is told in which unit it is.
        if let Some(unit) = node.filter(|node| node.place.file == FileId::REPORT).and_then(|node| node.unit) {
            let name = self.model.units.name(unit);
            if !(self.model.units.is_text(unit) || self.model.units.is_date(unit) || cell.text.contains(name))
            {
                let [open, close] = self.words.brackets;
                self.put("<span class=\"xf-unit\">");
                self.put(open);
                self.text(name);
                self.put(close);
                self.put("</span>");
            }
        }
        self.footnote_names(node.map(|node| node.footnotes.as_slice()).unwrap_or_default());
        self.put("</th>");
    }

    fn figure_cell(&mut self, fact: FactId, cell: &Cell<'m>, paths: [PathId; 2], headers: &[String]) {
        self.put("<td");
        let is_text = self
            .model
            .fact(fact)
            .and_then(|fact| fact.unit)
            .is_some_and(|unit| self.model.units.is_text(unit));
        if is_text {
            self.put(" class=\"xf-text\"");
        }
        if let Some(fact) = self.model.fact(fact) {
            self.line(fact.place);
        }
        self.reach(cell);
        let [row, column] = paths.map(|path| headers.get(path.at()).map_or("", String::as_str));
        if !(row.is_empty() && column.is_empty()) {
            self.put(" headers=\"");
            self.put(row);
            if !row.is_empty() && !column.is_empty() {
                self.put(" ");
            }
            self.put(column);
            self.put("\"");
        }
        self.put(">");
        self.figure(fact);
        self.put("</td>");
    }

    fn reach(&mut self, cell: &Cell<'m>) {
        if cell.rowspan > 1 {
            self.put(" rowspan=\"");
            self.number(cell.rowspan);
            self.put("\"");
        }
        if cell.colspan > 1 {
            self.put(" colspan=\"");
            self.number(cell.colspan);
            self.put("\"");
        }
    }
}

/// What a table is called: by its label, else by its section.
fn caption<'t>(table: &'t Table<'_>) -> &'t str {
    let section = table.section.as_deref().unwrap_or_default();
    let known = [table.label.as_ref(), section, table.name.as_ref()];
    known.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}
