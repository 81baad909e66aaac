//! Words of the language: what they are for, as the table of words has it.

use crossfoot_source::{Lang, Span};
use crossfoot_syntax::{token::Kind, words};

use crate::Snapshot;

/// The word at an offset, and what it is for.
pub(super) fn at(s: &Snapshot<'_, '_>, offset: u32) -> Option<(Span, String)> {
    let tokens = &s.model.report.tree.tokens;
    let at = tokens.at(offset)?;
    // At the end of a word it is still that word, and `@` belongs to the one behind it.
    [Some(at), at.checked_sub(1), Some(at + 1)].into_iter().flatten().find_map(|at| {
        let (kind, span) = (tokens.kind(at)?, tokens.span(at)?);
        let typed = span.of(s.text());
        let mark = at.checked_sub(1).filter(|_| kind == Kind::Word).and_then(|at| tokens.span(at));
        let span = mark.map_or(span, |mark| mark.to(span));
        let (english, (en, zh)) = of(kind, typed).filter(|_| span.touches(offset))?;
        let help = if s.lang == Lang::Zh { zh } else { en };
        let mark = if kind == Kind::Word { "@" } else { "" };
        let other = if typed == english { String::new() } else { format!(" · `{mark}{english}`") };
        Some((span, format!("**{mark}{typed}**{other}\n\n{help}")))
    })
}

/// The English word that a token is, and what it is for.
fn of(kind: Kind, typed: &str) -> Option<(&'static str, (&'static str, &'static str))> {
    let first = typed.split([' ', '\u{3000}']).next().unwrap_or_default();
    let operator = || words::operator(typed).map(|it| (it.english(), it.help()));
    let place = |typed: &str| words::place(typed).map(|it| (it.english(), it.help()));
    match kind {
        Kind::Word => words::property(typed)
            .map(|it| (it.english(), it.help()))
            .or_else(|| words::head(typed).map(|it| (it.english(), it.help()))),
        Kind::Function => words::function(typed).map(|it| (it.english(), it.help())),
        Kind::And | Kind::Or | Kind::Not | Kind::Is | Kind::In | Kind::Within | Kind::Else => operator(),
        Kind::Each => Some((words::PlaceWord::Each.english(), words::PlaceWord::Each.help())),
        Kind::Of | Kind::AtFigure | Kind::From | Kind::As | Kind::Ends => place(first),
        Kind::Absent | Kind::NotApplicable => words::absent(typed).map(|it| (it.english(), it.help())),
        Kind::Name => words::term(typed).map(|it| (it.english(), it.help())),
        _ => None,
    }
}
