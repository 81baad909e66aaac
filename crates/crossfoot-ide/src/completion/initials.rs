//! The letters by which a Chinese name can be typed without an input method: the first of each syllable.

use pinyin::ToPinyin;

/// Names, and behind them the first letters of those that are Chinese: `予以公开 yygk`.
pub(super) fn filter<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut out = String::new();
    for name in names.filter(|name| !name.is_empty()) {
        if out.split(' ').any(|it| it == name) {
            continue;
        }
        for part in [name.to_owned(), initials(name)] {
            if !part.is_empty() {
                out.push_str(if out.is_empty() { "" } else { " " });
                out.push_str(&part);
            }
        }
    }
    out
}

/// Empty for a name without Chinese characters.
fn initials(name: &str) -> String {
    let mut has_han = false;
    let letters = name.chars().filter_map(|c| match c.to_pinyin() {
        Some(syllable) => {
            has_han = true;
            Some(syllable.first_letter().to_owned())
        }
        None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase().to_string()),
    });
    let letters: String = letters.collect();
    if has_han { letters } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn chinese_names_have_initials() {
        assert_eq!(filter(["予以公开", "（一）予以公开"].into_iter()), "予以公开 yygk （一）予以公开 yyygk");
        assert_eq!(filter(["Total", "Total"].into_iter()), "Total");
        assert_eq!(filter(["K2规则"].into_iter()), "K2规则 k2gz");
    }
}
