//! Rows of cells laid out so that their bars stand beneath each other, and their figures too, digit beneath digit.
//!
//! Widths are those of a terminal: a Chinese character takes two columns; a mark whose width depends on the font, such as
//! `“` or `—`, takes one.

use unicode_width::UnicodeWidthStr;

/// Labels wider than this, indentation included, do not push the bars of all other rows to the right.
const LABEL: usize = 60;
/// The same of cells.
const CELL: usize = 24;

/// A row, or the line that names the columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// What stands before the first bar, with the indentation.
    pub(crate) label: String,
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) stands: Stands,
}

/// Where a cell stands in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// To the left, where the column is text: then figures do so too.
    Text,
    /// To the left.
    Left,
    /// Directly behind its bar: white space would make something else of it.
    Tight,
    /// With so many of its bytes up to the last digit before the point to the left of where the figures of the column
    /// have theirs.
    Figure(usize),
}

impl Line {
    /// Does a bar come first? White space in front of it is indentation.
    fn is_bare(&self) -> bool {
        self.label.trim_start().is_empty()
    }

    /// How wide what stands before the first bar is, without the space in front of that.
    fn label_width(&self) -> usize {
        let width = self.label.width();
        if self.is_bare() { width.saturating_sub(1) } else { width }
    }
}

/// A column of cells.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    is_text: bool,
    /// Up to the point of its figures.
    front: usize,
    /// Behind it.
    back: usize,
    width: usize,
}

impl Cell {
    /// Its width up to the point, if it is aligned there, and behind.
    fn parts(&self, column: Column) -> Option<(usize, usize)> {
        match self.stands {
            Stands::Figure(front) if !column.is_text => {
                let (front, back) = self.text.split_at_checked(front)?;
                Some((front.width(), back.width()))
            }
            _ => None,
        }
    }
}

/// Writes the lines of a table, all with the same columns.
pub(crate) fn align(lines: &[Line]) -> Vec<String> {
    let labels = lines.iter().map(Line::label_width).filter(|width| *width <= LABEL);
    let label = labels.max().unwrap_or(0);
    let columns = columns(lines);
    lines.iter().map(|line| write(line, label, &columns)).collect()
}

fn columns(lines: &[Line]) -> Vec<Column> {
    let count = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let column = |at: usize| {
        let cells = || lines.iter().filter_map(move |line| line.cells.get(at));
        let mut column =
            Column { is_text: cells().any(|cell| cell.stands == Stands::Text), ..Column::default() };
        for cell in cells().filter(|cell| cell.text.width() <= CELL) {
            column.width = column.width.max(cell.text.width());
            if let Some((front, back)) = cell.parts(column) {
                column.front = column.front.max(front);
                column.back = column.back.max(back);
            }
        }
        column.width = column.width.max(column.front + column.back);
        column
    };
    (0..count).map(column).collect()
}

/// What is too wide for its place goes on into the next one, and the bars behind it stand where they do in other rows as
/// soon as there is room.
fn write(line: &Line, label: usize, columns: &[Column]) -> String {
    let mut out = line.label.clone();
    let is_bare = line.is_bare();
    if is_bare {
        out.push('|');
        let tight = line.cells.first().filter(|cell| cell.stands == Stands::Tight);
        out.push_str(tight.map_or("", |cell| &cell.text));
    }
    let mut at = out.width();
    // Behind at least one space, at a column.
    let mut put = |out: &mut String, text: &str, column: usize| {
        let spaces = column.max(at + 1) - at;
        out.extend(std::iter::repeat_n(' ', spaces));
        out.push_str(text);
        at += spaces + text.width();
    };
    let mut bar = label + 1;
    for (nth, (cell, column)) in line.cells.iter().zip(columns).enumerate() {
        let is_tight = cell.stands == Stands::Tight;
        let mark = if is_tight { &format!("|{}", cell.text) } else { "|" };
        if nth > 0 || !is_bare {
            put(&mut out, mark, bar);
        }
        if !cell.text.is_empty() && !is_tight {
            let right = bar + 2 + column.width - column.back;
            let start = cell.parts(*column).map_or(bar + 2, |(front, _)| right.saturating_sub(front));
            put(&mut out, &cell.text, start);
        }
        bar += column.width + 3;
    }
    // Without it the last cell, or the only bar, would not be there.
    let needs_bar = line.cells.last().map_or(!is_bare, |cell| cell.text.is_empty());
    if needs_bar {
        put(&mut out, "|", bar);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(label: &str, cells: &[(&str, Stands)]) -> Line {
        let cell = |(text, stands): &(&str, Stands)| Cell { text: (*text).to_owned(), stands: *stands };
        Line { label: label.to_owned(), cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn figures_stand_digit_beneath_digit() {
        use Stands::{Figure, Left, Text};
        let lines = [
            line("  @columns Kind", &[("cost", Left), ("remark", Left)]),
            line("  新收", &[("1,234.5", Figure(5)), ("n/a", Figure(3))]),
            line("  Below zero", &[("(120)", Figure(4)), ("a text", Text)]),
            line("  Noted", &[("7（其中修订3件）", Figure(1)), ("", Left)]),
        ];
        let expected = [
            "  @columns Kind | cost                 | remark",
            "  新收          | 1,234.5              | n/a",
            "  Below zero    |  (120)               | a text",
            "  Noted         |     7（其中修订3件） |        |",
        ];
        assert_eq!(align(&lines), expected);
    }

    #[test]
    fn what_is_too_wide_moves_nobody_else() {
        use Stands::Figure;
        let lines = [
            line(
                "  a label of more than sixty columns, which is really a bit too long",
                &[("1", Figure(1)), ("22", Figure(2))],
            ),
            line("  b", &[("333", Figure(3)), ("4 (a note of more than so many columns)", Figure(1))]),
            line("  c", &[]),
            line("  ", &[("", Stands::Left), ("5", Figure(1))]),
            line("  ", &[]),
            line("  ", &[("//x", Stands::Tight), ("//y", Stands::Tight)]),
        ];
        let expected = [
            "  a label of more than sixty columns, which is really a bit too long | 1 | 22",
            "  b | 333 |   4 (a note of more than so many columns)",
            "  c |",
            "  |       |   5",
            "  |",
            "  |//x    |//y",
        ];
        assert_eq!(align(&lines), expected);
    }
}
