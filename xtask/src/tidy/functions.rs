//! A function fits one screen, and nothing calls `.unwrap()`.

use proc_macro2::TokenTree;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::Violation;
use super::source::{Sources, flatten, line_of};

/// The most lines of a function, from `fn` to its closing brace.
const MOST_LINES: usize = 70;

/// Every function that is too long, and every `.unwrap()`.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, rust) in sources.rust() {
        let mut lengths = Lengths {
            path,
            found: Vec::new(),
        };
        lengths.visit_file(&rust.syntax);
        found.extend(lengths.found);
        found.extend(unwraps(path, &flatten(&rust.tokens)));
    }
    found
}

fn unwraps(path: &str, flat: &[TokenTree]) -> Vec<Violation> {
    let is_unwrap = |window: &&[TokenTree]| {
        matches!(window, [TokenTree::Punct(dot), TokenTree::Ident(name), TokenTree::Group(call)]
            if dot.as_char() == '.' && name == "unwrap" && call.stream().is_empty())
    };
    let sentence = "`.unwrap()`: say why it holds with `.expect(\"…\")`, or handle it";
    flat.windows(3)
        .filter(is_unwrap)
        .map(|window| Violation::new(path, line_of(&window[1]), sentence))
        .collect()
}

/// Walks a file and measures its functions.
struct Lengths<'a> {
    path: &'a str,
    found: Vec<Violation>,
}

impl Lengths<'_> {
    fn measure(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        let lines = block.brace_token.span.close().end().line + 1 - first;
        if lines > MOST_LINES {
            let sentence = format!(
                "`{}` has {lines} lines; a function has {MOST_LINES} at most",
                signature.ident
            );
            self.found.push(Violation::new(self.path, first, sentence));
        }
    }
}

impl<'ast> Visit<'ast> for Lengths<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.measure(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, check};

    #[track_caller]
    fn count(text: &str, expected: usize) {
        let mut sources = Sources::default();
        sources.add("a.rs", text);
        assert_eq!(check(&sources).len(), expected, "{text}");
    }

    #[test]
    fn a_long_function_is_found_wherever_it_is() {
        let lines = |count: usize| "let a = 1;\n".repeat(count);
        count(&format!("fn f() {{\n{}}}", lines(68)), 0);
        count(&format!("fn f() {{\n{}}}", lines(69)), 1);
        count(
            &format!("struct S;\nimpl S {{ fn f() {{\n{}}} }}", lines(69)),
            1,
        );
        count(&format!("trait T {{ fn f() {{\n{}}} }}", lines(69)), 1);
        count(
            &format!(
                "#[cfg(test)] mod tests {{ #[test] fn f() {{\n{}}} }}",
                lines(69)
            ),
            1,
        );
    }

    #[test]
    fn unwrap_is_found_in_macros_and_tests_too() {
        count("fn f() { a.unwrap(); }", 1);
        count("fn f() { assert_eq!(a.unwrap(), 1); }", 1);
        count("#[cfg(test)] mod tests { fn f() { a.b().unwrap(); } }", 1);
        count(
            "fn f() { a.unwrap_or(1); a.expect(\"why\"); /* a.unwrap() */ }",
            0,
        );
    }
}
