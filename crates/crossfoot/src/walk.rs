//! Which files a command line means.

use std::path::{Path, PathBuf};

use crossfoot_source::Message;

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

/// All reports and templates in a folder.
fn beneath(folder: &Path, files: &mut Vec<PathBuf>, complaints: &mut Vec<Message>) {
    let before = files.len();
    crossfoot_workspace::beneath(folder, |entry| match entry {
        Ok(file) => files.push(file),
        Err(why) => complaints.push(why),
    });
    if files.len() == before && complaints.is_empty() {
        let folder = folder.display();
        complaints.push(Message::new(
            format!("{folder}: no file in it ends in .xfoot, so nothing was done"),
            format!("{folder}：其中没有以.xfoot结尾的文件，什么也没有做"),
        ));
    }
}
