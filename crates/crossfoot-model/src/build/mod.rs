//! From trees to the model: head, sections, dimensions, tables, figures, statements.

mod cells;
mod charts;
mod dimensions;
mod drawable;
mod figures;
mod head;
mod instances;
mod listing;
mod nodes;
mod read;
mod rows;
mod sections;
mod statements;
mod tables;

pub use statements::axis_of;

use std::borrow::Cow;

use crossfoot_figure::Units;
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{Accept, BlockKind, PropertyKind, Prose};
use crossfoot_syntax::words::{BlankWord, SeverityWord};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    graph::Graph,
    label,
    lookup::Found,
    lower::SetKey,
    names::Named,
    numbering::Numbering,
    problem::{Problem, ProblemKind, Side},
    report::*,
    values::Values,
};

/// The template that a report says it follows: its name or title as typed, and where.
pub fn follows(report: &Source) -> Option<(&str, Span)> {
    report.tree.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Report(head) => head.properties.iter().find_map(|property| match property.kind {
            PropertyKind::Follows(span) => Some((span.of(&report.text), span)),
            _ => None,
        }),
        _ => None,
    })
}

/// Resolves and evaluates a report with the template it follows (`None` if it follows none, or if it was
/// not found). A template on its own is resolved too, so that its own mistakes are found.
pub fn build<'a>(report: &'a Source, template: Option<&'a Source>) -> Model<'a> {
    Builder::build(report, template).m
}

/// Where a set is named: in which file, where, and on which side of which table.
pub(crate) type SetPlace = (FileId, Span, Option<(TableId, Side)>);

/// What holds for everything beneath where it is written; the nearest wins.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Setting<'a> {
    pub unit: Option<(crossfoot_figure::UnitId, Place)>,
    pub blank: Option<BlankWord>,
    pub accept: Option<(&'a [Accept], FileId)>,
    pub severity: Option<(Option<SeverityWord>, Option<SeverityWord>)>,
}

impl<'a> Setting<'a> {
    /// This, and where it is silent, the outer one.
    pub fn or(self, outer: Self) -> Self {
        Self {
            unit: self.unit.or(outer.unit),
            blank: self.blank.or(outer.blank),
            accept: self.accept.or(outer.accept),
            severity: self.severity.or(outer.severity),
        }
    }
}

/// The model while it is built, with what only building needs.
pub(crate) struct Builder<'a> {
    pub m: Model<'a>,
    pub numbering: Numbering,
    pub template_setting: Setting<'a>,
    pub title: Option<(&'a Prose, FileId)>,
    /// Files that are named and not opened.
    pub not_opened: Vec<Span>,
    /// Last year's report is named as a file.
    pub prior_is_file: bool,
    pub has_last: bool,
    /// Figures of last year that the report states: by table, row and column.
    pub prior_cells: FxHashMap<(TableId, NodeId, NodeId), FactId>,
    pub prior_names: FxHashMap<Cow<'a, str>, FactId>,
    /// Formulas of single cells and figures, in order.
    pub ties: Vec<FactId>,
    /// Formulas of whole tables: in which file.
    pub table_formulas: FxHashMap<TableId, (&'a crossfoot_syntax::ast::Formula, FileId)>,
    pub label_ids: FxHashMap<(Cow<'a, str>, Cow<'a, str>), LabelId>,
    pub sections: sections::SectionTree<'a>,
    /// The names of rules, with what has them.
    pub rules: FxHashMap<Cow<'a, str>, Place>,
    pub unnamed_checks: u32,
    /// What paths of the current statement came to that have no member of a set in them: it is lowered at many places.
    pub found: FxHashMap<(FileId, Span, TableId, Side), Found>,
    pub set_keys: FxHashMap<SetPlace, Option<SetKey>>,
    pub reported: FxHashSet<(FileId, Span)>,
    pub plans: Vec<(Cow<'a, str>, tables::Plan<'a>)>,
    /// The tables that the report has, by where they begin.
    pub typed: FxHashMap<u32, TableId>,
}

impl<'a> Builder<'a> {
    /// Resolves and evaluates.
    pub fn build(report: &'a Source, template: Option<&'a Source>) -> Self {
        let mut builder = Self::new(report, template);
        builder.read_heads();
        builder.read_dimensions();
        builder.read_fields();
        builder.read_lets();
        builder.plan_tables();
        builder.read_body();
        builder.read_tables();
        builder.m.graph.by_place.sort();
        builder.settle_sections();
        builder.read_prior();
        builder.read_statements();
        crate::solve::solve(&mut builder);
        builder.finish_head();
        builder.read_charts();
        builder
    }

    fn new(report: &'a Source, template: Option<&'a Source>) -> Self {
        let is_template = report.tree.blocks.iter().any(|block| matches!(block.kind, BlockKind::Template(_)));
        let head = Head {
            kind: if is_template { Kind::Template } else { Kind::Report },
            title: String::new(),
            stated_title: None,
            computed_title: None,
            entity: None,
            period: None,
            is_final: false,
            template: None,
            template_title: None,
            notes: Vec::new(),
            fields: Vec::new(),
        };
        let m = Model {
            report,
            template,
            head,
            sections: Vec::new(),
            body: Vec::new(),
            dimensions: Vec::new(),
            tables: Vec::new(),
            // A figure to forty bytes, or so.
            facts: Vec::with_capacity(report.text.len() / 32),
            values: Values::with_room(report.text.len() / 32),
            labels: Vec::new(),
            statements: Vec::new(),
            messages: FxHashMap::default(),
            allows: Vec::new(),
            graph: Graph::default(),
            problems: Vec::new(),
            units: Units::new(),
            amended: FxHashMap::default(),
            names: FxHashMap::default(),
            lets: Vec::new(),
        };
        Self {
            m,
            numbering: Numbering::default(),
            template_setting: Setting::default(),
            title: None,
            not_opened: Vec::new(),
            prior_is_file: false,
            has_last: false,
            prior_cells: FxHashMap::default(),
            prior_names: FxHashMap::default(),
            ties: Vec::new(),
            table_formulas: FxHashMap::default(),
            label_ids: FxHashMap::default(),
            sections: sections::SectionTree::default(),
            rules: FxHashMap::default(),
            unnamed_checks: 0,
            found: FxHashMap::default(),
            set_keys: FxHashMap::default(),
            reported: FxHashSet::default(),
            plans: Vec::new(),
            typed: FxHashMap::default(),
        }
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &'a str {
        self.m.text_of(file)
    }

    /// A span's text as a name.
    pub fn name(&self, file: FileId, span: Span) -> Cow<'a, str> {
        label::name(span.of(self.text(file)))
    }

    /// The files that are read, the template first: what it declares comes first.
    pub fn sources(&self) -> Vec<(FileId, &'a Source)> {
        let mut sources = Vec::with_capacity(2);
        sources.extend(self.m.template.map(|template| (FileId::TEMPLATE, template)));
        sources.push((FileId::REPORT, self.m.report));
        sources
    }

    pub fn is_report(&self) -> bool {
        self.m.head.kind == Kind::Report
    }

    pub fn problem(&mut self, place: Place, kind: ProblemKind) {
        self.m.problems.push(Problem { place, kind });
    }

    /// A word that is a value, with what it prints; each is kept once.
    pub fn label(&mut self, name: Cow<'a, str>, label: Cow<'a, str>) -> LabelId {
        let id = LabelId(self.m.labels.len() as u32);
        let known = *self.label_ids.entry((name.clone(), label.clone())).or_insert(id);
        if known == id {
            self.m.labels.push(Label { name, label });
        }
        known
    }

    /// Takes a name for something; a name that is taken is a problem.
    pub fn claim(&mut self, name: Cow<'a, str>, named: Named, place: Place) {
        match self.m.names.get(&name) {
            Some((_, first)) => {
                let first = *first;
                self.problem(place, ProblemKind::DuplicateName { first });
            }
            None => {
                self.m.names.insert(name, (named, place));
            }
        }
    }

    /// What a name stands for, as seen from a file: a template sees only its own names.
    pub fn named(&self, name: &str, from: FileId) -> Option<Named> {
        self.m.named(name, from)
    }
}
