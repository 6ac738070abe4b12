//! An old spreadsheet of a team as records: which column says what, what each row comes to, and what cannot be understood.
//!
//! Each row is a case, or one more contact of a case whose number a row before it had. A row in which something cannot be understood is
//! left out whole and told, so that it can be mended in the file and the file be read again: rows of a number that is known already
//! are passed over, so that nothing comes twice.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::{InterviewStatus, InterviewWith, Role, Sex};
use casework::{
    Case, Interview, Participation, Person, case, folded, interview, participation, person,
    typed_day,
};
use chrono::NaiveDate;
use record::{ChoiceId, Field, FieldKey, FieldType, RecordId, RecordKind, Scalar, Value};
use serde::{Deserialize, Serialize};

use crate::plain::PlainRecord;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// Nothing that is taken.
    Nothing,
    /// The file number.
    Number,
    /// The day the case was opened.
    Opened,
    /// The primary station, by its name or another of its names.
    Station,
    /// The family name of the person.
    FamilyName,
    /// The given names of the person.
    GivenNames,
    /// Woman, man, other.
    Sex,
    /// The birth date.
    BirthDate,
    /// The telephone number.
    Phone,
    /// How the case came, in the words of its list.
    Origin,
    /// Whether it is conjugal violence: yes or no.
    ConjugalViolence,
    /// The day of an interview that was kept.
    Contact,
    /// A note on the case.
    Note,
}

impl Target {
    /// In the order shown.
    pub const ALL: [Self; 13] = [
        Self::Nothing,
        Self::Number,
        Self::Opened,
        Self::Station,
        Self::FamilyName,
        Self::GivenNames,
        Self::Sex,
        Self::BirthDate,
        Self::Phone,
        Self::Origin,
        Self::ConjugalViolence,
        Self::Contact,
        Self::Note,
    ];

    /// Words of titles that say what a column is, folded; the first that a title holds decides.
    const WORDS: [(&'static str, Self); 22] = [
        ("prenom", Self::GivenNames),
        ("given name", Self::GivenNames),
        ("first name", Self::GivenNames),
        ("naissance", Self::BirthDate),
        ("birth", Self::BirthDate),
        ("ouvert", Self::Opened),
        ("opened", Self::Opened),
        ("entretien", Self::Contact),
        ("interview", Self::Contact),
        ("contact", Self::Contact),
        ("numero", Self::Number),
        ("number", Self::Number),
        ("dossier", Self::Number),
        ("service", Self::Station),
        ("station", Self::Station),
        ("brigade", Self::Station),
        ("nom", Self::FamilyName),
        ("name", Self::FamilyName),
        ("sexe", Self::Sex),
        ("telephone", Self::Phone),
        ("origine", Self::Origin),
        ("note", Self::Note),
    ];

    /// What a title seems to say.
    pub fn guess(title: &str) -> Self {
        let title = folded(title);
        if title.contains("conjugal") {
            return Self::ConjugalViolence;
        }
        let found = Self::WORDS.iter().find(|(word, _)| title.contains(word));
        found.map_or(Self::Nothing, |(_, target)| *target)
    }
}

/// What is known already, and what words stand for.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Stations with their names, folded.
    pub stations: BTreeMap<String, RecordId>,
    /// Origins by their words, folded.
    pub origins: BTreeMap<String, ChoiceId>,
    /// Numbers of cases, as they are written.
    pub numbers: BTreeSet<String>,
}

/// Why a cell is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trouble {
    /// It is no day.
    NoDay,
    /// No station bears that name.
    NoStation,
    /// It is no answer of the list, or neither yes nor no.
    NoAnswer,
    /// The row says no number and no name.
    Nobody,
}

/// A row that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowTrouble {
    /// Which row of the sheet, from 1, the titles among them.
    pub row: u32,
    /// Which column, from 0.
    pub column: usize,
    /// What it says.
    pub text: String,
    /// What is wrong with it.
    pub why: Trouble,
}

/// What a sheet comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// Each case with all that hangs on it.
    pub cases: Vec<Vec<PlainRecord>>,
    /// Interviews among that.
    pub interviews: u32,
    /// Rows whose number is known already.
    pub known: Vec<u32>,
    /// Rows that are left out.
    pub troubles: Vec<RowTrouble>,
}

/// A day as people type it, the year with four digits or with two: those up to 69 are of this century.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    typed_day(text).or_else(|| {
        let (before, year) = text.rsplit_once(['/', '.', '-'])?;
        let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let century = is_short.then_some(if year < "70" { 20 } else { 19 })?;
        typed_day(&format!("{before}/{century}{year}"))
    })
}

/// What the rows below the titles come to. `make_id` gives the identifiers of what is made.
pub fn import(
    rows: &[Vec<String>],
    targets: &[Target],
    known: &Known,
    make_id: &mut dyn FnMut() -> RecordId,
) -> Import {
    let mut import = Import::default();
    let mut by_number: BTreeMap<String, usize> = BTreeMap::new();
    for (line, row) in (2_u32..).zip(rows.iter().skip(1)) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let understood = match Understood::of(row, targets, known) {
            Ok(understood) => understood,
            Err((column, why)) => {
                let text = row.get(column).cloned().unwrap_or_default();
                import.troubles.push(RowTrouble {
                    row: line,
                    column,
                    text,
                    why,
                });
                continue;
            }
        };
        if known.numbers.contains(&understood.number) {
            import.known.push(line);
            continue;
        }
        let place = by_number.get(&understood.number).copied();
        let place = place.unwrap_or_else(|| {
            import.cases.push(understood.case(make_id));
            import.cases.len() - 1
        });
        if !understood.number.is_empty() {
            by_number.insert(understood.number.clone(), place);
        }
        if let (Some(day), Some(records)) = (understood.contact, import.cases.get_mut(place)) {
            let case = records.first().map(|case| case.id);
            records.extend(case.map(|case| contact(case, day, make_id())));
            import.interviews += 1;
        }
    }
    import
}

/// A row that was understood.
#[derive(Debug, Default)]
struct Understood {
    number: String,
    case_fields: Vec<(FieldKey, Vec<Value>)>,
    person_fields: Vec<(FieldKey, Vec<Value>)>,
    contact: Option<NaiveDate>,
}

impl Understood {
    fn of(row: &[String], targets: &[Target], known: &Known) -> Result<Self, (usize, Trouble)> {
        let mut understood = Self::default();
        for (column, (cell, target)) in row.iter().zip(targets).enumerate() {
            let cell = cell.trim();
            if !cell.is_empty() {
                understood
                    .take(cell, *target, known)
                    .map_err(|why| (column, why))?;
            }
        }
        match understood.number.is_empty() && understood.person_fields.is_empty() {
            true => Err((0, Trouble::Nobody)),
            false => Ok(understood),
        }
    }

    fn take(&mut self, cell: &str, target: Target, known: &Known) -> Result<(), Trouble> {
        let text = || cell.to_owned();
        let a_day = || day(cell).ok_or(Trouble::NoDay);
        match target {
            Target::Nothing => {}
            Target::Number => {
                self.number = text();
                put(&mut self.case_fields, case::NUMBER, text());
            }
            Target::Opened => put(&mut self.case_fields, case::OPENED, a_day()?),
            Target::Station => {
                let station = known
                    .stations
                    .get(&folded(cell))
                    .ok_or(Trouble::NoStation)?;
                put(&mut self.case_fields, case::STATION, *station);
            }
            Target::Origin => {
                let origin = known.origins.get(&folded(cell)).ok_or(Trouble::NoAnswer)?;
                let field = FieldKey::clone(&case::ORIGIN.key());
                self.case_fields
                    .push((field, vec![Value::Choice(origin.clone())]));
            }
            Target::ConjugalViolence => {
                put(
                    &mut self.case_fields,
                    case::CONJUGAL_VIOLENCE,
                    answer(cell).ok_or(Trouble::NoAnswer)?,
                );
            }
            Target::Note => self
                .case_fields
                .push((case::NOTES.key(), vec![Value::Text(text())])),
            Target::Contact => self.contact = Some(a_day()?),
            Target::FamilyName => put(&mut self.person_fields, person::FAMILY_NAME, text()),
            Target::GivenNames => put(&mut self.person_fields, person::GIVEN_NAMES, text()),
            Target::Phone => put(&mut self.person_fields, person::PHONE, text()),
            Target::BirthDate => put(&mut self.person_fields, person::BIRTH_DATE, a_day()?),
            Target::Sex => put(
                &mut self.person_fields,
                person::SEX,
                sex(cell).ok_or(Trouble::NoAnswer)?,
            ),
        }
        Ok(())
    }

    /// The case, its person and what the person is in it.
    fn case(&self, make_id: &mut dyn FnMut() -> RecordId) -> Vec<PlainRecord> {
        let record =
            |id: RecordId, kind: &'static str, fields: Vec<(FieldKey, Vec<Value>)>| PlainRecord {
                id,
                kind: RecordKind::known(kind),
                fields,
            };
        let (case, person) = (make_id(), make_id());
        let mut fields = self.case_fields.clone();
        if fields.is_empty() {
            // A case says something, be it that nobody knows its number.
            put(&mut fields, case::NUMBER, "–".to_owned());
        }
        let mut records = vec![record(case, Case::ID, fields)];
        if !self.person_fields.is_empty() {
            records.push(record(person, Person::ID, self.person_fields.clone()));
            let mut part = Vec::new();
            put(&mut part, participation::CASE, case);
            put(&mut part, participation::PERSON, person);
            put(&mut part, participation::ROLE, Role::Victim);
            records.push(record(make_id(), Participation::ID, part));
        }
        records
    }
}

/// An interview that was kept.
fn contact(case: RecordId, day: NaiveDate, id: RecordId) -> PlainRecord {
    let mut fields = Vec::new();
    put(&mut fields, interview::CASE, case);
    put(&mut fields, interview::DATE, day);
    put(&mut fields, interview::STATUS, InterviewStatus::Kept);
    put(&mut fields, interview::WITH, InterviewWith::Beneficiary);
    PlainRecord {
        id,
        kind: Interview::KIND,
        fields,
    }
}

fn put<T: Scalar + FieldType>(fields: &mut Vec<(FieldKey, Vec<Value>)>, field: Field<T>, value: T) {
    fields.push((field.key(), value.into_values()));
}

fn answer(cell: &str) -> Option<bool> {
    match folded(cell).as_str() {
        "oui" | "o" | "yes" | "y" | "x" | "1" | "true" | "vrai" => Some(true),
        "non" | "n" | "no" | "0" | "false" | "faux" => Some(false),
        _ => None,
    }
}

fn sex(cell: &str) -> Option<Sex> {
    match folded(cell).as_str() {
        "f" | "femme" | "feminin" | "woman" | "female" => Some(Sex::Woman),
        "h" | "m" | "homme" | "masculin" | "man" | "male" => Some(Sex::Man),
        "autre" | "other" => Some(Sex::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let check = |text: &str, day_of: Option<&str>| {
            assert_eq!(
                day(text).map(|day| day.to_string()).as_deref(),
                day_of,
                "{text}"
            );
        };
        check("2020-02-29", Some("2020-02-29"));
        check("29/02/2020", Some("2020-02-29"));
        check("1.3.20", Some("2020-03-01"));
        check("01-12-1975", Some("1975-12-01"));
        check("1/12/75", Some("1975-12-01"));
        for strange in ["30/02/2020", "29/02", "hier", "1/13/2020", "1/1/20200", ""] {
            check(strange, None);
        }
    }

    #[test]
    fn titles_say_what_columns_are() {
        for (title, target) in [
            ("N° dossier", Target::Number),
            ("Nom", Target::FamilyName),
            ("Prénom", Target::GivenNames),
            ("Date de naissance", Target::BirthDate),
            ("Ouvert le", Target::Opened),
            ("Date de l’entretien", Target::Contact),
            ("Violences conjugales", Target::ConjugalViolence),
            ("Service", Target::Station),
            ("Couleur", Target::Nothing),
        ] {
            assert_eq!(Target::guess(title), target, "{title}");
        }
    }

    fn sheet(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    #[test]
    fn rows_of_one_number_are_one_case_and_bad_rows_are_told() {
        let station = RecordId::from_bytes([9; 16]);
        let known = Known {
            stations: BTreeMap::from([("forbach".to_owned(), station)]),
            numbers: BTreeSet::from(["2019-001".to_owned()]),
            ..Known::default()
        };
        let targets = [
            Target::Number,
            Target::FamilyName,
            Target::Station,
            Target::Contact,
            Target::ConjugalViolence,
        ];
        let rows = sheet(&[
            &["N°", "Nom", "Service", "Entretien", "VC"],
            &["2020-001", "Brumeval", "FORBACH", "01/03/2020", "oui"],
            &["2020-001", "", "", "08/03/2020", ""],
            &["2019-001", "Connue", "", "", ""],
            &["2020-002", "Renaud", "Nulle part", "", ""],
            &["2020-003", "Renaud", "", "demain", ""],
            &["", "", "Forbach", "", ""],
            &["", " ", "", "", ""],
            &["", "Sans numéro", "", "", "non"],
        ]);
        let mut last = 0;
        let import = import(&rows, &targets, &known, &mut || {
            last += 1;
            RecordId::from_bytes([last; 16])
        });
        assert_eq!(import.cases.len(), 2);
        assert_eq!(import.interviews, 2);
        let kinds: Vec<_> = import.cases[0]
            .iter()
            .map(|record| record.kind.as_str())
            .collect();
        assert_eq!(
            kinds,
            ["case", "person", "participation", "interview", "interview"]
        );
        assert_eq!(import.known, [4]);
        let troubles: Vec<_> = import
            .troubles
            .iter()
            .map(|one| (one.row, one.column, one.why))
            .collect();
        assert_eq!(
            troubles,
            [
                (5, 2, Trouble::NoStation),
                (6, 3, Trouble::NoDay),
                (7, 0, Trouble::Nobody)
            ]
        );
    }
}
