//! Where what stands at the cursor is declared.

use crossfoot_source::{Place, Span};

use crate::{
    Snapshot,
    target::{self, Occurrence, Role, Target, occurrences},
    ties,
};

/// A way from the cursor to a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What was clicked.
    pub origin: Span,
    /// The line of the declaration.
    pub target: Place,
    /// Its name.
    pub focus: Place,
}

/// Where what stands at an offset is declared: first the report's own line for it, from there the template's.
/// A figure leads to those that it is tied to, and from a cell the way goes back.
pub fn definition(s: &Snapshot<'_, '_>, offset: u32) -> Vec<Link> {
    let Some(here) = target::at(s, offset) else { return Vec::new() };
    let link = |focus: Place| Link { origin: here.place.span, target: line_of(s, focus), focus };
    if let (Target::Figure(fact), Role::Has) = (here.target, here.role) {
        let tied = ties::tied(s.model, fact);
        if !tied.is_empty() {
            return tied.into_iter().map(link).collect();
        }
    }
    let homes: Vec<Occurrence<'_>> =
        occurrences(s, &here.target).into_iter().filter(|it| it.role != Role::Uses).collect();
    let elsewhere = |role: Role| homes.iter().find(|it| it.role == role && it.place != here.place);
    let home = match here.role {
        Role::Uses => elsewhere(Role::Has).filter(|it| !matches!(it.target, Target::Figure(_))),
        _ => None,
    };
    let home = home
        .or_else(|| elsewhere(Role::Declares).filter(|_| here.role != Role::Declares))
        .or_else(|| elsewhere(Role::Has).filter(|_| here.role == Role::Uses))
        .or_else(|| homes.iter().find(|it| it.place == here.place));
    home.map(|it| link(it.place)).into_iter().collect()
}

/// The line in which a place begins, without the white space around it; the place itself where it is longer.
fn line_of(s: &Snapshot<'_, '_>, place: Place) -> Place {
    let text = s.model.text_of(place.file);
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let before = Span::new(0, place.span.start).of(text);
    let behind = Span::new(place.span.end, text.len() as u32).of(text);
    let start = before.len() - before.rsplit(is_end).next().unwrap_or_default().trim_start().len();
    let end = behind.split(is_end).next().unwrap_or_default().trim_end().len();
    Place { span: Span::new(start as u32, place.span.end + end as u32), ..place }
}
