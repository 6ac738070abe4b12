//! From a form to operations.

use record::{ChoiceId, Edit, EditError, Value};

use crate::tiny::{
    CHILDREN, Danger, HOUSING, Housing, NOTES, SCHEMA, TOWN, TRIED, dot_of, empty, record_of,
    shown, shown_operations, value_of, writes_of,
};

/// Opening the record of a history and putting `field=values` yields these operations. Values of
/// a set are separated by `+`; `seen`, if not empty, lists the dots seen when the form opened.
#[track_caller]
fn check(history: &str, seen: &str, put: &str, expected: &str) {
    let record = record_of(history);
    let mut edit = Edit::open(SCHEMA, &record);
    let (field, values) = put.split_once('=').expect("a put is field=values");
    if !seen.is_empty() {
        let dots: Vec<_> = seen.split(',').map(dot_of).collect();
        edit.saw(field, &dots);
    }
    let values = values
        .split('+')
        .filter_map(|text| value_of(field, text))
        .collect();
    edit.put(field, values).expect("the field takes the values");
    assert_eq!(
        shown_operations(&edit.finish()),
        expected,
        "{put} on {history}"
    );
}

#[test]
fn a_change_replaces_what_was_live() {
    check("", "", "town=Metz", "town=Metz");
    check("a1 town=Metz", "", "town=Nancy", "town=Nancy <a1");
    check("a1 town=Metz", "", "town=", "town= <a1");
    check(
        "a1 town=Metz; b1 town=Nancy",
        "",
        "town=Lyon",
        "town=Lyon <a1,b1",
    );
}

#[test]
fn no_change_yields_nothing() {
    check("", "", "town=", "");
    check("a1 town=Metz", "", "town=Metz", "");
    check("a1 town=Metz; b1 town=Nancy", "", "town=Nancy", "");
    check("a1 town=Metz; a2 town= <a1", "", "town=", "");
    check("a1 danger=high; b9 danger=low", "", "danger=high", "");
    check("a1 tried=hotel; b1 tried=hotel", "", "tried=hotel", "");
    check("a1 notes=one", "", "notes=", "");
}

#[test]
fn what_came_while_the_form_was_open_is_not_replaced() {
    check(
        "a1 town=Metz; b1 town=Nancy",
        "a1",
        "town=Lyon",
        "town=Lyon <a1",
    );
    check("a1 town=Metz; b1 town=Nancy", "a1", "town=Metz", "");
    check(
        "a1 town=Metz; b2 town=Nancy <a1",
        "a1",
        "town=Lyon",
        "town=Lyon <a1",
    );
    check(
        "a1 tried=hotel; b1 tried=street",
        "a1",
        "tried=shelter",
        "tried= <a1; tried=shelter",
    );
    check(
        "a1 town=Metz; b2 town=Nancy <a1",
        "a1",
        "town=",
        "town= <a1",
    );
    check("a1 danger=low; b1 danger=high", "a1", "danger=low", "");
}

#[test]
fn sets_yield_what_was_added_and_removed() {
    check(
        "",
        "",
        "tried=hotel+street+hotel",
        "tried=hotel; tried=street",
    );
    check("a1 tried=hotel", "", "tried=hotel+street", "tried=street");
    check(
        "a1 tried=hotel; b1 tried=hotel",
        "",
        "tried=",
        "tried= <a1,b1",
    );
    check(
        "a1 tried=hotel",
        "",
        "tried=street",
        "tried= <a1; tried=street",
    );
    check(
        "a1 tried=hotel; a2 tried= <a1",
        "",
        "tried=street",
        "tried=street <a2",
    );
}

#[test]
fn notes_are_only_added() {
    check("a1 notes=one", "", "notes=two", "notes=two");
    check("a1 notes=one", "", "notes=one", "notes=one");
}

#[test]
fn there_and_back_ends_as_it_began() {
    let mut history = "a1 town=Metz".to_owned();
    for (sequence, town) in [(2, "Nancy"), (3, "Metz")] {
        let record = record_of(&history);
        let mut edit = Edit::open(SCHEMA, &record);
        edit.set(TOWN, town.to_owned());
        let operations = shown_operations(&edit.finish());
        history = format!("{history}; a{sequence} {operations}");
    }
    assert_eq!(shown(&record_of(&history)), "town=Metz");
    assert_eq!(writes_of(&history).len(), 3);
}

#[test]
fn a_decision_is_a_write_even_where_it_keeps_what_is_shown() {
    let record = record_of("a1 danger=high; b1 danger=low; c1 danger=immediate");
    let mut edit = Edit::open(SCHEMA, &record);
    let decided = value_of("danger", "immediate");
    edit.decide("danger", decided, &[dot_of("a1"), dot_of("c1")])
        .expect("one of the rivals");
    assert_eq!(shown_operations(&edit.finish()), "danger=immediate <a1,c1");
}

#[test]
fn typed_edits_say_the_same() {
    let record = record_of("a1 town=Metz; a2 tried=hotel");
    let mut edit = Edit::open(SCHEMA, &record);
    edit.set(CHILDREN, 2)
        .set(HOUSING, Housing::Shelter)
        .set(
            TRIED,
            [Housing::Hotel, Housing::Street].into_iter().collect(),
        )
        .set(TOWN, String::new())
        .append(NOTES, "one");
    let expected = "children=2; housing=shelter; notes=one; town= <a1; tried=street";
    assert_eq!(shown_operations(&edit.finish()), expected);
    let mut edit = Edit::open(SCHEMA, &record);
    edit.clear(TOWN).clear(CHILDREN).clear(TRIED);
    assert_eq!(shown_operations(&edit.finish()), "town= <a1; tried= <a2");
}

#[track_caller]
fn check_refused(field: &str, values: Vec<Value>, expected: EditError) {
    let record = empty();
    let mut edit = Edit::open(SCHEMA, &record);
    assert_eq!(edit.put(field, values).err(), Some(expected), "{field}");
    assert!(edit.finish().is_empty());
}

#[test]
fn values_a_field_does_not_take_are_refused() {
    let choice = |id: &str| Value::Choice(ChoiceId::shared(id));
    check_refused("nowhere", vec![], EditError::NoSuchField);
    check_refused("town", vec![Value::Integer(1)], EditError::WrongValue);
    check_refused("housing", vec![choice("castle")], EditError::WrongValue);
    check_refused(
        "tried",
        vec![choice("hotel"), choice("castle")],
        EditError::WrongValue,
    );
    check_refused(
        "housing",
        vec![choice("hotel"), choice("street")],
        EditError::WrongCount,
    );
    let record = empty();
    let mut edit = Edit::open(SCHEMA, &record);
    assert_eq!(
        edit.decide("tried", None, &[]).err(),
        Some(EditError::WrongCount)
    );
    let wrong = Some(choice("castle"));
    assert_eq!(
        edit.decide("danger", wrong, &[]).err(),
        Some(EditError::WrongValue)
    );
}

#[test]
fn what_a_newer_version_wrote_survives_a_form_of_this_one() {
    check("a1 tried=castle", "", "tried=castle+hotel", "tried=hotel");
    check("a1 housing=castle", "", "housing=castle", "");
    let record = record_of("a1 danger=a_newer_level; b1 danger=low");
    let mut edit = Edit::open(SCHEMA, &record);
    let kept = value_of("danger", "a_newer_level");
    edit.decide("danger", kept, &[dot_of("a1"), dot_of("b1")])
        .expect("one of the rivals");
    assert_eq!(
        shown_operations(&edit.finish()),
        "danger=a_newer_level <a1,b1"
    );
    assert_eq!(<Danger as record::Choice>::from_id("a_newer_level"), None);
}
