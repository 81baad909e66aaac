//! `crossfoot man`

use std::{fs, io, path::Path, process::ExitCode};

use clap::{Command, CommandFactory};
use crossfoot_source::Message;

use crate::{
    args::{Cli, Man, Speech},
    speech::{self, complain},
    write,
};

/// Prints the manual page, or writes those of all commands into a folder.
pub fn run(args: &Man, how: &Speech) -> ExitCode {
    let lang = speech::lang(how);
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &args.folder else { return write::print(&page(&command).1, lang) };
    match write_all(folder, &command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why, lang);
            ExitCode::from(2)
        }
    }
}

/// Writes the page of a command and of each that it has.
fn write_all(folder: &Path, command: &Command) -> Result<(), Message> {
    fs::create_dir_all(folder).map_err(|error| write::failed(folder, &error))?;
    for command in std::iter::once(command).chain(command.get_subcommands()) {
        let (name, text) = page(command);
        let path = folder.join(name);
        write::whole(&path, text.as_bytes()).map_err(|error| write::failed(&path, &error))?;
    }
    Ok(())
}

/// The name of a command's page, and the page.
fn page(command: &Command) -> (String, String) {
    let version = concat!("crossfoot ", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command.clone()).source(version).manual("Crossfoot");
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _: io::Result<()> = man.render(&mut text);
    // What stands behind a command's help are its examples: they come first there.
    let text = String::from_utf8_lossy(&text).replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n");
    (man.get_filename(), text)
}
