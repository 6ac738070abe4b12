//! Nothing acknowledged is lost: when the program is killed in the middle of the traffic, and
//! when the machine loses its power and, with it, all that was not synced.
//!
//! The second is shown by a disk that keeps only what was synced (crates/unsynced); that this
//! test can fail is shown by running it against an endpoint told not to sync.
#![cfg(target_os = "linux")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use common::process::{Preload, Process, invite};
use common::{Batch, Client, Folder, Team};
use sync::fixture::Holder;
use sync::message::{BatchAccepted, LogPage};
use sync::{BatchId, Cursor, Digest, TeamId, request};

/// How many devices write at a time.
const WRITERS: u64 = 4;
/// How long the traffic runs before the kill, in milliseconds, plus some for each round.
const TRAFFIC_MS: u64 = 400;

/// What was acknowledged: position and digest of each batch.
type Acknowledged = BTreeMap<BatchId, BatchAccepted>;

/// How many rounds to play: a few, or as many as asked for.
fn rounds() -> u64 {
    std::env::var("PERMANENCE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(3)
}

/// Writes until nobody answers any more, and says what was acknowledged. Sizes vary, and some
/// batches are sent twice.
fn write_until_silence(
    client: &Client,
    team: TeamId,
    numbers: &AtomicU64,
    is_killed: &AtomicBool,
) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    while !is_killed.load(Ordering::Relaxed) {
        let number = numbers.fetch_add(1, Ordering::Relaxed);
        let batch = Batch::new(team, 1, number, 4136 << (number % 4 * 2));
        let path = request::log_path(&batch.id);
        for _ in 0..=(number % 5 / 4) {
            let Ok(answer) = client.try_write("PUT", &path, "", &batch.bytes) else {
                return acknowledged;
            };
            let accepted: BatchAccepted = answer.read();
            assert_eq!(accepted.digest, Digest::of(&batch.bytes));
            acknowledged.insert(batch.id, accepted);
        }
    }
    acknowledged
}

/// Traffic, and the kill in the middle of it.
fn traffic_and_kill(
    process: Process,
    clients: &[Client],
    numbers: &AtomicU64,
    ms: u64,
) -> Acknowledged {
    let is_killed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers: Vec<_> = clients
            .iter()
            .map(|client| {
                scope.spawn(|| write_until_silence(client, client.team, numbers, &is_killed))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(ms));
        process.kill();
        is_killed.store(true, Ordering::Relaxed);
        let finished = writers
            .into_iter()
            .map(|writer| writer.join().expect("a writer"));
        finished.flatten().collect()
    })
}

/// Reads the whole log and checks its running digest.
fn read_log(client: &Client) -> Acknowledged {
    let mut found = Acknowledged::new();
    let mut cursor = Cursor::start(&client.team);
    loop {
        let path = format!("/v1/log?after={}&digest={}", cursor.position, cursor.digest);
        let page: LogPage = client.get(&path).read();
        for item in &page.items {
            let digest = Digest::of(&item.bytes);
            cursor = cursor.after(&item.batch, &digest).expect("room");
            found.insert(
                item.batch,
                BatchAccepted {
                    digest,
                    position: cursor.position,
                },
            );
        }
        assert_eq!(cursor, page.end, "the running digest does not hold");
        if page.end == page.head {
            return found;
        }
    }
}

/// How many acknowledged batches are missing or other than they were; all of them when the
/// team itself is unknown.
fn lost(process: &Process, holder: &Holder, team: TeamId, acknowledged: &Acknowledged) -> usize {
    let answer = process
        .api
        .try_log_in(holder, team, &process.api.origin)
        .expect("an answer");
    if answer.status != 200 {
        return acknowledged.len();
    }
    let found = read_log(&process.api.log_in(holder, team));
    let is_there =
        |(batch, accepted): &(&BatchId, &BatchAccepted)| found.get(batch) == Some(accepted);
    acknowledged.len() - acknowledged.iter().filter(is_there).count()
}

fn clients(process: &Process, holder: &Holder, team: TeamId) -> Vec<Client> {
    (0..WRITERS)
        .map(|_| process.api.log_in(holder, team))
        .collect()
}

#[test]
fn killed_in_the_middle_it_keeps_what_it_acknowledged() {
    let folder = Folder::new("killed");
    let numbers = AtomicU64::new(0);
    let mut process = Process::serve(folder.path(), &[], None);
    let team = Team::found(&process.api, &invite(folder.path(), None), 1);
    let (holder, id) = (team.administrator.holder.clone(), team.id());
    let mut acknowledged = Acknowledged::new();
    for round in 0..rounds() {
        let clients = clients(&process, &holder, id);
        acknowledged.extend(traffic_and_kill(
            process,
            &clients,
            &numbers,
            TRAFFIC_MS + 37 * round,
        ));
        process = Process::serve(folder.path(), &[], None);
        assert_eq!(
            lost(&process, &holder, id, &acknowledged),
            0,
            "round {round}"
        );
    }
    assert!(
        acknowledged.len() > 20,
        "too little traffic: {}",
        acknowledged.len()
    );
}

/// Plays rounds of traffic, power loss and restart; returns how much was acknowledged and how
/// much of it was lost.
fn lose_power(durability: &str, rounds: u64) -> (usize, usize) {
    let mut folder = Folder::new("powered");
    let numbers = AtomicU64::new(0);
    let mut known = None;
    let (mut acknowledged, mut lost_batches) = (Acknowledged::new(), 0);
    for round in 0..rounds {
        let disk = Folder::new("disk");
        let preload = Preload {
            data: folder.path().to_path_buf(),
            disk: disk.path().to_path_buf(),
        };
        let invitation = invite(folder.path(), Some(&preload));
        let process = Process::serve(folder.path(), &["--durability", durability], Some(&preload));
        let (holder, id) = known.get_or_insert_with(|| {
            let team = Team::found(&process.api, &invitation, 1);
            (team.administrator.holder.clone(), team.id())
        });
        let clients = clients(&process, holder, *id);
        acknowledged.extend(traffic_and_kill(
            process,
            &clients,
            &numbers,
            TRAFFIC_MS + 53 * round,
        ));
        folder = after_power_loss(disk.path());
        let process = Process::serve(folder.path(), &[], None);
        lost_batches += lost(&process, holder, *id, &acknowledged);
    }
    (acknowledged.len(), lost_batches)
}

fn after_power_loss(disk: &Path) -> Folder {
    let folder = Folder::new("restored");
    unsynced::restore(disk, folder.path()).expect("the disk is readable");
    folder
}

#[test]
fn without_its_unsynced_writes_it_keeps_what_it_acknowledged() {
    let (acknowledged, lost) = lose_power("full", rounds());
    assert_eq!(lost, 0, "of {acknowledged}");
    assert!(acknowledged > 10, "too little traffic: {acknowledged}");
}

#[test]
fn an_endpoint_that_does_not_sync_is_found_out() {
    let (acknowledged, lost) = lose_power("off", 1);
    assert!(acknowledged > 10, "too little traffic: {acknowledged}");
    assert!(
        lost > 0,
        "nothing of {acknowledged} was lost: this test proves nothing"
    );
}
