//! Which rows and columns are totals: `above`, `left` and the like pass over them.

use crossfoot_syntax::{
    ast::{Expr, ExprKind, Ref, StepKind},
    words::{TermWord, term},
};

use crate::{axis::Axis, build::Builder, label, problem::ProblemKind, report::*};

impl<'a> Builder<'a> {
    /// Marks the totals of a table; a second one of the same brothers is a problem.
    pub(crate) fn mark_totals(&mut self, table: &mut Table<'a>) {
        let file = table.place.file;
        for side in [crate::problem::Side::Rows, crate::problem::Side::Columns] {
            let axis = crate::build::axis_of(table, side);
            let totals = self.totals_of(axis, self.text(file));
            let mut firsts: Vec<(Option<NodeId>, u32, TermWord, crossfoot_source::Place)> = Vec::new();
            for (id, word) in &totals {
                let (Some(word), Some(node)) = (word, axis.node(*id)) else { continue };
                let Some(formula) = node.formula else { continue };
                let place = crossfoot_source::Place { file, span: formula.expr.span };
                match firsts
                    .iter()
                    .find(|first| (first.0, first.1, first.2) == (node.parent, node.panel, *word))
                {
                    Some((.., first)) => {
                        let first = *first;
                        self.problem(place, ProblemKind::SecondTotal { first });
                    }
                    None => firsts.push((node.parent, node.panel, *word, place)),
                }
            }
            let axis = match side {
                crate::problem::Side::Rows => &mut table.rows,
                crate::problem::Side::Columns => &mut table.columns,
            };
            for (id, _) in totals {
                if let Some(node) = axis.nodes.get_mut(id.at()) {
                    node.is_total = true;
                }
            }
        }
    }

    /// Those whose formula uses one of the words (which), or names a brother.
    fn totals_of(&self, axis: &Axis<'a>, text: &str) -> Vec<(NodeId, Option<TermWord>)> {
        let mut totals = Vec::new();
        for (id, node) in axis.iter() {
            let Some(formula) = node.formula else { continue };
            let mut word = None;
            let mut names_brother = false;
            refs(&formula.expr, &mut |reference| {
                let Some(first) = reference.path.steps.first() else { return };
                if reference.selectors.is_some() {
                    return;
                }
                let name = first.span.of(text);
                match term(name) {
                    Some(it @ (TermWord::Above | TermWord::Below | TermWord::Left | TermWord::Right))
                        if first.kind == StepKind::Word =>
                    {
                        word.get_or_insert(it);
                    }
                    _ => {
                        let is_brother = |it: NodeId| {
                            it != id
                                && axis
                                    .node(it)
                                    .is_some_and(|it| it.parent == node.parent && it.panel == node.panel)
                        };
                        names_brother |= axis.named(&label::name(name)).any(is_brother);
                    }
                }
            });
            if word.is_some() || names_brother {
                totals.push((id, word));
            }
        }
        totals
    }
}

/// `above`, `below`, `left`, `right`.
pub(crate) fn is_side_word(text: &str) -> bool {
    matches!(term(text), Some(TermWord::Above | TermWord::Below | TermWord::Left | TermWord::Right))
}

/// Every reference in an expression.
pub(crate) fn refs<'e>(expr: &'e Expr, see: &mut dyn FnMut(&'e Ref)) {
    match &expr.kind {
        ExprKind::Ref(reference) => see(reference),
        ExprKind::Neg(a) | ExprKind::Not(a) => refs(a, see),
        ExprKind::Is { operand, .. } => refs(operand, see),
        ExprKind::Arith(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => {
            refs(a, see);
            refs(b, see);
        }
        ExprKind::Compare { first, rest, within } => {
            refs(first, see);
            rest.iter().for_each(|(_, it)| refs(it, see));
            if let Some(within) = within {
                refs(within, see);
            }
        }
        ExprKind::In(a, options) => {
            refs(a, see);
            options.iter().for_each(|it| refs(it, see));
        }
        ExprKind::Call(_, args) => args.iter().for_each(|it| refs(it, see)),
        ExprKind::Number | ExprKind::NotApplicable | ExprKind::Hole => {}
    }
}
