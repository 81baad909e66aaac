//! Differences that somebody explains: a note where the rule accepts one, or `@allow`.

use crossfoot_source::{FileId, Place};

use crate::{
    build::Builder,
    graph::{Constraint, Explanation, Outcome},
    label,
    prose::plain_text,
    report::*,
    statement::Statement,
};

/// Tells the explained differences from the others.
pub(crate) fn explain(builder: &mut Builder<'_>) {
    for at in 0..builder.m.graph.constraints.len() {
        if builder.m.graph.outcomes.get(at) != Some(&Outcome::Differs) {
            continue;
        }
        let Some(constraint) = builder.m.graph.constraints.get(at) else { continue };
        let Some(statement) = builder.m.statements.get(constraint.statement.at()) else { continue };
        if let Some(explanation) = explanation(&builder.m, statement, constraint)
            && let Some(outcome) = builder.m.graph.outcomes.get_mut(at)
        {
            *outcome = Outcome::Explained(explanation);
        }
    }
}

/// Who explains that a constraint does not hold.
pub(crate) fn explanation(
    model: &Model<'_>,
    statement: &Statement<'_>,
    constraint: &Constraint,
) -> Option<Explanation> {
    let note = if statement.accept_note { noted(model, statement, constraint) } else { None };
    note.map(Explanation::Note).or_else(|| allowed(model, statement, constraint).map(Explanation::Allow))
}

/// A note on the figure left of `=`, on its row, or one on the table that begins with the rule's name.
fn noted(model: &Model<'_>, statement: &Statement<'_>, constraint: &Constraint) -> Option<Place> {
    let left = constraint.ops.start..constraint.right.unwrap_or(constraint.ops.end);
    let facts = model.graph.range(&left).iter().filter_map(|op| match op {
        crate::graph::Op::Fact(fact) => Some(*fact),
        _ => None,
    });
    for id in facts {
        let Some(fact) = model.fact(id) else { continue };
        if let Some(value) = fact.figure.and_then(|figure| figure.value.as_ref())
            && let Some(note) = value.note.or(value.footnotes.first().copied())
        {
            return Some(Place::report(note));
        }
        let Home::Cell(table, row, _) = fact.home else { continue };
        let Some(table) = model.table(table) else { continue };
        let Some(row) = table.rows.node(row) else { continue };
        if let Some(note) = row.notes.iter().find(|note| note.file == FileId::REPORT) {
            return Some(Place::report(note.prose.span));
        }
        if let Some(note) = row.footnotes.first() {
            return Some(Place::report(*note));
        }
    }
    let table = statement.table.and_then(|table| model.table(table));
    let panels = table.into_iter().flat_map(|table| table.panels.iter().flat_map(|panel| &panel.notes));
    let notes = table.into_iter().flat_map(|table| &table.notes).chain(panels);
    notes
        .filter(|note| note.file == FileId::REPORT && !statement.name.is_empty())
        .find(|note| {
            let said = plain_text(note.prose, model.text_of(note.file));
            let rest = said.strip_prefix(statement.name.as_ref()).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with([':', '：']))
        })
        .map(|note| Place::report(note.prose.span))
}

/// `@allow` of the rule's name, for one of the figures that it reads.
fn allowed(model: &Model<'_>, statement: &Statement<'_>, constraint: &Constraint) -> Option<Place> {
    if statement.name.is_empty() {
        return None;
    }
    model
        .allows
        .iter()
        .filter(|allowed| label::same(&allowed.rule, &statement.name))
        .find(|allowed| {
            allowed
                .facts
                .as_ref()
                .is_none_or(|facts| model.graph.reads(constraint).any(|read| facts.contains(&read)))
        })
        .map(|allowed| allowed.place)
}
