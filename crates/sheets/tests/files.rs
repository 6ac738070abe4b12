//! What is written is read back by another program's reader, cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use exchange::table::{Book, Cell, Format, RawSheet, Refusal, Table};
use proptest::prelude::*;

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: "Activité".to_owned(),
        columns: vec!["Quoi".to_owned(), "Combien".to_owned()],
        rows,
    }
}

fn written(format: Format, tables: Vec<Table>) -> Vec<u8> {
    sheets::file(format, &Book { tables }, &mut |_| {}).expect("a file")
}

fn read(file: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).expect("its sheet");
        (name, range.rows().map(<[Data]>::to_vec).collect())
    };
    names.into_iter().map(sheet).collect()
}

#[test]
fn a_workbook_has_typed_cells_under_its_titles() {
    let day = NaiveDate::from_ymd_opt(2020, 2, 29).expect("a day");
    let cells = [
        Cell::Text("=1+1".to_owned()),
        Cell::Whole(1204),
        Cell::Percent(902),
        Cell::FinePercent(2486),
        Cell::Cents(5_125_050),
        Cell::Day(day),
        Cell::Minutes(1920),
        Cell::Blank,
        Cell::Text("é;\"\n".to_owned()),
    ];
    let rows = cells
        .into_iter()
        .map(|cell| vec![Cell::Text("x".to_owned()), cell])
        .collect();
    let sheets = read(written(Format::Xlsx, vec![table(rows), table(Vec::new())]));
    let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Activité", "Activité 2"]);
    let rows = &sheets[0].1;
    assert_eq!(
        rows[0],
        [
            Data::String("Quoi".to_owned()),
            Data::String("Combien".to_owned())
        ]
    );
    let second: Vec<_> = rows[1..].iter().map(|row| row[1].clone()).collect();
    assert_eq!(second[0], Data::String("=1+1".to_owned()), "no formula");
    assert_eq!(second[1], Data::Float(1204.0));
    assert_eq!(second[2], Data::Float(0.902));
    assert_eq!(second[3], Data::Float(0.2486));
    assert_eq!(second[4], Data::Float(51_250.5));
    let Data::DateTime(date) = &second[5] else {
        unreachable!("a day is a day: {:?}", second[5])
    };
    // Days since the end of 1899, as workbooks count them.
    assert!(
        date.is_datetime() && (date.as_f64() - 43_890.0).abs() < 1e-9,
        "{date:?}"
    );
    assert!(
        matches!(&second[6], Data::DateTime(hours) if (hours.as_f64() * 24.0 - 32.0).abs() < 1e-9)
    );
    assert_eq!(second[7], Data::Empty);
    assert_eq!(second[8], Data::String("é;\"\n".to_owned()));
}

#[test]
fn a_text_file_is_one_that_french_programs_read() {
    let rows = vec![
        vec![
            Cell::Text("=HYPERLINK(\"x\")".to_owned()),
            Cell::Cents(-158_050),
        ],
        vec![Cell::Text("  +33".to_owned()), Cell::Percent(-99)],
        vec![Cell::Text("a;b".to_owned()), Cell::Minutes(90)],
    ];
    let file = String::from_utf8(written(Format::Csv, vec![table(rows)])).expect("UTF-8");
    let expected = "\u{feff}Quoi;Combien\r\n\"'=HYPERLINK(\"\"x\"\")\";-1580,50\r\n'  +33;-9,9\r\n\"a;b\";1:30\r\n";
    assert_eq!(file, expected);
}

#[test]
fn programs_read_numbers_in_their_units() {
    let day = NaiveDate::from_ymd_opt(2020, 2, 29).expect("a day");
    let rows = vec![vec![
        Cell::Text("=1+1".to_owned()),
        Cell::Whole(1204),
        Cell::Percent(902),
        Cell::FinePercent(-2486),
        Cell::Cents(5_125_050),
        Cell::Day(day),
        Cell::Minutes(90),
        Cell::Blank,
    ]];
    let file: serde_json::Value =
        serde_json::from_slice(&written(Format::Json, vec![table(rows)])).expect("JSON");
    let expected = serde_json::json!({
        "format": "permanence-tables",
        "version": 1,
        "tables": [{
            "name": "Activité",
            "columns": ["Quoi", "Combien"],
            "rows": [["=1+1", 1204, 90.2, -24.86, 51_250.5, "2020-02-29", 90, null]],
        }],
    });
    assert_eq!(file, expected);
}

#[test]
fn what_is_too_large_for_a_sheet_is_refused() {
    let wide = Table {
        columns: vec!["x".to_owned(); 16_385],
        ..table(Vec::new())
    };
    let book = Book { tables: vec![wide] };
    let file = sheets::file(Format::Xlsx, &book, &mut |_| {});
    assert_eq!(file, Err(Refusal::TooLarge));
}

#[test]
fn progress_rises_to_the_end() {
    let rows = vec![vec![Cell::Whole(1), Cell::Whole(2)]; 5_000];
    let book = Book {
        tables: vec![table(rows)],
    };
    let mut heard = Vec::new();
    sheets::file(Format::Xlsx, &book, &mut |part| heard.push(part)).expect("a file");
    assert!(
        heard.is_sorted() && heard.len() > 5 && heard.last() == Some(&100),
        "{heard:?}"
    );
}

fn sheets_of(bytes: &[u8]) -> Result<Vec<RawSheet>, Refusal> {
    sheets::read(bytes.to_vec())
}

#[test]
fn a_workbook_is_read_as_words_and_days() {
    let day = NaiveDate::from_ymd_opt(2020, 2, 29).expect("a day");
    let rows = vec![
        vec![Cell::Day(day), Cell::Whole(12)],
        vec![Cell::Blank, Cell::Text(" é ".to_owned())],
        Vec::new(),
    ];
    let sheets = sheets_of(&written(Format::Xlsx, vec![table(rows)])).expect("a workbook");
    assert_eq!(sheets[0].name, "Activité");
    let expected = [
        vec!["Quoi", "Combien"],
        vec!["2020-02-29", "12"],
        vec!["", "é"],
    ];
    assert_eq!(sheets[0].rows, expected);
}

#[test]
fn text_is_read_whatever_its_separator_and_its_letters() {
    let read = |bytes: &[u8]| sheets_of(bytes).expect("a text").remove(0).rows;
    assert_eq!(
        read("\u{feff}Nom;Né le\r\n\"a;b\";1\r\n".as_bytes()),
        [["Nom", "Né le"], ["a;b", "1"]]
    );
    assert_eq!(
        read(b"Nom\tPr\xe9nom\nL\x92Hermite\t\x80\n"),
        [["Nom", "Prénom"], ["L’Hermite", "€"]]
    );
    assert_eq!(read(b"a,b\n1,2\n"), [["a", "b"], ["1", "2"]]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let workbook = written(Format::Xlsx, vec![table(vec![vec![Cell::Whole(1)]; 200])]);
    assert_eq!(
        sheets_of(&workbook[..workbook.len() / 2]),
        Err(Refusal::Broken)
    );
    assert_eq!(
        sheets_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        Err(Refusal::Protected)
    );
    assert_eq!(sheets_of(b"PK\x03\x04 nothing"), Err(Refusal::Broken));
    assert_eq!(sheets_of(b"\x00\x01\x02"), Err(Refusal::Broken));
    for empty in ["", "\n\n", ";;\n"] {
        assert_eq!(
            sheets_of(empty.as_bytes()),
            Err(Refusal::Empty),
            "{empty:?}"
        );
    }
    let long = "a\n".repeat(50_001);
    assert_eq!(sheets_of(long.as_bytes()), Err(Refusal::TooLarge));
    let wide = ";x".repeat(300);
    assert_eq!(sheets_of(wide.as_bytes()), Err(Refusal::TooLarge));
}

/// A file that another program made: see `tests/data`.
fn made_by(name: &str) -> Result<Vec<RawSheet>, Refusal> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    sheets_of(&std::fs::read(path.join(name)).expect("a file of this test"))
}

#[test]
fn workbooks_of_libreoffice_are_read_with_their_days_and_the_values_of_their_formulas() {
    let rows = [
        "N° dossier;Nom;Prénom;Date de naissance;Service;Ouvert le;Date de l’entretien;Violences conjugales;Durée (h);Total",
        "2019-101;Brumeval;Ondine;1984-03-12;F. Merlebach;2019-05-02;2019-05-02;oui;1.5;3",
        "2019-101;;;;;;2019-05-09;;0.75;1.5",
        "2019-102;Lhermite;Zoé;;FORBACH;2019-02-28;2019-03-01;non;2;4",
        "",
        "2019-103;L’Étang;Maëlle;1999-12-31;Nulle part;2019-06-15;;oui;1;2",
        "",
        ";Total 4",
    ];
    let cells = |row: &str| -> Vec<String> {
        let cells = row.split(';').filter(|_| !row.is_empty());
        cells.map(str::to_owned).collect()
    };
    let expected: Vec<_> = rows.into_iter().map(cells).collect();
    for name in ["libreoffice.ods", "libreoffice.xlsx"] {
        let sheets = made_by(name).expect("a workbook");
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(
            names,
            ["Suivi 2019", "Listes"],
            "{name}: the empty sheet is left out"
        );
        assert_eq!(sheets[0].rows, expected, "{name}");
    }
    // Its text export: separators and letters of western Europe.
    let text = made_by("libreoffice.csv").expect("a text").remove(0).rows;
    assert_eq!(text[3][..3], ["2019-102", "Lhermite", "Zoé"]);
    assert_eq!(made_by("protected.ods"), Err(Refusal::Protected));
}

#[test]
fn workbooks_of_openpyxl_are_read_as_well() {
    let sheets = made_by("openpyxl.xlsx").expect("a workbook");
    let expected = [
        vec![
            "N° dossier",
            "Nom",
            "Prénom",
            "Ouvert le",
            "Entretien",
            "Violences conjugales",
        ],
        vec![
            "2018-001",
            "Valombre",
            "Inès",
            "2018-03-05",
            "2018-03-05",
            "true",
        ],
        // It writes no values of formulas: there is nothing to read.
        vec![
            "2018-002",
            "",
            "Ondine",
            "2018-04-01",
            "2 avril 2018",
            "oui",
        ],
        vec!["2018003", "Rivière", "Lou", "04/05/2018", "", "non"],
    ];
    assert_eq!(sheets[0].rows, expected);
    assert_eq!(made_by("protected.xlsx"), Err(Refusal::Protected));
}

proptest! {
    #[test]
    fn no_text_becomes_a_formula(text in "[=+@\\-\t\r ]?[ =+@\\-]?.{0,12}") {
        let cell = || vec![vec![Cell::Text(text.clone())]];
        let file = String::from_utf8(written(Format::Csv, vec![table(cell())])).expect("UTF-8");
        let row = file.lines().nth(1).unwrap_or_default().trim_start_matches('"');
        prop_assert!(!row.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r']), "{row:?}");
    }
}
