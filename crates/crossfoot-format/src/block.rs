//! The lines of one block.

use crossfoot_source::Span;
use crossfoot_syntax::{
    OutlineLine,
    ast::{Block, BlockKind},
    indent, outline,
    token::Kind,
    words::{HeadWord, PropertyWord},
};

use crate::{
    Options, Shape,
    blank::comment,
    lines::Lines,
    sentence::{Token, Writer, Zone},
    table::Rows,
    words::AtWord,
};

/// Writes blocks.
pub(crate) struct Blocks<'a> {
    text: &'a str,
    shape: &'a Shape,
    options: Options,
    /// Has the file been a template so far?
    pub(crate) is_template: bool,
}

/// What the lines beneath a line are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beneath {
    /// More of an expression.
    Expression,
    /// More text.
    Prose,
    /// Rows of a table.
    Rows,
    /// Declarations, fields, units: each a sentence of its own.
    Sentences,
}

/// A line beneath which others may stand.
struct Open {
    /// How deep it is typed.
    typed: u32,
    /// How deep it is written.
    written: u32,
    indent: u32,
    is_row: bool,
    beneath: Beneath,
}

impl<'a> Blocks<'a> {
    pub(crate) fn new(text: &'a str, shape: &'a Shape, options: Options) -> Self {
        Self { text, shape, options, is_template: false }
    }

    /// Writes a block that has no fault in it.
    pub(crate) fn write(&self, block: &Block, lines: &mut Lines<'_>) {
        let writer = Writer {
            text: self.text,
            keywords: self.options.keywords,
            taken: &self.shape.taken,
            is_template: self.is_template,
        };
        match &block.kind {
            BlockKind::Paragraph(_) | BlockKind::Item(_) | BlockKind::Footnote { .. } => {
                for at in lines.under(block.span) {
                    prose(writer, at, lines);
                }
            }
            kind => self.language(writer, block, Rows::of(kind, self.shape), lines),
        }
    }

    /// A heading or a language block: its indentation is how deep each line stands.
    fn language(&self, writer: Writer<'a>, block: &Block, mut rows: Rows<'_>, lines: &mut Lines<'_>) {
        let under = lines.under(block.span);
        let outline = outline(self.text, block);
        let mut open: Vec<Open> = Vec::new();
        let mut comments = Vec::new();
        let mut outline = outline.into_iter();
        // Comments directly beneath a block are indented as if they were in it.
        let behind = (under.end..lines.count()).take_while(|at| lines.is_comment(*at)).count();
        for at in under.start..under.end + behind {
            if lines.is_comment(at) {
                comments.push((at, self.comment_depth(lines.span(at), &open, under.contains(&at))));
                continue;
            }
            let Some(line) = outline.next() else { break };
            while open.last().is_some_and(|above| above.typed >= line.depth) {
                open.pop();
            }
            let depth = self.depth(line, &open);
            // A comment that is indented like the line beneath it goes with that line.
            for (comment, place) in comments.drain(..) {
                let is_alike = indent(self.text, lines.span(comment)) == line.indent;
                self.put_comment(lines, comment, if is_alike { depth } else { place });
            }
            let tokens = lines.tokens(at);
            let beneath = open.last().map_or(Beneath::Sentences, |above| above.beneath);
            let is_row = beneath == Beneath::Rows && !begins_with_at(tokens);
            let front = "  ".repeat(depth as usize);
            let written = match beneath {
                _ if begins_with_at(tokens) => writer.write(tokens, Zone::Plain),
                Beneath::Expression => writer.write(tokens, Zone::Expression),
                Beneath::Prose => writer.write(tokens, Zone::Prose),
                Beneath::Sentences if open.is_empty() => writer.write(tokens, Zone::Prose),
                Beneath::Sentences => writer.write(tokens, Zone::Plain),
                Beneath::Rows => String::new(),
            };
            if !rows.take(writer, at, &front, lines) {
                lines.put(at, front + &written + needed_space(lines.tokens(at)));
            }
            let beneath =
                if is_row { Beneath::Rows } else { beneath_of(self.text, lines.tokens(at), beneath) };
            open.push(Open { typed: line.depth, written: depth, indent: line.indent, is_row, beneath });
        }
        for (comment, place) in comments {
            self.put_comment(lines, comment, place);
        }
        rows.put(writer, lines);
    }

    /// How deep a line is written: as deep as it is typed, unless it is a row that its template nests otherwise.
    fn depth(&self, line: OutlineLine, open: &[Open]) -> u32 {
        let beneath = |above: Option<&Open>| above.map_or(0, |above| above.written + 1);
        let mark = line.start
            + self.text.get(line.start as usize..).map_or(0, |rest| {
                (rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len()) as u32
            });
        let of_template = self.shape.depths.get(&mark).or_else(|| self.shape.depths.get(&line.start));
        match of_template {
            Some(depth) => beneath(open.iter().rfind(|above| !above.is_row)) + depth,
            None => beneath(open.last()),
        }
    }

    /// How deep a comment stands where no line of its indentation follows.
    fn comment_depth(&self, line: Span, open: &[Open], is_inside: bool) -> u32 {
        let indent = indent(self.text, line);
        let above = open.iter().rfind(|above| above.indent < indent);
        above.map_or(u32::from(is_inside), |above| above.written + 1)
    }

    fn put_comment(&self, lines: &mut Lines<'_>, at: usize, depth: u32) {
        let comment = comment(self.text, lines.tokens(at));
        lines.put(at, format!("{}{comment}", "  ".repeat(depth as usize)));
    }
}

/// A line of a paragraph, an item or a footnote: only its figures are looked at.
fn prose(writer: Writer<'_>, at: usize, lines: &mut Lines<'_>) {
    if lines.is_comment(at) {
        return;
    }
    let (span, tokens) = (lines.span(at), lines.tokens(at));
    let mark = tokens.first().map_or(span.end, |(_, first)| first.start);
    let mut written = Span::new(span.start, mark).of(writer.text).to_owned();
    written.push_str(&writer.write(tokens, Zone::Prose));
    written.push_str(needed_space(tokens));
    lines.put(at, written);
}

/// `- ` is an empty item, `-` is text; and so it is with headings.
const fn needed_space(tokens: &[Token]) -> &'static str {
    if matches!(tokens, [(Kind::ItemMark | Kind::HeadingMark, _)]) { " " } else { "" }
}

fn begins_with_at(tokens: &[Token]) -> bool {
    matches!(tokens, [(Kind::At, _), ..])
}

/// What stands beneath a line.
fn beneath_of(text: &str, tokens: &[Token], outer: Beneath) -> Beneath {
    let word = match tokens {
        [(Kind::At, _), (Kind::Word, word), ..] => AtWord::of(word.of(text)),
        _ => return outer,
    };
    match word {
        Some(AtWord::Head(HeadWord::Check | HeadWord::Let) | AtWord::Property(PropertyWord::When)) => {
            Beneath::Expression
        }
        Some(AtWord::Head(HeadWord::Allow) | AtWord::Property(_)) => Beneath::Prose,
        Some(AtWord::Head(HeadWord::Table | HeadWord::Panel)) => Beneath::Rows,
        _ => Beneath::Sentences,
    }
}
