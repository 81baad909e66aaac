//! What holds, and is yet worth a remark: a hedge that says too little, a tolerance that finds nothing.

use crossfoot_figure::{Exact, understates};
use crossfoot_syntax::{
    ast::Form,
    words::{Hedge, RelOp},
};

use crate::{
    build::Builder,
    evaluate::Evaluator,
    graph::{Aggregate, Constraint, Op, Outcome},
    problem::ProblemKind,
    report::*,
    statement::StatementKind,
    value::Val,
};

/// Looks through the constraints that hold.
pub(crate) fn remark(builder: &mut Builder<'_>) {
    let mut remarks = Vec::new();
    for (at, (constraint, outcome)) in
        (0u32..).zip(builder.m.graph.constraints.iter().zip(&builder.m.graph.outcomes))
    {
        let id = ConstraintId(at);
        let Some(statement) = builder.m.statements.get(constraint.statement.at()) else { continue };
        let remark = match (statement.kind, outcome) {
            (StatementKind::Tie(fact), Outcome::Agrees | Outcome::WithinRounding)
                if says_too_little(&builder.m, fact, constraint) =>
            {
                ProblemKind::HedgeUnderstates { constraint: id }
            }
            (StatementKind::Formula(..) | StatementKind::Check, Outcome::WithinRounding)
                if is_weak(&builder.m, constraint) =>
            {
                ProblemKind::WeakTolerance { constraint: id }
            }
            _ => continue,
        };
        remarks.push((id, remark));
    }
    for (id, remark) in remarks {
        if let Some(place) = crate::solve::place_of(&builder.m, id) {
            builder.problem(place, remark);
        }
    }
}

/// The right side of a constraint as it is worked out.
fn right(model: &Model<'_>, constraint: &Constraint) -> Option<Val> {
    let ops = constraint.right?..constraint.ops.end.saturating_sub(1);
    Some(Evaluator::new(model).run(model.graph.range(&ops)))
}

/// 超 N, though it is N and more than its last place over.
fn says_too_little(model: &Model<'_>, fact: FactId, constraint: &Constraint) -> bool {
    let figure = model.fact(fact).and_then(|fact| fact.figure);
    let Some(value) = figure.and_then(|figure| figure.value.as_ref()) else { return false };
    let Form::Number(number) = &value.form else { return false };
    let (Some(hedge @ Hedge::Over), Val::Number(stated)) = (number.hedge, model.value(fact)) else {
        return false;
    };
    let Some(Val::Number(x)) = right(model, constraint) else { return false };
    // Without a unit the figure is in the unit of what it is tied to. Scales are powers of ten, so that the last
    // place of a number is where it was.
    let scale =
        x.unit.id().filter(|_| stated.unit.id().is_none()).map_or(Exact::ONE, |unit| model.units.scale(unit));
    x.value.div(scale).is_ok_and(|x| x.is_some_and(|x| understates(hedge, stated.value, x)))
}

/// Does an equality of sums hold only because rounding excuses more than 1 % of the total?
fn is_weak(model: &Model<'_>, constraint: &Constraint) -> bool {
    let ops = model.graph.ops_of(constraint);
    let is_sum = ops.iter().any(|op| matches!(op, Op::Add | Op::Sub | Op::Aggregate(Aggregate::Sum, _)));
    if !is_sum || ops.last() != Some(&Op::Compare(RelOp::Eq)) {
        return false;
    }
    let left = constraint.ops.start..constraint.right.unwrap_or(constraint.ops.start);
    let left = Evaluator::new(model).run(model.graph.range(&left));
    match (left, right(model, constraint)) {
        (Val::Number(left), Some(Val::Number(right))) => left.is_weak_beside(&right, &model.units),
        _ => false,
    }
}
