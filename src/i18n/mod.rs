//! The words a person reads: typed keys over tables compiled from `locales/` by `build.rs`.
//!
//! `t!(key)` and `t!(key, name = value)` give the text in the language of the screen. A key or an argument that does
//! not exist does not compile. The language is not reactive: changing it draws the whole tree again ([`crate::app`]).

pub mod amounts;
mod catalog;
pub mod dates;
pub mod labels;
pub mod language;
pub mod problems;
pub mod sizes;

pub use catalog::keys;
pub use language::Language;

/// The text of a message in the language of the screen: `t!(key)` or `t!(key, name = value)`.
#[macro_export]
macro_rules! t {
    ($key:ident $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::keys::$key { $($name: ::core::convert::Into::into($value)),* }.text()
    };
}
