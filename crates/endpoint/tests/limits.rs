//! Full and spent: 413 and 429, with the time to wait, and nothing kept of what was refused.

mod common;

use common::{Answer, Batch, Served, Team};
use endpoint::Limits;
use sync::batch::MAX_BATCH_BYTES;
use sync::message::{ErrorCode, Head};
use sync::{RendezvousId, request};

const KIB: u64 = 1024;

fn served(limits: Limits) -> Served {
    Served::new(|config| config.limits = limits)
}

/// A refusal that says when to try again, the same in header and body.
#[track_caller]
fn check(answer: &Answer, status: u16, code: ErrorCode, seconds: std::ops::RangeInclusive<u32>) {
    let error = answer.error().expect("a refusal with a body");
    assert_eq!((answer.status, error.code), (status, code));
    let after = error.retry_after_s.expect("a time to wait");
    assert_eq!(
        answer.header("retry-after"),
        Some(after.to_string().as_str())
    );
    assert!(seconds.contains(&after), "{after} s");
}

fn position(team: &Team) -> u64 {
    team.administrator
        .get(request::HEAD)
        .read::<Head>()
        .log
        .position
}

#[test]
fn a_spent_writing_budget_says_how_long_to_wait() {
    let limits = Limits {
        write_burst_bytes: 100 * KIB,
        write_bytes_per_hour: 3600 * KIB,
        ..Limits::default()
    };
    let served = served(limits);
    let team = served.team();
    let batch = |number| team.batch(number, 40 << 10);
    assert_eq!(team.administrator.put_batch(&batch(1)).status, 201);
    assert_eq!(team.administrator.put_batch(&batch(2)).status, 201);
    // Some 20 KiB are left and 40 are asked for: at 1 KiB a second, some 20 seconds.
    let answer = team.administrator.put_batch(&batch(3));
    check(&answer, 429, ErrorCode::TooMany, 15..=25);
    assert_eq!(position(&team), 2);
    let answer = team.administrator.put_batch(&team.batch(4, 101 << 10));
    assert_eq!(
        answer.outcome(),
        (413, "too-large".to_owned()),
        "it never fits"
    );
}

#[test]
fn a_spent_reading_budget_says_how_long_to_wait() {
    let limits = Limits {
        read_burst_bytes: 100 * KIB,
        read_bytes_per_hour: 3600 * KIB,
        ..Limits::default()
    };
    let served = served(limits);
    let team = served.team();
    assert_eq!(
        team.administrator
            .put_batch(&team.batch(1, 150 << 10))
            .status,
        201
    );
    assert_eq!(team.administrator.get(request::LOG).status, 200);
    // Overdrawn by some 50 KiB, refilled at 1 KiB a second.
    check(
        &team.administrator.get(request::LOG),
        429,
        ErrorCode::TooMany,
        45..=55,
    );
    let served_anyone = served.api.get(request::HEALTH);
    assert_eq!(served_anyone.status, 200);
}

#[test]
fn too_many_requests_of_a_device() {
    let served = served(Limits {
        requests_per_minute: 30,
        ..Limits::default()
    });
    let team = served.team();
    let mut answers = (0..40).map(|_| team.administrator.get(request::HEAD));
    let refused = answers
        .find(|answer| answer.status != 200)
        .expect("thirty a minute");
    check(&refused, 429, ErrorCode::TooMany, 1..=3);
    // Another device is not concerned, though it is at the same address.
    let other = Team::found(&served.api, &served.invite(), 9);
    assert_eq!(position(&other), 0);
}

#[test]
fn too_many_requests_of_an_address() {
    let served = served(Limits {
        open_requests_per_minute: 20,
        ..Limits::default()
    });
    let team = served.team();
    let path = request::rendezvous_path(&RendezvousId::from_bytes([1; 16]));
    let mut answers = (0..40).map(|_| served.api.get(&path));
    let refused = answers
        .find(|answer| answer.status != 404)
        .expect("twenty a minute");
    check(&refused, 429, ErrorCode::TooMany, 1..=4);
    assert_eq!(position(&team), 0, "a device with a token is not concerned");
    assert_eq!(served.api.get("/").status, 200, "nor is the application");
}

#[test]
fn a_full_team_says_so_and_keeps_what_it_has() {
    let served = served(Limits {
        team_bytes: 100 * KIB,
        ..Limits::default()
    });
    let team = served.team();
    assert_eq!(
        team.administrator
            .put_batch(&team.batch(1, 60 << 10))
            .status,
        201
    );
    let refused = team.administrator.put_batch(&team.batch(2, 60 << 10));
    check(&refused, 413, ErrorCode::TeamFull, 3600..=3600);
    assert_eq!(position(&team), 1);
    assert_eq!(
        team.administrator
            .put_batch(&team.batch(1, 60 << 10))
            .status,
        200,
        "a retry"
    );
    assert_eq!(
        team.administrator
            .put_batch(&team.batch(3, 20 << 10))
            .status,
        201
    );
    let other = Team::found(&served.api, &served.invite(), 9);
    assert_eq!(
        other
            .administrator
            .put_batch(&other.batch(1, 60 << 10))
            .status,
        201
    );
}

#[test]
fn too_large_a_batch_is_refused_whole() {
    let served = served(Limits::default());
    let team = served.team();
    let most = Batch::new(team.id(), 1, 1, MAX_BATCH_BYTES - 58);
    assert_eq!(team.administrator.put_batch(&most).status, 201);
    let more = Batch::new(team.id(), 1, 2, MAX_BATCH_BYTES - 57);
    let refused = team.administrator.put_batch(&more);
    assert_eq!(refused.outcome(), (413, "too-large".to_owned()));
    assert_eq!(position(&team), 1);
}

#[test]
fn behind_a_proxy_the_last_forwarded_address_counts() {
    let served = Served::new(|config| {
        config.behind_proxy = true;
        config.limits.open_requests_per_minute = 10;
    });
    let path = request::rendezvous_path(&RendezvousId::from_bytes([1; 16]));
    let get = |forwarded: &str| {
        served
            .api
            .call("GET", &path, &[("x-forwarded-for", forwarded)], &[])
            .status
    };
    let statuses: Vec<u16> = (0..12)
        .map(|number| get(&format!("198.51.100.{number}, 192.0.2.1")))
        .collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 429).count(),
        2,
        "{statuses:?}"
    );
    assert_eq!(get("192.0.2.1, 192.0.2.2"), 404);
}
