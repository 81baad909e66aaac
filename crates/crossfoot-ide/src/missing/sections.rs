//! Sections and tables that are not there.

use crossfoot_format::table;
use crossfoot_model::{Model, ProblemKind, Section, Table, TableId, label};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::ast::{self, BlockKind, Heading};

use crate::walk::tree_of;

/// A section that is not there.
#[derive(Clone, Debug)]
pub(crate) struct MissingSection<'a> {
    /// Its words in the template.
    pub words: &'a str,
    /// Its heading: `# 一、总体情况`.
    pub heading: String,
    /// Where the template has it.
    pub template: Span,
    /// Where it belongs.
    pub at: u32,
}

/// The sections that must be there and are not, in the template's order.
pub(crate) fn sections<'a>(model: &Model<'a>) -> Vec<MissingSection<'a>> {
    let lacking: Vec<&str> = model
        .problems
        .iter()
        .filter_map(|problem| match &problem.kind {
            ProblemKind::MissingSection { words } => Some(words.as_str()),
            _ => None,
        })
        .collect();
    if lacking.is_empty() {
        return Vec::new();
    }
    let expected = headings(model);
    let found = |heading: &Heading| {
        model.sections.iter().find(|it| it.template.is_some_and(|it| it.span == heading.prose.span))
    };
    let mut missing = Vec::new();
    for (at, heading) in expected.iter().enumerate() {
        let words = heading.prose.span.of(model.text_of(FileId::TEMPLATE)).trim();
        let Some(official) = lacking.iter().find(|lacking| lacking.ends_with(words)) else { continue };
        if words == "*" || found(heading).is_some() {
            continue;
        }
        let next =
            expected.iter().skip(at + 1).filter(|next| next.level <= heading.level).find_map(|it| found(it));
        let at =
            next.map_or(model.report.text.len() as u32, |next| heading_block(model, next.heading.span).start);
        let template = heading.prose.span;
        let heading = format!("{} {official}", "#".repeat(heading.level.into()));
        missing.push(MissingSection { words, heading, template, at });
    }
    missing
}

/// The headings of the template, in order.
fn headings<'a>(model: &Model<'a>) -> Vec<&'a Heading> {
    let blocks = tree_of(model, FileId::TEMPLATE).into_iter().flat_map(|tree| &tree.blocks);
    let heading = |block: &'a ast::Block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading),
        _ => None,
    };
    blocks.filter_map(heading).collect()
}

fn heading_block(model: &Model<'_>, prose: Span) -> Span {
    let blocks = &model.report.tree.blocks;
    let at = blocks.partition_point(|block| block.span.end < prose.start);
    blocks.get(at).map_or(prose, |block| block.span)
}

/// The tables that must be there and are not, or have no rows, each with where it belongs: in its section, in the template's order.
/// Those whose section is not there have no place.
pub(crate) fn tables(model: &Model<'_>) -> Vec<(TableId, Option<u32>)> {
    let lacking = |(id, table): &(TableId, &Table<'_>)| table.of_template && is_lacking(model, *id);
    (0u32..)
        .map(TableId)
        .zip(&model.tables)
        .filter(lacking)
        .map(|(id, table)| (id, place_of(model, id, table)))
        .collect()
}

fn is_lacking(model: &Model<'_>, id: TableId) -> bool {
    model
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, ProblemKind::MissingTable { table } if table == id))
}

fn place_of(model: &Model<'_>, id: TableId, table: &Table<'_>) -> Option<u32> {
    let section = match &table.section {
        Some(words) => section_span(model, words)?,
        None => Span::new(0, model.report.text.len() as u32),
    };
    let behind =
        model.tables.iter().skip(id.at() + 1).filter(|it| it.of_template && it.section == table.section);
    let next = behind.filter_map(|table| table.typed).filter(|typed| section.touches(typed.start)).min();
    Some(next.map_or(section.end, |next| next.start))
}

/// A section of the report with what stands in it, up to the next heading.
fn section_span(model: &Model<'_>, words: &str) -> Option<Span> {
    let section = model.sections.iter().find(|it| it.template.is_some() && is_section(model, it, words))?;
    let blocks = &model.report.tree.blocks;
    let from = blocks.partition_point(|block| block.span.end < section.heading.span.start);
    let mut span = blocks.get(from)?.span;
    for block in blocks.get(from + 1..)? {
        if matches!(block.kind, BlockKind::Heading(_)) {
            break;
        }
        span = span.to(block.span);
    }
    Some(span)
}

fn is_section(model: &Model<'_>, section: &Section<'_>, words: &str) -> bool {
    let official = section.template.map_or("", |prose| prose.span.of(model.text_of(FileId::TEMPLATE)));
    label::same(official, words) || label::same(&section.words, words)
}

/// The words of the section of the template in which an offset is.
pub(crate) fn section_at<'m>(model: &'m Model<'_>, offset: u32) -> Option<&'m str> {
    let mut sections = model.sections.iter().rev();
    let section = sections.find(|it| it.heading.span.start <= offset && it.template.is_some())?;
    Some(&section.words)
}

/// The tables that the template has in a section, as they are begun.
pub(crate) fn tables_in(model: &Model<'_>, words: &str) -> Vec<String> {
    let inside = |table: &Table<'_>| {
        table.of_template
            && !table.optional
            && table.section.as_ref().is_some_and(|it| label::same(it, words))
    };
    let ids =
        (0u32..).map(TableId).zip(&model.tables).filter(|(_, table)| inside(table) && !table.is_present());
    ids.filter_map(|(id, _)| table(model, id)).collect()
}
