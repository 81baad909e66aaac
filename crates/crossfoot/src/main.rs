//! The command line of Crossfoot: reads files, checks and compiles them, prints.

mod args;
mod check;
mod compile;
mod completions;
mod concise;
mod excerpt;
mod explain;
mod fmt;
mod inspect;
mod json;
mod load;
mod man;
mod new;
mod parallel;
mod place;
mod progress;
mod schema;
mod shown;
mod speech;
mod summary;
mod terminal;
mod walk;
mod watch;
mod write;

use std::{
    io::Write,
    panic::{self, PanicHookInfo},
    process,
    process::ExitCode,
};

use args::{Cli, Command};
use clap::Parser;
use crossfoot_source::Message;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        report(info);
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
        Command::Fmt(args) => fmt::run(args, &cli.speech),
        Command::Explain(args) => explain::run(args, &cli.speech),
        Command::New(args) => new::run(args, &cli.speech),
        Command::Watch(args) => watch::run(args, &cli.speech),
        Command::Schema(args) => schema::run(args, &cli.speech),
        Command::Completions(args) => completions::run(args, &cli.speech),
        Command::Man(args) => man::run(args, &cli.speech),
        Command::Lsp(_) => lsp(&cli.speech),
    }
}

/// Says what the program did wrong.
fn report(info: &PanicHookInfo<'_>) {
    let _ = writeln!(std::io::stderr(), "crossfoot: a fault of the program, please report it: {info}");
}

/// `crossfoot lsp`
fn lsp(how: &args::Speech) -> ExitCode {
    // The server answers with an error and lives on.
    panic::set_hook(Box::new(report));
    crossfoot_lsp::serve().unwrap_or_else(|error| {
        speech::complain(&Message::same(error.to_string()), speech::lang(how));
        ExitCode::from(2)
    })
}
