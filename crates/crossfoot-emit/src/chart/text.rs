//! How much room text takes, and how it is broken into lines. The font is the page's, so all widths are estimates.

use crossfoot_model::label::is_cjk;

use super::scale::{Px, UNIT};

/// The size of all text.
pub(super) const SIZE: Px = 13 * UNIT;
/// From one line to the next.
pub(super) const LINE: Px = 16 * UNIT;

/// From the top of a line to where its letters stand, and from the middle of its letters.
pub(super) const BASELINE: Px = LINE - SIZE / 4;
pub(super) const MIDDLE: Px = SIZE * 36 / 100;

/// How wide a text is.
pub(super) fn width(text: &str) -> Px {
    text.chars().map(advance).sum::<Px>() * SIZE / 100
}

/// How wide a character is, in hundredths of its height. Rather too much than too little.
fn advance(c: char) -> Px {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' | 'I' | 'f' | 't' | 'r' | '('
        | ')' | '-' => 38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 92,
        'A'..='Z' | '&' => 74,
        _ if is_cjk(c) || c > '\u{2fff}' => 100,
        _ => 58,
    }
}

/// A text in lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// The lines; none for an empty text.
    pub lines: Vec<String>,
    /// Something was left out.
    pub is_cut: bool,
}

impl Lines {
    /// The width of the widest line.
    pub fn width(&self) -> Px {
        self.lines.iter().map(|line| width(line)).max().unwrap_or(0)
    }

    /// The height of all lines.
    pub fn height(&self) -> Px {
        self.lines.len() as Px * LINE
    }
}

/// Breaks a text into at most so many lines of a width. What does not fit is left out, with `…` in its place.
pub(super) fn wrap(text: &str, room: Px, most: usize) -> Lines {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text.trim()) {
        if width(&line) + width(piece.trim_end()) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if width(piece.trim_end()) <= room {
            line.push_str(piece);
            continue;
        }
        for c in piece.chars() {
            if width(&line) + width(c.encode_utf8(&mut [0; 4])) > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    if is_cut && let Some(last) = lines.last_mut() {
        while width(last) + width("…") > room && last.pop().is_some() {}
        last.push('…');
    }
    Lines { lines, is_cut }
}

/// The width of the widest part that is not broken unless it must be.
pub(super) fn widest_piece(text: &str) -> Px {
    pieces(text.trim()).map(|piece| width(piece.trim_end())).max().unwrap_or(0)
}

/// Where a line may be broken: behind white space, and between Chinese characters that are no marks and no unit.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let chars = rest.char_indices().zip(rest.chars().skip(1));
        let end = chars.into_iter().find_map(|((at, before), behind)| {
            let breaks = before.is_whitespace()
                || (is_cjk(before) || is_cjk(behind))
                    && !is_opening(before)
                    && !is_closing(behind)
                    && !before.is_ascii_digit();
            (breaks && !behind.is_whitespace()).then_some(at + before.len_utf8())
        });
        let (piece, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '“' | '‘' | '《' | '〈' | '【' | '(' | '[')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '）' | '”'
            | '’'
            | '》'
            | '〉'
            | '】'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | ')'
            | ']'
            | ','
            | '%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: Px, most: usize) -> Vec<String> {
        wrap(text, room, most).lines
    }

    #[test]
    fn lines_break_between_words_and_between_chinese_characters() {
        assert_eq!(
            lines("Cost of materials and labour", 90 * UNIT, 9),
            ["Cost of", "materials and", "labour"]
        );
        assert_eq!(lines("要求行政机关确认", 4 * SIZE, 9), ["要求行政", "机关确认"]);
        assert_eq!(lines("行政许可（含备案）", 5 * SIZE, 9), ["行政许可", "（含备案）"]);
        assert_eq!(lines("至2023年末", 4 * SIZE, 9), ["至", "2023年", "末"]);
        assert_eq!(lines("规章、文件", 2 * SIZE, 9), ["规", "章、", "文件"]);
        assert_eq!(lines("Donaudampfschifffahrt", 60 * UNIT, 9).concat(), "Donaudampfschifffahrt");
        assert_eq!(lines("", 60 * UNIT, 2), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let cut = wrap("申请人无正当理由逾期不补正", 5 * SIZE, 2);
        assert_eq!(cut, Lines { lines: vec!["申请人无正".to_owned(), "当理由逾…".to_owned()], is_cut: true });
        assert!(cut.width() <= 5 * SIZE);
        assert!(!wrap("短", 5 * SIZE, 1).is_cut);
    }
}
