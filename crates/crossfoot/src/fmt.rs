//! `crossfoot fmt`

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use crossfoot_format::{Options, Shape};
use crossfoot_source::{Lang, Message};
use similar::TextDiff;

use crate::{
    args::{Fmt, Speech},
    load::Loader,
    parallel,
    shown::one_line,
    speech::{self, complain},
    walk, write,
};

/// Formats what the command line names.
pub fn run(args: &Fmt, how: &Speech) -> ExitCode {
    let (files, complaints) = walk::files(&args.paths);
    let lang = speech::lang(how);
    complaints.iter().for_each(|why| complain(why, lang));
    let mut done = Done { has_failed: !complaints.is_empty(), ..Done::default() };
    let loader = Loader::new(lang);
    let options = Options { keywords: args.keywords.map(Lang::from) };
    let printed = parallel::each(
        &files,
        args.jobs,
        |path| Formatted::new(path, &loader, options),
        |result| match result.and_then(|file| file.deliver(args, &mut done)) {
            Ok(text) => write::whole(Path::new("-"), text.as_bytes()),
            Err(why) => {
                complain(&why, lang);
                done.has_failed = true;
                Ok(())
            }
        },
    );
    match printed {
        Err(error) if !write::is_closed(&error) => {
            complain(&write::failed(Path::new("-"), &error), lang);
            done.has_failed = true;
        }
        _ if !args.quiet => {
            // If nobody reads that, the files are formatted all the same.
            let _ = io::stderr().write_all(done.line(args, lang).as_bytes());
        }
        _ => {}
    }
    ExitCode::from(match done {
        Done { has_failed: true, .. } => 2,
        Done { changed: 1.., .. } if args.check || args.diff => 1,
        _ => 0,
    })
}

/// A file as it is and as it should be.
struct Formatted {
    path: PathBuf,
    name: String,
    old: String,
    new: String,
}

impl Formatted {
    fn new(path: &Path, loader: &Loader, options: Options) -> Result<Self, Message> {
        let report = loader.report(path)?;
        let template = loader.template(&report);
        let shape = Shape::of(&crossfoot_model::build(&report, template.as_deref()));
        let new = crossfoot_format::format(&report.text, &report.tree, &shape, options);
        Ok(Self { path: path.to_path_buf(), name: report.name, old: report.text, new })
    }

    /// Writes the file if it changes and may be written; gives what is to be printed.
    fn deliver(self, args: &Fmt, done: &mut Done) -> Result<String, Message> {
        let is_changed = self.old != self.new;
        let is_standard = self.path == Path::new("-");
        let printed = match (args.diff, args.check) {
            (true, _) => diff(&self.name, &self.old, &self.new),
            (false, true) if is_changed => format!("{}\n", one_line(&self.name)),
            (false, true) => String::new(),
            (false, false) if is_standard => self.new,
            (false, false) => {
                if is_changed {
                    write::whole(&self.path, self.new.as_bytes())
                        .map_err(|error| write::failed(&self.path, &error))?;
                }
                String::new()
            }
        };
        *(if is_changed { &mut done.changed } else { &mut done.unchanged }) += 1;
        Ok(printed)
    }
}

/// What changes, as `patch` and `git apply` read it; nothing if nothing does.
fn diff(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().header(name, name).to_string()
}

/// What a run has come to.
#[derive(Default)]
struct Done {
    changed: u32,
    unchanged: u32,
    has_failed: bool,
}

impl Done {
    /// `2 files formatted, 5 left as they are`
    fn line(&self, args: &Fmt, lang: Lang) -> String {
        let Self { changed, unchanged, .. } = *self;
        if changed + unchanged == 0 {
            return String::new();
        }
        let plural = |count: u32| if count == 1 { "file" } else { "files" };
        let is_trial = args.check || args.diff;
        match (lang, is_trial) {
            (Lang::En, true) => {
                format!("{changed} {} would change, {unchanged} would not\n", plural(changed))
            }
            (Lang::En, false) => format!("{changed} {} formatted, {unchanged} unchanged\n", plural(changed)),
            (Lang::Zh, true) => format!("{changed}个文件需要整理，{unchanged}个不需要\n"),
            (Lang::Zh, false) => format!("整理了{changed}个文件，{unchanged}个没有变化\n"),
        }
    }
}
