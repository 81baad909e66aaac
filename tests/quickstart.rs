//! The clerk's pages are true: what they say to type is typed, in order, on the real binary, and what they show is
//! what comes.
//!
//! `sh` fences are run, each behind it that is `text` is what comes, whole lines of it. An `xfoot template=NAME`
//! fence is saved as a file. An `xfoot fragment` is typed into the report: each of its lines takes the place of the
//! next line with the same label, one without such goes behind the line before it.

use crossfoot_tests::{
    binary::{Folder, Run},
    path,
};

/// The fences of a page: what stands behind the opening mark, and the text.
fn fences(page: &str) -> Vec<(&str, &str)> {
    let pieces: Vec<&str> = page.split("```").collect();
    assert_eq!(pieces.len() % 2, 1, "a fence is open");
    pieces.into_iter().skip(1).step_by(2).map(|fence| fence.split_once('\n').unwrap()).collect()
}

/// What a line begins with: a row's label, a field's name; of other lines, all of it but figures.
fn label(line: &str) -> &str {
    let line = line.trim();
    let end = line.find(['|', '\t', '：', '{']).unwrap_or(line.len());
    line[..end].trim_end()
}

/// Types a fragment into a report.
fn typed_in(report: &str, fragment: &str) -> String {
    let mut lines: Vec<&str> = report.lines().collect();
    let mut at = 0;
    for (nth, line) in fragment.lines().enumerate() {
        let found = lines.iter().skip(at).position(|it| !line.is_empty() && label(it) == label(line));
        match found {
            Some(behind) => {
                at += behind;
                lines[at] = line;
            }
            None => {
                assert!(nth > 0, "{line:?} has no place in\n{report}");
                lines.insert(at, line);
            }
        }
        at += 1;
    }
    lines.join("\n") + "\n"
}

/// The words of a command, quotes taken off.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (nth, piece) in command.split('"').enumerate() {
        if nth % 2 == 1 {
            words.last_mut().unwrap().push_str(piece);
            continue;
        }
        let mut parts = piece.split(' ');
        words.last_mut().unwrap().push_str(parts.next().unwrap());
        words.extend(parts.map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Does what a page says; what came of its last command, and the folder it was done in.
fn followed(page: &str, locale: &str) -> (Folder, Run) {
    let text = std::fs::read_to_string(path(&format!("../grammar/{page}"))).unwrap();
    let mut folder = Folder::new();
    let mut last: Option<Run> = None;
    for (kind, text) in fences(&text) {
        match kind {
            "sh" => {
                for command in text.lines() {
                    let words = words(command);
                    assert_eq!(words[0], "crossfoot");
                    let run = Run::of(folder.command(&words[1..]).env("LANG", locale).output().unwrap());
                    assert!(run.code == Some(0) || words[1] == "check", "{command}: {}", run.err);
                    last = Some(run);
                }
            }
            "text" => {
                let out = &last.as_ref().unwrap().out;
                assert!(out.contains(text), "{page} shows\n{text}\ninstead of\n{out}");
            }
            "xfoot fragment" => {
                let report = typed_in(&folder.read("2024.xfoot"), text);
                folder = folder.with("2024.xfoot", report);
            }
            _ => {
                let name = kind.strip_prefix("xfoot template=").expect("a known kind of fence");
                folder = folder.with(&format!("{name}.xfoot"), text);
            }
        }
    }
    (folder, last.unwrap())
}

#[test]
fn the_chinese_page_leads_to_a_report() {
    let (folder, last) = followed("quickstart.zh.md", "zh_CN.UTF-8");
    assert_eq!(last.code, Some(0));
    let html = folder.read("2024.html");
    assert!(html.contains("青石县林业局2024年政府信息公开工作年度报告"));
    assert!(html.contains("我局制发行政规范性文件"));
    let report = folder.read("2024.xfoot").replace("// @状态 定稿", "@状态 定稿");
    let folder = folder.with("2024.xfoot", report);
    assert_eq!(
        folder.run(["compile", "2024.xfoot", "-o", "2024.html"]).code,
        Some(1),
        "not all is filled in"
    );
}

#[test]
fn the_english_page_leads_to_a_report() {
    let (folder, last) = followed("quickstart.en.md", "en_GB.UTF-8");
    assert_eq!((last.code, last.err.as_str()), (Some(0), ""));
    assert!(folder.read("2024.html").contains("Hillside Library: visits in 2024"));
    let report = folder.read("2024.xfoot").replace("// @status final", "@status final");
    let folder = folder.with("2024.xfoot", report);
    let run = folder.run(["check", "2024.xfoot"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

/// The words that the pages explain are all there is in the reports that they lead to.
#[test]
fn the_pages_explain_every_word_that_they_use() {
    for (page, locale) in [("quickstart.zh.md", "zh_CN.UTF-8"), ("quickstart.en.md", "en_GB.UTF-8")] {
        let text = std::fs::read_to_string(path(&format!("../grammar/{page}"))).unwrap();
        let (_, explained) = text.rsplit_once("\n| --- | --- |\n").unwrap();
        let (folder, _) = followed(page, locale);
        for line in folder.read("2024.xfoot").lines().filter(|line| line.trim_start().starts_with('@')) {
            let word = line.split_whitespace().next().unwrap();
            assert!(explained.contains(word), "{page} does not explain {word}");
        }
    }
}
