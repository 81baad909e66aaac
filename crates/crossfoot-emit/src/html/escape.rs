//! Text and addresses in HTML.

use std::fmt::Write;

/// Is it a byte that may not stand as it is? `0xc2` begins U+0080 to U+00BF, of which the first 32 are controls.
const fn is_special(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | b'&' | b'<' | b'>' | b'"')
}

/// Writes a text so that it is text: in an element, or in an attribute between double quotes. Control characters,
/// which HTML does not have, become U+FFFD.
pub(crate) fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let special = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| is_special(*byte)).map(|at| from + at)
    };
    let (mut done, mut from) = (0, 0);
    while let Some(at) = special(from) {
        let (instead, len) = match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'&'), _) => ("&amp;", 1),
            (Some(b'<'), _) => ("&lt;", 1),
            (Some(b'>'), _) => ("&gt;", 1),
            (Some(b'"'), _) => ("&quot;", 1),
            (Some(0xc2), Some(0x80..0xa0)) => ("\u{fffd}", 2),
            (Some(0xc2), _) => {
                from = at + 2;
                continue;
            }
            _ => ("\u{fffd}", 1),
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(instead);
        from = at + len;
        done = from;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// May a link lead there? Only to the web, to a mailbox, or to somewhere beside the page.
pub(super) fn is_safe_link(address: &str) -> bool {
    match scheme(address) {
        Some(scheme) => ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => is_beside(address),
    }
}

/// May a picture be shown? Only one that lies beside the page: nothing is fetched from elsewhere.
pub(super) fn is_safe_image(path: &str) -> bool {
    scheme(path).is_none() && is_beside(path)
}

/// What stands before the first `:`, if that is before any `/`, `?` or `#`: how a browser tells addresses apart.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address.get(..end).filter(|_| address.get(end..).is_some_and(|rest| rest.starts_with(':')))
}

/// A relative address without anything that a browser drops or reads as something else.
fn is_beside(address: &str) -> bool {
    let begins_elsewhere = address.starts_with(['/', '\\'])
        && address.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']));
    !address.is_empty() && !begins_elsewhere && !address.contains(|c: char| c.is_control())
}

/// Writes an address into an attribute between double quotes, with what no address has written by its code.
pub(super) fn address(out: &mut String, address: &str) {
    let is_foreign = |c: char| matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let (address, mut done) = (address.trim(), 0);
    for (at, foreign) in address.match_indices(is_foreign) {
        escape(out, address.get(done..at).unwrap_or_default());
        for byte in foreign.bytes() {
            // Writing to a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        done = at + foreign.len();
    }
    escape(out, address.get(done..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text);
        out
    }

    #[test]
    fn what_is_text_stays_text() {
        assert_eq!(escaped(""), "");
        assert_eq!(escaped("收到<3件 & \"x\" >1"), "收到&lt;3件 &amp; &quot;x&quot; &gt;1");
        assert_eq!(
            escaped("a\0b\u{1b}[31m\u{7f}\u{9b}\u{a0}é\tz"),
            "a\u{fffd}b\u{fffd}[31m\u{fffd}\u{fffd}\u{a0}é\tz"
        );
        assert_eq!(escaped("<<&&"), "&lt;&lt;&amp;&amp;");
        assert_eq!(escaped("\u{80}<\u{bf}"), "\u{fffd}&lt;\u{bf}");
    }

    #[test]
    fn links_lead_to_the_web_or_beside_the_page() {
        for good in [
            "http://a.cn/x?y=1:2",
            "HTTPS://a.cn",
            "mailto:a@b.cn",
            "附件.pdf",
            "a/b:c",
            "#表三",
            "?q=a:b",
            "/top",
        ] {
            assert!(is_safe_link(good), "{good}");
        }
        let bad = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.cn",
            "\\\\evil.cn",
            "/\\evil.cn",
            "",
            "a\0b",
            ":x",
        ];
        for bad in bad {
            assert!(!is_safe_link(bad), "{bad:?}");
        }
    }

    #[test]
    fn addresses_have_no_mark_of_another_kind() {
        let mut out = String::new();
        address(&mut out, " 图 一.png?a=1&b=\"<2>\" ");
        assert_eq!(out, "图%20一.png?a=1&amp;b=%22%3C2%3E%22");
    }

    #[test]
    fn pictures_lie_beside_the_page() {
        assert!(is_safe_image("图/一.png"));
        assert!(!is_safe_image("https://a.cn/pixel.gif"));
        assert!(!is_safe_image("//a.cn/pixel.gif"));
    }
}
