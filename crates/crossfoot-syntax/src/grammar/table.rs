//! Tables.

use chumsky::prelude::Parser;
use crossfoot_source::{Edit, Span};
use memchr::memchr;

use super::declaration::decl;
use super::expression::path;
use super::figure;
use super::head::{decls, from_file, head_word};
use super::property::{Place, property, property1};
use super::rule::{allow, check, definition};
use super::sentence::{In, Miss, Read, one, rule};
use crate::ast::{Cell, ColumnName, Columns, Form, Formula, Panel, Path, Row, Rows, Table, TableLine};
use crate::chars::{EitherWidth, bytes, char_before, is_space, trim, unquoted};
use crate::fault::{Construct, Expected, FaultKind};
use crate::lex::{Mode, note_ref};
use crate::reader::Reader;
use crate::split::bars;
use crate::token::Kind;
use crate::words::HeadWord;

/// `@table NAME "label" from file`, `@table NAME = expression`
pub(crate) fn table(reader: &mut Reader<'_>, at: usize) -> Table {
    let line = reader.line(at);
    let (_, start) = reader.marked(line.mark, line.end);
    reader.lexer.begin();
    let end = reader.lexer.language(start, line.end, Mode::FileHead);
    let (head, from) = from_file(reader);
    let equals = reader.lexer.find(Kind::Equals, 0, head);
    let named = reader.read((0, equals.unwrap_or(head)), end, Construct::TableHead, tablehead, tablehead);
    let (name, label) = named.unwrap_or_default();
    let formula = equals.and_then(|equals| {
        let span = reader.lexer.place(equals)?;
        Some(Formula { equals: span, expr: reader.expression(equals + 1, head, end) })
    });
    let label = label.map(|label| unquoted(reader.text, label));
    reader.lexer.commit();
    let lines = lines(reader, at, Place::Table);
    Table { line: line.content(), name, label, from, formula, lines }
}

/// What stands first on the line of a table.
pub(crate) fn tablehead<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(Option<Path>, Option<Span>), M> {
    input.parse(rule(path).map(Some).then(one(Kind::Quoted).or_not()))
}

/// The lines beneath a table or panel.
fn lines(reader: &mut Reader<'_>, at: usize, place: Place) -> Vec<TableLine> {
    let (marked, others) = reader.count_beneath(at);
    let mut lines = Vec::with_capacity(marked + others);
    reader.beneath(at, |reader, beneath| lines.extend(tableline(reader, beneath, place)));
    lines
}

/// A line beneath a table or panel.
pub(crate) fn tableline(reader: &mut Reader<'_>, at: usize, place: Place) -> Option<TableLine> {
    if !reader.is_marked(at) {
        return row(reader, at).map(TableLine::Row);
    }
    Some(match head_word(reader, at) {
        Some(HeadWord::Panel) if place == Place::Table => TableLine::Panel(panel(reader, at)),
        Some(HeadWord::Columns) => TableLine::Columns(columns(reader, at)),
        Some(HeadWord::Rows) => TableLine::Rows(rows(reader, at)),
        Some(HeadWord::Check) => TableLine::Check(check(reader, at)),
        Some(HeadWord::Let) => TableLine::Let(definition(reader, at)),
        Some(HeadWord::Allow) => TableLine::Allow(allow(reader, at)),
        _ => TableLine::Property(property(reader, at, place)),
    })
}

/// `@panel "label"`
pub(crate) fn panel(reader: &mut Reader<'_>, at: usize) -> Panel {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    let end = reader.lexer.argument_end(from, line.end);
    let typed = trim(reader.text, Span::new(from, end));
    let quoted = typed.of(reader.text).starts_with(['"', '“']);
    reader.lexer.token(if quoted { Kind::Quoted } else { Kind::Text }, typed);
    let label = if typed.is_empty() {
        reader.missing(Span::at(from), Expected::Quoted, Construct::Label);
        None
    } else if quoted {
        Some(unquoted(reader.text, typed))
    } else {
        let quote = |at| Edit { span: Span::at(at), text: "\"".to_owned() };
        reader.lexer.fault(typed, FaultKind::NeedsQuotes, vec![quote(typed.start), quote(typed.end)]);
        Some(typed)
    };
    let lines = lines(reader, at, Place::Panel);
    Panel { line: line.content(), label, lines }
}

/// `@columns corner | name | name @unit %`, with declarations beneath
pub(crate) fn columns(reader: &mut Reader<'_>, at: usize) -> Columns {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    let end = comment(reader.text, from, line.end);
    let mut marks = bars(reader.text, Span::new(from, end));
    let mut bar = marks.next();
    let corner = trim(reader.text, Span::new(from, bar.map_or(end, |bar| bar.start)));
    reader.lexer.token(Kind::Text, corner);
    let mut listed = None;
    while let Some(this) = bar {
        let next = marks.next();
        let part = Span::new(this.end, next.map_or(end, |next| next.start));
        reader.lexer.token(Kind::Bar, this);
        let listed = listed.get_or_insert_with(Vec::new);
        // A bar that ends the line names no column.
        if next.is_some() || !trim(reader.text, part).is_empty() {
            listed.push(column(reader, part));
        }
        bar = next;
    }
    let mut declared = Vec::with_capacity(reader.count_beneath(at).1);
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            reader.unexpected(beneath);
        } else {
            let from = reader.line(beneath).mark;
            declared.push(decl(reader, beneath, from, Place::Declaration));
        }
    });
    Columns { line: line.content(), corner, listed, decls: declared }
}

/// A column behind a bar.
pub(crate) fn column(reader: &mut Reader<'_>, part: Span) -> ColumnName {
    let marked = EitherWidth::<b'@'>::of(reader.text, part).map(|mark| mark.start);
    let mut mark =
        marked.into_iter().find(|at| char_before(reader.text, *at).is_some_and(is_space) && *at > part.start);
    let name = trim(reader.text, Span::new(part.start, mark.unwrap_or(part.end)));
    reader.lexer.token(Kind::Text, name);
    let mut properties = Vec::new();
    while let Some(at) = mark {
        let (property, next) = property1(reader, at, part.end, Place::Declaration);
        properties.push(property);
        mark = (next < part.end).then_some(next);
    }
    ColumnName { name, properties }
}

/// `@rows`, with declarations beneath
pub(crate) fn rows(reader: &mut Reader<'_>, at: usize) -> Rows {
    Rows { line: reader.line(at).content(), decls: decls(reader, at, Place::Declaration) }
}

/// `label | cell | cell`, with rows and properties beneath. `None` for what is no row: a Markdown rule line.
pub(crate) fn row(reader: &mut Reader<'_>, at: usize) -> Option<Row> {
    let line = reader.line(at);
    let end = comment(reader.text, line.mark, line.end);
    let span = trim(reader.text, Span::new(line.mark, end));
    let mut row = Row {
        span,
        label: Span::at(span.start),
        footnotes: Vec::new(),
        has_cells: false,
        parents: Vec::new(),
        cells: Vec::new(),
        properties: Vec::new(),
        children: Vec::new(),
    };
    let rule_line = match bars(reader.text, span).next() {
        Some(first) => {
            let rule_line = is_rule_line(span.of(reader.text));
            if rule_line {
                let whole = Span::new(line.start, line_end(reader.text, line.end));
                reader.lexer.fault(
                    span,
                    FaultKind::MarkdownRule,
                    vec![Edit { span: whole, text: String::new() }],
                );
                reader.lexer.token(Kind::Text, span);
            } else {
                barred(reader, &mut row, first);
            }
            rule_line
        }
        None if memchr(b'\t', span.of(reader.text).as_bytes()).is_some() => {
            tabbed(reader, &mut row, Span::new(line.start, end));
            false
        }
        None => {
            label(reader, &mut row, span);
            false
        }
    };
    reader.beneath(at, |reader, beneath| {
        if reader.is_marked(beneath) {
            row.properties.push(property(reader, beneath, Place::Row));
        } else {
            row.children.extend(self::row(reader, beneath));
        }
    });
    if rule_line { None } else { Some(row) }
}

/// What stands in a cell.
pub(crate) fn cell(reader: &mut Reader<'_>, part: Span) -> Cell {
    let span = trim(reader.text, part);
    let typed = bytes(reader.text, span);
    match typed {
        [] => Cell::Blank(Span::at(part.start)),
        [b'='] => {
            reader.lexer.token(Kind::Equals, span);
            Cell::Computed(span)
        }
        digits if digits.iter().all(u8::is_ascii_digit) => {
            reader.lexer.token(Kind::Numeral, span);
            Cell::Digits(span)
        }
        _ if typed == "＝".as_bytes() => {
            reader.lexer.token(Kind::Equals, span);
            Cell::Computed(span)
        }
        _ => Cell::Figure(figure::filled(reader, span)),
    }
}

/// The label, and the references to footnotes behind it.
fn label(reader: &mut Reader<'_>, row: &mut Row, part: Span) {
    let mut span = trim(reader.text, part);
    let whole = span;
    while bytes(reader.text, span).ends_with(b"]")
        && let Some(at) = span.of(reader.text).rfind("[^")
    {
        let mark = Span::new(span.start + at as u32, span.end);
        if note_ref(mark.of(reader.text)) != Some(mark.len()) {
            break;
        }
        row.footnotes.push(Span::new(mark.start + 2, mark.end - 1));
        span = trim(reader.text, Span::new(span.start, mark.start));
    }
    row.footnotes.reverse();
    reader.lexer.token(Kind::Text, span);
    for name in &row.footnotes {
        reader.lexer.token(Kind::NoteRef, Span::new(name.start - 2, name.end + 1));
    }
    row.label = if span.is_empty() { Span::at(whole.start) } else { span };
}

/// Cells behind bars.
fn barred(reader: &mut Reader<'_>, row: &mut Row, first: Span) {
    row.has_cells = true;
    // The rows of a table have about as many cells each.
    row.cells = Vec::with_capacity(reader.cells);
    label(reader, row, Span::new(row.span.start, first.start));
    let end = row.span.end;
    let mut next = Some(first);
    while let Some(bar) = next {
        reader.lexer.token(Kind::Bar, bar);
        let rest = Span::new(bar.end, end);
        if let Some(digits) = plain_digits(bytes(reader.text, rest)) {
            let span = Span::new(bar.end + 1, bar.end + 1 + digits);
            reader.lexer.token(Kind::Numeral, span);
            row.cells.push(Cell::Digits(span));
            next = (span.end < end).then(|| Span::new(span.end + 1, span.end + 2));
        } else {
            next = bars(reader.text, rest).next();
            // A bar that ends the row adds no cell.
            if !rest.is_empty() {
                let cell = cell(reader, Span::new(bar.end, next.map_or(end, |next| next.start)));
                row.cells.push(cell);
            }
        }
    }
    reader.cells = row.cells.len();
}

/// The short way for what most cells are: how many digits there are between a space and ` |`, or a space and the end.
fn plain_digits(rest: &[u8]) -> Option<u32> {
    let [b' ', rest @ ..] = rest else { return None };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let ends = matches!(rest.get(digits..), Some([] | [b' ', b'|', ..]));
    (ends && digits > 0).then_some(digits as u32)
}

/// Cells between tabs. What stands before the first figure is the label, and before that its parents.
fn tabbed(reader: &mut Reader<'_>, row: &mut Row, whole: Span) {
    row.has_cells = true;
    row.span = whole;
    let mut labelled = false;
    let mut figures = false;
    let mut from = whole.start;
    loop {
        let rest = Span::new(from, whole.end).of(reader.text);
        let tab = rest.find('\t').map(|at| from + at as u32);
        let part = Span::new(from, tab.unwrap_or(whole.end));
        let typed = trim(reader.text, part);
        if figures || begins_figures(reader, typed, labelled) {
            figures = true;
            let cell = cell(reader, part);
            row.cells.push(cell);
        } else if !typed.is_empty() {
            if labelled {
                row.parents.push(row.label);
            }
            label(reader, row, typed);
            labelled = true;
        }
        let Some(tab) = tab else { return };
        reader.lexer.token(Kind::Tab, Span::new(tab, tab + 1));
        from = tab + 1;
    }
}

/// Do the figures of a row begin here? A first cell with a unit, such as 1月, is a label all the same.
fn begins_figures(reader: &mut Reader<'_>, typed: Span, labelled: bool) -> bool {
    if typed.is_empty() {
        return labelled;
    }
    if typed.of(reader.text).starts_with(['=', '＝']) {
        return true;
    }
    reader.lexer.begin();
    let whole = reader.lexer.value(typed);
    let read = reader.lexer.sentence(0, reader.lexer.count()).read(super::value::value);
    match read.filter(|_| whole).map(|value| value.form) {
        Some(Form::Number(number)) => labelled || number.unit.is_none(),
        form => form.is_some(),
    }
}

/// Only `-`, `:` and bars, with at least two `-` in each cell.
fn is_rule_line(line: &str) -> bool {
    let parts = || line.split(['|', '｜']).map(|part| part.trim_matches(is_space));
    line.starts_with(['|', '｜', '-', ':'])
        && parts().all(|part| {
            part.is_empty() || part.contains("--") && part.chars().all(|c| matches!(c, '-' | ':'))
        })
        && parts().any(|part| !part.is_empty())
}

/// Where a comment begins, or the end.
fn comment(text: &str, from: u32, to: u32) -> u32 {
    let line = Span::new(from, to).of(text);
    if memchr(b'/', line.as_bytes()).is_none() {
        return to;
    }
    let mut marks = line.match_indices("//").map(|(at, _)| from + at as u32);
    marks.find(|at| char_before(text, *at).is_some_and(is_space)).unwrap_or(to)
}

/// Behind the line end that stands at an offset.
fn line_end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    at + if rest.starts_with("\r\n") { 2 } else { u32::from(rest.starts_with(['\n', '\r'])) }
}
