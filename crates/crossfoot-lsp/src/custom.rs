//! Methods of our own, for what the protocol has no word for. `editors/README.md` says what they take and give.

use crossfoot_emit::{HtmlOptions, Theme};
use crossfoot_format::{Start, skeleton};
use crossfoot_ide::Clip;
use crossfoot_model::Source;
use serde::{Deserialize, Serialize};
use tower_lsp::{
    LspServiceBuilder,
    jsonrpc::Result,
    ls_types::{Position, TextDocumentIdentifier, TextDocumentPositionParams, TextEdit, Uri},
};

use crate::server::Server;

pub fn methods(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    service
        .custom_method("crossfoot/preview", Server::preview)
        .custom_method("crossfoot/template", Server::template)
        .custom_method("crossfoot/templates", Server::templates)
        .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
        .custom_method("crossfoot/new", Server::new_report)
        .custom_method("crossfoot/paste", Server::paste)
        .custom_method("crossfoot/place", Server::place)
}

#[derive(Deserialize)]
pub struct Shown {
    uri: Uri,
    /// `official` or `plain`; otherwise the look that the report asks for.
    theme: Option<String>,
}

#[derive(Serialize)]
pub struct Preview {
    /// The page.
    html: String,
    /// The version of the document that it shows.
    version: i32,
}

/// `{}`
#[derive(Deserialize)]
pub struct Nothing {}

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

/// A report that is begun.
#[derive(Deserialize)]
pub struct Begin {
    template: String,
    entity: Option<String>,
    period: Option<String>,
    prior: Option<String>,
}

#[derive(Serialize)]
pub struct Begun {
    text: String,
}

/// What is pasted: a page's part, or plain text.
#[derive(Deserialize)]
pub struct Paste {
    uri: Uri,
    position: Position,
    html: Option<String>,
    text: Option<String>,
}

#[derive(Serialize)]
pub struct Pasted {
    /// What to change.
    edits: Vec<TextEdit>,
    /// The lines that nothing answers to.
    unmatched: Vec<String>,
    /// What was done, for the author.
    message: String,
}

impl Server {
    async fn preview(&self, params: Shown) -> Result<Option<Preview>> {
        let theme = match params.theme.as_deref() {
            Some("official") => Some(Theme::Official),
            Some("plain") => Some(Theme::Plain),
            _ => None,
        };
        let options = HtmlOptions { theme, data: false, lines: true, ..HtmlOptions::default() };
        self.of(&TextDocumentIdentifier::new(params.uri), move |sitting| {
            let html = crossfoot_emit::html(sitting.model, sitting.findings, &options);
            Some(Preview { html, version: sitting.paper.version })
        })
        .await
    }

    /// The text of a shipped template.
    async fn template(&self, params: Named) -> Result<Option<Text>> {
        Ok(crossfoot_templates::find(&params.name).map(|template| Text { text: template.text }))
    }

    /// The templates that ship with the program.
    async fn templates(&self, _: Nothing) -> Result<Vec<Template>> {
        let all = crossfoot_templates::ALL.iter();
        Ok(all.map(|it| Template { name: it.name, title: it.title }).collect())
    }

    /// What the row and column at the cursor are called.
    async fn place(&self, params: At) -> Result<Option<Place>> {
        let at = TextDocumentPositionParams::new(TextDocumentIdentifier::new(params.uri), params.position);
        let label = self.at(at, |sitting, offset| crossfoot_ide::column(&sitting.snapshot(), offset)).await?;
        Ok(label.map(|label| Place { label }))
    }

    /// A new report after a shipped template.
    async fn new_report(&self, params: Begin) -> Result<Option<Begun>> {
        let Some(shipped) = crossfoot_templates::find(&params.template) else { return Ok(None) };
        let template = Source::new(shipped.name, shipped.text);
        let start = Start {
            follows: shipped.name,
            title: None,
            entity: params.entity.as_deref(),
            period: params.period.as_deref(),
            prior: params.prior.as_deref(),
        };
        Ok(Some(Begun { text: skeleton(&template, &start) }))
    }

    /// Where what is on the clipboard belongs.
    async fn paste(&self, params: Paste) -> Result<Option<Pasted>> {
        let at = TextDocumentPositionParams::new(TextDocumentIdentifier::new(params.uri), params.position);
        self.at(at, move |sitting, offset| {
            let clip = match (&params.html, &params.text) {
                (Some(html), _) => Clip::Html(html),
                (None, Some(text)) => Clip::Text(text),
                (None, None) => return None,
            };
            let pasted = crossfoot_ide::paste(&sitting.snapshot(), offset, clip);
            Some(Pasted {
                edits: sitting.edits(&pasted.edits),
                unmatched: pasted.unmatched,
                message: pasted.message.in_lang(sitting.lang).to_owned(),
            })
        })
        .await
    }
}
