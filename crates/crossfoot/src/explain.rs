//! `crossfoot explain`

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use crossfoot_check::RULES;
use crossfoot_source::{Lang, Message, Rule};

use crate::{
    args::{Explain, Speech},
    speech::{self, Paint, complain},
    write,
};

/// Prints a rule's documentation, or the list of rules.
pub fn run(args: &Explain, how: &Speech) -> ExitCode {
    let lang = speech::lang(how);
    let paint = Paint::new(how, io::stdout().is_terminal());
    let text = match args.rule.as_deref() {
        None => list(lang, paint),
        Some(name) => match crossfoot_check::rule(name) {
            Some(rule) => page(rule, paint),
            None => {
                complain(&unknown(name), lang);
                return ExitCode::from(2);
            }
        },
    };
    write::print(&text, lang)
}

/// All rules, one a line: name, how bad, what about.
fn list(lang: Lang, paint: Paint) -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in RULES {
        let name = paint.strong(&format!("{:width$}", rule.name));
        let severity = paint.severity(rule.severity, &format!("{:7}", rule.severity.name()));
        out.push_str(&format!("{name}  {severity}  {}\n", rule.summary(lang)));
    }
    out
}

/// A rule's documentation, which is Markdown: read as it is, with headings and examples set off.
fn page(rule: &Rule, paint: Paint) -> String {
    let mut out = String::new();
    let mut in_example = false;
    for line in rule.docs.trim_end().lines() {
        if line.starts_with("```") {
            in_example = !in_example;
            out.push_str(&paint.faint(line));
        } else if in_example && line.trim_start().starts_with("//~") {
            out.push_str(&paint.severity(rule.severity, line));
        } else if in_example {
            out.push_str(&paint.code(line));
        } else if line.starts_with('#') {
            out.push_str(&paint.strong(line));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

fn unknown(name: &str) -> Message {
    let nearest = crossfoot_model::label::nearest(name, RULES.iter().map(|rule| rule.name));
    let (en, zh) = nearest.map_or_else(
        || (String::from("`crossfoot explain` lists all"), String::from("`crossfoot explain`列出全部规则")),
        |nearest| (format!("did you mean {nearest}?"), format!("是否指{nearest}？")),
    );
    Message::new(format!("there is no rule {name}; {en}"), format!("没有名为{name}的规则；{zh}"))
}
