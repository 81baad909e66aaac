//! The resolved report: what every later stage reads.

use std::borrow::Cow;

use crossfoot_figure::{Period, UnitId, Units};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{Figure, Let, Prose, Tree};
use rustc_hash::FxHashMap;

use crate::{
    allow::Allowed,
    amend::Written,
    axis::Axis,
    chart::Chart,
    dimension::Dimension,
    graph::Graph,
    names::Named,
    problem::Problem,
    prose::{joins_with_space, plain_text},
    statement::Statement,
    value::Val,
    values::Values,
};

/// One file: its name, its text and its tree.
#[derive(Debug)]
pub struct Source {
    /// As the user named it.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The same as a tree.
    pub tree: Tree,
}

impl Source {
    /// Reads a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let tree = crossfoot_syntax::parse(&text);
        Self { name: name.into(), text, tree }
    }
}

/// A position in one of the lists of the model.
macro_rules! id {
    ($(#[$doc:meta] $name:ident)*) => { $(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            pub const fn at(self) -> usize { self.0 as usize }
        }
    )* };
}

id! {
    /// Which table.
    TableId
    /// Which node of an axis of a table.
    NodeId
    /// Which fact.
    FactId
    /// Which statement.
    StatementId
    /// Which constraint.
    ConstraintId
    /// Which dimension or import.
    DimensionId
    /// Which word that a field, a member or the report's own data can be, never computed with.
    LabelId
}

/// A report with its template, everything looked up and everything evaluated.
#[derive(Debug)]
pub struct Model<'a> {
    /// The file that was read.
    pub report: &'a Source,
    /// The template it follows, if it was found.
    pub template: Option<&'a Source>,
    /// Title, entity, period and fields.
    pub head: Head<'a>,
    /// The sections of the report, in the order of its headings.
    pub sections: Vec<Section<'a>>,
    /// The report from top to bottom.
    pub body: Vec<Element<'a>>,
    /// Dimensions and imports.
    pub dimensions: Vec<Dimension<'a>>,
    /// The tables, the template's first and in its order.
    pub tables: Vec<Table<'a>>,
    /// Every cell and every figure.
    pub facts: Vec<Fact<'a>>,
    /// The value of each fact.
    pub values: Values,
    /// Words that are values: choices, members, names.
    pub labels: Vec<Label<'a>>,
    /// What the report and its template say must hold.
    pub statements: Vec<Statement<'a>>,
    /// The same, figure by figure, with the outcomes.
    pub graph: Graph,
    /// The template's own words for each rule that does not hold and has such.
    pub messages: FxHashMap<ConstraintId, String>,
    /// What a reviewer has accepted.
    pub allows: Vec<Allowed<'a>>,
    /// What could not be resolved as meant.
    pub problems: Vec<Problem>,
    /// The units that occur.
    pub units: Units,
    /// The figures that have been amended since the text was read.
    pub(crate) amended: Written,
    pub(crate) names: FxHashMap<Cow<'a, str>, (Named, Place)>,
    pub(crate) lets: Vec<(&'a Let, FileId)>,
}

impl<'a> Model<'a> {
    /// The text of one of the files.
    pub fn text_of(&self, file: FileId) -> &'a str {
        match file {
            FileId::REPORT => &self.report.text,
            _ => self.template.map_or("", |template| &template.text),
        }
    }

    /// The text at a place.
    pub fn text(&self, place: Place) -> &'a str {
        place.span.of(self.text_of(place.file))
    }

    /// A fact.
    pub fn fact(&self, id: FactId) -> Option<&Fact<'a>> {
        self.facts.get(id.at())
    }

    /// What a fact is worth.
    pub fn value(&self, id: FactId) -> Val {
        self.values.get(id).unwrap_or(Val::Unusable)
    }

    /// A table.
    pub fn table(&self, id: TableId) -> Option<&Table<'a>> {
        self.tables.get(id.at())
    }

    /// The fact that a figure in the report's prose or cells is.
    pub fn fact_at(&self, span: Span) -> Option<FactId> {
        let by_place = &self.graph.by_place;
        let at = by_place.binary_search_by_key(&span.start, |(start, _)| *start).ok()?;
        by_place.get(at).map(|(_, fact)| *fact)
    }

    /// Do words stand in the prose under a heading, or under one beneath it?
    pub fn mentions(&self, section: u32, words: &str) -> bool {
        let level = self.sections.get(section as usize).map_or(0, |it| it.level);
        let mut inside = false;
        self.body.iter().any(|element| match element {
            Element::Heading(at) => {
                let deeper = self.sections.get(*at as usize).is_some_and(|it| it.level > level);
                inside = *at == section || (inside && deeper);
                false
            }
            Element::Paragraph(prose) | Element::Item(prose) => {
                inside && plain_text(prose, &self.report.text).contains(words)
            }
            _ => false,
        })
    }

    /// Is the file a report (rather than a template)?
    pub fn is_report(&self) -> bool {
        self.head.kind == Kind::Report
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A report.
    Report,
    /// A template, looked at for its own sake.
    Template,
}

/// What stands at the top.
#[derive(Debug)]
pub struct Head<'a> {
    /// Report or template.
    pub kind: Kind,
    /// The title as printed: as stated, else as the template computes it.
    pub title: String,
    /// The stated title, where there is one.
    pub stated_title: Option<&'a Prose>,
    /// The title as the template computes it.
    pub computed_title: Option<String>,
    /// Who reports.
    pub entity: Option<(Cow<'a, str>, Place)>,
    /// For what period.
    pub period: Option<(Period, Place)>,
    /// `@status final`?
    pub is_final: bool,
    /// The template's name as declared (or, where it was not found, as typed).
    pub template: Option<&'a str>,
    /// The template's display title.
    pub template_title: Option<&'a str>,
    /// The notes of the whole report.
    pub notes: Vec<Note<'a>>,
    /// The fields, in the template's order.
    pub fields: Vec<Field<'a>>,
}

/// A word that is a value.
#[derive(Clone, Debug)]
pub struct Label<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// How it prints.
    pub label: Cow<'a, str>,
}

/// A field of a report: `层级：县级部门`.
#[derive(Debug)]
pub struct Field<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its label.
    pub label: Cow<'a, str>,
    /// Where it is declared.
    pub place: Place,
    /// The choices, where there are some.
    pub choices: Vec<LabelId>,
    /// May it be left out?
    pub optional: bool,
    /// What it is set to.
    pub fact: FactId,
}

/// A heading and what stands under it.
#[derive(Debug)]
pub struct Section<'a> {
    /// The heading's text without its official number.
    pub words: Cow<'a, str>,
    /// 1 to 6.
    pub level: u8,
    /// The heading in the report.
    pub heading: &'a Prose,
    /// The official number as it is typed, or as it should be where it is left out.
    pub number: Option<String>,
    /// The template's heading that it is.
    pub template: Option<&'a Prose>,
    /// Set in one line with the paragraph beneath (`@runin`).
    pub run_in: bool,
    /// Help for the author.
    pub guide: Option<&'a Prose>,
}

impl Section<'_> {
    /// What is to be printed in front of the heading as typed: its official number, where that is left out.
    pub fn number_left_out(&self, model: &Model<'_>) -> Option<String> {
        let typed = self.heading.span.of(&model.report.text).trim_start();
        let number = self.number.as_deref().filter(|number| !typed.starts_with(*number))?;
        let space = joins_with_space(number.chars().next_back(), typed.chars().next());
        Some(format!("{number}{}", if space { " " } else { "" }))
    }
}

/// What the report consists of, from top to bottom.
#[derive(Clone, Copy, Debug)]
pub enum Element<'a> {
    /// A heading: an index into the sections.
    Heading(u32),
    /// A paragraph.
    Paragraph(&'a Prose),
    /// An item of a list.
    Item(&'a Prose),
    /// A footnote.
    Footnote(Span, &'a Prose),
    /// A table.
    Table(TableId),
}

/// A note on something.
#[derive(Clone, Debug)]
pub struct Note<'a> {
    /// What it says.
    pub prose: &'a Prose,
    /// In which file.
    pub file: FileId,
}

/// A table: one or more panels, each with columns and rows.
#[derive(Debug)]
pub struct Table<'a> {
    /// Its name: `V.A`.
    pub name: Cow<'a, str>,
    /// Its label; empty without one.
    pub label: Cow<'a, str>,
    /// Where it is declared.
    pub place: Place,
    /// Where the report has it; `None` where the report lacks it.
    pub typed: Option<Span>,
    /// May the report leave it out?
    pub optional: bool,
    /// Declared by the template?
    pub of_template: bool,
    /// Its figures come from a file that is not opened.
    pub from: Option<Span>,
    /// Its rows, of all panels.
    pub rows: Axis<'a>,
    /// Its columns, of all panels.
    pub columns: Axis<'a>,
    /// Its panels, at least one.
    pub panels: Vec<Panel<'a>>,
    /// Its notes.
    pub notes: Vec<Note<'a>>,
    /// Its charts, in the order in which they are asked for.
    pub charts: Vec<Chart>,
    /// The section of the template, or else of the report, that it stands in: the words of the heading.
    pub section: Option<Cow<'a, str>>,
}

impl<'a> Table<'a> {
    /// Is it there, to be printed and checked?
    pub fn is_present(&self) -> bool {
        self.typed.is_some()
    }

    /// The fact in a row and a column: `None` where one of the two has no figures of its own, is absent,
    /// or where they are of different panels.
    pub fn cell(&self, row: NodeId, column: NodeId) -> Option<FactId> {
        let (row, column) = (self.rows.node(row)?, self.columns.node(column)?);
        if row.panel != column.panel {
            return None;
        }
        let panel = self.panels.get(row.panel as usize)?;
        Some(FactId(panel.first_fact + row.slot? * panel.column_count + column.slot?))
    }
}

/// A stacked block of a table with its own columns and rows.
#[derive(Debug)]
pub struct Panel<'a> {
    /// Its label; empty for a table without panels.
    pub label: Cow<'a, str>,
    /// Where it is declared.
    pub place: Place,
    /// The text over the row labels.
    pub corner: Cow<'a, str>,
    /// The fact of its first row and column; the others follow row by row.
    pub first_fact: u32,
    /// How many rows have figures.
    pub row_count: u32,
    /// How many columns have figures.
    pub column_count: u32,
    /// Its notes.
    pub notes: Vec<Note<'a>>,
}

/// A figure, or a place for one.
#[derive(Debug)]
pub struct Fact<'a> {
    /// What it is a figure of.
    pub home: Home,
    /// How it comes to its value.
    pub given: Given,
    /// Where it is written; where nothing is written, what it would stand beneath.
    pub place: Place,
    /// The figure as typed, unless it is blank, missing or plain digits.
    pub figure: Option<&'a Figure>,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// How many decimals are printed.
    pub decimals: u8,
    /// Printed with thousands marks?
    pub grouped: bool,
}

impl Fact<'_> {
    /// A figure with nothing round its digits, or a place for one.
    pub(crate) const fn new(home: Home, given: Given, place: Place, unit: Option<UnitId>) -> Self {
        Self { home, given, place, figure: None, unit, decimals: 0, grouped: false }
    }
}

/// What a fact is a figure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A cell.
    Cell(TableId, NodeId, NodeId),
    /// A figure in prose; with its name's span.
    Prose(Option<Span>),
    /// A field: which one.
    Field(u32),
    /// A figure of last year's report, stated under `@prior`; and the same figure of this one.
    Prior(Option<FactId>),
}

/// How a fact comes to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is stated.
    Stated,
    /// It is to be worked out: `=`, or left out where a formula says what it is.
    Computed,
    /// Its place is empty.
    Blank,
    /// Its row, column or table is not there.
    Missing,
}
