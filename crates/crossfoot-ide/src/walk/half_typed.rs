//! Names in an expression that cannot be read as a whole.

use crossfoot_model::{Named, Side, label};
use crossfoot_source::Span;
use crossfoot_syntax::token::Kind;

use super::{Walk, tree_of};
use crate::target::{Role, Target};

impl Walk<'_, '_> {
    /// What cannot be read as a whole may have names in it all the same; behind a table's those of its rows and columns.
    pub(super) fn hole(&mut self, span: Span) {
        let Some(tree) = tree_of(self.model, self.file) else { return };
        let tokens = &tree.tokens;
        let mut table = None;
        for at in tokens.at(span.start).unwrap_or(0).. {
            let Some((kind, it)) = tokens.kind(at).zip(tokens.span(at)).filter(|(_, it)| it.start < span.end)
            else {
                break;
            };
            if !matches!(kind, Kind::Name | Kind::Quoted | Kind::Digits) || it.start < span.start {
                continue;
            }
            let typed = it.of(self.text);
            let quote = typed.len() - typed.trim_start_matches(['"', '“']).len();
            let typed = typed.trim_matches(['"', '“', '”']);
            let start = it.start + quote as u32;
            let span = Span::new(start, start + typed.len() as u32);
            let name = label::name(typed);
            let target = match (self.model.named(&name, self.file), table) {
                (Some(named), _) => {
                    if let Named::Table(id) = named {
                        table = Some(id);
                    }
                    Some(Target::named(named))
                }
                (None, Some(id)) => [Side::Rows, Side::Columns].into_iter().find_map(|side| {
                    let found = self.model.node_named(id, side, &[&name], typed, None);
                    Target::found(self.model, id, side, &found)
                }),
                (None, None) => None,
            };
            if let Some(target) = target {
                self.put(span, target, Role::Uses);
            }
        }
    }
}
