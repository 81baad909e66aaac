//! A table as a grid: which header and which figure stands where, and how far it reaches.
//!
//! Every output that draws a table reads this one. Header trees become cells that reach over the
//! columns and rows of their leaves; panels are stacked, each with its own column headers.

mod side;

use std::ops::Range;

use crossfoot_model::{FactId, NodeId, Panel, Table};

use side::{Side, sides};

/// A table as rows of cells.
#[derive(Debug)]
pub struct Grid<'m> {
    /// The number of columns.
    pub width: u32,
    /// How many of them, from the left, hold row labels.
    pub stub: u32,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
    /// The cells, row by row, each row from left to right.
    pub cells: Vec<Cell<'m>>,
    /// The headers of each row and each column, from the outermost in.
    paths: Vec<Range<u32>>,
    steps: Vec<u32>,
}

/// A row of the grid.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub part: Part,
    /// The panel it belongs to.
    pub panel: u32,
    cells: Range<u32>,
}

/// What a row of the grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The label of a panel.
    Label,
    /// Column headers.
    Head,
    /// Figures, or the heading of the rows beneath.
    Body,
}

/// A cell of the grid.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'m> {
    /// What stands in it.
    pub kind: Kind,
    /// Its text; empty for a figure.
    pub text: &'m str,
    /// Its first column, from 0.
    pub column: u32,
    /// Over how many columns it reaches: at least one.
    pub colspan: u32,
    /// Over how many rows it reaches: at least one.
    pub rowspan: u32,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text over the row labels.
    Corner,
    /// The label of a panel.
    Panel,
    /// A column, or a heading over columns.
    Column(NodeId),
    /// Nothing: the place beneath a heading over the column of its own figures.
    Filler,
    /// A row, or a heading over rows; with the number of steps that it is set in.
    Row(NodeId, u32),
    /// A figure, and the headers of its row and of its column.
    Figure(FactId, PathId, PathId),
}

/// The headers of a row or of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathId(u32);

impl<'m> Grid<'m> {
    /// Lays a table out.
    pub fn new(table: &'m Table<'_>) -> Self {
        let rows = sides(&table.rows, table.panels.len(), true);
        let columns = sides(&table.columns, table.panels.len(), false);
        let nested = rows.iter().flat_map(|side| &side.shown).all(|row| row.is_heading() || !row.has_parts);
        let nested = nested && rows.iter().flat_map(|side| &side.shown).all(|row| row.lanes > 0);
        let labelled = rows.iter().flat_map(|side| &side.shown).any(|row| !row.label.is_empty());
        let stub = match labelled || table.panels.iter().any(|panel| !panel.corner.is_empty()) {
            false => 0,
            true if nested => rows.iter().map(Side::depth).max().unwrap_or(0).max(1),
            true => 1,
        };
        let values = columns.iter().map(|side| side.lanes).max().unwrap_or(0);
        let mut layout = Layout {
            table,
            nested,
            grid: Grid {
                width: (stub + values).max(1),
                stub,
                rows: Vec::new(),
                cells: Vec::with_capacity(
                    table.panels.iter().map(|it| (it.row_count * it.column_count) as usize).sum(),
                ),
                paths: Vec::new(),
                steps: Vec::new(),
            },
        };
        for (at, ((panel, rows), columns)) in (0u32..).zip(table.panels.iter().zip(rows).zip(columns)) {
            layout.panel(at, panel, rows, columns);
        }
        layout.grid
    }

    /// The cells of a row, with the number of each among all cells of the grid.
    pub fn cells(&self, row: &Row) -> impl Iterator<Item = (u32, &Cell<'m>)> {
        let cells = self.cells.get(row.cells.start as usize..row.cells.end as usize).unwrap_or_default();
        (row.cells.start..).zip(cells)
    }

    /// The header cells of a row or column that have a text, from the outermost in, each by its number among all
    /// cells of the grid. The label of its panel is the first of a column's.
    pub fn headers(&self, path: PathId) -> &[u32] {
        let range = self.paths.get(path.0 as usize).cloned().unwrap_or_default();
        self.steps.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// How many paths there are: each row and column of figures has one.
    pub fn paths(&self) -> impl Iterator<Item = PathId> {
        (0..self.paths.len() as u32).map(PathId)
    }
}

impl PathId {
    /// As an index.
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

/// The grid as it grows.
struct Layout<'m, 't> {
    table: &'m Table<'t>,
    /// Do headings of rows stand beside their rows, or above them?
    nested: bool,
    grid: Grid<'m>,
}

impl<'m> Layout<'m, '_> {
    fn panel(&mut self, at: u32, panel: &'m Panel<'_>, mut rows: Side<'m>, mut columns: Side<'m>) {
        let label = (!panel.label.is_empty()).then(|| {
            let label = self.put(Kind::Panel, &panel.label, 0, self.grid.width, 1);
            self.end_row(Part::Label, at, label);
            label
        });
        self.head(at, &panel.corner, &mut columns);
        let columns_of_figures: Vec<(NodeId, PathId)> = (0..columns.shown.len())
            .filter_map(|place| {
                let id = columns.shown.get(place).filter(|it| it.own)?.id;
                Some((id, self.path(label, &columns, place)))
            })
            .collect();
        for place in 0..rows.shown.len() {
            let start = self.grid.cells.len() as u32;
            if !self.row_labels(&mut rows, place, columns.lanes) {
                continue;
            }
            if let Some(row) = rows.shown.get(place).filter(|it| it.own) {
                let path = self.path(None, &rows, place);
                self.figures(row.id, path, &columns_of_figures);
            }
            self.end_row(Part::Body, at, start);
        }
    }

    /// The column headers of a panel: a heading reaches over its columns, a column down to the figures.
    fn head(&mut self, panel: u32, corner: &'m str, columns: &mut Side<'m>) {
        if corner.is_empty() && columns.shown.iter().all(|it| it.label.is_empty()) {
            return;
        }
        let (width, stub) = (self.grid.width, self.grid.stub);
        let depth = columns.depth().max(1);
        for level in 0..depth {
            let start = self.grid.cells.len() as u32;
            if level == 0 && stub > 0 {
                let reach = if columns.lanes == 0 { width } else { stub };
                self.put(Kind::Corner, corner, 0, reach, depth);
            }
            for it in &mut columns.shown {
                let reach =
                    if it.first + it.lanes == columns.lanes { width - stub - it.first } else { it.lanes };
                let column = stub + it.first;
                if it.depth == level {
                    let rowspan = if it.has_parts { 1 } else { depth - level };
                    it.cell = Some(self.put(Kind::Column(it.id), it.label, column, reach, rowspan));
                } else if it.depth + 1 == level && it.own && it.has_parts {
                    self.put(Kind::Filler, "", column, 1, depth - level);
                }
            }
            self.end_row(Part::Head, panel, start);
        }
    }

    /// The labels at the left of a row. `false` where nothing stands in a row of its own: a heading beside its rows.
    fn row_labels(&mut self, rows: &mut Side<'m>, place: usize, columns: u32) -> bool {
        let (width, stub) = (self.grid.width, self.grid.stub);
        let Some(row) = rows.shown.get(place) else { return false };
        let (first, depth) = (row.first, row.depth);
        if !self.nested {
            if stub == 0 && row.is_heading() {
                return false;
            }
            let reach = if row.is_heading() || columns == 0 { width } else { stub };
            let cell = (stub > 0).then(|| self.put(Kind::Row(row.id, depth), row.label, 0, reach, 1));
            if let Some(row) = rows.shown.get_mut(place) {
                row.cell = cell;
            }
            return true;
        }
        if row.is_heading() {
            return false;
        }
        if stub == 0 {
            return true;
        }
        // The headings that begin at this row, from the outermost in, then the row.
        let mut begins: Vec<usize> = rows
            .upwards(place)
            .take_while(|at| rows.shown.get(*at).is_some_and(|it| it.first == first))
            .collect();
        begins.reverse();
        for at in begins {
            let Some(it) = rows.shown.get_mut(at) else { continue };
            let reach = match (it.has_parts, columns) {
                (true, _) => 1,
                (false, 0) => width - it.depth,
                (false, _) => stub - it.depth,
            };
            it.cell = Some(self.put(Kind::Row(it.id, 0), it.label, it.depth, reach, it.lanes));
        }
        true
    }

    /// The figures of a row; the last one reaches to the right edge.
    fn figures(&mut self, row: NodeId, path: PathId, columns: &[(NodeId, PathId)]) {
        let (width, mut column) = (self.grid.width, self.grid.stub);
        for (at, (node, column_path)) in columns.iter().enumerate() {
            if let Some(fact) = self.table.cell(row, *node) {
                let reach = if at + 1 == columns.len() { width - column } else { 1 };
                self.put(Kind::Figure(fact, path, *column_path), "", column, reach, 1);
            }
            column += 1;
        }
    }

    /// The headers of a row or column.
    fn path(&mut self, label: Option<u32>, side: &Side<'m>, place: usize) -> PathId {
        let start = self.grid.steps.len();
        let shown = side.upwards(place).filter_map(|at| side.shown.get(at));
        self.grid.steps.extend(shown.filter(|it| !it.label.is_empty()).filter_map(|it| it.cell));
        self.grid.steps.extend(label);
        self.grid.steps.get_mut(start..).unwrap_or_default().reverse();
        self.grid.paths.push(start as u32..self.grid.steps.len() as u32);
        PathId(self.grid.paths.len() as u32 - 1)
    }

    fn put(&mut self, kind: Kind, text: &'m str, column: u32, colspan: u32, rowspan: u32) -> u32 {
        self.grid.cells.push(Cell { kind, text, column, colspan, rowspan });
        self.grid.cells.len() as u32 - 1
    }

    fn end_row(&mut self, part: Part, panel: u32, start: u32) {
        let cells = start..self.grid.cells.len() as u32;
        self.grid.rows.push(Row { part, panel, cells });
    }
}
