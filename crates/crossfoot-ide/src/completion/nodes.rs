//! Names in brackets and behind points: rows and columns of a table, members of a dimension.

use crossfoot_model::{Named, Side, TableId, axis_of, label};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::{
    token::Kind,
    words::{HeadWord, PropertyWord, TermWord, term},
};

use super::{
    ItemKind, Items,
    sentence::{Sentence, Start},
};
use crate::reference;

impl Items<'_, '_, '_> {
    /// The rows or columns of the table that an expression stands in, where it names them bare.
    pub(super) fn brothers(&mut self, sentence: &Sentence) {
        let Some(id) = self.table_here() else { return };
        let side = match sentence.start {
            Start::Head(HeadWord::Columns) => Side::Columns,
            Start::Head(HeadWord::Rows) => Side::Rows,
            Start::Head(HeadWord::Check) | Start::Property(PropertyWord::When) => {
                let over = sentence.behind(Kind::Each).and_then(|words| words.first());
                match over.and_then(|(_, span)| term(span.of(self.s.text()))) {
                    Some(TermWord::Row) => Side::Columns,
                    Some(TermWord::Column) => Side::Rows,
                    _ => return,
                }
            }
            _ => return,
        };
        self.nodes(id, side);
    }

    /// Between the brackets behind a table's name. Is the cursor there?
    pub(super) fn in_brackets(&mut self, words: &[(Kind, Span)]) -> bool {
        let Some((table, side)) = open_bracket(words) else { return false };
        if let Some(id) = self.table_named(&words_of(self.s.text(), table)) {
            self.nodes(id, side);
        }
        true
    }

    fn table_named(&self, names: &[&str]) -> Option<TableId> {
        // `prior.T[…]`, `bodies.*.T[…]`
        (0..names.len()).find_map(|from| {
            let name = names.get(from..)?.join(".");
            match self.s.model.named(&label::name(&name), FileId::REPORT)? {
                Named::Table(id) => Some(id),
                _ => None,
            }
        })
    }

    /// The rows or columns of a table, each named so that it is told apart.
    fn nodes(&mut self, id: TableId, side: Side) {
        let model = self.s.model;
        let Some(table) = model.table(id) else { return };
        let kind = if side == Side::Rows { ItemKind::Row } else { ItemKind::Column };
        for (node, it) in axis_of(table, side).iter() {
            if let Some(path) = reference::to_node(model, id, side, node) {
                let item = self.put(kind, 0, &path, &[&it.label]);
                item.detail = it.label.to_string();
            }
        }
    }

    /// Behind a point: what is beneath the name before it.
    pub(super) fn behind_point(&mut self, words: &[(Kind, Span)]) {
        let text = self.s.text();
        let path = words_of(text, words);
        let Some(last) = path.last().copied() else { return };
        let model = self.s.model;
        let before = words.len().saturating_sub(path.len() * 2);
        let inside = words.get(..before).and_then(open_bracket);
        // A dimension's members, whatever it stands in.
        if let Some(Named::Dimension(id)) = model.named(&label::name(last), FileId::REPORT) {
            self.put(ItemKind::Member, 0, "*", &[]);
            for member in model.dimensions.get(id.at()).map(|it| it.members.as_slice()).unwrap_or_default() {
                let label =
                    model.labels.get(member.label.at()).map(|it| it.label.to_string()).unwrap_or_default();
                let item = self.put(ItemKind::Member, 1, &reference::step(&member.name), &[&label]);
                item.detail = label;
            }
            return;
        }
        let (table, sides) = match inside {
            Some((table, side)) => (self.table_named(&words_of(text, table)), vec![side]),
            None => (self.table_here(), vec![Side::Rows, Side::Columns]),
        };
        if let Some((id, table)) = table.and_then(|id| Some((id, model.table(id)?))) {
            for side in sides {
                let axis = axis_of(table, side);
                let kind = if side == Side::Rows { ItemKind::Row } else { ItemKind::Column };
                let names: Vec<&str> = path.clone();
                let found = model.node_named(id, side, &names, &path.join("."), None).all();
                for child in found.into_iter().flat_map(|node| axis.children(node)) {
                    let Some(node) = axis.node(child) else { continue };
                    let (name, label) = (reference::step(&node.name), node.label.to_string());
                    let item = self.put(kind, 1, &name, &[&label]);
                    item.detail = label;
                }
            }
            if !self.found.is_empty() {
                self.put(ItemKind::Row, 2, "*", &[]);
            }
        }
        if inside.is_none() {
            self.tables_beneath(&path.join("."));
        }
    }

    /// Tables whose names begin with what stands before the point, or all of them behind `prior`.
    fn tables_beneath(&mut self, path: &str) {
        let model = self.s.model;
        let is_prior = term(path).is_some_and(|it| matches!(it, TermWord::Prior | TermWord::Last));
        for table in &model.tables {
            let rest = if is_prior {
                Some(table.name.as_ref())
            } else {
                table.name.strip_prefix(path).and_then(|rest| rest.strip_prefix('.'))
            };
            if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
                let item = self.put(ItemKind::Table, 1, rest, &[&table.label]);
                item.detail = table.label.to_string();
                item.insert.push('[');
            }
        }
    }
}

/// The words of the path that ends where the brackets begin in which a list of words ends, and which side of the table
/// is named there.
fn open_bracket(words: &[(Kind, Span)]) -> Option<(&[(Kind, Span)], Side)> {
    let (mut depth, mut commas) = (0u32, 0u32);
    for (at, (kind, _)) in words.iter().enumerate().rev() {
        match kind {
            Kind::CloseBracket | Kind::CloseParen => depth += 1,
            Kind::OpenBracket if depth == 0 => {
                let side = if commas == 0 { Side::Rows } else { Side::Columns };
                return Some((words.get(..at)?, side));
            }
            Kind::OpenParen if depth == 0 => return None,
            Kind::OpenBracket | Kind::OpenParen => depth -= 1,
            Kind::Comma if depth == 0 => commas += 1,
            _ => {}
        }
    }
    None
}

/// The names of the path in which a list of words ends.
fn words_of<'t>(text: &'t str, words: &[(Kind, Span)]) -> Vec<&'t str> {
    let mut names = Vec::new();
    let mut wants_name = true;
    for (kind, span) in words.iter().rev() {
        match kind {
            Kind::Dot if names.is_empty() || !wants_name => wants_name = true,
            Kind::Name | Kind::Digits | Kind::Number | Kind::Star if wants_name => {
                names.push(span.of(text));
                wants_name = false;
            }
            Kind::Quoted if wants_name => {
                names.push(span.of(text).trim_matches(['"', '“', '”']));
                wants_name = false;
            }
            _ => break,
        }
    }
    names.reverse();
    names
}
