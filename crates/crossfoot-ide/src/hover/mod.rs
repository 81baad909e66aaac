//! What there is to say of what stands at the cursor.

mod equation;
mod figure;
mod header;
mod named;
mod word;

use crossfoot_source::{Lang, Message, Span};

use crate::{
    Snapshot,
    target::{self, Role, Target},
};

/// What is said of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Of what.
    pub span: Span,
    /// What is said, as Markdown.
    pub markdown: String,
}

/// What there is to say of what stands at an offset: of a word of the language what it is for, of anything else what it
/// stands for.
pub fn hover(s: &Snapshot<'_, '_>, offset: u32) -> Option<Hover> {
    let here = target::at(s, offset);
    let word = word::at(s, offset);
    // Inside a figure a function says more than the figure around it; what has a name is that.
    let is_whole = here.is_none_or(|it| matches!((it.target, it.role), (Target::Figure(_), Role::Has)));
    if let Some((span, markdown)) =
        word.filter(|(span, _)| is_whole || here.is_none_or(|it| span.len() < it.place.span.len()))
    {
        return Some(Hover { span, markdown });
    }
    let here = here?;
    Some(Hover { span: here.place.span, markdown: of(s, &here.target) })
}

fn of(s: &Snapshot<'_, '_>, target: &Target<'_>) -> String {
    match target {
        Target::Figure(fact) => figure::figure(s, *fact),
        Target::Node(table, side, node) => header::node(s, *table, *side, *node),
        Target::Table(id) => header::table(s, *id),
        Target::Panel(id, at) => header::panel(s, *id, *at),
        Target::Section(place) => header::section(s, *place),
        Target::Let(at) => named::definition(s, *at),
        Target::Field(at) => named::field(s, *at),
        Target::Choice(place) => named::choice(s, *place),
        Target::Dimension(id) => named::dimension(s, *id),
        Target::Member(id, at) => named::member(s, *id, *at),
        Target::Rule(place) => named::rule(s, *place),
        Target::BuiltIn(name) => named::built_in(s, name),
        Target::Unit(name) => named::unit(s, name),
        Target::Footnote(name) => named::footnote(s, name),
        Target::Template => named::template(s),
    }
}

/// Markdown, line by line, in the author's language.
struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    /// Begins with what it is about, and what that is.
    fn new(s: &Snapshot<'_, '_>, name: &str, what: &Message) -> Self {
        let mut page = Self { lang: s.lang, text: format!("**{}**", plain(name)) };
        let what = what.in_lang(s.lang);
        if !what.is_empty() {
            page.text.push_str(if s.lang == Lang::Zh { "　" } else { " · " });
            page.text.push_str(what);
        }
        page
    }

    /// A paragraph.
    fn say(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.text.push_str("\n\n");
            self.text.push_str(text.trim());
        }
    }

    /// A line in a list; deeper ones belong to the one before.
    fn item(&mut self, depth: usize, text: &str) {
        let goes_on = self.text.lines().last().is_some_and(|line| line.trim_start().starts_with("- "));
        self.text.push_str(if goes_on { "\n" } else { "\n\n" });
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str("- ");
        self.text.push_str(text);
    }

    fn word<'m>(&self, en: &'m str, zh: &'m str) -> &'m str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}

/// Text without a meaning in Markdown, in one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text of the language as typed, in one line and not too long.
fn code(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("`{}…`", line.get(..end).unwrap_or_default()),
        None => format!("`{line}`"),
    }
}
