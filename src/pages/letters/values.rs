//! What a case says under each placeholder of a letter, in words. Pure but for the language.

use casework::choices::{ActKind, Consent, InterviewStatus, InterviewWith};
use casework::template::Placeholder;
use casework::{Child, Evaluation, Procedure};
use casework::{act, case, child, evaluation, interview, partner, person, procedure};
use chrono::NaiveDate;
use engine::message::{CaseView, RecordView};
use record::{Field, Value};

use crate::forms::Options;
use crate::i18n::{dates, labels};
use crate::pages::case::people::{beneficiary, display_name};
use crate::pages::reading::{choice_of, day_of, text_of, time_of, value_of, values_of};
use crate::schemas;
use crate::t;

/// What a letter is written from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'c> {
    /// The name of the team.
    pub(super) team: &'c str,
    /// The name of the worker.
    pub(super) worker: &'c str,
    /// The day it is written.
    pub(super) today: NaiveDate,
    /// The case.
    pub(super) found: &'c CaseView,
    /// The referral or the interview it is about.
    pub(super) about: Option<&'c RecordView>,
    /// The partner of the referral, where the directory lists it.
    pub(super) partner: Option<&'c RecordView>,
    /// What references are called.
    pub(super) options: &'c Options,
}

impl<'c> Source<'c> {
    /// What stands under a placeholder; none where the case says nothing.
    pub(super) fn word(&self, placeholder: Placeholder) -> Option<String> {
        use Placeholder as P;
        let case = &self.found.case;
        match placeholder {
            P::TeamName => Some(self.team.to_owned()),
            P::WorkerName => Some(self.worker.to_owned()),
            P::Today => Some(dates::written(self.today)),
            P::CaseNumber => text_of(case, case::NUMBER),
            P::CaseOpened => written(case, case::OPENED),
            P::CaseStation => self.said(case, case::STATION.id()),
            P::CaseOrigin => self.said(case, case::ORIGIN.id()),
            P::CaseDanger => self.said(case, case::DANGER.id()),
            P::CaseViolences => self.said(case, case::VIOLENCES.id()),
            P::CaseProblems => self.said(case, case::PROBLEMS.id()),
            P::CaseRelationship => self.said(case, case::RELATIONSHIP.id()),
            P::CaseComplaint => self.said(case, case::COMPLAINT.id()),
            P::PersonName => self.person().map(display_name),
            P::PersonBirthDate => written(self.person()?, person::BIRTH_DATE),
            P::PersonTown => text_of(self.person()?, person::TOWN),
            P::PersonAddress => text_of(self.person()?, person::ADDRESS),
            P::PersonFamily => self.said(self.person()?, person::FAMILY_SITUATION.id()),
            P::PersonHousing => self.said(self.person()?, person::HOUSING.id()),
            P::PersonLanguages => self.said(self.person()?, person::LANGUAGES.id()),
            P::Children => self.lines_of(Child::ID, Self::child),
            P::Measures => self.acts(ActKind::Measure, Self::measure),
            P::Procedures => self.lines_of(Procedure::ID, Self::procedure),
            P::Referrals => self.acts(ActKind::Referral, Self::referral),
            P::Evaluation => self.evaluation(),
            P::InterviewDate => written(self.about?, interview::DATE),
            P::InterviewStart => time_of(self.about?, interview::START)
                .map(|time| dates::hour(time.hour(), time.minute())),
            P::InterviewsCount => Some(held(self.found).len().to_string()),
            P::InterviewsFirst => written(held(self.found).first()?, interview::DATE),
            P::InterviewsLast => written(held(self.found).last()?, interview::DATE),
            P::InterviewsFacts => self.told(interview::FACTS),
            P::InterviewsWords => self.told(interview::REPORTED_WORDS),
            P::InterviewsOpinions => self.told(interview::OPINION),
            P::PartnerName => self.partner_name(self.about?),
            P::PartnerContact => text_of(self.partner?, partner::CONTACT),
            P::ReferralAgreement => (choice_of(self.about?, act::CONSENT) == Some(Consent::Yes))
                .then(|| t!(letter_agreed).to_owned()),
            P::ReferralPurpose => text_of(self.about?, act::PURPOSE),
            P::ReferralShared => text_of(self.about?, act::CONSENT_WHAT),
            P::ReferralUntil => written(self.about?, act::CONSENT_UNTIL),
        }
    }

    /// Whom the case is for.
    pub(super) fn person(&self) -> Option<&'c RecordView> {
        beneficiary(&self.found.people)
    }

    /// What a referral's partner is called.
    pub(super) fn partner_name(&self, referral: &RecordView) -> Option<String> {
        self.said(referral, act::LISTED_PARTNER.id())
            .or_else(|| text_of(referral, act::PARTNER))
            .or_else(|| self.said(referral, act::PARTNER_KIND.id()))
    }

    /// What a field says, by the labels of its choices and the names of what it refers to.
    fn said(&self, record: &RecordView, field: &str) -> Option<String> {
        let spec = schemas::field(&record.kind, field)?;
        let word = |value: &Value| match value {
            Value::Reference(id) => self.options.name_of(&id.to_string()),
            value => Some(labels::value(&spec, value)),
        };
        let words: Vec<String> = values_of(record, field).iter().filter_map(word).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn lines_of(&self, kind: &str, line: fn(&Self, &RecordView) -> Vec<String>) -> Option<String> {
        let records = self.found.others.iter().filter(|one| one.kind == kind);
        lines(records.map(|one| line(self, one)))
    }

    fn acts(&self, kind: ActKind, line: fn(&Self, &RecordView) -> Vec<String>) -> Option<String> {
        let acts = self.found.acts.iter().rev();
        let of_kind = acts.filter(|one| choice_of(one, act::KIND) == Some(kind));
        lines(of_kind.map(|one| line(self, one)))
    }

    fn child(&self, child: &RecordView) -> Vec<String> {
        let age = match value_of(child, child::AGE.id()) {
            Some(Value::Integer(age)) => Some(t!(child_age, age = *age)),
            _ => None,
        };
        let born = written(child, child::BIRTH_DATE).map(|day| t!(letter_born, day = day));
        let parts = [
            text_of(child, child::GIVEN_NAMES),
            born.or(age),
            self.said(child, child::EXPOSURE.id()),
            text_of(child, child::LIVES_WITH).map(|who| t!(letter_lives_with, who = who)),
            text_of(child, child::SCHOOL).map(|school| t!(letter_school, school = school)),
        ];
        parts.into_iter().flatten().collect()
    }

    fn measure(&self, act: &RecordView) -> Vec<String> {
        let parts = [
            self.said(act, act::MEASURE.id()),
            written(act, act::ASKED).map(|day| t!(letter_asked, day = day)),
            written(act, act::GRANTED).map(|day| t!(letter_granted, day = day)),
            written(act, act::EXPIRES).map(|day| t!(letter_expires, day = day)),
        ];
        parts.into_iter().flatten().collect()
    }

    fn procedure(&self, one: &RecordView) -> Vec<String> {
        let parts = [
            self.said(one, procedure::KIND.id()),
            self.said(one, procedure::STATUS.id()),
            text_of(one, procedure::COURT),
            written(one, procedure::NEXT_HEARING).map(|day| t!(procedure_hearing, day = day)),
        ];
        parts.into_iter().flatten().collect()
    }

    fn referral(&self, act: &RecordView) -> Vec<String> {
        let parts = [
            self.partner_name(act),
            written(act, act::DATE).map(|day| t!(letter_on, day = day)),
            self.said(act, act::OUTCOME.id()),
        ];
        parts.into_iter().flatten().collect()
    }

    /// The level that the last signed evaluation holds.
    fn evaluation(&self) -> Option<String> {
        let signed =
            self.found.others.iter().filter(|one| {
                one.kind == Evaluation::ID && day_of(one, evaluation::SIGNED).is_some()
            });
        let last = signed.max_by_key(|one| day_of(one, evaluation::DATE))?;
        let level = self.said(last, evaluation::JUDGEMENT.id())?;
        let day = written(last, evaluation::DATE).map(|day| t!(letter_on, day = day));
        Some(
            [Some(level), day]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
        )
    }

    /// What the interviews held say in one of their fields, a paragraph each.
    fn told(&self, field: Field<String>) -> Option<String> {
        let held = held(self.found);
        let told = held.iter().filter_map(|one| {
            let text = text_of(one, field).filter(|text| !text.trim().is_empty())?;
            let day = written(one, interview::DATE);
            Some(match day {
                Some(day) => t!(letter_told, day = day, text = text),
                None => text,
            })
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join("\n\n"))
    }
}

/// The interviews held with the person, the first first.
pub(super) fn held(found: &CaseView) -> Vec<&RecordView> {
    let is_held = |one: &&RecordView| {
        choice_of(one, interview::STATUS) == Some(InterviewStatus::Kept)
            && choice_of(one, interview::WITH) == Some(InterviewWith::Beneficiary)
    };
    let mut held: Vec<&RecordView> = found.interviews.iter().filter(is_held).collect();
    held.sort_by_key(|one| day_of(one, interview::DATE));
    held
}

/// A day that a field says, as letters write it.
fn written(record: &RecordView, field: Field<NaiveDate>) -> Option<String> {
    day_of(record, field).map(dates::written)
}

/// A line each, of parts.
fn lines(records: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let lines: Vec<String> = records
        .filter(|parts| !parts.is_empty())
        .map(|parts| format!("– {}", parts.join(", ")))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use record::{Choice, RecordId, Scalar};

    use super::*;
    use crate::pages::case::fixture::record;

    fn day(text: &str) -> Value {
        Value::Date(text.parse().expect("a date of the test table"))
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn interview(byte: u8, with: InterviewWith, facts: &str, date: &str) -> RecordView {
        let fields = [
            ("with", with.into_value()),
            ("status", InterviewStatus::Kept.into_value()),
            ("date", day(date)),
            ("facts", text(facts)),
            ("opinion", text("Elle minimise")),
            ("shared_note", text("Note entre nous")),
        ];
        record(byte, "interview", &fields)
    }

    fn found() -> CaseView {
        CaseView {
            case: record(
                1,
                "case",
                &[
                    ("number", text("2026-007")),
                    ("origin", Value::choice("patrol")),
                ],
            ),
            people: Vec::new(),
            attachments: Vec::new(),
            interviews: vec![
                interview(
                    2,
                    InterviewWith::Beneficiary,
                    "Porte fracturée",
                    "2026-11-09",
                ),
                interview(3, InterviewWith::Beneficiary, "Menaces", "2026-11-02"),
                interview(
                    4,
                    InterviewWith::Professional,
                    "Dit au parquet",
                    "2026-11-04",
                ),
            ],
            acts: Vec::new(),
            others: vec![record(
                5,
                "child",
                &[("given_names", text("Léo")), ("age", Value::Integer(8))],
            )],
            merged: Vec::new(),
        }
    }

    #[track_caller]
    fn check(placeholder: Placeholder, expected: Option<&str>) {
        crate::i18n::language::set(crate::i18n::Language::French);
        let found = found();
        let source = Source {
            team: "Équipe d’essai",
            worker: "Camille Essai",
            today: "2026-11-26".parse().expect("a day"),
            found: &found,
            about: None,
            partner: None,
            options: &Options::default(),
        };
        assert_eq!(
            source.word(placeholder).as_deref(),
            expected,
            "{placeholder:?}"
        );
    }

    #[test]
    fn a_placeholder_says_what_the_case_says_and_nothing_where_it_says_nothing() {
        check(Placeholder::TeamName, Some("Équipe d’essai"));
        check(Placeholder::CaseNumber, Some("2026-007"));
        check(Placeholder::CaseOrigin, Some("Patrouille"));
        check(Placeholder::CaseDanger, None);
        check(Placeholder::PersonName, None);
        check(Placeholder::Children, Some("– Léo, 8 ans"));
        check(Placeholder::Measures, None);
        check(Placeholder::InterviewsCount, Some("2"));
        check(Placeholder::PartnerName, None);
    }

    #[test]
    fn facts_come_in_order_and_from_the_person_alone() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let found = found();
        let held: Vec<RecordId> = held(&found).into_iter().map(|one| one.id).collect();
        assert_eq!(held, [3, 2].map(|byte| RecordId::from_bytes([byte; 16])));
    }

    #[test]
    fn no_shipped_letter_holds_what_is_not_for_its_recipient() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let found = found();
        let options = Options::default();
        for template in casework::template::Template::shipped() {
            let source = Source {
                team: "Équipe",
                worker: "Camille",
                today: "2026-11-26".parse().expect("a day"),
                found: &found,
                about: None,
                partner: None,
                options: &options,
            };
            let filled = template.fill(&template.text("fr"), |one| source.word(one));
            let filled = filled.expect("a text of the program");
            for hidden in ["Elle minimise", "Note entre nous", "Dit au parquet"] {
                assert!(!filled.contains(hidden), "{}: {hidden}", template.id);
            }
            let tells_facts = ["concern", "summary"].contains(&template.id.as_str());
            assert_eq!(
                filled.contains("Porte fracturée"),
                tells_facts,
                "{}",
                template.id
            );
        }
        assert_eq!(ActKind::Letter.id(), "letter");
    }

    #[test]
    fn every_placeholder_has_its_word_in_the_settings() {
        for placeholder in Placeholder::ALL {
            let label = super::super::label_of(*placeholder);
            assert!(!label.contains('.') && !label.contains('_'), "{label}");
        }
    }
}
