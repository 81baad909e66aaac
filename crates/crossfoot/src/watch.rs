//! `crossfoot watch`
//!
//! The system only wakes it up: that something happened in a folder, never what. Whether the report or its template
//! is another one now is decided by reading them. So it does not matter how an editor saves (in place, by renaming,
//! by deleting first), and what is written beside the report wakes it up to no effect.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use crossfoot_model::Source;
use crossfoot_source::{Lang, Message};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::{
    args::{Speech, Watch},
    compile::{self, Format, Made, make, say},
    inspect::Inspected,
    load::Loader,
    shown::one_line,
    speech::{self, Paint, complain},
    summary::Total,
    write,
};

/// A save is several changes; it is over when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(20);

/// Without being woken up, it looks this often.
const POLL: Duration = Duration::from_secs(1);

/// What ends a wait.
enum Wake {
    Changed,
    Stop,
}

/// Checks, and compiles, until it is stopped.
pub fn run(args: &Watch, how: &Speech) -> ExitCode {
    let lang = speech::lang(how);
    match watch(args, how, lang) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why, lang);
            ExitCode::from(2)
        }
    }
}

fn watch(args: &Watch, how: &Speech, lang: Lang) -> Result<(), Message> {
    if args.path == Path::new("-") {
        return Err(Message::new(
            "standard input does not change; name a file",
            "标准输入不会变动，请写文件名",
        ));
    }
    let output = match &args.output {
        Some(path) => Some((path.as_path(), compile::format(args.format, path, &args.page)?)),
        None => None,
    };
    let paint = Paint::new(how, io::stderr().is_terminal());
    let (sender, wakes) = mpsc::channel();
    let stop = sender.clone();
    // Nobody listens any more when it is stopped twice.
    ctrlc::set_handler(move || drop(stop.send(Wake::Stop))).map_err(|why| Message::same(why.to_string()))?;
    let mut folders = if args.poll { None } else { Some(Folders::new(sender)?) };
    let mut last = None;
    loop {
        let read = read(&args.path, lang);
        if let (Some(folders), Ok((report, _))) = (&mut folders, &read)
            && folders.follow(report)?
        {
            // Something may have changed before the folder was watched.
            continue;
        }
        let now = read.as_ref().map(texts).map_err(Message::clone);
        match read {
            Err(why) if last.is_none() => return Err(why),
            _ if last.as_ref() == Some(&now) => {}
            Err(why) => complain(&why, lang),
            Ok((report, template)) => {
                if let Err(why) = once(report, template, output, paint, lang) {
                    complain(&why, lang);
                }
            }
        }
        last = Some(now);
        if is_stopped(&wakes, args.poll) {
            return Ok(());
        }
    }
}

/// The report and its template.
fn read(path: &Path, lang: Lang) -> Result<(Source, Option<Arc<Source>>), Message> {
    let loader = Loader::new(lang);
    let report = loader.report(path)?;
    let template = loader.template(&report);
    Ok((report, template))
}

fn texts((report, template): &(Source, Option<Arc<Source>>)) -> (String, Option<String>) {
    (report.text.clone(), template.as_ref().map(|template| template.text.clone()))
}

/// Checks the report and says what was found; writes the document, if it is another one.
fn once(
    report: Source,
    template: Option<Arc<Source>>,
    output: Option<(&Path, Format)>,
    paint: Paint,
    lang: Lang,
) -> Result<(), Message> {
    let from = Instant::now();
    let (file, done) = match output {
        None => (Inspected::of(report, template, false), String::new()),
        Some((path, format)) => {
            let Made { file, document } = make(report, template, format, false)?;
            let done = put(path, document.as_deref())?;
            (file, done.in_lang(lang).to_owned())
        }
    };
    say(&file, lang, paint);
    let mut total = Total::default();
    total.add(&file.summary);
    let line = total.line(Some(&file.name), lang);
    let took = format!(" [{done}{} ms]", from.elapsed().as_millis());
    // If nobody reads it, the document is written all the same.
    let _ = writeln!(io::stderr(), "{}{}", line.trim_end(), paint.faint(&one_line(&took)));
    Ok(())
}

/// Writes the document unless it stands there already; says what became of it.
fn put(path: &Path, document: Option<&str>) -> Result<Message, Message> {
    let name = path.display();
    let Some(document) = document else {
        return Ok(Message::new(
            format!("{name} left as it was: the report is final and has errors; "),
            format!("{name}没有改动：报告已定稿，但有错误；"),
        ));
    };
    if fs::read(path).is_ok_and(|old| old == document.as_bytes()) {
        return Ok(Message::new(format!("{name} unchanged; "), format!("{name}没有变化；")));
    }
    write::whole(path, document.as_bytes()).map_err(|error| write::failed(path, &error))?;
    Ok(Message::new(format!("{name} written; "), format!("已写入{name}；")))
}

/// Waits for a change, and for it to be over. Is it to stop instead?
fn is_stopped(wakes: &mpsc::Receiver<Wake>, poll: bool) -> bool {
    let mut wake = if poll { wakes.recv_timeout(POLL).ok() } else { wakes.recv().ok() };
    // Where something changes all the time, it is not waited for.
    let until = Instant::now() + 10 * QUIET;
    while matches!(wake, Some(Wake::Changed)) && Instant::now() < until {
        wake = wakes.recv_timeout(QUIET).ok();
    }
    matches!(wake, Some(Wake::Stop))
}

/// The folders of which the system tells that something happened in them.
struct Folders {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Folders {
    fn new(sender: mpsc::Sender<Wake>) -> Result<Self, Message> {
        let wake = move |event: notify::Result<notify::Event>| {
            // To read a file is no change to it.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = sender.send(Wake::Changed);
            }
        };
        let watcher = notify::recommended_watcher(wake).map_err(|why| unwatchable(&why))?;
        Ok(Self { watcher, watched: BTreeSet::new() })
    }

    /// Watches the folders of a report and its template. Are there new ones?
    fn follow(&mut self, report: &Source) -> Result<bool, Message> {
        let mut is_new = false;
        for folder in Loader::folders(report) {
            if self.watched.insert(folder.clone()) {
                self.watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(|why| unwatchable(&why))?;
                is_new = true;
            }
        }
        Ok(is_new)
    }
}

fn unwatchable(why: &notify::Error) -> Message {
    Message::new(
        format!("the system does not tell of changes ({why}); try --poll"),
        format!("系统不报告文件变动（{why}）；请加上--poll"),
    )
}
