//! The examples in Markdown pages: fences of `xfoot`, with the findings that they announce.
//!
//! ```` ```xfoot ```` is a whole report; with `template=NAME` it is a template that the reports behind it may follow,
//! with `fragment` it is a piece that only has to be read without a fault. A line `//~ rule CODE` says that the
//! nearest line above that is none of these gives a finding of that rule, of the rule CODE of the report's own.

use crossfoot_model::{Source, build, follows};
use crossfoot_source::{Finding, LineIndex};

/// An example.
#[derive(Clone, Copy, Debug)]
pub struct Fence<'t> {
    /// The line of the page, from 1, on which it opens.
    pub line: usize,
    /// The heading that it stands under.
    pub heading: &'t str,
    /// What it is.
    pub kind: Kind<'t>,
    /// The text between the fences.
    pub text: &'t str,
}

/// What an example is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'t> {
    /// A report.
    Report,
    /// A template of a name.
    Template(&'t str),
    /// A piece of either.
    Fragment,
}

/// The examples of a page, in order.
pub fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let (mut heading, mut at, mut open) = ("", 0, None);
    for (number, line) in (1..).zip(page.split_inclusive('\n')) {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        match (&open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((number, info, at)),
            (Some((line, info, from)), Some("")) => {
                let mut words = info.split_whitespace();
                if words.next() == Some("xfoot") {
                    let kind = match words.next() {
                        None => Kind::Report,
                        Some("fragment") => Kind::Fragment,
                        Some(word) => Kind::Template(
                            word.strip_prefix("template=").expect("`template=NAME` or `fragment`"),
                        ),
                    };
                    fences.push(Fence { line: *line, heading, kind, text: &page[*from..start] });
                }
                open = None;
            }
            (None, None) => {
                heading = line.strip_prefix('#').map_or(heading, |rest| rest.trim_start_matches('#').trim())
            }
            _ => {}
        }
    }
    fences
}

/// A finding as an example announces it: the line it begins on, from 0, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Announced {
    /// The line of the example.
    pub line: u32,
    /// `rule CODE`, or `rule`.
    pub what: String,
}

/// The findings that an example announces, from top to bottom.
pub fn announced(text: &str) -> Vec<Announced> {
    let mut found = Vec::new();
    let mut above = 0;
    for (number, line) in (0..).zip(text.lines()) {
        match line.trim_start().strip_prefix("//~") {
            Some(what) => found.push(Announced { line: above, what: what.trim().to_owned() }),
            None => above = number,
        }
    }
    found.sort();
    found
}

/// Findings in the form of announcements. A code is only announced where it is a name that somebody gave.
pub fn as_announced(findings: &[Finding], text: &str) -> Vec<Announced> {
    let lines = LineIndex::new(text);
    let mut announced: Vec<Announced> = findings
        .iter()
        .map(|finding| {
            let given = finding.code.as_deref().filter(|code| !code.contains('#'));
            let code = given.map(|code| format!(" {code}")).unwrap_or_default();
            Announced {
                line: lines.line_of(finding.place.span.start),
                what: format!("{}{code}", finding.rule.name),
            }
        })
        .collect();
    announced.sort();
    announced
}

/// What is found in an example, given those before it: its template is one of them, or one that is built in.
pub fn check(text: &str, before: &[Fence<'_>]) -> Vec<Finding> {
    let report = Source::new("example", text);
    let template = follows(&report).and_then(|(name, _)| {
        let of_page = before.iter().rev().find(|fence| fence.kind == Kind::Template(name));
        let text =
            of_page.map(|fence| fence.text).or_else(|| crossfoot_templates::find(name).map(|it| it.text));
        text.map(|text| Source::new(name, text))
    });
    crossfoot_check::check(&build(&report, template.as_ref())).findings
}
