//! What must hold, and what came of it.

use crossfoot_model::{
    Constraint as ModelConstraint, Explanation, FactId, Model, Outcome as ModelOutcome,
    StatementKind as ModelKind,
};
use crossfoot_source::Place;
use serde::Serialize;

use super::{
    position::{Files, Source},
    table::{path, table_name},
    value::Why,
};

/// A formula, a tie or a rule, as it is written. Its number is its place in the list of statements.
#[derive(Clone, Debug, Serialize)]
pub struct Statement<'m> {
    /// Its number.
    pub id: u32,
    /// What it is.
    pub kind: StatementKind,
    /// The name by which it can be quoted; empty for a formula without one.
    pub name: &'m str,
    /// What it says, as typed.
    pub text: &'m str,
    /// Under what condition, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<&'m str>,
    /// The table that it is for.
    pub table: Option<&'m str>,
    /// Where it is written.
    pub source: Source,
}

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct Constraint<'m> {
    /// Its number.
    pub id: u32,
    /// What states it, by its number.
    pub statement: u32,
    /// For which row, column and members.
    #[serde(skip_serializing_if = "Site::is_everywhere")]
    pub site: Site<'m>,
    /// The fact alone on its left, which it works out if that is left to it.
    pub target: Option<u32>,
    /// Does it give the target its value?
    pub computes: bool,
    /// The facts that it reads, each once, in their order in it.
    pub reads: Vec<u32>,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// For which row, column and members a constraint stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Site<'m> {
    /// The table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<&'m str>,
    /// The names from the outermost heading to the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Vec<&'m str>>,
    /// The names from the outermost heading to the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Vec<&'m str>>,
    /// The members, in the order of `for each`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member<'m>>,
}

impl Site<'_> {
    fn is_everywhere(&self) -> bool {
        self.table.is_none() && self.row.is_none() && self.column.is_none() && self.members.is_empty()
    }
}

/// A member of a dimension.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Member<'m> {
    /// The dimension's name.
    pub dimension: &'m str,
    /// The member's name.
    pub name: &'m str,
}

/// What came of a constraint.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It holds.
    Agrees,
    /// It holds because figures are rounded.
    WithinRounding,
    /// It does not hold.
    Differs,
    /// It does not hold, and somebody says why.
    Explained {
        /// Who.
        by: ExplainedBy,
        /// Where.
        explanation: Source,
    },
    /// Its condition is false, or what it speaks of does not exist.
    DoesNotApply,
    /// It cannot be told.
    NotCheckable {
        /// Why.
        why: Why,
    },
}

/// Who says why a constraint does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
            table: it.table.map(|table| table_name(model, table)),
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
        let computes =
            it.target.and_then(|target| model.graph.computed_by.get(&target)).is_some_and(|by| by.0 == id);
        Constraint {
            id,
            statement: it.statement.0,
            site: site(model, it),
            target: it.target.map(|fact| fact.0),
            computes,
            reads,
            outcome: match *outcome {
                ModelOutcome::Agrees => Outcome::Agrees,
                ModelOutcome::WithinRounding => Outcome::WithinRounding,
                ModelOutcome::Differs => Outcome::Differs,
                ModelOutcome::Explained(Explanation::Note(place)) => {
                    Outcome::Explained { by: ExplainedBy::Note, explanation: files.source(place) }
                }
                ModelOutcome::Explained(Explanation::Allow(place)) => {
                    Outcome::Explained { by: ExplainedBy::Allow, explanation: files.source(place) }
                }
                ModelOutcome::DoesNotApply => Outcome::DoesNotApply,
                ModelOutcome::NotCheckable(why) => Outcome::NotCheckable { why: why.into() },
            },
        }
    });
    constraints.collect()
}

fn site<'m>(model: &'m Model<'_>, constraint: &ModelConstraint) -> Site<'m> {
    let site = &constraint.site;
    let table = site.table.and_then(|table| model.table(table));
    let members = site.members.iter().filter_map(|(dimension, member)| {
        let dimension = model.dimensions.get(dimension.at())?;
        Some(Member { dimension: &dimension.name, name: &dimension.members.get(*member as usize)?.name })
    });
    Site {
        table: table.map(|table| table.name.as_ref()),
        row: table.and_then(|table| Some(path(&table.rows, site.row?))),
        column: table.and_then(|table| Some(path(&table.columns, site.column?))),
        members: members.collect(),
    }
}
