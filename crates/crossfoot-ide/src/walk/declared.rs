//! What is declared outside tables: units, fields, dimensions and imports.

use crossfoot_model::{DimensionId, Named, label};
use crossfoot_source::{Place, Span};
use crossfoot_syntax::{
    ast::{BlockKind, Decl, Import, UnitDecl},
    words::measure,
};

use super::{Scope, Walk, name_of, tree_of};
use crate::target::{Role, Target};

impl<'a> Walk<'_, 'a> {
    pub(super) fn unit(&mut self, decl: &'a UnitDecl) {
        self.put(decl.name, Target::Unit(decl.name.of(self.text)), Role::Declares);
        if let Some(base) = decl.base.filter(|it| measure(it.of(self.text)).is_none()) {
            self.put(base, Target::Unit(base.of(self.text)), Role::Uses);
        }
    }

    /// Where a field's choice is declared.
    pub(super) fn choice(&self, field: u32, typed: &str) -> Option<Place> {
        let declared = self.model.head.fields.get(field as usize)?.place;
        let text = self.model.text_of(declared.file);
        let decl = tree_of(self.model, declared.file)?.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Field(decl) => (name_of(decl) == Some(declared.span)).then_some(decl),
            _ => None,
        })?;
        let is_it = |decl: &&Decl| {
            let name = name_of(decl).map_or("", |name| name.of(text));
            label::name(name) == label::name(typed)
                || label::same(decl.label.map_or(name, |label| label.of(text)), typed)
        };
        let span = name_of(decl.children.iter().find(is_it)?)?;
        Some(Place { file: declared.file, span })
    }

    pub(super) fn field(&mut self, decl: &'a Decl) {
        let Some(name) = name_of(decl) else { return };
        if let Some(Named::Field(at)) = self.named(name) {
            self.put(name, Target::Field(at), Role::Declares);
        }
        for choice in decl.children.iter().filter_map(name_of) {
            self.put(choice, Target::Choice(self.place(choice)), Role::Declares);
        }
        self.properties(&decl.properties, Scope::default());
    }

    pub(super) fn dimension(&mut self, decl: &'a Decl) {
        if let Some(name) = name_of(decl) {
            self.set(name, &decl.children);
        }
        self.properties(&decl.properties, Scope::default());
    }

    pub(super) fn import(&mut self, import: &'a Import) {
        if let Some(name) = &import.name {
            self.set(name.span, &import.members);
        }
        self.properties(&import.properties, Scope::default());
    }

    /// A dimension or an import with its members. What a template leaves open the report fills.
    fn set(&mut self, name: Span, decls: &'a [Decl]) {
        let Some(Named::Dimension(id)) = self.named(name) else { return };
        let place = self.place(name);
        let is_here = self.model.dimensions.get(id.at()).is_some_and(|it| it.place == place);
        self.put(name, Target::Dimension(id), if is_here { Role::Declares } else { Role::Has });
        self.members(id, decls);
    }

    fn members(&mut self, id: DimensionId, decls: &'a [Decl]) {
        for decl in decls {
            let Some(name) = name_of(decl) else { continue };
            let place = self.place(name);
            let members =
                self.model.dimensions.get(id.at()).map(|it| it.members.as_slice()).unwrap_or_default();
            if let Some(member) = members.iter().position(|member| member.place == place) {
                self.put(name, Target::Member(id, member as u32), Role::Declares);
            }
            self.properties(&decl.properties, Scope::default());
            self.beneath_member(&decl.children);
        }
    }

    /// What is declared beneath a member is a row or column of each table that has the dimension.
    fn beneath_member(&mut self, decls: &'a [Decl]) {
        for decl in decls {
            if let Some(name) = name_of(decl)
                && let Some(target) = self.node_declared(name)
            {
                self.put(name, target, Role::Declares);
            }
            self.properties(&decl.properties, Scope::default());
            self.beneath_member(&decl.children);
        }
    }
}
