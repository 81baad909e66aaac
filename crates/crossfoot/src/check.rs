//! `crossfoot check`

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

use crossfoot_emit::Guarded;
use crossfoot_source::{Lang, LineIndex};

use crate::{
    args::{Check, FindingsFormat, Speech},
    concise,
    inspect::Inspected,
    json,
    load::Loader,
    parallel,
    place::place_of,
    progress::Progress,
    shown::one_line,
    speech::{self, Paint, complain},
    summary::Total,
    terminal, walk, write,
};

/// In full, so many findings are printed unless another number is asked for.
const MOST_IN_FULL: usize = 100;

/// Checks what the command line names.
pub fn run(args: &Check, how: &Speech) -> ExitCode {
    let (files, complaints) = walk::files(&args.paths);
    let lang = speech::lang(how);
    complaints.iter().for_each(|why| complain(why, lang));
    let mut printer = Printer::new(args, how, lang, files.len());
    let mut unread = !complaints.is_empty();
    let loader = Loader::new(lang);
    let one = |path: &Path| Inspected::new(path, &loader, args.guards);
    let done = parallel::each(&files, args.jobs, one, |result| {
        printer.progress.one_more();
        match result {
            Ok(file) => printer.add(file),
            Err(why) => {
                printer.progress.hide();
                complain(&why, lang);
                unread = true;
                Ok(())
            }
        }
    });
    match done.and_then(|()| printer.end()) {
        Err(error) if !write::is_closed(&error) => {
            let target = args.output.as_deref().unwrap_or(Path::new("-"));
            complain(&write::failed(target, &error), lang);
            ExitCode::from(2)
        }
        _ if unread => ExitCode::from(2),
        _ => ExitCode::from(u8::from(printer.total.has_failed())),
    }
}

/// Prints findings as they come, in the format asked for.
struct Printer<'a> {
    args: &'a Check,
    lang: Lang,
    paint: Paint,
    /// How many findings may still be printed.
    left: usize,
    /// How many could not be.
    unprinted: usize,
    total: Total,
    progress: Progress,
    /// The name of the file, if it is only one.
    name: Option<String>,
    /// What is printed at the end: everything for a file or as JSON, else what is not yet on standard output.
    out: String,
    /// For JSON: the files so far.
    files: Vec<Inspected>,
}

impl<'a> Printer<'a> {
    fn new(args: &'a Check, how: &Speech, lang: Lang, files: usize) -> Self {
        let terminal = args.output.is_none() && io::stdout().is_terminal();
        let left = match args.max_diagnostics {
            None if args.output_format == FindingsFormat::Full => MOST_IN_FULL,
            None | Some(0) => usize::MAX,
            Some(most) => most,
        };
        Self {
            args,
            lang,
            paint: Paint::new(how, terminal),
            left,
            unprinted: 0,
            total: Total::default(),
            progress: Progress::new(files, args.quiet, lang),
            name: None,
            out: String::new(),
            files: Vec::new(),
        }
    }

    fn add(&mut self, mut file: Inspected) -> io::Result<()> {
        self.total.add(&file.summary);
        let printed = file.findings.len().min(self.left);
        self.left -= printed;
        self.unprinted += file.findings.len() - printed;
        file.findings.truncate(printed);
        if self.args.output_format == FindingsFormat::Json {
            self.files.push(file);
            return Ok(());
        }
        if !file.findings.is_empty() || !file.guards.is_empty() {
            let lines = LineIndex::new(&file.text);
            for finding in &file.findings {
                match self.args.output_format {
                    FindingsFormat::Full => {
                        terminal::draw(&file, &lines, finding, self.lang, self.paint, &mut self.out);
                    }
                    _ => concise::write(&file, &lines, finding, self.lang, self.paint, &mut self.out),
                }
            }
            for guard in &file.guards {
                self.guard(&file, &lines, guard);
            }
        }
        self.name = Some(file.name);
        self.flush()
    }

    /// `report.xfoot:90:11: 2 rules: row “Total”, column “OGC” of table V.A: 12`
    fn guard(&mut self, file: &Inspected, lines: &LineIndex, guard: &Guarded) {
        let place = place_of(&file.name, &file.text, lines, guard.span);
        let (figure, value) = (one_line(guard.figure.in_lang(self.lang)), one_line(&guard.value));
        let rules = match (self.lang, guard.rules) {
            (Lang::En, 1) => String::from("1 rule"),
            (Lang::En, rules) => format!("{rules} rules"),
            (Lang::Zh, rules) => format!("{rules}条规则"),
        };
        let rules = if guard.rules == 0 { self.paint.strong(&rules) } else { rules };
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        self.out.push_str(&format!("{place}: {rules}{colon}{figure}"));
        // A figure without a name is named by what it says.
        if !figure.contains(value.as_ref()) {
            self.out.push_str(colon);
            self.out.push_str(&value);
        }
        self.out.push('\n');
    }

    fn end(&mut self) -> io::Result<()> {
        if self.args.output_format == FindingsFormat::Json {
            self.out = json::document(&self.files, &self.total, self.lang, self.args.guards);
        } else {
            if self.unprinted > 0 {
                let unprinted = self.unprinted;
                self.out.push_str(&match self.lang {
                    Lang::En => format!("and {unprinted} more; to see all: --max-diagnostics 0\n"),
                    Lang::Zh => format!("另有{unprinted}个；全部列出：--max-diagnostics 0\n"),
                });
            }
            if !self.args.quiet {
                let name = self.name.as_deref().filter(|_| self.total.is_one_file());
                self.out.push_str(&self.total.line(name, self.lang));
            }
        }
        match &self.args.output {
            Some(path) => write::whole(path, self.out.as_bytes()),
            None => self.flush(),
        }
    }

    /// Prints what there is, unless it goes into a file.
    fn flush(&mut self) -> io::Result<()> {
        if self.args.output.is_some() || self.out.is_empty() {
            return Ok(());
        }
        self.progress.hide();
        let mut stdout = io::stdout().lock();
        stdout.write_all(self.out.as_bytes())?;
        self.out.clear();
        stdout.flush()
    }
}
