//! The words of the language, generated from `grammar/keywords.toml`: for each section an enum, a list
//! and a look-up by the exact word.

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// How two sides of a rule compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelOp {
    /// `=`
    Eq,
    /// `≠`
    Ne,
    /// `<`
    Lt,
    /// `≤`
    Le,
    /// `>`
    Gt,
    /// `≥`
    Ge,
}

/// How two figures are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

impl Scale {
    /// The power of ten that it stands for.
    pub const fn power(self) -> u8 {
        match self {
            Self::Hundred => 2,
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::HundredThousand => 5,
            Self::Million => 6,
            Self::TenMillion => 7,
            Self::HundredMillion => 8,
            Self::Billion => 9,
            Self::TenBillion => 10,
            Self::HundredBillion => 11,
            Self::Trillion => 12,
        }
    }
}

/// The longest word of a list with which a text begins, and its length in bytes. Latin letters are read in
/// either case, and a Latin word ends where its letters end.
pub fn begins<T: Copy>(list: &[(&str, T)], text: &str) -> Option<(T, usize)> {
    let bytes = text.as_bytes();
    list.iter().find_map(|(word, value)| {
        // Most words differ in their last byte: of Chinese characters it is the first ones that are alike.
        let head = bytes.get(..word.len()).filter(|head| ends_alike(head, word.as_bytes()))?;
        let whole = !word.ends_with(|c: char| c.is_ascii_alphabetic())
            || !bytes.get(word.len()).is_some_and(u8::is_ascii_alphabetic);
        (whole && head.eq_ignore_ascii_case(word.as_bytes())).then_some((*value, word.len()))
    })
}

/// The word of a list with which a text ends, and its length in bytes.
pub fn ends<T: Copy>(list: &[(&str, T)], text: &str) -> Option<(T, usize)> {
    let same = |word: &str| ends_alike(text.as_bytes(), word.as_bytes()) && text.ends_with(word);
    list.iter().find_map(|(word, value)| same(word).then_some((*value, word.len())))
}

/// May they be the same word in either case, by their last bytes?
fn ends_alike(a: &[u8], b: &[u8]) -> bool {
    matches!((a, b), ([.., a], [.., b]) if a | 0x20 == b | 0x20)
}

/// The word that was probably meant: at most one wrong, missing or exchanged letter in three.
pub fn nearest<'w>(words: impl Iterator<Item = &'w str>, typed: &str) -> Option<&'w str> {
    let typed: Vec<char> = typed.chars().take(32).flat_map(char::to_lowercase).collect();
    words
        .filter_map(|word| {
            let meant: Vec<char> = word.chars().collect();
            let distance = distance(&typed, &meant);
            (distance * 3 <= typed.len().max(meant.len()).max(2) + 1 && distance < meant.len())
                .then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters must be put in, left out or replaced, or neighbours exchanged, to get from one word to the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    for (y, a) in from.iter().enumerate() {
        let mut row = vec![y + 1];
        for (x, b) in to.iter().enumerate() {
            let replaced = at(&above, x) + usize::from(a != b);
            let mut best = replaced.min(at(&above, x + 1) + 1).min(at(&row, x) + 1);
            let exchanged = x > 0 && y > 0 && to.get(x - 1) == Some(a) && from.get(y - 1) == Some(b);
            if exchanged {
                best = best.min(at(&before, x - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    at(&above, to.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars::is_numeral;

    #[test]
    fn both_languages() {
        assert_eq!(function("sum"), Some(Function::Sum));
        assert_eq!(function("求和"), Some(Function::Sum));
        assert_eq!(function("Sum"), None);
        assert_eq!(absent("n/a"), Some(AbsentWord::Na));
        assert_eq!(PropertyWord::AcceptNote.english(), "accept note");
        assert_eq!(HeadWord::Check.chinese(), "核对");
        assert_eq!(measure("增减数"), Some(MeasureWord::Signed));
    }

    #[test]
    fn the_longest_word_in_front() {
        assert_eq!(begins(HEDGE, "达到5件"), Some((Hedge::Reached, "达到".len())));
        assert_eq!(begins(HEDGE, "Nearly 100"), Some((Hedge::Nearly, 6)));
        assert_eq!(begins(HEDGE, "overt"), None);
        assert_eq!(begins(DIRECTION, "up 3%"), Some((Direction::Up, 2)));
        assert!(SCALE.iter().all(|(word, _)| word.starts_with(|c| is_numeral(c) || c.is_ascii_alphabetic())));
        assert_eq!(begins(SCALE, "万亿元"), Some((Scale::Trillion, 6)));
    }

    #[test]
    fn the_nearest_word() {
        let heads = || HEAD.iter().map(|(word, _)| *word);
        assert_eq!(nearest(heads(), "tabel"), Some("table"));
        assert_eq!(nearest(heads(), "chek"), Some("check"));
        assert_eq!(nearest(heads(), "核队"), Some("核对"));
        assert_eq!(nearest(heads(), "完全不同"), None);
    }
}
