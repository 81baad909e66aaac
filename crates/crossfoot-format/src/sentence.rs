//! Words and marks of a line written anew, with the white space between them. Text, values, names and labels are copied
//! as they are typed. Nothing here knows of lines, blocks or tables.

use std::borrow::Cow;

use crossfoot_source::{Lang, Span};
use crossfoot_syntax::{
    token::Kind,
    words::{HeadWord, PropertyWord, TermWord, term},
};

use crate::{
    marks::mark,
    words::{self, AtWord, language_of},
};

/// A token and its place.
pub(crate) type Token = (Kind, Span);

/// What a stretch of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Text: only the figures in it are looked at.
    Prose,
    /// What a figure or a cell states, up to its `=`.
    Value,
    /// How a computed figure prints.
    Format,
    /// The name of the rule behind `@allow`.
    Rule,
    /// What is declared, and what properties say.
    Plain,
    /// What a rule is repeated for.
    Each,
    /// An expression.
    Expression,
}

/// How words are written.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) text: &'a str,
    /// The language of the words; `None` keeps that of each.
    pub(crate) keywords: Option<Lang>,
    /// Words of expressions that somebody has given to something as a name.
    pub(crate) taken: &'a [TermWord],
    /// Is the file a template? In a report 说明 is a note.
    pub(crate) is_template: bool,
}

impl<'a> Writer<'a> {
    /// Writes tokens of one line.
    pub(crate) fn write(self, tokens: &[Token], zone: Zone) -> String {
        let mut reader =
            Reader { writer: self, zone, outer: Zone::Prose, word: None, before: None, is_named: false };
        let mut out = String::new();
        let mut last: Option<Piece<'a>> = None;
        let mut tokens = tokens.iter().copied().filter(|(kind, _)| *kind != Kind::Space).peekable();
        while let Some(token) = tokens.next() {
            let Some(mut piece) = reader.piece(token, tokens.peek().copied()) else { continue };
            if let Some(note) = reader.accept_note(token, tokens.peek().copied()) {
                tokens.next();
                piece.text = Cow::Borrowed(note);
            }
            if let Some(last) = &last {
                out.push_str(self.gap(last, &piece));
            }
            out.push_str(&piece.text);
            last = Some(piece);
        }
        out
    }

    /// The language in which a typed word is written.
    pub(crate) fn language(self, typed: &str) -> Lang {
        self.keywords.unwrap_or_else(|| language_of(typed))
    }

    /// The white space between two neighbours.
    fn gap(self, last: &Piece<'_>, next: &Piece<'_>) -> &'a str {
        if last.is_kept && next.is_kept {
            return Span::new(last.span.end, next.span.start).of(self.text);
        }
        let (before, behind) = (last.kind, next.kind);
        // White space would make another property of it, or a comment.
        let is_name = !matches!(behind, Kind::At | Kind::Comment | Kind::Slash);
        if is_name && next.text.starts_with(['@', '＠', '/', '／']) {
            return Span::new(last.span.end, next.span.start).of(self.text);
        }
        let is_joined = match behind {
            Kind::OpenFigure => last.is_kept || before == Kind::CloseFigure,
            Kind::CloseFigure
            | Kind::Comma
            | Kind::CloseParen
            | Kind::CloseBracket
            | Kind::OpenBracket
            | Kind::Colon
            | Kind::Dot
            | Kind::DotDot => true,
            Kind::OpenParen => before == Kind::Function,
            Kind::Comment => return "    ",
            _ => false,
        };
        let is_joining = match before {
            Kind::At
            | Kind::OpenFigure
            | Kind::CloseFigure
            | Kind::OpenParen
            | Kind::OpenBracket
            | Kind::Dot => true,
            Kind::DotDot => matches!(behind, Kind::Period | Kind::Digits),
            Kind::Minus => last.is_sign,
            // 逐行, but 逐 机构.
            Kind::Each => next.is_term && last.text == "逐",
            _ => false,
        };
        if is_joined || is_joining { "" } else { " " }
    }
}

/// A token as it is written.
struct Piece<'a> {
    kind: Kind,
    span: Span,
    text: Cow<'a, str>,
    /// As typed, and with it the white space up to a neighbour of which that holds too.
    is_kept: bool,
    /// A sign in front of an operand.
    is_sign: bool,
    /// A word of the language that stands for something.
    is_term: bool,
}

/// Reads tokens in order, and says how each is written.
struct Reader<'a> {
    writer: Writer<'a>,
    zone: Zone,
    /// What the figure that is being read stands in.
    outer: Zone,
    /// The last word behind an `@`.
    word: Option<AtWord>,
    before: Option<Kind>,
    /// The name in front of a figure's value has been read, but not its colon.
    is_named: bool,
}

impl<'a> Reader<'a> {
    /// How a token is written; `None` for a colon that says nothing.
    fn piece(&mut self, (kind, span): Token, next: Option<Token>) -> Option<Piece<'a>> {
        let typed = span.of(self.writer.text);
        let before = self.before.replace(kind);
        let is_idle_colon = kind == Kind::Colon
            && before == Some(Kind::Word)
            && self.word != Some(AtWord::Head(HeadWord::Check));
        // Without it, a colon behind it would be the one that says nothing.
        if is_idle_colon && !next.is_some_and(|(_, span)| span.of(self.writer.text).starts_with([':', '：']))
        {
            return None;
        }
        // What an expression goes on with on the next line is an operator.
        let is_sign = kind == Kind::Minus && before.is_some_and(|before| !before.ends_operand());
        let mut piece =
            Piece { kind, span, text: Cow::Borrowed(typed), is_kept: false, is_sign, is_term: false };
        let is_named = std::mem::take(&mut self.is_named);
        match (self.zone, kind) {
            (_, Kind::OpenFigure) => {
                self.outer = std::mem::replace(&mut self.zone, Zone::Value);
                // `\｛` begins a figure, `\{` does not.
                if !self.writer.text.get(..span.start as usize).is_some_and(|front| front.ends_with('\\')) {
                    piece.text = mark(kind, typed);
                }
            }
            (_, Kind::CloseFigure) => {
                self.zone = self.outer;
                piece.text = mark(kind, typed);
            }
            (Zone::Prose, Kind::HeadingMark | Kind::ItemMark | Kind::FootnoteMark) => {
                piece.text = mark(kind, typed);
            }
            (Zone::Value, Kind::Equals) => {
                self.zone = Zone::Expression;
                piece.text = mark(kind, typed);
            }
            (Zone::Value, Kind::Name) if before == Some(Kind::OpenFigure) => self.is_named = true,
            (Zone::Value, Kind::Colon) if is_named => piece.text = mark(kind, typed),
            (Zone::Rule, Kind::AtFigure) => {
                self.zone = Zone::Plain;
                piece.text = self.written(kind, typed);
            }
            (Zone::Rule, Kind::Colon) => {
                self.zone = Zone::Prose;
                piece.text = mark(kind, typed);
            }
            (Zone::Prose | Zone::Value | Zone::Format | Zone::Rule, _) => piece.is_kept = true,
            (Zone::Plain | Zone::Each | Zone::Expression, _) => {
                if matches!(kind, Kind::Name | Kind::Unit) {
                    (piece.text, piece.is_term) = self.name(kind, typed, before, next);
                } else if !self.is_name(kind, before, next) {
                    piece.text = self.written(kind, typed);
                }
                self.go_on(kind, typed);
            }
        }
        Some(piece)
    }

    /// The zone behind a word or mark of the language.
    fn go_on(&mut self, kind: Kind, typed: &str) {
        self.zone = match (kind, self.zone) {
            (Kind::At, _) => Zone::Plain,
            (Kind::Word, _) => {
                self.word = AtWord::of(typed);
                behind(self.word)
            }
            (Kind::Equals, Zone::Plain) => Zone::Expression,
            (Kind::As, Zone::Expression) => Zone::Format,
            (Kind::Each, _) => Zone::Each,
            (Kind::Of, _) => Zone::Plain,
            (Kind::Colon, zone) => match self.word {
                Some(AtWord::Head(HeadWord::Check)) => Zone::Expression,
                Some(AtWord::Head(HeadWord::Allow)) => Zone::Prose,
                _ => zone,
            },
            (_, zone) => zone,
        };
    }

    /// Is a mark part of a name? Points and quotes are, in that of a table; so is the number in that of a unit.
    fn is_name(&self, kind: Kind, before: Option<Kind>, next: Option<Token>) -> bool {
        let is_step = before == Some(Kind::Dot) || next.is_some_and(|(next, _)| next == Kind::Dot);
        match kind {
            Kind::Dot => true,
            Kind::Quoted => is_step,
            Kind::Number => self.zone != Zone::Expression,
            _ => false,
        }
    }

    /// A word or mark of the language.
    fn written(&self, kind: Kind, typed: &'a str) -> Cow<'a, str> {
        let lang = self.writer.language(typed);
        if kind == Kind::Word {
            let word = match AtWord::of(typed) {
                Some(AtWord::Property(PropertyWord::Guide))
                    if typed == "说明" && !self.writer.is_template =>
                {
                    Some(AtWord::Property(PropertyWord::Note))
                }
                word => word,
            };
            return word.map_or(Cow::Borrowed(typed), |word| Cow::Borrowed(word.written(lang)));
        }
        words::word(kind, typed, lang).map_or_else(|| mark(kind, typed), Cow::Borrowed)
    }

    /// A plain word: a name, unless it counts as a word of the language in its place.
    fn name(
        &self,
        kind: Kind,
        typed: &'a str,
        before: Option<Kind>,
        next: Option<Token>,
    ) -> (Cow<'a, str>, bool) {
        let lang = self.writer.language(typed);
        let word = match (self.zone, self.word) {
            (Zone::Expression, _) if kind == Kind::Unit => words::measure(typed, lang),
            (Zone::Expression | Zone::Each, _) => {
                let is_path = before == Some(Kind::Dot);
                let is_followed = next.is_some_and(|(kind, _)| kind == Kind::Dot);
                let meant = term(typed).filter(|word| match self.zone {
                    Zone::Each => {
                        matches!(word, TermWord::Row | TermWord::Column | TermWord::Cell)
                            && !is_path
                            && !is_followed
                    }
                    _ => !self.writer.taken.contains(word) && (!is_path || *word == TermWord::Cell),
                });
                let written = meant.map(|word| words::term(word, lang));
                return (Cow::Borrowed(written.unwrap_or(typed)), written.is_some());
            }
            (_, Some(AtWord::Property(property))) => words::argument(property, typed, lang),
            _ => None,
        };
        (Cow::Borrowed(word.unwrap_or(typed)), false)
    }

    /// `@accept note` is one word of two: how it is written, where the second one follows.
    fn accept_note(&self, (kind, span): Token, next: Option<Token>) -> Option<&'static str> {
        let (note, place) = next?;
        let is_it = kind == Kind::Word
            && self.word == Some(AtWord::Property(PropertyWord::Accept))
            && note == Kind::Mark
            && place.of(self.writer.text) == "note";
        let lang = self.writer.language(span.of(self.writer.text));
        is_it.then(|| AtWord::Property(PropertyWord::AcceptNote).written(lang))
    }
}

/// What stands behind the word behind an `@`.
const fn behind(word: Option<AtWord>) -> Zone {
    match word {
        Some(AtWord::Head(HeadWord::Report)) => Zone::Prose,
        Some(AtWord::Head(HeadWord::Allow)) => Zone::Rule,
        Some(AtWord::Property(
            PropertyWord::Entity
            | PropertyWord::Title
            | PropertyWord::Guide
            | PropertyWord::Note
            | PropertyWord::Message,
        )) => Zone::Prose,
        Some(AtWord::Property(PropertyWord::When)) => Zone::Expression,
        _ => Zone::Plain,
    }
}
