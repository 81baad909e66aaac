//! Tokens: what every byte of the text is taken for. A flat array; a token ends where the next one starts.

use crossfoot_source::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A byte order mark.
    Bom,
    /// `\n`, `\r\n` or a lone `\r`.
    LineEnd,
    /// Spaces, tabs, U+3000.
    Space,
    /// `// …` up to the end of the line.
    Comment,
    /// Anything kept as typed: prose, a label, a file's name, a unit, what cannot be read.
    Text,
    /// `\` and a mark.
    Escape,
    /// `{`
    OpenFigure,
    /// `}`
    CloseFigure,
    /// `**`
    Stars,
    /// `[` of a link, `![` of an image.
    OpenLink,
    /// `](`
    MiddleLink,
    /// `)` of a link or image.
    CloseLink,
    /// `[^name]`
    NoteRef,
    /// `#` to `######`
    HeadingMark,
    /// `-` of a list item.
    ItemMark,
    /// `[^name]:`
    FootnoteMark,
    /// `<<<<<<<` to `>>>>>>>`: what a version control system could not merge.
    Conflict,
    /// `@`
    At,
    /// The word behind `@`.
    Word,
    /// A plain word.
    Name,
    /// `"…"`, `“…”`
    Quoted,
    /// Digits, perhaps with a point, perhaps with `万`, `亿`, `%`.
    Number,
    /// Digits where they are a name.
    Digits,
    /// `n/a`, `不适用`
    NotApplicable,
    /// `.`
    Dot,
    /// `..`
    DotDot,
    /// `*`
    Star,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `/`
    Slash,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `=`
    Equals,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// A function's name before `(`.
    Function,
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
    /// `is`
    Is,
    /// `in`
    In,
    /// `within`
    Within,
    /// `else`
    Else,
    /// `blank`, `missing` behind `is`.
    Absent,
    /// `as`
    As,
    /// `for each`
    Each,
    /// `of`
    Of,
    /// `at`
    AtFigure,
    /// `from`
    From,
    /// `ends`
    Ends,
    /// `|`
    Bar,
    /// A tab that separates cells.
    Tab,
    /// `up`, `下降`
    Direction,
    /// `近`, `about`, `以上`
    Hedge,
    /// `$`, `USD` in front of a number.
    Currency,
    /// The digits of a figure: `1,234.5`, `二十三`.
    Numeral,
    /// `万`, `million`
    Scale,
    /// What a figure counts or measures.
    Unit,
    /// A note in brackets behind a figure.
    Note,
    /// `2024-09-30`, `2024年9月30日`
    Date,
    /// `—`, `-`, `/` alone in a cell; an entry of `@accept`.
    Mark,
    /// `2021`, `FY2024`, `2021-H1`
    Period,
    /// A mark that means nothing here.
    Stray,
}

impl Kind {
    /// May an operand end so? A `-` behind it is no sign.
    pub const fn ends_operand(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Number
                | Self::Digits
                | Self::Quoted
                | Self::Star
                | Self::NotApplicable
                | Self::CloseParen
                | Self::CloseBracket
        )
    }
}

/// The tokens of a text. Joined, they are the text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    kinds: Vec<Kind>,
    starts: Vec<u32>,
    end: u32,
}

impl Tokens {
    /// Room for the tokens of a text of so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Self {
        let tokens = bytes / 6;
        Self { kinds: Vec::with_capacity(tokens), starts: Vec::with_capacity(tokens), end: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// What the `at`-th is.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied()
    }

    /// Where the `at`-th is.
    pub fn span(&self, at: usize) -> Option<Span> {
        let start = *self.starts.get(at)?;
        Some(Span::new(start, self.starts.get(at + 1).copied().unwrap_or(self.end)))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, Span)> + '_ {
        (0..self.len()).filter_map(|at| Some((self.kind(at)?, self.span(at)?)))
    }

    /// The index of the token that an offset lies in.
    pub fn at(&self, offset: u32) -> Option<usize> {
        self.starts.partition_point(|start| *start <= offset).checked_sub(1)
    }

    /// Where the last token ends: up to there the text is in tokens.
    pub(crate) fn end(&self) -> u32 {
        self.end
    }

    /// Everything from the last token's end up to `end` is one token; nothing if there is nothing.
    pub(crate) fn push(&mut self, kind: Kind, end: u32) {
        if end > self.end {
            self.kinds.push(kind);
            self.starts.push(self.end);
            self.end = end;
        }
    }
}
