//! What is found in reports that are not open, where the user wants to know.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use crossfoot_model::Source;
use tower_lsp::{
    Bounded, Cancellable, Client, OngoingProgress,
    ls_types::{ProgressToken, Uri, WorkspaceFolder},
};

use crate::{
    desk::{Paper, Sitting},
    diagnostic,
    office::Office,
};

/// The folders that the editor works in, and what it has been told of files in them.
#[derive(Default)]
pub struct Folders {
    /// Which round of looking is under way: an older one ends where it is.
    round: AtomicU32,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    folders: Vec<PathBuf>,
    /// The files of which something is shown.
    shown: BTreeSet<PathBuf>,
}

impl Folders {
    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes folders in, and others out.
    pub fn change(&self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let path = |folder: &WorkspaceFolder| crate::convert::path(&folder.uri);
        self.with(|state| {
            let gone: Vec<PathBuf> = removed.iter().filter_map(path).collect();
            state.folders.retain(|folder| !gone.contains(folder));
            state.folders.extend(added.iter().filter_map(path));
        });
    }

    /// All reports and templates in the folders.
    pub fn files(&self) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        for folder in self.with(|state| state.folders.clone()) {
            // A folder that cannot be read has no reports.
            crossfoot_workspace::beneath(&folder, |file| files.extend(file.ok()));
        }
        files
    }

    /// Ends the round that is under way.
    pub fn stop(&self) {
        self.round.fetch_add(1, Ordering::Relaxed);
    }

    /// Looks through all folders again, on a thread of its own. Where the user does not want to know, what was shown
    /// is taken back.
    pub fn look(office: &Arc<Office>) {
        let office = office.clone();
        let round = office.folders.round.fetch_add(1, Ordering::Relaxed) + 1;
        // Without a thread there is nothing to show; the editor goes on.
        let _ = thread::Builder::new().name("folders".to_owned()).spawn(move || look(&office, round));
    }
}

fn look(office: &Office, round: u32) {
    let folders = &office.folders;
    let is_over = || folders.round.load(Ordering::Relaxed) != round;
    let is_wanted = office.settings().workspace_diagnostics;
    let files = if is_wanted { folders.files() } else { BTreeSet::new() };
    let mut progress = Progress::begin(office, files.len());
    for (at, file) in files.iter().enumerate() {
        if is_over() {
            break;
        }
        one(office, file);
        progress.report(office, at + 1);
    }
    progress.end(office);
    if !is_over() {
        let gone = folders.with(|state| {
            let gone: Vec<PathBuf> = state.shown.difference(&files).cloned().collect();
            state.shown.retain(|file| files.contains(file));
            gone
        });
        gone.iter().filter_map(Uri::from_file_path).for_each(|uri| clear(office, uri));
    }
}

/// Reads, checks and shows a file, unless it is open: then its desk does.
fn one(office: &Office, path: &PathBuf) {
    let Some(uri) = Uri::from_file_path(path).filter(|uri| !office.is_open(uri)) else { return };
    let name = path.to_string_lossy();
    let Ok(text) = crossfoot_workspace::file(&name, path) else { return };
    let report = Source::new(name, text.as_str());
    let (template, located) = office.template(&report, Some(path)).unzip();
    let model = crossfoot_model::build(&report, template.as_deref());
    let found = crossfoot_check::check(&model).findings;
    let paper = Paper::new(uri, 0, text);
    let sitting = Sitting::new(office, &paper, &model, &found, located.as_ref());
    let was_shown = office.folders.with(|state| !state.shown.insert(path.clone()));
    if was_shown || !found.is_empty() {
        diagnostic::show(&sitting, None);
    }
}

fn clear(office: &Office, uri: Uri) {
    if !office.is_open(&uri) {
        office.tell(|client| async move { client.publish_diagnostics(uri, Vec::new(), None).await });
    }
}

/// How far it is, for an editor that shows that. Its user may cancel it.
struct Progress {
    shown: Option<OngoingProgress<Bounded, Cancellable>>,
    percent: usize,
    files: usize,
}

/// By what name the editor calls the progress that it cancels.
pub const TOKEN: &str = "crossfoot/folders";

/// Fewer files are through before anybody has read that they are looked at.
const FEW: usize = 50;

impl Progress {
    fn begin(office: &Office, files: usize) -> Self {
        let mut shown = None;
        if files > FEW && office.editor().shows_progress {
            let title = match office.settings().lang {
                crossfoot_source::Lang::En => "Checking reports",
                crossfoot_source::Lang::Zh => "正在核对报告",
            };
            let token = ProgressToken::String(TOKEN.to_owned());
            shown = office.ask(|client: Client| async move {
                client.create_work_done_progress(token.clone()).await.ok()?;
                Some(client.progress(token, title).with_percentage(0).with_cancel_button().begin().await)
            });
        }
        Self { shown, percent: 0, files }
    }

    fn report(&mut self, office: &Office, done: usize) {
        let percent = done * 100 / self.files.max(1);
        if let Some(shown) = self.shown.as_ref().filter(|_| percent > self.percent) {
            self.percent = percent;
            office.ask(|_| shown.report(percent as u32, Some(true)));
        }
    }

    fn end(self, office: &Office) {
        if let Some(shown) = self.shown {
            office.ask(|_| shown.finish());
        }
    }
}
