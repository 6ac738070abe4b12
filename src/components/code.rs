//! Codes that people read to each other: 26 characters in groups, six digits.

use leptos::prelude::*;

/// Splits a code into groups of that many characters, the last one shorter where it must be.
pub fn groups(code: &str, size: usize) -> Vec<String> {
    let characters: Vec<char> = code
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    characters
        .chunks(size.max(1))
        .map(|group| group.iter().collect())
        .collect()
}

/// What was typed of a code, without spaces and dashes.
pub fn compact(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// A code to read out, in groups.
#[component]
pub fn CodeGroups(
    /// The code.
    #[prop(into)]
    code: String,
    /// Characters in a group.
    size: usize,
    /// What the code is, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let groups = groups(&code, size);
    view! {
        <ol class="code" aria-label=label>
            {groups.into_iter().map(|group| view! { <li class="code-group">{group}</li> }).collect_view()}
        </ol>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, size: usize, expected: &[&str]) {
        assert_eq!(groups(code, size), expected);
    }

    #[test]
    fn codes_are_grouped_as_they_are_read() {
        check(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            5,
            &["ABCDE", "FGHIJ", "KLMNO", "PQRST", "UVWXY", "Z"],
        );
        check("123456", 3, &["123", "456"]);
        check("", 4, &[]);
    }

    #[test]
    fn spaces_and_dashes_do_not_count() {
        assert_eq!(compact(" ab-cd ef\n"), "abcdef");
    }
}
