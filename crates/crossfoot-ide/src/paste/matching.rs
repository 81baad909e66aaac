//! Which row of a table a line of a grid is, and which columns its figures are for.

use std::borrow::Cow;

use crossfoot_model::{Model, Node, NodeId, Side, TableId, axis_of, label};

use super::grid::{Cell, Grid, as_text, is_figure};

/// What the figures of a line of a grid are for.
#[derive(Clone, Debug)]
pub(super) struct Matched {
    pub row: NodeId,
    pub figures: Vec<(NodeId, String)>,
}

/// What becomes of a grid in a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Matching {
    pub rows: Vec<Matched>,
    /// The lines and cells that have no place.
    pub unmatched: Vec<String>,
}

/// Matches the lines of a grid to the rows of a table, from top to bottom.
pub(super) fn matching(model: &Model<'_>, id: TableId, grid: &Grid) -> Matching {
    let (Some(rows), Some(columns)) =
        (Names::new(model, id, Side::Rows), Names::new(model, id, Side::Columns))
    else {
        return Matching::default();
    };
    let mut reader =
        Reader { rows, columns, heads: Vec::new(), in_head: true, last: None, done: Matching::default() };
    for line in grid {
        reader.line(line);
    }
    reader.done
}

/// The rows or columns of a table with all that they are called.
struct Names<'m, 'a> {
    nodes: Vec<(NodeId, &'m Node<'a>, Vec<String>)>,
}

impl<'m, 'a> Names<'m, 'a> {
    fn new(model: &'m Model<'a>, id: TableId, side: Side) -> Option<Self> {
        let axis = axis_of(model.table(id)?, side);
        let nodes = axis.iter().map(|(id, node)| (id, node, names(node))).collect();
        Some(Self { nodes })
    }

    fn node(&self, id: NodeId) -> Option<&'m Node<'a>> {
        self.nodes.iter().find(|(it, ..)| *it == id).map(|(_, node, _)| *node)
    }

    fn says(&self, id: NodeId, sought: &[String]) -> bool {
        self.nodes
            .iter()
            .any(|(it, _, names)| *it == id && sought.iter().any(|sought| names.contains(sought)))
    }

    /// Who is called by the last of some texts, the one with most of the others over it; of equals the next behind one.
    fn find(
        &self,
        texts: &[&str],
        fits: impl Fn(&Node<'a>) -> bool,
        behind: Option<NodeId>,
    ) -> Option<NodeId> {
        let (last, over) = texts.split_last()?;
        let sought = keys(last);
        let over: Vec<Vec<String>> = over.iter().map(|text| keys(text)).collect();
        let position = |id: NodeId| self.nodes.iter().position(|(it, ..)| *it == id);
        let from = behind.and_then(position);
        let called = self
            .nodes
            .iter()
            .filter(|(_, node, names)| fits(node) && sought.iter().any(|it| names.contains(it)));
        let best = called.max_by_key(|(id, node, _)| {
            let mut above = node.parent;
            let mut shared = 0;
            while let Some(parent) = above {
                shared += over.iter().filter(|texts| self.says(parent, texts)).count();
                above = self.node(parent).and_then(|node| node.parent);
            }
            let at = position(*id);
            (shared, at > from, std::cmp::Reverse(at))
        });
        best.map(|(id, ..)| *id)
    }
}

/// All that a row or column is called, as it is compared.
fn names(node: &Node<'_>) -> Vec<String> {
    let own = [node.label.as_ref(), node.name.as_ref()];
    let other = node.also.iter().chain(&node.was).map(Cow::as_ref);
    own.into_iter().chain(other).flat_map(keys).collect()
}

/// A label as it is compared: whole, without its number, and without what stands in brackets behind it.
fn keys(text: &str) -> Vec<String> {
    let whole = label::squash(text);
    let bare = without_number(&whole);
    let short = bare.find('(').map_or(bare, |at| bare.get(..at).unwrap_or_default());
    let mut keys: Vec<String> = [whole.as_str(), bare, short].map(str::to_owned).into();
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}

/// `(一)`, `1.`, `三、` in front of a label.
fn without_number(text: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let inside = text.strip_prefix('(').unwrap_or(text);
    let behind = inside.trim_start_matches(is_digit);
    if behind.len() == inside.len() {
        return text;
    }
    let is_bracketed = inside.len() < text.len();
    let rest = if is_bracketed { behind.strip_prefix(')') } else { behind.strip_prefix(['.', '、', ')']) };
    rest.unwrap_or(text)
}

struct Reader<'m, 'a> {
    rows: Names<'m, 'a>,
    columns: Names<'m, 'a>,
    /// The lines over the figures.
    heads: Vec<Vec<Cell>>,
    in_head: bool,
    last: Option<NodeId>,
    done: Matching,
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &[Cell]) {
        if line.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        // A head has names of columns side by side; some of them may be names of rows, too.
        let has_figures = line.iter().any(|cell| is_figure(&cell.text));
        let is_plainly_head =
            !has_figures && line.iter().filter(|cell| cell.is_first && self.is_column(cell)).count() > 1;
        match self.row_of(line).filter(|_| !is_plainly_head) {
            Some((row, from)) if self.rows.node(row).is_some_and(|node| node.has_figures) => {
                self.in_head = false;
                self.last = Some(row);
                self.figures(row, line, from);
            }
            // A heading over rows has nothing to fill in.
            Some((row, _)) if !has_figures => self.last = Some(row),
            _ if self.is_head(line) => {
                if !self.in_head {
                    self.heads.clear();
                }
                self.in_head = true;
                self.heads.push(line.to_vec());
            }
            _ => {
                self.in_head = false;
                self.done.unmatched.push(as_text(line));
            }
        }
    }

    /// The row that a line is, and where its figures begin.
    fn row_of(&self, line: &[Cell]) -> Option<(NodeId, usize)> {
        let first = line.iter().position(|cell| is_figure(&cell.text) && cell.is_first);
        // The longest label is the nearest.
        let most = first.unwrap_or(line.len()).clamp(1, 8);
        let labelled = (1..=most.min(line.len())).rev().find_map(|count| {
            let mut texts: Vec<&str> = line.iter().take(count).map(|cell| cell.text.as_str()).collect();
            texts.retain(|text| !text.is_empty());
            texts.dedup();
            if line.get(count - 1).is_some_and(|cell| cell.text.is_empty()) {
                return None;
            }
            // A cell that spans several places ends with the last of them.
            let same = line.iter().skip(count).take_while(|cell| !cell.is_first).count();
            Some((self.rows.find(&texts, |_| true, self.last)?, count + same))
        });
        labelled.or_else(|| {
            // The only row of a table may have no label.
            let mut with_figures = self.rows.nodes.iter().filter(|(_, node, _)| node.slot.is_some());
            let only = with_figures.next().filter(|(_, node, _)| node.label.is_empty())?.0;
            (first == Some(0) && with_figures.next().is_none()).then_some((only, 0))
        })
    }

    /// Does a line stand over figures?
    fn is_head(&self, line: &[Cell]) -> bool {
        !line.iter().any(|cell| is_figure(&cell.text)) || line.iter().any(|cell| self.is_column(cell))
    }

    fn is_column(&self, cell: &Cell) -> bool {
        self.columns.find(&[&cell.text], |_| true, None).is_some()
    }

    fn figures(&mut self, row: NodeId, line: &[Cell], from: usize) {
        let Some(panel) = self.rows.node(row).map(|node| node.panel) else { return };
        let mut places: Vec<Option<NodeId>> = (0..line.len()).map(|at| self.column_at(at, panel)).collect();
        let columns: Vec<NodeId> = self
            .columns
            .nodes
            .iter()
            .filter(|(_, node, _)| node.slot.is_some() && node.panel == panel)
            .map(|(id, ..)| *id)
            .collect();
        if places.iter().skip(from).all(Option::is_none) {
            // Without a head the figures stand in the order of the form.
            let cells: Vec<usize> = line
                .iter()
                .enumerate()
                .skip(from)
                .filter(|(_, cell)| cell.is_first)
                .map(|(at, _)| at)
                .collect();
            let is_row = cells.len() == columns.len() || (columns.len() == 1 && !cells.is_empty());
            for (at, column) in cells.into_iter().zip(columns).filter(|_| is_row) {
                if let Some(place) = places.get_mut(at) {
                    *place = Some(column);
                }
            }
        }
        let mut matched = Matched { row, figures: Vec::new() };
        let mut rest = Vec::new();
        for (cell, place) in
            line.iter().zip(places).skip(from).filter(|(cell, _)| cell.is_first && !cell.text.is_empty())
        {
            match place {
                Some(column) if !matched.figures.iter().any(|(it, _)| *it == column) => {
                    matched.figures.push((column, cell.text.replace('|', "\\|")));
                }
                _ => rest.push(cell.text.as_str()),
            }
        }
        if !rest.is_empty() {
            let labels: Vec<&str> =
                line.iter().take(from).filter(|cell| cell.is_first).map(|cell| cell.text.as_str()).collect();
            self.done.unmatched.push(format!("{} | {}", labels.join(" "), rest.join(" | ")));
        }
        self.done.rows.push(matched);
    }

    /// The column that stands under the heads at a place.
    fn column_at(&self, at: usize, panel: u32) -> Option<NodeId> {
        let mut texts: Vec<&str> =
            self.heads.iter().filter_map(|head| head.get(at)).map(|cell| cell.text.as_str()).collect();
        texts.retain(|text| !text.is_empty());
        texts.dedup();
        // Beneath the name a unit may stand.
        (1..=texts.len()).rev().find_map(|count| {
            self.columns.find(texts.get(..count)?, |node| node.slot.is_some() && node.panel == panel, None)
        })
    }
}
