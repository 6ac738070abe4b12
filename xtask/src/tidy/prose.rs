//! Every Rust file begins with a sentence that says what it is for.

use super::Violation;
use super::source::Sources;

/// Every Rust file without `//!` at its head.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    sources
        .files
        .iter()
        .filter(|file| file.path.ends_with(".rs") && !file.text.trim_start().starts_with("//!"))
        .map(|file| {
            Violation::new(
                &file.path,
                1,
                "say what this file is for in `//!` lines at its head",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Sources, check};

    #[test]
    fn a_silent_file_is_found() {
        let mut sources = Sources::default();
        sources.add("a.rs", "//! Says what it is for.\nfn f() {}");
        assert!(check(&sources).is_empty());
        sources.add("b.rs", "fn f() {}");
        assert_eq!(check(&sources).len(), 1);
    }
}
