//! Rules that each hold alone because figures are rounded, but cannot all hold at once (R4 of the figures page).

use crossfoot_figure::{Exact, Feasible, Interval, Quantity, Row, feasible};
use rustc_hash::FxHashMap;

use crate::{
    build::Builder,
    graph::{Aggregate, Constraint, Op, Outcome},
    problem::ProblemKind,
    report::*,
    value::Val,
};

/// Larger groups are left alone: so many figures are never rounded independently of each other in a report.
const MOST_FIGURES: usize = 64;
const MOST_RULES: usize = 64;

/// Looks at each group of rules that share rounded figures.
pub(crate) fn judge(builder: &mut Builder<'_>) {
    let model = &builder.m;
    if !model.graph.outcomes.contains(&Outcome::WithinRounding) {
        return;
    }
    let forms: Vec<(ConstraintId, Form)> = (0u32..)
        .zip(model.graph.constraints.iter().zip(&model.graph.outcomes))
        .filter(|(_, (_, outcome))| matches!(outcome, Outcome::Agrees | Outcome::WithinRounding))
        .filter_map(|(at, (constraint, _))| Some((ConstraintId(at), linear(model, constraint)?)))
        .collect();
    for group in groups(&forms) {
        let rules: Vec<ConstraintId> = group.iter().filter_map(|at| Some(forms.get(*at)?.0)).collect();
        let is_rounded =
            rules.iter().any(|id| model.graph.outcomes.get(id.at()) == Some(&Outcome::WithinRounding));
        if !is_rounded || rules.len() < 2 || rules.len() > MOST_RULES {
            continue;
        }
        let members: Vec<&Form> = group.iter().filter_map(|at| Some(&forms.get(*at)?.1)).collect();
        if together(&builder.m, &members) == Feasible::No {
            let place = rules.first().and_then(|id| crate::solve::place_of(&builder.m, *id));
            if let Some(place) = place {
                builder.problem(place, ProblemKind::RoundingTogether { constraints: rules });
            }
            return;
        }
    }
}

/// Σ aᵢxᵢ = 0 over facts, in base units, with what is exact gathered in a constant.
struct Form {
    terms: Vec<(FactId, Exact)>,
    constant: Exact,
}

/// Constraints that share a rounded figure, directly or through others.
fn groups(forms: &[(ConstraintId, Form)]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..forms.len()).collect();
    let mut first_with: FxHashMap<FactId, usize> = FxHashMap::default();
    for (at, (_, form)) in forms.iter().enumerate() {
        for (fact, _) in &form.terms {
            let other = *first_with.entry(*fact).or_insert(at);
            let (a, b) = (find(&leader, at), find(&leader, other));
            if let Some(slot) = leader.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); forms.len()];
    for at in 0..forms.len() {
        if let Some(group) = groups.get_mut(find(&leader, at)) {
            group.push(at);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn find(leader: &[usize], mut at: usize) -> usize {
    while let Some(up) = leader.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    at
}

fn together(model: &Model<'_>, forms: &[&Form]) -> Feasible {
    let mut columns: FxHashMap<FactId, usize> = FxHashMap::default();
    let mut intervals: Vec<Interval> = Vec::new();
    let mut rows = Vec::with_capacity(forms.len());
    for form in forms {
        let mut terms = Vec::with_capacity(form.terms.len());
        for (fact, factor) in &form.terms {
            let Val::Number(number) = model.value(*fact) else { return Feasible::Unknown };
            let column = *columns.entry(*fact).or_insert_with(|| {
                intervals.push(number.range);
                intervals.len() - 1
            });
            terms.push((column, *factor));
        }
        rows.push(Row { terms, sum: Interval::point(form.constant.neg()) });
    }
    if intervals.len() > MOST_FIGURES { Feasible::Unknown } else { feasible(&intervals, &rows) }
}

/// A constraint as a linear form over its rounded figures; `None` if it is no linear equality.
fn linear(model: &Model<'_>, constraint: &Constraint) -> Option<Form> {
    let ops = model.graph.ops_of(constraint);
    let (Op::Compare(crossfoot_syntax::words::RelOp::Eq), ops) = ops.split_last()? else { return None };
    let mut stack: Vec<Form> = Vec::new();
    let mut has_unit = None;
    for op in ops {
        let form = match op {
            Op::Fact(fact) => {
                let Val::Number(number) = model.value(*fact) else { return None };
                // One without a unit takes the scale of what it meets: it is no form in base units.
                let its = number.unit.id().is_some();
                if *has_unit.get_or_insert(its) != its {
                    return None;
                }
                if number.range.is_point() {
                    Form { terms: Vec::new(), constant: number.value }
                } else {
                    Form { terms: vec![(*fact, Exact::ONE)], constant: Exact::ZERO }
                }
            }
            // A bare number takes the scale of what it meets; only 0 is the same in all.
            Op::Number(at) => {
                let number: &Quantity = model.graph.constants.get(*at as usize)?;
                number.value.is_zero().then_some(Form { terms: Vec::new(), constant: Exact::ZERO })?
            }
            Op::Neg => stack.pop()?.times(Exact::ONE.neg())?,
            Op::Add | Op::Sub => {
                let right = stack.pop()?;
                let right = if *op == Op::Sub { right.times(Exact::ONE.neg())? } else { right };
                stack.pop()?.plus(right)?
            }
            Op::Aggregate(Aggregate::Sum, count) => {
                let from = stack.len().checked_sub(*count as usize)?;
                let mut sum = Form { terms: Vec::new(), constant: Exact::ZERO };
                for form in stack.split_off(from) {
                    sum = sum.plus(form)?;
                }
                sum
            }
            _ => return None,
        };
        stack.push(form);
    }
    let right = stack.pop()?.times(Exact::ONE.neg())?;
    let form = stack.pop()?.plus(right)?;
    (!form.terms.is_empty()).then_some(form)
}

impl Form {
    fn times(mut self, by: Exact) -> Option<Self> {
        for (_, factor) in &mut self.terms {
            *factor = factor.mul(by).ok()?;
        }
        self.constant = self.constant.mul(by).ok()?;
        Some(self)
    }

    fn plus(mut self, other: Self) -> Option<Self> {
        for (fact, factor) in other.terms {
            match self.terms.iter_mut().find(|(it, _)| *it == fact) {
                Some((_, sum)) => *sum = sum.add(factor).ok()?,
                None => self.terms.push((fact, factor)),
            }
        }
        self.constant = self.constant.add(other.constant).ok()?;
        Some(self)
    }
}
