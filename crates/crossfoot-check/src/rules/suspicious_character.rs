//! Characters that cannot be seen, or that make the text look different from what it says.

use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity, Span};
use crossfoot_syntax::{
    ast::{BlockKind, Tree},
    token::Kind,
};

use crate::{context::Context, found::Found};

pub static RULE: Rule = Rule {
    name: "suspicious-character",
    severity: Severity::Warning,
    docs: include_str!("suspicious_character.md"),
};

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    let source = cx.model.report;
    let bytes = source.text.as_bytes();
    for (nth, piece) in bytes.chunks(PIECE).enumerate() {
        let from = nth * PIECE;
        let behind = bytes.get(from + 1..).unwrap_or_default();
        let has_pair = |any: bool, (byte, next): (&u8, &u8)| any | may_begin_one(*byte, *next);
        // A whole piece is looked at without a branch; behind the last one there is no next byte.
        if behind.len() >= PIECE && !piece.iter().zip(behind).fold(false, has_pair) {
            continue;
        }
        for at in from..from + piece.len() {
            let Some(c) = source.text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let Some(what) = what(c) else { continue };
            let span = Span::new(at as u32, at as u32 + c.len_utf8() as u32);
            if what.only_in_language && (at == 0 || is_prose(&source.tree, span.start)) {
                continue;
            }
            out.push(found(c, &what, span));
        }
    }
}

/// So many bytes are passed over at once.
const PIECE: usize = 64;

/// The first two bytes of characters that may be meant. The last four begin U+0080–U+00BF, U+0600–U+063F,
/// U+2000–U+207F and U+FEC0–U+FEFF.
const fn may_begin_one(byte: u8, next: u8) -> bool {
    matches!(
        (byte, next),
        (0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xd8, _) | (0xe2, 0x80 | 0x81) | (0xef, 0xbb)
    )
}

struct What {
    en: &'static str,
    zh: &'static str,
    /// Harmless in running text.
    only_in_language: bool,
}

const fn what(c: char) -> Option<What> {
    let (en, zh, only_in_language) = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
            "A mark that turns the direction of writing stands here: what is seen is not what is read.",
            "这里有一个改变文字方向的控制符，看到的和实际的文字可能不一样。",
            false,
        ),
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
            ("A control character stands here.", "这里有一个控制字符。", false)
        }
        '\u{2028}' | '\u{2029}' => (
            "A line or paragraph mark of a word processor stands here; it ends no line in Crossfoot.",
            "这里有一个文字处理软件的换行符，在这里不起换行作用。",
            false,
        ),
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{61c}' => (
            "A character that cannot be seen stands here: names and figures with it differ from those without.",
            "这里有一个看不见的字符，会让名称或数据和看上去的不一样。",
            true,
        ),
        _ => return None,
    };
    Some(What { en, zh, only_in_language })
}

fn is_prose(tree: &Tree, offset: u32) -> bool {
    let kind = tree.tokens.at(offset).and_then(|at| tree.tokens.kind(at));
    let behind = tree.blocks.partition_point(|block| block.span.start <= offset);
    let block = behind.checked_sub(1).and_then(|at| tree.blocks.get(at));
    let is_running = block.is_none_or(|block| {
        block.span.end <= offset
            || matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Item(_) | BlockKind::Footnote { .. })
    });
    kind == Some(Kind::Comment) || (is_running && matches!(kind, Some(Kind::Text | Kind::LineEnd)))
}

fn found(c: char, what: &What, span: Span) -> Found {
    let code = format!("U+{:04X}", c as u32);
    let message = Message::new(format!("{} ({code})", what.en), format!("{}（{code}）", what.zh));
    let kind = if what.only_in_language { FixKind::Safe } else { FixKind::Unsafe };
    Found::new(&RULE, Place::report(span), message).help("Remove it.", "请删去。").fix(
        kind,
        Message::new(format!("Remove {code}"), format!("删去{code}")),
        vec![Edit { span, text: String::new() }],
    )
}
