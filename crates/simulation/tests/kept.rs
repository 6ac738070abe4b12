//! What must stay as it was, and with whom: a signature that nothing reaches, and notes that their author alone reads.

use casework::{evaluation, interview};
use engine::message::{Excerpt, Failure, RecordEdit, RecordView, Reply, Request};
use permanence_simulation::forms::{
    change, day, field_of, first, new_case, new_id, new_interview, shown, text,
};
use permanence_simulation::world::{Tab, World, second};
use record::{RecordId, Value};

fn exchange_all(tabs: &[&Tab]) {
    for _ in 0..2 {
        for tab in tabs {
            assert_eq!(tab.exchange(), None);
        }
    }
}

/// An evaluation of a new case, judged so and not signed.
fn evaluated(world: &World, tab: &Tab, judgement: &'static str) -> RecordId {
    let [case, id] = [0; 2].map(|_| new_id(&world.chance));
    let fields = vec![
        first(evaluation::CASE.id(), vec![Value::Reference(case)]),
        first(evaluation::DATE.id(), vec![day(2026, 11, 2)]),
        first(evaluation::JUDGEMENT.id(), vec![Value::choice(judgement)]),
        first(evaluation::REASON.id(), vec![text("He came back")]),
        first(evaluation::NEXT_DUE.id(), vec![day(2026, 12, 2)]),
        first(evaluation::ANSWERS.id(), vec![text("fear=yes")]),
    ];
    let edit = RecordEdit {
        id,
        kind: "evaluation".to_owned(),
        fields,
    };
    tab.save([new_case(case, "2026-1"), edit]);
    id
}

fn sign(tab: &Tab, id: RecordId) {
    let signed = evaluation::SIGNED.id();
    tab.save([change(&tab.view(id), signed, vec![day(2026, 11, 3)])]);
}

/// The fields written beside the signature, and by whom.
fn beside(view: &RecordView) -> Vec<(String, String)> {
    let copy = field_of(view, evaluation::SIGNED_COPY.id()).expect("it is signed");
    assert!(copy.values.is_empty(), "the copy itself is for the program");
    let told = copy.rivals.iter().map(|rival| {
        let field = rival.value.as_ref().and_then(Value::as_text);
        (
            field.unwrap_or_default().to_owned(),
            rival.written.by.clone(),
        )
    });
    told.collect()
}

#[test]
fn what_was_signed_stays_whatever_a_colleague_wrote_at_the_same_moment() {
    let world = World::new(81);
    let (_first, one) = world.founder();
    let (_second, two) = second(&world, &one, "Bako Diarra");
    let id = evaluated(&world, &one, "high");
    exchange_all(&[&one, &two]);
    // Neither knows of the other.
    sign(&one, id);
    let opened = two.view(id);
    two.save([
        change(
            &opened,
            evaluation::JUDGEMENT.id(),
            vec![Value::choice("low")],
        ),
        change(&opened, evaluation::REASON.id(), vec![text("All quiet")]),
        change(&opened, evaluation::NEXT_DUE.id(), Vec::new()),
        change(&opened, evaluation::ANSWERS.id(), vec![text("fear=no")]),
    ]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        let view = tab.view(id);
        let said = |field: &str| shown(&view, field);
        assert_eq!(said(evaluation::JUDGEMENT.id()), ["high"]);
        assert_eq!(said(evaluation::REASON.id()), ["He came back"]);
        assert_eq!(said(evaluation::ANSWERS.id()), ["fear=yes"]);
        assert_eq!(
            field_of(&view, evaluation::NEXT_DUE.id()).map(|one| one.values.len()),
            Some(1)
        );
        assert!(view.fields.iter().all(|field| !field.needs_decision));
        let mut fields = beside(&view);
        fields.sort();
        let by = "Bako Diarra".to_owned();
        let expected = ["answers", "judgement", "next_due", "reason"];
        assert_eq!(fields, expected.map(|field| (field.to_owned(), by.clone())));
        let due = Request::Due {
            since: "2026-12-01".parse().expect("a day"),
            until: "2026-12-31".parse().expect("a day"),
        };
        let Reply::Due(due) = tab.ask(due) else {
            unreachable!("what is due is told")
        };
        assert_eq!(due.len(), 1, "it stays due on the day that was signed");
        let refused = tab.ask(Request::Save {
            edits: vec![change(&view, evaluation::REASON.id(), vec![text("No")])],
        });
        assert!(matches!(refused, Reply::Failed(Failure::Signed)));
    }
    assert!(one.records() == two.records(), "two devices hold the same");
}

#[test]
fn a_signature_that_nobody_crossed_has_nothing_beside_it() {
    let world = World::new(82);
    let (_device, tab) = world.founder();
    let id = evaluated(&world, &tab, "moderate");
    sign(&tab, id);
    assert_eq!(beside(&tab.view(id)), []);
    let binned = evaluation::BINNED.id();
    tab.save([change(&tab.view(id), binned, vec![day(2026, 11, 4)])]);
    assert_eq!(beside(&tab.view(id)), [], "the bin is no part of it");
    assert_eq!(
        field_of(&tab.view(id), binned).map(|one| one.values.len()),
        Some(1)
    );
}

#[test]
fn of_two_signatures_made_at_once_all_show_the_same_one_and_what_the_other_said_beside_it() {
    let world = World::new(86);
    let (_first, one) = world.founder();
    let (_second, two) = second(&world, &one, "Bako Diarra");
    let id = evaluated(&world, &one, "high");
    exchange_all(&[&one, &two]);
    two.save([change(
        &two.view(id),
        evaluation::REASON.id(),
        vec![text("All quiet")],
    )]);
    sign(&one, id);
    sign(&two, id);
    exchange_all(&[&one, &two]);
    let said = |tab: &Tab| shown(&tab.view(id), evaluation::REASON.id());
    assert_eq!(said(&one), said(&two));
    let of_one = said(&one) == ["He came back"];
    let fields: Vec<String> = beside(&one.view(id))
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    // The write that stands in the record is the second device's; where its copy is shown, nothing differs.
    assert_eq!(fields.is_empty(), !of_one, "{fields:?}");
    assert_eq!(beside(&one.view(id)), beside(&two.view(id)));
}

/// The author's notes of an interview, as a device shows them.
fn notes(tab: &Tab, id: RecordId) -> Vec<String> {
    shown(&tab.view(id), interview::AUTHOR_NOTES.id())
}

fn note(tab: &Tab, id: RecordId, words: &str) {
    let edit = RecordEdit {
        id,
        kind: "interview".to_owned(),
        fields: vec![first(interview::AUTHOR_NOTES.id(), vec![text(words)])],
    };
    tab.save([edit]);
}

fn told(tab: &Tab, case: RecordId) -> usize {
    let Reply::History(Excerpt { rows: lines, .. }) = tab.ask(Request::History {
        of: case,
        most: u32::MAX,
    }) else {
        unreachable!("a history is given")
    };
    let of_author = lines
        .iter()
        .filter(|line| line.field == interview::AUTHOR_NOTES.id());
    of_author.count()
}

#[test]
fn what_a_worker_keeps_for_herself_is_read_on_her_devices_alone() {
    let world = World::new(83);
    let (first_device, one) = world.founder();
    let (_other, colleague) = second(&world, &one, "Bako Diarra");
    let (_own, second_own) = second(&world, &one, "Inès Caradec");
    let [case, id] = [0; 2].map(|_| new_id(&world.chance));
    one.save([new_case(case, "2026-1"), new_interview(case, id, "Told")]);
    note(&one, id, "Zwqprivate: ask the sister");
    exchange_all(&[&one, &colleague, &second_own]);
    assert_eq!(notes(&one, id), ["Zwqprivate: ask the sister"]);
    assert_eq!(notes(&second_own, id), ["Zwqprivate: ask the sister"]);
    assert_eq!(notes(&colleague, id), [""; 0]);
    assert_eq!(
        [&one, &second_own, &colleague].map(|tab| told(tab, case)),
        [1, 1, 0]
    );
    // Each keeps notes in the same place, and neither sees the other's.
    note(&colleague, id, "Mine");
    note(&second_own, id, "And the brother");
    exchange_all(&[&one, &colleague, &second_own]);
    let both = ["Zwqprivate: ask the sister", "And the brother"];
    assert_eq!(notes(&one, id), both);
    assert_eq!(notes(&colleague, id), ["Mine"]);
    assert_eq!(
        one.found("zwqprivate"),
        0,
        "the index holds no note of one's own"
    );
    for tab in [&one, &colleague] {
        let Reply::Export(bytes) = tab.ask(Request::Export) else {
            unreachable!("an export is given")
        };
        let export = String::from_utf8_lossy(&bytes).into_owned();
        assert!(export.contains("Told") && !export.contains("author_notes"));
    }
    drop(one);
    let one = first_device.open();
    assert_eq!(notes(&one, id), both, "after a lock");
}

#[test]
fn a_device_that_a_colleague_lets_in_under_ones_name_reads_no_notes() {
    let world = World::new(84);
    let (_first, one) = world.founder();
    let (_other, colleague) = second(&world, &one, "Bako Diarra");
    let [case, id] = [0; 2].map(|_| new_id(&world.chance));
    one.save([new_case(case, "2026-1"), new_interview(case, id, "Told")]);
    note(&one, id, "Private");
    exchange_all(&[&one, &colleague]);
    let (_false, pretender) = second(&world, &colleague, "Inès Caradec");
    exchange_all(&[&one, &colleague, &pretender]);
    assert_eq!(shown(&pretender.view(id), interview::FACTS.id()), ["Told"]);
    assert_eq!(notes(&pretender, id), [""; 0]);
}
