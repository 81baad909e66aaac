//! The header tree of one side of a table.

use std::borrow::Cow;

use crossfoot_figure::UnitId;
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Accept, Decl, Formula},
    words::BlankWord,
};
use rustc_hash::FxHashMap;

use crate::report::{DimensionId, NodeId, Note};

/// The rows, or the columns, of a table as a tree.
#[derive(Debug, Default)]
pub struct Axis<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// The nodes from top to bottom (left to right), parents before their children.
    pub(crate) order: Vec<NodeId>,
    pub(crate) index: FxHashMap<Cow<'a, str>, NodeId>,
    /// First and last node without a parent.
    pub(crate) roots: Option<(NodeId, NodeId)>,
    /// Where any number of the report's own may stand.
    pub(crate) open: Vec<OpenPlace>,
}

/// A `*` among the declarations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenPlace {
    pub parent: Option<NodeId>,
    pub panel: u32,
    /// The declaration behind it.
    pub before: Option<NodeId>,
}

/// A row or a column.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its label as printed; empty prints nothing.
    pub label: Cow<'a, str>,
    /// Where it is declared.
    pub place: Place,
    /// Where the report has it.
    pub typed: Option<Span>,
    /// What it stands beneath.
    pub parent: Option<NodeId>,
    /// How deep: 0 at the top.
    pub depth: u8,
    /// The panel it belongs to.
    pub panel: u32,
    /// Its number among those of its panel that have figures; `None` for a heading and for what is absent.
    pub slot: Option<u32>,
    /// Has it figures of its own?
    pub has_figures: bool,
    /// Optional (or beneath something optional) and not in the report.
    pub absent: bool,
    /// May the report leave it out?
    pub optional: bool,
    /// The member of a dimension that it stands for.
    pub member: Option<(DimensionId, u32)>,
    /// What its figures are counted in, unless the other axis, the panel or the table says.
    pub unit: Option<UnitId>,
    /// The place of the `@unit`.
    pub unit_place: Place,
    /// Must not be added up.
    pub nonadditive: bool,
    /// What a blank is.
    pub blank: Option<BlankWord>,
    /// What else may stand in its cells.
    pub accept: Option<(&'a [Accept], FileId)>,
    /// Other accepted labels.
    pub also: Vec<Cow<'a, str>>,
    /// Earlier labels: understood, and to be replaced.
    pub was: Vec<Cow<'a, str>>,
    /// Its formula.
    pub formula: Option<&'a Formula>,
    /// What declares it.
    pub decl: Option<&'a Decl>,
    /// Passed over by `above`, `below`, `left`, `right`.
    pub is_total: bool,
    /// Notes beneath it.
    pub notes: Vec<Note<'a>>,
    /// The names of footnotes on its label.
    pub footnotes: Vec<Span>,
    pub(crate) first_child: Option<NodeId>,
    pub(crate) last_child: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) same_name: Option<NodeId>,
}

impl<'a> Axis<'a> {
    /// A node.
    pub fn node(&self, id: NodeId) -> Option<&Node<'a>> {
        self.nodes.get(id.at())
    }

    /// The nodes from top to bottom (left to right), parents before their children.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node<'a>)> {
        self.order.iter().filter_map(|id| Some((*id, self.node(*id)?)))
    }

    /// Those with figures that are there, in order.
    pub fn slots(&self) -> impl Iterator<Item = (NodeId, &Node<'a>)> {
        self.iter().filter(|(_, node)| node.slot.is_some())
    }

    /// Those with figures of one panel, in order.
    pub fn slots_of(&self, panel: u32) -> impl Iterator<Item = (NodeId, &Node<'a>)> {
        self.slots().filter(move |(_, node)| node.panel == panel)
    }

    /// The nodes without a parent, in order.
    pub fn tops(&self) -> impl Iterator<Item = NodeId> {
        self.brothers_from(self.roots.map(|(first, _)| first))
    }

    /// What stands directly beneath a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.brothers_from(self.node(id).and_then(|node| node.first_child))
    }

    fn brothers_from(&self, first: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        std::iter::successors(first, |id| self.node(*id)?.next)
    }

    /// The nodes of a name, wherever they are.
    pub fn named(&self, name: &str) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.index.get(name).copied(), |id| self.node(*id)?.same_name)
    }

    /// The node itself, its parent, and so on.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.node(*id)?.parent)
    }

    /// May the report put in rows of its own beneath a node, or without a parent in a panel?
    pub fn is_open(&self, parent: Option<NodeId>, panel: u32) -> bool {
        self.open.iter().any(|open| open.parent == parent && open.panel == panel)
    }

    /// The figures that stand for a node in a total: its own if it has any, else those of its parts that are no
    /// totals themselves.
    pub fn counted(&self, id: NodeId, out: &mut Vec<NodeId>) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let Some(node) = self.node(id) else { continue };
            if node.absent {
                continue;
            }
            if node.has_figures {
                out.push(id);
            } else {
                let from = open.len();
                open.extend(self.children(id).filter(|id| self.node(*id).is_some_and(|node| !node.is_total)));
                open.get_mut(from..).unwrap_or_default().reverse();
            }
        }
    }

    /// A tree with room for so many nodes.
    pub(crate) fn with_room(nodes: usize) -> Self {
        let index = FxHashMap::with_capacity_and_hasher(nodes, rustc_hash::FxBuildHasher);
        Self { nodes: Vec::with_capacity(nodes), index, ..Self::default() }
    }

    /// Adds a node beneath `parent`, in front of one of its children or behind them all.
    pub(crate) fn push(
        &mut self,
        mut node: Node<'a>,
        parent: Option<NodeId>,
        before: Option<NodeId>,
    ) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        node.parent = parent;
        node.depth = parent.and_then(|parent| self.node(parent)).map_or(0, |parent| parent.depth + 1);
        node.next = before;
        node.previous = match before {
            Some(before) => self.node(before).and_then(|node| node.previous),
            None => match parent {
                Some(parent) => self.node(parent).and_then(|parent| parent.last_child),
                None => self.roots.map(|(_, last)| last),
            },
        };
        if let Some(node) = node.next.and_then(|next| self.nodes.get_mut(next.at())) {
            node.previous = Some(id);
        }
        if let Some(node) = node.previous.and_then(|previous| self.nodes.get_mut(previous.at())) {
            node.next = Some(id);
        }
        let (is_first, is_last) = (node.previous.is_none(), node.next.is_none());
        match parent.and_then(|parent| self.nodes.get_mut(parent.at())) {
            Some(parent) => {
                if is_first {
                    parent.first_child = Some(id);
                }
                if is_last {
                    parent.last_child = Some(id);
                }
            }
            None => {
                let (first, last) = self.roots.unwrap_or((id, id));
                self.roots = Some((if is_first { id } else { first }, if is_last { id } else { last }));
            }
        }
        // The first of a name is found first, the others behind it in order.
        match self.index.get(&node.name).copied() {
            None => {
                self.index.insert(node.name.clone(), id);
            }
            Some(mut same) => {
                while let Some(next) = self.node(same).and_then(|node| node.same_name) {
                    same = next;
                }
                if let Some(node) = self.nodes.get_mut(same.at()) {
                    node.same_name = Some(id);
                }
            }
        }
        self.nodes.push(node);
        id
    }

    /// Fixes the order once all nodes are there, and numbers those with figures, panel by panel.
    pub(crate) fn settle(&mut self, panels: usize) -> Vec<u32> {
        let mut open: Vec<NodeId> = self.tops().collect();
        open.reverse();
        let mut order = Vec::with_capacity(self.nodes.len());
        while let Some(id) = open.pop() {
            order.push(id);
            let from = open.len();
            open.extend(self.children(id));
            open.get_mut(from..).unwrap_or_default().reverse();
        }
        let mut counts = vec![0; panels];
        for id in &order {
            let Some(node) = self.nodes.get_mut(id.at()) else { continue };
            node.slot = None;
            if let Some(count) = counts.get_mut(node.panel as usize)
                && node.has_figures
                && !node.absent
            {
                node.slot = Some(*count);
                *count += 1;
            }
        }
        self.order = order;
        self.nodes.shrink_to_fit();
        counts
    }
}
