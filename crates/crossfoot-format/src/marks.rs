//! The form in which a mark is written: that of ASCII. What is a name, a label or text stays as it is typed.

use std::borrow::Cow;

use crossfoot_syntax::token::Kind;

/// A mark, a number or a quoted text as it is written.
pub fn mark(kind: Kind, typed: &str) -> Cow<'_, str> {
    Cow::Borrowed(match kind {
        Kind::At => "@",
        Kind::OpenFigure => "{",
        Kind::CloseFigure => "}",
        Kind::ItemMark => "-",
        Kind::Star => "*",
        Kind::Plus => "+",
        Kind::Minus => "-",
        Kind::Slash => "/",
        Kind::OpenParen => "(",
        Kind::CloseParen => ")",
        Kind::OpenBracket => "[",
        Kind::CloseBracket => "]",
        Kind::Comma => ",",
        Kind::Colon => ":",
        Kind::DotDot => "..",
        Kind::Equals => "=",
        Kind::NotEqual => "!=",
        Kind::Less => "<",
        Kind::LessEqual => "<=",
        Kind::Greater => ">",
        Kind::GreaterEqual => ">=",
        Kind::HeadingMark => return Cow::Owned("#".repeat(typed.chars().count())),
        Kind::FootnoteMark => return footnote(typed),
        Kind::Quoted => return quoted(typed),
        Kind::Number => return typed.chars().map(narrow).collect(),
        _ => typed,
    })
}

/// `［^a］：` → `[^a]:`
fn footnote(typed: &str) -> Cow<'_, str> {
    let name = typed.split_once('^').and_then(|(_, rest)| rest.rsplit_once([']', '］', '】']));
    name.map_or(Cow::Borrowed(typed), |(name, _)| Cow::Owned(format!("[^{name}]:")))
}

/// `“a”` → `"a"`, unless there is a `"` in it.
fn quoted(typed: &str) -> Cow<'_, str> {
    match typed.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')) {
        Some(inner) if !inner.contains('"') => Cow::Owned(format!("\"{inner}\"")),
        _ => Cow::Borrowed(typed),
    }
}

/// A digit, or a mark in a number.
fn narrow(c: char) -> char {
    match c {
        '。' => '.',
        '，' | '．' | '％' | '０'..='９' => {
            // Full-width forms stand as far behind ASCII as the first of them.
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        c => c,
    }
}
