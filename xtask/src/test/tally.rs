//! Counting what passed and failed, from what each kind of test prints.

use std::fmt;
use std::ops::AddAssign;

/// Results of some tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Tests that passed.
    pub(super) passed: usize,
    /// Names of the tests that failed.
    pub(super) failures: Vec<String>,
    /// What could not run at all, each counted as one failure.
    pub(super) broken: Vec<String>,
    /// Names of the tests that passed at the second try only: told, so that they are mended.
    pub(super) unsteady: Vec<String>,
}

impl Tally {
    /// Something that could not run.
    pub(super) fn broken(what: String) -> Self {
        Self {
            broken: vec![what],
            ..Self::default()
        }
    }

    pub(super) fn failed(&self) -> usize {
        self.failures.len() + self.broken.len()
    }

    /// Reads one line of a Rust test program. Gives whether the line is worth showing.
    pub(super) fn read_rust_line(&mut self, line: &str) -> bool {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            return result.starts_with("FAILED");
        }
        let Some(test) = line.strip_prefix("test ") else {
            return !line.trim().is_empty() && !is_noise(line);
        };
        let failed = test
            .strip_suffix(" ... FAILED")
            .or_else(|| test.strip_suffix(" ... FAIL"));
        self.failures.extend(failed.map(str::to_owned));
        let is_quiet = [" ... ok", " ... ignored"]
            .iter()
            .any(|ending| test.ends_with(ending));
        !is_quiet
    }
}

/// The word before `what`, as a number.
fn number_before(text: &str, what: &str) -> usize {
    let before = text.split(what).next().unwrap_or_default();
    before
        .rsplit(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or(0)
}

fn is_noise(line: &str) -> bool {
    line.starts_with("running ") || line.starts_with("all doctests ran in ")
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failures.extend(other.failures);
        self.broken.extend(other.broken);
        self.unsteady.extend(other.unsteady);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for test in &self.unsteady {
            writeln!(formatter, "! {test} (passed at the second try)")?;
        }
        for failure in self.failures.iter().chain(&self.broken) {
            writeln!(formatter, "✗ {failure}")?;
        }
        writeln!(
            formatter,
            "{} passed, {} failed",
            self.passed,
            self.failed()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn read(lines: &[&str]) -> (Tally, Vec<bool>) {
        let mut tally = Tally::default();
        let shown = lines
            .iter()
            .map(|line| tally.read_rust_line(line))
            .collect();
        (tally, shown)
    }

    #[test]
    fn rust_results_are_counted() {
        let (tally, shown) = read(&[
            "running 3 tests",
            "test a::b ... ok",
            "test a::c ... FAILED",
            "what it printed",
            "",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ]);
        assert_eq!((tally.passed, tally.failed()), (2, 1));
        assert_eq!(tally.failures, ["a::c"]);
        assert_eq!(shown, [false, false, true, true, false, true]);
    }

    #[test]
    fn what_could_not_run_counts_as_a_failure() {
        let mut total = Tally {
            passed: 3,
            ..Tally::default()
        };
        total += Tally::broken("Wasm tests could not run".to_owned());
        assert_eq!(
            total.to_string(),
            "✗ Wasm tests could not run\n3 passed, 1 failed\n"
        );
    }
}
