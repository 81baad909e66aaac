//! Methods of our own, for what the protocol has no word for. `editors/README.md` says what they take and give.

use crossfoot_emit::HtmlOptions;
use serde::{Deserialize, Serialize};
use tower_lsp::{
    LspServiceBuilder,
    jsonrpc::Result,
    ls_types::{Position, TextDocumentIdentifier, TextDocumentPositionParams, Uri},
};

use crate::server::Server;

pub fn methods(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    service
        .custom_method("crossfoot/preview", Server::preview)
        .custom_method("crossfoot/template", Server::template)
        .custom_method("crossfoot/templates", Server::templates)
        .custom_method("crossfoot/place", Server::place)
}

#[derive(Deserialize)]
pub struct Document {
    uri: Uri,
}

#[derive(Serialize)]
pub struct Preview {
    /// The page.
    html: String,
    /// The version of the document that it shows.
    version: i32,
}

#[derive(Deserialize)]
pub struct Named {
    name: String,
}

#[derive(Serialize)]
pub struct Template {
    name: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
pub struct Text {
    text: &'static str,
}

#[derive(Deserialize)]
pub struct At {
    uri: Uri,
    position: Position,
}

#[derive(Serialize)]
pub struct Place {
    /// The row and the column, as a person calls them.
    label: String,
}

impl Server {
    async fn preview(&self, params: Document) -> Result<Option<Preview>> {
        self.of(&TextDocumentIdentifier::new(params.uri), |sitting| {
            Some(Preview {
                html: crossfoot_emit::html(sitting.model, sitting.findings, &HtmlOptions::default()),
                version: sitting.paper.version,
            })
        })
        .await
    }

    /// The text of a shipped template.
    async fn template(&self, params: Named) -> Result<Option<Text>> {
        Ok(crossfoot_templates::find(&params.name).map(|template| Text { text: template.text }))
    }

    /// The templates that ship with the program.
    async fn templates(&self) -> Result<Vec<Template>> {
        let all = crossfoot_templates::ALL.iter();
        Ok(all.map(|it| Template { name: it.name, title: it.title }).collect())
    }

    /// What the row and column at the cursor are called.
    async fn place(&self, params: At) -> Result<Option<Place>> {
        let at = TextDocumentPositionParams::new(TextDocumentIdentifier::new(params.uri), params.position);
        let label = self.at(at, |sitting, offset| crossfoot_ide::column(&sitting.snapshot(), offset)).await?;
        Ok(label.map(|label| Place { label }))
    }
}
