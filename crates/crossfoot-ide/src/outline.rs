//! The report at a glance: its sections with the tables in them.

use crossfoot_source::Span;

use crate::Snapshot;

/// Something that an outline lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What else is to be said of it in the same line; may be empty.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, with what stands beneath.
    pub span: Span,
    /// Its name.
    pub focus: Span,
    /// What stands beneath it.
    pub children: Vec<Symbol>,
}

/// What something in an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// `@report`, `@template`.
    Head,
    /// A heading.
    Section,
    /// A table.
    Table,
    /// A panel of a table.
    Panel,
    /// A row of a table.
    Row,
    /// A column of a table.
    Column,
    /// A figure with a name.
    Figure,
    /// `@let`.
    Let,
    /// `@check`.
    Rule,
    /// `@dimension`, `@import`.
    Dimension,
    /// `@field`.
    Field,
}

/// The report from top to bottom.
pub fn outline(s: &Snapshot<'_, '_>) -> Vec<Symbol> {
    let _ = s;
    Vec::new()
}

/// What has a name with the letters of a query in it, in their order.
pub fn search(s: &Snapshot<'_, '_>, query: &str) -> Vec<Symbol> {
    let _ = (s, query);
    Vec::new()
}
