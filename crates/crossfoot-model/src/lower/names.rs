//! From a reference, at one place, to a fact.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Path, Ref, StepKind},
    words::{TermWord, term},
};

use super::{Choice, Cx, SetKey, pick::Pick};
use crate::{
    build::{Builder, axis_of},
    graph::{Known, Op, Site},
    label,
    lookup::Found,
    names::Named,
    problem::{ProblemKind, Side, Sought},
    report::*,
    value::Why,
};

impl<'a> Builder<'a> {
    pub(super) fn lower_ref(&mut self, reference: &'a Ref, cx: &mut Cx) {
        match &reference.selectors {
            Some(selectors) => self.lower_cell(reference, selectors, cx),
            None => self.lower_name(reference, cx),
        }
    }

    /// `T[row, column]`, `prior.T[row, column]`, `bodies.甲镇.T[row, column]`.
    fn lower_cell(&mut self, reference: &'a Ref, selectors: &'a [Path], cx: &mut Cx) {
        let file = cx.scope.file;
        let place = Place { file, span: reference.path.span };
        let of_prior = self.m.starts_with_prior(&reference.path, file);
        let import = self.m.import_of(&reference.path, file);
        let Some(id) = self.m.table_by_path(file, &reference.path) else {
            let names = self.m.tables.iter().map(|table| table.name.as_ref());
            let nearest = label::nearest(reference.path.span.of(self.text(file)), names).map(str::to_owned);
            self.problem_once(place, ProblemKind::UnknownName { sought: Sought::Table, nearest });
            return self.push(Op::Unusable);
        };
        let row = selectors.first().map_or(Pick::Unknown, |path| self.pick(id, Side::Rows, path, cx));
        let column = match (selectors.get(1), row) {
            (Some(path), _) => self.pick(id, Side::Columns, path, cx),
            (None, Pick::Node(row)) => match self.only_column(id, row) {
                Some(column) => Pick::Node(column),
                None => {
                    let place = Place { file, span: reference.span };
                    self.problem_once(
                        place,
                        ProblemKind::UnknownName { sought: Sought::Column, nearest: None },
                    );
                    Pick::Unknown
                }
            },
            (None, row) => row,
        };
        if let Some(import) = import {
            if self.is_body_unknown(import, reference, place) {
                return self.push(Op::Unusable);
            }
            return self.push_import(import);
        }
        let op = match (row, column) {
            (Pick::Unknown, _) | (_, Pick::Unknown) => Op::Unusable,
            (Pick::Node(row), Pick::Node(column)) if of_prior => self.prior_cell(id, row, column),
            (Pick::Node(row), Pick::Node(column)) => self.cell_op(id, row, column),
            (Pick::NotOpened, _) | (_, Pick::NotOpened) => Op::Absent(Why::NotOpened),
            _ if of_prior => Op::Absent(self.why_no_prior()),
            _ => Op::Absent(Why::NotThere),
        };
        self.push(op);
    }

    fn cell_op(&self, id: TableId, row: NodeId, column: NodeId) -> Op {
        let Some(table) = self.m.table(id) else { return Op::Unusable };
        if table.from.is_some() {
            return Op::Absent(Why::NotOpened);
        }
        table.cell(row, column).map_or(Op::Absent(Why::NotThere), Op::Fact)
    }

    fn prior_cell(&self, id: TableId, row: NodeId, column: NodeId) -> Op {
        match self.prior_cells.get(&(id, row, column)) {
            Some(fact) => Op::Fact(*fact),
            None => Op::Absent(self.why_no_prior()),
        }
    }

    fn why_no_prior(&self) -> Why {
        if self.prior_is_file { Why::NotOpened } else { Why::NoPrior }
    }

    /// A path without brackets.
    fn lower_name(&mut self, reference: &'a Ref, cx: &mut Cx) {
        let file = cx.scope.file;
        let path = &reference.path;
        let place = Place { file, span: reference.span };
        let Some(first) = path.steps.first() else { return self.push(Op::Unusable) };
        let text = first.span.of(self.text(file));
        let is_word = first.kind == StepKind::Word;
        let is_single = path.steps.len() == 1;
        if is_single && let Some(field) = cx.field {
            match self.choice(field, text) {
                Some(choice) => return self.push(Op::Label(choice)),
                None if !matches!(self.named(&label::name(text), file), Some(Named::Field(_))) => {
                    let names = self.choice_names(field);
                    let nearest = label::nearest(text, names.iter().map(String::as_str)).map(str::to_owned);
                    self.problem_once(place, ProblemKind::UnknownName { sought: Sought::Choice, nearest });
                    return self.push(Op::Unusable);
                }
                None => {}
            }
        }
        // A member that the rule is repeated over, by itself: it prints its label.
        if is_single && let Some((dimension, member)) = self.bound(text, cx, file) {
            return self.push_member(dimension, member);
        }
        if let Some(op) = self.lower_set_word(path, cx) {
            return self.push(op);
        }
        if let Some(import) = self.m.import_of(path, file) {
            let alone = cx.sets.iter().find_map(|(key, choice)| match (key, choice) {
                (SetKey::Import(id), Choice::Member(_, member)) if *id == import => Some(*member),
                _ => None,
            });
            return match alone.filter(|_| path.steps.len() == 2) {
                Some(member) => self.push_member(import, member),
                None => self.push_import(import),
            };
        }
        if is_word && matches!(term(text), Some(TermWord::Prior | TermWord::Last)) && !is_single {
            return self.lower_prior(path, cx);
        }
        if is_single && is_word {
            cx.uses_site |= matches!(term(text), Some(TermWord::Cell | TermWord::Row | TermWord::Column));
            match term(text) {
                Some(TermWord::Cell) if cx.site.row.is_some() && cx.site.column.is_some() => {
                    let op = self.site_cell(&cx.site);
                    return self.push(op);
                }
                Some(word @ (TermWord::Row | TermWord::Column)) => {
                    if let Some(op) = self.site_label(word, &cx.site) {
                        return self.push(op);
                    }
                }
                _ => {}
            }
        }
        if let Some((table, side)) = cx.scope.table.zip(cx.scope.bare) {
            match self.find_bare(table, side, path, cx) {
                Some(Pick::Node(node)) => {
                    let op = self.bare_cell(table, side, node, cx);
                    return self.push(op);
                }
                Some(Pick::Absent) => {
                    cx.skip = true;
                    return self.push(Op::Absent(Why::NotThere));
                }
                Some(Pick::NotOpened) => return self.push(Op::Absent(Why::NotOpened)),
                Some(Pick::Unknown) => return self.push(Op::Unusable),
                None => {}
            }
        }
        self.lower_outer_name(path, place, cx);
    }

    /// A name that no row or column answers to.
    fn lower_outer_name(&mut self, path: &'a Path, place: Place, cx: &mut Cx) {
        let file = cx.scope.file;
        let whole = match path.steps.as_slice() {
            [step] => step.span,
            _ => path.span,
        };
        let name = label::name(whole.of(self.text(file)));
        match self.named(&name, file) {
            Some(Named::Figure(fact)) => return self.push(Op::Fact(fact)),
            Some(Named::Let(at)) => return self.lower_let(at, place, cx),
            Some(Named::Field(field)) => {
                let op =
                    self.m.head.fields.get(field as usize).map_or(Op::Unusable, |field| Op::Fact(field.fact));
                return self.push(op);
            }
            Some(Named::Dimension(_) | Named::Table(_)) | None => {}
        }
        if let Some(op) = self.head_word(path, file) {
            return self.push(op);
        }
        // One of the template's rules names a figure that a report may or may not have.
        let mut names: Vec<&str> = self.m.names.keys().map(Cow::as_ref).collect();
        if let Some((table, side)) = cx.scope.table.zip(cx.scope.bare)
            && let Some(table) = self.m.table(table)
        {
            names.extend(axis_of(table, side).iter().map(|(_, node)| node.name.as_ref()));
        }
        names.sort_unstable();
        let nearest = label::nearest(&name, names).map(str::to_owned);
        self.problem_once(place, ProblemKind::UnknownName { sought: Sought::Figure, nearest });
        self.push(Op::Unusable);
    }

    /// `entity`, `period`, `period.start`, `period.end`.
    fn head_word(&mut self, path: &Path, file: FileId) -> Option<Op> {
        let (first, rest) = path.steps.split_first()?;
        let word = term(first.span.of(self.text(file)))?;
        match (word, rest) {
            (TermWord::Entity, []) => {
                let entity = self.m.head.entity.as_ref().map(|(name, _)| name.clone());
                Some(
                    entity
                        .map_or(Op::Absent(Why::NotThere), |name| Op::Label(self.label(name.clone(), name))),
                )
            }
            (TermWord::Period, []) => {
                let period: Option<Cow<'a, str>> =
                    self.m.head.period.as_ref().map(|(period, _)| Cow::Owned(period.to_string()));
                Some(
                    period
                        .map_or(Op::Absent(Why::NotThere), |name| Op::Label(self.label(name.clone(), name))),
                )
            }
            (TermWord::Period, [end]) => {
                let period = self.m.head.period.as_ref().map(|(period, _)| period);
                let day = match end.span.of(self.text(file)) {
                    "start" | "开始" | "起" => period.map(crossfoot_figure::Period::start),
                    "end" | "结束" | "止" => period.map(crossfoot_figure::Period::end),
                    _ => return None,
                };
                Some(day.map_or(Op::Absent(Why::NotThere), |day| Op::Known(Known::Date(day))))
            }
            _ => None,
        }
    }

    fn lower_let(&mut self, at: u32, place: Place, cx: &mut Cx) {
        let Some((it, file)) = self.m.lets.get(at as usize).copied() else { return self.push(Op::Unusable) };
        if cx.lets.contains(&at) || cx.lets.len() > 64 {
            self.problem_once(place, ProblemKind::Cycle { facts: Vec::new() });
            return self.push(Op::Unusable);
        }
        cx.lets.push(at);
        let mut inner = Cx::new(super::Scope { file, ..super::Scope::default() }, &Site::default());
        inner.lets = std::mem::take(&mut cx.lets);
        self.lower(&it.expr, &mut inner);
        cx.lets = inner.lets;
        cx.lets.pop();
    }

    /// `prior.x`: x at the same place a year earlier.
    fn lower_prior(&mut self, path: &'a Path, cx: &mut Cx) {
        let file = cx.scope.file;
        let rest = path.steps.get(1..).unwrap_or_default();
        cx.uses_site = true;
        let is_last = path
            .steps
            .first()
            .is_some_and(|step| term(step.span.of(self.text(file))) == Some(TermWord::Last));
        if is_last {
            let why = if self.has_last { Why::NotOpened } else { Why::NoPrior };
            return self.push(Op::Absent(why));
        }
        if let [step] = rest
            && term(step.span.of(self.text(file))) == Some(TermWord::Cell)
            && let (Some(table), Some(row), Some(column)) = (cx.site.table, cx.site.row, cx.site.column)
        {
            let op = self.prior_cell(table, row, column);
            return self.push(op);
        }
        let path = Path {
            span: Span::new(rest.first().map_or(path.span.start, |step| step.span.start), path.span.end),
            steps: rest.to_vec(),
        };
        if let Some((table, side)) = cx.scope.table.zip(cx.scope.bare)
            && let Some(Pick::Node(node)) = self.find_bare(table, side, &path, cx)
        {
            let (row, column) = match side {
                Side::Rows => (Some(node), cx.site.column),
                Side::Columns => (cx.site.row, Some(node)),
            };
            let op = match row.zip(column) {
                Some((row, column)) => self.prior_cell(table, row, column),
                None => Op::Absent(self.why_no_prior()),
            };
            return self.push(op);
        }
        let name = rest.first().map(|step| self.name(file, step.span)).unwrap_or_default();
        let op = self.prior_names.get(&name).map_or(Op::Absent(self.why_no_prior()), |fact| Op::Fact(*fact));
        self.push(op);
    }

    /// The row or column at which a word such as `above` stands, as a cell.
    fn lower_set_word(&mut self, path: &Path, cx: &mut Cx) -> Option<Op> {
        let key = self.set_of_path(path, None, cx)?;
        let SetKey::Word(word) = key else { return None };
        let choice = cx.sets.iter().rfind(|(it, _)| *it == key).map(|(_, choice)| *choice);
        let (side, _) = self.side_of(word, cx)?;
        match choice {
            Some(Choice::Node(node)) => Some(self.bare_cell(cx.scope.table?, side, node, cx)),
            _ => {
                self.problem_once(Place { file: cx.scope.file, span: path.span }, ProblemKind::OutOfPlace);
                Some(Op::Unusable)
            }
        }
    }

    fn site_cell(&self, site: &Site) -> Op {
        match (site.table, site.row, site.column) {
            (Some(table), Some(row), Some(column)) => self.cell_op(table, row, column),
            _ => Op::Unusable,
        }
    }

    fn site_label(&mut self, word: TermWord, site: &Site) -> Option<Op> {
        let table = self.m.table(site.table?)?;
        let node = match word {
            TermWord::Row => table.rows.node(site.row?)?,
            _ => table.columns.node(site.column?)?,
        };
        let (name, shown) = (node.name.clone(), node.label.clone());
        Some(Op::Label(self.label(name, shown)))
    }

    /// The cell of a bare name: in the row or column of the site.
    fn bare_cell(&self, table: TableId, side: Side, node: NodeId, cx: &mut Cx) -> Op {
        let (row, column) = match side {
            Side::Rows => (Some(node), cx.site.column),
            Side::Columns => (cx.site.row, Some(node)),
        };
        let Some((row, column)) = row.zip(column) else { return Op::Unusable };
        cx.relative.push((self.m.graph.ops.len() as u32, node));
        if let Some(it) = self.m.table(table) {
            let panel = |axis: &crate::axis::Axis<'_>, id| axis.node(id).map(|node| node.panel);
            if panel(&it.rows, row) != panel(&it.columns, column) {
                cx.wrong_panel = true;
            }
        }
        self.cell_op(table, row, column)
    }

    /// The row or column that a bare path names; `None` if it may be something else.
    fn find_bare(&mut self, table: TableId, side: Side, path: &Path, cx: &mut Cx) -> Option<Pick> {
        let first = path.steps.first()?;
        let has_star = path.steps.iter().any(|step| step.kind == StepKind::Star);
        let bound = self.bound(first.span.of(self.text(cx.scope.file)), cx, cx.scope.file).is_some();
        if has_star || bound {
            return Some(self.pick(table, side, path, cx));
        }
        match self.find(table, side, path, cx) {
            Found::Node(node) => Some(self.there(table, side, node)),
            Found::Several(all) => {
                self.ambiguous(table, side, &all, Place { file: cx.scope.file, span: path.span });
                Some(Pick::Unknown)
            }
            Found::Nothing => None,
        }
    }

    pub(super) fn there(&self, table: TableId, side: Side, node: NodeId) -> Pick {
        let axis = self.m.table(table).map(|table| axis_of(table, side));
        match axis.and_then(|axis| axis.node(node)) {
            Some(node) if node.absent => Pick::Absent,
            Some(_) => Pick::Node(node),
            None => Pick::Unknown,
        }
    }

    pub(super) fn ambiguous(&mut self, table: TableId, side: Side, all: &[NodeId], place: Place) {
        let axis = self.m.table(table).map(|table| axis_of(table, side));
        let candidates = all.iter().filter_map(|id| Some(axis?.node(*id)?.place)).collect();
        self.problem_once(place, ProblemKind::AmbiguousName { candidates });
    }

    fn push_member(&mut self, dimension: DimensionId, member: u32) {
        let label = self
            .m
            .dimensions
            .get(dimension.at())
            .and_then(|it| it.members.get(member as usize))
            .map(|it| it.label);
        self.push(label.map_or(Op::Unusable, Op::Label));
    }

    fn choice(&self, field: u32, text: &str) -> Option<LabelId> {
        let field = self.m.head.fields.get(field as usize)?;
        field.choices.iter().copied().find(|id| {
            self.m.labels.get(id.at()).is_some_and(|it| it.name == text || label::same(&it.label, text))
        })
    }

    fn choice_names(&self, field: u32) -> Vec<String> {
        let field = self.m.head.fields.get(field as usize);
        let choices = field.map(|field| field.choices.as_slice()).unwrap_or_default();
        choices.iter().filter_map(|id| Some(self.m.labels.get(id.at())?.name.to_string())).collect()
    }

    /// Does `bodies.甲镇.T[…]` name a body that is not listed?
    fn is_body_unknown(&mut self, import: DimensionId, reference: &Ref, place: Place) -> bool {
        let path = &reference.path;
        let [_, body, _, ..] = path.steps.as_slice() else { return false };
        let Some(listed) = self.m.dimensions.get(import.at()) else { return false };
        let name = label::name(body.span.of(self.text(place.file)));
        let labels = listed.members.iter().filter_map(|it| self.m.labels.get(it.label.at()));
        let names = labels.flat_map(|it| [it.name.as_ref(), it.label.as_ref()]);
        if body.kind == StepKind::Star || listed.members.is_empty() || names.clone().any(|it| it == name) {
            return false;
        }
        let nearest = label::nearest(&name, names).map(str::to_owned);
        let kind = ProblemKind::UnknownName { sought: Sought::Body, nearest };
        self.problem_once(Place { span: body.span, ..place }, kind);
        true
    }
}
