//! `sum(reason.*)`, `count(T[*, c])`, `sum(above)`: an aggregate's argument, once for each member.

use crossfoot_source::FileId;
use crossfoot_syntax::{
    ast::{Expr, ExprKind, Path, Ref, StepKind},
    words::{Function, TermWord, term},
};

use super::Cx;
use crate::{
    axis::Axis,
    build::{Builder, axis_of},
    dimension::DimensionKind,
    graph::{Aggregate, Op},
    label,
    lookup::{self, Found},
    names::Named,
    problem::{ProblemKind, Side},
    report::*,
};

/// A set; the same set named twice in one aggregate is the same member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetKey {
    /// All members of a dimension.
    Dimension(DimensionId),
    /// All bodies of an import.
    Import(DimensionId),
    /// The top-level rows or columns of a table.
    Top(TableId, Side),
    /// The children of a row or column.
    Children(TableId, Side, NodeId),
    /// `above`, `below`, `left`, `right`, `parts`.
    Word(TermWord),
}

/// The member at which a set stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// A member of a dimension.
    Member(DimensionId, u32),
    /// A row or column.
    Node(NodeId),
    /// All of them at once, because they stand in files that are not opened.
    NotOpened,
}

impl<'a> Builder<'a> {
    pub(super) fn lower_aggregate(&mut self, aggregate: Aggregate, args: &'a [Expr], cx: &mut Cx) {
        let mut count = 0;
        for arg in args {
            let mut keys = Vec::new();
            self.sets_in(arg, cx, &mut keys);
            let sets: Option<Vec<(SetKey, Vec<Choice>)>> =
                keys.into_iter().map(|key| Some((key, self.choices(key, aggregate, arg, cx)?))).collect();
            match sets {
                Some(sets) => self.lower_members(arg, &sets, cx, &mut count),
                // A problem says why.
                None => {
                    self.m.graph.ops.push(Op::Unusable);
                    count += 1;
                }
            }
        }
        self.m.graph.ops.push(Op::Aggregate(aggregate, count));
    }

    /// The argument once for each combination of the sets' members.
    fn lower_members(&mut self, arg: &'a Expr, sets: &[(SetKey, Vec<Choice>)], cx: &mut Cx, count: &mut u32) {
        let Some(((key, choices), others)) = sets.split_first() else {
            let start = self.m.graph.ops.len();
            let outer = std::mem::take(&mut cx.skip);
            self.lower(arg, cx);
            // What is optional and absent is a member of no set.
            if cx.skip && !cx.sets.is_empty() {
                self.m.graph.ops.truncate(start);
                cx.relative.retain(|(at, _)| (*at as usize) < start);
            } else {
                *count += 1;
            }
            cx.skip = outer;
            return;
        };
        for choice in choices {
            cx.sets.push((*key, *choice));
            self.lower_members(arg, others, cx, count);
            cx.sets.pop();
        }
    }

    /// The sets that an argument names, each once, in order; those of inner aggregates are theirs.
    fn sets_in(&mut self, expr: &'a Expr, cx: &mut Cx, keys: &mut Vec<SetKey>) {
        match &expr.kind {
            ExprKind::Ref(reference) => self.sets_of_ref(reference, cx, keys),
            ExprKind::Neg(a) | ExprKind::Not(a) => self.sets_in(a, cx, keys),
            ExprKind::Is { operand, .. } => self.sets_in(operand, cx, keys),
            ExprKind::Arith(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => {
                self.sets_in(a, cx, keys);
                self.sets_in(b, cx, keys);
            }
            ExprKind::Compare { first, rest, within } => {
                self.sets_in(first, cx, keys);
                for (_, it) in rest {
                    self.sets_in(it, cx, keys);
                }
                if let Some(within) = within {
                    self.sets_in(within, cx, keys);
                }
            }
            ExprKind::In(a, options) => {
                self.sets_in(a, cx, keys);
                for option in options {
                    self.sets_in(option, cx, keys);
                }
            }
            ExprKind::Call(function, args) => {
                let is_aggregate = matches!(
                    function,
                    Function::Sum
                        | Function::Min
                        | Function::Max
                        | Function::Mean
                        | Function::Count
                        | Function::Any
                        | Function::All
                );
                if !is_aggregate {
                    for arg in args {
                        self.sets_in(arg, cx, keys);
                    }
                }
            }
            ExprKind::Number | ExprKind::NotApplicable | ExprKind::Hole => {}
        }
    }

    fn sets_of_ref(&mut self, reference: &'a Ref, cx: &mut Cx, keys: &mut Vec<SetKey>) {
        let mut add = |key: Option<SetKey>| {
            if let Some(key) = key
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        };
        let Some(selectors) = &reference.selectors else {
            let home = cx.scope.table.zip(cx.scope.bare);
            add(self.set_of_path(&reference.path, home, cx));
            return;
        };
        // `bodies.*.T[r, c]`
        add(self.set_of_path(&reference.path, None, cx));
        let table = self.m.table_by_path(cx.scope.file, &reference.path);
        for (path, side) in selectors.iter().zip([Side::Rows, Side::Columns]) {
            add(self.set_of_path(path, table.map(|table| (table, side)), cx));
        }
    }

    /// The set that a path names: what stands before its `*`.
    pub(super) fn set_of_path(
        &mut self,
        path: &Path,
        home: Option<(TableId, Side)>,
        cx: &Cx,
    ) -> Option<SetKey> {
        let id = (cx.scope.file, path.span, home);
        let is_fixed = cx.site.members.is_empty();
        if is_fixed && let Some(key) = self.set_keys.get(&id) {
            return *key;
        }
        let key = self.set_of_path_anew(path, home, cx);
        if is_fixed {
            self.set_keys.insert(id, key);
        }
        key
    }

    fn set_of_path_anew(&self, path: &Path, home: Option<(TableId, Side)>, cx: &Cx) -> Option<SetKey> {
        let file = cx.scope.file;
        if let [step] = path.steps.as_slice()
            && step.kind == StepKind::Word
            && let Some(word) = term(step.span.of(self.text(file)))
            && matches!(
                word,
                TermWord::Above | TermWord::Below | TermWord::Left | TermWord::Right | TermWord::Parts
            )
            && (cx.scope.node.is_some() || cx.scope.is_cell || word == TermWord::Parts)
        {
            return Some(SetKey::Word(word));
        }
        let star = path.steps.iter().position(|step| step.kind == StepKind::Star)?;
        let before = path.steps.get(..star)?;
        let [first, ..] = before else {
            let (table, side) = home?;
            return Some(SetKey::Top(table, side));
        };
        let name = label::name(first.span.of(self.text(file)));
        if before.len() == 1
            && let Some(Named::Dimension(id)) = self.named(&name, file)
        {
            let is_import =
                self.m.dimensions.get(id.at()).is_some_and(|it| it.kind != DimensionKind::Declared);
            return Some(
                if is_import && home.is_none_or(|_| path.steps.len() > star + 1 || cx.scope.bare.is_none()) {
                    SetKey::Import(id)
                } else {
                    SetKey::Dimension(id)
                },
            );
        }
        let (table, side) = home?;
        let names = self.step_names(before, cx);
        let names: Vec<&str> = names.iter().map(|name| name.as_ref()).collect();
        let axis = axis_of(self.m.table(table)?, side);
        match lookup::by_path(axis, &self.m.dimensions, &names, None) {
            Found::Node(id) => Some(SetKey::Children(table, side, id)),
            // The name itself is looked up again where the path is, and the problem is said there.
            _ => None,
        }
    }

    /// The members of a set; `None` for a word that means nothing here.
    fn choices(&mut self, key: SetKey, aggregate: Aggregate, arg: &Expr, cx: &Cx) -> Option<Vec<Choice>> {
        let counted = |axis: &Axis<'_>, from: &mut dyn Iterator<Item = NodeId>| {
            let mut nodes = Vec::new();
            from.for_each(|id| axis.counted(id, &mut nodes));
            nodes.into_iter().map(Choice::Node).collect()
        };
        Some(match key {
            SetKey::Word(word) => return self.word_choices(word, arg, cx),
            SetKey::Dimension(id) => self.dimension_choices(id),
            // Counting the bodies themselves needs none of their reports.
            SetKey::Import(id) if aggregate == Aggregate::Count && is_bare_set(arg) => {
                self.dimension_choices(id)
            }
            SetKey::Import(_) => vec![Choice::NotOpened],
            SetKey::Top(table, side) | SetKey::Children(table, side, _) => {
                let table = self.m.table(table)?;
                let axis = axis_of(table, side);
                match key {
                    _ if table.from.is_some() => vec![Choice::NotOpened],
                    SetKey::Children(.., node) => counted(axis, &mut axis.children(node)),
                    _ => counted(axis, &mut axis.tops()),
                }
            }
        })
    }

    fn dimension_choices(&self, id: DimensionId) -> Vec<Choice> {
        let count = self.m.dimensions.get(id.at()).map_or(0, |it| it.members.len() as u32);
        (0..count).map(|member| Choice::Member(id, member)).collect()
    }

    /// The row or column that a word such as `above` is said of: the formula's own; in a cell's formula the
    /// cell's row for `above`, `below` and `parts`, its column for `left` and `right`; in a rule the current one.
    pub(super) fn side_of(&self, word: TermWord, cx: &Cx) -> Option<(Side, NodeId)> {
        let is_of_rows = matches!(word, TermWord::Above | TermWord::Below);
        let is_of_columns = matches!(word, TermWord::Left | TermWord::Right);
        let row = cx.site.row.map(|row| (Side::Rows, row));
        let column = cx.site.column.map(|column| (Side::Columns, column));
        let own = match (cx.scope.node, cx.scope.bare) {
            (Some(node), _) => Some(node),
            (None, _) if cx.scope.is_cell => {
                if is_of_columns {
                    column
                } else {
                    row
                }
            }
            (None, Some(Side::Columns)) => row,
            (None, Some(Side::Rows)) => column,
            (None, None) => None,
        };
        own.filter(|(side, _)| if *side == Side::Rows { !is_of_columns } else { !is_of_rows })
    }

    /// The brothers on one side of a row or column, or what is beneath it.
    fn word_choices(&mut self, word: TermWord, arg: &Expr, cx: &Cx) -> Option<Vec<Choice>> {
        let own = self.side_of(word, cx);
        let Some(((side, node), table)) = own.zip(cx.scope.table.and_then(|id| self.m.table(id))) else {
            let place = crossfoot_source::Place { file: cx.scope.file, span: arg.span };
            self.problem_once(place, ProblemKind::OutOfPlace);
            return None;
        };
        let axis = axis_of(table, side);
        let is_number = |id: NodeId| {
            let unit = axis.node(id).and_then(|node| node.unit);
            unit.is_none_or(|unit| !self.m.units.is_text(unit) && !self.m.units.is_date(unit))
        };
        let brothers: Vec<NodeId> = match word {
            TermWord::Above | TermWord::Left => {
                let mut before: Vec<NodeId> =
                    std::iter::successors(axis.node(node).and_then(|it| it.previous), |id| {
                        axis.node(*id)?.previous
                    })
                    .collect();
                before.reverse();
                before
            }
            TermWord::Below | TermWord::Right => {
                std::iter::successors(axis.node(node).and_then(|it| it.next), |id| axis.node(*id)?.next)
                    .collect()
            }
            _ => axis.children(node).collect(),
        };
        let mut nodes = Vec::new();
        let panel = axis.node(node).map(|it| it.panel);
        for brother in brothers {
            let Some(it) = axis.node(brother) else { continue };
            let is_passed_over = it.nonadditive || !is_number(brother) || Some(it.panel) != panel;
            let is_total = it.is_total || (cx.scope.is_cell && self.adds_up(table, side, brother, cx));
            if !is_passed_over && (word == TermWord::Parts || !is_total) {
                axis.counted(brother, &mut nodes);
            }
        }
        Some(nodes.into_iter().map(Choice::Node).collect())
    }
}

impl Builder<'_> {
    /// Is the cell of a brother itself a total by its own formula: `= sum(above)`?
    fn adds_up(&self, table: &Table<'_>, side: Side, brother: NodeId, cx: &Cx) -> bool {
        let cell = match side {
            Side::Rows => cx.site.column.and_then(|column| table.cell(brother, column)),
            Side::Columns => cx.site.row.and_then(|row| table.cell(row, brother)),
        };
        let figure = cell.and_then(|cell| self.m.fact(cell)).and_then(|fact| fact.figure);
        let mut adds = false;
        if let Some(expr) = figure.and_then(|figure| figure.expr.as_ref()) {
            crate::totals::refs(expr, &mut |reference| {
                adds |= reference.selectors.is_none()
                    && crate::totals::is_side_word(reference.path.span.of(self.text(FileId::REPORT)));
            });
        }
        adds
    }
}

/// Is it a set and nothing else: `bodies.*`?
fn is_bare_set(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Ref(Ref { path, selectors: None, .. }) => {
            path.steps.last().is_some_and(|step| step.kind == StepKind::Star)
        }
        _ => false,
    }
}
