//! Compiles the words of `locales/` into Rust: one typed struct a message, one table a language.
//!
//! A message that is missing in a language, or that takes other arguments there, stops the build and is named.
//! Terms and references between messages are resolved here; typography (non-breaking spaces, apostrophes) is set
//! here, so that translators write plain text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

/// Folder and Rust name of each language; the first is the reference.
const LANGUAGES: [(&str, &str); 2] = [("fr", "FRENCH"), ("en", "ENGLISH")];

/// Messages looked up at run time by the name of a field or of a choice.
const LABEL_PREFIXES: [&str; 4] = ["field-", "choice-", "kind-", "section-"];

/// A piece of a message, references resolved.
#[derive(Clone)]
enum Part {
    Text(String),
    Argument(String),
    /// `NUMBER($name)`: an argument that is a number though nothing is chosen by it.
    Counted(String),
    Choose(String, Vec<(Case, Vec<Part>)>),
}

#[derive(Clone)]
enum Case {
    Exactly(i64),
    Named(String),
    Otherwise,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ArgumentKind {
    Text,
    Number,
}

type Catalog = BTreeMap<String, Vec<Part>>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PERMANENCE_BUILD");
    let catalogs: Vec<Catalog> = LANGUAGES
        .iter()
        .map(|(folder, _)| read_catalog(folder))
        .collect();
    let faults = differences(&catalogs);
    if !faults.is_empty() {
        for fault in faults {
            println!("cargo::error={fault}");
        }
        return;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(out.join("messages.rs"), emit(&catalogs)).expect("OUT_DIR can be written");
}

/// Reads every `.ftl` of a language and resolves its references.
fn read_catalog(folder: &str) -> Catalog {
    let mut sources: Vec<PathBuf> = std::fs::read_dir(Path::new("locales").join(folder))
        .expect("every language has a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    sources.sort();
    let mut raw = BTreeMap::new();
    for path in sources {
        let text = std::fs::read_to_string(&path).expect("a locale file is readable UTF-8");
        let resource = match fluent_syntax::parser::parse(text) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                println!("cargo::error={}: {errors:?}", path.display());
                continue;
            }
        };
        for entry in resource.body {
            let (name, pattern) = match entry {
                Entry::Message(message) => (message.id.name, message.value),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value)),
                _ => continue,
            };
            let Some(pattern) = pattern else { continue };
            if raw.insert(name.clone(), pattern).is_some() {
                println!("cargo::error={}: {name} is written twice", path.display());
            }
        }
    }
    raw.iter()
        .filter(|(name, _)| !name.starts_with('-'))
        .map(|(name, pattern)| (name.clone(), set_type(parts(pattern, &raw, name), folder)))
        .collect()
}

fn parts(
    pattern: &Pattern<String>,
    raw: &BTreeMap<String, Pattern<String>>,
    name: &str,
) -> Vec<Part> {
    let mut found = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => found.push(Part::Text(value.clone())),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => found.extend(inline_parts(inline, raw, name)),
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                found.push(choose(selector, variants, raw, name));
            }
        }
    }
    join_texts(found)
}

fn inline_parts(
    inline: &InlineExpression<String>,
    raw: &BTreeMap<String, Pattern<String>>,
    name: &str,
) -> Vec<Part> {
    let reference = match inline {
        InlineExpression::StringLiteral { value } => {
            return vec![Part::Text(unescape_unicode_to_string(value).into_owned())];
        }
        InlineExpression::NumberLiteral { value } => return vec![Part::Text(value.clone())],
        InlineExpression::VariableReference { id } => return vec![Part::Argument(id.name.clone())],
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            let names = arguments.positional.iter().map(|argument| match argument {
                InlineExpression::VariableReference { id } => Part::Counted(id.name.clone()),
                _ => Part::Text(String::new()),
            });
            return names.collect();
        }
        InlineExpression::MessageReference { id, .. } => id.name.clone(),
        InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
        InlineExpression::FunctionReference { .. } | InlineExpression::Placeable { .. } => {
            String::new()
        }
    };
    match raw.get(&reference) {
        Some(pattern) => parts(pattern, raw, name),
        None => {
            println!("cargo::error={name}: cannot resolve a placeable ({reference})");
            Vec::new()
        }
    }
}

fn choose(
    selector: &InlineExpression<String>,
    variants: &[Variant<String>],
    raw: &BTreeMap<String, Pattern<String>>,
    name: &str,
) -> Part {
    let InlineExpression::VariableReference { id } = selector else {
        println!("cargo::error={name}: only a variable can select");
        return Part::Text(String::new());
    };
    let (otherwise, mut cases): (Vec<_>, Vec<_>) =
        variants.iter().partition(|variant| variant.default);
    cases.extend(otherwise);
    let cases = cases.into_iter().map(|variant| {
        let case = match &variant.key {
            _ if variant.default => Case::Otherwise,
            VariantKey::NumberLiteral { value } => {
                Case::Exactly(value.parse().expect("a whole number selects"))
            }
            VariantKey::Identifier { name } => Case::Named(name.clone()),
        };
        (case, parts(&variant.value, raw, name))
    });
    Part::Choose(id.name.clone(), cases.collect())
}

fn join_texts(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(after)) => before.push_str(&after),
            (_, part) => joined.push(part),
        }
    }
    joined
}

/// Sets what typewriters cannot: apostrophes, and the spaces that must not break in French.
fn set_type(parts: Vec<Part>, folder: &str) -> Vec<Part> {
    let spaces = [
        (" :", "\u{a0}:"),
        (" ;", "\u{202f};"),
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" %", "\u{202f}%"),
    ];
    parts
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => {
                let text = text.replace('\'', "’").replace("...", "…");
                let set = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
                Part::Text(if folder == "fr" {
                    spaces.iter().fold(text, set)
                } else {
                    text
                })
            }
            Part::Choose(on, cases) => Part::Choose(
                on,
                cases
                    .into_iter()
                    .map(|(case, parts)| (case, set_type(parts, folder)))
                    .collect(),
            ),
            argument @ (Part::Argument(_) | Part::Counted(_)) => argument,
        })
        .collect()
}

/// The arguments a message takes. One that selects by number, or by a plural category, is a number.
fn arguments(parts: &[Part], found: &mut BTreeMap<String, ArgumentKind>) {
    const PLURALS: [&str; 5] = ["zero", "one", "two", "few", "many"];
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Argument(name) => {
                found.entry(name.clone()).or_insert(ArgumentKind::Text);
            }
            Part::Counted(name) => {
                found.insert(name.clone(), ArgumentKind::Number);
            }
            Part::Choose(name, cases) => {
                let counts = cases.iter().any(|(case, _)| match case {
                    Case::Exactly(_) => true,
                    Case::Named(named) => PLURALS.contains(&named.as_str()),
                    Case::Otherwise => false,
                });
                let kind = if counts {
                    ArgumentKind::Number
                } else {
                    ArgumentKind::Text
                };
                let before = found.entry(name.clone()).or_insert(kind);
                if counts {
                    *before = ArgumentKind::Number;
                }
                cases.iter().for_each(|(_, parts)| arguments(parts, found));
            }
        }
    }
}

fn arguments_of(parts: &[Part]) -> BTreeMap<String, ArgumentKind> {
    let mut found = BTreeMap::new();
    arguments(parts, &mut found);
    found
}

/// Names of arguments by message, a number where any language counts with it.
fn merged_arguments(catalogs: &[Catalog], key: &str) -> BTreeMap<String, ArgumentKind> {
    let mut merged: BTreeMap<String, ArgumentKind> = BTreeMap::new();
    for (name, kind) in catalogs
        .iter()
        .filter_map(|catalog| catalog.get(key))
        .flat_map(|parts| arguments_of(parts))
    {
        let before = merged.entry(name).or_insert(kind);
        if kind == ArgumentKind::Number {
            *before = ArgumentKind::Number;
        }
    }
    merged
}

fn differences(catalogs: &[Catalog]) -> Vec<String> {
    let all: BTreeSet<&String> = catalogs.iter().flat_map(BTreeMap::keys).collect();
    let mut faults = Vec::new();
    for key in all {
        let mut first: Option<Vec<String>> = None;
        for (catalog, (folder, _)) in catalogs.iter().zip(LANGUAGES) {
            let Some(parts) = catalog.get(key) else {
                faults.push(format!("locales/{folder}: {key} is missing"));
                continue;
            };
            let names: Vec<String> = arguments_of(parts).into_keys().collect();
            match &first {
                Some(before) if *before != names => faults.push(format!(
                    "locales/{folder}: {key} takes {names:?}, not {before:?}"
                )),
                Some(_) => {}
                None => first = Some(names),
            }
        }
    }
    faults
}

fn emit(catalogs: &[Catalog]) -> String {
    let keys: Vec<&String> = catalogs[0].keys().collect();
    let mut out = String::new();
    for (catalog, (_, rust_name)) in catalogs.iter().zip(LANGUAGES) {
        let _ = writeln!(
            out,
            "pub(super) static {rust_name}: [&[Part]; {}] = [",
            keys.len()
        );
        for key in &keys {
            let names: Vec<String> = merged_arguments(catalogs, key).into_keys().collect();
            let _ = writeln!(out, "    &{},", parts_code(&catalog[*key], &names));
        }
        out.push_str("];\n");
    }
    let labels: Vec<(usize, &&String)> = keys
        .iter()
        .enumerate()
        .filter(|(_, key)| LABEL_PREFIXES.iter().any(|prefix| key.starts_with(prefix)))
        .collect();
    let _ = writeln!(
        out,
        "pub(super) static LABELS: [(&str, u16); {}] = [",
        labels.len()
    );
    for (id, key) in labels {
        let _ = writeln!(out, "    ({key:?}, {id}),");
    }
    out.push_str("];\n/// One struct a message; its fields are the message's arguments.\n");
    out.push_str("#[allow(non_camel_case_types, missing_docs, dead_code)]\npub mod keys {\n    use super::{Argument, Number, render, whole};\n");
    for (id, key) in keys.iter().enumerate() {
        emit_struct(&mut out, id, key, &merged_arguments(catalogs, key));
    }
    out.push_str("}\n");
    out
}

fn emit_struct(out: &mut String, id: usize, key: &str, arguments: &BTreeMap<String, ArgumentKind>) {
    if LABEL_PREFIXES.iter().any(|prefix| key.starts_with(prefix)) {
        return;
    }
    let name = key.replace('-', "_");
    if arguments.is_empty() {
        let _ = writeln!(
            out,
            "    pub struct {name};\n    impl {name} {{ pub fn text(self) -> &'static str {{ whole({id}) }} }}"
        );
        return;
    }
    let mut fields = String::new();
    let mut values = String::new();
    for (argument, kind) in arguments {
        let field = argument.replace('-', "_");
        let (rust, value) = match kind {
            ArgumentKind::Text => ("String", format!("Argument::Text(self.{field})")),
            ArgumentKind::Number => ("Number", format!("Argument::Number(self.{field})")),
        };
        let _ = write!(fields, "pub {field}: {rust}, ");
        let _ = write!(values, "{value}, ");
    }
    let _ = writeln!(out, "    pub struct {name} {{ {fields}}}");
    let _ = writeln!(
        out,
        "    impl {name} {{ pub fn text(self) -> String {{ render({id}, &[{values}]) }} }}"
    );
}

fn parts_code(parts: &[Part], names: &[String]) -> String {
    let position = |name: &String| {
        names
            .iter()
            .position(|known| known == name)
            .expect("every argument was collected")
    };
    let codes: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => format!("Part::Text({text:?})"),
            Part::Argument(name) | Part::Counted(name) => {
                format!("Part::Argument({})", position(name))
            }
            Part::Choose(name, cases) => {
                let cases: Vec<String> = cases
                    .iter()
                    .map(|(case, parts)| {
                        let case = match case {
                            Case::Exactly(number) => format!("Case::Exactly({number})"),
                            Case::Named(named) => format!("Case::Named({named:?})"),
                            Case::Otherwise => "Case::Otherwise".to_owned(),
                        };
                        format!("({case}, &{})", parts_code(parts, names))
                    })
                    .collect();
                format!("Part::Choose({}, &[{}])", position(name), cases.join(", "))
            }
        })
        .collect();
    format!("[{}]", codes.join(", "))
}
