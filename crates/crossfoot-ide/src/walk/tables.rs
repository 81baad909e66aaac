//! Tables: what declares their rows and columns, and the lines and cells that a report has of them.

use std::collections::HashMap;

use crossfoot_model::{Model, Named, NodeId, Side, TableId, axis_of, label};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{Cell, Columns, Decl, DeclName, Panel, Row, StepKind, Table, TableLine};

use super::{Scope, Walk, name_of, name_of_path};
use crate::target::{Role, Target};

/// Which row or column stands where.
struct Nodes {
    table: TableId,
    declared: HashMap<Place, (Side, NodeId)>,
    typed: HashMap<Span, NodeId>,
}

impl Nodes {
    fn new(model: &Model<'_>, id: TableId) -> Self {
        let mut nodes = Self { table: id, declared: HashMap::new(), typed: HashMap::new() };
        let Some(table) = model.table(id) else { return nodes };
        for side in [Side::Columns, Side::Rows] {
            for (id, node) in axis_of(table, side).iter() {
                nodes.declared.entry(node.place).or_insert((side, id));
            }
        }
        nodes.typed.extend(table.rows.iter().filter_map(|(id, node)| Some((node.typed?, id))));
        nodes
    }
}

/// The table that a block is: of its name, else of its label.
pub(crate) fn table_of(model: &Model<'_>, file: FileId, table: &Table) -> Option<TableId> {
    let path = table.name.as_ref()?;
    let name = name_of_path(path)?;
    let is_it = |it: &crossfoot_model::Table<'_>| {
        it.place == Place { file, span: path.span }
            || (file == FileId::REPORT && it.typed == Some(table.line))
    };
    match model.named(&label::name(name.of(model.text_of(file))), file) {
        Some(Named::Table(id)) => model.table(id).is_some_and(is_it).then_some(id),
        _ => model.tables.iter().position(is_it).map(|at| TableId(at as u32)),
    }
}

impl<'a> Walk<'_, 'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        let Some(id) = table_of(self.model, self.file, table) else { return };
        let name = table.name.as_ref().and_then(name_of_path);
        let is_declared = self.model.table(id).is_some_and(|it| it.place.file == self.file);
        if let Some(name) = name {
            self.put(name, Target::Table(id), if is_declared { Role::Declares } else { Role::Has });
        }
        let nodes = Nodes::new(self.model, id);
        let scope = Scope { table: Some(id), ..Scope::default() };
        if let Some(formula) = &table.formula {
            self.expr(&formula.expr, scope);
        }
        // A table whose lines stand partly outside of panels has one for those, in front.
        let panels = self.model.table(id).map_or(0, |it| it.panels.len());
        let typed = table.lines.iter().filter(|line| matches!(line, TableLine::Panel(_))).count();
        let mut next = panels.saturating_sub(typed) as u32;
        for line in &table.lines {
            if let TableLine::Panel(panel) = line {
                self.panel(panel, &nodes, next);
                next += 1;
            } else {
                self.table_line(line, &nodes, scope);
            }
        }
    }

    fn panel(&mut self, panel: &'a Panel, nodes: &Nodes, counted: u32) {
        let panels = self.model.table(nodes.table).map(|it| it.panels.as_slice()).unwrap_or_default();
        let typed = panel.label.map_or("", |label| label.of(self.text));
        let found = panels.iter().position(|it| label::same(&it.label, typed));
        let at = found.map_or(counted, |at| at as u32);
        if let Some(label) = panel.label
            && let Some(it) = panels.get(at as usize)
        {
            let role = if it.place == self.place(label) { Role::Declares } else { Role::Has };
            self.put(label, Target::Panel(nodes.table, at), role);
        }
        let scope = Scope { table: Some(nodes.table), panel: Some(at), ..Scope::default() };
        for line in &panel.lines {
            self.table_line(line, nodes, scope);
        }
    }

    fn table_line(&mut self, line: &'a TableLine, nodes: &Nodes, scope: Scope<'_>) {
        match line {
            TableLine::Panel(_) => {}
            TableLine::Columns(columns) => self.columns(columns, nodes, scope),
            TableLine::Rows(rows) => self.decls(&rows.decls, nodes, scope, Side::Rows),
            TableLine::Check(check) => self.check(check, scope),
            TableLine::Let(it) => self.definition(it),
            TableLine::Allow(allow) => self.allow(allow),
            TableLine::Property(property) => self.property(property, scope),
            TableLine::Row(row) => self.row(row, nodes, scope),
        }
    }

    fn columns(&mut self, columns: &'a Columns, nodes: &Nodes, scope: Scope<'_>) {
        let dimensions = &self.model.dimensions;
        for column in columns.listed.as_deref().unwrap_or_default() {
            let declared = nodes.declared.get(&self.place(column.name));
            let found = match declared {
                Some((side, node)) => {
                    Some((Target::node(self.model, nodes.table, *side, *node), Role::Declares))
                }
                None => self.model.table(nodes.table).and_then(|table| {
                    let found = table.listed_column(column.name.of(self.text), dimensions, scope.panel);
                    Some((Target::found(self.model, nodes.table, Side::Columns, &found)?, Role::Has))
                }),
            };
            if let Some((target, role)) = found {
                self.put(column.name, target, role);
            }
            self.properties(&column.properties, scope);
        }
        self.decls(&columns.decls, nodes, scope, Side::Columns);
    }

    fn decls(&mut self, decls: &'a [Decl], nodes: &Nodes, scope: Scope<'_>, side: Side) {
        for decl in decls {
            match &decl.name {
                DeclName::Path(path) if path.steps.last().is_some_and(|step| step.kind == StepKind::Star) => {
                    self.path(path, Scope::default());
                }
                _ => {
                    if let Some(name) = name_of(decl)
                        && let Some((side, node)) = nodes.declared.get(&self.place(name))
                    {
                        let target = Target::node(self.model, nodes.table, *side, *node);
                        self.put(name, target, Role::Declares);
                    }
                }
            }
            let inside = Scope { bare: Some(side), ..scope };
            if let Some(formula) = &decl.formula {
                self.expr(&formula.expr, inside);
            }
            self.properties(&decl.properties, inside);
            self.decls(&decl.children, nodes, scope, side);
        }
    }

    fn row(&mut self, row: &'a Row, nodes: &Nodes, scope: Scope<'_>) {
        if let Some(node) = nodes.typed.get(&row.span) {
            let target = Target::node(self.model, nodes.table, Side::Rows, *node);
            let role =
                if nodes.declared.contains_key(&self.place(row.label)) { Role::Declares } else { Role::Has };
            self.put(row.label, target, role);
        }
        for name in &row.footnotes {
            self.put(*name, Target::Footnote(name.of(self.text)), Role::Uses);
        }
        for cell in &row.cells {
            match cell {
                Cell::Figure(figure) => self.figure(figure, Scope { bare: None, ..scope }),
                Cell::Digits(span) | Cell::Computed(span) => {
                    if let Some(fact) = self.fact(*span) {
                        self.put(*span, Target::Figure(fact), Role::Has);
                    }
                }
                Cell::Blank(_) => {}
            }
        }
        self.properties(&row.properties, scope);
        for child in &row.children {
            self.row(child, nodes, scope);
        }
    }

    /// The row or column of some table that a name declares, beneath a member of a dimension.
    pub(super) fn node_declared(&self, name: Span) -> Option<Target<'a>> {
        let place = self.place(name);
        (0u32..).map(TableId).zip(&self.model.tables).find_map(|(id, table)| {
            [Side::Rows, Side::Columns].into_iter().find_map(|side| {
                let (node, _) = axis_of(table, side).iter().find(|(_, node)| node.place == place)?;
                Some(Target::node(self.model, id, side, node))
            })
        })
    }
}
