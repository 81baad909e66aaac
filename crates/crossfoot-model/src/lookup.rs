//! From a written path to a row or column.

use crate::{axis::Axis, dimension::Dimension, report::NodeId};

/// What a path comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One node.
    Node(NodeId),
    /// Several: the path does not say which.
    Several(Vec<NodeId>),
    /// None.
    Nothing,
}

impl Found {
    /// One, several or none.
    pub fn of(nodes: Vec<NodeId>) -> Self {
        match nodes.as_slice() {
            [] => Self::Nothing,
            [one] => Self::Node(*one),
            _ => Self::Several(nodes),
        }
    }

    /// All that there are.
    pub fn all(self) -> Vec<NodeId> {
        match self {
            Self::Node(one) => vec![one],
            Self::Several(all) => all,
            Self::Nothing => Vec::new(),
        }
    }

    /// Of several nodes the one that has figures (and is of a panel), if it is the only such.
    pub fn narrow(self, axis: &Axis<'_>, panel: Option<u32>) -> Self {
        let Self::Several(all) = self else { return self };
        let fits = |id: &NodeId| {
            axis.node(*id)
                .is_some_and(|node| node.has_figures && panel.is_none_or(|panel| panel == node.panel))
        };
        let fit: Vec<NodeId> = all.iter().copied().filter(fits).collect();
        match fit.as_slice() {
            [one] => Self::Node(*one),
            _ => Self::Several(all),
        }
    }
}

/// Finds a node by its last step; earlier steps are ancestors in order, nearer or further. A dimension's
/// name may stand before a member's. `within` restricts to what is beneath a node.
pub fn by_path(
    axis: &Axis<'_>,
    dimensions: &[Dimension<'_>],
    steps: &[&str],
    within: Option<NodeId>,
) -> Found {
    let Some((last, ancestors)) = steps.split_last() else { return Found::Nothing };
    let mut found = Found::Nothing;
    for id in axis.named(last) {
        let inside = within.is_none_or(|within| axis.ancestors(id).skip(1).any(|above| above == within));
        if inside && has_ancestors(axis, dimensions, id, ancestors) {
            found = match found {
                Found::Nothing => Found::Node(id),
                Found::Node(first) => Found::Several(vec![first, id]),
                Found::Several(mut all) => {
                    all.push(id);
                    Found::Several(all)
                }
            };
        }
    }
    found
}

fn has_ancestors(axis: &Axis<'_>, dimensions: &[Dimension<'_>], id: NodeId, names: &[&str]) -> bool {
    let mut names = names.iter().rev().peekable();
    for (distance, above) in axis.ancestors(id).enumerate() {
        let Some(node) = axis.node(above) else { break };
        if distance > 0 && names.next_if(|name| **name == node.name).is_some() && names.peek().is_none() {
            return true;
        }
        // `rank.1`: the dimension stands above its member.
        if let Some(dimension) = node.member.and_then(|(id, _)| dimensions.get(id.at())) {
            names.next_if(|name| **name == dimension.name);
        }
    }
    names.peek().is_none()
}
