//! Writing: to standard output, or to a file that is either replaced as a whole or left alone.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
    process::{self, ExitCode},
};

use crossfoot_source::{Lang, Message};

use crate::speech::complain;

/// Writes a whole file, or to standard output for `-`.
pub fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path == Path::new("-") {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        return out.flush();
    }
    // What a symbolic link leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(&target) {
        // A pipe, a terminal: there is nothing to replace. A folder: the system says why not.
        Ok(old) if !old.is_file() => fs::write(&target, bytes),
        Ok(old) if old.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"))
        }
        Ok(old) => replace(&target, bytes, Some(old.permissions())),
        Err(_) => replace(&target, bytes, None),
    }
}

/// Prints a text, which is all that a command does, and says if that fails.
pub fn print(text: &str, lang: Lang) -> ExitCode {
    let target = Path::new("-");
    match whole(target, text.as_bytes()) {
        Err(error) if !is_closed(&error) => {
            complain(&failed(target, &error), lang);
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Writes beside the file, then puts what was written in its place.
fn replace(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let Some(name) = target.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no name of a file"));
    };
    let beside = target.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), process::id()));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        drop(file);
        fs::rename(&beside, target)
    };
    write().inspect_err(|_| {
        // The first fault is the one to report; if nothing was created there is nothing to remove.
        let _ = fs::remove_file(&beside);
    })
}

/// Says that it could not be written, and that what was there before still is.
pub fn failed(path: &Path, error: &io::Error) -> Message {
    let name = path.to_string_lossy();
    if name == "-" {
        return Message::new(format!("standard output: {error}"), format!("标准输出：无法写入（{error}）"));
    }
    Message::new(format!("{name}: not written: {error}"), format!("{name}：没有写入（{error}）"))
}

/// Is it only that nobody reads any more?
pub fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
