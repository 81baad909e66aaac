//! `crossfoot completions`

use std::process::ExitCode;

use clap::CommandFactory;

use crate::{
    args::{Cli, Completions, Speech},
    speech, write,
};

/// Prints a shell's script that completes the command line.
pub fn run(args: &Completions, how: &Speech) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "crossfoot", &mut script);
    write::print(&String::from_utf8_lossy(&script), speech::lang(how))
}
