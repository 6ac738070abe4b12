//! One function a question, each with the answer's own type.

use std::ops::RangeInclusive;

use casework::grid::Grid;
use chrono::NaiveDate;
use engine::message::{
    BinRow, CasePage, CaseQuery, CaseView, Definition, DeviceView, DueRow, Excerpt, Failure,
    FigureRow, HistoryLine, ImportAsk, ImportView, IncompleteRow, IntakeItem, IntakeKey, Opened,
    PersonRow, PersonView, RecordEdit, RecordView, Reply, ReportView, Request, RotaView, SyncState,
    TeamSetup,
};
use record::RecordId;

use super::{AskError, Engine};

/// Any other answer than the one that belongs to the question comes from another build.
const MISMATCH: AskError = AskError::Refused(Failure::Mismatch);

macro_rules! expect_reply {
    ($answer:expr, $pattern:pat => $value:expr) => {
        match $answer {
            $pattern => Ok($value),
            _ => Err(MISMATCH),
        }
    };
}

impl Engine {
    /// Six words for a passphrase.
    pub async fn offer_passphrase(&self) -> Result<String, AskError> {
        expect_reply!(self.ask(Request::OfferPassphrase).await?, Reply::Passphrase(words) => words)
    }

    /// Makes a team on this device.
    pub async fn create_team(&self, setup: TeamSetup) -> Result<Opened, AskError> {
        expect_reply!(self.ask(Request::CreateTeam(Box::new(setup))).await?, Reply::Opened(opened) => *opened)
    }

    /// Makes a throw-away team of invented people.
    pub async fn create_demo(&self, language: &str) -> Result<Opened, AskError> {
        let request = Request::CreateDemo {
            language: language.to_owned(),
        };
        expect_reply!(self.ask(request).await?, Reply::Opened(opened) => *opened)
    }

    /// Deletes the throw-away team, and no other.
    pub async fn leave_demo(&self) -> Result<(), AskError> {
        self.do_it(Request::LeaveDemo).await
    }

    /// Opens the device's store.
    pub async fn unlock(&self, passphrase: String) -> Result<Opened, AskError> {
        expect_reply!(self.ask(Request::Unlock { passphrase }).await?, Reply::Opened(opened) => *opened)
    }

    /// Replaces the passphrase.
    pub async fn change_passphrase(&self, current: String, new: String) -> Result<(), AskError> {
        self.do_it(Request::ChangePassphrase { current, new }).await
    }

    /// A part of the list of cases.
    pub async fn cases(&self, query: CaseQuery) -> Result<CasePage, AskError> {
        expect_reply!(self.ask(Request::Cases(query)).await?, Reply::Cases(page) => page)
    }

    /// A case with all that hangs on it.
    pub async fn case(&self, id: RecordId) -> Result<CaseView, AskError> {
        expect_reply!(self.ask(Request::Case(id)).await?, Reply::Case(view) => *view)
    }

    /// What is due until that day, that one included; what is over since the first day is left out.
    pub async fn due(
        &self,
        since: chrono::NaiveDate,
        until: chrono::NaiveDate,
    ) -> Result<Vec<DueRow>, AskError> {
        expect_reply!(self.ask(Request::Due { since, until }).await?, Reply::Due(rows) => rows)
    }

    /// What lies in the bin: so many rows at the most.
    pub async fn bin(&self, most: u32) -> Result<Excerpt<BinRow>, AskError> {
        expect_reply!(self.ask(Request::Bin { most }).await?, Reply::Bin(rows) => rows)
    }

    /// Who changed what in a case or in the records of a person, the latest first: so many changes at the most.
    pub async fn history(&self, of: RecordId, most: u32) -> Result<Excerpt<HistoryLine>, AskError> {
        expect_reply!(self.ask(Request::History { of, most }).await?, Reply::History(lines) => lines)
    }

    /// The grid of that name; without a name, the one to ask now.
    pub async fn grid(&self, name: Option<String>) -> Result<Grid, AskError> {
        expect_reply!(self.ask(Request::Grid { name }).await?, Reply::Grid(grid) => *grid)
    }

    /// All records of a small kind.
    pub async fn records(&self, kind: &str) -> Result<Vec<RecordView>, AskError> {
        let request = Request::Records {
            kind: kind.to_owned(),
        };
        expect_reply!(self.ask(request).await?, Reply::Records(records) => records)
    }

    /// How the cases handled in a period answer the fields whose answers are chosen, the end not included.
    pub async fn answers(
        &self,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<report::Answers>, AskError> {
        expect_reply!(self.ask(Request::Answers { from, to }).await?, Reply::Answers(answers) => answers)
    }

    /// The records behind a number of the figures of a period, the end not included.
    pub async fn behind(
        &self,
        figure: report::Figure,
        (from, to): (NaiveDate, NaiveDate),
        most: u32,
    ) -> Result<Excerpt<FigureRow>, AskError> {
        let request = Request::Figure {
            figure,
            from,
            to,
            most,
        };
        expect_reply!(self.ask(request).await?, Reply::Figure(rows) => rows)
    }

    /// The shifts of some days.
    pub async fn rota(&self, days: RangeInclusive<NaiveDate>) -> Result<RotaView, AskError> {
        let (from, until) = days.into_inner();
        expect_reply!(self.ask(Request::Rota { from, until }).await?, Reply::Rota(view) => *view)
    }

    /// One's own shifts as a file for a calendar; `word` is what each is called there.
    pub async fn shift_calendar(
        &self,
        days: RangeInclusive<NaiveDate>,
        word: String,
    ) -> Result<Vec<u8>, AskError> {
        let (from, until) = days.into_inner();
        let request = Request::ShiftCalendar { from, until, word };
        expect_reply!(self.ask(request).await?, Reply::Export(file) => file)
    }

    /// Open cases that lack something; of that worker or of nobody yet.
    pub async fn incomplete(
        &self,
        worker: Option<RecordId>,
    ) -> Result<Excerpt<IncompleteRow>, AskError> {
        expect_reply!(self.ask(Request::Incomplete { worker }).await?, Reply::Incomplete(page) => page)
    }

    /// One record of any kind.
    pub async fn record(&self, id: RecordId) -> Result<RecordView, AskError> {
        expect_reply!(self.ask(Request::Record(id)).await?, Reply::Record(record) => *record)
    }

    /// Saves changes as one entry, all or nothing, and shows the new sync line.
    pub async fn save(&self, edits: Vec<RecordEdit>) -> Result<Option<u64>, AskError> {
        match self.ask(Request::Save { edits }).await? {
            Reply::Saved { sequence, sync } => {
                leptos::prelude::Set::set(&self.news.sync, sync);
                Ok(sequence)
            }
            _ => Err(MISMATCH),
        }
    }

    /// The draft of a form, if any.
    pub async fn draft(&self, form: &str) -> Result<Option<Vec<u8>>, AskError> {
        let request = Request::Draft {
            form: form.to_owned(),
        };
        expect_reply!(self.ask(request).await?, Reply::Draft(content) => content)
    }

    /// What the rows of an old spreadsheet come to.
    pub async fn import(&self, asked: ImportAsk) -> Result<ImportView, AskError> {
        expect_reply!(self.ask(Request::Import(asked)).await?, Reply::Import(view) => view)
    }

    /// How the team is set up, as a file for another team.
    pub async fn setup(&self) -> Result<Vec<u8>, AskError> {
        expect_reply!(self.ask(Request::Setup).await?, Reply::Export(bytes) => bytes)
    }

    /// The changes that the set-up of another team brings.
    pub async fn read_setup(&self, file: Vec<u8>) -> Result<Vec<RecordEdit>, AskError> {
        expect_reply!(self.ask(Request::ReadSetup { file }).await?, Reply::Edits(edits) => edits)
    }

    /// What each worker did in a period, beside the posts.
    pub async fn workload(
        &self,
        (from, to): (chrono::NaiveDate, chrono::NaiveDate),
    ) -> Result<Vec<report::WorkerLoad>, AskError> {
        expect_reply!(self.ask(Request::Workload { from, to }).await?, Reply::Workload(loads) => loads)
    }

    /// Everything the report of a period prints, and what was published of it.
    pub async fn report(
        &self,
        (from, to): (chrono::NaiveDate, chrono::NaiveDate),
    ) -> Result<ReportView, AskError> {
        expect_reply!(self.ask(Request::Report { from, to }).await?, Reply::Report(view) => *view)
    }

    /// The public key that an intake seals to.
    pub async fn intake_key(&self) -> Result<IntakeKey, AskError> {
        expect_reply!(self.ask(Request::IntakeKey).await?, Reply::IntakeKey(key) => *key)
    }

    /// What sealed items of intakes hold, in their order; none where one does not open.
    pub async fn open_intake(
        &self,
        items: Vec<IntakeItem>,
    ) -> Result<Vec<Option<Vec<u8>>>, AskError> {
        expect_reply!(self.ask(Request::OpenIntake(items)).await?, Reply::OpenedIntake(held) => held)
    }

    /// What one funder is given of a published report.
    pub async fn extract(
        &self,
        publication: RecordId,
        place: u32,
    ) -> Result<report::extract::Extract, AskError> {
        let request = Request::Extract { publication, place };
        expect_reply!(self.ask(request).await?, Reply::Extract(extract) => *extract)
    }

    /// The change that publishes the report of a period.
    pub async fn publishing(
        &self,
        record: RecordId,
        (from, to): (chrono::NaiveDate, chrono::NaiveDate),
        on: chrono::NaiveDate,
        definitions: Vec<Definition>,
    ) -> Result<RecordEdit, AskError> {
        let request = Request::Publish {
            record,
            from,
            to,
            on,
            definitions,
        };
        expect_reply!(self.ask(request).await?, Reply::Publishing(edit) => edit)
    }

    /// What was done in a period, broken down by what was answered.
    pub async fn breakdowns(
        &self,
        (from, to): (chrono::NaiveDate, chrono::NaiveDate),
    ) -> Result<Vec<report::Breakdown>, AskError> {
        expect_reply!(self.ask(Request::Breakdowns { from, to }).await?, Reply::Breakdowns(topics) => topics)
    }

    /// What is planned, asked for, agreed and paid.
    pub async fn funding(&self) -> Result<report::Funding, AskError> {
        expect_reply!(self.ask(Request::Funding).await?, Reply::Funding(funding) => *funding)
    }

    /// The figures of a period, the end not included.
    pub async fn activity(
        &self,
        from: chrono::NaiveDate,
        to: chrono::NaiveDate,
    ) -> Result<report::Activity, AskError> {
        expect_reply!(self.ask(Request::Activity { from, to }).await?, Reply::Activity(activity) => *activity)
    }

    /// Exchanges with the endpoint now; the rest comes as events.
    pub async fn sync_now(&self) -> Result<SyncState, AskError> {
        expect_reply!(self.ask(Request::SyncNow).await?, Reply::Sync(state) => state)
    }

    /// Gives the team its invitation to the endpoint.
    pub async fn set_invitation(&self, code: String) -> Result<(), AskError> {
        self.do_it(Request::SetInvitation { code }).await
    }

    /// Asks to join a team: 26 characters to type on a device of that team.
    pub async fn join_team(&self, passphrase: String) -> Result<String, AskError> {
        expect_reply!(self.ask(Request::JoinTeam { passphrase }).await?, Reply::PairingSecret(secret) => secret)
    }

    /// Takes in a new device by the 26 characters it shows.
    pub async fn accept_device(&self, secret: String, worker_name: String) -> Result<(), AskError> {
        self.do_it(Request::AcceptDevice {
            secret,
            worker_name,
        })
        .await
    }

    /// The six digits the new device shows.
    pub async fn confirm_device(&self, digits: String) -> Result<(), AskError> {
        self.do_it(Request::ConfirmDevice { digits }).await
    }

    /// Gives up a pairing.
    pub async fn cancel_pairing(&self) -> Result<(), AskError> {
        self.do_it(Request::CancelPairing).await
    }

    /// The devices of the team.
    pub async fn devices(&self) -> Result<Vec<DeviceView>, AskError> {
        expect_reply!(self.ask(Request::Devices).await?, Reply::Devices(devices) => devices)
    }

    /// Every readable record as JSON.
    pub async fn export(&self) -> Result<Vec<u8>, AskError> {
        expect_reply!(self.ask(Request::Export).await?, Reply::Export(bytes) => bytes)
    }

    /// The templates of letters that ship with the program.
    pub async fn letters(&self) -> Result<Vec<casework::template::Template>, AskError> {
        expect_reply!(self.ask(Request::Letters).await?, Reply::Letters(letters) => letters)
    }

    /// One's own days to come as a file for a calendar, each kind called by its word.
    pub async fn agenda(
        &self,
        days: std::ops::RangeInclusive<chrono::NaiveDate>,
        words: Vec<(casework::DueKind, String)>,
    ) -> Result<Vec<u8>, AskError> {
        let (from, until) = (*days.start(), *days.end());
        let request = Request::Agenda { from, until, words };
        expect_reply!(self.ask(request).await?, Reply::Export(bytes) => bytes)
    }

    /// When one's own days to come ask for something.
    pub async fn moments(
        &self,
        days: std::ops::RangeInclusive<chrono::NaiveDate>,
    ) -> Result<Vec<(chrono::NaiveDate, Option<record::TimeOfDay>)>, AskError> {
        let (from, until) = (*days.start(), *days.end());
        let request = Request::Moments { from, until };
        expect_reply!(self.ask(request).await?, Reply::Moments(moments) => moments)
    }

    /// Persons by their names, telephone number or birth date, the nearest first.
    pub async fn persons(&self, text: String) -> Result<Vec<PersonRow>, AskError> {
        expect_reply!(self.ask(Request::Persons { text }).await?, Reply::Persons(rows) => rows)
    }

    /// A person's record, with what else is known of the person.
    pub async fn person(&self, id: RecordId) -> Result<PersonView, AskError> {
        expect_reply!(self.ask(Request::Person(id)).await?, Reply::Person(view) => *view)
    }

    async fn do_it(&self, request: Request) -> Result<(), AskError> {
        expect_reply!(self.ask(request).await?, Reply::Done => ())
    }
}
