//! Where what stands at the cursor is used.

use crossfoot_model::Home;
use crossfoot_source::{FileId, Place};

use crate::{
    Snapshot,
    target::{self, Role, Target, occurrences},
    ties,
};

/// Where what stands at an offset is used, in the report and in its template, in order. A figure is used where it is
/// named, by the figures that are worked out from it and by the rules that read it.
pub fn references(s: &Snapshot<'_, '_>, offset: u32, with_declaration: bool) -> Vec<Place> {
    let Some(here) = target::at(s, offset) else { return Vec::new() };
    let named = occurrences(s, &here.target);
    let Target::Figure(fact) = here.target else {
        let shown = named.iter().filter(|it| with_declaration || it.role != Role::Declares);
        return shown.map(|it| it.place).collect();
    };
    // Of a figure that has a name, that is where it is declared; any other stands for itself.
    let has_name = named.iter().any(|it| it.role == Role::Declares);
    let is_shown = |role: Role| match role {
        Role::Uses => true,
        Role::Declares => with_declaration,
        Role::Has => with_declaration && !has_name,
    };
    let mut places: Vec<Place> = named.iter().filter(|it| is_shown(it.role)).map(|it| it.place).collect();
    // What a figure in prose is tied to is where that comes from.
    let is_in_prose = s.model.fact(fact).is_some_and(|fact| matches!(fact.home, Home::Prose(_)));
    if with_declaration && is_in_prose {
        places.extend(ties::tied(s.model, fact));
    }
    for reader in ties::readers(s.model, fact) {
        let read = (reader.file == FileId::REPORT).then(|| s.model.fact_at(reader.span)).flatten();
        let is_figure = read.and_then(|fact| s.model.fact(fact)).is_some_and(|fact| fact.place == reader);
        // A figure in prose is shown as a whole, of a rule the place that names the figure.
        if is_figure {
            places.retain(|place| !is_in(reader, *place));
        } else if places.iter().any(|place| is_in(reader, *place)) {
            continue;
        }
        places.push(reader);
    }
    places.sort_unstable();
    places.dedup();
    places
}

fn is_in(outer: Place, inner: Place) -> bool {
    outer.file == inner.file && outer.span.holds(inner.span)
}
