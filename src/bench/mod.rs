//! `window.permanenceBench`: the application's own engine, asked by a program in the place of a person. It is built
//! with the feature `bench` alone; docs/bench.md has its types.
//!
//! Each function goes the way a screen goes: typed requests over the bridge to the worker. Only the opening differs
//! (a key in the place of a passphrase), and that exchanges wait until they are asked for.

mod ids;
mod import;
mod mapping;
mod office;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;
use engine::message::{
    BenchRequest, CasePage, CaseQuery, CaseRow, CaseView, Failure, Reply, Request,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use record::RecordId;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::browser::bench::{self as browser, Answer, Gathered, Given, Taken};
use crate::engine_client::{AskError, EngineStatus};
use crate::session::Session;
use mapping::{Edits, Mapping, Object};

const METHODS: [&str; 16] = [
    "open",
    "importAll",
    "list",
    "ready",
    "search",
    "get",
    "save",
    "report",
    "deck",
    "workbook",
    "all",
    "push",
    "pull",
    "live",
    "memory",
    "close",
];
/// Cases whose views are at hand, as an open form has one.
const VIEWS_AT_HAND: usize = 64;
/// Between two looks at the engine, milliseconds.
const PAUSE_MS: u32 = 5;
/// How long the other device's edit is waited for, milliseconds.
const PATIENCE_MS: f64 = 120_000.0;
/// The key under which an edit shows itself to the other device.
const LIVE: &str = "live";

/// What the functions share.
struct Bench {
    session: Session,
    mapping: RefCell<Option<Mapping>>,
    views: RefCell<BTreeMap<RecordId, CaseView>>,
    key: RefCell<String>,
    invitation: RefCell<Option<String>>,
    /// The whole store was read, so that lists are complete.
    is_read: Cell<bool>,
}

thread_local! {
    static BENCH: RefCell<Option<Rc<Bench>>> = const { RefCell::new(None) };
}

/// Exposes the bench over the page's session.
pub fn start(session: Session) {
    let bench = Bench {
        session,
        mapping: RefCell::default(),
        views: RefCell::default(),
        key: RefCell::default(),
        invitation: RefCell::default(),
        is_read: Cell::default(),
    };
    BENCH.set(Some(Rc::new(bench)));
    browser::expose("permanenceBench", &METHODS, call);
}

fn call(method: &'static str, taken: Taken) -> Answer {
    let bench = BENCH.with_borrow(Clone::clone);
    Box::pin(async move {
        let bench = bench.ok_or("the application has not started")?;
        bench.answer(method, taken).await
    })
}

/// What the functions are given, each its part of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Options {
    key: String,
    url: Option<String>,
    invitation: Option<String>,
    kind: String,
    q: String,
    limit: Option<u32>,
    expect: Option<u32>,
    role: String,
    id: Option<String>,
}

/// Why a function has no answer, as its caller reads it.
fn reason(error: AskError) -> String {
    format!("{error:?}")
}

impl Bench {
    async fn answer(&self, method: &str, taken: Taken) -> Result<Given, String> {
        match method {
            "importAll" => return self.import(&taken).await,
            "all" => return self.all().await,
            _ => {}
        }
        let said: Json = serde_json::from_str(&taken.json()).unwrap_or_default();
        let answer = match method {
            "open" => self.open(options(&said)?).await?,
            "list" => self.list(number(&said, "limit").unwrap_or(50)).await?,
            "ready" => self.ready().await?,
            "search" => self.search(options(&said)?).await?,
            "get" => {
                self.get(said.as_str().or(said["id"].as_str()).unwrap_or_default())
                    .await?
            }
            "save" => {
                self.save(said.as_object().ok_or("save takes an object")?)
                    .await?
            }
            "deck" => {
                self.deck(number(&said, "year").ok_or("deck takes a year")?)
                    .await?
            }
            "workbook" => {
                self.workbook(number(&said, "rows").ok_or("workbook takes a number of rows")?)
                    .await?
            }
            "report" => {
                self.report(number(&said, "year").ok_or("report takes a year")?)
                    .await?
            }
            "push" => self.push(options(&said)?).await?,
            "pull" => self.pull(options(&said)?).await?,
            "live" => self.live(options(&said)?).await?,
            "memory" => self.memory().await?,
            "close" => self.close(),
            _ => return Err("there is no such function".to_owned()),
        };
        Ok(Given::json(&answer.to_string()))
    }

    async fn open(&self, options: Options) -> Result<Json, String> {
        self.take_address(&options)?;
        let engine = self.session.engine;
        if engine.news.status.get_untracked() == EngineStatus::Stopped {
            engine.restart();
        }
        while engine.news.status.get_untracked() == EngineStatus::Starting {
            TimeoutFuture::new(PAUSE_MS).await;
        }
        *self.key.borrow_mut() = options.key.clone();
        self.mapping.take();
        self.views.take();
        self.is_read.set(false);
        let request = BenchRequest::Open { key: options.key };
        match self.ask(request).await? {
            Reply::Opened(opened) => {
                let page = opened.latest.clone();
                self.session.open(*opened);
                Ok(json!({ "dossiers": page.total, "latest": self.rows(&page).await? }))
            }
            _ => Err(mismatch()),
        }
    }

    /// The endpoint is the one that serves this page; its address may carry an invitation behind `#`.
    fn take_address(&self, options: &Options) -> Result<(), String> {
        let address = options.url.clone().unwrap_or_default();
        let (place, code) = address.split_once('#').unwrap_or((&address, ""));
        let origin = browser::origin();
        if !place.is_empty()
            && place.trim_end_matches('/') != origin
            && !place.starts_with(&format!("{origin}/"))
        {
            return Err(format!(
                "this page was served by {origin}: no other endpoint can be reached from it"
            ));
        }
        let code = code.strip_prefix("invitation=").unwrap_or(code).to_owned();
        let code = options
            .invitation
            .clone()
            .or_else(|| (!code.is_empty()).then_some(code));
        if code.is_some() {
            *self.invitation.borrow_mut() = code;
        }
        Ok(())
    }

    async fn ask(&self, request: BenchRequest) -> Result<Reply, String> {
        self.session
            .engine
            .ask(Request::Bench(request))
            .await
            .map_err(reason)
    }

    async fn cases(&self, text: &str, limit: u32, offset: u32) -> Result<CasePage, String> {
        let query = CaseQuery {
            text: text.to_owned(),
            limit,
            offset,
            ..CaseQuery::default()
        };
        let page = self.session.engine.cases(query).await.map_err(reason)?;
        self.is_read.set(self.is_read.get() || page.is_complete);
        Ok(page)
    }

    /// The latest cases: what the first screen has while the store is still read, the list after.
    async fn list(&self, limit: u32) -> Result<Json, String> {
        let first = self
            .session
            .opened
            .with_untracked(|opened| opened.as_ref().map(|one| one.latest.clone()));
        let has_enough = |first: &CasePage| {
            let rows = u32::try_from(first.rows.len()).unwrap_or(u32::MAX);
            rows > 0 && rows >= limit.min(first.total)
        };
        let first = first.filter(|first| !self.is_read.get() && has_enough(first));
        let mut page = match first {
            Some(first) => first,
            None => self.cases("", limit, 0).await?,
        };
        page.rows
            .truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        self.rows(&page).await.map(Json::Array)
    }

    async fn rows(&self, page: &CasePage) -> Result<Vec<Json>, String> {
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            let id = match ids::text_of(row.id) {
                Some(id) => id,
                None => self.kept_id(row.id).await?,
            };
            rows.push(row_json(row, &id));
        }
        Ok(rows)
    }

    /// The id that a record keeps beside, because it is too long to be its own.
    async fn kept_id(&self, id: RecordId) -> Result<String, String> {
        let view = self.session.engine.case(id).await.map_err(reason)?;
        self.with_mapping(|mapping| {
            mapping::text_of(&mapping.read_case(&view), mapping::ID).to_owned()
        })
        .await
    }

    async fn ready(&self) -> Result<Json, String> {
        // The answer waits until all of the store is read.
        self.session.engine.records("team").await.map_err(reason)?;
        Ok(json!({ "dossiers": self.cases("", 0, 0).await?.total }))
    }

    async fn search(&self, options: Options) -> Result<Json, String> {
        let limit = options.limit.unwrap_or(50);
        let page = match options.kind.as_str() {
            "nom" => {
                let query = CaseQuery {
                    text: options.q,
                    limit,
                    ..CaseQuery::default()
                };
                match self.ask(BenchRequest::FindNames(query)).await? {
                    Reply::Cases(page) => page,
                    _ => return Err(mismatch()),
                }
            }
            _ => self.cases(&options.q, limit, 0).await?,
        };
        self.rows(&page).await.map(Json::Array)
    }

    async fn with_mapping<T>(&self, then: impl FnOnce(&mut Mapping) -> T) -> Result<T, String> {
        if self.mapping.borrow().is_none() {
            let mut mapping = Mapping::new();
            for kind in [casework::Station::ID, casework::TeamField::ID] {
                mapping.learn(&self.session.engine.records(kind).await.map_err(reason)?);
            }
            *self.mapping.borrow_mut() = Some(mapping);
        }
        self.mapping
            .borrow_mut()
            .as_mut()
            .map(then)
            .ok_or_else(mismatch)
    }

    async fn get(&self, id: &str) -> Result<Json, String> {
        let record = ids::id_of(id);
        match self.session.engine.case(record).await {
            Ok(view) => {
                let object = self
                    .with_mapping(|mapping| mapping.read_case(&view))
                    .await?;
                self.keep_at_hand(view);
                Ok(Json::Object(object))
            }
            Err(AskError::Refused(Failure::NotFound)) => {
                match self.session.engine.record(record).await {
                    Ok(view) => Ok(Json::Object(
                        self.with_mapping(|mapping| mapping.read_interview(&view))
                            .await?,
                    )),
                    Err(AskError::Refused(Failure::NotFound)) => Ok(Json::Null),
                    Err(error) => Err(reason(error)),
                }
            }
            Err(error) => Err(reason(error)),
        }
    }

    fn keep_at_hand(&self, view: CaseView) {
        let mut views = self.views.borrow_mut();
        if views.len() >= VIEWS_AT_HAND {
            views.clear();
        }
        views.insert(view.case.id, view);
    }

    /// Saves what an object says beside what its case says already. It resolves once it is durable.
    async fn save(&self, object: &Object) -> Result<Json, String> {
        let id = ids::id_of(mapping::text_of(object, mapping::ID));
        let at_hand = self.views.borrow_mut().remove(&id);
        let known = match at_hand {
            Some(view) => Some(view),
            None => match self.session.engine.case(id).await {
                Ok(view) => Some(view),
                Err(AskError::Refused(Failure::NotFound)) => None,
                Err(error) => return Err(reason(error)),
            },
        };
        let mut edits = Edits::default();
        self.with_mapping(|mapping| mapping.write_case(object, known.as_ref(), &mut edits))
            .await?;
        self.save_edits(edits.definitions).await?;
        let sequence = self.save_edits(edits.records).await?;
        Ok(json!({ "sequence": sequence }))
    }

    async fn save_edits(
        &self,
        edits: Vec<engine::message::RecordEdit>,
    ) -> Result<Option<u64>, String> {
        if edits.is_empty() {
            return Ok(None);
        }
        self.is_read.set(true);
        self.session.engine.save(edits).await.map_err(reason)
    }

    async fn report(&self, year: u32) -> Result<Json, String> {
        let first = |year: u32| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1);
        let (from, to) = first(year)
            .zip(first(year.saturating_add(1)))
            .ok_or("that is no year")?;
        let activity = self
            .session
            .engine
            .activity(from, to)
            .await
            .map_err(reason)?;
        serde_json::to_value(activity).map_err(|_| mismatch())
    }

    /// Every object, cases in the order of their records, which is that of the store.
    async fn all(&self) -> Result<Given, String> {
        let engine = self.session.engine;
        let mut found = Vec::new();
        loop {
            let page = self
                .cases("", 200, u32::try_from(found.len()).unwrap_or(u32::MAX))
                .await?;
            if page.rows.is_empty() {
                break;
            }
            found.extend(page.rows.into_iter().map(|row| row.id));
        }
        found.sort_unstable();
        let gathered = Gathered::of(&["dossiers", "entretiens"]);
        for id in found {
            let view = engine.case(id).await.map_err(reason)?;
            let (case, interviews) = self
                .with_mapping(|mapping| {
                    let interviews = view
                        .interviews
                        .iter()
                        .map(|view| mapping.read_interview(view));
                    (mapping.read_case(&view), interviews.collect::<Vec<_>>())
                })
                .await?;
            gathered.push("dossiers", &Json::Object(case).to_string());
            for interview in interviews {
                gathered.push("entretiens", &Json::Object(interview).to_string());
            }
        }
        Ok(gathered.given())
    }

    /// Bytes that the engine has taken.
    async fn memory(&self) -> Result<Json, String> {
        match self.ask(BenchRequest::Memory).await? {
            Reply::Export(bytes) => {
                let bytes = bytes.try_into().map_err(|_| mismatch())?;
                Ok(json!({ "bytes": u64::from_le_bytes(bytes) }))
            }
            _ => Err(mismatch()),
        }
    }

    async fn push(&self, options: Options) -> Result<Json, String> {
        self.take_address(&options)?;
        let request = BenchRequest::Push {
            key: self.key.borrow().clone(),
            invitation: self.invitation.borrow().clone(),
        };
        let began = browser::moment_ms();
        match self.ask(request).await? {
            Reply::Sync(state) if state.pending == 0 => {
                Ok(json!({ "ms": browser::moment_ms() - began }))
            }
            Reply::Sync(state) => Err(format!("{} saves were not sent", state.pending)),
            _ => Err(mismatch()),
        }
    }

    async fn pull(&self, options: Options) -> Result<Json, String> {
        self.take_address(&options)?;
        let began = browser::moment_ms();
        let key = self.key.borrow().clone();
        self.ask(BenchRequest::Pull { key }).await?;
        let found = self.cases("", 0, 0).await?.total;
        let ms = browser::moment_ms() - began;
        self.mapping.take();
        match options.expect {
            Some(expect) if expect != found => {
                Err(format!("{expect} cases were expected and {found} found"))
            }
            _ => Ok(json!({ "dossiers": found, "ms": ms })),
        }
    }

    /// One device edits, the other waits until it sees the edit.
    async fn live(&self, options: Options) -> Result<Json, String> {
        self.take_address(&options)?;
        let id = match options.id {
            Some(id) => id,
            None => {
                let first = self.list(1).await?;
                first[0]["id"]
                    .as_str()
                    .ok_or("there is no case to edit")?
                    .to_owned()
            }
        };
        let before = self.live_value(&id).await?;
        self.ask(BenchRequest::Follow).await?;
        self.session.engine.sync_now().await.map_err(reason)?;
        match options.role.to_lowercase().as_str() {
            "editor" | "edit" | "writer" | "write" | "a" | "1" | "sender" | "emit" => {
                self.live_edit(&id).await
            }
            _ => self.live_watch(&id, before).await,
        }
    }

    async fn live_value(&self, id: &str) -> Result<Json, String> {
        Ok(self.get(id).await?[LIVE].clone())
    }

    async fn live_edit(&self, id: &str) -> Result<Json, String> {
        let at = browser::now_ms();
        let mut object = Object::new();
        object.insert(mapping::ID.to_owned(), Json::from(id));
        object.insert(LIVE.to_owned(), Json::from(format!("{at}")));
        self.save(&object).await?;
        let saved_at = browser::now_ms();
        while self.session.engine.news.sync.get_untracked().pending > 0 {
            TimeoutFuture::new(PAUSE_MS).await;
        }
        Ok(
            json!({ "id": id, "value": format!("{at}"), "at": at, "savedAt": saved_at, "sentAt": browser::now_ms() }),
        )
    }

    async fn live_watch(&self, id: &str, before: Json) -> Result<Json, String> {
        let changes = self.session.engine.news.changes;
        let began = browser::now_ms();
        let mut seen = changes.get_untracked().wrapping_sub(1);
        while browser::now_ms() - began < PATIENCE_MS {
            let now = changes.get_untracked();
            if now != seen {
                seen = now;
                self.mapping.take();
                let value = self.live_value(id).await?;
                if value != before {
                    return Ok(json!({ "id": id, "value": value, "at": browser::now_ms() }));
                }
            }
            TimeoutFuture::new(PAUSE_MS).await;
        }
        Err("the other device's edit was not seen".to_owned())
    }

    fn close(&self) -> Json {
        self.session.opened.set(None);
        self.session.engine.stop();
        Json::Null
    }
}

fn options(said: &Json) -> Result<Options, String> {
    serde_json::from_value(said.clone()).map_err(|error| error.to_string())
}

/// A number by itself, or under its name.
fn number(said: &Json, name: &str) -> Option<u32> {
    let number = said.as_u64().or_else(|| said[name].as_u64())?;
    u32::try_from(number).ok()
}

fn row_json(row: &CaseRow, id: &str) -> Json {
    json!({
        "id": id,
        "numero": row.number,
        "nom": row.name,
        "station": row.station_label,
        "danger": row.danger,
        "dernierContact": row.last_contact,
        "ouverture": row.opened,
        "clos": row.is_closed,
    })
}

fn mismatch() -> String {
    "the engine answered something else".to_owned()
}
