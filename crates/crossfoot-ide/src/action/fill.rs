//! What the template asks for put in: sections, tables, rows, and 0 where nothing stands.

use std::collections::BTreeSet;

use crossfoot_model::{Fact, FactId, Given, Home, NodeId, TableId, place};
use crossfoot_source::{Edit, FileId, Finding, Message, Span};
use crossfoot_syntax::ast::BlockKind;

use super::{ActionId, ActionKind, Actions};
use crate::{
    Snapshot,
    lines::{block, lines_as_in},
    missing::{self, block_of, typed_rows},
    row::rewrite,
    walk::table_of,
};

impl Actions<'_, '_, '_> {
    /// For findings of what is missing, and for the table that is asked about.
    pub(super) fn fills(&mut self) {
        for at in self.findings() {
            let Some(finding) = self.s.findings.get(at) else { continue };
            let before = self.found.len();
            match finding.rule.name {
                "missing-section" => self.section(&finding.message.zh),
                "missing-table" => self.table(&finding.message.zh),
                "missing-row" => self.rows_of(finding.place.span),
                _ => {}
            }
            for action in self.found.iter_mut().skip(before) {
                action.kind = ActionKind::QuickFix;
                action.finding = Some(at);
            }
        }
        self.blanks();
    }

    /// The section that a message names.
    fn section(&mut self, message: &str) {
        for section in missing::sections(self.s.model) {
            let words = section.heading.trim_start_matches('#').trim();
            if message.contains(&format!("“{words}”")) {
                let title =
                    Message::new(format!("Put in the section “{words}”"), format!("补上“{words}”部分"));
                self.put(ActionKind::Refactor, ActionId::Section(section.template), &title);
            }
        }
    }

    /// The table that a message names.
    fn table(&mut self, message: &str) {
        for (id, at) in missing::tables(self.s.model) {
            let name = place::table(self.s.model, id);
            if at.is_some() && message.contains(&name.zh) {
                let title =
                    Message::new(format!("Put in {}, blank", name.en), format!("补上{}，留空待填", name.zh));
                self.put(ActionKind::Refactor, ActionId::Table(id), &title);
            }
        }
    }

    fn rows_of(&mut self, typed: Span) {
        let tables = (0u32..).map(TableId).zip(&self.s.model.tables);
        let of = tables.filter(|(_, table)| table.typed == Some(typed)).map(|(id, _)| id).next();
        if let Some(id) = of.filter(|id| !missing::rows(self.s.model, *id).is_empty()) {
            let title = Message::new("Put in the rows that are missing", "补上缺少的行");
            self.put(ActionKind::Refactor, ActionId::Rows(id), &title);
        }
    }

    /// The blanks of the row and of the table that are asked about, if there are some.
    fn blanks(&mut self) {
        let s = self.s;
        let blocks = &s.model.report.tree.blocks;
        let table = blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) if self.touches(block.span) => table_of(s.model, FileId::REPORT, table),
            _ => None,
        });
        let Some((id, table)) = table.and_then(|id| Some((id, s.model.table(id)?))) else { return };
        let blank = rows_with_blanks(s, id);
        // To look at one is enough, and cheap where a long table is still blank.
        if blank.first().is_none_or(|row| zeros(s, id, [*row]).is_empty()) {
            return;
        }
        let typed = |row: &NodeId| table.rows.node(*row).and_then(|node| node.typed);
        let here = blank.iter().filter(|row| typed(row).is_some_and(|typed| self.touches(typed)));
        let row = here.copied().find(|row| !zeros(s, id, [*row]).is_empty());
        if let Some((row, typed)) = row.and_then(|row| Some((row, typed(&row)?))) {
            let is_of_row = |finding: &Finding| {
                let at = finding.place.span;
                finding.rule.name == "blank-cell" && typed.start <= at.start && at.end <= typed.end
            };
            let finding = s.findings.iter().position(is_of_row);
            let title = Message::new("Fill the rest of the row with 0", "这一行其余填0");
            let kind = if finding.is_some() { ActionKind::QuickFix } else { ActionKind::Refactor };
            self.put(kind, ActionId::ZerosInRow(id, row), &title).finding = finding;
        }
        let title = Message::new("Fill the rest of the table with 0", "这张表其余填0");
        self.put(ActionKind::Refactor, ActionId::ZerosInTable(id), &title);
    }
}

/// A heading with the tables that stand beneath it.
pub(super) fn section(s: &Snapshot<'_, '_>, template: Span) -> Option<Edit> {
    let section = missing::sections(s.model).into_iter().find(|section| section.template == template)?;
    let mut whole = section.heading;
    for table in missing::tables_in(s.model, section.words) {
        whole.push_str("\n\n");
        whole.push_str(table.trim_end());
    }
    Some(block(s.text(), section.at, &whole))
}

pub(super) fn table(s: &Snapshot<'_, '_>, id: TableId) -> Option<Edit> {
    let (_, at) = missing::tables(s.model).into_iter().find(|(missing, _)| *missing == id)?;
    let text = crossfoot_format::table(s.model, id)?;
    // One that has no rows yet is begun anew.
    match s.model.table(id)?.typed.and_then(|_| block_span(s, id)) {
        Some(span) => Some(Edit { span, text: lines_as_in(s.text(), text.trim_end()) }),
        None => Some(block(s.text(), at?, &text)),
    }
}

fn block_span(s: &Snapshot<'_, '_>, id: TableId) -> Option<Span> {
    let line = block_of(s.model, id)?.line;
    s.model.report.tree.blocks.iter().find(|block| block.span.touches(line.start)).map(|block| block.span)
}

pub(super) fn rows(s: &Snapshot<'_, '_>, id: TableId) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for row in missing::rows(s.model, id) {
        let line =
            lines_as_in(s.text(), &format!("\n{}", row.line(&missing::row_name(s.model, id, row.node))));
        match edits.iter_mut().find(|edit| edit.span.start == row.at) {
            Some(edit) => edit.text.push_str(&line),
            None => edits.push(Edit { span: Span::at(row.at), text: line }),
        }
    }
    edits
}

/// Is it a place for a number that is left out?
fn is_blank(s: &Snapshot<'_, '_>, fact: &Fact<'_>) -> bool {
    let units = &s.model.units;
    fact.given == Given::Blank && fact.unit.is_none_or(|unit| !units.is_text(unit) && !units.is_date(unit))
}

/// The rows of a table in which a number is left out, in order.
fn rows_with_blanks(s: &Snapshot<'_, '_>, id: TableId) -> BTreeSet<NodeId> {
    let row = |fact: &Fact<'_>| match fact.home {
        Home::Cell(table, row, _) if table == id && is_blank(s, fact) => Some(row),
        _ => None,
    };
    s.model.facts.iter().filter_map(row).collect()
}

/// 0 in every blank of some rows of a table.
pub(super) fn zeros(s: &Snapshot<'_, '_>, id: TableId, rows: impl IntoIterator<Item = NodeId>) -> Vec<Edit> {
    let Some((table, block)) = s.model.table(id).zip(block_of(s.model, id)) else { return Vec::new() };
    let typed = typed_rows(&block.lines);
    let zero = |_: NodeId, fact: FactId| {
        s.model.fact(fact).filter(|fact| is_blank(s, fact)).map(|_| String::from("0"))
    };
    let edit = |node: NodeId| {
        let row = typed.get(&table.rows.node(node)?.typed?)?;
        rewrite(s.model, id, (node, row), &zero)
    };
    rows.into_iter().filter_map(edit).collect()
}

pub(super) fn zeros_in_table(s: &Snapshot<'_, '_>, id: TableId) -> Vec<Edit> {
    zeros(s, id, rows_with_blanks(s, id))
}
