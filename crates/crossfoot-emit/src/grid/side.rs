//! What is shown of the rows, or of the columns, of each panel.

use crossfoot_model::{Axis, NodeId};

/// One side of a panel: the nodes that are shown, parents before their children.
#[derive(Default)]
pub(super) struct Side<'m> {
    pub shown: Vec<Shown<'m>>,
    /// How many of them have figures.
    pub lanes: u32,
}

/// A row or column that is shown.
pub(super) struct Shown<'m> {
    pub id: NodeId,
    pub label: &'m str,
    pub parent: Option<usize>,
    pub depth: u32,
    /// The first row (column) of figures that is its own or beneath it.
    pub first: u32,
    /// How many there are.
    pub lanes: u32,
    /// Has it figures of its own?
    pub own: bool,
    /// Is anything shown beneath it?
    pub has_parts: bool,
    /// Its cell in the grid.
    pub cell: Option<u32>,
}

impl Shown<'_> {
    pub const fn is_heading(&self) -> bool {
        !self.own
    }
}

impl Side<'_> {
    pub fn depth(&self) -> u32 {
        self.shown.iter().map(|it| it.depth + 1).max().unwrap_or(0)
    }

    /// A node and what it stands beneath, from the inside out.
    pub fn upwards(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| self.shown.get(*at)?.parent)
    }
}

/// What is shown of an axis, panel by panel: figures with what they stand beneath, and (`lone`) headings that the
/// report has with nothing beneath.
pub(super) fn sides<'m>(axis: &'m Axis<'_>, panels: usize, lone: bool) -> Vec<Side<'m>> {
    let nodes: Vec<_> = axis.iter().collect();
    let mut lanes = vec![0u32; nodes.len()];
    let mut is_shown = vec![false; nodes.len()];
    for (id, node) in nodes.iter().rev() {
        let is_lone = lone && !node.absent && node.typed.is_some() && axis.children(*id).next().is_none();
        let own = u32::from(node.slot.is_some());
        let Some((count, shown)) = lanes.get_mut(id.at()).zip(is_shown.get_mut(id.at())) else { continue };
        *count += own;
        *shown |= *count > 0 || is_lone;
        let (count, shown) = (*count, *shown);
        if let Some(parent) = node.parent
            && let Some((above, above_shown)) = lanes.get_mut(parent.at()).zip(is_shown.get_mut(parent.at()))
        {
            *above += count;
            *above_shown |= shown;
        }
    }
    let mut sides: Vec<Side<'m>> = std::iter::repeat_with(Side::default).take(panels).collect();
    let mut places = vec![0usize; nodes.len()];
    for (id, node) in nodes {
        let Some(side) = sides.get_mut(node.panel as usize).filter(|_| is_shown.get(id.at()) == Some(&true))
        else {
            continue;
        };
        let parent = node.parent.and_then(|parent| places.get(parent.at()).copied());
        let depth = parent.and_then(|parent| side.shown.get_mut(parent)).map_or(0, |parent| {
            parent.has_parts = true;
            parent.depth + 1
        });
        if let Some(place) = places.get_mut(id.at()) {
            *place = side.shown.len();
        }
        let own = node.slot.is_some();
        side.shown.push(Shown {
            id,
            label: &node.label,
            parent,
            depth,
            first: side.lanes,
            lanes: lanes.get(id.at()).copied().unwrap_or(0),
            own,
            has_parts: false,
            cell: None,
        });
        side.lanes += u32::from(own);
    }
    sides
}
