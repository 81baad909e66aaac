//! A new name for something, everywhere at once.

use crossfoot_source::{Edit, FileId, Message, Span};

use crate::Snapshot;

/// What would be renamed, and what it is called now; else why it cannot be.
pub fn prepare(s: &Snapshot<'_, '_>, offset: u32) -> Result<(Span, String), Message> {
    let _ = (s, offset);
    Err(Message::new("There is nothing here that has a name.", "此处没有可以改名的内容。"))
}

/// The changes that give it a new name.
pub fn rename(s: &Snapshot<'_, '_>, offset: u32, name: &str) -> Result<Vec<(FileId, Edit)>, Message> {
    let _ = name;
    prepare(s, offset).map(|_| Vec::new())
}
