//! What is shown inside the text without standing in it: the figures that the program works out.
//!
//! A finished report that is right shows nothing beside what it states: a figure that says exactly what it is tied to
//! has no hint. Hints are for what cannot be read off the text: what `=` comes to, what a hedge stands for, what a rule
//! says where it is broken, and how far a total has come while its row or column is being filled in.

use std::collections::BTreeSet;

use crossfoot_model::{
    Aggregate, Constraint, FactId, Given, Home, Model, Op, Outcome, StatementKind, Val, place, print, sides,
};
use crossfoot_source::{FileId, Lang, Span};
use crossfoot_syntax::ast::Form;

use crate::Snapshot;

/// Something shown between two characters of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// Where.
    pub offset: u32,
    /// What is shown.
    pub label: String,
    /// What it means.
    pub tooltip: String,
    /// Does it belong to what stands behind it, rather than to what stands before?
    pub is_before: bool,
}

/// The hints in a part of the open file, in order.
pub fn inlay(s: &Snapshot<'_, '_>, range: Span) -> Vec<Inlay> {
    let mut found: Vec<Inlay> = Vec::new();
    let mut done: BTreeSet<FactId> = BTreeSet::new();
    for (constraint, outcome) in s.model.graph.constraints.iter().zip(&s.model.graph.outcomes) {
        let Some(fact) = subject(s.model, constraint) else { continue };
        let Some(offset) = offset_of(s, fact).filter(|at| range.touches(*at)) else { continue };
        if !done.contains(&fact)
            && let Some((label, tooltip)) = hint(s, fact, constraint, outcome)
        {
            done.insert(fact);
            found.push(Inlay { offset, label, tooltip, is_before: false });
        }
    }
    found.sort_by_key(|it| it.offset);
    found
}

/// The figure that a constraint says something of.
fn subject(model: &Model<'_>, constraint: &Constraint) -> Option<FactId> {
    match model.statements.get(constraint.statement.at())?.kind {
        StatementKind::Tie(fact) | StatementKind::CellFormula(fact) => Some(fact),
        StatementKind::Formula(..) | StatementKind::TableFormula => constraint.target,
        StatementKind::Check => None,
    }
}

/// Behind the figure as it is typed; inside the braces of one in prose.
fn offset_of(s: &Snapshot<'_, '_>, fact: FactId) -> Option<u32> {
    let it = s.model.fact(fact)?;
    if it.place.file != FileId::REPORT || it.given == Given::Missing {
        return None;
    }
    let typed = it.place.span.of(s.text());
    match it.home {
        Home::Prose(_) => {
            let inside = typed.trim_end_matches(['}', '｝']).trim_end();
            Some(it.place.span.start + inside.len() as u32)
        }
        _ => Some(it.place.span.end),
    }
}

fn hint(
    s: &Snapshot<'_, '_>,
    fact: FactId,
    constraint: &Constraint,
    outcome: &Outcome,
) -> Option<(String, String)> {
    let it = s.model.fact(fact)?;
    match (it.given, s.model.value(fact)) {
        (Given::Computed, Val::Number(_) | Val::Date(_) | Val::Label(_) | Val::NotApplicable { .. }) => {
            // A place that is left out to be worked out is no place to read a figure.
            let is_typed = !it.place.span.is_empty();
            is_typed
                .then(|| (format!("→ {}", print::fact(s.model, fact)), said(s, "worked out", "由程序算出")))
        }
        (Given::Computed | Given::Blank, _) => so_far(s, fact, constraint),
        (Given::Stated, Val::Number(_)) if *outcome == Outcome::Differs => {
            let other = other_side(s, constraint, fact)?;
            let of = place::fact(s.model, fact);
            let (en, zh) = (format!("{} should be {other}", of.en), format!("{}按规则应为{other}", of.zh));
            Some((format!("≠ {other}"), said(s, &en, &zh)))
        }
        (Given::Stated, Val::Number(_)) if is_hedged(s.model, fact) => {
            let other = other_side(s, constraint, fact)?;
            Some((format!("= {other}"), said(s, "what it is tied to", "所指的数")))
        }
        _ => None,
    }
}

fn said(s: &Snapshot<'_, '_>, en: &str, zh: &str) -> String {
    if s.lang == Lang::Zh { zh } else { en }.to_owned()
}

/// What the right side of a constraint comes to, in the unit of a figure.
fn other_side(s: &Snapshot<'_, '_>, constraint: &Constraint, fact: FactId) -> Option<String> {
    let sides = sides(s.model, constraint);
    let value = *sides.get(1).filter(|value| matches!(value, Val::Number(_)))?;
    let it = s.model.fact(fact)?;
    let ops = s.model.graph.ops_of(constraint);
    // A figure in prose may be written in another scale; what it is tied to is shown as it stands.
    Some(match it.home {
        Home::Prose(_) => print::computed(s.model, value, ops, None, s.text()),
        _ => print::value(s.model, value, it.unit, it.decimals),
    })
}

fn is_hedged(model: &Model<'_>, fact: FactId) -> bool {
    let value = model.fact(fact).and_then(|fact| fact.figure?.value.as_ref());
    value.is_some_and(|value| match &value.form {
        Form::Number(number) => number.hedge.is_some(),
        Form::Bound(..) => true,
        _ => false,
    })
}

/// The sum of what is there already, where a total waits for the rest.
fn so_far(s: &Snapshot<'_, '_>, fact: FactId, constraint: &Constraint) -> Option<(String, String)> {
    let right = constraint.right?..constraint.ops.end.saturating_sub(1);
    let ops = s.model.graph.range(&right);
    let is_sum = |op: &Op| matches!(op, Op::Fact(_) | Op::Add | Op::Aggregate(Aggregate::Sum, _));
    if !ops.iter().all(is_sum) {
        return None;
    }
    let parts = ops.iter().filter_map(|op| match op {
        Op::Fact(part) => Some(s.model.value(*part)),
        _ => None,
    });
    let (mut sum, mut is_open) = (None, false);
    for part in parts {
        match (part, sum) {
            (Val::Number(part), None) => sum = Some(part),
            (Val::Number(part), Some(before)) => sum = Some(part.add(&before, &s.model.units).ok()?),
            _ => is_open = true,
        }
    }
    let it = s.model.fact(fact)?;
    let sum = print::value(s.model, Val::Number(sum.filter(|_| is_open)?), it.unit, it.decimals);
    let label = match s.lang {
        Lang::En => format!("= {sum} so far"),
        Lang::Zh => format!("= {sum}（未填完）"),
    };
    Some((label, said(s, "the sum of what is filled in", "已填各数之和")))
}
