//! Works out what is to be computed, then what every constraint comes to.

use crossfoot_figure::{Class, Exact, QUnit};
use crossfoot_source::{FileId, Place};
use crossfoot_syntax::words::RelOp;
use rustc_hash::FxHashMap;

use crate::{
    build::Builder,
    evaluate::{Evaluator, Trouble},
    explain,
    graph::{Aggregate, Constraint, Op, Outcome},
    problem::ProblemKind,
    report::*,
    statement::StatementKind,
    value::{Val, Verdict, Why},
};

/// Computes and judges; the outcomes are then in the graph.
pub(crate) fn solve(builder: &mut Builder<'_>) {
    let candidates = candidates(&builder.m);
    compute(builder, &candidates);
    judge(builder);
    settle_computed(builder, &candidates);
    crate::remarks::remark(builder);
    crate::together::judge(builder);
    not_opened(builder);
}

/// For each fact that is to be computed, the constraints that say what it is, the nearest first:
/// its own, its row's, its column's, its table's, a rule that has it alone on the left.
fn candidates(model: &Model<'_>) -> FxHashMap<FactId, Vec<ConstraintId>> {
    let mut candidates: FxHashMap<FactId, Vec<(u8, ConstraintId)>> = FxHashMap::default();
    for (at, constraint) in (0u32..).zip(&model.graph.constraints) {
        let Some(target) = constraint.target else { continue };
        if model.fact(target).is_none_or(|fact| fact.given != Given::Computed) {
            continue;
        }
        let rank = match model.statements.get(constraint.statement.at()).map(|statement| statement.kind) {
            Some(StatementKind::CellFormula(_) | StatementKind::Tie(_)) => 0,
            Some(StatementKind::Formula(crate::problem::Side::Rows, _)) => 1,
            Some(StatementKind::Formula(crate::problem::Side::Columns, _)) => 2,
            Some(StatementKind::TableFormula) => 3,
            Some(StatementKind::Check) => 4,
            None => continue,
        };
        candidates.entry(target).or_default().push((rank, ConstraintId(at)));
    }
    candidates
        .into_iter()
        .map(|(fact, mut list)| {
            list.sort_unstable();
            (fact, list.into_iter().map(|(_, id)| id).collect())
        })
        .collect()
}

/// A fact on the way to being computed: which candidate is tried, and which of its reads come next.
struct Step {
    fact: FactId,
    candidate: usize,
    read: usize,
}

/// Computes facts in the order of what they read; what depends on itself has no value.
fn compute(builder: &mut Builder<'_>, candidates: &FxHashMap<FactId, Vec<ConstraintId>>) {
    let mut facts: Vec<FactId> = candidates.keys().copied().collect();
    facts.sort_unstable();
    let mut done: FxHashMap<FactId, bool> = FxHashMap::default();
    let mut in_cycle: Vec<FactId> = Vec::new();
    for fact in facts {
        if done.contains_key(&fact) {
            continue;
        }
        let mut steps = vec![Step { fact, candidate: 0, read: 0 }];
        done.insert(fact, false);
        while let Some(step) = steps.last_mut() {
            let list = candidates.get(&step.fact).map(Vec::as_slice).unwrap_or_default();
            let Some(id) = list.get(step.candidate).copied() else {
                // Nothing that says what it is can be worked out: it is as absent as what the first one lacks.
                let value = list.first().map_or(Val::Unusable, |first| try_compute(builder, *first));
                let value = match value {
                    Val::Unusable => Val::Unusable,
                    Val::Undefined => Val::Undefined,
                    Val::Absent(why) => Val::Absent(why),
                    _ => Val::Absent(Why::NotThere),
                };
                finish(builder, step.fact, value, None);
                done.insert(step.fact, true);
                steps.pop();
                continue;
            };
            let next = next_read(builder, id, step, candidates);
            match next {
                Some(read) => match done.get(&read) {
                    Some(true) => {}
                    Some(false) => {
                        // It is being computed further down: everything between depends on itself.
                        let from = steps.iter().position(|step| step.fact == read).unwrap_or(0);
                        let cycle: Vec<FactId> =
                            steps.get(from..).unwrap_or_default().iter().map(|step| step.fact).collect();
                        for fact in &cycle {
                            finish(builder, *fact, Val::Unusable, None);
                            done.insert(*fact, true);
                        }
                        steps.truncate(from);
                        if let Some(place) =
                            cycle.first().and_then(|fact| builder.m.fact(*fact)).map(|fact| fact.place)
                        {
                            builder.problem(place, ProblemKind::Cycle { facts: cycle.clone() });
                        }
                        in_cycle.extend(cycle);
                    }
                    None => {
                        done.insert(read, false);
                        steps.push(Step { fact: read, candidate: 0, read: 0 });
                    }
                },
                None => {
                    let value = try_compute(builder, id);
                    let fact = step.fact;
                    match value {
                        Val::Absent(_) | Val::Undefined | Val::Unusable => {
                            step.candidate += 1;
                            step.read = 0;
                        }
                        value => {
                            finish(builder, fact, value, Some(id));
                            done.insert(fact, true);
                            steps.pop();
                        }
                    }
                }
            }
        }
    }
}

/// The next fact to be computed that a candidate reads.
fn next_read(
    builder: &Builder<'_>,
    id: ConstraintId,
    step: &mut Step,
    candidates: &FxHashMap<FactId, Vec<ConstraintId>>,
) -> Option<FactId> {
    let constraint = builder.m.graph.constraints.get(id.at())?;
    let right = constraint.right?..constraint.ops.end;
    let when = constraint.when.clone().unwrap_or(0..0);
    let ops = builder.m.graph.range(&when).iter().chain(builder.m.graph.range(&right));
    for op in ops.skip(step.read) {
        step.read += 1;
        if let Op::Fact(fact) = op
            && candidates.contains_key(fact)
        {
            return Some(*fact);
        }
    }
    None
}

/// What the right side of a constraint comes to, if the constraint applies.
pub(crate) fn try_compute(builder: &Builder<'_>, id: ConstraintId) -> Val {
    let graph = &builder.m.graph;
    let Some(constraint) = graph.constraints.get(id.at()) else { return Val::Unusable };
    let Some(right) = constraint.right else { return Val::Unusable };
    let mut evaluator = Evaluator::new(&builder.m);
    if let Some(when) = &constraint.when {
        match evaluator.run(graph.range(when)) {
            Val::Truth(Verdict::Agrees | Verdict::WithinRounding) => {}
            Val::Truth(Verdict::NotCheckable(why)) | Val::Absent(why) => return Val::Absent(why),
            _ => return Val::Absent(Why::NotThere),
        }
    }
    // Without the comparison at the end.
    let ops = right..constraint.ops.end.saturating_sub(1);
    evaluator.run(graph.range(&ops))
}

fn finish(builder: &mut Builder<'_>, fact: FactId, value: Val, by: Option<ConstraintId>) {
    let unit = builder.m.fact(fact).and_then(|fact| fact.unit);
    let value = match (value, unit) {
        (Val::Number(number), Some(unit)) => {
            number.taking_unit(unit, &builder.m.units).map_or(value, Val::Number)
        }
        (value, _) => value,
    };
    let (decimals, grouped) = by.map_or((0, false), |by| looks(&builder.m, by));
    builder.m.values.set(fact, value);
    if let Some(fact) = builder.m.facts.get_mut(fact.at()) {
        fact.decimals = fact.decimals.max(decimals);
        fact.grouped |= grouped;
    }
    if let Some(by) = by {
        builder.m.graph.computed_by.insert(fact, by);
    }
}

/// How what a constraint computes is printed: with the most decimals of the figures that it reads, and with
/// thousands marks if one of them has such.
fn looks(model: &Model<'_>, id: ConstraintId) -> (u8, bool) {
    let constraint = model.graph.constraints.get(id.at());
    let reads = constraint.into_iter().flat_map(|constraint| model.graph.reads(constraint));
    let facts = reads.filter_map(|fact| model.fact(fact));
    facts.fold((0, false), |(decimals, grouped), fact| (decimals.max(fact.decimals), grouped || fact.grouped))
}

/// Every constraint, with the figures as they now are.
fn judge(builder: &mut Builder<'_>) {
    let mut outcomes = Vec::with_capacity(builder.m.graph.constraints.len());
    let mut troubles = Vec::new();
    let graph = &builder.m.graph;
    let mut evaluator = Evaluator::new(&builder.m);
    for (at, constraint) in (0u32..).zip(&graph.constraints) {
        let outcome = judge_one(&mut evaluator, constraint);
        if let Some(trouble) = evaluator.trouble.take() {
            troubles.push((ConstraintId(at), trouble));
        }
        outcomes.push(outcome);
    }
    builder.m.graph.outcomes = outcomes;
    for (id, trouble) in troubles {
        let Some(statement) = statement_of(&builder.m, id) else { continue };
        // What is wrong is what is stated, wherever the author can see that; a tie is seen at its figure.
        let is_own = statement.file == FileId::REPORT && !matches!(statement.kind, StatementKind::Tie(_));
        let place = if is_own { None } else { place_of(&builder.m, id) };
        let place = place.unwrap_or_else(|| statement.place());
        let kind = match trouble {
            Trouble::Clash(left, right) => ProblemKind::UnitClash { constraint: id, left, right },
            Trouble::Overflow => ProblemKind::Overflow { constraint: Some(id) },
            Trouble::Kind => ProblemKind::NotARule,
        };
        builder.problem_once(place, kind);
    }
    explain::explain(builder);
    crate::render::messages(builder);
}

pub(crate) fn judge_one(evaluator: &mut Evaluator<'_>, constraint: &Constraint) -> Outcome {
    let graph = &evaluator.model.graph;
    if let Some(when) = &constraint.when {
        match evaluator.run(graph.range(when)) {
            Val::Truth(Verdict::Agrees | Verdict::WithinRounding) => {}
            // A condition that cannot be told, like one that is false.
            _ => {
                evaluator.trouble = None;
                return Outcome::DoesNotApply;
            }
        }
    }
    match evaluator.run(graph.ops_of(constraint)) {
        Val::Truth(Verdict::Agrees) => Outcome::Agrees,
        Val::Truth(Verdict::WithinRounding) if is_two_shares(evaluator.model, graph.ops_of(constraint)) => {
            Outcome::Differs
        }
        Val::Truth(Verdict::WithinRounding) => Outcome::WithinRounding,
        Val::Truth(Verdict::Differs) => Outcome::Differs,
        Val::Truth(Verdict::DoesNotApply) | Val::NotApplicable { .. } | Val::Text => Outcome::DoesNotApply,
        Val::Truth(Verdict::NotCheckable(why)) | Val::Absent(why) => Outcome::NotCheckable(why),
        Val::Undefined => Outcome::NotCheckable(Why::Undefined),
        Val::Unusable => Outcome::NotCheckable(Why::Unusable),
        Val::Number(_) | Val::Date(_) | Val::Label(_) => {
            evaluator.trouble = Some(Trouble::Kind);
            Outcome::NotCheckable(Why::Unusable)
        }
    }
}

/// Is it that two shares make up the whole? Of two, rounding moves one up as far as the other down, so that what
/// is printed must make 100 (R6); of three and more it need not.
fn is_two_shares(model: &Model<'_>, ops: &[Op]) -> bool {
    let (one, other, whole) = match ops {
        [
            Op::Fact(one),
            Op::Fact(other),
            Op::Add | Op::Aggregate(Aggregate::Sum, 2),
            whole,
            Op::Compare(RelOp::Eq),
        ]
        | [
            whole,
            Op::Fact(one),
            Op::Fact(other),
            Op::Add | Op::Aggregate(Aggregate::Sum, 2),
            Op::Compare(RelOp::Eq),
        ] => (*one, *other, *whole),
        _ => return false,
    };
    let whole = match whole {
        Op::Fact(fact) => model.value(fact),
        Op::Number(at) => model.graph.constants.get(at as usize).copied().map_or(Val::Unusable, Val::Number),
        _ => return false,
    };
    let is_share = |fact: FactId| {
        model.fact(fact).and_then(|fact| fact.unit).is_some_and(|unit| model.units.class(unit) == Class::Rate)
    };
    let same_decimals =
        model.fact(one).map(|fact| fact.decimals) == model.fact(other).map(|fact| fact.decimals);
    // 100 %, or 100 without a unit beside the two.
    let is_whole = matches!(whole, Val::Number(it) if it.value == Exact::ONE || (it.unit == QUnit::Bare && it.value == Exact::from_int(100)));
    is_share(one) && is_share(other) && same_decimals && is_whole
}

/// `=` that nothing says what it is.
fn settle_computed(builder: &mut Builder<'_>, candidates: &FxHashMap<FactId, Vec<ConstraintId>>) {
    if !builder.is_report() {
        return;
    }
    for at in 0..builder.m.facts.len() {
        let id = FactId(at as u32);
        let Some(fact) = builder.m.fact(id) else { continue };
        if fact.given != Given::Computed || candidates.contains_key(&id) {
            continue;
        }
        let place = fact.place;
        // A formula that is there but could not be read has its own finding.
        let has_own = fact.figure.is_some_and(|figure| figure.expr.is_some());
        builder.m.values.set(id, Val::Unusable);
        if !has_own && place.file == FileId::REPORT {
            builder.problem_once(place, ProblemKind::NoFormula { fact: id });
        }
    }
}

/// One quiet remark, where the first file is named that is not opened.
fn not_opened(builder: &mut Builder<'_>) {
    let Some((first, others)) = builder.not_opened.split_first() else { return };
    let (first, others) = (*first, others.iter().map(|span| Place::report(*span)).collect());
    let lacks = |outcome: &&Outcome| matches!(outcome, Outcome::NotCheckable(Why::NotOpened));
    let constraints = builder.m.graph.outcomes.iter().filter(lacks).count() as u32;
    builder.problem(Place::report(first), ProblemKind::NotOpened { others, constraints });
}

/// What states a constraint.
pub fn statement_of<'m, 'a>(
    model: &'m Model<'a>,
    id: ConstraintId,
) -> Option<&'m crate::statement::Statement<'a>> {
    let constraint = model.graph.constraints.get(id.at())?;
    model.statements.get(constraint.statement.at())
}

/// Where the author sees a constraint: at its target, else at the first figure of the report that it reads.
pub fn place_of(model: &Model<'_>, id: ConstraintId) -> Option<Place> {
    let constraint = model.graph.constraints.get(id.at())?;
    let target = constraint.target.into_iter().chain(model.graph.reads(constraint));
    target.filter_map(|fact| Some(model.fact(fact)?.place)).find(|place| place.file == FileId::REPORT)
}
