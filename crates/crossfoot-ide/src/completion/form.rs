//! What the template asks for, where it is filled in: sections, tables, rows, fields.

use crossfoot_model::{NodeId, TableId};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::ast::{Block, BlockKind};

use super::{ItemKind, Items};
use crate::{
    missing::{self, MissingRow},
    walk::table_of,
};

impl Items<'_, '_, '_> {
    /// At the beginning of a line: what is still missing there.
    pub(super) fn form(&mut self) {
        let typed = self.cursor.before.trim_start();
        if let Some(id) = self.table_here() {
            self.rows(id);
        } else if self.is_in_head() {
            self.fields();
        } else if typed.is_empty() || typed.starts_with(['#', '＃']) {
            self.sections();
        }
    }

    /// The table in whose lines the cursor is.
    pub(super) fn table_here(&self) -> Option<TableId> {
        self.s.model.report.tree.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) if self.goes_on(block.span) => {
                table_of(self.s.model, FileId::REPORT, table)
            }
            _ => None,
        })
    }

    fn is_in_head(&self) -> bool {
        let is_it = |block: &Block| matches!(block.kind, BlockKind::Report(_)) && self.goes_on(block.span);
        self.s.model.report.tree.blocks.iter().any(is_it)
    }

    /// Is the cursor's line one of a block, behind its first, or directly beneath it?
    fn goes_on(&self, block: Span) -> bool {
        let line = self.cursor.line;
        let gap = Span::new(block.end, line).of(self.s.text());
        block.start < line && (line < block.end || (gap.trim().is_empty() && gap.lines().count() <= 1))
    }

    /// The rows that are not there, in the order of the template; first those that belong here.
    fn rows(&mut self, id: TableId) {
        let name = |row: &MissingRow| missing::row_name(self.s.model, id, row.node);
        let rows: Vec<(MissingRow, String)> =
            missing::rows(self.s.model, id).into_iter().map(|row| (row.clone(), name(&row))).collect();
        let above = self.cursor.line;
        for (row, name) in rows {
            let is_here = row.at < above && {
                let between = Span::new(row.at, above).of(self.s.text());
                between.trim().is_empty()
            };
            let label = self.row_label(id, row.node);
            // The indentation says what a row stands beneath.
            let from = if self.cursor.indent() == row.indent {
                self.cursor.line + self.cursor.indent().len() as u32
            } else {
                self.cursor.line
            };
            let line = row.line(&name);
            let line = if from == self.cursor.line { line.as_str() } else { line.trim_start() };
            let insert = snippet(line);
            let replace = Span::new(from, self.cursor.offset);
            let item = self.put(ItemKind::Row, if is_here { 0 } else { 1 }, &name, &[&label]);
            item.detail = label;
            item.insert = insert;
            item.is_snippet = true;
            item.replace = replace;
        }
    }

    fn row_label(&self, id: TableId, node: NodeId) -> String {
        let node = self.s.model.table(id).and_then(|table| table.rows.node(node));
        node.map(|node| node.label.to_string()).unwrap_or_default()
    }

    /// The fields that are not set, and behind the colon of one its choices.
    fn fields(&mut self) {
        let typed = self.cursor.before.trim_start();
        let fields = &self.s.model.head.fields;
        if let Some(colon) = typed.find([':', '：']) {
            let name = typed.get(..colon).unwrap_or_default().trim();
            let value = typed.get(colon..).unwrap_or_default().trim_start_matches([':', '：']).trim_start();
            let from = self.cursor.offset - value.len() as u32;
            let choices =
                fields.iter().find(|field| field.name == name).map(|field| field.choices.as_slice());
            for choice in choices.unwrap_or_default() {
                let Some(choice) = self.s.model.labels.get(choice.at()) else { continue };
                let (name, label) = (choice.name.to_string(), choice.label.to_string());
                let item = self.put(ItemKind::Choice, 1, &name, &[&label]);
                item.detail = label;
                item.replace.start = from;
            }
            return;
        }
        if self.cursor.indent().is_empty() {
            return;
        }
        for field in fields {
            let is_set = self
                .s
                .model
                .fact(field.fact)
                .is_some_and(|fact| fact.given == crossfoot_model::Given::Stated);
            if is_set {
                continue;
            }
            let (name, label) = (field.name.to_string(), field.label.to_string());
            let item = self.put(ItemKind::Field, 1, &name, &[&label]);
            item.detail = label;
            item.insert.push_str(": ");
        }
    }

    /// The headings that are not there, each with its number.
    fn sections(&mut self) {
        let from = self.cursor.line + self.cursor.indent().len() as u32;
        for section in missing::sections(self.s.model) {
            let is_here = self.is_blank_up_to(section.at);
            let item =
                self.put(ItemKind::Section, if is_here { 0 } else { 1 }, &section.heading, &[section.words]);
            item.replace.start = from;
        }
    }

    /// Is there nothing between the cursor's line and where something belongs?
    fn is_blank_up_to(&self, at: u32) -> bool {
        let (from, to) = (self.cursor.offset.min(at), self.cursor.offset.max(at));
        Span::new(from, to).of(self.s.text()).trim_matches(|c: char| c.is_whitespace() || c == '#').is_empty()
    }
}

/// Lines of the language with a place to be filled in for every blank cell.
pub(super) fn snippet(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut stops, mut columns) = (0u32, usize::MAX);
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.find(['\r', '\n']) {
            Some(at) => line.split_at_checked(at).unwrap_or((line, "")),
            None => (line, ""),
        };
        let bare = line.trim_start();
        if bare.starts_with(['/', '@']) {
            // The line over the cells says how many there are.
            if line.contains('|') {
                columns = line.matches('|').count();
            }
            out.push_str(&escaped(line));
        } else {
            let (row, comment) =
                line.find(" //").and_then(|at| line.split_at_checked(at)).unwrap_or((line, ""));
            let mut parts = row.split('|');
            out.push_str(&escaped(parts.next().unwrap_or_default()));
            for (at, part) in parts.enumerate() {
                out.push('|');
                if part.trim().is_empty() && at < columns && !(part.is_empty() && columns == usize::MAX) {
                    stops += 1;
                    out.push_str(&format!(" ${{{stops}}} "));
                } else {
                    out.push_str(&escaped(part));
                }
            }
            out.push_str(&escaped(comment));
        }
        out.push_str(end);
    }
    out.push_str("$0");
    out
}

/// Text without a meaning in a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
