//! How a page looks: what is common to all looks, and the looks.

use crossfoot_model::Model;
use crossfoot_source::Lang;

/// A look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// That of Chinese official documents (GB/T 9704—2012).
    Official,
    /// For any other report.
    Plain,
}

/// The text of a style element, in parts, and its digest: a page lets in no other style than its own.
pub(super) struct Style {
    pub css: &'static [&'static str],
    pub digest: &'static str,
}

const COMMON: &str = include_str!("style/page.css");
const CHART: &str = include_str!("style/chart.css");

const OFFICIAL: Style = Style {
    css: &[COMMON, CHART, include_str!("style/official.css")],
    digest: "sha256-pkchrffSqe4Kc23rY49YXCczpz7FAlI3X+pe0eIjp1s=",
};

const PLAIN: Style = Style {
    css: &[COMMON, CHART, include_str!("style/plain.css")],
    digest: "sha256-pR/H+/o/lIF6DuKxnqkNls4WJJIiWmVvIhWVH77whqo=",
};

/// What marks a draft on every printed page, in each language.
const ENGLISH_DRAFT: Style = Style {
    css: &[include_str!("style/draft.en.css")],
    digest: "sha256-KMFnBeASPJZFwZqdbs2SZBBtFqgfnmJWmKv7HbAPm1g=",
};
const CHINESE_DRAFT: Style = Style {
    css: &[include_str!("style/draft.zh.css")],
    digest: "sha256-EWgb1NG0uIO5BROvXNCOuGKTlFwuwtjCck+A/pdk+4c=",
};

/// About as much as a head takes.
pub(super) const ROOM: usize = COMMON.len() + 8192;

impl Theme {
    /// The look that a report asks for: a Chinese one that follows a template is an official document.
    pub(super) const fn of(model: &Model<'_>, lang: Lang) -> Self {
        match lang {
            Lang::Zh if model.head.template.is_some() => Self::Official,
            _ => Self::Plain,
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Official => "xf-official",
            Self::Plain => "xf-plain",
        }
    }

    pub(super) const fn style(self) -> &'static Style {
        match self {
            Self::Official => &OFFICIAL,
            Self::Plain => &PLAIN,
        }
    }
}

pub(super) const fn of_draft(lang: Lang) -> &'static Style {
    match lang {
        Lang::En => &ENGLISH_DRAFT,
        Lang::Zh => &CHINESE_DRAFT,
    }
}
