//! A statement at each of the places where it must hold.
//!
//! It is lowered once; elsewhere its operations are copied, with the cells of the other row or column.

use crossfoot_syntax::{
    ast::{Expr, ExprKind},
    words::RelOp,
};

use super::Builder;
use crate::{
    graph::{Constraint, Op, Site},
    lower::Cx,
    problem::Side,
    report::*,
};

/// A constraint as it was lowered first, with what in it depends on its row or column.
pub(super) struct Pattern {
    first: Constraint,
    /// Operations that are a cell of this row (column) in the column (row) of the site.
    relative: Vec<(u32, NodeId)>,
    side: Option<Side>,
}

impl<'a> Builder<'a> {
    /// `fact = expr` at a site.
    pub(super) fn equality(
        &mut self,
        statement: StatementId,
        fact: FactId,
        expr: &'a Expr,
        site: Site,
        pattern: &mut Option<Pattern>,
    ) {
        if matches!(expr.kind, ExprKind::Hole) || self.repeat(pattern.as_ref(), Some(fact), &site) {
            return;
        }
        let start = self.next_op();
        let mut cx = Cx::new(self.scope(statement), &site);
        self.m.graph.ops.push(Op::Fact(fact));
        self.lower_right(expr, RelOp::Eq, &mut cx);
        let constraint = Constraint {
            statement,
            ops: start..self.next_op(),
            right: Some(start + 1),
            target: Some(fact),
            site,
            when: None,
        };
        *pattern = self.constrain(constraint, cx);
    }

    /// A rule at a site.
    pub(super) fn check_at(
        &mut self,
        statement: StatementId,
        expr: &'a Expr,
        when: Option<&'a Expr>,
        site: Site,
        pattern: &mut Option<Pattern>,
    ) {
        if self.repeat(pattern.as_ref(), None, &site) {
            return;
        }
        let mut cx = Cx::new(self.scope(statement), &site);
        let when = when.map(|when| {
            let start = self.next_op();
            self.lower(when, &mut cx);
            start..self.next_op()
        });
        let start = self.next_op();
        let (right, target) = match &expr.kind {
            ExprKind::Compare { first, rest, within } if let [(op, second)] = rest.as_slice() => {
                cx.choices_of(self, [first.as_ref(), second]);
                self.lower(first, &mut cx);
                let right = self.next_op();
                let alone = match self.m.graph.ops.get(start as usize..) {
                    Some([Op::Fact(fact)]) if *op == RelOp::Eq && within.is_none() => Some(*fact),
                    _ => None,
                };
                match within {
                    Some(within) => {
                        self.lower(second, &mut cx);
                        self.lower(within, &mut cx);
                        self.m.graph.ops.push(Op::CompareWithin(*op));
                    }
                    None => self.lower_right(second, *op, &mut cx),
                }
                (Some(right), alone)
            }
            _ => {
                self.lower(expr, &mut cx);
                (None, None)
            }
        };
        let constraint = Constraint { statement, ops: start..self.next_op(), right, target, site, when };
        *pattern = self.constrain(constraint, cx);
    }

    /// Takes in a constraint that has been lowered; gives the pattern of it, if it may be repeated.
    fn constrain(&mut self, constraint: Constraint, cx: Cx) -> Option<Pattern> {
        if cx.wrong_panel {
            // There is no such place in the panel.
            let start = constraint.when.as_ref().map_or(constraint.ops.start, |when| when.start);
            self.m.graph.ops.truncate(start as usize);
            return None;
        }
        let may_repeat = !cx.uses_site && constraint.site.members.is_empty();
        let pattern = may_repeat.then(|| Pattern {
            first: constraint.clone(),
            relative: cx.relative,
            side: cx.scope.bare,
        });
        self.m.graph.constraints.push(constraint);
        pattern
    }

    /// The constraint of a pattern at another site. Nothing is done where that is not to be had so.
    fn repeat(&mut self, pattern: Option<&Pattern>, target: Option<FactId>, site: &Site) -> bool {
        let Some(Pattern { first, relative, side }) = pattern else { return false };
        let start = first.when.as_ref().map_or(first.ops.start, |when| when.start);
        let base = self.m.graph.ops.len();
        let shift = |at: u32| at - start + base as u32;
        let Some(table) = site.table.and_then(|id| self.m.tables.get(id.at())) else { return false };
        let ops = &mut self.m.graph.ops;
        ops.extend_from_within(start as usize..first.ops.end as usize);
        for (at, node) in relative {
            let cell = match side {
                Some(Side::Rows) => site.column.and_then(|column| table.cell(*node, column)),
                _ => site.row.and_then(|row| table.cell(row, *node)),
            };
            match (cell, ops.get_mut(shift(*at) as usize)) {
                (Some(cell), Some(op)) => *op = Op::Fact(cell),
                _ => {
                    ops.truncate(base);
                    return false;
                }
            }
        }
        let left = ops.get_mut(shift(first.ops.start) as usize);
        if let (Some(target), Some(left)) = (target, left) {
            *left = Op::Fact(target);
        }
        let alone = match ops.get(shift(first.ops.start) as usize) {
            Some(Op::Fact(fact)) => Some(*fact),
            _ => None,
        };
        let constraint = Constraint {
            statement: first.statement,
            ops: shift(first.ops.start)..shift(first.ops.end),
            right: first.right.map(shift),
            target: first.target.and(alone),
            site: site.clone(),
            when: first.when.as_ref().map(|when| shift(when.start)..shift(when.end)),
        };
        self.m.graph.constraints.push(constraint);
        true
    }

    fn next_op(&self) -> u32 {
        self.m.graph.ops.len() as u32
    }
}
