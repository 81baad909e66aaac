//! The article: title, headings, paragraphs, lists, tables.

use std::iter::Peekable;

use crossfoot_model::{Element, Note, Section};
use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::Prose;

use super::{Page, Vouch, style::Theme};

/// The headings that are open, by their levels in the report. On the page each is one deeper than the one that it
/// stands beneath, whatever its level, so that the outline has no gap.
#[derive(Default)]
struct Outline(Vec<u8>);

impl Outline {
    /// How deep a heading stands: the title is the first.
    fn depth(&mut self, level: u8) -> u32 {
        self.0.retain(|open| *open < level);
        self.0.push(level);
        self.0.len() as u32 + 1
    }
}

impl<'m, 'a> Page<'m, 'a> {
    pub(super) fn article(&mut self, theme: Theme) {
        let model = self.model;
        self.put("<article class=\"xf ");
        self.put(theme.class());
        self.put("\" lang=\"");
        self.put(self.words.tag);
        self.put("\">\n");
        if !model.head.is_final {
            self.put("<p class=\"xf-draft\">");
            self.put(self.words.draft);
            self.put("</p>\n");
        }
        self.put("<h1>");
        match model.head.stated_title {
            Some(title) => self.prose(title, FileId::REPORT),
            None => self.text(self.title()),
        }
        self.put("</h1>\n");
        let mut outline = Outline::default();
        let mut elements = model.body.iter().peekable();
        while let Some(element) = elements.next() {
            match element {
                Element::Heading(at) => self.section(*at, &mut outline, &mut elements),
                Element::Paragraph(prose) => self.paragraph(prose),
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
        self.findings();
        if self.vouch == Vouch::List {
            self.rules();
        }
        self.put("</article>\n");
    }

    /// A heading; one that is run in takes the paragraph beneath with it.
    fn section<'e>(
        &mut self,
        at: u32,
        outline: &mut Outline,
        elements: &mut Peekable<impl Iterator<Item = &'e Element<'m>>>,
    ) where
        'm: 'e,
    {
        let Some(section) = self.model.sections.get(at as usize) else { return };
        let depth = outline.depth(section.level);
        let beneath = elements.next_if(|next| section.run_in && matches!(next, Element::Paragraph(_)));
        match beneath {
            Some(Element::Paragraph(prose)) => {
                self.put("<div class=\"xf-runin\">");
                self.heading(at, section, depth);
                self.put(self.words.space);
                self.paragraph(prose);
                self.put("</div>\n");
            }
            _ => {
                self.heading(at, section, depth);
                self.put("\n");
            }
        }
    }

    /// A heading with its official number; HTML ends at six.
    fn heading(&mut self, at: u32, section: &'m Section<'a>, depth: u32) {
        let shown = depth.min(6);
        self.put("<h");
        self.number(shown);
        self.put(" id=\"xf-s");
        self.number(at + 1);
        if depth > shown {
            self.put("\" aria-level=\"");
            self.number(depth);
        }
        self.put("\"");
        self.line(Place::report(section.heading.span));
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
        self.put("<p");
        self.line(Place::report(prose.span));
        self.put(">");
        self.prose(prose, FileId::REPORT);
        self.put("</p>\n");
    }

    fn item(&mut self, prose: &'m Prose) {
        self.put("<li");
        self.line(Place::report(prose.span));
        self.put(">");
        self.prose(prose, FileId::REPORT);
        self.put("</li>\n");
    }

    /// Notes beneath something; `of` is the label of the row or column that they are on.
    pub(super) fn notes(&mut self, of: Option<&str>, notes: &'m [Note<'a>]) {
        for note in notes {
            self.put("<p class=\"xf-note\">");
            self.put(self.words.note);
            if let Some(label) = of.filter(|label| !label.is_empty()) {
                self.text(label);
                self.put(self.words.colon);
            }
            self.prose(note.prose, note.file);
            self.put("</p>\n");
        }
    }
}
