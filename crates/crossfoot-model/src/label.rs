//! When two names are the same name, and two labels the same label.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A name as it is compared: in NFC.
pub fn name(text: &str) -> Cow<'_, str> {
    // ASCII and U+4000 to U+9FFF, which is nearly all there is: by what their characters begin with.
    let is_plain = |byte: u8| byte < 0xc0 || matches!(byte, 0xe4..=0xe9);
    if text.bytes().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A label as it is compared: in NFKC, without what cannot be seen, in lower case.
pub fn squash(text: &str) -> String {
    let quick: Option<String> = text.chars().filter(|c| !is_unseen(*c)).map(quick).collect();
    quick.unwrap_or_else(|| text.nfkc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).collect())
}

/// White space, or a control character that takes no room: of width zero, or for the direction of writing.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Do two labels say the same?
pub fn same(a: &str, b: &str) -> bool {
    let mut letters = a.chars().filter(|c| !is_unseen(*c));
    let mut others = b.chars().filter(|c| !is_unseen(*c));
    loop {
        match (letters.next().map(quick), others.next().map(quick)) {
            (None, None) => return true,
            (Some(None), _) | (_, Some(None)) => return squash(a) == squash(b),
            (Some(letter), Some(other)) if letter == other => {}
            _ => return false,
        }
    }
}

/// What a character of ASCII, of Chinese text or of its punctuation is compared as: nearly all there is.
fn quick(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        '\u{3400}'..='\u{9fff}' | '\u{3000}'..='\u{301b}' | '“' | '”' | '‘' | '’' | '—' | '–' => {
            Some(c)
        }
        // Full-width forms stand as far behind ASCII as the first of them.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// The one of the candidates that was most likely meant: at most a third of it may be different.
pub fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let typed: Vec<char> = squash(typed).chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = squash(candidate).chars().collect();
        let limit = best.map_or(letters.len().max(typed.len()) / 3, |(best, _)| best.saturating_sub(1));
        if letters.len().abs_diff(typed.len()) > limit {
            continue;
        }
        let distance = distance(&typed, &letters);
        if distance <= limit {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out, changed or exchanged with their neighbour
/// (the restricted Damerau–Levenshtein distance).
fn distance(a: &[char], b: &[char]) -> usize {
    let at = |row: &[usize], n: usize| row.get(n).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut cost =
                (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    at(&above, b.len())
}

/// Is it a character of Chinese text, next to which a line end is no space?
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_without_width_and_space() {
        assert!(same("3.危及“三安全一稳定”", "３．危及 “三安全一稳定”"));
        assert!(!same("信访", "信访举报"));
    }

    /// The quick way and the whole way agree on every character that the quick way takes.
    #[test]
    fn the_quick_way_is_the_same() {
        for c in ('\0'..='\u{ffff}').filter(|c| quick(*c).is_some()) {
            let text = format!("a{c}b");
            let whole: String =
                text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
            assert_eq!(squash(&text), whole, "{c:?}");
        }
    }

    #[test]
    fn the_nearest_is_near() {
        assert_eq!(nearest("予以公幵", ["予以公开", "部分公开"]), Some("予以公开"));
        assert_eq!(nearest("全然不同", ["予以公开", "部分公开"]), None);
        assert_eq!(nearest("recieved", ["received", "processed"]), Some("received"));
    }
}
