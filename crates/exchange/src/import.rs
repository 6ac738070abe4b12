//! An old spreadsheet of a team as records: which column says what, what each row comes to, and what cannot be understood.
//!
//! Each row is a case, or more of a case whose number, or else whose person's names, a row before it had. A row in which something cannot
//! be understood is left out whole and told, so that it can be mended in the file and the file be read again: rows of a number that is
//! known already are passed over, and so are rows without a number of a person whose names are known, so that nothing comes twice.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::{
    ActKind, Complaint, InterviewStatus, InterviewWith, Origin, PartnerKind, Relationship, Role,
    Sex, Violence,
};
use casework::{
    Act, Case, Interview, Participation, Person, act, case, folded, interview, participation,
    person, typed_day,
};
use chrono::NaiveDate;
use record::{
    Choice, ChoiceId, ChoiceList, Field, FieldKey, FieldType, RecordId, RecordKind, Scalar, Value,
};
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
    /// The kinds of violence, in the words of their list, with a comma, a semicolon, a slash or a plus between.
    Violences,
    /// What the accused is to the victim, in the words of its list.
    Relationship,
    /// What became of a complaint, in the words of its list.
    Complaint,
    /// How many children.
    Children,
    /// The town of the person.
    Town,
    /// The day of an interview that was kept.
    Contact,
    /// The day of an exchange with a professional.
    Professional,
    /// Whom the person was referred to, in the words of the kinds of partner; on the day of the row.
    Referral,
    /// A note on the case.
    Note,
}

impl Target {
    /// In the order shown.
    pub const ALL: [Self; 20] = [
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
        Self::Violences,
        Self::Relationship,
        Self::Complaint,
        Self::Children,
        Self::Town,
        Self::Contact,
        Self::Professional,
        Self::Referral,
        Self::Note,
    ];

    /// Those whose cells are words of a list.
    pub const OF_LISTS: [(Self, &'static ChoiceList); 5] = [
        (Self::Origin, Origin::LIST),
        (Self::Violences, Violence::LIST),
        (Self::Relationship, Relationship::LIST),
        (Self::Complaint, Complaint::LIST),
        (Self::Referral, PartnerKind::LIST),
    ];

    /// Words of titles that say what a column is, folded; the first that a title holds decides.
    const WORDS: [(&'static str, Self); 36] = [
        ("prenom", Self::GivenNames),
        ("given name", Self::GivenNames),
        ("first name", Self::GivenNames),
        ("naissance", Self::BirthDate),
        ("birth", Self::BirthDate),
        ("ouvert", Self::Opened),
        ("opened", Self::Opened),
        ("professionnel", Self::Professional),
        ("professional", Self::Professional),
        ("partenaire", Self::Professional),
        ("entretien", Self::Contact),
        ("interview", Self::Contact),
        ("contact", Self::Contact),
        ("orient", Self::Referral),
        ("referr", Self::Referral),
        ("enfant", Self::Children),
        ("children", Self::Children),
        ("plainte", Self::Complaint),
        ("complaint", Self::Complaint),
        ("lien", Self::Relationship),
        ("violence", Self::Violences),
        ("numero", Self::Number),
        ("number", Self::Number),
        ("dossier", Self::Number),
        ("service", Self::Station),
        ("station", Self::Station),
        ("brigade", Self::Station),
        ("commune", Self::Town),
        ("ville", Self::Town),
        ("town", Self::Town),
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
    /// Choices of each list by their words, folded.
    pub words: BTreeMap<(Target, String), ChoiceId>,
    /// Numbers of cases, as they are written.
    pub numbers: BTreeSet<String>,
    /// Names of persons, as [`casework::display_name`] says them, folded.
    pub names: BTreeSet<String>,
}

impl Known {
    fn choice(&self, of: Target, word: &str) -> Result<ChoiceId, Trouble> {
        let known = self.words.get(&(of, folded(word)));
        known.cloned().ok_or(Trouble::NoAnswer)
    }
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
    /// It is no number.
    NoNumber,
    /// The row says a referral and no day at all.
    NoDayOfReferral,
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
    /// Rows whose number, or whose person, is known already.
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
    let mut by_handle: BTreeMap<String, usize> = BTreeMap::new();
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
        if understood.is_known(known) {
            import.known.push(line);
            continue;
        }
        let handle = understood.handle();
        let place = handle
            .as_ref()
            .and_then(|handle| by_handle.get(handle))
            .copied();
        let place = place.unwrap_or_else(|| {
            import.cases.push(understood.case(make_id));
            import.cases.len() - 1
        });
        by_handle.extend(handle.map(|handle| (handle, place)));
        if let Some(records) = import.cases.get_mut(place) {
            import.interviews += understood.add_to(records, make_id);
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
    family_name: String,
    given_names: String,
    contact: Option<NaiveDate>,
    professional: Option<NaiveDate>,
    opened: Option<NaiveDate>,
    referral: Option<(usize, ChoiceId)>,
}

impl Understood {
    fn of(row: &[String], targets: &[Target], known: &Known) -> Result<Self, (usize, Trouble)> {
        let mut understood = Self::default();
        for (column, (cell, target)) in row.iter().zip(targets).enumerate() {
            let cell = cell.trim();
            if !cell.is_empty() {
                understood
                    .take(cell, *target, known, column)
                    .map_err(|why| (column, why))?;
            }
        }
        if let Some((column, _)) = understood
            .referral
            .as_ref()
            .filter(|_| understood.day().is_none())
        {
            return Err((*column, Trouble::NoDayOfReferral));
        }
        let is_nobody = understood.person_fields.is_empty() || understood.is_sum();
        match understood.number.is_empty() && is_nobody {
            true => Err((0, Trouble::Nobody)),
            false => Ok(understood),
        }
    }

    fn take(
        &mut self,
        cell: &str,
        target: Target,
        known: &Known,
        column: usize,
    ) -> Result<(), Trouble> {
        let text = || cell.to_owned();
        let a_day = || day(cell).ok_or(Trouble::NoDay);
        match target {
            Target::Nothing => {}
            Target::Number => {
                self.number = text();
                put(&mut self.case_fields, case::NUMBER, text());
            }
            Target::Opened => {
                self.opened = Some(a_day()?);
                put(&mut self.case_fields, case::OPENED, a_day()?);
            }
            Target::Station => {
                let station = known
                    .stations
                    .get(&folded(cell))
                    .ok_or(Trouble::NoStation)?;
                put(&mut self.case_fields, case::STATION, *station);
            }
            Target::Origin
            | Target::Relationship
            | Target::Complaint
            | Target::Violences
            | Target::Referral => self.take_words(cell, target, known, column)?,
            Target::Children => {
                let children = cell.parse::<u32>().map_err(|_| Trouble::NoNumber)?;
                put(&mut self.case_fields, case::CHILDREN, children);
            }
            Target::Town => put(&mut self.person_fields, person::TOWN, text()),
            Target::Professional => self.professional = Some(a_day()?),
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
            Target::FamilyName => {
                self.family_name = text();
                put(&mut self.person_fields, person::FAMILY_NAME, text());
            }
            Target::GivenNames => {
                self.given_names = text();
                put(&mut self.person_fields, person::GIVEN_NAMES, text());
            }
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

    /// A cell whose words are those of a list.
    fn take_words(
        &mut self,
        cell: &str,
        target: Target,
        known: &Known,
        column: usize,
    ) -> Result<(), Trouble> {
        let one = || known.choice(target, cell).map(|choice| vec![choice]);
        match target {
            Target::Origin => self.choose(case::ORIGIN.key(), one()?),
            Target::Relationship => self.choose(case::RELATIONSHIP.key(), one()?),
            Target::Complaint => self.choose(case::COMPLAINT.key(), one()?),
            Target::Referral => self.referral = Some((column, known.choice(target, cell)?)),
            _ => {
                let words = cell.split([',', ';', '/', '+']).map(str::trim);
                let words = words.filter(|word| !word.is_empty());
                let chosen: Result<_, _> = words.map(|word| known.choice(target, word)).collect();
                self.choose(case::VIOLENCES.key(), chosen?);
            }
        }
        Ok(())
    }

    fn choose(&mut self, field: FieldKey, chosen: Vec<ChoiceId>) {
        let values = chosen.into_iter().map(Value::Choice).collect();
        self.case_fields.push((field, values));
    }

    /// The day of the row: of what happened, else of the opening.
    fn day(&self) -> Option<NaiveDate> {
        self.contact.or(self.professional).or(self.opened)
    }

    /// A line of totals below the others: it says "Total" where others say a name.
    fn is_sum(&self) -> bool {
        let name = folded(&self.family_name);
        self.given_names.is_empty() && name.split_whitespace().next() == Some("total")
    }

    /// Both names of the person, folded; none where one is missing.
    fn name(&self) -> Option<String> {
        let is_whole = !self.family_name.is_empty() && !self.given_names.is_empty();
        is_whole.then(|| folded(&format!("{} {}", self.family_name, self.given_names)))
    }

    /// By what rows of one case are known: its number, else the names of its person.
    fn handle(&self) -> Option<String> {
        match self.number.as_str() {
            "" => self.name().map(|name| format!("name {name}")),
            number => Some(format!("number {number}")),
        }
    }

    /// Whether what the row is about is there already.
    fn is_known(&self, known: &Known) -> bool {
        match self.number.as_str() {
            "" => self.name().is_some_and(|name| known.names.contains(&name)),
            number => known.numbers.contains(number),
        }
    }

    /// What happened, as records of its case; how many interviews that is.
    fn add_to(&self, records: &mut Vec<PlainRecord>, make_id: &mut dyn FnMut() -> RecordId) -> u32 {
        let Some(case) = records.first().map(|case| case.id) else {
            return 0;
        };
        let days = [
            (self.contact, InterviewWith::Beneficiary),
            (self.professional, InterviewWith::Professional),
        ];
        let mut interviews = 0;
        for (day, with) in days {
            if let Some(day) = day {
                records.push(contact(case, day, with, make_id()));
                interviews += 1;
            }
        }
        if let Some(((_, partner), day)) = self.referral.clone().zip(self.day()) {
            records.push(referral(case, day, partner, make_id()));
        }
        interviews
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
fn contact(case: RecordId, day: NaiveDate, with: InterviewWith, id: RecordId) -> PlainRecord {
    let mut fields = Vec::new();
    put(&mut fields, interview::CASE, case);
    put(&mut fields, interview::DATE, day);
    put(&mut fields, interview::STATUS, InterviewStatus::Kept);
    put(&mut fields, interview::WITH, with);
    PlainRecord {
        id,
        kind: Interview::KIND,
        fields,
    }
}

/// A referral to a kind of partner.
fn referral(case: RecordId, day: NaiveDate, partner: ChoiceId, id: RecordId) -> PlainRecord {
    let mut fields = Vec::new();
    put(&mut fields, act::CASE, case);
    put(&mut fields, act::KIND, ActKind::Referral);
    put(&mut fields, act::DATE, day);
    fields.push((act::PARTNER_KIND.key(), vec![Value::Choice(partner)]));
    PlainRecord {
        id,
        kind: Act::KIND,
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
            ("Orientation", Target::Referral),
            ("Orientée vers", Target::Referral),
            ("Contact partenaire", Target::Professional),
            ("Types de violences", Target::Violences),
            ("Nombre d’enfants", Target::Children),
            ("Commune", Target::Town),
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

    /// A sheet as text with semicolons.
    fn text(lines: &[&str]) -> Vec<Vec<String>> {
        let cells = |line: &&str| line.split(';').map(str::to_owned).collect();
        lines.iter().map(cells).collect()
    }

    fn words(words: &[(Target, &str, &'static str)]) -> BTreeMap<(Target, String), ChoiceId> {
        let word = |(of, word, id): &(Target, &str, &'static str)| {
            ((*of, (*word).to_owned()), ChoiceId::shared(id))
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn rows_without_a_number_are_told_apart_by_their_person() {
        let known = Known {
            names: BTreeSet::from([folded("Renaud Maëlle")]),
            words: words(&[
                (Target::Referral, "cidff", "womens_rights"),
                (Target::Violences, "physiques", "physical"),
                (Target::Violences, "sexuelles", "sexual"),
            ]),
            ..Known::default()
        };
        let rows = text(&[
            "Nom;Prénom;Entretien;Violences;Orientation;Professionnel;Enfants",
            "Brumeval;Ondine;01/03/2020;Physiques, SEXUELLES;CIDFF;;2",
            "BRUMEVAL;ondine;;;;02/03/2020;",
            "Renaud;Maelle;03/03/2020;;;;",
            "Renaud;Zoé;;;CIDFF;;",
            "Renaud;Zoé;03/03/2020;;;;deux",
            "TOTAL 3;;;;;;2",
        ]);
        let targets: Vec<_> = rows[0].iter().map(|title| Target::guess(title)).collect();
        let mut last = 0;
        let import = import(&rows, &targets, &known, &mut || {
            last += 1;
            RecordId::from_bytes([last; 16])
        });
        assert_eq!((import.cases.len(), import.interviews), (1, 2));
        let kinds = import.cases[0].iter().map(|record| record.kind.as_str());
        let expected = "case person participation interview act interview";
        assert_eq!(kinds.collect::<Vec<_>>().join(" "), expected);
        let said = &import.cases[0][0].fields;
        assert!(said.iter().any(|(_, values)| values.len() == 2), "{said:?}");
        assert_eq!(import.known, [4]);
        let why = import
            .troubles
            .iter()
            .map(|one| (one.row, one.column, one.why));
        let expected = [
            (5, 4, Trouble::NoDayOfReferral),
            (6, 6, Trouble::NoNumber),
            (7, 0, Trouble::Nobody),
        ];
        assert_eq!(why.collect::<Vec<_>>(), expected);
    }
}
