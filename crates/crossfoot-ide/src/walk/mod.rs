//! Everything in the trees of a report and its template that stands for something, with what it stands for.

mod declared;
mod figures;
mod half_typed;
mod names;
mod rules;
mod tables;

use crossfoot_model::{DimensionId, FactId, Model, Named, Side, TableId, label};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{
    Allow, Block, BlockKind, Check, Decl, DeclName, Heading, Let, Path, Prior, Property, PropertyKind,
    ReportHead, StepKind, Tree,
};

use crate::target::{Occurrence, Role, Target};

pub(crate) use tables::table_of;

/// Shows every occurrence in a file.
pub(crate) fn walk<'a>(model: &Model<'a>, file: FileId, see: &mut dyn FnMut(Occurrence<'a>)) {
    let Some(tree) = tree_of(model, file) else { return };
    let mut walk = Walk::new(model, file, see);
    for block in &tree.blocks {
        walk.block(block);
    }
}

/// Shows the occurrences in the blocks of the open file that an offset touches.
pub(crate) fn walk_at<'a>(model: &Model<'a>, offset: u32, see: &mut dyn FnMut(Occurrence<'a>)) {
    let mut walk = Walk::new(model, FileId::REPORT, see);
    for block in model.report.tree.blocks.iter().filter(|block| block.span.touches(offset)) {
        walk.block(block);
    }
}

/// The tree of a file.
pub(crate) fn tree_of<'a>(model: &Model<'a>, file: FileId) -> Option<&'a Tree> {
    match file {
        FileId::REPORT => Some(&model.report.tree),
        _ => model.template.map(|template| &template.tree),
    }
}

/// What names mean where an expression stands.
#[derive(Clone, Copy, Default)]
struct Scope<'e> {
    table: Option<TableId>,
    panel: Option<u32>,
    /// On which side of the table bare names are looked for.
    bare: Option<Side>,
    /// What it is repeated over.
    each: &'e [DimensionId],
    /// The field whose choices may be named.
    field: Option<u32>,
}

struct Walk<'w, 'a> {
    model: &'w Model<'a>,
    file: FileId,
    text: &'a str,
    /// The units that are declared.
    units: Vec<&'a str>,
    see: &'w mut dyn FnMut(Occurrence<'a>),
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(model: &'w Model<'a>, file: FileId, see: &'w mut dyn FnMut(Occurrence<'a>)) -> Self {
        let mut units = Vec::new();
        for file in [FileId::REPORT, FileId::TEMPLATE] {
            for block in tree_of(model, file).into_iter().flat_map(|tree| &tree.blocks) {
                if let BlockKind::Units(decls) = &block.kind {
                    units.extend(decls.iter().map(|decl| decl.name.of(model.text_of(file))));
                }
            }
        }
        Self { model, file, text: model.text_of(file), units, see }
    }

    fn put(&mut self, span: Span, target: Target<'a>, role: Role) {
        if !span.is_empty() {
            let place = self.place(span);
            (self.see)(Occurrence { place, target, role });
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    /// What a span's text is the name of, outside tables.
    fn named(&self, span: Span) -> Option<Named> {
        self.model.named(&label::name(span.of(self.text)), self.file)
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(prose) | BlockKind::Item(prose) => self.prose(prose, Scope::default()),
            BlockKind::Footnote { name, prose } => {
                self.put(*name, Target::Footnote(name.of(self.text)), Role::Declares);
                self.prose(prose, Scope::default());
            }
            BlockKind::Report(head) => self.report(head),
            BlockKind::Template(head) => {
                self.put(head.name, Target::Template, Role::Declares);
                self.properties(&head.properties, Scope::default());
            }
            BlockKind::Prior(prior) => self.prior(prior),
            BlockKind::Field(decl) => self.field(decl),
            BlockKind::Units(decls) => decls.iter().for_each(|decl| self.unit(decl)),
            BlockKind::Dimension(decl) => self.dimension(decl),
            BlockKind::Import(import) => self.import(import),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Check(check) => self.check(check, Scope::default()),
            BlockKind::Let(it) => self.definition(it),
            BlockKind::Allow(allow) => self.allow(allow),
            BlockKind::Numbering(_) | BlockKind::Unknown => {}
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let place = self.place(heading.prose.span);
        let sections = &self.model.sections;
        let at = sections.partition_point(|it| it.heading.span < heading.prose.span);
        let section =
            sections.get(at).filter(|it| self.file == FileId::REPORT && it.heading.span == place.span);
        let (target, role) = match section.and_then(|section| section.template) {
            Some(official) => (Target::Section(Place::template(official.span)), Role::Has),
            None => (Target::Section(place), Role::Declares),
        };
        self.put(place.span, target, role);
        self.prose(&heading.prose, Scope::default());
        self.properties(&heading.properties, Scope::default());
    }

    fn report(&mut self, head: &'a ReportHead) {
        self.prose(&head.title, Scope::default());
        self.properties(&head.properties, Scope::default());
        for line in &head.fields {
            let typed = label::name(line.name.of(self.text));
            let is_it =
                |field: &crossfoot_model::Field<'_>| field.name == typed || label::same(&field.label, &typed);
            let Some(at) = self.model.head.fields.iter().position(is_it) else { continue };
            self.put(line.name, Target::Field(at as u32), Role::Has);
            if let Some(choice) = self.choice(at as u32, line.value.of(self.text).trim()) {
                self.put(line.value, Target::Choice(choice), Role::Uses);
            }
        }
    }

    fn prior(&mut self, prior: &'a Prior) {
        for line in &prior.figures {
            self.reference(&line.target, Scope::default());
            // A template maps what the old template had: its names are not to be had here.
            if self.model.is_report() && self.file == FileId::REPORT {
                self.expr(&line.expr, Scope::default());
            }
        }
    }

    /// `inside` is where it stands: nowhere, or in a table.
    fn check(&mut self, check: &'a Check, inside: Scope<'_>) {
        if let Some(name) = check.name {
            self.put(name, Target::Rule(self.place(name)), Role::Declares);
        }
        let mut scope = Scope { table: inside.table, panel: inside.panel, ..Scope::default() };
        let mut each = Vec::new();
        for path in &check.each {
            use crossfoot_syntax::words::{TermWord, term};
            match (term(path.span.of(self.text)), self.named(path.span)) {
                (Some(TermWord::Row), _) => scope.bare = Some(Side::Columns),
                (Some(TermWord::Column), _) => scope.bare = Some(Side::Rows),
                (None, Some(Named::Dimension(id))) => {
                    self.put(path.span, Target::Dimension(id), Role::Uses);
                    each.push(id);
                }
                _ => {}
            }
        }
        if let Some(of) = &check.of
            && let Some(id) = self.model.table_by_path(self.file, of)
        {
            self.put(of.span, Target::Table(id), Role::Uses);
            scope.table = Some(id);
        }
        scope.each = &each;
        self.expr(&check.expr, scope);
        self.properties(&check.properties, scope);
    }

    fn definition(&mut self, it: &'a Let) {
        if let Some(name) = it.name
            && let Some(Named::Let(at)) = self.named(name)
        {
            self.put(name, Target::Let(at), Role::Declares);
        }
        self.expr(&it.expr, Scope::default());
        self.properties(&it.properties, Scope::default());
    }

    fn allow(&mut self, allow: &'a Allow) {
        if let Some(target) = rules::rule(self.model, allow.rule.of(self.text)) {
            self.put(allow.rule, target, Role::Uses);
        }
        if let Some(at) = &allow.at {
            self.reference(at, Scope::default());
        }
        self.prose(&allow.reason, Scope::default());
    }

    fn properties(&mut self, properties: &'a [Property], scope: Scope<'_>) {
        for property in properties {
            self.property(property, scope);
        }
    }

    fn property(&mut self, property: &'a Property, scope: Scope<'_>) {
        match &property.kind {
            PropertyKind::Follows(span) => self.put(*span, Target::Template, Role::Uses),
            PropertyKind::Note(prose) => {
                // A note that explains begins with the name of its rule.
                let said = prose.span.of(self.text);
                if let Some(end) = said.find([':', '：'])
                    && let Some(target @ Target::Rule(_)) =
                        said.get(..end).and_then(|name| rules::rule(self.model, name))
                {
                    let span = Span::new(prose.span.start, prose.span.start + end as u32);
                    self.put(span, target, Role::Uses);
                }
                self.prose(prose, scope);
            }
            PropertyKind::Entity(prose)
            | PropertyKind::Title(prose)
            | PropertyKind::Guide(prose)
            | PropertyKind::Message(prose) => self.prose(prose, scope),
            PropertyKind::Prior(prior) => self.prior(prior),
            PropertyKind::Name(Some(name)) => {
                self.put(*name, Target::Rule(self.place(*name)), Role::Declares);
            }
            PropertyKind::Unit(Some(unit)) => {
                self.put(unit.name, Target::Unit(unit.name.of(self.text)), Role::Uses);
            }
            PropertyKind::When(expr) => self.expr(expr, scope),
            _ => {}
        }
    }

    /// The figure that stands at a span of the report.
    fn fact(&self, span: Span) -> Option<FactId> {
        let fact = if self.file == FileId::REPORT { self.model.fact_at(span)? } else { return None };
        (self.model.fact(fact)?.place.span == span).then_some(fact)
    }
}

/// The name that a line declares; nothing for `*`, a range and a dimension's members.
pub(crate) fn name_of(decl: &Decl) -> Option<Span> {
    match &decl.name {
        DeclName::Path(path) => name_of_path(path),
        _ => None,
    }
}

/// A path as one name: a quoted one is what stands between the quotes.
pub(crate) fn name_of_path(path: &Path) -> Option<Span> {
    match path.steps.as_slice() {
        [step] => Some(step.span),
        [.., last] if last.kind == StepKind::Star => None,
        _ => Some(path.span),
    }
}
