//! The real program, started, killed and started again.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use super::Api;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_permanence-endpoint");

/// A program that runs; killed when dropped.
pub struct Process {
    child: Child,
    stdout: BufReader<ChildStdout>,
    pub api: Api,
}

/// What stands between the program and the disk.
#[derive(Clone)]
pub struct Preload {
    pub data: PathBuf,
    pub disk: PathBuf,
}

impl Preload {
    /// The library lies beside the test programs, where cargo puts it.
    fn library() -> PathBuf {
        let own = std::env::current_exe().expect("this program has a path");
        let library = own.with_file_name("libunsynced.so");
        assert!(library.exists(), "no {}", library.display());
        library
    }

    fn apply(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", Self::library())
            .env(unsynced::DATA, &self.data)
            .env(unsynced::DISK, &self.disk);
    }
}

/// Runs the program to its end.
pub fn run(arguments: &[&str], data: &Path, preload: Option<&Preload>) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--data").arg(data);
    if let Some(preload) = preload {
        preload.apply(&mut command);
    }
    command.output().expect("the program runs")
}

/// An invitation, as the operator makes one.
pub fn invite(data: &Path, preload: Option<&Preload>) -> String {
    let output = run(&["invite"], data, preload);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .expect("a code")
        .trim()
        .to_owned()
}

impl Process {
    pub fn serve(data: &Path, arguments: &[&str], preload: Option<&Preload>) -> Self {
        let mut command = Command::new(PROGRAM);
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(preload) = preload {
            preload.apply(&mut command);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let Some(address) = line.trim().strip_prefix("listening on ") else {
            let mut error = String::new();
            let _ = child
                .stderr
                .take()
                .map(|mut stderr| stderr.read_to_string(&mut error));
            panic!("the program says {line:?} {error}");
        };
        let api = Api::new(format!("http://{address}"));
        Self { child, stdout, api }
    }

    /// No warning, no farewell.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ran");
    }

    /// Asks it to stop, as a service manager does, and returns how it ended and what it said.
    #[cfg(unix)]
    pub fn terminate(mut self) -> (bool, String, String) {
        let number = self.child.id().to_string();
        let sent = Command::new("kill")
            .args(["-TERM", &number])
            .status()
            .expect("kill runs");
        assert!(sent.success());
        let status = self.child.wait().expect("it ran");
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).expect("text");
        let mut piped = self.child.stderr.take().expect("piped");
        piped.read_to_string(&mut stderr).expect("text");
        (status.success(), stdout, stderr)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
