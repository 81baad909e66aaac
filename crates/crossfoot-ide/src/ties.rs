//! Which figures hang together: prose and the cells that it speaks of, and the rules that read them.

use crossfoot_model::{Constraint, FactId, Home, Model, StatementKind};
use crossfoot_source::{FileId, Place};

/// The figure whose own formula a constraint is: a tie in prose, a formula in a cell.
fn owner(model: &Model<'_>, constraint: &Constraint) -> Option<FactId> {
    match model.statements.get(constraint.statement.at())?.kind {
        StatementKind::Tie(fact) | StatementKind::CellFormula(fact) => Some(fact),
        _ => None,
    }
}

/// The written figures that a figure is tied to: for one in prose those that it is worked out from, for a cell those
/// in prose that speak of it. Each once, in order.
pub(crate) fn tied(model: &Model<'_>, fact: FactId) -> Vec<Place> {
    let Some(it) = model.fact(fact) else { return Vec::new() };
    let in_prose = matches!(it.home, Home::Prose(_));
    let mut facts = Vec::new();
    for constraint in &model.graph.constraints {
        match owner(model, constraint) {
            Some(owner) if in_prose && owner == fact => {
                facts.extend(model.graph.reads(constraint).filter(|read| *read != fact));
            }
            Some(owner) if !in_prose && owner != fact && is_in_prose(model, owner) => {
                facts.extend(model.graph.reads(constraint).any(|read| read == fact).then_some(owner));
            }
            _ => {}
        }
    }
    places(model, facts)
}

/// What reads a figure: the figures that are worked out from it, and the rules. Each once.
pub(crate) fn readers(model: &Model<'_>, fact: FactId) -> Vec<Place> {
    let mut all = Vec::new();
    for constraint in &model.graph.constraints {
        if !model.graph.reads(constraint).any(|read| read == fact) {
            continue;
        }
        let place = match owner(model, constraint) {
            Some(owner) if owner == fact => continue,
            Some(owner) => model.fact(owner).map(|owner| owner.place),
            None => model.statements.get(constraint.statement.at()).map(|statement| statement.place()),
        };
        all.extend(place);
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn is_in_prose(model: &Model<'_>, fact: FactId) -> bool {
    model.fact(fact).is_some_and(|fact| matches!(fact.home, Home::Prose(_)))
}

/// Where figures are written; what only has a place where it would stand is written nowhere.
fn places(model: &Model<'_>, facts: Vec<FactId>) -> Vec<Place> {
    let written = |fact: FactId| {
        let place = model.fact(fact)?.place;
        (place.file == FileId::REPORT && model.fact_at(place.span) == Some(fact)).then_some(place)
    };
    let mut places: Vec<Place> = facts.into_iter().filter_map(written).collect();
    places.sort_unstable();
    places.dedup();
    places
}
