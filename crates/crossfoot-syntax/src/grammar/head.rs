//! The blocks that say what a file is and what it works with.

use chumsky::prelude::{Parser, just};
use crossfoot_source::Span;

use super::content::inline;
use super::declaration::decl;
use super::expression::{path, reference};
use super::property::{Place, file_name, property, unitname};
use super::sentence::{In, Miss, Read, one, rule};
use crate::ast::{
    BlockKind, Decl, FieldValue, Import, Path, Prior, PriorFigure, ReportHead, TemplateHead, UnitDecl,
};
use crate::at::AtWord;
use crate::chars::{char_at, fold, is_space, run, trim, width};
use crate::fault::{Construct, Expected};
use crate::lex::Mode;
use crate::reader::Reader;
use crate::token::Kind;
use crate::words::HeadWord;

/// `@report title`
pub(crate) fn report(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    let title = trim(reader.text, Span::new(from, line.end));
    let title = inline(reader, (!title.is_empty()).then_some(title));
    let mut head = ReportHead { line: line.content(), title, properties: Vec::new(), fields: Vec::new() };
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            head.properties.push(property(reader, beneath, Place::Report));
        } else if let Some(field) = fieldvalue(reader, beneath) {
            head.fields.push(field);
        }
    });
    BlockKind::Report(head)
}

/// `name: value`
pub(crate) fn fieldvalue(reader: &mut Reader<'_>, at: usize) -> Option<FieldValue> {
    let span = reader.line(at).content();
    let colon = span.of(reader.text).char_indices().find(|(_, c)| fold(*c) == ':');
    let field = match colon {
        Some((colon, mark)) => {
            let colon = Span::new(span.start + colon as u32, span.start + colon as u32 + width(mark));
            let name = trim(reader.text, Span::new(span.start, colon.start));
            let value = trim(reader.text, Span::new(colon.end, span.end));
            reader.lexer.token(Kind::Name, name);
            reader.lexer.token(Kind::Colon, colon);
            reader.lexer.token(Kind::Text, value);
            Some(FieldValue { span, name, value })
        }
        None => {
            reader.missing(Span::at(span.end), Expected::Colon, Construct::FieldLine);
            reader.lexer.token(Kind::Text, span);
            None
        }
    };
    reader.nothing_beneath(at);
    field
}

/// `@template name title`
pub(crate) fn template(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    reader.template = true;
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    let rest = trim(reader.text, Span::new(from, line.end));
    let name = Span::new(rest.start, run(reader.text, rest.start, rest.end, |c| !is_space(c)));
    let title = trim(reader.text, Span::new(name.end, rest.end));
    reader.lexer.token(Kind::Text, name);
    reader.lexer.token(Kind::Text, title);
    if name.is_empty() {
        reader.missing(Span::at(from), Expected::Name, Construct::Declaration);
    }
    let properties = only_properties(reader, at, Place::Template);
    BlockKind::Template(TemplateHead { line: line.content(), name, title, properties })
}

/// Beneath some heads stand properties only.
fn only_properties(reader: &mut Reader<'_>, at: usize, place: Place) -> Vec<crate::ast::Property> {
    let mut properties = Vec::new();
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            properties.push(property(reader, beneath, place));
        } else {
            reader.unexpected(beneath);
        }
    });
    properties
}

/// `@prior` in column 0.
fn prior_block(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    BlockKind::Prior(prior(reader, at, from))
}

/// A period, a template's name or a file, and figures beneath. `from` is behind the word.
pub(crate) fn prior(reader: &mut Reader<'_>, at: usize, from: u32) -> Prior {
    let line = reader.line(at);
    let whole = trim(reader.text, Span::new(from, line.end));
    reader.lexer.token(Kind::Text, whole);
    let mut figures = Vec::new();
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            reader.unexpected(beneath);
        } else {
            figures.extend(priorfigure(reader, beneath));
            reader.nothing_beneath(beneath);
        }
    });
    Prior { line: line.content(), of: file_name(reader.text, whole), figures }
}

/// `reference = expression`
pub(crate) fn priorfigure(reader: &mut Reader<'_>, at: usize) -> Option<PriorFigure> {
    let line = reader.line(at);
    reader.lexer.begin();
    let end = reader.lexer.language(line.mark, line.end, Mode::Expression);
    let count = reader.lexer.count();
    let equals = reader.lexer.find(Kind::Equals, 0, count);
    let target = reader.read((0, equals.unwrap_or(count)), end, Construct::PriorLine, reference, reference);
    let figure = match (target, equals) {
        (Some(target), Some(equals)) => {
            let expr = reader.expression(equals + 1, count, end);
            Some(PriorFigure { span: target.span.to(expr.span), target, expr })
        }
        (Some(_), None) => {
            reader.missing(Span::at(end), Expected::Equals, Construct::PriorLine);
            None
        }
        _ => None,
    };
    reader.lexer.commit();
    figure
}

/// `@field NAME "label"`, with the choices beneath.
pub(crate) fn field(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    BlockKind::Field(head_decl(reader, at))
}

/// `@dimension NAME "label"`, with the members beneath.
pub(crate) fn dimension(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    BlockKind::Dimension(head_decl(reader, at))
}

fn head_decl(reader: &mut Reader<'_>, at: usize) -> Decl {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    decl(reader, at, from, Place::Declaration)
}

/// `@numbering`, with a mark a line beneath.
pub(crate) fn numbering(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    BlockKind::Numbering(decls(reader, at, Place::Mark))
}

/// The declarations beneath a line that declares nothing itself.
pub(super) fn decls(reader: &mut Reader<'_>, at: usize, place: Place) -> Vec<Decl> {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    if !Span::new(from, line.end).of(reader.text).trim_matches(is_space).is_empty() {
        reader.lexer.begin();
        reader.lexer.language(from, line.end, Mode::Expression);
        if let Some(first) = reader.lexer.place(0) {
            reader.missing(first, Expected::End, Construct::Declaration);
        }
        reader.lexer.commit();
    }
    let mut decls = Vec::with_capacity(reader.count_beneath(at).1);
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            reader.unexpected(beneath);
        } else {
            let from = reader.line(beneath).mark;
            decls.push(decl(reader, beneath, from, place));
        }
    });
    decls
}

/// `@units`, with a unit a line beneath.
pub(crate) fn units(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    let line = reader.line(at);
    reader.marked(line.mark, line.end);
    let mut units = Vec::new();
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            reader.unexpected(beneath);
        } else {
            units.extend(unit_line(reader, beneath));
            reader.nothing_beneath(beneath);
        }
    });
    BlockKind::Units(units)
}

/// A line beneath `@units`.
fn unit_line(reader: &mut Reader<'_>, at: usize) -> Option<UnitDecl> {
    let span = reader.line(at).content();
    let end = reader.lexer.argument_end(span.start, span.end);
    let span = trim(reader.text, Span::new(span.start, end));
    reader.lexer.begin();
    let equals = reader.lexer.equals(span);
    reader.lexer.unit_words(span.start, equals.map_or(span.end, |equals| equals.start));
    if let Some(equals) = equals {
        reader.lexer.put(Kind::Equals, equals);
        reader.lexer.unit_words(equals.end, span.end);
    }
    let part = (0, reader.lexer.count());
    let read = reader.read(part, span.end, Construct::UnitLine, unitdecl, unitdecl);
    reader.lexer.commit();
    let (name, (factor, base)) = read?;
    Some(UnitDecl { span, name, factor, base: Some(base) })
}

/// `万次 = 10000 次`
pub(crate) fn unitdecl<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(Span, (Option<Span>, Span)), M> {
    let base = one(Kind::Number).or_not().then(rule(unitname));
    input.parse(rule(unitname).then_ignore(just(Kind::Equals)).then(base))
}

/// `@import NAME from files`, with who must be there beneath.
pub(crate) fn import(reader: &mut Reader<'_>, at: usize) -> BlockKind {
    let line = reader.line(at);
    let (_, start) = reader.marked(line.mark, line.end);
    reader.lexer.begin();
    let end = reader.lexer.language(start, line.end, Mode::FileHead);
    let (head, from) = from_file(reader);
    let name = reader.read((0, head), end.min(line.end), Construct::ImportHead, importhead, importhead);
    reader.lexer.commit();
    let mut import = Import { line: line.content(), name, from, properties: Vec::new(), members: Vec::new() };
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            import.properties.push(property(reader, beneath, Place::Import));
        } else {
            let from = reader.line(beneath).mark;
            import.members.push(decl(reader, beneath, from, Place::Declaration));
        }
    });
    BlockKind::Import(import)
}

/// The word that rules use.
pub(crate) fn importhead<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Path, M> {
    input.parse(rule(path))
}

/// `from` and a file at the end of the sentence: how many words stand before it, and the file.
pub(super) fn from_file(reader: &mut Reader<'_>) -> (usize, Option<Span>) {
    let count = reader.lexer.count();
    let Some(from) = reader.lexer.find(Kind::From, 0, count) else { return (count, None) };
    (from, reader.lexer.place(from + 1).map(|file| file_name(reader.text, file)))
}

/// The block that a head word begins.
pub(crate) fn head(reader: &mut Reader<'_>, word: HeadWord, at: usize) -> BlockKind {
    match word {
        HeadWord::Report => report(reader, at),
        HeadWord::Template => template(reader, at),
        HeadWord::Prior => prior_block(reader, at),
        HeadWord::Field => field(reader, at),
        HeadWord::Units => units(reader, at),
        HeadWord::Numbering => numbering(reader, at),
        HeadWord::Dimension => dimension(reader, at),
        HeadWord::Import => import(reader, at),
        HeadWord::Table => BlockKind::Table(super::table::table(reader, at)),
        HeadWord::Check => BlockKind::Check(super::rule::check(reader, at)),
        HeadWord::Let => BlockKind::Let(super::rule::definition(reader, at)),
        HeadWord::Allow => BlockKind::Allow(super::rule::allow(reader, at)),
        HeadWord::Panel | HeadWord::Columns | HeadWord::Rows => BlockKind::Unknown,
    }
}

/// Is a line `@` and a certain head word?
pub(super) fn head_word(reader: &Reader<'_>, at: usize) -> Option<HeadWord> {
    match reader.word(at) {
        Some(AtWord::Head(word)) if char_at(reader.text, reader.line(at).mark).map(fold) == Some('@') => {
            Some(word)
        }
        _ => None,
    }
}
