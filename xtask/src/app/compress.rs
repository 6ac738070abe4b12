//! Brotli and gzip siblings of every file that gets smaller, made once and kept by content.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::site::{Site, digest};
use crate::shell;

/// Endings of files that are text or code; pictures and fonts are compressed already.
const ENDINGS: [&str; 8] = [
    ".html",
    ".js",
    ".css",
    ".wasm",
    ".svg",
    ".json",
    ".webmanifest",
    ".ftl",
];
/// Below this a compressed sibling saves nothing worth a file.
const SMALLEST: usize = 256;
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW_BITS: i32 = 24;

/// The two compressed forms of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compressed {
    /// `Content-Encoding: br`.
    pub(super) brotli: Vec<u8>,
    /// `Content-Encoding: gzip`.
    pub(super) gzip: Vec<u8>,
}

/// Compresses what is worth it. `cache` keeps results by digest, for the next build.
pub(super) fn all(site: &Site, cache: &Path) -> Result<BTreeMap<String, Compressed>> {
    let worth: Vec<_> = site
        .iter()
        .filter(|(path, bytes)| is_worth_it(path, bytes))
        .collect();
    let one = |(path, bytes): (&str, &[u8])| Ok((path.to_owned(), cached(bytes, cache)?));
    worth.into_par_iter().map(one).collect()
}

fn is_worth_it(path: &str, bytes: &[u8]) -> bool {
    bytes.len() >= SMALLEST && ENDINGS.iter().any(|ending| path.ends_with(ending))
}

fn cached(bytes: &[u8], cache: &Path) -> Result<Compressed> {
    let brotli_file = cache.join(format!("{}.br", digest(bytes)));
    let gzip_file = brotli_file.with_extension("gz");
    if let (Ok(brotli), Ok(gzip)) = (fs::read(&brotli_file), fs::read(&gzip_file)) {
        return Ok(Compressed { brotli, gzip });
    }
    let made = compress(bytes)?;
    shell::write_file(&gzip_file, &made.gzip)?;
    shell::write_file(&brotli_file, &made.brotli)?;
    Ok(made)
}

fn compress(bytes: &[u8]) -> Result<Compressed> {
    let parameters = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW_BITS,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &parameters).context("brotli failed")?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).context("gzip failed")?;
    Ok(Compressed {
        brotli,
        gzip: gzip.finish().context("gzip failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{compress, is_worth_it};

    #[test]
    fn both_forms_are_smaller_and_the_same_each_time() {
        let text = "a line that comes again\n".repeat(100);
        let made = compress(text.as_bytes()).expect("memory is enough");
        assert!(made.brotli.len() < text.len() / 10);
        assert!(made.gzip.len() < text.len() / 10);
        assert_eq!(made, compress(text.as_bytes()).expect("memory is enough"));
    }

    #[test]
    fn pictures_and_crumbs_are_left_alone() {
        assert!(is_worth_it("a.css", &[0; 1000]));
        assert!(!is_worth_it("a.png", &[0; 1000]));
        assert!(!is_worth_it("a.css", &[0; 10]));
    }
}
