//! What holds of the editor's verbs for any text: they answer at every offset, with spans that lie in the text on whole
//! characters, whole files and half-typed ones alike; and what they say of a place they say of it from elsewhere, too.

use crossfoot_ide::{
    Snapshot, column, definition, folds, highlights, hover, links, outline, prepare, references, rename,
    search, selection, signature, tokens,
};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_tests::{
    corpus::{self, Sample},
    snapshot::with,
};

/// A place lies in its text, on whole characters.
fn lies(s: &Snapshot<'_, '_>, place: Place) {
    let text = s.model.text_of(place.file);
    let span = place.span;
    assert!(
        span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some(),
        "{place:?} of {}",
        text.len()
    );
}

fn is_in(s: &Snapshot<'_, '_>, span: Span) {
    lies(s, Place::report(span));
}

/// Every verb that is asked at an offset.
fn at(s: &Snapshot<'_, '_>, offset: u32) {
    if let Some(hover) = hover(s, offset) {
        is_in(s, hover.span);
        assert!(hover.span.touches(offset) && !hover.markdown.is_empty());
    }
    let mut last = Span::at(offset);
    for span in selection(s, offset) {
        is_in(s, span);
        assert!(span == last || span.holds(last), "{span:?} is not around {last:?}");
        last = span;
    }
    assert_eq!(last, Span::new(0, s.model.report.text.len() as u32));
    if let Some(signature) = signature(s, offset) {
        let (from, to) = signature.parameters[signature.active as usize];
        assert!(signature.label.get(from as usize..to as usize).is_some());
    }
    assert!(column(s, offset).is_none_or(|name| !name.is_empty()));
    for link in definition(s, offset) {
        is_in(s, link.origin);
        lies(s, link.target);
        lies(s, link.focus);
        assert!(link.origin.touches(offset) && link.target.span.holds(link.focus.span));
    }
    if let Ok((span, name)) = prepare(s, offset) {
        is_in(s, span);
        assert!(!name.is_empty());
    }
}

/// Every verb that looks at the whole file.
fn whole(s: &Snapshot<'_, '_>) {
    let mut open = outline(s);
    assert_eq!(search(s, "").iter().filter(|it| it.children.is_empty()).count(), search(s, "").len());
    while let Some(it) = open.pop() {
        is_in(s, it.span);
        is_in(s, it.focus);
        assert!(it.span.holds(it.focus) && !it.name.is_empty(), "{it:?}");
        assert!(it.children.iter().all(|child| it.span.holds(child.span)), "{it:?}");
        open.extend(it.children);
    }
    folds(s).iter().for_each(|fold| is_in(s, fold.span));
    links(s).iter().for_each(|link| is_in(s, link.span));
    let mut end = 0;
    for token in tokens(s, None) {
        is_in(s, token.span);
        let text = token.span.of(&s.model.report.text);
        assert!(token.span.start >= end && !text.is_empty() && !text.contains(['\n', '\r']), "{token:?}");
        end = token.span.end;
    }
}

#[test]
fn every_verb_answers_at_every_offset() {
    let mut count = 0;
    for sample in corpus::files() {
        with(&sample.text, sample.template.as_deref(), |s| {
            whole(s);
            for offset in 0..=sample.text.len() as u32 {
                at(s, offset);
                count += 1;
            }
        });
    }
    println!("{count} offsets");
}

#[test]
fn every_verb_answers_in_half_typed_text() {
    let mut count = 0;
    for sample in corpus::all() {
        let step = if sample.text.len() > 2000 { 211 } else { 23 };
        for end in (0..=sample.text.len()).step_by(step) {
            let Some(prefix) = sample.text.get(..end) else { continue };
            with(prefix, sample.template.as_deref(), |s| {
                whole(s);
                for offset in end.saturating_sub(40)..=end {
                    at(s, offset as u32);
                }
            });
            count += 1;
        }
    }
    println!("{count} prefixes");
}

/// What a place leads to is referred to from that place.
#[test]
fn definitions_and_references_agree() {
    let mut count = 0;
    for sample in corpus::all() {
        with(&sample.text, sample.template.as_deref(), |s| {
            let mut asked = std::collections::HashSet::new();
            for offset in 0..=sample.text.len() as u32 {
                for link in definition(s, offset) {
                    if link.focus.file != FileId::REPORT || !asked.insert((link.origin, link.focus.span)) {
                        continue;
                    }
                    let all = references(s, link.focus.span.start, true);
                    all.iter().for_each(|place| lies(s, *place));
                    let meets = |place: &Place| {
                        place.file == FileId::REPORT
                            && (place.span.holds(link.origin) || link.origin.holds(place.span))
                    };
                    assert!(
                        all.iter().any(meets),
                        "{}: {:?} leads to {:?}, which is referred to from {:?}",
                        sample.name,
                        link.origin.of(&sample.text),
                        link.focus.span.of(&sample.text),
                        all.iter().map(|it| s.model.text(*it)).collect::<Vec<_>>()
                    );
                    let here = highlights(s, link.origin.start);
                    here.iter().for_each(|it| is_in(s, it.span));
                    count += 1;
                }
            }
        });
    }
    println!("{count} ways there and back");
}

/// Whatever can be renamed can be, and the report stays what it was: the same values, the same outcomes, no new finding.
#[test]
fn a_new_name_changes_nothing_else() {
    let mut count = 0;
    for sample in corpus::files() {
        renamed(&sample, &mut count);
    }
    assert!(count > 50, "only {count} names");
    println!("{count} names");
}

fn renamed(sample: &Sample, count: &mut usize) {
    let template = sample.template.as_deref();
    with(&sample.text, template, |s| {
        let mut done = std::collections::HashSet::new();
        for offset in 0..sample.text.len() as u32 {
            let Ok((span, name)) = prepare(s, offset) else { continue };
            if span.start != offset || !done.insert(name.clone()) {
                continue;
            }
            let Ok(edits) = rename(s, offset, "zz_renamed") else { continue };
            let mut text = sample.text.clone();
            assert!(!edits.is_empty(), "{}: {name}", sample.name);
            for (file, edit) in edits.iter().rev() {
                assert_eq!(*file, FileId::REPORT);
                text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            }
            with(&text, template, |now| {
                let rules = |s: &Snapshot<'_, '_>| {
                    s.findings.iter().map(|it| (it.rule.name, it.severity)).collect::<Vec<_>>()
                };
                assert_eq!(rules(now), rules(s), "{}: {name}", sample.name);
                assert!(now.model.values.iter().eq(s.model.values.iter()));
            });
            *count += 1;
        }
    });
}
