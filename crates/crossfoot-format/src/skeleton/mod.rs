//! A new report: everything that its template asks for, in place and blank.
//!
//! What a table looks like, which number a section has and which cell a formula gives is asked of the model, so that
//! a skeleton knows no more of the language than any report does. So it is written twice: first with `=` in every
//! cell whose row, column or table has a formula, and with what is optional as if it were wanted. Where the model
//! says that nothing works such a cell out (a median is no sum), it is blank the second time; what is optional is a
//! comment then.

mod head;
mod lines;
mod table;
mod words;

use std::collections::BTreeSet;

use crossfoot_model::{Home, Model, NodeId, ProblemKind, Section, Source, TableId, build};
use crossfoot_syntax::{
    ast::{BlockKind, Decl, DeclName, Heading, Import, Property, PropertyKind, StepKind},
    words::HeadWord,
};

use lines::Lines;
use words::Words;

/// What is known of a report when it is begun.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start<'t> {
    /// What `@follows` says.
    pub follows: &'t str,
    /// The title, where it is not left to the template.
    pub title: Option<&'t str>,
    /// Who reports.
    pub entity: Option<&'t str>,
    /// For what period.
    pub period: Option<&'t str>,
    /// Where last year's report lies.
    pub prior: Option<&'t str>,
}

/// Cells: of which table, in which row and column.
type Cells = BTreeSet<(TableId, NodeId, NodeId)>;

/// The skeleton of a report that follows a template, in the template's language.
pub fn skeleton(template: &Source, start: &Start<'_>) -> String {
    let words = Words::of(template);
    let mut head = Lines::default();
    head::write(&mut head, template, start, words);
    let outline = Source::new("outline", outline(template, words, head.text()));
    let outlined = build(&outline, Some(template));
    let whole = |blank: &Cells| {
        let mut lines = head.clone();
        body(&mut lines, template, &outlined, words, blank);
        lines
    };
    let trial = Source::new("trial", whole(&Cells::new()).text());
    whole(&without_formula(&build(&trial, Some(template)))).with_comments()
}

/// One table of a report, blank, as its template asks for it.
pub fn table(model: &Model<'_>, id: TableId) -> Option<String> {
    let template = model.template?;
    let resolved = model.table(id).filter(|table| table.of_template)?;
    let declared = template.tree.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if table.name.as_ref()?.span == resolved.place.span => Some(table),
        _ => None,
    })?;
    let words = Words::of(template);
    let written = |blank: &Cells| {
        let mut lines = Lines::default();
        let is_blank = |row, column| blank.contains(&(id, row, column));
        table::write(&mut lines, template, (declared, resolved), &is_blank, words);
        lines
    };
    let whole = format!("{}\n\n{}", model.report.text, written(&Cells::new()).text());
    let trial = Source::new("trial", whole);
    Some(written(&without_formula(&build(&trial, Some(template)))).with_comments())
}

/// The cells in which `=` stands though nothing works them out.
fn without_formula(model: &Model<'_>) -> Cells {
    let facts = model.problems.iter().filter_map(|problem| match problem.kind {
        ProblemKind::NoFormula { fact } => model.fact(fact),
        _ => None,
    });
    facts
        .filter_map(|fact| match fact.home {
            Home::Cell(table, row, column) => Some((table, row, column)),
            _ => None,
        })
        .collect()
}

/// As much of the report as says what its tables look like and how its sections are numbered.
fn outline(template: &Source, words: Words, head: &str) -> String {
    let mut lines = Lines::from(head);
    for block in &template.tree.blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                lines.blank_line();
                let marks = "#".repeat(heading.level.into());
                lines.push(&format!("{marks} {}", heading.prose.span.of(&template.text)));
            }
            BlockKind::Dimension(decl) => dimension(&mut lines, template, decl, words),
            _ => {}
        }
    }
    lines.text().to_owned()
}

/// What stands beneath the head, in the order of the template.
fn body(lines: &mut Lines, template: &Source, model: &Model<'_>, words: Words, blank: &Cells) {
    let (mut sections, mut tables) = (model.sections.iter(), (0u32..).map(TableId).zip(&model.tables));
    // The level of the optional section that is open.
    let mut optional: Option<u8> = None;
    for block in &template.tree.blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let Some(section) = sections.next() else { continue };
                if optional.is_some_and(|level| heading.level <= level) {
                    optional = None;
                }
                if optional.is_none() && is_optional(&heading.properties) {
                    optional = Some(heading.level);
                }
                lines.optional = optional.is_some();
                write_heading(lines, template, heading, section, words);
            }
            BlockKind::Table(table) if table.name.is_some() => {
                let Some((id, resolved)) = tables.next() else { continue };
                lines.optional = optional.is_some() || resolved.optional;
                lines.blank_line();
                let is_blank = |row, column| blank.contains(&(id, row, column));
                table::write(lines, template, (table, resolved), &is_blank, words);
                lines.optional = optional.is_some();
            }
            BlockKind::Dimension(decl) => dimension(lines, template, decl, words),
            BlockKind::Import(import) => write_import(lines, template, import, words),
            _ => {}
        }
    }
}

/// A heading with its official number, and what its section should say.
fn write_heading(
    lines: &mut Lines,
    template: &Source,
    heading: &Heading,
    section: &Section<'_>,
    words: Words,
) {
    lines.blank_line();
    let marks = "#".repeat(section.level.into());
    let number = section.number.as_deref().unwrap_or_default();
    let gap = if number.is_empty() { "" } else { words.gap() };
    if section.words == "*" {
        lines.comment(&words.own_headings(&format!("{marks} {number}{gap}…")));
    } else {
        lines.push(&format!("{marks} {number}{gap}{}", section.words));
        guide(lines, "", template, &heading.properties);
    }
}

/// A dimension that the template leaves to the report. If it has no members at all it gets one, to be renamed.
fn dimension(lines: &mut Lines, template: &Source, decl: &Decl, words: Words) {
    let DeclName::Path(path) = &decl.name else { return };
    let [step] = path.steps.as_slice() else { return };
    if !decl.children.iter().any(|member| matches!(member.name, DeclName::Any(_))) {
        return;
    }
    // The tables need it, whatever section it is declared in.
    let outer = std::mem::replace(&mut lines.optional, false);
    let (name, quote) = (step.span.of(&template.text), if step.kind == StepKind::Quoted { "\"" } else { "" });
    lines.blank_line();
    lines.push(&format!("@{} {quote}{name}{quote}", words.head(HeadWord::Dimension)));
    guide(lines, "  ", template, &decl.properties);
    lines.push(&format!("  // {}", words.members()));
    if let [_] = decl.children.as_slice() {
        let label = decl.label.map_or(name, |label| label.of(&template.text));
        lines.push(&format!("  {quote}{name}1{quote} \"{label}{}1\"", words.gap()));
    }
    lines.optional = outer;
}

/// An import is a comment: which files there are only the author knows.
fn write_import(lines: &mut Lines, template: &Source, import: &Import, words: Words) {
    let Some(name) = &import.name else { return };
    lines.blank_line();
    guide(lines, "", template, &import.properties);
    let name = name.span.of(&template.text);
    lines.comment(&words.import(name));
}

/// What the template says to the author.
fn guide(lines: &mut Lines, indent: &str, template: &Source, properties: &[Property]) {
    for property in properties {
        if let PropertyKind::Guide(prose) = &property.kind {
            let text = crossfoot_model::prose::plain_text(prose, &template.text);
            lines.push(&format!("{indent}// {text}"));
        }
    }
}

fn is_optional(properties: &[Property]) -> bool {
    properties.iter().any(|property| matches!(property.kind, PropertyKind::Optional))
}
