//! What the screen and the engine say to each other: typed requests, replies and events.
//!
//! They cross the worker bridge as postcard bytes and are never stored: application and worker are of one
//! build, and shake hands on it first ([`Request::Hello`]). Nothing here is a key.

pub use exchange::import::{RowTrouble, Target, Trouble};
pub use exchange::publication::Definition;
pub use exchange::table;
use record::{Dot, RecordId, Value};
use serde::{Deserialize, Serialize};

#[cfg(feature = "bench")]
pub use crate::bench::BenchRequest;

/// Opens the throw-away team of invented data: no secret, nothing there is real.
pub const DEMO_PASSPHRASE: &str = "demonstration";

/// The longest content of an attachment, in bytes.
pub const MOST_ATTACHMENT_BYTES: u64 = 20 << 20;

/// A request with the number its reply will carry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Chosen by the screen, unique in its session.
    pub number: u32,
    /// What is asked.
    pub request: Request,
}

/// What the worker posts to the screen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Told {
    /// The answer to the request of that number.
    Reply(u32, Box<Reply>),
    /// Something happened that nobody asked for.
    Event(Event),
}

/// What the screen may ask of the engine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Request {
    /// The first message: the build of the application. → [`Reply::Hello`]
    Hello {
        /// The build id compiled into the application.
        build: String,
    },
    /// A passphrase to offer, made from randomness. → [`Reply::Passphrase`]
    OfferPassphrase,
    /// Makes a team on this device; needs no network. → [`Reply::Opened`]
    CreateTeam(Box<TeamSetup>),
    /// Makes a throw-away team filled with invented data. → [`Reply::Opened`]
    CreateDemo {
        /// Language of the invented team's free texts, `"fr"` or `"en"`.
        language: String,
    },
    /// Deletes the store of the throw-away team, and no other. → [`Reply::Done`]
    LeaveDemo,
    /// Opens the device's store. → [`Reply::Opened`] or [`Failure::WrongSecret`]
    Unlock {
        /// As typed.
        passphrase: String,
    },
    /// Replaces the passphrase; the data is not sealed again. → [`Reply::Done`]
    ChangePassphrase {
        /// The one in force.
        current: String,
        /// The one to come.
        new: String,
    },
    /// A part of the list of cases, latest contact first. → [`Reply::Cases`]
    Cases(CaseQuery),
    /// A case with all that hangs on it. → [`Reply::Case`]
    Case(RecordId),
    /// What is due until that day, that one included, of this worker or of everyone. → [`Reply::Due`]
    Due {
        /// Hearings, appointments and measures of an earlier day are over and not told; what is to be done stays due.
        since: chrono::NaiveDate,
        /// The last day looked at, in the team's time zone.
        until: chrono::NaiveDate,
    },
    /// What lies in the bin. → [`Reply::Bin`]
    Bin {
        /// So many rows at the most.
        most: u32,
    },
    /// Open cases that lack something, the latest contact first. → [`Reply::Incomplete`]
    Incomplete {
        /// Only those this worker is in charge of, or nobody is.
        worker: Option<RecordId>,
    },
    /// Who changed what in a case, or in the record of a person, the latest first. → [`Reply::History`]
    History {
        /// The case or the person.
        of: RecordId,
        /// So many changes at the most.
        most: u32,
    },
    /// A grid of questions about danger. → [`Reply::Grid`]
    Grid {
        /// Of an evaluation, as it noted it; none for the one to ask now.
        name: Option<String>,
    },
    /// All records of a small kind: `station`, `company`, `worker`, `team`, `field`, `partner`, `letter`, `saved_list`.
    /// → [`Reply::Records`]
    Records {
        /// The record kind's id.
        kind: String,
    },
    /// One record of any kind. → [`Reply::Record`]
    Record(RecordId),
    /// Saves changes as one entry, all or nothing. → [`Reply::Saved`]
    Save {
        /// The records changed or made.
        edits: Vec<RecordEdit>,
    },
    /// Keeps typed text sealed until it is saved; an empty content forgets it. → [`Reply::Done`]
    KeepDraft {
        /// Which form, by the screen's own naming; sealed too.
        form: String,
        /// What was typed, in the screen's own encoding.
        content: Vec<u8>,
    },
    /// The draft of a form, if any. → [`Reply::Draft`]
    Draft {
        /// Which form.
        form: String,
    },
    /// The records behind a number of the figures of a period, the end not included. → [`Reply::Figure`]
    Figure {
        /// Which number.
        figure: report::Figure,
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
        /// So many rows at the most.
        most: u32,
    },
    /// How the cases handled in a period answer the fields whose answers are chosen, the end not included. → [`Reply::Answers`]
    Answers {
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
    },
    /// What was done in a period, broken down by what was answered, the end not included. → [`Reply::Breakdowns`]
    Breakdowns {
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
    },
    /// What the rows of an old spreadsheet come to, and to save it where asked. → [`Reply::Import`]
    Import(ImportAsk),
    /// How the team is set up, as a file for another team. → [`Reply::Export`]
    Setup,
    /// The records that the set-up of another team brings, to be saved. → [`Reply::Edits`]
    ReadSetup {
        /// Its file.
        file: Vec<u8>,
    },
    /// The public key that an intake seals to. → [`Reply::IntakeKey`]
    IntakeKey,
    /// What an intake sealed, opened: what each item holds, none where it does not open. → [`Reply::OpenedIntake`]
    OpenIntake(Vec<IntakeItem>),
    /// What each worker did in a period, beside the posts, the end not included. → [`Reply::Workload`]
    Workload {
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
    },
    /// Everything the report of a period prints, the end not included, and what was published of it. → [`Reply::Report`]
    Report {
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
    },
    /// What one funder is given of a published report, small numbers masked. → [`Reply::Extract`]
    Extract {
        /// What was published.
        publication: RecordId,
        /// The place of the funder among those of the report.
        place: u32,
    },
    /// The change that publishes the report of a period, to be saved. → [`Reply::Publishing`]
    Publish {
        /// The record that it is to be.
        record: RecordId,
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
        /// The day it is published.
        on: chrono::NaiveDate,
        /// What each figure counts, in words.
        definitions: Vec<Definition>,
    },
    /// What is planned, asked for, agreed and paid. → [`Reply::Funding`]
    Funding,
    /// The figures of a period of civil days, the end not included. → [`Reply::Activity`]
    Activity {
        /// First day.
        from: chrono::NaiveDate,
        /// The day after the last.
        to: chrono::NaiveDate,
    },
    /// What the sync line shows. → [`Reply::Sync`]
    SyncState,
    /// Exchanges with the endpoint now. → [`Reply::Sync`], at once; the rest comes as events.
    SyncNow,
    /// The code that lets this team use the endpoint. → [`Reply::Done`]
    SetInvitation {
        /// As typed.
        code: String,
    },
    /// A new device asks to join: shows a secret to type on a device of the team. → [`Reply::PairingSecret`]
    JoinTeam {
        /// The passphrase that will open this device.
        passphrase: String,
    },
    /// A device of the team takes in a new one. → [`Reply::Done`], then [`Event::Pairing`].
    AcceptDevice {
        /// The 26 characters shown by the new device.
        secret: String,
        /// The name of the worker who will use the device.
        worker_name: String,
    },
    /// The six digits shown by the new device, typed on the device of the team. → [`Reply::Done`]
    ConfirmDevice {
        /// As typed.
        digits: String,
    },
    /// Gives up a pairing, on either side. → [`Reply::Done`]
    CancelPairing,
    /// The devices of the team. → [`Reply::Devices`]
    Devices,
    /// Every readable record as JSON, for the team's own use. → [`Reply::Export`]
    Export,
    /// The templates of letters that ship with the program. → [`Reply::Letters`]
    Letters,
    /// One's own days to come as a file for a calendar, without a name. → [`Reply::Export`]
    Agenda {
        /// The first day, in the team's time zone.
        from: chrono::NaiveDate,
        /// The last day.
        until: chrono::NaiveDate,
        /// What each kind is called there.
        words: Vec<(casework::DueKind, String)>,
    },
    /// The shifts of some days, noted or only planned. → [`Reply::Rota`]
    Rota {
        /// The first day, in the team's time zone.
        from: chrono::NaiveDate,
        /// The last day; what lies more than some four hundred days later is left out.
        until: chrono::NaiveDate,
    },
    /// One's own shifts as a file for a calendar. → [`Reply::Export`]
    ShiftCalendar {
        /// The first day, in the team's time zone.
        from: chrono::NaiveDate,
        /// The last day.
        until: chrono::NaiveDate,
        /// What a shift is called there.
        word: String,
    },
    /// When one's own days to come ask for something, and nothing else of them. → [`Reply::Moments`]
    Moments {
        /// The first day, in the team's time zone.
        from: chrono::NaiveDate,
        /// The last day.
        until: chrono::NaiveDate,
    },
    /// A file to add to a case, of so many bytes. → [`Reply::Adding`]
    BeginAttachment {
        /// How long it is, [`MOST_ATTACHMENT_BYTES`] at the most.
        bytes: u64,
    },
    /// A piece of it. Pieces may come in any order, and again. → [`Reply::Done`]
    AddPiece {
        /// Which file.
        adding: u32,
        /// Which piece, from 0.
        index: u32,
        /// As long as was asked.
        bytes: Vec<u8>,
    },
    /// All pieces of it were given: saves the record that owns it. → [`Reply::Saved`]
    FinishAttachment {
        /// Which file.
        adding: u32,
        /// The record, of the kind `attachment`.
        edit: RecordEdit,
    },
    /// It is not added after all. → [`Reply::Done`]
    DropAttachment {
        /// Which file.
        adding: u32,
    },
    /// A piece of an attachment, from this device or, once, from the endpoint. → [`Reply::Piece`]
    AttachmentPiece {
        /// The attachment's record.
        record: RecordId,
        /// Which piece, from 0.
        index: u32,
    },
    /// What attachments take on this device, and what of them waits. → [`Reply::AttachmentTotals`]
    AttachmentTotals,
    /// Persons by their names, telephone number or birth date, the nearest first. → [`Reply::Persons`]
    Persons {
        /// As typed.
        text: String,
    },
    /// A person's record, with what else is known of the person. → [`Reply::Person`]
    Person(RecordId),
    /// What the bench asks.
    #[cfg(feature = "bench")]
    Bench(BenchRequest),
}

/// What the engine answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Reply {
    /// To `Hello`: the worker's build and what this device holds.
    Hello {
        /// Must equal the application's.
        build: String,
        /// Whether there is something to unlock.
        device: DeviceState,
    },
    /// Six words.
    Passphrase(String),
    /// The store is open; the first screen can be drawn from this alone.
    Opened(Box<Opened>),
    /// Done, nothing to show.
    Done,
    /// A part of the list.
    Cases(CasePage),
    /// A case.
    Case(Box<CaseView>),
    /// What is due, the first due first.
    Due(Vec<DueRow>),
    /// What lies in the bin, the latest first.
    Bin(Excerpt<BinRow>),
    /// Cases that lack something.
    Incomplete(Excerpt<IncompleteRow>),
    /// Changes, the latest first.
    History(Excerpt<HistoryLine>),
    /// A grid of questions about danger.
    Grid(Box<casework::grid::Grid>),
    /// Shifts.
    Rota(Box<RotaView>),
    /// Records of one kind.
    Records(Vec<RecordView>),
    /// One record.
    Record(Box<RecordView>),
    /// Saved on this device, durably.
    Saved {
        /// The sequence of the entry on this device's chain; none where nothing changed.
        sequence: Option<u64>,
        /// After the save.
        sync: SyncState,
    },
    /// A draft.
    Draft(Option<Vec<u8>>),
    /// The figures.
    Activity(Box<report::Activity>),
    /// Every topic that has something in it.
    Breakdowns(Vec<report::Breakdown>),
    /// What the rows come to.
    Import(ImportView),
    /// Changes to save.
    Edits(Vec<RecordEdit>),
    /// A line a worker.
    Workload(Vec<report::WorkerLoad>),
    /// The public key that an intake seals to.
    IntakeKey(Box<IntakeKey>),
    /// What items of intakes hold, in their order.
    OpenedIntake(Vec<Option<Vec<u8>>>),
    /// The report of a period.
    Report(Box<ReportView>),
    /// The extract for a funder.
    Extract(Box<report::extract::Extract>),
    /// A change to save.
    Publishing(RecordEdit),
    /// The money.
    Funding(Box<report::Funding>),
    /// Answers, in the order of the fields.
    Answers(Vec<report::Answers>),
    /// The records behind a number, in order of day.
    Figure(Excerpt<FigureRow>),
    /// The sync line.
    Sync(SyncState),
    /// 26 characters to read out.
    PairingSecret(String),
    /// The devices of the team.
    Devices(Vec<DeviceView>),
    /// A file's bytes.
    Export(Vec<u8>),
    /// Days, and the hour where there is one.
    Moments(Vec<(chrono::NaiveDate, Option<record::TimeOfDay>)>),
    /// Templates of letters, in the order shown.
    Letters(Vec<casework::template::Template>),
    /// A file that is being added.
    Adding {
        /// Names it until it is finished or dropped.
        adding: u32,
        /// How long each piece must be, in order; none where a piece is empty and need not be given.
        pieces: Vec<u32>,
    },
    /// A piece of an attachment; the pieces joined in order are its content.
    Piece(Vec<u8>),
    /// What attachments take.
    AttachmentTotals(AttachmentTotals),
    /// Persons found.
    Persons(Vec<PersonRow>),
    /// A person.
    Person(Box<PersonView>),
    /// It could not be done; nothing was lost.
    Failed(Failure),
}

/// What the engine says by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    /// Records changed, here, in another tab or on another device: read again what is on the screen.
    Changed,
    /// The sync line changed.
    Sync(SyncState),
    /// The whole list and the search are ready; before, lists come from the head row.
    Ready {
        /// Cases in all.
        cases: u32,
    },
    /// Parts of the store were altered or cut; the rest can be read, and was read.
    Damaged {
        /// Rows refused.
        rows: u32,
    },
    /// A long work goes on.
    Progress {
        /// Which work.
        work: Work,
        /// Done so far, of `total`.
        done: u32,
        /// Units to do.
        total: u32,
    },
    /// A step of a pairing.
    Pairing(PairingStep),
    /// The engine cannot go on; the screen must lock.
    Closed(Failure),
}

/// A long work that shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Reading the store after unlock.
    Opening,
    /// Making or importing many records.
    Importing,
    /// Sending.
    Sending,
    /// Receiving.
    Receiving,
    /// Sending the parts of an attachment.
    SendingAttachments,
}

/// A step of a pairing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairingStep {
    /// New device: show these six digits; they are typed on the device of the team.
    ShowDigits(String),
    /// Device of the team: ask for the six digits the new device shows.
    AskDigits,
    /// New device: it belongs to the team and is open.
    Joined(Box<Opened>),
    /// Device of the team: the new device was added.
    Added,
    /// It stopped; the reason says what to do.
    Stopped(Failure),
}

/// What this device holds before anything is unlocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceState {
    /// Nothing: first run.
    Empty,
    /// A sealed store.
    Sealed,
    /// A sealed store of invented data, opened by [`DEMO_PASSPHRASE`].
    Demo,
    /// A store of a newer version of the program: it opens read-only, or not at all.
    Newer,
}

/// A team to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TeamSetup {
    /// The passphrase that will open this device.
    pub passphrase: String,
    /// Name of the team.
    pub team_name: String,
    /// Name shown for the worker who makes it.
    pub worker_name: String,
    /// IANA time zone of the team, `"Europe/Paris"`.
    pub time_zone: String,
    /// Stations, companies and settings to begin with, as records to make.
    pub records: Vec<RecordEdit>,
    /// The code that lets the team use the endpoint, when there is one already.
    pub invitation: Option<String>,
    /// The set-up of another team, as its file; what it brings stands beside `records`.
    pub setup_file: Option<Vec<u8>>,
}

/// Who is at work and what the first screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Name of the team.
    pub team_name: String,
    /// Name of the worker of this device.
    pub worker_name: String,
    /// The worker's record.
    pub worker: Option<RecordId>,
    /// May add devices and change the roster.
    pub is_administrator: bool,
    /// An invented team: nothing here is real, nothing is ever sent.
    pub is_demo: bool,
    /// The store was written by a newer version: nothing can be saved.
    pub is_read_only: bool,
    /// The latest cases, from the head row.
    pub latest: CasePage,
    /// The sync line.
    pub sync: SyncState,
}

/// Which part of the list of cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseQuery {
    /// Words, names, numbers or a telephone number; empty for all.
    pub text: String,
    /// Only this primary station.
    pub station: Option<RecordId>,
    /// Open, closed or all.
    pub status: CaseStatus,
    /// Only this danger level, by its choice's id.
    pub danger: Option<String>,
    /// Only those this worker is in charge of.
    pub worker: Option<RecordId>,
    /// Only those opened or in contact since that day.
    pub since: Option<chrono::NaiveDate>,
    /// Only those with all of these marks.
    pub marks: Vec<CaseMark>,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows wanted, 200 at the most.
    pub limit: u32,
}

impl CaseQuery {
    /// Whether no filter is set; the text may still say something.
    pub fn is_of_all(&self) -> bool {
        let unfiltered = Self {
            text: self.text.clone(),
            offset: self.offset,
            limit: self.limit,
            ..Self::default()
        };
        *self == unfiltered
    }
}

/// What may be looked for in a case, whatever its fields say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseMark {
    /// A person must choose between rival values.
    ToDecide,
    /// A child of the household was exposed to the violence, or suffered it.
    ExposedChildren,
    /// Something was to be done before that day and is not.
    OverdueOn(chrono::NaiveDate),
}

/// Open, closed or all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseStatus {
    /// All of them.
    #[default]
    All,
    /// Not closed.
    Open,
    /// Closed.
    Closed,
}

/// A part of the list of cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePage {
    /// In the order shown.
    pub rows: Vec<CaseRow>,
    /// Rows that match in all.
    pub total: u32,
    /// How many of them, the last, were not found by the words asked but by names said alike or one letter off.
    pub close: u32,
    /// False while the store is still being read and `rows` come from the head row.
    pub is_complete: bool,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRow {
    /// The record that asks for it.
    pub record: RecordId,
    /// Its case, if it has one that is here.
    pub case: Option<RecordId>,
    /// What the case is called.
    pub name: String,
    /// What is to be done, for a task.
    pub title: String,
    /// By which day.
    pub day: chrono::NaiveDate,
    /// What is due.
    pub kind: casework::DueKind,
}

/// A change of one field of a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HistoryLine {
    /// The record.
    pub record: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// The field's id.
    pub field: String,
    /// What the write replaced: nothing, one value, several where rivals were settled or a set lost elements.
    pub before: Vec<Value>,
    /// What was written; none where it was cleared.
    pub after: Option<Value>,
    /// Who wrote it, and when.
    pub written: Written,
    /// Which write it is: what was saved together has one device and one sequence.
    pub dot: Dot,
}

/// Something in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinRow {
    /// The record.
    pub record: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// Its case, itself for a case.
    pub case: Option<RecordId>,
    /// What the case is called, or the record itself: a partner, a task.
    pub name: String,
    /// Since which day.
    pub day: chrono::NaiveDate,
}

/// A record behind a number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FigureRow {
    /// The record; of a shift of which nothing was noted, the id that its record will have.
    pub record: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// Its case, itself for a case; of a person the latest.
    pub case: Option<CaseRow>,
    /// Its day: of an interview, an act or a shift.
    pub day: Option<chrono::NaiveDate>,
    /// What a person or the station of a shift is called.
    pub name: String,
}

/// The shifts of some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotaView {
    /// In order of day and hour.
    pub shifts: Vec<casework::rota::PlannedShift>,
    /// What does not fit in them.
    pub conflicts: Vec<casework::rota::Conflict>,
    /// The holidays of the team; a station may have others.
    pub holidays: Vec<(chrono::NaiveDate, casework::rota::Holiday)>,
    /// The weeks that these days lie in.
    pub weeks: Vec<RotaWeek>,
}

/// A week of the rota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotaWeek {
    /// Its first day among those asked for.
    pub first: chrono::NaiveDate,
    /// Its number in the calendar (ISO 8601).
    pub number: u32,
    /// Whether it counts as even.
    pub is_even: bool,
}

/// The beginning of a list, and how long the list is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt<T> {
    /// Its first rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u32,
}

impl<T> Excerpt<T> {
    /// So many of these rows.
    pub fn of(mut rows: Vec<T>, most: u32) -> Self {
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Self { rows, total }
    }
}

/// A case that lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncompleteRow {
    /// As lists show it.
    pub case: CaseRow,
    /// The person it is about, if there is one.
    pub person: Option<RecordId>,
    /// What it lacks.
    pub missing: Vec<casework::Missing>,
}

/// A line of the list of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// The case.
    pub id: RecordId,
    /// File number, may be empty.
    pub number: String,
    /// Name or pseudonym of the first beneficiary, may be empty.
    pub name: String,
    /// Primary station.
    pub station: Option<RecordId>,
    /// Its label.
    pub station_label: String,
    /// Danger level's choice id, where one is set; the highest of rivals.
    pub danger: Option<String>,
    /// Last interview or act.
    pub last_contact: Option<chrono::NaiveDate>,
    /// Day of opening.
    pub opened: Option<chrono::NaiveDate>,
    /// Closed.
    pub is_closed: bool,
    /// A person must choose between rival values.
    pub needs_decision: bool,
}

/// A case with all that hangs on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CaseView {
    /// The case itself.
    pub case: RecordView,
    /// Who takes part, with each one's person.
    pub people: Vec<ParticipantView>,
    /// Interviews, latest first.
    pub interviews: Vec<RecordView>,
    /// Acts, latest first.
    pub acts: Vec<RecordView>,
    /// All else that hangs on it: children, procedures, evaluations, tasks; latest first.
    pub others: Vec<RecordView>,
    /// Attachments, latest first.
    pub attachments: Vec<AttachmentView>,
    /// The records that were merged into those of its people.
    pub merged: Vec<MergedRecord>,
}

/// An attachment of a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AttachmentView {
    /// Its record, without what stays inside the engine.
    pub record: RecordView,
    /// How many pieces its content has.
    pub pieces: u32,
    /// Where its content is.
    pub place: AttachmentPlace,
}

/// Where the content of an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentPlace {
    /// Not on this device, or not all of it: it comes from the endpoint when somebody looks at it.
    Elsewhere,
    /// On this device, and waits to be sent.
    Waiting,
    /// On this device and at the endpoint.
    Sent,
    /// On this device, and never sent: an invented team.
    Here,
}

/// What attachments take on this device, and what of them waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentTotals {
    /// How many have parts here.
    pub count: u32,
    /// Bytes of their parts.
    pub bytes: u64,
    /// How many wait to be sent.
    pub waiting: u32,
    /// Bytes of those.
    pub waiting_bytes: u64,
    /// Why the last try to send one did not end well.
    pub problem: Option<SyncProblem>,
}

/// A person in a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ParticipantView {
    /// The participation, which holds the role.
    pub participation: RecordView,
    /// The person, when this device may read it: the record that stands for her, with the notes of those merged into it.
    pub person: Option<RecordView>,
}

/// A record that was merged into another one of the same person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MergedRecord {
    /// The record that stands for the person.
    pub kept: RecordId,
    /// The record that was merged.
    pub person: RecordView,
}

/// A person in a list of persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The record that stands for the person.
    pub id: RecordId,
    /// Family and given names, or the pseudonym; may be empty.
    pub name: String,
    /// The birth date, where known.
    pub birth_date: Option<chrono::NaiveDate>,
    /// The town, may be empty.
    pub town: String,
    /// Her cases, those of records merged into hers included; what lies in the bin is not.
    pub cases: Vec<CaseRow>,
}

/// A person's record, and what else is known of the person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PersonView {
    /// The record asked for.
    pub person: RecordView,
    /// The record that stands for the person: itself, unless it was merged.
    pub kept: RecordId,
    /// The cases of the person; of a record that was merged, those that name it.
    pub cases: Vec<CaseRow>,
    /// The records that were merged into it.
    pub merged: Vec<RecordView>,
}

/// A record as a screen needs it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordView {
    /// The record.
    pub id: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// The fields that have or had a value.
    pub fields: Vec<FieldView>,
}

/// A field as a screen needs it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FieldView {
    /// The field's id.
    pub field: String,
    /// What is shown: one value, or several for sets and notes.
    pub values: Vec<Value>,
    /// The writes seen; a save of this field gives them back.
    pub dots: Vec<Dot>,
    /// Where more than one different value stands: all of them, the one shown first.
    pub rivals: Vec<RivalView>,
    /// The field is one where a person must choose.
    pub needs_decision: bool,
    /// Who wrote the value shown, and when.
    pub written: Option<Written>,
}

/// One of several rival values.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RivalView {
    /// The value; none where it was cleared.
    pub value: Option<Value>,
    /// Who wrote it, and when.
    pub written: Written,
}

/// Who wrote something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Name of the worker, empty where unknown.
    pub by: String,
    /// The worker of this device.
    pub is_mine: bool,
    /// The writing device's clock, milliseconds since 1970 UTC; shown, never compared.
    pub at_ms: i64,
}

/// Changes to one record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordEdit {
    /// Made by the screen from randomness for a new record, so that a retry is the same record.
    pub id: RecordId,
    /// The record's kind id.
    pub kind: String,
    /// The fields changed.
    pub fields: Vec<FieldEdit>,
}

/// A field changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FieldEdit {
    /// The field's id.
    pub field: String,
    /// What it shall be: none to clear, one, or several for a set; for notes, the notes to add.
    pub values: Vec<Value>,
    /// The writes that were seen when the form opened; empty for a new record.
    pub dots: Vec<Dot>,
}

/// What the sync line shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncState {
    /// Entries saved here and not yet acknowledged by the endpoint.
    pub pending: u32,
    /// When the last exchange ended well, milliseconds since 1970 UTC.
    pub synced_at_ms: Option<i64>,
    /// An exchange goes on.
    pub is_running: bool,
    /// Why the last exchange did not end well.
    pub problem: Option<SyncProblem>,
    /// This device's clock less the endpoint's, milliseconds, once known.
    pub clock_skew_ms: Option<i64>,
    /// Entries of other devices that wait for an earlier one or for a key.
    pub waiting: u32,
}

/// Why an exchange did not end well. Work goes on; it is tried again by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncProblem {
    /// No network, or no answer.
    Unreachable,
    /// The team has no invitation to this endpoint yet.
    NotInvited,
    /// The endpoint does not take the invitation's code.
    InvitationRefused,
    /// This device is not, or no longer, of the team.
    Refused,
    /// Too much in a short time; tried again after so many seconds.
    TooMany {
        /// Seconds.
        retry_after_s: u32,
    },
    /// The team's space on the endpoint is full, or one item is too large.
    TooLarge,
    /// The endpoint reports a fault of its own.
    EndpointFault,
    /// The answer is not one of our endpoint: a portal, a proxy.
    NotOurEndpoint,
    /// Something received was altered or is missing; it was not applied.
    Tampered,
    /// Another copy of this device wrote under its name: this one must join the team again.
    Cloned,
}

/// Why something could not be done. Each has one sentence in `locales/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// Wrong passphrase; nothing is deleted by it. Ask again after a while.
    WrongSecret {
        /// To wait before the next try, milliseconds.
        wait_ms: u32,
    },
    /// The passphrase is too short or too common.
    WeakSecret,
    /// Unlock first.
    Locked,
    /// There is a store here already.
    AlreadyThere,
    /// The store was written by a newer version of the program.
    NewerFormat,
    /// No room left on the device; nothing already saved is lost.
    StorageFull,
    /// The browser does not give us a store (private window, blocked, closed by the system).
    StorageUnavailable,
    /// A part of the store was altered or cut; the rest can be read.
    StorageDamaged {
        /// Rows refused.
        rows: u32,
    },
    /// The other tab or the system keeps the store busy.
    Busy,
    /// Not here.
    NotFound,
    /// What was signed changes no more.
    Signed,
    /// What was published changes no more.
    Published,
    /// The file is no set-up of a team, or of a newer version.
    NotASetup,
    /// Some cases have no sure place, so that the tables do not add up: nothing is published.
    DoesNotAddUp,
    /// A value does not fit its field.
    BadValue {
        /// The field's id.
        field: String,
    },
    /// The 26 characters or the six digits are not right.
    WrongPairing,
    /// Nobody answered in time at the meeting point.
    PairingTimeout,
    /// Only an administrator may do that.
    NotAllowed,
    /// It needs the endpoint, which did not answer as it should.
    Sync(SyncProblem),
    /// A message that this build does not understand.
    Mismatch,
    /// A fault of the program.
    Internal,
    /// An attachment is longer than [`MOST_ATTACHMENT_BYTES`].
    AttachmentTooLarge,
    /// The content of an attachment is not here, and the device that added it has not sent it yet.
    NotSentYet,
    /// The content of an attachment is not here, and the endpoint cannot be asked for it now.
    NotHereYet,
}

/// The public key that an intake seals to, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeKey {
    /// The team.
    pub team: [u8; 32],
    /// The generation it belongs to.
    pub generation: u32,
    /// By what items name it.
    pub key_id: [u8; 16],
    /// The key.
    pub key: Vec<u8>,
}

/// A sealed item of an intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeItem {
    /// Its name, which its seal holds.
    pub id: [u8; 16],
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// Rows of an old spreadsheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportAsk {
    /// The rows, titles first.
    pub rows: Vec<Vec<String>>,
    /// What each column says.
    pub targets: Vec<Target>,
    /// The words of the lists, as the screen says them.
    pub words: Vec<(Target, String, record::ChoiceId)>,
    /// Whether it is saved, or only looked at.
    pub is_saved: bool,
}

/// What rows come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportView {
    /// New cases.
    pub cases: u32,
    /// Interviews in them.
    pub interviews: u32,
    /// Rows whose number, or whose person, is known already, which are passed over.
    pub known: u32,
    /// Rows that are left out, with what is not understood.
    pub troubles: Vec<RowTrouble>,
    /// The cases that were saved.
    pub made: Vec<RecordId>,
}

/// The report of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// What it prints as the data is now.
    pub now: report::Deck,
    /// What was published, the latest first.
    pub published: Vec<PublicationView>,
}

/// A report as it was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicationView {
    /// Its record.
    pub record: RecordId,
    /// The day it was published.
    pub on: Option<chrono::NaiveDate>,
    /// The digest that was published.
    pub digest: String,
    /// Whether the file still gives that digest.
    pub is_intact: bool,
    /// What each figure counts, in the words of that day.
    pub definitions: Vec<Definition>,
    /// What it printed; none where this program cannot read it.
    pub deck: Option<Box<report::Deck>>,
    /// The numbers that would be others now.
    pub differences: Vec<report::deck::Difference>,
    /// The file that was digested.
    pub file: String,
}

/// A device of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// The worker's name, empty where unknown.
    pub worker: String,
    /// This one.
    pub is_this: bool,
    /// May add devices.
    pub is_administrator: bool,
}
