//! Who has which document, and what all of them share: the settings and the templates.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::Sender},
};

use crossfoot_model::Source;
use crossfoot_source::Lang;
use crossfoot_workspace::{Located, locate};
use tower_lsp::{Client, ls_types::Uri};

use crate::{desk::Note, initialize::Editor};

/// What all desks share.
pub struct Office {
    pub client: Client,
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
    pub fn new(client: Client) -> Arc<Self> {
        Arc::new(Self { client, state: Mutex::default() })
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
    pub fn set(&self, settings: Settings) {
        let old = std::mem::replace(&mut self.state().settings, settings);
        if old != settings {
            self.all_again();
        }
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

    /// Sends something to the desk at which a document lies; gives it back if there is none.
    pub fn send(&self, uri: &Uri, note: Note) -> Result<(), Note> {
        match self.state().desks.get(uri) {
            Some(desk) => desk.send(note).map_err(|unsent| unsent.0),
            None => Err(note),
        }
    }

    /// The template that a report follows: as it stands in the editor if it is open there, else as it is on the disk.
    pub fn template(&self, report: &Source, path: Option<&Path>) -> Option<Arc<Source>> {
        let (name, _) = crossfoot_model::follows(report)?;
        let located = locate(name, path.and_then(Path::parent))?;
        let key = match &located {
            Located::Shipped(shipped) => PathBuf::from(shipped.name),
            Located::File(path, _) => path.clone(),
        };
        if let Some(known) = self.state().templates.get(&key) {
            return Some(known.clone());
        }
        let read = match located {
            Located::Shipped(shipped) => Source::new(shipped.name, shipped.text),
            Located::File(path, shown) => {
                let text = crossfoot_workspace::file(&shown, &path).ok()?;
                Source::new(shown, text)
            }
        };
        Some(self.state().templates.entry(key).or_insert_with(|| Arc::new(read)).clone())
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
    }

    /// A file on the disk may have changed: whatever was known of it is read again.
    pub fn forget(&self, uri: &Uri) {
        let Some(path) = uri.to_file_path() else { return };
        let path = std::fs::canonicalize(&path).unwrap_or_else(|_| path.into_owned());
        if self.state().templates.remove(&path).is_some() {
            self.all_again();
        }
    }

    /// Everything is looked at again.
    pub fn all_again(&self) {
        for desk in self.state().desks.values() {
            let _ = desk.send(Note::Again);
        }
    }
}
