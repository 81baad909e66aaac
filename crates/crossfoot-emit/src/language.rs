//! The language that a report is written in.

use crossfoot_model::Model;
use crossfoot_source::Lang;

/// Chinese where most of the report's letters are: what is said about a report in a document of its own is said in
/// its language, so that the document is the same on every machine.
pub fn language(model: &Model<'_>) -> Lang {
    let (mut chinese, mut latin) = (0u32, 0u32);
    for byte in model.report.text.bytes() {
        // The characters from U+3400 to U+9FFF are those with a first byte from E3 to E9 (E3 has Japanese and
        // full-width marks too, which changes nothing here).
        chinese += u32::from(matches!(byte, 0xe3..=0xe9));
        latin += u32::from(byte.is_ascii_alphabetic());
    }
    // A Chinese character says about as much as three Latin letters.
    if chinese.saturating_mul(3) > latin { Lang::Zh } else { Lang::En }
}
