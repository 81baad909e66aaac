//! What the productions read: the words and marks of one sentence, with the places where they stand.

use chumsky::{
    DefaultExpected, Parser,
    error::{EmptyErr, Error, LabelError},
    extra,
    input::{Cursor, InputRef, MapExtra},
    inspector::SimpleState,
    primitive::custom,
    span::SimpleSpan,
    util::MaybeRef,
};
use crossfoot_source::Span;

use crate::fault::{Construct, Expected, ExpectedSet, FaultKind};
use crate::token::Kind;

/// Words and marks, the text that they are from, and where in it each stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) kinds: &'a [Kind],
    pub(crate) spans: &'a [Span],
}

/// How the productions are parametrised: a flat error, and the sentence to look places up.
type Extra<'a, M> = extra::Full<M, SimpleState<Sentence<'a>>, ()>;

/// What a production reads from.
pub(crate) type In<'a, 'p, M> = InputRef<'a, 'p, &'a [Kind], Extra<'a, M>>;

/// What a production gives.
pub(crate) type Read<T, M> = Result<T, M>;

/// What is known of a sentence that a production cannot read: nothing but that (`EmptyErr`), which costs nothing, or
/// where and what was expected ([`Missed`]). Sentences are read the first way, and again the second way if they fail.
pub(crate) trait Miss:
    for<'a> Error<'a, &'a [Kind]> + for<'a> LabelError<'a, &'a [Kind], Expected>
{
}

impl<M: for<'a> Error<'a, &'a [Kind]> + for<'a> LabelError<'a, &'a [Kind], Expected>> Miss for M {}

/// Where a sentence could not be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    at: usize,
    found: Option<Kind>,
    expected: ExpectedSet,
}

impl<'a> Sentence<'a> {
    /// The whole sentence by one production, with an account of what was missing.
    pub(crate) fn account<T>(
        self,
        production: impl Fn(&mut In<'a, '_, Missed>) -> Read<T, Missed>,
    ) -> Read<T, Missed> {
        let result = custom(production).parse_with_state(self.kinds, &mut SimpleState(self)).into_result();
        let none = Missed { at: 0, found: None, expected: ExpectedSet::default() };
        result.map_err(|missed| missed.first().copied().unwrap_or(none))
    }

    /// The whole sentence by one production.
    pub(crate) fn read<T>(
        self,
        production: impl Fn(&mut In<'a, '_, EmptyErr>) -> Read<T, EmptyErr>,
    ) -> Option<T> {
        custom(production).parse_with_state(self.kinds, &mut SimpleState(self)).into_output()
    }

    /// The place of a stretch of words.
    fn place(self, words: SimpleSpan) -> Span {
        let last = words.end.checked_sub(1).and_then(|at| self.spans.get(at)).copied();
        match self.spans.get(words.start) {
            Some(first) if words.end > words.start => first.to(last.unwrap_or(*first)),
            _ => Span::at(last.map_or(0, |last| last.end)),
        }
    }
}

/// A production as a parser, to be combined.
pub(crate) fn rule<'a, T, M: Miss>(
    production: impl Fn(&mut In<'a, '_, M>) -> Read<T, M> + Copy,
) -> impl Parser<'a, &'a [Kind], T, Extra<'a, M>> + Copy {
    custom(production)
}

/// A list of what repeats. There are many lists in a tree, and nearly all are of one or two, so that none keeps
/// room for more than it has.
pub(crate) struct Few<T>(Vec<T>);

impl<T> Few<T> {
    /// As a list.
    pub(crate) fn list(self) -> Vec<T> {
        self.0
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut list = Vec::new();
        for one in iter {
            list.reserve_exact(1);
            list.push(one);
        }
        Self(list)
    }
}

/// One word or mark: where it stands.
pub(crate) fn one<'a, M: Miss>(kind: Kind) -> impl Parser<'a, &'a [Kind], Span, Extra<'a, M>> + Copy {
    chumsky::primitive::just(kind).map_with(|_, extra| here(extra))
}

/// A word or mark, if it is the next: where it stands.
pub(crate) fn taken<M: Miss>(input: &mut In<'_, '_, M>, kind: Kind) -> Option<Span> {
    let before = input.cursor();
    if input.peek() != Some(kind) {
        return None;
    }
    input.skip();
    Some(since(input, &before))
}

/// Where what was read since then stands.
pub(crate) fn since<'a, 'p, M: Miss>(input: &mut In<'a, 'p, M>, before: &Cursor<'a, 'p, &'a [Kind]>) -> Span {
    let words = input.span_since(before);
    input.state().place(words)
}

/// Where what was just read stands.
pub(crate) fn here<'a, M: Miss>(extra: &mut MapExtra<'a, '_, &'a [Kind], Extra<'a, M>>) -> Span {
    let words = extra.span();
    extra.state().place(words)
}

/// What was just read, as typed.
pub(crate) fn typed<'a, M: Miss>(extra: &mut MapExtra<'a, '_, &'a [Kind], Extra<'a, M>>) -> &'a str {
    let span = here(extra);
    span.of(extra.state().text)
}

impl Missed {
    /// The fault that it is, and where. `behind` is where the sentence ends.
    pub(crate) fn fault(self, sentence: Sentence<'_>, behind: u32, inside: Construct) -> (Span, FaultKind) {
        let end = sentence.spans.last().map_or(behind, |last| last.end.max(behind));
        let span = sentence.spans.get(self.at).copied().unwrap_or(Span::at(end));
        (span, FaultKind::Expected { expected: self.expected, found: self.found, inside })
    }
}

impl Expected {
    /// What a person calls the kind of word or mark.
    const fn from_kind(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::Name | Kind::Digits => Self::Name,
            Kind::Quoted => Self::Quoted,
            Kind::Number | Kind::Numeral => Self::Number,
            Kind::Function
            | Kind::NotApplicable
            | Kind::OpenBracket
            | Kind::Minus
            | Kind::Not
            | Kind::Dot
            | Kind::Star => return None,
            Kind::Plus
            | Kind::Slash
            | Kind::And
            | Kind::Or
            | Kind::In
            | Kind::Is
            | Kind::Else
            | Kind::Within => Self::Operator,
            Kind::Comma => Self::Comma,
            Kind::Colon => Self::Colon,
            Kind::Equals => Self::Equals,
            Kind::OpenParen => Self::OpenParen,
            Kind::CloseParen => Self::CloseParen,
            Kind::CloseBracket => Self::CloseBracket,
            Kind::Absent => Self::Absent,
            Kind::Unit => Self::Unit,
            Kind::Period => Self::Period,
            Kind::Mark => Self::Mark,
            Kind::Each => Self::Each,
            _ => return None,
        })
    }
}

impl<'a> Error<'a, &'a [Kind]> for Missed {
    fn merge(self, other: Self) -> Self {
        match self.at.cmp(&other.at) {
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Equal => Self { expected: self.expected.and(other.expected), ..self },
        }
    }
}

impl<'a> LabelError<'a, &'a [Kind], DefaultExpected<'a, Kind>> for Missed {
    fn expected_found<E: IntoIterator<Item = DefaultExpected<'a, Kind>>>(
        expected: E,
        found: Option<MaybeRef<'a, Kind>>,
        span: SimpleSpan,
    ) -> Self {
        let mut set = ExpectedSet::default();
        for one in expected {
            let one = match one {
                DefaultExpected::Token(kind) => Expected::from_kind(*kind),
                DefaultExpected::EndOfInput => Some(Expected::End),
                _ => None,
            };
            set = one.map_or(set, |one| set.and(ExpectedSet::of(one)));
        }
        Self { at: span.start, found: found.map(|kind| *kind), expected: set }
    }

    fn replace_expected_found<E: IntoIterator<Item = DefaultExpected<'a, Kind>>>(
        self,
        expected: E,
        found: Option<MaybeRef<'a, Kind>>,
        span: SimpleSpan,
    ) -> Self {
        // The productions' own errors are filed where they began; what counts is how far they came.
        let new = LabelError::<&'a [Kind], DefaultExpected<'a, Kind>>::expected_found(expected, found, span);
        self.merge(new)
    }
}

impl<'a> LabelError<'a, &'a [Kind], Expected> for Missed {
    fn expected_found<E: IntoIterator<Item = Expected>>(
        expected: E,
        found: Option<MaybeRef<'a, Kind>>,
        span: SimpleSpan,
    ) -> Self {
        let expected =
            expected.into_iter().fold(ExpectedSet::default(), |set, one| set.and(ExpectedSet::of(one)));
        Self { at: span.start, found: found.map(|kind| *kind), expected }
    }

    fn label_with(&mut self, label: Expected) {
        self.expected = ExpectedSet::of(label);
    }
}
