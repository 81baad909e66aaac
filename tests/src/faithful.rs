//! What a formatter must not do. It is given as a function, so that one that does can be given too.

use crossfoot_format::{Options, Shape};
use crossfoot_model::{Source, build};
use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::{BlockKind, Tree},
    token::Kind,
    words,
};

use crate::meaning;

/// A text and the template it follows to the text as it should look.
pub type Formatter<'f> = dyn Fn(&str, Option<&Source>) -> String + 'f;

/// The formatter.
pub fn format(text: &str, template: Option<&Source>, options: Options) -> String {
    let report = Source::new("report", text);
    let shape = Shape::of(&build(&report, template));
    crossfoot_format::format(text, &report.tree, &shape, options)
}

/// Formats a text; says what is wrong with how that was done.
pub fn faithful(formatter: &Formatter<'_>, text: &str, template: Option<&Source>) -> Result<String, String> {
    let new = formatter(text, template);
    let again = formatter(&new, template);
    if again != new {
        return Err(format!("another time it says something else:\n{}", first_difference(&new, &again)));
    }
    let (before, after) = (crossfoot_syntax::parse(text), crossfoot_syntax::parse(&new));
    same_blocks((text, &before), (&new, &after))?;
    same_words(&said(text, &before), &said(&new, &after))?;
    let (before, after) = (meaning::of(text, template), meaning::of(&new, template));
    if before == after {
        return Ok(new);
    }
    let differ = before.iter().zip(&after).find(|(before, after)| before != after);
    let (before, after) = differ.map_or((before.last(), after.last()), |(a, b)| (Some(a), Some(b)));
    Err(format!("it means something else:\n  {before:?}\n  {after:?}"))
}

/// The blocks are the same, with a blank line between them where there was one, and broken ones byte for byte.
fn same_blocks((text, before): (&str, &Tree), (new, after): (&str, &Tree)) -> Result<(), String> {
    let describe = |text: &str, tree: &Tree| -> Vec<String> {
        let mut end = 0;
        let blocks = tree.blocks.iter().map(|block| {
            let between = Span::new(end, block.span.start).of(text);
            end = block.span.end;
            let lines = between.split_inclusive(['\n']).skip(1);
            let is_apart = lines.into_iter().any(|line| line.trim().is_empty());
            let faults: Vec<_> = tree.faults.iter().filter(|it| block.span.touches(it.span.start)).collect();
            let is_broken = !faults.is_empty() || matches!(block.kind, BlockKind::Unknown);
            let kind = format!("{:?}", std::mem::discriminant(&block.kind));
            format!("{kind} {is_apart} {}", if is_broken { block.span.of(text) } else { "" })
        });
        blocks.collect()
    };
    // A lone carriage return ends a line too; here all are alike.
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let (text, new) = (plain(text), plain(new));
    let (before, after) = if text.contains('\r') {
        (describe(&text, before), describe(&new, after))
    } else {
        (describe(&text, &crossfoot_syntax::parse(&text)), describe(&new, &crossfoot_syntax::parse(&new)))
    };
    match before.iter().zip(&after).skip(1).find(|(before, after)| before != after) {
        Some((before, after)) => Err(format!("a block is another one: {before}\n  {after}")),
        None if before.len() != after.len() => Err("there are more blocks, or fewer".to_owned()),
        None => Ok(()),
    }
}

/// All that a text says: its words in English, its marks by their names, everything else as typed; white space, bars
/// and the colons that say nothing aside.
fn said(text: &str, tree: &Tree) -> Vec<(Kind, String)> {
    let mut said = Vec::new();
    let mut before = Kind::LineEnd;
    for (kind, span) in tree.tokens.iter() {
        let typed = span.of(text);
        let last = std::mem::replace(&mut before, kind);
        let word = match kind {
            Kind::Space | Kind::LineEnd | Kind::Bar | Kind::Tab => {
                before = last;
                continue;
            }
            Kind::Colon if last == Kind::Word => continue,
            Kind::Word => at_word(typed).to_owned(),
            Kind::Name | Kind::Unit => place_word(typed).to_owned(),
            Kind::Comment | Kind::Text => typed.trim_end_matches([' ', '\t', '\u{3000}']).to_owned(),
            Kind::Quoted => typed.trim_matches(['"', '“', '”']).to_owned(),
            Kind::FootnoteMark => typed.replace(['[', '［', '【', '^', ']', '］', '】', ':', '：'], ""),
            Kind::HeadingMark => typed.chars().count().to_string(),
            Kind::Escape
            | Kind::NoteRef
            | Kind::Digits
            | Kind::Direction
            | Kind::Hedge
            | Kind::Currency
            | Kind::Numeral
            | Kind::Scale
            | Kind::Note
            | Kind::Date
            | Kind::Mark
            | Kind::Period
            | Kind::Bom
            | Kind::Conflict => typed.to_owned(),
            _ => String::new(),
        };
        said.push((kind, word));
    }
    said
}

/// A word behind an `@` in English.
fn at_word(typed: &str) -> &str {
    let property = |typed| match words::property(typed)? {
        words::PropertyWord::AcceptNote => Some("accept"),
        // In a report 说明 is a note.
        words::PropertyWord::Guide => Some("note"),
        word => Some(word.english()),
    };
    words::head(typed).map(|word| word.english()).or_else(|| property(typed)).unwrap_or(typed)
}

/// A word that counts in its place, in English; any other as it is.
fn place_word(typed: &str) -> &str {
    let term = words::term(typed).map(|word| word.english());
    let level = words::severity(typed).map(|word| word.english());
    let blank = words::blank(typed).map(|word| word.english());
    let measure = words::measure(typed).map(|word| word.english());
    let place = words::place(typed).map(|word| word.english());
    term.or(level).or(blank).or(measure).or(place).unwrap_or(typed)
}

/// Everything that was said is said still, in its order. More may be: `=` for a cell that is worked out, and what the
/// columns are called.
fn same_words(before: &[(Kind, String)], after: &[(Kind, String)]) -> Result<(), String> {
    let mut after = after.iter();
    for word in before {
        // The second word of `@accept note`.
        if word.1 == "note" && word.0 == Kind::Mark {
            continue;
        }
        let more = loop {
            match after.next() {
                Some(next) if next == word => break None,
                Some((Kind::Equals | Kind::At | Kind::Word | Kind::Text, _)) => {}
                Some((Kind::Mark, note)) if note == "note" => {}
                other => break Some(other),
            }
        };
        if let Some(other) = more {
            return Err(format!("instead of {word:?} it says {other:?}"));
        }
    }
    let is_more =
        |(kind, _): &(Kind, String)| !matches!(kind, Kind::Equals | Kind::At | Kind::Word | Kind::Text);
    match after.find(|word| is_more(word)) {
        Some(more) => Err(format!("it says more: {more:?}")),
        None => Ok(()),
    }
}

/// The lines from which on two texts are different.
fn first_difference(a: &str, b: &str) -> String {
    let differ = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    differ.map_or_else(|| format!("{a:?}\n{b:?}"), |(a, b)| format!("  {a}\n  {b}"))
}
