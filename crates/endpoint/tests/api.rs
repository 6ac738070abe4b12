//! Every request over a real socket: what it does, and what it refuses.

mod common;

use std::time::{Duration, Instant};

use common::{Answer, Batch, Client, Folder, Served, Team};
use sync::fixture::{Holder, add, next_generation, revoke, segment_bytes, wrap_bytes};
use sync::message::{
    self, Acknowledgement, BatchAccepted, BlobComplete, BlobStatus, Challenge, ChallengeRequest,
    Head, InboxList, KeyringPage, LogPage, PruneRequest, Pruned, RosterPage, TokenRequest, Wrap,
    WrapList,
};
use sync::request::{self, ChallengeToSign, RequestToSign};
use sync::{
    BlobId, Change, Cursor, Cutoff, Digest, EntryHash, InboxId, RendezvousId, Role, Roster,
    RosterHash, TeamId, TokenId,
};

const NOTHING: Cutoff = Cutoff {
    sequence: 0,
    hash: EntryHash::NONE,
};
const SEALED: usize = 4096 + 40;

fn ok(status: u16) -> (u16, String) {
    (status, String::new())
}

fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[track_caller]
fn done(answer: &Answer, status: u16) {
    assert_eq!(answer.outcome(), ok(status));
}

#[track_caller]
fn refuses(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.outcome(), refused(status, code));
}

fn served() -> Served {
    Served::new(|_| ())
}

#[test]
fn health_and_headers() {
    let served = served();
    let answer = served.api.get(request::HEALTH);
    assert_eq!(answer.status, 200);
    assert!(String::from_utf8_lossy(&answer.body).contains(r#""status":"ok""#));
    for path in [request::HEALTH, "/v1/nothing", "/", "/missing.js"] {
        let answer = served.api.get(path);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.header("permissions-policy").is_some(), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        let crossing = answer
            .headers
            .iter()
            .any(|(name, _)| name.starts_with("access-control"));
        assert!(!crossing, "{path}");
    }
    let elsewhere = served.api.get("/v1/nothing");
    refuses(&elsewhere, 404, "not-found");
    let wrong = served.api.call("POST", request::HEAD, &[], b"x");
    refuses(&wrong, 405, "bad-request");
}

#[test]
fn a_team_needs_an_invitation_that_is_spent_once() {
    let served = served();
    let invitation = served.invite();
    let founder = Holder::new(1, Role::Administrator);
    let (_, genesis) = founder.found().expect("a genesis");
    let post = |code: &str, body: &[u8]| {
        served.api.call(
            "POST",
            request::ROSTER,
            &[("permanence-invitation", code)],
            body,
        )
    };
    let without = served
        .api
        .call("POST", request::ROSTER, &[], genesis.bytes());
    refuses(&without, 403, "forbidden");
    refuses(&post("wrong", genesis.bytes()), 403, "forbidden");
    let mut flipped = genesis.bytes().to_vec();
    flipped[40] ^= 1;
    refuses(&post(&invitation, &flipped), 400, "bad-request");
    done(&post(&invitation, genesis.bytes()), 201);
    done(&post(&invitation, genesis.bytes()), 200);
    let (_, other) = Holder::new(2, Role::Administrator)
        .found()
        .expect("a genesis");
    refuses(&post(&invitation, other.bytes()), 403, "forbidden");
}

#[test]
fn a_token_needs_the_devices_signature_once_for_this_origin() {
    let served = served();
    let team = served.team();
    let (api, holder) = (&served.api, &team.administrator.holder);
    let stranger = Holder::new(9, Role::Administrator);
    let outcome = |holder: &Holder, team, origin: &str| {
        api.try_log_in(holder, team, origin)
            .expect("an answer")
            .outcome()
    };
    assert_eq!(outcome(holder, team.id(), &api.origin), ok(200));
    assert_eq!(
        outcome(&stranger, team.id(), &api.origin),
        refused(401, "device")
    );
    assert_eq!(
        outcome(holder, TeamId::NONE, &api.origin),
        refused(401, "device")
    );
    let elsewhere = "https://elsewhere.example";
    assert_eq!(
        outcome(holder, team.id(), elsewhere),
        refused(401, "signature")
    );

    let (device, id) = (holder.device.id, team.id());
    let asked = message::encode(&ChallengeRequest { team: id, device });
    let challenge: Challenge = api.call("POST", request::CHALLENGE, &[], &asked).read();
    let nonce = challenge.nonce;
    let signed = ChallengeToSign {
        origin: &api.origin,
        team: &id,
        device: &device,
        nonce: &nonce,
    };
    let answer = |signature, nonce: &[u8]| {
        let request = TokenRequest {
            team: id,
            device,
            nonce: nonce.to_vec(),
            origin: api.origin.clone(),
            signature,
        };
        api.call("POST", request::TOKEN, &[], &message::encode(&request))
            .outcome()
    };
    let signature = holder.auth(&signed.to_bytes());
    assert_eq!(
        answer(stranger.auth(&signed.to_bytes()), &nonce),
        refused(401, "signature")
    );
    assert_eq!(answer(signature, b"made up"), refused(401, "signature"));
    assert_eq!(answer(signature, &nonce), ok(200));
    assert_eq!(
        answer(signature, &nonce),
        refused(401, "signature"),
        "replayed"
    );
    let garbage = api.call("POST", request::TOKEN, &[], b"garbage");
    refuses(&garbage, 400, "bad-request");
}

#[test]
fn the_log_keeps_order_bytes_and_names() {
    let served = served();
    let mut team = served.team();
    let (one, two) = (team.batch(1, SEALED), team.batch(2, 4 * SEALED));
    let administrator = team.administrator.clone();
    let accepted: BatchAccepted = administrator.put_batch(&one).read();
    assert_eq!(
        accepted,
        BatchAccepted {
            digest: Digest::of(&one.bytes),
            position: 1
        }
    );
    done(&administrator.put_batch(&one), 200);
    let other = Batch {
        id: one.id,
        bytes: team.batch(1, SEALED + 1).bytes,
    };
    refuses(&administrator.put_batch(&other), 409, "conflict");
    done(&administrator.put_batch(&two), 201);

    let reader = team.join(2, Role::Worker);
    let page: LogPage = reader.get(request::LOG).read();
    assert_eq!(page.start, Cursor::start(&team.id()));
    let read: Vec<&[u8]> = page
        .items
        .iter()
        .map(|item| item.bytes.as_slice())
        .collect();
    assert_eq!(read, [one.bytes.as_slice(), &two.bytes]);
    let expected = page.items.iter().try_fold(page.start, |cursor, item| {
        cursor.after(&item.batch, &Digest::of(&item.bytes))
    });
    assert_eq!(Some(page.end), expected);
    assert_eq!(page.head, page.end);

    // One batch a page, however small a page was asked for.
    let first: LogPage = reader.get("/v1/log?max_bytes=1").read();
    assert_eq!(first.items.len(), 1);
    let rest = format!(
        "/v1/log?after={}&digest={}",
        first.end.position, first.end.digest
    );
    let rest: LogPage = reader.get(&rest).read();
    assert_eq!((rest.start, rest.end), (first.end, page.end));
    let end = format!(
        "/v1/log?after={}&digest={}",
        page.end.position, page.end.digest
    );
    assert!(reader.get(&end).read::<LogPage>().items.is_empty());
    let lost = format!("/v1/log?after=1&digest={}", Digest::of(b"another log"));
    refuses(&reader.get(&lost), 409, "cursor");
    refuses(&reader.get("/v1/log?after=99"), 409, "cursor");
    refuses(&reader.get("/v1/log?after=x"), 400, "bad-request");
}

#[test]
fn altered_batches_are_not_taken() {
    let served = served();
    let team = served.team();
    let batch = team.batch(1, SEALED);
    let path = request::log_path(&batch.id);
    // Magic, version, suite, team, name: the signature holds, the header does not.
    for at in [0, 4, 5, 6, 30, 42, 57] {
        let mut flipped = batch.bytes.clone();
        flipped[at] ^= 1;
        let answer = team.administrator.put(&path, &flipped);
        assert_eq!(answer.outcome(), refused(400, "bad-request"), "byte {at}");
    }
    let answer = team.administrator.put(&path, &batch.bytes[..60]);
    refuses(&answer, 400, "bad-request");
    let other = Batch::new(TeamId::NONE, 1, 1, SEALED);
    refuses(&team.administrator.put_batch(&other), 400, "bad-request");
    // Any byte changed on the way: the signature does not hold.
    let signature = team.administrator.sign("PUT", &path, "", &batch.bytes);
    for at in (0..batch.bytes.len()).step_by(97) {
        let mut flipped = batch.bytes.clone();
        flipped[at] ^= 1;
        let answer = put_with(&team.administrator, "PUT", &path, &signature, &flipped);
        assert_eq!(answer, refused(401, "signature"), "byte {at}");
    }
    assert_eq!(
        team.administrator
            .get(request::HEAD)
            .read::<Head>()
            .log
            .position,
        0
    );
}

fn put_with(
    client: &Client,
    method: &str,
    path: &str,
    signature: &str,
    body: &[u8],
) -> (u16, String) {
    let bearer = client.bearer();
    let headers = [
        ("authorization", bearer.as_str()),
        ("permanence-origin", &client.api.origin),
        ("permanence-signature", signature),
    ];
    client.api.call(method, path, &headers, body).outcome()
}

#[test]
fn a_stolen_token_reads_and_cannot_write() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    let administrator = team.administrator.clone();
    let bearer = administrator.bearer();
    let stolen = [("authorization", bearer.as_str())];
    assert_eq!(
        served.api.call("GET", request::LOG, &stolen, &[]).status,
        200
    );
    let batch = team.batch(1, SEALED);
    let path = request::log_path(&batch.id);
    let writes = [
        ("PUT", path),
        ("POST", request::ROSTER.to_owned()),
        (
            "PUT",
            format!("{}?generation=1", request::segment_path(&Digest::of(b"x"))),
        ),
        (
            "PUT",
            format!(
                "{}?generation=1",
                request::wrap_path(&worker.holder.device.id)
            ),
        ),
        ("DELETE", request::wrap_path(&worker.holder.device.id)),
        ("POST", request::inbox_path(&InboxId::from_bytes([1; 16]))),
        ("DELETE", request::inbox_path(&InboxId::from_bytes([1; 16]))),
        ("PUT", request::part_path(&BlobId::from_bytes([1; 16]), 0)),
        ("POST", request::complete_path(&BlobId::from_bytes([1; 16]))),
        ("DELETE", request::blob_path(&BlobId::from_bytes([1; 16]))),
        ("POST", request::ACK.to_owned()),
        ("POST", request::PRUNE.to_owned()),
        ("DELETE", request::TEAM.to_owned()),
    ];
    for (method, path) in &writes {
        let body: &[u8] = if *method == "DELETE" {
            b""
        } else {
            &batch.bytes[..200]
        };
        let answer = served.api.call(method, path, &stolen, body);
        assert_eq!(
            answer.outcome(),
            refused(401, "signature"),
            "{method} {path}"
        );
    }
}

#[test]
fn a_signature_serves_for_one_request_of_one_device_here() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    let administrator = team.administrator.clone();
    let batch = team.batch(1, SEALED);
    let path = request::log_path(&batch.id);
    let good = administrator.sign("PUT", &path, "", &batch.bytes);
    let sign = |change: &dyn Fn(&mut RequestToSign<'_>)| {
        let content = Digest::of(&batch.bytes);
        let mut request = RequestToSign {
            origin: &served.api.origin,
            team: &administrator.team,
            token: &administrator.token.id,
            method: "PUT",
            path: &path,
            if_match: "",
            content: &content,
        };
        change(&mut request);
        administrator.holder.auth(&request.to_bytes()).to_string()
    };
    assert_eq!(sign(&|_| ()), good);
    const OTHER_TOKEN: TokenId = TokenId::from_bytes([1; 16]);
    let wrong = [
        worker.sign("PUT", &path, "", &batch.bytes),
        sign(&|request| request.origin = "http://elsewhere.example"),
        sign(&|request| request.team = &TeamId::NONE),
        sign(&|request| request.token = &OTHER_TOKEN),
        sign(&|request| request.method = "POST"),
        sign(&|request| request.path = "/v1/log/other"),
        sign(&|request| request.if_match = "x"),
        "not a signature".to_owned(),
    ];
    for signature in &wrong {
        let answer = put_with(&administrator, "PUT", &path, signature, &batch.bytes);
        assert_eq!(answer, refused(401, "signature"));
    }
    // Nor does the worker's signature with the administrator's token, or the reverse.
    assert_eq!(
        put_with(&worker, "PUT", &path, &good, &batch.bytes),
        refused(401, "signature")
    );
    assert_eq!(
        put_with(&administrator, "PUT", &path, &good, &batch.bytes),
        ok(201)
    );
}

#[test]
fn a_signature_for_another_endpoint_does_not_serve_here() {
    let served = served();
    let team = served.team();
    let batch = team.batch(1, SEALED);
    let path = request::log_path(&batch.id);
    let mut far = team.administrator;
    far.api.origin = "http://far.example".to_owned();
    let bearer = far.bearer();
    let headers = [
        ("authorization", bearer.as_str()),
        ("permanence-origin", "http://far.example"),
        (
            "permanence-signature",
            &far.sign("PUT", &path, "", &batch.bytes),
        ),
    ];
    let answer = served.api.call("PUT", &path, &headers, &batch.bytes);
    refuses(&answer, 401, "signature");
}

#[test]
fn a_made_up_token_opens_nothing() {
    let served = served();
    let team = served.team();
    let good = &team.administrator.token.bearer;
    let flipped = format!(
        "{}{}",
        &good[..good.len() - 1],
        if good.ends_with('a') { 'b' } else { 'a' }
    );
    let cases = ["", "Bearer", "Bearer x", good, &format!("Bearer {flipped}")];
    for bearer in cases {
        let answer = served
            .api
            .call("GET", request::HEAD, &[("authorization", bearer)], &[]);
        assert_eq!(answer.outcome(), refused(401, "token"), "{bearer:.10}");
    }
    refuses(&served.api.get(request::HEAD), 401, "token");
}

#[test]
fn the_roster_is_compared_and_swapped() {
    let served = served();
    let mut team = served.team();
    let other = team.join(2, Role::Worker);
    let change = Change::Role {
        device: other.holder.device.id,
        role: Role::Administrator,
        wrap: None,
    };
    team.change(change);
    let before = team.roster.clone();
    let kem_key = |byte| Change::KemKey {
        kem_key: vec![byte; 48],
    };
    let first = team.propose(kem_key(0xa1));
    let second = other
        .holder
        .propose(&before, kem_key(0xa2))
        .expect("within the caps");
    let head = before.head().to_string();
    done(&team.post(&first), 201);
    assert_eq!(team.post(&first).outcome(), ok(200), "a retry");
    let late = other.write("POST", request::ROSTER, &head, second.bytes());
    refuses(&late, 412, "roster-moved");
    let without = other.write("POST", request::ROSTER, "", second.bytes());
    refuses(&without, 400, "bad-request");
    team.roster.apply(first.bytes()).expect("taken");
    let rebuilt = other
        .holder
        .propose(&team.roster, kem_key(0xa2))
        .expect("within the caps");
    let head = team.roster.head().to_string();
    let altered: Vec<u8> = rebuilt.bytes().iter().rev().copied().collect();
    let answer = other.write("POST", request::ROSTER, &head, &altered);
    refuses(&answer, 400, "bad-request");
    let quoted = format!("\"{head}\"");
    // Quotes are how HTTP writes an entity tag; the signature is over what is between them.
    let signature = other.sign("POST", request::ROSTER, &head, rebuilt.bytes());
    let bearer = other.bearer();
    let headers = [
        ("authorization", bearer.as_str()),
        ("permanence-origin", &served.api.origin),
        ("permanence-signature", &signature),
        ("if-match", &quoted),
    ];
    let answer = served
        .api
        .call("POST", request::ROSTER, &headers, rebuilt.bytes());
    done(&answer, 201);
    let page: RosterPage = other.get("/v1/roster?from=0").read();
    let roster = Roster::verify(&page.chain()).expect("the whole chain");
    assert_eq!(roster.head(), rebuilt.hash());
    assert_eq!(page.head_index, roster.index());
    let tail: RosterPage = other
        .get(&format!("/v1/roster?from={}", page.head_index))
        .read();
    assert_eq!(tail.entries.len(), 1);
}

#[test]
fn roster_entries_travel_with_their_signer() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    // The worker sends, rightly signed as a request, what the administrator signed; and its own.
    let newcomer = Holder::new(9, Role::Intake).device;
    let by_administrator = team.propose(add(&team.roster, &newcomer));
    let head = team.roster.head().to_string();
    let answer = worker.write("POST", request::ROSTER, &head, by_administrator.bytes());
    refuses(&answer, 403, "forbidden");
    let own = worker
        .holder
        .propose(&team.roster, add(&team.roster, &newcomer))
        .expect("in caps");
    let answer = worker.write("POST", request::ROSTER, &head, own.bytes());
    refuses(&answer, 400, "bad-request");
}

#[test]
fn a_generation_starts_when_all_its_keys_are_there() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    let change = Change::Generation(next_generation(&team.roster, &[]));
    let entry = team.propose(change.clone());
    refuses(&team.post(&entry), 409, "missing");
    team.send_keys(&[]);
    // Which segments were merged must be said.
    let head = team.roster.head().to_string();
    let answer = team
        .administrator
        .write("POST", request::ROSTER, &head, entry.bytes());
    refuses(&answer, 400, "bad-request");
    // A worker's segment arrives in the meantime: the new keyring does not hold its keys.
    let merged = team.keyring();
    let segment = b"a worker's new case keys".to_vec();
    let path = request::segment_path(&Digest::of(&segment));
    done(&worker.put(&format!("{path}?generation=1"), &segment), 201);
    let stale = format!("{}?keyring={merged}", request::ROSTER);
    let answer = team
        .administrator
        .write("POST", &stale, &head, entry.bytes());
    refuses(&answer, 409, "keyring-moved");
    team.change(change);
    // The old segments are gone, and the old wraps with them.
    let list: KeyringPage = worker.get(request::KEYRING).read();
    let names: Vec<Digest> = list.segments.iter().map(|info| info.segment).collect();
    assert_eq!(names, [Digest::of(&segment_bytes(2))]);
    refuses(&worker.get(&path), 404, "not-found");
    let wraps: WrapList = team.administrator.get(request::WRAPS).read();
    assert!(wraps.wraps.iter().all(|wrap| wrap.generation == 2));
    assert_eq!(wraps.wraps.len(), 2);
    let device = worker.holder.device.id;
    let wrap: Wrap = worker.get(&request::wrap_path(&device)).read();
    assert_eq!(
        wrap,
        Wrap {
            generation: 2,
            bytes: wrap_bytes(&device, 2)
        }
    );
    let others = request::wrap_path(&team.administrator.holder.device.id);
    refuses(&worker.get(&others), 403, "forbidden");
}

#[test]
fn what_is_sealed_under_another_generation_is_not_taken() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    team.start_generation();
    let segment = b"a worker's new case keys".to_vec();
    let path = request::segment_path(&Digest::of(&segment));
    let old = Batch::new(team.id(), 1, 7, SEALED);
    refuses(&worker.put_batch(&old), 409, "generation");
    let restored = format!("{}?restore=1", request::log_path(&old.id));
    done(&worker.put(&restored, &old.bytes), 201);
    let late = format!("{path}?generation=1");
    refuses(&worker.put(&late, &segment), 409, "generation");
    let early = format!("{path}?generation=3");
    refuses(&worker.put(&early, &segment), 409, "generation");
    let other = format!("{path}?generation=2");
    refuses(&worker.put(&other, b"other bytes"), 400, "bad-request");
    done(&worker.put(&other, &segment), 201);
    done(&worker.put(&other, &segment), 200);
    assert_eq!(worker.get(&path).body, segment);
}

/// The data folder is copied, the team goes on, the copy takes the folder's place.
#[test]
fn an_endpoint_back_from_a_backup_is_given_what_it_lost() {
    let backup = Folder::new("backup");
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    done(&worker.put_batch(&team.batch(1, SEALED)), 201);
    let file = endpoint::store::sqlite::FILE_NAME;
    let database = rusqlite::Connection::open(served.folder.path().join(file)).expect("opens");
    let copy = backup.path().join(file).to_string_lossy().into_owned();
    database.execute("VACUUM INTO ?1", [copy]).expect("copies");
    let before = team.roster.head();
    done(&worker.put_batch(&team.batch(2, SEALED)), 201);
    team.start_generation();
    done(&worker.put_batch(&team.batch(3, SEALED)), 201);
    let whole: LogPage = worker.get(request::LOG).read();
    let roster: RosterPage = worker.get(request::ROSTER).read();
    let generation = roster.chain().last().expect("entries").to_vec();

    let restored = Served::new(|config| config.data = backup.path().to_path_buf());
    let worker = restored.api.log_in(&worker.holder, team.id());
    let cursor = format!(
        "/v1/log?after={}&digest={}",
        whole.end.position, whole.end.digest
    );
    refuses(&worker.get(&cursor), 409, "cursor");
    let head = before.to_string();
    refuses(
        &worker.write("POST", request::ROSTER, &head, &generation),
        403,
        "forbidden",
    );
    let path = format!("{}?restore=1", request::ROSTER);
    let mut flipped = generation.clone();
    flipped[100] ^= 1;
    refuses(
        &worker.write("POST", &path, &head, &flipped),
        400,
        "bad-request",
    );
    done(&worker.write("POST", &path, &head, &generation), 201);
    let segment = segment_bytes(2);
    let path = request::segment_path(&Digest::of(&segment));
    done(&worker.put(&format!("{path}?generation=2"), &segment), 201);
    for item in &whole.items {
        let path = format!("{}?restore=1", request::log_path(&item.batch));
        assert_eq!(worker.put(&path, &item.bytes).status / 100, 2);
    }
    let again: LogPage = worker.get(&cursor).read();
    assert_eq!((again.end, again.head), (whole.end, whole.head));
}

#[test]
fn a_revoked_device_is_shut_out_at_once() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    assert_eq!(worker.get(request::HEAD).status, 200);
    let device = worker.holder.device.id;
    team.send_keys(&[device]);
    let change = revoke(&team.roster, &device, NOTHING);
    team.change(change);
    refuses(&worker.get(request::HEAD), 401, "device");
    let batch = team.batch(1, SEALED);
    refuses(&worker.put_batch(&batch), 401, "device");
    let again = served
        .api
        .try_log_in(&worker.holder, team.id(), &served.api.origin);
    refuses(&again.expect("an answer"), 401, "device");
}

#[test]
fn roles_see_what_they_may() {
    let served = served();
    let mut team = served.team();
    let tablet = team.join(3, Role::Intake);
    let coordinator = team.join(4, Role::Coordinator);
    let worker = team.join(5, Role::Worker);
    for client in [&tablet, &coordinator] {
        for path in [request::LOG, request::KEYRING] {
            refuses(&client.get(path), 403, "forbidden");
        }
        let batch = team.batch(1, SEALED);
        refuses(&client.put_batch(&batch), 403, "forbidden");
        assert_eq!(client.get(request::ROSTER).status, 200);
        assert_eq!(client.get(request::HEAD).status, 200);
    }
    let wrap = format!(
        "{}?generation=1",
        request::wrap_path(&tablet.holder.device.id)
    );
    refuses(&worker.put(&wrap, b"wrap"), 403, "forbidden");
    let prune = message::encode(&PruneRequest { up_to: 1 });
    let answer = worker.write("POST", request::PRUNE, "", &prune);
    refuses(&answer, 403, "forbidden");
    let head = team.roster.head().to_string();
    let answer = worker.write("DELETE", request::TEAM, &head, &[]);
    refuses(&answer, 403, "forbidden");
}

#[test]
fn the_inbox_shows_each_what_is_for_it() {
    let served = served();
    let mut team = served.team();
    let tablet = team.join(3, Role::Intake);
    let coordinator = team.join(4, Role::Coordinator);
    let worker = team.join(5, Role::Worker);
    let item = InboxId::from_bytes([1; 16]);
    let path = request::inbox_path(&item);
    done(&tablet.write("POST", &path, "", b"sealed answers"), 201);
    done(&tablet.write("POST", &path, "", b"sealed answers"), 200);
    refuses(&tablet.write("POST", &path, "", b"others"), 409, "conflict");
    refuses(&tablet.get(&path), 403, "forbidden");
    refuses(&coordinator.get(&path), 403, "forbidden");
    assert!(
        tablet
            .get(request::INBOX)
            .read::<InboxList>()
            .items
            .is_empty()
    );
    let sheet = InboxId::from_bytes([2; 16]);
    let addressed = format!(
        "{}?to={}",
        request::inbox_path(&sheet),
        coordinator.holder.device.id
    );
    done(
        &worker.write("POST", &addressed, "", b"masked figures"),
        201,
    );
    let list: InboxList = coordinator.get(request::INBOX).read();
    assert_eq!(
        list.items.iter().map(|info| info.item).collect::<Vec<_>>(),
        [sheet]
    );
    assert_eq!(
        coordinator.get(&request::inbox_path(&sheet)).body,
        b"masked figures"
    );
    let list: InboxList = worker.get(request::INBOX).read();
    assert_eq!(
        list.items.iter().map(|info| info.item).collect::<Vec<_>>(),
        [item]
    );
    assert_eq!(worker.get(&path).body, b"sealed answers");
    refuses(&tablet.delete(&path), 403, "forbidden");
    done(&worker.delete(&path), 204);
    refuses(&worker.get(&path), 404, "not-found");
}

#[test]
fn blobs_arrive_in_parts_and_are_resumed() {
    let served = served();
    let team = served.team();
    let client = &team.administrator;
    let blob = BlobId::from_bytes([1; 16]);
    let parts = [vec![1; 300], vec![2; 300], vec![3; 100]];
    let put = |index: u32, bytes: &[u8]| client.put(&request::part_path(&blob, index), bytes);
    let complete = |digests: &[Digest]| {
        let body = message::encode(&BlobComplete {
            digests: digests.to_vec(),
        });
        client
            .write("POST", &request::complete_path(&blob), "", &body)
            .outcome()
    };
    let status = || client.get(&request::blob_path(&blob));
    let digests = [0, 1, 2].map(|index| Digest::of(&parts[index]));
    refuses(&status(), 404, "not-found");
    done(&put(2, &parts[2]), 201);
    done(&put(0, &parts[0]), 201);
    done(&put(0, &parts[0]), 200);
    refuses(&put(0, b"other"), 409, "conflict");
    assert_eq!(complete(&digests), refused(409, "missing"));
    let expected = BlobStatus {
        parts: vec![0, 2],
        is_complete: false,
    };
    assert_eq!(status().read::<BlobStatus>(), expected);
    done(&put(1, &parts[1]), 201);
    assert_eq!(complete(&digests[..2]), refused(409, "missing"));
    assert_eq!(
        complete(&[digests[1], digests[0], digests[2]]),
        refused(409, "missing")
    );
    assert_eq!(complete(&digests), ok(200));
    assert_eq!(complete(&digests), ok(200));
    assert!(status().read::<BlobStatus>().is_complete);
    refuses(&put(3, b"more"), 409, "conflict");
    refuses(&put(4096, b"far"), 400, "bad-request");
    assert_eq!(client.get(&request::part_path(&blob, 1)).body, parts[1]);
    refuses(&client.get(&request::part_path(&blob, 9)), 404, "not-found");
    let used = |client: &Client| client.get(request::HEAD).read::<Head>().used_bytes;
    let before = used(client);
    done(&client.delete(&request::blob_path(&blob)), 204);
    assert_eq!(before - used(client), 700);
    refuses(&status(), 404, "not-found");
}

#[test]
fn the_log_is_pruned_no_further_than_everyone_has_it() {
    let served = served();
    let mut team = served.team();
    let worker = team.join(2, Role::Worker);
    let administrator = team.administrator.clone();
    for number in 1..=4 {
        done(&administrator.put_batch(&team.batch(number, SEALED)), 201);
    }
    let acknowledge = |client: &Client, position| {
        let body = message::encode(&Acknowledgement {
            position,
            generation: 1,
        });
        client.write("POST", request::ACK, "", &body).outcome()
    };
    let prune = |up_to| {
        let body = message::encode(&PruneRequest { up_to });
        administrator
            .write("POST", request::PRUNE, "", &body)
            .read::<Pruned>()
            .up_to
    };
    assert_eq!(prune(4), 0);
    assert_eq!(acknowledge(&administrator, 99), ok(204));
    assert_eq!(acknowledge(&worker, 3), ok(204));
    assert_eq!(
        acknowledge(&worker, 1),
        ok(204),
        "an older one changes nothing"
    );
    let whole: LogPage = worker.get(request::LOG).read();
    assert_eq!(prune(2), 2);
    assert_eq!(prune(4), 3);
    assert_eq!(prune(1), 3);
    let rest: LogPage = worker.get(request::LOG).read();
    assert_eq!(rest.start.position, 3);
    assert_eq!(rest.items, whole.items[3..]);
    assert_eq!(rest.end, whole.end);
    let used = administrator.get(request::HEAD).read::<Head>().used_bytes;
    let length = team.batch(4, SEALED).bytes.len() as u64;
    assert_eq!(used, length + segment_bytes(1).len() as u64);
    done(&administrator.put_batch(&team.batch(5, SEALED)), 201);
}

#[test]
fn waiting_for_news_ends_when_they_come() {
    let served = served();
    let mut team = served.team();
    let reader = team.join(2, Role::Worker);
    let head: Head = reader.get(request::HEAD).read();
    assert_eq!((head.roster, head.generation), (team.roster.head(), 1));
    assert_eq!(head.limit_bytes, 2 << 30);
    let wait = |client: &Client, head: &Head, seconds: u64| {
        let path = format!(
            "{}?log={}&roster={}&wait_s={seconds}",
            request::HEAD,
            head.log.position,
            head.roster
        );
        (client.get(&path).read::<Head>(), Instant::now())
    };
    let (same, _) = wait(&reader, &head, 0);
    assert_eq!(same, head);
    let begun = Instant::now();
    let news = std::thread::spawn(move || wait(&reader, &head, 20));
    std::thread::sleep(Duration::from_millis(300));
    done(&team.administrator.put_batch(&team.batch(1, SEALED)), 201);
    let (news, at) = news.join().expect("an answer");
    assert_eq!(news.log.position, 1);
    assert!(
        at.duration_since(begun) < Duration::from_secs(15),
        "it waited to the end"
    );
}

#[test]
fn strangers_meet_at_a_rendezvous() {
    let served = served();
    let api = served.api.clone();
    let path = request::rendezvous_path(&RendezvousId::from_bytes([5; 16]));
    refuses(&api.get(&path), 404, "not-found");
    let put = |body: &[u8]| api.call("PUT", &path, &[], body).outcome();
    let waiting = {
        let (api, path) = (api.clone(), format!("{path}?wait_s=20"));
        std::thread::spawn(move || api.get(&path))
    };
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(put(b"sealed keys"), ok(201));
    assert_eq!(waiting.join().expect("an answer").body, b"sealed keys");
    assert_eq!(put(b"sealed keys"), ok(200));
    assert_eq!(put(b"someone else's"), refused(409, "conflict"));
    assert_eq!(put(&[0; 4097]), refused(413, "too-large"));
    done(&api.call("DELETE", &path, &[], &[]), 204);
    refuses(&api.get(&path), 404, "not-found");
    refuses(&api.get("/v1/rendezvous/short"), 400, "bad-request");
}

#[test]
fn a_team_ends_only_as_its_roster_stands() {
    let served = served();
    let team = served.team();
    let invited_again = Team::found(&served.api, &served.invite(), 7);
    done(&team.administrator.put_batch(&team.batch(1, SEALED)), 201);
    let stale = RosterHash::NONE.to_string();
    let delete = |head: &str| team.administrator.write("DELETE", request::TEAM, head, &[]);
    refuses(&delete(&stale), 412, "roster-moved");
    done(&delete(&team.roster.head().to_string()), 204);
    refuses(&team.administrator.get(request::HEAD), 401, "device");
    assert_eq!(invited_again.administrator.get(request::HEAD).status, 200);
}
