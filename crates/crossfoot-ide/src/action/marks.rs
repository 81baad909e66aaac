//! Marks of the language written half-width in a selection, as the formatter writes them; and the digits of figures, which
//! that copies as they are typed.

use crossfoot_format::mark;
use crossfoot_source::{Edit, Message, Span};
use crossfoot_syntax::{fold, token::Kind};

use super::{ActionId, ActionKind, Actions};
use crate::Snapshot;

impl Actions<'_, '_, '_> {
    /// Only for a selection.
    pub(super) fn marks(&mut self) {
        if !self.range.is_empty() && !edits(self.s, self.range).is_empty() {
            let title = Message::new("Write marks and digits half-width", "标点和数字改为半角");
            self.put(ActionKind::Refactor, ActionId::HalfWidth, &title);
        }
    }
}

/// Every mark of the language in a range that has a half-width form. Text, labels and names stay.
pub(super) fn edits(s: &Snapshot<'_, '_>, range: Span) -> Vec<Edit> {
    let tokens = &s.model.report.tree.tokens;
    let from = tokens.at(range.start).unwrap_or(0);
    let inside = (from..)
        .map_while(|at| tokens.kind(at).zip(tokens.span(at)))
        .take_while(|(_, span)| span.start < range.end)
        .filter(|(_, span)| span.start >= range.start);
    let edit = |(kind, span): (Kind, Span)| {
        let typed = span.of(s.text());
        let text = match kind {
            Kind::Bar | Kind::Dot | Kind::Digits | Kind::Numeral => typed.chars().map(fold).collect(),
            _ => mark(kind, typed).into_owned(),
        };
        (text != typed).then_some(Edit { span, text })
    };
    inside.filter_map(edit).collect()
}
