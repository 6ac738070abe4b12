//! The project's own files, read once, the Rust ones parsed.

use std::fs;
use std::path::Path;
use std::str::FromStr as _;

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Item};

use super::Violation;

/// Folders that hold no source of ours.
const SKIPPED_FOLDERS: [&str; 7] = [
    "target",
    "dist",
    "dist.new",
    "node_modules",
    ".git",
    "results",
    "proptest-regressions",
];
/// Endings of files that are read as text.
const TEXT_ENDINGS: [&str; 18] = [
    ".rs",
    ".toml",
    ".md",
    ".js",
    ".ts",
    ".mjs",
    ".css",
    ".html",
    ".json",
    ".ftl",
    ".lock",
    ".py",
    ".sh",
    ".yml",
    ".txt",
    ".webmanifest",
    ".npmrc",
    ".hex",
];

/// Every text file of the project.
#[derive(Default)]
pub(super) struct Sources {
    /// In order of path.
    pub(super) files: Vec<SourceFile>,
}

/// One text file.
pub(super) struct SourceFile {
    /// From the project's root, with slashes.
    pub(super) path: String,
    /// Its whole text.
    pub(super) text: String,
    /// What Rust makes of it, for `.rs` files that parse.
    pub(super) rust: Option<RustFile>,
}

/// A parsed Rust file.
pub(super) struct RustFile {
    /// All of it, as a tree.
    pub(super) syntax: syn::File,
    /// All of it, as tokens: no comments, and strings are single tokens.
    pub(super) tokens: TokenStream,
    /// The tokens that ship: without anything under `#[cfg(test)]`.
    pub(super) shipped: TokenStream,
}

impl Sources {
    /// Reads the project under `root`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut sources = Self::default();
        sources.read_folder(root, "")?;
        sources
            .files
            .sort_by(|one, other| one.path.cmp(&other.path));
        Ok(sources)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in
            fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                if !SKIPPED_FOLDERS.contains(&name.as_str()) {
                    self.read_folder(&entry.path(), &format!("{path}/"))?;
                }
            } else if is_text(&path) {
                let text = fs::read_to_string(entry.path())
                    .with_context(|| format!("cannot read {path}"))?;
                self.add(&path, text);
            }
        }
        Ok(())
    }

    /// Adds one file.
    pub(super) fn add(&mut self, path: &str, text: impl Into<String>) {
        let text = text.into();
        let rust = path
            .ends_with(".rs")
            .then(|| RustFile::parse(&text, is_test_file(path)))
            .flatten();
        self.files.push(SourceFile {
            path: path.to_owned(),
            text,
            rust,
        });
    }

    /// The Rust files, with their paths.
    pub(super) fn rust(&self) -> impl Iterator<Item = (&str, &RustFile)> {
        self.files
            .iter()
            .filter_map(|file| Some((file.path.as_str(), file.rust.as_ref()?)))
    }

    /// The text of one file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.as_str())
    }
}

impl RustFile {
    fn parse(text: &str, is_test: bool) -> Option<Self> {
        let mut syntax = syn::parse_file(text).ok()?;
        let tokens = TokenStream::from_str(text).ok()?;
        let whole = syntax.clone();
        if is_test {
            syntax.items.clear();
            syntax.attrs.clear();
        }
        remove_tests(&mut syntax.items);
        let shipped = syntax.to_token_stream();
        Some(Self {
            syntax: whole,
            tokens,
            shipped,
        })
    }
}

/// `tests.rs` beside a module, and whatever stands in a folder `tests`.
fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.starts_with("tests/")
}

fn is_text(path: &str) -> bool {
    path.starts_with(".ci/") || TEXT_ENDINGS.iter().any(|ending| path.ends_with(ending))
}

fn remove_tests(items: &mut Vec<Item>) {
    items.retain(|item| !attributes_of(item).iter().any(is_test_only));
    for item in items {
        if let Item::Mod(module) = item
            && let Some((_, inner)) = &mut module.content
        {
            remove_tests(inner);
        }
    }
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn is_test_only(attribute: &Attribute) -> bool {
    let tokens = attribute.to_token_stream().to_string().replace(' ', "");
    tokens == "#[cfg(test)]" || tokens.starts_with("#[cfg(all(test,")
}

/// Rust files that do not parse: no other check sees them.
pub(super) fn unreadable(sources: &Sources) -> Vec<Violation> {
    sources
        .files
        .iter()
        .filter(|file| file.path.ends_with(".rs") && file.rust.is_none())
        .map(|file| Violation::new(&file.path, 1, "this file is not Rust that parses"))
        .collect()
}

/// All tokens below a stream, in order, groups opened.
pub(super) fn flatten(tokens: &TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            let inner = flatten(&group.stream());
            flat.push(token);
            flat.extend(inner);
        } else {
            flat.push(token);
        }
    }
    flat
}

/// The line a token stands on.
pub(super) fn line_of(token: &TokenTree) -> usize {
    token.span().start().line
}

#[cfg(test)]
mod tests {
    use super::{Sources, flatten, unreadable};

    #[test]
    fn what_is_for_tests_does_not_ship() {
        let mut sources = Sources::default();
        sources.add("a.rs", "fn ships() {}\n#[cfg(test)]\nmod tests { fn stays() {} }\nmod inner { #[cfg(test)] fn stays() {} }");
        let (_, rust) = sources.rust().next().expect("it parses");
        let names = |tokens| {
            flatten(tokens)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert!(names(&rust.shipped).contains(&"ships".to_owned()));
        assert!(!names(&rust.shipped).contains(&"stays".to_owned()));
        assert!(names(&rust.tokens).contains(&"stays".to_owned()));
    }

    #[test]
    fn files_of_tests_ship_nothing() {
        let mut sources = Sources::default();
        sources.add("crates/a/src/b/tests.rs", "fn stays() {}");
        sources.add("crates/a/tests/it/main.rs", "fn stays() {}");
        for (path, rust) in sources.rust() {
            assert!(rust.shipped.is_empty(), "{path}");
        }
    }

    #[test]
    fn a_file_that_does_not_parse_is_said() {
        let mut sources = Sources::default();
        sources.add("a.rs", "fn {");
        assert_eq!(unreadable(&sources).len(), 1);
    }
}
