//! What a growing selection takes in next.

use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::{
        Block, BlockKind, Cell, Check, Expr, ExprKind, Figure, Piece, Property, PropertyKind, Prose, Row,
        TableLine,
    },
    token::Kind,
};

use crate::{
    Snapshot,
    folding::{beneath, sections},
    walk::walk_at,
};

/// The spans around an offset, from the innermost to the whole file; each lies in the next and is smaller.
pub fn selection(s: &Snapshot<'_, '_>, offset: u32) -> Vec<Span> {
    let tree = &s.model.report.tree;
    let mut around = Around { text: s.text(), offset, spans: Vec::new() };
    around.tokens(s);
    walk_at(s.model, offset, &mut |it| around.put(it.place.span));
    for block in tree.blocks.iter().filter(|block| block.span.touches(offset)) {
        around.block(block);
        beneath(s.text(), block.span).into_iter().for_each(|span| around.put(span));
        around.put(block.span);
    }
    sections(&tree.blocks).for_each(|span| around.put(span));
    around.put(Span::new(0, s.text().len() as u32));
    let mut spans = around.spans;
    spans.sort_by_key(|span| (span.len(), span.start));
    let mut chain: Vec<Span> = Vec::new();
    for span in spans {
        let inner = chain.last().copied().unwrap_or(Span::at(offset));
        if span.holds(inner) && chain.last() != Some(&span) {
            chain.push(span);
        }
    }
    chain
}

/// Gathers what is around an offset.
struct Around<'t> {
    text: &'t str,
    offset: u32,
    spans: Vec<Span>,
}

impl Around<'_> {
    fn put(&mut self, span: Span) {
        if span.touches(self.offset) && !span.is_empty() {
            self.spans.push(span);
        }
    }

    /// The tokens on both sides, but for white space and prose.
    fn tokens(&mut self, s: &Snapshot<'_, '_>) {
        let tokens = &s.model.report.tree.tokens;
        let at = tokens.at(self.offset).unwrap_or(0);
        for at in [at.saturating_sub(1), at] {
            let kind = tokens.kind(at);
            if !matches!(kind, None | Some(Kind::Space | Kind::LineEnd | Kind::Bom | Kind::Text)) {
                self.put(tokens.span(at).unwrap_or_default());
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.prose(&heading.prose);
                self.properties(&heading.properties);
            }
            BlockKind::Paragraph(prose) | BlockKind::Item(prose) | BlockKind::Footnote { prose, .. } => {
                self.prose(prose)
            }
            BlockKind::Report(head) => {
                self.prose(&head.title);
                self.properties(&head.properties);
                head.fields.iter().for_each(|field| self.put(field.value));
            }
            BlockKind::Table(table) => self.lines(&table.lines),
            BlockKind::Check(check) => self.check(check),
            BlockKind::Let(it) => self.expr(&it.expr),
            _ => {}
        }
    }

    fn lines(&mut self, lines: &[TableLine]) {
        for line in lines {
            match line {
                TableLine::Panel(panel) => self.lines(&panel.lines),
                TableLine::Check(check) => self.check(check),
                TableLine::Let(it) => self.expr(&it.expr),
                TableLine::Property(property) => self.properties(std::slice::from_ref(property)),
                TableLine::Row(row) => self.row(row),
                TableLine::Columns(_) | TableLine::Rows(_) | TableLine::Allow(_) => {}
            }
        }
    }

    fn row(&mut self, row: &Row) {
        self.put(row.label);
        for cell in &row.cells {
            self.put(cell.span());
            if let Cell::Figure(figure) = cell {
                self.figure(figure);
            }
        }
        self.put(row.span);
        row.children.iter().for_each(|child| self.row(child));
    }

    fn check(&mut self, check: &Check) {
        self.expr(&check.expr);
        self.properties(&check.properties);
    }

    fn properties(&mut self, properties: &[Property]) {
        for property in properties {
            match &property.kind {
                PropertyKind::Entity(prose)
                | PropertyKind::Title(prose)
                | PropertyKind::Guide(prose)
                | PropertyKind::Note(prose)
                | PropertyKind::Message(prose) => self.prose(prose),
                PropertyKind::When(expr) => self.expr(expr),
                _ => {}
            }
            self.put(property.span);
        }
    }

    fn prose(&mut self, prose: &Prose) {
        if prose.span.touches(self.offset) {
            self.pieces(&prose.pieces);
            self.sentences(prose);
            self.put(prose.span);
        }
    }

    /// The sentence around the offset: what ends one inside a figure ends none.
    fn sentences(&mut self, prose: &Prose) {
        let mut start = prose.span.start;
        let plain = prose.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(span) => Some(*span),
            _ => None,
        });
        for span in plain.collect::<Vec<_>>() {
            let mut letters = span.of(self.text).char_indices().peekable();
            while let Some((at, c)) = letters.next() {
                let is_last = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
                if matches!(c, '。' | '！' | '？' | '；') || (matches!(c, '.' | '!' | '?' | ';') && is_last)
                {
                    let end = span.start + (at + c.len_utf8()) as u32;
                    self.sentence(Span::new(start, end));
                    start = end;
                }
            }
        }
        self.sentence(Span::new(start, prose.span.end));
    }

    fn sentence(&mut self, span: Span) {
        let typed = span.of(self.text);
        let start = span.start + (typed.len() - typed.trim_start().len()) as u32;
        self.put(Span::new(start, start + typed.trim().len() as u32));
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Figure(figure) => self.figure(figure),
                Piece::Strong { span, pieces } | Piece::Link { span, pieces, .. } => {
                    self.pieces(pieces);
                    self.put(*span);
                }
                Piece::Image { span, .. } | Piece::NoteRef { span, .. } => self.put(*span),
                Piece::Text(_) | Piece::Join(_) | Piece::Escape(_) => {}
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        if let Some(value) = &figure.value {
            self.put(value.span);
        }
        if let Some(expr) = &figure.expr {
            self.expr(expr);
        }
        self.put(figure.span);
    }

    fn expr(&mut self, expr: &Expr) {
        if !expr.span.touches(self.offset) {
            return;
        }
        self.put(expr.span);
        match &expr.kind {
            ExprKind::Ref(it) => {
                for path in it.selectors.iter().flatten() {
                    self.put(path.span);
                }
                self.put(it.path.span);
            }
            ExprKind::Neg(a) | ExprKind::Not(a) => self.expr(a),
            ExprKind::Is { operand, .. } => self.expr(operand),
            ExprKind::Arith(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) | ExprKind::Else(a, b) => {
                self.expr(a);
                self.expr(b);
            }
            ExprKind::Compare { first, rest, within } => {
                self.expr(first);
                rest.iter().for_each(|(_, it)| self.expr(it));
                within.iter().for_each(|it| self.expr(it));
            }
            ExprKind::In(a, options) => {
                self.expr(a);
                options.iter().for_each(|it| self.expr(it));
            }
            ExprKind::Call(_, args) => args.iter().for_each(|arg| self.expr(arg)),
            ExprKind::Number | ExprKind::NotApplicable | ExprKind::Hole => {}
        }
    }
}
