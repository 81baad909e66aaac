//! One file checked: what is kept of it until everything is printed.

use std::{path::Path, sync::Arc};

use crossfoot_check::Summary;
use crossfoot_emit::Guarded;
use crossfoot_model::{Given, Home, Model, Source, Val, guard, place, print};
use crossfoot_source::{Finding, Message};

use crate::load::Loader;

/// A file and what was found in it.
pub struct Inspected {
    /// As it was named on the command line.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The template it follows, if it was found.
    pub template: Option<Arc<Source>>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
    /// How much was checked.
    pub summary: Summary,
    /// How well each stated figure is guarded, if that was asked for: the unguarded first.
    pub guards: Vec<Guarded>,
}

impl Inspected {
    /// Reads, resolves and checks a file.
    pub fn new(path: &Path, loader: &Loader, with_guards: bool) -> Result<Self, Message> {
        let report = loader.report(path)?;
        let template = loader.template(&report);
        Ok(Self::of(report, template, with_guards))
    }

    /// Resolves and checks what has been read.
    pub fn of(report: Source, template: Option<Arc<Source>>, with_guards: bool) -> Self {
        let model = crossfoot_model::build(&report, template.as_deref());
        let checked = crossfoot_check::check(&model);
        let guards = if with_guards { guards(&model) } else { Vec::new() };
        drop(model);
        let (name, text) = (report.name, report.text);
        Self { name, text, template, findings: checked.findings, summary: checked.summary, guards }
    }
}

/// The stated figures, those that the fewest rules guard first, else as they stand in the text.
fn guards(model: &Model<'_>) -> Vec<Guarded> {
    let counts = guard::count(model);
    let mut guards: Vec<Guarded> = (0..)
        .map(crossfoot_model::FactId)
        .zip(&model.facts)
        .zip(counts)
        .filter(|((id, fact), _)| {
            fact.given == Given::Stated
                && !matches!(fact.home, Home::Field(_))
                && matches!(model.value(*id), Val::Number(_) | Val::Date(_))
        })
        .map(|((id, fact), rules)| Guarded {
            rules,
            span: fact.place.span,
            figure: place::fact(model, id),
            value: print::fact(model, id),
        })
        .collect();
    guards.sort_by_key(|guard| (guard.rules, guard.span));
    guards
}
