//! Several rules over rounded figures at once: each may hold alone while no unrounded values satisfy all.
//!
//! A simplex for bounded variables without an objective, in exact numbers, with Bland's rule so that it ends
//! (the form in which B. Dutertre and L. de Moura use it, *A Fast Linear-Arithmetic Solver for DPLL(T)*, 2006):
//! every rule is a variable of its own, `Σ coefficient · figure`, that must lie in an interval.

use std::cmp::Ordering;

use crate::{
    exact::{Exact, Overflow},
    interval::Interval,
};

/// `Σ coefficient · variable` lies in an interval: a point for an equality. Open ends count as closed, so a
/// *yes* may be too kind and a *no* never is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which variable, and its coefficient.
    pub terms: Vec<(usize, Exact)>,
    /// Where the sum must lie.
    pub sum: Interval,
}

/// Can all rows hold at once?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feasible {
    /// Yes.
    Yes,
    /// No values in the intervals satisfy all rows.
    No,
    /// It was not found out: too large, or too many steps.
    Unknown,
}

/// Larger systems are not tried: rows times variables.
const MOST_CELLS: usize = 10_000;
/// More steps are not taken.
const MOST_STEPS: usize = 300;

/// Are there values for the variables, each in its interval, with which every row holds?
pub fn feasible(vars: &[Interval], rows: &[Row]) -> Feasible {
    if rows.len().saturating_mul(vars.len()) > MOST_CELLS {
        return Feasible::Unknown;
    }
    if vars.iter().chain(rows.iter().map(|row| &row.sum)).any(Interval::is_empty) {
        return Feasible::No;
    }
    Tableau::new(vars, rows).and_then(|mut tableau| tableau.solve()).unwrap_or(Feasible::Unknown)
}

/// Variables `0..n` are the figures, those behind them the rows. A basic variable is written as a sum of the others.
struct Tableau {
    /// Where each variable must lie.
    bounds: Vec<Interval>,
    /// Where it is.
    values: Vec<Exact>,
    /// The basic variable of each row of the tableau.
    basic: Vec<usize>,
    /// The variable of each column of the tableau.
    free: Vec<usize>,
    /// Row by row: by how much the basic variable grows with each free one.
    cells: Vec<Vec<Exact>>,
}

impl Tableau {
    fn new(vars: &[Interval], rows: &[Row]) -> Result<Self, Overflow> {
        let start = |bounds: &Interval| bounds.lo().or(bounds.hi()).unwrap_or(Exact::ZERO);
        let mut values: Vec<Exact> = vars.iter().map(start).collect();
        let mut cells = Vec::with_capacity(rows.len());
        for row in rows {
            let mut line = vec![Exact::ZERO; vars.len()];
            let mut sum = Exact::ZERO;
            for (var, by) in &row.terms {
                let Some(cell) = line.get_mut(*var) else { continue };
                *cell = cell.add(*by)?;
                sum = sum.add(by.mul(values.get(*var).copied().unwrap_or(Exact::ZERO))?)?;
            }
            cells.push(line);
            values.push(sum);
        }
        let bounds = vars.iter().chain(rows.iter().map(|row| &row.sum)).copied().collect();
        let basic = (vars.len()..vars.len() + rows.len()).collect();
        Ok(Self { bounds, values, basic, free: (0..vars.len()).collect(), cells })
    }

    fn solve(&mut self) -> Result<Feasible, Overflow> {
        for _ in 0..MOST_STEPS {
            let Some((row, target, grow)) = self.first_violation() else { return Ok(Feasible::Yes) };
            let Some(column) = self.helper(row, grow) else { return Ok(Feasible::No) };
            self.pivot(row, column, target)?;
        }
        Ok(Feasible::Unknown)
    }

    /// How a variable lies to its bounds, and the bound that it has passed.
    fn position(&self, var: usize) -> (Ordering, Exact) {
        let (Some(bounds), Some(value)) = (self.bounds.get(var), self.values.get(var)) else {
            return (Ordering::Equal, Exact::ZERO);
        };
        match (bounds.lo(), bounds.hi()) {
            (Some(lo), _) if *value < lo => (Ordering::Less, lo),
            (_, Some(hi)) if *value > hi => (Ordering::Greater, hi),
            _ => (Ordering::Equal, *value),
        }
    }

    /// The first basic variable (in the order of variables) outside its bounds: its row, the bound, whether it must grow.
    fn first_violation(&self) -> Option<(usize, Exact, bool)> {
        let outside = self.basic.iter().enumerate().filter_map(|(row, var)| match self.position(*var) {
            (Ordering::Less, bound) => Some((*var, row, bound, true)),
            (Ordering::Greater, bound) => Some((*var, row, bound, false)),
            (Ordering::Equal, _) => None,
        });
        outside.min_by_key(|(var, ..)| *var).map(|(_, row, bound, grow)| (row, bound, grow))
    }

    /// The first free variable that can still move so that the row's variable grows (or shrinks).
    fn helper(&self, row: usize, grow: bool) -> Option<usize> {
        let line = self.cells.get(row)?;
        let can = line.iter().zip(&self.free).enumerate().filter(|(_, (by, var))| {
            let (Some(bounds), Some(value)) = (self.bounds.get(**var), self.values.get(**var)) else {
                return false;
            };
            match by.cmp(&&Exact::ZERO) {
                Ordering::Equal => false,
                sign => {
                    let up = (sign == Ordering::Greater) == grow;
                    if up {
                        bounds.hi().is_none_or(|hi| *value < hi)
                    } else {
                        bounds.lo().is_none_or(|lo| *value > lo)
                    }
                }
            }
        });
        can.min_by_key(|(_, (_, var))| **var).map(|(column, _)| column)
    }

    /// Moves the row's variable to a value by moving the column's, and exchanges the two.
    fn pivot(&mut self, row: usize, column: usize, target: Exact) -> Result<(), Overflow> {
        let (Some(leaving), Some(entering)) = (self.basic.get(row).copied(), self.free.get(column).copied())
        else {
            return Ok(());
        };
        let Some(by) = self.cells.get(row).and_then(|line| line.get(column)).copied() else { return Ok(()) };
        let step = target.sub(self.value(leaving))?.div(by)?.unwrap_or(Exact::ZERO);
        for (other, line) in self.basic.iter().zip(&self.cells) {
            let moved = line.get(column).copied().unwrap_or(Exact::ZERO).mul(step)?;
            if let Some(value) = self.values.get_mut(*other) {
                *value = value.add(moved)?;
            }
        }
        if let Some(value) = self.values.get_mut(entering) {
            *value = value.add(step)?;
        }
        // entering = (leaving − Σ others) / by
        let mut solved = self.cells.get(row).cloned().unwrap_or_default();
        for (at, cell) in solved.iter_mut().enumerate() {
            let part = if at == column { Exact::ONE } else { cell.neg() };
            *cell = part.div(by)?.unwrap_or(Exact::ZERO);
        }
        for (at, line) in self.cells.iter_mut().enumerate() {
            let Some(times) = line.get(column).copied().filter(|times| at != row && !times.is_zero()) else {
                continue;
            };
            for (x, (cell, solved)) in line.iter_mut().zip(&solved).enumerate() {
                if !solved.is_zero() {
                    let before = if x == column { Exact::ZERO } else { *cell };
                    *cell = before.add(times.mul(*solved)?)?;
                }
            }
        }
        if let Some(line) = self.cells.get_mut(row) {
            *line = solved;
        }
        if let (Some(basic), Some(free)) = (self.basic.get_mut(row), self.free.get_mut(column)) {
            std::mem::swap(basic, free);
        }
        Ok(())
    }

    fn value(&self, var: usize) -> Exact {
        self.values.get(var).copied().unwrap_or(Exact::ZERO)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn halves(lo: i64, hi: i64) -> Interval {
        Interval::closed(Exact::new(lo.into(), 2).unwrap(), Exact::new(hi.into(), 2).unwrap())
    }

    fn row(terms: &[i64], lo: i64, hi: i64) -> Row {
        let terms = terms.iter().enumerate().map(|(var, by)| (var, Exact::from_int(*by))).collect();
        Row { terms, sum: halves(2 * lo, 2 * hi) }
    }

    #[test]
    fn each_alone_but_not_together() {
        // 1 + 1 = 3 and 1 + 1 = 1, each within rounding, never both: x + y would be at least 2.5 and at most 1.5.
        let vars = [halves(1, 3), halves(1, 3), halves(5, 7), halves(1, 3)];
        let more = row(&[1, 1, -1, 0], 0, 0);
        let less = row(&[1, 1, 0, -1], 0, 0);
        assert_eq!(feasible(&vars, std::slice::from_ref(&more)), Feasible::Yes);
        assert_eq!(feasible(&vars, std::slice::from_ref(&less)), Feasible::Yes);
        assert_eq!(feasible(&vars, &[more, less]), Feasible::No);
    }

    #[test]
    fn without_ends_and_without_rows() {
        assert_eq!(feasible(&[], &[]), Feasible::Yes);
        assert_eq!(feasible(&[Interval::EVERYTHING], &[row(&[1], 7, 7)]), Feasible::Yes);
        assert_eq!(feasible(&[], &[row(&[], 1, 1)]), Feasible::No);
        let at_most = Row { terms: vec![(0, Exact::ONE)], sum: Interval::up_to(Exact::from_int(3), false) };
        assert_eq!(
            feasible(&[Interval::from(Exact::from_int(4), false)], std::slice::from_ref(&at_most)),
            Feasible::No
        );
        assert_eq!(feasible(&[halves(8, 8).open_above()], &[]), Feasible::No);
    }

    #[test]
    fn too_large_is_unknown() {
        let rows: Vec<Row> = (0..300).map(|_| row(&[1], 0, 0)).collect();
        assert_eq!(feasible(&vec![Interval::EVERYTHING; 300], &rows), Feasible::Unknown);
        let big = Exact::new(i128::MAX, 1).unwrap();
        let overflowing = Row { terms: vec![(0, big)], sum: Interval::point(Exact::ONE) };
        assert_eq!(feasible(&[Interval::from(big, false)], &[overflowing]), Feasible::Unknown);
    }

    /// Eliminates one variable after the other (Fourier and Motzkin): slow, and nothing like a simplex.
    /// A row is `Σ a x ≤ c`, the constant last.
    fn by_elimination(vars: &[Interval], rows: &[Row]) -> bool {
        let n = vars.len();
        let mut system: Vec<Vec<Exact>> = Vec::new();
        let mut add = |terms: Vec<Exact>, sum: &Interval| {
            if let Some(hi) = sum.hi() {
                system.push(terms.iter().copied().chain([hi]).collect());
            }
            if let Some(lo) = sum.lo() {
                system.push(terms.iter().map(|a| a.neg()).chain([lo.neg()]).collect());
            }
        };
        for (at, bounds) in vars.iter().enumerate() {
            add((0..n).map(|i| Exact::from_int(i64::from(i == at))).collect(), bounds);
        }
        for row in rows {
            let mut terms = vec![Exact::ZERO; n];
            row.terms.iter().for_each(|(var, by)| terms[*var] = *by);
            add(terms, &row.sum);
        }
        for var in 0..n {
            let (upper, rest): (Vec<_>, Vec<_>) = system.into_iter().partition(|row| row[var] > Exact::ZERO);
            let (lower, mut rest): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|row| row[var].is_negative());
            for u in &upper {
                for l in &lower {
                    let sum = |(a, b): (&Exact, &Exact)| {
                        a.mul(l[var].neg()).unwrap().add(b.mul(u[var]).unwrap()).unwrap()
                    };
                    rest.push(u.iter().zip(l).map(sum).collect());
                }
            }
            system = rest;
        }
        system.iter().all(|row| !row[n].is_negative())
    }

    fn system() -> impl Strategy<Value = (Vec<Interval>, Vec<Row>)> {
        let var = (-6i64..6, 0i64..4).prop_map(|(lo, width)| halves(lo, lo + width));
        let row = (prop::collection::vec(-2i64..=2, 3), -4i64..4, 0i64..2)
            .prop_map(|(terms, lo, width)| row(&terms, lo, lo + width));
        (prop::collection::vec(var, 3), prop::collection::vec(row, 0..4))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn as_elimination_says((vars, rows) in system()) {
            let expected = if by_elimination(&vars, &rows) { Feasible::Yes } else { Feasible::No };
            prop_assert_eq!(feasible(&vars, &rows), expected);
        }

        #[test]
        fn what_was_rounded_is_feasible(cells in prop::collection::vec(0i64..1000, 12)) {
            // A 3 × 4 table of tenths with its totals, all printed as whole numbers.
            let printed = |tenths: i64| {
                let value = Exact::new(tenths.into(), 10).unwrap().round_half_away(0).unwrap();
                Interval::around(value, Exact::HALF).unwrap()
            };
            let mut vars: Vec<Interval> = cells.iter().map(|cell| printed(*cell)).collect();
            let mut rows = Vec::new();
            let mut total = |members: Vec<usize>| {
                vars.push(printed(members.iter().map(|at| cells[*at]).sum()));
                let mut terms: Vec<(usize, Exact)> = members.iter().map(|at| (*at, Exact::ONE)).collect();
                terms.push((vars.len() - 1, Exact::from_int(-1)));
                rows.push(Row { terms, sum: Interval::point(Exact::ZERO) });
            };
            (0..3).for_each(|y| total((0..4).map(|x| y * 4 + x).collect()));
            (0..4).for_each(|x| total((0..3).map(|y| y * 4 + x).collect()));
            prop_assert_eq!(feasible(&vars, &rows), Feasible::Yes);
        }
    }
}
