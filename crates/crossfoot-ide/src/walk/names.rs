//! References in expressions: what each step of a path stands for.

use std::borrow::Cow;

use crossfoot_model::{DimensionId, Found, LabelId, Named, NodeId, Side, TableId, axis_of, label};
use crossfoot_source::{Place, Span};
use crossfoot_syntax::{
    ast::{Expr, ExprKind, Path, Ref, Step, StepKind},
    words::Function,
};

use super::{Scope, Walk};
use crate::target::{Role, Target};

impl<'a> Walk<'_, 'a> {
    pub(super) fn expr(&mut self, expr: &'a Expr, scope: Scope<'_>) {
        match &expr.kind {
            ExprKind::Ref(reference) => self.reference(reference, scope),
            ExprKind::Neg(a) | ExprKind::Not(a) => self.expr(a, scope),
            ExprKind::Is { operand, .. } => self.expr(operand, scope),
            ExprKind::Arith(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => {
                self.expr(a, scope);
                self.expr(b, scope);
            }
            ExprKind::Compare { first, rest, within } => {
                let operands = || std::iter::once(first.as_ref()).chain(rest.iter().map(|(_, it)| it));
                let scope = Scope { field: operands().find_map(|it| self.field_of(it)), ..scope };
                operands().for_each(|it| self.expr(it, scope));
                if let Some(within) = within {
                    self.expr(within, scope);
                }
            }
            ExprKind::In(a, options) => {
                let scope = Scope { field: self.field_of(a), ..scope };
                self.expr(a, scope);
                options.iter().for_each(|it| self.expr(it, scope));
            }
            ExprKind::Call(Function::Mentions, args) => {
                if let Some(ExprKind::Ref(section)) = args.first().map(|arg| &arg.kind)
                    && let Some(step) = section.path.steps.first()
                    && let Some(target) = self.section(step.span.of(self.text))
                {
                    self.put(step.span, target, Role::Uses);
                }
            }
            ExprKind::Call(_, args) => args.iter().for_each(|arg| self.expr(arg, scope)),
            ExprKind::Hole => self.hole(expr.span),
            ExprKind::Number | ExprKind::NotApplicable => {}
        }
    }

    /// The field that an operand names: beside it its choices may be named.
    fn field_of(&self, operand: &Expr) -> Option<u32> {
        let ExprKind::Ref(Ref { path, selectors: None, .. }) = &operand.kind else { return None };
        match self.named(path.span)? {
            Named::Field(at) => Some(at),
            _ => None,
        }
    }

    fn section(&self, words: &str) -> Option<Target<'a>> {
        let section = self.model.sections.iter().find(|it| label::same(&it.words, words))?;
        Some(Target::Section(match section.template {
            Some(official) => Place::template(official.span),
            None => Place::report(section.heading.span),
        }))
    }

    pub(super) fn reference(&mut self, reference: &'a Ref, scope: Scope<'_>) {
        let Some(selectors) = &reference.selectors else { return self.path(&reference.path, scope) };
        let path = &reference.path;
        let Some(id) = self.model.table_by_path(self.file, path) else { return };
        let outer = self.before_table(path);
        if let (Some(first), Some(last)) = (path.steps.get(outer), path.steps.last()) {
            let span = if path.steps.len() == outer + 1 { first.span } else { first.span.to(last.span) };
            self.put(span, Target::Table(id), Role::Uses);
        }
        let of = Scope { panel: scope.panel.filter(|_| scope.table == Some(id)), ..scope };
        let row = selectors.first().and_then(|path| self.steps(id, Side::Rows, &path.steps, of));
        let column = match selectors.get(1) {
            Some(path) => self.steps(id, Side::Columns, &path.steps, of),
            None => row.and_then(|row| self.only_column(id, row)),
        };
        if outer == 0
            && let Some(fact) =
                row.zip(column).and_then(|(row, column)| self.model.table(id)?.cell(row, column))
        {
            self.put(reference.span, Target::Figure(fact), Role::Uses);
        }
    }

    /// How many steps of a path stand before the table's name: `prior`, or an import and a body.
    fn before_table(&mut self, path: &'a Path) -> usize {
        if self.model.starts_with_prior(path, self.file) {
            return 1;
        }
        let Some(import) = self.model.import_of(path, self.file) else { return 0 };
        if let Some(first) = path.steps.first() {
            self.put(first.span, Target::Dimension(import), Role::Uses);
        }
        let body = path.steps.get(1).and_then(|body| Some((body.span, self.member(import, body)?)));
        match body {
            Some((span, target)) => {
                self.put(span, target, Role::Uses);
                2
            }
            None if path.steps.get(1).is_some_and(|step| step.kind == StepKind::Star) => 2,
            None => 1,
        }
    }

    fn member(&self, id: DimensionId, step: &Step) -> Option<Target<'a>> {
        let name = label::name(step.span.of(self.text));
        let members = &self.model.dimensions.get(id.at())?.members;
        let labelled = |at: LabelId| self.model.labels.get(at.at()).map(|it| it.label.as_ref());
        let at = members.iter().position(|it| it.name == name || labelled(it.label) == Some(&*name))?;
        Some(Target::Member(id, at as u32))
    }

    fn only_column(&self, id: TableId, row: NodeId) -> Option<NodeId> {
        let table = self.model.table(id)?;
        let mut columns = table.columns.slots_of(table.rows.node(row)?.panel);
        columns.next().filter(|_| columns.next().is_none()).map(|(id, _)| id)
    }

    /// A path without brackets.
    pub(super) fn path(&mut self, path: &'a Path, scope: Scope<'_>) {
        if let [step] = path.steps.as_slice()
            && let Some(choice) = scope.field.and_then(|field| self.choice(field, step.span.of(self.text)))
        {
            return self.put(step.span, Target::Choice(choice), Role::Uses);
        }
        if self.model.import_of(path, self.file).is_some() {
            self.before_table(path);
            return;
        }
        if let Some((table, side)) = scope.table.zip(scope.bare) {
            let outer = usize::from(self.model.starts_with_prior(path, self.file));
            let steps = path.steps.get(outer..).unwrap_or_default();
            let is_set = steps.iter().any(|step| step.kind == StepKind::Star);
            let is_bound = steps.len() > 1 && steps.first().is_some_and(|it| self.bound(it, scope).is_some());
            if self.steps(table, side, steps, scope).is_some() || is_set || is_bound {
                return;
            }
        }
        let whole = match path.steps.as_slice() {
            [step] => step.span,
            [first, star] if star.kind == StepKind::Star => first.span,
            _ => path.span,
        };
        if let Some(named) = self.named(whole) {
            self.put(whole, Target::named(named), Role::Uses);
        }
    }

    /// Steps that lead to a row or column: each shown with what it stands for. The row or column, if it is one and
    /// always the same.
    fn steps(&mut self, table: TableId, side: Side, steps: &'a [Step], scope: Scope<'_>) -> Option<NodeId> {
        let star = steps.iter().position(|step| step.kind == StepKind::Star);
        let before = steps.get(..star.unwrap_or(steps.len())).unwrap_or_default();
        let mut names = Vec::new();
        let mut is_fixed = star.is_none();
        for step in before {
            match self.bound(step, scope) {
                Some(id) => {
                    is_fixed = false;
                    names.extend(
                        self.model.dimensions.get(id.at())?.members.first().map(|it| it.name.clone()),
                    );
                }
                None => names.push(label::name(step.span.of(self.text))),
            }
        }
        let found = self.look_up(table, side, before, &names, scope);
        if let Some(star) = star {
            // What stands behind the star is found beneath the first of the set.
            let behind = steps.get(star + 1..).unwrap_or_default();
            let set = before.first().filter(|_| before.len() == 1);
            let set = set.and_then(|step| Some((step.span, self.dimension_of(step)?)));
            let first = match (set, &found) {
                (Some((span, id)), _) => {
                    self.put(span, Target::Dimension(id), Role::Uses);
                    self.model.dimensions.get(id.at())?.members.first().map(|it| it.name.clone())
                }
                (None, Found::Node(node)) => {
                    self.show(table, side, before, *node, scope);
                    let axis = axis_of(self.model.table(table)?, side);
                    axis.children(*node).next().and_then(|id| Some(axis.node(id)?.name.clone()))
                }
                _ => None,
            };
            let mut names: Vec<Cow<'a, str>> = first.into_iter().collect();
            names.extend(behind.iter().map(|step| label::name(step.span.of(self.text))));
            if let (false, Found::Node(node)) =
                (behind.is_empty(), self.look_up(table, side, behind, &names, scope))
            {
                self.show(table, side, behind, node, scope);
            }
            return None;
        }
        let Found::Node(node) = found else { return None };
        self.show(table, side, before, node, scope);
        is_fixed.then_some(node)
    }

    fn look_up(
        &self,
        table: TableId,
        side: Side,
        steps: &[Step],
        names: &[Cow<'a, str>],
        scope: Scope<'_>,
    ) -> Found {
        let names: Vec<&str> = names.iter().map(Cow::as_ref).collect();
        let typed = match steps {
            [step] => step.span.of(self.text),
            [first, .., last] => first.span.to(last.span).of(self.text),
            [] => return Found::Nothing,
        };
        self.model.node_named(table, side, &names, typed, scope.panel)
    }

    /// Shows what the steps that led to a node stand for: the last one for it, those before for its ancestors.
    fn show(&mut self, table: TableId, side: Side, steps: &'a [Step], node: NodeId, scope: Scope<'_>) {
        let Some(it) = self.model.table(table) else { return };
        let axis = axis_of(it, side);
        let mut above = axis.ancestors(node);
        let Some((last, before)) = steps.split_last() else { return };
        let names_it = |id: NodeId, span: Span| {
            axis.node(id).is_some_and(|node| node.name == label::name(span.of(self.text)))
        };
        let whole = steps.first().map_or(last.span, |first| first.span.to(last.span));
        let last_names = names_it(node, last.span) || self.bound(last, scope).is_some();
        if !last_names && steps.len() > 1 {
            // The path is the label as a whole.
            return self.put(whole, Target::node(self.model, table, side, node), Role::Uses);
        }
        let target = Target::node(self.model, table, side, node);
        let mut shown = vec![(last.span, self.bound(last, scope).map_or(target, Target::Dimension))];
        above.next();
        for step in before.iter().rev() {
            let target = match self.dimension_of(step) {
                Some(id) => Some(Target::Dimension(id)),
                None => match above.find(|id| names_it(*id, step.span)) {
                    Some(id) => Some(Target::node(self.model, table, side, id)),
                    None => it
                        .panels
                        .iter()
                        .position(|panel| label::same(&panel.label, step.span.of(self.text)))
                        .map(|at| Target::Panel(table, at as u32)),
                },
            };
            shown.extend(target.map(|target| (step.span, target)));
        }
        for (span, target) in shown {
            self.put(span, target, Role::Uses);
        }
    }

    /// The dimension that a rule is repeated over and that a step names: it stands for the current member.
    fn bound(&self, step: &Step, scope: Scope<'_>) -> Option<DimensionId> {
        self.dimension_of(step).filter(|id| scope.each.contains(id))
    }

    fn dimension_of(&self, step: &Step) -> Option<DimensionId> {
        match self.named(step.span).filter(|_| step.kind == StepKind::Word)? {
            Named::Dimension(id) => Some(id),
            _ => None,
        }
    }
}
