//! Content: headings, paragraphs, list items, footnotes, and the text in them.

use crossfoot_source::{Edit, Span};

use super::figure::figure;
use super::property::{Place, property};
use crate::ast::{BlockKind, Heading, Piece, Prose};
use crate::chars::{char_at, char_before, fold, is_space, run, trim, width};
use crate::fault::FaultKind;
use crate::lex::note_ref;
use crate::reader::Reader;
use crate::split::{RawBlock, footnote_mark};
use crate::token::Kind;

/// `# text`, and the properties beneath.
pub(crate) fn heading(reader: &mut Reader<'_>, block: RawBlock) -> Heading {
    let line = reader.line(block.first);
    let end = run(reader.text, line.mark, line.end, |c| fold(c) == '#');
    let mark = Span::new(line.mark, end);
    let level = u8::try_from(mark.of(reader.text).chars().count()).unwrap_or(6);
    reader.lexer.token(Kind::HeadingMark, mark);
    let prose = inline(reader, [trim(reader.text, Span::new(end, line.end))]);
    let mut properties = Vec::with_capacity(reader.count_beneath(block.first).0);
    reader.beneath(block.first, |reader, at| properties.push(property(reader, at, Place::Heading)));
    Heading { level, prose, properties }
}

/// Running text.
pub(crate) fn paragraph(reader: &mut Reader<'_>, block: RawBlock) -> BlockKind {
    let lines = reader.lines.get(block.first..block.end).unwrap_or_default();
    BlockKind::Paragraph(inline(reader, lines.iter().map(|line| line.content())))
}

/// `- text`
pub(crate) fn item(reader: &mut Reader<'_>, block: RawBlock) -> BlockKind {
    let line = reader.line(block.first);
    let behind = line.mark + char_at(reader.text, line.mark).map_or(0, width);
    reader.lexer.token(Kind::ItemMark, Span::new(line.mark, behind));
    BlockKind::Item(text_from(reader, behind, block))
}

/// `[^name]: text`
pub(crate) fn footnote(reader: &mut Reader<'_>, block: RawBlock) -> BlockKind {
    let line = reader.line(block.first);
    let (name, behind) = footnote_mark(reader.text, line).unwrap_or((Span::at(line.mark), line.mark));
    reader.lexer.token(Kind::FootnoteMark, Span::new(line.mark, behind));
    BlockKind::Footnote { name, prose: text_from(reader, behind, block) }
}

/// The text from an offset of a block's first line to the block's end.
fn text_from(reader: &mut Reader<'_>, from: u32, block: RawBlock) -> Prose {
    let first = reader.line(block.first);
    let rest = reader.lines.get(block.first + 1..block.end).unwrap_or_default();
    let first = trim(reader.text, Span::new(from, first.end));
    inline(reader, std::iter::once(first).chain(rest.iter().map(|line| line.content())))
}

/// Text with figures, strong text, links and notes in it. Each segment is what stands on one line.
pub(crate) fn inline(reader: &mut Reader<'_>, segments: impl IntoIterator<Item = Span>) -> Prose {
    let mut scan = Inline { reader, pieces: Vec::new(), strong: None, links: true };
    let mut whole: Option<Span> = None;
    for segment in segments {
        let segment = trim(scan.reader.text, segment);
        if let Some(before) = whole {
            scan.pieces.push(Piece::Join(Span::new(before.end, segment.start)));
        }
        whole = Some(whole.map_or(segment, |whole| whole.to(segment)));
        scan.reader.lexer.gap(segment.start);
        scan.line(segment);
    }
    scan.close();
    let pieces = scan.pieces;
    Prose { span: whole.unwrap_or_default(), pieces }
}

/// The scanner of one text.
struct Inline<'r, 't> {
    reader: &'r mut Reader<'t>,
    pieces: Vec<Piece>,
    /// Where among the pieces an open `**` stands.
    strong: Option<(usize, Span)>,
    /// Links may stand here: not in the text of a link.
    links: bool,
}

impl Inline<'_, '_> {
    /// One line. Whatever is no mark is text in runs as long as possible.
    fn line(&mut self, segment: Span) {
        let mut plain = segment.start;
        let mut at = segment.start;
        while let Some(mark) = self.reader.marks.next(at, segment.end) {
            let end = self.mark(mark, segment.end, plain);
            if end > mark {
                plain = end;
            }
            at = end.max(mark + 1);
        }
        self.text(Span::new(plain, segment.end));
    }

    fn text(&mut self, span: Span) {
        if !span.is_empty() {
            self.reader.lexer.token(Kind::Text, span);
            self.pieces.push(Piece::Text(span));
        }
    }

    /// What begins at a mark. Returns where it ends; the mark's own offset if it is text after all.
    fn mark(&mut self, at: u32, to: u32, plain: u32) -> u32 {
        let rest = Span::new(at, to).of(self.reader.text);
        let Some(first) = rest.chars().next() else { return at };
        let before = Span::new(plain, at);
        match first {
            '{' | '｛' => {
                self.text(before);
                let figure = figure(self.reader, Span::new(at, at + width(first)), to);
                let end = figure.span.end;
                self.pieces.push(Piece::Figure(figure));
                end
            }
            '*' if rest.starts_with("**") => self.stars(at, to, before),
            '\\' if rest.chars().nth(1).is_some_and(|c| c.is_ascii_punctuation()) => {
                self.text(before);
                self.piece(Kind::Escape, Span::new(at, at + 2), Piece::Escape)
            }
            '[' => {
                if let Some(length) = note_ref(rest) {
                    self.text(before);
                    let span = Span::new(at, at + length);
                    let name = Span::new(at + 2, span.end - 1);
                    return self.piece(Kind::NoteRef, span, |span| Piece::NoteRef { span, name });
                }
                self.footnote_dots(at, rest);
                self.link(at, to, before)
            }
            '!' if rest.starts_with("![") => self.link(at, to, before),
            '「' => {
                self.corner_quotes(at, rest);
                at
            }
            _ => at,
        }
    }

    fn piece(&mut self, kind: Kind, span: Span, piece: impl FnOnce(Span) -> Piece) -> u32 {
        self.reader.lexer.token(kind, span);
        self.pieces.push(piece(span));
        span.end
    }

    /// `**`: closes what is open, else opens; text where it does neither.
    fn stars(&mut self, at: u32, to: u32, before: Span) -> u32 {
        let span = Span::new(at, at + 2);
        let text = self.reader.text;
        let opens = span.end < to && char_at(text, span.end).is_some_and(|c| !c.is_whitespace());
        let closes = char_before(text, at).is_some_and(|c| !c.is_whitespace());
        match self.strong {
            Some((first, open)) if closes && (open.end < at) => {
                self.text(before);
                self.reader.lexer.token(Kind::Stars, span);
                let pieces = self.pieces.split_off(first.min(self.pieces.len()));
                self.pieces.push(Piece::Strong { span: open.to(span), pieces });
                self.strong = None;
            }
            None if opens => {
                self.text(before);
                self.reader.lexer.token(Kind::Stars, span);
                self.strong = Some((self.pieces.len(), span));
            }
            _ => return at,
        }
        span.end
    }

    /// A `**` that nothing closed is text.
    fn close(&mut self) {
        if let Some((first, open)) = self.strong.take() {
            self.pieces.insert(first.min(self.pieces.len()), Piece::Text(open));
        }
    }

    /// `[text](address)`, `![text](path)`, all on one line.
    fn link(&mut self, at: u32, to: u32, before: Span) -> u32 {
        let rest = Span::new(at, to).of(self.reader.text);
        let image = rest.starts_with('!');
        let from = at + if image { 2 } else { 1 };
        let Some((close, address)) =
            (if self.links || image { link_parts(self.reader.text, from, to) } else { None })
        else {
            return at;
        };
        let span = Span::new(at, address.end + 1);
        let shown = Span::new(from, close);
        self.text(before);
        self.reader.lexer.token(Kind::OpenLink, Span::new(at, from));
        let piece = if image {
            self.reader.lexer.token(Kind::Text, shown);
            Piece::Image { span, text: shown, path: address }
        } else {
            let mut inner =
                Inline { reader: &mut *self.reader, pieces: Vec::new(), strong: None, links: false };
            inner.line(shown);
            inner.close();
            let pieces = inner.pieces;
            Piece::Link { span, pieces, address }
        };
        self.reader.lexer.token(Kind::MiddleLink, Span::new(close, close + 2));
        self.reader.lexer.token(Kind::Text, address);
        self.reader.lexer.token(Kind::CloseLink, Span::new(address.end, span.end));
        self.pieces.push(piece);
        span.end
    }

    /// `[……1]`: a footnote as a Chinese keyboard types it.
    fn footnote_dots(&mut self, at: u32, rest: &str) {
        let Some(name) = rest.strip_prefix("[……") else { return };
        let short = name.char_indices().take(12).find(|(_, c)| is_space(*c) || *c == ']');
        if let Some((close @ 1.., ']')) = short {
            let dots = Span::new(at + 1, at + 1 + "……".len() as u32);
            let span = Span::new(at, dots.end + close as u32 + 1);
            self.reader.lexer.fault(
                span,
                FaultKind::FootnoteDots,
                vec![Edit { span: dots, text: "^".to_owned() }],
            );
        }
    }

    /// `「556件」`: probably meant as a figure.
    fn corner_quotes(&mut self, at: u32, rest: &str) {
        let open = "「".len() as u32;
        let short = rest.char_indices().take(24).find(|(_, c)| *c == '」');
        let Some((close, _)) = short else { return };
        let inner = Span::new(at + open, at + close as u32);
        // The value stands in front of what it is tied to.
        let tie = inner
            .of(self.reader.text)
            .find(['=', '＝'])
            .map(|at| Span::new(inner.start, inner.start + at as u32));
        let stated = tie.map_or(inner, |stated| trim(self.reader.text, stated));
        let lexer = &mut self.reader.lexer;
        lexer.begin();
        if lexer.value(stated)
            && lexer.kind(0) == Some(Kind::Numeral)
            && lexer.find(Kind::Unit, 0, lexer.count()).is_some()
        {
            let quotes = [(Span::new(at, inner.start), "{"), (Span::new(inner.end, inner.end + open), "}")];
            let edits = quotes.map(|(span, brace)| Edit { span, text: brace.to_owned() }).to_vec();
            lexer.fault(Span::new(at, inner.end + open), FaultKind::CornerQuotes, edits);
        }
    }
}

/// Where the `]` of a link is whose text begins at an offset, and its address.
fn link_parts(text: &str, from: u32, to: u32) -> Option<(u32, Span)> {
    let rest = Span::new(from, to).of(text);
    let close = rest.find(['[', ']'])?;
    let address = rest.get(close..)?.strip_prefix("](")?;
    let mut depth = 0u32;
    let end = address.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            '[' => return Some(None),
            ')' if depth == 0 => return Some(Some(at as u32)),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })??;
    let close = from + close as u32;
    Some((close, Span::new(close + 2, close + 2 + end)))
}
