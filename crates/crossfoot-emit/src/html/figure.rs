//! Figures, wherever they stand: what is read by people, and the exact value for programs.

use std::fmt::Write;

use crossfoot_model::{FactId, Home, Val};

use super::{Page, Vouch};
use crate::written::written;

impl<'m> Page<'m, '_> {
    /// A figure with its footnotes. It says what vouches for it; one at which a finding stands is marked.
    pub(super) fn figure(&mut self, id: FactId) {
        let model = self.model;
        let (text, footnotes) = written(model, id);
        let finding = self.marks.at(model, id);
        if text.is_empty() {
            // In prose nothing stands there at all; a cell is a place of its own.
            let is_cell = model.fact(id).is_some_and(|fact| matches!(fact.home, Home::Cell(..)));
            if let Some(finding) = finding.filter(|_| is_cell) {
                self.refer(finding);
            }
        } else {
            let end = self.open(id);
            self.put(if finding.is_some() { "<mark>" } else { "" });
            self.text(&text);
            self.put(if finding.is_some() { "</mark>" } else { "" });
            self.put(end);
            if let Some(finding) = finding {
                self.refer(finding);
            }
        }
        self.footnote_names(footnotes);
    }

    /// Opens the element of a figure, which has its exact value in the base of its unit: what closes it.
    fn open(&mut self, id: FactId) -> &'static str {
        let end = match self.model.value(id) {
            Val::Number(number) => {
                self.put("<data value=\"");
                match u32::try_from(number.value.numer()) {
                    Ok(count) if number.value.is_integer() => self.number(count),
                    // Writing to a text cannot fail.
                    _ => drop(write!(self.out, "{}", number.value)),
                }
                self.put("\"");
                "</data>"
            }
            Val::Date(date) => {
                let _ = write!(self.out, "<time datetime=\"{date}\"");
                "</time>"
            }
            _ => {
                self.put("<span");
                "</span>"
            }
        };
        self.put(" id=\"");
        self.figure_id(id);
        self.put("\"");
        if self.vouch > Vouch::None {
            self.vouched(id);
        }
        self.put(">");
        if let Some(shown) = self.shown.get_mut(id.at()) {
            *shown = true;
        }
        end
    }

    /// Does a figure stand on the page so far?
    pub(super) fn is_shown(&self, id: FactId) -> bool {
        self.shown.get(id.at()) == Some(&true)
    }

    /// The number of a figure is that in the JSON.
    pub(super) fn figure_id(&mut self, id: FactId) {
        self.put("xf-f");
        self.number(id.0);
    }
}
