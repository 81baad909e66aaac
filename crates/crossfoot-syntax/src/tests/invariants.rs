use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use crate::ast::Tree;
use crate::token::Kind;

/// The reports and templates next to these tests, which between them use every construct.
fn samples() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tests/samples");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<_> = paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    samples.sort();
    assert!(samples.len() >= 4);
    samples
}

/// The tokens, joined, are the text; each is whole characters and none is empty.
fn tokens_join(text: &str) -> Tree {
    let tree = crate::parse(text);
    let joined: String = tree.tokens.iter().map(|(_, span)| span.of(text)).collect();
    assert_eq!(joined, text);
    assert!(tree.tokens.iter().all(|(_, span)| !span.is_empty()));
    for fault in &tree.faults {
        assert!(text.get(fault.span.start as usize..fault.span.end as usize).is_some(), "{fault:?}");
        let _ = fault.kind.message(text, fault.span);
        let _ = fault.kind.help(text, fault.span);
        for edit in &fault.edits {
            assert!(text.get(edit.span.start as usize..edit.span.end as usize).is_some(), "{fault:?}");
        }
    }
    tree
}

#[test]
fn samples_have_no_faults() {
    for (path, text) in samples() {
        let tree = tokens_join(&text);
        assert!(tree.faults.is_empty(), "{}: {:#?}", path.display(), tree.faults);
        assert!(!tree.tokens.iter().any(|(kind, _)| kind == Kind::Stray), "{}", path.display());
    }
}

#[test]
fn any_prefix_has_faults_only_in_its_last_block() {
    for (path, text) in samples() {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let prefix = &text[..end];
            let tree = tokens_join(prefix);
            let last = tree.blocks.last().map_or(0, |block| block.span.start);
            for fault in &tree.faults {
                assert!(fault.span.end >= last, "{} up to {end}: {fault:?}", path.display());
            }
        }
    }
}

#[test]
fn a_broken_line_changes_its_neighbours_at_most() {
    for (path, text) in samples() {
        let whole = crate::parse(&text);
        let lines: Vec<(usize, usize)> = text
            .split_inclusive('\n')
            .scan(0, |at, line| {
                *at += line.len();
                Some((*at - line.len(), *at))
            })
            .collect();
        for (start, end) in lines {
            for broken in ["{5件 = a[\n", "  @检 (\n", "  a | = x + | \"\n"] {
                let text = format!("{}{broken}{}", &text[..start], &text[end..]);
                let tree = tokens_join(&text);
                let kept = tree
                    .blocks
                    .iter()
                    .filter(|block| whole.blocks.iter().any(|one| one.span == block.span))
                    .count();
                let before = whole.blocks.iter().filter(|block| (block.span.end as usize) < start).count();
                assert!(kept + 2 >= before, "{} at {start}", path.display());
            }
        }
    }
}

/// Nobody types these; they take no longer than other texts of their length.
#[test]
fn long_lines_of_one_mark_are_no_trap() {
    for piece in [
        "[^", "[a](b", "「", "[……", "**", "“a=", "{", "{5=", "a of ", "1 ", "a.", "(", "@", "| ", "[^a]",
        "\\", "a且", "<", "\"",
    ] {
        for front in [
            "",
            "@表 t\n",
            "@表 t\n  ",
            "@行\n  ",
            "@check a: ",
            "@check a 逐 b ",
            "@dimension ",
            "@allow ",
            "@单位 ",
        ] {
            let text = format!("{front}{}", piece.repeat(20_000));
            let start = std::time::Instant::now();
            tokens_join(&text);
            assert!(start.elapsed().as_secs() < 2, "{front}{piece}: {:?}", start.elapsed());
        }
    }
}

/// What a keyboard gives: marks, words and white space of the language more often than anything else.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "@", "＠", "#", "- ", "|", "｜", "{", "}", "｛", "｝", "[", "]", "(", ")", "（", "）", "[^", "**", "\\", "\"", "“", "”", "=", "＝",
            ":", "：", "..", ".", "。", ",", "，", "、", "//", "<<<<<<< ", ">>>>>>> ", "=======", "—", "-", "+", "*", "/", "%", "<", ">", "《",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "\n", "\n\n", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "\u{3000}", "\u{feff}", "\u{2028}",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "@表 ", "@列 ", "@行", "@核对 ", "@报告 ", "@期间 ", "@单位 ", "@check ", "for each ", "逐", "且", "is not ", "n/a", "as ", "自 ", "在 ",
            "@note ", "@when ", "@let ", "@allow ", "@units", "@numbering", "@prior ", "@accept ", "@severity ", "sum", "求和", "近", "万", "件",
        ]).prop_map(str::to_owned),
        2 => "[0-9]{1,4}",
        2 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_has_a_tree(text in typed()) {
        tokens_join(&text);
    }

    #[test]
    fn any_characters_have_a_tree(text in any::<String>()) {
        tokens_join(&text);
    }
}
