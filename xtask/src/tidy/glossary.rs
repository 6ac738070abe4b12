//! Every kind of record and every field stands in the glossary, with its French word.

use std::collections::BTreeSet;

use super::Violation;
use super::source::Sources;

const FIELDS: &str = "crates/casework/tests/golden/fields.txt";
const GLOSSARY: &str = "docs/glossary.md";

/// Every kind and field of the golden list that the glossary does not name between backticks.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let Some(fields) = sources.text(FIELDS) else {
        return Vec::new();
    };
    let Some(glossary) = sources.text(GLOSSARY) else {
        return vec![Violation::new(GLOSSARY, 0, "the glossary is missing")];
    };
    let names: BTreeSet<&str> = fields
        .lines()
        .filter_map(kind_and_field)
        .flat_map(<[&str; 2]>::from)
        .collect();
    names
        .into_iter()
        .filter(|name| !glossary.contains(&format!("`{name}`")))
        .map(|name| Violation::new(GLOSSARY, 0, format!("`{name}` is missing")))
        .collect()
}

fn kind_and_field(line: &str) -> Option<(&str, &str)> {
    let first = line.split_whitespace().next()?;
    first.split_once('.').filter(|_| !first.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, GLOSSARY, Sources, check};

    #[test]
    fn a_field_without_an_entry_is_named() {
        let mut sources = Sources::default();
        sources.add(FIELDS, "# comment.\ncase.number text latest figures 1\n");
        sources.add(GLOSSARY, "| `case` | dossier |\n");
        let found = check(&sources);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].sentence, "`number` is missing");
    }
}
