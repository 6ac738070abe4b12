//! Every field goes the whole way by being in its schema and nowhere else: typed on one device, merged on another, found, told
//! in the history, exported. A field that the team defined does so too.

use casework::{Case, TeamField, field};
use engine::message::{Excerpt, FieldEdit, RecordEdit, Reply, Request};
use permanence_simulation::forms::{
    change, field_of, first, new_case, new_id, new_interview, text,
};
use permanence_simulation::world::{PASSPHRASE, Tab, World, second};
use record::{FieldSpec, Kind, RecordId, Value};

/// A value such as a form gives, unlike any other of the walk.
fn typed(spec: &FieldSpec, number: u8) -> Option<Value> {
    let choice = || spec.choices.as_ref()?.ids().last().map(str::to_owned);
    Some(match spec.kind {
        Kind::Bool => Value::Bool(true),
        Kind::Integer | Kind::Cents | Kind::Minutes => Value::Integer(i64::from(number)),
        Kind::Text | Kind::LongText | Kind::Texts | Kind::Notes => text(word(number)),
        Kind::Date => Value::Date(chrono::NaiveDate::from_ymd_opt(
            2031,
            1,
            u32::from(number % 28) + 1,
        )?),
        Kind::Time => Value::Time(record::TimeOfDay::from_minutes(u16::from(number))?),
        Kind::Choice | Kind::Choices | Kind::Level => {
            Value::Choice(record::ChoiceId::shared(&choice()?))
        }
        Kind::Reference | Kind::References => Value::Reference(RecordId::from_bytes([number; 16])),
        Kind::Moment => return None,
    })
}

/// A word that nothing else says.
fn word(number: u8) -> String {
    let letter = |part: u8| char::from(b'a' + part);
    format!("zwq{}{}kx", letter(number / 16), letter(number % 16))
}

/// What the export says of a field of the case, as text.
fn exported(tab: &Tab, case: RecordId, field: &str) -> String {
    let Reply::Export(bytes) = tab.ask(Request::Export) else {
        unreachable!("an export is given")
    };
    let export: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let records = export["records"].as_array().expect("records");
    let id = case.to_string();
    let record = records.iter().find(|record| record["id"] == id.as_str());
    record.expect("the case").clone()["fields"][field].to_string()
}

/// One field, from a form of the first device to everything the second shows.
fn walk(one: &Tab, two: &Tab, case: RecordId, spec: &FieldSpec, number: u8) {
    let id = spec.id.as_str();
    let Some(value) = typed(spec, number) else {
        return;
    };
    one.save([change(&one.view(case), id, vec![value.clone()])]);
    assert_eq!(one.exchange(), None);
    assert_eq!(two.exchange(), None);
    let view = two.view(case);
    let shown = field_of(&view, id).expect("the field came over");
    assert!(shown.values.contains(&value), "{id} is merged: {shown:?}");
    let is_searched = spec.is_searchable || matches!(spec.kind, Kind::LongText | Kind::Notes);
    if is_searched {
        assert_eq!(two.found(&word(number)), 1, "{id} is found");
    }
    let Reply::History(Excerpt { rows: lines, .. }) = two.ask(Request::History {
        of: case,
        most: u32::MAX,
    }) else {
        unreachable!("a history is given")
    };
    let told = lines
        .iter()
        .any(|line| line.field == id && line.after.as_ref() == Some(&value));
    assert!(told, "{id} is in the history");
    if spec.is_exported {
        assert_ne!(exported(two, case, id), "null", "{id} is exported");
    }
    // Taken away again, so that a case that lies in the bin or is closed does not hide the next field.
    if spec.merge.is_single() {
        two.save([change(&view, id, Vec::new())]);
        assert_eq!(two.exchange(), None);
        assert_eq!(one.exchange(), None);
    }
}

/// The description of a field of cases, as the settings save it.
fn own_field(id: RecordId) -> RecordEdit {
    let fields: Vec<FieldEdit> = vec![
        first(field::RECORD_KIND.id(), vec![text(Case::ID)]),
        first(field::LABEL.id(), vec![text("Animal au foyer")]),
        first(field::KIND.id(), vec![Value::choice("text")]),
        first(field::IS_SEARCHABLE.id(), vec![Value::Bool(true)]),
    ];
    RecordEdit {
        id,
        kind: TeamField::ID.to_owned(),
        fields,
    }
}

#[test]
fn every_field_of_a_case_goes_from_the_form_to_the_export() {
    let world = World::new(71);
    let (_first, one) = world.founder();
    let (_second, two) = second(&world, &one, "Bako Diarra");
    let [case, own] = [0; 2].map(|_| new_id(&world.chance));
    one.save([new_case(case, "2026-1"), own_field(own)]);
    let described = field::described(
        TeamField::SCHEMA,
        own,
        [
            (field::RECORD_KIND.id(), vec![text(Case::ID)]),
            (field::LABEL.id(), vec![text("Animal au foyer")]),
            (field::KIND.id(), vec![Value::choice("text")]),
            (field::IS_SEARCHABLE.id(), vec![Value::Bool(true)]),
        ],
    );
    let casework = casework::Casework::with_team_fields([&described]);
    let schema = casework.schema(Case::ID).expect("a known kind");
    assert!(
        schema
            .fields()
            .last()
            .is_some_and(|spec| spec.label.is_some())
    );
    for (number, spec) in (1..).zip(schema.fields()) {
        walk(&one, &two, case, spec, number);
    }
}

#[test]
fn what_the_team_asks_is_found_after_a_lock_and_where_it_becomes_searchable_later() {
    let world = World::new(72);
    let (device, tab) = world.found_on(world.device().compacting_at_once());
    let [case, own] = [0; 2].map(|_| new_id(&world.chance));
    tab.save([new_case(case, "2026-1")]);
    let mut unsearched = own_field(own);
    unsearched.fields.pop();
    tab.save([unsearched]);
    let field = format!("team_{own}");
    tab.save([change(&tab.view(case), &field, vec![text("Tortue")])]);
    assert_eq!(tab.found("tortue"), 0, "nobody asked to find by it");
    let searchable = field::IS_SEARCHABLE.id();
    tab.save([change(&tab.view(own), searchable, vec![Value::Bool(true)])]);
    tab.settle();
    assert_eq!(tab.found("tortue"), 1);
    drop(tab);
    let tab = device.start();
    assert!(matches!(tab.unlock(PASSPHRASE), Reply::Opened(_)));
    tab.settle();
    assert_eq!(tab.found("tortue"), 1, "after a lock");
}

#[test]
fn what_the_team_wants_counted_is_in_the_figures_of_every_device() {
    let world = World::new(94);
    let (_device, one) = world.founder();
    let (_other, two) = second(&world, &one, "Bako Diarra");
    let [of_choice, of_number, case, interview] = [0; 4].map(|_| new_id(&world.chance));
    let asked = |id: RecordId, kind: &'static str, choices: &[&str]| RecordEdit {
        id,
        kind: TeamField::ID.to_owned(),
        fields: vec![
            first(field::RECORD_KIND.id(), vec![text("case")]),
            first(field::LABEL.id(), vec![text("Own question")]),
            first(field::KIND.id(), vec![Value::choice(kind)]),
            first(
                field::CHOICES.id(),
                choices.iter().map(|one| text(*one)).collect(),
            ),
            first(field::IS_COUNTED.id(), vec![Value::Bool(true)]),
        ],
    };
    one.save([
        asked(of_choice, "choice", &["near", "far"]),
        asked(of_number, "integer", &[]),
    ]);
    one.save([
        new_case(case, "2026-1"),
        new_interview(case, interview, "They met"),
    ]);
    let own = |id: RecordId| format!("team_{id}");
    let far = Value::Choice(record::ChoiceId::shared("far"));
    one.save([change(&one.view(case), &own(of_choice), vec![far])]);
    one.save([change(
        &one.view(case),
        &own(of_number),
        vec![Value::Integer(3)],
    )]);
    for tab in [&one, &two] {
        assert_eq!(tab.exchange(), None);
    }
    let [from, to] = ["2026-01-01", "2027-01-01"].map(|day| day.parse().expect("a day"));
    for tab in [&one, &two] {
        let Reply::Answers(answers) = tab.ask(Request::Answers { from, to }) else {
            unreachable!("answers are given")
        };
        let of = |id: RecordId| {
            let found = answers.iter().find(|answers| answers.field == own(id));
            found.expect("the field of the team is counted")
        };
        let counts = of(of_choice).counts.iter();
        let counts: Vec<_> = counts
            .map(|count| (count.answer.as_str(), count.cases))
            .collect();
        assert_eq!(counts, [("far", 1), ("near", 0)]);
        assert_eq!((of(of_number).sum, of(of_number).blank), (Some(3), 0));
    }
}
