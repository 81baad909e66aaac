//! How many independent rules would notice if a figure were wrong.

use crossfoot_syntax::words::RelOp;
use rustc_hash::FxHashSet;

use crate::{
    graph::{Op, Outcome},
    report::*,
};

/// For each fact the number of equalities that hold it fast: formulas, ties and rules with one `=` that can be
/// checked and that do not give the fact its value. Inequalities and hedges only fence a figure in, so they do
/// not count, and an equality over the same figures as another one counts once.
pub fn count(model: &Model<'_>) -> Vec<u32> {
    let mut guards = vec![0; model.facts.len()];
    let mut seen: FxHashSet<Vec<Op>> = FxHashSet::default();
    let constraints = model.graph.constraints.iter().zip(&model.graph.outcomes);
    for (id, (constraint, outcome)) in (0..).map(ConstraintId).zip(constraints) {
        if !matches!(
            outcome,
            Outcome::Agrees | Outcome::WithinRounding | Outcome::Differs | Outcome::Explained(_)
        ) {
            continue;
        }
        let ops = model.graph.ops_of(constraint);
        let is_share = ops.last() == Some(&Op::Share);
        if constraint.right.is_none() || !(is_share || ops.last() == Some(&Op::Compare(RelOp::Eq))) {
            continue;
        }
        // What is computed agrees with what computes it, whatever the figures are.
        if model.graph.computes(id).is_some() || hedged(model, constraint.target) {
            continue;
        }
        let mut shape = ops.to_vec();
        shape.sort_unstable_by_key(|op| match op {
            Op::Fact(fact) => fact.0,
            _ => u32::MAX,
        });
        if !seen.insert(shape) {
            continue;
        }
        let mut reads: Vec<FactId> = model.graph.reads(constraint).collect();
        if is_share {
            reads.truncate(1);
        }
        see_through(model, &mut reads);
        reads.sort_unstable();
        reads.dedup();
        for fact in reads {
            if let Some(count) = guards.get_mut(fact.at()) {
                *count += 1;
            }
        }
    }
    guards
}

/// Puts what a computed fact was computed from beside it: that is what a constraint over it guards.
pub fn see_through(model: &Model<'_>, reads: &mut Vec<FactId>) {
    if !reads.iter().any(|fact| model.graph.computed_by.contains_key(fact)) {
        return;
    }
    let mut at = 0;
    let mut seen: FxHashSet<FactId> = reads.iter().copied().collect();
    while let Some(fact) = reads.get(at).copied() {
        at += 1;
        let by = model.graph.computed_by.get(&fact).and_then(|by| model.graph.constraints.get(by.at()));
        for read in by.into_iter().flat_map(|by| model.graph.reads(by)) {
            if seen.insert(read) {
                reads.push(read);
            }
        }
    }
}

/// Does a figure say *about*, *nearly*, *over*?
fn hedged(model: &Model<'_>, fact: Option<FactId>) -> bool {
    let figure = fact.and_then(|fact| model.fact(fact)).and_then(|fact| fact.figure);
    figure.and_then(|figure| figure.value.as_ref()).is_some_and(|value| match &value.form {
        crossfoot_syntax::ast::Form::Number(number) => number.hedge.is_some(),
        crossfoot_syntax::ast::Form::Bound(..) => true,
        _ => false,
    })
}
