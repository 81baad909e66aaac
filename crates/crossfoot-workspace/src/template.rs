//! Which template a report means.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crossfoot_templates::Template;

use crate::root;

/// Where a template is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// It ships with the program.
    Shipped(&'static Template),
    /// It is a file: its path, symbolic links resolved, and its name as seen from the workspace's root.
    File(PathBuf, String),
}

/// The template of a name, or of a display title, for a report in a folder (`None`: in no folder at all): a shipped
/// one, else a file whose path, with or without `.xfoot`, is given from that folder and which lies in its workspace.
pub fn locate(name: &str, folder: Option<&Path>) -> Option<Located> {
    if let Some(shipped) = crossfoot_templates::find(name) {
        return Some(Located::Shipped(shipped));
    }
    let folder = fs::canonicalize(folder?).ok()?;
    let root = root(&folder);
    [folder.join(name), folder.join(format!("{name}.xfoot"))].into_iter().find_map(|path| {
        let path = fs::canonicalize(path).ok().filter(|path| path.is_file() && path.starts_with(&root))?;
        let shown = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
        Some(Located::File(path, shown))
    })
}
