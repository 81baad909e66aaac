//! The head of a skeleton: what the report follows, whose it is, when, and its fields.

use crossfoot_model::Source;
use crossfoot_syntax::{
    ast::{BlockKind, Decl, DeclName, Property, PropertyKind, TemplateHead},
    words::{HeadWord, PropertyWord},
};

use super::{Start, guide, is_optional, lines::Lines, words::Words};

pub(super) fn write(lines: &mut Lines, template: &Source, start: &Start<'_>, words: Words) {
    let head = template.tree.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Template(head) => Some(head),
        _ => None,
    });
    let properties = head.map(|head| head.properties.as_slice()).unwrap_or_default();
    words.about().into_iter().for_each(|line| lines.comment(line));
    let title = start.title.or_else(|| head.and_then(|head| own_title(template, head))).map(one_line);
    lines.push(&format!("@{} {}", words.head(HeadWord::Report), title.unwrap_or_default()));
    guide(lines, "  ", template, properties);
    lines.push(&format!("  @{} {}", words.property(PropertyWord::Follows), start.follows));
    lines.push(&format!(
        "  @{} {}",
        words.property(PropertyWord::Entity),
        start.entity.map(one_line).unwrap_or_default()
    ));
    match (start.period.map(one_line), first_period(template, properties)) {
        (Some(period), _) => lines.push(&format!("  @{} {period}", words.property(PropertyWord::Period))),
        (None, first) => {
            lines.push(&format!("  // {}", words.set_period()));
            lines.push(&format!(
                "  // @{} {}",
                words.property(PropertyWord::Period),
                first.unwrap_or("2024")
            ));
        }
    }
    if let Some(prior) = start.prior.map(one_line) {
        lines.push(&format!("  @{} {prior}", words.head(HeadWord::Prior)));
    }
    for block in &template.tree.blocks {
        if let BlockKind::Field(decl) = &block.kind {
            field(lines, template, decl, words);
        }
    }
    lines.push(&format!("  // {}", words.set_final()));
    lines.push(&format!("  // @{}", words.is_final()));
}

/// The template's name for reports of its kind, unless it makes their titles itself.
fn own_title<'t>(template: &'t Source, head: &TemplateHead) -> Option<&'t str> {
    let makes_title = head.properties.iter().any(|it| matches!(it.kind, PropertyKind::Title(_)));
    (!makes_title).then(|| head.title.of(&template.text))
}

/// The first period that the template is for.
fn first_period<'t>(template: &'t Source, properties: &[Property]) -> Option<&'t str> {
    properties.iter().find_map(|property| match &property.kind {
        PropertyKind::Period(spec) => Some(spec.from.of(&template.text)),
        _ => None,
    })
}

/// A field to be filled in, with its choices.
fn field(lines: &mut Lines, template: &Source, decl: &Decl, words: Words) {
    let text = &template.text;
    let DeclName::Path(path) = &decl.name else { return };
    let name = path.span.of(text);
    let choices: Vec<&str> = decl
        .children
        .iter()
        .filter_map(|choice| match &choice.name {
            DeclName::Path(path) => Some(path.span.of(text)),
            _ => None,
        })
        .collect();
    let label = decl.label.map_or(name, |label| label.of(text));
    guide(lines, "  ", template, &decl.properties);
    if !choices.is_empty() {
        lines.push(&format!("  // {}", words.choices(label, &choices)));
    } else if label != name {
        lines.push(&format!("  // {label}"));
    }
    lines.optional = is_optional(&decl.properties);
    lines.push(&format!("  {name}{}", words.colon()));
    lines.optional = false;
}

/// A text that stays on its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
