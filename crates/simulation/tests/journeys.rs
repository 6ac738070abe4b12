//! What people live through with the production engine: first runs, two devices, two tabs, damage, trouble on the way.

use casework::{DueKind, case, evaluation, interview, person, procedure, task};
use engine::message::{
    CaseQuery, DeviceState, Event, Excerpt, Failure, FieldEdit, PairingStep, RecordEdit, Reply,
    Request, SyncProblem,
};
use engine::ports::Table;
use permanence_simulation::executor::{Task, poll, run};
use permanence_simulation::forms::{
    change, day, field_of, first, new_case, new_id, new_interview, new_person, shown, text,
};
use permanence_simulation::network::Fault;
use permanence_simulation::world::{Device, PASSPHRASE, Tab, World, pair, second, setup, try_pair};
use record::{RecordId, Value};
use sync::ErrorCode;

/// A case with a person and an interview, saved.
struct Family {
    case: RecordId,
    person: RecordId,
    interview: RecordId,
}

fn save_family(world: &World, tab: &Tab, name: &str) -> Family {
    let [case, person, part, interview] = [0; 4].map(|_| new_id(&world.chance));
    let [person_edit, part_edit] = new_person(case, person, part, name);
    let interview_edit = new_interview(case, interview, &format!("What {name} told"));
    let case_edit = new_case(case, &format!("2026-{name}"));
    tab.save([case_edit, person_edit, part_edit, interview_edit]);
    Family {
        case,
        person,
        interview,
    }
}

#[track_caller]
fn check_family(tab: &Tab, family: &Family, name: &str) {
    let Reply::Case(view) = tab.ask(Request::Case(family.case)) else {
        unreachable!("the case of {name} is there")
    };
    assert_eq!(
        shown(&view.case, case::NUMBER.id()),
        [format!("2026-{name}")]
    );
    let person = view
        .people
        .first()
        .and_then(|part| part.person.as_ref())
        .expect("the person");
    assert_eq!(person.id, family.person);
    assert_eq!(shown(person, person::FAMILY_NAME.id()), [name]);
    let interview = view.interviews.first().expect("the interview");
    assert_eq!(interview.id, family.interview);
    assert_eq!(
        shown(interview, interview::FACTS.id()),
        [format!("What {name} told")]
    );
    assert_eq!(tab.found(name), 1, "the search finds {name}");
}

#[track_caller]
fn check_shown(tab: &Tab, record: RecordId, field: &str, expected: &[&str]) {
    assert_eq!(shown(&tab.view(record), field), expected);
}

#[track_caller]
fn check_rivals(tab: &Tab, record: RecordId, field: &str, expected: &[(&str, &str)]) {
    let view = tab.view(record);
    let shown = field_of(&view, field).expect("the field was written");
    let rivals = shown.rivals.iter().map(|rival| {
        let value = rival
            .value
            .as_ref()
            .map(permanence_simulation::forms::word)
            .unwrap_or_default();
        assert!(rival.written.at_ms > 1_700_000_000_000, "a rival says when");
        (value, rival.written.by.clone())
    });
    let mut rivals: Vec<_> = rivals.collect();
    rivals.sort();
    let expected: Vec<_> = expected
        .iter()
        .map(|(value, by)| ((*value).to_owned(), (*by).to_owned()))
        .collect();
    assert_eq!(rivals, expected);
}

fn exchange_all(tabs: &[&Tab]) {
    for _ in 0..2 {
        for tab in tabs {
            tab.events();
            let problem = tab.exchange();
            assert_eq!(problem, None, "an exchange ends well: {:?}", tab.events());
        }
    }
}

fn assert_same(tabs: &[&Tab]) {
    for pair in tabs.windows(2) {
        if let [a, b] = pair {
            assert!(
                a.records() == b.records(),
                "two devices hold different states"
            );
        }
    }
}

fn team_of_two(seed: u64) -> (World, Device, Tab, Device, Tab) {
    let world = World::new(seed);
    let (first_device, first_tab) = world.founder();
    let (second_device, second_tab) = second(&world, &first_tab, "Bako Diarra");
    (world, first_device, first_tab, second_device, second_tab)
}

fn closings(tab: &Tab) -> Vec<Event> {
    tab.events()
        .into_iter()
        .filter(|event| matches!(event, Event::Closed(_)))
        .collect()
}

#[test]
fn a_first_run_needs_no_network() {
    let world = World::new(1);
    world.network.follow(|_| Fault::LoseRequest);
    let device = world.device();
    let tab = device.start();
    let hello = tab.ask(Request::Hello {
        build: "build".into(),
    });
    assert!(matches!(
        hello,
        Reply::Hello {
            device: DeviceState::Empty,
            ..
        }
    ));
    assert!(matches!(
        tab.unlock(PASSPHRASE),
        Reply::Failed(Failure::NotFound)
    ));
    let Reply::Opened(opened) = tab.ask(Request::CreateTeam(Box::new(setup(None)))) else {
        unreachable!("the team is made")
    };
    assert_eq!(opened.team_name, "Permanence de Valmont");
    assert_eq!(opened.worker_name, "Inès Caradec");
    assert!(opened.is_administrator && !opened.is_demo);
    let again = tab.ask(Request::CreateTeam(Box::new(setup(None))));
    assert!(
        matches!(again, Reply::Failed(Failure::AlreadyThere)),
        "{again:?}"
    );
    let tab = device.start();
    let hello = tab.ask(Request::Hello {
        build: "build".into(),
    });
    assert!(matches!(
        hello,
        Reply::Hello {
            device: DeviceState::Sealed,
            ..
        }
    ));
    for _ in 0..2 {
        let wrong = tab.unlock("cerise tambour lavande");
        assert!(
            matches!(wrong, Reply::Failed(Failure::WrongSecret { wait_ms: 0 })),
            "{wrong:?}"
        );
    }
    let wrong = tab.unlock("something else entirely");
    assert!(
        matches!(wrong, Reply::Failed(Failure::WrongSecret { wait_ms: 1.. })),
        "{wrong:?}"
    );
    let too_soon = tab.unlock(PASSPHRASE);
    assert!(matches!(
        too_soon,
        Reply::Failed(Failure::WrongSecret { wait_ms: 1.. })
    ));
    world.now_ms.set(world.now_ms.get() + 60_000);
    assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)));
    assert!(matches!(tab.exchange(), Some(SyncProblem::NotInvited)));
}

#[test]
fn a_clock_put_back_locks_nobody_out() {
    let world = World::new(2);
    let (device, _) = world.founder();
    let tab = device.start();
    for _ in 0..3 {
        tab.unlock("something else entirely");
    }
    device.clock.skew_ms.set(-10 * 86_400_000);
    assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)));
}

#[test]
fn what_was_saved_is_there_after_a_lock() {
    let world = World::new(3);
    let (device, tab) = world.founder();
    let family = save_family(&world, &tab, "Lemoine");
    let from = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let to = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day");
    let figures = |tab: &Tab| match tab.ask(Request::Activity { from, to }) {
        Reply::Activity(activity) => format!("{activity:?}"),
        other => unreachable!("no figures: {other:?}"),
    };
    let before = figures(&tab);
    drop(tab);
    let tab = device.start();
    assert!(matches!(
        tab.ask(Request::Cases(CaseQuery::default())),
        Reply::Failed(Failure::Locked)
    ));
    assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(opened) if opened.latest.total == 1));
    tab.settle();
    check_family(&tab, &family, "Lemoine");
    assert_eq!(figures(&tab), before);
    assert!(
        tab.events()
            .iter()
            .any(|event| matches!(event, Event::Ready { cases: 1 }))
    );
}

#[test]
fn a_second_device_joins_and_reads_the_same() {
    let world = World::new(4);
    let (_, one) = world.founder();
    let family = save_family(&world, &one, "Lemoine");
    assert_eq!(one.exchange(), None);
    let (device, two) = second(&world, &one, "Bako Diarra");
    check_family(&two, &family, "Lemoine");
    assert_same(&[&one, &two]);
    let back = save_family(&world, &two, "Okafor");
    exchange_all(&[&two, &one]);
    check_family(&one, &back, "Okafor");
    drop(two);
    let two = device.start();
    let Reply::Opened(opened) = two.unlock(PASSPHRASE) else {
        unreachable!("it opens")
    };
    assert_eq!(opened.team_name, "Permanence de Valmont");
    assert_eq!(opened.worker_name, "Bako Diarra");
    two.settle();
    let Reply::Devices(devices) = two.ask(Request::Devices) else {
        unreachable!("devices")
    };
    let mut workers: Vec<_> = devices
        .iter()
        .map(|device| device.worker.as_str())
        .collect();
    workers.sort_unstable();
    assert_eq!(workers, ["Bako Diarra", "Inès Caradec"]);
}

#[test]
fn wrong_digits_let_nobody_in() {
    let world = World::new(5);
    let (_, one) = world.founder();
    let newcomer = world.device().start();
    let reply = newcomer.ask(Request::JoinTeam {
        passphrase: PASSPHRASE.into(),
    });
    let Reply::PairingSecret(secret) = reply else {
        unreachable!("{reply:?}")
    };
    let wrong = Request::AcceptDevice {
        secret: "nothing like it".into(),
        worker_name: "X".into(),
    };
    assert!(matches!(
        one.ask(wrong),
        Reply::Failed(Failure::WrongPairing)
    ));
    let right = Request::AcceptDevice {
        secret,
        worker_name: "X".into(),
    };
    assert!(matches!(one.ask(right), Reply::Done));
    let mut joining: Task = {
        let engine = std::rc::Rc::clone(&newcomer.engine);
        Box::pin(async move { engine.pair().await })
    };
    for _ in 0..50 {
        poll(&mut joining);
    }
    run(Box::pin(one.engine.pair()));
    let told = one.ask(Request::ConfirmDevice {
        digits: "000000".into(),
    });
    assert!(matches!(told, Reply::Failed(Failure::WrongPairing)));
    let Reply::Devices(devices) = one.ask(Request::Devices) else {
        unreachable!("devices")
    };
    assert_eq!(devices.len(), 1);
}

#[test]
fn different_fields_of_one_case_both_win() {
    let (world, _, one, _, two) = team_of_two(6);
    let family = save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let (seen_one, seen_two) = (one.view(family.person), two.view(family.person));
    one.save([change(&seen_one, person::TOWN.id(), vec![text("Valmont")])]);
    two.save([change(
        &seen_two,
        person::PHONE.id(),
        vec![text("0600000001")],
    )]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_shown(tab, family.person, person::TOWN.id(), &["Valmont"]);
        check_shown(tab, family.person, person::PHONE.id(), &["0600000001"]);
    }
    assert_same(&[&one, &two]);
}

#[test]
fn rivals_stay_on_both_until_a_person_decides() {
    let (world, _, one, _, two) = team_of_two(7);
    let family = save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let phone = person::PHONE.id();
    let (seen_one, seen_two) = (one.view(family.person), two.view(family.person));
    one.save([change(&seen_one, phone, vec![text("0600000001")])]);
    two.save([change(&seen_two, phone, vec![text("0600000002")])]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        let expected = [
            ("0600000001", "Inès Caradec"),
            ("0600000002", "Bako Diarra"),
        ];
        check_rivals(tab, family.person, phone, &expected);
        let view = tab.view(family.person);
        assert!(field_of(&view, phone).is_some_and(|field| field.needs_decision));
    }
    let seen = two.view(family.person);
    two.save([change(&seen, phone, vec![text("0600000002")])]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_rivals(tab, family.person, phone, &[]);
        check_shown(tab, family.person, phone, &["0600000002"]);
    }
    assert_same(&[&one, &two]);
}

#[test]
fn danger_shows_the_highest_until_decided() {
    let (world, _, one, _, two) = team_of_two(8);
    let family = save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let danger = case::DANGER.id();
    let (seen_one, seen_two) = (one.view(family.case), two.view(family.case));
    one.save([change(&seen_one, danger, vec![Value::choice("immediate")])]);
    two.save([change(&seen_two, danger, vec![Value::choice("low")])]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_shown(tab, family.case, danger, &["immediate"]);
    }
    // One decides on what it sees; the other raises meanwhile: the raise survives the decision.
    let (seen_one, seen_two) = (one.view(family.case), two.view(family.case));
    one.save([change(&seen_one, danger, vec![Value::choice("low")])]);
    two.save([change(&seen_two, danger, vec![Value::choice("high")])]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_shown(tab, family.case, danger, &["high"]);
    }
    let seen = one.view(family.case);
    one.save([change(&seen, danger, vec![Value::choice("moderate")])]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_shown(tab, family.case, danger, &["moderate"]);
        check_rivals(tab, family.case, danger, &[]);
    }
}

fn saved_edit(kind: &str, id: RecordId, fields: Vec<FieldEdit>) -> RecordEdit {
    RecordEdit {
        id,
        kind: kind.to_owned(),
        fields,
    }
}

fn due_of(tab: &Tab) -> Vec<(DueKind, String)> {
    let [since, until] = ["2026-11-01", "2026-12-31"].map(|day| day.parse().expect("a day"));
    let Reply::Due(rows) = tab.ask(Request::Due { since, until }) else {
        unreachable!("what is due is told")
    };
    rows.into_iter()
        .map(|row| (row.kind, format!("{} {}", row.name, row.title)))
        .collect()
}

#[test]
fn what_is_due_is_told_until_it_is_done_and_never_of_a_closed_case() {
    let (world, _first, one, _second, two) = team_of_two(61);
    let family = save_family(&world, &one, "Belkacem");
    let [task, hearing] = [0; 2].map(|_| new_id(&world.chance));
    let of_case = |field: &str| first(field, vec![Value::Reference(family.case)]);
    one.save([
        saved_edit(
            "task",
            task,
            vec![
                of_case(task::CASE.id()),
                first(task::DUE.id(), vec![day(2026, 10, 1)]),
                first(task::TITLE.id(), vec![text("Call the shelter")]),
            ],
        ),
        saved_edit(
            "procedure",
            hearing,
            vec![
                of_case(procedure::CASE.id()),
                first(procedure::NEXT_HEARING.id(), vec![day(2026, 12, 4)]),
            ],
        ),
    ]);
    exchange_all(&[&one, &two]);
    let long_over = new_id(&world.chance);
    let fields = vec![
        of_case(procedure::CASE.id()),
        first(procedure::NEXT_HEARING.id(), vec![day(2026, 10, 4)]),
    ];
    one.save([saved_edit("procedure", long_over, fields)]);
    exchange_all(&[&one, &two]);
    let both = [
        (DueKind::Task, "Belkacem Call the shelter".to_owned()),
        (DueKind::Hearing, "Belkacem ".to_owned()),
    ];
    assert_eq!(due_of(&two), both);
    two.save([change(
        &two.view(task),
        task::DONE.id(),
        vec![day(2026, 11, 30)],
    )]);
    assert_eq!(due_of(&two), both[1..]);
    let closing = change(
        &two.view(family.case),
        case::CLOSED.id(),
        vec![day(2026, 11, 30)],
    );
    two.save([closing]);
    assert_eq!(due_of(&two), []);
    exchange_all(&[&one, &two]);
    assert_eq!(due_of(&one), []);
}

fn agenda_of(tab: &Tab) -> String {
    let [from, until] = ["2026-11-01", "2027-10-31"].map(|day| day.parse().expect("a day"));
    let words = [(DueKind::Task, "Task"), (DueKind::Hearing, "Day")];
    let words = words.map(|(kind, word)| (kind, word.to_owned())).into();
    match tab.ask(Request::Agenda { from, until, words }) {
        Reply::Export(file) => String::from_utf8(file).expect("a calendar is text"),
        reply => unreachable!("no agenda: {reply:?}"),
    }
}

#[test]
fn an_agenda_holds_ones_own_days_and_never_a_name() {
    let (world, _first, one, _second, two) = team_of_two(64);
    let family = save_family(&world, &one, "Diaz");
    let own = |tab: &Tab| match tab.ask(Request::Records {
        kind: "worker".into(),
    }) {
        Reply::Records(workers) => workers
            .into_iter()
            .map(|worker| worker.id)
            .collect::<Vec<_>>(),
        reply => unreachable!("no workers: {reply:?}"),
    };
    let mut days = Vec::new();
    for (month, assignee) in (1..).zip(own(&one)) {
        let fields = vec![
            first(task::CASE.id(), vec![Value::Reference(family.case)]),
            first(task::DUE.id(), vec![day(2027, month, 7)]),
            first(task::TITLE.id(), vec![text("Call Diaz")]),
            first(task::NOTE.id(), vec![text("At the shelter")]),
            first(task::ASSIGNEE.id(), vec![Value::Reference(assignee)]),
        ];
        one.save([saved_edit("task", new_id(&world.chance), fields)]);
        days.push(format!("DTSTART;VALUE=DATE:2027{month:02}07"));
    }
    let fields = vec![
        first(procedure::CASE.id(), vec![Value::Reference(family.case)]),
        first(procedure::NEXT_HEARING.id(), vec![day(2027, 5, 4)]),
    ];
    one.save([saved_edit("procedure", new_id(&world.chance), fields)]);
    exchange_all(&[&one, &two]);
    let agendas = [agenda_of(&one), agenda_of(&two)];
    for agenda in &agendas {
        assert!(
            agenda.contains("DTSTART;VALUE=DATE:20270504\r\n"),
            "{agenda}"
        );
        assert_eq!(agenda.matches("BEGIN:VEVENT").count(), 2, "{agenda}");
        for hidden in ["Diaz", "Call", "shelter"] {
            assert!(!agenda.contains(hidden), "{hidden}: {agenda}");
        }
    }
    let theirs = |day: &String| agendas.iter().filter(|agenda| agenda.contains(day)).count();
    assert_eq!(days.iter().map(theirs).collect::<Vec<_>>(), [1, 1]);
    let number = change(
        &one.view(family.case),
        case::NUMBER.id(),
        vec![text("2026-07")],
    );
    one.save([number]);
    assert!(agenda_of(&one).contains("SUMMARY:Task 2026-07\r\n"));
    let charge = own(&two).pop().map(Value::Reference);
    one.save([change(
        &one.view(family.case),
        case::WORKER.id(),
        charge.into_iter().collect(),
    )]);
    let hearings = |tab: &Tab| agenda_of(tab).matches("20270504").count();
    exchange_all(&[&one, &two]);
    assert_eq!(
        hearings(&one) + hearings(&two),
        1,
        "it is of who is in charge"
    );
}

#[test]
fn what_is_put_in_the_bin_is_hidden_everywhere_and_comes_back_whole() {
    let (world, _first, one, _second, two) = team_of_two(62);
    let family = save_family(&world, &one, "Quovadimus");
    let in_bin = |tab: &Tab| match tab.ask(Request::Bin { most: u32::MAX }) {
        Reply::Bin(Excerpt { rows, .. }) => {
            rows.into_iter().map(|row| row.record).collect::<Vec<_>>()
        }
        reply => unreachable!("no bin: {reply:?}"),
    };
    let binned = |tab: &Tab, record, field: &str, values| {
        tab.save([change(&tab.view(record), field, values)]);
    };
    let field = interview::BINNED.id();
    binned(&one, family.interview, field, vec![day(2026, 11, 25)]);
    assert_eq!(
        one.found("told"),
        0,
        "a word of what lies in the bin finds nothing"
    );
    assert_eq!(in_bin(&one), [family.interview]);
    binned(
        &one,
        family.case,
        case::BINNED.id(),
        vec![day(2026, 11, 26)],
    );
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        assert_eq!(tab.found("Quovadimus"), 0);
        assert_eq!(in_bin(tab), [family.case, family.interview]);
    }
    binned(&two, family.case, case::BINNED.id(), Vec::new());
    binned(&two, family.interview, field, Vec::new());
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        assert_eq!(in_bin(tab), []);
        check_family(tab, &family, "Quovadimus");
    }
}

#[test]
fn what_is_signed_changes_no_more() {
    let world = World::new(63);
    let (_device, tab) = world.founder();
    let family = save_family(&world, &tab, "Benali");
    let id = new_id(&world.chance);
    let fields = vec![
        first(evaluation::CASE.id(), vec![Value::Reference(family.case)]),
        first(evaluation::SIGNED.id(), vec![day(2026, 11, 25)]),
        first(
            evaluation::REASON.id(),
            vec![text("He knows where she lives")],
        ),
    ];
    tab.save([saved_edit("evaluation", id, fields)]);
    let later = change(
        &tab.view(id),
        evaluation::REASON.id(),
        vec![text("Never mind")],
    );
    let reply = tab.ask(Request::Save { edits: vec![later] });
    assert!(matches!(reply, Reply::Failed(Failure::Signed)), "{reply:?}");
    check_shown(
        &tab,
        id,
        evaluation::REASON.id(),
        &["He knows where she lives"],
    );
    let away = change(
        &tab.view(id),
        evaluation::BINNED.id(),
        vec![day(2026, 11, 26)],
    );
    tab.save([away]);
}

#[test]
fn the_history_says_who_changed_what_and_what_it_said_before() {
    let (world, _first, one, _second, two) = team_of_two(65);
    let family = save_family(&world, &one, "Belkacem");
    save_family(&world, &one, "Durand");
    exchange_all(&[&one, &two]);
    let field = case::NUMBER.id();
    two.save([change(&two.view(family.case), field, vec![text("2026-1")])]);
    exchange_all(&[&one, &two]);
    one.save([change(&one.view(family.case), field, Vec::new())]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        let Reply::History(Excerpt { rows: lines, .. }) = tab.ask(Request::History {
            of: family.case,
            most: u32::MAX,
        }) else {
            unreachable!("a history is given")
        };
        let of_number = lines.iter().filter(|line| line.field == field);
        let told: Vec<_> = of_number
            .map(|line| {
                let before = line.before.iter().map(permanence_simulation::forms::word);
                let after = line.after.as_ref().map(permanence_simulation::forms::word);
                (before.collect::<Vec<_>>(), after, line.written.by.clone())
            })
            .collect();
        let [ines, bako] = ["Inès Caradec", "Bako Diarra"].map(str::to_owned);
        let named = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                (vec!["2026-1".to_owned()], None, ines.clone()),
                (vec!["2026-Belkacem".to_owned()], named("2026-1"), bako),
                (vec![], named("2026-Belkacem"), ines),
            ]
        );
        let names = lines.iter().filter(|line| line.record == family.person);
        assert_eq!(names.count(), 1, "the person's name is of the history");
        let told = lines.iter().any(|line| line.record == family.interview);
        assert!(told, "what hangs on the case is of the history");
        let others = lines
            .iter()
            .filter(|line| line.after == Some(text("2026-Durand")));
        assert_eq!(others.count(), 0, "nothing of another case is");
    }
}

#[test]
fn a_name_is_found_as_it_is_said_and_the_exact_one_first() {
    let world = World::new(64);
    let (_device, tab) = world.founder();
    for name in ["Belkassem", "Belkacem", "Durand"] {
        save_family(&world, &tab, name);
    }
    let found = |words: &str| {
        let query = CaseQuery {
            text: words.to_owned(),
            limit: 50,
            ..CaseQuery::default()
        };
        let Reply::Cases(page) = tab.ask(Request::Cases(query)) else {
            unreachable!("a list is given")
        };
        let names: Vec<String> = page.rows.into_iter().map(|row| row.name).collect();
        (names, page.close)
    };
    let named = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("belkacem"), (named(&["Belkacem", "Belkassem"]), 1));
    assert_eq!(found("BELKASSEM"), (named(&["Belkassem", "Belkacem"]), 1));
    assert_eq!(found("duran"), (named(&["Durand"]), 0));
    assert_eq!(found("Dyrand"), (named(&["Durand"]), 1));
    assert_eq!(found("Martin"), (named(&[]), 0));
    assert_eq!(tab.found("02/03/2026"), 3, "the day they were opened");
    assert_eq!(tab.found("03/03/2026"), 3, "the day of an interview");
}

#[test]
fn there_and_back_again_offline_ends_as_it_began_on_both() {
    let (world, _, one, _, two) = team_of_two(9);
    let family = save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let town = person::TOWN.id();
    for value in ["Valmont", "Brèche", "Valmont"] {
        let seen = one.view(family.person);
        one.save([change(&seen, town, vec![text(value)])]);
    }
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        check_shown(tab, family.person, town, &["Valmont"]);
        check_rivals(tab, family.person, town, &[]);
    }
    assert_same(&[&one, &two]);
}

#[test]
fn two_tabs_neither_fork_nor_lose() {
    let world = World::new(10);
    let (device, one) = world.founder();
    let two = device.open();
    let mut cases = Vec::new();
    for number in 0..200 {
        let tab = if number % 2 == 0 { &one } else { &two };
        let id = new_id(&world.chance);
        tab.save([new_case(id, &format!("2026-{number:03}"))]);
        cases.push(id);
        if number % 7 == 0 {
            one.catch_up();
        }
        if number % 11 == 0 {
            two.catch_up();
        }
        if number % 50 == 49 {
            assert_eq!(tab.exchange(), None);
        }
    }
    one.catch_up();
    two.catch_up();
    assert_same(&[&one, &two]);
    assert_eq!(one.found(""), 200);
    assert_eq!(two.found(""), 200);
    let three = device.open();
    assert_same(&[&one, &three]);
    assert_eq!(three.found(""), 200);
    assert_eq!(three.exchange(), None);
    assert_eq!(three.sync().pending, 0);
    let (_, other) = second(&world, &three, "Bako Diarra");
    assert_eq!(other.found(""), 200);
    three.catch_up();
    assert_same(&[&three, &other]);
    let problem = other.sync().problem;
    assert_eq!(problem, None, "no fork, no clone");
}

#[test]
fn a_tab_that_opens_while_another_compacts_lists_what_is_there() {
    let world = World::new(11);
    let (device, one) = world.founder();
    let family = save_family(&world, &one, "Lemoine");
    save_many(&world, &one, 300);
    let two = device.start();
    assert!(matches!(two.unlock(PASSPHRASE), Reply::Opened(_)));
    // One piece is read; the other tab changes a record and writes its pages again.
    let _ = run(Box::pin(two.engine.step()));
    let seen = one.view(family.person);
    one.save([change(
        &seen,
        person::FAMILY_NAME.id(),
        vec![text("Vasseur")],
    )]);
    save_many(&world, &one, 300);
    two.catch_up();
    two.settle();
    assert_eq!(two.found("Vasseur"), 1);
    assert_eq!(two.found(""), 601);
    assert_same(&[&one, &two]);
}

/// As an import: many cases in one entry.
fn save_many(world: &World, tab: &Tab, count: usize) {
    let edits: Vec<_> = (0..count)
        .map(|number| new_case(new_id(&world.chance), &format!("N-{number}")))
        .collect();
    tab.save(edits);
}

fn rows_of(device: &Device, table: Table) -> Vec<(Vec<u8>, Vec<u8>)> {
    let rows = device.disk.rows.rows().into_iter();
    rows.filter(|(of, ..)| *of == table)
        .map(|(_, key, value)| (key, value))
        .collect()
}

/// What is done to a stored value.
type Damage = fn(Vec<u8>) -> Option<Vec<u8>>;

const DAMAGES: [Damage; 4] = [
    |mut value| {
        let middle = value.len() / 2;
        if let Some(byte) = value.get_mut(middle) {
            *byte ^= 1;
        }
        Some(value)
    },
    |value| Some(value.get(..value.len() / 2).unwrap_or_default().to_vec()),
    |_| Some(Vec::new()),
    |_| None,
];

#[test]
fn damaged_pages_are_made_again_from_the_log() {
    for damage in DAMAGES {
        for place in [0, 1] {
            let world = World::new(12);
            let (device, one) = world.founder();
            let family = save_family(&world, &one, "Lemoine");
            save_many(&world, &one, 600);
            let before = one.records();
            drop(one);
            let pages = rows_of(&device, Table::Pages);
            assert!(pages.len() > 1, "the pages were written");
            let (key, value) = pages.get(place).expect("the page").clone();
            device
                .disk
                .rows
                .overwrite(Table::Pages, &key, damage(value));
            let one = device.open();
            assert!(one.records() == before, "nothing is lost");
            assert!(
                one.events()
                    .iter()
                    .any(|event| matches!(event, Event::Damaged { .. }))
            );
            // A save, a crash before the pages are there again, other changes, and pages anew.
            let seen = one.view(family.person);
            one.save([change(
                &seen,
                person::FAMILY_NAME.id(),
                vec![text("Vasseur")],
            )]);
            drop(one);
            let one = device.open();
            save_many(&world, &one, 600);
            let before = one.records();
            drop(one);
            let one = device.open();
            assert!(one.records() == before, "what was made again is whole");
            assert!(
                !one.events()
                    .iter()
                    .any(|event| matches!(event, Event::Damaged { .. }))
            );
            check_shown(&one, family.person, person::FAMILY_NAME.id(), &["Vasseur"]);
            assert_eq!(one.found(""), 1201);
        }
    }
}

#[test]
fn a_damaged_row_of_the_log_is_told_and_costs_no_other() {
    for damage in DAMAGES {
        let world = World::new(13);
        let (device, one) = world.found_on(world.device().without_pages());
        let family = save_family(&world, &one, "Lemoine");
        let lost = save_family(&world, &one, "Perdu");
        let kept = save_family(&world, &one, "Okafor");
        drop(one);
        let log = rows_of(&device, Table::Log);
        let (key, value) = log.get(2).expect("the entry of the second family").clone();
        device.disk.rows.overwrite(Table::Log, &key, damage(value));
        let one = device.open();
        assert!(
            one.events()
                .iter()
                .any(|event| matches!(event, Event::Damaged { .. }))
        );
        check_family(&one, &family, "Lemoine");
        check_family(&one, &kept, "Okafor");
        assert!(matches!(
            one.ask(Request::Case(lost.case)),
            Reply::Failed(Failure::NotFound)
        ));
        // Work goes on, and the screen is not locked by an exchange that cannot send what is lost.
        one.exchange();
        assert!(closings(&one).is_empty());
        save_family(&world, &one, "Après");
    }
}

#[test]
fn what_is_damaged_is_told_even_where_a_request_reads_the_rest() {
    let world = World::new(13);
    let (device, one) = world.found_on(world.device().without_pages());
    let family = save_family(&world, &one, "Lemoine");
    save_family(&world, &one, "Perdu");
    drop(one);
    let (key, value) = rows_of(&device, Table::Log).pop().expect("the last entry");
    let cut = value.get(..value.len() / 2).unwrap_or_default().to_vec();
    device.disk.rows.overwrite(Table::Log, &key, Some(cut));
    let one = device.start();
    assert!(matches!(one.unlock(PASSPHRASE), Reply::Opened(_)));
    check_family(&one, &family, "Lemoine");
    one.settle();
    let events = one.events();
    let is_told = |wanted: fn(&Event) -> bool| events.iter().filter(|event| wanted(event)).count();
    assert_eq!(is_told(|event| matches!(event, Event::Ready { .. })), 1);
    assert_eq!(is_told(|event| matches!(event, Event::Damaged { .. })), 1);
}

#[test]
fn damaged_rows_of_meta_fail_clearly() {
    let world = World::new(14);
    let (device, one) = world.founder();
    save_family(&world, &one, "Lemoine");
    let before = one.records();
    drop(one);
    for damage in DAMAGES {
        for (key, value) in rows_of(&device, Table::Meta) {
            if key == b"format" {
                continue;
            }
            device
                .disk
                .rows
                .overwrite(Table::Meta, &key, damage(value.clone()));
            let tab = device.start();
            let reply = tab.unlock(PASSPHRASE);
            let is_clear = match &reply {
                Reply::Opened(_) => {
                    tab.settle();
                    tab.records() == before
                }
                Reply::Failed(
                    Failure::StorageDamaged { .. }
                    | Failure::WrongSecret { .. }
                    | Failure::NotFound
                    | Failure::NewerFormat,
                ) => true,
                _ => false,
            };
            assert!(is_clear, "{} bytes of key: {reply:?}", key.len());
            device.disk.rows.overwrite(Table::Meta, &key, Some(value));
        }
    }
    assert!(
        device.open().records() == before,
        "nothing was lost on the way"
    );
}

#[test]
fn a_damaged_glance_costs_nothing() {
    let world = World::new(15);
    let (device, one) = world.founder();
    save_family(&world, &one, "Lemoine");
    let before = one.records();
    drop(one);
    // Whatever row it is: exactly the rows that can be made again may be damaged and the store opens all the same.
    let mut opened = 0;
    for (key, value) in rows_of(&device, Table::Meta) {
        if key.len() != 32 {
            continue;
        }
        let disk = device.disk.copy();
        disk.rows
            .overwrite(Table::Meta, &key, Some(vec![0; value.len()]));
        let other = device.with_disk(disk);
        let tab = other.start();
        if matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)) {
            tab.settle();
            assert!(tab.records() == before);
            opened += 1;
        }
    }
    assert_eq!(opened, 1, "the glance alone can be made again");
}

#[test]
fn keys_that_are_damaged_come_back_from_the_endpoint() {
    for damage in DAMAGES {
        let (world, device, one, _, two) = team_of_two(16);
        let family = save_family(&world, &one, "Lemoine");
        let other = save_family(&world, &two, "Okafor");
        exchange_all(&[&one, &two]);
        let before = one.records();
        drop(one);
        let keys = rows_of(&device, Table::Keys);
        for (key, value) in keys.iter().skip(1) {
            device
                .disk
                .rows
                .overwrite(Table::Keys, key, damage(value.clone()));
        }
        let one = device.open();
        one.exchange();
        assert_eq!(one.exchange(), None);
        check_family(&one, &family, "Lemoine");
        check_family(&one, &other, "Okafor");
        assert!(one.records() == before);
    }
}

#[test]
fn a_full_store_refuses_and_keeps_what_it_has() {
    let (world, device, one, _, two) = team_of_two(17);
    let family = save_family(&world, &one, "Lemoine");
    save_many(&world, &two, 300);
    assert_eq!(two.exchange(), None);
    one.events();
    device
        .disk
        .rows
        .set_capacity(Some(device.disk.used_bytes() + 100));
    let edit = new_case(new_id(&world.chance), "too much");
    let refused = one.ask(Request::Save {
        edits: vec![edit.clone()],
    });
    assert!(
        matches!(refused, Reply::Failed(Failure::StorageFull)),
        "{refused:?}"
    );
    check_family(&one, &family, "Lemoine");
    one.settle();
    let problem = one.exchange();
    assert!(
        problem.is_some(),
        "an exchange that cannot keep anything does not end well"
    );
    assert!(closings(&one).is_empty(), "a full store locks nobody out");
    let again = device.open();
    check_family(&again, &family, "Lemoine");
    assert!(closings(&again).is_empty(), "nor after the next unlock");
    device.disk.rows.set_capacity(None);
    one.save([edit]);
    exchange_all(&[&one, &two]);
    assert_same(&[&one, &two]);
}

/// What an endpoint, or whoever answers in its place, may say, and what the screen makes of it.
fn refusals() -> Vec<(Fault, SyncProblem)> {
    let html = || b"<!doctype html><title>Portail</title>".to_vec();
    vec![
        (Fault::Refuse(401, ErrorCode::Token), SyncProblem::Refused),
        (Fault::Refuse(401, ErrorCode::Device), SyncProblem::Refused),
        (
            Fault::Refuse(401, ErrorCode::Signature),
            SyncProblem::Refused,
        ),
        (
            Fault::Refuse(403, ErrorCode::Forbidden),
            SyncProblem::Refused,
        ),
        (
            Fault::Refuse(409, ErrorCode::Conflict),
            SyncProblem::EndpointFault,
        ),
        (
            Fault::Refuse(409, ErrorCode::Generation),
            SyncProblem::EndpointFault,
        ),
        (
            Fault::Refuse(412, ErrorCode::RosterMoved),
            SyncProblem::EndpointFault,
        ),
        (
            Fault::Refuse(413, ErrorCode::TeamFull),
            SyncProblem::TooLarge,
        ),
        (
            Fault::Refuse(429, ErrorCode::TooMany),
            SyncProblem::TooMany { retry_after_s: 30 },
        ),
        (
            Fault::Refuse(500, ErrorCode::Internal),
            SyncProblem::EndpointFault,
        ),
        (
            Fault::Refuse(503, ErrorCode::Unavailable),
            SyncProblem::EndpointFault,
        ),
        (Fault::Stranger(200, html()), SyncProblem::NotOurEndpoint),
        (Fault::Stranger(302, html()), SyncProblem::NotOurEndpoint),
        (Fault::Stranger(502, html()), SyncProblem::EndpointFault),
        (
            Fault::Stranger(200, vec![0xff; 900]),
            SyncProblem::NotOurEndpoint,
        ),
        (
            Fault::Stranger(200, Vec::new()),
            SyncProblem::NotOurEndpoint,
        ),
        (Fault::LoseRequest, SyncProblem::Unreachable),
        (Fault::LoseAnswer, SyncProblem::Unreachable),
    ]
}

#[test]
fn every_refusal_has_its_problem_and_work_goes_on() {
    let (world, _, one, _, two) = team_of_two(18);
    for (number, (fault, expected)) in refusals().into_iter().enumerate() {
        save_family(&world, &one, &format!("Nom{number}"));
        let name = format!("{fault:?}");
        world.network.endpoint.borrow_mut().forget_tokens();
        world.network.follow(move |_| fault.clone());
        assert_eq!(one.exchange(), Some(expected.clone()), "{name}");
        assert_eq!(one.sync().problem, Some(expected));
        assert!(one.sync().pending > 0);
        let during = save_family(&world, &one, &format!("Pendant{number}"));
        check_family(&one, &during, &format!("Pendant{number}"));
        assert!(closings(&one).is_empty(), "{name}");
        world.network.calm();
        exchange_all(&[&one, &two]);
        assert_eq!(one.sync().problem, None);
        assert_same(&[&one, &two]);
    }
}

#[test]
fn a_refusal_at_any_request_of_an_exchange_does_no_harm() {
    let faults = [
        Fault::LoseRequest,
        Fault::LoseAnswer,
        Fault::Twice,
        Fault::Later,
        Fault::Cut,
        Fault::Flip,
        Fault::Refuse(409, ErrorCode::Conflict),
        Fault::Refuse(409, ErrorCode::Cursor),
        Fault::Refuse(404, ErrorCode::NotFound),
        Fault::Stranger(200, Vec::new()),
    ];
    let (world, _, one, _, two) = team_of_two(19);
    let mut number = 0;
    for fault in faults {
        for at in 0..10 {
            number += 1;
            save_family(&world, &two, &format!("Deux{number}"));
            assert_eq!(two.exchange(), None);
            save_family(&world, &one, &format!("Un{number}"));
            let (fault, mut count) = (fault.clone(), 0);
            world.network.follow(move |_| {
                count += 1;
                if count == at + 1 {
                    fault.clone()
                } else {
                    Fault::None
                }
            });
            one.exchange();
            assert!(closings(&one).is_empty());
            world.network.calm();
            one.exchange();
            exchange_all(&[&one, &two]);
            assert_same(&[&one, &two]);
            assert_eq!(one.sync().pending, 0);
        }
    }
}

#[test]
fn a_stranger_who_says_yes_is_not_believed() {
    for at in 0..24 {
        let world = World::new(34);
        let device = world.device();
        let one = device.start();
        let code = permanence_simulation::world::INVITATION;
        one.ask(Request::CreateTeam(Box::new(setup(Some(code)))));
        let count = std::rc::Rc::new(std::cell::Cell::new(0));
        let counted = std::rc::Rc::clone(&count);
        world.network.follow(move |request| {
            let is_write = request.method != "GET" && !request.path.starts_with("/v1/rendezvous");
            counted.set(counted.get() + u32::from(is_write));
            let is_it = is_write && counted.get() == at + 1;
            if is_it {
                Fault::Stranger(200, Vec::new())
            } else {
                Fault::None
            }
        });
        for _ in 0..3 {
            one.exchange();
        }
        let newcomer = world.device().start();
        let (_, joined) = try_pair(&one, &newcomer, "Bako Diarra");
        for _ in 0..3 {
            one.exchange();
            newcomer.exchange();
        }
        if joined.is_none() {
            world.network.calm();
            pair(&one, &newcomer, "Bako Diarra");
        }
        let family = save_family(&world, &one, "Lemoine");
        one.exchange();
        world.network.calm();
        exchange_all(&[&one, &newcomer]);
        check_family(&newcomer, &family, "Lemoine");
        assert_same(&[&one, &newcomer]);
    }
}

#[test]
fn a_refused_invitation_is_told_and_another_one_taken() {
    let world = World::new(20);
    let device = world.device();
    let tab = device.start();
    tab.ask(Request::CreateTeam(Box::new(setup(Some("UNKNOWN")))));
    assert_eq!(tab.exchange(), Some(SyncProblem::InvitationRefused));
    save_family(&world, &tab, "Lemoine");
    let code = permanence_simulation::world::INVITATION.to_owned();
    assert!(matches!(
        tab.ask(Request::SetInvitation { code }),
        Reply::Done
    ));
    assert_eq!(tab.exchange(), None);
    assert_eq!(tab.sync().pending, 0);
}

#[test]
fn news_is_followed() {
    let (world, _, one, _, two) = team_of_two(21);
    exchange_all(&[&one, &two]);
    assert_eq!(run(Box::pin(one.engine.follow())), Ok(false));
    save_family(&world, &two, "Lemoine");
    assert_eq!(two.exchange(), None);
    assert_eq!(run(Box::pin(one.engine.follow())), Ok(true));
    assert_eq!(one.exchange(), None);
    assert_eq!(run(Box::pin(one.engine.follow())), Ok(false));
}

/// The endpoint changes what it holds, and keeps its own digests consistent with it.
fn tamper(world: &World, damage: Damage, of_segments: bool) {
    let mut endpoint = world.network.endpoint.borrow_mut();
    for team in endpoint.teams.values_mut() {
        let last = if of_segments {
            team.segments.last_mut().map(|(_, bytes)| bytes)
        } else {
            team.log.last_mut().map(|(_, bytes)| bytes)
        };
        if let Some(bytes) = last {
            *bytes = damage(std::mem::take(bytes)).unwrap_or_default();
        }
    }
}

#[test]
fn altered_batches_and_segments_are_refused_until_the_true_bytes_come() {
    for of_segments in [false, true] {
        for damage in DAMAGES {
            let (world, _, one, _, two) = team_of_two(22);
            let family = save_family(&world, &two, "Lemoine");
            assert_eq!(two.exchange(), None);
            let honest = world.network.endpoint.borrow().clone();
            tamper(&world, damage, of_segments);
            let before = one.found("");
            assert_eq!(
                one.exchange(),
                Some(SyncProblem::Tampered),
                "segments: {of_segments}"
            );
            assert_eq!(one.found(""), before, "nothing altered is applied");
            save_family(&world, &one, "Pendant");
            *world.network.endpoint.borrow_mut() = honest;
            one.exchange();
            exchange_all(&[&one, &two]);
            check_family(&one, &family, "Lemoine");
            assert_same(&[&one, &two]);
        }
    }
}

#[test]
fn one_bad_segment_does_not_hold_up_the_log() {
    let (world, _, one, _, two) = team_of_two(23);
    save_family(&world, &two, "Okafor");
    assert_eq!(two.exchange(), None);
    tamper(&world, DAMAGES[0], true);
    let seen = two.view(two_worker(&two));
    two.save([change(
        &seen,
        casework::worker::NAME.id(),
        vec![text("Bako D.")],
    )]);
    assert_eq!(two.exchange(), None);
    assert_eq!(one.exchange(), Some(SyncProblem::Tampered));
    let Reply::Devices(devices) = one.ask(Request::Devices) else {
        unreachable!("devices")
    };
    assert!(
        devices.iter().any(|device| device.worker == "Bako D."),
        "the log went on"
    );
}

fn two_worker(tab: &Tab) -> RecordId {
    let Reply::Records(workers) = tab.ask(Request::Records {
        kind: "worker".into(),
    }) else {
        unreachable!("workers")
    };
    let named = workers
        .iter()
        .find(|view| shown(view, "name") == ["Bako Diarra"]);
    named.expect("the second worker").id
}

#[test]
fn an_endpoint_that_came_back_from_a_backup_is_healed() {
    let (world, _, one, _, two) = team_of_two(24);
    let first = save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let backup = world.network.endpoint.borrow().clone();
    let later = save_family(&world, &one, "Okafor");
    exchange_all(&[&one, &two]);
    *world.network.endpoint.borrow_mut() = backup;
    save_family(&world, &two, "Pendant");
    for _ in 0..3 {
        one.exchange();
        two.exchange();
    }
    exchange_all(&[&one, &two]);
    assert_same(&[&one, &two]);
    let (_, three) = second(&world, &one, "Chloé Anselme");
    exchange_all(&[&one, &two, &three]);
    check_family(&three, &first, "Lemoine");
    check_family(&three, &later, "Okafor");
    assert_same(&[&one, &two, &three]);
}

#[test]
fn a_clone_of_a_device_is_told_to_join_again() {
    let (world, device, one, _, two) = team_of_two(25);
    let copy = device.with_disk(device.disk.copy());
    save_family(&world, &one, "Lemoine");
    exchange_all(&[&one, &two]);
    let clone = copy.open();
    assert_eq!(clone.exchange(), Some(SyncProblem::Cloned));
    assert_eq!(clone.sync().problem, Some(SyncProblem::Cloned));
}

#[test]
fn a_crash_at_any_commit_loses_nothing_acknowledged() {
    for (seed, stands) in [(26, false), (26, true)] {
        for at in 0.. {
            let world = World::new(seed);
            let (device, tab) = world.founder();
            let (_, other) = second(&world, &tab, "Bako Diarra");
            tab.life.end_at(at, stands);
            let mut acknowledged = Vec::new();
            for number in 0..3 {
                let id = new_id(&world.chance);
                let edits = vec![new_case(id, &format!("2026-{number}"))];
                if let Reply::Saved { .. } = tab.ask(Request::Save { edits }) {
                    acknowledged.push(id);
                }
                tab.settle();
                tab.exchange();
            }
            let many = (0..300)
                .map(|_| new_case(new_id(&world.chance), "N"))
                .collect();
            tab.ask(Request::Save { edits: many });
            tab.settle();
            let has_survived = !tab.life.is_over();
            device.disk.cut_power();
            let tab = device.open();
            for id in &acknowledged {
                assert!(
                    matches!(tab.ask(Request::Case(*id)), Reply::Case(_)),
                    "commit {at}"
                );
            }
            exchange_all(&[&tab, &other]);
            assert_same(&[&tab, &other]);
            assert_eq!(tab.sync().pending, 0);
            if has_survived {
                assert!(at > 10, "the run has commits to die at");
                break;
            }
        }
    }
}

#[test]
fn a_crash_while_a_team_is_made_leaves_all_or_nothing() {
    for at in 0..8 {
        for stands in [false, true] {
            let world = World::new(27);
            let device = world.device();
            let tab = device.start();
            tab.life.end_at(at, stands);
            tab.ask(Request::CreateTeam(Box::new(setup(None))));
            tab.settle();
            device.disk.cut_power();
            let tab = device.start();
            let reply = tab.ask(Request::Hello {
                build: "build".into(),
            });
            let Reply::Hello { device: state, .. } = reply else {
                unreachable!("{reply:?}")
            };
            if state == DeviceState::Empty {
                let made = tab.ask(Request::CreateTeam(Box::new(setup(None))));
                assert!(matches!(made, Reply::Opened(_)), "{made:?}");
            } else {
                assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)));
            }
            tab.settle();
            let Reply::Records(teams) = tab.ask(Request::Records {
                kind: "team".into(),
            }) else {
                unreachable!("the team's record")
            };
            assert_eq!(teams.len(), 1);
        }
    }
}

#[test]
fn a_crash_while_joining_leaves_all_or_nothing() {
    for at in 0..6 {
        for stands in [false, true] {
            let world = World::new(28);
            let (_, one) = world.founder();
            save_family(&world, &one, "Lemoine");
            assert_eq!(one.exchange(), None);
            let device = world.device();
            let tab = device.start();
            tab.life.end_at(at, stands);
            try_pair(&one, &tab, "Bako Diarra");
            device.disk.cut_power();
            one.exchange();
            let tab = device.start();
            let reply = tab.ask(Request::Hello {
                build: "build".into(),
            });
            let Reply::Hello { device: state, .. } = reply else {
                unreachable!("{reply:?}")
            };
            if state == DeviceState::Empty {
                pair(&one, &tab, "Bako Diarra");
            } else {
                assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)));
            }
            tab.settle();
            exchange_all(&[&one, &tab]);
            assert_eq!(tab.found("Lemoine"), 1);
            assert_same(&[&one, &tab]);
        }
    }
}

#[test]
fn a_read_that_fails_once_is_made_good() {
    for after in 0..16 {
        let (world, device, one, _, two) = team_of_two(29);
        save_many(&world, &one, 300);
        let tab = device.open();
        save_family(&world, &one, "Lemoine");
        save_family(&world, &two, "Okafor");
        save_many(&world, &two, 300);
        assert_eq!(two.exchange(), None);
        tab.life.fail_read(Some(after));
        tab.exchange();
        tab.catch_up();
        tab.life.fail_read(None);
        tab.catch_up();
        assert_eq!(tab.exchange(), None);
        assert_eq!(tab.found("Lemoine"), 1, "a failure after {after} reads");
        assert_eq!(tab.found("Okafor"), 1, "a failure after {after} reads");
        save_many(&world, &tab, 300);
        assert!(closings(&tab).is_empty());
        assert_same(&[&tab, &device.open()]);
    }
}

#[test]
fn an_endpoint_that_refuses_every_batch_is_not_asked_for_ever() {
    for code in [ErrorCode::Conflict, ErrorCode::Generation] {
        let (world, _, one, _, _) = team_of_two(31);
        save_family(&world, &one, "Lemoine");
        let refused = code.clone();
        world.network.follow(move |request| {
            let is_batch = request.method == "PUT" && request.path.starts_with("/v1/log/");
            if is_batch {
                Fault::Refuse(409, refused.clone())
            } else {
                Fault::None
            }
        });
        assert_eq!(one.exchange(), Some(SyncProblem::EndpointFault), "{code:?}");
        assert_eq!(one.sync().pending, 1);
        world.network.calm();
        assert_eq!(one.exchange(), None);
    }
}

#[test]
fn an_endpoint_that_moves_its_roster_for_ever_lets_nobody_hang() {
    let world = World::new(32);
    let (_, one) = world.founder();
    world.network.follow(|request| {
        let is_entry = request.method == "POST" && request.path.starts_with("/v1/roster");
        if is_entry {
            Fault::Refuse(412, ErrorCode::RosterMoved)
        } else {
            Fault::None
        }
    });
    let newcomer = world.device().start();
    let (confirmed, _) = try_pair(&one, &newcomer, "Bako Diarra");
    assert!(
        matches!(confirmed, Reply::Failed(Failure::Sync(_))),
        "{confirmed:?}"
    );
}

#[test]
fn a_wrong_clock_ends_no_pairing_and_keeps_none_waiting() {
    for skew_ms in [-631_152_000_000, 631_152_000_000] {
        let world = World::new(33);
        let (_, one) = world.founder();
        let device = world.device();
        device.clock.skew_ms.set(skew_ms);
        let newcomer = device.start();
        pair(&one, &newcomer, "Bako Diarra");
        exchange_all(&[&one, &newcomer]);
        let family = save_family(&world, &newcomer, "Lemoine");
        exchange_all(&[&newcomer, &one]);
        check_family(&one, &family, "Lemoine");
        let alone = world.device();
        let waiting = alone.start();
        waiting.ask(Request::JoinTeam {
            passphrase: PASSPHRASE.into(),
        });
        let clock = alone.clock.clone();
        let mut task: Task = {
            let engine = std::rc::Rc::clone(&waiting.engine);
            Box::pin(async move { engine.pair().await })
        };
        poll(&mut task);
        clock.skew_ms.set(-631_152_000_000);
        run(task);
        let events = waiting.events();
        let is_told = events.iter().any(|event| {
            matches!(
                event,
                Event::Pairing(PairingStep::Stopped(Failure::PairingTimeout))
            )
        });
        assert!(is_told, "nobody came: {events:?}");
    }
}

#[test]
fn a_save_during_an_exchange_sends_its_keys_first() {
    let (world, _, one, _, _) = team_of_two(30);
    save_family(&world, &one, "Avant");
    let mut task: Task = {
        let engine = std::rc::Rc::clone(&one.engine);
        Box::pin(async move {
            engine.exchange().await;
        })
    };
    let mut count = 0;
    let known = |world: &World| {
        let endpoint = world.network.endpoint.borrow();
        let team = endpoint.teams.values().next().expect("the team");
        (team.segments.len(), team.log.len())
    };
    let (segments, batches) = known(&world);
    while !poll(&mut task) {
        count += 1;
        let (now, _) = known(&world);
        if now > segments && count < 1000 {
            save_family(&world, &one, "Pendant");
            count = 1000;
        }
    }
    let (segments_after, batches_after) = known(&world);
    assert!(count >= 1000, "something was saved in between");
    let is_sent = batches_after > batches + 1 || one.sync().pending == 0;
    assert!(
        !is_sent || segments_after > segments + 1,
        "keys go up before what they open"
    );
}
