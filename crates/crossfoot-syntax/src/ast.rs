//! The typed tree of one file. Nodes hold spans, never text: what a node says is `span.of(text)`.
//!
//! Every node that can be half-typed has a hole for what is missing (`None`, an empty list,
//! [`ExprKind::Hole`]), so that any input has a tree and what is there still counts.

use crossfoot_source::Span;

use crate::{
    fault::Fault,
    token::Tokens,
    words::{
        AbsentWord, ArithOp, BlankWord, ChartWord, Direction, Function, Hedge, RelOp, Scale, SeverityWord,
    },
};

/// A parsed file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Every byte of the text, each in exactly one token.
    pub tokens: Tokens,
    /// The blocks, in order. What lies between them is blank or comment.
    pub blocks: Vec<Block>,
    /// What could not be read as meant, in order.
    pub faults: Vec<Fault>,
}

/// A stretch of lines that belong together.
#[derive(Clone, Debug)]
pub struct Block {
    /// From the first byte of its first line to the last byte of its last, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// `# …` to `###### …`.
    Heading(Heading),
    /// Running text.
    Paragraph(Prose),
    /// `- …`.
    Item(Prose),
    /// `[^name]: …`.
    Footnote {
        /// The name between `[^` and `]`.
        name: Span,
        /// The text.
        prose: Prose,
    },
    /// `@report`.
    Report(ReportHead),
    /// `@template`.
    Template(TemplateHead),
    /// `@prior` in column 0 of a template, or standing alone in a report.
    Prior(Prior),
    /// `@field`.
    Field(Decl),
    /// `@units`.
    Units(Vec<UnitDecl>),
    /// `@numbering`: a mark a line, from the highest level down.
    Numbering(Vec<Decl>),
    /// `@dimension`.
    Dimension(Decl),
    /// `@import`.
    Import(Import),
    /// `@table`.
    Table(Table),
    /// `@check`.
    Check(Check),
    /// `@let`.
    Let(Let),
    /// `@allow`.
    Allow(Allow),
    /// A block whose head is no known word; its lines are tokens only.
    Unknown,
}

/// `#` and its text, with the properties beneath.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The text, official number and all. In a template `*` alone stands for any number of sections.
    pub prose: Prose,
    /// `@optional`, `@also`, `@was`, `@guide` and the like.
    pub properties: Vec<Property>,
}

/// Text with figures in it.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// From its first to its last byte, line ends between included.
    pub span: Span,
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of prose.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text as typed.
    Text(Span),
    /// A line end inside the prose with the indentation behind it: it prints nothing between two
    /// CJK characters, else one space.
    Join(Span),
    /// `\` and a mark: the mark is text.
    Escape(Span),
    /// `{…}`.
    Figure(Box<Figure>),
    /// `**…**`.
    Strong {
        /// With the stars.
        span: Span,
        /// What stands between them.
        pieces: Vec<Piece>,
    },
    /// `[text](address)`.
    Link {
        /// All of it.
        span: Span,
        /// What is shown.
        pieces: Vec<Piece>,
        /// Where it leads.
        address: Span,
    },
    /// `![text](path)`.
    Image {
        /// All of it.
        span: Span,
        /// What is shown where the picture is not.
        text: Span,
        /// The picture.
        path: Span,
    },
    /// `[^name]`.
    NoteRef {
        /// All of it.
        span: Span,
        /// The name.
        name: Span,
    },
}

/// A figure in prose (between braces), or a cell.
#[derive(Clone, Debug)]
pub struct Figure {
    /// With its braces; for a cell, without the white space around it.
    pub span: Span,
    /// `name:` in front.
    pub name: Option<Span>,
    /// What is stated.
    pub value: Option<Value>,
    /// The first `=`.
    pub equals: Option<Span>,
    /// What stands behind `=`. `None` with an `equals` is a bare `=`; a broken expression is a hole.
    pub expr: Option<Expr>,
    /// `as …`.
    pub format: Option<Format>,
}

/// What a figure states, as typed.
#[derive(Clone, Debug)]
pub struct Value {
    /// The written form, with hedges, unit and note.
    pub span: Span,
    /// What it has the form of.
    pub form: Form,
    /// The text of the note in brackets behind: `22（其中修订16件）`.
    pub note: Option<Span>,
    /// The names in `[^name]` behind.
    pub footnotes: Vec<Span>,
}

/// What a value has the form of.
#[derive(Clone, Debug)]
pub enum Form {
    /// A number with all that may stand round it.
    Number(Number),
    /// `<1`, `≥90%`.
    Bound(RelOp, Number),
    /// `1:18.5`.
    Ratio(Span, Span),
    /// `2024-09-30`, `2024年9月30日`: the whole of it.
    Date(Span),
    /// `n/a`, `不适用`.
    NotApplicable(Span),
    /// A bare mark: `—`, `-`, `/`.
    Mark(Span),
    /// Anything else. In a cell under a number's unit this is a finding, unless `@accept` lists it.
    Text(Span),
}

/// A number and what stands round it.
#[derive(Clone, Debug)]
pub struct Number {
    /// All of it.
    pub span: Span,
    /// `up`, `下降`.
    pub direction: Option<Direction>,
    /// `近`, `about`, `以上`, `余`; with both before and behind, the one before.
    pub hedge: Option<Hedge>,
    /// `-`, `−`, `－` in front.
    pub negative: bool,
    /// Half-width brackets around, as in `(120)`.
    pub bracketed: bool,
    /// `$`, `€`, `¥`, `￥`, `USD` in front.
    pub currency: Option<Span>,
    /// The digits as typed: `1,234.5`, `１２`, `二十三`, `12 000`.
    pub digits: Span,
    /// `万`, `亿`, `thousand`, `million`.
    pub scale: Option<(Scale, Span)>,
    /// `件`, `%`, `requests`.
    pub unit: Option<Span>,
}

/// How a computed figure prints: `as 0.0 million USD`.
#[derive(Clone, Debug)]
pub struct Format {
    /// All of it, without `as`.
    pub span: Span,
    /// `0`, `0.0`: how many decimals.
    pub decimals: u8,
    /// The scale it is printed in.
    pub scale: Option<(Scale, Span)>,
    /// The unit it is printed in.
    pub unit: Option<Span>,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// All of it.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Digits with perhaps `万`, `亿`, `%`: the span says it all.
    Number,
    /// `n/a`.
    NotApplicable,
    /// A reference, or a bare word such as `entity`, `above`.
    Ref(Ref),
    /// `- x`.
    Neg(Box<Expr>),
    /// `not x`.
    Not(Box<Expr>),
    /// `a + b` and the like.
    Arith(ArithOp, Box<Expr>, Box<Expr>),
    /// `a = b`, `a <= b <= c`, with `within`.
    Compare {
        /// The leftmost operand.
        first: Box<Expr>,
        /// The operators with what stands to their right; at least one.
        rest: Vec<(RelOp, Expr)>,
        /// `within …`.
        within: Option<Box<Expr>>,
    },
    /// `x is not n/a`.
    Is {
        /// What is looked at.
        operand: Box<Expr>,
        /// `not` was there.
        negated: bool,
        /// What it is held against.
        what: AbsentWord,
    },
    /// `x in (a, b)`.
    In(Box<Expr>, Vec<Expr>),
    /// `a and b`.
    And(Box<Expr>, Box<Expr>),
    /// `a or b`.
    Or(Box<Expr>, Box<Expr>),
    /// `a else b`.
    Else(Box<Expr>, Box<Expr>),
    /// `sum(…)`.
    Call(Function, Vec<Expr>),
    /// What could not be read.
    Hole,
}

/// `T[row, column]`, `a.b.c`, `x.*`.
#[derive(Clone, Debug)]
pub struct Ref {
    /// All of it.
    pub span: Span,
    /// What stands before the bracket.
    pub path: Path,
    /// What stands in the bracket; `None` without a bracket.
    pub selectors: Option<Vec<Path>>,
}

/// Steps joined by points.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// All of it.
    pub span: Span,
    /// At least one.
    pub steps: Vec<Step>,
}

/// One step of a path.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What names it: for a string, what stands between the quotes.
    pub span: Span,
    /// How it is written.
    pub kind: StepKind,
}

/// How a step is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A plain word, or digits.
    Word,
    /// In quotes.
    Quoted,
    /// `*`.
    Star,
}

/// A line of `@columns`, `@rows`, `@dimension`, `@field`, `@numbering`, or who must be there beneath `@import`.
#[derive(Clone, Debug)]
pub struct Decl {
    /// Its line.
    pub span: Span,
    /// What it declares.
    pub name: DeclName,
    /// The label between the quotes, where there is one besides the name.
    pub label: Option<Span>,
    /// `=` and what follows.
    pub formula: Option<Formula>,
    /// Those on its line and those beneath.
    pub properties: Vec<Property>,
    /// The declarations beneath.
    pub children: Vec<Decl>,
}

/// What a declaration declares.
#[derive(Clone, Debug)]
pub enum DeclName {
    /// A name, a string, or `D.*`.
    Path(Path),
    /// `*`: any number of the report's own.
    Any(Span),
    /// `1..10`.
    Range(Span, Span),
    /// Nothing that can be read.
    Hole(Span),
}

/// `= expression`.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The `=`.
    pub equals: Span,
    /// What is computed.
    pub expr: Expr,
}

/// A `@` line beneath something, or at the end of a declaration.
#[derive(Clone, Debug)]
pub struct Property {
    /// All of it, continuation lines included.
    pub span: Span,
    /// The word behind `@`.
    pub word: Span,
    /// What it says.
    pub kind: PropertyKind,
}

/// What a property says.
#[derive(Clone, Debug)]
pub enum PropertyKind {
    /// `@follows`: a template's name or display title.
    Follows(Span),
    /// `@entity`.
    Entity(Prose),
    /// `@title`.
    Title(Prose),
    /// `@guide`.
    Guide(Prose),
    /// `@note`.
    Note(Prose),
    /// `@message`.
    Message(Prose),
    /// `@period`.
    Period(PeriodSpec),
    /// `@last`: a file.
    Last(Span),
    /// `@prior` beneath `@report`.
    Prior(Prior),
    /// `@status`: `true` for final.
    Status(Option<bool>),
    /// `@blank`.
    Blank(Option<BlankWord>),
    /// `@name`.
    Name(Option<Span>),
    /// `@optional`.
    Optional,
    /// `@nonadditive`.
    Nonadditive,
    /// `@runin`.
    RunIn,
    /// `@also`: between the quotes.
    Also(Option<Span>),
    /// `@was`: between the quotes.
    Was(Option<Span>),
    /// `@unit`.
    Unit(Option<UnitExpr>),
    /// `@accept`.
    Accept(Vec<Accept>),
    /// `@accept note`.
    AcceptNote,
    /// `@chart`.
    Chart(Option<Chart>),
    /// `@severity`.
    Severity {
        /// The level.
        level: Option<SeverityWord>,
        /// `, draft …`.
        draft: Option<SeverityWord>,
    },
    /// `@when`.
    When(Expr),
    /// A word that cannot stand here, or is not known. The finding is among the faults.
    Unknown,
}

/// `2021`, `2021..`, `FY2024.. ends 09-30`, `2019..2020`.
#[derive(Clone, Debug)]
pub struct PeriodSpec {
    /// The period, or the first one.
    pub from: Span,
    /// `..` was there.
    pub open: bool,
    /// The last one.
    pub to: Option<Span>,
    /// `ends 09-30`: the month and day.
    pub ends: Option<Span>,
}

/// `1000 USD`, `元/件`, `"人·日"`, `%`.
#[derive(Clone, Debug)]
pub struct UnitExpr {
    /// All of it.
    pub span: Span,
    /// The multiplier.
    pub factor: Option<Span>,
    /// The unit's name, without quotes.
    pub name: Span,
}

/// One entry of `@accept`: a mark, and what it stands for.
#[derive(Clone, Debug)]
pub struct Accept {
    /// The mark: `n/a`, `<1`, `—`, `nm`.
    pub mark: Span,
    /// `as …`: a number or `n/a`.
    pub stands_for: Option<Span>,
}

/// `lines: Total, first.*`
#[derive(Clone, Debug)]
pub struct Chart {
    /// All of it.
    pub span: Span,
    /// What is drawn.
    pub kind: ChartWord,
    /// The rows and columns that it names; none for all.
    pub names: Vec<Path>,
}

/// `@report`.
#[derive(Clone, Debug)]
pub struct ReportHead {
    /// Its line.
    pub line: Span,
    /// The title; empty where it is left to the template.
    pub title: Prose,
    /// The properties beneath.
    pub properties: Vec<Property>,
    /// `name: value` lines.
    pub fields: Vec<FieldValue>,
}

/// `name: value` under `@report`.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// All of it.
    pub span: Span,
    /// The field's name.
    pub name: Span,
    /// What it is set to.
    pub value: Span,
}

/// `@template`.
#[derive(Clone, Debug)]
pub struct TemplateHead {
    /// Its line.
    pub line: Span,
    /// `cn/open-gov-2021`.
    pub name: Span,
    /// The display title.
    pub title: Span,
    /// The properties beneath.
    pub properties: Vec<Property>,
}

/// `@prior`.
#[derive(Clone, Debug)]
pub struct Prior {
    /// Its line.
    pub line: Span,
    /// A period, a template's name or a file: which one is decided by what it looks like.
    pub of: Span,
    /// `reference = expression` beneath.
    pub figures: Vec<PriorFigure>,
}

/// `V.A[OGC, end] = 63`.
#[derive(Clone, Debug)]
pub struct PriorFigure {
    /// All of it.
    pub span: Span,
    /// The figure.
    pub target: Ref,
    /// What it is, or was computed from.
    pub expr: Expr,
}

/// `万次 = 10000 次`.
#[derive(Clone, Debug)]
pub struct UnitDecl {
    /// All of it.
    pub span: Span,
    /// The unit that is declared.
    pub name: Span,
    /// The number behind `=`.
    pub factor: Option<Span>,
    /// The unit it is counted in, or one of `count`, `signed`, `amount`.
    pub base: Option<Span>,
}

/// `@import`.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its line.
    pub line: Span,
    /// The word that rules use.
    pub name: Option<Path>,
    /// `from` what files.
    pub from: Option<Span>,
    /// The properties beneath.
    pub properties: Vec<Property>,
    /// Who must be there.
    pub members: Vec<Decl>,
}

/// `@table`.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its first line.
    pub line: Span,
    /// Its name, dotted as a whole (`V.A`).
    pub name: Option<Path>,
    /// Its label, between the quotes.
    pub label: Option<Span>,
    /// `from` what file.
    pub from: Option<Span>,
    /// The formula of all its cells.
    pub formula: Option<Formula>,
    /// The lines beneath.
    pub lines: Vec<TableLine>,
}

/// A line beneath `@table` or `@panel`, with what is beneath it.
#[derive(Clone, Debug)]
pub enum TableLine {
    /// `@panel`.
    Panel(Panel),
    /// `@columns`.
    Columns(Columns),
    /// `@rows`.
    Rows(Rows),
    /// `@check`.
    Check(Check),
    /// `@let`.
    Let(Let),
    /// `@allow`.
    Allow(Allow),
    /// A property of the table or panel.
    Property(Property),
    /// A row.
    Row(Row),
}

/// `@panel`.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its first line.
    pub line: Span,
    /// Its label, between the quotes.
    pub label: Option<Span>,
    /// The lines beneath.
    pub lines: Vec<TableLine>,
}

/// `@columns`.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Its first line.
    pub line: Span,
    /// The text over the row labels; empty without one.
    pub corner: Span,
    /// The columns behind bars, in the order of the cells; `None` where there is no bar.
    pub listed: Option<Vec<ColumnName>>,
    /// The declarations beneath.
    pub decls: Vec<Decl>,
}

/// A column named behind a bar.
#[derive(Clone, Debug)]
pub struct ColumnName {
    /// Its name, path or label as free text, without the white space around it.
    pub name: Span,
    /// `@unit %` and the like behind it.
    pub properties: Vec<Property>,
}

/// `@rows`.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Its first line.
    pub line: Span,
    /// The declarations beneath.
    pub decls: Vec<Decl>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its line, without indentation and comment.
    pub span: Span,
    /// The label, without the white space around it and without `[^name]`; empty in `| 1 | 2`.
    pub label: Span,
    /// The names in `[^name]` behind the label.
    pub footnotes: Vec<Span>,
    /// Is there a bar (or a tab that separates cells)? Without one it is a heading only.
    pub has_cells: bool,
    /// Text cells before the first figure in a row pasted with tabs: the label's parents, outermost first.
    pub parents: Vec<Span>,
    /// The cells.
    pub cells: Vec<Cell>,
    /// The properties beneath: `@unit`, `@note`.
    pub properties: Vec<Property>,
    /// The rows beneath.
    pub children: Vec<Row>,
}

/// A cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing between the bars; the span is where it would stand.
    Blank(Span),
    /// Plain ASCII digits: by far the most frequent cell.
    Digits(Span),
    /// `=` alone.
    Computed(Span),
    /// Anything else.
    Figure(Box<Figure>),
}

impl Cell {
    /// Its bytes, without the white space around them.
    pub fn span(&self) -> Span {
        match self {
            Self::Blank(span) | Self::Digits(span) | Self::Computed(span) => *span,
            Self::Figure(figure) => figure.span,
        }
    }
}

/// `@check`.
#[derive(Clone, Debug)]
pub struct Check {
    /// All of it, properties included.
    pub span: Span,
    /// Its name.
    pub name: Option<Span>,
    /// `for each …`; empty without.
    pub each: Vec<Path>,
    /// `of T` (a table's name may have points).
    pub of: Option<Path>,
    /// The rule.
    pub expr: Expr,
    /// The properties beneath.
    pub properties: Vec<Property>,
}

/// `@let`.
#[derive(Clone, Debug)]
pub struct Let {
    /// All of it, properties included.
    pub span: Span,
    /// Its name.
    pub name: Option<Span>,
    /// What it stands for.
    pub expr: Expr,
    /// The properties beneath.
    pub properties: Vec<Property>,
}

/// `@allow`.
#[derive(Clone, Debug)]
pub struct Allow {
    /// All of it.
    pub span: Span,
    /// The rule's name as typed.
    pub rule: Span,
    /// The figure.
    pub at: Option<Ref>,
    /// Why.
    pub reason: Prose,
}
