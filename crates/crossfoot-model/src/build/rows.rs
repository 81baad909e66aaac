//! Which row of the table a line of the report is.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::{Cell, Row};

use super::{Builder, nodes::Above};
use crate::{
    axis::{Axis, Node, OpenPlace},
    label,
    problem::ProblemKind,
    report::*,
};

/// A line of the report with the row that it is.
#[derive(Clone, Copy)]
pub(super) struct TypedRow<'a> {
    pub node: NodeId,
    pub row: &'a Row,
    /// The `@columns` line that holds for it: a number among those of the table.
    pub listing: Option<usize>,
}

/// Where lines are looked up.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    pub panel: Option<u32>,
    pub listing: Option<usize>,
    /// Are rows declared, or does each line declare its own?
    pub declared: bool,
}

impl<'a> Builder<'a> {
    /// Places lines of a table beneath a row (`None`: the table itself).
    pub(super) fn place_rows(
        &mut self,
        table: &mut Table<'a>,
        rows: &'a [Row],
        parent: Option<NodeId>,
        lines: Lines,
        typed: &mut Vec<TypedRow<'a>>,
    ) {
        for row in rows {
            let mut scope = parent;
            for outer in &row.parents {
                let name = label::name(outer.of(self.text(FileId::REPORT)));
                scope = self.find_row(&table.rows, scope, &name, lines.panel).ok().or(scope);
            }
            let placed = self.place_row(table, row, scope, lines);
            typed.extend(placed.map(|node| TypedRow { node, row, listing: lines.listing }));
            // What stands beneath a line that is no row stands beneath what that line does.
            self.place_rows(table, &row.children, placed.or(scope), lines, typed);
        }
    }

    fn place_row(
        &mut self,
        table: &mut Table<'a>,
        row: &'a Row,
        scope: Option<NodeId>,
        lines: Lines,
    ) -> Option<NodeId> {
        let text = self.text(FileId::REPORT);
        let typed = row.label.of(text);
        let name = label::name(typed);
        let found = if lines.declared {
            self.find_row(&table.rows, scope, &name, lines.panel)
        } else {
            Err(Vec::new())
        };
        let node = match found {
            Ok(node) => node,
            Err(several) if !several.is_empty() => {
                let candidates = several.iter().filter_map(|id| Some(table.rows.node(*id)?.place)).collect();
                self.problem(Place::report(row.label), ProblemKind::AmbiguousName { candidates });
                return None;
            }
            Err(_) => match self.own_place(table, scope, lines) {
                Some(place) => return self.own_row(table, row, name, place),
                None => self.stray_row(table, row, lines)?,
            },
        };
        let node_ref = table.rows.nodes.get_mut(node.at())?;
        if let Some(first) = node_ref.typed {
            let first = Place::report(first);
            self.problem(Place::report(row.label), ProblemKind::DuplicateName { first });
            return None;
        }
        node_ref.typed = Some(row.span);
        node_ref.footnotes.clone_from(&row.footnotes);
        if row.has_cells && !node_ref.has_figures {
            self.problem(Place::report(row.span), ProblemKind::CellsOnHeading);
        }
        self.row_properties(table, node, row);
        Some(node)
    }

    /// Finds a row by its label, from a row outwards; the first level with a match must have exactly one.
    /// An error lists the several that match.
    fn find_row(
        &self,
        axis: &Axis<'a>,
        scope: Option<NodeId>,
        typed: &str,
        panel: Option<u32>,
    ) -> Result<NodeId, Vec<NodeId>> {
        // A row of the report's own is found by nobody else.
        let in_panel = |id: &NodeId| {
            axis.node(*id)
                .is_some_and(|node| node.decl.is_some() && panel.is_none_or(|panel| node.panel == panel))
        };
        let is_beneath = |id: NodeId, level: Option<NodeId>| {
            level.is_none_or(|level| axis.ancestors(id).skip(1).any(|above| above == level))
        };
        // The short way for what most rows are: the only one of its name, where it is looked for.
        let mut all = axis.named(typed).filter(in_panel);
        if let (Some(only), None) = (all.next(), all.next())
            && is_beneath(only, scope)
        {
            return Ok(only);
        }
        let named: Vec<NodeId> = axis.named(typed).filter(in_panel).collect();
        // By label, then by label without official number: only looked at where the name is nobody's.
        let labels = |node: &Node<'a>, strip: bool| {
            let number = |text: &str| if strip { self.numbering.strip(text).len() } else { text.len() };
            let bare = |text: &'_ str| text.get(text.len() - number(text)..).unwrap_or_default().to_owned();
            let sought = bare(typed);
            std::iter::once(&node.label).chain(&node.also).any(|label| label::same(&bare(label), &sought))
        };
        let by_label = |strip: bool| -> Vec<NodeId> {
            axis.iter_declared()
                .filter(|(id, node)| in_panel(id) && labels(node, strip))
                .map(|(id, _)| id)
                .collect()
        };
        let mut labelled: [Option<Vec<NodeId>>; 2] = [None, None];
        let mut level = scope;
        loop {
            let beneath = |id: &&NodeId| is_beneath(**id, level);
            let mut matches: Vec<NodeId> = named.iter().filter(beneath).copied().collect();
            for (strip, known) in [false, true].into_iter().zip(&mut labelled) {
                if matches.is_empty() {
                    let known = known.get_or_insert_with(|| by_label(strip));
                    matches = known.iter().filter(beneath).copied().collect();
                }
            }
            match (matches.as_slice(), level) {
                ([one], _) => return Ok(*one),
                ([], None) => return Err(Vec::new()),
                ([], Some(inner)) => level = axis.node(inner).and_then(|node| node.parent),
                _ => return Err(matches),
            }
        }
    }

    /// Where a row of the report's own may stand: beneath what, before what, in which panel.
    fn own_place(&self, table: &Table<'a>, scope: Option<NodeId>, lines: Lines) -> Option<OpenPlace> {
        let axis = &table.rows;
        if !lines.declared {
            return Some(OpenPlace { parent: scope, panel: lines.panel.unwrap_or(0), before: None });
        }
        let above = scope.into_iter().flat_map(|scope| axis.ancestors(scope)).map(Some);
        above.chain([None]).find_map(|parent| {
            // Beneath a row of the report's own anything may stand.
            let own = parent.and_then(|id| axis.node(id)).filter(|node| node.decl.is_none());
            if let Some(own) = own {
                return Some(OpenPlace { parent, panel: own.panel, before: None });
            }
            axis.open
                .iter()
                .find(|open| open.parent == parent && lines.panel.is_none_or(|panel| panel == open.panel))
                .copied()
        })
    }

    /// Puts in a row of the report's own.
    fn own_row(
        &mut self,
        table: &mut Table<'a>,
        row: &'a Row,
        name: Cow<'a, str>,
        OpenPlace { parent, panel, before }: OpenPlace,
    ) -> Option<NodeId> {
        let axis = &table.rows;
        let brother = axis
            .named(&name)
            .find(|id| axis.node(*id).is_some_and(|node| node.parent == parent && node.panel == panel));
        if let Some(first) = brother.and_then(|id| axis.node(id)?.typed) {
            let first = Place::report(first);
            self.problem(Place::report(row.label), ProblemKind::DuplicateName { first });
            return None;
        }
        let mut node = Node::new(
            name,
            Cow::Borrowed(row.label.of(self.text(FileId::REPORT))),
            Place::report(row.label),
            panel,
        );
        node.typed = Some(row.span);
        node.has_figures = row.has_cells;
        node.optional = true;
        node.footnotes.clone_from(&row.footnotes);
        let outer =
            parent.map(|parent| self.beneath(&table.rows, parent, Above::default())).unwrap_or_default();
        node.nonadditive = outer.nonadditive;
        node.set(outer.setting);
        let id = table.rows.push(node, parent, before);
        self.row_properties(table, id, row);
        Some(id)
    }

    fn row_properties(&mut self, table: &mut Table<'a>, id: NodeId, row: &'a Row) {
        if row.properties.is_empty() {
            return;
        }
        let mut own = self.setting(FileId::REPORT, &row.properties);
        let Some(node) = table.rows.nodes.get(id.at()) else { return };
        // A report cannot loosen what its template says of blanks and of units.
        if node.decl.is_some() && table.of_template {
            own.blank = None;
            own.unit = own.unit.filter(|_| node.unit.is_none());
        }
        let mut node = node.clone();
        node.set(own);
        self.set_properties(&mut node, FileId::REPORT, &row.properties);
        if let Some(slot) = table.rows.nodes.get_mut(id.at()) {
            *slot = node;
        }
    }

    /// A line that is no row of the table: says what it probably is, and which row was meant if that is clear.
    fn stray_row(&mut self, table: &Table<'a>, row: &'a Row, lines: Lines) -> Option<NodeId> {
        let text = self.text(FileId::REPORT);
        let typed = row.label.of(text);
        let whole = row.span.of(text);
        if !row.has_cells && whole.ends_with(['。', '！', '？']) {
            self.problem(Place::report(row.span), ProblemKind::TextInTable);
            return None;
        }
        // `| Law | 1 | 2`: the cells are one too many, which is said where they are filled in.
        if let Some(first) = row.cells.first().filter(|_| row.label.is_empty())
            && let Ok(node) = self.find_row(&table.rows, None, first.span().of(text), lines.panel)
        {
            return Some(node);
        }
        let is_column = |cell: &Cell| {
            let typed = cell.span().of(text);
            !typed.is_empty()
                && table
                    .columns
                    .iter_declared()
                    .any(|(_, node)| node.name == typed || label::same(&node.label, typed))
        };
        if row.has_cells && !row.cells.is_empty() && row.cells.iter().all(is_column) {
            self.problem(Place::report(row.span), ProblemKind::ColumnsAsRow);
            return None;
        }
        let free: Vec<(NodeId, &Node<'a>)> = table
            .rows
            .iter_declared()
            .filter(|(_, node)| node.typed.is_none() && lines.panel.is_none_or(|panel| panel == node.panel))
            .collect();
        let names = free
            .iter()
            .flat_map(|(_, node)| [node.name.as_ref(), node.label.as_ref()])
            .chain(free.iter().flat_map(|(_, node)| node.was.iter().map(Cow::as_ref)));
        let numberless = self.numbering.strip(typed);
        let nearest = label::nearest(typed, names.clone())
            .or_else(|| label::nearest(numberless, names))
            .map(str::to_owned);
        let meant = nearest.as_deref().and_then(|nearest| {
            let is_it = |node: &Node<'a>| {
                node.name == nearest || node.label == nearest || node.was.iter().any(|it| it == nearest)
            };
            free.iter().find(|(_, node)| is_it(node))
        });
        match meant {
            Some((id, node))
                if label::squash(typed).chars().count() > 2
                    || node.was.iter().any(|it| label::same(it, typed)) =>
            {
                let known = node.was.iter().any(|it| label::same(it, typed));
                let official = if known || nearest.as_deref() == Some(node.label.as_ref()) {
                    node.label.to_string()
                } else {
                    node.name.to_string()
                };
                let id = *id;
                self.problem(Place::report(row.label), ProblemKind::LabelDiffers { official, known });
                Some(id)
            }
            _ => {
                self.problem(Place::report(row.label), ProblemKind::ExtraRow { nearest });
                None
            }
        }
    }
}

impl<'a> Axis<'a> {
    /// All nodes in the order in which they were declared: also before the tree is settled.
    pub(super) fn iter_declared(&self) -> impl Iterator<Item = (NodeId, &Node<'a>)> {
        (0u32..).map(NodeId).zip(&self.nodes)
    }
}
