//! From a selector to a row or column of a table.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::{
    ast::{Path, Ref, Step, StepKind},
    words::{TermWord, term},
};

use super::{Choice, Cx};
use crate::{
    build::{Builder, axis_of},
    graph::Site,
    label,
    lookup::{self, Found},
    names::Named,
    problem::{ProblemKind, Side, Sought},
    report::*,
};

/// What a path comes to on one side of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// A row or column.
    Node(NodeId),
    /// One that the report does not have.
    Absent,
    /// Those of a file that is not opened.
    NotOpened,
    /// None; a problem says so.
    Unknown,
}

impl<'a> Builder<'a> {
    /// A selector, on one side of a table.
    pub(super) fn pick(&mut self, table: TableId, side: Side, path: &Path, cx: &mut Cx) -> Pick {
        let file = cx.scope.file;
        let Some(first) = path.steps.first() else { return Pick::Unknown };
        let text = first.span.of(self.text(file));
        if path.steps.len() == 1 && first.kind == StepKind::Word {
            let current = match (term(text), side) {
                (Some(TermWord::Row), Side::Rows) => cx.site.row,
                (Some(TermWord::Column), Side::Columns) => cx.site.column,
                _ => None,
            };
            if let Some((node, from)) = current.zip(cx.site.table) {
                cx.uses_site = true;
                return self.counterpart(from, node, table, side);
            }
        }
        if let Some(star) = path.steps.iter().position(|step| step.kind == StepKind::Star) {
            return self.pick_member(table, side, path, star, cx);
        }
        let is_bound = self.bound(text, cx, file).is_some();
        match self.find(table, side, path, cx) {
            Found::Node(node) => {
                let pick = self.there(table, side, node);
                cx.skip |= pick == Pick::Absent;
                pick
            }
            Found::Several(all) => {
                self.ambiguous(table, side, &all, Place { file, span: path.span });
                Pick::Unknown
            }
            // A member that this table does not have.
            Found::Nothing if is_bound => {
                cx.skip = true;
                Pick::Absent
            }
            Found::Nothing => {
                let names: Vec<&str> = self
                    .m
                    .table(table)
                    .map(|table| {
                        axis_of(table, side)
                            .iter()
                            .flat_map(|(_, node)| [node.name.as_ref(), node.label.as_ref()])
                            .collect()
                    })
                    .unwrap_or_default();
                let nearest = label::nearest(path.span.of(self.text(file)), names).map(str::to_owned);
                let sought = if side == Side::Rows { Sought::Row } else { Sought::Column };
                self.problem_once(
                    Place { file, span: path.span },
                    ProblemKind::UnknownName { sought, nearest },
                );
                Pick::Unknown
            }
        }
    }

    /// `track.*.number`, `component.*`, `*`: at the member at which the set stands.
    fn pick_member(&mut self, table: TableId, side: Side, path: &Path, star: usize, cx: &mut Cx) -> Pick {
        let file = cx.scope.file;
        let place = Place { file, span: path.span };
        let Some(key) = self.set_of_path(path, Some((table, side)), cx) else {
            let sought = if side == Side::Rows { Sought::Row } else { Sought::Column };
            self.problem_once(place, ProblemKind::UnknownName { sought, nearest: None });
            return Pick::Unknown;
        };
        let choice = cx.sets.iter().rfind(|(it, _)| *it == key).map(|(_, choice)| *choice);
        let behind = path.steps.get(star + 1..).unwrap_or_default();
        let mut names: Vec<Cow<'a, str>> = Vec::new();
        let within = match choice {
            Some(Choice::Node(node)) if behind.is_empty() => return self.there(table, side, node),
            Some(Choice::Node(node)) => Some(node),
            Some(Choice::Member(dimension, member)) => {
                names.extend(self.member_name(dimension, member));
                None
            }
            Some(Choice::NotOpened) => return Pick::NotOpened,
            // A set outside an aggregate.
            None => {
                self.problem_once(place, ProblemKind::OutOfPlace);
                return Pick::Unknown;
            }
        };
        names.extend(self.step_names(behind, cx));
        let names: Vec<&str> = names.iter().map(Cow::as_ref).collect();
        let Some(it) = self.m.table(table) else { return Pick::Unknown };
        let found = lookup::by_path(axis_of(it, side), &self.m.dimensions, &names, within);
        let pick = match found {
            Found::Node(node) => self.there(table, side, node),
            Found::Several(all) => {
                self.ambiguous(table, side, &all, place);
                Pick::Unknown
            }
            Found::Nothing => Pick::Absent,
        };
        cx.skip |= pick == Pick::Absent;
        pick
    }

    /// The row (column) of another table that has the same name, or is the same member.
    fn counterpart(&self, from: TableId, node: NodeId, to: TableId, side: Side) -> Pick {
        if from == to {
            return Pick::Node(node);
        }
        let (Some(from), Some(it)) = (self.m.table(from), self.m.table(to)) else { return Pick::Unknown };
        let (here, there) = (axis_of(from, side), axis_of(it, side));
        let mut names: Vec<&str> =
            here.ancestors(node).filter_map(|id| Some(here.node(id)?.name.as_ref())).collect();
        names.reverse();
        while !names.is_empty() {
            if let Found::Node(found) = lookup::by_path(there, &self.m.dimensions, &names, None) {
                return self.there(to, side, found);
            }
            names.remove(0);
        }
        Pick::Absent
    }

    /// Finds a node by path, or by its label as a whole.
    pub(crate) fn find(&mut self, table: TableId, side: Side, path: &Path, cx: &Cx) -> Found {
        // Without members in it a path comes to the same wherever its statement is lowered.
        let key = (cx.scope.file, path.span, table, side);
        let is_fixed = cx.site.members.is_empty();
        if is_fixed && let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        let found = self.find_anew(table, side, path, cx);
        if is_fixed {
            self.found.insert(key, found.clone());
        }
        found
    }

    fn find_anew(&self, table: TableId, side: Side, path: &Path, cx: &Cx) -> Found {
        let panel = if cx.scope.table == Some(table) { cx.scope.panel } else { None };
        let names = self.step_names(&path.steps, cx);
        let names: Vec<&str> = names.iter().map(Cow::as_ref).collect();
        let typed = match path.steps.as_slice() {
            [step] => step.span,
            _ => path.span,
        };
        self.m.node_named(table, side, &names, typed.of(self.text(cx.scope.file)), panel)
    }

    /// The names of steps, with the words that `for each` binds replaced by the member's name.
    pub(crate) fn step_names(&self, steps: &[Step], cx: &Cx) -> Vec<Cow<'a, str>> {
        let file = cx.scope.file;
        let mut names = Vec::with_capacity(steps.len());
        for step in steps {
            let text = step.span.of(self.text(file));
            match self.bound(text, cx, file).filter(|_| step.kind == StepKind::Word) {
                Some((dimension, member)) => names.extend(self.member_name(dimension, member)),
                None => names.push(label::name(text)),
            }
        }
        names
    }

    /// The member at which a dimension stands that the statement is repeated over.
    pub(super) fn bound(&self, text: &str, cx: &Cx, file: FileId) -> Option<(DimensionId, u32)> {
        if cx.site.members.is_empty() {
            return None;
        }
        match self.named(&label::name(text), file)? {
            Named::Dimension(id) => cx.site.members.iter().rfind(|(it, _)| *it == id).copied(),
            _ => None,
        }
    }

    fn member_name(&self, dimension: DimensionId, member: u32) -> Option<Cow<'a, str>> {
        Some(self.m.dimensions.get(dimension.at())?.members.get(member as usize)?.name.clone())
    }

    /// The one column of a row's panel.
    pub(crate) fn only_column(&self, table: TableId, row: NodeId) -> Option<NodeId> {
        let table = self.m.table(table)?;
        let panel = table.rows.node(row)?.panel;
        let mut columns = table.columns.slots_of(panel);
        match (columns.next(), columns.next()) {
            (Some((id, _)), None) => Some(id),
            _ => None,
        }
    }

    /// A selector that names its row or column outright.
    pub(crate) fn pick_literal(
        &mut self,
        table: TableId,
        side: Side,
        path: &Path,
        site: &Site,
    ) -> Option<NodeId> {
        let mut cx = Cx::new(super::Scope::default(), site);
        match self.pick(table, side, path, &mut cx) {
            Pick::Node(node) => Some(node),
            _ => None,
        }
    }

    /// The figures that a reference of `@allow` is for: one, a row of them, or a named one.
    pub(crate) fn facts_of(&mut self, file: FileId, at: &Ref, facts: &mut Vec<FactId>) {
        let site = Site::default();
        let Some(selectors) = &at.selectors else {
            let name = self.name(file, at.path.span);
            match self.named(&name, file) {
                Some(Named::Figure(fact)) => facts.push(fact),
                Some(Named::Field(field)) => {
                    facts.extend(self.m.head.fields.get(field as usize).map(|field| field.fact))
                }
                Some(Named::Table(id)) => {
                    let table = self.m.table(id);
                    for panel in table.map(|table| table.panels.as_slice()).unwrap_or_default() {
                        facts.extend(
                            (0..panel.row_count * panel.column_count).map(|n| FactId(panel.first_fact + n)),
                        );
                    }
                }
                _ => {
                    let kind = ProblemKind::UnknownName { sought: Sought::Figure, nearest: None };
                    self.problem_once(Place { file, span: at.span }, kind);
                }
            }
            return;
        };
        let Some(table) = self.m.table_by_path(file, &at.path) else {
            let kind = ProblemKind::UnknownName { sought: Sought::Table, nearest: None };
            return self.problem_once(Place { file, span: at.path.span }, kind);
        };
        let Some(row) = selectors.first().and_then(|path| self.pick_literal(table, Side::Rows, path, &site))
        else {
            return;
        };
        match selectors.get(1) {
            Some(path) => {
                let column = self.pick_literal(table, Side::Columns, path, &site);
                facts.extend(column.and_then(|column| self.m.table(table)?.cell(row, column)));
            }
            None => {
                if let Some(table) = self.m.table(table) {
                    let columns = table.columns.slots().filter_map(|(column, _)| table.cell(row, column));
                    facts.extend(columns);
                }
            }
        }
    }
}
