//! Trees held against each other: what they say, wherever it stands and in whatever width it is written.
//!
//! A node's `Debug` form names everything in it, its places as `Span { start: 3, end: 9 }`; here the places are
//! rewritten, so that no list of all kinds of nodes has to be kept.

use std::fmt::{Debug, Write};

use crossfoot_source::Span;
use crossfoot_syntax::ast::{Block, Tree};

/// A block with its faults, its places counted from its first byte: the same for the same block further down.
pub fn block(tree: &Tree, block: &Block) -> String {
    let start = block.span.start;
    let inside = |span: Span| block.span.start <= span.start && span.end <= block.span.end;
    let faults: Vec<_> = tree.faults.iter().filter(|fault| inside(fault.span)).collect();
    rewrite(&(block, faults), &mut |span, out| {
        write!(out, "{}+{}", i64::from(span.start) - i64::from(start), span.len()).unwrap();
    })
}

/// A tree with the words in place of their places, in narrow marks and without white space.
pub fn words(tree: &Tree, text: &str) -> String {
    rewrite(&tree.blocks, &mut |span, out| {
        out.push('`');
        span.of(text)
            .chars()
            .filter(|c| !c.is_whitespace())
            .for_each(|c| out.push_str(narrow(c, &mut [0; 4])));
        out.push('`');
    })
}

/// A mark in the form that a formatter would write.
fn narrow(c: char, buffer: &mut [u8; 4]) -> &str {
    let narrow = match c {
        '≤' => return "<=",
        '≥' => return ">=",
        '≠' => return "!=",
        '“' | '”' => '"',
        '、' => ',',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '−' => '-',
        '×' => '*',
        '÷' => '/',
        '《' => '<',
        '》' => '>',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        other => other,
    };
    narrow.encode_utf8(buffer)
}

fn rewrite(node: &impl Debug, place: &mut dyn FnMut(Span, &mut String)) -> String {
    const OPEN: &str = "Span { start: ";
    let debug = format!("{node:?}");
    let mut out = String::with_capacity(debug.len());
    let mut rest = debug.as_str();
    while let Some((before, behind)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (span, behind) = behind.split_once(" }").unwrap();
        let (start, end) = span.split_once(", end: ").unwrap();
        place(Span::new(start.parse().unwrap(), end.parse().unwrap()), &mut out);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Anything with spans in it, without them.
pub fn without_places(node: &impl Debug) -> String {
    rewrite(node, &mut |_, out| out.push('_'))
}
