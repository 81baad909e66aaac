//! Texts of a template with figures in them: messages of rules that do not hold, and the title.

use crossfoot_source::FileId;
use crossfoot_syntax::ast::{Figure, Prose};

use crate::{
    build::Builder,
    evaluate::Evaluator,
    graph::{Op, Outcome, Site},
    lower::{Cx, Scope},
    print,
    prose::plain,
    report::*,
};

/// Words the message of every rule that does not hold and has one.
pub(crate) fn messages(builder: &mut Builder<'_>) {
    for at in 0..builder.m.graph.constraints.len() as u32 {
        message(builder, ConstraintId(at));
    }
}

/// Words the message of a rule, if it has one and does not hold.
pub(crate) fn message(builder: &mut Builder<'_>, id: ConstraintId) {
    builder.m.messages.remove(&id);
    if !matches!(builder.m.graph.outcomes.get(id.at()), Some(Outcome::Differs | Outcome::Explained(_))) {
        return;
    }
    let Some(constraint) = builder.m.graph.constraints.get(id.at()) else { return };
    let (statement, site) = (constraint.statement, constraint.site.clone());
    let Some(message) = builder.m.statements.get(statement.at()).and_then(|it| it.message) else { return };
    let scope = builder.scope(statement);
    let text = prose(builder, message, scope, &site);
    builder.m.messages.insert(id, text);
}

/// Prose of a template with its figures worked out at a site.
pub(crate) fn prose<'a>(builder: &mut Builder<'a>, prose: &'a Prose, scope: Scope, site: &Site) -> String {
    let text = builder.text(scope.file);
    let mut shown = Vec::new();
    figures(builder, &prose.pieces, scope, site, &mut shown);
    let mut shown = shown.into_iter();
    plain(prose, text, &mut |_: &Figure| shown.next().unwrap_or_default())
}

fn figures<'a>(
    builder: &mut Builder<'a>,
    pieces: &'a [crossfoot_syntax::ast::Piece],
    scope: Scope,
    site: &Site,
    out: &mut Vec<String>,
) {
    use crossfoot_syntax::ast::Piece;
    for piece in pieces {
        match piece {
            Piece::Figure(figure) => out.push(one(builder, figure, scope, site)),
            Piece::Strong { pieces, .. } | Piece::Link { pieces, .. } => {
                figures(builder, pieces, scope, site, out)
            }
            _ => {}
        }
    }
}

fn one<'a>(builder: &mut Builder<'a>, figure: &'a Figure, scope: Scope, site: &Site) -> String {
    let text = builder.text(scope.file);
    let Some(expr) = &figure.expr else {
        return figure.value.as_ref().map(|value| value.span.of(text).to_owned()).unwrap_or_default();
    };
    let start = builder.m.graph.ops.len();
    let mut cx = Cx::new(scope, site);
    builder.lower(expr, &mut cx);
    let ops: Vec<Op> = builder.m.graph.ops.split_off(start);
    let value = Evaluator::new(&builder.m).run(&ops);
    print::computed(&builder.m, value, &ops, figure.format.as_ref(), text)
}

/// The title that the template makes of entity and period.
pub(crate) fn title<'a>(builder: &mut Builder<'a>, title: &'a Prose, file: FileId) -> String {
    prose(builder, title, Scope { file, ..Scope::default() }, &Site::default())
}
