//! What a tablet seals with the public key alone, the team opens on whichever device it is brought to; nobody else does.

use engine::memory::MemoryStore;
use engine::message::{IntakeItem, IntakeKey, Reply, Request};
use intake::desk::{Asked, Progress, Refusal, Ticket, Told};
use intake::{Answer, Gathered, Item, What};
use intake_worker::Desk;
use permanence_simulation::executor::run;
use permanence_simulation::world::{Tab, World, second};

fn key_of(tab: &Tab) -> IntakeKey {
    match tab.ask(Request::IntakeKey) {
        Reply::IntakeKey(key) => *key,
        other => unreachable!("{other:?}"),
    }
}

fn ticket(key: &IntakeKey) -> Ticket {
    Ticket {
        session: [7; 16],
        team: key.team,
        generation: key.generation,
        key_id: key.key_id,
        key: key.key.clone(),
        path: String::new(),
        languages: Vec::new(),
        lines: Vec::new(),
        has_notes: false,
    }
}

fn prepare(ticket: Ticket) -> Asked {
    Asked::Prepare {
        ticket: ticket.into(),
        begun: answered(0),
    }
}

fn answered(sequence: u32) -> Vec<u8> {
    let item = Item {
        session: [7; 16],
        sequence,
        at_ms: 1_000,
        language: "fr".to_owned(),
        what: What::Answered {
            question: "hit".to_owned(),
            answer: Answer::Chosen(vec!["yes".to_owned()]),
        },
    };
    item.to_bytes()
}

/// What a desk says; everything it does is ready at once over a store in memory.
fn ask(desk: &Desk<MemoryStore>, world: &World, asked: Asked) -> Told {
    let mut chance = world.chance.clone();
    run(desk.answer(asked, &mut chance))
}

fn sealed(desk: &Desk<MemoryStore>, world: &World) -> Vec<IntakeItem> {
    let Told::Items(items) = ask(desk, world, Asked::Items) else {
        unreachable!("the desk has a store")
    };
    let item = |(id, sealed)| IntakeItem { id, sealed };
    items.into_iter().map(item).collect()
}

fn opened(tab: &Tab, items: &[IntakeItem]) -> Vec<Option<Vec<u8>>> {
    match tab.ask(Request::OpenIntake(items.to_vec())) {
        Reply::OpenedIntake(held) => held,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_tablet_writes_and_the_team_reads() {
    let world = World::new(501);
    let (_first, one) = world.founder();
    let key = key_of(&one);
    assert_eq!(key_of(&one), key, "it is drawn once");
    let (_second, two) = second(&world, &one, "Bako Diarra");
    for _ in 0..2 {
        assert_eq!((one.exchange(), two.exchange()), (None, None));
    }
    assert_eq!(key_of(&two), key, "and shared with the keyring");

    let desk = Desk::new(MemoryStore::new());
    let keep = |sequence: u32| Asked::Keep {
        content: answered(sequence),
        progress: Progress {
            sequence: sequence + 1,
            ..Progress::default()
        },
    };
    assert_eq!(
        ask(&desk, &world, keep(0)),
        Told::Refused(Refusal::NoTicket)
    );
    assert_eq!(ask(&desk, &world, prepare(ticket(&key))), Told::Done);
    let again = ask(&desk, &world, prepare(ticket(&key)));
    assert_eq!(again, Told::Refused(Refusal::NoTicket), "one at a time");
    assert_eq!(ask(&desk, &world, keep(1)), Told::Done);
    assert_eq!(ask(&desk, &world, keep(2)), Told::Done);
    let Told::Where(Some(found)) = ask(&desk, &world, Asked::Where) else {
        unreachable!("it is under way")
    };
    assert_eq!(found.1.sequence, 3);

    // It ends: the ticket goes, what was sealed stays.
    assert_eq!(ask(&desk, &world, Asked::Close), Told::Done);
    assert_eq!(ask(&desk, &world, Asked::Where), Told::Where(None));
    let items = sealed(&desk, &world);
    assert_eq!(items.len(), 3, "the beginning and both answers");
    for tab in [&one, &two] {
        let held = opened(tab, &items).into_iter().flatten();
        let read = held.map(|bytes| Item::from_bytes(&bytes).expect("an item"));
        let gathered = Gathered::of(read);
        let said = gathered[0].answers.get("hit");
        assert_eq!(said, Some(&Answer::Chosen(vec!["yes".to_owned()])));
    }
    // Nothing that was answered is legible where it lies, and another team opens none of it.
    let is_legible = |item: &IntakeItem| item.sealed.windows(3).any(|window| window == b"hit");
    assert!(!items.iter().any(is_legible));
    let other = World::new(502);
    let (_device, stranger) = other.founder();
    assert_eq!(opened(&stranger, &items), [None, None, None]);

    let ids = items.iter().map(|item| item.id).collect();
    assert_eq!(ask(&desk, &world, Asked::Forget(ids)), Told::Done);
    assert_eq!(sealed(&desk, &world), []);
}

#[test]
fn a_full_device_refuses_and_loses_nothing() {
    let world = World::new(503);
    let (_first, one) = world.founder();
    let store = MemoryStore::new();
    let desk = Desk::new(store.fork());
    drop(store);
    assert_eq!(
        ask(&desk, &world, prepare(ticket(&key_of(&one)))),
        Told::Done
    );
    let large = Asked::Keep {
        content: vec![0; 2 << 20],
        progress: Progress::default(),
    };
    assert_eq!(
        ask(&desk, &world, large),
        Told::Refused(Refusal::Unsealable)
    );
    assert_eq!(sealed(&desk, &world).len(), 1, "the beginning alone");
    let mut broken = ticket(&key_of(&one));
    broken.key.truncate(9);
    let other = Desk::new(MemoryStore::new());
    assert_eq!(
        ask(&other, &world, prepare(broken)),
        Told::Refused(Refusal::Unsealable)
    );
}
