//! What in the text leads elsewhere.

use crossfoot_source::Span;

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
    let _ = s;
    Vec::new()
}
