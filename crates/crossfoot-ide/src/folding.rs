//! What can be folded away.

use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::{Block, BlockKind},
    token::Kind,
};

use crate::Snapshot;

/// A stretch of lines that can be folded into its first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first line's first mark to the last line's end.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A section, a block, or a line with others beneath it.
    Region,
    /// Several lines of comment.
    Comment,
}

/// All that can be folded: sections, what stands beneath a line, and comments. Outer ones come before inner ones.
pub fn folds(s: &Snapshot<'_, '_>) -> Vec<Fold> {
    let text = s.text();
    let tree = &s.model.report.tree;
    let mut spans: Vec<Span> = sections(&tree.blocks).collect();
    for block in &tree.blocks {
        // The lines of running text stand beneath nothing.
        if !matches!(block.kind, BlockKind::Paragraph(_)) {
            spans.extend(beneath(text, block.span));
        }
    }
    spans.retain(|span| span.of(text).contains(['\n', '\r']));
    let mut folds: Vec<Fold> = spans.into_iter().map(|span| Fold { span, kind: FoldKind::Region }).collect();
    folds.extend(comments(s));
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds
}

/// Each heading with all blocks up to the next heading of its level or above.
pub(crate) fn sections(blocks: &[Block]) -> impl Iterator<Item = Span> {
    blocks.iter().enumerate().filter_map(|(at, block)| {
        let BlockKind::Heading(heading) = &block.kind else { return None };
        let ends =
            |block: &&Block| matches!(&block.kind, BlockKind::Heading(it) if it.level <= heading.level);
        let inside = blocks.get(at + 1..)?.iter().take_while(|block| !ends(block));
        Some(block.span.to(inside.last().map_or(block.span, |last| last.span)))
    })
}

/// Each line of a block that has lines beneath it, by their indentation, with these.
pub(crate) fn beneath(text: &str, block: Span) -> Vec<Span> {
    let mut done = Vec::new();
    // The lines that are still open: how far they are indented, and what they reach so far.
    let mut open: Vec<(u32, Span)> = Vec::new();
    let mut at = block.start;
    for line in block.of(text).split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len() as u32;
        let content = line.trim();
        if content.is_empty() || content.starts_with("//") {
            continue;
        }
        let span = trim(text, Span::new(start, at));
        // A block begins at its first mark: what stands before that on its line counts as well.
        let indent = if start == block.start { 0 } else { indentation(line) };
        while let Some((_, closed)) = open.pop_if(|(above, _)| *above >= indent) {
            done.push(closed);
        }
        for (_, above) in &mut open {
            *above = above.to(span);
        }
        open.push((indent, span));
    }
    done.extend(open.into_iter().map(|(_, span)| span));
    done
}

fn indentation(line: &str) -> u32 {
    let mut column = 0;
    for c in line.chars() {
        match c {
            ' ' => column += 1,
            '\t' => column = (column / 4 + 1) * 4,
            '\u{3000}' => column += 2,
            _ => break,
        }
    }
    column
}

fn trim(text: &str, span: Span) -> Span {
    let typed = span.of(text);
    let start = span.start + (typed.len() - typed.trim_start().len()) as u32;
    Span::new(start, start + typed.trim().len() as u32)
}

/// Lines of comment that follow each other.
fn comments<'s>(s: &'s Snapshot<'_, '_>) -> impl Iterator<Item = Fold> + 's {
    let mut found: Vec<Span> = Vec::new();
    let mut last: Option<Span> = None;
    let (mut line_ends, mut alone) = (0, true);
    for (kind, span) in s.model.report.tree.tokens.iter() {
        match kind {
            Kind::LineEnd => (line_ends, alone) = (line_ends + 1, true),
            Kind::Space | Kind::Bom => {}
            Kind::Comment if alone => {
                match last.filter(|_| line_ends == 1) {
                    Some(above) => {
                        let whole = above.to(span);
                        found.pop_if(|it| *it == above);
                        found.push(whole);
                        last = Some(whole);
                    }
                    None => last = Some(span),
                }
                (line_ends, alone) = (0, false);
            }
            _ => (last, alone) = (None, false),
        }
    }
    found.into_iter().map(|span| Fold { span, kind: FoldKind::Comment })
}
