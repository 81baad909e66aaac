//! Text to a typed tree: lines, blocks, tokens, grammar. It never fails.
//!
//! The order is: `split` finds lines and blocks by their first marks; `layout` finds what is beneath what; the lexer
//! reads each line as its role wants it; the productions in `grammar` read the words and build the tree. What could
//! not be read leaves a hole in the tree and a [`fault::Fault`].

pub mod ast;
mod at;
mod chars;
pub mod fault;
mod grammar;
mod layout;
mod lex;
mod message;
mod outline;
mod reader;
mod split;
pub mod token;
pub mod words;

pub use chars::{fold, is_name};
pub use grammar::property::Place as PropertyPlace;
pub use outline::{OutlineLine, indent, outline};

/// Reads a text. Any text has a tree; texts of 4 GiB and more have the tree of an empty one.
pub fn parse(text: &str) -> ast::Tree {
    // Positions are 32 bits wide.
    if u32::try_from(text.len()).is_err() { ast::Tree::default() } else { grammar::file::file(text) }
}

#[cfg(test)]
#[allow(missing_docs, reason = "for the tests only")]
mod dump;
#[cfg(test)]
mod tests;
