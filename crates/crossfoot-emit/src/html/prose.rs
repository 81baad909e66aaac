//! Prose.

use crossfoot_source::FileId;
use crossfoot_syntax::ast::Prose;

use super::{
    Page,
    escape::{address, is_safe_image, is_safe_link},
};
use crate::inline::{Inline, printed, walk};

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
}
