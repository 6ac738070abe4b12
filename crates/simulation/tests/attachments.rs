//! Attachments with the production engine: two devices, an endpoint that drops parts, crashes between parts, damage.

use std::cell::Cell;
use std::rc::Rc;

use casework::{Attachment, attachment};
use engine::message::{
    AttachmentPlace, AttachmentTotals, AttachmentView, Event, Excerpt, Failure,
    MOST_ATTACHMENT_BYTES, RecordEdit, Reply, Request, SyncProblem,
};
use engine::ports::Table;
use futures_util::future::join;
use permanence_simulation::executor::run;
use permanence_simulation::forms::{change, day, field_of, first, new_case, new_id, shown, text};
use permanence_simulation::network::Fault;
use permanence_simulation::world::{Device, Tab, World, second};
use record::{RecordId, Value};

/// What no sealed row may hold.
const CANARY: &[u8] = b"Hippocampe-Bleute";

/// A content that repeats the canary.
fn content(length: usize) -> Vec<u8> {
    CANARY.iter().copied().cycle().take(length).collect()
}

fn record_of(case: RecordId, id: RecordId) -> RecordEdit {
    let fields = vec![
        first(attachment::CASE.id(), vec![Value::Reference(case)]),
        first(attachment::LABEL.id(), vec![text("Certificat médical")]),
        first(attachment::KIND.id(), vec![Value::choice("photo")]),
        first(attachment::DATE.id(), vec![day(2026, 3, 3)]),
        first(attachment::MEDIA_TYPE.id(), vec![text("image/jpeg")]),
    ];
    RecordEdit {
        id,
        kind: Attachment::ID.to_owned(),
        fields,
    }
}

/// Adds an attachment as the screen does; what the engine refused, if anything.
fn try_add(tab: &Tab, case: RecordId, id: RecordId, content: &[u8]) -> Result<(), Failure> {
    let refused = |reply: Reply| match reply {
        Reply::Failed(failure) => failure,
        other => unreachable!("another answer: {other:?}"),
    };
    let bytes = content.len() as u64;
    let (adding, pieces) = match tab.ask(Request::BeginAttachment { bytes }) {
        Reply::Adding { adding, pieces } => (adding, pieces),
        other => return Err(refused(other)),
    };
    let mut rest = content;
    for (index, length) in (0..).zip(pieces) {
        let (piece, after) = rest.split_at(length as usize);
        rest = after;
        if piece.is_empty() {
            continue;
        }
        let bytes = piece.to_vec();
        match tab.ask(Request::AddPiece {
            adding,
            index,
            bytes,
        }) {
            Reply::Done => {}
            other => return Err(refused(other)),
        }
    }
    assert!(rest.is_empty(), "the pieces are all of it");
    let edit = record_of(case, id);
    match tab.ask(Request::FinishAttachment { adding, edit }) {
        Reply::Saved { sequence, .. } => assert!(sequence.is_some()),
        other => return Err(refused(other)),
    }
    tab.settle();
    Ok(())
}

/// A case with an attachment of that length.
fn add(world: &World, tab: &Tab, length: usize) -> (RecordId, RecordId) {
    let [case, id] = [0; 2].map(|_| new_id(&world.chance));
    tab.save([new_case(case, "2026-1")]);
    assert_eq!(try_add(tab, case, id, &content(length)), Ok(()));
    (case, id)
}

fn attachments(tab: &Tab, case: RecordId) -> Vec<AttachmentView> {
    match tab.ask(Request::Case(case)) {
        Reply::Case(view) => view.attachments,
        other => unreachable!("no case: {other:?}"),
    }
}

/// Reads the content as the screen does.
fn read(tab: &Tab, case: RecordId, id: RecordId) -> Result<Vec<u8>, Failure> {
    let views = attachments(tab, case);
    let view = views.iter().find(|view| view.record.id == id);
    let mut content = Vec::new();
    for index in 0..view.expect("the attachment").pieces {
        match tab.ask(Request::AttachmentPiece { record: id, index }) {
            Reply::Piece(piece) => content.extend(piece),
            Reply::Failed(failure) => return Err(failure),
            other => unreachable!("no piece: {other:?}"),
        }
    }
    Ok(content)
}

#[track_caller]
fn check_place(tab: &Tab, case: RecordId, expected: AttachmentPlace) {
    let places: Vec<_> = attachments(tab, case)
        .iter()
        .map(|view| view.place)
        .collect();
    assert_eq!(places, [expected]);
}

fn totals(tab: &Tab) -> AttachmentTotals {
    match tab.ask(Request::AttachmentTotals) {
        Reply::AttachmentTotals(totals) => totals,
        other => unreachable!("no totals: {other:?}"),
    }
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Parts of attachments lie among the drafts, which nobody types here.
fn parts_on(device: &Device) -> usize {
    let rows = device.disk.rows.rows();
    rows.iter()
        .filter(|(table, ..)| *table == Table::Drafts)
        .count()
}

fn team_of_two(seed: u64) -> (World, (Device, Tab), (Device, Tab)) {
    let world = World::new(seed);
    let one = world.founder();
    let two = second(&world, &one.1, "Bako Diarra");
    (world, one, two)
}

#[test]
fn an_attachment_is_sealed_here_sent_and_read_on_another_device() {
    let (world, (device, one), (other, two)) = team_of_two(101);
    for length in [0, 1, 300_000, 3 << 20] {
        let (case, id) = add(&world, &one, length);
        check_place(&one, case, AttachmentPlace::Waiting);
        assert_eq!(totals(&one).waiting, 1);
        assert_eq!(one.exchange(), None);
        check_place(&one, case, AttachmentPlace::Sent);
        assert_eq!(totals(&one).waiting, 0);
        assert_eq!(two.exchange(), None);
        check_place(&two, case, AttachmentPlace::Elsewhere);
        two.events();
        assert_eq!(read(&two, case, id), Ok(content(length)));
        assert!(
            two.events()
                .iter()
                .any(|event| matches!(event, Event::Changed))
        );
        check_place(&two, case, AttachmentPlace::Sent);
        let network = Rc::clone(&world.network);
        network.follow(|_| Fault::LoseRequest);
        assert_eq!(
            read(&two, case, id),
            Ok(content(length)),
            "kept, without network"
        );
        network.calm();
    }
    for rows in [device.disk.rows.rows(), other.disk.rows.rows()] {
        assert!(rows.iter().all(|(_, _, value)| !holds(value, CANARY)));
    }
    let endpoint = world.network.endpoint.borrow();
    let blobs = endpoint.teams.values().flat_map(|team| team.blobs.values());
    let mut parts = blobs.flat_map(|(parts, _)| parts.values());
    assert!(parts.all(|part| !holds(part, CANARY)));
}

#[test]
fn its_key_stays_inside_the_engine() {
    let world = World::new(102);
    let (_, tab) = world.founder();
    let (case, id) = add(&world, &tab, 1_000);
    let views = attachments(&tab, case);
    let fields = |view: &AttachmentView| -> Vec<String> {
        let fields = view.record.fields.iter();
        fields.map(|field| field.field.clone()).collect()
    };
    let said: Vec<String> = views.iter().flat_map(fields).collect();
    let told: Vec<String> = match tab.ask(Request::History {
        of: case,
        most: u32::MAX,
    }) {
        Reply::History(Excerpt { rows: lines, .. }) => {
            lines.into_iter().map(|line| line.field).collect()
        }
        other => unreachable!("no history: {other:?}"),
    };
    for secret in [attachment::MANIFEST.id(), attachment::CONTENT_KEY.id()] {
        assert!(
            !said.iter().any(|field| field == secret),
            "{secret} is shown"
        );
        assert!(
            !told.iter().any(|field| field == secret),
            "{secret} is told"
        );
        let edit = change(&tab.view(id), secret, vec![text("00")]);
        let refused = tab.ask(Request::Save { edits: vec![edit] });
        assert!(matches!(refused, Reply::Failed(Failure::BadValue { field }) if field == secret));
    }
    assert!(told.iter().any(|field| field == attachment::LABEL.id()));
    let Reply::Export(export) = tab.ask(Request::Export) else {
        unreachable!("an export is given")
    };
    assert!(holds(&export, "Certificat médical".as_bytes()));
    assert!(!holds(&export, b"content_key") && !holds(&export, b"manifest"));
    assert_eq!(tab.found("certificat"), 1, "found by what it is called");
}

#[test]
fn what_is_too_long_or_not_as_asked_is_refused() {
    let world = World::new(103);
    let (device, tab) = world.founder();
    let bytes = MOST_ATTACHMENT_BYTES + 1;
    let refused = tab.ask(Request::BeginAttachment { bytes });
    assert!(matches!(
        refused,
        Reply::Failed(Failure::AttachmentTooLarge)
    ));
    let Reply::Adding { adding, pieces } = tab.ask(Request::BeginAttachment { bytes: 10 }) else {
        unreachable!("it begins")
    };
    assert_eq!(pieces, [10]);
    for (index, bytes) in [
        (0, vec![0; 9]),
        (0, vec![0; 11]),
        (1, vec![]),
        (u32::MAX, vec![0]),
    ] {
        let refused = tab.ask(Request::AddPiece {
            adding,
            index,
            bytes,
        });
        assert!(matches!(refused, Reply::Failed(Failure::Mismatch)));
    }
    let [case, id] = [0; 2].map(|_| new_id(&world.chance));
    let edit = record_of(case, id);
    let early = tab.ask(Request::FinishAttachment { adding, edit });
    assert!(
        matches!(early, Reply::Failed(Failure::Mismatch)),
        "not all is here"
    );
    assert!(matches!(
        tab.ask(Request::DropAttachment { adding }),
        Reply::Done
    ));
    let bytes = vec![0; 10];
    let gone = tab.ask(Request::AddPiece {
        adding,
        index: 0,
        bytes,
    });
    assert!(matches!(gone, Reply::Failed(Failure::NotFound)));
    assert_eq!(parts_on(&device), 0);
    assert_eq!(totals(&tab).count, 0);
}

#[test]
fn parts_that_were_dropped_are_sent_again_and_no_others() {
    let (world, (_, one), (_, two)) = team_of_two(104);
    let (case, id) = add(&world, &one, 3 << 20);
    let puts = Rc::new(Cell::new(0));
    let counted = Rc::clone(&puts);
    world.network.follow(move |request| {
        if request.method == "PUT" && request.path.contains("/parts/") {
            counted.set(counted.get() + 1);
            if counted.get() > 5 {
                return Fault::LoseRequest;
            }
        }
        Fault::None
    });
    assert_eq!(
        one.exchange(),
        None,
        "the log does not wait for attachments"
    );
    assert_eq!(puts.get(), 6);
    assert_eq!(totals(&one).problem, Some(SyncProblem::Unreachable));
    assert!(one.engine.attachments_again_in_ms().is_some());
    assert_eq!(one.exchange(), None);
    assert_eq!(puts.get(), 6, "not before the pause is over");

    // The case is on the other device; of the content, only the beginning is at the endpoint.
    assert_eq!(two.exchange(), None);
    assert_eq!(read(&two, case, id), Err(Failure::NotSentYet));

    world.now_ms.set(world.now_ms.get() + 10_000);
    let counted = Rc::clone(&puts);
    puts.set(0);
    world.network.follow(move |request| {
        if request.method == "PUT" && request.path.contains("/parts/") {
            counted.set(counted.get() + 1);
        }
        Fault::None
    });
    assert_eq!(one.exchange(), None);
    assert_eq!(puts.get(), 8, "13 parts, five of which were there");
    assert_eq!(totals(&one).problem, None);
    check_place(&one, case, AttachmentPlace::Sent);

    world.network.follow(|_| Fault::LoseRequest);
    let half = Rc::new(Cell::new(0));
    assert_eq!(read(&two, case, id), Err(Failure::NotHereYet));
    let counted = Rc::clone(&half);
    world.network.follow(move |request| {
        if request.path.contains("/parts/") {
            counted.set(counted.get() + 1);
            if counted.get() == 4 {
                return Fault::Cut;
            }
        }
        Fault::None
    });
    let cut = read(&two, case, id);
    assert!(
        matches!(cut, Err(Failure::Sync(SyncProblem::Tampered))),
        "{cut:?}"
    );
    half.set(100);
    assert_eq!(read(&two, case, id), Ok(content(3 << 20)));
    assert_eq!(half.get(), 105, "eight parts were kept before");
    check_place(&two, case, AttachmentPlace::Sent);
}

#[test]
fn what_is_saved_goes_before_attachments() {
    let world = World::new(105);
    let (_, one) = world.founder();
    let (case, _) = add(&world, &one, 3 << 20);
    let other = new_id(&world.chance);
    let edits = vec![new_case(other, "2026-2")];
    let saving = Box::pin(one.engine.handle(Request::Save { edits }));
    let (problem, saved) = run(join(Box::pin(one.engine.exchange()), saving));
    assert_eq!(problem, None);
    assert!(matches!(saved, Reply::Saved { .. }));
    check_place(&one, case, AttachmentPlace::Waiting);
    assert_eq!(totals(&one).problem, None);
    assert_eq!(one.exchange(), None);
    check_place(&one, case, AttachmentPlace::Sent);
}

#[test]
fn a_crash_while_it_is_added_leaves_all_or_nothing() {
    for (at, stands) in (0..9).flat_map(|at| [(at, true), (at, false)]) {
        let world = World::new(106);
        let (device, tab) = world.founder();
        let [case, id] = [0; 2].map(|_| new_id(&world.chance));
        tab.save([new_case(case, "2026-1")]);
        tab.life.end_at(at, stands);
        let added = try_add(&tab, case, id, &content(600_000));
        device.disk.cut_power();
        let tab = device.open();
        let views = attachments(&tab, case);
        if views.is_empty() {
            assert_ne!(added, Ok(()), "what was told as saved is there");
            assert_eq!(parts_on(&device), 0, "a crash at {at} leaves parts");
            assert_eq!(totals(&tab).count, 0);
        } else {
            assert_eq!(read(&tab, case, id), Ok(content(600_000)));
        }
        let again = new_id(&world.chance);
        assert_eq!(try_add(&tab, case, again, &content(10)), Ok(()));
    }
}

#[test]
fn a_crash_while_it_is_sent_is_made_good() {
    for at in 0..4 {
        let (world, (device, one), (_, two)) = team_of_two(107);
        let (case, id) = add(&world, &one, 700_000);
        one.life.end_at(at, at % 2 == 0);
        let _ = one.exchange();
        device.disk.cut_power();
        let one = device.open();
        assert_eq!(one.exchange(), None);
        check_place(&one, case, AttachmentPlace::Sent);
        assert_eq!(two.exchange(), None);
        assert_eq!(read(&two, case, id), Ok(content(700_000)));
    }
}

#[test]
fn an_endpoint_that_lost_them_gets_them_again_from_whoever_has_them() {
    let (world, (_, one), (_, two)) = team_of_two(108);
    let (case, id) = add(&world, &one, 300_000);
    let before = world.network.endpoint.borrow().clone();
    assert_eq!(one.exchange(), None);
    assert_eq!(two.exchange(), None);
    assert_eq!(read(&two, case, id), Ok(content(300_000)));
    world.network.endpoint.borrow_mut().come_back(before);
    for _ in 0..3 {
        let _ = two.exchange();
    }
    check_place(&two, case, AttachmentPlace::Sent);
    let endpoint = world.network.endpoint.borrow();
    let blobs: usize = endpoint.teams.values().map(|team| team.blobs.len()).sum();
    assert_eq!(blobs, 1);
}

#[test]
fn a_full_endpoint_and_a_full_device_are_said_and_lose_nothing() {
    let (world, (device, one), (other, two)) = team_of_two(109);
    let (case, id) = add(&world, &one, 300_000);
    world.network.follow(|request| {
        if request.path.contains("/parts/") {
            return Fault::Refuse(413, sync::ErrorCode::TeamFull);
        }
        Fault::None
    });
    assert_eq!(one.exchange(), None);
    assert_eq!(totals(&one).problem, Some(SyncProblem::TooLarge));
    world.network.calm();
    assert!(matches!(one.ask(Request::SyncNow), Reply::Sync(_)));
    assert_eq!(
        one.exchange(),
        None,
        "asked for outright, it is tried at once"
    );
    check_place(&one, case, AttachmentPlace::Sent);

    device
        .disk
        .rows
        .set_capacity(Some(device.disk.used_bytes() + 10_000));
    let full = try_add(&one, case, new_id(&world.chance), &content(300_000));
    assert_eq!(full, Err(Failure::StorageFull));
    assert_eq!(attachments(&one, case).len(), 1);

    assert_eq!(two.exchange(), None);
    other.disk.rows.set_capacity(Some(other.disk.used_bytes()));
    assert_eq!(
        read(&two, case, id),
        Ok(content(300_000)),
        "it is shown, if not kept"
    );
    check_place(&two, case, AttachmentPlace::Elsewhere);
}

#[test]
fn a_damaged_part_comes_from_the_endpoint_or_is_told() {
    let world = World::new(110);
    let (device, one) = world.founder();
    let damage = || {
        for (table, key, mut value) in device.disk.rows.rows() {
            if table == Table::Drafts {
                value[100] ^= 1;
                device.disk.rows.overwrite(table, &key, Some(value));
            }
        }
    };
    let (case, id) = add(&world, &one, 300_000);
    assert_eq!(one.exchange(), None);
    damage();
    assert_eq!(read(&one, case, id), Ok(content(300_000)));
    let (case, id) = add(&world, &one, 10);
    damage();
    assert_eq!(
        read(&one, case, id),
        Err(Failure::StorageDamaged { rows: 1 })
    );
    one.events();
    assert_eq!(one.exchange(), None);
    let told = |event: &Event| matches!(event, Event::Damaged { rows: 1 });
    assert!(one.events().iter().any(told));
    check_place(&one, case, AttachmentPlace::Waiting);
    one.events();
    assert_eq!(one.exchange(), None);
    assert!(!one.events().iter().any(told), "it is told once");
}

#[test]
fn two_tabs_agree_on_what_is_here() {
    let world = World::new(111);
    let (device, one) = world.founder();
    let other = device.open();
    let (case, id) = add(&world, &one, 300_000);
    other.catch_up();
    check_place(&other, case, AttachmentPlace::Waiting);
    assert_eq!(read(&other, case, id), Ok(content(300_000)));
    assert_eq!(other.exchange(), None);
    one.catch_up();
    check_place(&one, case, AttachmentPlace::Sent);
}

#[test]
fn in_the_bin_it_is_hidden_and_comes_back_whole() {
    let world = World::new(112);
    let (_, tab) = world.founder();
    let (case, id) = add(&world, &tab, 1_000);
    let binned = attachment::BINNED.id();
    tab.save([change(&tab.view(id), binned, vec![day(2026, 3, 4)])]);
    assert!(attachments(&tab, case).is_empty());
    let Reply::Bin(Excerpt { rows, .. }) = tab.ask(Request::Bin { most: u32::MAX }) else {
        unreachable!("the bin is given")
    };
    let row = rows.first().expect("it lies in the bin");
    assert_eq!((row.record, row.case), (id, Some(case)));
    assert!(row.name.starts_with("Certificat médical"), "{}", row.name);
    tab.save([change(&tab.view(id), binned, Vec::new())]);
    assert_eq!(read(&tab, case, id), Ok(content(1_000)));
    let view = tab.view(id);
    assert_eq!(shown(&view, attachment::BYTES.id()), ["1000"]);
    assert!(field_of(&view, attachment::CONTENT_KEY.id()).is_none());
}
