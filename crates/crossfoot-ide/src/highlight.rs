//! Everything in the open file that is the same as what stands at the cursor.

use crossfoot_source::{FileId, Span};

use crate::{
    Snapshot,
    target::{self, Role, Target, occurrences},
    ties,
};

/// A place in the open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Where.
    pub span: Span,
    /// It is declared or stated here.
    pub writes: bool,
}

/// The places in the open file that name what stands at an offset, in order; for a figure also those that it is tied
/// to.
pub fn highlights(s: &Snapshot<'_, '_>, offset: u32) -> Vec<Highlight> {
    let Some(here) = target::at(s, offset) else { return Vec::new() };
    let mut all: Vec<Highlight> = occurrences(s, &here.target)
        .into_iter()
        .filter(|it| it.place.file == FileId::REPORT)
        .map(|it| Highlight { span: it.place.span, writes: it.role != Role::Uses })
        .collect();
    if let Target::Figure(fact) = here.target {
        let tied = ties::tied(s.model, fact).into_iter();
        all.extend(tied.map(|place| Highlight { span: place.span, writes: true }));
    }
    // Of two that lie in each other the smaller one: a name in its figure, a reference in the figure it ties.
    let spans: Vec<Span> = all.iter().map(|it| it.span).collect();
    all.retain(|it| !spans.iter().any(|inner| *inner != it.span && it.span.holds(*inner)));
    all.sort_unstable_by_key(|it| it.span);
    all.dedup_by_key(|it| it.span);
    all
}
