//! The command line, on the real binary.

use std::{fs, io::Read, process::Stdio};

use crossfoot_tests::binary::{Folder, Run};
use serde_json::Value;

const RIGHT: &str = "\
@report Visits in 2024
  @entity Hillside Library
  @period 2024

@table visits
  @columns Branch | count
  Hillside | 1
  Riverside | 2
  Total | 3
  @check K: visits[Total, count] = visits[Hillside, count] + visits[Riverside, count]
";

/// The same with a total that is one too much.
fn wrong() -> String {
    RIGHT.replace("Total | 3", "Total | 4")
}

const TEMPLATE: &str = "@template t A form\n\n@table visits\n  @columns Branch\n    count\n  @rows\n    A\n";

/// One finding of the wrong report, in the concise format, without its message.
const FINDING: &str = ":9:11: error[rule-broken] K: ";

fn concise(folder: &Folder, name: &str) -> Run {
    folder.run(["check", "--output-format", "concise", name])
}

#[test]
fn exit_codes_tell_findings_from_failures() {
    let folder = Folder::new().with("right.xfoot", RIGHT).with("wrong.xfoot", wrong());
    assert_eq!(folder.run(["check", "right.xfoot"]).code, Some(0));
    assert_eq!(folder.run(["check", "wrong.xfoot"]).code, Some(1));
    assert_eq!(folder.run(["check", "right.xfoot", "none.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["check", "wrong.xfoot", "none.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["check", "--no-such-option"]).code, Some(2));
    assert_eq!(folder.run(["check", "--help"]).code, Some(0));
    assert_eq!(folder.run([""; 0]).code, Some(2));
    assert_eq!(folder.run(["compile", "none.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["explain", "none"]).code, Some(2));
    assert_eq!(folder.run(["compile", "wrong.xfoot"]).code, Some(0), "a draft is compiled with its findings");
}

#[test]
fn what_cannot_be_read_is_said_on_standard_error_and_the_rest_is_checked() {
    let folder =
        Folder::new().with("wrong.xfoot", wrong()).with("gbk.xfoot", b"@\xb1\xa8\xb8\xe6 \xc4\xb3\xbe\xd6\n");
    let run = folder.run(["check", "--output-format", "concise", "none.xfoot", "gbk.xfoot", "wrong.xfoot"]);
    assert_eq!(run.code, Some(2));
    assert!(run.out.contains(FINDING), "{}", run.out);
    assert!(run.err.contains("crossfoot: none.xfoot: "), "{}", run.err);
    assert!(
        run.err.contains("gbk.xfoot: not UTF-8 from byte 1 (line 1) on; it looks like GBK"),
        "{}",
        run.err
    );
}

#[test]
fn the_last_line_sums_up_unless_asked_not_to() {
    let folder = Folder::new().with("right.xfoot", RIGHT).with("wrong.xfoot", wrong());
    let line = |run: Run| run.out.lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        line(folder.run(["check", "right.xfoot"])),
        "right.xfoot: 3 figures, 1 rule holds; no findings"
    );
    assert_eq!(
        line(folder.run(["check", "right.xfoot", "--lang", "zh"])),
        "right.xfoot：3个数，1条规则成立；没有发现问题"
    );
    assert_eq!(
        line(folder.run(["check", "--output-format", "concise"])),
        "2 files: 6 figures, 1 rule holds, 1 does not; 1 error"
    );
    assert_eq!(folder.run(["check", "-q", "right.xfoot"]).out, "");
}

#[test]
fn concise_is_one_line_for_each_finding() {
    let folder = Folder::new().with("wrong.xfoot", wrong());
    let run = folder.run(["check", "-q", "--output-format", "concise", "wrong.xfoot"]);
    assert_eq!(run.out.lines().count(), 1);
    assert!(run.out.starts_with(&format!("wrong.xfoot{FINDING}")), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn json_is_one_document_for_all_files() {
    let folder = Folder::new().with("a.xfoot", wrong()).with("b/c.xfoot", wrong());
    let run = folder.run(["check", "--output-format", "json"]);
    assert_eq!(run.code, Some(1));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["version"], 1);
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0]["file"], "a.xfoot");
    assert_eq!(findings[1]["file"], "b/c.xfoot");
    for finding in findings {
        assert_eq!(finding["rule"], "rule-broken");
        assert_eq!(finding["code"], "K");
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["range"]["start"]["line"], 9);
        assert_eq!(finding["range"]["start"]["column"], 11);
        assert_eq!(finding["range"]["start"]["offset"], wrong().find("4\n  @check").unwrap());
    }
    assert_eq!(document["summary"]["figures"], 6);
    let other: Value =
        serde_json::from_str(&folder.run(["check", "--output-format", "json", "--lang", "zh"]).out).unwrap();
    assert_ne!(other["findings"][0]["message"], document["findings"][0]["message"]);
}

#[test]
fn standard_input_has_a_name_and_finds_templates() {
    let folder = Folder::new().with("t.xfoot", TEMPLATE);
    let report = "@report R\n  @follows t\n\n@table visits\n  A | 1\n";
    let run = folder.run_with(["check", "-"], report);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "<stdin>: 1 figure, 0 rules hold; no findings\n"));
    let run = folder.run_with(["check", "-q", "--output-format", "concise", "-"], &wrong());
    assert_eq!(run.code, Some(1));
    assert!(run.out.starts_with(&format!("<stdin>{FINDING}")), "{}", run.out);
}

#[test]
fn templates_are_found_beside_the_report_and_nowhere_outside_its_workspace() {
    let report = |name: &str| format!("@report R\n  @follows {name}\n\n@table visits\n  A | 1\n");
    let folder = Folder::new()
        .with("outside.xfoot", TEMPLATE)
        .with("in/crossfoot.toml", "")
        .with("in/forms/t.xfoot", TEMPLATE)
        .with("in/deep/a.xfoot", report("../forms/t"))
        .with("in/deep/b.xfoot", report("../forms/t.xfoot"))
        .with("in/deep/c.xfoot", report("../../outside"))
        .with("in/deep/d.xfoot", report("forms"));
    let code = |name: &str| concise(&folder, name).code;
    assert_eq!(code("in/deep/a.xfoot"), Some(0));
    assert_eq!(code("in/deep/b.xfoot"), Some(0));
    for name in ["in/deep/c.xfoot", "in/deep/d.xfoot"] {
        let run = concise(&folder, name);
        assert_eq!(run.code, Some(1));
        assert!(run.out.contains("[unknown-template]"), "{}", run.out);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path("outside.xfoot"), folder.path("in/deep/forms.xfoot")).unwrap();
        assert_eq!(code("in/deep/d.xfoot"), Some(1), "a link out of the workspace is not followed");
    }
}

#[test]
fn folders_are_walked_in_order_without_what_git_ignores() {
    let folder = Folder::new()
        .with(".git/HEAD", "ref: refs/heads/main\n")
        .with(".gitignore", "build/\n")
        .with("build/x.xfoot", wrong())
        .with(".hidden/x.xfoot", wrong())
        .with("notes.txt", "x")
        .with("b/2.xfoot", wrong())
        .with("b/10.xfoot", wrong())
        .with("a.xfoot", wrong())
        .with("表/年报.xfoot", wrong());
    let files = |run: Run| -> Vec<String> {
        run.out.lines().filter_map(|line| Some(line.split_once(":9:")?.0.to_owned())).collect()
    };
    let expected = ["a.xfoot", "b/10.xfoot", "b/2.xfoot", "表/年报.xfoot"];
    for jobs in ["1", "2", "7"] {
        assert_eq!(files(folder.run(["check", "--output-format", "concise", "-j", jobs])), expected);
    }
    assert_eq!(
        files(folder.run(["check", "--output-format", "concise", "b", "a.xfoot", "b/2.xfoot"])),
        expected[..3]
    );
    let run = folder.run(["check", ".git"]);
    assert_eq!(run.code, Some(2), "a run that checked nothing has not passed");
    assert!(run.err.contains("nothing was done"), "{}", run.err);
}

#[test]
fn templates_in_folders_are_checked_as_templates() {
    let folder = Folder::new().with("t.xfoot", TEMPLATE.replace("    A\n", "    A = B\n"));
    let run = folder.run(["check", "--output-format", "concise"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.starts_with("t.xfoot:7:9: error[unknown-name]"), "{}", run.out);
    let run = folder.run(["compile", "t.xfoot"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
}

#[test]
fn columns_are_right_behind_anything() {
    let chinese = "@报告 某局\n\n@表 申请\n  @列 类别 | 数\n  甲 | 1\n  总计 | 2\n  @核对 K：申请[总计, 数] = 申请[甲, 数]\n";
    let prose = "\n全年😀公开{文件：5件 = 申请[总计, 数]}。\n";
    let expect = |text: &str, places: &[&str]| {
        let folder = Folder::new().with("年报.xfoot", text);
        let run = concise(&folder, "年报.xfoot");
        let found: Vec<_> =
            run.out.lines().filter_map(|line| line.split_once(": error[")).map(|(at, _)| at).collect();
        assert_eq!(found, places, "{}", run.out);
        let run = folder.run(["check", "--output-format", "json", "年报.xfoot"]);
        let document: Value = serde_json::from_str(&run.out).unwrap();
        let place = |finding: &Value| {
            let start = &finding["range"]["start"];
            format!("{}:{}:{}", finding["file"].as_str().unwrap(), start["line"], start["column"])
        };
        let found: Vec<String> = document["findings"].as_array().unwrap().iter().map(place).collect();
        assert_eq!(found, places, "{}", run.out);
    };
    expect(chinese, &["年报.xfoot:6:8"]);
    expect(&chinese.replace('\n', "\r\n"), &["年报.xfoot:6:8"]);
    expect(&chinese.replace('\n', "\r"), &["年报.xfoot:6:8"]);
    expect(&format!("\u{feff}{chinese}"), &["年报.xfoot:6:8"]);
    expect(
        &format!("\u{feff}{}", format!("{chinese}{prose}").replace('\n', "\r\n")),
        &["年报.xfoot:6:8", "年报.xfoot:9:6"],
    );
    // A byte order mark on the very line: no editor shows it.
    expect("\u{feff}😀{5件 = 没有这个}\n", &["年报.xfoot:1:8"]);
}

#[test]
fn marks_stand_under_what_they_mean() {
    let text = "@报告 某局\n\n@表 申请\n  @列 类别 | 数\n  甲 | 1\n  总计 | 25\n  @核对 K：申请[总计, 数] = 申请[甲, 数]\n";
    let folder = Folder::new().with("年报.xfoot", text);
    let run = folder.run(["check", "-q", "--lang", "zh", "年报.xfoot"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("错误[rule-broken] K："), "{}", run.out);
    assert_eq!(lines[1], "   ╭─ 年报.xfoot:6:8");
    let row = lines.iter().position(|line| line.ends_with("总计 | 25")).unwrap();
    // 总计 is two characters in four columns.
    let beneath = lines[row + 1];
    let mark = beneath.find(['^', '┬']).unwrap();
    let before = &lines[row][..lines[row].find("25").unwrap()];
    let columns =
        |text: &str| text.chars().map(|c| if c >= '\u{1100}' && c != '│' { 2 } else { 1 }).sum::<usize>();
    assert_eq!(columns(&beneath[..mark]), columns(before), "{}", run.out);
}

#[test]
fn nothing_in_a_report_reaches_the_terminal_as_a_command() {
    let text = wrong()
        .replace("Total |", "To\u{1b}[2Jtal\u{202e}\u{9b} |")
        .replace("Total", "To\u{1b}[2Jtal\u{202e}\u{9b}");
    let folder = Folder::new().with("a\u{1b}[2J.xfoot", &text);
    for format in ["full", "concise"] {
        let run = folder.run(["check", "--output-format", format]);
        assert_eq!(run.code, Some(1));
        let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!run.out.contains(bad), "{:?}", run.out);
    }
}

#[test]
fn colour_is_for_terminals() {
    let folder = Folder::new().with("wrong.xfoot", wrong());
    let is_coloured = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = folder.command([&["check", "wrong.xfoot"], args].concat());
        command.envs(env.iter().copied());
        Run::of(command.output().unwrap()).out.contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]), "a pipe");
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(is_coloured(&["--output-format", "concise", "--color", "always"], &[]));
    assert!(!is_coloured(&["--output-format", "json", "--color", "always"], &[]));
}

#[test]
fn the_language_is_asked_for_or_the_locales() {
    let folder = Folder::new().with("right.xfoot", RIGHT);
    let is_chinese = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = folder.command([&["check", "right.xfoot"], args].concat());
        command.envs(env.iter().copied());
        Run::of(command.output().unwrap()).out.contains("没有发现问题")
    };
    assert!(!is_chinese(&[], &[]));
    assert!(is_chinese(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(!is_chinese(&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")]));
    assert!(is_chinese(&[], &[("LANG", "C"), ("LC_MESSAGES", "zh_CN"), ("LC_ALL", "")]));
    assert!(!is_chinese(&["--lang", "en"], &[("LANG", "zh_CN.UTF-8")]));
}

#[test]
fn the_number_of_findings_can_be_limited() {
    let folder = Folder::new().with("a.xfoot", wrong()).with("b.xfoot", wrong());
    let run = folder.run(["check", "--output-format", "concise", "--max-diagnostics", "1"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.out.matches(FINDING).count(), 1);
    assert!(run.out.contains("\nand 1 more; to see all: --max-diagnostics 0\n"), "{}", run.out);
    assert!(run.out.ends_with("; 2 errors\n"), "{}", run.out);
    let run = folder.run(["check", "--output-format", "concise", "--max-diagnostics", "0"]);
    assert_eq!(run.out.matches(FINDING).count(), 2);
}

#[test]
fn guards_are_listed_the_unguarded_first() {
    let text = format!("{RIGHT}\nThere were {{7 events}}.\n");
    let folder = Folder::new().with("r.xfoot", text);
    let run = folder.run(["check", "--guards", "--output-format", "concise", "r.xfoot"]);
    assert_eq!(run.code, Some(0));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 5, "{}", run.out);
    assert!(lines[0].starts_with("r.xfoot:12:12: 0 rules: "), "{}", run.out);
    assert!(lines[1].starts_with("r.xfoot:7:14: 1 rule: row “Hillside” of table visits: 1"), "{}", run.out);
    let document: Value =
        serde_json::from_str(&folder.run(["check", "--guards", "--output-format", "json", "r.xfoot"]).out)
            .unwrap();
    let guards = document["guards"].as_array().unwrap();
    assert_eq!(guards.len(), 4);
    assert_eq!(guards[0]["rules"], 0);
    assert_eq!(guards[0]["file"], "r.xfoot");
    assert_eq!(guards[0]["range"]["start"]["line"], 12);
    let without: Value =
        serde_json::from_str(&folder.run(["check", "--output-format", "json", "r.xfoot"]).out).unwrap();
    assert!(without["guards"].is_null());
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut folder = Folder::new();
    for nth in 0..200 {
        folder = folder.with(&format!("{nth}.xfoot"), wrong());
    }
    for args in
        [&["check", "--max-diagnostics", "0"][..], &["check", "--output-format", "json"], &["explain"]]
    {
        let mut command = folder.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut some = [0; 16];
        out.read_exact(&mut some).unwrap();
        drop(out);
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "", "{args:?}");
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2), "{args:?}");
    }
}

#[test]
fn findings_can_go_into_a_file() {
    let folder = Folder::new().with("wrong.xfoot", wrong());
    let run = folder.run(["check", "--output-format", "concise", "-o", "findings.txt", "wrong.xfoot"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), "", ""));
    assert!(folder.read("findings.txt").starts_with(&format!("wrong.xfoot{FINDING}")));
    assert_eq!(folder.run(["check", "-o", "none/findings.txt", "wrong.xfoot"]).code, Some(2));
}

#[test]
fn documents_are_made_as_the_output_is_named() {
    let folder = Folder::new().with("r.xfoot", RIGHT);
    let run = folder.run(["compile", "r.xfoot"]);
    assert_eq!(run.code, Some(0));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["version"], 1);
    assert!(folder.run(["compile", "-f", "html", "r.xfoot"]).out.starts_with("<!doctype html>"));
    assert!(folder.run_with(["compile", "-"], RIGHT).out.starts_with('{'));
    assert_eq!(folder.run(["compile", "-o", "r.html", "r.xfoot"]).code, Some(0));
    assert!(folder.read("r.html").starts_with("<!doctype html>"));
    let page = folder
        .run(["compile", "-f", "html", "--theme", "official", "--vouch", "none", "--no-data", "r.xfoot"])
        .out;
    assert!(page.contains("xf-official") && !page.contains("<script") && !page.contains("<details"));
    let fragment = folder.run(["compile", "-f", "html", "--fragment", "r.xfoot"]).out;
    assert!(fragment.starts_with("<article class=\"xf xf-plain\" lang=\"en\">"), "{fragment}");
    assert_eq!(folder.run(["compile", "-f", "json", "--fragment", "r.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["compile", "-o", "r.json", "r.xfoot"]).code, Some(0));
    assert_eq!(folder.read("r.json"), run.out);
    assert_eq!(folder.run(["compile", "-o", "r.out", "r.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["compile", "-f", "json", "-o", "r.out", "r.xfoot"]).code, Some(0));
    assert_eq!(folder.read("r.out"), run.out);
}

#[test]
fn a_final_report_with_errors_is_not_written() {
    let text = wrong().replace("  @period 2024\n", "  @period 2024\n  @status final\n");
    let folder = Folder::new().with("r.xfoot", &text).with("draft.xfoot", wrong()).with("r.json", "old");
    let run = folder.run(["compile", "-o", "r.json", "r.xfoot"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("error[rule-broken]"), "{}", run.err);
    assert!(
        run.err.contains("r.xfoot: not written: the report is final and there is 1 error"),
        "{}",
        run.err
    );
    assert_eq!(folder.read("r.json"), "old");
    assert_eq!(folder.run(["compile", "--force", "-o", "r.json", "r.xfoot"]).code, Some(0));
    assert!(folder.read("r.json").starts_with('{'));
    let run = folder.run(["compile", "draft.xfoot"]);
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("error[rule-broken]"), "{}", run.err);
    assert!(run.out.starts_with('{'));
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_as_a_whole_or_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new().with("r.xfoot", RIGHT).with("old.json", "old").with("real.json", "old");
    let path = folder.path("old.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let run = folder.run(["compile", "-o", "old.json", "r.xfoot"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("old.json: not written: it is read-only"), "{}", run.err);
    assert_eq!(folder.read("old.json"), "old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(folder.run(["compile", "-o", "old.json", "r.xfoot"]).code, Some(0));
    assert!(folder.read("old.json").starts_with('{'));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    symlink("real.json", folder.path("link.json")).unwrap();
    assert_eq!(folder.run(["compile", "-o", "link.json", "r.xfoot"]).code, Some(0));
    assert!(folder.read("real.json").starts_with('{'));
    assert!(fs::symlink_metadata(folder.path("link.json")).unwrap().is_symlink());
    assert_eq!(folder.run(["compile", "-f", "json", "-o", ".", "r.xfoot"]).code, Some(2));
    assert_eq!(folder.run(["compile", "-f", "json", "-o", "/dev/null", "r.xfoot"]).code, Some(0));
    let left: Vec<_> =
        fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn every_rule_is_explained() {
    let folder = Folder::new();
    let list = folder.run(["explain"]);
    assert_eq!(list.code, Some(0));
    let names: Vec<&str> = list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"sum-down"));
    for rule in crossfoot_check::RULES {
        assert!(names.contains(&rule.name), "{} is not listed", rule.name);
    }
    let chinese = folder.run(["explain", "--lang", "zh"]).out;
    assert!(chinese.lines().all(|line| line.ends_with('。')), "{chinese}");
    let page = folder.run(["explain", "sum-down"]);
    assert_eq!(page.code, Some(0));
    assert!(page.out.starts_with("# sum-down\n"), "{}", page.out);
    assert!(page.out.contains("## Bad"));
    let unknown = folder.run(["explain", "sum-dwon"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert_eq!(unknown.err, "crossfoot: there is no rule sum-dwon; did you mean sum-down?\n");
    assert!(folder.run(["explain", "sum-dwon", "--lang", "zh"]).err.contains("是否指sum-down？"));
}

/// Every command says what it takes, shows how, and is in the README.
#[test]
fn every_command_helps_with_examples() {
    let folder = Folder::new();
    let all = folder.run(["--help"]);
    assert_eq!((all.code, all.err.as_str()), (Some(0), ""));
    assert_eq!(folder.run(["help"]).out, all.out);
    let commands = all.out.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = commands
        .lines()
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 7, "{names:?}");
    let readme = fs::read_to_string(crossfoot_tests::path("../README.md")).unwrap();
    for name in names.into_iter().filter(|name| *name != "help") {
        let help = folder.run([name, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (Some(0), ""), "{name}");
        assert_eq!(folder.run(["help", name]).out, help.out);
        let examples = help.out.split("Examples:\n").nth(1).unwrap_or_default();
        let command = format!("  crossfoot {name}");
        assert!(examples.lines().next().unwrap_or_default().starts_with(&command), "{}", help.out);
        assert!(readme.contains(&format!("| `crossfoot {name}")), "{name} is not in the README");
    }
    for version in ["-V", "--version"] {
        assert_eq!(folder.run([version]).out, format!("crossfoot {}\n", env!("CARGO_PKG_VERSION")));
    }
    let alone = folder.run([""; 0]);
    assert_eq!((alone.code, alone.out.as_str()), (Some(2), ""));
    assert!(alone.err.contains("Commands:"), "{}", alone.err);
}

#[test]
fn schemas_completions_and_manual_pages_are_printed() {
    let folder = Folder::new();
    for output in ["output", "findings"] {
        let schema: Value = serde_json::from_str(&folder.run(["schema", output]).out).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["properties"]["version"]["const"], 1);
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(["completions", shell]);
        assert_eq!(run.code, Some(0));
        assert!(run.out.contains("--max-diagnostics") || run.out.contains("max-diagnostics"), "{shell}");
    }
    assert!(folder.run(["man"]).out.contains(".TH crossfoot 1"));
    assert_eq!(folder.run(["man", "share/man"]).code, Some(0));
    assert!(folder.read("share/man/crossfoot-check.1").contains(".SH EXAMPLES"));
    assert_eq!(folder.run(["man", "share/man/crossfoot.1"]).code, Some(2), "that is a file");
    for args in [&["schema"][..], &["schema", "x"], &["completions", "x"]] {
        assert_eq!(folder.run(args).code, Some(2));
    }
}

/// Nothing about the machine, the place or the speaker gets into a document.
#[test]
fn a_document_is_the_same_whoever_makes_it() {
    let folder = Folder::new().with("a/r.xfoot", wrong()).with("b/r.xfoot", wrong());
    let json = |place: &str, args: &[&str], env: &[(&str, &str)]| {
        let mut command = folder.command([&["compile", "r.xfoot"], args].concat());
        command.current_dir(folder.path(place)).envs(env.iter().copied());
        Run::of(command.output().unwrap()).out
    };
    let once = json("a", &[], &[]);
    assert_eq!(json("b", &["--lang", "zh"], &[]), once);
    assert_eq!(
        json("a", &["--color", "always"], &[("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai")]),
        once
    );
}

const UNTIDY: &str = "@report T\n@entity E\n\n\nIn all｛3 visits｝.\n";
const TIDY: &str = "@report T\n  @entity E\n\nIn all{3 visits}.\n";

#[test]
fn files_are_formatted_and_only_those_that_change() {
    let folder =
        Folder::new().with("a.xfoot", UNTIDY).with("b/c.xfoot", TIDY).with("gbk.xfoot", b"@\xb1\xa8\n");
    let before = fs::metadata(folder.path("b/c.xfoot")).unwrap().modified().unwrap();
    let run = folder.run(["fmt", "a.xfoot", "b"]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (Some(0), "", "1 file formatted, 1 unchanged\n")
    );
    assert_eq!(folder.read("a.xfoot"), TIDY);
    assert_eq!(fs::metadata(folder.path("b/c.xfoot")).unwrap().modified().unwrap(), before);
    let run = folder.run(["fmt", "-q", "--lang", "zh"]);
    assert_eq!(run.code, Some(2), "one file is not UTF-8");
    assert!(run.err.contains("gbk.xfoot") && run.err.lines().count() == 1, "{}", run.err);
    assert_eq!(fs::read(folder.path("gbk.xfoot")).unwrap(), b"@\xb1\xa8\n");
    assert_eq!(folder.run(["fmt", "none.xfoot"]).code, Some(2));
}

#[test]
fn what_would_change_is_listed_or_shown_and_not_written() {
    let folder = Folder::new().with("a.xfoot", UNTIDY).with("b.xfoot", TIDY);
    let run = folder.run(["fmt", "--check", "--lang", "zh"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "a.xfoot\n"));
    assert_eq!(run.err, "1个文件需要整理，1个不需要\n");
    let run = folder.run(["fmt", "--diff", "-q"]);
    let diff = "--- a.xfoot\n+++ a.xfoot\n@@ -1,5 +1,4 @@\n @report T\n-@entity E\n-\n+  @entity E\n \n-In all｛3 visits｝.\n+In all{3 visits}.\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), diff, ""));
    assert_eq!(folder.read("a.xfoot"), UNTIDY);
    assert_eq!(folder.run(["fmt", "--check", "b.xfoot"]).code, Some(0));
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let folder = Folder::new().with("t.xfoot", TEMPLATE);
    let run = folder.run_with(["fmt", "-"], UNTIDY);
    assert_eq!((run.code, run.out.as_str()), (Some(0), TIDY));
    let run = folder.run_with(["fmt", "--check", "-"], UNTIDY);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "<stdin>\n"));
    let run = folder.run_with(["fmt", "--keywords", "zh", "-"], TIDY);
    assert_eq!(run.out, "@报告 T\n  @填报单位 E\n\nIn all{3 visits}.\n");
}
