//! What can be typed on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use crossfoot_emit::{HtmlOptions, Theme, Vouch};
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
  crossfoot new                          what reports there are templates for
  crossfoot watch r.xfoot -o r.html      keep the page as the report is
  crossfoot help compile                 what a command takes, with examples

Exit codes: 0 nothing wrong, 1 findings, 2 wrong usage or a file that cannot be read.",
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
    New(New),
    Watch(Watch),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
    Lsp(Lsp),
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
  crossfoot compile -f html --fragment report.xfoot
  crossfoot compile -f json - < report.xfoot

The report is checked first; errors and warnings go to standard error. A draft is compiled all the same; a final
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

    #[command(flatten)]
    pub page: Page,
}

/// How a page is to be.
#[derive(Args)]
#[command(next_help_heading = "Pages (-f html)")]
pub struct Page {
    /// The look [default: official for a Chinese report that follows a template, else plain]
    #[arg(long, value_enum, value_name = "THEME")]
    pub theme: Option<Look>,

    /// What it says of the rules that hold: at each figure which ones, or also all in a list [default: list]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub vouch: Option<Vouching>,

    /// Without the report as JSON, which a page carries for programs
    #[arg(long)]
    pub no_data: bool,

    /// Only the article, to be pasted into a page that there is already
    #[arg(long)]
    pub fragment: bool,
}

impl Page {
    /// Is anything said of it?
    pub fn is_asked_for(&self) -> bool {
        self.theme.is_some() || self.vouch.is_some() || self.no_data || self.fragment
    }
}

/// Check a report, and turn it into a document, again whenever it changes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot watch report.xfoot
  crossfoot watch report.xfoot -o report.html

The report is checked at once and after every change to it or to its template; errors and warnings go to standard error. With
-o the document is written as `compile` does it, if it has become another one: a final report with errors leaves
the last good document as it is. Ctrl-C ends it.

Exit codes: 0 ended by Ctrl-C, 2 wrong usage or a file that cannot be read or written.")]
pub struct Watch {
    /// The report
    #[arg(value_name = "PATH")]
    pub path: PathBuf,

    /// What to make [default: as the output's name ends]
    #[arg(short, long, value_enum, value_name = "FORMAT", requires = "output")]
    pub format: Option<DocumentFormat>,

    /// Where to write it; without it the report is only checked
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Look every second, where the system does not tell of changes (network drives)
    #[arg(long)]
    pub poll: bool,

    #[command(flatten)]
    pub page: Page,
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

/// Begin a report that follows a template, or list the templates.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot new
  crossfoot new cn/open-gov-2021 -o report.xfoot
  crossfoot new cn/open-gov-2021 --entity 广州市科学技术局 --period 2024 -o 2024.xfoot
  crossfoot new forms/visits.xfoot

Every section, table and row that the template asks for is in place and blank; `crossfoot check` says what is still
to be filled in. A template is named as one that the list has, or as a file.

Exit codes: 0 written, 2 wrong usage, a template that cannot be read, or a file that is there already.")]
pub struct New {
    /// The name of a template, or a file that is one; without it, the list of those that ship with the program
    pub template: Option<String>,

    /// Where to write it; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Who reports
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,

    /// For what period, such as 2024
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,

    /// Last year's report, as it is found from this one
    #[arg(long, value_name = "FILE")]
    pub prior: Option<String>,

    /// The title, where it is not to be made by the template
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// Print the JSON Schema of an output.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot schema output > crossfoot.schema.json
  crossfoot schema findings

A schema says which keys an output has, what they mean and what can stand in them, in the dialect 2020-12. What a
version of this program writes is valid under the schema that the same version prints.")]
pub struct Schema {
    /// Which output
    #[arg(value_enum, value_name = "OUTPUT")]
    pub of: Output,
}

/// Print the script by which a shell completes these words.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot completions bash > ~/.local/share/bash-completion/completions/crossfoot
  crossfoot completions zsh > ~/.zfunc/_crossfoot           (with ~/.zfunc in fpath, before compinit)
  crossfoot completions fish > ~/.config/fish/completions/crossfoot.fish
  crossfoot completions powershell >> $PROFILE")]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Print the manual page, or write those of all commands into a folder.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot man | man -l -
  crossfoot man ~/.local/share/man/man1")]
pub struct Man {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Serve an editor on standard input and output (the Language Server Protocol).
#[derive(Args)]
#[command(after_help = "\
Examples:
  crossfoot lsp

An editor starts it; `editors/` has what each needs to do so.

Exit codes: 0 after `shutdown` and `exit`, 1 after `exit` alone or where the editor goes away.")]
pub struct Lsp {
    /// Accepted and ignored: there is no other way
    #[arg(long)]
    pub stdio: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// What `compile -f json` writes: a whole report
    Output,
    /// What `check --output-format json` writes
    Findings,
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
pub enum Look {
    Official,
    Plain,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Vouching {
    List,
    Marks,
    None,
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

impl From<Look> for Theme {
    fn from(look: Look) -> Self {
        match look {
            Look::Official => Self::Official,
            Look::Plain => Self::Plain,
        }
    }
}

impl From<Vouching> for Vouch {
    fn from(vouching: Vouching) -> Self {
        match vouching {
            Vouching::List => Self::List,
            Vouching::Marks => Self::Marks,
            Vouching::None => Self::None,
        }
    }
}

impl From<&Page> for HtmlOptions {
    fn from(page: &Page) -> Self {
        Self {
            theme: page.theme.map(Theme::from),
            vouch: page.vouch.unwrap_or(Vouching::List).into(),
            data: !page.no_data,
            fragment: page.fragment,
            lines: false,
        }
    }
}
