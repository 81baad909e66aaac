//! Marks of the language written half-width, as most of it is.

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

/// Every mark of the language in a range that has a half-width form, digits included. A colon stays: in Chinese lines it
/// is written full-width. Text, labels and names stay.
pub(super) fn edits(s: &Snapshot<'_, '_>, range: Span) -> Vec<Edit> {
    let tokens = &s.model.report.tree.tokens;
    let from = tokens.at(range.start).unwrap_or(0);
    let inside = (from..)
        .map_while(|at| tokens.kind(at).zip(tokens.span(at)))
        .take_while(|(_, span)| span.start < range.end)
        .filter(|(kind, span)| span.start >= range.start && is_mark(*kind));
    let edit = |(_, span): (Kind, Span)| {
        let typed = span.of(s.text());
        let text: String = typed.chars().map(fold).collect();
        (text != typed).then_some(Edit { span, text })
    };
    inside.filter_map(edit).collect()
}

const fn is_mark(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::At
            | Kind::HeadingMark
            | Kind::OpenFigure
            | Kind::CloseFigure
            | Kind::Bar
            | Kind::Number
            | Kind::Digits
            | Kind::Numeral
            | Kind::Dot
            | Kind::Star
            | Kind::Plus
            | Kind::Minus
            | Kind::Slash
            | Kind::OpenParen
            | Kind::CloseParen
            | Kind::OpenBracket
            | Kind::CloseBracket
            | Kind::Comma
            | Kind::Equals
            | Kind::Less
            | Kind::Greater
    )
}
