//! Official numbers: `一、`, `（一）`, `1.`, `（1）`, as `@numbering` declares them.

use crossfoot_source::Span;
use crossfoot_syntax::ast::{Decl, DeclName, PropertyKind};

/// The official numbers of a report, from the highest level down.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    marks: Vec<Mark>,
}

/// How the numbers of one level look.
#[derive(Clone, Debug)]
struct Mark {
    before: String,
    chinese: bool,
    behind: String,
    run_in: bool,
}

/// An official number as typed in front of a heading or a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// The level whose mark it has: 1 is the highest.
    pub level: u8,
    /// The number with its marks.
    pub number: &'t str,
    /// What stands behind it.
    pub rest: &'t str,
}

const CHINESE: &str = "〇零一二三四五六七八九十百";

impl Numbering {
    /// Reads the marks of `@numbering`: each shows the first number of its level.
    pub fn new(text: &str, decls: &[Decl]) -> Self {
        let marks = decls.iter().filter_map(|decl| {
            let DeclName::Path(path) = &decl.name else { return None };
            let shown = path.steps.iter().map(|step| step.span).reduce(Span::to)?.of(text);
            let at = shown.find(['一', '1', '１'])?;
            let digit = shown.get(at..)?.chars().next()?;
            Some(Mark {
                before: shown.get(..at)?.to_owned(),
                chinese: digit == '一',
                behind: shown.get(at + digit.len_utf8()..)?.to_owned(),
                run_in: decl.properties.iter().any(|p| matches!(p.kind, PropertyKind::RunIn)),
            })
        });
        Self { marks: marks.collect() }
    }

    /// Are headings of the level set in one line with the paragraph beneath?
    pub fn runs_in(&self, level: u8) -> bool {
        self.mark(level).is_some_and(|mark| mark.run_in)
    }

    /// The n-th number of a level, with its marks.
    pub fn number(&self, level: u8, n: u32) -> Option<String> {
        let mark = self.mark(level)?;
        let number = if mark.chinese { in_chinese(n) } else { n.to_string() };
        Some(format!("{}{number}{}", mark.before, mark.behind))
    }

    /// The official number in front of a text, of whatever level.
    pub fn split<'t>(&self, text: &'t str) -> Option<Typed<'t>> {
        let text = text.trim_start();
        (1u8..).zip(&self.marks).find_map(|(level, mark)| {
            let inside = text.strip_prefix(mark.before.as_str())?;
            let digits = |c: char| if mark.chinese { CHINESE.contains(c) } else { c.is_ascii_digit() };
            let behind = inside.trim_start_matches(digits);
            let rest = behind.strip_prefix(mark.behind.as_str())?;
            // `1.5倍` is no first point.
            let is_fraction = mark.behind == "." && rest.starts_with(|c: char| c.is_ascii_digit());
            if behind.len() == inside.len() || is_fraction {
                return None;
            }
            let number = text.get(..text.len() - rest.len())?;
            Some(Typed { level, number, rest: rest.trim_start() })
        })
    }

    /// A text without its official number.
    pub fn strip<'t>(&self, text: &'t str) -> &'t str {
        self.split(text).map_or(text, |typed| typed.rest)
    }

    fn mark(&self, level: u8) -> Option<&Mark> {
        self.marks.get(usize::from(level.checked_sub(1)?))
    }
}

/// 1 to 99 in Chinese numerals; larger numbers in digits, which no report has.
fn in_chinese(n: u32) -> String {
    let digit = |n: u32| CHINESE.chars().nth(n as usize + 1).map(String::from).unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones),
        (tens @ 1..10, ones) => {
            let tens = if tens == 1 { String::new() } else { digit(tens) };
            let ones = if ones == 0 { String::new() } else { digit(ones) };
            format!("{tens}十{ones}")
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_chinese() {
        let written: Vec<_> = [1, 9, 10, 11, 20, 35, 100].map(in_chinese).into();
        assert_eq!(written, ["一", "九", "十", "十一", "二十", "三十五", "100"]);
    }
}
