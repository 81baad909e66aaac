//! Source text from trees: what a report looks like when it is tidy, and what a new one begins as.
//!
//! The formatter changes the white space, the form of marks and the form of the language's own words; text, labels, names
//! and values it copies. A block with a fault in it is left alone. Whatever it does is an edit to one line, and what it
//! needs to know of a template it is told by a [`Shape`].

mod align;
mod blank;
mod block;
mod lines;
mod marks;
mod sentence;
mod shape;
mod skeleton;
mod table;
mod words;

#[cfg(test)]
mod tests;

use crossfoot_source::{Edit, Lang, Span};
use crossfoot_syntax::ast::{Block, BlockKind, Tree};

pub use marks::mark;
pub use shape::Shape;
pub use skeleton::{Start, skeleton, table};

use block::Blocks;
use lines::Lines;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The language of the language's own words; `None` keeps that of each.
    pub keywords: Option<Lang>,
}

/// A text as it should look.
pub fn format(text: &str, tree: &Tree, shape: &Shape, options: Options) -> String {
    let whole = Span::new(0, text.len() as u32);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits(text, tree, shape, options, whole) {
        out.push_str(Span::new(at, edit.span.start).of(text));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(Span::new(at, whole.end).of(text));
    out
}

/// The changes to the blocks that a span touches, and to the blank lines in it: in order, at most one for each line, and
/// each as short as it can be.
pub fn edits(text: &str, tree: &Tree, shape: &Shape, options: Options, within: Span) -> Vec<Edit> {
    let mut lines = Lines::new(text, tree);
    let mut blocks = Blocks::new(text, shape, options);
    for block in &tree.blocks {
        blocks.is_template |= matches!(block.kind, BlockKind::Template(_));
        let lies_in = |span: Span| {
            span.touches(within.start)
                || span.touches(within.end)
                || (within.start <= span.start && span.end <= within.end)
        };
        if is_broken(tree, block) {
            lines.keep(block.span);
        } else if lies_in(block.span) {
            blocks.write(block, &mut lines);
        }
    }
    blank::settle(&mut lines, text);
    lines.edits(within)
}

/// A block with a fault in it. It may be half-typed; whoever types it does not want it moved.
fn is_broken(tree: &Tree, block: &Block) -> bool {
    let first = tree.faults.partition_point(|fault| fault.span.start < block.span.start);
    let fault = tree.faults.get(first).is_some_and(|fault| fault.span.start <= block.span.end);
    fault || matches!(block.kind, BlockKind::Unknown)
}
