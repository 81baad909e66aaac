//! The words before the cursor, back to what they stand in.

use crossfoot_source::Span;
use crossfoot_syntax::{
    token::Kind,
    words::{self, HeadWord, PropertyWord},
};

use super::Items;

/// What words stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// `{`
    Figure,
    /// A bar.
    Cell,
    /// The word that heads a block.
    Head(HeadWord),
    /// A word for something that stands beneath.
    Property(PropertyWord),
    /// Running text, or nothing.
    Text,
}

/// The words before the one that is being typed.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub start: Start,
    pub words: Vec<(Kind, Span)>,
}

impl Sentence {
    /// Is there such a word, and what stands behind the first one?
    pub fn behind(&self, kind: Kind) -> Option<&[(Kind, Span)]> {
        let at = self.words.iter().position(|(it, _)| *it == kind)?;
        self.words.get(at + 1..)
    }

    /// The kind of the last word.
    pub fn last(&self) -> Option<Kind> {
        self.words.last().map(|(kind, _)| *kind)
    }
}

impl Items<'_, '_, '_> {
    /// Words go back over line ends to the `@` of a rule; a figure, a cell and a declaration are of one line.
    pub(super) fn sentence(&self) -> Sentence {
        let tokens = &self.s.model.report.tree.tokens;
        let to = self.cursor.word.start;
        let mut words = Vec::new();
        let (mut start, mut begins_on_line) = (Start::Text, false);
        let last = to.checked_sub(1).and_then(|at| tokens.at(at));
        let mut is_blank = false;
        for at in last.into_iter().flat_map(|last| (0..=last).rev()) {
            let Some((kind, span)) = tokens.kind(at).zip(tokens.span(at)) else { break };
            let is_on_line = span.start >= self.cursor.line;
            match kind {
                Kind::OpenFigure if is_on_line => start = Start::Figure,
                Kind::Bar | Kind::Tab if is_on_line => start = Start::Cell,
                Kind::Word => start = word(span.of(self.s.text())),
                Kind::CloseFigure | Kind::OpenFigure | Kind::Bar | Kind::Tab | Kind::Text => {}
                // A blank line ends whatever stands above it.
                Kind::LineEnd if is_blank => {}
                Kind::LineEnd => {
                    is_blank = true;
                    continue;
                }
                Kind::Space => continue,
                Kind::Comment => {
                    is_blank = false;
                    continue;
                }
                _ => {
                    is_blank = false;
                    words.push((kind, Span::new(span.start, span.end.min(to))));
                    continue;
                }
            }
            begins_on_line = is_on_line;
            break;
        }
        let is_of_rule = matches!(
            start,
            Start::Head(HeadWord::Check | HeadWord::Let | HeadWord::Allow)
                | Start::Property(PropertyWord::When)
        );
        let declares = matches!(start, Start::Head(HeadWord::Columns | HeadWord::Rows | HeadWord::Prior));
        if !is_of_rule {
            words.retain(|(_, span)| span.start >= self.cursor.line);
            if !declares && !begins_on_line {
                start = Start::Text;
            }
        }
        words.reverse();
        Sentence { start, words }
    }
}

fn word(typed: &str) -> Start {
    words::head(typed)
        .map(Start::Head)
        .or_else(|| words::property(typed).map(Start::Property))
        .unwrap_or(Start::Text)
}
