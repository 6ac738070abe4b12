//! Records of one person, merged and taken apart again, on one device and on two; lists that workers keep.

use casework::{SavedList, case, interview, participation, person, saved_list};
use engine::message::{
    CaseMark, CaseQuery, CaseView, Excerpt, FieldEdit, PersonRow, PersonView, RecordEdit, Reply,
    Request,
};
use permanence_simulation::forms::{change, day, first, new_case, new_id, new_interview};
use permanence_simulation::forms::{new_person, shown, text};
use permanence_simulation::world::{Device, PASSPHRASE, Tab, World, second};
use record::{RecordId, Value};

/// A case of sexual violence handled in March 2026, with its victim.
struct Told {
    case: RecordId,
    person: RecordId,
    part: RecordId,
}

fn tell(world: &World, tab: &Tab, name: &str) -> Told {
    let [case, person, part, interview] = [0; 4].map(|_| new_id(&world.chance));
    let mut new = new_case(case, "2026-1");
    let sexual = first(case::VIOLENCES.id(), vec![Value::choice("sexual")]);
    new.fields.push(sexual);
    let mut met = new_interview(case, interview, "What she told");
    let with = first(interview::WITH.id(), vec![Value::choice("beneficiary")]);
    met.fields.push(with);
    let [person_edit, part_edit] = new_person(case, person, part, name);
    tab.save([new, person_edit, part_edit, met]);
    Told { case, person, part }
}

fn team_of_two(seed: u64) -> (World, [Device; 2], [Tab; 2]) {
    let world = World::new(seed);
    let (first_device, first_tab) = world.founder();
    let (second_device, second_tab) = second(&world, &first_tab, "Bako Diarra");
    let (devices, tabs) = ([first_device, second_device], [first_tab, second_tab]);
    (world, devices, tabs)
}

fn exchange_all(tabs: &[Tab]) {
    for tab in tabs.iter().chain(tabs) {
        assert_eq!(tab.exchange(), None);
    }
    let all: Vec<_> = tabs.iter().map(Tab::records).collect();
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "they agree");
}

/// Saves that a record was merged into another one, or into none.
fn merge(tab: &Tab, person: RecordId, into: Option<RecordId>) {
    let into = into.map(Value::Reference).into_iter().collect();
    let field = person::MERGED_INTO.id();
    tab.save([change(&tab.view(person), field, into)]);
}

fn persons(tab: &Tab, words: &str) -> Vec<PersonRow> {
    let text = words.to_owned();
    match tab.ask(Request::Persons { text }) {
        Reply::Persons(rows) => rows,
        reply => unreachable!("no persons: {reply:?}"),
    }
}

fn person_view(tab: &Tab, id: RecordId) -> PersonView {
    match tab.ask(Request::Person(id)) {
        Reply::Person(view) => *view,
        reply => unreachable!("no person: {reply:?}"),
    }
}

fn case_view(tab: &Tab, id: RecordId) -> CaseView {
    match tab.ask(Request::Case(id)) {
        Reply::Case(view) => *view,
        reply => unreachable!("no case: {reply:?}"),
    }
}

fn victims(tab: &Tab) -> u32 {
    let [from, to] = ["2026-01-01", "2027-01-01"].map(|day| day.parse().expect("a day"));
    match tab.ask(Request::Activity { from, to }) {
        Reply::Activity(activity) => activity.sexual_violence_victims,
        reply => unreachable!("no figures: {reply:?}"),
    }
}

/// Both cases are found by either name, bear the name of the kept one, and count one person.
#[track_caller]
fn check_one(tab: &Tab, kept: &Told, merged: &Told) {
    for words in ["Belkacem", "Duval"] {
        assert_eq!(tab.found(words), 2, "{words}");
        let found = persons(tab, words);
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(found[0].id, kept.person);
        assert_eq!(found[0].cases.len(), 2);
        assert!(found[0].cases.iter().all(|row| row.name == found[0].name));
    }
    for told in [kept, merged] {
        let view = case_view(tab, told.case);
        let shown = view.people[0].person.as_ref().map(|person| person.id);
        assert_eq!(shown, Some(kept.person));
        let records: Vec<_> = view.merged.iter().map(|one| one.person.id).collect();
        assert_eq!(records, [merged.person]);
    }
    assert_eq!(person_view(tab, merged.person).kept, kept.person);
    assert_eq!(victims(tab), 1);
}

#[track_caller]
fn check_two(tab: &Tab, one: &Told, other: &Told) {
    for (words, told) in [("Belkacem", one), ("Duval", other)] {
        assert_eq!(tab.found(words), 1, "{words}");
        let found: Vec<_> = persons(tab, words).iter().map(|row| row.id).collect();
        assert_eq!(found, [told.person]);
        let view = case_view(tab, told.case);
        let shown = view.people[0].person.as_ref().map(|person| person.id);
        assert_eq!(shown, Some(told.person));
        assert!(view.merged.is_empty());
    }
    assert_eq!(victims(tab), 2);
}

#[test]
fn two_records_become_one_person_and_two_again_on_every_device() {
    let (world, devices, tabs) = team_of_two(81);
    let [one, two] = &tabs;
    let belkacem = tell(&world, one, "Belkacem");
    let duval = tell(&world, one, "Duval");
    exchange_all(&tabs);
    check_two(two, &belkacem, &duval);
    merge(one, duval.person, Some(belkacem.person));
    check_one(one, &belkacem, &duval);
    exchange_all(&tabs);
    check_one(two, &belkacem, &duval);
    // A device that opens anew reads the same, in whatever order records come.
    let again = devices[0].start();
    assert!(matches!(again.unlock(PASSPHRASE), Reply::Opened(_)));
    again.settle();
    check_one(&again, &belkacem, &duval);
    merge(two, duval.person, None);
    exchange_all(&tabs);
    for tab in &tabs {
        check_two(tab, &belkacem, &duval);
    }
}

#[test]
fn merges_in_opposite_directions_at_once_end_in_the_same_person() {
    let (world, _devices, tabs) = team_of_two(82);
    let [one, two] = &tabs;
    let belkacem = tell(&world, one, "Belkacem");
    let duval = tell(&world, one, "Duval");
    exchange_all(&tabs);
    merge(one, duval.person, Some(belkacem.person));
    merge(two, belkacem.person, Some(duval.person));
    exchange_all(&tabs);
    let (kept, merged) = match belkacem.person < duval.person {
        true => (&belkacem, &duval),
        false => (&duval, &belkacem),
    };
    for tab in &tabs {
        check_one(tab, kept, merged);
    }
    // Both links are taken away, on different devices.
    merge(one, merged.person, None);
    merge(two, kept.person, None);
    exchange_all(&tabs);
    for tab in &tabs {
        check_two(tab, &belkacem, &duval);
    }
}

#[test]
fn where_one_merges_and_another_takes_apart_a_person_is_asked() {
    let (world, _devices, tabs) = team_of_two(83);
    let [one, two] = &tabs;
    let belkacem = tell(&world, one, "Belkacem");
    let duval = tell(&world, one, "Duval");
    let third = tell(&world, one, "Ozanne");
    merge(one, duval.person, Some(belkacem.person));
    exchange_all(&tabs);
    merge(one, duval.person, None);
    merge(two, duval.person, Some(third.person));
    exchange_all(&tabs);
    let to_decide = |tab: &Tab| {
        let query = CaseQuery {
            marks: vec![CaseMark::ToDecide],
            limit: 9,
            ..CaseQuery::default()
        };
        match tab.ask(Request::Cases(query)) {
            Reply::Cases(page) => page.total,
            reply => unreachable!("no list: {reply:?}"),
        }
    };
    let [at_one, at_two] = [one, two].map(|tab| (to_decide(tab), person_view(tab, duval.person)));
    assert_eq!(at_one.1.kept, at_two.1.kept, "both show the same meanwhile");
    assert!(at_one.0 > 0, "it waits for a person");
    assert_eq!(at_one.0, at_two.0);
    merge(one, duval.person, Some(third.person));
    exchange_all(&tabs);
    for tab in &tabs {
        assert_eq!(to_decide(tab), 0);
        assert_eq!(person_view(tab, duval.person).kept, third.person);
    }
}

#[test]
fn a_case_that_holds_both_shows_one_person_with_all_notes() {
    let world = World::new(84);
    let (_device, tab) = world.founder();
    let belkacem = tell(&world, &tab, "Belkacem");
    let duval = tell(&world, &tab, "Duval");
    let [_, mut part] = new_person(belkacem.case, duval.person, new_id(&world.chance), "Duval");
    let role = part
        .fields
        .iter_mut()
        .find(|field| field.field == participation::ROLE.id());
    role.expect("a role").values = vec![Value::choice("witness")];
    let note = |id, words: &str| RecordEdit {
        id,
        kind: "person".to_owned(),
        fields: vec![first(person::NOTES.id(), vec![text(words)])],
    };
    let notes = [(belkacem.person, "Hers"), (duval.person, "The other’s")];
    tab.save([part]);
    tab.save(notes.map(|(id, words)| note(id, words)));
    merge(&tab, duval.person, Some(belkacem.person));
    let view = case_view(&tab, belkacem.case);
    let shown_persons: Vec<_> = view
        .people
        .iter()
        .filter_map(|part| part.person.as_ref())
        .collect();
    assert_eq!(shown_persons.len(), 2, "both parts are there");
    for person in shown_persons {
        assert_eq!(person.id, belkacem.person);
        let notes = shown(person, person::NOTES.id());
        assert_eq!(notes, ["Hers", "The other’s"]);
    }
    let found = persons(&tab, "Belkacem");
    assert_eq!(found[0].cases.len(), 2);
    let kept = shown(&tab.view(belkacem.person), person::NOTES.id());
    assert_eq!(kept, ["Hers"], "nothing was written");
}

#[test]
fn the_history_of_a_person_says_what_a_merge_wrote() {
    let world = World::new(85);
    let (_device, tab) = world.founder();
    let belkacem = tell(&world, &tab, "Belkacem");
    let duval = tell(&world, &tab, "Duval");
    let into = vec![Value::Reference(belkacem.person)];
    let name = vec![text("Duval")];
    tab.save([
        change(&tab.view(duval.person), person::MERGED_INTO.id(), into),
        change(&tab.view(belkacem.person), person::FAMILY_NAME.id(), name),
    ]);
    let Reply::History(Excerpt { rows: lines, .. }) = tab.ask(Request::History {
        of: belkacem.person,
        most: u32::MAX,
    }) else {
        unreachable!("a history is given")
    };
    let merge_line = lines
        .iter()
        .find(|line| line.field == person::MERGED_INTO.id())
        .expect("the merge is told");
    let together = lines.iter().filter(|line| {
        line.dot.device == merge_line.dot.device && line.dot.sequence == merge_line.dot.sequence
    });
    let together: Vec<_> = together
        .filter(|line| line.record == belkacem.person)
        .map(|line| (line.field.as_str(), line.before.clone()))
        .collect();
    let before = vec![text("Belkacem")];
    assert_eq!(together, [(person::FAMILY_NAME.id(), before)]);
}

#[test]
fn a_person_taken_from_a_case_finds_it_no_more() {
    let world = World::new(86);
    let (_device, tab) = world.founder();
    let belkacem = tell(&world, &tab, "Belkacem");
    let duval = tell(&world, &tab, "Duval");
    let other = vec![Value::Reference(duval.person)];
    let field = participation::PERSON.id();
    tab.save([change(&tab.view(belkacem.part), field, other)]);
    assert_eq!(tab.found("Belkacem"), 0);
    assert_eq!(tab.found("Duval"), 2);
    assert!(persons(&tab, "Belkacem")[0].cases.is_empty());
}

#[test]
fn persons_are_found_by_name_number_or_birth_date() {
    let world = World::new(87);
    let (_device, tab) = world.founder();
    let duval = tell(&world, &tab, "Duval");
    tab.save([
        change(
            &tab.view(duval.person),
            person::PHONE.id(),
            vec![text("06 12 34 56 78")],
        ),
        change(
            &tab.view(duval.person),
            person::BIRTH_DATE.id(),
            vec![day(1991, 4, 3)],
        ),
    ]);
    for words in [
        "duvale",
        "+33 6 12 34 56 78",
        "3/4/1991",
        "Duval 1991-04-03",
    ] {
        let found: Vec<_> = persons(&tab, words).iter().map(|row| row.id).collect();
        assert_eq!(found, [duval.person], "{words}");
    }
    for words in ["2026-1", "06 12 34 56 79", ""] {
        assert!(persons(&tab, words).is_empty(), "{words}");
    }
}

fn new_list(id: RecordId, owner: Option<RecordId>, is_shared: bool) -> RecordEdit {
    let fields: Vec<FieldEdit> = vec![
        first(saved_list::LABEL.id(), vec![text("Mine")]),
        first(
            saved_list::OWNER.id(),
            owner.map(Value::Reference).into_iter().collect(),
        ),
        first(saved_list::FILTERS.id(), vec![text("status=open")]),
        first(saved_list::IS_SHARED.id(), vec![Value::Bool(is_shared)]),
    ];
    RecordEdit {
        id,
        kind: SavedList::ID.to_owned(),
        fields,
    }
}

#[test]
fn a_list_is_seen_by_its_owner_and_a_shared_one_by_all() {
    let (world, _devices, tabs) = team_of_two(88);
    let [one, two] = &tabs;
    let lists = |tab: &Tab| match tab.ask(Request::Records {
        kind: SavedList::ID.to_owned(),
    }) {
        Reply::Records(records) => records.len(),
        reply => unreachable!("no lists: {reply:?}"),
    };
    let binned = |tab: &Tab| match tab.ask(Request::Bin { most: u32::MAX }) {
        Reply::Bin(Excerpt { rows, .. }) => rows.len(),
        reply => unreachable!("no bin: {reply:?}"),
    };
    let workers = |tab: &Tab| match tab.ask(Request::Records {
        kind: "worker".to_owned(),
    }) {
        Reply::Records(records) => records,
        reply => unreachable!("no workers: {reply:?}"),
    };
    let owner = workers(one)
        .iter()
        .find(|worker| shown(worker, "name") == ["Inès Caradec"])
        .map(|worker| worker.id);
    assert!(owner.is_some(), "the founder is known");
    let [own, shared] = [0; 2].map(|_| new_id(&world.chance));
    one.save([new_list(own, owner, false), new_list(shared, owner, true)]);
    exchange_all(&tabs);
    assert_eq!([lists(one), lists(two)], [2, 1]);
    for id in [own, shared] {
        let field = saved_list::BINNED.id();
        one.save([change(&one.view(id), field, vec![day(2026, 11, 26)])]);
    }
    exchange_all(&tabs);
    assert_eq!([binned(one), binned(two)], [2, 1]);
}
