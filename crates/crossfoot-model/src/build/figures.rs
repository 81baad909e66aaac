//! Figures in prose, and last year's figures that are stated under `@prior`.

use crossfoot_figure::Unreadable;
use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::{BlockKind, Expr, ExprKind, Figure, Piece, Prior, PropertyKind, Prose, Ref};

use super::{Builder, Named, cells::Policy};
use crate::{
    problem::{ProblemKind, Side},
    report::*,
    value::{Val, Why},
};

impl<'a> Builder<'a> {
    /// The figures in a stretch of the report's prose.
    pub(super) fn read_prose(&mut self, prose: &'a Prose) {
        if self.is_report() {
            self.read_pieces(&prose.pieces);
        }
    }

    fn read_pieces(&mut self, pieces: &'a [Piece]) {
        for piece in pieces {
            match piece {
                Piece::Figure(figure) => self.read_figure(figure),
                Piece::Strong { pieces, .. } | Piece::Link { pieces, .. } => self.read_pieces(pieces),
                _ => {}
            }
        }
    }

    fn read_figure(&mut self, figure: &'a Figure) {
        let home = Home::Prose(figure.name);
        let policy = Policy::of_prose();
        let place = Place::report(figure.span);
        let id = match &figure.value {
            Some(value) => self.add_stated(home, place, figure, value, policy),
            None => {
                let fact = Fact {
                    home,
                    given: Given::Computed,
                    place,
                    figure: Some(figure),
                    unit: None,
                    decimals: 0,
                    grouped: false,
                };
                self.add_fact(fact, Val::Absent(Why::NotThere))
            }
        };
        self.m.graph.by_place.push((figure.span.start, id));
        if figure.equals.is_some() {
            self.ties.push(id);
        }
        if let Some(span) = figure.name {
            self.claim(self.name(FileId::REPORT, span), Named::Figure(id), Place::report(span));
        }
    }

    /// `@prior` with figures of last year beneath.
    pub(super) fn read_prior(&mut self) {
        let report = self.m.report;
        if !self.is_report() {
            return;
        }
        for block in &report.tree.blocks {
            match &block.kind {
                BlockKind::Prior(prior) => self.state_prior(prior),
                BlockKind::Report(head) => {
                    for property in &head.properties {
                        if let PropertyKind::Prior(prior) = &property.kind {
                            self.state_prior(prior);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn state_prior(&mut self, prior: &'a Prior) {
        for line in &prior.figures {
            let place = Place::report(line.expr.span);
            let value = self.read_literal(&line.expr).unwrap_or_else(|why| {
                self.problem(place, ProblemKind::Unreadable { why });
                Val::Unusable
            });
            let Some((key, unit)) = self.prior_target(&line.target) else { continue };
            let value = match (value, unit) {
                (Val::Number(number), Some(unit)) => {
                    number.taking_unit(unit, &self.m.units).map_or(Val::Unusable, Val::Number)
                }
                (value, _) => value,
            };
            let of = match &key {
                Ok((table, row, column)) => self.m.table(*table).and_then(|table| table.cell(*row, *column)),
                Err(name) => match self.named(name, FileId::REPORT) {
                    Some(Named::Figure(fact)) => Some(fact),
                    _ => None,
                },
            };
            let fact = Fact::new(Home::Prior(of), Given::Stated, place, unit);
            let id = self.add_fact(fact, value);
            match key {
                Ok(cell) => {
                    self.prior_cells.insert(cell, id);
                }
                Err(name) => {
                    self.prior_names.insert(name, id);
                }
            }
        }
    }

    /// What a line under `@prior` speaks of: a cell, or a named figure.
    #[expect(clippy::type_complexity, reason = "a cell or a name, used in one place")]
    fn prior_target(
        &mut self,
        target: &Ref,
    ) -> Option<(
        Result<(TableId, NodeId, NodeId), std::borrow::Cow<'a, str>>,
        Option<crossfoot_figure::UnitId>,
    )> {
        let site = crate::graph::Site::default();
        let Some(selectors) = &target.selectors else {
            return Some((Err(self.name(FileId::REPORT, target.path.span)), None));
        };
        let table = self.m.table_by_path(FileId::REPORT, &target.path)?;
        let row = self.pick_literal(table, Side::Rows, selectors.first()?, &site)?;
        let column = match selectors.get(1) {
            Some(path) => self.pick_literal(table, Side::Columns, path, &site)?,
            None => self.only_column(table, row)?,
        };
        let cell = self.m.table(table)?.cell(row, column);
        let unit = cell.and_then(|cell| self.m.fact(cell)?.unit);
        Some((Ok((table, row, column)), unit))
    }

    /// A number (perhaps with a minus) or `n/a`, as it may stand for a figure of last year.
    fn read_literal(&mut self, expr: &Expr) -> Result<Val, Unreadable> {
        match &expr.kind {
            ExprKind::Number => self.read_constant(FileId::REPORT, expr.span).map(Val::Number),
            ExprKind::NotApplicable => Ok(Val::NotApplicable { written: true }),
            ExprKind::Neg(inner) => match self.read_literal(inner)? {
                Val::Number(number) => number.neg().map(Val::Number).map_err(|_| Unreadable::Overflow),
                other => Ok(other),
            },
            _ => Err(Unreadable::Character),
        }
    }
}
