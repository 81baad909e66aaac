//! Small pieces of sentences.

/// Typed text is quoted up to so many characters.
const QUOTED: usize = 40;

/// The first line of a text, not too long.
pub(crate) fn short(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim_end();
    let mut short: String = line.chars().take(QUOTED).collect();
    if short.len() < text.trim().len() {
        short.push('…');
    }
    short
}

/// `a, b and c`.
pub(crate) fn listed_en(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// `a、b和c`.
pub(crate) fn listed_zh(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}和{last}", rest.join("、")),
        None => String::new(),
    }
}

/// Can a name be typed as it is, without quotes?
pub(crate) fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c == '_' || c.is_alphanumeric())
        && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// A path as it is typed: in quotes what is no plain word.
pub(crate) fn path(steps: &[String]) -> String {
    let step = |step: &String| if is_plain_name(step) { step.clone() } else { format!("\"{step}\"") };
    steps.iter().map(step).collect::<Vec<_>>().join(".")
}

/// The first letter in upper case, as at the beginning of a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
