//! A page as tables and paragraphs. It is read without a parser of the whole language: of what programs put on the
//! clipboard only tables, cells with their spans, and where lines end is of interest, and no library is needed to see
//! those.

use super::{
    entity::decode,
    grid::{Cell, Grid, even, one_line},
};

/// A cell spans at most so many rows or columns.
const MOST_SPANNED: usize = 200;

/// The tables of a page, and the paragraphs outside of them.
pub(super) fn read(html: &str) -> (Vec<Grid>, Vec<String>) {
    let mut page = Page::default();
    let mut rest = html.find('<').and_then(|at| html.get(at..)).unwrap_or(html);
    while !rest.is_empty() {
        rest = match rest.find('<') {
            Some(0) => page.tag(rest),
            Some(at) => page.text(rest, at),
            None => page.text(rest, rest.len()),
        };
    }
    page.end_paragraph();
    while page.depth > 0 {
        page.close("table");
    }
    (page.grids, page.paragraphs)
}

/// What is read so far.
#[derive(Default)]
struct Page {
    grids: Vec<Grid>,
    paragraphs: Vec<String>,
    /// How many tables are open; those in a cell are its text.
    depth: usize,
    table: Rows,
    said: String,
}

/// The rows of the table that is open.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<Option<Cell>>>,
    /// How many have begun; cells that span rows reach into more.
    begun: usize,
    /// The cell that is open: its spans.
    cell: Option<(usize, usize)>,
}

impl Page {
    /// Text up to an offset. Returns what stands behind.
    fn text<'t>(&mut self, rest: &'t str, end: usize) -> &'t str {
        let (text, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        decode(text, &mut self.said);
        behind
    }

    /// A tag, a comment or what looks like one. Returns what stands behind.
    fn tag<'t>(&mut self, rest: &'t str) -> &'t str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").and_then(|at| comment.get(at + 3..)).unwrap_or_default();
        }
        let Some(end) = tag_end(rest) else {
            self.said.push('<');
            return rest.get(1..).unwrap_or_default();
        };
        let inside = rest.get(1..end - 1).unwrap_or_default();
        let behind = rest.get(end..).unwrap_or_default();
        let is_end = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(length).unwrap_or((inside, ""));
        let name = name.to_ascii_lowercase();
        if is_end {
            self.close(&name);
        } else if matches!(name.as_str(), "style" | "script" | "title" | "xml") {
            return behind_end(behind, &name);
        } else {
            self.open(&name, attributes);
        }
        behind
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.end_paragraph();
                    self.table = Rows::default();
                }
            }
            "tr" if self.depth == 1 => {
                self.end_cell();
                self.table.begun += 1;
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell();
                self.said.clear();
                self.table.cell = Some((span(attributes, "rowspan"), span(attributes, "colspan")));
            }
            _ if ends_line(name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" if self.depth == 1 => {
                self.end_cell();
                self.depth = 0;
                self.grids.push(std::mem::take(&mut self.table).grid());
                self.said.clear();
            }
            "table" => self.depth = self.depth.saturating_sub(1),
            "td" | "th" | "tr" if self.depth == 1 => self.end_cell(),
            _ if ends_line(name) => self.end_line(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if let Some((rows, columns)) = self.table.cell.take() {
            let text = one_line(&self.said);
            self.table.put(&text, rows, columns);
        }
        self.said.clear();
    }

    fn end_line(&mut self) {
        if self.depth > 0 { self.said.push(' ') } else { self.end_paragraph() }
    }

    fn end_paragraph(&mut self) {
        let said = one_line(&self.said);
        self.said.clear();
        if !said.is_empty() {
            self.paragraphs.push(said);
        }
    }
}

impl Rows {
    /// A cell goes to the first free place of its row, and to all that it spans.
    fn put(&mut self, text: &str, rows: usize, columns: usize) {
        let row = self.begun.saturating_sub(1);
        let at =
            self.rows.get(row).map_or(0, |row| row.iter().position(Option::is_none).unwrap_or(row.len()));
        for y in row..row + rows {
            for x in at..at + columns {
                let is_first = y == row && x == at;
                self.set(y, x, Cell { text: text.to_owned(), is_first });
            }
        }
    }

    fn set(&mut self, y: usize, x: usize, cell: Cell) {
        while self.rows.len() <= y {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.get_mut(y) else { return };
        while row.len() <= x {
            row.push(None);
        }
        if let Some(place) = row.get_mut(x) {
            place.get_or_insert(cell);
        }
    }

    fn grid(self) -> Grid {
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect());
        even(rows.filter(|row: &Vec<Cell>| row.iter().any(|cell| cell.is_first)).collect())
    }
}

/// Where a tag ends, behind its `>`; a `>` in quotes is no end.
fn tag_end(rest: &str) -> Option<usize> {
    let next = rest.get(1..)?.chars().next()?;
    if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            ('>', None) => return Some(at + 1),
            _ => {}
        }
    }
    rest.find('>').map(|at| at + 1)
}

/// What stands behind the end tag of an element whose content is no text.
fn behind_end<'t>(text: &'t str, name: &str) -> &'t str {
    let is_end = |at: &usize| {
        let behind = text.get(at + 2..at + 2 + name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(is_end);
    let behind = end.and_then(|end| text.get(end..)).unwrap_or_default();
    behind.find('>').and_then(|at| behind.get(at + 1..)).unwrap_or_default()
}

fn ends_line(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "blockquote"
            | "pre"
            | "section"
            | "article"
            | "tr"
            | "td"
    )
}

/// How many rows or columns a cell spans.
fn span(attributes: &str, name: &str) -> usize {
    let lower = attributes.to_ascii_lowercase();
    let value = lower.match_indices(name).find_map(|(at, _)| {
        let value = lower.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        value.get(..end)?.parse::<usize>().ok()
    });
    value.unwrap_or(1).clamp(1, MOST_SPANNED)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn spans_are_spread() {
        let (grids, _) = read("<table><tr><td rowspan=2>a<td colspan='2'>b</tr><tr><td>c<td>d</table>");
        let texts: Vec<Vec<(&str, bool)>> = grids
            .iter()
            .flatten()
            .map(|row| row.iter().map(|cell| (cell.text.as_str(), cell.is_first)).collect())
            .collect();
        assert_eq!(
            texts,
            [[("a", true), ("b", true), ("b", false)], [("a", false), ("c", true), ("d", true)]]
        );
    }

    #[test]
    fn what_is_no_text_is_passed_over() {
        let (grids, paragraphs) = read(
            "Version:0.9\r\n<html><head><style>p > a { x }</style></head><body><!--StartFragment--><p>a &lt; b<br>c</p><!--[if gte mso 9]><xml>x</xml><![endif]--><p title='>'>1 < 2 &amp;c</p>",
        );
        assert!(grids.is_empty());
        assert_eq!(paragraphs, ["a < b", "c", "1 < 2 &c"]);
    }

    #[test]
    fn a_table_in_a_cell_is_its_text() {
        let (grids, _) = read("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>1</td></tr>");
        assert_eq!(grids.len(), 1);
        let texts: Vec<&str> = grids.iter().flatten().flatten().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["a b", "1"]);
    }
}
