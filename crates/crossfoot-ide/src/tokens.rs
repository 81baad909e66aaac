//! What each piece of the text is, for highlighting.

use crossfoot_model::Given;
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::{
    ast::{BlockKind, PropertyKind, Row, Table, TableLine},
    token::Kind,
    words,
};

use crate::Snapshot;

/// A piece of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// What else is known of it.
    pub modifiers: Modifiers,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `@table`, `for each`, `from`: what heads a block, and the words between.
    Keyword,
    /// `@unit`: what says something of what it stands beneath.
    Property,
    /// `+`, `=`, `and`.
    Operator,
    /// `sum` before `(`.
    Function,
    /// A name.
    Variable,
    /// `"…"`, the name of a file or template, a note in brackets.
    String,
    /// Digits and what belongs to them: hedge, direction, scale; dates, marks and `n/a`.
    Number,
    /// What a figure counts or measures.
    Unit,
    /// A heading's mark and text; the title of a report.
    Heading,
    /// A comment.
    Comment,
    /// `{`, `}`.
    Brace,
    /// A row's label.
    Label,
    /// `|`.
    Bar,
    /// A mark in prose: `**`, `[`, `](`, `- `, `\`.
    Mark,
    /// `[^1]`.
    Footnote,
    /// What cannot be read here.
    Stray,
}

/// What else is known of a token: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers(pub u8);

impl Modifiers {
    /// The figure is worked out.
    pub const COMPUTED: Self = Self(1);
    /// The figure is stated.
    pub const STATED: Self = Self(2);
    /// The figure is tied to others.
    pub const TIED: Self = Self(4);
    /// A finding stands here.
    pub const BROKEN: Self = Self(8);

    /// Is all of another set in it?
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The tokens of the open file, or of a part of it: in order, none across a line end, none overlapping. Plain text has
/// none.
pub fn tokens(s: &Snapshot<'_, '_>, range: Option<Span>) -> Vec<Token> {
    let range = range.unwrap_or(Span::new(0, s.text().len() as u32));
    let tokens = &s.model.report.tree.tokens;
    let mut texts = texts(s, range).into_iter().peekable();
    let mut figures = Figures::new(s, range.start);
    // `for each row`: the word behind it belongs to it.
    let mut after_each = false;
    let mut found = Vec::with_capacity(tokens.len() / 2);
    for at in tokens.at(range.start).unwrap_or(0).. {
        let Some((token, span)) = tokens.kind(at).zip(tokens.span(at)).filter(|(_, it)| it.start < range.end)
        else {
            break;
        };
        if span.end <= range.start {
            continue;
        }
        while texts.next_if(|(text, _)| text.end <= span.start).is_some() {}
        let before = at.checked_sub(1).and_then(|before| tokens.kind(before));
        let kind = match token {
            Kind::Text => match texts.peek().filter(|(text, _)| text.start <= span.start) {
                Some((_, kind)) => Some(*kind),
                None => matches!(before, Some(Kind::MiddleLink)).then_some(TokenKind::String),
            },
            Kind::At => tokens.span(at + 1).map(|word| word_kind(word.of(s.text()))),
            Kind::Word => Some(word_kind(span.of(s.text()))),
            Kind::Name if after_each && words::term(span.of(s.text())).is_some() => Some(TokenKind::Keyword),
            kind => plain(kind),
        };
        after_each = token == Kind::Each || (after_each && token == Kind::Space);
        if let Some(kind) = kind {
            found.push(Token { span, kind, modifiers: figures.at(span.start) });
        }
    }
    found
}

/// `@` and its word.
fn word_kind(word: &str) -> TokenKind {
    if words::property(word).is_some() && words::head(word).is_none() {
        TokenKind::Property
    } else {
        TokenKind::Keyword
    }
}

/// What a token is wherever it stands; text is what its place makes it.
fn plain(kind: Kind) -> Option<TokenKind> {
    Some(match kind {
        Kind::Comment => TokenKind::Comment,
        Kind::OpenFigure | Kind::CloseFigure => TokenKind::Brace,
        Kind::Escape | Kind::Stars | Kind::OpenLink | Kind::MiddleLink | Kind::CloseLink | Kind::ItemMark => {
            TokenKind::Mark
        }
        Kind::NoteRef | Kind::FootnoteMark => TokenKind::Footnote,
        Kind::HeadingMark => TokenKind::Heading,
        Kind::Conflict | Kind::Stray => TokenKind::Stray,
        Kind::Each | Kind::Of | Kind::AtFigure | Kind::From | Kind::Ends | Kind::As | Kind::Absent => {
            TokenKind::Keyword
        }
        Kind::Name | Kind::Digits => TokenKind::Variable,
        Kind::Quoted | Kind::Note => TokenKind::String,
        Kind::Number
        | Kind::NotApplicable
        | Kind::Direction
        | Kind::Hedge
        | Kind::Numeral
        | Kind::Scale
        | Kind::Date
        | Kind::Mark
        | Kind::Period => TokenKind::Number,
        Kind::Unit | Kind::Currency => TokenKind::Unit,
        Kind::Function => TokenKind::Function,
        Kind::Plus
        | Kind::Minus
        | Kind::Star
        | Kind::Slash
        | Kind::Equals
        | Kind::NotEqual
        | Kind::Less
        | Kind::LessEqual
        | Kind::Greater
        | Kind::GreaterEqual
        | Kind::And
        | Kind::Or
        | Kind::Not
        | Kind::Is
        | Kind::In
        | Kind::Within
        | Kind::Else => TokenKind::Operator,
        Kind::Bar | Kind::Tab => TokenKind::Bar,
        Kind::Bom
        | Kind::LineEnd
        | Kind::Space
        | Kind::Text
        | Kind::At
        | Kind::Word
        | Kind::Dot
        | Kind::DotDot
        | Kind::OpenParen
        | Kind::CloseParen
        | Kind::OpenBracket
        | Kind::CloseBracket
        | Kind::Comma
        | Kind::Colon => return None,
    })
}

/// Where text is more than text, in the blocks of a range, in order.
fn texts(s: &Snapshot<'_, '_>, range: Span) -> Vec<(Span, TokenKind)> {
    let mut texts = Vec::new();
    let blocks = s.model.report.tree.blocks.iter();
    for block in blocks.filter(|block| block.span.start < range.end && range.start < block.span.end) {
        match &block.kind {
            BlockKind::Heading(heading) => texts.push((heading.prose.span, TokenKind::Heading)),
            BlockKind::Report(head) => {
                texts.push((head.title.span, TokenKind::Heading));
                texts.extend(head.properties.iter().filter_map(|property| match &property.kind {
                    PropertyKind::Follows(name) | PropertyKind::Last(name) => {
                        Some((*name, TokenKind::String))
                    }
                    PropertyKind::Prior(prior) => Some((prior.of, TokenKind::String)),
                    _ => None,
                }));
            }
            BlockKind::Prior(prior) => texts.push((prior.of, TokenKind::String)),
            BlockKind::Template(head) => {
                texts.extend([(head.name, TokenKind::String), (head.title, TokenKind::Heading)]);
            }
            BlockKind::Import(import) => texts.extend(import.from.map(|from| (from, TokenKind::String))),
            BlockKind::Table(table) => of_table(table, &mut texts),
            _ => {}
        }
    }
    texts
}

fn of_table(table: &Table, texts: &mut Vec<(Span, TokenKind)>) {
    texts.extend(table.from.map(|from| (from, TokenKind::String)));
    of_lines(&table.lines, texts);
}

fn of_lines(lines: &[TableLine], texts: &mut Vec<(Span, TokenKind)>) {
    for line in lines {
        match line {
            TableLine::Columns(columns) => {
                let listed = columns.listed.iter().flatten();
                texts.extend(listed.map(|column| (column.name, TokenKind::Variable)));
            }
            TableLine::Panel(panel) => of_lines(&panel.lines, texts),
            TableLine::Row(row) => of_row(row, texts),
            _ => {}
        }
    }
}

fn of_row(row: &Row, texts: &mut Vec<(Span, TokenKind)>) {
    let labels = row.parents.iter().chain([&row.label]).filter(|label| !label.is_empty());
    texts.extend(labels.map(|label| (*label, TokenKind::Label)));
    row.children.iter().for_each(|child| of_row(child, texts));
}

/// The figures of the report from front to back, with what is known of each.
struct Figures<'s, 'm, 'a> {
    s: &'s Snapshot<'m, 'a>,
    /// Where findings begin, in order.
    broken: Vec<u32>,
    next: usize,
    current: (Span, Modifiers),
}

impl<'s, 'm, 'a> Figures<'s, 'm, 'a> {
    /// The first one that matters is the one at, or before, an offset.
    fn new(s: &'s Snapshot<'m, 'a>, from: u32) -> Self {
        let here = s.findings.iter().filter(|finding| finding.place.file == FileId::REPORT);
        let mut broken: Vec<u32> = here.map(|finding| finding.place.span.start).collect();
        broken.sort_unstable();
        let behind = s.model.graph.by_place.partition_point(|(start, _)| *start <= from);
        Self { s, broken, next: behind.saturating_sub(1), current: Default::default() }
    }

    /// What is known of the figure whose stated part, braces or `=` an offset is in.
    fn at(&mut self, offset: u32) -> Modifiers {
        let by_place = &self.s.model.graph.by_place;
        while let Some((start, fact)) = by_place.get(self.next).filter(|(start, _)| *start <= offset) {
            self.next += 1;
            self.current = self.known(*start, *fact).unwrap_or_default();
        }
        let (span, modifiers) = self.current;
        if span.start <= offset && offset < span.end { modifiers } else { Modifiers::default() }
    }

    fn known(&self, start: u32, fact: crossfoot_model::FactId) -> Option<(Span, Modifiers)> {
        let fact = self.s.model.fact(fact)?;
        let tie = fact.figure.and_then(|figure| figure.equals);
        let mut modifiers = match fact.given {
            Given::Computed => Modifiers::COMPUTED,
            _ => Modifiers::STATED,
        };
        if tie.is_some() && fact.given == Given::Stated {
            modifiers = modifiers.and(Modifiers::TIED);
        }
        if self.broken.binary_search(&start).is_ok() {
            modifiers = modifiers.and(Modifiers::BROKEN);
        }
        Some((Span::new(start, tie.map_or(fact.place.span.end, |equals| equals.end)), modifiers))
    }
}
