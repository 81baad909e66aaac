//! `crossfoot compile`

use std::{
    io::{self, IsTerminal, Write},
    mem,
    path::Path,
    process::ExitCode,
};

use crossfoot_model::Source;
use crossfoot_source::{Lang, LineIndex, Message};

use crate::{
    args::{Compile, DocumentFormat, Speech},
    inspect::Inspected,
    load::Loader,
    speech::{self, Paint, complain},
    terminal, write,
};

/// Checks a report, says what it found, and makes a document of it.
pub fn run(args: &Compile, how: &Speech) -> ExitCode {
    let lang = speech::lang(how);
    match compile(args, how, lang) {
        Ok(code) => code,
        Err(why) => {
            complain(&why, lang);
            ExitCode::from(2)
        }
    }
}

fn compile(args: &Compile, how: &Speech, lang: Lang) -> Result<ExitCode, Message> {
    let format = format(args)?;
    let loader = Loader::new(lang);
    let report = loader.report(&args.path)?;
    let template = loader.template(&report);
    let model = crossfoot_model::build(&report, template);
    if !model.is_report() {
        let name = &report.name;
        return Err(Message::new(
            format!("{name}: this is a template; compile a report that follows it"),
            format!("{name}：这是模板，请编译使用它的报告"),
        ));
    }
    let checked = crossfoot_check::check(&model);
    let is_refused = model.head.is_final && checked.summary.errors > 0 && !args.force;
    let document = if is_refused {
        String::new()
    } else {
        match format {
            DocumentFormat::Json => crossfoot_emit::json(&model, &checked.findings),
            DocumentFormat::Html => crossfoot_emit::html(&model, &checked.findings),
        }
    };
    // The program is about to end: nothing is taken apart.
    mem::forget(model);
    let Source { name, text, tree } = report;
    mem::forget(tree);
    let file = Inspected {
        name,
        text,
        template,
        findings: checked.findings,
        summary: checked.summary,
        guards: Vec::new(),
    };
    say(&file, lang, Paint::new(how, io::stderr().is_terminal()));
    if is_refused {
        complain(&refusal(&file), lang);
        return Ok(ExitCode::from(1));
    }
    match write::whole(&args.output, document.as_bytes()) {
        Err(error) if !write::is_closed(&error) => Err(write::failed(&args.output, &error)),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The format asked for, else the one that the output's name asks for.
fn format(args: &Compile) -> Result<DocumentFormat, Message> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    if args.output == Path::new("-") {
        return Ok(DocumentFormat::Json);
    }
    let extension = args.output.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("json") => Ok(DocumentFormat::Json),
        Some("html" | "htm") => Ok(DocumentFormat::Html),
        _ => {
            let name = args.output.display();
            Err(Message::new(
                format!("{name}: does not end in .json or .html; say with -f what to make"),
                format!("{name}：不以.json或.html结尾，请用-f说明要生成什么"),
            ))
        }
    }
}

/// Prints the findings on standard error.
fn say(file: &Inspected, lang: Lang, paint: Paint) {
    let mut out = String::new();
    let lines = LineIndex::new(&file.text);
    for finding in &file.findings {
        terminal::draw(file, &lines, finding, lang, paint, &mut out);
    }
    // The document is what was asked for; it is made whether or not anybody reads this.
    let _ = io::stderr().write_all(out.as_bytes());
}

fn refusal(file: &Inspected) -> Message {
    let (name, errors) = (&file.name, file.summary.errors);
    let are = if errors == 1 { "is 1 error" } else { &format!("are {errors} errors") };
    Message::new(
        format!("{name}: not written: the report is final and there {are}; mend them, or use --force"),
        format!("{name}：没有写入：报告已定稿，但有{errors}个错误；请改正，或者加上--force"),
    )
}
