//! Prose as a list of pieces.

use std::borrow::Cow;

use crossfoot_model::{Model, Note as ModelNote};
use crossfoot_source::FileId;
use crossfoot_syntax::ast::Prose;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    inline::{Inline, printed, walk},
    written::written,
};

/// A piece of prose. The pieces one behind the other are what is printed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Piece<'m> {
    /// Text, its lines joined.
    Text {
        /// As printed.
        text: Cow<'m, str>,
    },
    /// A figure.
    Figure {
        /// Its number among the facts; null in the texts of a template, which state nothing.
        fact: Option<u32>,
        /// As printed.
        text: Cow<'m, str>,
    },
    /// Strong text.
    Strong {
        /// What is strong.
        pieces: Vec<Piece<'m>>,
    },
    /// A link.
    Link {
        /// Where it leads, as typed.
        address: &'m str,
        /// What is shown.
        pieces: Vec<Piece<'m>>,
    },
    /// A picture.
    Image {
        /// Where it is, as typed.
        path: &'m str,
        /// What is shown in its place.
        text: &'m str,
    },
    /// A reference to a footnote.
    FootnoteReference {
        /// Its name.
        name: &'m str,
    },
}

/// A note on something.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Note<'m> {
    /// What it says.
    pub pieces: Vec<Piece<'m>>,
}

/// Notes as they are in the model.
pub(crate) fn notes<'m>(model: &'m Model<'_>, notes: &'m [ModelNote<'_>]) -> Vec<Note<'m>> {
    notes.iter().map(|note| Note { pieces: pieces(model, note.prose, note.file) }).collect()
}

/// Prose as it is in the model.
pub(crate) fn pieces<'m>(model: &'m Model<'_>, prose: &'m Prose, file: FileId) -> Vec<Piece<'m>> {
    let mut pieces: Vec<Piece<'m>> = Vec::new();
    // What is open, with the pieces before it.
    let mut open: Vec<(Option<&'m str>, Vec<Piece<'m>>)> = Vec::new();
    walk(model, prose, file, &mut |piece| match piece {
        Inline::Text(text) => push_text(&mut pieces, text),
        Inline::Figure(figure, None) => {
            let text = printed(model, figure, None, model.text_of(file));
            pieces.push(Piece::Figure { fact: None, text: Cow::Owned(text) });
        }
        Inline::Figure(_, Some(fact)) => {
            let (text, footnotes) = written(model, fact);
            pieces.push(Piece::Figure { fact: Some(fact.0), text });
            let names = footnotes.iter().map(|name| name.of(&model.report.text));
            pieces.extend(names.map(|name| Piece::FootnoteReference { name }));
        }
        Inline::Strong => open.push((None, std::mem::take(&mut pieces))),
        Inline::Link(address) => open.push((Some(address), std::mem::take(&mut pieces))),
        Inline::End => {
            if let Some((address, before)) = open.pop() {
                let inner = std::mem::replace(&mut pieces, before);
                pieces.push(match address {
                    Some(address) => Piece::Link { address, pieces: inner },
                    None => Piece::Strong { pieces: inner },
                });
            }
        }
        Inline::Image(text, path) => pieces.push(Piece::Image { path, text }),
        Inline::Footnote(name) => pieces.push(Piece::FootnoteReference { name }),
    });
    pieces
}

/// Text that follows text is one piece.
fn push_text<'m>(pieces: &mut Vec<Piece<'m>>, more: &'m str) {
    match pieces.last_mut() {
        Some(Piece::Text { text }) => text.to_mut().push_str(more),
        _ => pieces.push(Piece::Text { text: Cow::Borrowed(more) }),
    }
}
