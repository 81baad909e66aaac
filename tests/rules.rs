//! Every rule is documented, and its documentation is true: the bad example gives the findings that it announces and
//! no others, the good one none, and each fix mends what it is for and breaks nothing.

use std::collections::{BTreeMap, BTreeSet};

use crossfoot_check::{RULES, rule};
use crossfoot_source::{Finding, Fix, Message};
use crossfoot_tests::fences::{Fence, Kind, announced, as_announced, check, fences};

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let folder = crossfoot_tests::path("../crates/crossfoot-check/src/rules");
    let mut pages = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.insert(path.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
        }
    }
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names.len(), RULES.len(), "names of rules are unique");
    assert_eq!(names, pages);
    for it in RULES {
        assert!(rule(it.name).is_some());
        let mut lines = it.docs.lines();
        assert_eq!(lines.next(), Some(format!("# {}", it.name).as_str()));
        let is_sentence = |line: Option<&str>, stop| line.is_some_and(|line| line.ends_with(stop));
        assert!(is_sentence(lines.next(), '.'), "{}: a line of summary", it.name);
        assert_eq!(lines.next(), Some(""));
        assert!(is_sentence(lines.next(), '。'), "{}: the same in Chinese", it.name);
    }
}

#[test]
fn bad_examples_give_what_they_announce_and_good_ones_nothing() {
    let mut failed = Vec::new();
    for rule in RULES {
        let page = fences(rule.docs);
        let reports = page.iter().filter(|fence| fence.kind == Kind::Report);
        let (mut bad, mut good) = (0, 0);
        for fence in reports {
            let expected = announced(fence.text);
            match fence.heading {
                "Bad" => {
                    bad += 1;
                    let its_own = |it: &str| it.split(' ').next() == Some(rule.name);
                    assert!(
                        expected.iter().any(|it| its_own(&it.what)),
                        "{}: announces another rule",
                        rule.name
                    );
                }
                "Good" => {
                    good += 1;
                    assert!(expected.is_empty());
                }
                other => panic!("{}: an example under “{other}”", rule.name),
            }
            let findings = check(fence.text, &page);
            let found = as_announced(&findings, fence.text);
            if found != expected {
                failed.push(format!(
                    "{} {}, line {}:\n{}",
                    rule.name,
                    fence.heading,
                    fence.line,
                    told(&findings)
                ));
            }
        }
        assert!(bad > 0 && good > 0, "{}: a bad example and a good one", rule.name);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn fixes_mend_what_they_are_for_and_nothing_else() {
    let mut failed = Vec::new();
    let mut fixes = 0;
    for rule in RULES {
        let page = fences(rule.docs);
        for fence in page.iter().filter(|fence| fence.heading == "Bad" && fence.kind == Kind::Report) {
            let before = check(fence.text, &page);
            for (at, finding) in before.iter().enumerate() {
                for fix in &finding.fixes {
                    fixes += 1;
                    let after = check(&applied(fence.text, fix), &page);
                    let mut left = counted(&before);
                    if let Some(count) = left.get_mut(&key(&before[at])) {
                        *count -= 1;
                    }
                    let is_mended = counted(&after)
                        .iter()
                        .all(|(key, count)| left.get(key).is_some_and(|left| count <= left));
                    if !is_mended {
                        failed.push(format!("{}: {}\n{}", rule.name, fix.title.en, told(&after)));
                    }
                }
            }
        }
    }
    println!("{fixes} fixes applied");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(fixes >= 20);
}

#[test]
fn messages_are_whole_in_both_languages() {
    for rule in RULES {
        let page = fences(rule.docs);
        for fence in page.iter().filter(|fence| fence.kind == Kind::Report) {
            for finding in check(fence.text, &page) {
                whole(&finding.message, rule.name);
                finding.help.iter().for_each(|help| whole(help, rule.name));
                finding.related.iter().for_each(|related| whole(&related.message, rule.name));
                assert!(finding.help.is_some(), "{}: says what to do", rule.name);
                assert!(finding.related.len() <= 8);
                for fix in &finding.fixes {
                    whole(&fix.title, rule.name);
                    in_text(fix, fence);
                }
            }
        }
    }
}

/// A fix changes spans of the text, in order, and none twice.
fn in_text(fix: &Fix, fence: &Fence<'_>) {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| edit.span);
    assert!(!edits.is_empty());
    for edit in &edits {
        assert!(fence.text.get(edit.span.start as usize..edit.span.end as usize).is_some());
    }
    for pair in edits.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
    }
}

fn whole(message: &Message, rule: &str) {
    for text in [&message.en, &message.zh] {
        assert!(!text.trim().is_empty(), "{rule}: an empty message");
        for leftover in ["{}", "“”", "``", "  ", "——"] {
            assert!(!text.contains(leftover), "{rule}: {text}");
        }
    }
    assert!(message.en == message.zh || !message.zh.is_ascii(), "{rule}: {}", message.zh);
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

fn key(finding: &Finding) -> (&'static str, Option<String>) {
    (finding.rule.name, finding.code.clone())
}

fn counted(findings: &[Finding]) -> BTreeMap<(&'static str, Option<String>), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_insert(0) += 1;
    }
    counts
}

fn told(findings: &[Finding]) -> String {
    let line = |it: &Finding| {
        format!(
            "  {}{:?} at {:?}: {}\n    {}\n",
            it.rule.name, it.code, it.place, it.message.en, it.message.zh
        )
    };
    if findings.is_empty() { "  nothing\n".to_owned() } else { findings.iter().map(line).collect() }
}
