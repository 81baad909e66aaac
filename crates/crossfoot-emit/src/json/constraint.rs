//! What must hold, and what came of it.

use crossfoot_model::{
    Constraint as ModelConstraint, ConstraintId, Explanation as ModelExplanation, FactId, Model,
    Outcome as ModelOutcome, StatementKind as ModelKind,
};
use crossfoot_source::Place;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    formula::formula,
    position::{Files, Source},
    table::path,
    value::Why,
};

/// A formula, a tie or a rule, as it is written. Its number is its place in the list of statements.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Statement<'m> {
    /// Its number.
    pub id: u32,
    /// What it is.
    pub kind: StatementKind,
    /// The name by which it can be quoted; empty for a formula or a tie without one.
    pub name: &'m str,
    /// What it says, as typed.
    pub text: &'m str,
    /// Under what condition, as typed; null for always.
    pub when: Option<&'m str>,
    /// The table that it stands in, by its number; null where it stands in none.
    pub table: Option<u32>,
    /// Where it is written.
    pub source: Source,
}

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// The formula of a row (it holds in every column) or of a column (in every row).
    Formula,
    /// The formula of a whole table.
    TableFormula,
    /// The formula of a cell.
    CellFormula,
    /// A figure in prose that says what it is the figure of.
    Tie,
    /// A rule.
    Check,
}

/// A statement at one place: for one row, one column, one member, one figure. Its number is its place in the list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Constraint<'m> {
    /// Its number.
    pub id: u32,
    /// What states it, by its number.
    pub statement: u32,
    /// For which row, column and members.
    pub site: Site<'m>,
    /// What it says of which facts, in plain arithmetic: in `#10 = #14 + #18`, `#10` is the fact of that number, its
    /// value times the scale of its unit. `growth(a, b)` is a / b - 1, `share(n)` some whole number out of n,
    /// `days(a, b)` the days from a to b, `a else b` is b where there is no a, and `?` is what is not to be had.
    pub formula: String,
    /// The fact alone on its left, which it works out if that is left to it; null where no fact stands there alone.
    pub target: Option<u32>,
    /// Does it give the target its value? Then it vouches for nothing: it holds whatever the figures are.
    pub computes: bool,
    /// The facts that it reads, each once, in their order in it.
    pub reads: Vec<u32>,
    /// What came of it.
    pub outcome: Outcome,
    /// Who says why, where it is explained; else null.
    pub explanation: Option<Explanation>,
    /// Why, where it is not checkable; else null.
    pub why: Option<Why>,
}

/// For which row, column and members a constraint stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Site<'m> {
    /// The table over whose rows or columns it is repeated, by its number; null where it is repeated over none.
    pub table: Option<u32>,
    /// The names from the outermost heading to the row; null where it is not repeated over rows.
    pub row: Option<Vec<&'m str>>,
    /// The names from the outermost heading to the column; null where it is not repeated over columns.
    pub column: Option<Vec<&'m str>>,
    /// The members of dimensions, in the order in which it is repeated over them.
    pub members: Vec<Member<'m>>,
}

/// A member of a dimension.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Member<'m> {
    /// The dimension's name.
    pub dimension: &'m str,
    /// The member's name.
    pub name: &'m str,
}

/// What came of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It holds.
    Agrees,
    /// It holds because figures are rounded.
    WithinRounding,
    /// It does not hold.
    Differs,
    /// It does not hold, and somebody says why.
    Explained,
    /// Its condition is false, or what it speaks of does not exist.
    DoesNotApply,
    /// It cannot be told.
    NotCheckable,
}

/// Why a constraint may not hold.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// Who says so.
    pub by: ExplainedBy,
    /// Where.
    pub source: Source,
}

/// Who says why a constraint does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExplainedBy {
    /// A note, which is published.
    Note,
    /// `@allow`, for the reviewer.
    Allow,
}

/// All statements.
pub(crate) fn statements<'m>(model: &'m Model<'_>, files: &Files<'_>) -> Vec<Statement<'m>> {
    let statements = (0u32..).zip(&model.statements).map(|(id, it)| {
        let text = |span| model.text(Place { file: it.file, span });
        Statement {
            id,
            kind: match it.kind {
                ModelKind::Formula(..) => StatementKind::Formula,
                ModelKind::TableFormula => StatementKind::TableFormula,
                ModelKind::CellFormula(_) => StatementKind::CellFormula,
                ModelKind::Tie(_) => StatementKind::Tie,
                ModelKind::Check => StatementKind::Check,
            },
            name: &it.name,
            text: text(it.expr.span),
            when: it.when.map(|when| text(when.span)),
            table: it.table.map(|table| table.0),
            source: files.source(it.place()),
        }
    });
    statements.collect()
}

/// All constraints with their outcomes.
pub(crate) fn constraints<'m>(model: &'m Model<'_>, files: &Files<'_>) -> Vec<Constraint<'m>> {
    // For each fact the constraint that was last seen to read it.
    let mut seen = vec![u32::MAX; model.facts.len()];
    let pairs = model.graph.constraints.iter().zip(&model.graph.outcomes);
    let constraints = (0u32..).zip(pairs).map(|(id, (it, outcome))| {
        let is_new =
            |fact: &FactId| seen.get_mut(fact.at()).is_some_and(|last| std::mem::replace(last, id) != id);
        let reads = model.graph.reads(it).filter(is_new).map(|fact| fact.0).collect();
        Constraint {
            id,
            statement: it.statement.0,
            site: site(model, it),
            formula: formula(model, model.graph.ops_of(it)),
            target: it.target.map(|fact| fact.0),
            computes: model.graph.computes(ConstraintId(id)).is_some(),
            reads,
            outcome: outcome.into(),
            explanation: match outcome {
                ModelOutcome::Explained(explanation) => Some(explained(*explanation, files)),
                _ => None,
            },
            why: match outcome {
                ModelOutcome::NotCheckable(why) => Some((*why).into()),
                _ => None,
            },
        }
    });
    constraints.collect()
}

impl From<&ModelOutcome> for Outcome {
    fn from(outcome: &ModelOutcome) -> Self {
        match outcome {
            ModelOutcome::Agrees => Self::Agrees,
            ModelOutcome::WithinRounding => Self::WithinRounding,
            ModelOutcome::Differs => Self::Differs,
            ModelOutcome::Explained(_) => Self::Explained,
            ModelOutcome::DoesNotApply => Self::DoesNotApply,
            ModelOutcome::NotCheckable(_) => Self::NotCheckable,
        }
    }
}

fn explained(explanation: ModelExplanation, files: &Files<'_>) -> Explanation {
    let (by, place) = match explanation {
        ModelExplanation::Note(place) => (ExplainedBy::Note, place),
        ModelExplanation::Allow(place) => (ExplainedBy::Allow, place),
    };
    Explanation { by, source: files.source(place) }
}

fn site<'m>(model: &'m Model<'_>, constraint: &ModelConstraint) -> Site<'m> {
    let site = &constraint.site;
    let table = site.table.and_then(|table| model.table(table));
    let members = site.members.iter().filter_map(|(dimension, member)| {
        let dimension = model.dimensions.get(dimension.at())?;
        Some(Member { dimension: &dimension.name, name: &dimension.members.get(*member as usize)?.name })
    });
    Site {
        table: site.table.map(|table| table.0),
        row: table.and_then(|table| Some(path(&table.rows, site.row?))),
        column: table.and_then(|table| Some(path(&table.columns, site.column?))),
        members: members.collect(),
    }
}
