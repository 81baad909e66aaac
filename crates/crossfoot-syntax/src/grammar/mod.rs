//! The grammar. Each `pub(crate)` function of these modules, other than those of `sentence`, is a production of
//! `grammar/crossfoot.ebnf` under the same name.

pub(crate) mod content;
pub(crate) mod declaration;
pub(crate) mod expression;
pub(crate) mod figure;
pub(crate) mod file;
pub(crate) mod head;
pub(crate) mod property;
pub(crate) mod rule;
pub(crate) mod sentence;
pub(crate) mod table;
pub(crate) mod value;

pub(crate) use sentence::Sentence;
