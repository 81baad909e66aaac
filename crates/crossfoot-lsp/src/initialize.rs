//! What the editor can do, and what we can.

use crossfoot_source::{Columns, Lang};
use serde::Deserialize;
use tower_lsp::ls_types::*;

use crate::{office::Settings, token};

/// The editor, as far as it matters here.
#[derive(Debug, Default)]
pub struct Editor {
    /// In what it counts columns.
    pub columns: Columns,
    /// It asks for findings; otherwise they are sent to it.
    pub pulls: bool,
    /// It is to be told when what it has asked for is out of date.
    pub refreshes: bool,
    /// It shows other places beside a finding.
    pub related: bool,
    /// It takes links, which say what was clicked, for a place to go to.
    pub links: bool,
    /// It understands snippets in completions.
    pub snippets: bool,
    /// It nests symbols.
    pub nested_symbols: bool,
    /// It can be asked for its settings.
    pub configures: bool,
    /// It shows how far long work is.
    pub shows_progress: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// It opens `crossfoot-template:` addresses, under which the shipped templates are.
    pub shows_templates: bool,
    /// Its language.
    pub lang: Lang,
}

impl Editor {
    pub fn new(params: &InitializeParams) -> Self {
        let of = &params.capabilities;
        let document = of.text_document.as_ref();
        let workspace = of.workspace.as_ref();
        let publish = document.and_then(|it| it.publish_diagnostics.as_ref());
        let item = document.and_then(|it| it.completion.as_ref()?.completion_item.as_ref());
        let symbols = document.and_then(|it| it.document_symbol.as_ref());
        let diagnostics = workspace.and_then(|it| it.diagnostics.as_ref());
        Self {
            columns: columns(of.general.as_ref().and_then(|it| it.position_encodings.as_deref())),
            pulls: document.is_some_and(|it| it.diagnostic.is_some()),
            refreshes: diagnostics.is_some_and(|it| it.refresh_support == Some(true)),
            related: publish.is_some_and(|it| it.related_information == Some(true)),
            links: document
                .is_some_and(|it| it.definition.as_ref().is_some_and(|it| it.link_support == Some(true))),
            snippets: item.is_some_and(|it| it.snippet_support == Some(true)),
            nested_symbols: symbols.is_some_and(|it| it.hierarchical_document_symbol_support == Some(true)),
            configures: workspace.is_some_and(|it| it.configuration == Some(true)),
            shows_progress: of.window.as_ref().is_some_and(|it| it.work_done_progress == Some(true)),
            watches: workspace.is_some_and(|it| {
                it.did_change_watched_files.as_ref().is_some_and(|it| it.dynamic_registration == Some(true))
            }),
            shows_templates: options(params).is_some_and(|it| it.shows_templates),
            lang: params.locale.as_deref().map_or(Lang::En, lang_of),
        }
    }
}

/// The first of the encodings that the editor lists and we know; without a list it is the protocol's.
fn columns(offered: Option<&[PositionEncodingKind]>) -> Columns {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Columns::Utf8),
        "utf-16" => Some(Columns::Utf16),
        "utf-32" => Some(Columns::Utf32),
        _ => None,
    };
    offered.into_iter().flatten().find_map(known).unwrap_or_default()
}

fn lang_of(locale: &str) -> Lang {
    if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

/// What an editor's extension says of itself, and the settings it starts with.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Options {
    shows_templates: bool,
    settings: Option<Wanted>,
}

fn options(params: &InitializeParams) -> Option<Options> {
    serde_json::from_value(params.initialization_options.clone()?).ok()
}

/// The section `crossfoot` of an editor's settings. What is not there, or is not understood, is as it is by default.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Wanted {
    lang: Option<String>,
    workspace_diagnostics: Option<bool>,
    format: Option<Format>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Format {
    keywords: Option<String>,
}

impl Wanted {
    fn settings(&self, editor: &Editor) -> Settings {
        let named = |name: &str| match name {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        };
        Settings {
            lang: self.lang.as_deref().and_then(named).unwrap_or(editor.lang),
            workspace_diagnostics: self.workspace_diagnostics.unwrap_or(false),
            keywords: self.format.as_ref().and_then(|it| named(it.keywords.as_deref()?)),
        }
    }
}

/// The settings that an editor starts with.
pub fn first_settings(params: &InitializeParams, editor: &Editor) -> Settings {
    options(params).and_then(|it| it.settings).unwrap_or_default().settings(editor)
}

/// Settings as an editor sends them: the section itself, or something that has it.
pub fn settings(sent: serde_json::Value, editor: &Editor) -> Settings {
    let section = match sent {
        serde_json::Value::Object(mut all) if all.contains_key("crossfoot") => {
            all.remove("crossfoot").unwrap_or_default()
        }
        section => section,
    };
    serde_json::from_value::<Wanted>(section).unwrap_or_default().settings(editor)
}

/// What the server can do, for this editor.
pub fn capabilities(editor: &Editor) -> ServerCapabilities {
    let encoding = match editor.columns {
        Columns::Utf8 => PositionEncodingKind::UTF8,
        Columns::Utf16 => PositionEncodingKind::UTF16,
        Columns::Utf32 => PositionEncodingKind::UTF32,
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: editor.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("crossfoot".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: false,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(["(", "（", ",", "，"].map(str::to_owned).to_vec()),
            ..SignatureHelpOptions::default()
        }),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(
                ["@", "＠", "[", "【", ".", ",", "，", "=", "＝", "{", "｛", " ", "|"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            resolve_provider: Some(false),
            ..CompletionOptions::default()
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR,
                CodeActionKind::new("source.fixAll.crossfoot"),
            ]),
            resolve_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: "|".to_owned(),
            more_trigger_character: Some(["｜", "\n"].map(str::to_owned).to_vec()),
        }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                work_done_progress_options: WorkDoneProgressOptions::default(),
                legend: token::legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            },
        )),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(FileOperationRegistrationOptions {
                    filters: vec![FileOperationFilter {
                        scheme: Some("file".to_owned()),
                        pattern: FileOperationPattern {
                            glob: "**/*.xfoot".to_owned(),
                            matches: None,
                            options: None,
                        },
                    }],
                }),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    }
}

/// What the editor is asked to watch: reports and templates that are changed by other programs.
pub fn watched_files() -> Registration {
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.xfoot".to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    Registration {
        id: "crossfoot-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
