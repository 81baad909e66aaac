//! A template that is given another name or place: the reports that follow it are to find it there.

use std::path::{Component, Path, PathBuf};

use crossfoot_model::{Source, follows};
use crossfoot_source::{Columns, LineIndex};
use crossfoot_workspace::{Located, locate};
use tower_lsp::ls_types::TextEdit;

use crate::convert;

/// What to change in a report's text so that it follows a template where that will be.
pub fn edit(text: &str, report: &Path, old: &Path, new: &Path, columns: Columns) -> Option<TextEdit> {
    let source = Source::new("", text);
    let (name, span) = follows(&source)?;
    let folder = report.parent()?;
    match locate(name, Some(folder))? {
        Located::File(path, _) if path == old => {}
        _ => return None,
    }
    let mut moved = relative(folder, new);
    // Written as it was: with the ending or without.
    if !name.ends_with(".xfoot") {
        moved.set_extension("");
    }
    let moved =
        moved.components().map(|step| step.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    Some(TextEdit::new(convert::range(text, &LineIndex::new(text), span, columns), moved))
}

/// The way from a folder to a file.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_file() {
        let way =
            |folder: &str, file: &str| relative(Path::new(folder), Path::new(file)).display().to_string();
        assert_eq!(way("/a/b", "/a/b/t.xfoot"), "t.xfoot");
        assert_eq!(way("/a/b", "/a/c/t.xfoot"), "../c/t.xfoot");
        assert_eq!(way("/a", "/a/forms/t.xfoot"), "forms/t.xfoot");
    }
}
