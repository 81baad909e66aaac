//! Bytes to text, or to the reason why they are none.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crossfoot_source::{LineIndex, Message};

/// A whole file, as text. `name` is what it is called where it cannot be read.
pub fn file(name: &str, path: &Path) -> Result<String, Message> {
    let file = File::open(path).map_err(|error| unreadable(name, &error))?;
    let size = file.metadata().map_or(0, |about| about.len());
    text(name, file, size)
}

/// Everything there is to read, as text; probably so many bytes.
pub fn text(name: &str, from: impl Read, size: u64) -> Result<String, Message> {
    // Positions are 32-bit offsets.
    let most = u64::from(u32::MAX) - 1;
    // One more than there is, so that its end is seen without growing.
    let mut bytes = Vec::with_capacity(size.min(most) as usize + 1);
    from.take(most + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > most {
        return Err(Message::new(format!("{name}: larger than 4 GiB"), format!("{name}：文件超过4 GiB")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        not_utf8(name, error.as_bytes(), valid)
    })
}

fn unreadable(name: &str, error: &io::Error) -> Message {
    Message::new(format!("{name}: {error}"), format!("{name}：无法读取（{error}）"))
}

/// Says from where on a file is no UTF-8, and what it may be instead.
fn not_utf8(name: &str, bytes: &[u8], valid: usize) -> Message {
    let (before, behind) = bytes.split_at_checked(valid).unwrap_or((bytes, &[]));
    let line = LineIndex::new(&String::from_utf8_lossy(before)).count();
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let guess = match (utf16, looks_like_gbk(behind)) {
        (true, _) => Some("UTF-16"),
        (false, true) => Some("GBK"),
        (false, false) => None,
    };
    let (en, zh) = guess.map_or_else(Default::default, |guess| {
        (format!("; it looks like {guess}, save it as UTF-8"), format!("，看来是{guess}编码，请另存为UTF-8"))
    });
    Message::new(
        format!("{name}: not UTF-8 from byte {valid} (line {line}) on{en}"),
        format!("{name}：从第{valid}字节（第{line}行）起不是UTF-8{zh}"),
    )
}

/// Are all bytes beyond ASCII pairs of a GBK lead and trail byte (GB 18030, two-byte part)?
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        let pair = match byte {
            0..=0x7f => continue,
            0x81..=0xfe => bytes.next(),
            _ => return false,
        };
        if !matches!(pair, Some(0x40..=0x7e | 0x80..=0xfe)) {
            return false;
        }
    }
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// 信息 in GBK, behind two good lines.
    #[test]
    fn gbk_is_recognised() {
        let why = text("a.xfoot", &b"@\xe6\x8a\xa5\n\n\xd0\xc5\xcf\xa2 4\n"[..], 0).unwrap_err();
        assert_eq!(why.en, "a.xfoot: not UTF-8 from byte 6 (line 3) on; it looks like GBK, save it as UTF-8");
        let why = text("a.xfoot", &b"a\xff\xff"[..], 0).unwrap_err();
        assert_eq!(why.en, "a.xfoot: not UTF-8 from byte 1 (line 1) on");
        let why = text("a.xfoot", &b"\xff\xfea\0"[..], 0).unwrap_err();
        assert!(why.zh.ends_with("看来是UTF-16编码，请另存为UTF-8"));
    }
}
