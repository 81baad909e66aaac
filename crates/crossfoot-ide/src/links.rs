//! What in the text leads elsewhere.

use crossfoot_figure::Period;
use crossfoot_source::Span;
use crossfoot_syntax::ast::{Block, BlockKind, Piece, Prior, PropertyKind, Prose};

use crate::Snapshot;

/// A link in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocLink {
    /// What is clicked.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a template, by its name.
    Template(String),
    /// To a file, as it is named in this one.
    File(String),
    /// To an address.
    Url(String),
}

/// The links of the open file, in order.
pub fn links(s: &Snapshot<'_, '_>) -> Vec<DocLink> {
    let mut links = Links { s, found: Vec::new() };
    for block in &s.model.report.tree.blocks {
        links.block(block);
    }
    links.found
}

struct Links<'s, 'm, 'a> {
    s: &'s Snapshot<'m, 'a>,
    found: Vec<DocLink>,
}

impl Links<'_, '_, '_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.prose(&heading.prose),
            BlockKind::Paragraph(prose) | BlockKind::Item(prose) | BlockKind::Footnote { prose, .. } => {
                self.prose(prose)
            }
            BlockKind::Report(head) => {
                for property in &head.properties {
                    match &property.kind {
                        PropertyKind::Follows(span) => self.template(*span),
                        PropertyKind::Last(span) => self.file(*span),
                        PropertyKind::Prior(prior) => self.prior(prior),
                        PropertyKind::Note(prose) => self.prose(prose),
                        _ => {}
                    }
                }
            }
            BlockKind::Prior(prior) if self.s.model.is_report() => self.prior(prior),
            BlockKind::Prior(prior) => self.template(prior.of),
            BlockKind::Import(import) => import.from.into_iter().for_each(|from| self.file(from)),
            BlockKind::Table(table) => table.from.into_iter().for_each(|from| self.file(from)),
            _ => {}
        }
    }

    fn prior(&mut self, prior: &Prior) {
        if Period::parse(prior.of.of(self.s.text())).is_none() {
            self.file(prior.of);
        }
    }

    fn prose(&mut self, prose: &Prose) {
        self.pieces(&prose.pieces);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Strong { pieces, .. } => self.pieces(pieces),
                Piece::Link { address: to, .. } | Piece::Image { path: to, .. } => {
                    let typed = to.of(self.s.text());
                    if typed.contains("://") || typed.starts_with("mailto:") {
                        self.put(*to, LinkTarget::Url(typed.to_owned()));
                    } else {
                        self.file(*to);
                    }
                }
                _ => {}
            }
        }
    }

    fn template(&mut self, span: Span) {
        let name = span.of(self.s.text()).to_owned();
        self.put(span, LinkTarget::Template(name));
    }

    /// A pattern leads to no file; what stands behind `#` is a part of one.
    fn file(&mut self, span: Span) {
        let typed = span.of(self.s.text());
        let file = typed.split('#').next().unwrap_or_default().trim();
        if !file.is_empty() && !file.contains(['*', '?']) {
            self.put(span, LinkTarget::File(file.to_owned()));
        }
    }

    fn put(&mut self, span: Span, target: LinkTarget) {
        if !span.is_empty() {
            self.found.push(DocLink { span, target });
        }
    }
}
