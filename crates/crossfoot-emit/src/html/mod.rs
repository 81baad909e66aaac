//! The report as one HTML page that needs nothing else: no script, nothing fetched, every text escaped.

pub(crate) mod escape;
mod prose;
mod table;

use std::collections::HashMap;

use crossfoot_model::{Element, Model, Note, Section};
use crossfoot_source::{FileId, Finding, Lang, Severity, Span};
use crossfoot_syntax::ast::Prose;

use crate::language::language;
use escape::escape;

const STYLE: &str = concat!(include_str!("page.css"), include_str!("chart.css"));
/// The digest of [`STYLE`], which is the only style that the page lets in.
const STYLE_DIGEST: &str = "sha256-0KwAIjWC4i+7X83MhK4TCWpegJvcnYABK1qEOKS5AjY=";

/// The whole page, in the language of the report. Figures at which one of the findings stands (hints apart) are
/// marked, with what it says.
pub fn html(model: &Model<'_>, findings: &[Finding]) -> String {
    let mut page = Page::new(model, findings);
    page.head();
    page.body();
    page.out
}

/// What the page says of its own.
struct Words {
    tag: &'static str,
    draft: &'static str,
    note: &'static str,
    footnotes: &'static str,
}

const ENGLISH: Words = Words { tag: "en", draft: "Draft", note: "Note: ", footnotes: "Footnotes" };
const CHINESE: Words = Words { tag: "zh-CN", draft: "草稿", note: "注：", footnotes: "脚注" };

/// The page as it grows.
struct Page<'m, 'a> {
    model: &'m Model<'a>,
    lang: Lang,
    words: &'static Words,
    out: String,
    /// The findings that are marked, by where they are.
    marks: Vec<(u32, &'m Finding)>,
    /// The footnotes in order.
    footnotes: Vec<&'m Prose>,
    /// The number of each footnote, from 1, by its name; the first of a name has it.
    footnote_numbers: HashMap<&'m str, u32>,
}

impl<'m, 'a> Page<'m, 'a> {
    fn new(model: &'m Model<'a>, findings: &'m [Finding]) -> Self {
        let lang = language(model);
        let is_marked =
            |finding: &&Finding| finding.place.file == FileId::REPORT && finding.severity > Severity::Hint;
        let mut marks: Vec<_> =
            findings.iter().filter(is_marked).map(|finding| (finding.place.span.start, finding)).collect();
        marks.sort_by_key(|(start, _)| *start);
        let (mut footnotes, mut footnote_numbers) = (Vec::new(), HashMap::new());
        for element in &model.body {
            if let Element::Footnote(name, prose) = element {
                footnotes.push(*prose);
                footnote_numbers.entry(name.of(&model.report.text)).or_insert(footnotes.len() as u32);
            }
        }
        Self {
            model,
            lang,
            words: if lang == Lang::Zh { &CHINESE } else { &ENGLISH },
            out: String::with_capacity(model.report.text.len() * 2 + STYLE.len() + 1024),
            marks,
            footnotes,
            footnote_numbers,
        }
    }

    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    fn number(&mut self, number: u32) {
        // Digits from the last to the first.
        let (mut digits, mut at, mut rest) = ([0u8; 10], 10, number);
        loop {
            at -= 1;
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'0' + (rest % 10) as u8;
            }
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out
            .push_str(digits.get(at..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default());
    }

    fn head(&mut self) {
        let is_final = self.model.head.is_final;
        self.put("<!doctype html>\n<html lang=\"");
        self.put(self.words.tag);
        self.put("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
        self.put(STYLE_DIGEST);
        self.put("'; img-src 'self' data:; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        if !is_final {
            let (open, close) = if self.lang == Lang::Zh { ("【", "】") } else { ("[", "] ") };
            self.put(open);
            self.put(self.words.draft);
            self.put(close);
        }
        let title = self.title();
        self.text(&title);
        self.put("</title>\n<style>");
        self.put(STYLE);
        self.put("</style>\n</head>\n");
    }

    /// A page must have a title: without any, what it was made from.
    fn title(&self) -> String {
        let head = &self.model.head;
        let known = [head.title.as_str(), head.template_title.unwrap_or_default(), &self.model.report.name];
        known.into_iter().map(str::trim).find(|title| !title.is_empty()).unwrap_or("Crossfoot").to_owned()
    }

    fn body(&mut self) {
        self.put("<body>\n<main>\n");
        if !self.model.head.is_final {
            self.put("<p class=\"draft\">");
            self.put(self.words.draft);
            self.put("</p>\n");
        }
        self.put("<h1>");
        match self.model.head.stated_title {
            Some(title) => self.prose(title, FileId::REPORT),
            None => {
                let title = self.title();
                self.text(&title);
            }
        }
        self.put("</h1>\n");
        let model = self.model;
        let mut elements = model.body.iter().peekable();
        while let Some(element) = elements.next() {
            match element {
                Element::Heading(at) => {
                    let Some(section) = model.sections.get(*at as usize) else { continue };
                    let beneath = match elements.peek() {
                        Some(Element::Paragraph(prose)) if section.run_in => Some(*prose),
                        _ => None,
                    };
                    match beneath {
                        Some(prose) => {
                            elements.next();
                            self.put("<div class=\"run-in\">");
                            self.heading(section);
                            self.put(if self.lang == Lang::Zh { "" } else { " " });
                            self.paragraph(prose);
                            self.put("</div>\n");
                        }
                        None => {
                            self.heading(section);
                            self.put("\n");
                        }
                    }
                }
                Element::Paragraph(prose) => {
                    self.paragraph(prose);
                    self.put("\n");
                }
                Element::Item(prose) => {
                    self.put("<ul>\n");
                    self.item(prose);
                    while let Some(Element::Item(prose)) =
                        elements.next_if(|next| matches!(next, Element::Item(_)))
                    {
                        self.item(prose);
                    }
                    self.put("</ul>\n");
                }
                Element::Footnote(..) => {}
                Element::Table(id) => self.table(*id),
            }
        }
        self.notes(None, &model.head.notes);
        self.footnotes();
        self.put("</main>\n</body>\n</html>\n");
    }

    /// A heading one level deeper than in the report, whose title is the first; HTML ends at six.
    fn heading(&mut self, section: &'m Section<'a>) {
        let level = section.level.saturating_add(1);
        let shown = u32::from(level.min(6));
        self.put("<h");
        self.number(shown);
        if level > 6 {
            self.put(" aria-level=\"");
            self.number(level.into());
            self.put("\"");
        }
        self.put(">");
        if let Some(number) = section.number_left_out(self.model) {
            self.text(&number);
        }
        self.prose(section.heading, FileId::REPORT);
        self.put("</h");
        self.number(shown);
        self.put(">");
    }

    fn paragraph(&mut self, prose: &'m Prose) {
        self.put("<p>");
        self.prose(prose, FileId::REPORT);
        self.put("</p>");
    }

    fn item(&mut self, prose: &'m Prose) {
        self.put("<li>");
        self.prose(prose, FileId::REPORT);
        self.put("</li>\n");
    }

    /// Notes beneath something; `of` is the label of the row or column that they are on.
    fn notes(&mut self, of: Option<&str>, notes: &'m [Note<'a>]) {
        for note in notes {
            self.put("<p class=\"note\">");
            self.put(self.words.note);
            if let Some(label) = of.filter(|label| !label.is_empty()) {
                self.text(label);
                self.put(if self.lang == Lang::Zh { "：" } else { ": " });
            }
            self.prose(note.prose, note.file);
            self.put("</p>\n");
        }
    }

    fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.put("<section class=\"footnotes\" aria-label=\"");
        self.put(self.words.footnotes);
        self.put("\">\n<ol>\n");
        for at in 0..self.footnotes.len() {
            let Some(prose) = self.footnotes.get(at).copied() else { continue };
            self.put("<li id=\"fn");
            self.number(at as u32 + 1);
            self.put("\">");
            self.prose(prose, FileId::REPORT);
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }

    /// The finding at a place, where one is marked.
    fn mark_at(&self, span: Span) -> Option<&'m Finding> {
        let at = self.marks.partition_point(|(start, _)| *start < span.start);
        self.marks.get(at).filter(|(start, _)| *start == span.start).map(|(_, finding)| *finding)
    }
}
