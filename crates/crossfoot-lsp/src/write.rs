//! What helps to write, as the protocol has it: completion, hints beside the text, actions.

use crossfoot_ide::{self as ide, ActionKind, ItemKind};
use crossfoot_source::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::*;

use crate::{desk::Sitting, diagnostic};

pub fn completion(sitting: &Sitting<'_>, offset: u32) -> Option<CompletionResponse> {
    let items = ide::completion(&sitting.snapshot(), offset);
    // What fits depends on what is typed: a longer word may have other ends.
    let list = items.into_iter().filter_map(|item| one(sitting, offset, item)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: false, items: list }))
}

/// An item; a snippet is left out where the editor knows none and it would show its marks.
fn one(sitting: &Sitting<'_>, offset: u32, item: ide::Item) -> Option<CompletionItem> {
    let knows_snippets = sitting.office.editor().snippets;
    let text = if item.is_snippet && !knows_snippets { plain(&item.insert) } else { item.insert };
    // The protocol wants the replaced range on one line, around the cursor.
    let line = sitting.line_start(offset);
    let replace = Span::new(item.replace.start.max(line).min(offset), item.replace.end.max(offset));
    Some(CompletionItem {
        label: item.label,
        kind: Some(kind(item.kind)),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(item.docs)
            .filter(|docs| !docs.is_empty())
            .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })),
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        insert_text_format: Some(if item.is_snippet && knows_snippets {
            InsertTextFormat::SNIPPET
        } else {
            InsertTextFormat::PLAIN_TEXT
        }),
        // Rows and columns are indented as they are to be.
        insert_text_mode: Some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(sitting.range(replace), text))),
        ..CompletionItem::default()
    })
}

/// A snippet without its marks: `${1:text}` is `text`, `$0` nothing.
fn plain(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut chars = snippet.chars().peekable();
    let mut open = 0;
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '$' if chars.next_if_eq(&'{').is_some() => {
                open += 1;
                while chars.next_if(char::is_ascii_digit).is_some() {}
                chars.next_if_eq(&':');
            }
            '$' => while chars.next_if(char::is_ascii_digit).is_some() {},
            '}' if open > 0 => open -= 1,
            c => out.push(c),
        }
    }
    out
}

const fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Word => CompletionItemKind::KEYWORD,
        ItemKind::Function => CompletionItemKind::FUNCTION,
        ItemKind::Template => CompletionItemKind::FILE,
        ItemKind::Section => CompletionItemKind::MODULE,
        ItemKind::Table => CompletionItemKind::CLASS,
        ItemKind::Row => CompletionItemKind::PROPERTY,
        ItemKind::Column => CompletionItemKind::FIELD,
        ItemKind::Figure => CompletionItemKind::VALUE,
        ItemKind::Let => CompletionItemKind::VARIABLE,
        ItemKind::Field => CompletionItemKind::FIELD,
        ItemKind::Choice | ItemKind::Member => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Dimension => CompletionItemKind::ENUM,
        ItemKind::Unit => CompletionItemKind::UNIT,
        ItemKind::Rule => CompletionItemKind::EVENT,
    }
}

pub fn hints(sitting: &Sitting<'_>, part: Span) -> Vec<InlayHint> {
    let hint = |it: ide::Inlay| InlayHint {
        position: sitting.range(Span::new(it.offset, it.offset)).start,
        label: InlayHintLabel::String(it.label),
        kind: None,
        text_edits: None,
        tooltip: Some(it.tooltip).filter(|tip| !tip.is_empty()).map(InlayHintTooltip::String),
        padding_left: Some(!it.is_before),
        padding_right: Some(it.is_before),
        data: None,
    };
    ide::inlay(&sitting.snapshot(), part).into_iter().map(hint).collect()
}

/// What is said over each table; it does nothing.
pub fn lenses(sitting: &Sitting<'_>) -> Vec<CodeLens> {
    let lens = |it: ide::Lens| CodeLens {
        range: sitting.range(it.span),
        command: Some(Command { title: it.title, command: String::new(), arguments: None }),
        data: None,
    };
    ide::lenses(&sitting.snapshot()).into_iter().map(lens).collect()
}

/// Which action an editor asks to have worked out: one of those at a place, in a version of a document.
#[derive(Serialize, Deserialize)]
struct Offered {
    uri: Uri,
    version: i32,
    range: Range,
    nth: usize,
}

pub fn actions(sitting: &Sitting<'_>, range: Range, context: &CodeActionContext) -> CodeActionResponse {
    let is_wanted = |kind: &CodeActionKind| {
        let asked = context.only.as_ref();
        asked.is_none_or(|asked| asked.iter().any(|it| is_kind_of(kind.as_str(), it.as_str())))
    };
    let offered = ide::actions(&sitting.snapshot(), sitting.span(range));
    let mut out = Vec::new();
    for (nth, action) in offered.into_iter().enumerate() {
        let kind = match action.kind {
            ActionKind::QuickFix => CodeActionKind::QUICKFIX,
            ActionKind::Refactor => CodeActionKind::REFACTOR,
            ActionKind::FixAll => CodeActionKind::new("source.fixAll.crossfoot"),
        };
        if !is_wanted(&kind) {
            continue;
        }
        let mends = action.finding.and_then(|at| sitting.findings.get(at));
        let (uri, version) = (sitting.paper.uri.clone(), sitting.paper.version);
        out.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title,
            kind: Some(kind),
            diagnostics: mends.map(|finding| vec![diagnostic::one(sitting, finding)]),
            is_preferred: Some(action.is_preferred),
            data: serde_json::to_value(Offered { uri, version, range, nth }).ok(),
            ..CodeAction::default()
        }));
    }
    out
}

/// `source.fixAll` is asked for as `source`, too.
fn is_kind_of(kind: &str, asked: &str) -> bool {
    kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || asked.is_empty() || rest.starts_with('.'))
}

/// The document of an action that is to be worked out.
pub fn document_of(action: &CodeAction) -> Option<TextDocumentIdentifier> {
    let offered: Offered = serde_json::from_value(action.data.clone()?).ok()?;
    Some(TextDocumentIdentifier::new(offered.uri))
}

/// The same action with what it changes; without, where the document is another by now.
pub fn resolve(sitting: &Sitting<'_>, mut action: CodeAction) -> CodeAction {
    let offered = action.data.clone().and_then(|data| serde_json::from_value::<Offered>(data).ok());
    let Some(offered) = offered.filter(|it| it.version == sitting.paper.version) else { return action };
    let (snapshot, span) = (sitting.snapshot(), sitting.span(offered.range));
    let found = ide::actions(&snapshot, span);
    if let Some(edits) = found.get(offered.nth).and_then(|found| ide::resolve(&snapshot, span, &found.id)) {
        let changes = [(offered.uri, sitting.edits(&edits))];
        action.edit = Some(WorkspaceEdit::new(changes.into_iter().collect()));
    }
    action
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_without_its_marks() {
        assert_eq!(plain("新收 | ${1} | ${2:0} |$0"), "新收 |  | 0 |");
        assert_eq!(plain(r"\$5 \}"), "$5 }");
    }

    #[test]
    fn a_kind_is_one_of_those_that_it_is_beneath() {
        assert!(is_kind_of("source.fixAll.crossfoot", "source.fixAll"));
        assert!(is_kind_of("quickfix", "quickfix"));
        assert!(is_kind_of("quickfix", ""));
        assert!(!is_kind_of("quickfix", "quick"));
        assert!(!is_kind_of("refactor", "refactor.extract"));
    }
}
