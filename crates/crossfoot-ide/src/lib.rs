//! What an editor asks of a report: one file per verb.
//!
//! A verb is a function of a [`Snapshot`], plain data in and plain data out, in byte offsets. An offset is one of the
//! open file; places in its template come back as [`FileId::TEMPLATE`](crossfoot_source::FileId::TEMPLATE). Whatever is
//! half-typed, a verb answers with what can be known. Absent on purpose: the protocol of any editor, and its positions.

mod action;
mod column;
mod completion;
mod definition;
mod folding;
mod highlight;
mod hover;
mod inlay;
mod lens;
mod lines;
mod links;
mod missing;
mod outline;
mod paste;
mod reference;
mod references;
mod rename;
mod row;
mod selection;
mod signature;
mod target;
mod ties;
mod tokens;
mod walk;

use crossfoot_model::Model;
use crossfoot_source::{Finding, Lang};

pub use action::{Action, ActionId, ActionKind, actions, resolve};
pub use column::column;
pub use completion::{Item, ItemKind, completion};
pub use definition::{Link, definition};
pub use folding::{Fold, FoldKind, folds};
pub use highlight::{Highlight, highlights};
pub use hover::{Hover, hover};
pub use inlay::{Inlay, inlay};
pub use lens::{Lens, lenses};
pub use links::{DocLink, LinkTarget, links};
pub use outline::{Symbol, SymbolKind, outline, search};
pub use paste::{Clip, Pasted, paste};
pub use references::references;
pub use rename::{prepare, rename};
pub use selection::selection;
pub use signature::{Signature, signature};
pub use tokens::{Modifiers, Token, TokenKind, tokens};

/// A report as one moment has it.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'s, 'a> {
    /// The report, with its template, resolved and evaluated.
    pub model: &'s Model<'a>,
    /// What the checker says of it.
    pub findings: &'s [Finding],
    /// The language in which the author is spoken to.
    pub lang: Lang,
}

impl<'a> Snapshot<'_, 'a> {
    /// The open file's text.
    pub(crate) fn text(&self) -> &'a str {
        &self.model.report.text
    }
}

#[cfg(test)]
mod tests;
