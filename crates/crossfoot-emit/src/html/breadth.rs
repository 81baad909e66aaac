//! How much room a table needs: one with many columns is set smaller, and printed on its side.

use crossfoot_model::{Given, Model};

use crate::grid::{Grid, Kind};

/// How broad a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breadth {
    /// It stands on an upright page.
    Fits,
    /// It does if it is set smaller.
    Tight,
    /// It stands on a page that lies on its side.
    Wide,
    /// It does if it is set smaller.
    Widest,
}

impl Breadth {
    pub fn of(model: &Model<'_>, grid: &Grid<'_>) -> Self {
        // In halves of a character's height, the least that each column can be.
        let mut columns = vec![0u32; grid.width as usize];
        for cell in grid.cells.iter().filter(|cell| cell.colspan == 1) {
            let least = match cell.kind {
                Kind::Figure(id, ..) => match model.fact(id) {
                    Some(fact) if fact.given == Given::Stated && fact.figure.is_none() => {
                        fact.place.span.len()
                    }
                    Some(fact) if fact.given == Given::Stated => longest(model.text(fact.place)),
                    _ => 3,
                },
                _ => longest(cell.text),
            };
            if let Some(column) = columns.get_mut(cell.column as usize) {
                *column = least.max(*column);
            }
        }
        const PADDING: u32 = 2;
        match columns.iter().map(|column| column + PADDING).sum() {
            0..=64 => Self::Fits,
            65..=90 => Self::Tight,
            91..=140 => Self::Wide,
            _ => Self::Widest,
        }
    }

    pub const fn class(self) -> &'static str {
        match self {
            Self::Fits => "xf-table",
            Self::Tight => "xf-table xf-tight",
            Self::Wide => "xf-table xf-wide",
            Self::Widest => "xf-table xf-widest",
        }
    }
}

/// The longest piece of a text that a line end cannot cut: a Latin word, or one Chinese character.
fn longest(text: &str) -> u32 {
    let (mut longest, mut word) = (0, 0);
    for c in text.chars() {
        word = match c {
            ' ' => 0,
            '\0'..='\u{2dff}' => word + 1,
            _ => 2,
        };
        longest = word.max(longest);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::longest;

    #[test]
    fn words_hold_together_and_characters_do_not() {
        assert_eq!(longest(""), 0);
        assert_eq!(longest("Not Reasonably Described"), 10);
        assert_eq!(longest("法律服务机构"), 2);
        assert_eq!(longest("第12345项"), 7);
    }
}
