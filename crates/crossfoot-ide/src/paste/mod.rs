//! What is pasted from a word processor, a spreadsheet or a page: figures go into the right rows of the form, running
//! text keeps its paragraphs.

mod entity;
mod fill;
mod grid;
mod html;
mod matching;
mod prose;

use crossfoot_source::{Edit, Message};

use crate::Snapshot;

use grid::Grid;

/// What the clipboard holds.
#[derive(Clone, Copy, Debug)]
pub enum Clip<'c> {
    /// As a page: what Word, Excel, LibreOffice and browsers put there.
    Html(&'c str),
    /// As plain text; cells are separated by tabs.
    Text(&'c str),
}

/// What becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The changes, in order, none over another.
    pub edits: Vec<Edit>,
    /// The lines of a table for which there is no place, as text.
    pub unmatched: Vec<String>,
    /// What was done, and what was not; empty for running text.
    pub message: Message,
}

/// Pastes at an offset: a table into the table of the report in which the cursor is, or the one that fits best;
/// anything else as text.
pub fn paste(s: &Snapshot<'_, '_>, offset: u32, clip: Clip<'_>) -> Pasted {
    if s.text().get(offset as usize..).is_none() {
        return Pasted::default();
    }
    let (grids, paragraphs) = match clip {
        Clip::Html(html) => html::read(html),
        Clip::Text(text) => match grid::from_text(text) {
            Some(grid) => (vec![grid], Vec::new()),
            None => (Vec::new(), text.lines().map(str::to_owned).collect()),
        },
    };
    let grids: Vec<Grid> = grids.into_iter().filter(|grid| !grid.is_empty()).collect();
    if grids.is_empty() {
        return Pasted { edits: prose::edits(s.text(), offset, &paragraphs), ..Pasted::default() };
    }
    fill::fill(s, offset, &grids)
}
