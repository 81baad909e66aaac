//! Tables.

use crossfoot_model::{FactId, Table, TableId};

use super::Page;
use crate::chart;
use crate::grid::{Cell, Grid, Kind, Part, PathId, Row};

impl<'m, 'a> Page<'m, 'a> {
    pub(super) fn table(&mut self, id: TableId) {
        let Some(table) = self.model.table(id) else { return };
        let grid = Grid::new(table);
        if grid.rows.is_empty() {
            return;
        }
        self.put("<div class=\"table\">\n<table id=\"t");
        self.number(id.0);
        self.put("\">\n");
        self.caption(table);
        let headers = self.headers(id, &grid);
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
            self.row(id, table, &grid, row, &headers);
        }
        self.end_group(group);
        self.put("</table>\n");
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

    fn end_group(&mut self, group: Option<(Part, u32)>) {
        self.put(match group {
            Some((Part::Head, _)) => "</thead>\n",
            Some(_) => "</tbody>\n",
            None => "",
        });
    }

    /// Every table has a caption; one without a label has it for those who do not see the page.
    fn caption(&mut self, table: &Table<'a>) {
        self.put(if table.label.is_empty() { "<caption class=\"hidden\">" } else { "<caption>" });
        self.text(caption(table));
        self.put("</caption>\n");
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
        self.put("t");
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
                self.put(" class=\"in");
                self.number(depth.min(4));
                self.put("\"");
            }
            Kind::Panel => self.put(" class=\"panel\""),
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
            self.put(" class=\"text\"");
        } else if cell.colspan > 1 {
            self.put(" class=\"wide\"");
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
