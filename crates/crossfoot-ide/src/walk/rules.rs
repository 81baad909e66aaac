//! Where rules have their names.

use crossfoot_model::{Model, label};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{BlockKind, Check, Decl, PropertyKind, TableLine};

use super::tree_of;
use crate::target::Target;

/// A rule by its name: the report's and the template's own come before those of the checker. One without a name of its
/// own (`T#2`) is where it stands.
pub(super) fn rule<'a>(model: &Model<'a>, name: &str) -> Option<Target<'a>> {
    let named = [FileId::REPORT, FileId::TEMPLATE].into_iter().find_map(|file| {
        let is_it = |span: &Span| label::same(span.of(model.text_of(file)), name);
        let span = tree_of(model, file)?.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Check(check) => check.name.filter(is_it),
            BlockKind::Table(table) => in_lines(&table.lines, &is_it),
            _ => None,
        })?;
        Some(Place { file, span })
    });
    let numbered =
        || model.statements.iter().find(|it| it.name == name && !name.is_empty()).map(|it| it.place());
    let built_in = || crossfoot_check::rule(name).map(|rule| Target::BuiltIn(rule.name));
    named.or_else(numbered).map(Target::Rule).or_else(built_in)
}

fn in_lines(lines: &[TableLine], is_it: &dyn Fn(&Span) -> bool) -> Option<Span> {
    lines.iter().find_map(|line| match line {
        TableLine::Check(Check { name, .. }) => name.filter(is_it),
        TableLine::Panel(panel) => in_lines(&panel.lines, is_it),
        TableLine::Columns(columns) => in_decls(&columns.decls, is_it),
        TableLine::Rows(rows) => in_decls(&rows.decls, is_it),
        _ => None,
    })
}

/// A formula may have a name.
fn in_decls(decls: &[Decl], is_it: &dyn Fn(&Span) -> bool) -> Option<Span> {
    decls.iter().find_map(|decl| {
        let own = decl.properties.iter().find_map(|property| match property.kind {
            PropertyKind::Name(name) => name.filter(is_it),
            _ => None,
        });
        own.or_else(|| in_decls(&decl.children, is_it))
    })
}
