//! Templates of letters: good files, bad texts with the line and the reason, and what is filled and left out.

use std::collections::BTreeSet;

use casework::template::{
    self, Block, Fault, GAP, Placeholder, Template, TemplateError, TextError,
};

const SMALL: &str = r#"{
  "id": "small", "version": 2, "label": { "fr": "Petite" }, "recipient": "partner", "about": "case",
  "readable": ["person.name", "person.town", "children", "today"],
  "text": { "fr": ["Bonjour {person.name}"], "en": ["Hello {person.name}"] }
}"#;

fn small() -> Template {
    Template::parse(SMALL).expect("a template")
}

#[test]
fn the_templates_that_ship_are_four_with_records_of_their_own() {
    let shipped = Template::shipped();
    let names: Vec<String> = shipped.iter().map(Template::name).collect();
    assert_eq!(
        names,
        ["referral/1", "concern/1", "summary/1", "attendance/1"]
    );
    let records: BTreeSet<_> = shipped.iter().map(Template::record).collect();
    assert_eq!(records.len(), shipped.len());
    assert!(shipped.iter().all(|one| one.label.en.is_some()));
}

#[test]
fn no_shipped_text_says_what_a_worker_thinks() {
    for template in Template::shipped() {
        for language in ["fr", "en"] {
            let text = template.text(language);
            assert!(!text.contains("opinion"), "{}", template.id);
        }
    }
    let may_read = |one: &&Template| one.readable.contains(&Placeholder::InterviewsOpinions);
    let readers: Vec<String> = Template::shipped()
        .iter()
        .filter(may_read)
        .map(Template::name)
        .collect();
    assert_eq!(
        readers,
        ["concern/1"],
        "the opinion is for child protection alone"
    );
}

#[track_caller]
fn check_bad(text: &str, line: usize, fault: Fault) {
    assert_eq!(
        small().check(text),
        Err(TextError { line, fault }),
        "{text}"
    );
}

#[test]
fn a_bad_text_says_the_line_and_the_reason() {
    check_bad("", 1, Fault::Empty);
    check_bad(" \n ", 1, Fault::Empty);
    check_bad(&"x".repeat(20_001), 1, Fault::TooLong);
    check_bad("one\ntwo {person.name", 2, Fault::UnclosedBrace);
    check_bad("{person.name\n}", 1, Fault::UnclosedBrace);
    check_bad("{person.{name}}", 1, Fault::UnclosedBrace);
    check_bad("one\n\nthree }", 3, Fault::StrayBrace);
    check_bad("one\n[two\nthree", 2, Fault::UnclosedBracket);
    check_bad("one]", 1, Fault::StrayBracket);
    check_bad("[one [two]]", 1, Fault::NestedBracket);
    let unknown = |name: &str| Fault::Unknown(name.to_owned());
    check_bad("a\n{person.shoes}", 2, unknown("person.shoes"));
    check_bad("{}", 1, unknown(""));
    check_bad("[{x}]", 1, unknown("x"));
    let opinion = Fault::NotReadable(Placeholder::InterviewsOpinions);
    check_bad("a\nb\n{interviews.opinions}", 3, opinion.clone());
    let filled = small().fill("{interviews.opinions}", |_| Some("Elle a peur".to_owned()));
    assert_eq!(
        filled,
        Err(TextError {
            line: 1,
            fault: opinion
        })
    );
}

#[test]
fn a_bad_file_says_where_and_why() {
    let bad =
        |from: &str, to: &str| Template::parse(&SMALL.replace(from, to)).expect_err("no template");
    let TemplateError::Malformed { line, .. } = bad("\"children\"", "\"person.shoes\"") else {
        unreachable!("nothing bears that name")
    };
    assert_eq!(line, 3);
    let TemplateError::Malformed { .. } = bad("\"version\"", "\"size\"") else {
        unreachable!("a template has a version")
    };
    let not_plain = TemplateError::NotPlain("Petite!".to_owned());
    assert_eq!(bad("\"small\"", "\"Petite!\""), not_plain);
    let TemplateError::NotPlain(_) = bad("\"small\"", "\"longer-than-sixteen\"") else {
        unreachable!("a record has sixteen bytes")
    };
    let TemplateError::BadText(_) = bad("Hello {person.name}", "Hello {person.name") else {
        unreachable!("a brace is open")
    };
}

#[track_caller]
fn check(text: &str, said: &[(Placeholder, &str)], expected: &str) {
    let value = |one: Placeholder| {
        let found = said.iter().find(|(known, _)| *known == one);
        found.map(|(_, value)| (*value).to_owned())
    };
    let filled = small().fill(text, value).expect("a text");
    assert_eq!(filled, expected, "{text}");
}

#[test]
fn a_text_is_filled_and_what_is_missing_is_left_out_or_left_to_the_hand() {
    use Placeholder::{Children, PersonName, PersonTown};
    let ondine = (PersonName, "Ondine");
    check("Bonjour { person.name }.", &[ondine], "Bonjour Ondine.");
    check("Bonjour {person.name}.", &[], &format!("Bonjour {GAP}."));
    check("{person.name}[, de {person.town}].", &[ondine], "Ondine.");
    let metz = (PersonTown, "Metz");
    check(
        "{person.name}[, de {person.town}].",
        &[ondine, metz],
        "Ondine, de Metz.",
    );
    check("[{person.name} de {person.town}]", &[ondine], "");
    check(
        "[Enfants :\n\n{children}]",
        &[(Children, "Léo\nMia")],
        "Enfants :\n\nLéo\nMia",
    );
    check("[toujours]", &[], "toujours");
    // A blank value is none; braces in a value are words.
    check(
        "un\n[{person.town}]\ndeux",
        &[(PersonTown, "  ")],
        "un\ndeux",
    );
    check(
        "{person.name}",
        &[(PersonName, "{today} [x]")],
        "{today} [x]",
    );
    // What is left out leaves no hole.
    check(
        "un\n\n[{children}]\n\n[{person.town}]\n\ndeux\n",
        &[],
        "un\n\ndeux",
    );
}

#[test]
fn a_letter_is_laid_out_in_headings_and_paragraphs() {
    let heading = |text: &str| Block::Heading(text.to_owned());
    let paragraph = |text: &str| Block::Paragraph(text.to_owned());
    let text = "# Un\n\ndeux\ntrois  \n\n\nquatre\n# Cinq\nsix";
    let expected = [
        heading("Un"),
        paragraph("deux\ntrois"),
        paragraph("quatre"),
        heading("Cinq"),
        paragraph("six"),
    ];
    assert_eq!(template::blocks(text), expected);
    assert_eq!(template::blocks("\n \n"), []);
    assert_eq!(template::blocks("#sans blanc"), [paragraph("#sans blanc")]);
}
