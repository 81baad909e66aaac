//! `crossfoot new`

use std::{
    fs,
    io::{self, IsTerminal},
    path::{Component, Path, PathBuf},
    process::ExitCode,
};

use crossfoot_format::{Start, skeleton};
use crossfoot_model::{Kind, Source, build, label};
use crossfoot_source::{Lang, Message};
use crossfoot_templates::{ALL, find};

use crate::{
    args::{New, Speech},
    load::Loader,
    speech::{self, Paint, complain},
    write,
};

/// Writes the skeleton of a report, or lists the templates.
pub fn run(args: &New, how: &Speech) -> ExitCode {
    let lang = speech::lang(how);
    match new(args, how, lang) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why, lang);
            ExitCode::from(2)
        }
    }
}

fn new(args: &New, how: &Speech, lang: Lang) -> Result<(), Message> {
    let Some(name) = args.template.as_deref() else {
        let paint = Paint::new(how, io::stdout().is_terminal());
        return put(Path::new("-"), &list(paint));
    };
    let (template, follows) = template(name, &args.output, &Loader::new(lang))?;
    if !args.force && args.output != Path::new("-") && args.output.exists() {
        let name = args.output.display();
        return Err(Message::new(
            format!(
                "{name}: is there already and was left alone; give another name, or --force to replace it"
            ),
            format!("{name}：已经存在，没有改动；请换一个名称，要覆盖就加上--force"),
        ));
    }
    let (title, entity) = (args.title.as_deref(), args.entity.as_deref());
    let (period, prior) = (args.period.as_deref(), args.prior.as_deref());
    let start = Start { follows: &follows, title, entity, period, prior };
    put(&args.output, &skeleton(&template, &start))
}

fn put(path: &Path, text: &str) -> Result<(), Message> {
    match write::whole(path, text.as_bytes()) {
        Err(error) if !write::is_closed(&error) => Err(write::failed(path, &error)),
        _ => Ok(()),
    }
}

/// The templates that ship with the program, one a line: name, title.
fn list(paint: Paint) -> String {
    let width = ALL.iter().map(|template| template.name.len()).max().unwrap_or(0);
    ALL.iter()
        .map(|template| {
            format!("{}  {}\n", paint.strong(&format!("{:width$}", template.name)), template.title)
        })
        .collect()
}

/// A template by its name, its title or its file, with what `@follows` says of it in a report written to a file.
fn template(name: &str, output: &Path, loader: &Loader) -> Result<(Source, String), Message> {
    if let Some(shipped) = find(name) {
        return Ok((Source::new(shipped.name, shipped.text), shipped.name.to_owned()));
    }
    let Some(path) =
        [name.to_owned(), format!("{name}.xfoot")].into_iter().map(PathBuf::from).find(|path| path.is_file())
    else {
        return Err(unknown(name));
    };
    let template = loader.report(&path)?;
    if build(&template, None).head.kind != Kind::Template {
        return Err(Message::new(
            format!("{name}: this is a report; name a template"),
            format!("{name}：这是报告，不是模板"),
        ));
    }
    let follows = path_from(output, &path).ok_or_else(|| {
        Message::new(
            format!("{name}: a report finds a template only in its own folder and those around it up to the one with `.git` or `crossfoot.toml`; copy it beside the report"),
            format!("{name}：报告只在自己所在的文件夹（或含有.git或crossfoot.toml的上级文件夹）里找模板；请把模板复制到报告旁边"),
        )
    })?;
    Ok((template, follows))
}

/// The path of a template as a report beside it would give it, without `.xfoot`; `None` where it would not be found.
fn path_from(output: &Path, template: &Path) -> Option<String> {
    let beside = match output.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = fs::canonicalize(beside).ok()?;
    let template = fs::canonicalize(template).ok()?;
    if !template.starts_with(crossfoot_workspace::root(&folder)) {
        return None;
    }
    let shared = folder.ancestors().find(|above| template.starts_with(above))?;
    let mut steps = vec![String::from(".."); folder.strip_prefix(shared).ok()?.components().count()];
    for step in template.strip_prefix(shared).ok()?.components() {
        if let Component::Normal(step) = step {
            steps.push(step.to_str()?.to_owned());
        }
    }
    let path = steps.join("/");
    Some(path.strip_suffix(".xfoot").unwrap_or(&path).to_owned())
}

fn unknown(name: &str) -> Message {
    let names = ALL.iter().flat_map(|template| [template.name, template.title]);
    let (en, zh) = label::nearest(name, names).map_or_else(
        || (String::from("`crossfoot new` lists all"), String::from("`crossfoot new`列出全部模板")),
        |nearest| (format!("did you mean {nearest}?"), format!("是否指{nearest}？")),
    );
    Message::new(
        format!("there is no template {name}, and no such file; {en}"),
        format!("没有名为{name}的模板，也没有这个文件；{zh}"),
    )
}
