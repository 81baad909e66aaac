//! Faults: what could not be read as meant. Data only; the words are in `message.rs`.

use crossfoot_source::{Edit, Span};

use crate::token::Kind;

/// A place that could not be read as meant.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: FaultKind,
    /// What mends it; none where only the author can say.
    pub edits: Vec<Edit>,
}

/// What is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Something else should stand here.
    Expected {
        /// What could have stood here.
        expected: ExpectedSet,
        /// What stands here; `None` is the end.
        found: Option<Kind>,
        /// Of what.
        inside: Construct,
    },
    /// An `@` word that is none.
    UnknownWord {
        /// The word that was probably meant.
        nearest: Option<&'static str>,
    },
    /// An `@` word that cannot stand here.
    Misplaced {
        /// In English.
        english: &'static str,
        /// In Chinese.
        chinese: &'static str,
    },
    /// A line of text where only `@` lines, or none, can stand.
    UnexpectedLine,
    /// A row, or an `@` line, cut off from its block by a blank line.
    Gap,
    /// An `@` line that begins a block but is indented.
    IndentedHead,
    /// An `@` line that says something of nothing.
    Loose,
    /// `---|---`.
    MarkdownRule,
    /// A word and its text without a space: `@期间2023`, `K1逐列`, `逐机构`.
    Joined {
        /// The word.
        word: String,
    },
    /// A name with an operator word in it: `a>0且b>0`.
    OperatorInName {
        /// The operator word.
        word: String,
    },
    /// A second property behind one that has a line of its own.
    SharedLine,
    /// A 。 at the end of a rule.
    FinalStop,
    /// `{556}件`.
    UnitOutside,
    /// `「556件」`.
    CornerQuotes,
    /// `[……1]`.
    FootnoteDots,
    /// `<<<<<<<`: two versions of the text, not merged.
    Conflict,
    /// More than 16 levels.
    TooDeep,
    /// More than 32 brackets in one another.
    TooManyBrackets,
    /// An expression of more words and marks than anybody reads.
    TooLong,
    /// `{` without `}` on its line.
    UnclosedFigure,
    /// A quote without its partner on its line.
    UnclosedQuote,
    /// `{}`, `{name:}`.
    EmptyFigure,
    /// Text between braces that is neither a figure nor computed.
    NotAFigure,
    /// Brackets that are no minus: `（120）`.
    WideBrackets,
    /// A cell written with the braces of prose.
    BracesInCell,
    /// A name of several words, or with marks in it, without quotes.
    NeedsQuotes,
    /// A rule without its colon.
    NoColon,
    /// An exception without its reason.
    NoReason,
}

/// What a fault is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construct {
    /// An expression.
    Expression,
    /// What stands before the colon of `@check`.
    CheckHead,
    /// What stands before the `=` of `@let`.
    LetHead,
    /// What stands before the colon of `@allow`.
    AllowHead,
    /// The line of `@table`.
    TableHead,
    /// The line of `@import`.
    ImportHead,
    /// A declaration.
    Declaration,
    /// A line of `@units`.
    UnitLine,
    /// A line beneath `@prior`.
    PriorLine,
    /// A line beneath `@report`.
    FieldLine,
    /// What stands behind `as`.
    Format,
    /// `@period`.
    Period,
    /// `@unit`.
    Unit,
    /// `@accept`.
    Accept,
    /// `@severity`.
    Severity,
    /// `@status`.
    Status,
    /// `@blank`.
    Blank,
    /// `@chart`.
    Chart,
    /// `@name`.
    RuleName,
    /// `@also`, `@was`, `@panel`.
    Label,
}

/// Something that could have stood in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Expected {
    /// A name, a number or something in brackets.
    Operand,
    /// A plain word, or one in quotes.
    Name,
    /// A text in quotes.
    Quoted,
    /// A number.
    Number,
    /// `+`, `and` and the like.
    Operator,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `=`
    Equals,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `]`
    CloseBracket,
    /// `n/a`, `blank`, `missing`
    Absent,
    /// A unit.
    Unit,
    /// A period.
    Period,
    /// `error`, `warning`, `hint`, `off`
    Level,
    /// `draft`, `final`
    Status,
    /// `error`, `zero`, `unknown`, `n/a`
    Blank,
    /// `bars`, `lines`, `shares`
    Chart,
    /// An entry of `@accept`.
    Mark,
    /// A month and a day: `09-30`.
    MonthDay,
    /// `for each`
    Each,
    /// The end of the line.
    End,
}

/// All there are.
const ALL: [Expected; 22] = {
    use Expected::{
        Absent, Blank, Chart, CloseBracket, CloseParen, Colon, Comma, Each, End, Equals, Level, Mark,
        MonthDay, Name, Number, OpenParen, Operand, Operator, Period, Quoted, Status, Unit,
    };
    [
        Operand,
        Name,
        Quoted,
        Number,
        Operator,
        Comma,
        Colon,
        Equals,
        OpenParen,
        CloseParen,
        CloseBracket,
        Absent,
        Unit,
        Period,
        Level,
        Status,
        Blank,
        Chart,
        Mark,
        MonthDay,
        Each,
        End,
    ]
};

/// A set of [`Expected`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpectedSet(u32);

impl ExpectedSet {
    /// The set with one member.
    pub const fn of(one: Expected) -> Self {
        Self(1 << one as u8)
    }

    /// The set with the members of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is it a member?
    pub const fn has(self, one: Expected) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// No member at all?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its members.
    pub fn iter(self) -> impl Iterator<Item = Expected> {
        ALL.into_iter().filter(move |one| self.has(*one))
    }
}
