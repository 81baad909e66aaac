//! The report at a glance: its sections with the tables in them.

use crossfoot_model::{label, place, print, prose::plain_text};
use crossfoot_source::{FileId, Lang, Span};
use crossfoot_syntax::ast::{Block, BlockKind, Check, Decl, DeclName, Let, Panel, Row, Table, TableLine};

use crate::{
    Snapshot,
    target::{Role, Target},
    walk::{name_of, table_of, walk},
};

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

/// The report from top to bottom: sections in each other, and in them tables with their rows.
pub fn outline(s: &Snapshot<'_, '_>) -> Vec<Symbol> {
    let mut done = Vec::new();
    // The sections that are still open, outermost first.
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    for block in &s.model.report.tree.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            while let Some((_, closed)) = open.pop_if(|(level, _)| *level >= heading.level) {
                put(&mut open, &mut done, closed);
            }
            let name = plain_text(&heading.prose, s.text()).into_owned();
            open.push((heading.level, symbol(SymbolKind::Section, name, block.span, heading.prose.span)));
        } else {
            for (_, section) in &mut open {
                section.span = section.span.to(block.span);
            }
            if let Some(it) = block_symbol(s, block) {
                put(&mut open, &mut done, it);
            }
        }
    }
    while let Some((_, closed)) = open.pop() {
        put(&mut open, &mut done, closed);
    }
    done
}

/// Puts a symbol beneath the innermost section that is open.
fn put(open: &mut [(u8, Symbol)], done: &mut Vec<Symbol>, it: Symbol) {
    match open.last_mut() {
        Some((_, section)) => {
            section.span = section.span.to(it.span);
            section.children.push(it);
        }
        None => done.push(it),
    }
}

/// What has a name with the letters of a query in it, in their order; what is listed has nothing beneath it.
pub fn search(s: &Snapshot<'_, '_>, query: &str) -> Vec<Symbol> {
    let sought = label::squash(query);
    let mut found = Vec::new();
    let mut open = outline(s);
    open.reverse();
    while let Some(mut it) = open.pop() {
        open.extend(std::mem::take(&mut it.children).into_iter().rev());
        found.push(it);
    }
    found.extend(figures(s));
    found.retain(|it| fits(&label::squash(&it.name), &sought));
    found
}

/// Are the letters of one word in another, in their order?
fn fits(name: &str, sought: &str) -> bool {
    let mut letters = name.chars();
    sought.chars().all(|letter| letters.any(|it| it == letter))
}

/// The figures in prose that have a name, with what they say.
fn figures(s: &Snapshot<'_, '_>) -> Vec<Symbol> {
    let mut found = Vec::new();
    walk(s.model, FileId::REPORT, &mut |it| {
        if let (Target::Figure(fact), Role::Declares) = (it.target, it.role) {
            let whole = s.model.fact(fact).map_or(it.place.span, |fact| fact.place.span);
            let name = it.place.span.of(s.text()).to_owned();
            let detail = print::fact(s.model, fact);
            found.push(Symbol { detail, ..symbol(SymbolKind::Figure, name, whole, it.place.span) });
        }
    });
    found
}

fn symbol(kind: SymbolKind, name: String, span: Span, focus: Span) -> Symbol {
    // Editors take no empty name.
    let name = if name.trim().is_empty() { String::from("—") } else { name };
    Symbol { name, detail: String::new(), kind, span: span.to(focus), focus, children: Vec::new() }
}

fn block_symbol(s: &Snapshot<'_, '_>, block: &Block) -> Option<Symbol> {
    let text = s.text();
    match &block.kind {
        BlockKind::Report(head) => {
            let focus = if head.title.span.is_empty() { head.line } else { head.title.span };
            let mut it = symbol(SymbolKind::Head, s.model.head.title.clone(), block.span, focus);
            it.detail = s.model.head.template_title.unwrap_or_default().to_owned();
            Some(it)
        }
        BlockKind::Template(head) => {
            let mut it = symbol(SymbolKind::Head, head.name.of(text).to_owned(), block.span, head.name);
            it.detail = head.title.of(text).to_owned();
            Some(it)
        }
        BlockKind::Field(decl) => declared(text, decl, SymbolKind::Field, block.span),
        BlockKind::Dimension(decl) => {
            let mut it = declared(text, decl, SymbolKind::Dimension, block.span)?;
            it.children = decls(text, &decl.children, SymbolKind::Row);
            Some(it)
        }
        BlockKind::Import(import) => {
            let name = import.name.as_ref()?.span;
            let mut it = symbol(SymbolKind::Dimension, name.of(text).to_owned(), block.span, name);
            it.children = decls(text, &import.members, SymbolKind::Row);
            Some(it)
        }
        BlockKind::Table(table) => Some(table_symbol(s, table, block.span)),
        BlockKind::Check(check) => rule(text, check),
        BlockKind::Let(it) => definition(text, it),
        _ => None,
    }
}

fn table_symbol(s: &Snapshot<'_, '_>, table: &Table, span: Span) -> Symbol {
    let name = table.name.as_ref().map_or(table.line, |path| path.span);
    let typed = name.of(s.text());
    let id = table_of(s.model, FileId::REPORT, table);
    let it = id.and_then(|id| s.model.table(id));
    let mut symbol = symbol(SymbolKind::Table, typed.to_owned(), span, name);
    symbol.detail = it.map(|it| it.label.to_string()).unwrap_or_default();
    // As the form counts it: 表三.
    if let Some(id) = id
        && s.lang == Lang::Zh
        && let counted = place::table(s.model, id).zh
        && !counted.contains('“')
    {
        symbol.name = format!("{counted} {typed}");
    }
    symbol.children = lines(s.text(), &table.lines);
    symbol
}

fn lines(text: &str, lines: &[TableLine]) -> Vec<Symbol> {
    let mut found = Vec::new();
    for line in lines {
        match line {
            TableLine::Panel(panel) => found.push(panel_symbol(text, panel)),
            TableLine::Columns(columns) => found.extend(decls(text, &columns.decls, SymbolKind::Column)),
            TableLine::Rows(rows) => found.extend(decls(text, &rows.decls, SymbolKind::Row)),
            TableLine::Check(check) => found.extend(rule(text, check)),
            TableLine::Let(it) => found.extend(definition(text, it)),
            TableLine::Row(row) => found.push(row_symbol(text, row)),
            TableLine::Allow(_) | TableLine::Property(_) => {}
        }
    }
    found
}

fn panel_symbol(text: &str, panel: &Panel) -> Symbol {
    let focus = panel.label.unwrap_or(panel.line);
    let mut it = symbol(SymbolKind::Panel, focus.of(text).to_owned(), panel.line, focus);
    it.children = lines(text, &panel.lines);
    around_children(it)
}

fn row_symbol(text: &str, row: &Row) -> Symbol {
    let focus = if row.label.is_empty() { row.span } else { row.label };
    let mut it = symbol(SymbolKind::Row, row.label.of(text).to_owned(), row.span, focus);
    it.children = row.children.iter().map(|child| row_symbol(text, child)).collect();
    around_children(it)
}

/// Declarations that have a name, with those beneath.
fn decls(text: &str, decls: &[Decl], kind: SymbolKind) -> Vec<Symbol> {
    let named = decls.iter().filter_map(|decl| {
        let mut it = match &decl.name {
            DeclName::Path(path) if name_of(decl).is_none() => {
                symbol(kind, path.span.of(text).to_owned(), decl.span, path.span)
            }
            _ => declared(text, decl, kind, decl.span)?,
        };
        it.children = self::decls(text, &decl.children, kind);
        Some(around_children(it))
    });
    named.collect()
}

fn declared(text: &str, decl: &Decl, kind: SymbolKind, span: Span) -> Option<Symbol> {
    let name = name_of(decl)?;
    let mut it = symbol(kind, name.of(text).to_owned(), span, name);
    it.detail = decl.label.map(|label| label.of(text).to_owned()).unwrap_or_default();
    Some(it)
}

fn rule(text: &str, check: &Check) -> Option<Symbol> {
    let name = check.name?;
    let mut it = symbol(SymbolKind::Rule, name.of(text).to_owned(), check.span, name);
    it.detail = one_line(check.expr.span.of(text));
    Some(it)
}

fn definition(text: &str, let_: &Let) -> Option<Symbol> {
    let name = let_.name?;
    let mut it = symbol(SymbolKind::Let, name.of(text).to_owned(), let_.span, name);
    it.detail = one_line(let_.expr.span.of(text));
    Some(it)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn around_children(mut it: Symbol) -> Symbol {
    it.span = it.children.iter().fold(it.span, |span, child| span.to(child.span));
    it
}
