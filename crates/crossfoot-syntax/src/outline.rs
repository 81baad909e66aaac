//! The lines of a block once more, for whoever writes them anew: where each begins, and how deep it stands.

use crossfoot_source::Span;

use crate::ast::Block;
use crate::layout::layout;
use crate::split::{Opens, indentation, split};
use crate::words::HeadWord;

/// A line of a heading or of a language block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineLine {
    /// Its first byte, white space included.
    pub start: u32,
    /// How far it is indented, in columns.
    pub indent: u32,
    /// How many lines it stands beneath.
    pub depth: u32,
}

/// The lines of a heading or a language block, from its first to its last; comments are none.
pub fn outline(text: &str, block: &Block) -> Vec<OutlineLine> {
    let block_text = block.span.of(text);
    // A block is the same by itself: nothing but its own lines decides what stands beneath what.
    let split = split(block_text);
    let rows = split.blocks.first().is_some_and(|block| block.opens == Opens::Head(HeadWord::Table));
    let mut ends = Vec::with_capacity(split.lines.len());
    layout(block_text, &split.lines, 0, rows, &mut ends);
    let mut open: Vec<usize> = Vec::new();
    let lines = split.lines.iter().zip(ends).enumerate();
    lines
        .map(|(at, (line, end))| {
            while open.last().is_some_and(|end| *end <= at) {
                open.pop();
            }
            let depth = open.len() as u32;
            open.push(end.max(at + 1));
            OutlineLine { start: block.span.start + line.start, indent: line.indent, depth }
        })
        .collect()
}

/// How far a line is indented, in columns: a space is one, a tab goes to the next four, U+3000 is two.
pub fn indent(text: &str, line: Span) -> u32 {
    indentation(text, line.start, line.end).1
}
