//! Tables: the template's shape with the report's cells in it, or the report's own.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{self, Columns, PropertyKind, Row, TableLine};

use super::{
    Builder, Named, Setting,
    listing::Listing,
    nodes::Above,
    rows::{Lines, TypedRow},
};
use crate::{
    axis::{Axis, Node},
    label,
    problem::ProblemKind,
    report::*,
    value::Val,
};

/// A table's two halves: what declares its shape, and what the report has of it.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'a> {
    /// What declares it.
    pub shape: &'a ast::Table,
    /// Is that the template?
    pub of_template: bool,
    /// The report's lines: the same as the shape where the report declares it.
    pub report: Option<&'a ast::Table>,
    pub optional: bool,
}

/// A block of the table: its columns, its rows, and the lines of it that the report has.
#[derive(Default)]
struct Block<'a> {
    label: Option<(Span, FileId)>,
    place: Place,
    setting: Setting<'a>,
    corner: Option<(Span, FileId)>,
    columns: Vec<(&'a Columns, FileId)>,
    rows: Vec<(&'a [ast::Decl], FileId)>,
    notes: Vec<Note<'a>>,
}

/// The lines that the report has for one panel (or for whichever panel has the row).
struct Typed<'a> {
    panel: Option<u32>,
    columns: Option<&'a Columns>,
    rows: Vec<&'a Row>,
}

impl<'a> Builder<'a> {
    /// Names the tables: the template's first, then the report's own.
    pub(super) fn plan_tables(&mut self) {
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                let ast::BlockKind::Table(table) = &block.kind else { continue };
                let Some(path) = &table.name else { continue };
                let name = self.table_name(file, path);
                let place = Place { file, span: path.span };
                if file == FileId::REPORT && self.m.template.is_some() {
                    if let Some(id) = self.find_table(&name) {
                        self.fill_plan(id, table, place);
                        continue;
                    }
                    let declares = table.label.is_some()
                        || table.from.is_some()
                        || table.lines.iter().any(|line| matches!(line, TableLine::Columns(_)));
                    if !declares {
                        let names = self.plans.iter().map(|(name, _)| name.as_ref());
                        let nearest = label::nearest(&name, names).map(str::to_owned);
                        self.problem(place, ProblemKind::ExtraTable { nearest });
                        continue;
                    }
                }
                let optional = table.lines.iter().any(|line| {
                    matches!(line, TableLine::Property(property) if matches!(property.kind, PropertyKind::Optional))
                });
                let is_template = file == FileId::TEMPLATE || !self.is_report();
                let id = TableId(self.plans.len() as u32);
                let plan = Plan {
                    shape: table,
                    of_template: is_template,
                    report: (!is_template).then_some(table),
                    optional,
                };
                self.claim(name.clone(), Named::Table(id), place);
                self.typed.extend(plan.report.map(|report| (report.line.start, id)));
                self.plans.push((name, plan));
            }
        }
    }

    fn fill_plan(&mut self, id: TableId, table: &'a ast::Table, place: Place) {
        let Some((_, plan)) = self.plans.get_mut(id.at()) else { return };
        match plan.report {
            Some(first) => {
                let first = Place::report(first.line);
                self.problem(place, ProblemKind::DuplicateName { first });
            }
            None => {
                plan.report = Some(table);
                self.typed.insert(table.line.start, id);
            }
        }
    }

    /// A table's name, or its label, to the table.
    fn find_table(&self, name: &str) -> Option<TableId> {
        if let Some((Named::Table(id), _)) = self.m.names.get(name) {
            return Some(*id);
        }
        let text = self.text(FileId::TEMPLATE);
        let by_label = self
            .plans
            .iter()
            .position(|(_, plan)| plan.shape.label.is_some_and(|span| label::same(span.of(text), name)));
        by_label.map(|at| TableId(at as u32))
    }

    fn table_name(&self, file: FileId, path: &ast::Path) -> Cow<'a, str> {
        match path.steps.as_slice() {
            [step] => self.name(file, step.span),
            _ => self.name(file, path.span),
        }
    }

    /// The table that a block of the report is.
    pub(super) fn table_of(&self, table: &ast::Table) -> Option<TableId> {
        self.typed.get(&table.line.start).copied()
    }

    pub(super) fn read_tables(&mut self) {
        let plans = std::mem::take(&mut self.plans);
        for (at, (name, plan)) in plans.iter().enumerate() {
            let table = self.read_table(TableId(at as u32), name.clone(), *plan);
            self.m.tables.push(table);
        }
        self.plans = plans;
    }

    fn read_table(&mut self, id: TableId, name: Cow<'a, str>, plan: Plan<'a>) -> Table<'a> {
        // A template looked at for its own sake is a report of its own kind without figures.
        let Plan { shape, of_template, .. } = plan;
        let shape_file = if of_template && self.is_report() { FileId::TEMPLATE } else { FileId::REPORT };
        let outer = if of_template { self.template_setting } else { Setting::default() };
        let (blocks, mut notes) = self.read_shape(shape, shape_file, outer);
        let settings: Vec<Setting<'a>> = blocks.iter().map(|block| block.setting).collect();
        let label =
            shape.label.map_or(Cow::Borrowed(""), |span| Cow::Borrowed(span.of(self.text(shape_file))));
        if let Some(formula) = &shape.formula {
            self.table_formulas.insert(id, (formula, shape_file));
        }
        let mut table = Table {
            label,
            place: Place { file: shape_file, span: shape.name.as_ref().map_or(shape.line, |path| path.span) },
            typed: if self.is_report() { plan.report.map(|table| table.line) } else { Some(shape.line) },
            optional: plan.optional,
            of_template,
            from: plan.report.and_then(|table| table.from),
            // Most tables are no larger than this.
            rows: Axis::with_room(32),
            columns: Axis::with_room(16),
            panels: Vec::with_capacity(blocks.len()),
            notes: Vec::new(),
            charts: Vec::new(),
            section: self.sections.of_table(id),
            name,
        };
        let rows_declared = of_template || blocks.iter().any(|block| !block.rows.is_empty());
        for (at, block) in (0u32..).zip(&blocks) {
            self.declare_block(&mut table, at, block);
        }
        let mut typed = Vec::new();
        let mut listings = Vec::new();
        if let Some(report) = plan.report.filter(|_| table.from.is_none()) {
            if of_template && let Some(formula) = &report.formula {
                self.table_formulas.insert(id, (formula, FileId::REPORT));
            }
            let own = self.read_typed(report, of_template, &blocks, &mut notes);
            let columns_declared = table.columns.nodes.iter().any(|node| node.decl.is_some()) || of_template;
            let mut lines = Vec::with_capacity(own.len());
            for part in &own {
                let listing = part.columns.and_then(|columns| {
                    self.read_listing(&mut table, columns, part.panel, columns_declared, &mut listings)
                });
                lines.push(Lines { panel: part.panel, listing, declared: rows_declared });
            }
            if !columns_declared && listings.is_empty() {
                self.columns_by_count(&mut table, &own);
            }
            for (part, lines) in own.iter().zip(lines) {
                for row in &part.rows {
                    self.place_rows(&mut table, std::slice::from_ref(*row), None, lines, &mut typed);
                }
            }
        }
        table.notes = notes;
        self.find_short_listings(&typed, &mut listings);
        self.settle_table(id, &mut table, &typed, &listings, &settings);
        table
    }

    /// Panels, columns and rows of a table as declared.
    fn read_shape(
        &mut self,
        shape: &'a ast::Table,
        file: FileId,
        outer: Setting<'a>,
    ) -> (Vec<Block<'a>>, Vec<Note<'a>>) {
        let mut notes = Vec::new();
        let setting = self.line_setting(&shape.lines, file).or(outer);
        let mut whole = Block { place: Place { file, span: shape.line }, setting, ..Block::default() };
        self.read_block(&shape.lines, file, &mut whole);
        notes.append(&mut whole.notes);
        let mut blocks = Vec::new();
        for line in &shape.lines {
            let TableLine::Panel(panel) = line else { continue };
            let setting = self.line_setting(&panel.lines, file).or(setting);
            let place = Place { file, span: panel.label.unwrap_or(panel.line) };
            let mut block =
                Block { label: panel.label.map(|span| (span, file)), place, setting, ..Block::default() };
            self.read_block(&panel.lines, file, &mut block);
            if block.columns.is_empty() {
                block.columns.clone_from(&whole.columns);
                block.corner = whole.corner;
            }
            blocks.push(block);
        }
        let has_rows = shape.lines.iter().any(|line| matches!(line, TableLine::Row(_) | TableLine::Rows(_)));
        if blocks.is_empty() || has_rows {
            blocks.insert(0, whole);
        }
        (blocks, notes)
    }

    fn line_setting(&mut self, lines: &'a [TableLine], file: FileId) -> Setting<'a> {
        let mut setting = Setting::default();
        for line in lines {
            if let TableLine::Property(property) = line {
                setting = self.setting(file, std::slice::from_ref(property)).or(setting);
            }
        }
        setting
    }

    fn read_block(&mut self, lines: &'a [TableLine], file: FileId, block: &mut Block<'a>) {
        for line in lines {
            match line {
                TableLine::Columns(columns) => {
                    if !columns.decls.is_empty() || columns.listed.is_some() {
                        block.columns.push((columns, file));
                    }
                    if !columns.corner.is_empty() {
                        block.corner = Some((columns.corner, file));
                    }
                }
                TableLine::Rows(rows) => block.rows.push((&rows.decls, file)),
                TableLine::Property(property) => {
                    if let PropertyKind::Note(prose) = &property.kind {
                        block.notes.push(Note { prose, file });
                    }
                }
                _ => {}
            }
        }
    }

    fn declare_block(&mut self, table: &mut Table<'a>, at: u32, block: &Block<'a>) {
        let above = Above { panel: at, ..Above::default() };
        for (columns, file) in &block.columns {
            self.declare_nodes(&mut table.columns, *file, &columns.decls, above);
            // A template may name them behind bars; in a report that is read with its rows.
            let listed = columns.listed.as_deref().filter(|_| table.of_template && columns.decls.is_empty());
            for column in listed.unwrap_or_default() {
                self.declare_listed(&mut table.columns, *file, column, at);
            }
        }
        for (decls, file) in &block.rows {
            self.declare_nodes(&mut table.rows, *file, decls, above);
        }
        let text = |(span, file): (Span, FileId)| Cow::Borrowed(span.of(self.m.text_of(file)));
        table.panels.push(Panel {
            label: block.label.map(text).unwrap_or_default(),
            place: block.place,
            corner: block.corner.map(text).unwrap_or_default(),
            first_fact: 0,
            row_count: 0,
            column_count: 0,
            notes: block.notes.clone(),
        });
    }

    /// What the report has of a table: lines directly beneath it, and those beneath its panels.
    fn read_typed(
        &mut self,
        report: &'a ast::Table,
        of_template: bool,
        blocks: &[Block<'a>],
        notes: &mut Vec<Note<'a>>,
    ) -> Vec<Typed<'a>> {
        let text = self.text(FileId::REPORT);
        let listing = |lines: &'a [TableLine]| {
            lines.iter().find_map(|line| match line {
                TableLine::Columns(columns) if columns.listed.is_some() => Some(columns),
                _ => None,
            })
        };
        let rows = |lines: &'a [TableLine]| {
            lines.iter().filter_map(|line| match line {
                TableLine::Row(row) => Some(row),
                _ => None,
            })
        };
        let one_panel = (blocks.len() == 1).then_some(0);
        let mut typed = vec![Typed {
            panel: one_panel,
            columns: listing(&report.lines),
            rows: rows(&report.lines).collect(),
        }];
        let mut panels = 0;
        for line in &report.lines {
            match line {
                TableLine::Panel(panel) => {
                    let label = panel.label.map_or("", |span| span.of(text));
                    let found = blocks.iter().position(|block| {
                        block
                            .label
                            .is_some_and(|(span, file)| label::same(span.of(self.m.text_of(file)), label))
                    });
                    let at = if of_template {
                        found
                    } else {
                        Some(panels + usize::from(blocks.len() > panels_of(report)))
                    };
                    panels += 1;
                    match at {
                        Some(at) => typed.push(Typed {
                            panel: Some(at as u32),
                            columns: listing(&panel.lines),
                            rows: rows(&panel.lines).collect(),
                        }),
                        None => {
                            let labels = blocks
                                .iter()
                                .filter_map(|block| Some(block.label?.0.of(self.m.text_of(block.label?.1))));
                            let nearest = label::nearest(label, labels).map(str::to_owned);
                            self.problem(
                                Place::report(panel.label.unwrap_or(panel.line)),
                                ProblemKind::ExtraRow { nearest },
                            );
                        }
                    }
                }
                // A note of the report on a table of the template.
                TableLine::Property(property) if of_template => {
                    if let PropertyKind::Note(prose) = &property.kind {
                        notes.push(Note { prose, file: FileId::REPORT });
                    }
                }
                _ => {}
            }
        }
        typed
    }

    /// A table that declares no columns at all has as many as its widest row.
    fn columns_by_count(&mut self, table: &mut Table<'a>, own: &[Typed<'a>]) {
        for (panel, _) in (0u32..).zip(&table.panels) {
            let parts = own.iter().filter(|part| part.panel.is_none_or(|it| it == panel));
            let count = parts.flat_map(|part| &part.rows).map(|row| widest(row)).max().unwrap_or(0);
            for _ in 0..count {
                let node = Node::new(Cow::Borrowed(""), Cow::Borrowed(""), table.place, panel);
                table.columns.push(node, None, None);
            }
        }
    }

    /// Decides what is absent and what is missing, numbers rows and columns, and fills in the cells.
    fn settle_table(
        &mut self,
        id: TableId,
        table: &mut Table<'a>,
        typed: &[TypedRow<'a>],
        listings: &[Listing],
        settings: &[Setting<'a>],
    ) {
        let is_typed = table.is_present();
        self.mark_absent(table, is_typed && table.from.is_none(), listings);
        let panels = table.panels.len();
        let row_counts = table.rows.settle(panels);
        let column_counts = table.columns.settle(panels);
        self.mark_totals(table);
        let start = self.m.facts.len();
        let mut next = start as u32;
        for ((panel, rows), columns) in table.panels.iter_mut().zip(row_counts).zip(column_counts) {
            panel.first_fact = next;
            panel.row_count = rows;
            panel.column_count = columns;
            next += rows * columns;
        }
        self.m.facts.reserve((next as usize) - start);
        let mut rows_typed = vec![None; table.rows.nodes.len()];
        for row in typed {
            if let Some(slot) = rows_typed.get_mut(row.node.at()) {
                *slot = Some(*row);
            }
        }
        let missing_whole =
            is_typed && table.of_template && typed.is_empty() && !self.table_formulas.contains_key(&id);
        if missing_whole && self.is_report() && table.from.is_none() && !table.optional {
            self.problem(
                Place::report(table.typed.unwrap_or_default()),
                ProblemKind::MissingTable { table: id },
            );
        }
        let mut missing = Vec::new();
        for (panel, setting) in (0u32..).zip(settings.iter().copied()) {
            let columns: Vec<NodeId> = table.columns.slots_of(panel).map(|(id, _)| id).collect();
            let rows: Vec<NodeId> = table.rows.slots_of(panel).map(|(id, _)| id).collect();
            for row in rows {
                match rows_typed.get(row.at()).copied().flatten() {
                    Some(line) => self.fill_row(id, table, line, &columns, listings, setting),
                    None if self.leave_row(id, table, row, &columns, setting, is_typed && !missing_whole) => {
                        missing.push(row)
                    }
                    None => {}
                }
            }
        }
        if let Some(typed) = table.typed.filter(|_| !missing.is_empty() && !missing_whole) {
            self.problem(Place::report(typed), ProblemKind::MissingRows { table: id, rows: missing });
        }
    }

    /// Optional rows and columns that the report does not have are not there, with all beneath them.
    fn mark_absent(&self, table: &mut Table<'a>, is_typed: bool, listings: &[Listing]) {
        if !self.is_report() {
            return;
        }
        let rows: Vec<NodeId> = table.rows.iter_declared().map(|(id, _)| id).collect();
        let mut present = vec![false; rows.len()];
        for id in &rows {
            if table.rows.node(*id).is_some_and(|node| node.typed.is_some()) {
                for above in table.rows.ancestors(*id) {
                    if let Some(present) = present.get_mut(above.at()) {
                        *present = true;
                    }
                }
            }
        }
        let whole = !is_typed && table.optional;
        for id in rows {
            let beneath = table
                .rows
                .node(id)
                .and_then(|node| table.rows.node(node.parent?))
                .is_some_and(|node| node.absent);
            if let Some(node) = table.rows.nodes.get_mut(id.at()) {
                let is_present = present.get(id.at()).copied().unwrap_or(false);
                node.absent = whole || beneath || (node.optional && !is_present);
            }
        }
        let columns: Vec<NodeId> = table.columns.iter_declared().map(|(id, _)| id).collect();
        for id in columns {
            let named =
                listings.is_empty() || listings.iter().any(|listing| listing.names(&table.columns, id));
            if let Some(node) = table.columns.nodes.get_mut(id.at()) {
                node.absent = whole || (node.optional && !named);
            }
        }
    }

    pub(super) fn add_fact(&mut self, fact: Fact<'a>, value: Val) -> FactId {
        let id = FactId(self.m.facts.len() as u32);
        self.m.facts.push(fact);
        self.m.values.push(value);
        id
    }
}

/// The number of cells of the widest row.
fn widest(row: &Row) -> usize {
    row.children.iter().map(widest).fold(row.cells.len(), usize::max)
}

fn panels_of(table: &ast::Table) -> usize {
    table.lines.iter().filter(|line| matches!(line, TableLine::Panel(_))).count()
}
