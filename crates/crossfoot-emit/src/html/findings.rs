//! Findings: a reference at the figure, and what each says at the end of the article.

use crossfoot_model::{FactId, Model};
use crossfoot_source::{FileId, Finding, Severity, Span};

use super::Page;

/// The findings that are marked.
pub(super) struct Marks<'m> {
    /// By where they are.
    list: Vec<&'m Finding>,
    /// The figure that refers to each.
    figures: Vec<Option<FactId>>,
}

impl<'m> Marks<'m> {
    /// All but hints.
    pub fn new(findings: &'m [Finding]) -> Self {
        let is_marked = |it: &&Finding| it.place.file == FileId::REPORT && it.severity > Severity::Hint;
        let mut list: Vec<_> = findings.iter().filter(is_marked).collect();
        list.sort_by_key(|finding| finding.place.span.start);
        Self { figures: vec![None; list.len()], list }
    }

    /// The number of the first finding at a figure, from 1.
    pub fn at(&mut self, model: &Model<'_>, id: FactId) -> Option<u32> {
        if self.list.is_empty() {
            return None;
        }
        // A finding stands at the braces or at the figure between them.
        let fact = model.fact(id)?;
        let inner = fact.figure.and_then(|figure| figure.value.as_ref()).map(|value| value.span);
        let spans = [Some(fact.place.span), fact.figure.map(|figure| figure.span), inner];
        let at = spans.into_iter().flatten().find_map(|span| self.starting(span))?;
        let figure = self.figures.get_mut(at)?;
        *figure = figure.or(Some(id));
        Some(at as u32 + 1)
    }

    fn starting(&self, span: Span) -> Option<usize> {
        let at = self.list.partition_point(|finding| finding.place.span.start < span.start);
        self.list.get(at).filter(|finding| finding.place.span.start == span.start).map(|_| at)
    }
}

impl Page<'_, '_> {
    /// What leads from a figure to its finding.
    pub(super) fn refer(&mut self, finding: u32) {
        self.put("<sup class=\"xf-finding\"><a href=\"#xf-q");
        self.number(finding);
        self.put("\">[");
        self.put(self.words.finding);
        self.number(finding);
        self.put("]</a></sup>");
    }

    pub(super) fn findings(&mut self) {
        if self.marks.list.is_empty() {
            return;
        }
        self.put("<section class=\"xf-findings\" aria-labelledby=\"xf-q\">\n<h2 id=\"xf-q\">");
        self.put(self.words.findings);
        self.put("</h2>\n<ol>\n");
        let mut number = 0;
        while let Some(finding) = self.marks.list.get(number as usize).copied() {
            let figure = self.marks.figures.get(number as usize).copied().flatten();
            number += 1;
            self.put("<li id=\"xf-q");
            self.number(number);
            self.put("\">");
            self.text(finding.message.in_lang(self.lang));
            if let Some(figure) = figure.filter(|figure| self.is_shown(*figure)) {
                self.put(" <a href=\"#");
                self.figure_id(figure);
                self.put("\" aria-label=\"");
                self.put(self.words.back);
                self.put("\">↩</a>");
            }
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }
}
