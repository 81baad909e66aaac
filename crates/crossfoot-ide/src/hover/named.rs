//! What has a name outside tables: `@let`, fields, dimensions, rules, units, footnotes, the template.

use crossfoot_figure::Class;
use crossfoot_model::{DimensionId, Outcome, StatementId, place, print, prose::plain_text};
use crossfoot_source::{FileId, Message, Place};
use crossfoot_syntax::ast::{BlockKind, Decl, PropertyKind};

use super::{Page, code, header::guide, plain};
use crate::{
    Snapshot,
    target::{Role, Target},
    walk::{name_of, tree_of, walk},
};

/// So many figures or members are listed.
const MOST: usize = 12;

pub(super) fn definition(s: &Snapshot<'_, '_>, at: u32) -> String {
    let Some((it, file)) = s.model.let_of(at) else { return String::new() };
    let text = s.model.text_of(file);
    let mut page = Page::new(s, it.name.map_or("", |name| name.of(text)), &Message::default());
    page.say(&code(&format!("= {}", it.expr.span.of(text))));
    let mut facts = Vec::new();
    walk(s.model, file, &mut |seen| {
        let inside = it.expr.span.holds(seen.place.span);
        if let (Target::Figure(fact), Role::Uses, true) = (seen.target, seen.role, inside) {
            facts.push(fact);
        }
    });
    for fact in facts.into_iter().take(MOST) {
        let (name, value) = (place::fact(s.model, fact), print::with_unit(s.model, fact));
        page.item(0, &plain(&format!("{} = {}", name.in_lang(s.lang), value.in_lang(s.lang))));
    }
    page.text
}

pub(super) fn field(s: &Snapshot<'_, '_>, at: u32) -> String {
    let Some(it) = s.model.head.fields.get(at as usize) else { return String::new() };
    let label = if it.label == it.name { Message::default() } else { Message::same(plain(&it.label)) };
    let mut page = Page::new(s, &it.name, &label);
    let label = |id: &crossfoot_model::LabelId| s.model.labels.get(id.at());
    for choice in it.choices.iter().filter_map(label) {
        page.item(0, &labelled(&choice.name, &choice.label));
    }
    if let Some(decl) = declared(s, it.place) {
        guide(&mut page, &decl.properties, s.model.text_of(it.place.file));
    }
    page.text
}

pub(super) fn choice(s: &Snapshot<'_, '_>, place: Place) -> String {
    let text = s.model.text_of(place.file);
    let label = declared(s, place).and_then(|decl| decl.label).map(|label| plain(label.of(text)));
    Page::new(s, s.model.text(place), &Message::same(label.unwrap_or_default())).text
}

/// A line of a field or dimension that declares the name at a place.
fn declared<'a>(s: &Snapshot<'_, 'a>, place: Place) -> Option<&'a Decl> {
    let is_it = |decl: &&'a Decl| name_of(decl) == Some(place.span);
    tree_of(s.model, place.file)?.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Field(decl) | BlockKind::Dimension(decl) => {
            Some(decl).filter(is_it).or_else(|| decl.children.iter().find(is_it))
        }
        BlockKind::Import(import) => import.members.iter().find(is_it),
        _ => None,
    })
}

pub(super) fn dimension(s: &Snapshot<'_, '_>, id: DimensionId) -> String {
    let Some(it) = s.model.dimensions.get(id.at()) else { return String::new() };
    let count = it.members.len();
    let what = Message::new(format!("{count} members"), format!("{count}项"));
    let mut page = Page::new(s, &it.name, &what);
    for member in it.members.iter().take(MOST) {
        let label = s.model.labels.get(member.label.at()).map_or("", |it| it.label.as_ref());
        page.item(0, &labelled(&member.name, label));
    }
    if count > MOST {
        page.item(0, "…");
    }
    page.text
}

pub(super) fn member(s: &Snapshot<'_, '_>, id: DimensionId, at: u32) -> String {
    let Some(it) = s.model.dimensions.get(id.at()) else { return String::new() };
    let Some(member) = it.members.get(at as usize) else { return String::new() };
    let what = Message::new(format!("of {}", plain(&it.name)), format!("“{}”之一", plain(&it.name)));
    let mut page = Page::new(s, &member.name, &what);
    let label = s.model.labels.get(member.label.at()).filter(|it| it.label != it.name);
    page.say(&label.map(|it| plain(&it.label)).unwrap_or_default());
    if let Some(decl) = member.decl {
        guide(&mut page, &decl.properties, s.model.text_of(member.place.file));
    }
    page.text
}

fn labelled(name: &str, label: &str) -> String {
    if label.is_empty() || label == name { plain(name) } else { format!("{}: {}", plain(name), plain(label)) }
}

/// A rule of the report or the template: what it says, and what came of it.
pub(super) fn rule(s: &Snapshot<'_, '_>, place: Place) -> String {
    let model = s.model;
    let stands = (0u32..).map(StatementId).zip(&model.statements).find(|(_, it)| {
        // Of a formula the name stands behind it.
        it.file == place.file
            && (it.span.touches(place.span.start) || it.name == model.text(place))
            && !it.name.is_empty()
    });
    let Some((id, it)) = stands else {
        return Page::new(s, model.text(place), &Message::new("a rule", "规则")).text;
    };
    let mut page = Page::new(s, &it.name, &Message::new("a rule", "规则"));
    page.say(&code(it.expr.span.of(model.text_of(it.file))));
    if let Some(when) = it.when {
        let label = page.word("When ", "当 ").to_owned();
        page.say(&format!("{label}{}", code(when.span.of(model.text_of(it.file)))));
    }
    let (mut holds, mut breaks, mut open) = (0, 0, 0);
    for (constraint, outcome) in model.graph.constraints.iter().zip(&model.graph.outcomes) {
        match outcome {
            _ if constraint.statement != id => {}
            Outcome::Agrees | Outcome::WithinRounding => holds += 1,
            Outcome::Differs | Outcome::Explained(_) => breaks += 1,
            Outcome::NotCheckable(_) => open += 1,
            Outcome::DoesNotApply => {}
        }
    }
    let (en, zh) = (
        format!("Holds {holds} times, does not {breaks} times, cannot be checked {open} times."),
        format!("相符{holds}处，不符{breaks}处，无法核对{open}处。"),
    );
    page.say(page.word(&en, &zh).to_owned().as_str());
    page.text
}

/// A rule of the checker: its documentation.
pub(super) fn built_in(s: &Snapshot<'_, '_>, name: &str) -> String {
    let Some(rule) = crossfoot_check::rule(name) else { return String::new() };
    let mut page = Page::new(s, rule.name, &Message::same(rule.summary(s.lang)));
    // Behind the two sentences the documentation goes on in English.
    let more = rule.docs.split("\n\n").nth(2).filter(|_| s.lang == crossfoot_source::Lang::En);
    page.say(more.filter(|more| !more.starts_with('#')).unwrap_or_default());
    page.say(&format!("`crossfoot explain {}`", rule.name));
    page.text
}

pub(super) fn unit(s: &Snapshot<'_, '_>, name: &str) -> String {
    let mut units = s.model.units.clone();
    let class = units.intern(name);
    let what = match units.class(class) {
        Class::Count => Message::new("counted", "计数"),
        Class::Signed => Message::new("counted, may be negative", "计数，可为负"),
        Class::Amount => Message::new("measured", "计量数"),
        Class::Money => Message::new("money", "金额"),
        Class::Rate => Message::new("a rate", "比率"),
        Class::Points => Message::new("a difference of rates", "百分点"),
        Class::Text => Message::new("text, no number", "文本，不是数"),
        Class::Date => Message::new("a day", "日期"),
    };
    let mut page = Page::new(s, name, &what);
    for file in [FileId::REPORT, FileId::TEMPLATE] {
        let text = s.model.text_of(file);
        let blocks = tree_of(s.model, file).into_iter().flat_map(|tree| &tree.blocks);
        for decl in blocks.flat_map(|block| match &block.kind {
            BlockKind::Units(decls) => decls.as_slice(),
            _ => &[],
        }) {
            if decl.name.of(text) == name {
                page.say(&code(decl.span.of(text)));
            }
        }
    }
    page.text
}

pub(super) fn footnote(s: &Snapshot<'_, '_>, name: &str) -> String {
    let text = s.text();
    let mut page = Page::new(s, name, &Message::new("a footnote", "脚注"));
    for block in &s.model.report.tree.blocks {
        if let BlockKind::Footnote { name: it, prose } = &block.kind
            && it.of(text) == name
        {
            page.say(&plain(&plain_text(prose, text)));
        }
    }
    page.text
}

pub(super) fn template(s: &Snapshot<'_, '_>) -> String {
    let head = &s.model.head;
    let what = if s.model.template.is_some() || !s.model.is_report() {
        Message::same(plain(head.template_title.unwrap_or_default()))
    } else {
        Message::new("not found", "没有找到")
    };
    let mut page = Page::new(s, head.template.unwrap_or_default(), &what);
    let file = if s.model.template.is_some() { FileId::TEMPLATE } else { FileId::REPORT };
    let properties = tree_of(s.model, file).into_iter().flat_map(|tree| &tree.blocks).flat_map(|block| {
        match &block.kind {
            BlockKind::Template(head) => head.properties.as_slice(),
            _ => &[],
        }
    });
    let properties: Vec<_> = properties.collect();
    for property in &properties {
        if let PropertyKind::Period(_) = property.kind {
            page.say(&code(property.span.of(s.model.text_of(file))));
        }
    }
    guide(&mut page, properties, s.model.text_of(file));
    page.text
}
