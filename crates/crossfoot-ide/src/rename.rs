//! A new name for something, everywhere at once.

use crossfoot_model::{Home, Model, Source, axis_of, build, label};
use crossfoot_source::{Edit, FileId, Message, Span};
use crossfoot_syntax::{ast::BlockKind, is_name, token::Kind};

use crate::{
    Snapshot,
    target::{self, Occurrence, Role, Target, occurrences},
};

/// What would be renamed, and what it is called now; else why it cannot be.
pub fn prepare(s: &Snapshot<'_, '_>, offset: u32) -> Result<(Span, String), Message> {
    let (here, name) = named(s, offset)?;
    Ok((here.place.span, name))
}

/// The changes that give it a new name. They change no figure and no rule: where a name would, it is refused.
pub fn rename(s: &Snapshot<'_, '_>, offset: u32, name: &str) -> Result<Vec<(FileId, Edit)>, Message> {
    let (here, old) = named(s, offset)?;
    let name = name.trim();
    check_name(&here.target, name)?;
    if name == old {
        return Ok(Vec::new());
    }
    if is_taken(s.model, &here.target, name) {
        return Err(Message::new(
            format!("“{name}” is already the name of something here; take another one."),
            format!("此处已有名为“{name}”的内容，请换一个名称。"),
        ));
    }
    let edits: Vec<Edit> = occurrences(s, &here.target)
        .into_iter()
        .filter(|it| it.place.file == FileId::REPORT && says(s, it, &old))
        .map(|it| Edit { span: it.place.span, text: written(s, it.place.span, name) })
        .collect();
    if !is_same_but_for_names(s.model, &edits) {
        return Err(Message::new(
            format!("With the name “{name}” the report would be read differently; take another one."),
            format!("改名为“{name}”后，报告的含义会改变，请换一个名称。"),
        ));
    }
    Ok(edits.into_iter().map(|edit| (FileId::REPORT, edit)).collect())
}

/// What stands at an offset, if it has a name that the open file gives it, and that name.
fn named<'a>(s: &Snapshot<'_, 'a>, offset: u32) -> Result<(Occurrence<'a>, String), Message> {
    let nothing = || Message::new("There is nothing here that has a name.", "此处没有可以改名的内容。");
    let here = target::at(s, offset).ok_or_else(nothing)?;
    match here.target {
        Target::Figure(fact) => {
            let has_name = s.model.fact(fact).is_some_and(|fact| matches!(fact.home, Home::Prose(Some(_))));
            if !has_name || here.role == Role::Has {
                return Err(Message::new(
                    "This figure has no name: write one in front of it, `{name: …}`.",
                    "这个数没有名称：可在前面加上名称，如`{名称：……}`。",
                ));
            }
        }
        Target::Section(_) | Target::Template | Target::BuiltIn(_) | Target::Unit(_) | Target::Panel(..) => {
            return Err(Message::new(
                "This is no name but the wording of the report: change it where it stands.",
                "这不是名称，而是报告的用语，请直接修改。",
            ));
        }
        _ => {}
    }
    let all = occurrences(s, &here.target);
    let declared = all.iter().find(|it| it.role == Role::Declares).ok_or_else(nothing)?;
    if declared.place.file == FileId::TEMPLATE {
        let template = s.model.head.template.unwrap_or_default();
        return Err(Message::new(
            format!("It is declared in the template {template}: rename it there."),
            format!("它由模板{template}规定，请在模板中改名。"),
        ));
    }
    Ok((here, label::name(s.model.text(declared.place)).into_owned()))
}

/// Can the language write the name of such a thing?
fn check_name(target: &Target<'_>, name: &str) -> Result<(), Message> {
    let has_mark = name.contains(|c: char| c.is_control() || "\"“”|｜{}[]\\".contains(c));
    let is_fit = match target {
        // A label in quotes may be any text.
        Target::Node(..) | Target::Member(..) | Target::Choice(_) => !has_mark,
        // A table's name may have points, `V.A`.
        Target::Table(_) => name.split('.').all(is_name),
        Target::Footnote(_) => !has_mark && !name.contains(char::is_whitespace),
        _ => is_name(name),
    };
    if is_fit && !name.is_empty() {
        return Ok(());
    }
    Err(Message::new(
        format!("“{name}” cannot be a name here: take letters, digits and `_`, with a letter first."),
        format!("“{name}”不能用作名称：请用文字、字母、数字或`_`，并以文字或字母开头。"),
    ))
}

/// Has something the name already that it would be taken for?
fn is_taken(model: &Model<'_>, target: &Target<'_>, name: &str) -> bool {
    let name = label::name(name);
    match target {
        Target::Node(table, side, id) => {
            let Some(table) = model.table(*table) else { return false };
            let axis = axis_of(table, *side);
            let parent = axis.node(*id).and_then(|node| node.parent);
            axis.named(&name).any(|it| axis.node(it).is_some_and(|it| it.parent == parent))
        }
        Target::Member(id, _) => model
            .dimensions
            .get(id.at())
            .is_some_and(|it| it.members.iter().any(|member| member.name == name)),
        Target::Rule(_) => model.statements.iter().any(|it| label::same(&it.name, &name)),
        Target::Choice(_) => false,
        Target::Footnote(_) => model.report.tree.blocks.iter().any(|block| match &block.kind {
            BlockKind::Footnote { name: it, .. } => it.of(&model.report.text) == name,
            _ => false,
        }),
        _ => model.named(&name, FileId::REPORT).is_some(),
    }
}

/// Does an occurrence name it by its name, so that it must be changed? A row may also be named by its label.
fn says(s: &Snapshot<'_, '_>, it: &Occurrence<'_>, old: &str) -> bool {
    let typed = it.place.span.of(s.text());
    let has_own_label = match it.target {
        Target::Node(table, side, id) => {
            let node = s.model.table(table).and_then(|table| axis_of(table, side).node(id));
            node.is_some_and(|node| node.label != node.name)
        }
        _ => true,
    };
    let is_figure = matches!(it.target, Target::Figure(_)) && it.role == Role::Has;
    !is_figure && (label::name(typed) == old || (!has_own_label && label::same(typed, old)))
}

/// The new name as it must be written where the old one stands.
fn written(s: &Snapshot<'_, '_>, span: Span, name: &str) -> String {
    let tokens = &s.model.report.tree.tokens;
    let is_word =
        matches!(tokens.at(span.start).and_then(|at| tokens.kind(at)), Some(Kind::Name | Kind::Digits));
    if is_word && !name.split('.').all(is_name) { format!("\"{name}\"") } else { name.to_owned() }
}

/// Is the report with these changes the same, figure by figure and rule by rule?
fn is_same_but_for_names(model: &Model<'_>, edits: &[Edit]) -> bool {
    let mut text = String::with_capacity(model.report.text.len());
    let mut at = 0;
    for edit in edits {
        text.push_str(Span::new(at, edit.span.start).of(&model.report.text));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    text.push_str(Span::new(at, model.report.text.len() as u32).of(&model.report.text));
    let report = Source::new(model.report.name.as_str(), text);
    let renamed = build(&report, model.template);
    let outcomes =
        |model: &Model<'_>| model.graph.outcomes.iter().map(std::mem::discriminant).collect::<Vec<_>>();
    renamed.values.iter().eq(model.values.iter())
        && renamed.graph.ops == model.graph.ops
        && outcomes(&renamed) == outcomes(model)
        && renamed.problems.len() == model.problems.len()
        && report.tree.faults.len() == model.report.tree.faults.len()
}
