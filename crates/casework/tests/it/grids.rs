//! Grids of questions about danger: good files, bad files, and what answers come to.

use std::collections::BTreeMap;

use casework::grid::{self, Answer, Counts, Grid, GridError};

const SMALL: &str = r#"{
  "id": "small", "version": 2, "is_validated": true,
  "label": { "fr": "Petite" }, "source": { "fr": "Ici", "en": "Here" },
  "blocks": [{ "label": { "fr": "Bloc" }, "questions": [
    { "id": "one", "text": { "fr": "Une ?" }, "is_red": true },
    { "id": "two", "text": { "fr": "Deux ?" } },
    { "id": "three", "text": { "fr": "Trois ?" } }
  ] }]
}"#;

fn small() -> Grid {
    Grid::parse(SMALL).expect("a grid")
}

#[test]
fn the_grid_that_ships_is_one_to_be_validated() {
    let shipped = Grid::shipped();
    assert!(!shipped.is_validated);
    assert_eq!(shipped.name(), "immediate-danger/1");
    assert!(shipped.questions().any(|question| question.is_red));
    assert!(
        shipped
            .questions()
            .all(|question| question.text.en.is_some())
    );
}

#[track_caller]
fn check_bad(from: &str, to: &str, expected: &GridError) {
    let file = SMALL.replace(from, to);
    assert_ne!(file, SMALL, "{from} is in the file");
    assert_eq!(&Grid::parse(&file).expect_err("no grid"), expected);
}

#[test]
fn a_bad_file_says_where_and_why() {
    let twice = GridError::Repeated("one".to_owned());
    check_bad("\"id\": \"two\"", "\"id\": \"one\"", &twice);
    let not_plain = GridError::NotPlain("Two!".to_owned());
    check_bad("\"id\": \"two\"", "\"id\": \"Two!\"", &not_plain);
    check_bad("Deux ?", " ", &GridError::BadText("two".to_owned()));
    check_bad(
        "Deux ?",
        &"x".repeat(601),
        &GridError::BadText("two".to_owned()),
    );
    let Err(GridError::Malformed { line, .. }) = Grid::parse(&SMALL.replace("\"Trois ?\"", "3"))
    else {
        unreachable!("a number is no text")
    };
    assert_eq!(line, 7);
    for broken in [
        "",
        "[]",
        "{",
        &SMALL.replace("\"version\": 2", "\"size\": 2"),
    ] {
        assert!(
            matches!(Grid::parse(broken), Err(GridError::Malformed { .. })),
            "{broken}"
        );
    }
    let empty = r#"{"id":"a","version":1,"is_validated":true,"label":{"fr":"A"},"source":{"fr":"B"},"blocks":[]}"#;
    assert_eq!(Grid::parse(empty), Err(GridError::BadCount));
}

#[track_caller]
fn check(kept: &[&str], answered: u32, yes: u32, red: u32) {
    let answers = grid::read_answers(kept.iter().copied());
    let expected = Counts {
        questions: 3,
        answered,
        yes,
        red,
    };
    assert_eq!(grid::count(&small(), &answers), expected, "{kept:?}");
}

#[test]
fn answers_are_counted_and_the_graver_of_two_holds() {
    check(&[], 0, 0, 0);
    check(&["one=yes", "two=no", "three=not_asked"], 2, 1, 1);
    check(&["one=no", "one=yes"], 1, 1, 1);
    check(&["two=yes", "two=unknown", "three=unknown"], 2, 1, 0);
    check(&["gone=yes", "one", "two=perhaps"], 0, 0, 0);
}

#[test]
fn what_is_written_is_read() {
    for answer in Answer::ALL {
        let kept = grid::write_answer("one", answer);
        let read = grid::read_answers([kept.as_str()]);
        assert_eq!(read, BTreeMap::from([("one", answer)]));
    }
}
