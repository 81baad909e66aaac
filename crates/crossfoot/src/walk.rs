//! Which files a command line means.

use std::path::{Path, PathBuf};

use crossfoot_source::Message;
use ignore::WalkBuilder;

/// The files, in order and each once; and what was wrong on the way.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Message>) {
    let mut files = Vec::new();
    let mut complaints = Vec::new();
    for path in paths {
        if path != Path::new("-") && path.is_dir() {
            beneath(path, &mut files, &mut complaints);
        } else {
            files.push(path.clone());
        }
    }
    files.sort_unstable();
    files.dedup();
    (files, complaints)
}

/// All reports and templates in a folder, as git would look for them: nothing hidden, nothing ignored.
fn beneath(folder: &Path, files: &mut Vec<PathBuf>, complaints: &mut Vec<Message>) {
    let before = files.len();
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                if path.extension().is_some_and(|extension| extension == "xfoot") && path.is_file() {
                    files.push(path.strip_prefix(".").unwrap_or(path).to_path_buf());
                }
            }
            Err(error) => complaints.push(Message::same(error.to_string())),
        }
    }
    if files.len() == before && complaints.is_empty() {
        let folder = folder.display();
        complaints.push(Message::new(
            format!("{folder}: no file in it ends in .xfoot, so nothing was done"),
            format!("{folder}：其中没有以.xfoot结尾的文件，什么也没有做"),
        ));
    }
}
