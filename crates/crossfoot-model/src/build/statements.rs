//! Every formula, tie and rule, taken from where it is written to each place where it must hold.

use std::{borrow::Cow, collections::hash_map::Entry};

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Allow, BlockKind, Check, Decl, Expr, ExprKind, Path, Property, PropertyKind, TableLine},
    words::{ArithOp, Function, SeverityWord, TermWord, term},
};

use super::{Builder, Named};
use crate::{
    allow::Allowed,
    axis::Axis,
    graph::{Constraint, Op, Site},
    lower::Scope,
    problem::{ProblemKind, Side, Sought},
    report::*,
    statement::{Each, Statement, StatementKind},
};

impl<'a> Builder<'a> {
    pub(super) fn read_statements(&mut self) {
        // Every figure is read about twice.
        self.m.graph.ops.reserve(self.m.facts.len() * 2);
        for at in 0..self.m.tables.len() {
            let id = TableId(at as u32);
            if self.m.tables.get(at).is_some_and(|table| table.is_present()) {
                self.table_statements(id);
            }
        }
        for fact in std::mem::take(&mut self.ties) {
            self.tie(fact);
        }
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                match &block.kind {
                    BlockKind::Check(check) => self.check(file, check, None, None),
                    BlockKind::Allow(allow) => self.allow(file, allow),
                    _ => {}
                }
            }
        }
    }

    fn table_statements(&mut self, id: TableId) {
        for side in [Side::Rows, Side::Columns] {
            let Some(table) = self.m.table(id) else { return };
            let axis = axis_of(table, side);
            let formulas: Vec<_> = axis
                .iter()
                .filter(|(_, node)| node.slot.is_some())
                .filter_map(|(node, it)| Some((node, it.formula?, it.decl?, it.panel)))
                .collect();
            let file = table.place.file;
            for (node, formula, decl, panel) in formulas {
                let mut statement = self.statement(
                    StatementKind::Formula(side, node),
                    file,
                    formula.equals.to(formula.expr.span),
                    &formula.expr,
                );
                statement.table = Some(id);
                statement.panel = Some(panel);
                self.formula_properties(&mut statement, decl);
                if !statement.name.is_empty() {
                    self.claim_rule(&statement);
                }
                self.add_formula(statement, id, side, node);
            }
        }
        if let Some((formula, file)) = self.table_formulas.get(&id).copied() {
            let mut statement = self.statement(
                StatementKind::TableFormula,
                file,
                formula.equals.to(formula.expr.span),
                &formula.expr,
            );
            statement.table = Some(id);
            let sites = self.sites(&[Each::Cell], id, None, None);
            let statement_id = self.add_statement(statement);
            let mut pattern = None;
            for site in sites {
                if let Some(cell) = self.cell_of(&site) {
                    self.equality(statement_id, cell, &formula.expr, site, &mut pattern);
                }
            }
        }
        let plan = self.plans.get(id.at()).map(|(_, plan)| *plan);
        let Some(plan) = plan else { return };
        let mut number = 0;
        let shape_file = self.m.table(id).map_or(FileId::REPORT, |table| table.place.file);
        self.lines_statements(id, &plan.shape.lines, shape_file, None, &mut number);
        if let Some(report) = plan.report.filter(|report| !std::ptr::eq(*report, plan.shape)) {
            self.lines_statements(id, &report.lines, FileId::REPORT, None, &mut number);
        }
    }

    /// The rules among the lines of a table or panel.
    fn lines_statements(
        &mut self,
        id: TableId,
        lines: &'a [TableLine],
        file: FileId,
        panel: Option<u32>,
        number: &mut u32,
    ) {
        let panels = self.m.table(id).map_or(0, |table| table.panels.len());
        let own_panels = lines.iter().filter(|line| matches!(line, TableLine::Panel(_))).count();
        let mut next_panel = panels.saturating_sub(own_panels) as u32;
        for line in lines {
            match line {
                TableLine::Check(check) => {
                    *number += 1;
                    self.check(file, check, Some((id, panel)), Some(*number));
                }
                TableLine::Allow(allow) => self.allow(file, allow),
                TableLine::Panel(inner) => {
                    self.lines_statements(id, &inner.lines, file, Some(next_panel), number);
                    next_panel += 1;
                }
                _ => {}
            }
        }
    }

    fn statement(&self, kind: StatementKind, file: FileId, span: Span, expr: &'a Expr) -> Statement<'a> {
        let outer = if file == FileId::TEMPLATE { self.template_setting.severity } else { None };
        let (severity, draft_severity) = outer.unwrap_or_default();
        Statement {
            kind,
            name: Cow::Borrowed(""),
            file,
            span,
            expr,
            when: None,
            severity,
            draft_severity,
            message: None,
            accept_note: false,
            table: None,
            panel: None,
            each: Vec::new(),
        }
    }

    fn formula_properties(&self, statement: &mut Statement<'a>, decl: &'a Decl) {
        self.properties(statement, &decl.properties);
        if let Some(span) = decl.properties.iter().find_map(|property| match property.kind {
            PropertyKind::Name(name) => name,
            _ => None,
        }) {
            statement.name = self.name(statement.file, span);
        }
    }

    fn properties(&self, statement: &mut Statement<'a>, properties: &'a [Property]) {
        for property in properties {
            match &property.kind {
                PropertyKind::When(expr) => statement.when = Some(expr),
                PropertyKind::Severity { level, draft } => {
                    statement.severity = *level;
                    statement.draft_severity = *draft;
                }
                PropertyKind::Message(prose) => statement.message = Some(prose),
                PropertyKind::AcceptNote => statement.accept_note = true,
                _ => {}
            }
        }
    }

    fn add_statement(&mut self, statement: Statement<'a>) -> StatementId {
        let id = StatementId(self.m.statements.len() as u32);
        self.m.statements.push(statement);
        // What paths come to in one statement is seldom asked by another.
        self.found.clear();
        self.set_keys.clear();
        id
    }

    /// A formula on a row or column, in each column or row that it is for.
    fn add_formula(&mut self, statement: Statement<'a>, id: TableId, side: Side, node: NodeId) {
        let expr = statement.expr;
        let additive = is_additive(expr);
        let Some(table) = self.m.table(id) else { return };
        let panel = axis_of(table, side).node(node).map_or(0, |node| node.panel);
        let across: Vec<NodeId> = axis_of(table, side.across())
            .slots_of(panel)
            .filter(|(_, across)| !(additive && across.nonadditive))
            .map(|(id, _)| id)
            .collect();
        let statement = self.add_statement(statement);
        let mut pattern = None;
        for other in across {
            let (row, column) = match side {
                Side::Rows => (node, other),
                Side::Columns => (other, node),
            };
            let site = Site { table: Some(id), row: Some(row), column: Some(column), members: Vec::new() };
            if let Some(cell) = self.cell_of(&site).filter(|cell| self.is_number(*cell)) {
                self.equality(statement, cell, expr, site, &mut pattern);
            }
        }
    }

    /// Text and dates take no part in formulas.
    pub(super) fn is_number(&self, fact: FactId) -> bool {
        self.m.fact(fact).is_some_and(|fact| {
            fact.unit.is_none_or(|unit| !self.m.units.is_text(unit) && !self.m.units.is_date(unit))
        })
    }

    fn cell_of(&self, site: &Site) -> Option<FactId> {
        self.m.table(site.table?)?.cell(site.row?, site.column?)
    }

    /// `12 = x` in a cell, `{5件 = x}` in prose.
    fn tie(&mut self, id: FactId) {
        let Some(fact) = self.m.fact(id) else { return };
        let Some(figure) = fact.figure else { return };
        let Some(expr) = &figure.expr else { return };
        let span = figure.equals.map_or(expr.span, |equals| equals.to(expr.span));
        let (kind, site) = match fact.home {
            Home::Cell(table, row, column) => (
                StatementKind::CellFormula(id),
                Site { table: Some(table), row: Some(row), column: Some(column), members: Vec::new() },
            ),
            _ => (StatementKind::Tie(id), Site::default()),
        };
        let mut statement = self.statement(kind, FileId::REPORT, span, expr);
        statement.table = site.table;
        let statement = self.add_statement(statement);
        self.equality(statement, id, expr, site, &mut None);
    }

    /// A rule, at every place that it is repeated over.
    fn check(
        &mut self,
        file: FileId,
        check: &'a Check,
        inside: Option<(TableId, Option<u32>)>,
        number: Option<u32>,
    ) {
        if matches!(check.expr.kind, ExprKind::Hole) {
            return;
        }
        let mut statement = self.statement(StatementKind::Check, file, check.span, &check.expr);
        if let Some((id, _)) = inside
            && let Some((_, plan)) = self.plans.get(id.at())
        {
            for line in &plan.shape.lines {
                if let TableLine::Property(property) = line
                    && let PropertyKind::Severity { level, draft } = &property.kind
                {
                    statement.severity = *level;
                    statement.draft_severity = *draft;
                }
            }
        }
        self.properties(&mut statement, &check.properties);
        statement.table = inside.map(|(id, _)| id);
        statement.panel = inside.and_then(|(_, panel)| panel);
        if let Some(of) = &check.of {
            match self.m.table_by_path(file, of) {
                Some(id) => statement.table = Some(id),
                None => return,
            }
        }
        statement.name = match (check.name, number, statement.table.and_then(|id| self.m.table(id))) {
            (Some(span), _, _) => self.name(file, span),
            (None, Some(number), Some(table)) => Cow::Owned(format!("{}#{number}", table.name)),
            _ => {
                self.unnamed_checks += 1;
                Cow::Owned(format!("#{}", self.unnamed_checks))
            }
        };
        if check.name.is_some() {
            self.claim_rule(&statement);
        }
        // It can still be named.
        if statement.severity == Some(SeverityWord::Off) {
            self.add_statement(statement);
            return;
        }
        for path in &check.each {
            match self.each(file, path) {
                Some(each) => statement.each.push(each),
                None => return,
            }
        }
        let needs_table = statement.each.iter().any(|each| !matches!(each, Each::Member(_)));
        if needs_table && statement.table.is_none() {
            let place = Place { file, span: check.each.first().map_or(check.span, |path| path.span) };
            self.problem(place, ProblemKind::OutOfPlace);
            return;
        }
        // A rule over a table that the report does not have has nothing to hold for.
        if needs_table
            && !statement.table.and_then(|id| self.m.table(id)).is_some_and(|table| table.is_present())
        {
            return;
        }
        if self.names_absent_import(&check.expr, file) {
            let id = self.add_statement(statement);
            return self.never_applies(id);
        }
        let additive = is_additive(&check.expr);
        let sites = match statement.table {
            Some(id) => self.sites(&statement.each, id, statement.panel, Some(additive)),
            None => self.member_sites(&statement.each, Site::default()),
        };
        let expr = &check.expr;
        let when = statement.when;
        let id = self.add_statement(statement);
        let mut pattern = None;
        for site in sites {
            self.check_at(id, expr, when, site, &mut pattern);
        }
    }

    /// One constraint that says so, instead of one for each place.
    fn never_applies(&mut self, statement: StatementId) {
        let start = self.m.graph.ops.len() as u32;
        self.m.graph.ops.push(Op::Nothing);
        let constraint = Constraint {
            statement,
            ops: start..start + 1,
            right: None,
            target: None,
            site: Site::default(),
            when: None,
        };
        self.m.graph.constraints.push(constraint);
    }

    /// Names of rules are unique in a report with its template.
    fn claim_rule(&mut self, statement: &Statement<'a>) {
        match self.rules.entry(statement.name.clone()) {
            // The members of a dimension share what is declared for all of them.
            Entry::Occupied(taken) if *taken.get() == statement.place() => {}
            Entry::Occupied(taken) => {
                let first = *taken.get();
                self.problem(statement.place(), ProblemKind::DuplicateName { first });
            }
            Entry::Vacant(free) => {
                free.insert(statement.place());
            }
        }
    }

    fn each(&mut self, file: FileId, path: &Path) -> Option<Each> {
        let text = path.span.of(self.text(file));
        match term(text) {
            Some(TermWord::Row) => return Some(Each::Row),
            Some(TermWord::Column) => return Some(Each::Column),
            Some(TermWord::Cell) => return Some(Each::Cell),
            _ => {}
        }
        match self.named(&crate::label::name(text), file) {
            Some(Named::Dimension(id)) => Some(Each::Member(id)),
            _ => {
                let names = self.m.dimensions.iter().map(|dimension| dimension.name.as_ref());
                let nearest = crate::label::nearest(text, names).map(str::to_owned);
                let kind = ProblemKind::UnknownName { sought: Sought::Dimension, nearest };
                self.problem(Place { file, span: path.span }, kind);
                None
            }
        }
    }

    /// The places that a rule over a table is repeated over.
    fn sites(&self, each: &[Each], id: TableId, panel: Option<u32>, additive: Option<bool>) -> Vec<Site> {
        let Some(table) = self.m.table(id) else { return Vec::new() };
        let additive_only = additive.unwrap_or(true);
        let nodes = |axis: &Axis<'_>| -> Vec<NodeId> {
            axis.slots()
                .filter(|(_, node)| {
                    panel.is_none_or(|panel| panel == node.panel) && !(additive_only && node.nonadditive)
                })
                .map(|(id, _)| id)
                .collect()
        };
        let mut sites = vec![Site { table: Some(id), ..Site::default() }];
        for each in each {
            sites = match each {
                Each::Row => spread(&sites, &nodes(&table.rows), |site, row| site.row = Some(row)),
                Each::Column => {
                    spread(&sites, &nodes(&table.columns), |site, column| site.column = Some(column))
                }
                Each::Cell => {
                    let rows = spread(&sites, &nodes(&table.rows), |site, row| site.row = Some(row));
                    let mut cells =
                        spread(&rows, &nodes(&table.columns), |site, column| site.column = Some(column));
                    cells.retain(|site| self.cell_of(site).is_some_and(|cell| self.is_number(cell)));
                    cells
                }
                Each::Member(dimension) => self.spread_members(&sites, *dimension),
            };
        }
        sites
    }

    fn member_sites(&self, each: &[Each], site: Site) -> Vec<Site> {
        let mut sites = vec![site];
        for each in each {
            if let Each::Member(dimension) = each {
                sites = self.spread_members(&sites, *dimension);
            }
        }
        sites
    }

    fn spread_members(&self, sites: &[Site], dimension: DimensionId) -> Vec<Site> {
        let count = self.m.dimensions.get(dimension.at()).map_or(0, |it| it.members.len() as u32);
        let members: Vec<u32> = (0..count).collect();
        spread(sites, &members, |site, member| site.members.push((dimension, member)))
    }

    /// What names mean inside a statement.
    pub(crate) fn scope(&self, id: StatementId) -> Scope {
        let Some(statement) = self.m.statements.get(id.at()) else { return Scope::default() };
        let by_each = || {
            let mut bare = None;
            for each in &statement.each {
                match each {
                    Each::Row => bare = Some(Side::Columns),
                    Each::Column => bare = Some(Side::Rows),
                    _ => {}
                }
            }
            bare
        };
        let (bare, node) = match statement.kind {
            StatementKind::Formula(side, node) => (Some(side), Some((side, node))),
            StatementKind::Check => (by_each(), None),
            _ => (None, None),
        };
        Scope {
            file: statement.file,
            table: statement.table,
            panel: statement.panel,
            bare,
            node,
            is_cell: matches!(statement.kind, StatementKind::CellFormula(_)),
            last: statement.each.last().copied(),
        }
    }

    fn allow(&mut self, file: FileId, allow: &'a Allow) {
        let place = Place { file, span: allow.span };
        let facts = match &allow.at {
            None => None,
            Some(at) => {
                let mut facts = Vec::new();
                self.facts_of(file, at, &mut facts);
                Some(facts)
            }
        };
        let rule = Place { file, span: allow.rule };
        self.m.allows.push(Allowed {
            rule: self.name(file, allow.rule),
            rule_place: rule,
            facts,
            place,
            reason: &allow.reason,
        });
    }
}

/// One copy of each site for each thing that it is repeated over.
fn spread<T: Copy>(sites: &[Site], over: &[T], mut set: impl FnMut(&mut Site, T)) -> Vec<Site> {
    let mut out = Vec::with_capacity(sites.len() * over.len());
    for site in sites {
        for it in over {
            let mut site = site.clone();
            set(&mut site, *it);
            out.push(site);
        }
    }
    out
}

/// One side of a table.
pub fn axis_of<'t, 'a>(table: &'t Table<'a>, side: Side) -> &'t Axis<'a> {
    match side {
        Side::Rows => &table.rows,
        Side::Columns => &table.columns,
    }
}

/// Does it add figures up? Then it is not for medians and rates.
fn is_additive(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Arith(op, a, b) => {
            matches!(op, ArithOp::Add | ArithOp::Sub) || is_additive(a) || is_additive(b)
        }
        ExprKind::Call(function, args) => {
            matches!(function, Function::Sum | Function::Mean) || args.iter().any(is_additive)
        }
        ExprKind::Neg(a) | ExprKind::Not(a) => is_additive(a),
        ExprKind::Compare { first, rest, within } => {
            is_additive(first)
                || rest.iter().any(|(_, it)| is_additive(it))
                || within.as_deref().is_some_and(is_additive)
        }
        ExprKind::Is { operand, .. } => is_additive(operand),
        ExprKind::In(a, options) => is_additive(a) || options.iter().any(is_additive),
        ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => is_additive(a) || is_additive(b),
        ExprKind::Number | ExprKind::NotApplicable | ExprKind::Ref(_) | ExprKind::Hole => false,
    }
}
