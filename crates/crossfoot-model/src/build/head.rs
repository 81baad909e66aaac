//! `@report`, `@template`, fields, periods and units.

use std::borrow::Cow;

use crossfoot_figure::{Date, Period, PeriodRange};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{BlockKind, Decl, PeriodSpec, Property, PropertyKind};

use super::{Builder, Named, Setting};
use crate::{
    label,
    numbering::Numbering,
    print,
    problem::{ProblemKind, Sought},
    prose::plain_text,
    render,
    report::*,
    value::Val,
};

impl<'a> Builder<'a> {
    pub(super) fn read_heads(&mut self) {
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                match &block.kind {
                    BlockKind::Units(decls) => self.read_units(file, decls),
                    BlockKind::Numbering(decls) => self.numbering = Numbering::new(&source.text, decls),
                    BlockKind::Template(head) => {
                        self.m.head.template = Some(head.name.of(&source.text));
                        self.m.head.template_title = Some(head.title.of(&source.text));
                        self.template_setting = self.setting(file, &head.properties);
                        for property in &head.properties {
                            match &property.kind {
                                PropertyKind::Title(prose) => self.title = Some((prose, file)),
                                PropertyKind::Note(prose) => self.m.head.notes.push(Note { prose, file }),
                                _ => {}
                            }
                        }
                    }
                    BlockKind::Report(head) if file == FileId::REPORT => {
                        if !head.title.pieces.is_empty() {
                            self.m.head.stated_title = Some(&head.title);
                        }
                        self.read_report(&head.properties);
                    }
                    BlockKind::Prior(prior) if self.is_report() && file == FileId::REPORT => {
                        self.note_prior(prior.of);
                    }
                    BlockKind::Import(import) if file == FileId::REPORT => {
                        self.not_opened.extend(import.from)
                    }
                    BlockKind::Table(table) if file == FileId::REPORT => self.not_opened.extend(table.from),
                    _ => {}
                }
            }
        }
        self.check_period();
    }

    fn read_report(&mut self, properties: &'a [Property]) {
        let (file, text) = (FileId::REPORT, self.text(FileId::REPORT));
        for property in properties {
            match &property.kind {
                PropertyKind::Follows(span) if self.m.template.is_none() => {
                    self.m.head.template = Some(span.of(text));
                    let kind = ProblemKind::UnknownName { sought: Sought::Template, nearest: None };
                    self.problem(Place::report(*span), kind);
                }
                PropertyKind::Entity(prose) if !prose.pieces.is_empty() => {
                    self.m.head.entity = Some((plain_text(prose, text), Place::report(prose.span)));
                }
                PropertyKind::Period(spec) => match Period::parse(spec.from.of(text)) {
                    Some(period) => self.m.head.period = Some((period, Place::report(spec.from))),
                    None => {
                        self.problem(Place::report(spec.from), ProblemKind::PeriodDiffers { expected: None });
                    }
                },
                PropertyKind::Status(is_final) => self.m.head.is_final = *is_final == Some(true),
                PropertyKind::Note(prose) => self.m.head.notes.push(Note { prose, file }),
                PropertyKind::Prior(prior) => self.note_prior(prior.of),
                PropertyKind::Last(span) => {
                    self.has_last = true;
                    self.not_opened.push(*span);
                }
                _ => {}
            }
        }
    }

    /// `@prior` names a period, whose figures are stated beneath, or a file, which is not opened.
    fn note_prior(&mut self, of: Span) {
        if Period::parse(of.of(self.text(FileId::REPORT))).is_none() {
            self.prior_is_file = true;
            self.not_opened.push(of);
        }
    }

    /// Is the report's period one that the template is for?
    fn check_period(&mut self) {
        let Some(template) = self.m.template else { return };
        let spec = template.tree.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Template(head) => head.properties.iter().find_map(|property| match &property.kind {
                PropertyKind::Period(spec) => Some(spec),
                _ => None,
            }),
            _ => None,
        });
        let (Some(spec), Some((period, place))) = (spec, self.m.head.period) else { return };
        let Some(range) = range(spec, &template.text) else { return };
        if let Some((period, _)) = &mut self.m.head.period {
            range.set_year_end(period);
        }
        if !range.contains(&period) {
            let end = spec.to.map_or(spec.from, |to| to);
            let expected = format!(
                "{}{}",
                Span::new(spec.from.start, end.end).of(&template.text),
                if spec.open && spec.to.is_none() { ".." } else { "" }
            );
            self.problem(place, ProblemKind::PeriodDiffers { expected: Some(expected) });
        }
    }

    /// What a list of properties sets for everything beneath.
    pub(super) fn setting(&mut self, file: FileId, properties: &'a [Property]) -> Setting<'a> {
        let mut setting = Setting::default();
        for property in properties {
            match &property.kind {
                PropertyKind::Unit(Some(unit)) => {
                    let place = Place { file, span: unit.span };
                    match self.m.units.intern_expr(unit, self.text(file)) {
                        Ok(id) => setting.unit = Some((id, place)),
                        Err(why) => self.problem(place, ProblemKind::Unreadable { why }),
                    }
                }
                PropertyKind::Blank(Some(blank)) => setting.blank = Some(*blank),
                PropertyKind::Accept(accept) => setting.accept = Some((accept, file)),
                PropertyKind::Severity { level, draft } => setting.severity = Some((*level, *draft)),
                _ => {}
            }
        }
        setting
    }

    fn read_units(&mut self, file: FileId, decls: &'a [crossfoot_syntax::ast::UnitDecl]) {
        let text = self.text(file);
        for decl in decls {
            if let Err(why) = self.m.units.declare_decl(decl, text) {
                self.problem(Place { file, span: decl.span }, ProblemKind::Unreadable { why });
            }
        }
    }

    pub(super) fn read_fields(&mut self) {
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                if let BlockKind::Field(decl) = &block.kind {
                    self.declare_field(file, decl);
                }
            }
        }
        self.fill_fields();
    }

    fn declare_field(&mut self, file: FileId, decl: &'a Decl) {
        let Some((name, place)) = self.decl_name(file, decl) else { return };
        let mut choices = Vec::new();
        for choice in &decl.children {
            if let Some((name, _)) = self.decl_name(file, choice) {
                let shown = self.decl_label(file, choice, &name);
                choices.push(self.label(name, shown));
            }
        }
        let fact = FactId(self.m.facts.len() as u32);
        let field = self.m.head.fields.len() as u32;
        let setting = self.setting(file, &decl.properties);
        self.add_fact(
            Fact {
                home: Home::Field(field),
                given: Given::Missing,
                place,
                figure: None,
                unit: setting.unit.map(|(unit, _)| unit),
                decimals: 0,
                grouped: false,
            },
            Val::Absent(crate::value::Why::NotThere),
        );
        let optional = decl.properties.iter().any(|p| matches!(p.kind, PropertyKind::Optional));
        let label = self.decl_label(file, decl, &name);
        self.claim(name.clone(), Named::Field(field), place);
        self.m.head.fields.push(Field { name, label, place, choices, optional, fact });
    }

    /// Puts in what the report says under its head.
    fn fill_fields(&mut self) {
        let text = self.text(FileId::REPORT);
        let report = self.m.report;
        let head = report.tree.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Report(head) => Some(head),
            _ => None,
        });
        for line in head.map(|head| head.fields.as_slice()).unwrap_or_default() {
            let typed = label::name(line.name.of(text));
            let found = self
                .m
                .head
                .fields
                .iter()
                .position(|field| field.name == typed || label::same(&field.label, &typed));
            let Some(field) = found else {
                let nearest =
                    label::nearest(&typed, self.m.head.fields.iter().map(|field| field.name.as_ref()));
                let nearest = nearest.map(str::to_owned);
                let kind = ProblemKind::UnknownName { sought: Sought::Field, nearest };
                self.problem(Place::report(line.name), kind);
                continue;
            };
            // With nothing behind its colon it is not filled in yet.
            if !line.value.of(text).trim().is_empty() {
                self.fill_field(field, line.value, text);
            }
        }
        if self.is_report()
            && let Some(head) = head
        {
            let empty = self.m.head.fields.iter().filter(|field| {
                !field.optional && self.m.fact(field.fact).is_none_or(|fact| fact.given == Given::Missing)
            });
            let names: Vec<String> = empty.map(|field| field.name.to_string()).collect();
            for name in names {
                self.problem(Place::report(head.line), ProblemKind::MissingField { name });
            }
        }
    }

    fn fill_field(&mut self, at: usize, value: Span, text: &'a str) {
        let Some(field) = self.m.head.fields.get(at) else { return };
        let (fact, choices) = (field.fact, field.choices.clone());
        let place = Place::report(value);
        let typed = value.of(text).trim();
        let value = if choices.is_empty() {
            let is_date =
                self.m.fact(fact).and_then(|fact| fact.unit).is_some_and(|unit| self.m.units.is_date(unit));
            match Date::parse(typed) {
                Some(date) => Val::Date(date),
                None if is_date => {
                    self.problem(place, ProblemKind::NotADate);
                    Val::Unusable
                }
                None => Val::Label(self.label(Cow::Borrowed(typed), Cow::Borrowed(typed))),
            }
        } else {
            let chosen = choices.iter().copied().find(|id| {
                self.m.labels.get(id.at()).is_some_and(|it| it.name == typed || label::same(&it.label, typed))
            });
            match chosen {
                Some(choice) => Val::Label(choice),
                None => {
                    let names =
                        choices.iter().filter_map(|id| Some(self.m.labels.get(id.at())?.name.as_ref()));
                    let nearest = label::nearest(typed, names).map(str::to_owned);
                    self.problem(place, ProblemKind::UnknownName { sought: Sought::Choice, nearest });
                    Val::Unusable
                }
            }
        };
        if let Some(fact) = self.m.facts.get_mut(fact.at()) {
            fact.given = Given::Stated;
            fact.place = place;
        }
        self.m.values.set(fact, value);
    }

    pub(super) fn read_lets(&mut self) {
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                match &block.kind {
                    BlockKind::Let(it) => self.declare_let(file, it),
                    BlockKind::Table(table) => {
                        for line in table_lines(&table.lines) {
                            if let crossfoot_syntax::ast::TableLine::Let(it) = line {
                                self.declare_let(file, it);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn declare_let(&mut self, file: FileId, it: &'a crossfoot_syntax::ast::Let) {
        if let Some(span) = it.name {
            let at = self.m.lets.len() as u32;
            self.m.lets.push((it, file));
            self.claim(self.name(file, span), Named::Let(at), Place { file, span });
        }
    }

    /// The report's title, once everything is evaluated: as stated, else as the template makes it.
    pub(super) fn finish_head(&mut self) {
        let stated = self.m.head.stated_title;
        let shown = stated.map(|prose| print::prose(&self.m, prose));
        let is_known = self.is_report() && self.m.head.entity.is_some() && self.m.head.period.is_some();
        let computed = self.title.filter(|_| is_known).map(|(prose, file)| render::title(self, prose, file));
        if let (Some(prose), Some(shown), Some(computed)) = (stated, &shown, &computed)
            && !label::same(shown, computed)
        {
            let kind = ProblemKind::TitleDiffers { expected: computed.clone() };
            self.problem(Place::report(prose.span), kind);
        }
        self.m.head.title = shown.or_else(|| computed.clone()).unwrap_or_default();
        self.m.head.computed_title = computed;
    }
}

/// The lines of a table with those of its panels.
pub(super) fn table_lines(
    lines: &[crossfoot_syntax::ast::TableLine],
) -> impl Iterator<Item = &crossfoot_syntax::ast::TableLine> {
    use crossfoot_syntax::ast::TableLine;
    lines.iter().flat_map(|line| {
        let inner = match line {
            TableLine::Panel(panel) => panel.lines.as_slice(),
            _ => &[],
        };
        std::iter::once(line).chain(inner)
    })
}

fn range(spec: &PeriodSpec, text: &str) -> Option<PeriodRange> {
    let from = Period::parse(spec.from.of(text))?;
    let to = match spec.to {
        Some(to) => Some(Period::parse(to.of(text))?),
        None => None,
    };
    PeriodRange::new(from, spec.open, to, spec.ends.map(|ends| ends.of(text)))
}
