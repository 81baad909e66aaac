//! How far a report may reach.

use std::path::{Path, PathBuf};

/// The nearest folder, from this one upwards, with a `crossfoot.toml` or a `.git`; else this one. Nothing outside it
/// is read for a report that lies in it.
pub fn root(folder: &Path) -> PathBuf {
    let is_root = |folder: &&Path| folder.join("crossfoot.toml").exists() || folder.join(".git").exists();
    folder.ancestors().find(is_root).unwrap_or(folder).to_path_buf()
}
