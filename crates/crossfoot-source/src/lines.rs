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

/// In what an editor counts the columns of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Position {
    /// The column in what an editor counts.
    pub const fn column(&self, columns: Columns) -> u32 {
        match columns {
            Columns::Utf8 => self.byte,
            Columns::Utf16 => self.utf16,
            Columns::Utf32 => self.character,
        }
    }
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        line_starts(text.as_bytes(), 0, text.len(), &mut starts);
        Self { starts, len: text.len() as u32 }
    }

    /// Follows a change: `text` is the text after it, in which so many bytes stand where `span` was replaced.
    pub fn edit(&mut self, text: &str, span: Span, inserted: u32) {
        let moved = |offset: u32| offset - span.end + span.start + inserted;
        // A line end just before the change may have become the half of one, so the line before is looked at as well.
        let first = self.line_of(span.start).saturating_sub(1) as usize;
        let behind = self.line_of(span.end) as usize + 1;
        let from = self.starts.get(first).copied().unwrap_or(0);
        let to = self.starts.get(behind).map_or(text.len() as u32, |start| moved(*start));
        let mut between = Vec::new();
        line_starts(text.as_bytes(), from as usize, to as usize, &mut between);
        for start in self.starts.get_mut(behind..).unwrap_or_default() {
            *start = moved(*start);
        }
        // What begins at `to` is the next line, if there is one: it is there already.
        if behind < self.starts.len() && between.last() == Some(&to) {
            between.pop();
        }
        self.starts.splice(first + 1..behind, between);
        self.len = text.len() as u32;
    }

    /// Where a place is, given by line and column as an editor counts them. What lies behind the end of a line, or
    /// inside a character, is moved back; what lies behind the last line is the end.
    pub fn offset(&self, text: &str, line: u32, column: u32, columns: Columns) -> u32 {
        if line >= self.count() {
            return self.len;
        }
        let span = self.line(line);
        let content = span.of(text);
        // A byte order mark is no character, but it is bytes.
        let mark = if span.start == 0 && columns != Columns::Utf8 && content.starts_with('\u{feff}') {
            3
        } else {
            0
        };
        let (mut at, mut seen) = (mark as usize, 0);
        for c in content.get(at..).unwrap_or_default().chars() {
            let width = match columns {
                Columns::Utf8 => c.len_utf8(),
                Columns::Utf16 => c.len_utf16(),
                Columns::Utf32 => 1,
            } as u32;
            if matches!(c, '\n' | '\r') || seen + width > column {
                break;
            }
            seen += width;
            at += c.len_utf8();
        }
        span.start + at as u32
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

/// Where a line begins behind a line end that lies in a range of the bytes.
fn line_starts(bytes: &[u8], from: usize, to: usize, starts: &mut Vec<u32>) {
    for (at, byte) in (from..to).zip(bytes.get(from..to).unwrap_or_default()) {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            starts.push(at as u32 + 1);
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

    /// Every place of a text with wide characters, each kind of line end and a byte order mark: there and back.
    #[test]
    fn there_and_back_in_every_encoding() {
        let text = "\u{feff}é件😀x\r\n\r\u{2028}表\n\n😀";
        let lines = LineIndex::new(text);
        for columns in [Columns::Utf8, Columns::Utf16, Columns::Utf32] {
            for (at, _) in text.char_indices().filter(|(at, c)| *at > 0 && *c != '\n') {
                let position = lines.position(text, at as u32);
                let back = lines.offset(text, position.line, position.column(columns), columns);
                assert_eq!(back, at as u32, "{columns:?} {position:?}");
            }
        }
        assert_eq!(lines.offset(text, 0, 99, Columns::Utf16), 13);
        assert_eq!(lines.offset(text, 99, 0, Columns::Utf16), text.len() as u32);
        // Inside a surrogate pair.
        assert_eq!(lines.offset(text, 0, 3, Columns::Utf16), 8);
    }

    /// Every replacement of every stretch of a text by every piece gives the lines of the new text.
    #[test]
    fn edits_are_followed() {
        let text = "a\r\nb\rc\n\r\n\rd";
        for start in 0..=text.len() {
            for end in start..=text.len() {
                for piece in ["", "x", "\n", "\r", "\r\n", "\n\r", "x\ny\rz"] {
                    let mut lines = LineIndex::new(text);
                    let mut new = text.to_owned();
                    new.replace_range(start..end, piece);
                    lines.edit(&new, Span::new(start as u32, end as u32), piece.len() as u32);
                    let fresh = LineIndex::new(&new);
                    assert_eq!(
                        (lines.starts, lines.len),
                        (fresh.starts, fresh.len),
                        "{start} {end} {piece:?}"
                    );
                }
            }
        }
    }
}
