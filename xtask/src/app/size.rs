//! What the first screen costs on the wire, against its budget.
//!
//! The first screen is the page and everything the page names or preloads: it can be read and used without the
//! engine, which is fetched once it stands and is needed when a secret is typed, and without the workplace, which is
//! fetched after it and is needed once the secret was right. The rest comes later, by the service worker's precache.
//! Each is reported apart.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};

use super::INDEX;
use super::compress::Compressed;
use super::precache::is_kept;
use super::site::Site;

/// What the first screen may transfer, in bytes.
const FIRST_SCREEN_BYTES: usize = 350 * 1024;
/// What the workplace may transfer, in bytes: docs/adr/0011.
const WORKPLACE_BYTES: usize = 820 * 1024;
/// What the engine may transfer, in bytes: docs/adr/0006 and 0011.
const ENGINE_BYTES: usize = 620 * 1024;
/// What the intake may transfer, in bytes: its program, its worker and its texts: docs/adr/0020.
const INTAKE_BYTES: usize = 500 * 1024;
/// What writes and reads tables may transfer, in bytes: docs/adr/0019.
const SHEETS_BYTES: usize = 600 * 1024;

/// The sizes of a build, in bytes on the wire (brotli where it exists).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SizeReport {
    first_screen: Vec<(String, usize)>,
    workplace: Vec<(String, usize)>,
    engine: Vec<(String, usize)>,
    sheets: Vec<(String, usize)>,
    intake: Vec<(String, usize)>,
    later_bytes: usize,
    later_files: usize,
}

/// Sorts every file into first screen and later.
pub(super) fn measure(
    site: &Site,
    compressed: &BTreeMap<String, Compressed>,
) -> Result<SizeReport> {
    let page = site.text(INDEX)?;
    let mut report = SizeReport {
        first_screen: Vec::new(),
        workplace: Vec::new(),
        engine: Vec::new(),
        sheets: Vec::new(),
        intake: Vec::new(),
        later_bytes: 0,
        later_files: 0,
    };
    for (path, bytes) in site.iter().filter(|(path, _)| is_kept(path)) {
        let size = compressed
            .get(path)
            .map_or(bytes.len(), |smaller| smaller.brotli.len());
        if path.starts_with("workplace-") {
            report.workplace.push((path.to_owned(), size));
        } else if path.starts_with("intake") || path.starts_with("desk-") {
            report.intake.push((path.to_owned(), size));
        } else if is_on_first_screen(path, page) {
            report.first_screen.push((path.to_owned(), size));
        } else if path.starts_with("engine-") {
            report.engine.push((path.to_owned(), size));
        } else if path.starts_with("sheets-") {
            report.sheets.push((path.to_owned(), size));
        } else {
            report.later_bytes += size;
            report.later_files += 1;
        }
    }
    report
        .first_screen
        .sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(report)
}

fn is_on_first_screen(path: &str, page: &str) -> bool {
    path == INDEX || page.contains(&format!("/{path}\"")) || page.contains(&format!("/{path}'"))
}

impl SizeReport {
    /// # Errors
    /// When the first screen, the workplace or the engine is over its budget.
    pub(super) fn within_budget(&self) -> Result<()> {
        for (what, files, budget) in [
            ("first screen", &self.first_screen, FIRST_SCREEN_BYTES),
            ("workplace", &self.workplace, WORKPLACE_BYTES),
            ("engine", &self.engine, ENGINE_BYTES),
            ("writer of tables", &self.sheets, SHEETS_BYTES),
            ("intake", &self.intake, INTAKE_BYTES),
        ] {
            if total(files) > budget {
                bail!(
                    "The {what} is {} bytes over its budget of {} KiB (sizes above).",
                    total(files) - budget,
                    budget / 1024
                );
            }
        }
        Ok(())
    }
}

impl fmt::Display for SizeReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, files, budget) in [
            ("first screen", &self.first_screen, FIRST_SCREEN_BYTES),
            (
                "workplace, once the first screen stands",
                &self.workplace,
                WORKPLACE_BYTES,
            ),
            (
                "engine, once the first screen stands",
                &self.engine,
                ENGINE_BYTES,
            ),
            (
                "writer of tables, when a file is asked for",
                &self.sheets,
                SHEETS_BYTES,
            ),
            (
                "intake, in every language, when one begins",
                &self.intake,
                INTAKE_BYTES,
            ),
        ] {
            for (path, size) in files {
                writeln!(formatter, "  {:>8}  {path}", kibibytes(*size))?;
            }
            writeln!(
                formatter,
                "  {:>8}  {what}, brotli (budget {} KiB)",
                kibibytes(total(files)),
                budget / 1024
            )?;
        }
        writeln!(
            formatter,
            "  {:>8}  in {} more files, kept for use without a network",
            kibibytes(self.later_bytes),
            self.later_files
        )
    }
}

fn total(files: &[(String, usize)]) -> usize {
    files.iter().map(|(_, size)| size).sum()
}

fn kibibytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{} KiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Site, kibibytes, measure, total};

    fn site(page: &str, script: usize) -> Site {
        let mut site = Site::default();
        site.put("index.html", page);
        site.put("app.js", vec![0; script]);
        site.put("engine-worker.wasm", vec![0; 1024]);
        site.put("workplace-1_bg.wasm", vec![0; 512]);
        site.put("late.js", vec![0; 2048]);
        site
    }

    #[test]
    fn what_the_page_names_is_the_first_screen() {
        let report = measure(
            &site("\"/app.js\" \"/workplace-1_bg.wasm\"", 100),
            &BTreeMap::new(),
        )
        .expect("a page");
        assert_eq!(total(&report.first_screen), 32 + 100);
        assert_eq!(total(&report.workplace), 512);
        assert_eq!(total(&report.engine), 1024);
        assert_eq!((report.later_files, report.later_bytes), (1, 2048));
        report.within_budget().expect("it is small");
    }

    #[test]
    fn over_the_budget_is_an_error() {
        let report = measure(
            &site("<script src=\"/app.js\">", 351 * 1024),
            &BTreeMap::new(),
        )
        .expect("a page");
        assert!(report.within_budget().is_err());
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(kibibytes(1), "0.1 KiB");
        assert_eq!(kibibytes(1024), "1.0 KiB");
    }
}
