//! What a text means, written down without saying where anything stands: the same for two texts that say the same.

use std::fmt::Debug;

use crossfoot_figure::{Class, UnitId};
use crossfoot_model::{Axis, Element, FactId, Home, Model, Node, Note, Source, Val, build, print};
use crossfoot_source::Place;

use crate::shape::without_places;

/// Everything that a report comes to, a line each: what is printed, the tables with all they have, every figure with its
/// value, every rule with its outcome, every finding.
pub fn of(text: &str, template: Option<&Source>) -> Vec<String> {
    let report = Source::new("report", text);
    let model = build(&report, template);
    let mut out = Lines(Vec::new());
    let head = &model.head;
    let entity = head.entity.as_ref().map(|(name, _)| name);
    let period = head.period.as_ref().map(|(period, _)| period.to_string());
    out.put(
        "head",
        &(head.kind, &head.title, entity, period, head.is_final, head.template, head.template_title),
    );
    out.notes(&model, &head.notes);
    for field in &head.fields {
        out.put("field", &(&field.name, &field.label, field.optional, model.value(field.fact)));
    }
    for section in &model.sections {
        out.put("section", &(&section.words, section.level, &section.number, section.run_in));
    }
    for element in &model.body {
        match element {
            Element::Heading(at) => {
                let heading = model.sections.get(*at as usize).map(|section| section.heading);
                out.put("heading", &heading.map(|it| print::prose(&model, it)));
            }
            Element::Paragraph(it) => out.put("paragraph", &print::prose(&model, it)),
            Element::Item(it) => out.put("item", &print::prose(&model, it)),
            Element::Footnote(name, it) => {
                out.put("footnote", &(name.of(text), print::prose(&model, it)));
            }
            Element::Table(id) => out.put("table", id),
        }
    }
    for dimension in &model.dimensions {
        let members: Vec<_> = dimension.members.iter().map(|member| (&member.name, member.label)).collect();
        out.put("dimension", &(&dimension.name, dimension.kind, members));
    }
    for table in &model.tables {
        out.put("table", &(&table.name, &table.label, table.is_present(), table.optional, &table.section));
        out.notes(&model, &table.notes);
        out.axis(&model, "row", &table.rows);
        out.axis(&model, "column", &table.columns);
        for panel in &table.panels {
            out.put("panel", &(&panel.label, &panel.corner, panel.row_count, panel.column_count));
            out.notes(&model, &panel.notes);
        }
    }
    for label in &model.labels {
        out.put("label", &(&label.name, &label.label));
    }
    for (at, fact) in (0..).map(FactId).zip(&model.facts) {
        let name = match fact.home {
            Home::Prose(Some(name)) => model.text(Place { file: fact.place.file, span: name }),
            _ => "",
        };
        let unit = fact.unit.map(|unit| unit_name(&model, unit));
        let value = model.value(at);
        // A cell of a row with too many stands at the row.
        let is_cell = fact.figure.is_some() || value != Val::Unusable;
        let written = if is_cell { print::fact(&model, at) } else { String::new() };
        out.put("fact", &(fact.home, name, fact.given, unit, fact.decimals, fact.grouped, written, value));
    }
    for statement in &model.statements {
        out.put("statement", statement);
    }
    out.put("operations", &model.graph.ops);
    for (constraint, outcome) in model.graph.constraints.iter().zip(&model.graph.outcomes) {
        out.put("constraint", &(constraint, outcome));
    }
    let mut messages: Vec<_> = model.messages.iter().collect();
    messages.sort_by_key(|(id, _)| **id);
    messages.into_iter().for_each(|message| out.put("message", &message));
    for allow in &model.allows {
        out.put("allow", &(&allow.rule, &allow.facts, print::prose(&model, allow.reason)));
    }
    for finding in crossfoot_check::check(&model).findings {
        out.put("finding", &(finding.rule.name, finding.code, finding.severity));
    }
    out.0
}

struct Lines(Vec<String>);

impl Lines {
    fn put(&mut self, what: &str, it: &impl Debug) {
        self.0.push(format!("{what} {}", without_places(it)));
    }

    fn notes(&mut self, model: &Model<'_>, notes: &[Note<'_>]) {
        for note in notes {
            self.put("note", &print::prose(model, note.prose));
        }
    }

    fn axis(&mut self, model: &Model<'_>, what: &str, axis: &Axis<'_>) {
        for (_, node) in axis.iter() {
            let Node { name, label, depth, panel, slot, has_figures, absent, optional, .. } = node;
            let unit = node.unit.map(|unit| unit_name(model, unit));
            let footnotes: Vec<_> = node.footnotes.iter().map(|name| name.of(&model.report.text)).collect();
            let rest = (node.nonadditive, node.blank, unit, &node.also, &node.was, node.is_total, footnotes);
            self.put(what, &(name, label, depth, panel, slot, has_figures, absent, optional, rest));
            self.notes(model, &node.notes);
        }
    }
}

/// A unit as it is typed, unless it is a word of the language.
fn unit_name<'m>(model: &'m Model<'_>, unit: UnitId) -> &'m str {
    match model.units.class(unit) {
        Class::Text => "text",
        Class::Date => "date",
        _ => model.units.name(unit),
    }
}
