//! What holds of any text: it has a tree, every byte is in one token, and what is half-typed or broken in one place
//! does no harm in another. Held against every text of the language that is at hand, cut off everywhere and broken
//! everywhere. That this is so for reports nobody wrote is in `generated.rs`.

use crossfoot_model::{Source, build};
use crossfoot_syntax::ast::Tree;
use crossfoot_tests::{corpus, shape};

/// The tree of a text, in which every token is some whole characters and all of them are the text.
fn tree(text: &str) -> Tree {
    let tree = crossfoot_syntax::parse(text);
    let mut at = 0;
    for (_, span) in tree.tokens.iter() {
        assert!(span.start == at && span.end > at && text.is_char_boundary(span.end as usize), "{span:?}");
        at = span.end;
    }
    assert_eq!(at as usize, text.len());
    tree
}

/// Everything that is ever done with a text; the answer is how long the documents are, so that none is left out.
fn everything(text: &str, template: Option<&Source>) -> usize {
    let report = Source::new("report", text);
    let model = build(&report, template);
    let findings = crossfoot_check::check(&model).findings;
    crossfoot_emit::json(&model, &findings).len()
        + crossfoot_emit::html(&model, &findings, &Default::default()).len()
}

fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    (0..=text.len()).filter_map(|end| text.get(..end))
}

/// The last block of a prefix is the last one in its tree; behind it there is at most a blank or a comment. A fault lies
/// in it if it begins in it or behind it. What is at fault in the whole text as well, from the same place on, is not the
/// prefix's doing: some of the snippets show faults.
#[test]
fn any_prefix_has_faults_in_its_last_block_only() {
    let mut count = 0;
    for sample in corpus::all() {
        let whole = tree(&sample.text);
        for prefix in prefixes(&sample.text) {
            let tree = tree(prefix);
            let last = tree.blocks.last().map_or(0, |block| block.span.start);
            for fault in tree.faults.iter().filter(|fault| fault.span.start < last) {
                let known = whole
                    .faults
                    .iter()
                    .any(|it| (it.span.start, &it.kind) == (fault.span.start, &fault.kind));
                assert!(known, "{} up to {}: {fault:?}", sample.name, prefix.len());
            }
            count += 1;
        }
    }
    println!("{count} prefixes");
}

/// Every prefix of the snippets, and some thousands of those of the whole files.
#[test]
fn any_prefix_is_checked_and_written() {
    let mut count = 0;
    for sample in corpus::all() {
        let template = sample.template.map(|text| Source::new("template", text));
        let step = if sample.text.len() > 2000 { 31 } else { 1 };
        for prefix in prefixes(&sample.text).step_by(step) {
            assert!(everything(prefix, template.as_ref()) > 0);
            count += 1;
        }
    }
    println!("{count} prefixes");
}

/// A blank line ends every block. So whatever is put in place of a line, the blocks that a blank line parts from it
/// stay what they are, wherever they then stand: all but the first line of a file, which says what kind of file it is.
#[test]
fn a_broken_line_does_no_harm_behind_a_blank_one() {
    let mut count = 0;
    for sample in corpus::all() {
        let text = sample.text.as_str();
        let whole = tree(text);
        let shapes: Vec<String> = whole.blocks.iter().map(|block| shape::block(&whole, block)).collect();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if start == 0 || is_blank(line) {
                continue;
            }
            let (first, last) = surroundings(text, start, end);
            let before = whole.blocks.iter().filter(|block| (block.span.end as usize) <= first).count();
            let behind = whole.blocks.iter().filter(|block| (block.span.start as usize) >= last).count();
            for broken in
                ["{5件 = a[", "  @检 (", "  a | = x + | \"", "@table", "# 1.", "- *", "=", "|", "//"]
            {
                let broken = format!("{}{broken}\n{}", &text[..start], &text[end..]);
                let tree = tree(&broken);
                let same = |it: &[String], blocks: &[crossfoot_syntax::ast::Block]| {
                    it.len() == blocks.len()
                        && it.iter().zip(blocks).all(|(it, block)| *it == shape::block(&tree, block))
                };
                let blocks = tree.blocks.as_slice();
                assert!(
                    blocks.len() >= before + behind
                        && same(&shapes[..before], &blocks[..before])
                        && same(&shapes[shapes.len() - behind..], &blocks[blocks.len() - behind..]),
                    "{}, {line:?} broken:\n{broken}",
                    sample.name
                );
                count += 1;
            }
        }
    }
    println!("{count} broken lines");
}

fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '\u{3000}', '\r', '\n']).is_empty()
}

/// From the blank line above to the blank line below.
fn surroundings(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut first = start;
    for line in text[..start].split_inclusive('\n').rev().take_while(|line| !is_blank(line)) {
        first -= line.len();
    }
    let mut last = end;
    for line in text[end..].split_inclusive('\n').take_while(|line| !is_blank(line)) {
        last += line.len();
    }
    (first, last)
}
