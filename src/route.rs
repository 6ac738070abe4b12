//! Every path of the application, typed: what the links and the table of pages (`pages::workplace`) are made of. A path
//! holds random ids and nothing else, so that an address tells nothing.

use std::str::FromStr;

use casework::choices::ReportSection;
use chrono::NaiveDate;
use leptos::Params;
use leptos_router::params::Params;
use record::{Choice, RecordId};
use report::Figure;
use thiserror::Error;

/// A place in the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// What is due, and the latest cases.
    Today,
    /// The list of cases.
    Cases,
    /// A case to make.
    NewCase,
    /// The directory of partners.
    Partners,
    /// A partner to make.
    NewPartner,
    /// A partner.
    Partner(RecordId),
    /// What lies in the bin.
    Bin,
    /// Cases that lack something.
    ToComplete,
    /// An old spreadsheet to take in.
    Import,
    /// A case.
    Case(RecordId),
    /// Something to add to a case.
    NewPart {
        /// The case.
        case: RecordId,
        /// What.
        part: Part,
    },
    /// A case to close.
    Close {
        /// The case.
        case: RecordId,
    },
    /// A closed case to open again.
    Reopen {
        /// The case.
        case: RecordId,
    },
    /// A record of a case to change: the case itself, or a person in it.
    Edit {
        /// The case.
        case: RecordId,
        /// The record.
        record: RecordId,
    },
    /// An interview to make in a case.
    NewInterview {
        /// The case.
        case: RecordId,
    },
    /// An interview of a case.
    Interview {
        /// The case.
        case: RecordId,
        /// The interview.
        interview: RecordId,
    },
    /// An interview to take to another case.
    MoveInterview {
        /// The case.
        case: RecordId,
        /// The interview.
        interview: RecordId,
    },
    /// A case to hand to a colleague.
    HandOver {
        /// The case.
        case: RecordId,
    },
    /// Who changed what in a case.
    History {
        /// The case.
        case: RecordId,
    },
    /// An evaluation of danger to make in a case.
    NewEvaluation {
        /// The case.
        case: RecordId,
    },
    /// An evaluation of danger.
    Evaluation {
        /// The case.
        case: RecordId,
        /// The evaluation.
        evaluation: RecordId,
    },
    /// A file to add to a case.
    NewAttachment {
        /// The case.
        case: RecordId,
    },
    /// A part of the settings.
    Settings(SettingsPart),
    /// A letter to write from a case.
    NewLetter {
        /// The case.
        case: RecordId,
    },
    /// A letter that left.
    Letter {
        /// The case.
        case: RecordId,
        /// The act that notes it.
        letter: RecordId,
    },
    /// Before the tablet is handed to somebody.
    Intake,
    /// What was answered on the tablet, to be taken over.
    IntakeReview,
    /// A step of the walk through the set-up of the team.
    Walk(WalkStep),
    /// A station or a company to make.
    NewTeamPart(TeamPart),
    /// A record of the team: itself, a station, a company, a worker.
    TeamPart(RecordId),
    /// A template of letters, by the record of the team's own words.
    LetterTemplate(RecordId),
    /// The shifts of a week or a month.
    Planning,
    /// The lines of the rota, absences, changes of parity.
    Rota,
    /// Something to add to the rota.
    NewRotaPart(RotaPart),
    /// A part of the rota.
    RotaPart(RecordId),
    /// A shift of a day, noted or not.
    Shift {
        /// Its record, or that which it will have.
        shift: RecordId,
        /// Its day.
        day: NaiveDate,
    },
    /// The figures of a year.
    Activity,
    /// The money: plans, grants, what contradicts itself.
    Funding,
    /// The plan of a convention to change.
    FundingPlan(RecordId),
    /// The yearly report.
    Report,
    /// What one funder is given of a published report.
    Extract {
        /// What was published.
        publication: RecordId,
        /// The place of the funder among those of the report.
        place: u32,
    },
    /// A text of the report to write.
    ReportText {
        /// Which block.
        section: ReportSection,
        /// For which year.
        year: u32,
    },
    /// Trainings and awareness sessions.
    Sessions,
    /// Something to add to what the office keeps.
    NewEntry(Entry),
    /// Something the office keeps: a funder, a convention, a grant, a session.
    Entry(RecordId),
    /// The records behind a number.
    Behind {
        /// Which number.
        figure: Figure,
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        to: NaiveDate,
    },
    /// A shift of a day to change.
    EditShift {
        /// Its record, or that which it will have.
        shift: RecordId,
        /// Its day.
        day: NaiveDate,
    },
    /// A person, to find whom to compare with.
    CompareWith(RecordId),
    /// Two persons side by side.
    Compare {
        /// Whose record is kept where they are one.
        kept: RecordId,
        /// The other one.
        other: RecordId,
    },
}

/// What may be added to a case, but interviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// To a partner.
    Referral,
    /// A protection measure.
    Measure,
    /// A call.
    Call,
    /// Another step.
    Step,
    /// Before a court.
    Procedure,
    /// A child of the household.
    Child,
    /// Something to do, or a meeting.
    Task,
}

/// What may be added to the rota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RotaPart {
    /// A shift that comes again.
    Rule,
    /// A shift that does not.
    Shift,
    /// Somebody is away.
    Absence,
    /// Weeks take turns otherwise.
    Parity,
}

/// What may be added to what the office keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Who pays.
    Funder,
    /// An agreement with funders.
    Convention,
    /// Asked for, agreed, paid.
    Grant,
    /// Totals as a paper states them.
    StatedTotal,
    /// A training or an awareness session.
    Session,
    /// Totals typed in by hand.
    TypedTotal,
}

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsPart {
    /// Language, theme, delays; on the phone, the list of the other parts.
    General,
    /// The endpoint, the invitation, what waits.
    Sync,
    /// The team, its stations and its workers.
    Team,
    /// The fields the team adds to its forms.
    Fields,
    /// The questions about danger.
    Grids,
    /// The questions of the tablet.
    Intake,
    /// The devices of the team, and a new one.
    Devices,
    /// The passphrase of this device.
    Passphrase,
    /// Room on this device, export, version.
    Storage,
    /// The templates of letters.
    Letters,
}

/// A step of the walk through the set-up of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WalkStep {
    /// Stations and companies.
    Stations,
    /// Where the stations stand on the schema.
    Territory,
    /// Workers and posts.
    Workers,
    /// Lists of choices, and the team's own fields.
    Lists,
    /// Texts of the report.
    Texts,
}

/// What may be added to the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamPart {
    /// A station.
    Station,
    /// A company of brigades.
    Company,
    /// A post.
    Post,
}

/// A place of the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What is due.
    Today,
    /// The cases.
    Cases,
    /// The shifts.
    Planning,
    /// The figures.
    Activity,
    /// The settings.
    Settings,
}

/// `/cases/:case` and what begins so.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct CaseParams {
    /// The case.
    pub case: RecordId,
}

/// `/cases/:case/edit/:record`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct EditParams {
    /// The case.
    pub case: RecordId,
    /// The record.
    pub record: RecordId,
}

/// `/cases/:case/interviews/:interview`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct InterviewParams {
    /// The case.
    pub case: RecordId,
    /// The interview.
    pub interview: RecordId,
}

/// `/settings/walk/:step`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct WalkParams {
    /// Which step.
    pub step: WalkStep,
}

/// `/activity/:figure/:from/:to`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct BehindParams {
    /// Which number.
    pub figure: Figure,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
}

/// `/activity/new/:entry`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct NewEntryParams {
    /// What to add.
    pub entry: Entry,
}

/// `/activity/extracts/:publication/:place`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct ExtractParams {
    /// What was published.
    pub publication: RecordId,
    /// The place of the funder.
    pub place: u32,
}

/// `/activity/texts/:section/:year`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct ReportTextParams {
    /// Which block.
    pub section: SectionSegment,
    /// For which year.
    pub year: u32,
}

/// A block of the report, in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionSegment(pub ReportSection);

impl FromStr for SectionSegment {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        ReportSection::from_id(segment)
            .map(Self)
            .ok_or(NoSuchPartError)
    }
}

/// `/activity/entries/:record` and `/activity/plans/:record`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct EntryParams {
    /// The record.
    pub record: RecordId,
}

/// `/planning/new/:part`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct NewRotaPartParams {
    /// What to add.
    pub part: RotaPart,
}

/// `/planning/rota/:record`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct RotaPartParams {
    /// The record.
    pub record: RecordId,
}

/// `/planning/shifts/:shift/:day`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct ShiftParams {
    /// The shift.
    pub shift: RecordId,
    /// Its day.
    pub day: NaiveDate,
}

/// `/partners/:partner`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct PartnerParams {
    /// The partner.
    pub partner: RecordId,
}

/// `/cases/:case/evaluations/:evaluation`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct EvaluationParams {
    /// The case.
    pub case: RecordId,
    /// The evaluation.
    pub evaluation: RecordId,
}

/// `/cases/:case/new/:part`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct PartParams {
    /// The case.
    pub case: RecordId,
    /// What to add.
    pub part: Part,
}

/// `/persons/compare/:kept`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct PersonParams {
    /// The person.
    pub kept: RecordId,
}

/// `/persons/compare/:kept/:other`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct CompareParams {
    /// Whose record is kept.
    pub kept: RecordId,
    /// The other one.
    pub other: RecordId,
}

/// `/settings/:part`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct SettingsParams {
    /// The part.
    pub part: SettingsPart,
}

/// `/cases/:case/letters/:letter`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct LetterParams {
    /// The case.
    pub case: RecordId,
    /// The act that notes the letter.
    pub letter: RecordId,
}

/// `/settings/team/new/:part`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct NewTeamPartParams {
    /// What to add.
    pub part: TeamPart,
}

/// `/settings/team/:record`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct TeamPartParams {
    /// The record.
    pub record: RecordId,
}

/// `/settings/letters/:template`.
#[derive(Debug, Clone, PartialEq, Params)]
pub struct LetterTemplateParams {
    /// The record of the team's own words.
    pub template: RecordId,
}

/// No part of a case or of the settings bears that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such part")]
pub struct NoSuchPartError;

impl Part {
    /// In the order shown.
    pub const ALL: [Self; 7] = [
        Self::Referral,
        Self::Measure,
        Self::Procedure,
        Self::Call,
        Self::Step,
        Self::Task,
        Self::Child,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Measure => "measure",
            Self::Call => "call",
            Self::Step => "step",
            Self::Procedure => "procedure",
            Self::Child => "child",
            Self::Task => "task",
        }
    }
}

impl FromStr for Part {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        Self::ALL
            .into_iter()
            .find(|part| part.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl RotaPart {
    /// In the order shown.
    pub const ALL: [Self; 4] = [Self::Rule, Self::Shift, Self::Absence, Self::Parity];

    fn segment(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Shift => "shift",
            Self::Absence => "absence",
            Self::Parity => "parity",
        }
    }
}

impl FromStr for RotaPart {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        Self::ALL
            .into_iter()
            .find(|part| part.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl Entry {
    /// In the order shown.
    pub const ALL: [Self; 6] = [
        Self::Funder,
        Self::Convention,
        Self::Grant,
        Self::StatedTotal,
        Self::Session,
        Self::TypedTotal,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::Funder => "funder",
            Self::Convention => "convention",
            Self::Grant => "grant",
            Self::StatedTotal => "stated-total",
            Self::Session => "session",
            Self::TypedTotal => "typed-total",
        }
    }
}

impl FromStr for Entry {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        Self::ALL
            .into_iter()
            .find(|entry| entry.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl WalkStep {
    /// In the order walked.
    pub const ALL: [Self; 5] = [
        Self::Stations,
        Self::Territory,
        Self::Workers,
        Self::Lists,
        Self::Texts,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Territory => "territory",
            Self::Workers => "workers",
            Self::Lists => "lists",
            Self::Texts => "texts",
        }
    }
}

impl FromStr for WalkStep {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        Self::ALL
            .into_iter()
            .find(|step| step.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl TeamPart {
    fn segment(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Company => "company",
            Self::Post => "post",
        }
    }
}

impl FromStr for TeamPart {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        [Self::Station, Self::Company, Self::Post]
            .into_iter()
            .find(|part| part.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl SettingsPart {
    /// In the order shown.
    pub const ALL: [Self; 10] = [
        Self::General,
        Self::Team,
        Self::Fields,
        Self::Grids,
        Self::Letters,
        Self::Intake,
        Self::Sync,
        Self::Devices,
        Self::Passphrase,
        Self::Storage,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::General => "",
            Self::Team => "team",
            Self::Fields => "fields",
            Self::Grids => "grids",
            Self::Intake => "intake",
            Self::Sync => "sync",
            Self::Devices => "devices",
            Self::Passphrase => "passphrase",
            Self::Storage => "storage",
            Self::Letters => "letters",
        }
    }
}

impl FromStr for SettingsPart {
    type Err = NoSuchPartError;

    fn from_str(segment: &str) -> Result<Self, NoSuchPartError> {
        Self::ALL
            .into_iter()
            .filter(|part| *part != Self::General)
            .find(|part| part.segment() == segment)
            .ok_or(NoSuchPartError)
    }
}

impl Route {
    /// The path of the address bar.
    pub fn path(self) -> String {
        match self {
            Self::Today => "/".to_owned(),
            Self::Cases => "/cases".to_owned(),
            Self::NewCase => "/cases/new".to_owned(),
            Self::Partners => "/partners".to_owned(),
            Self::NewPartner => "/partners/new".to_owned(),
            Self::Partner(partner) => format!("/partners/{partner}"),
            Self::Bin => "/cases/bin".to_owned(),
            Self::Import => "/cases/import".to_owned(),
            Self::ToComplete => "/cases/to-complete".to_owned(),
            Self::NewPart { case, part } => format!("/cases/{case}/new/{}", part.segment()),
            Self::Close { case } => format!("/cases/{case}/close"),
            Self::Reopen { case } => format!("/cases/{case}/reopen"),
            Self::Case(case) => format!("/cases/{case}"),
            Self::Edit { case, record } => format!("/cases/{case}/edit/{record}"),
            Self::NewInterview { case } => format!("/cases/{case}/interviews/new"),
            Self::Interview { case, interview } => format!("/cases/{case}/interviews/{interview}"),
            Self::MoveInterview { case, interview } => {
                format!("/cases/{case}/interviews/{interview}/move")
            }
            Self::HandOver { case } => format!("/cases/{case}/hand-over"),
            Self::History { case } => format!("/cases/{case}/history"),
            Self::NewEvaluation { case } => format!("/cases/{case}/evaluations/new"),
            Self::Evaluation { case, evaluation } => {
                format!("/cases/{case}/evaluations/{evaluation}")
            }
            Self::NewAttachment { case } => format!("/cases/{case}/attachments/new"),
            Self::Settings(SettingsPart::General) => "/settings".to_owned(),
            Self::Settings(part) => format!("/settings/{}", part.segment()),
            Self::NewLetter { case } => format!("/cases/{case}/letters/new"),
            Self::Letter { case, letter } => format!("/cases/{case}/letters/{letter}"),
            Self::Intake => "/cases/intake".to_owned(),
            Self::IntakeReview => "/cases/intake/review".to_owned(),
            Self::Walk(step) => format!("/settings/walk/{}", step.segment()),
            Self::NewTeamPart(part) => format!("/settings/team/new/{}", part.segment()),
            Self::TeamPart(record) => format!("/settings/team/{record}"),
            Self::LetterTemplate(template) => format!("/settings/letters/{template}"),
            Self::Planning => "/planning".to_owned(),
            Self::Rota => "/planning/rota".to_owned(),
            Self::NewRotaPart(part) => format!("/planning/new/{}", part.segment()),
            Self::RotaPart(record) => format!("/planning/rota/{record}"),
            Self::Shift { shift, day } => format!("/planning/shifts/{shift}/{day}"),
            Self::Activity => "/activity".to_owned(),
            Self::Funding => "/activity/funding".to_owned(),
            Self::FundingPlan(convention) => format!("/activity/plans/{convention}"),
            Self::Report => "/activity/report".to_owned(),
            Self::Extract { publication, place } => {
                format!("/activity/extracts/{publication}/{place}")
            }
            Self::ReportText { section, year } => {
                format!("/activity/texts/{}/{year}", section.id())
            }
            Self::Sessions => "/activity/sessions".to_owned(),
            Self::NewEntry(entry) => format!("/activity/new/{}", entry.segment()),
            Self::Entry(record) => format!("/activity/entries/{record}"),
            Self::Behind { figure, from, to } => format!("/activity/{figure}/{from}/{to}"),
            Self::EditShift { shift, day } => format!("/planning/shifts/{shift}/{day}/edit"),
            Self::CompareWith(kept) => format!("/persons/compare/{kept}"),
            Self::Compare { kept, other } => format!("/persons/compare/{kept}/{other}"),
        }
    }

    /// The case of a path, where it has one.
    pub fn case_of_path(path: &str) -> Option<RecordId> {
        path.strip_prefix("/cases/")?
            .split('/')
            .next()?
            .parse()
            .ok()
    }
}

impl Place {
    /// In the order shown.
    pub const ALL: [Self; 5] = [
        Self::Today,
        Self::Cases,
        Self::Planning,
        Self::Activity,
        Self::Settings,
    ];

    /// Where it leads.
    pub fn route(self) -> Route {
        match self {
            Self::Today => Route::Today,
            Self::Cases => Route::Cases,
            Self::Planning => Route::Planning,
            Self::Activity => Route::Activity,
            Self::Settings => Route::Settings(SettingsPart::General),
        }
    }

    /// The place that a path belongs to.
    pub fn of_path(path: &str) -> Option<Self> {
        match path.split('/').find(|segment| !segment.is_empty()) {
            None => Some(Self::Today),
            Some("cases" | "partners" | "persons") => Some(Self::Cases),
            Some("planning") => Some(Self::Planning),
            Some("activity") => Some(Self::Activity),
            Some("settings") => Some(Self::Settings),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    #[track_caller]
    fn check(route: Route, place: Place, case: Option<RecordId>) {
        let path = route.path();
        assert_eq!(Place::of_path(&path), Some(place), "{path}");
        assert_eq!(Route::case_of_path(&path), case, "{path}");
    }

    #[test]
    fn a_path_says_its_place_and_its_case() {
        let (case, other) = (id(1), id(2));
        check(Route::Today, Place::Today, None);
        check(Route::Cases, Place::Cases, None);
        check(Route::NewCase, Place::Cases, None);
        check(Route::Case(case), Place::Cases, Some(case));
        check(Route::Bin, Place::Cases, None);
        check(Route::ToComplete, Place::Cases, None);
        check(Route::Import, Place::Cases, None);
        check(Route::HandOver { case }, Place::Cases, Some(case));
        check(Route::Partners, Place::Cases, None);
        check(Route::NewPartner, Place::Cases, None);
        check(Route::Partner(other), Place::Cases, None);
        check(Route::NewInterview { case }, Place::Cases, Some(case));
        check(Route::History { case }, Place::Cases, Some(case));
        check(Route::NewEvaluation { case }, Place::Cases, Some(case));
        check(
            Route::Evaluation {
                case,
                evaluation: other,
            },
            Place::Cases,
            Some(case),
        );
        check(Route::Close { case }, Place::Cases, Some(case));
        check(Route::NewAttachment { case }, Place::Cases, Some(case));
        check(Route::Reopen { case }, Place::Cases, Some(case));
        for part in Part::ALL {
            check(Route::NewPart { case, part }, Place::Cases, Some(case));
            assert_eq!(part.segment().parse(), Ok(part));
        }
        let edit = Route::Edit {
            case,
            record: other,
        };
        check(edit, Place::Cases, Some(case));
        let interview = Route::Interview {
            case,
            interview: other,
        };
        check(interview, Place::Cases, Some(case));
        let moved = Route::MoveInterview {
            case,
            interview: other,
        };
        check(moved, Place::Cases, Some(case));
        check(Route::NewLetter { case }, Place::Cases, Some(case));
        let letter = Route::Letter {
            case,
            letter: other,
        };
        check(letter, Place::Cases, Some(case));
        check(Route::LetterTemplate(other), Place::Settings, None);
        for part in SettingsPart::ALL {
            check(Route::Settings(part), Place::Settings, None);
        }
        check(Route::Intake, Place::Cases, None);
        check(Route::IntakeReview, Place::Cases, None);
        for step in WalkStep::ALL {
            check(Route::Walk(step), Place::Settings, None);
            assert_eq!(step.segment().parse(), Ok(step));
        }
        check(Route::CompareWith(other), Place::Cases, None);
        let compare = Route::Compare { kept: case, other };
        check(compare, Place::Cases, None);
    }

    #[test]
    fn what_the_office_keeps_stands_under_the_activity() {
        let other = id(2);
        for entry in Entry::ALL {
            check(Route::NewEntry(entry), Place::Activity, None);
            assert_eq!(entry.segment().parse(), Ok(entry));
        }
        check(Route::Funding, Place::Activity, None);
        check(Route::FundingPlan(other), Place::Activity, None);
        check(Route::Sessions, Place::Activity, None);
        check(Route::Report, Place::Activity, None);
        let extract = Route::Extract {
            publication: other,
            place: 3,
        };
        check(extract, Place::Activity, None);
        for section in ReportSection::ALL {
            let text = Route::ReportText {
                section: *section,
                year: 2020,
            };
            check(text, Place::Activity, None);
            assert_eq!(section.id().parse(), Ok(SectionSegment(*section)));
        }
        check(Route::Entry(other), Place::Activity, None);
    }

    #[test]
    fn other_paths_have_no_place() {
        assert_eq!(Place::of_path("/nothing"), None);
        assert_eq!(Place::of_path("//"), Some(Place::Today));
        assert_eq!(Route::case_of_path("/cases/1"), None);
    }

    #[test]
    fn a_part_of_the_settings_is_known_by_its_name() {
        assert_eq!("sync".parse(), Ok(SettingsPart::Sync));
        for name in ["", "general", "x"] {
            assert_eq!(name.parse::<SettingsPart>(), Err(NoSuchPartError), "{name}");
        }
    }
}
