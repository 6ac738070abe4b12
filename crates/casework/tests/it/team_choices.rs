//! Choices a team adds to the lists of the program.

use casework::choices::Problem;
use casework::team_choice::{IS_RETIRED, LABEL, LIST, LISTS};
use casework::{Case, Casework, TeamChoice, case};
use record::{
    ChoiceId, Choices, DeviceId, Edit, FieldSpec, OperationGroup, Record, RecordId, Schema, Value,
};

fn made(schema: &Schema, id: u8, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    let blank = Record::new(RecordId::from_bytes([id; 16]), schema.kind().clone());
    let mut record = blank.clone();
    let mut edit = Edit::open(schema, &blank);
    fill(&mut edit);
    let group = OperationGroup {
        first_index: 0,
        operations: edit.finish(),
    };
    for (operation, stamp) in group.stamped(DeviceId::from_bytes([id; 16]), 1, 1, 0) {
        assert_eq!(record.apply(operation, stamp), record::Applied::Changed);
    }
    record
}

fn added(id: u8, list: &str, label: &str) -> Record {
    made(TeamChoice::SCHEMA, id, |edit| {
        edit.set(LIST, list.to_owned())
            .set(LABEL, label.to_owned())
            .set(IS_RETIRED, id == 3);
    })
}

fn problems(casework: &Casework) -> FieldSpec {
    let schema = casework.schema(Case::ID).expect("a known kind");
    let spec = schema.field(case::PROBLEMS.id()).expect("a known field");
    spec.clone()
}

#[test]
fn what_the_team_adds_comes_after_the_programs_own_and_is_accepted() {
    let records = [
        added(1, "problem", "Voisinage"),
        added(2, "problem", "Harcèlement scolaire"),
        added(3, "problem", "Ancien choix"),
        added(4, "interview_status", "Reporté"),
        added(5, "problem", "  "),
    ];
    let casework = Casework::with_team_fields(&records);
    let spec = problems(&casework);
    let choices = spec.choices.as_ref().expect("choices");
    let labels: Vec<&str> = choices.own().iter().map(|own| &*own.label).collect();
    assert_eq!(
        labels,
        ["Ancien choix", "Harcèlement scolaire", "Voisinage"]
    );
    assert!(
        choices.own()[0].is_retired,
        "and what was written of it is still read"
    );
    let fixed = problems(&Casework::default());
    let of_program = fixed.choices.as_ref().map(|choices| choices.ids().count());
    assert_eq!(
        of_program.map(|count| count + 3),
        Some(choices.ids().count())
    );
    let own = choices.own()[2].id.clone();
    assert!(spec.accepts(&Value::Choice(own.clone())));
    assert!(
        !fixed.accepts(&Value::Choice(own)),
        "another team knows nothing of it"
    );
    assert!(!spec.accepts(&Value::Choice(ChoiceId::shared("team_x"))));
}

#[test]
fn a_record_with_a_choice_of_the_team_still_tells_those_of_the_program() {
    let casework = Casework::with_team_fields(&[added(1, "problem", "Voisinage")]);
    let own = problems(&casework).choices.as_ref().and_then(|choices| {
        let own = choices.own().first()?;
        Some(own.id.clone())
    });
    let schema = casework.schema(Case::ID).expect("a known kind");
    let values = vec![
        Value::Choice(own.expect("added")),
        Value::choice(record::Choice::id(Problem::Money)),
    ];
    let case = made(schema, 9, |edit| {
        edit.put(case::PROBLEMS.id(), values)
            .expect("both are choices");
    });
    let told: Vec<Problem> = case
        .get(case::PROBLEMS)
        .unwrap_or_default()
        .into_iter()
        .collect();
    assert_eq!(told, [Problem::Money]);
    assert_eq!(case.values(&problems(&casework)).len(), 2);
}

#[test]
fn the_lists_that_can_be_added_to_are_lists_of_the_program() {
    let specs = casework::schemas().flat_map(Schema::fields);
    let known: Vec<&str> = specs
        .filter_map(|spec| spec.choices.as_ref().and_then(Choices::list))
        .map(|list| list.name)
        .collect();
    for list in LISTS {
        assert!(known.contains(&list), "{list}");
    }
}
