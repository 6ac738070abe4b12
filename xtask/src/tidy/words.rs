//! No word that a person reads stands outside of `locales/`. A heuristic over the tokens of `src/`:
//!
//! - in a `view!`, text between tags has no letter, nor have the attributes that are read aloud;
//! - in a `view!`, a string inside braces does not look like a sentence;
//! - no string has a letter beyond ASCII.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Lit, parse_str};

use super::Violation;
use super::source::{Sources, flatten, line_of};

/// Attributes whose value a person reads or hears.
const SPOKEN: [&str; 9] = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "aria-placeholder",
    "title",
    "placeholder",
    "alt",
    "label",
];

/// The names of the languages, each in itself, are the same in every language.
const NAMES_OF_LANGUAGES: &str = "src/i18n/language.rs";

/// Every string of `src/` that looks like words for a person.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, rust) in sources.rust().filter(|(path, _)| path.starts_with("src/")) {
        check_views(path, &rust.shipped, &mut found);
        if path != NAMES_OF_LANGUAGES {
            check_letters(path, &flatten(&rust.shipped), &mut found);
        }
    }
    found
}

/// Strings with letters beyond ASCII; a comment of documentation is a string too, and may have them.
fn check_letters(path: &str, flat: &[TokenTree], found: &mut Vec<Violation>) {
    for (place, token) in flat.iter().enumerate() {
        let is_comment = matches!(&flat[..place], [.., TokenTree::Ident(name), TokenTree::Punct(_)] if name == "doc");
        let is_foreign = |letter: char| letter.is_alphabetic() && !letter.is_ascii();
        if let Some(text) = string_of(token)
            && !is_comment
            && text.chars().any(is_foreign)
        {
            found.push(violation(path, token, &text));
        }
    }
}

/// Looks for `view! { … }` at any depth.
fn check_views(path: &str, tokens: &TokenStream, found: &mut Vec<Violation>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (place, token) in trees.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        if is_view(&trees[..place]) {
            check_markup(path, &group.stream(), found);
        } else {
            check_views(path, &group.stream(), found);
        }
    }
}

fn is_view(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if name == "view" && mark.as_char() == '!')
}

/// The inside of a `view!`: tags, attributes, text, and Rust in braces.
fn check_markup(path: &str, tokens: &TokenStream, found: &mut Vec<Violation>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (place, token) in trees.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                check_rust(path, &group.stream(), found);
            }
            TokenTree::Group(group) => check_rust(path, &group.stream(), found),
            TokenTree::Literal(_) => {
                let Some(text) = string_of(token) else {
                    continue;
                };
                let is_read = attribute_before(&trees[..place])
                    .is_none_or(|name| SPOKEN.contains(&name.as_str()));
                if is_read && text.chars().any(char::is_alphabetic) {
                    found.push(violation(path, token, &text));
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Rust inside a `view!`, which may hold a `view!` again.
fn check_rust(path: &str, tokens: &TokenStream, found: &mut Vec<Violation>) {
    check_views(path, tokens, found);
    for token in flatten(tokens) {
        if let Some(text) = string_of(&token)
            && looks_like_a_sentence(&text)
        {
            found.push(violation(path, &token, &text));
        }
    }
}

/// The name of the attribute whose value comes next: what stands before `=`, with its hyphens and colons.
fn attribute_before(before: &[TokenTree]) -> Option<String> {
    let [rest @ .., TokenTree::Punct(equals)] = before else {
        return None;
    };
    if equals.as_char() != '=' {
        return None;
    }
    let mut parts = Vec::new();
    let mut is_word_due = true;
    for token in rest.iter().rev() {
        match token {
            TokenTree::Ident(word) if is_word_due => parts.push(word.to_string()),
            TokenTree::Punct(mark) if !is_word_due && ['-', ':'].contains(&mark.as_char()) => {
                parts.push(mark.to_string());
            }
            _ => break,
        }
        is_word_due = !is_word_due;
    }
    parts.reverse();
    Some(parts.concat())
}

/// Several words that begin with a capital or end with a mark; names of classes never do.
fn looks_like_a_sentence(text: &str) -> bool {
    let has_words = text.contains(' ') && text.chars().any(char::is_alphabetic);
    has_words && (text.starts_with(char::is_uppercase) || text.ends_with(['.', '?', '!', '…', ':']))
}

fn string_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    match parse_str::<Lit>(&literal.to_string()) {
        Ok(Lit::Str(text)) => Some(text.value()),
        _ => None,
    }
}

fn violation(path: &str, token: &TokenTree, text: &str) -> Violation {
    let start: String = text.chars().take(40).collect();
    Violation::new(
        path,
        line_of(token),
        format!("words for a person belong in locales/: \"{start}\""),
    )
}

#[cfg(test)]
mod tests {
    use super::{Sources, check};

    #[track_caller]
    fn count(text: &str, expected: usize) {
        let mut sources = Sources::default();
        sources.add("src/a.rs", text);
        let mut found = check(&sources);
        found.dedup();
        assert_eq!(found.len(), expected, "{text}");
    }

    #[test]
    fn words_between_tags_are_found() {
        count("fn f() { view! { <p>\"Dossiers\"</p> } }", 1);
        count("fn f() { view! { <p>{words.title()}\" · \"</p> } }", 0);
        count(
            "fn f() { view! { <p>{move || view! { <b>\"Deep\"</b> }}</p> } }",
            1,
        );
    }

    #[test]
    fn spoken_attributes_are_found() {
        count(
            "fn f() { view! { <a aria-label=\"Close\" href=\"/a\"/> } }",
            1,
        );
        count("fn f() { view! { <a title=\"Close\"/> } }", 1);
        count("fn f() { view! { <input placeholder=\"Name\"/> } }", 1);
        count(
            "fn f() { view! { <a class=\"card is-open\" class:card=move || is_open() id=\"a\"/> } }",
            0,
        );
        count("fn f() { view! { <a aria-label=\"\"/> } }", 0);
    }

    #[test]
    fn sentences_in_braces_are_found_and_classes_are_not() {
        count(
            "fn f() { view! { <p>{if a { \"Nothing here\" } else { x }}</p> } }",
            1,
        );
        count(
            "fn f() { view! { <p class={if a { \"card is-open\" } else { \"card\" }}></p> } }",
            0,
        );
    }

    #[test]
    fn letters_beyond_ascii_are_found_everywhere_but_in_tests() {
        count("const A: &str = \"é\";", 1);
        count("const A: &str = \" · \";", 0);
        count("// é\n/// é\nfn f() {}", 0);
        count("#[cfg(test)] mod tests { const A: &str = \"é\"; }", 0);
    }
}
