//! The protocol's methods: each converts what it is asked, asks a desk, and hands the answer on.

use std::{collections::HashMap, path::Path, sync::Arc};

use tower_lsp::{
    Client, ClientSocket, LanguageServer, LspService,
    jsonrpc::{Error, ErrorCode, Result},
    ls_types::*,
};

use crate::{
    answer, convert, custom,
    desk::{Answer, Needs, Paper, Sitting, ask},
    diagnostic,
    folder::{self, Folders},
    format, initialize, moved,
    office::Office,
    token, write,
};

/// One editor's server.
pub struct Server {
    office: Arc<Office>,
}

/// The server, and what leads from it to the editor.
pub fn service() -> (LspService<Server>, ClientSocket) {
    let new = |client: Client| Server { office: Office::new(client) };
    custom::methods(LspService::build(new)).finish()
}

/// The text is another by now: the editor asks again if it still wants to know.
fn superseded() -> Error {
    Error { code: ErrorCode::ContentModified, message: "the text has changed since".into(), data: None }
}

/// The request makes no sense here, for a reason that a person can read.
pub fn refused(why: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: why.into(), data: None }
}

impl Server {
    /// Asks about a document; the default where it is not open.
    pub async fn of<T: Default + Send + 'static>(
        &self,
        document: &TextDocumentIdentifier,
        question: impl FnOnce(&Sitting<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        self.asking(document, Needs::Model, question).await
    }

    async fn asking<T: Default + Send + 'static>(
        &self,
        document: &TextDocumentIdentifier,
        needs: Needs,
        question: impl FnOnce(&Sitting<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        match ask(&self.office, &document.uri, needs, question).await {
            Answer::Said(said) => Ok(said),
            Answer::NotOpen => Ok(T::default()),
            Answer::Superseded => Err(superseded()),
            Answer::Fault => Err(Error::internal_error()),
        }
    }

    /// Asks about a place in a document.
    pub async fn at<T: Default + Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        question: impl FnOnce(&Sitting<'_>, u32) -> T + Send + 'static,
    ) -> Result<T> {
        let position = place.position;
        self.of(&place.text_document, move |sitting| question(sitting, sitting.offset(position))).await
    }
}

impl Server {
    /// What was sent of a file is taken back when it is opened in an editor that asks for findings itself: it would
    /// show them twice.
    fn clear_if_pulled(&self, uri: Uri) {
        if self.office.editor().pulls && self.office.settings().workspace_diagnostics {
            self.office
                .tell_later(|client| async move { client.publish_diagnostics(uri, Vec::new(), None).await });
        }
    }

    /// The user does not want to wait for what takes long.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if params.token == ProgressToken::String(folder::TOKEN.to_owned()) {
            self.office.folders.stop();
        }
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let editor = initialize::Editor::new(&params);
        let capabilities = initialize::capabilities(&editor);
        self.office.folders.change(params.workspace_folders.as_deref().unwrap_or_default(), &[]);
        let settings = initialize::first_settings(&params, &editor);
        self.office.meet(editor);
        self.office.set(settings);
        Ok(InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: "crossfoot".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let editor = self.office.editor();
        if editor.watches {
            self.office.tell_later(|client| async move {
                // An editor that refuses is one whose files are read when it says so itself.
                let _ = client.register_capability(vec![initialize::watched_files()]).await;
            });
        }
        if editor.configures {
            self.office.ask_for_settings();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.clear_if_pulled(document.uri.clone());
        Paper::open(document.uri, document.version, document.text, &self.office);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        // A document that is not open has no text to change.
        let _ = self
            .office
            .send(&document.uri, crate::desk::Note::Edit(document.version, params.content_changes));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.office.close(&uri);
        if !self.office.editor().pulls {
            self.office
                .tell_later(|client| async move { client.publish_diagnostics(uri, Vec::new(), None).await });
        }
        if self.office.settings().workspace_diagnostics {
            Folders::look(&self.office);
        }
    }

    /// A template is about to be moved: those who follow it are changed with it, open or not.
    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let path = |uri: &str| uri.parse().ok().and_then(|uri: Uri| convert::path(&uri));
        let moves: Vec<_> =
            params.files.iter().filter_map(|it| path(&it.old_uri).zip(path(&it.new_uri))).collect();
        let columns = self.office.editor().columns;
        let edits = move |text: &str, report: &Path| -> Vec<TextEdit> {
            moves.iter().filter_map(|(old, new)| moved::edit(text, report, old, new, columns)).collect()
        };
        let mut changes = HashMap::new();
        for uri in self.office.open_documents() {
            let edits = edits.clone();
            let of_one = move |sitting: &Sitting<'_>| {
                sitting.paper.path.as_deref().map(|path| edits(&sitting.paper.text, path)).unwrap_or_default()
            };
            changes.insert(uri.clone(), self.of(&TextDocumentIdentifier::new(uri), of_one).await?);
        }
        for path in self.office.folders.files() {
            let Some(uri) = Uri::from_file_path(&path).filter(|uri| !changes.contains_key(uri)) else {
                continue;
            };
            // A file that cannot be read is not changed.
            if let Ok(text) = crossfoot_workspace::file("", &path) {
                changes.insert(uri, edits(&text, &path));
            }
        }
        changes.retain(|_, edits| !edits.is_empty());
        Ok((!changes.is_empty()).then(|| WorkspaceEdit::new(changes)))
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        for change in params.changes {
            if !self.office.is_open(&change.uri) {
                self.office.forget(&change.uri);
            }
        }
        if self.office.settings().workspace_diagnostics {
            Folders::look(&self.office);
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.office.folders.change(&params.event.added, &params.event.removed);
        if self.office.settings().workspace_diagnostics {
            Folders::look(&self.office);
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let editor = self.office.editor();
        if editor.configures {
            self.office.ask_for_settings();
        } else {
            self.office.set(initialize::settings(params.settings, &editor));
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let known = params.previous_result_id;
        let full = self.asking(&params.text_document, Needs::Findings, diagnostic::all).await?;
        let id = diagnostic::result_id(&full);
        let report = if known.as_deref() == Some(id.as_str()) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: full,
                },
            })
        };
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.at(params.text_document_position_params, answer::hover).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.at(params.text_document_position_params, answer::definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let with_declaration = params.context.include_declaration;
        self.at(params.text_document_position, move |sitting, offset| {
            Some(answer::references(sitting, offset, with_declaration))
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.at(params.text_document_position_params, |sitting, offset| {
            Some(answer::highlights(sitting, offset))
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let what = self.at(params, |sitting, offset| Some(answer::prepare(sitting, offset))).await?;
        what.transpose().map_err(refused)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let name = params.new_name;
        let place = params.text_document_position;
        let edit =
            self.at(place, move |sitting, offset| Some(answer::rename(sitting, offset, &name))).await?;
        edit.transpose().map_err(refused)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.of(&params.text_document, |sitting| Some(answer::outline(sitting))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let mut found = Vec::new();
        for uri in self.office.open_documents() {
            let query = params.query.clone();
            let document = TextDocumentIdentifier::new(uri);
            found.extend(self.of(&document, move |sitting| answer::search(sitting, &query)).await?);
        }
        Ok(Some(WorkspaceSymbolResponse::Flat(found)))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.of(&params.text_document, |sitting| Some(answer::folds(sitting))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let positions = params.positions;
        self.of(&params.text_document, move |sitting| {
            let one = |at: Position| answer::selection(sitting, sitting.offset(at));
            Some(positions.into_iter().map(one).collect())
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.of(&params.text_document, |sitting| Some(answer::links(sitting))).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.at(params.text_document_position_params, answer::signature).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.at(params.text_document_position, write::completion).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let range = params.range;
        self.of(&params.text_document, move |sitting| Some(write::hints(sitting, sitting.span(range)))).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.of(&params.text_document, |sitting| Some(write::lenses(sitting))).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        self.of(&params.text_document, move |sitting| Some(write::actions(sitting, range, &context))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(document) = write::document_of(&action) else { return Ok(action) };
        self.of(&document, move |sitting| write::resolve(sitting, action)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.of(&params.text_document, |sitting| Some(format::whole(sitting))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let range = params.range;
        self.of(&params.text_document, move |sitting| Some(format::within(sitting, sitting.span(range))))
            .await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let place = params.text_document_position;
        self.at(place, |sitting, offset| Some(format::typed(sitting, offset))).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let whole = |sitting: &Sitting<'_>| Some(SemanticTokensResult::Tokens(token::whole(sitting)));
        self.of(&params.text_document, whole).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let known = params.previous_result_id;
        self.of(&params.text_document, move |sitting| Some(token::since(sitting, &known))).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = params.range;
        self.of(&params.text_document, move |sitting| {
            let data = token::tokens(sitting, Some(sitting.span(range)));
            Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
        })
        .await
    }
}
