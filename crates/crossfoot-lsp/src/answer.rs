//! What the verbs of the editor answer, as the protocol has it.

use crossfoot_ide as ide;
use crossfoot_source::{Place, Span};
use tower_lsp::ls_types::*;

use crate::desk::Sitting;

pub fn hover(sitting: &Sitting<'_>, offset: u32) -> Option<Hover> {
    let hover = ide::hover(&sitting.snapshot(), offset)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: hover.markdown });
    Some(Hover { contents, range: Some(sitting.range(hover.span)) })
}

pub fn definition(sitting: &Sitting<'_>, offset: u32) -> Option<GotoDefinitionResponse> {
    let links = ide::definition(&sitting.snapshot(), offset);
    let link = |link: &ide::Link| {
        let target = sitting.location(link.target)?;
        Some(LocationLink {
            origin_selection_range: Some(sitting.range(link.origin)),
            target_uri: target.uri,
            target_range: target.range,
            target_selection_range: sitting.location(link.focus)?.range,
        })
    };
    if sitting.office.editor().links {
        return Some(GotoDefinitionResponse::Link(links.iter().filter_map(link).collect()));
    }
    Some(GotoDefinitionResponse::Array(
        links.iter().filter_map(|link| sitting.location(link.focus)).collect(),
    ))
}

pub fn references(sitting: &Sitting<'_>, offset: u32, with_declaration: bool) -> Vec<Location> {
    let places = ide::references(&sitting.snapshot(), offset, with_declaration);
    places.into_iter().filter_map(|place| sitting.location(place)).collect()
}

pub fn highlights(sitting: &Sitting<'_>, offset: u32) -> Vec<DocumentHighlight> {
    let highlight = |it: ide::Highlight| DocumentHighlight {
        range: sitting.range(it.span),
        kind: Some(if it.writes { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    ide::highlights(&sitting.snapshot(), offset).into_iter().map(highlight).collect()
}

/// What can be renamed, or why it cannot.
pub fn prepare(sitting: &Sitting<'_>, offset: u32) -> Result<PrepareRenameResponse, String> {
    match ide::prepare(&sitting.snapshot(), offset) {
        Ok((span, placeholder)) => {
            Ok(PrepareRenameResponse::RangeWithPlaceholder { range: sitting.range(span), placeholder })
        }
        Err(why) => Err(why.in_lang(sitting.lang).to_owned()),
    }
}

pub fn rename(sitting: &Sitting<'_>, offset: u32, name: &str) -> Result<WorkspaceEdit, String> {
    let edits =
        ide::rename(&sitting.snapshot(), offset, name).map_err(|why| why.in_lang(sitting.lang).to_owned())?;
    let mut changes = std::collections::HashMap::<Uri, Vec<TextEdit>>::new();
    for (file, edit) in edits {
        if let Some(at) = sitting.location(Place { file, span: edit.span }) {
            changes.entry(at.uri).or_default().push(TextEdit::new(at.range, edit.text));
        }
    }
    Ok(WorkspaceEdit::new(changes))
}

/// The outline, nested if the editor nests.
pub fn outline(sitting: &Sitting<'_>) -> DocumentSymbolResponse {
    let symbols = ide::outline(&sitting.snapshot());
    if sitting.office.editor().nested_symbols {
        return DocumentSymbolResponse::Nested(symbols.into_iter().map(|it| nested(sitting, it)).collect());
    }
    let mut flat = Vec::new();
    flatten(sitting, symbols, None, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

#[allow(deprecated, reason = "the protocol's struct has a field that it has given up")]
fn nested(sitting: &Sitting<'_>, symbol: ide::Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|it| nested(sitting, it)).collect();
    DocumentSymbol {
        name: shown(symbol.name),
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: sitting.range(symbol.span),
        selection_range: sitting.range(symbol.focus),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

#[allow(deprecated, reason = "the protocol's struct has a field that it has given up")]
fn flatten(
    sitting: &Sitting<'_>,
    symbols: Vec<ide::Symbol>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: shown(symbol.name.clone()),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location::new(sitting.paper.uri.clone(), sitting.range(symbol.focus)),
            container_name: container.map(str::to_owned),
        });
        flatten(sitting, symbol.children, Some(&symbol.name), flat);
    }
}

/// The symbols of a document that answer to a query.
pub fn search(sitting: &Sitting<'_>, query: &str) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    flatten(sitting, ide::search(&sitting.snapshot(), query), None, &mut flat);
    flat
}

/// A symbol without a name is an error to some editors.
fn shown(name: String) -> String {
    if name.trim().is_empty() { "…".to_owned() } else { name }
}

const fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Head => SymbolKind::FILE,
        ide::SymbolKind::Section => SymbolKind::NAMESPACE,
        ide::SymbolKind::Table => SymbolKind::CLASS,
        ide::SymbolKind::Panel => SymbolKind::STRUCT,
        ide::SymbolKind::Row => SymbolKind::PROPERTY,
        ide::SymbolKind::Column => SymbolKind::FIELD,
        ide::SymbolKind::Figure => SymbolKind::NUMBER,
        ide::SymbolKind::Let => SymbolKind::VARIABLE,
        ide::SymbolKind::Rule => SymbolKind::FUNCTION,
        ide::SymbolKind::Dimension => SymbolKind::ENUM,
        ide::SymbolKind::Field => SymbolKind::KEY,
    }
}

pub fn folds(sitting: &Sitting<'_>) -> Vec<FoldingRange> {
    let fold = |it: ide::Fold| {
        let range = sitting.range(it.span);
        (range.end.line > range.start.line).then(|| FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: Some(match it.kind {
                ide::FoldKind::Region => FoldingRangeKind::Region,
                ide::FoldKind::Comment => FoldingRangeKind::Comment,
            }),
            ..FoldingRange::default()
        })
    };
    ide::folds(&sitting.snapshot()).into_iter().filter_map(fold).collect()
}

/// What can be selected around a place, from the inside out.
pub fn selection(sitting: &Sitting<'_>, offset: u32) -> SelectionRange {
    let spans = ide::selection(&sitting.snapshot(), offset);
    let outwards = spans.into_iter().rev().fold(None, |parent, span| {
        Some(SelectionRange { range: sitting.range(span), parent: parent.map(Box::new) })
    });
    outwards
        .unwrap_or_else(|| SelectionRange { range: sitting.range(Span::new(offset, offset)), parent: None })
}

pub fn links(sitting: &Sitting<'_>) -> Vec<DocumentLink> {
    let link = |it: ide::DocLink| {
        let target = match &it.target {
            ide::LinkTarget::Url(address) => address.parse().ok(),
            ide::LinkTarget::Template(_) => sitting.template.and_then(|it| sitting.office.address(it)),
            ide::LinkTarget::File(path) => {
                let folder = sitting.paper.path.as_deref()?.parent()?;
                Uri::from_file_path(folder.join(path))
            }
        };
        Some(DocumentLink { range: sitting.range(it.span), target: Some(target?), tooltip: None, data: None })
    };
    ide::links(&sitting.snapshot()).into_iter().filter_map(link).collect()
}

pub fn signature(sitting: &Sitting<'_>, offset: u32) -> Option<SignatureHelp> {
    let it = ide::signature(&sitting.snapshot(), offset)?;
    let parameter = |(start, end): &(u32, u32)| {
        let units =
            |to: u32| it.label.get(..to as usize).map_or(0, |before| before.encode_utf16().count() as u32);
        ParameterInformation {
            label: ParameterLabel::LabelOffsets([units(*start), units(*end)]),
            documentation: None,
        }
    };
    let parameters = it.parameters.iter().map(parameter).collect();
    let documentation = (!it.docs.is_empty()).then(|| {
        Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: it.docs.clone() })
    });
    let signature = SignatureInformation {
        label: it.label.clone(),
        documentation,
        parameters: Some(parameters),
        active_parameter: Some(it.active),
    };
    Some(SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        active_parameter: Some(it.active),
    })
}
