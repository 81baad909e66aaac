//! What becomes of each fact in the constraints that rest on it.

use crossfoot_model::{Constraint, ConstraintId, FactId, Model, Op, Outcome, StatementKind, guard};
use crossfoot_syntax::words::RelOp;
use schemars::JsonSchema;
use serde::Serialize;

/// What becomes of a fact in the constraints that rest on it: those that read it, or read a fact that is computed from
/// it. Constraints are named by their numbers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Standing {
    /// Whether it agrees with what the report says elsewhere.
    pub outcome: FactOutcome,
    /// The constraints that rest on it and hold. One that gives a fact its value is not among them: it cannot but hold.
    pub vouched_by: Vec<u32>,
    /// The constraints that rest on it and do not hold, explained or not.
    pub disputed_by: Vec<u32>,
    /// The constraint that gives it its value; null where it is stated, or is not to be had.
    pub computed_by: Option<u32>,
    /// For a figure in prose that says what it is the figure of: the constraint that says so; else null.
    pub tied_by: Option<u32>,
    /// For a figure in prose that says again what another fact says (`{23 courses = table[row, column]}`): that fact;
    /// else null.
    pub repeats: Option<u32>,
}

/// Whether a fact agrees with what the report says elsewhere: of several constraints the worst decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactOutcome {
    /// No constraint that applies rests on it.
    #[default]
    Unchecked,
    /// Constraints rest on it, and of none can it be told whether it holds.
    NotCheckable,
    /// Some constraint that rests on it holds, and all do of which it can be told.
    Agrees,
    /// A constraint that rests on it does not hold, and of all such somebody says why.
    Explained,
    /// A constraint that rests on it does not hold, and nobody says why.
    Differs,
}

/// The standing of every fact.
pub(crate) fn standings(model: &Model<'_>) -> Vec<Standing> {
    let mut standings = vec![Standing::default(); model.facts.len()];
    for (id, (constraint, outcome)) in (0u32..).zip(model.graph.constraints.iter().zip(&model.graph.outcomes))
    {
        if let Some((standing, repeats)) =
            tied(model, constraint).and_then(|(fact, of)| Some((standings.get_mut(fact.at())?, of)))
        {
            standing.tied_by = Some(id);
            standing.repeats = repeats.map(|fact| fact.0);
        }
        if let Some(computed) = model.graph.computes(ConstraintId(id)) {
            if let Some(standing) = standings.get_mut(computed.at()) {
                standing.computed_by = Some(id);
            }
            continue;
        }
        let mut reads: Vec<FactId> = model.graph.reads(constraint).collect();
        guard::see_through(model, &mut reads);
        for fact in reads {
            if let Some(standing) = standings.get_mut(fact.at()) {
                standing.borne(id, outcome);
            }
        }
    }
    standings
}

impl Standing {
    /// A constraint rests on the fact.
    fn borne(&mut self, id: u32, outcome: &Outcome) {
        let (outcome, list) = match outcome {
            Outcome::Agrees | Outcome::WithinRounding => (FactOutcome::Agrees, Some(&mut self.vouched_by)),
            Outcome::Differs => (FactOutcome::Differs, Some(&mut self.disputed_by)),
            Outcome::Explained(_) => (FactOutcome::Explained, Some(&mut self.disputed_by)),
            Outcome::NotCheckable(_) => (FactOutcome::NotCheckable, None),
            Outcome::DoesNotApply => return,
        };
        self.outcome = self.outcome.max(outcome);
        // One that names the fact twice reads it once.
        if let Some(list) = list.filter(|list| list.last() != Some(&id)) {
            list.push(id);
        }
    }
}

/// The figure in prose that a constraint is the tie of, and the fact whose figure it says again.
fn tied(model: &Model<'_>, constraint: &Constraint) -> Option<(FactId, Option<FactId>)> {
    let StatementKind::Tie(fact) = model.statements.get(constraint.statement.at())?.kind else { return None };
    let right = constraint.right.unwrap_or(constraint.ops.end)..constraint.ops.end;
    match model.graph.range(&right) {
        [Op::Fact(of), Op::Compare(RelOp::Eq)] => Some((fact, Some(*of))),
        _ => Some((fact, None)),
    }
}
