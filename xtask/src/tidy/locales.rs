//! Every language has the same messages, and a label for every kind, field and choice.

use std::collections::{BTreeMap, BTreeSet};

use super::Violation;
use super::source::Sources;

/// Lists of every field and every choice, `kind.field` and `list.choice` at the head of a line.
const GOLDEN_LISTS: [(&str, &str); 2] = [
    ("crates/casework/tests/golden/fields.txt", "field"),
    ("crates/casework/tests/golden/choices.txt", "choice"),
];

/// Every message that one language has and another lacks, and every label that all lack.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let mut languages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in &sources.files {
        if let Some(language) = language_of(&file.path) {
            languages
                .entry(language)
                .or_default()
                .extend(keys(&file.text));
        }
    }
    let wanted = labels(sources);
    let all: BTreeSet<&String> = languages.values().flatten().chain(&wanted).collect();
    let mut found = Vec::new();
    for (language, keys) in &languages {
        for missing in all.iter().filter(|key| !keys.contains(**key)) {
            found.push(Violation::new(
                &format!("locales/{language}"),
                0,
                format!("no message `{missing}`"),
            ));
        }
    }
    found
}

/// The messages that the schemas of the job need: Fluent knows no underscore.
fn labels(sources: &Sources) -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    for (file, prefix) in GOLDEN_LISTS {
        for line in sources.text(file).unwrap_or_default().lines() {
            let name = line.split_whitespace().next().unwrap_or_default();
            if let Some((list, item)) = name.split_once('.') {
                labels.insert(format!("{prefix}-{list}-{item}").replace('_', "-"));
                if prefix == "field" {
                    labels.insert(format!("kind-{list}").replace('_', "-"));
                }
            }
        }
    }
    labels
}

fn language_of(path: &str) -> Option<&str> {
    let (language, file) = path.strip_prefix("locales/")?.split_once('/')?;
    file.ends_with(".ftl").then_some(language)
}

/// Messages, terms (`-term`) and attributes (`message.attribute`).
fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else {
            continue;
        };
        let name = name.trim_end();
        if let Some(attribute) = name.trim_start().strip_prefix('.')
            && name.starts_with(' ')
        {
            keys.push(format!("{message}.{attribute}"));
        } else if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-')
            && is_identifier(name)
        {
            name.clone_into(&mut message);
            keys.push(message.clone());
        }
    }
    keys
}

fn is_identifier(name: &str) -> bool {
    name.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || ['-', '_'].contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::{Sources, check, keys};

    #[test]
    fn messages_terms_and_attributes_are_keys() {
        let text = "# comment = no\nhello = Bonjour\n    .title = Titre\n-brand = Permanence\ncount = { $n ->\n    [one] un = un\n   *[other] deux\n }\n";
        assert_eq!(keys(text), ["hello", "hello.title", "-brand", "count"]);
    }

    #[test]
    fn a_missing_message_is_named() {
        let mut sources = Sources::default();
        sources.add("locales/fr/a.ftl", "one = un\ntwo = deux\n");
        sources.add("locales/en/a.ftl", "one = one\n");
        let found = check(&sources);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].to_string(), "locales/en:0: no message `two`");
    }

    #[test]
    fn a_missing_label_is_named() {
        let mut sources = Sources::default();
        sources.add(
            "crates/casework/tests/golden/fields.txt",
            "# comment\ncase.code_word text latest\n",
        );
        sources.add("crates/casework/tests/golden/choices.txt", "sex.woman\n");
        sources.add("locales/fr/a.ftl", "kind-case = Dossier\n");
        let found: Vec<String> = check(&sources)
            .into_iter()
            .map(|one| one.sentence)
            .collect();
        assert_eq!(
            found,
            [
                "no message `choice-sex-woman`",
                "no message `field-case-code-word`"
            ]
        );
    }
}
