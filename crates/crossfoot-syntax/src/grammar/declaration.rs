//! Declarations: the lines of `@columns`, `@rows`, `@dimension`, `@field`, `@numbering` and `@import`.

use chumsky::prelude::{Parser, choice, just};
use crossfoot_source::{Edit, Span};

use super::expression::path;
use super::property::{Place, property, property1};
use super::sentence::{In, Miss, Read, one, rule};
use crate::ast::{Decl, DeclName, Formula, Path, Step, StepKind};
use crate::chars::unquoted;
use crate::fault::{Construct, Expected, FaultKind};
use crate::lex::Mode;
use crate::reader::Reader;
use crate::token::Kind;

/// `NAME "label" = formula @property`, with the properties and declarations beneath. `from` is where it begins on its line.
pub(crate) fn decl(reader: &mut Reader<'_>, at: usize, from: u32, place: Place) -> Decl {
    let line = reader.line(at);
    reader.lexer.begin();
    let mut stop = reader.lexer.language(from, line.end, Mode::Declaration);
    let count = reader.lexer.count();
    let equals = reader.lexer.find(Kind::Equals, 0, count);
    let behind = count.checked_sub(1).and_then(|last| reader.lexer.place(last)).map_or(from, |last| last.end);
    let (name, label) = named(reader, equals.unwrap_or(count), behind);
    let formula = equals.and_then(|equals| {
        let span = reader.lexer.place(equals)?;
        Some(Formula { equals: span, expr: reader.expression(equals + 1, count, behind) })
    });
    reader.lexer.commit();
    let (marked, others) = reader.count_beneath(at);
    let mut properties = Vec::with_capacity(marked + usize::from(stop < line.end));
    while stop < line.end && crate::chars::char_at(reader.text, stop).map(crate::chars::fold) == Some('@') {
        let (property, end) = property1(reader, stop, line.end, place);
        properties.push(property);
        stop = end;
    }
    let mut children = Vec::with_capacity(others);
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            properties.push(property(reader, beneath, place));
        } else {
            let from = reader.line(beneath).mark;
            children.push(decl(reader, beneath, from, place));
        }
    });
    Decl { span: line.content(), name, label, formula, properties, children }
}

/// A name with perhaps a label.
pub(crate) fn declared<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(DeclName, Option<Span>), M> {
    input.parse(rule(declname).then(one(Kind::Quoted).or_not()))
}

/// `*`, `1..10`, digits, a path
pub(crate) fn declname<M: Miss>(input: &mut In<'_, '_, M>) -> Read<DeclName, M> {
    let any = one(Kind::Star).map(DeclName::Any);
    let range = just(Kind::DotDot).ignore_then(one(Kind::Digits));
    let digits = one(Kind::Digits).then(range.or_not()).map(|(first, last)| match last {
        Some(last) => DeclName::Range(first, last),
        None => DeclName::Path(Path { span: first, steps: vec![Step { span: first, kind: StepKind::Word }] }),
    });
    input.parse(choice((rule(path).map(DeclName::Path), any, digits)))
}

/// The name and label in front of the `=`. What is neither needs quotes, and is read as if it had them.
fn named(reader: &mut Reader<'_>, end: usize, behind: u32) -> (DeclName, Option<Span>) {
    if end == 0 {
        let at = reader.lexer.place(0).map_or(Span::at(behind), |first| Span::at(first.start));
        reader.missing(at, Expected::Name, Construct::Declaration);
        return (DeclName::Hole(at), None);
    }
    // The short way for what most declarations are: a name and perhaps a label.
    let sentence = reader.lexer.sentence(0, end);
    if let ([Kind::Name] | [Kind::Name, Kind::Quoted], [span, label @ ..]) = (sentence.kinds, sentence.spans)
    {
        let path = Path { span: *span, steps: vec![Step { span: *span, kind: StepKind::Word }] };
        return (DeclName::Path(path), label.first().map(|label| unquoted(reader.text, *label)));
    }
    if let Some((name, label)) = sentence.read(declared) {
        return (name, label.map(|label| unquoted(reader.text, label)));
    }
    let quoted = reader.lexer.find(Kind::Quoted, 0, end).unwrap_or(end);
    let first = reader.lexer.place(0).unwrap_or_default();
    let last = quoted.checked_sub(1).and_then(|at| reader.lexer.place(at));
    match last {
        Some(last) if reader.lexer.kind(quoted - 1) != Some(Kind::Dot) => {
            let span = first.to(last);
            let quote = |at| Edit { span: Span::at(at), text: "\"".to_owned() };
            reader.lexer.fault(span, FaultKind::NeedsQuotes, vec![quote(span.start), quote(span.end)]);
            let label =
                reader.lexer.place(quoted).filter(|_| quoted < end).map(|label| unquoted(reader.text, label));
            (DeclName::Path(Path { span, steps: vec![Step { span, kind: StepKind::Quoted }] }), label)
        }
        _ => {
            reader.read((0, end), behind, Construct::Declaration, declared, declared);
            (DeclName::Hole(first), None)
        }
    }
}
