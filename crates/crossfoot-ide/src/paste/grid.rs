//! A table as a grid of cells, whatever it was pasted from.

/// A cell of a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says, in one line.
    pub text: String,
    /// Does the cell begin here? One that spans several places says the same in each.
    pub is_first: bool,
}

/// Rows of cells, all of the same length.
pub(super) type Grid = Vec<Vec<Cell>>;

/// What is copied from a spreadsheet as text: cells between tabs, those with line ends in quotes. `None` if there is no
/// tab.
pub(super) fn from_text(text: &str) -> Option<Grid> {
    if !text.contains('\t') {
        return None;
    }
    let mut rows: Grid = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (cell, behind) = cell(rest);
        row.push(Cell { text: one_line(&cell), is_first: true });
        match behind.chars().next() {
            Some('\t') => rest = behind.get(1..).unwrap_or_default(),
            other => {
                rows.push(std::mem::take(&mut row));
                let end = if behind.starts_with("\r\n") { 2 } else { usize::from(other.is_some()) };
                rest = behind.get(end..).unwrap_or_default();
                if rest.is_empty() {
                    break;
                }
            }
        }
    }
    Some(even(rows))
}

/// A cell, and what stands behind it: a tab, a line end or nothing.
fn cell(text: &str) -> (String, &str) {
    if let Some(mut rest) = text.strip_prefix('"') {
        let mut said = String::new();
        while let Some(at) = rest.find('"') {
            said.push_str(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 1..).unwrap_or_default();
            match rest.strip_prefix('"') {
                Some(behind) => {
                    said.push('"');
                    rest = behind;
                }
                None if rest.is_empty() || rest.starts_with(['\t', '\r', '\n']) => return (said, rest),
                None => break,
            }
        }
    }
    let end = text.find(['\t', '\r', '\n']).unwrap_or(text.len());
    let (said, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    (said.to_owned(), behind)
}

/// All rows as long as the longest.
pub(super) fn even(mut rows: Grid) -> Grid {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, Cell { text: String::new(), is_first: true }));
    rows
}

/// Text in one line; hard spaces are spaces, and what has no width is not there.
pub(super) fn one_line(text: &str) -> String {
    let seen: String =
        text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of a grid as text.
pub(super) fn as_text(line: &[Cell]) -> String {
    let cells: Vec<&str> = line.iter().filter(|cell| cell.is_first).map(|cell| cell.text.as_str()).collect();
    let end = cells.iter().rposition(|text| !text.is_empty()).map_or(0, |at| at + 1);
    cells.get(..end).unwrap_or_default().join(" | ")
}

/// Is it a figure, rather than a label?
pub(super) fn is_figure(text: &str) -> bool {
    let is_of_it = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '０'..='９' | ',' | '，' | '.' | '-' | '−' | '+' | '%' | ' ' | '\'' | '(' | ')')
    };
    text.contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) && text.chars().all(is_of_it)
}

#[cfg(test)]
mod tests {
    use super::{from_text, is_figure};

    #[test]
    fn cells_in_quotes_have_line_ends() {
        let grid = from_text("a\t\"b\nc \"\"d\"\"\"\t\r\n1\t\"2\t3\r\n").unwrap_or_default();
        let texts: Vec<Vec<&str>> =
            grid.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(texts, [["a", "b c \"d\"", ""], ["1", "\"2", "3"]]);
        assert_eq!(from_text("no tab\n"), None);
    }

    #[test]
    fn figures_and_labels() {
        assert!(["15,602", "-3.5", "１２", "1 234", "(5)", "41.1%"].into_iter().all(is_figure));
        assert!(!["", "（一）", "2021年", "—", "K1"].into_iter().any(is_figure));
    }
}
