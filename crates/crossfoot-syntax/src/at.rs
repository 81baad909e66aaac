//! The word behind `@`.

use crossfoot_source::Span;

use crate::chars::{char_at, continues_name, run};
use crate::words::{self, HeadWord, PropertyWord};

/// A known word behind `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtWord {
    /// One that heads a block.
    Head(HeadWord),
    /// One that says something of what it stands beneath.
    Property(PropertyWord),
}

impl AtWord {
    /// The word in English and Chinese.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Head(word) => (word.english(), word.chinese()),
            Self::Property(word) => (word.english(), word.chinese()),
        }
    }
}

/// What stands behind `@`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    /// Which word; `None` if it is unknown.
    pub(crate) word: Option<AtWord>,
    /// The word alone.
    pub(crate) span: Span,
    /// Its text follows without a space.
    pub(crate) joined: bool,
}

/// Reads the word from behind an `@`.
pub(crate) fn marked(text: &str, from: u32, to: u32) -> Marked {
    let span = Span::new(from, run(text, from, to, continues_name));
    let typed = span.of(text);
    if let Some(word) = lookup(typed) {
        return Marked { word: Some(word), span, joined: false };
    }
    let heads = words::HEAD.iter().map(|(name, word)| (*name, AtWord::Head(*word)));
    let properties = words::PROPERTY.iter().map(|(name, word)| (*name, AtWord::Property(*word)));
    let longest = heads
        .chain(properties)
        .filter(|(name, _)| typed.starts_with(name))
        .filter(|(name, _)| {
            let next = char_at(text, from + name.len() as u32);
            !name.is_ascii() || !next.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        })
        .max_by_key(|(name, _)| name.len());
    match longest {
        Some((name, word)) => {
            Marked { word: Some(word), span: Span::new(from, from + name.len() as u32), joined: true }
        }
        None => Marked { word: None, span, joined: false },
    }
}

/// The word that a text is, exactly.
fn lookup(typed: &str) -> Option<AtWord> {
    words::head(typed).map(AtWord::Head).or_else(|| words::property(typed).map(AtWord::Property))
}

/// The known word that was probably meant.
pub(crate) fn nearest(typed: &str) -> Option<&'static str> {
    let all = words::HEAD.iter().map(|(name, _)| *name).chain(words::PROPERTY.iter().map(|(name, _)| *name));
    words::nearest(all, typed)
}
