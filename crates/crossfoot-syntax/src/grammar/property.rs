//! Properties: `@` lines beneath what they belong to, and `@` words at the end of a declaration.

use chumsky::IterParser;
use chumsky::prelude::{Parser, choice, just};
use crossfoot_source::{Edit, Span};

use super::content::inline;
use super::expression::selector;
use super::head::prior;
use super::sentence::{Few, In, Miss, Read, here, one, rule, typed};
use crate::ast::{Accept, Chart, Expr, PeriodSpec, Property, PropertyKind, UnitExpr};
use crate::at::{AtWord, Marked};
use crate::chars::{char_at, fold, trim, unquoted};
use crate::fault::{Construct, Expected, FaultKind};
use crate::lex::Mode;
use crate::reader::Reader;
use crate::token::Kind;
use crate::words::{self, BlankWord, ChartWord, HeadWord, PlaceWord, PropertyWord, SeverityWord};

/// What a property stands beneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `@report`.
    Report,
    /// `@template`.
    Template,
    /// A heading.
    Heading,
    /// A mark of `@numbering`.
    Mark,
    /// A row, a column, a field, a member.
    Declaration,
    /// `@import`.
    Import,
    /// `@table`.
    Table,
    /// `@panel`.
    Panel,
    /// A row with its cells.
    Row,
    /// `@check`.
    Check,
    /// `@let`.
    Let,
}

impl Place {
    /// Can a property stand here? As the table of words in the reference says.
    pub const fn takes(self, word: PropertyWord) -> bool {
        use Place::{Check, Declaration, Heading, Import, Mark, Panel, Report, Row, Table, Template};
        match word {
            PropertyWord::Follows | PropertyWord::Entity | PropertyWord::Last | PropertyWord::Status => {
                matches!(self, Report)
            }
            PropertyWord::Title => matches!(self, Template),
            PropertyWord::Period => matches!(self, Report | Template),
            PropertyWord::Unit => matches!(self, Table | Panel | Declaration | Row),
            PropertyWord::Blank => matches!(self, Template | Table | Panel | Declaration | Row),
            PropertyWord::Accept | PropertyWord::AcceptNote => {
                matches!(self, Template | Table | Panel | Declaration | Row | Check)
            }
            PropertyWord::Chart => matches!(self, Table | Panel),
            PropertyWord::Optional => matches!(self, Heading | Table | Import | Declaration),
            PropertyWord::Nonadditive | PropertyWord::Name => matches!(self, Declaration),
            PropertyWord::Runin => matches!(self, Mark),
            PropertyWord::Also | PropertyWord::Was => matches!(self, Heading | Declaration),
            PropertyWord::Guide => true,
            PropertyWord::Note => matches!(self, Report | Table | Panel | Declaration | Row),
            PropertyWord::When => matches!(self, Check),
            PropertyWord::Message => matches!(self, Check | Declaration),
            PropertyWord::Severity => matches!(self, Template | Table | Check | Declaration),
        }
    }
}

/// A `@` line with what goes on beneath it.
pub(crate) fn property(reader: &mut Reader<'_>, at: usize, place: Place) -> Property {
    let line = reader.line(at);
    let (found, from) = reader.marked(line.mark, line.end);
    let span = Span::new(line.mark, reader.line(reader.end(at) - 1).end);
    let kind = match known(reader, found, place) {
        Some(Known::Prior) => PropertyKind::Prior(prior(reader, at, from)),
        Some(Known::Property(word)) => {
            if !takes_text(word) && word != PropertyWord::When {
                only_one(reader, Span::new(from, line.end), Span::new(line.start, line.mark));
            }
            said(reader, word, Span::new(from, line.end), Some(at))
        }
        None => {
            reader.lexer.token(Kind::Text, Span::new(from, line.end));
            reader.nothing_beneath(at);
            PropertyKind::Unknown
        }
    };
    Property { span, word: found.span, kind }
}

/// On a line of its own stands one property; on that of a declaration there may be several.
fn only_one(reader: &mut Reader<'_>, argument: Span, indent: Span) {
    let end = reader.lexer.argument_end(argument.start, argument.end);
    if char_at(reader.text, end).map(fold) == Some('@') && end < argument.end {
        let before = trim(reader.text, Span::new(argument.start, end));
        let text = format!("\n{}", indent.of(reader.text));
        let edit = Edit { span: Span::new(before.end, end), text };
        let second = trim(reader.text, Span::new(end, argument.end));
        reader.lexer.fault(second, FaultKind::SharedLine, vec![edit]);
    }
}

/// `@` and its word at the end of a declaration, from `mark` on. Returns where the next one begins.
pub(crate) fn property1(reader: &mut Reader<'_>, mark: u32, to: u32, place: Place) -> (Property, u32) {
    let (found, from) = reader.marked(mark, to);
    let word = match known(reader, found, place) {
        Some(Known::Property(word)) => Some(word),
        _ => None,
    };
    let end = if word.is_some_and(takes_text) { to } else { reader.lexer.argument_end(from, to) };
    let kind = match word {
        Some(word) => said(reader, word, Span::new(from, end), None),
        None => PropertyKind::Unknown,
    };
    let span = trim(reader.text, Span::new(mark, end));
    let next = if char_at(reader.text, end).map(fold) == Some('@') { end } else { to };
    (Property { span, word: found.span, kind }, next)
}

/// A word that can stand in a place.
enum Known {
    Property(PropertyWord),
    Prior,
}

fn known(reader: &mut Reader<'_>, found: Marked, place: Place) -> Option<Known> {
    // In a report 说明 is a note.
    let word = match found.word {
        Some(AtWord::Property(PropertyWord::Guide))
            if !reader.template && found.span.of(reader.text) == "说明" =>
        {
            Some(AtWord::Property(PropertyWord::Note))
        }
        word => word,
    };
    match word {
        Some(AtWord::Property(word)) if place.takes(word) => Some(Known::Property(word)),
        Some(AtWord::Head(HeadWord::Prior)) if place == Place::Report => Some(Known::Prior),
        _ => {
            reader.misplaced(found);
            None
        }
    }
}

/// Does it take the rest of the line?
const fn takes_text(word: PropertyWord) -> bool {
    matches!(
        word,
        PropertyWord::Follows
            | PropertyWord::Entity
            | PropertyWord::Title
            | PropertyWord::Guide
            | PropertyWord::Note
            | PropertyWord::Message
            | PropertyWord::Last
    )
}

/// What a property says. `line` is its line, where more may stand beneath it.
fn said(reader: &mut Reader<'_>, word: PropertyWord, span: Span, line: Option<usize>) -> PropertyKind {
    let prose = match word {
        PropertyWord::Entity => PropertyKind::Entity,
        PropertyWord::Title => PropertyKind::Title,
        PropertyWord::Guide => PropertyKind::Guide,
        PropertyWord::Note => PropertyKind::Note,
        PropertyWord::Message => PropertyKind::Message,
        PropertyWord::When => return PropertyKind::When(when(reader, span, line)),
        _ => {
            let kind = argument(reader, word, span);
            if let Some(line) = line {
                reader.nothing_beneath(line);
            }
            return kind;
        }
    };
    let (more, marked) = line.map_or_else(Default::default, |line| text_beneath(reader, line));
    let first = trim(reader.text, span);
    let first = (!first.is_empty()).then_some(first);
    let kind = prose(inline(reader, first.into_iter().chain(more)));
    for line in marked {
        reader.unexpected(line);
    }
    kind
}

/// The lines of text beneath a line, at any depth, and the `@` lines among them.
pub(super) fn text_beneath(reader: &Reader<'_>, at: usize) -> (Vec<Span>, Vec<usize>) {
    let lines: Vec<usize> = (at + 1..reader.end(at)).collect();
    let first_marked = lines.iter().position(|line| reader.is_marked(*line)).unwrap_or(lines.len());
    let (text, rest) = lines.split_at_checked(first_marked).unwrap_or_default();
    (
        text.iter().map(|line| reader.line(*line).content()).collect(),
        rest.iter().copied().filter(|line| reader.is_marked(*line)).collect(),
    )
}

/// `@when`: an expression that may go on over the lines beneath.
fn when(reader: &mut Reader<'_>, span: Span, line: Option<usize>) -> Expr {
    reader.lexer.begin();
    let mut end = reader.lexer.language(span.start, span.end, Mode::Expression);
    let (more, marked) = line.map_or_else(Default::default, |line| text_beneath(reader, line));
    for line in more {
        end = reader.lexer.language(line.start, line.end, Mode::Expression);
    }
    let expr = reader.expression(0, reader.lexer.count(), end);
    reader.lexer.commit();
    for line in marked {
        reader.unexpected(line);
    }
    expr
}

/// What stands behind the word of a property that takes no text.
fn argument(reader: &mut Reader<'_>, word: PropertyWord, span: Span) -> PropertyKind {
    let lexer = &mut reader.lexer;
    lexer.begin();
    let to = lexer.argument_end(span.start, span.end);
    match word {
        PropertyWord::Follows | PropertyWord::Last => {
            let rest = lexer.rest(span.start, span.end);
            lexer.commit();
            return if word == PropertyWord::Last {
                PropertyKind::Last(file_name(reader.text, rest))
            } else {
                PropertyKind::Follows(rest)
            };
        }
        PropertyWord::Period => lexer.period_words(span.start, to),
        PropertyWord::Unit => lexer.unit_words(span.start, to),
        PropertyWord::Accept => lexer.accept_words(span.start, to),
        // Where digits are names.
        PropertyWord::Chart => {
            lexer.language(span.start, to, Mode::Declaration);
        }
        _ => {
            lexer.language(span.start, to, Mode::Expression);
        }
    }
    let part = (0, lexer.count());
    let end = part.1.checked_sub(1).and_then(|last| lexer.place(last)).map_or(span.start, |last| last.end);
    let kind = match word {
        PropertyWord::Period => match reader.read(part, end, Construct::Period, period, period) {
            Some(period) => PropertyKind::Period(period),
            None => PropertyKind::Unknown,
        },
        PropertyWord::Unit => PropertyKind::Unit(reader.read(part, end, Construct::Unit, unit, unit)),
        PropertyWord::Accept => accepted(reader, part, end),
        PropertyWord::Status => {
            PropertyKind::Status(reader.read(part, end, Construct::Status, status, status))
        }
        PropertyWord::Blank => PropertyKind::Blank(reader.read(part, end, Construct::Blank, blank, blank)),
        PropertyWord::Chart => PropertyKind::Chart(reader.read(part, end, Construct::Chart, chart, chart)),
        PropertyWord::Name => PropertyKind::Name(reader.read(part, end, Construct::RuleName, name, name)),
        PropertyWord::Also => PropertyKind::Also(reader.read(part, end, Construct::Label, label, label)),
        PropertyWord::Was => PropertyKind::Was(reader.read(part, end, Construct::Label, label, label)),
        PropertyWord::Severity => match reader.read(part, end, Construct::Severity, severity, severity) {
            Some((level, draft)) => PropertyKind::Severity { level: Some(level), draft },
            None => PropertyKind::Severity { level: None, draft: None },
        },
        PropertyWord::Optional => alone(reader, part, PropertyKind::Optional),
        PropertyWord::Nonadditive => alone(reader, part, PropertyKind::Nonadditive),
        PropertyWord::Runin => alone(reader, part, PropertyKind::RunIn),
        PropertyWord::AcceptNote => alone(reader, part, PropertyKind::AcceptNote),
        _ => PropertyKind::Unknown,
    };
    reader.lexer.commit();
    kind
}

/// `@accept note`, `@accept n/a, <1`
fn accepted(reader: &mut Reader<'_>, part: (usize, usize), end: u32) -> PropertyKind {
    let first = reader.lexer.place(0).map_or("", |first| first.of(reader.text));
    if part.1 == 1 && first == "note" {
        return PropertyKind::AcceptNote;
    }
    PropertyKind::Accept(reader.read(part, end, Construct::Accept, accept, accept).unwrap_or_default())
}

/// A word that says it all.
fn alone(reader: &mut Reader<'_>, part: (usize, usize), kind: PropertyKind) -> PropertyKind {
    if part.1 > 0 {
        let first = reader.lexer.place(0).unwrap_or_default();
        let last = reader.lexer.place(part.1 - 1).unwrap_or(first);
        reader.missing(first.to(last), Expected::End, Construct::Declaration);
    }
    kind
}

/// `2021`, `2021..`, `FY2024.. ends 09-30`
pub(crate) fn period<M: Miss>(input: &mut In<'_, '_, M>) -> Read<PeriodSpec, M> {
    let to = just(Kind::DotDot).ignore_then(one(Kind::Period).or_not());
    let ends = just(Kind::Ends).ignore_then(one(Kind::Period).labelled(Expected::MonthDay));
    let whole = one(Kind::Period).then(to.or_not()).then(ends.or_not());
    input.parse(whole.map(|((from, to), ends)| PeriodSpec {
        from,
        open: to.is_some(),
        to: to.flatten(),
        ends,
    }))
}

/// `件`, `1000 USD`, `元/件`, `"人·日"`
pub(crate) fn unit<M: Miss>(input: &mut In<'_, '_, M>) -> Read<UnitExpr, M> {
    let whole = one(Kind::Number).or_not().then(rule(unitname));
    input.parse(whole.map_with(|(factor, name), extra| UnitExpr { span: here(extra), factor, name }))
}

/// A unit's name, perhaps in quotes.
pub(crate) fn unitname<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Span, M> {
    let quoted = one(Kind::Quoted).map_with(|span, extra| unquoted(extra.state().text, span));
    input.parse(choice((one(Kind::Unit), quoted.labelled(Expected::Unit))))
}

/// `n/a, <1, — as 0`
pub(crate) fn accept<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Vec<Accept>, M> {
    let stands_for = just(Kind::As).ignore_then(one(Kind::Mark));
    let entry =
        one(Kind::Mark).then(stands_for.or_not()).map(|(mark, stands_for)| Accept { mark, stands_for });
    input.parse(entry.separated_by(just(Kind::Comma)).at_least(1).collect().map(Few::list))
}

/// `bars`, `lines: Total, first.*`
pub(crate) fn chart<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Chart, M> {
    let names = rule(selector).separated_by(just(Kind::Comma)).at_least(1).collect().map(Few::list);
    let names = just(Kind::Colon).ignore_then(names).or_not();
    let whole = rule(chartkind).then(names);
    input.parse(whole.map_with(|(kind, names), extra| Chart {
        span: here(extra),
        kind,
        names: names.unwrap_or_default(),
    }))
}

/// `bars`, `lines`, `shares`
pub(crate) fn chartkind<M: Miss>(input: &mut In<'_, '_, M>) -> Read<ChartWord, M> {
    let kind = one(Kind::Name).map_with(|_, extra| words::chart(typed(extra)));
    input.parse(
        kind.filter(Option::is_some).map(|kind| kind.unwrap_or(ChartWord::Bars)).labelled(Expected::Chart),
    )
}

/// `warning`, `error, draft hint`
pub(crate) fn severity<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(SeverityWord, Option<SeverityWord>), M> {
    let is_draft = one(Kind::Name)
        .map_with(|_, extra| words::place(typed(extra)) == Some(PlaceWord::Draft))
        .filter(|is_draft| *is_draft)
        .labelled(Expected::Status);
    let draft = just(Kind::Comma).ignore_then(is_draft).ignore_then(rule(level));
    input.parse(rule(level).then(draft.or_not()))
}

/// `error`, `warning`, `hint`, `off`
pub(crate) fn level<M: Miss>(input: &mut In<'_, '_, M>) -> Read<SeverityWord, M> {
    let level = one(Kind::Name).map_with(|_, extra| words::severity(typed(extra)));
    input.parse(
        level
            .filter(Option::is_some)
            .map(|level| level.unwrap_or(SeverityWord::Error))
            .labelled(Expected::Level),
    )
}

/// `draft`, `final`
pub(crate) fn status<M: Miss>(input: &mut In<'_, '_, M>) -> Read<bool, M> {
    let status = one(Kind::Name).map_with(|_, extra| words::place(typed(extra)));
    let status = status.filter(|word| matches!(word, Some(PlaceWord::Draft | PlaceWord::Final)));
    input.parse(status.map(|word| word == Some(PlaceWord::Final)).labelled(Expected::Status))
}

/// `error`, `zero`, `unknown`, `n/a`
pub(crate) fn blank<M: Miss>(input: &mut In<'_, '_, M>) -> Read<BlankWord, M> {
    let absent = one(Kind::NotApplicable).map(|_| Some(BlankWord::Na));
    let word = one(Kind::Name).map_with(|_, extra| words::blank(typed(extra)));
    let word = choice((absent, word)).filter(Option::is_some);
    input.parse(word.map(|word| word.unwrap_or(BlankWord::Error)).labelled(Expected::Blank))
}

/// A plain word.
pub(crate) fn name<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Span, M> {
    input.parse(one(Kind::Name))
}

/// A text in quotes.
pub(crate) fn label<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Span, M> {
    input.parse(one(Kind::Quoted).map_with(|span, extra| unquoted(extra.state().text, span)))
}

/// The name of a file, without the quotes that somebody put round it.
pub(super) fn file_name(text: &str, span: Span) -> Span {
    let typed = span.of(text);
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('《', '》'), ('「', '」')];
    let quoted = pairs.iter().any(|(open, close)| {
        typed.chars().count() > 1 && typed.starts_with(*open) && typed.ends_with(*close)
    });
    let (open, close) =
        (typed.chars().next().map_or(0, char::len_utf8), typed.chars().next_back().map_or(0, char::len_utf8));
    if quoted { trim(text, Span::new(span.start + open as u32, span.end - close as u32)) } else { span }
}
