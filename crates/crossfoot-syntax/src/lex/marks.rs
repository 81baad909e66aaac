//! The marks with which something other than text may begin.

use std::ops::Range;

use memchr::{memchr2, memchr3, memmem};

/// Finds the marks of a text, from its beginning to its end. Each search goes on only when what it found lies behind:
/// text is long and marks are few.
pub(crate) struct Marks<'t> {
    text: &'t [u8],
    /// For each search a stretch in which nothing begins, up to what it found.
    clear: [Range<usize>; SEARCHES.len()],
}

/// Finds the first of a few marks.
type Search = fn(&[u8]) -> Option<usize>;

const SEARCHES: [Search; 4] = [
    |text| memchr3(b'{', b'[', b'*', text),
    |text| memchr2(b'!', b'\\', text),
    |text| memmem::find(text, "｛".as_bytes()),
    |text| memmem::find(text, "「".as_bytes()),
];

impl<'t> Marks<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        Self { text, clear: SEARCHES.map(|search| 0..search(text).unwrap_or(text.len())) }
    }

    /// The first mark from an offset on, before `to`.
    pub(crate) fn next(&mut self, from: u32, to: u32) -> Option<u32> {
        let from = from as usize;
        for (clear, search) in self.clear.iter_mut().zip(SEARCHES) {
            if from < clear.start || from > clear.end {
                let rest = self.text.get(from..).unwrap_or_default();
                *clear = from..from + search(rest).unwrap_or(rest.len());
            }
        }
        let first = self.clear.iter().map(|clear| clear.end as u32).min();
        first.filter(|first| *first < to)
    }
}
