//! One document: a thread that owns its text, its model and its findings.

use std::{
    cell::{OnceCell, RefCell},
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use crossfoot_ide::Snapshot;
use crossfoot_model::{Amendable, Model, Source};
use crossfoot_source::{Columns, Edit, FileId, Finding, Lang, LineIndex, Place, Span};
use crossfoot_workspace::Located;
use tower_lsp::ls_types::{Location, Position, Range, TextDocumentContentChangeEvent, TextEdit, Uri};

use crate::{amends::Amends, convert, diagnostic, office::Office, token};

/// How long nobody writes before an amended text is read anew.
const PAUSE: Duration = Duration::from_millis(300);

/// What is sent to a desk.
pub enum Note {
    /// The text has changed.
    Edit(i32, Vec<TextDocumentContentChangeEvent>),
    /// Something else that findings depend on has: the template, a setting.
    Again,
    /// A question.
    Ask(Needs, Ask),
}

/// What a question asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// What was found.
    Findings,
    /// Anything else.
    Model,
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
    pub fn new(uri: Uri, version: i32, text: String) -> Self {
        let (path, lines) = (convert::path(&uri), LineIndex::new(&text));
        Self { uri, path, version, text, lines, tokens: RefCell::default() }
    }

    /// Puts a document on a desk.
    pub fn open(uri: Uri, version: i32, text: String, office: &Arc<Office>) {
        let paper = Self::new(uri.clone(), version, text);
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
    let mut tell = true;
    loop {
        let read = catch_unwind(AssertUnwindSafe(|| read(&mut paper, inbox, &mut waiting, office, tell)));
        match read {
            Ok(None) => return,
            Ok(Some(more)) => tell = more == More::News,
            // A text that cannot be read is a fault of the program; the next one may be readable.
            Err(_) if await_edit(inbox, &mut waiting) => tell = true,
            Err(_) => return,
        }
        let columns = office.editor().columns;
        while let Some(note) = waiting.pop_front() {
            match note {
                Note::Edit(version, changes) => {
                    paper.edit(version, changes, columns);
                    tell = true;
                }
                Note::Again => tell = true,
                Note::Ask(_, ask) if is_superseded(&waiting) => ask(None),
                ask => {
                    waiting.push_front(ask);
                    break;
                }
            }
        }
    }
}

/// Why the text is read anew.
#[derive(PartialEq, Eq)]
enum More {
    /// It, or something else that findings depend on, is another.
    News,
    /// What was found is known already; a question asks for the whole model.
    Whole,
}

/// Reads and checks the text, says what was found (if it is to be told), and answers questions until the text is
/// another; `None` once the document is closed.
///
/// A change of a figure's plain digits is taken into the model as it is: what it breaks or mends is told at once. The
/// text is read anew as soon as a question asks for more than findings, or nobody has written for a while.
fn read(
    paper: &mut Paper,
    inbox: &Receiver<Note>,
    waiting: &mut VecDeque<Note>,
    office: &Office,
    tell: bool,
) -> Option<More> {
    let name = paper.path.as_deref().map_or_else(|| paper.uri.as_str().into(), |path| path.to_string_lossy());
    let report = Arc::new(Source::new(name, paper.text.as_str()));
    let (template, located) = office.template(&report, paper.path.as_deref()).unzip();
    let mut model = Amendable::new(&report, template.as_deref());
    if !model.model().is_report()
        && let Some(path) = &paper.path
    {
        office.keep(path.clone(), report.clone());
    }
    let mut findings = crossfoot_check::check(model.model()).findings;
    let mut amends = Amends::default();
    // The findings where they are in an amended text.
    let mut moved: Option<Vec<Finding>> = None;
    let columns = office.editor().columns;
    let mut news = tell;
    loop {
        waiting.extend(inbox.try_iter());
        if news && !is_superseded(waiting) {
            let found = moved.as_deref().unwrap_or(&findings);
            diagnostic::publish(&Sitting::new(office, paper, model.model(), found, located.as_ref()));
            news = false;
        }
        let note = match waiting.pop_front() {
            Some(note) => note,
            None if amends.is_empty() => inbox.recv().ok()?,
            None => match inbox.recv_timeout(PAUSE) {
                Ok(note) => note,
                Err(RecvTimeoutError::Timeout) => return Some(More::Whole),
                Err(RecvTimeoutError::Disconnected) => return None,
            },
        };
        match note {
            Note::Ask(_, ask) if is_superseded(waiting) => ask(None),
            Note::Ask(needs, ask) if amends.is_empty() || needs == Needs::Findings => {
                let found = moved.as_deref().unwrap_or(&findings);
                ask(Some(&Sitting::new(office, paper, model.model(), found, located.as_ref())));
            }
            Note::Edit(version, changes) => {
                let is_taken = match changes.as_slice() {
                    [TextDocumentContentChangeEvent { range: Some(range), text, .. }] => {
                        let span = convert::span(&paper.text, &paper.lines, *range, columns);
                        amends.take(&mut model, &mut findings, span, text)
                    }
                    _ => false,
                };
                paper.edit(version, changes, columns);
                if !is_taken {
                    return Some(More::News);
                }
                moved = Some(findings.iter().map(|finding| amends.finding(finding)).collect());
                news = true;
            }
            note => {
                let more = if matches!(note, Note::Again) { More::News } else { More::Whole };
                waiting.push_front(note);
                return Some(more);
            }
        }
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
                Note::Ask(_, ask) => ask(None),
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
    needs: Needs,
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
    if office.send(uri, Note::Ask(needs, ask)).is_err() {
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
    pub fn new(
        office: &'s Office,
        paper: &'s Paper,
        model: &'s Model<'s>,
        findings: &'s [Finding],
        template: Option<&'s Located>,
    ) -> Self {
        let (columns, lang) = (office.editor().columns, office.settings().lang);
        Self { office, paper, columns, lang, model, findings, template, template_lines: OnceCell::new() }
    }

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

    /// Where the line begins in which an offset lies.
    pub fn line_start(&self, offset: u32) -> u32 {
        self.paper.lines.line(self.paper.lines.line_of(offset)).start
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
