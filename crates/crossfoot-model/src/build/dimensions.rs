//! Dimensions and imports, with the report's own members where the template leaves them open.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::{BlockKind, Decl, DeclName, Import, PropertyKind};

use super::{Builder, Named};
use crate::{
    dimension::{Dimension, DimensionKind, Member},
    problem::ProblemKind,
    report::*,
};

impl<'a> Builder<'a> {
    pub(super) fn read_dimensions(&mut self) {
        for (file, source) in self.sources() {
            for block in &source.tree.blocks {
                match &block.kind {
                    BlockKind::Dimension(decl) => self.declare_dimension(file, decl),
                    BlockKind::Import(import) => self.declare_import(file, import),
                    _ => {}
                }
            }
        }
    }

    fn declare_dimension(&mut self, file: FileId, decl: &'a Decl) {
        let Some((name, place)) = self.decl_name(file, decl) else { return };
        // The report fills a dimension that the template leaves open.
        let of_template = match self.m.names.get(&name) {
            Some((Named::Dimension(id), place)) if place.file != file => Some(*id),
            _ => None,
        };
        let members = self.members(file, &decl.children);
        match of_template {
            Some(id) => {
                if let Some(dimension) = self.m.dimensions.get_mut(id.at()) {
                    dimension.members.retain(|member| !member.name.is_empty());
                    dimension.members.extend(members);
                }
            }
            None => {
                let id = DimensionId(self.m.dimensions.len() as u32);
                self.claim(name.clone(), Named::Dimension(id), place);
                self.m.dimensions.push(Dimension { name, place, members, kind: DimensionKind::Declared });
            }
        }
    }

    fn members(&mut self, file: FileId, decls: &'a [Decl]) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::new();
        for decl in decls {
            if let DeclName::Range(first, last) = decl.name {
                let text = self.text(file);
                let number = |span: crossfoot_source::Span| span.of(text).parse::<u32>().ok();
                let (Some(first), Some(last)) = (number(first), number(last)) else { continue };
                // A range is a ranking or a calendar, not a table of its own.
                for n in (first..=last).take(1000) {
                    let name: Cow<'a, str> = Cow::Owned(n.to_string());
                    let label = self.label(name.clone(), name.clone());
                    members.push(Member { name, label, place: Place { file, span: decl.span }, decl: None });
                }
                continue;
            }
            let Some((name, place)) = self.decl_name(file, decl) else { continue };
            if let Some(first) = members.iter().find(|member| member.name == name) {
                let first = first.place;
                self.problem(place, ProblemKind::DuplicateName { first });
                continue;
            }
            let shown = self.decl_label(file, decl, &name);
            let label = self.label(name.clone(), shown);
            members.push(Member { name, label, place, decl: Some(decl) });
        }
        members
    }

    fn declare_import(&mut self, file: FileId, import: &'a Import) {
        let Some(path) = &import.name else { return };
        let name = self.name(file, path.span);
        let place = Place { file, span: path.span };
        let members = self.members(file, &import.members);
        if file == FileId::REPORT
            && let Some((Named::Dimension(id), _)) = self.m.names.get(&name).copied()
            && let Some(dimension) = self.m.dimensions.get_mut(id.at())
            && dimension.kind != DimensionKind::Declared
        {
            dimension.members = members;
            dimension.place = place;
            dimension.kind = DimensionKind::Import;
            return;
        }
        let optional = import.properties.iter().any(|p| matches!(p.kind, PropertyKind::Optional));
        let kind = if optional && file == FileId::TEMPLATE {
            DimensionKind::AbsentImport
        } else {
            DimensionKind::Import
        };
        let id = DimensionId(self.m.dimensions.len() as u32);
        self.claim(name.clone(), Named::Dimension(id), place);
        self.m.dimensions.push(Dimension { name, place, members, kind });
    }

    /// A declaration's name, and where it stands; `None` for `*`, a range and what cannot be read.
    pub(super) fn decl_name(&self, file: FileId, decl: &Decl) -> Option<(Cow<'a, str>, Place)> {
        match &decl.name {
            DeclName::Path(path) => {
                // A single quoted name is what stands between the quotes.
                let span = match path.steps.as_slice() {
                    [step] => step.span,
                    _ => path.span,
                };
                Some((self.name(file, span), Place { file, span }))
            }
            _ => None,
        }
    }

    /// A declaration's label: its name, where it has none of its own.
    pub(super) fn decl_label(&self, file: FileId, decl: &Decl, name: &Cow<'a, str>) -> Cow<'a, str> {
        match decl.label {
            Some(span) => Cow::Borrowed(span.of(self.text(file))),
            None => name.clone(),
        }
    }
}
