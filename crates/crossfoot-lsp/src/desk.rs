//! One document: a thread that owns its text, its model and its findings.

use std::{
    cell::{OnceCell, RefCell},
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
};

use crossfoot_ide::Snapshot;
use crossfoot_model::{Model, Source};
use crossfoot_source::{Columns, Edit, FileId, Finding, Lang, LineIndex, Place, Span};
use crossfoot_workspace::Located;
use tower_lsp::ls_types::{Location, Position, Range, TextDocumentContentChangeEvent, TextEdit, Uri};

use crate::{convert, diagnostic, office::Office, token};

/// What is sent to a desk.
pub enum Note {
    /// The text has changed.
    Edit(i32, Vec<TextDocumentContentChangeEvent>),
    /// Something else that findings depend on has: the template, a setting.
    Again,
    /// A question.
    Ask(Ask),
}

/// A question about the text as it stands; `None` if that has been superseded.
pub type Ask = Box<dyn FnOnce(Option<&Sitting<'_>>) + Send>;

/// A document in the editor.
pub struct Paper {
    pub uri: Uri,
    /// Where it lies on the disk, if it does.
    pub path: Option<PathBuf>,
    pub version: i32,
    pub text: String,
    lines: LineIndex,
    /// How it was last highlighted.
    pub tokens: RefCell<token::Sent>,
}

/// What a question is put to: a document that has been read and checked.
pub struct Sitting<'s> {
    pub office: &'s Office,
    pub paper: &'s Paper,
    pub columns: Columns,
    pub lang: Lang,
    pub model: &'s Model<'s>,
    pub findings: &'s [Finding],
    /// Where the template that it follows is.
    pub template: Option<&'s Located>,
    template_lines: OnceCell<LineIndex>,
}

impl Paper {
    /// Puts a document on a desk.
    pub fn open(uri: Uri, version: i32, text: String, office: &Arc<Office>) {
        let path = convert::path(&uri);
        let lines = LineIndex::new(&text);
        let paper = Self { uri: uri.clone(), path, version, text, lines, tokens: RefCell::default() };
        let (desk, inbox) = mpsc::channel();
        let at = office.clone();
        // A document that cannot be put anywhere has no findings; the editor goes on.
        let started = thread::Builder::new().name("desk".to_owned()).spawn(move || sit(paper, &inbox, &at));
        if started.is_ok() {
            office.open(uri, desk);
        }
    }

    /// Applies changes one after another, each to the text that the one before it left.
    fn edit(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, columns: Columns) {
        self.version = version;
        for change in changes {
            match change.range {
                Some(range) => {
                    let span = convert::span(&self.text, &self.lines, range, columns);
                    self.text.replace_range(span.start as usize..span.end as usize, &change.text);
                    self.lines.edit(&self.text, span, change.text.len() as u32);
                }
                None => {
                    self.text = change.text;
                    self.lines = LineIndex::new(&self.text);
                }
            }
        }
    }
}

/// Reads the document again and again, as often as it changes, until it is closed.
fn sit(mut paper: Paper, inbox: &Receiver<Note>, office: &Office) {
    let mut waiting = VecDeque::new();
    loop {
        let read = catch_unwind(AssertUnwindSafe(|| read(&paper, inbox, &mut waiting, office)));
        // A text that cannot be read is a fault of the program; the next one may be readable.
        if read.is_err() && !await_edit(inbox, &mut waiting) {
            return;
        }
        if read.is_ok_and(|more| more.is_none()) {
            return;
        }
        let columns = office.editor().columns;
        while let Some(note) = waiting.pop_front() {
            match note {
                Note::Edit(version, changes) => paper.edit(version, changes, columns),
                Note::Again => {}
                Note::Ask(ask) if waiting.iter().any(|note| matches!(note, Note::Edit(..))) => ask(None),
                ask => {
                    waiting.push_front(ask);
                    break;
                }
            }
        }
    }
}

/// Something to do came in.
struct More;

/// Reads and checks the text, says what was found, and answers questions until the text is another; `None` once the
/// document is closed.
fn read(paper: &Paper, inbox: &Receiver<Note>, waiting: &mut VecDeque<Note>, office: &Office) -> Option<More> {
    let name = paper.path.as_deref().map_or_else(|| paper.uri.as_str().into(), |path| path.to_string_lossy());
    let report = Arc::new(Source::new(name, paper.text.as_str()));
    let (template, located) = office.template(&report, paper.path.as_deref()).unzip();
    let model = crossfoot_model::build(&report, template.as_deref());
    if !model.is_report()
        && let Some(path) = &paper.path
    {
        office.keep(path.clone(), report.clone());
    }
    let checked = crossfoot_check::check(&model);
    let sitting = Sitting {
        office,
        paper,
        columns: office.editor().columns,
        lang: office.settings().lang,
        model: &model,
        findings: &checked.findings,
        template: located.as_ref(),
        template_lines: OnceCell::new(),
    };
    waiting.extend(inbox.try_iter());
    if !is_superseded(waiting) {
        diagnostic::publish(&sitting);
    }
    loop {
        while let Some(note) = waiting.pop_front() {
            match note {
                Note::Ask(ask) => ask((!is_superseded(waiting)).then_some(&sitting)),
                note => {
                    waiting.push_front(note);
                    return Some(More);
                }
            }
        }
        waiting.push_back(inbox.recv().ok()?);
        waiting.extend(inbox.try_iter());
    }
}

/// Has the text been changed since?
fn is_superseded(waiting: &VecDeque<Note>) -> bool {
    waiting.iter().any(|note| matches!(note, Note::Edit(..)))
}

/// Waits for another text; questions about this one are not answered.
fn await_edit(inbox: &Receiver<Note>, waiting: &mut VecDeque<Note>) -> bool {
    loop {
        while let Some(note) = waiting.pop_front() {
            match note {
                Note::Ask(ask) => ask(None),
                Note::Edit(..) => {
                    waiting.push_front(note);
                    return true;
                }
                Note::Again => {}
            }
        }
        match inbox.recv() {
            Ok(note) => waiting.push_back(note),
            Err(_) => return false,
        }
    }
}

/// Puts a question to the desk of a document and waits for the answer.
pub async fn ask<T: Send + 'static>(
    office: &Office,
    uri: &Uri,
    question: impl FnOnce(&Sitting<'_>) -> T + Send + 'static,
) -> Answer<T> {
    let (reply, answer) = tokio::sync::oneshot::channel();
    let ask: Ask = Box::new(move |sitting| {
        // The editor has cancelled it.
        if reply.is_closed() {
            return;
        }
        let said = match sitting {
            Some(sitting) => match catch_unwind(AssertUnwindSafe(|| question(sitting))) {
                Ok(said) => Answer::Said(said),
                Err(_) => Answer::Fault,
            },
            None => Answer::Superseded,
        };
        let _ = reply.send(said);
    });
    if office.send(uri, Note::Ask(ask)).is_err() {
        return Answer::NotOpen;
    }
    answer.await.unwrap_or(Answer::NotOpen)
}

/// What came of a question.
pub enum Answer<T> {
    /// This.
    Said(T),
    /// The text had changed before it was its turn.
    Superseded,
    /// No such document is open.
    NotOpen,
    /// The program failed; the panic is on standard error.
    Fault,
}

impl<'s> Sitting<'s> {
    /// What the verbs of the editor look at.
    pub fn snapshot(&self) -> Snapshot<'s, 's> {
        Snapshot { model: self.model, findings: self.findings, lang: self.lang }
    }

    /// Where a position of the document is.
    pub fn offset(&self, at: Position) -> u32 {
        convert::offset(&self.paper.text, &self.paper.lines, at, self.columns)
    }

    /// A range of the document as a span.
    pub fn span(&self, range: Range) -> Span {
        convert::span(&self.paper.text, &self.paper.lines, range, self.columns)
    }

    /// An offset of the document as the editor counts it.
    pub fn position(&self, offset: u32) -> Position {
        convert::position(&self.paper.text, &self.paper.lines, offset, self.columns)
    }

    /// A span of the document as the editor counts it.
    pub fn range(&self, span: Span) -> Range {
        convert::range(&self.paper.text, &self.paper.lines, span, self.columns)
    }

    /// Changes of the document.
    pub fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        convert::edits(&self.paper.text, &self.paper.lines, edits, self.columns)
    }

    /// A place in the document or in its template, if the editor can open that.
    pub fn location(&self, place: Place) -> Option<Location> {
        if place.file == FileId::REPORT {
            return Some(Location::new(self.paper.uri.clone(), self.range(place.span)));
        }
        let template = self.model.template?;
        let uri = self.office.address(self.template?)?;
        let lines = self.template_lines.get_or_init(|| LineIndex::new(&template.text));
        Some(Location::new(uri, convert::range(&template.text, lines, place.span, self.columns)))
    }
}
