//! Who has which document, and what all of them share: the settings and the templates.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::Sender},
};

use crossfoot_model::Source;
use crossfoot_source::Lang;
use crossfoot_templates::Template;
use crossfoot_workspace::{Located, locate};
use tokio::runtime::Handle;
use tower_lsp::{
    Client,
    ls_types::{ConfigurationItem, Uri},
};

use crate::{
    convert,
    desk::Note,
    folder::Folders,
    initialize::{self, Editor},
};

/// The scheme under which an editor that knows how shows the shipped templates.
pub const TEMPLATES: &str = "crossfoot-template";

/// What all desks share.
pub struct Office {
    client: Client,
    /// Where what is sent to the editor is waited for.
    runtime: Handle,
    /// What is looked at though it is not open.
    pub folders: Folders,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    desks: HashMap<Uri, Sender<Note>>,
    editor: Arc<Editor>,
    settings: Settings,
    /// Templates by their path, or by their name where they ship with the program.
    templates: HashMap<PathBuf, Arc<Source>>,
}

/// What a user can set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language of messages.
    pub lang: Lang,
    /// Are files checked that are not open?
    pub workspace_diagnostics: bool,
    /// In which language the formatter writes keywords.
    pub keywords: Option<Lang>,
}

impl Office {
    /// Opens for an editor; in a runtime, since that carries what is sent to it.
    pub fn new(client: Client) -> Arc<Self> {
        Arc::new(Self {
            client,
            runtime: Handle::current(),
            folders: Folders::default(),
            state: Mutex::default(),
        })
    }

    /// Sends something to the editor and waits until it is on its way: from a desk, never from a handler.
    pub fn tell<F: Future<Output = ()>>(&self, what: impl FnOnce(Client) -> F) {
        self.ask(what);
    }

    /// Asks the editor something, or tells it, and waits for what comes of that: from a thread of its own.
    pub fn ask<F: Future>(&self, what: impl FnOnce(Client) -> F) -> F::Output {
        self.runtime.block_on(what(self.client.clone()))
    }

    /// Asks or tells the editor something, and does not wait: a handler that waited for an answer would keep the
    /// answer from coming in.
    pub fn tell_later<F: Future<Output = ()> + Send + 'static>(&self, what: impl FnOnce(Client) -> F) {
        drop(self.runtime.spawn(what(self.client.clone())));
    }

    /// A desk that panicked while it held the lock has left nothing half done: every change here is one step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who the editor is and what it can do.
    pub fn editor(&self) -> Arc<Editor> {
        self.state().editor.clone()
    }

    pub fn meet(&self, editor: Editor) {
        self.state().editor = Arc::new(editor);
    }

    pub fn settings(&self) -> Settings {
        self.state().settings
    }

    /// Takes new settings; everything is looked at again if they differ.
    pub fn set(self: &Arc<Self>, settings: Settings) {
        let old = std::mem::replace(&mut self.state().settings, settings);
        if old != settings {
            self.all_again();
        }
        if old.workspace_diagnostics != settings.workspace_diagnostics || old.lang != settings.lang {
            Folders::look(self);
        }
    }

    /// Asks the editor for its settings, and takes them when they come.
    pub fn ask_for_settings(self: &Arc<Self>) {
        let office = self.clone();
        self.tell_later(|client| async move {
            let section = ConfigurationItem { scope_uri: None, section: Some("crossfoot".to_owned()) };
            if let Ok(mut sections) = client.configuration(vec![section]).await
                && let Some(section) = sections.pop()
            {
                office.set(initialize::settings(section, &office.editor()));
            }
        });
    }

    /// Puts a document on a desk, in place of what was there.
    pub fn open(&self, uri: Uri, desk: Sender<Note>) {
        self.state().desks.insert(uri, desk);
    }

    /// Clears a desk.
    pub fn close(&self, uri: &Uri) {
        // The desk ends with its last sender.
        let _ = self.state().desks.remove(uri);
        self.forget(uri);
    }

    /// Is a document open?
    pub fn is_open(&self, uri: &Uri) -> bool {
        self.state().desks.contains_key(uri)
    }

    /// What is open.
    pub fn open_documents(&self) -> Vec<Uri> {
        let mut all: Vec<Uri> = self.state().desks.keys().cloned().collect();
        all.sort_unstable();
        all
    }

    /// Sends something to the desk at which a document lies; gives it back if there is none.
    pub fn send(&self, uri: &Uri, note: Note) -> Result<(), Note> {
        match self.state().desks.get(uri) {
            Some(desk) => desk.send(note).map_err(|unsent| unsent.0),
            None => Err(note),
        }
    }

    /// The template that a report follows: as it stands in the editor if it is open there, else as it is on the disk.
    pub fn template(&self, report: &Source, path: Option<&Path>) -> Option<(Arc<Source>, Located)> {
        let (name, _) = crossfoot_model::follows(report)?;
        let located = locate(name, path.and_then(Path::parent))?;
        let key = match &located {
            Located::Shipped(shipped) => PathBuf::from(shipped.name),
            Located::File(path, _) => path.clone(),
        };
        if let Some(known) = self.state().templates.get(&key) {
            return Some((known.clone(), located));
        }
        let read = match &located {
            Located::Shipped(shipped) => Source::new(shipped.name, shipped.text),
            Located::File(path, shown) => {
                let text = crossfoot_workspace::file(shown, path).ok()?;
                Source::new(shown.as_str(), text)
            }
        };
        let known = self.state().templates.entry(key).or_insert_with(|| Arc::new(read)).clone();
        Some((known, located))
    }

    /// The address under which the editor opens a template.
    pub fn address(&self, template: &Located) -> Option<Uri> {
        match template {
            Located::Shipped(shipped) if self.editor().shows_templates => {
                format!("{TEMPLATES}:/{}.xfoot", shipped.name).parse().ok()
            }
            Located::Shipped(shipped) => Uri::from_file_path(on_disk(shipped)?),
            Located::File(path, _) => Uri::from_file_path(path),
        }
    }

    /// A template in the editor has another text: those who follow it look again.
    pub fn keep(&self, path: PathBuf, template: Arc<Source>) {
        let uri = Uri::from_file_path(&path);
        let mut state = self.state();
        let old = state.templates.insert(path, template.clone());
        // Two templates on two desks would otherwise wake each other for ever.
        if old.is_some_and(|old| old.text == template.text) {
            return;
        }
        for (of, desk) in &state.desks {
            if Some(of) != uri.as_ref() {
                // A desk that is gone has nothing to look at.
                let _ = desk.send(Note::Again);
            }
        }
        drop(state);
        self.ask_to_pull_again();
    }

    /// A file on the disk may have changed: whatever was known of it is read again.
    pub fn forget(&self, uri: &Uri) {
        let Some(path) = convert::path(uri) else { return };
        if self.state().templates.remove(&path).is_some() {
            self.all_again();
        }
    }

    /// Everything is looked at again.
    pub fn all_again(&self) {
        for desk in self.state().desks.values() {
            let _ = desk.send(Note::Again);
        }
        self.ask_to_pull_again();
    }

    /// An editor that asks for findings itself is told that other ones may be there.
    fn ask_to_pull_again(&self) {
        let editor = self.editor();
        if editor.pulls && editor.refreshes {
            self.tell_later(|client| async move {
                // One that refuses asks at its next change.
                let _ = client.workspace_diagnostic_refresh().await;
            });
        }
    }
}

/// A shipped template as a file that any editor can open, among the user's files that may be thrown away.
fn on_disk(shipped: &Template) -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME")
        .or_else(|| Some(set("HOME")?.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))?;
    let path =
        cache.join(concat!("crossfoot-", env!("CARGO_PKG_VERSION"))).join(format!("{}.xfoot", shipped.name));
    if std::fs::read(&path).is_ok_and(|there| there == shipped.text.as_bytes()) {
        return Some(path);
    }
    std::fs::create_dir_all(path.parent()?).ok()?;
    std::fs::write(&path, shipped.text).ok()?;
    Some(path)
}
