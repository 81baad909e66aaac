//! What stands around the article: the head, and the report as JSON.

use std::fmt::Write;

use super::{
    Page,
    style::{self, Theme},
};

impl<'m> Page<'m, '_> {
    pub(super) fn head(&mut self, theme: Theme) {
        let is_draft = !self.model.head.is_final;
        let styles = [Some(theme.style()), is_draft.then(|| style::of_draft(self.lang))];
        self.put("<!doctype html>\n<html lang=\"");
        self.put(self.words.tag);
        self.put("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src");
        for style in styles.iter().flatten() {
            self.put(" '");
            self.put(style.digest);
            self.put("'");
        }
        self.put("; img-src 'self'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        if is_draft {
            let [open, close] = self.words.before_title;
            self.put(open);
            self.put(self.words.draft);
            self.put(close);
        }
        self.text(self.title());
        self.put("</title>\n");
        for style in styles.iter().flatten() {
            self.put("<style>");
            style.css.iter().for_each(|css| self.put(css));
            self.put("</style>\n");
        }
        self.put("</head>\n");
    }

    /// A page must have a title: without any, what it was made from.
    pub(super) fn title(&self) -> &'m str {
        let (head, report) = (&self.model.head, self.model.report);
        let known = [head.title.as_str(), head.template_title.unwrap_or_default(), &report.name];
        known.into_iter().map(str::trim).find(|title| !title.is_empty()).unwrap_or("Crossfoot")
    }

    /// The report for programs: a block of data, which no browser runs. Nothing in it can end it, since what HTML
    /// would read as a mark, or does not have, is written as JSON can write any character.
    pub(super) fn data(&mut self, json: &str) {
        let is_special =
            |c: char| matches!(c, '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
        self.put("<script type=\"application/json\" id=\"xf-json\">");
        let mut done = 0;
        for (at, special) in json.match_indices(is_special) {
            self.put(json.get(done..at).unwrap_or_default());
            for c in special.chars() {
                // Writing to a text cannot fail.
                let _ = write!(self.out, "\\u{:04x}", c as u32);
            }
            done = at + special.len();
        }
        self.put(json.get(done..).unwrap_or_default());
        self.put("</script>\n");
    }
}
