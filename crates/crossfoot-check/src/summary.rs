use crossfoot_model::{Given, Home, Model, Outcome, Val};
use crossfoot_source::{Finding, Severity};

/// How much was looked at, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Figures that are there, stated or computed, in cells and in prose.
    pub figures: u32,
    /// Tables that are there.
    pub tables: u32,
    /// Formulas, ties and rules that hold, counted at each figure for which they stand.
    pub agrees: u32,
    /// Those that hold because figures are rounded.
    pub within_rounding: u32,
    /// Those that do not hold.
    pub differs: u32,
    /// Those that do not hold, where a note or `@allow` says why.
    pub explained: u32,
    /// Those whose condition is not met.
    pub does_not_apply: u32,
    /// Those for which something is not to be had.
    pub not_checkable: u32,
    /// Findings of severity error.
    pub errors: u32,
    /// Findings of severity warning.
    pub warnings: u32,
    /// Findings of severity hint.
    pub hints: u32,
}

impl Summary {
    pub(crate) fn new(model: &Model<'_>, findings: &[Finding]) -> Self {
        let mut summary = Self::default();
        for (fact, value) in model.facts.iter().zip(model.values.iter()) {
            let is_there = matches!(fact.given, Given::Stated | Given::Computed) && value != Val::Text;
            summary.figures += u32::from(is_there && matches!(fact.home, Home::Cell(..) | Home::Prose(_)));
        }
        summary.tables = model.tables.iter().filter(|table| table.is_present()).count() as u32;
        for outcome in &model.graph.outcomes {
            let count = match outcome {
                Outcome::Agrees => &mut summary.agrees,
                Outcome::WithinRounding => &mut summary.within_rounding,
                Outcome::Differs => &mut summary.differs,
                Outcome::Explained(_) => &mut summary.explained,
                Outcome::DoesNotApply => &mut summary.does_not_apply,
                Outcome::NotCheckable(_) => &mut summary.not_checkable,
            };
            *count += 1;
        }
        for finding in findings {
            let count = match finding.severity {
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Hint => &mut summary.hints,
            };
            *count += 1;
        }
        summary
    }

    /// How many formulas, ties and rules there are, counted at each figure for which they stand.
    pub const fn constraints(&self) -> u32 {
        self.agrees
            + self.within_rounding
            + self.differs
            + self.explained
            + self.does_not_apply
            + self.not_checkable
    }
}
