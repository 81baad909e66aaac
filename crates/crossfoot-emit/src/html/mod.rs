//! The report as one HTML page that needs nothing else: no script, nothing fetched, every text escaped.
//!
//! The page is a head and an article; a fragment is the article alone, for a page that there is already. Every class
//! and every id begins with `xf`, in both: so neither disturbs what stands around it.

mod body;
mod breadth;
pub(crate) mod escape;
mod figure;
mod findings;
mod footnotes;
mod head;
mod prose;
mod rules;
mod style;
mod table;
mod vouch;
mod words;

use std::collections::HashMap;

use crossfoot_model::{Model, NodeId, Side, TableId};
use crossfoot_source::{FileId, Finding, Lang, LineIndex, Place};

pub use style::Theme;

use crate::language::language;
use escape::escape;
use findings::Marks;
use footnotes::Footnotes;
use vouch::Vouching;
use words::Words;

/// How a page is to be.
#[derive(Clone, Copy, Debug)]
pub struct HtmlOptions {
    /// Its look; without one, the look that the report asks for.
    pub theme: Option<Theme>,
    /// What it says of the rules that hold.
    pub vouch: Vouch,
    /// Does it carry the report as JSON?
    pub data: bool,
    /// Only the article? It has neither a style nor JSON.
    pub fragment: bool,
    /// Does what stands on it say on which line of the report that is written (`data-line`, from 0)? For a page that
    /// is looked at beside its source.
    pub lines: bool,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self { theme: None, vouch: Vouch::List, data: true, fragment: false, lines: false }
    }
}

/// What a page says of the rules that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vouch {
    /// Nothing.
    None,
    /// At each figure which rules hold for it.
    Marks,
    /// And all rules in a list at the end, with the figures that each reads.
    List,
}

/// The page, in the language of the report. Figures at which one of the findings stands (hints apart) are marked,
/// whatever the page says of the rules that hold.
pub fn html(model: &Model<'_>, findings: &[Finding], options: &HtmlOptions) -> String {
    let mut page = Page::new(model, findings, options);
    let theme = options.theme.unwrap_or_else(|| Theme::of(model, page.lang));
    if options.fragment {
        page.article(theme);
        return page.out;
    }
    page.head(theme);
    page.put("<body>\n<main>\n");
    page.article(theme);
    page.put("</main>\n");
    if options.data {
        page.data(&crate::json(model, findings));
    }
    page.put("</body>\n</html>\n");
    page.out
}

/// The page as it grows.
struct Page<'m, 'a> {
    model: &'m Model<'a>,
    lang: Lang,
    words: &'static Words,
    out: String,
    vouch: Vouch,
    vouching: Vouching,
    marks: Marks<'m>,
    footnotes: Footnotes<'m>,
    /// For each fact: does it stand on the page, to be linked to?
    shown: Vec<bool>,
    /// The lines of the report, if the page says where what stands on it is written.
    lines: Option<LineIndex>,
    /// The rows and columns that were named so far.
    names: HashMap<(TableId, Side, NodeId), String>,
}

impl<'m, 'a> Page<'m, 'a> {
    fn new(model: &'m Model<'a>, findings: &'m [Finding], options: &HtmlOptions) -> Self {
        let (lang, vouch) = (language(model), options.vouch);
        Self {
            model,
            lang,
            words: words::of(lang),
            out: String::with_capacity(model.report.text.len() * 4 + model.facts.len() * 128 + style::ROOM),
            vouch,
            vouching: if vouch == Vouch::None { Vouching::default() } else { Vouching::new(model, lang) },
            marks: Marks::new(findings),
            footnotes: Footnotes::new(model),
            shown: vec![false; model.facts.len()],
            lines: options.lines.then(|| LineIndex::new(&model.report.text)),
            names: HashMap::new(),
        }
    }

    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// Says in an open tag on which line something is written.
    fn line(&mut self, place: Place) {
        if let Some(lines) = self.lines.as_ref().filter(|_| place.file == FileId::REPORT) {
            let line = lines.line_of(place.span.start);
            self.put(" data-line=\"");
            self.number(line);
            self.put("\"");
        }
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
}
