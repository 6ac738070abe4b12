//! The files of the application as data: path to bytes, in order.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::compress::Compressed;
use crate::shell;

/// How many hexadecimal digits of a digest stand in a file name.
const NAME_DIGITS: usize = 16;

/// The files of the application. Paths have no leading slash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Reads a folder and all below it.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut site = Self::default();
        site.read_into(folder, "")?;
        Ok(site)
    }

    fn read_into(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in
            fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read_into(&entry.path(), &format!("{name}/"))?;
            } else {
                let bytes =
                    fs::read(entry.path()).with_context(|| format!("cannot read {name}"))?;
                self.files.insert(name, bytes);
            }
        }
        Ok(())
    }

    /// Replaces a folder by these files and their compressed siblings. The new folder is complete
    /// before the old one goes.
    pub(super) fn write(
        &self,
        folder: &Path,
        compressed: &BTreeMap<String, Compressed>,
    ) -> Result<()> {
        let fresh = folder.with_extension("new");
        shell::remove_folder(&fresh)?;
        for (path, bytes) in &self.files {
            shell::write_file(&fresh.join(path), bytes)?;
        }
        for (path, smaller) in compressed {
            shell::write_file(&fresh.join(format!("{path}.br")), &smaller.brotli)?;
            shell::write_file(&fresh.join(format!("{path}.gz")), &smaller.gzip)?;
        }
        shell::remove_folder(folder)?;
        fs::rename(&fresh, folder).with_context(|| format!("cannot write {}", folder.display()))
    }

    /// Path and bytes of every file, in order of path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes of one file.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// One file as text.
    pub(super) fn text(&self, path: &str) -> Result<&str> {
        let bytes = self
            .bytes(path)
            .with_context(|| format!("the bundle has no {path}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{path} is not text"))
    }

    /// Adds or replaces a file.
    pub(super) fn put(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), content.into());
    }

    /// Takes a text file out.
    pub(super) fn take_text(&mut self, path: &str) -> Result<String> {
        let text = self.text(path)?.to_owned();
        self.files.remove(path);
        Ok(text)
    }

    /// Replaces a text that stands exactly once in a file.
    pub(super) fn replace_once(&mut self, path: &str, from: &str, to: &str) -> Result<()> {
        let text = self.text(path)?;
        match text.matches(from).count() {
            1 => {}
            count => bail!("{path} says {from:?} {count} times; once was expected"),
        }
        let replaced = text.replace(from, to);
        self.put(path, replaced);
        Ok(())
    }

    /// Gives a file another name.
    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<()> {
        let bytes = self
            .files
            .remove(from)
            .with_context(|| format!("the bundle has no {from}"))?;
        self.files.insert(to.to_owned(), bytes);
        Ok(())
    }

    /// Gives a file a name that holds its digest: `a.js` becomes `a-<digest>.js`. Gives the new name.
    pub(super) fn rename_by_content(&mut self, path: &str, suffix: &str) -> Result<String> {
        let bytes = self
            .files
            .remove(path)
            .with_context(|| format!("the bundle has no {path}"))?;
        let stem = path
            .strip_suffix(suffix)
            .with_context(|| format!("{path} does not end in {suffix}"))?;
        let name = format!("{stem}-{}{suffix}", &digest(&bytes)[..NAME_DIGITS]);
        self.files.insert(name.clone(), bytes);
        Ok(name)
    }
}

/// SHA-256, in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn a_text_must_stand_exactly_once() {
        let mut site = Site::default();
        site.put("a", "one two two");
        assert!(site.replace_once("a", "two", "2").is_err());
        assert!(site.replace_once("a", "three", "3").is_err());
        site.replace_once("a", "one", "1").expect("it stands once");
        assert_eq!(site.text("a").expect("text"), "1 two two");
    }

    #[test]
    fn a_name_follows_the_content() {
        let mut site = Site::default();
        site.put("a.js", "x");
        let name = site.rename_by_content("a.js", ".js").expect("it is there");
        assert_eq!(name, "a-2d711642b726b044.js");
        assert!(site.bytes("a.js").is_none());
    }
}
