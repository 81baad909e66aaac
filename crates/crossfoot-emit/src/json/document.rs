//! A compiled report as a document.

use crossfoot_model::{Element as ModelElement, Model};
use crossfoot_source::{FileId, Finding as Found, Lang};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    constraint::{Constraint, Statement, constraints, statements},
    fact::{Fact, facts},
    finding::{FileFindings, Finding, convert},
    position::{Files, Role, Source},
    prose::{Note, Piece, notes, pieces},
    table::{Table, tables},
};
use crate::language::language;

/// The version of the document; a reader of one version can read all later documents of it.
const VERSION: u32 = 1;

/// A compiled report: what is written and what it means. The elements of each list beneath are numbered from 0, in
/// their order; whatever refers to one does so by its number. Every key is always there: what does not exist is
/// null, an empty list or an empty text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "A compiled report")]
pub struct Document<'m> {
    /// The version of this document.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// What the report says of itself.
    pub report: Head<'m>,
    /// The files that it was made from.
    pub files: Vec<File<'m>>,
    /// What it consists of, from top to bottom. A section is a heading and what follows it, up to the next heading
    /// that is not deeper.
    pub body: Vec<Element<'m>>,
    /// Its tables, those of the template first.
    pub tables: Vec<Table<'m>>,
    /// Its figures, and the places for figures: the cells of its tables, the figures in its prose, its fields.
    pub facts: Vec<Fact<'m>>,
    /// What must hold, as it is written: formulas, ties and rules.
    pub statements: Vec<Statement<'m>>,
    /// The same, row by row, column by column or figure by figure, with what came of it.
    pub constraints: Vec<Constraint<'m>>,
    /// What a reviewer has accepted.
    pub allows: Vec<Allow<'m>>,
    /// What is wrong, said in the report's language.
    pub findings: Vec<Finding<'m>>,
}

/// What a report says of itself. Its figures are those of its entity and its period, but for what a row or a column
/// says in its label.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Head<'m> {
    /// Its title.
    pub title: &'m str,
    /// Who reports.
    pub entity: Option<&'m str>,
    /// For what period.
    pub period: Option<Period>,
    /// Is it finished?
    pub status: Status,
    /// The language most of it is in.
    pub language: Language,
    /// The template that it follows.
    pub template: Option<Template<'m>>,
    /// What the template asks of every report.
    pub fields: Vec<Field<'m>>,
    /// Its notes.
    pub notes: Vec<Note<'m>>,
}

/// A period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Period {
    /// As it is written.
    pub name: String,
    /// Its first day.
    pub start: String,
    /// Its last day.
    pub end: String,
}

/// Is a report finished?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not yet.
    Draft,
    /// Yes.
    Final,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    En,
    /// Chinese.
    Zh,
}

/// A template.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Template<'m> {
    /// Its name.
    pub name: &'m str,
    /// Its title.
    pub title: Option<&'m str>,
}

/// A field of a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Field<'m> {
    /// Its name.
    pub name: &'m str,
    /// Its label.
    pub label: &'m str,
    /// What it is set to.
    pub fact: u32,
    /// The names of its choices; none where anything may be typed.
    pub choices: Vec<&'m str>,
}

/// A file.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct File<'m> {
    /// What it is to the report.
    pub role: Role,
    /// Its name.
    pub name: &'m str,
}

/// What a report consists of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Element<'m> {
    /// A heading.
    Heading {
        /// How deep it is, from 1.
        level: u8,
        /// Its official number, as it is typed or, where it is left out, as it should be.
        number: Option<&'m str>,
        /// Its words, without the number.
        words: &'m str,
        /// Is it set in one line with the paragraph beneath?
        run_in: bool,
        /// Is it one of the template's?
        of_template: bool,
        /// What is printed, with the number.
        pieces: Vec<Piece<'m>>,
        /// Where it is written.
        source: Source,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        pieces: Vec<Piece<'m>>,
        /// Where it is written.
        source: Source,
    },
    /// An item of a list.
    Item {
        /// What it says.
        pieces: Vec<Piece<'m>>,
        /// Where it is written.
        source: Source,
    },
    /// A footnote.
    Footnote {
        /// The name by which it is referred to.
        name: &'m str,
        /// What it says.
        pieces: Vec<Piece<'m>>,
        /// Where it is written.
        source: Source,
    },
    /// A table.
    Table {
        /// Which one, by its number.
        table: u32,
    },
}

/// A finding that a reviewer has accepted.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Allow<'m> {
    /// The rule.
    pub rule: &'m str,
    /// The facts it is for; null for all.
    pub facts: Option<Vec<u32>>,
    /// Why.
    pub reason: Vec<Piece<'m>>,
    /// Where it is written.
    pub source: Source,
}

/// A model with the findings about it.
pub(crate) fn document<'m>(model: &'m Model<'_>, findings: &'m [Found]) -> Document<'m> {
    let files = Files::of(model);
    let lang = language(model);
    let template = model.template.map(|template| (template.name.as_str(), template.text.as_str()));
    let file =
        FileFindings { name: &model.report.name, text: &model.report.text, template, findings, guards: None };
    let names = [(Role::Report, Some(file.name)), (Role::Template, template.map(|(name, _)| name))];
    Document {
        version: VERSION,
        report: head(model, lang),
        files: names.into_iter().filter_map(|(role, name)| Some(File { role, name: name? })).collect(),
        body: model.body.iter().filter_map(|element| body(model, &files, *element)).collect(),
        tables: tables(model, &files),
        facts: facts(model, &files),
        statements: statements(model, &files),
        constraints: constraints(model, &files),
        allows: allows(model, &files),
        findings: findings.iter().map(|finding| convert(finding, &file, &files, lang)).collect(),
    }
}

fn head<'m>(model: &'m Model<'_>, lang: Lang) -> Head<'m> {
    let head = &model.head;
    let label = |id: &crossfoot_model::LabelId| Some(model.labels.get(id.at())?.name.as_ref());
    let fields = head.fields.iter().map(|field| Field {
        name: &field.name,
        label: &field.label,
        fact: field.fact.0,
        choices: field.choices.iter().filter_map(label).collect(),
    });
    Head {
        title: &head.title,
        entity: head.entity.as_ref().map(|(entity, _)| entity.as_ref()),
        period: head.period.as_ref().map(|(period, _)| Period {
            name: period.to_string(),
            start: period.start().to_string(),
            end: period.end().to_string(),
        }),
        status: if head.is_final { Status::Final } else { Status::Draft },
        language: match lang {
            Lang::En => Language::En,
            Lang::Zh => Language::Zh,
        },
        template: head.template.map(|name| Template { name, title: head.template_title }),
        fields: fields.collect(),
        notes: notes(model, &head.notes),
    }
}

fn body<'m>(model: &'m Model<'_>, files: &Files<'_>, element: ModelElement<'m>) -> Option<Element<'m>> {
    let source =
        |prose: &crossfoot_syntax::ast::Prose| files.source(crossfoot_source::Place::report(prose.span));
    let pieces = |prose| pieces(model, prose, FileId::REPORT);
    Some(match element {
        ModelElement::Heading(section) => {
            let section = model.sections.get(section as usize)?;
            let mut pieces = pieces(section.heading);
            if let Some(number) = section.number_left_out(model) {
                pieces.insert(0, Piece::Text { text: number.into() });
            }
            Element::Heading {
                level: section.level,
                number: section.number.as_deref(),
                words: &section.words,
                run_in: section.run_in,
                of_template: section.template.is_some(),
                pieces,
                source: source(section.heading),
            }
        }
        ModelElement::Paragraph(prose) => Element::Paragraph { pieces: pieces(prose), source: source(prose) },
        ModelElement::Item(prose) => Element::Item { pieces: pieces(prose), source: source(prose) },
        ModelElement::Footnote(name, prose) => {
            let name = name.of(&model.report.text);
            Element::Footnote { name, pieces: pieces(prose), source: source(prose) }
        }
        ModelElement::Table(id) => Element::Table { table: id.0 },
    })
}

fn allows<'m>(model: &'m Model<'_>, files: &Files<'_>) -> Vec<Allow<'m>> {
    let allows = model.allows.iter().map(|allow| Allow {
        rule: &allow.rule,
        facts: allow.facts.as_ref().map(|facts| facts.iter().map(|fact| fact.0).collect()),
        reason: pieces(model, allow.reason, allow.place.file),
        source: files.source(allow.place),
    });
    allows.collect()
}
