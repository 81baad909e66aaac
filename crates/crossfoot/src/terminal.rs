//! Findings drawn into the lines they are about. The one file that knows `ariadne`.
//!
//! What it is known to do wrong is kept from it: it gets whole characters only (it panics at half
//! ones), lines without control characters (it prints them, and breaks lines where editors do not),
//! and one text at a time (it looks for the place of a second one by characters, not bytes). The frame
//! with the place, the help and the fixes are written here, for it speaks English only.

use std::borrow::Cow;

use ariadne::{Color, Config, IndexType, Label, LabelAttach, Report, ReportKind, Source};
use crossfoot_source::{FileId, Finding, Lang, LineIndex, Place, Severity, Span};

use crate::{
    excerpt::Excerpt,
    inspect::Inspected,
    place::place_of,
    shown::{clipped, one_line},
    speech::Paint,
};

/// What a label says is cut to so many columns.
const LABEL: usize = 64;
/// What a line of a template is cut to when it is quoted.
const QUOTE: usize = 80;

/// Draws a finding.
pub fn draw(
    file: &Inspected,
    lines: &LineIndex,
    finding: &Finding,
    lang: Lang,
    paint: Paint,
    out: &mut String,
) {
    let words = Words::of(lang);
    let mut title = format!("{}[{}]", words.severity(finding.severity), finding.rule.name);
    if let Some(code) = &finding.code {
        title.push(' ');
        title.push_str(&one_line(code));
    }
    let title = paint.severity(finding.severity, &title);
    let message = paint.strong(&one_line(finding.message.in_lang(lang)));
    out.push_str(&format!("{title}{}{message}\n", words.colon));

    let here = if finding.place.file == FileId::REPORT { finding.place.span } else { Span::at(0) };
    let related =
        finding.related.iter().filter(|one| one.place.file == FileId::REPORT && one.place.span != here);
    let labels = related.map(|one| (one.place.span, clipped(one.message.in_lang(lang), LABEL))).collect();
    let picture = Picture::new(file, lines, (here, finding.severity), labels, words, paint);

    let margin = " ".repeat(picture.margin);
    let bar = paint.faint("│");
    let place = place_of(&file.name, &file.text, lines, here);
    out.push_str(&format!("{margin}{} {place}\n", paint.faint("╭─")));
    out.push_str(&picture.lines);

    let mut notes = Vec::new();
    if finding.place.file != FileId::REPORT {
        notes.push((words.see, quote(file, finding.place, "")));
    }
    for (span, text) in &picture.elsewhere {
        notes.push((words.see, format!("{} {text}", place_of(&file.name, &file.text, lines, *span))));
    }
    for related in finding.related.iter().filter(|related| related.place.file != FileId::REPORT) {
        notes.push((words.see, quote(file, related.place, related.message.in_lang(lang))));
    }
    if let Some(help) = &finding.help {
        notes.push((words.help, help.in_lang(lang).to_owned()));
    }
    for fix in &finding.fixes {
        notes.push((words.fix, fix.title.in_lang(lang).to_owned()));
    }
    if !notes.is_empty() {
        out.push_str(&format!("{margin}{bar}\n"));
    }
    for (label, text) in notes {
        let mut lines = text.lines();
        let first = one_line(lines.next().unwrap_or_default()).into_owned();
        out.push_str(&format!("{margin}{bar} {}{}{first}\n", paint.code(label), words.colon));
        for line in lines {
            out.push_str(&format!("{margin}{bar}   {}\n", one_line(line)));
        }
    }
    out.push_str(&format!("{}\n\n", paint.faint(&format!("{}╯", "─".repeat(picture.margin)))));
}

/// A place in the template: where it is, what it has to do with the finding, and beneath that its line.
fn quote(file: &Inspected, place: Place, why: &str) -> String {
    let Some(template) = file.template else { return String::new() };
    let lines = LineIndex::new(&template.text);
    let line = lines.line(lines.line_of(place.span.start)).of(&template.text).trim();
    let place = place_of(&template.name, &template.text, &lines, place.span);
    format!("{place} {}\n{}", clipped(why, LABEL), clipped(line, QUOTE))
}

/// The lines of the text that a finding points at, with what it says about them.
struct Picture {
    /// The lines, margin included.
    lines: String,
    /// How wide the margin is, without its bar.
    margin: usize,
    /// The labels whose places are too far from others on the same line to be shown.
    elsewhere: Vec<(Span, String)>,
}

impl Picture {
    /// Draws the finding's own place, coloured as bad as it is, and those of its labels.
    fn new(
        file: &Inspected,
        lines: &LineIndex,
        (own, severity): (Span, Severity),
        labels: Vec<(Span, String)>,
        words: &Words,
        paint: Paint,
    ) -> Self {
        let spans: Vec<Span> = std::iter::once(own).chain(labels.iter().map(|(span, _)| *span)).collect();
        let excerpt = Excerpt::new(&file.text, lines, &spans);
        let mut marks = excerpt.marks.into_iter();
        let own = marks.next().flatten().unwrap_or(0..0);
        let (near, far): (Vec<_>, Vec<_>) = marks.zip(labels).partition(|(mark, _)| mark.is_some());
        let alone = near.is_empty();
        let color = match severity {
            Severity::Error => Color::Red,
            Severity::Warning => Color::Yellow,
            Severity::Hint => Color::Cyan,
        };
        let here = if alone { "" } else { words.here };
        let mut marked = vec![(own.clone(), String::from(here), color)];
        marked.extend(near.into_iter().filter_map(|(mark, (_, text))| Some((mark?, text, Color::Blue))));
        // It begins a new frame wherever a label is above the one before.
        marked.sort_by_key(|(mark, ..)| mark.start);
        let labels = marked.into_iter().map(|(mark, text, color)| {
            let priority = i32::from(mark == own);
            Label::new(mark).with_message(text).with_color(color).with_priority(priority)
        });
        let config = Config::new()
            .with_color(paint.on)
            .with_index_type(IndexType::Byte)
            .with_label_attach(LabelAttach::Start)
            .with_cross_gap(false);
        let report =
            Report::build(ReportKind::Error, own.clone()).with_config(config).with_labels(labels).finish();
        let mut drawn = Vec::new();
        // Writing to memory does not fail.
        let _ = report.write(Source::from(excerpt.text.as_str()), &mut drawn);
        let drawn = String::from_utf8_lossy(&drawn);
        // Its first two lines and its last say what is said better outside, in two languages.
        let mut drawn: Vec<Cow<'_, str>> =
            drawn.lines().skip(2).map(|line| Cow::Borrowed(line.trim_end())).collect();
        drawn.pop();
        if alone {
            // The label says nothing, so neither its line nor what leads there is needed.
            drawn.pop();
            if let Some(marks) = drawn.last_mut() {
                *marks = marks.replace(['─', '┬'], "^").into();
            }
        }
        Self {
            lines: drawn.iter().flat_map(|line| [line, "\n"]).collect(),
            margin: excerpt.text.lines().count().to_string().len() + 2,
            elsewhere: far.into_iter().map(|(_, label)| label).collect(),
        }
    }
}

/// The few words of the frame.
struct Words {
    severities: [&'static str; 3],
    colon: &'static str,
    here: &'static str,
    help: &'static str,
    fix: &'static str,
    see: &'static str,
}

impl Words {
    const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &Self {
                severities: ["hint", "warning", "error"],
                colon: ": ",
                here: "here",
                help: "help",
                fix: "fix",
                see: "see",
            },
            Lang::Zh => &Self {
                severities: ["提醒", "警告", "错误"],
                colon: "：",
                here: "此处",
                help: "怎么办",
                fix: "改法",
                see: "参见",
            },
        }
    }

    const fn severity(&self, severity: Severity) -> &'static str {
        let [hint, warning, error] = self.severities;
        match severity {
            Severity::Hint => hint,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use crossfoot_check::Summary;
    use crossfoot_source::{Message, Related, Rule};

    use super::*;

    static RULE: Rule = Rule { name: "sum-down", severity: Severity::Error, docs: "" };

    fn drawn(text: &str, place: Place, related: &[(Place, &str)]) -> String {
        let lines = LineIndex::new(text);
        let file = Inspected {
            name: String::from("报告.xfoot"),
            text: text.to_owned(),
            template: None,
            findings: Vec::new(),
            summary: Summary::default(),
            guards: Vec::new(),
        };
        let related =
            related.iter().map(|(place, text)| Related { place: *place, message: Message::same(*text) });
        let finding = Finding {
            rule: &RULE,
            code: Some(String::from("K2")),
            severity: Severity::Error,
            place,
            message: Message::same("多 1"),
            help: Some(Message::same("写 5")),
            related: related.collect(),
            fixes: Vec::new(),
        };
        let mut out = String::new();
        draw(&file, &lines, &finding, Lang::Zh, Paint { on: false }, &mut out);
        out
    }

    #[test]
    fn one_mark() {
        let text = "\u{feff}# 一、😀\r\n\t总计 | 25 | 0\r\n";
        let at = text.find("25").map_or(0, |at| at as u32);
        let expected = "\
错误[sum-down] K2：多 1
   ╭─ 报告.xfoot:2:7
   │
 2 │     总计 | 25 | 0
   │            ^^
   │
   │ 怎么办：写 5
───╯

";
        assert_eq!(drawn(text, Place::report(Span::new(at, at + 2)), &[]), expected);
    }

    #[test]
    fn several_marks() {
        let text = "甲 | 2 | 4\n乙 | 3\n总计 | 6\n";
        let span = |word: &str| {
            let at = text.find(word).map_or(0, |at| at as u32);
            Place::report(Span::new(at, at + 1))
        };
        let expected = "\
错误[sum-down] K2：多 1
   ╭─ 报告.xfoot:3:6
   │
 1 │ 甲 | 2 | 4
   │      ┬
   │      ╰── 甲
   │
 3 │ 总计 | 6
   │        ┬
   │        ╰── 此处
   │
   │ 怎么办：写 5
───╯

";
        assert_eq!(drawn(text, span("6"), &[(span("2"), "甲")]), expected);
    }

    /// Places come from trees of any text; none of them may end the program.
    #[test]
    fn any_places() {
        let text = "\u{feff}一\u{2028}😀\u{b}\r\n\u{1b}[31m👨\u{200d}👩e\u{301}\r\u{3000}\t|\u{202e}\n\n";
        let end = text.len() as u32 + 2;
        for from in 0..=end {
            for to in from..=end {
                let place = Place::report(Span::new(from, to));
                let other = Place::report(Span::new(end - to, end - from));
                let template = Place::template(Span::new(from, to));
                for drawn in [
                    drawn(text, place, &[]),
                    drawn(text, place, &[(other, "a\u{1b}b"), (template, "\u{9b}"), (place, "")]),
                    drawn(text, template, &[(other, "\n")]),
                ] {
                    assert!(!drawn.contains(|c: char| c.is_control() && c != '\n'), "{drawn:?}");
                }
            }
        }
    }
}
