//! The rows of a table, and the lines that name its columns.

use std::collections::BTreeMap;

use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::{self, BlockKind, Columns, Form, Row, TableLine, Value},
    token::Kind,
    words::HeadWord,
};

use crate::{
    Shape,
    align::{Cell, Line, Stands, align},
    blank::comment,
    lines::Lines,
    sentence::{Token, Writer, Zone},
    words::AtWord,
};

/// The rows of a block, as they are found from top to bottom. Those of a panel are laid out by themselves.
pub(crate) struct Rows<'a> {
    shape: &'a Shape,
    /// By the first byte of each.
    typed: BTreeMap<u32, (usize, Typed<'a>)>,
    /// For the table and each of its panels the lines found so far.
    groups: Vec<Vec<(usize, Line)>>,
    /// The table's first byte.
    table: u32,
}

/// A line with cells, or a heading over some.
#[derive(Clone, Copy)]
enum Typed<'a> {
    Row(&'a Row),
    Columns(&'a Columns),
}

impl<'a> Rows<'a> {
    /// Those of a block: none if it is no table.
    pub(crate) fn of(block: &'a BlockKind, shape: &'a Shape) -> Self {
        let mut rows = Self { shape, typed: BTreeMap::new(), groups: Vec::new(), table: 0 };
        if let BlockKind::Table(table) = block {
            rows.table = table.line.start;
            rows.group(&table.lines);
        }
        rows
    }

    fn group(&mut self, lines: &'a [TableLine]) {
        let group = self.groups.len();
        self.groups.push(Vec::new());
        for line in lines {
            match line {
                TableLine::Row(row) => self.row(group, row),
                TableLine::Columns(columns) => {
                    self.typed.insert(columns.line.start, (group, Typed::Columns(columns)));
                }
                TableLine::Panel(panel) => self.group(&panel.lines),
                _ => {}
            }
        }
    }

    fn row(&mut self, group: usize, row: &'a Row) {
        self.typed.insert(row.span.start, (group, Typed::Row(row)));
        row.children.iter().for_each(|row| self.row(group, row));
    }

    /// Takes a line that is one of them; says whether it is. `front` is its indentation.
    pub(crate) fn take(&mut self, writer: Writer<'_>, at: usize, front: &str, lines: &mut Lines<'_>) -> bool {
        let start = lines.span(at).start;
        let mark = lines.tokens(at).first().map_or(start, |(_, span)| span.start);
        let Some((group, typed)) = self.typed.get(&mark).or_else(|| self.typed.get(&start)).copied() else {
            return false;
        };
        let line = match typed {
            Typed::Row(row) if !row.parents.is_empty() => {
                lines.put(at, front.to_owned() + pasted(writer.text, lines.span(at)));
                return true;
            }
            Typed::Row(row) if row.has_cells => self.cells(writer, front, row, lines),
            Typed::Row(row) => {
                let line = front.to_owned() + label(writer.text, row);
                lines.put(at, with_comment(writer.text, line, at, lines));
                return true;
            }
            Typed::Columns(columns) if columns.listed.is_some() || self.names(columns).is_some() => {
                self.columns(writer, front, at, columns, lines)
            }
            Typed::Columns(_) => return false,
        };
        if let Some(group) = self.groups.get_mut(group) {
            group.push((at, line));
        }
        true
    }

    fn cells(&self, writer: Writer<'_>, front: &str, row: &Row, lines: &Lines<'_>) -> Line {
        let mut cells: Vec<Cell> = row.cells.iter().map(|cell| written(writer, cell, lines)).collect();
        let computed = self.shape.computed.get(&row.span.start).copied().unwrap_or(0);
        cells.extend(std::iter::repeat_n(Cell { text: "=".to_owned(), stands: Stands::Figure(1) }, computed));
        Line { label: front.to_owned() + label(writer.text, row), cells }
    }

    /// `@columns corner | name | name`
    fn columns(
        &self,
        writer: Writer<'_>,
        front: &str,
        at: usize,
        columns: &Columns,
        lines: &Lines<'_>,
    ) -> Line {
        let tokens = lines.tokens(at);
        let tokens = match tokens {
            [rest @ .., (Kind::Comment, _)] => rest,
            all => all,
        };
        let mut parts = tokens.split(|(kind, _)| *kind == Kind::Bar);
        let label = front.to_owned() + &writer.write(parts.next().unwrap_or_default(), Zone::Plain);
        let cells = match self.names(columns) {
            Some(names) => named(names),
            None => {
                let count = columns.listed.as_ref().map_or(0, Vec::len);
                let cell = |part: &[Token]| {
                    let text = writer.write(part, Zone::Plain);
                    let start = part.first().map_or(0, |(_, first)| first.start);
                    let stands = if is_tight(writer.text, start) { Stands::Tight } else { Stands::Left };
                    Cell { text, stands }
                };
                parts.take(count).map(cell).collect()
            }
        };
        Line { label, cells }
    }

    /// The names that a line of columns should say and does not.
    fn names(&self, columns: &Columns) -> Option<&'a Vec<String>> {
        let names = self.shape.columns.get(&self.table)?;
        columns.listed.is_none().then_some(names)
    }

    /// Writes them all, beneath each other.
    pub(crate) fn put(mut self, writer: Writer<'_>, lines: &mut Lines<'_>) {
        let head = lines.under(Span::at(self.table)).start;
        let has_columns = self.typed.values().any(|(_, typed)| matches!(typed, Typed::Columns(_)));
        let names = self.shape.columns.get(&self.table).filter(|_| !has_columns);
        if let (Some(names), Some(group)) = (names, self.groups.first_mut()) {
            let typed = lines.tokens(head).get(1).map_or("", |(_, span)| span.of(writer.text));
            let word = AtWord::Head(HeadWord::Columns).written(writer.language(typed));
            let line = Line { label: format!("  @{word}"), cells: named(names) };
            group.insert(0, (head, line));
        }
        for group in self.groups {
            let (places, typed): (Vec<usize>, Vec<Line>) = group.into_iter().unzip();
            for (at, line) in places.into_iter().zip(align(&typed)) {
                if at == head {
                    let above = writer.write(lines.tokens(head), Zone::Plain);
                    lines.put(head, format!("{above}{}{line}", lines.line_end(head)));
                } else {
                    lines.put(at, with_comment(writer.text, line, at, lines));
                }
            }
        }
    }
}

/// The names of columns as cells.
fn named(names: &[String]) -> Vec<Cell> {
    names.iter().map(|name| Cell { text: name.clone(), stands: Stands::Left }).collect()
}

/// Does something stand directly behind a bar that would be a comment or a property behind white space?
fn is_tight(text: &str, start: u32) -> bool {
    let (front, rest) = text.split_at_checked(start as usize).unwrap_or_default();
    front.ends_with(['|', '｜']) && (rest.starts_with("//") || rest.starts_with(['@', '＠']))
}

/// A line with the comment that stands behind it.
fn with_comment(text: &str, line: String, at: usize, lines: &Lines<'_>) -> String {
    let comment = comment(text, lines.tokens(at));
    if comment.is_empty() { line } else { line + "    " + comment }
}

/// The label of a row, with the references to footnotes behind it.
fn label<'a>(text: &'a str, row: &Row) -> &'a str {
    let end = row.footnotes.last().map_or(row.label.end, |name| name.end + 1);
    Span::new(row.label.start.min(end), end).of(text)
}

/// A row whose cells before the figures are several labels: only its author can say what is beneath what.
fn pasted(text: &str, line: Span) -> &str {
    line.of(text).trim_start_matches([' ', '\u{3000}'])
}

/// A cell as it is written.
fn written(writer: Writer<'_>, cell: &ast::Cell, lines: &Lines<'_>) -> Cell {
    let typed = cell.span().of(writer.text);
    match cell {
        ast::Cell::Blank(_) => Cell { text: String::new(), stands: Stands::Left },
        ast::Cell::Digits(_) => Cell { text: typed.to_owned(), stands: Stands::Figure(typed.len()) },
        ast::Cell::Computed(_) => Cell { text: "=".to_owned(), stands: Stands::Figure(1) },
        ast::Cell::Figure(figure) => {
            let text = writer.write(lines.tokens_under(figure.span), Zone::Value);
            let stands = match &figure.value {
                _ if is_tight(writer.text, figure.span.start) => Stands::Tight,
                Some(value) => stands(writer.text, value),
                None => Stands::Left,
            };
            Cell { text, stands }
        }
    }
}

/// Where a value stands in its column: a number at the last digit before its point.
fn stands(text: &str, value: &Value) -> Stands {
    let end = match &value.form {
        Form::Number(number) | Form::Bound(_, number) => {
            let digits = number.digits.of(text);
            number.digits.start + digits.find(['.', '．']).unwrap_or(digits.len()) as u32
        }
        Form::Ratio(left, _) => left.end,
        Form::NotApplicable(span) | Form::Mark(span) => span.end,
        Form::Date(_) | Form::Text(_) => return Stands::Text,
    };
    Stands::Figure((end - value.span.start) as usize)
}
