//! The reports and templates in a folder.

use std::path::{Path, PathBuf};

use crossfoot_source::Message;
use ignore::WalkBuilder;

/// Hands over all reports and templates beneath a folder, as git would look for them: nothing hidden, nothing ignored;
/// and what was wrong on the way.
pub fn beneath(folder: &Path, mut each: impl FnMut(Result<PathBuf, Message>)) {
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                if path.extension().is_some_and(|extension| extension == "xfoot") && path.is_file() {
                    each(Ok(path.strip_prefix(".").unwrap_or(path).to_path_buf()));
                }
            }
            Err(error) => each(Err(Message::same(error.to_string()))),
        }
    }
}
