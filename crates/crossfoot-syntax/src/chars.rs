//! Single characters: white space, names, and the ASCII mark that a full-width one is read as.

use crossfoot_source::Span;
use memchr::memchr2;

/// U+3000, the space of a Chinese keyboard.
pub(crate) const WIDE_SPACE: char = '\u{3000}';

/// The character at an offset.
pub(crate) fn char_at(text: &str, at: u32) -> Option<char> {
    match text.as_bytes().get(at as usize) {
        None => None,
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at as usize..)?.chars().next(),
    }
}

/// The character before an offset.
pub(crate) fn char_before(text: &str, at: u32) -> Option<char> {
    text.get(..at as usize)?.chars().next_back()
}

/// How many bytes a character takes.
pub(crate) const fn width(c: char) -> u32 {
    c.len_utf8() as u32
}

/// Space, tab or U+3000.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | WIDE_SPACE)
}

/// The mark that a mark is read as in language lines, declarations, expressions and figures.
pub const fn fold(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match c {
        '：' => ':',
        '，' | '、' => ',',
        '（' => '(',
        '）' => ')',
        '＝' => '=',
        '＋' => '+',
        '＠' => '@',
        '＃' => '#',
        '－' | '−' => '-',
        '＊' | '×' => '*',
        '／' | '÷' => '/',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '｛' => '{',
        '｝' => '}',
        '｜' => '|',
        '％' => '%',
        '。' | '．' => '.',
        '＜' | '《' => '<',
        '＞' | '》' => '>',
        '！' => '!',
        WIDE_SPACE => ' ',
        '０'..='９' => (b'0' + (c as u32 - '０' as u32) as u8) as char,
        _ => c,
    }
}

/// A digit in either width.
pub(crate) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// A Chinese numeral.
pub(crate) const fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
    )
}

/// May a name begin so?
pub(crate) fn begins_name(c: char) -> bool {
    c == '_'
        || if c.is_ascii() { c.is_ascii_alphabetic() } else { is_han(c) || unicode_ident::is_xid_start(c) }
}

/// May a name go on so?
pub(crate) fn continues_name(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        is_han(c) || unicode_ident::is_xid_continue(c)
    }
}

/// Can a text stand as a name without quotes?
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(begins_name)
        && letters.all(continues_name)
        && crate::words::operator(text).is_none()
}

/// The characters of nearly all Chinese words: a short cut, all of them are `XID_Start`.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The end of the characters from an offset that satisfy a test.
pub(crate) fn run(text: &str, from: u32, to: u32, test: impl Fn(char) -> bool) -> u32 {
    let mut rest = Span::new(from, to).of(text).chars();
    let whole = rest.as_str().len();
    let mut left = whole;
    while rest.next().is_some_and(&test) {
        left = rest.as_str().len();
    }
    from + (whole - left) as u32
}

/// The bytes under a span.
pub(crate) fn bytes(text: &str, span: Span) -> &[u8] {
    text.as_bytes().get(span.start as usize..span.end as usize).unwrap_or_default()
}

/// Where a mark stands, in either width.
pub(crate) struct EitherWidth<'t, const MARK: u8> {
    rest: &'t [u8],
    at: u32,
}

impl<'t, const MARK: u8> EitherWidth<'t, MARK> {
    /// The last two bytes of the wide mark: from U+FF01 on they are in the order of the narrow ones.
    const WIDE: [u8; 2] = {
        let wide = 0xfee0 + MARK as u32;
        [0x80 | (wide >> 6 & 0x3f) as u8, 0x80 | (wide & 0x3f) as u8]
    };

    /// Those under a span.
    pub(crate) fn of(text: &'t str, span: Span) -> Self {
        Self { rest: bytes(text, span), at: span.start }
    }
}

impl<const MARK: u8> Iterator for EitherWidth<'_, MARK> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        loop {
            let before = memchr2(MARK, 0xef, self.rest)?;
            let (mark, rest) = self.rest.get(before..)?.split_first()?;
            let start = self.at + before as u32;
            (self.rest, self.at) = (rest, start + 1);
            if *mark == MARK {
                return Some(Span::new(start, start + 1));
            }
            if rest.starts_with(&Self::WIDE) {
                return Some(Span::new(start, start + 3));
            }
        }
    }
}

/// The end of the white space from an offset.
pub(crate) fn spaces(text: &str, from: u32, to: u32) -> u32 {
    let text = text.as_bytes();
    let mut at = from;
    while at < to {
        at += match text.get(at as usize) {
            Some(b' ' | b'\t') => 1,
            Some(0xe3) if text.get(at as usize + 1..at as usize + 3) == Some(&[0x80, 0x80]) => 3,
            _ => break,
        };
    }
    at
}

/// A span without the white space around it.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let start = spaces(text, span.start, span.end);
    let mut end = span.end;
    while start < end {
        end -= match text.as_bytes().get(start as usize..end as usize) {
            Some([.., b' ' | b'\t']) => 1,
            Some([.., 0xe3, 0x80, 0x80]) => 3,
            _ => break,
        };
    }
    Span::new(start, end)
}

/// What stands between the quotes of a quoted text; an unclosed one goes on to its end.
pub(crate) fn unquoted(text: &str, span: Span) -> Span {
    let quoted = span.of(text);
    let Some(open) = quoted.chars().next() else { return span };
    let start = span.start + width(open);
    let end = match quoted.chars().next_back() {
        Some(close @ ('"' | '”')) if span.len() > width(open) => span.end - width(close),
        _ => span.end,
    };
    Span::new(start, end)
}

/// A quoted text is at most so many bytes long: no label is, and a quote that nothing closes costs no more.
const QUOTED: u32 = 4096;

/// The end of a quoted text that begins at an offset: behind its closing quote, or `None` where there is none
/// before `to`. Inside `“…”` further `“…”` may nest.
pub(crate) fn quote_end(text: &str, from: u32, to: u32) -> Option<u32> {
    let mut end = to.min(from + QUOTED);
    while !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    let inner = Span::new(from, end).of(text);
    let mut depth = 0u32;
    let plain = inner.starts_with('"');
    for (at, c) in inner.char_indices() {
        match c {
            '"' if plain && at > 0 => return Some(from + at as u32 + 1),
            '“' if !plain => depth += 1,
            '”' if !plain => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(from + at as u32 + width(c));
                }
            }
            _ => {}
        }
    }
    None
}
