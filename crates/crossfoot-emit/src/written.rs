//! How a figure stands in a document.

use crossfoot_model::{FactId, Given, Home, Model, Val, print};
use crossfoot_source::Span;
use std::borrow::Cow;

/// A figure as it is printed, and the names of the footnotes behind it: as typed, else as computed; empty where
/// there is nothing.
pub(crate) fn written<'m>(model: &'m Model<'_>, id: FactId) -> (Cow<'m, str>, &'m [Span]) {
    let Some(fact) = model.fact(id) else { return (Cow::Borrowed(""), &[]) };
    if let Some(value) = fact.figure.and_then(|figure| figure.value.as_ref()) {
        let span = match value.footnotes.first() {
            // Without the `[^` before the first name.
            Some(name) => Span::new(value.span.start, name.start.saturating_sub(2)),
            None => value.span,
        };
        return (Cow::Borrowed(span.of(&model.report.text).trim_end()), &value.footnotes);
    }
    let text = match fact.given {
        Given::Computed => Cow::Owned(print::fact(model, id)),
        Given::Blank | Given::Missing => Cow::Borrowed(""),
        // A row with too many cells: none of them is known to belong here.
        Given::Stated if model.value(id) == Val::Unusable && matches!(fact.home, Home::Cell(..)) => {
            Cow::Borrowed("")
        }
        Given::Stated => Cow::Borrowed(model.text(fact.place)),
    };
    (text, &[])
}
