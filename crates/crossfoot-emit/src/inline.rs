//! Prose piece by piece, with its lines joined: the one way in which every output reads it.

use crossfoot_model::{FactId, Model, print, prose::joins_with_space};
use crossfoot_source::FileId;
use crossfoot_syntax::ast::{Figure, Piece, Prose};

/// A piece of prose as an output needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inline<'m> {
    /// Text.
    Text(&'m str),
    /// A figure; one in a template's own text is no fact.
    Figure(&'m Figure, Option<FactId>),
    /// What follows is strong.
    Strong,
    /// What follows leads to an address.
    Link(&'m str),
    /// The end of what is strong, or of a link.
    End,
    /// A picture: what is shown in its place, and where it is.
    Image(&'m str, &'m str),
    /// A reference to a footnote, by its name.
    Footnote(&'m str),
}

/// Hands over the pieces of prose, in order.
pub(crate) fn walk<'m>(
    model: &'m Model<'_>,
    prose: &'m Prose,
    file: FileId,
    each: &mut dyn FnMut(Inline<'m>),
) {
    let mut walk = Walk { model, file, text: model.text_of(file), last: Last::Nothing, each };
    walk.pieces(&prose.pieces);
}

struct Walk<'m, 'a, 'e> {
    model: &'m Model<'a>,
    file: FileId,
    text: &'m str,
    last: Last<'m>,
    each: &'e mut dyn FnMut(Inline<'m>),
}

/// What was handed over last, as far as joining a line to it asks.
#[derive(Clone, Copy)]
enum Last<'m> {
    Nothing,
    Text(&'m str),
    Figure(&'m Figure, Option<FactId>),
}

impl<'m> Walk<'m, '_, '_> {
    fn pieces(&mut self, pieces: &'m [Piece]) {
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(span) => self.put_text(span.of(self.text)),
                Piece::Escape(span) => self.put_text(span.of(self.text).get(1..).unwrap_or_default()),
                Piece::Join(_) => {
                    let after = match pieces.get(at + 1) {
                        Some(Piece::Text(span)) => span.of(self.text).chars().next(),
                        _ => None,
                    };
                    if joins_with_space(self.last_char(), after) {
                        self.put_text(" ");
                    }
                }
                Piece::Figure(figure) => {
                    let fact =
                        if self.file == FileId::REPORT { self.model.fact_at(figure.span) } else { None };
                    self.last = Last::Figure(figure, fact);
                    (self.each)(Inline::Figure(figure, fact));
                }
                Piece::Strong { pieces, .. } => {
                    (self.each)(Inline::Strong);
                    self.pieces(pieces);
                    (self.each)(Inline::End);
                }
                Piece::Link { pieces, address, .. } => {
                    (self.each)(Inline::Link(address.of(self.text)));
                    self.pieces(pieces);
                    (self.each)(Inline::End);
                }
                Piece::Image { text, path, .. } => {
                    let shown = text.of(self.text);
                    self.last = Last::Text(shown);
                    (self.each)(Inline::Image(shown, path.of(self.text)));
                }
                Piece::NoteRef { name, .. } => (self.each)(Inline::Footnote(name.of(self.text))),
            }
        }
    }

    fn put_text(&mut self, text: &'m str) {
        if !text.is_empty() {
            self.last = Last::Text(text);
            (self.each)(Inline::Text(text));
        }
    }

    fn last_char(&self) -> Option<char> {
        match self.last {
            Last::Nothing => None,
            Last::Text(text) => text.chars().next_back(),
            Last::Figure(figure, fact) => printed(self.model, figure, fact, self.text).chars().next_back(),
        }
    }
}

/// A figure as it prints: as typed, else as computed.
pub(crate) fn printed(model: &Model<'_>, figure: &Figure, fact: Option<FactId>, text: &str) -> String {
    match fact {
        Some(fact) => print::fact(model, fact),
        None => figure.value.as_ref().map(|value| value.span.of(text).to_owned()).unwrap_or_default(),
    }
}
