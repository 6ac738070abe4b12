//! Running other programs, and saying so: one line when a step begins, one when it ends, and one
//! clear sentence when it fails.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How many lines of a failed program's output are shown.
const TAIL_LINES: usize = 40;

/// Runs one step of work and prints how long it took.
pub(crate) fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {title}");
    let start = Instant::now();
    let result = work()?;
    println!("✓ {title} ({})", seconds(start.elapsed()));
    Ok(result)
}

/// "0.4 s", "12 s", "3 min 05 s".
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// Runs a program whose own output is worth watching.
///
/// # Errors
/// `failure` is the sentence shown when the program cannot start or ends badly.
pub(crate) fn run_shown(command: &mut Command, failure: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| cannot_start(command))
        .context(failure.to_owned())?;
    if !status.success() {
        bail!(
            "{failure} ({} ended with {status}; see the lines above)",
            name_of(command)
        );
    }
    Ok(())
}

/// Runs a program whose output matters only when it fails; gives its standard output.
///
/// # Errors
/// As `run_shown`, with the last lines of what the program wrote.
pub(crate) fn run_quiet(command: &mut Command, failure: &str) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))
        .context(failure.to_owned())?;
    if !output.status.success() {
        let written = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
        let tail = tail(&String::from_utf8_lossy(&written));
        bail!(
            "{failure} ({} ended with {}):\n{tail}",
            name_of(command),
            output.status
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program starts and ends well. Its output is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The first line a program prints for `--version`, if it can be started.
pub(crate) fn version_of(program: impl AsRef<OsStr>) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output
        .status
        .success()
        .then(|| text.lines().next().unwrap_or_default().to_owned())
}

/// Whether this process may change the system.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// The search path with folders put in front.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .cloned()
        .chain(std::env::split_paths(&before));
    std::env::join_paths(all).context("a folder of the tool cache has a colon in its name")
}

/// The whole text of a file, with its path in the error.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write_file(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Removes a folder and what it holds; a missing one is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}", name_of(command))
}

fn name_of(command: &Command) -> String {
    Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned()
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Duration, run_quiet, seconds, tail};
    use std::process::Command;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(12)), "12 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_failure_says_its_sentence_and_the_last_lines() {
        let error = run_quiet(
            Command::new("sh").args(["-c", "echo why >&2; exit 3"]),
            "It failed",
        )
        .expect_err("exit 3 is a failure");
        let text = format!("{error:#}");
        assert!(text.starts_with("It failed"), "{text}");
        assert!(text.ends_with("why"), "{text}");
    }

    #[test]
    fn a_tail_keeps_the_end() {
        let text: Vec<String> = (0..100).map(|line| line.to_string()).collect();
        assert!(tail(&text.join("\n")).starts_with("60\n"));
    }
}
