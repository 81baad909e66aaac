//! What can be typed on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use crossfoot_source::Lang;

/// The whole command line.
#[derive(Parser)]
#[command(
    name = "crossfoot",
    version,
    about = "Checks and compiles reports whose figures must add up",
    after_help = "\
Examples:
  crossfoot check report.xfoot           check one report
  crossfoot check                        check every report beneath this folder
  crossfoot compile -o r.html r.xfoot    turn a report into a page
  crossfoot fmt                          tidy every report beneath this folder
  crossfoot explain sum-down             what a finding means

Exit codes: 0 nothing wrong, 1 findings, 2 wrong usage or a file that cannot be read.",
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub speech: Speech,
}

/// How people are spoken to.
#[derive(Args)]
#[command(next_help_heading = "Messages")]
pub struct Speech {
    /// Colour; auto: on terminals, unless NO_COLOR or CLICOLOR_FORCE is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,

    /// The language [default: that of LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, value_enum, value_name = "LANG", global = true)]
    pub lang: Option<Tongue>,
}

#[derive(Subcommand)]
pub enum Command {
    Check(Check),
    Compile(Compile),
    Fmt(Fmt),
    Explain(Explain),
}

/// Check that the figures of reports add up.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot check report.xfoot
  crossfoot check reports/ --output-format concise
  crossfoot check --guards report.xfoot
  crossfoot check --output-format json -o findings.json
  some-program | crossfoot check -

In folders, files whose name ends in .xfoot are checked, except those that git ignores. A template is checked
as a template.

Exit codes: 0 no error and no warning (hints do not count), 1 findings, 2 wrong usage or a file that cannot be read.")]
pub struct Check {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// With the lines they are about, one a line, or for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "full")]
    pub output_format: FindingsFormat,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// List how many independent rules guard each figure, none first
    #[arg(long)]
    pub guards: bool,

    /// Findings only, without the line that sums up
    #[arg(short, long)]
    pub quiet: bool,

    /// At most so many findings, 0 for all [default: 100 in full, else 0]
    #[arg(long, value_name = "N")]
    pub max_diagnostics: Option<usize>,

    /// Check so many files at a time [default: the number of processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Turn a report into a document.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot compile report.xfoot
  crossfoot compile -o report.html report.xfoot
  crossfoot compile -f json - < report.xfoot

The report is checked first and its findings go to standard error. A draft is compiled all the same; a final
report (`@status final`) with errors is not, unless --force is given.

Exit codes: 0 written, 1 not written because of errors, 2 wrong usage or a file that cannot be read or written.")]
pub struct Compile {
    /// The report; `-` is standard input
    #[arg(value_name = "PATH")]
    pub path: PathBuf,

    /// What to make [default: as the output's name ends, else json]
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub format: Option<DocumentFormat>,

    /// Where to write it; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Write a final report although it has errors
    #[arg(long)]
    pub force: bool,
}

/// Write reports tidily; what they say stays the same.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot fmt report.xfoot
  crossfoot fmt --check
  crossfoot fmt --diff reports/
  crossfoot fmt --keywords zh report.xfoot
  crossfoot fmt - < untidy.xfoot > tidy.xfoot

White space, marks and the language's own words are written in one way, and tables are aligned. Text, labels, names
and figures are never touched, nor is a block with a fault in it. Only files that change are written.

Exit codes: 0 all is tidy (now), 1 something is not (--check, --diff), 2 wrong usage or a file that cannot be read or written.")]
pub struct Fmt {
    /// Files and folders; `-` is standard input, written to standard output
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Write nothing; list the files that would change
    #[arg(long)]
    pub check: bool,

    /// Write nothing; show what would change as a unified diff
    #[arg(long)]
    pub diff: bool,

    /// The language in which to write the language's own words [default: each as it is]
    #[arg(long, value_enum, value_name = "LANG")]
    pub keywords: Option<Tongue>,

    /// Without the line that sums up
    #[arg(short, long)]
    pub quiet: bool,

    /// Format so many files at a time [default: the number of processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Say what a rule is about, with an example, or list all rules.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot explain
  crossfoot explain sum-down")]
pub struct Explain {
    /// The rule's name, as it stands in brackets in a finding
    pub rule: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    Full,
    Concise,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    Json,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    En,
    Zh,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::En,
            Tongue::Zh => Self::Zh,
        }
    }
}
