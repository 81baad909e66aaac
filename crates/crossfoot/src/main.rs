//! The command line of Crossfoot: reads files, checks and compiles them, prints.

mod args;
mod check;
mod compile;
mod concise;
mod excerpt;
mod explain;
mod inspect;
mod json;
mod load;
mod new;
mod place;
mod shown;
mod speech;
mod summary;
mod terminal;
mod walk;
mod watch;
mod write;

use std::{io::Write, panic, process, process::ExitCode};

use args::{Cli, Command};
use clap::Parser;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let _ = writeln!(std::io::stderr(), "crossfoot: a fault of the program, please report it: {info}");
        process::exit(2);
    }));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help, too, is printed this way; nobody need read it.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match &cli.command {
        Command::Check(args) => check::run(args, &cli.speech),
        Command::Compile(args) => compile::run(args, &cli.speech),
        Command::Explain(args) => explain::run(args, &cli.speech),
        Command::New(args) => new::run(args, &cli.speech),
        Command::Watch(args) => watch::run(args, &cli.speech),
    }
}
