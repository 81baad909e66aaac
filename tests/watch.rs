//! `crossfoot watch`: whatever an editor does when it saves, what is watched is up to date.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use crossfoot_tests::binary::Folder;

const REPORT: &str = "@report Visits\n  @follows forms/t\n\n@table visits\n  A | 1\n  B | 2\n  Total | 3\n";
const TEMPLATE: &str = "@template forms/t Visits\n\n@table visits\n  @columns\n    count\n  @rows\n    A\n    B\n    Total = sum(above) @name K\n";

/// What is said in time, though the machine be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program while it watches.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let mut command = folder.command(["watch", "report.xfoot"].iter().chain(args));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// The next line in which something stands, those before it passed over.
    fn says(&self, what: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut heard = String::new();
        while let Ok(line) = self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if line.contains(what) {
                return line;
            }
            heard.push_str(&format!("{line}\n"));
        }
        panic!("it does not say {what:?}, but\n{heard}");
    }

    /// Nothing is said for a while.
    fn is_silent(&self) {
        let said = self.lines.recv_timeout(Duration::from_millis(500));
        assert!(said.is_err(), "{said:?}");
    }

    /// Ctrl-C.
    #[cfg(unix)]
    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let kill = std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(kill.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> Folder {
    Folder::new().with("report.xfoot", REPORT).with("forms/t.xfoot", TEMPLATE)
}

/// The report with another number of visits to B, as much more in all.
fn with(b: u32) -> String {
    REPORT.replace("B | 2", &format!("B | {b}")).replace("Total | 3", &format!("Total | {}", b + 1))
}

#[test]
fn every_way_to_save_is_noticed() {
    let folder = folder();
    let watching = Watching::start(&folder, &["-o", "report.html"]);
    let line = watching.says("report.xfoot: 3 figures, 1 rule holds; no findings");
    assert!(line.contains(" [report.html written; "), "{line}");
    assert!(folder.read("report.html").contains("Visits"));

    // In place.
    fs::write(folder.path("report.xfoot"), with(10_001)).unwrap();
    watching.says("report.html written");
    assert!(folder.read("report.html").contains("10001"));

    // By renaming another file over it.
    fs::write(folder.path(".report.xfoot.swp"), with(10_002)).unwrap();
    fs::rename(folder.path(".report.xfoot.swp"), folder.path("report.xfoot")).unwrap();
    watching.says("report.html written");
    assert!(folder.read("report.html").contains("10002"));

    // By moving it out of the way and writing it anew.
    fs::rename(folder.path("report.xfoot"), folder.path("report.xfoot~")).unwrap();
    fs::write(folder.path("report.xfoot"), with(10_003)).unwrap();
    watching.says("report.html written");
    assert!(folder.read("report.html").contains("10003"));

    // Deleted, and back much later.
    fs::remove_file(folder.path("report.xfoot")).unwrap();
    watching.says("crossfoot: report.xfoot: ");
    assert!(folder.read("report.html").contains("10003"), "the last document is kept");
    fs::write(folder.path("report.xfoot"), with(10_004)).unwrap();
    watching.says("report.html written");
    assert!(folder.read("report.html").contains("10004"));
}

#[test]
fn a_change_of_the_template_is_one_of_the_report() {
    let folder = folder();
    let watching = Watching::start(&folder, &[]);
    watching.says("1 rule holds; no findings");
    fs::write(folder.path("forms/t.xfoot"), TEMPLATE.replace("sum(above)", "A")).unwrap();
    watching.says("[sum-down] K");
    watching.says("1 does not; 1 error");
    fs::remove_file(folder.path("forms/t.xfoot")).unwrap();
    watching.says("[unknown-template]");
    fs::write(folder.path("forms/t.xfoot"), TEMPLATE).unwrap();
    watching.says("1 rule holds; no findings");
    // The report may begin to follow another one.
    fs::create_dir(folder.path("other")).unwrap();
    fs::write(folder.path("other/u.xfoot"), TEMPLATE.replace("forms/t", "other/u")).unwrap();
    fs::write(folder.path("report.xfoot"), REPORT.replace("forms/t", "other/u")).unwrap();
    watching.says("1 rule holds; no findings");
    fs::write(folder.path("other/u.xfoot"), TEMPLATE.replace("sum(above)", "B")).unwrap();
    watching.says("1 does not; 1 error");
}

#[test]
fn a_final_report_with_errors_leaves_the_last_document() {
    let folder = folder();
    let last = |text: &str| text.replace("@follows", "@status final\n  @follows");
    fs::write(folder.path("report.xfoot"), last(REPORT)).unwrap();
    let watching = Watching::start(&folder, &["-o", "report.json"]);
    watching.says("report.json written");
    let good = folder.read("report.json");
    fs::write(folder.path("report.xfoot"), last(REPORT).replace("Total | 3", "Total | 4")).unwrap();
    watching.says("[sum-down] K");
    let line = watching.says("1 does not; 1 error");
    assert!(line.contains("[report.json left as it was: the report is final and has errors; "), "{line}");
    assert_eq!(folder.read("report.json"), good);
    fs::write(folder.path("report.xfoot"), last(REPORT)).unwrap();
    watching.says("report.json unchanged");
}

#[test]
fn only_what_it_is_made_of_is_compiled_again() {
    let folder = folder();
    let watching = Watching::start(&folder, &["-o", "report.json"]);
    watching.says("report.json written");
    let written = fs::metadata(folder.path("report.json")).unwrap().modified().unwrap();
    fs::write(folder.path("notes.txt"), "beside it").unwrap();
    fs::write(folder.path("report.xfoot"), REPORT).unwrap();
    fs::read(folder.path("report.xfoot")).unwrap();
    watching.is_silent();
    assert_eq!(fs::metadata(folder.path("report.json")).unwrap().modified().unwrap(), written);
}

#[test]
fn it_can_look_by_itself() {
    let folder = folder();
    let watching = Watching::start(&folder, &["--poll", "--lang", "zh"]);
    watching.says("report.xfoot：3个数，1条规则成立；没有发现问题");
    fs::write(folder.path("report.xfoot"), REPORT.replace("Total | 3", "Total | 5")).unwrap();
    watching.says("1个错误");
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to() {
    let folder = folder();
    let watching = Watching::start(&folder, &["-o", "report.html"]);
    watching.says("report.html written");
    assert_eq!(watching.interrupt(), Some(0));
    let left: Vec<_> = fs::read_dir(folder.path("")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
    let run = folder.run(["watch", "none.xfoot"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert_eq!(folder.run(["watch", "-"]).code, Some(2));
    let run = folder.run(["watch", "report.xfoot", "-o", "report.docx"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}
