//! What holds of what an editor writes for any text: completion, hints, lenses, actions and paste answer at every
//! offset, in whole files and half-typed ones, and what they change lies in the text, on whole characters, nothing over
//! anything else.

use crossfoot_ide::{Clip, Snapshot, actions, completion, inlay, lenses, paste, resolve};
use crossfoot_source::{Edit, Span};
use crossfoot_tests::{corpus, snapshot::with};

/// The text after changes that can all be made.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        assert!(at <= start, "{edits:?} meet");
        out.push_str(text.get(at..start).unwrap_or_else(|| panic!("{edit:?} is not in the text")));
        assert!(text.get(start..end).is_some(), "{edit:?} is not in the text");
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

const CLIPS: [Clip<'_>; 5] = [
    Clip::Text("新收\t1\t2\n予以公开\t3\t4\n"),
    Clip::Html("<table><tr><td rowspan=3>总计<td>自然人<tr><td>1,000<td>2<td>3</table><p>x"),
    Clip::Html("<table><tr><td rowspan=99999 colspan=99999>a</td></tr></table"),
    Clip::Text("第一段 {x}\n\n@第二段"),
    Clip::Html("<p>a<br>&nbsp;<b>b</b>"),
];

/// Every verb at an offset. How many answers it gave.
fn at(s: &Snapshot<'_, '_>, offset: u32) -> usize {
    let text = &s.model.report.text;
    let mut count = 0;
    for item in completion(s, offset) {
        assert_eq!(item.replace.end, offset, "{item:?}");
        let typed = text.get(item.replace.start as usize..offset as usize);
        assert!(typed.is_some_and(|typed| !typed.contains(['\n', '\r'])), "{item:?}");
        assert!(!item.label.is_empty() && !item.filter.is_empty() && !item.insert.is_empty(), "{item:?}");
        count += 1;
    }
    for clip in CLIPS {
        let pasted = paste(s, offset, clip);
        applied(text, &pasted.edits);
        count += pasted.edits.len();
    }
    count
}

/// Every action on a range. What it leaves is read no worse.
fn on(s: &Snapshot<'_, '_>, range: Span, tried: &mut Vec<String>) -> usize {
    let text = &s.model.report.text;
    let all = actions(s, range);
    for action in &all {
        assert!(
            !action.title.is_empty() && action.finding.is_none_or(|at| at < s.findings.len()),
            "{action:?}"
        );
        let edits = resolve(s, range, &action.id).unwrap_or_else(|| panic!("{action:?} has no changes"));
        let after = applied(text, &edits);
        assert_ne!(&after, text, "{action:?}");
        // The whole text is read again: each kind of action once in a file.
        let kind: String = format!("{:?}", action.id).chars().take_while(|c| c.is_alphabetic()).collect();
        if !tried.contains(&kind) {
            tried.push(kind);
            let template = s.model.template.map(|it| it.text.as_str());
            let faults = s.model.report.tree.faults.len();
            with(&after, template, |new| {
                assert!(new.model.report.tree.faults.len() <= faults, "{action:?}\n{after}");
            });
        }
    }
    all.len()
}

fn whole(s: &Snapshot<'_, '_>) {
    let text = &s.model.report.text;
    for hint in inlay(s, Span::new(0, text.len() as u32)) {
        assert!(text.is_char_boundary(hint.offset as usize) && !hint.label.is_empty(), "{hint:?}");
    }
    for lens in lenses(s) {
        assert!(!lens.span.of(text).is_empty() && !lens.title.is_empty(), "{lens:?}");
    }
}

#[test]
fn every_verb_answers_in_whole_files() {
    let mut count = 0;
    for sample in corpus::files() {
        with(&sample.text, sample.template.as_deref(), |s| {
            whole(s);
            let mut tried = Vec::new();
            let step = sample.text.len() / 300 + 1;
            for offset in (0..=sample.text.len()).step_by(step).filter(|at| sample.text.is_char_boundary(*at))
            {
                let here = offset as u32;
                count += at(s, here);
                count += on(s, Span::at(here), &mut tried);
                let end = (offset + 60).min(sample.text.len());
                if sample.text.is_char_boundary(end) {
                    count += on(s, Span::new(here, end as u32), &mut tried);
                }
            }
        });
    }
    assert!(count > 10_000, "only {count} answers");
}

#[test]
fn every_verb_answers_in_half_typed_text() {
    let mut count = 0;
    for sample in corpus::all() {
        let step = if sample.text.len() > 2000 { 311 } else { 29 };
        for end in (0..=sample.text.len()).step_by(step) {
            let Some(prefix) = sample.text.get(..end) else { continue };
            with(prefix, sample.template.as_deref(), |s| {
                whole(s);
                count += at(s, end as u32);
                count += on(s, Span::at(end as u32), &mut Vec::new());
            });
        }
    }
    assert!(count > 10_000, "only {count} answers");
}

#[test]
fn an_offset_inside_a_character_has_no_answer() {
    with("@报告 某\n", None, |s| {
        assert!(completion(s, 2).is_empty());
        assert!(paste(s, 2, Clip::Text("x")).edits.is_empty());
    });
}
