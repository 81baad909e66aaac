//! What is said over each table: how many of the rules that stand for it hold.

use crossfoot_model::{Constraint, Home, Model, Outcome, StatementKind, TableId};
use crossfoot_source::{Lang, Span};

use crate::Snapshot;

/// A line over something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Over what: the first line of a table.
    pub span: Span,
    /// What it says.
    pub title: String,
}

/// What came of the rules of a table.
#[derive(Clone, Copy, Default)]
struct Counts {
    hold: u32,
    broken: u32,
    explained: u32,
    not_checkable: u32,
}

/// One line for every table of the open file that a rule stands for, counted as in the summary of a check.
pub fn lenses(s: &Snapshot<'_, '_>) -> Vec<Lens> {
    if !s.model.is_report() {
        return Vec::new();
    }
    let mut counts = vec![Counts::default(); s.model.tables.len()];
    for (constraint, outcome) in s.model.graph.constraints.iter().zip(&s.model.graph.outcomes) {
        let Some(count) = table_of(s.model, constraint).and_then(|table| counts.get_mut(table.at())) else {
            continue;
        };
        match outcome {
            Outcome::Agrees | Outcome::WithinRounding => count.hold += 1,
            Outcome::Differs => count.broken += 1,
            Outcome::Explained(_) => count.explained += 1,
            Outcome::NotCheckable(_) => count.not_checkable += 1,
            Outcome::DoesNotApply => {}
        }
    }
    let mut lenses: Vec<Lens> = s
        .model
        .tables
        .iter()
        .zip(counts)
        .filter_map(|(table, counts)| Some(Lens { span: table.typed?, title: title(counts, s.lang)? }))
        .collect();
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

/// The table that a constraint is a rule of; `None` for what prose says.
fn table_of(model: &Model<'_>, constraint: &Constraint) -> Option<TableId> {
    let statement = model.statements.get(constraint.statement.at())?;
    let own = match statement.kind {
        StatementKind::Tie(_) => return None,
        StatementKind::CellFormula(fact) => match model.fact(fact)?.home {
            Home::Cell(table, ..) => Some(table),
            _ => None,
        },
        _ => None,
    };
    own.or(statement.table).or(constraint.site.table)
}

fn title(counts: Counts, lang: Lang) -> Option<String> {
    let Counts { hold, broken, explained, not_checkable } = counts;
    let parts = match lang {
        Lang::En => [
            (hold, format!("{hold} {} hold", if hold == 1 { "rule" } else { "rules" })),
            (broken, format!("{broken} {} not hold", if broken == 1 { "does" } else { "do" })),
            (explained, format!("{explained} explained")),
            (not_checkable, format!("{not_checkable} not checkable")),
        ],
        Lang::Zh => [
            (hold, format!("{hold}条规则成立")),
            (broken, format!("{broken}条不成立")),
            (explained, format!("{explained}条已说明")),
            (not_checkable, format!("{not_checkable}条无法核对")),
        ],
    };
    let said: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
    (!said.is_empty()).then(|| said.join(" · "))
}
