//! What the partnership does beside its cases: the sessions it holds for others, and the texts of its report. All of it invented.

use casework::choices::{CancellationReason, ReportSection, SessionKind, SessionStatus};
use casework::{ReportText, Session, report_text, session};
use record::{Set, TimeOfDay};

use crate::calendar::day;
use crate::draft::InventedRecord;
use crate::team::WORKERS;
use crate::words::Text;
use crate::world::{Purpose, World};

/// Kind, year, month, day, whether it was held, and how many came.
type Planned = (SessionKind, (i32, u32, u32), bool, u32);

const SESSIONS: [Planned; 9] = [
    (SessionKind::Training, (2019, 3, 14), true, 12),
    (SessionKind::Awareness, (2019, 11, 25), true, 48),
    (SessionKind::Training, (2019, 12, 5), false, 0),
    (SessionKind::Training, (2020, 1, 21), true, 14),
    (SessionKind::Awareness, (2020, 3, 10), true, 26),
    (SessionKind::Training, (2020, 3, 24), false, 0),
    (SessionKind::Awareness, (2020, 4, 16), false, 0),
    (SessionKind::Training, (2020, 9, 29), true, 11),
    (SessionKind::Awareness, (2020, 11, 24), true, 31),
];

const SECTIONS: [(ReportSection, Text); 6] = [
    (ReportSection::WhoWeAre, Text::WhoWeAre),
    (ReportSection::Territory, Text::Territory),
    (ReportSection::Remarks, Text::Remarks),
    (ReportSection::Challenges, Text::Challenges),
    (ReportSection::Thanks, Text::Thanks),
    (ReportSection::Contacts, Text::Contacts),
];

/// The sessions, and the texts of the report of 2020.
pub(crate) fn records(world: &World) -> Vec<InventedRecord> {
    let sessions = (0..).zip(&SESSIONS);
    let texts = (0..).zip(SECTIONS);
    sessions
        .map(|(index, planned)| session_record(world, index, planned))
        .chain(texts.map(|(index, (section, text))| text_record(world, index, section, text)))
        .collect()
}

fn session_record(world: &World, index: u64, planned: &Planned) -> InventedRecord {
    let (kind, (year, month, of_month), is_held, participants) = *planned;
    let mut chance = world.chance(Purpose::Session, index);
    let worker = world.id(Purpose::Worker, index % WORKERS);
    let record = InventedRecord::new(world.id(Purpose::Session, index), Session::ID)
        .with(
            session::LABEL,
            world.words.text(Text::Session, &mut chance).to_owned(),
        )
        .with(session::KIND, kind)
        .with(session::DATE, day(year, month, of_month))
        .with_some(session::START, TimeOfDay::new(14, 0))
        .with(session::DURATION, 120)
        .with(
            session::AUDIENCE,
            world.words.text(Text::Audience, &mut chance).to_owned(),
        )
        .with(session::WORKERS, Set::from_iter([worker]));
    if is_held {
        record
            .with(session::STATUS, SessionStatus::Held)
            .with(session::PARTICIPANTS, participants)
    } else {
        record.with(session::STATUS, SessionStatus::Cancelled).with(
            session::CANCELLATION_REASON,
            CancellationReason::PublicHealth,
        )
    }
}

fn text_record(world: &World, index: u64, section: ReportSection, text: Text) -> InventedRecord {
    let mut chance = world.chance(Purpose::ReportText, index);
    InventedRecord::new(world.id(Purpose::ReportText, index), ReportText::ID)
        .with(report_text::SECTION, section)
        .with(report_text::YEAR, 2020)
        .with(
            report_text::TEXT,
            world.words.text(text, &mut chance).to_owned(),
        )
}
