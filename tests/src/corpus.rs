//! Every text of the language that is at hand: reports, templates, and the snippets of the manual and of the rules.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crossfoot_model::{Source, follows};

use crate::{
    checked::template_of,
    fences::{Fence, Kind, fences},
    path,
};

/// A report or a template, and what it follows.
pub struct Sample {
    /// Its file, and for a snippet which one of the file.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The text of its template, where it follows one that is found.
    pub template: Option<String>,
}

/// All of them, in an order that does not depend on the file system.
pub fn all() -> Vec<Sample> {
    let mut samples = files();
    for page in pages() {
        samples.extend(snippets(&page));
    }
    samples
}

/// The whole files: the reports of these tests with their templates, and the templates that ship with the binary.
pub fn files() -> Vec<Sample> {
    let mut paths = Vec::new();
    walk(&path("reports"), "xfoot", &mut paths);
    let mut samples: Vec<Sample> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let folder = path.parent().unwrap();
            let template = template_of(&Source::new("report", text.as_str()), folder).map(|it| it.text);
            Sample { name: path.display().to_string(), text, template }
        })
        .collect();
    samples.extend(crossfoot_templates::ALL.iter().map(|template| Sample {
        name: template.name.to_owned(),
        text: template.text.to_owned(),
        template: None,
    }));
    assert!(samples.len() >= 10, "only {} files", samples.len());
    samples
}

/// The pages with examples: the manual, and the documentation of every rule.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    walk(&path("../grammar"), "md", &mut pages);
    walk(&path("../crates/crossfoot-check/src/rules"), "md", &mut pages);
    assert!(pages.len() >= 40, "only {} pages", pages.len());
    pages
}

/// The examples of a page. A report follows a template of the page, else one that ships with the binary.
fn snippets(page: &Path) -> Vec<Sample> {
    let text = fs::read_to_string(page).unwrap();
    let fences = fences(&text);
    let template_of = |name: &str| {
        let of_page = fences.iter().find(|fence| fence.kind == Kind::Template(name)).map(|fence| fence.text);
        of_page.or_else(|| crossfoot_templates::find(name).map(|it| it.text)).map(str::to_owned)
    };
    let sample = |fence: &Fence<'_>| {
        let template = follows(&Source::new("snippet", fence.text)).and_then(|(name, _)| template_of(name));
        Sample { name: format!("{}:{}", page.display(), fence.line), text: fence.text.to_owned(), template }
    };
    fences.iter().map(sample).collect()
}

fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
}
