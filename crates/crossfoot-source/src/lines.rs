use crate::Span;

/// Where each line of a text begins. `\n`, `\r\n` and a lone `\r` end a line, as in editors.
///
/// This is the one door between byte offsets and positions for people.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

/// A place for people and for editors, everything from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// Bytes before it on its line.
    pub byte: u32,
    /// Characters (Unicode scalar values) before it on its line.
    pub character: u32,
    /// UTF-16 code units before it on its line.
    pub utf16: u32,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts, len: text.len() as u32 }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line, from 0, in which an offset lies.
    pub fn line_of(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|start| *start <= offset) as u32).saturating_sub(1)
    }

    /// A line's bytes, with what ends it.
    pub fn line(&self, line: u32) -> Span {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.len);
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(self.len);
        Span::new(start, end)
    }

    /// Where an offset is. An offset inside a character, or past the end, is moved back to a boundary.
    /// A byte order mark at the beginning of the text is three bytes, but no character: editors do not show it.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset as u32);
        let start = self.line(line).start;
        let before = Span::new(start, offset as u32).of(text);
        let seen = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        Position {
            line,
            byte: before.len() as u32,
            character: seen.chars().count() as u32,
            utf16: seen.chars().map(|c| c.len_utf16() as u32).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_in_editors() {
        let text = "a\r\nb\rc\n\u{2028}d";
        let lines = LineIndex::new(text);
        let parts: Vec<_> = (0..lines.count()).map(|n| lines.line(n).of(text)).collect();
        assert_eq!(parts, ["a\r\n", "b\r", "c\n", "\u{2028}d"]);
    }

    #[test]
    fn columns_behind_wide_characters() {
        let text = "\u{feff}é件😀x";
        let at = LineIndex::new(text).position(text, text.find('x').map_or(0, |at| at as u32));
        assert_eq!((at.line, at.byte, at.character, at.utf16), (0, 12, 3, 4));
    }
}
