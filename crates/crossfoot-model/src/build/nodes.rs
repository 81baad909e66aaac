//! From declarations to header trees.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{Decl, DeclName, Property, PropertyKind, StepKind};

use super::{Builder, Named, Setting};
use crate::{
    axis::{Axis, Node, OpenPlace},
    problem::{ProblemKind, Sought},
    report::*,
};

/// What a node has from what it stands beneath.
#[derive(Clone, Copy, Default)]
pub(super) struct Above<'a> {
    pub parent: Option<NodeId>,
    pub panel: u32,
    pub setting: Setting<'a>,
    pub nonadditive: bool,
}

impl<'a> Builder<'a> {
    /// Declares the nodes of a list of declarations beneath a node.
    pub(super) fn declare_nodes(
        &mut self,
        axis: &mut Axis<'a>,
        file: FileId,
        decls: &'a [Decl],
        above: Above<'a>,
    ) {
        let mut star: Option<usize> = None;
        for decl in decls {
            let from = axis.nodes.len();
            match &decl.name {
                DeclName::Any(_) => {
                    star = Some(axis.open.len());
                    axis.open.push(OpenPlace { parent: above.parent, panel: above.panel, before: None });
                    if !self.is_report() {
                        self.push_phantom(axis, file, decl, above);
                    }
                    continue;
                }
                DeclName::Range(first, last) => self.declare_range(axis, file, decl, (*first, *last), above),
                DeclName::Path(path) => match path.steps.as_slice() {
                    [base, star] if star.kind == StepKind::Star => {
                        self.declare_members(axis, file, decl, base.span, above)
                    }
                    _ => {
                        if let Some((name, place)) = self.decl_name(file, decl) {
                            let label = self.decl_label(file, decl, &name);
                            self.declare_node(axis, file, decl, (name, label, place), None, above);
                        }
                    }
                },
                DeclName::Hole(_) => continue,
            }
            // What is declared behind a `*` stands behind the report's own, too.
            if let Some(at) = star.take()
                && axis.nodes.len() > from
                && let Some(open) = axis.open.get_mut(at)
            {
                open.before = Some(NodeId(from as u32));
            }
        }
    }

    /// In a template that is looked at for its own sake, `*` has one member, so that rules are looked at too.
    fn push_phantom(&mut self, axis: &mut Axis<'a>, file: FileId, decl: &'a Decl, above: Above<'a>) {
        let name: Cow<'a, str> = Cow::Borrowed("*");
        self.declare_node(
            axis,
            file,
            decl,
            (name.clone(), name, Place { file, span: decl.span }),
            None,
            above,
        );
    }

    fn declare_range(
        &mut self,
        axis: &mut Axis<'a>,
        file: FileId,
        decl: &'a Decl,
        range: (Span, Span),
        above: Above<'a>,
    ) {
        let text = self.text(file);
        let (Ok(first), Ok(last)) = (range.0.of(text).parse::<u32>(), range.1.of(text).parse::<u32>()) else {
            return;
        };
        for n in (first..=last).take(1000) {
            let name: Cow<'a, str> = Cow::Owned(n.to_string());
            self.declare_node(
                axis,
                file,
                decl,
                (name.clone(), name, Place { file, span: decl.span }),
                None,
                above,
            );
        }
    }

    fn declare_members(
        &mut self,
        axis: &mut Axis<'a>,
        file: FileId,
        decl: &'a Decl,
        base: Span,
        above: Above<'a>,
    ) {
        let name = self.name(file, base);
        let Some(Named::Dimension(id)) = self.named(&name, file) else {
            let kind = ProblemKind::UnknownName { sought: Sought::Dimension, nearest: None };
            self.problem(Place { file, span: base }, kind);
            return;
        };
        let Some(dimension) = self.m.dimensions.get(id.at()) else { return };
        let members: Vec<_> = dimension
            .members
            .iter()
            .map(|member| {
                let label = self.m.labels.get(member.label.at()).map(|it| it.label.clone());
                ((member.name.clone(), label.unwrap_or_default(), member.place), member.decl)
            })
            .collect();
        if members.is_empty() && !self.is_report() {
            self.push_phantom(axis, file, decl, above);
            return;
        }
        for (at, (named, inner)) in members.into_iter().enumerate() {
            let place = named.2;
            let node = self.declare_node(axis, file, decl, named, Some((id, at as u32)), above);
            if let Some(inner) = inner
                && !inner.children.is_empty()
            {
                let below = self.beneath(axis, node, above);
                self.declare_nodes(axis, place.file, &inner.children, below);
            }
        }
    }

    fn declare_node(
        &mut self,
        axis: &mut Axis<'a>,
        file: FileId,
        decl: &'a Decl,
        (name, label, place): (Cow<'a, str>, Cow<'a, str>, Place),
        member: Option<(DimensionId, u32)>,
        above: Above<'a>,
    ) -> NodeId {
        let twin = axis.named(&name).find(|id| {
            axis.node(*id).is_some_and(|node| node.parent == above.parent && node.panel == above.panel)
        });
        if let Some(twin) = twin.and_then(|twin| axis.node(twin)) {
            let first = twin.place;
            self.problem(place, ProblemKind::DuplicateName { first });
        }
        let own = self.setting(file, &decl.properties);
        let setting = own.or(above.setting);
        let mut node = Node::new(name, label, place, above.panel);
        node.member = member;
        node.formula = decl.formula.as_ref();
        node.decl = Some(decl);
        // A parent is a heading unless something says that it has figures.
        let is_parent = decl.children.iter().any(|child| !matches!(child.name, DeclName::Hole(_)));
        node.has_figures = !is_parent || node.formula.is_some() || own.unit.is_some();
        node.nonadditive = above.nonadditive;
        node.set(setting);
        self.set_properties(&mut node, file, &decl.properties);
        let id = axis.push(node, above.parent, None);
        let below = self.beneath(axis, id, above);
        self.declare_nodes(axis, file, &decl.children, below);
        id
    }

    /// What the children of a node have from it.
    pub(super) fn beneath(&self, axis: &Axis<'a>, id: NodeId, above: Above<'a>) -> Above<'a> {
        let Some(node) = axis.node(id) else { return above };
        let unit = node.unit.map(|unit| (unit, node.unit_place));
        let setting =
            Setting { unit, blank: node.blank, accept: node.accept, severity: above.setting.severity };
        Above { parent: Some(id), panel: node.panel, setting, nonadditive: node.nonadditive }
    }

    /// What properties say of a node, but for unit, blank and accept.
    pub(super) fn set_properties(&mut self, node: &mut Node<'a>, file: FileId, properties: &'a [Property]) {
        let text = self.text(file);
        for property in properties {
            match &property.kind {
                PropertyKind::Optional => node.optional = true,
                PropertyKind::Nonadditive => node.nonadditive = true,
                PropertyKind::Also(Some(span)) => node.also.push(Cow::Borrowed(span.of(text))),
                PropertyKind::Was(Some(span)) => node.was.push(Cow::Borrowed(span.of(text))),
                PropertyKind::Note(prose) => node.notes.push(Note { prose, file }),
                _ => {}
            }
        }
    }
}

impl<'a> Node<'a> {
    pub(super) fn new(name: Cow<'a, str>, label: Cow<'a, str>, place: Place, panel: u32) -> Self {
        Self {
            name,
            label,
            place,
            typed: None,
            parent: None,
            depth: 0,
            panel,
            slot: None,
            has_figures: true,
            absent: false,
            optional: false,
            member: None,
            unit: None,
            unit_place: Place::default(),
            nonadditive: false,
            blank: None,
            accept: None,
            also: Vec::new(),
            was: Vec::new(),
            formula: None,
            decl: None,
            is_total: false,
            notes: Vec::new(),
            footnotes: Vec::new(),
            first_child: None,
            last_child: None,
            next: None,
            previous: None,
            same_name: None,
        }
    }

    pub(super) fn set(&mut self, setting: Setting<'a>) {
        if let Some((unit, place)) = setting.unit {
            self.unit = Some(unit);
            self.unit_place = place;
        }
        self.blank = setting.blank.or(self.blank);
        self.accept = setting.accept.or(self.accept);
    }
}
