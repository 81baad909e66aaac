//! What every rule looks at: the model, and the constraints that do not hold.

use crossfoot_model::{
    Constraint, ConstraintId, Model, Op, Outcome, Problem, ProblemKind, Sought, Statement, StatementKind,
};
use crossfoot_source::{Message, Place, Rule, Severity};
use crossfoot_syntax::{ast::Form, fault::FaultKind, words::SeverityWord};

use crate::{found::Found, wording};

/// What every rule looks at.
pub(crate) struct Context<'m, 'a> {
    pub model: &'m Model<'a>,
    /// What does not hold, in the order of the constraints.
    pub broken: Vec<Broken<'m, 'a>>,
    /// The template was not found: most of what the report says cannot be understood.
    pub template_is_missing: bool,
    /// A blank line or the mark of a conflict cuts lines off from their table: they are not missing.
    pub has_gap: bool,
}

/// A constraint that does not hold.
#[derive(Clone, Copy)]
pub(crate) struct Broken<'m, 'a> {
    pub id: ConstraintId,
    pub constraint: &'m Constraint,
    pub statement: &'m Statement<'a>,
    pub kind: Kind,
    pub severity: Severity,
}

/// Which rule speaks of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A row's formula.
    Down,
    /// A column's formula.
    Across,
    /// A formula of a cell or of a whole table.
    Formula,
    /// `@check`.
    Rule,
    /// A figure in prose.
    Tie,
    /// The same, said with a hedge.
    Hedge,
    /// A rate that no whole number of cases gives.
    Share,
}

impl<'m, 'a> Context<'m, 'a> {
    /// Of the whole model.
    pub fn new(model: &'m Model<'a>) -> Self {
        Self::of(model, (0..model.graph.outcomes.len() as u32).map(ConstraintId))
    }

    /// Of some of its constraints, in order.
    pub fn of(model: &'m Model<'a>, constraints: impl Iterator<Item = ConstraintId>) -> Self {
        let template_is_missing = model
            .problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::UnknownName { sought: Sought::Template, .. }));
        let broken = constraints
            .filter(|id| model.graph.outcomes.get(id.at()) == Some(&Outcome::Differs))
            .filter_map(|id| {
                let constraint = model.graph.constraints.get(id.at())?;
                let statement = model.statements.get(constraint.statement.at())?;
                let kind = kind(model, constraint, statement);
                let severity = severity(model, statement)?;
                Some(Broken { id, constraint, statement, kind, severity })
            })
            .collect();
        let has_gap = model
            .report
            .tree
            .faults
            .iter()
            .any(|fault| matches!(fault.kind, FaultKind::Gap | FaultKind::Conflict));
        Self { model, broken, template_is_missing, has_gap }
    }

    /// What could not be resolved. Without its template next to nothing in a report can be: then it is only that.
    pub fn problems(&self) -> impl Iterator<Item = &'m Problem> {
        let only_template = self.template_is_missing;
        self.model.problems.iter().filter(move |problem| {
            !only_template
                || matches!(problem.kind, ProblemKind::UnknownName { sought: Sought::Template, .. })
        })
    }

    /// The broken constraints that one rule speaks of.
    pub fn broken(&self, kind: Kind) -> impl Iterator<Item = Broken<'m, 'a>> {
        self.broken.iter().copied().filter(move |broken| broken.kind == kind)
    }

    /// What the report merely lacks: a hint as long as it is a draft.
    pub fn lacking(&self, rule: &'static Rule, place: Place, message: Message) -> Found {
        let severity = if self.model.head.is_final { rule.severity } else { Severity::Hint };
        Found::new(rule, place, message).severity(severity)
    }

    /// What is typed at a place, short enough to be quoted.
    pub fn typed(&self, place: Place) -> String {
        wording::short(self.model.text(place))
    }
}

fn kind(model: &Model<'_>, constraint: &Constraint, statement: &Statement<'_>) -> Kind {
    if model.graph.ops_of(constraint).last() == Some(&Op::Share) {
        return Kind::Share;
    }
    match statement.kind {
        StatementKind::Formula(crossfoot_model::Side::Rows, _) => Kind::Down,
        StatementKind::Formula(crossfoot_model::Side::Columns, _) => Kind::Across,
        StatementKind::TableFormula | StatementKind::CellFormula(_) => Kind::Formula,
        StatementKind::Check => Kind::Rule,
        StatementKind::Tie(fact) => {
            let figure = model.fact(fact).and_then(|fact| fact.figure);
            let is_hedged =
                figure.and_then(|figure| figure.value.as_ref()).is_some_and(|value| match &value.form {
                    Form::Number(number) => number.hedge.is_some(),
                    Form::Bound(..) => true,
                    _ => false,
                });
            if is_hedged { Kind::Hedge } else { Kind::Tie }
        }
    }
}

/// How bad a breach is; `None` if it is none.
fn severity(model: &Model<'_>, statement: &Statement<'_>) -> Option<Severity> {
    let in_draft = statement.draft_severity.filter(|_| !model.head.is_final);
    match in_draft.or(statement.severity) {
        None | Some(SeverityWord::Error) => Some(Severity::Error),
        Some(SeverityWord::Warning) => Some(Severity::Warning),
        Some(SeverityWord::Hint) => Some(Severity::Hint),
        Some(SeverityWord::Off) => None,
    }
}
