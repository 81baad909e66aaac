//! What a function, or a rule, wants at the cursor.

use crossfoot_source::{Lang, Span};
use crossfoot_syntax::{
    token::Kind,
    words::{self, Function, HeadWord},
};

use crate::Snapshot;

/// How something is written, and which part of it the cursor is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// How it is written: `growth(new, old)`.
    pub label: String,
    /// What it does.
    pub docs: String,
    /// Where its parts stand in the label, in bytes.
    pub parameters: Vec<(u32, u32)>,
    /// The part in which the cursor is.
    pub active: u32,
}

/// What the call or the rule around an offset wants there.
pub fn signature(s: &Snapshot<'_, '_>, offset: u32) -> Option<Signature> {
    let (start, words) = sentence(s, offset);
    // What is open: brackets, with the function before them and the commas so far.
    let mut open: Vec<(Option<Function>, u32)> = Vec::new();
    let mut function = None;
    for (kind, span) in &words {
        match kind {
            Kind::OpenParen | Kind::OpenBracket => open.push((function, 0)),
            Kind::CloseParen | Kind::CloseBracket => {
                open.pop();
            }
            Kind::Comma => open.iter_mut().next_back().into_iter().for_each(|(_, commas)| *commas += 1),
            _ => {}
        }
        function = words::function(span.of(s.text())).filter(|_| *kind == Kind::Function);
    }
    let call = open.iter().rev().find_map(|(function, commas)| Some(((*function)?, *commas)));
    match call {
        Some((function, commas)) => Some(of_function(function, commas, s.lang)),
        None => (start == Some(HeadWord::Check)).then(|| of_check(&words, s.lang)),
    }
}

/// The words before an offset, back to what they stand in: a figure, a cell, or the line of a head word (which one).
fn sentence(s: &Snapshot<'_, '_>, offset: u32) -> (Option<HeadWord>, Vec<(Kind, Span)>) {
    let tokens = &s.model.report.tree.tokens;
    let mut words = Vec::new();
    let mut head = None;
    let last = tokens.at(offset.saturating_sub(1)).unwrap_or(0);
    for at in (0..=last).rev() {
        let Some((kind, span)) = tokens.kind(at).zip(tokens.span(at)) else { break };
        match kind {
            Kind::OpenFigure | Kind::CloseFigure | Kind::Bar | Kind::Text => break,
            Kind::Word => {
                head = words::head(span.of(s.text())).filter(|_| span.end < offset);
                break;
            }
            Kind::Space | Kind::LineEnd | Kind::Comment => {}
            _ if span.start < offset => words.push((kind, span)),
            _ => {}
        }
    }
    words.reverse();
    (head, words)
}

/// The help of a function begins with how it is written.
fn of_function(function: Function, commas: u32, lang: Lang) -> Signature {
    let help = match lang {
        Lang::En => function.help().0,
        Lang::Zh => function.help().1,
    };
    let (label, docs) = match help.split_once(')') {
        Some((label, docs)) => (format!("{label})"), docs.trim_start_matches([':', '：', ' '])),
        None => (help.to_owned(), ""),
    };
    let from = label.find('(').map_or(0, |at| at + 1);
    let mut parameters = Vec::new();
    let mut at = from as u32;
    for part in label.get(from..label.len().saturating_sub(1)).unwrap_or_default().split(", ") {
        parameters.push((at, at + part.len() as u32));
        at += part.len() as u32 + 2;
    }
    // The last one may be repeated: `sum(x, …)`.
    let active = commas.min(parameters.len().saturating_sub(1) as u32);
    Signature { label, docs: docs.to_owned(), parameters, active }
}

/// `@check NAME for each …: expression`
fn of_check(words: &[(Kind, Span)], lang: Lang) -> Signature {
    let has = |sought: Kind| words.iter().any(|(kind, _)| *kind == sought);
    let active = match (has(Kind::Colon), has(Kind::Each)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    let (head, parts, (en, zh)) = match lang {
        Lang::En => ("@check ", ["NAME", " for each row", ": expression"], HeadWord::Check.help()),
        Lang::Zh => ("@核对 ", ["名称", " 逐行", "：算式"], HeadWord::Check.help()),
    };
    let mut label = head.to_owned();
    let mut parameters = Vec::new();
    for part in parts {
        parameters.push((label.len() as u32, (label.len() + part.len()) as u32));
        label.push_str(part);
    }
    let docs = if lang == Lang::En { en } else { zh };
    Signature { label, docs: docs.to_owned(), parameters, active }
}
