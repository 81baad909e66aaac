//! Rows, columns, tables, panels and sections: what the form says of them.

use crossfoot_model::{
    ConstraintId, NodeId, Outcome, Side, TableId, axis_of, place, prose::plain_text, statement_of,
};
use crossfoot_source::{Message, Place};
use crossfoot_syntax::ast::{BlockKind, Property, PropertyKind, TableLine};

use super::{Page, code, plain};
use crate::{Snapshot, walk::tree_of};

pub(super) fn node(s: &Snapshot<'_, '_>, id: TableId, side: Side, node: NodeId) -> String {
    let model = s.model;
    let Some((table, it)) = model.table(id).and_then(|table| Some((table, axis_of(table, side).node(node)?)))
    else {
        return String::new();
    };
    let what = place::node(model, id, side, node);
    let of = place::table(model, id);
    let what_of = Message::new(format!("of {}", of.en), of.zh);
    let mut page = Page::new(s, what.in_lang(s.lang), &what_of);
    if it.label != it.name && !it.label.is_empty() {
        page.say(&plain(&it.label));
    }
    if let Some(unit) = it.unit {
        let label = page.word("Unit: ", "单位：").to_owned();
        page.say(&format!("{label}{}", plain(model.units.name(unit))));
    }
    if let Some(formula) = it.formula {
        page.say(&code(&format!("= {}", formula.expr.span.of(model.text_of(it.place.file)))));
    }
    let axis = axis_of(table, side);
    let parts: Vec<String> = axis.children(node).filter_map(|id| Some(plain(&axis.node(id)?.name))).collect();
    if !parts.is_empty() {
        let label = page.word("Parts: ", "分项：").to_owned();
        page.say(&format!("{label}{}", parts.join(page.word(", ", "、"))));
    }
    if it.nonadditive {
        page.say(page.word("It is not added up.", "不参与合计。").to_owned().as_str());
    }
    if it.optional && it.decl.is_some() {
        page.say(page.word("It may be left out.", "可以不填。").to_owned().as_str());
    }
    if let Some(decl) = it.decl {
        guide(&mut page, &decl.properties, model.text_of(it.place.file));
    }
    for note in &it.notes {
        page.say(&plain(&plain_text(note.prose, model.text_of(note.file))));
    }
    page.text
}

pub(super) fn table(s: &Snapshot<'_, '_>, id: TableId) -> String {
    let model = s.model;
    let Some(it) = model.table(id) else { return String::new() };
    let (rows, columns) = (it.rows.slots().count(), it.columns.slots().count());
    let size = Message::new(format!("{rows} rows, {columns} columns"), format!("{rows}行{columns}列"));
    let name = place::table(model, id);
    let mut page = Page::new(s, name.in_lang(s.lang), &size);
    page.say(&plain(&it.label));
    let (mut holds, mut breaks) = (0, 0);
    for (at, outcome) in (0u32..).map(ConstraintId).zip(&model.graph.outcomes) {
        if statement_of(model, at).and_then(|it| it.table) == Some(id) {
            match outcome {
                Outcome::Agrees | Outcome::WithinRounding => holds += 1,
                Outcome::Differs => breaks += 1,
                _ => {}
            }
        }
    }
    if holds + breaks > 0 {
        let (en, zh) =
            (format!("{holds} rules hold, {breaks} do not."), format!("{holds}条规则相符，{breaks}条不符。"));
        page.say(page.word(&en, &zh).to_owned().as_str());
    }
    if let Some(lines) = lines_of(s, it.place) {
        let properties = lines.iter().filter_map(|line| match line {
            TableLine::Property(property) => Some(property),
            _ => None,
        });
        guide(&mut page, properties, model.text_of(it.place.file));
    }
    page.text
}

fn lines_of<'a>(s: &Snapshot<'_, 'a>, place: Place) -> Option<&'a [TableLine]> {
    tree_of(s.model, place.file)?.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => {
            let is_it = table.name.as_ref().is_some_and(|path| path.span == place.span);
            is_it.then_some(table.lines.as_slice())
        }
        _ => None,
    })
}

pub(super) fn panel(s: &Snapshot<'_, '_>, id: TableId, at: u32) -> String {
    let panel = s.model.table(id).and_then(|table| table.panels.get(at as usize));
    let of = place::table(s.model, id);
    let what = Message::new(format!("a part of {}", of.en), format!("{}的分表", of.zh));
    panel.map_or_else(String::new, |panel| Page::new(s, &panel.label, &what).text)
}

/// A section is known by its heading: the template's has the help for the author.
pub(super) fn section(s: &Snapshot<'_, '_>, place: Place) -> String {
    let text = s.model.text_of(place.file);
    let heading = tree_of(s.model, place.file).and_then(|tree| {
        tree.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading(heading) if heading.prose.span == place.span => Some(heading),
            _ => None,
        })
    });
    let Some(heading) = heading else { return String::new() };
    let mut page = Page::new(s, &plain_text(&heading.prose, text), &Message::default());
    guide(&mut page, &heading.properties, text);
    page.text
}

/// The help for the author among properties.
pub(super) fn guide<'p>(page: &mut Page, properties: impl IntoIterator<Item = &'p Property>, text: &str) {
    for property in properties {
        if let PropertyKind::Guide(prose) = &property.kind {
            page.say(&plain(&plain_text(prose, text)));
        }
    }
}
