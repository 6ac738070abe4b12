//! Rules that screens and figures share, each a plain question about a record.

use chrono::NaiveDate;
use record::{Field, Record, RecordId};

use crate::choices::{
    AgeBracket, ChildExposure, Consent, InterviewStatus, InterviewWith, ShiftStatus, Violence,
};
use crate::{
    Absence, Act, Attachment, Case, Child, Convention, Evaluation, Funder, FundingLine, Grant,
    Interview, Participation, Partner, Person, Post, Procedure, RotaParity, RotaRule, SavedList,
    Session, Shift, StatedTotal, Task, TypedTotal, absence, act, attachment, case, child,
    convention, evaluation, funder, funding_line, grant, interview, participation, partner, person,
    post, procedure, rota_parity, rota_rule, saved_list, session, shift, stated_total, task,
    typed_total,
};

/// The field by which a record of this kind says which case it hangs on.
pub(crate) fn case_field(kind: &str) -> Option<Field<RecordId>> {
    match kind {
        Participation::ID => Some(participation::CASE),
        Interview::ID => Some(interview::CASE),
        Act::ID => Some(act::CASE),
        Child::ID => Some(child::CASE),
        Procedure::ID => Some(procedure::CASE),
        Evaluation::ID => Some(evaluation::CASE),
        Task::ID => Some(task::CASE),
        Attachment::ID => Some(attachment::CASE),
        _ => None,
    }
}

/// The case that a record hangs on, if it hangs on one.
pub fn case_of(record: &Record) -> Option<RecordId> {
    record.get(case_field(record.kind().as_str())?)
}

/// The day a record was put in the bin; none where it is not there.
pub fn binned_on(record: &Record) -> Option<NaiveDate> {
    let field = match record.kind().as_str() {
        Case::ID => case::BINNED,
        Interview::ID => interview::BINNED,
        Act::ID => act::BINNED,
        Child::ID => child::BINNED,
        Procedure::ID => procedure::BINNED,
        Evaluation::ID => evaluation::BINNED,
        Task::ID => task::BINNED,
        Partner::ID => partner::BINNED,
        Attachment::ID => attachment::BINNED,
        SavedList::ID => saved_list::BINNED,
        Shift::ID => shift::BINNED,
        RotaRule::ID => rota_rule::BINNED,
        RotaParity::ID => rota_parity::BINNED,
        Absence::ID => absence::BINNED,
        Post::ID => post::BINNED,
        Funder::ID => funder::BINNED,
        Convention::ID => convention::BINNED,
        FundingLine::ID => funding_line::BINNED,
        Grant::ID => grant::BINNED,
        StatedTotal::ID => stated_total::BINNED,
        Session::ID => session::BINNED,
        TypedTotal::ID => typed_total::BINNED,
        _ => return None,
    };
    record.get(field)
}

/// The age bracket of so many whole years.
pub fn age_bracket(years: u32) -> AgeBracket {
    match years {
        0..18 => AgeBracket::Under18,
        18..25 => AgeBracket::From18To24,
        25..35 => AgeBracket::From25To34,
        35..45 => AgeBracket::From35To44,
        45..60 => AgeBracket::From45To59,
        _ => AgeBracket::From60,
    }
}

/// The day by which a record stands in the time line of its case.
pub fn day_of(record: &Record) -> Option<NaiveDate> {
    match record.kind().as_str() {
        Interview::ID => record.get(interview::DATE),
        Act::ID => record.get(act::DATE),
        Procedure::ID => record.get(procedure::STARTED),
        Evaluation::ID => record.get(evaluation::DATE),
        Task::ID => record.get(task::DUE),
        Attachment::ID => record.get(attachment::DATE),
        _ => None,
    }
}

/// Whether the evaluation is signed, and so changes no more.
pub fn is_signed(record: &Record) -> bool {
    *record.kind() == Evaluation::KIND && record.get(evaluation::SIGNED).is_some()
}

/// Whether the record is a child who was exposed to the violence or suffered it.
pub fn is_exposed_child(record: &Record) -> bool {
    let exposure = || record.get(child::EXPOSURE);
    *record.kind() == Child::KIND
        && matches!(
            exposure(),
            Some(ChildExposure::Exposed | ChildExposure::Victim)
        )
}

/// Whether the record is an act: a dated referral, measure, call or step on a case.
pub fn is_act(record: &Record) -> bool {
    *record.kind() == Act::KIND
        && record.get(act::CASE).is_some()
        && record.get(act::DATE).is_some()
}

/// Whether a field is shown only where the rule for using it was read: the number of a person, which calls into her home.
pub fn is_guarded(kind: &str, field: &str) -> bool {
    kind == Person::ID && field == person::PHONE.id()
}

/// Whether a field holds the hours of a day, as [`Slots`](crate::Slots) are written.
pub fn is_hours(kind: &str, field: &str) -> bool {
    (kind == Shift::ID && field == shift::SLOTS.id())
        || (kind == RotaRule::ID && field == rota_rule::SLOTS.id())
}

/// Whether a referral may be saved: the person agreed, or it is written why it was made all the same. Passing on what a
/// person said is limited to what is necessary and rests on consent (professional secrecy, 226-13 of the penal code).
pub fn may_refer(consent: Option<Consent>, reason_without: Option<&str>) -> bool {
    consent == Some(Consent::Yes) || reason_without.is_some_and(|reason| !reason.trim().is_empty())
}

/// Why a letter about a referral may not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterRefusal {
    /// The person did not agree, and no reason is written.
    NoConsent,
    /// The person agreed until that day, which is over.
    ConsentOver(NaiveDate),
}

/// Why a letter about a referral may not leave that day; none where it may. What rests on consent rests on it for as long as
/// it was given.
pub fn letter_refusal(
    consent: Option<Consent>,
    until: Option<NaiveDate>,
    reason_without: Option<&str>,
    today: NaiveDate,
) -> Option<LetterRefusal> {
    if may_refer(None, reason_without) {
        return None;
    }
    if !may_refer(consent, None) {
        return Some(LetterRefusal::NoConsent);
    }
    until
        .filter(|until| *until < today)
        .map(LetterRefusal::ConsentOver)
}

/// Whether the record is an interview that took place.
pub fn is_interview_kept(record: &Record) -> bool {
    *record.kind() == Interview::KIND
        && record.get(interview::STATUS) == Some(InterviewStatus::Kept)
}

/// Whether the record counts among the interviews held (fr: *entretiens réalisés*).
pub fn is_beneficiary_interview_kept(record: &Record) -> bool {
    is_interview_kept(record) && record.get(interview::WITH) == Some(InterviewWith::Beneficiary)
}

/// Whether the record counts among the interviews with professionals, which are counted apart.
pub fn is_professional_interview_kept(record: &Record) -> bool {
    is_interview_kept(record) && record.get(interview::WITH) == Some(InterviewWith::Professional)
}

/// Whether the case is one of sexual violence: its victims are counted as persons.
pub fn is_sexual_violence_case(case: &Record) -> bool {
    let violences = case.get(case::VIOLENCES).unwrap_or_default();
    violences.contains(&Violence::Sexual)
}

/// Whether the case is closed.
pub fn is_closed(case: &Record) -> bool {
    case.get(case::CLOSED).is_some()
}

/// Whether a worker sees the record: of saved lists, one's own and those shared with the team.
pub fn is_seen_by(record: &Record, worker: Option<RecordId>) -> bool {
    *record.kind() != SavedList::KIND
        || record.get(saved_list::IS_SHARED) == Some(true)
        || record.get(saved_list::OWNER) == worker
}

/// Whether the shift took place.
pub fn is_shift_held(shift: &Record) -> bool {
    shift.get(shift::STATUS) == Some(ShiftStatus::Held)
}

/// How long the shift lasted, in minutes: as noted, or else as planned.
pub fn shift_minutes(shift: &Record) -> u32 {
    let planned = || shift.get(shift::SLOTS).map(|slots| slots.minutes());
    shift.get(shift::DURATION).or_else(planned).unwrap_or(0)
}

/// What to call a person: family and given names, or the pseudonym, or nothing.
pub fn display_name(person: &Record) -> String {
    let names = [
        person.get(person::FAMILY_NAME),
        person.get(person::GIVEN_NAMES),
    ];
    let full = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if full.is_empty() {
        person.get(person::PSEUDONYM).unwrap_or_default()
    } else {
        full
    }
}
