//! A report of any length that is still right: the first report many times over, with its template.
//!
//! Each copy has names of its own for tables, figures and rules (`申请_3`), everything else is the same text.

use std::collections::HashSet;

use crossfoot_model::Source;
use crossfoot_source::Span;
use crossfoot_syntax::ast::{
    Block, BlockKind, Check, Expr, ExprKind, Figure, Heading, Path, Piece, PropertyKind, Prose, Ref,
    TableLine, Tree,
};

/// A report of `count` copies, and the template that it follows.
pub fn copies(report: &str, template: &str, count: usize) -> (String, String) {
    let (report, template) = (Source::new("report", report), Source::new("template", template));
    let mut names = HashSet::new();
    for source in [&report, &template] {
        names.extend(declared(source));
    }
    (repeat(&report, &names, count), repeat(&template, &names, count))
}

/// The names that each copy must have for itself.
fn declared(source: &Source) -> HashSet<&str> {
    let mut names = HashSet::new();
    let text = source.text.as_str();
    visit(&source.tree, &mut |seen| {
        if let Seen::Declared(span) = seen {
            names.insert(span.of(text));
        }
    });
    names
}

/// The head once, then the rest as often as asked. The template has any number of sections instead of its own, whose
/// official numbers then hold in the first copy only; its mapping from an older form is no work for a report and is left
/// out.
fn repeat(source: &Source, names: &HashSet<&str>, count: usize) -> String {
    let text = source.text.as_str();
    let is_head = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Report(_)
                | BlockKind::Template(_)
                | BlockKind::Field(_)
                | BlockKind::Numbering(_)
                | BlockKind::Dimension(_)
                | BlockKind::Import(_)
                | BlockKind::Units(_)
        )
    };
    let mut out = String::with_capacity(text.len() * count);
    for block in source.tree.blocks.iter().filter(is_head) {
        out.push_str(block.span.of(text));
        out.push_str("\n\n");
    }
    let mut uses: Vec<Span> = Vec::new();
    visit(&source.tree, &mut |seen| {
        let (Seen::Declared(span) | Seen::Used(span)) = seen;
        if names.contains(span.of(text)) {
            uses.push(span);
        }
    });
    uses.sort_unstable();
    uses.dedup();
    let is_template = source.tree.blocks.iter().any(|block| matches!(block.kind, BlockKind::Template(_)));
    if is_template {
        out.push_str("# *\n\n");
    }
    for copy in 0..count {
        for block in source.tree.blocks.iter().filter(|block| !is_head(block)) {
            if matches!(block.kind, BlockKind::Prior(_))
                || ((is_template || copy > 0) && matches!(block.kind, BlockKind::Heading(_)))
            {
                continue;
            }
            let mut at = block.span.start;
            if let BlockKind::Heading(Heading { level: 1, prose, .. }) = &block.kind
                && let Some((number, _)) = prose.span.of(text).split_once('、')
                && copy > 0
            {
                out.push_str("# ");
                at = prose.span.start + (number.len() + '、'.len_utf8()) as u32;
            }
            for span in
                uses.iter().filter(|span| block.span.start <= span.start && span.end <= block.span.end)
            {
                out.push_str(Span::new(at, span.end).of(text));
                out.push_str(&format!("_{copy}"));
                at = span.end;
            }
            out.push_str(Span::new(at, block.span.end).of(text));
            out.push_str("\n\n");
        }
    }
    out
}

/// A name in a tree.
enum Seen {
    /// Here it is given.
    Declared(Span),
    /// Here it may be meant.
    Used(Span),
}

fn visit(tree: &Tree, see: &mut dyn FnMut(Seen)) {
    for block in &tree.blocks {
        match &block.kind {
            BlockKind::Heading(heading) => prose(&heading.prose, see),
            BlockKind::Paragraph(it) | BlockKind::Item(it) => prose(it, see),
            BlockKind::Table(table) => {
                if let Some(path) = &table.name {
                    see(Seen::Declared(path.span));
                }
                lines(&table.lines, see);
            }
            BlockKind::Check(it) => check(it, see),
            BlockKind::Let(it) => {
                if let Some(name) = it.name {
                    see(Seen::Declared(name));
                }
                expr(&it.expr, see);
            }
            _ => {}
        }
    }
}

fn lines(all: &[TableLine], see: &mut dyn FnMut(Seen)) {
    for line in all {
        match line {
            TableLine::Panel(panel) => lines(&panel.lines, see),
            TableLine::Check(it) => check(it, see),
            TableLine::Columns(columns) => columns.decls.iter().for_each(|decl| rule_names(decl, see)),
            TableLine::Rows(rows) => rows.decls.iter().for_each(|decl| rule_names(decl, see)),
            _ => {}
        }
    }
}

fn rule_names(decl: &crossfoot_syntax::ast::Decl, see: &mut dyn FnMut(Seen)) {
    for property in &decl.properties {
        if let PropertyKind::Name(Some(name)) = property.kind {
            see(Seen::Declared(name));
        }
    }
    decl.children.iter().for_each(|child| rule_names(child, see));
}

fn check(it: &Check, see: &mut dyn FnMut(Seen)) {
    if let Some(name) = it.name {
        see(Seen::Declared(name));
    }
    it.of.iter().for_each(|of| path(of, see));
    expr(&it.expr, see);
    for property in &it.properties {
        match &property.kind {
            PropertyKind::When(when) => expr(when, see),
            PropertyKind::Message(message) => prose(message, see),
            _ => {}
        }
    }
}

fn prose(it: &Prose, see: &mut dyn FnMut(Seen)) {
    pieces(&it.pieces, see);
}

fn pieces(all: &[Piece], see: &mut dyn FnMut(Seen)) {
    for piece in all {
        match piece {
            Piece::Figure(it) => figure(it, see),
            Piece::Strong { pieces: inner, .. } | Piece::Link { pieces: inner, .. } => pieces(inner, see),
            _ => {}
        }
    }
}

fn figure(it: &Figure, see: &mut dyn FnMut(Seen)) {
    if let Some(name) = it.name {
        see(Seen::Declared(name));
    }
    it.expr.iter().for_each(|it| expr(it, see));
}

fn expr(it: &Expr, see: &mut dyn FnMut(Seen)) {
    match &it.kind {
        ExprKind::Ref(it) => reference(it, see),
        ExprKind::Neg(a) | ExprKind::Not(a) => expr(a, see),
        ExprKind::Is { operand, .. } => expr(operand, see),
        ExprKind::Arith(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => {
            expr(a, see);
            expr(b, see);
        }
        ExprKind::Compare { first, rest, within } => {
            expr(first, see);
            rest.iter().for_each(|(_, it)| expr(it, see));
            within.iter().for_each(|it| expr(it, see));
        }
        ExprKind::In(a, options) => {
            expr(a, see);
            options.iter().for_each(|it| expr(it, see));
        }
        ExprKind::Call(_, args) => args.iter().for_each(|it| expr(it, see)),
        ExprKind::Number | ExprKind::NotApplicable | ExprKind::Hole => {}
    }
}

/// Only what stands before a bracket, or alone, can be one of the names; rows and columns keep theirs.
fn reference(it: &Ref, see: &mut dyn FnMut(Seen)) {
    path(&it.path, see);
}

fn path(it: &Path, see: &mut dyn FnMut(Seen)) {
    it.steps.iter().for_each(|step| see(Seen::Used(step.span)));
}
