//! Highlighting as the protocol packs it: five numbers a token, each relative to the token before.

use std::sync::atomic::{AtomicU32, Ordering};

use crossfoot_ide::{self as ide, TokenKind};
use crossfoot_source::Span;
use tower_lsp::ls_types::*;

use crate::desk::Sitting;

/// The kinds of token, in the order of their numbers. Where the protocol has a word it is that, so that any theme has
/// a colour for it.
const KINDS: [(TokenKind, SemanticTokenType); 15] = [
    (TokenKind::Keyword, SemanticTokenType::KEYWORD),
    (TokenKind::Operator, SemanticTokenType::OPERATOR),
    (TokenKind::Function, SemanticTokenType::FUNCTION),
    (TokenKind::Variable, SemanticTokenType::VARIABLE),
    (TokenKind::String, SemanticTokenType::STRING),
    (TokenKind::Number, SemanticTokenType::NUMBER),
    (TokenKind::Unit, SemanticTokenType::TYPE),
    (TokenKind::Heading, SemanticTokenType::new("heading")),
    (TokenKind::Comment, SemanticTokenType::COMMENT),
    (TokenKind::Brace, SemanticTokenType::new("brace")),
    (TokenKind::Label, SemanticTokenType::PROPERTY),
    (TokenKind::Bar, SemanticTokenType::new("bar")),
    (TokenKind::Mark, SemanticTokenType::DECORATOR),
    (TokenKind::Footnote, SemanticTokenType::new("footnote")),
    (TokenKind::Stray, SemanticTokenType::new("stray")),
];

/// What else is known of a token, in the order of the bits.
const MODIFIERS: [SemanticTokenModifier; 4] = [
    SemanticTokenModifier::new("computed"),
    SemanticTokenModifier::new("stated"),
    SemanticTokenModifier::new("tied"),
    SemanticTokenModifier::new("broken"),
];

pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: KINDS.into_iter().map(|(_, name)| name).collect(),
        token_modifiers: MODIFIERS.to_vec(),
    }
}

/// The tokens of a document, or of a part of it.
pub fn tokens(sitting: &Sitting<'_>, part: Option<Span>) -> Vec<SemanticToken> {
    let mut last = Position::default();
    let pack = |it: ide::Token| {
        let range = sitting.range(it.span);
        let kind = KINDS.iter().position(|(kind, _)| *kind == it.kind)?;
        let delta_line = range.start.line - last.line;
        let before = if delta_line == 0 { last.character } else { 0 };
        last = range.start;
        Some(SemanticToken {
            delta_line,
            delta_start: range.start.character - before,
            length: range.end.character.saturating_sub(range.start.character),
            token_type: kind as u32,
            token_modifiers_bitset: u32::from(it.modifiers.0),
        })
    };
    ide::tokens(&sitting.snapshot(), part).into_iter().filter_map(pack).collect()
}

/// The tokens of a whole document, remembered for the next time.
pub fn whole(sitting: &Sitting<'_>) -> SemanticTokens {
    let data = tokens(sitting, None);
    SemanticTokens { result_id: Some(sitting.paper.tokens.borrow_mut().keep(&data)), data }
}

/// What has changed since the tokens that an editor has; all of them where it has others than it was sent last.
pub fn since(sitting: &Sitting<'_>, known: &str) -> SemanticTokensFullDeltaResult {
    let sent = sitting.paper.tokens.take();
    if sent.id != known {
        return SemanticTokensFullDeltaResult::Tokens(whole(sitting));
    }
    let data = tokens(sitting, None);
    let edits = delta(&sent.data, &data);
    let result_id = Some(sitting.paper.tokens.borrow_mut().keep(&data));
    SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id, edits })
}

/// The tokens that an editor was sent last.
#[derive(Default)]
pub struct Sent {
    id: String,
    data: Vec<SemanticToken>,
}

impl Sent {
    /// Remembers what is sent, under a name that no other tokens of the document have.
    fn keep(&mut self, data: &[SemanticToken]) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        *self = Self { id: NEXT.fetch_add(1, Ordering::Relaxed).to_string(), data: data.to_vec() };
        self.id.clone()
    }
}

/// What turns one list of tokens into another: the stretch between what both begin and end with.
fn delta(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let front = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(front..).unwrap_or_default(), new.get(front..).unwrap_or_default());
    let back = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (gone, come) = (old.len() - back, new.get(..new.len() - back).unwrap_or_default());
    if gone == 0 && come.is_empty() {
        return Vec::new();
    }
    // The protocol counts in numbers, five to a token.
    vec![SemanticTokensEdit {
        start: front as u32 * 5,
        delete_count: gone as u32 * 5,
        data: Some(come.to_vec()),
    }]
}
