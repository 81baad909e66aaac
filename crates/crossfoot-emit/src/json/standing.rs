//! What becomes of each fact in the constraints that read it.

use crossfoot_model::{Constraint, FactId, Model, Op, Outcome, StatementKind};
use crossfoot_syntax::words::RelOp;
use schemars::JsonSchema;
use serde::Serialize;

/// What becomes of a fact in the constraints that read it. Constraints are named by their numbers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Standing {
    /// Whether it agrees with what the report says elsewhere.
    pub outcome: FactOutcome,
    /// The constraints that read it and hold. One that gives a fact its value is not among them: it cannot but hold.
    pub vouched_by: Vec<u32>,
    /// The constraints that read it and do not hold, explained or not.
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
    /// No constraint that applies reads it, but for one that gives it its value.
    #[default]
    Unchecked,
    /// Constraints read it, and of none can it be told whether it holds.
    NotCheckable,
    /// Some constraint that reads it holds, and all do of which it can be told.
    Agrees,
    /// A constraint that reads it does not hold, and of all such somebody says why.
    Explained,
    /// A constraint that reads it does not hold, and nobody says why.
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
        let computes =
            constraint.target.filter(|it| model.graph.computed_by.get(it).is_some_and(|by| by.0 == id));
        if let Some(computed) = computes {
            if let Some(standing) = standings.get_mut(computed.at()) {
                standing.computed_by = Some(id);
            }
            continue;
        }
        for fact in model.graph.reads(constraint) {
            if let Some(standing) = standings.get_mut(fact.at()) {
                standing.read(id, outcome);
            }
        }
    }
    standings
}

impl Standing {
    /// A constraint reads the fact.
    fn read(&mut self, id: u32, outcome: &Outcome) {
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
