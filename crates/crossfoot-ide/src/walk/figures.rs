//! Figures in prose, their units and footnotes.

use crossfoot_syntax::ast::{Figure, Form, Number, Piece, Prose, Value};

use super::{Scope, Walk};
use crate::target::{Role, Target};

impl<'a> Walk<'_, 'a> {
    pub(super) fn prose(&mut self, prose: &'a Prose, scope: Scope<'_>) {
        self.pieces(&prose.pieces, scope);
    }

    fn pieces(&mut self, pieces: &'a [Piece], scope: Scope<'_>) {
        for piece in pieces {
            match piece {
                Piece::Figure(figure) => self.figure(figure, scope),
                Piece::Strong { pieces, .. } | Piece::Link { pieces, .. } => self.pieces(pieces, scope),
                Piece::NoteRef { name, .. } => {
                    self.put(*name, Target::Footnote(name.of(self.text)), Role::Uses)
                }
                Piece::Text(_) | Piece::Join(_) | Piece::Escape(_) | Piece::Image { .. } => {}
            }
        }
    }

    /// A figure in braces, or a cell that is more than digits.
    pub(super) fn figure(&mut self, figure: &'a Figure, scope: Scope<'_>) {
        if let Some(fact) = self.fact(figure.span) {
            self.put(figure.span, Target::Figure(fact), Role::Has);
            if let Some(name) = figure.name {
                self.put(name, Target::Figure(fact), Role::Declares);
            }
        }
        if let Some(value) = &figure.value {
            self.value(value);
        }
        if let Some(expr) = &figure.expr {
            self.expr(expr, scope);
        }
        if let Some(unit) = figure.format.as_ref().and_then(|format| format.unit) {
            self.put(unit, Target::Unit(unit.of(self.text)), Role::Uses);
        }
    }

    fn value(&mut self, value: &'a Value) {
        // A unit that everybody knows is a part of its figure; one that is declared leads there.
        if let Form::Number(Number { unit: Some(unit), .. }) | Form::Bound(_, Number { unit: Some(unit), .. }) =
            &value.form
            && self.units.contains(&unit.of(self.text))
        {
            self.put(*unit, Target::Unit(unit.of(self.text)), Role::Uses);
        }
        for name in &value.footnotes {
            self.put(*name, Target::Footnote(name.of(self.text)), Role::Uses);
        }
    }
}
