//! The whole program, from start to exit, beside `cmark` and Typst at the same content: the first report once, ten
//! times and a hundred times over.
//!
//! `tests/benches/run` installs the others and runs this; `cargo bench -p crossfoot-tests --bench process` alone does
//! with those that are there. Each program is run in turn with `cmark`, and each pair of runs gives one ratio, so that
//! a machine that slows down meanwhile slows both: quote the median of the ratios. `cmark` turns the text into HTML
//! and neither knows tables nor checks anything; Typst has the tables, and every rule as an assertion.

mod content;
mod typst;

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crossfoot_model::{Source, build};
use crossfoot_tests::{binary::Folder, copies::copies, path};

/// What to_html.py is run with: a Python that has Typst's package.
const PYTHON: &str = "TYPST_PYTHON";

fn main() {
    // So that it is built before anything is timed.
    Folder::new().run(["--version"]);
    println!("copies  program            ms  × cmark     MiB");
    for (count, runs) in [(1, 101), (10, 51), (100, 21)] {
        let folder = texts(count);
        let command = |args: &[&str]| folder.command(args);
        let cmark = || in_folder("cmark", &folder, &["report.md"]);
        if median(&cmark, &cmark, 1).is_none() {
            return eprintln!("There is no `cmark`: tests/benches/run installs it.");
        }
        let say = |name: &str, program: &dyn Fn() -> Command, runs: usize| match median(program, &cmark, runs)
        {
            Some((time, ratio)) => {
                let time = time.as_secs_f64() * 1e3;
                let peak = peak(program()).map_or(String::from("–"), |peak| format!("{peak:.1}"));
                println!("{count:>6}  {name:<14} {time:>6.2}  {ratio:>7.2}  {peak:>6}");
            }
            None => println!("{count:>6}  {name:<14} is not there, or failed"),
        };
        say("cmark", &cmark, runs);
        say("check", &|| command(&["check", "report.xfoot"]), runs);
        say("compile json", &|| command(&["compile", "-o", "report.json", "report.xfoot"]), runs);
        let bare = ["compile", "--vouch", "none", "--no-data", "-o", "report.html", "report.xfoot"];
        say("compile html", &|| command(&bare), runs);
        say("whole page", &|| command(&["compile", "-o", "report.html", "report.xfoot"]), runs);
        if let Some(python) = env::var_os(PYTHON) {
            let python = Path::new(&python);
            let script = path("benches/process/to_html.py");
            let args = [script.to_str().unwrap(), "report.typ", "typst.html"];
            say("Typst html", &|| in_folder(python, &folder, &args), runs.min(11));
        }
    }
}

/// A folder with a report of so many copies for each of the programs.
fn texts(count: usize) -> Folder {
    let report = fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let (report, template) = match count {
        1 => (report, template.text.to_owned()),
        _ => copies(&report, template.text, count),
    };
    let sources = (Source::new("report", report.as_str()), Source::new("template", template.as_str()));
    let model = build(&sources.0, Some(&sources.1));
    let folder = Folder::new()
        .with("report.md", content::markdown(&model))
        .with("report.typ", typst::document(&model));
    // A report once over follows the template that ships with the program.
    match count {
        1 => folder.with("report.xfoot", report),
        _ => folder
            .with("template.xfoot", template)
            .with("report.xfoot", report.replacen("cn/open-gov-2021", "template", 1)),
    }
}

fn in_folder(program: impl AsRef<std::ffi::OsStr>, folder: &Folder, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder.path("")).stdin(Stdio::null());
    command
}

/// The median time of a program, and that of its ratios to another's with which it runs in turn. `None` if one of
/// them is not there, or fails.
fn median(
    program: &dyn Fn() -> Command,
    other: &dyn Fn() -> Command,
    runs: usize,
) -> Option<(Duration, f64)> {
    let (mut times, mut ratios) = (Vec::new(), Vec::new());
    // The first pair finds files that are in no cache.
    for at in 0..=runs {
        let (one, two) = (time(program())?, time(other())?);
        if at > 0 {
            times.push(one);
            ratios.push(one.as_secs_f64() / two.as_secs_f64());
        }
    }
    times.sort();
    ratios.sort_by(f64::total_cmp);
    Some((times[runs / 2], ratios[runs / 2]))
}

fn time(mut command: Command) -> Option<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    command.status().ok()?.success().then(|| start.elapsed())
}

/// The most memory that a program takes, in MiB, as GNU time says. `None` where that is not there.
fn peak(command: Command) -> Option<f64> {
    let mut timed = Command::new("time");
    timed.args(["--format", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.current_dir(command.get_current_dir()?).stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8(output.stderr).ok()?;
    Some(said.lines().last()?.parse::<f64>().ok()? / 1024.0)
}
