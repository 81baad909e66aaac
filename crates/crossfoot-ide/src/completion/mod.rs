//! What may be typed at the cursor.

mod form;
mod initials;
mod names;
mod nodes;
mod sentence;
mod words;

use crossfoot_source::{Lang, Span};
use crossfoot_syntax::{token::Kind, words::HeadWord};

use crate::{Snapshot, lines::line_of};

use initials::filter;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As it is listed.
    pub label: String,
    /// What else is to be said of it in the same line; may be empty.
    pub detail: String,
    /// What it is for, as Markdown; may be empty.
    pub docs: String,
    /// What it is.
    pub kind: ItemKind,
    /// What it takes the place of: on the cursor's line, up to the cursor.
    pub replace: Span,
    /// What is put in.
    pub insert: String,
    /// Are there places to be filled in it: `$1`, `$2`, and last `$0`?
    pub is_snippet: bool,
    /// The words by which it is found while typing: its names, and the first letters of how they are spoken.
    pub filter: String,
    /// Items stand in this order.
    pub sort: String,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A word of the language.
    Word,
    /// A function.
    Function,
    /// A template.
    Template,
    /// A heading.
    Section,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A column.
    Column,
    /// A figure with a name.
    Figure,
    /// `@let`.
    Let,
    /// A field of the head.
    Field,
    /// One of a field's choices.
    Choice,
    /// A dimension or an import.
    Dimension,
    /// A member of one.
    Member,
    /// A unit.
    Unit,
    /// A rule.
    Rule,
}

/// What may be typed at an offset, what is likeliest there first.
pub fn completion(s: &Snapshot<'_, '_>, offset: u32) -> Vec<Item> {
    let Some(cursor) = Cursor::new(s, offset) else { return Vec::new() };
    let mut items = Items { s, cursor, found: Vec::new() };
    if items.is_in_comment() {
        return Vec::new();
    }
    if !items.at_word() {
        let sentence = items.sentence();
        if !items.after_word(&sentence) && !items.in_expression(&sentence) && !items.in_figure(&sentence) {
            items.form();
        }
    }
    items.found
}

/// Where something is typed.
#[derive(Clone, Copy, Debug)]
struct Cursor<'a> {
    offset: u32,
    /// Where its line begins.
    line: u32,
    /// The line up to the cursor.
    before: &'a str,
    /// The name that is being typed: what stands directly before the cursor and can be in one.
    word: Span,
}

impl<'a> Cursor<'a> {
    fn new(s: &Snapshot<'_, 'a>, offset: u32) -> Option<Self> {
        let text = s.text();
        text.get(offset as usize..)?;
        let line = line_of(text, offset).start as u32;
        let before = text.get(line as usize..offset as usize)?;
        // A name may begin with digits: 2026年.
        let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
        Some(Self { offset, line, before, word: Span::new(line + name.len() as u32, offset) })
    }

    /// The white space in front of the line.
    fn indent(&self) -> &'a str {
        let bare = self.before.trim_start();
        self.before.strip_suffix(bare).unwrap_or_default()
    }
}

struct Items<'s, 'm, 'a> {
    s: &'s Snapshot<'m, 'a>,
    cursor: Cursor<'a>,
    found: Vec<Item>,
}

impl Items<'_, '_, '_> {
    /// Lists something that is typed as it is called. Names are what it is found by.
    fn put(&mut self, kind: ItemKind, rank: u8, label: &str, names: &[&str]) -> &mut Item {
        let at = self.found.len();
        self.found.push(Item {
            label: label.to_owned(),
            detail: String::new(),
            docs: String::new(),
            kind,
            replace: self.cursor.word,
            insert: label.to_owned(),
            is_snippet: false,
            filter: filter(std::iter::once(label).chain(names.iter().copied())),
            sort: format!("{rank}{at:05}"),
        });
        // It was pushed just now.
        let last = self.found.len() - 1;
        #[allow(clippy::indexing_slicing, reason = "the item was pushed in the line above")]
        &mut self.found[last]
    }

    fn is_in_comment(&self) -> bool {
        let tokens = &self.s.model.report.tree.tokens;
        let before = self.cursor.offset.checked_sub(1).and_then(|at| tokens.at(at));
        before.and_then(|at| tokens.kind(at)) == Some(Kind::Comment)
    }

    /// The language in which the file says what it is.
    fn lang(&self) -> Lang {
        let tokens = &self.s.model.report.tree.tokens;
        let first = tokens.iter().take(200).find(|(kind, _)| *kind == Kind::Word);
        match first {
            Some((_, span)) if span.of(self.s.text()).is_ascii() => Lang::En,
            Some(_) => Lang::Zh,
            None => self.s.lang,
        }
    }

    fn help(&self, (en, zh): (&'static str, &'static str)) -> String {
        if self.s.lang == Lang::Zh { zh } else { en }.to_owned()
    }

    /// A word in both languages, that of the file first.
    fn word(&mut self, rank: u8, (english, chinese): (&'static str, &'static str), docs: &str) {
        let is_chinese = self.lang() == Lang::Zh;
        let (first, second) = if is_chinese { (chinese, english) } else { (english, chinese) };
        for (word, other, rank) in [(first, second, rank), (second, first, rank + 1)] {
            if word == first || word != other {
                let item = self.put(ItemKind::Word, rank, word, &[]);
                item.detail = other.to_owned();
                item.docs = docs.to_owned();
            }
        }
    }

    /// Is the head of a block of this word there already?
    fn has_head(&self, word: HeadWord) -> bool {
        let tokens = &self.s.model.report.tree.tokens;
        tokens.iter().take(200).any(|(kind, span)| {
            kind == Kind::Word && crossfoot_syntax::words::head(span.of(self.s.text())) == Some(word)
        })
    }
}
