//! The command line, as an operator uses it.
#![cfg(unix)]

mod common;

use common::process::{PROGRAM, Process, invite, run};
use common::{Folder, Team};
use sync::request;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_names_every_command_and_flag() {
    let help = |arguments: &[&str]| {
        let output = std::process::Command::new(PROGRAM).args(arguments).output();
        text(&output.expect("the program runs").stdout)
    };
    let whole = help(&["--help"]);
    for command in ["serve", "invite", "teams", "devices"] {
        assert!(whole.contains(command), "{whole}");
    }
    let serve = help(&["serve", "--help"]);
    for flag in [
        "--listen",
        "--data",
        "--app",
        "--origin",
        "--tls",
        "--tls-cert",
        "--team-bytes",
    ] {
        assert!(serve.contains(flag), "{serve}");
    }
    assert!(!serve.contains("--durability"), "a flag for tests is shown");
}

#[test]
fn an_operator_invites_and_lists() {
    let folder = Folder::new("operator");
    let empty = run(&["teams"], folder.path(), None);
    assert!(!empty.status.success());
    assert!(
        text(&empty.stderr).contains("no database"),
        "{}",
        text(&empty.stderr)
    );
    let code = invite(folder.path(), None);
    assert_eq!(code.len(), 26);
    assert_ne!(code, invite(folder.path(), None));
    let process = Process::serve(folder.path(), &[], None);
    let team = Team::found(&process.api, &code, 1);
    let batch = team.batch(1, 4136);
    assert_eq!(team.administrator.put_batch(&batch).status, 201);
    let teams = text(&run(&["teams"], folder.path(), None).stdout);
    let line = teams.lines().nth(1).expect("one team");
    let bytes = batch.bytes.len() + sync::fixture::segment_bytes(1).len();
    let expected = [
        team.id().to_string(),
        "1".to_owned(),
        "1".to_owned(),
        bytes.to_string(),
    ];
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), expected);
    let id = team.id().to_string();
    let devices = text(&run(&["devices", "--team", &id], folder.path(), None).stdout);
    let line = devices.lines().nth(1).expect("one device");
    let device = team.administrator.holder.device.id.to_string();
    let expected = [device.as_str(), "administrator", "live", "0"];
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), expected);
    let wrong = run(&["devices", "--team", "x"], folder.path(), None);
    assert!(!wrong.status.success());
}

#[test]
fn it_stops_when_asked_and_has_kept_no_address() {
    let folder = Folder::new("stopped");
    let process = Process::serve(folder.path(), &[], None);
    let team = Team::found(&process.api, &invite(folder.path(), None), 1);
    for path in [request::HEAD, "/v1/nothing", "/v1/log/x"] {
        assert!(process.api.get(path).status >= 400);
    }
    assert_eq!(
        team.administrator.put_batch(&team.batch(1, 4136)).status,
        201
    );
    let (is_success, stdout, stderr) = process.terminate();
    assert!(is_success);
    assert!(stdout.contains("open http://localhost:"), "{stdout}");
    assert_eq!(stderr, "");
    for entry in std::fs::read_dir(folder.path()).expect("the data folder") {
        let file = entry.expect("a file").path();
        let bytes = std::fs::read(&file).expect("a file");
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!holds(b"127.0.0.1"), "{}", file.display());
    }
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let folder = Folder::new("newer");
    invite(folder.path(), None);
    let file = folder.path().join(endpoint::store::sqlite::FILE_NAME);
    let database = rusqlite::Connection::open(&file).expect("a database");
    database
        .pragma_update(None, "user_version", 2)
        .expect("a version");
    drop(database);
    let output = run(&["serve", "--listen", "127.0.0.1:0"], folder.path(), None);
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("newer version"),
        "{}",
        text(&output.stderr)
    );
}
