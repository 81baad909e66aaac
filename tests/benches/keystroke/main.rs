//! From a keystroke to the findings, beside ruff's server: documents of 1,000, 10,000 and 50,000 lines, and a digit in
//! the middle that is made wrong and right again.
//!
//! `tests/benches/run keystroke` installs ruff and runs this. Each server is driven over its standard input and output,
//! as an editor would; a keystroke counts from the write of the change to the read of the findings for its version. The
//! documents have the same number of lines. Ours is the first report many times over, with its template; ruff's is a
//! Python file that a change makes wrong by one undefined name.

mod server;

use std::{
    env, fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crossfoot_tests::{binary::Folder, copies::copies, path};
use server::Server;

/// So many keystrokes are timed.
const KEYSTROKES: usize = 300;

fn main() {
    println!(" lines  server      first findings   p50     p95     p99  ms   MiB");
    for lines in [1_000, 10_000, 50_000] {
        let folder = Folder::new();
        let (report, line, column) = report(&folder, lines);
        let mut command = folder.command(["lsp"]);
        command.current_dir(folder.path(""));
        say(lines, "crossfoot", command, &report, "xfoot", (line, column), ["1", "0"]);
        if let Some(ruff) = env::var_os("RUFF") {
            let (module, line, column) = module(&folder, lines);
            let mut command = Command::new(ruff);
            command.arg("server").current_dir(folder.path(""));
            say(lines, "ruff", command, &module, "python", (line, column), ["b", "a"]);
        }
    }
}

/// Opens a document, types into it, and says how long that took.
fn say(
    lines: usize,
    name: &str,
    command: Command,
    document: &Path,
    language: &str,
    (line, column): (usize, usize),
    typed: [&str; 2],
) {
    let text = fs::read_to_string(document).unwrap();
    let start = Instant::now();
    let mut server = Server::start(command, document);
    server.open(language, &text);
    let first = start.elapsed();
    let mut times: Vec<Duration> = Vec::new();
    for stroke in 0..KEYSTROKES + 20 {
        let started = Instant::now();
        let found = server.replace(line, column, typed[stroke % 2]);
        times.push(started.elapsed());
        // The first breaks it and the second mends it.
        assert_eq!(found == 0, stroke % 2 == 1, "{name} found {found} at stroke {stroke}");
    }
    let memory = server.memory();
    server.leave();
    // The first are of a server that has just begun.
    let mut times = times.split_off(20);
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let at = |part: usize| ms(times[(times.len() - 1) * part / 100]);
    println!(
        "{lines:>6}  {name:<11} {:>8.1}       {:>6.2}  {:>6.2}  {:>6.2}     {memory:>5.0}",
        ms(first),
        at(50),
        at(95),
        at(99),
    );
}

/// A right report of about so many lines, and where in its middle a 0 stands in a table.
fn report(folder: &Folder, lines: usize) -> (std::path::PathBuf, usize, usize) {
    let one = fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let (report, template) = copies(&one, template.text, (lines / one.lines().count()).max(2));
    let report = report.replacen("cn/open-gov-2021", "template", 1);
    fs::write(folder.path("template.xfoot"), template).unwrap();
    let file = folder.path("report.xfoot");
    fs::write(&file, &report).unwrap();
    let all: Vec<&str> = report.lines().collect();
    // 新收 | 4 | 0 | …: a column of companies that have asked for nothing.
    let is_it = |line: &str| line.trim_start().starts_with("新收") && line.contains(" 0 |");
    let middle = all.len() / 2;
    let line = middle + all[middle..].iter().position(|line| is_it(line)).unwrap();
    let before = all[line].find(" 0 |").unwrap() + 1;
    (file, line, all[line][..before].encode_utf16().count())
}

/// A right Python file of so many lines, and where in its middle a name stands.
fn module(folder: &Folder, lines: usize) -> (std::path::PathBuf, usize, usize) {
    let body = "def total_N(a):\n    rows = [a, 2, 3]\n    carried = sum(rows)\n    return carried\n\n\n";
    let count = lines / 6;
    let text: String = (0..count).map(|at| body.replace('N', &at.to_string())).collect();
    let file = folder.path("module.py");
    fs::write(&file, text.trim_end().to_owned() + "\n").unwrap();
    (file, count / 2 * 6 + 1, "    rows = [".len())
}
