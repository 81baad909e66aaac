//! `crossfoot compile`

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use crossfoot_emit::HtmlOptions;
use crossfoot_model::Source;
use crossfoot_source::{Lang, LineIndex, Message, Severity};

use crate::{
    args::{Compile, DocumentFormat, Page, Speech},
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
    let format = format(args.format, &args.output, &args.page)?;
    let loader = Loader::new(lang);
    let report = loader.report(&args.path)?;
    let template = loader.template(&report);
    let made = make(report, template, format, args.force)?;
    say(&made.file, lang, Paint::new(how, io::stderr().is_terminal()));
    if made.file.summary.hints > 0 {
        complain(&hints(&made.file), lang);
    }
    let Some(document) = made.document else {
        complain(&refusal(&made.file), lang);
        return Ok(ExitCode::from(1));
    };
    match write::whole(&args.output, document.as_bytes()) {
        Err(error) if !write::is_closed(&error) => Err(write::failed(&args.output, &error)),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// A report that was checked, and what was made of it.
pub struct Made {
    /// The report with its findings.
    pub file: Inspected,
    /// The document; `None` where the report is final and has errors.
    pub document: Option<String>,
}

/// Checks a report and makes a document of it.
pub fn make(
    report: Source,
    template: Option<Arc<Source>>,
    format: Format,
    force: bool,
) -> Result<Made, Message> {
    let model = crossfoot_model::build(&report, template.as_deref());
    if !model.is_report() {
        let name = &report.name;
        return Err(Message::new(
            format!("{name}: this is a template; compile a report that follows it"),
            format!("{name}：这是模板，请编译使用它的报告"),
        ));
    }
    let checked = crossfoot_check::check(&model);
    let is_refused = model.head.is_final && checked.summary.errors > 0 && !force;
    let document = (!is_refused).then(|| match format {
        Format::Json => crossfoot_emit::json(&model, &checked.findings),
        Format::Html(options) => crossfoot_emit::html(&model, &checked.findings, &options),
    });
    drop(model);
    let file = Inspected {
        name: report.name,
        text: report.text,
        template,
        findings: checked.findings,
        summary: checked.summary,
        guards: Vec::new(),
    };
    Ok(Made { file, document })
}

/// What is to be made.
#[derive(Clone, Copy)]
pub enum Format {
    Json,
    Html(HtmlOptions),
}

/// The format asked for, else the one that the output's name asks for; a page as it is to be.
pub fn format(asked: Option<DocumentFormat>, output: &Path, page: &Page) -> Result<Format, Message> {
    match asked.map_or_else(|| named(output), Ok)? {
        DocumentFormat::Html => Ok(Format::Html(page.into())),
        DocumentFormat::Json if page.is_asked_for() => Err(Message::new(
            "--theme, --vouch, --no-data and --fragment say how a page is to be; add -f html",
            "--theme、--vouch、--no-data、--fragment只用于网页，请加上-f html",
        )),
        DocumentFormat::Json => Ok(Format::Json),
    }
}

/// The format that an output's name asks for.
fn named(output: &Path) -> Result<DocumentFormat, Message> {
    if output == Path::new("-") {
        return Ok(DocumentFormat::Json);
    }
    let extension = output.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("json") => Ok(DocumentFormat::Json),
        Some("html" | "htm") => Ok(DocumentFormat::Html),
        _ => {
            let name = output.display();
            Err(Message::new(
                format!("{name}: does not end in .json or .html; say with -f what to make"),
                format!("{name}：不以.json或.html结尾，请用-f说明要生成什么"),
            ))
        }
    }
}

/// Prints errors and warnings on standard error.
pub fn say(file: &Inspected, lang: Lang, paint: Paint) {
    let mut out = String::new();
    let lines = LineIndex::new(&file.text);
    for finding in file.findings.iter().filter(|finding| finding.severity != Severity::Hint) {
        terminal::draw(file, &lines, finding, lang, paint, &mut out);
    }
    // The document is what was asked for; it is made whether or not anybody reads this.
    let _ = io::stderr().write_all(out.as_bytes());
}

/// How many hints there are, and how to see them: of a report that is hardly begun there are hundreds.
fn hints(file: &Inspected) -> Message {
    let (name, hints) = (&file.name, file.summary.hints);
    let some = if hints == 1 { "1 hint" } else { &format!("{hints} hints") };
    Message::new(
        format!("{name}: {some}; `crossfoot check {name}` lists them"),
        format!("{name}：有{hints}个提醒，用`crossfoot check {name}`列出"),
    )
}

/// Why a final report was not written.
fn refusal(file: &Inspected) -> Message {
    let (name, errors) = (&file.name, file.summary.errors);
    let are = if errors == 1 { "is 1 error" } else { &format!("are {errors} errors") };
    Message::new(
        format!("{name}: not written: the report is final and there {are}; mend them, or use --force"),
        format!("{name}：没有写入：报告已定稿，但有{errors}个错误；请改正，或者加上--force"),
    )
}
