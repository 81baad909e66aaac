#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a failing test panics"
)]

mod action;
mod completion;
mod hover;
mod inlay;
mod navigation;
mod paste;
mod rename;
mod shape;

use crossfoot_model::{Source, build};
use crossfoot_source::{Edit, FileId, Lang, Place, Span};

use crate::Snapshot;

/// A text in which `$0` was the cursor, and `‹…›` stood around what is expected.
struct Marked {
    text: String,
    cursor: Option<u32>,
    marks: Vec<Span>,
}

impl Marked {
    fn new(marked: &str) -> Self {
        let mut it = Self { text: String::new(), cursor: None, marks: Vec::new() };
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some(next) = rest.chars().next() {
            let at = it.text.len() as u32;
            let length = match next {
                '$' if rest.starts_with("$0") => {
                    it.cursor = Some(at);
                    2
                }
                '‹' => {
                    open.push(at);
                    next.len_utf8()
                }
                '›' => {
                    it.marks.push(Span::new(open.pop().unwrap(), at));
                    next.len_utf8()
                }
                _ => {
                    it.text.push(next);
                    next.len_utf8()
                }
            };
            rest = &rest[length..];
        }
        it.marks.sort();
        it
    }
}

/// The text after changes, which are in order and none over another.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    let mut end = text.len() as u32;
    for edit in edits.iter().rev() {
        assert!(edit.span.end <= end, "{edits:?}");
        end = edit.span.start;
        out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    out
}

/// A report, perhaps with its template, as an editor sees it.
struct Fixture {
    report: Marked,
    template: Marked,
}

impl Fixture {
    fn alone(report: &str) -> Self {
        Self::new(report, "")
    }

    fn new(report: &str, template: &str) -> Self {
        let it = Self { report: Marked::new(report), template: Marked::new(template) };
        assert!(it.template.cursor.is_none());
        it
    }

    fn cursor(&self) -> u32 {
        self.report.cursor.expect("no $0")
    }

    fn ask<T>(&self, lang: Lang, verb: impl FnOnce(&Snapshot<'_, '_>) -> T) -> T {
        let report = Source::new("report", self.report.text.as_str());
        let template = Source::new("template", self.template.text.as_str());
        let model = build(&report, (!template.text.is_empty()).then_some(&template));
        let findings = crossfoot_check::check(&model).findings;
        verb(&Snapshot { model: &model, findings: &findings, lang })
    }

    /// The marked places.
    fn expected(&self) -> Vec<Place> {
        let report = self.report.marks.iter().map(|span| Place::report(*span));
        report.chain(self.template.marks.iter().map(|span| Place::template(*span))).collect()
    }

    /// Places are the marked ones.
    fn same(&self, found: Vec<Place>) {
        let shown = |places: &[Place]| -> Vec<String> {
            let text = |place: &Place| {
                if place.file == FileId::REPORT { &self.report.text } else { &self.template.text }
            };
            places
                .iter()
                .map(|place| format!("{}@{}:{}", place.span.of(text(place)), place.file.0, place.span.start))
                .collect()
        };
        assert_eq!(shown(&found), shown(&self.expected()), "\nin\n{}", self.report.text);
    }
}
