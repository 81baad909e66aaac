//! Footnotes: references to them, and they themselves with the way back.

use std::collections::HashMap;

use crossfoot_model::{Element, Model};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::ast::Prose;

use super::Page;

/// The footnotes of a report.
pub(super) struct Footnotes<'m> {
    /// In order, each with how often it was referred to so far.
    list: Vec<(&'m Prose, u32)>,
    /// The place of each in the list, by its name; the first of a name has it.
    by_name: HashMap<&'m str, usize>,
}

impl<'m> Footnotes<'m> {
    pub fn new(model: &'m Model<'_>) -> Self {
        let (mut list, mut by_name) = (Vec::new(), HashMap::new());
        for element in &model.body {
            if let Element::Footnote(name, prose) = element {
                by_name.entry(name.of(&model.report.text)).or_insert(list.len());
                list.push((*prose, 0));
            }
        }
        Self { list, by_name }
    }
}

impl<'m> Page<'m, '_> {
    /// References to the footnotes of these names.
    pub(super) fn footnote_names(&mut self, names: &[Span]) {
        for name in names {
            self.footnote(name.of(&self.model.report.text));
        }
    }

    /// A reference to a footnote; one that is not there stays as it is typed.
    pub(super) fn footnote(&mut self, name: &str) {
        let notes = &mut self.footnotes;
        let Some((at, (_, count))) =
            notes.by_name.get(name).and_then(|at| Some((*at as u32 + 1, notes.list.get_mut(*at)?)))
        else {
            self.put("[^");
            self.text(name);
            self.put("]");
            return;
        };
        *count += 1;
        let count = *count;
        self.put("<sup><a id=\"");
        self.reference(at, count);
        self.put("\" href=\"#xf-n");
        self.number(at);
        self.put("\" role=\"doc-noteref\">[");
        self.number(at);
        self.put("]</a></sup>");
    }

    /// The id of a reference.
    fn reference(&mut self, note: u32, count: u32) {
        self.put("xf-n");
        self.number(note);
        self.put("-");
        self.number(count);
    }

    pub(super) fn footnotes(&mut self) {
        if self.footnotes.list.is_empty() {
            return;
        }
        self.put("<section class=\"xf-footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.put(self.words.footnotes);
        self.put("\">\n<ol>\n");
        let mut number = 0;
        while let Some((prose, _)) = self.footnotes.list.get(number as usize).copied() {
            number += 1;
            self.put("<li id=\"xf-n");
            self.number(number);
            self.put("\">");
            self.prose(prose, FileId::REPORT);
            // A footnote may refer to itself.
            let count = self.footnotes.list.get(number as usize - 1).map_or(0, |(_, count)| *count);
            for count in 1..=count {
                self.put(" <a href=\"#");
                self.reference(number, count);
                self.put("\" role=\"doc-backlink\" aria-label=\"");
                self.put(self.words.back);
                self.put("\">↩</a>");
            }
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }
}
