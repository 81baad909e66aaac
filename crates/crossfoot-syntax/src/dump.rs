//! The tree as text, for the tests: shape and words, without places.

use std::fmt::Write as _;

use crossfoot_source::Span;

use crate::ast::*;

pub(crate) fn dump(text: &str, tree: &Tree) -> String {
    let mut out = Dump { text, out: String::new(), depth: 0 };
    for block in &tree.blocks {
        out.block(block);
    }
    out.out
}

struct Dump<'t> {
    text: &'t str,
    out: String,
    depth: usize,
}

impl Dump<'_> {
    fn line(&mut self, line: impl AsRef<str>) {
        let _ = writeln!(self.out, "{}{}", "  ".repeat(self.depth), line.as_ref().trim_end());
    }

    fn of(&self, span: Span) -> String {
        span.of(self.text).chars().map(crate::chars::fold).collect()
    }

    fn nested(&mut self, inner: impl FnOnce(&mut Self)) {
        self.depth += 1;
        inner(self);
        self.depth -= 1;
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let prose = self.prose(&heading.prose);
                self.line(format!("heading {} {prose}", heading.level));
                self.properties(&heading.properties);
            }
            BlockKind::Paragraph(prose) => {
                let prose = self.prose(prose);
                self.line(format!("paragraph {prose}"));
            }
            BlockKind::Item(prose) => {
                let prose = self.prose(prose);
                self.line(format!("item {prose}"));
            }
            BlockKind::Footnote { name, prose } => {
                let prose = self.prose(prose);
                self.line(format!("footnote {} {prose}", self.of(*name)));
            }
            BlockKind::Report(report) => {
                let title = self.prose(&report.title);
                self.line(format!("report {title}"));
                self.properties(&report.properties);
                for field in &report.fields {
                    self.nested(|out| {
                        out.line(format!("field {}: {}", out.of(field.name), out.of(field.value)))
                    });
                }
            }
            BlockKind::Template(template) => {
                self.line(format!("template {} {}", self.of(template.name), self.of(template.title)));
                self.properties(&template.properties);
            }
            BlockKind::Prior(prior) => self.prior(prior),
            BlockKind::Field(decl) => self.decl("field ", decl),
            BlockKind::Dimension(decl) => self.decl("dimension ", decl),
            BlockKind::Units(units) => {
                self.line("units");
                for unit in units {
                    let part =
                        |out: &Self, span: Option<Span>| span.map_or("?".to_owned(), |span| out.of(span));
                    self.nested(|out| {
                        out.line(format!(
                            "{} = {} {}",
                            out.of(unit.name),
                            part(out, unit.factor),
                            part(out, unit.base)
                        ))
                    });
                }
            }
            BlockKind::Numbering(decls) => {
                self.line("numbering");
                self.nested(|out| decls.iter().for_each(|decl| out.decl("", decl)));
            }
            BlockKind::Import(import) => {
                let name = import.name.as_ref().map_or("?".to_owned(), |name| self.path(name));
                let from = import.from.map_or(String::new(), |from| format!(" from {}", self.of(from)));
                self.line(format!("import {name}{from}"));
                self.properties(&import.properties);
                self.nested(|out| import.members.iter().for_each(|decl| out.decl("", decl)));
            }
            BlockKind::Table(table) => {
                let name = table.name.as_ref().map_or("?".to_owned(), |name| self.path(name));
                let label = table.label.map_or(String::new(), |label| format!(" \"{}\"", self.of(label)));
                let from = table.from.map_or(String::new(), |from| format!(" from {}", self.of(from)));
                let formula = self.formula(table.formula.as_ref());
                self.line(format!("table {name}{label}{from}{formula}"));
                self.nested(|out| table.lines.iter().for_each(|line| out.table_line(line)));
            }
            BlockKind::Check(check) => self.check(check),
            BlockKind::Let(definition) => self.definition(definition),
            BlockKind::Allow(allow) => self.allow(allow),
            BlockKind::Unknown => self.line("unknown"),
        }
    }

    fn prior(&mut self, prior: &Prior) {
        self.line(format!("prior {}", self.of(prior.of)));
        for figure in &prior.figures {
            let line = format!("{} = {}", self.reference(&figure.target), self.expr(&figure.expr));
            self.nested(|out| out.line(line));
        }
    }

    fn table_line(&mut self, line: &TableLine) {
        match line {
            TableLine::Panel(panel) => {
                self.line(format!("panel {}", panel.label.map_or("?".to_owned(), |label| self.of(label))));
                self.nested(|out| panel.lines.iter().for_each(|line| out.table_line(line)));
            }
            TableLine::Columns(columns) => {
                self.line(format!("columns {}", self.of(columns.corner)));
                for column in columns.listed.iter().flatten() {
                    self.nested(|out| {
                        out.line(format!("| {}", out.of(column.name)));
                        out.properties(&column.properties);
                    });
                }
                self.nested(|out| columns.decls.iter().for_each(|decl| out.decl("", decl)));
            }
            TableLine::Rows(rows) => {
                self.line("rows");
                self.nested(|out| rows.decls.iter().for_each(|decl| out.decl("", decl)));
            }
            TableLine::Check(check) => self.check(check),
            TableLine::Let(definition) => self.definition(definition),
            TableLine::Allow(allow) => self.allow(allow),
            TableLine::Property(property) => self.property(property),
            TableLine::Row(row) => self.row(row),
        }
    }

    fn row(&mut self, row: &Row) {
        let mut line = "row ".to_owned();
        for parent in &row.parents {
            line += &format!("{} > ", self.of(*parent));
        }
        line += &self.of(row.label);
        for name in &row.footnotes {
            line += &format!("[^{}]", self.of(*name));
        }
        if row.has_cells {
            for cell in &row.cells {
                line += " | ";
                line += &match cell {
                    Cell::Blank(_) => "_".to_owned(),
                    Cell::Digits(span) => self.of(*span),
                    Cell::Computed(_) => "=".to_owned(),
                    Cell::Figure(figure) => self.figure(figure),
                };
            }
        } else {
            line += " :";
        }
        self.line(line);
        self.properties(&row.properties);
        self.nested(|out| row.children.iter().for_each(|row| out.row(row)));
    }

    fn check(&mut self, check: &Check) {
        let mut line = "check".to_owned();
        if let Some(name) = check.name {
            line += &format!(" {}", self.of(name));
        }
        if !check.each.is_empty() {
            let each: Vec<_> = check.each.iter().map(|path| self.path(path)).collect();
            line += &format!(" each {}", each.join(", "));
        }
        if let Some(of) = &check.of {
            line += &format!(" of {}", self.path(of));
        }
        self.line(format!("{line}: {}", self.expr(&check.expr)));
        self.properties(&check.properties);
    }

    fn definition(&mut self, definition: &Let) {
        let name = definition.name.map_or("?".to_owned(), |name| self.of(name));
        self.line(format!("let {name} = {}", self.expr(&definition.expr)));
        self.properties(&definition.properties);
    }

    fn allow(&mut self, allow: &Allow) {
        let at = allow.at.as_ref().map_or(String::new(), |at| format!(" at {}", self.reference(at)));
        let reason = self.prose(&allow.reason);
        self.line(format!("allow {}{at}: {reason}", self.of(allow.rule)));
    }

    fn decl(&mut self, word: &str, decl: &Decl) {
        let name = match &decl.name {
            DeclName::Path(path) => self.path(path),
            DeclName::Any(_) => "*".to_owned(),
            DeclName::Range(from, to) => format!("{}..{}", self.of(*from), self.of(*to)),
            DeclName::Hole(_) => "?".to_owned(),
        };
        let label = decl.label.map_or(String::new(), |label| format!(" \"{}\"", self.of(label)));
        let formula = self.formula(decl.formula.as_ref());
        self.line(format!("{word}{name}{label}{formula}"));
        self.properties(&decl.properties);
        self.nested(|out| decl.children.iter().for_each(|decl| out.decl("", decl)));
    }

    fn formula(&self, formula: Option<&Formula>) -> String {
        formula.map_or(String::new(), |formula| format!(" = {}", self.expr(&formula.expr)))
    }

    fn properties(&mut self, properties: &[Property]) {
        self.nested(|out| properties.iter().for_each(|property| out.property(property)));
    }

    fn property(&mut self, property: &Property) {
        let some = |out: &Self, span: &Option<Span>| span.map_or("?".to_owned(), |span| out.of(span));
        let line = match &property.kind {
            PropertyKind::Follows(span) => format!("follows {}", self.of(*span)),
            PropertyKind::Entity(prose) => format!("entity {}", self.prose(prose)),
            PropertyKind::Title(prose) => format!("title {}", self.prose(prose)),
            PropertyKind::Guide(prose) => format!("guide {}", self.prose(prose)),
            PropertyKind::Note(prose) => format!("note {}", self.prose(prose)),
            PropertyKind::Message(prose) => format!("message {}", self.prose(prose)),
            PropertyKind::Period(period) => {
                let open = if period.open { ".." } else { "" };
                let to = period.to.map_or(String::new(), |to| self.of(to));
                let ends = period.ends.map_or(String::new(), |ends| format!(" ends {}", self.of(ends)));
                format!("period {}{open}{to}{ends}", self.of(period.from))
            }
            PropertyKind::Last(span) => format!("last {}", self.of(*span)),
            PropertyKind::Prior(prior) => return self.prior(prior),
            PropertyKind::Status(is_final) => format!("status final {is_final:?}"),
            PropertyKind::Blank(word) => format!("blank {word:?}"),
            PropertyKind::Name(name) => format!("name {}", some(self, name)),
            PropertyKind::Optional => "optional".to_owned(),
            PropertyKind::Nonadditive => "nonadditive".to_owned(),
            PropertyKind::RunIn => "runin".to_owned(),
            PropertyKind::Also(label) => format!("also {}", some(self, label)),
            PropertyKind::Was(label) => format!("was {}", some(self, label)),
            PropertyKind::Unit(None) => "unit ?".to_owned(),
            PropertyKind::Unit(Some(unit)) => {
                let factor = unit.factor.map_or(String::new(), |factor| format!("{} ", self.of(factor)));
                format!("unit {factor}{}", self.of(unit.name))
            }
            PropertyKind::Accept(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|entry| {
                        let stands_for =
                            entry.stands_for.map_or(String::new(), |span| format!(" as {}", self.of(span)));
                        format!("{}{stands_for}", self.of(entry.mark))
                    })
                    .collect();
                format!("accept {}", entries.join(", "))
            }
            PropertyKind::AcceptNote => "accept note".to_owned(),
            PropertyKind::Chart(None) => "chart ?".to_owned(),
            PropertyKind::Chart(Some(chart)) => {
                let names: Vec<_> = chart.names.iter().map(|path| self.path(path)).collect();
                format!("chart {:?} {}", chart.kind, names.join(", "))
            }
            PropertyKind::Severity { level, draft } => format!("severity {level:?} draft {draft:?}"),
            PropertyKind::When(expr) => format!("when {}", self.expr(expr)),
            PropertyKind::Unknown => "unknown property".to_owned(),
        };
        self.line(format!("@{line}"));
    }

    fn prose(&self, prose: &Prose) -> String {
        prose.pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        let pieces = |pieces: &[Piece]| pieces.iter().map(|piece| self.piece(piece)).collect::<String>();
        match piece {
            Piece::Text(span) => span.of(self.text).to_owned(),
            Piece::Join(_) => "⏎".to_owned(),
            Piece::Escape(span) => format!("<escape {}>", span.of(self.text)),
            Piece::Figure(figure) => self.figure(figure),
            Piece::Strong { pieces: inner, .. } => format!("<strong {}>", pieces(inner)),
            Piece::Link { pieces: inner, address, .. } => {
                format!("<link {} {}>", pieces(inner), address.of(self.text))
            }
            Piece::Image { text, path, .. } => {
                format!("<image {} {}>", text.of(self.text), path.of(self.text))
            }
            Piece::NoteRef { name, .. } => format!("<note {}>", name.of(self.text)),
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        let mut out = "{".to_owned();
        if let Some(name) = figure.name {
            out += &format!("{}: ", self.of(name));
        }
        if let Some(value) = &figure.value {
            out += &self.value(value);
        }
        if figure.equals.is_some() {
            out += " =";
        }
        if let Some(expr) = &figure.expr {
            out += &format!(" {}", self.expr(expr));
        }
        if let Some(format) = &figure.format {
            let scale = format.scale.map_or(String::new(), |(scale, _)| format!(" {scale:?}"));
            let unit = format.unit.map_or(String::new(), |unit| format!(" {}", self.of(unit)));
            out += &format!(" as {}{scale}{unit}", format.decimals);
        }
        out + "}"
    }

    fn value(&self, value: &Value) -> String {
        let mut out = match &value.form {
            Form::Number(number) => self.number(number),
            Form::Bound(relation, number) => format!("{relation:?} {}", self.number(number)),
            Form::Ratio(left, right) => format!("{} to {}", self.of(*left), self.of(*right)),
            Form::Date(span) => format!("date {}", self.of(*span)),
            Form::NotApplicable(_) => "n/a".to_owned(),
            Form::Mark(span) => format!("mark {}", self.of(*span)),
            Form::Text(span) => format!("'{}'", self.of(*span)),
        };
        if let Some(note) = value.note {
            out += &format!(" (note {})", self.of(note));
        }
        for name in &value.footnotes {
            out += &format!("[^{}]", self.of(*name));
        }
        out
    }

    fn number(&self, number: &Number) -> String {
        let mut parts = Vec::new();
        parts.extend(number.direction.map(|direction| format!("{direction:?}")));
        parts.extend(number.hedge.map(|hedge| format!("{hedge:?}")));
        if number.negative {
            parts.push("-".to_owned());
        }
        if number.bracketed {
            parts.push("()".to_owned());
        }
        parts.extend(number.currency.map(|currency| self.of(currency)));
        parts.push(self.of(number.digits));
        parts.extend(number.scale.map(|(scale, _)| format!("{scale:?}")));
        parts.extend(number.unit.map(|unit| self.of(unit)));
        parts.join(" ")
    }

    fn expr(&self, expr: &Expr) -> String {
        let list = |exprs: &[Expr]| exprs.iter().map(|expr| self.expr(expr)).collect::<Vec<_>>().join(", ");
        match &expr.kind {
            ExprKind::Number => self.of(expr.span),
            ExprKind::NotApplicable => "n/a".to_owned(),
            ExprKind::Ref(target) => self.reference(target),
            ExprKind::Neg(operand) => format!("(- {})", self.expr(operand)),
            ExprKind::Not(operand) => format!("(not {})", self.expr(operand)),
            ExprKind::Arith(op, a, b) => {
                let op = match op {
                    crate::words::ArithOp::Add => '+',
                    crate::words::ArithOp::Sub => '-',
                    crate::words::ArithOp::Mul => '*',
                    crate::words::ArithOp::Div => '/',
                };
                format!("({} {op} {})", self.expr(a), self.expr(b))
            }
            ExprKind::Compare { first, rest, within } => {
                let mut out = format!("({}", self.expr(first));
                for (op, right) in rest {
                    let op = match op {
                        crate::words::RelOp::Eq => "=",
                        crate::words::RelOp::Ne => "!=",
                        crate::words::RelOp::Lt => "<",
                        crate::words::RelOp::Le => "<=",
                        crate::words::RelOp::Gt => ">",
                        crate::words::RelOp::Ge => ">=",
                    };
                    out += &format!(" {op} {}", self.expr(right));
                }
                if let Some(within) = within {
                    out += &format!(" within {}", self.expr(within));
                }
                out + ")"
            }
            ExprKind::Is { operand, negated, what } => {
                format!("({} is{} {what:?})", self.expr(operand), if *negated { " not" } else { "" })
            }
            ExprKind::In(operand, members) => format!("({} in {})", self.expr(operand), list(members)),
            ExprKind::And(a, b) => format!("({} and {})", self.expr(a), self.expr(b)),
            ExprKind::Or(a, b) => format!("({} or {})", self.expr(a), self.expr(b)),
            ExprKind::Else(a, b) => format!("({} else {})", self.expr(a), self.expr(b)),
            ExprKind::Call(function, operands) => format!("{function:?}({})", list(operands)),
            ExprKind::Hole => "HOLE".to_owned(),
        }
    }

    fn reference(&self, target: &Ref) -> String {
        let mut out = self.path(&target.path);
        if let Some(selectors) = &target.selectors {
            let selectors: Vec<_> = selectors.iter().map(|path| self.path(path)).collect();
            out += &format!("[{}]", selectors.join(", "));
        }
        out
    }

    fn path(&self, path: &Path) -> String {
        let step = |step: &Step| match step.kind {
            StepKind::Quoted => format!("\"{}\"", step.span.of(self.text)),
            StepKind::Word => self.of(step.span),
            StepKind::Star => "*".to_owned(),
        };
        path.steps.iter().map(step).collect::<Vec<_>>().join(".")
    }
}
