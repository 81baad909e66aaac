//! Tells Zed how the language server is started: the `crossfoot` on the path.

use zed_extension_api::{self as zed, Command, Extension, LanguageServerId, Result, Worktree};

struct Crossfoot;

impl Extension for Crossfoot {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("crossfoot").ok_or("there is no `crossfoot` on the path")?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Crossfoot);
