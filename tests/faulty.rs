//! Faulty variants of right reports: each gives exactly the findings written beside it, in both languages.
//!
//! A suite is a Markdown page: its first paragraph names the report; each heading is a case with a `diff` of
//! the report's lines and what is found, in English and in Chinese. `UPDATE=1` writes what is found into the
//! page, to be read before it is committed.

use std::{fmt::Write, path::Path};

use crossfoot_source::{Finding, Lang};
use crossfoot_tests::{checked, path};

#[test]
fn variants_give_exactly_the_findings_beside_them() {
    let mut pages: Vec<_> =
        std::fs::read_dir(path("faulty")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut cases = 0;
    for page in pages {
        cases += run(&page);
    }
    println!("{cases} faulty variants");
    assert!(cases >= 40, "only {cases} cases were run");
}

struct Case<'p> {
    /// Everything up to and with the diff, as it stands.
    before: &'p str,
    diff: &'p str,
    en: &'p str,
    zh: &'p str,
}

fn run(page: &Path) -> usize {
    let text = std::fs::read_to_string(page).unwrap();
    let report =
        text.lines().find_map(|line| line.strip_prefix("Report: ")).expect("a page names its report");
    let report = path(report.trim_matches('`'));
    let right = std::fs::read_to_string(&report).unwrap();
    let folder = report.parent().unwrap();
    let beforehand = checked::check(&right, folder);
    let mut written = String::new();
    let mut failed = Vec::new();
    let (cases, rest) = cases(&text);
    for case in &cases {
        let variant = apply(case.diff, &right)
            .unwrap_or_else(|why| panic!("{}: {why}\n{}", page.display(), case.before));
        let findings = new_findings(checked::check(&variant, folder), &beforehand);
        let (en, zh) = (lines(&findings, &variant, Lang::En), lines(&findings, &variant, Lang::Zh));
        if (en.as_str(), zh.as_str()) != (case.en, case.zh) {
            failed.push(format!("{}\n--- found\n{en}{zh}--- written\n{}{}", case.before, case.en, case.zh));
        }
        write!(written, "{}```en\n{en}```\n```zh\n{zh}```\n", case.before).unwrap();
    }
    written.push_str(rest);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(page, written).unwrap();
    } else {
        assert!(failed.is_empty(), "{}:\n{}", page.display(), failed.join("\n"));
    }
    cases.len()
}

/// A draft has its hints anyway; what a variant adds is what counts.
fn new_findings(mut findings: Vec<Finding>, beforehand: &[Finding]) -> Vec<Finding> {
    for known in beforehand {
        // That of the files that are not opened counts the rules, which may be others in a variant.
        let is_known = |it: &Finding| {
            it.rule.name == known.rule.name && (it.message == known.message || it.rule.name == "not-opened")
        };
        if let Some(at) = findings.iter().position(is_known) {
            findings.remove(at);
        }
    }
    findings
}

fn lines(findings: &[Finding], text: &str, lang: Lang) -> String {
    findings.iter().map(|finding| checked::line(finding, text, lang) + "\n").collect()
}

fn cases(page: &str) -> (Vec<Case<'_>>, &str) {
    let mut cases = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("```diff\n") {
        let diff_start = at + "```diff\n".len();
        let diff_end = diff_start + rest[diff_start..].find("```").unwrap();
        let behind = diff_end + "```\n".len();
        let (before, mut after) = rest.split_at(behind.min(rest.len()));
        let mut fence = |language: &str| {
            let mark = format!("```{language}\n");
            let Some(inner) = after.strip_prefix(mark.as_str()) else { return "" };
            let end = inner.find("```").unwrap();
            after = inner[end + 3..].strip_prefix('\n').unwrap_or_default();
            &inner[..end]
        };
        let (en, zh) = (fence("en"), fence("zh"));
        cases.push(Case { before, diff: &rest[diff_start..diff_end], en, zh });
        rest = after;
    }
    (cases, rest)
}

/// Puts the `+` lines in place of the `-` lines, which stand in the text exactly once; without `-` lines the
/// others go behind everything.
fn apply(diff: &str, text: &str) -> Result<String, String> {
    let mut out = text.to_owned();
    let (mut old, mut new) = (String::new(), String::new());
    let mut parts = Vec::new();
    for line in diff.lines() {
        if let Some(line) = line.strip_prefix('-') {
            if !new.is_empty() {
                parts.push((std::mem::take(&mut old), std::mem::take(&mut new)));
            }
            old += &format!("{line}\n");
        } else if let Some(line) = line.strip_prefix('+') {
            new += &format!("{line}\n");
        }
    }
    parts.push((old, new));
    for (old, new) in parts {
        if old.is_empty() {
            out += &new;
        } else if out.matches(&old).count() == 1 {
            out = out.replacen(&old, &new, 1);
        } else {
            return Err(format!(
                "these lines stand {} times in the report:\n{old}",
                out.matches(&old).count()
            ));
        }
    }
    Ok(out)
}
