//! A file and its blocks.

use crossfoot_source::Span;

use super::content::{footnote, heading, item, paragraph};
use super::head::head;
use crate::ast::{Block, BlockKind, Tree};
use crate::layout::layout;
use crate::lex::{Lexer, Marks};
use crate::reader::Reader;
use crate::split::{Opens, RawBlock, split};
use crate::token::Kind;
use crate::words::HeadWord;

/// A whole text.
pub(crate) fn file(text: &str) -> Tree {
    let split = split(text);
    let mut lexer = Lexer::new(text);
    lexer.faults = split.faults;
    let mut reader = Reader {
        text,
        lexer,
        marks: Marks::new(text),
        lines: &split.lines,
        ends: Vec::with_capacity(split.lines.len()),
        template: false,
        cells: 0,
    };
    let mut blocks = Vec::with_capacity(split.blocks.len());
    for raw in &split.blocks {
        let span = Span::new(reader.line(raw.first).start, reader.line(raw.end - 1).end);
        blocks.push(Block { span, kind: block(&mut reader, *raw) });
    }
    reader.lexer.gap(text.len() as u32);
    let mut faults = reader.lexer.faults;
    faults.sort_by_key(|fault| fault.span.start);
    Tree { tokens: reader.lexer.tokens, blocks, faults }
}

/// A stretch of lines that belong together.
pub(crate) fn block(reader: &mut Reader<'_>, raw: RawBlock) -> BlockKind {
    if matches!(raw.opens, Opens::Head(_) | Opens::Heading | Opens::Unknown) {
        let lines = reader.lines.get(raw.first..raw.end).unwrap_or_default();
        let rows = matches!(raw.opens, Opens::Head(HeadWord::Table));
        let fault = layout(reader.text, lines, raw.first, rows, &mut reader.ends);
        reader.lexer.faults.extend(fault);
    }
    reader.lexer.gap(reader.line(raw.first).mark);
    match raw.opens {
        Opens::Heading => BlockKind::Heading(heading(reader, raw)),
        Opens::Paragraph => paragraph(reader, raw),
        Opens::Item => item(reader, raw),
        Opens::Footnote => footnote(reader, raw),
        Opens::Head(word) => head(reader, word, raw.first),
        Opens::Unknown | Opens::Conflict => {
            let kind = if raw.opens == Opens::Conflict { Kind::Conflict } else { Kind::Text };
            for at in raw.first..raw.end {
                let content = reader.line(at).content();
                reader.lexer.token(kind, content);
            }
            BlockKind::Unknown
        }
    }
}
