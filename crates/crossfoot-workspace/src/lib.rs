//! Where reports and templates lie on a disk, and what they say.
//!
//! The command line and the language server read files through here, so that both find the same template for the
//! same report, and say the same of a file that cannot be read. Everything above this crate is handed texts.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is where files are read; nothing below the command line and the server but this is"
)]

mod read;
mod root;
mod template;
mod walk;

pub use read::{file, text};
pub use root::root;
pub use template::{Located, locate};
pub use walk::beneath;
