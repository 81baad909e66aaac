//! Shared by the tests and benchmarks.

pub mod binary;
pub mod checked;
pub mod copies;
pub mod corpus;
pub mod faithful;
pub mod fences;
pub mod generate;
pub mod meaning;
pub mod shape;
pub mod snapshot;

use std::path::PathBuf;

/// A file of this folder.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
