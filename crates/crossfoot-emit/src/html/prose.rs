//! Prose, and figures wherever they stand.

use crossfoot_model::{FactId, Home};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::ast::Prose;

use super::{
    Page,
    escape::{address, escape, is_safe_image, is_safe_link},
};
use crate::{
    inline::{Inline, printed, walk},
    written::written,
};

impl<'m> Page<'m, '_> {
    pub(super) fn prose(&mut self, prose: &'m Prose, file: FileId) {
        let model = self.model;
        let mut open = Vec::new();
        walk(model, prose, file, &mut |piece| match piece {
            Inline::Text(text) => self.text(text),
            Inline::Figure(_, Some(fact)) => self.figure(fact),
            Inline::Figure(figure, None) => self.text(&printed(model, figure, None, model.text_of(file))),
            Inline::Strong => {
                open.push("</strong>");
                self.put("<strong>");
            }
            // Where it may not lead, only the text is left.
            Inline::Link(to) if !is_safe_link(to) => open.push(""),
            Inline::Link(to) => {
                open.push("</a>");
                self.put("<a href=\"");
                address(&mut self.out, to);
                self.put("\">");
            }
            Inline::End => self.put(open.pop().unwrap_or_default()),
            Inline::Image(shown, path) if is_safe_image(path) => {
                self.put("<img src=\"");
                address(&mut self.out, path);
                self.put("\" alt=\"");
                self.text(shown);
                self.put("\">");
            }
            Inline::Image(shown, _) => self.text(shown),
            Inline::Footnote(name) => self.footnote(name),
        });
    }

    /// A figure with its footnotes; one at which a finding stands is marked.
    pub(super) fn figure(&mut self, id: FactId) {
        let model = self.model;
        let (text, footnotes) = written(model, id);
        let fact = model.fact(id);
        let finding = fact.filter(|_| !self.marks.is_empty()).and_then(|fact| {
            // A finding stands at the braces or at the figure between them.
            let inner = fact.figure.and_then(|figure| figure.value.as_ref()).map(|value| value.span);
            [Some(fact.place.span), fact.figure.map(|figure| figure.span), inner]
                .into_iter()
                .flatten()
                .find_map(|span| self.mark_at(span))
        });
        let finding = finding
            .filter(|_| !text.is_empty() || fact.is_some_and(|fact| matches!(fact.home, Home::Cell(..))));
        if let Some(finding) = finding {
            self.put("<mark title=\"");
            self.text(finding.message.in_lang(self.lang));
            self.put("\">");
        }
        self.text(&text);
        if finding.is_some() {
            self.put("</mark>");
        }
        self.footnote_names(footnotes);
    }

    /// References to the footnotes of these names.
    pub(super) fn footnote_names(&mut self, names: &[Span]) {
        for name in names {
            self.footnote(name.of(&self.model.report.text));
        }
    }

    /// A reference to a footnote; one that is not there stays as it is typed.
    fn footnote(&mut self, name: &str) {
        let Some(number) = self.footnote_numbers.get(name).copied() else {
            self.put("[^");
            escape(&mut self.out, name);
            self.put("]");
            return;
        };
        self.put("<sup><a href=\"#fn");
        self.number(number);
        self.put("\">");
        self.number(number);
        self.put("</a></sup>");
    }
}
