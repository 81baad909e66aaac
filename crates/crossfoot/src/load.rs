//! Reads reports, and finds the templates they follow.

use std::{
    collections::HashMap,
    env, fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crossfoot_model::Source;
use crossfoot_source::{Lang, Message};
use crossfoot_workspace::{Located, locate};

use crate::speech;

/// What is read instead of a file called `-`, as it is named in outputs.
const STDIN: &str = "<stdin>";

/// Reads files. Each template is read and parsed once, whoever follows it.
pub struct Loader {
    lang: Lang,
    templates: Mutex<HashMap<PathBuf, Option<Arc<Source>>>>,
}

impl Loader {
    /// Complains in a language about templates that cannot be read.
    pub fn new(lang: Lang) -> Self {
        Self { lang, templates: Mutex::default() }
    }

    /// Reads and parses a file, or standard input for `-`.
    pub fn report(&self, path: &Path) -> Result<Source, Message> {
        if path == Path::new("-") {
            return Ok(Source::new(STDIN, crossfoot_workspace::text(STDIN, io::stdin().lock(), 0)?));
        }
        let name = path.to_string_lossy();
        Ok(Source::new(name.as_ref(), crossfoot_workspace::file(&name, path)?))
    }

    /// The template that a report follows.
    pub fn template(&self, report: &Source) -> Option<Arc<Source>> {
        let (name, _) = crossfoot_model::follows(report)?;
        match locate(name, folder_of(report).as_deref())? {
            Located::Shipped(shipped) => {
                self.once(PathBuf::from(shipped.name), || Some(Source::new(shipped.name, shipped.text)))
            }
            Located::File(path, shown) => self.once(path.clone(), || {
                crossfoot_workspace::file(&shown, &path)
                    .map(|text| Source::new(shown, text))
                    .inspect_err(|why| speech::complain(why, self.lang))
                    .ok()
            }),
        }
    }

    /// The folders in which there is a file that a report is made of, or may come to be.
    pub fn folders(report: &Source) -> Vec<PathBuf> {
        let Some(folder) = folder_of(report) else { return Vec::new() };
        let template =
            crossfoot_model::follows(report).filter(|(name, _)| crossfoot_templates::find(name).is_none());
        let beside = template.and_then(|(name, _)| fs::canonicalize(folder.join(name).parent()?).ok());
        beside.into_iter().chain([folder]).collect()
    }

    fn once(&self, key: PathBuf, make: impl FnOnce() -> Option<Source>) -> Option<Arc<Source>> {
        let mut templates = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
        templates.entry(key).or_insert_with(|| make().map(Arc::new)).clone()
    }
}

/// The folder in which a report lies.
fn folder_of(report: &Source) -> Option<PathBuf> {
    if report.name == STDIN {
        return env::current_dir().and_then(fs::canonicalize).ok();
    }
    Some(fs::canonicalize(&report.name).ok()?.parent()?.to_path_buf())
}
