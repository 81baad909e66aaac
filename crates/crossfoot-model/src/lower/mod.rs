//! From an expression, at one place, to operations over facts.

mod names;
mod pick;
mod sets;

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Expr, ExprKind, Ref},
    words::{ArithOp, Function, RelOp},
};

use crate::{
    build::Builder,
    dimension::DimensionKind,
    graph::{Aggregate, Known, Op, Site},
    label,
    names::Named,
    problem::{ProblemKind, Side},
    report::*,
    statement::Each,
    value::Why,
};

pub(crate) use sets::{Choice, SetKey};

/// What names mean inside a statement.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    pub file: FileId,
    pub table: Option<TableId>,
    pub panel: Option<u32>,
    /// On which side of the table bare names are looked for.
    pub bare: Option<Side>,
    /// The row or column whose formula it is.
    pub node: Option<(Side, NodeId)>,
    /// It is the formula of a single cell.
    pub is_cell: bool,
    /// What `previous` steps back along.
    pub last: Option<Each>,
}

/// Where an expression is lowered.
pub(crate) struct Cx {
    pub scope: Scope,
    pub site: Site,
    /// The members that the sets of the enclosing aggregates stand at.
    pub sets: Vec<(SetKey, Choice)>,
    /// The `@let`s that are being looked into.
    pub lets: Vec<u32>,
    /// The field whose choices may be named.
    pub field: Option<u32>,
    /// A member of a set turned out not to be there: it is passed over.
    pub skip: bool,
    /// Operations that are the cell of a named row or column in the current column or row.
    pub relative: Vec<(u32, NodeId)>,
    /// Something else depends on the current row or column, too.
    pub uses_site: bool,
    /// A name is of another panel than the row or column of this site.
    pub wrong_panel: bool,
}

impl Cx {
    pub fn new(scope: Scope, site: &Site) -> Self {
        Self {
            scope,
            site: site.clone(),
            sets: Vec::new(),
            lets: Vec::new(),
            field: None,
            skip: false,
            relative: Vec::new(),
            uses_site: false,
            wrong_panel: false,
        }
    }

    /// Where one operand names a field, the others may name its choices.
    pub fn choices_of<'e>(&mut self, builder: &Builder<'_>, operands: impl IntoIterator<Item = &'e Expr>) {
        for operand in operands {
            if let ExprKind::Ref(Ref { path, selectors: None, .. }) = &operand.kind
                && let Some(Named::Field(field)) =
                    builder.named(&label::name(path.span.of(builder.text(self.scope.file))), self.scope.file)
                && builder.m.head.fields.get(field as usize).is_some_and(|field| !field.choices.is_empty())
            {
                self.field = Some(field);
            }
        }
    }
}

impl<'a> Builder<'a> {
    fn push(&mut self, op: Op) {
        self.m.graph.ops.push(op);
    }

    /// A problem in a statement: said once, however often the statement is repeated.
    pub(crate) fn problem_once(&mut self, place: Place, kind: ProblemKind) {
        if self.reported.insert((place.file, place.span)) {
            self.problem(place, kind);
        }
    }

    /// The right side of a comparison, and the comparison.
    pub(crate) fn lower_right(&mut self, expr: &'a Expr, op: RelOp, cx: &mut Cx) {
        if let ExprKind::Call(Function::Share, args) = &expr.kind
            && let [of] = args.as_slice()
        {
            self.lower(of, cx);
            self.push(Op::Share);
            return;
        }
        self.lower(expr, cx);
        self.push(Op::Compare(op));
    }

    /// Pushes the operations of an expression: together they leave one value.
    pub(crate) fn lower(&mut self, expr: &'a Expr, cx: &mut Cx) {
        match &expr.kind {
            ExprKind::Hole => self.push(Op::Unusable),
            ExprKind::Number => self.lower_number(expr.span, cx),
            ExprKind::NotApplicable => self.push(Op::NotApplicable),
            ExprKind::Ref(reference) => self.lower_ref(reference, cx),
            ExprKind::Neg(a) => self.lower_unary(a, Op::Neg, cx),
            ExprKind::Not(a) => self.lower_unary(a, Op::Not, cx),
            ExprKind::Arith(op, a, b) => {
                let op = match op {
                    ArithOp::Add => Op::Add,
                    ArithOp::Sub => Op::Sub,
                    ArithOp::Mul => Op::Mul,
                    ArithOp::Div => Op::Div,
                };
                self.lower_binary(a, b, op, cx);
            }
            ExprKind::And(a, b) => self.lower_binary(a, b, Op::And, cx),
            ExprKind::Or(a, b) => self.lower_binary(a, b, Op::Or, cx),
            ExprKind::Else(a, b) => self.lower_binary(a, b, Op::Else, cx),
            ExprKind::Compare { first, rest, within } => {
                self.lower_compare(first, rest, within.as_deref(), cx)
            }
            ExprKind::Is { operand, negated, what } => self.lower_unary(operand, Op::Is(*what, *negated), cx),
            ExprKind::In(operand, options) => {
                let outer = cx.field.take();
                cx.choices_of(self, [operand.as_ref()]);
                self.lower(operand, cx);
                for option in options {
                    self.lower(option, cx);
                }
                cx.field = outer;
                self.push(Op::In(options.len() as u32));
            }
            ExprKind::Call(function, args) => self.lower_call(*function, args, expr.span, cx),
        }
    }

    fn lower_unary(&mut self, a: &'a Expr, op: Op, cx: &mut Cx) {
        self.lower(a, cx);
        self.push(op);
    }

    fn lower_binary(&mut self, a: &'a Expr, b: &'a Expr, op: Op, cx: &mut Cx) {
        self.lower(a, cx);
        self.lower(b, cx);
        self.push(op);
    }

    /// `a <= b <= c` is `a <= b and b <= c`.
    fn lower_compare(
        &mut self,
        first: &'a Expr,
        rest: &'a [(RelOp, Expr)],
        within: Option<&'a Expr>,
        cx: &mut Cx,
    ) {
        let outer = cx.field.take();
        cx.choices_of(self, std::iter::once(first).chain(rest.iter().map(|(_, it)| it)));
        let mut left = first;
        for (at, (op, right)) in rest.iter().enumerate() {
            self.lower(left, cx);
            match within {
                Some(within) => {
                    self.lower(right, cx);
                    self.lower(within, cx);
                    self.push(Op::CompareWithin(*op));
                }
                None => self.lower_right(right, *op, cx),
            }
            if at > 0 {
                self.push(Op::And);
            }
            left = right;
        }
        cx.field = outer;
    }

    fn lower_number(&mut self, span: Span, cx: &Cx) {
        let file = cx.scope.file;
        let place = Place { file, span };
        let text = span.of(self.text(file));
        if let Some((side, table)) = cx.scope.bare.zip(cx.scope.table.and_then(|id| self.m.table(id)))
            && crate::build::axis_of(table, side).named(text).next().is_some()
        {
            self.problem_once(place, ProblemKind::NumberIsName);
        }
        match self.read_constant(file, span) {
            Ok(quantity) => {
                let at = self.m.graph.constants.len() as u32;
                self.m.graph.constants.push(quantity);
                self.push(Op::Number(at));
            }
            Err(why) => {
                self.problem_once(place, ProblemKind::Unreadable { why });
                self.push(Op::Unusable);
            }
        }
    }

    fn lower_call(&mut self, function: Function, args: &'a [Expr], span: Span, cx: &mut Cx) {
        let place = Place { file: cx.scope.file, span };
        let aggregate = match function {
            Function::Sum => Some(Aggregate::Sum),
            Function::Min => Some(Aggregate::Min),
            Function::Max => Some(Aggregate::Max),
            Function::Mean => Some(Aggregate::Mean),
            Function::Count => Some(Aggregate::Count),
            Function::Any => Some(Aggregate::Any),
            Function::All => Some(Aggregate::All),
            _ => None,
        };
        if let Some(aggregate) = aggregate {
            return self.lower_aggregate(aggregate, args, cx);
        }
        match (function, args) {
            (Function::Round, [x, places]) => self.lower_binary(x, places, Op::Round, cx),
            (Function::Abs, [x]) => self.lower_unary(x, Op::Abs, cx),
            (Function::Growth, [new, old]) => self.lower_binary(new, old, Op::Growth, cx),
            (Function::Days, [from, to]) => self.lower_binary(from, to, Op::Days, cx),
            (Function::If, [condition, x, y]) => {
                self.lower(condition, cx);
                self.lower_binary(x, y, Op::If, cx);
            }
            (Function::Previous, [x]) => self.lower_previous(x, cx),
            (Function::Exists, [x]) => self.lower_exists(x, cx),
            (Function::Mentions, [section, words]) => self.lower_mentions(section, words, cx),
            (Function::Reported, [bodies]) => self.lower_reported(bodies, cx),
            _ => {
                self.problem_once(place, ProblemKind::OutOfPlace);
                self.push(Op::Unusable);
            }
        }
    }

    /// `previous(x)`: x at the member (row, column) before; for the first there is none.
    fn lower_previous(&mut self, x: &'a Expr, cx: &mut Cx) {
        cx.uses_site = true;
        let outer = cx.site.clone();
        let before = |axis: &crate::axis::Axis<'_>, id: NodeId| {
            let slots: Vec<NodeId> = axis.slots().map(|(id, _)| id).collect();
            let at = slots.iter().position(|it| *it == id)?;
            slots.get(at.checked_sub(1)?).copied()
        };
        let table = cx.scope.table.and_then(|id| self.m.table(id));
        let stepped = match cx.scope.last {
            Some(Each::Member(dimension)) => cx
                .site
                .members
                .iter_mut()
                .rfind(|(it, _)| *it == dimension)
                .and_then(|(_, member)| Some((member.checked_sub(1)?, member)))
                .map(|(before, member)| *member = before),
            Some(Each::Row) => table
                .zip(cx.site.row)
                .and_then(|(table, row)| before(&table.rows, row))
                .map(|row| cx.site.row = Some(row)),
            Some(Each::Column) => table
                .zip(cx.site.column)
                .and_then(|(table, column)| before(&table.columns, column))
                .map(|column| cx.site.column = Some(column)),
            _ => None,
        };
        match stepped {
            Some(()) => self.lower(x, cx),
            None => self.push(Op::Nothing),
        }
        cx.site = outer;
    }

    /// `exists(T[r])`: has the report such a row?
    fn lower_exists(&mut self, x: &'a Expr, cx: &mut Cx) {
        let ExprKind::Ref(reference) = &x.kind else {
            self.problem_once(Place { file: cx.scope.file, span: x.span }, ProblemKind::OutOfPlace);
            return self.push(Op::Unusable);
        };
        let Some(table) = self.m.table_by_path(cx.scope.file, &reference.path) else {
            return self.push(Op::Unusable);
        };
        let row = reference.selectors.as_ref().and_then(|selectors| selectors.first());
        let picked = match row {
            Some(path) => self.pick(table, Side::Rows, path, cx),
            None => pick::Pick::Node(NodeId(0)),
        };
        let there = self.m.table(table).is_some_and(|it| {
            it.is_present()
                && match picked {
                    pick::Pick::Node(id) => {
                        row.is_none() || it.rows.node(id).is_some_and(|node| node.typed.is_some())
                    }
                    _ => false,
                }
        });
        match picked {
            pick::Pick::Unknown => self.push(Op::Unusable),
            _ => self.push(Op::Known(Known::Truth(there))),
        }
    }

    /// `mentions(section, "words")`: do the words stand in the section's prose?
    fn lower_mentions(&mut self, section: &'a Expr, words: &'a Expr, cx: &mut Cx) {
        let file = cx.scope.file;
        let text = |expr: &Expr| match &expr.kind {
            ExprKind::Ref(reference) => reference.path.steps.first().map(|step| step.span),
            _ => None,
        };
        let (Some(section_span), Some(words_span)) = (text(section), text(words)) else {
            self.problem_once(Place { file, span: section.span }, ProblemKind::OutOfPlace);
            return self.push(Op::Unusable);
        };
        let sought = section_span.of(self.text(file));
        let op = match self.m.sections.iter().position(|it| label::same(&it.words, sought)) {
            Some(found) => {
                let words = Cow::Borrowed(words_span.of(self.text(file)));
                Op::Mentions(found as u32, self.label(words.clone(), words))
            }
            // The template has it and the report lacks it, or nobody has it.
            None if self.sections.has(sought) => Op::Absent(Why::NotThere),
            None => {
                let kind =
                    ProblemKind::UnknownName { sought: crate::problem::Sought::Section, nearest: None };
                self.problem_once(Place { file, span: section_span }, kind);
                Op::Unusable
            }
        };
        self.push(op);
    }

    /// `reported(bodies.*)`: how many of the bodies have reported.
    fn lower_reported(&mut self, bodies: &'a Expr, cx: &mut Cx) {
        let file = cx.scope.file;
        let import = match &bodies.kind {
            ExprKind::Ref(reference) => reference.path.steps.first().and_then(|step| {
                match self.named(&label::name(step.span.of(self.text(file))), file) {
                    Some(Named::Dimension(id)) => Some(id),
                    _ => None,
                }
            }),
            _ => None,
        };
        match import {
            Some(id) => self.push_import(id),
            None => {
                self.problem_once(Place { file, span: bodies.span }, ProblemKind::OutOfPlace);
                self.push(Op::Unusable);
            }
        }
    }

    /// Does an expression name an optional import that the report does not have? Then what it says does not apply.
    pub(crate) fn names_absent_import(&self, expr: &Expr, file: FileId) -> bool {
        let mut names = false;
        crate::totals::refs(expr, &mut |reference| {
            names |= self
                .m
                .import_of(&reference.path, file)
                .and_then(|id| self.m.dimensions.get(id.at()))
                .is_some_and(|it| it.kind == DimensionKind::AbsentImport);
        });
        names
    }

    /// What another body's report says: reports of bodies are not opened.
    pub(super) fn push_import(&mut self, id: DimensionId) {
        let op = match self.m.dimensions.get(id.at()).map(|it| it.kind) {
            Some(DimensionKind::AbsentImport) => Op::Nothing,
            _ if self.not_opened.is_empty() => Op::Absent(Why::NoBodies),
            _ => Op::Absent(Why::NotOpened),
        };
        self.push(op);
    }
}
