//! Text from a report as it may be shown on a terminal: nothing in it moves the cursor, changes
//! colours, reverses the direction of reading or is invisible.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// How a character is shown; `None` if as it is.
pub fn substitute(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "    ",
        // ESC has a picture of its own; the other control characters are equally unwelcome.
        '\u{1b}' => "␛",
        '\u{7f}' => "␡",
        '\0'..='\u{1f}' | '\u{80}'..='\u{9f}' => "�",
        // Line ends for some programs, though not for editors.
        '\u{2028}' | '\u{2029}' => "�",
        // Marks that reverse the direction of reading.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "�",
        // Joiners and selectors: without them each part of an emoji stands for itself, so that what
        // stands beneath it is where it should be on any terminal.
        '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => "",
        // Invisible otherwise.
        '\u{200b}' | '\u{200c}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => "�",
        '\u{3000}' => "  ",
        _ => return None,
    })
}

/// A text on one line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| substitute(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            '\r' => {}
            '\u{3000}' => out.push(c),
            _ => match substitute(c) {
                Some(shown) => out.push_str(shown),
                None => out.push(c),
            },
        }
    }
    Cow::Owned(out)
}

/// A text on one line, cut where it is wider than so many columns.
pub fn clipped(text: &str, columns: usize) -> String {
    let text = one_line(text);
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += width(c);
        if used > columns {
            let kept = text.get(..at).unwrap_or_default();
            return format!("{}…", kept.trim_end());
        }
    }
    text.into_owned()
}

/// How many columns a character takes.
pub fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(one_line("a\u{1b}[31mb\r\nc\u{9b}d\u{202e}e"), "a␛[31mb c�d�e");
        assert!(matches!(one_line("一、总体情况"), Cow::Borrowed(_)));
    }

    #[test]
    fn clipping_counts_columns() {
        assert_eq!(clipped("表三“予以公开”行", 8), "表三“予…");
        assert_eq!(clipped("abc", 3), "abc");
    }
}
