//! The form in which a word of the language is written: the first one of its language, or of the language asked for.

use crossfoot_source::Lang;
use crossfoot_syntax::{
    token::Kind,
    words::{self, AbsentWord, HeadWord, PlaceWord, PropertyWord, TermWord},
};

/// The word behind an `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtWord {
    Head(HeadWord),
    Property(PropertyWord),
}

impl AtWord {
    /// The word that a text is.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        words::head(typed).map(Self::Head).or_else(|| words::property(typed).map(Self::Property))
    }

    /// How it is written.
    pub(crate) const fn written(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Head(word), Lang::En) => word.english(),
            (Self::Head(word), Lang::Zh) => word.chinese(),
            (Self::Property(word), Lang::En) => word.english(),
            (Self::Property(word), Lang::Zh) => word.chinese(),
        }
    }
}

/// The language that a typed word is in.
pub(crate) const fn language_of(typed: &str) -> Lang {
    if typed.is_ascii() { Lang::En } else { Lang::Zh }
}

/// Picks one of two words.
macro_rules! written {
    ($word:expr, $lang:expr) => {
        $word.map(|word| match $lang {
            Lang::En => word.english(),
            Lang::Zh => word.chinese(),
        })
    };
}

/// A word that its token's kind makes one of the language; `None` for what is none.
pub(crate) fn word(kind: Kind, typed: &str, lang: Lang) -> Option<&'static str> {
    match kind {
        Kind::And | Kind::Or | Kind::Not | Kind::Is | Kind::In | Kind::Within | Kind::Else => {
            written!(words::operator(typed), lang)
        }
        Kind::Function => written!(words::function(typed), lang),
        Kind::Absent => written!(words::absent(typed), lang),
        Kind::NotApplicable => written!(Some(AbsentWord::Na), lang),
        Kind::Each => match lang {
            Lang::En => Some("for each"),
            Lang::Zh => Some(PlaceWord::Each.chinese()),
        },
        Kind::As | Kind::Of | Kind::AtFigure | Kind::From | Kind::Ends => {
            written!(words::place(typed), lang)
        }
        _ => None,
    }
}

/// A word that stands for something in an expression.
pub(crate) fn term(word: TermWord, lang: Lang) -> &'static str {
    match lang {
        Lang::En => word.english(),
        Lang::Zh => word.chinese(),
    }
}

/// A word that a property takes.
pub(crate) fn argument(property: PropertyWord, typed: &str, lang: Lang) -> Option<&'static str> {
    let place = || written!(words::place(typed), lang);
    match property {
        PropertyWord::Status => place(),
        PropertyWord::Severity => written!(words::severity(typed), lang).or_else(place),
        PropertyWord::Blank => written!(words::blank(typed), lang),
        PropertyWord::Unit => {
            let measure = words::measure(typed);
            written!(
                measure.filter(|it| matches!(it, words::MeasureWord::Text | words::MeasureWord::Date)),
                lang
            )
        }
        _ => None,
    }
}

/// What a unit counts or measures, in a line of `@units`.
pub(crate) fn measure(typed: &str, lang: Lang) -> Option<&'static str> {
    written!(words::measure(typed), lang)
}
