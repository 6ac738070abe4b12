//! Fields a team defines go through the same consumers as those of the program.

use record::{
    ChoiceId, Choices, Edit, EditError, FieldKey, FieldSpec, Kind, Merge, Stat, Value, Vocabulary,
    codec,
};

use crate::tiny::{SCHEMA, apply_all, empty, shown_operations, writes_of};

fn team_specs() -> [FieldSpec; 2] {
    let answers = ["often", "never"].map(ChoiceId::shared);
    [
        FieldSpec::team(FieldKey::shared("team_pets"), Kind::Integer, "Animaux")
            .with_stat(Stat::Sum),
        FieldSpec::team(FieldKey::shared("team_visits"), Kind::Choices, "Visites")
            .with_choices(answers),
    ]
}

#[test]
fn they_are_iterated_after_those_of_the_program() {
    let schema = SCHEMA.clone().with_team_fields(team_specs());
    let ids: Vec<_> = schema.fields().map(|spec| spec.id.as_str()).collect();
    assert_eq!(ids.last_chunk(), Some(&["team_pets", "team_visits"]));
    assert_eq!(ids.len(), SCHEMA.fields().count() + 2);
    let visits = schema.field("team_visits").expect("it was just added");
    assert_eq!(visits.merge, Merge::AddWins);
    assert_eq!(
        visits.choices.as_ref().map(|choices| choices.ids().count()),
        Some(2)
    );
    assert_eq!(
        visits
            .choices
            .as_ref()
            .and_then(|choices: &Choices| choices.rank("never")),
        Some(1)
    );
    assert_eq!(schema.sections().collect::<Vec<_>>(), ["main", "team"]);
}

#[test]
fn one_whose_id_is_taken_is_left_out() {
    let taken = FieldSpec::team(FieldKey::shared("town"), Kind::Bool, "Ville");
    let schema = SCHEMA.clone().with_team_fields([taken]);
    assert_eq!(schema, *SCHEMA);
}

#[test]
fn they_are_edited_merged_and_encoded_like_any_other() {
    let schema = SCHEMA.clone().with_team_fields(team_specs());
    let mut record = empty();
    let mut edit = Edit::open(&schema, &record);
    edit.put("team_pets", vec![Value::Integer(2)])
        .expect("a whole number");
    let visits = vec![Value::Choice(ChoiceId::shared("often"))];
    edit.put("team_visits", visits).expect("one of the answers");
    let wrong = edit.put(
        "team_visits",
        vec![Value::Choice(ChoiceId::shared("daily"))],
    );
    assert_eq!(wrong.err(), Some(EditError::WrongValue));
    let operations = edit.finish();
    assert_eq!(
        shown_operations(&operations),
        "team_pets=2; team_visits=often"
    );
    let stamp = writes_of("a1 town=Metz").remove(0).1;
    let writes: Vec<_> = operations
        .into_iter()
        .map(|operation| (operation, stamp))
        .collect();
    apply_all(&mut record, &writes);
    let bytes = codec::encode_record(&record).expect("it is small");
    let decoded = codec::decode_record(&bytes, &Vocabulary::EMPTY).expect("it was just encoded");
    assert!(decoded == record);
    let pets = schema.field("team_pets").expect("it was just added");
    assert!(decoded.value(pets) == Some(&Value::Integer(2)));
}
