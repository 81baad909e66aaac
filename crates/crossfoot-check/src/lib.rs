//! Findings: one file per rule.
//!
//! [`check`] turns what the model knows (faults of the text, problems, constraints that do not hold) into
//! findings for people. A rule is one place: `rules/<name>.rs` declares it, finds it and mends it,
//! `rules/<name>.md` explains it with examples that are tests, and one line below lists it.

mod amount;
mod broken;
mod context;
mod found;
mod rewrite;
mod sentence;
mod summary;
mod wording;

use std::cmp::Ordering;

use crossfoot_model::{ConstraintId, Model};
use crossfoot_source::{Finding, Rule};

pub use summary::Summary;

use context::Context;
use found::Found;

macro_rules! rules {
    ($($rule:ident)*) => {
        mod rules { $(pub(crate) mod $rule;)* }

        /// Every rule, in the order of this list.
        pub static RULES: &[&Rule] = &[$(&rules::$rule::RULE),*];

        /// What finds each of them.
        static FINDERS: &[fn(&Context<'_, '_>, &mut Vec<Found>)] = &[$(rules::$rule::find),*];
    };
}

/// What speaks of constraints that do not hold.
static BROKEN: &[fn(&Context<'_, '_>, &mut Vec<Found>)] = &[
    rules::sum_down::find,
    rules::sum_across::find,
    rules::formula_broken::find,
    rules::rule_broken::find,
    rules::tie_broken::find,
    rules::hedge_broken::find,
    rules::impossible_percentage::find,
];

rules! {
    // The text.
    syntax
    conflict_markers
    too_deep
    suspicious_character
    // Names.
    unknown_name
    unknown_field
    unknown_template
    ambiguous_name
    duplicate_name
    out_of_place
    not_a_rule
    number_as_name
    // Cells and figures.
    cell_count
    not_a_number
    not_a_date
    not_a_count
    blank_cell
    no_formula
    unit_mismatch
    cyclic_formula
    overflow
    second_total
    undrawable_chart
    // What must hold.
    sum_down
    sum_across
    formula_broken
    rule_broken
    tie_broken
    hedge_broken
    hedge_understates
    impossible_percentage
    weak_tolerance
    rounding_together
    // What the template asks for.
    missing_section
    missing_table
    missing_row
    missing_field
    extra_section
    extra_table
    extra_row
    misordered_section
    misordered_table
    label_differs
    number_differs
    title_differs
    period_differs
    empty_section
    // The rest.
    not_opened
    // Last: it drops what is allowed among the findings of all others.
    unused_allow
}

/// What was found in a report, or in a template looked at for its own sake.
#[derive(Debug)]
pub struct Checked {
    /// The findings, from top to bottom; the same for the same text.
    pub findings: Vec<Finding>,
    /// How much was looked at, and what came of it.
    pub summary: Summary,
}

/// Everything that is to be said of a report.
pub fn check(model: &Model<'_>) -> Checked {
    let context = Context::new(model);
    let mut found = Vec::new();
    for find in FINDERS {
        find(&context, &mut found);
    }
    let mut findings: Vec<Finding> = found.into_iter().map(|found| found.finding).collect();
    findings.sort_by(in_order);
    let summary = Summary::new(model, &findings);
    Checked { findings, summary }
}

/// What is to be said of some constraints, and of nothing else: what [`check`] says of them, in a report without
/// `@allow`. For a figure that has been amended.
pub fn check_constraints(model: &Model<'_>, constraints: &[ConstraintId]) -> Vec<Finding> {
    let context = Context::of(model, constraints.iter().copied());
    let mut found = Vec::new();
    for find in BROKEN {
        find(&context, &mut found);
    }
    let mut findings: Vec<Finding> = found.into_iter().map(|found| found.finding).collect();
    findings.sort_by(in_order);
    findings
}

/// From top to bottom; of findings of one rule at one place, as in the template.
pub fn in_order(a: &Finding, b: &Finding) -> Ordering {
    let key = |it: &Finding| (it.place.file, it.place.span, it.rule.name);
    key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code))
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
