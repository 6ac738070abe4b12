//! The hostile world, and what must hold at its end.
//!
//! Devices of one team edit, search and exchange while requests are lost, repeated, delayed, cut and altered,
//! processes die at any commit, power cuts take back what was not synced, clocks jump by twenty years, disks fill
//! up, two tabs share a disk, and the endpoint comes back from backups. Then the faults stop.
//!
//! INVARIANT: after three rounds of exchange (five where the endpoint came back from a backup) every device holds
//! the same records, to the byte; every value whose save was acknowledged is live, or replaced by a write that
//! listed it; nothing stands twice; nobody was told of damage, and nobody was taken for a clone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::rc::Rc;

use casework::{case, interview, person};
use engine::message::{Event, Failure, RecordEdit, RecordView, Reply, Request, SyncProblem};
use record::{DeviceId, Dot, Record, RecordId, Value};
use sha2::{Digest, Sha256};
use sync::ErrorCode;

use crate::chance::Chance;
use crate::endpoint::SimEndpoint;
use crate::executor::{Task, poll};
use crate::forms::{change, field_of, new_case, new_id, new_interview, new_person, text};
use crate::network::Fault;
use crate::world::{Device, PASSPHRASE, Tab, World, pair};

/// Twenty years, milliseconds.
const LONGEST_JUMP_MS: i64 = 20 * 31_557_600_000;
/// Rounds of exchange after which all must agree once faults stop.
const MOST_ROUNDS: usize = 3;
/// The same, where the endpoint came back from a backup: finding out costs one, and offering again another.
const MOST_ROUNDS_AFTER_BACKUP: usize = 5;

/// How hostile a world is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Things that happen before the faults stop.
    pub steps: usize,
    /// Requests of a thousand that meet a fault.
    pub faults_per_mille: usize,
    /// Whether the endpoint comes back from backups.
    pub with_backups: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            steps: 60,
            faults_per_mille: 120,
            with_backups: true,
        }
    }
}

/// What became of a world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Of all that happened and of the end state: equal for equal seeds.
    pub hash: [u8; 32],
    /// Devices in the team.
    pub devices: usize,
    /// Saves acknowledged.
    pub saves: usize,
    /// Rounds of exchange until all agreed.
    pub rounds: usize,
}

/// Lives a world of this seed to its end.
///
/// # Errors
/// A sentence that names the seed and the promise that was broken.
pub fn simulate(seed: u64, options: &Options) -> Result<Outcome, String> {
    let named = |broken: String| format!("seed {seed}: {broken}");
    let mut hostile = Hostile::new(seed, options).map_err(named)?;
    hostile.live(options).map_err(named)?;
    let rounds = hostile.converge().map_err(named)?;
    hostile.check_end().map_err(named)?;
    Ok(Outcome {
        devices: hostile.machines.len(),
        saves: hostile.ledger.acknowledged.len(),
        rounds,
        hash: hostile.trace.finalize().into(),
    })
}

/// A device, its tabs, and the forms that are open on it.
struct Machine {
    device: Device,
    id: DeviceId,
    tabs: Vec<Tab>,
    forms: Vec<RecordView>,
}

/// An exchange under way.
struct Running {
    machine: usize,
    tab: Tab,
    task: Task,
}

/// A value whose save was acknowledged.
struct Saved {
    dot: (DeviceId, u64),
    record: RecordId,
    field: String,
    value: Value,
}

/// What was asked of the engines.
#[derive(Default)]
struct Ledger {
    records: Vec<RecordId>,
    acknowledged: Vec<Saved>,
    /// Every text ever typed.
    attempted: BTreeSet<Value>,
    /// The dots that forms listed, by record and field.
    listed: BTreeSet<(RecordId, String, Dot)>,
    words: u64,
}

impl Ledger {
    /// A text nobody typed before.
    fn word(&mut self) -> Value {
        self.words += 1;
        let value = text(format!("word {}", self.words));
        self.attempted.insert(value.clone());
        value
    }

    fn note_attempt(&mut self, edits: &[RecordEdit]) {
        for edit in edits {
            for field in &edit.fields {
                self.attempted.extend(field.values.iter().cloned());
                let dots = field.dots.iter();
                self.listed
                    .extend(dots.map(|dot| (edit.id, field.field.clone(), *dot)));
            }
        }
    }

    /// Only values that were never typed before are looked for: each of them was written by this very save.
    fn note_saved(&mut self, dot: (DeviceId, u64), edits: &[RecordEdit], new: &BTreeSet<Value>) {
        for edit in edits {
            for field in &edit.fields {
                for value in field.values.iter().filter(|value| new.contains(value)) {
                    self.acknowledged.push(Saved {
                        dot,
                        record: edit.id,
                        field: field.field.clone(),
                        value: value.clone(),
                    });
                }
            }
        }
    }
}

struct Hostile {
    world: World,
    chance: Chance,
    machines: Vec<Machine>,
    running: Vec<Running>,
    ledger: Ledger,
    backup: Option<SimEndpoint>,
    came_back: bool,
    trace: Sha256,
}

fn hold(promise: bool, broken: impl FnOnce() -> String) -> Result<(), String> {
    if promise { Ok(()) } else { Err(broken()) }
}

impl Hostile {
    fn new(seed: u64, options: &Options) -> Result<Self, String> {
        let world = World::new(seed);
        let chance = world.chance.fork();
        let (device, tab) = world.founder();
        let mut hostile = Self {
            machines: Vec::new(),
            running: Vec::new(),
            ledger: Ledger::default(),
            backup: None,
            came_back: false,
            trace: Sha256::new(),
            chance,
            world,
        };
        hostile.take_in(device, tab.clone())?;
        for _ in 0..hostile.further_devices() {
            let device = hostile.world.device();
            let newcomer = device.start();
            pair(&tab, &newcomer, "Bako Diarra");
            hostile.take_in(device, newcomer)?;
        }
        hostile.turn_hostile(options.faults_per_mille);
        Ok(hostile)
    }

    /// One to four, few more often than many.
    fn further_devices(&self) -> usize {
        *self.chance.pick(&[1, 1, 1, 2, 2, 3, 4]).unwrap_or(&1)
    }

    /// A device makes its first case; its dots tell the device's id.
    fn take_in(&mut self, device: Device, tab: Tab) -> Result<(), String> {
        let id = new_id(&self.chance);
        let edit = new_case(id, "first");
        self.ledger.note_attempt(std::slice::from_ref(&edit));
        self.ledger.records.push(id);
        tab.save([edit]);
        let view = tab.view(id);
        let dot = field_of(&view, case::NUMBER.id()).and_then(|field| field.dots.first());
        let id = dot.ok_or("a saved field has no write")?.device;
        self.machines.push(Machine {
            device,
            id,
            tabs: vec![tab],
            forms: Vec::new(),
        });
        Ok(())
    }

    fn turn_hostile(&self, faults_per_mille: usize) {
        let chance = self.world.chance.fork();
        self.world.network.follow(move |_| {
            if chance.per_mille(faults_per_mille) {
                any_fault(&chance)
            } else {
                Fault::None
            }
        });
    }

    fn note(&mut self, what: impl Debug) {
        self.trace.update(format!("{what:?}\n").as_bytes());
    }

    fn live(&mut self, options: &Options) -> Result<(), String> {
        for _ in 0..options.steps {
            let machine = self.chance.below(self.machines.len());
            match self.chance.below(100) {
                0..40 => self.edit(machine)?,
                40..60 => self.begin_exchange(machine)?,
                60..66 => self.open_form(machine)?,
                66..70 => self.search(machine)?,
                70..76 => self.arm(machine),
                76..79 => self.cut_power(machine),
                79..83 => self.second_tab(machine)?,
                83..88 => self.jump_clock(machine),
                88..92 => self.fill_disk(machine),
                92..96 => self.catch_up(machine)?,
                96..98 if options.with_backups => self.back_up(),
                _ => self.settle(machine)?,
            }
            for _ in 0..self.chance.below(24) {
                self.go_on()?;
            }
            self.check_tabs()?;
        }
        Ok(())
    }

    /// A tab of a machine; started and unlocked where there is none.
    fn tab(&mut self, machine: usize) -> Result<Tab, String> {
        let chance = self.chance.clone();
        let found = self.machines.get(machine).ok_or("no such machine")?;
        if let Some(tab) = chance.pick(&found.tabs) {
            return Ok(tab.clone());
        }
        self.start(machine)
    }

    fn start(&mut self, machine: usize) -> Result<Tab, String> {
        let machine = self.machines.get_mut(machine).ok_or("no such machine")?;
        let tab = machine.device.start();
        let opened = tab.unlock(PASSPHRASE);
        hold(matches!(opened, Reply::Opened(_)), || {
            format!("the store does not open: {opened:?}")
        })?;
        machine.tabs.push(tab.clone());
        Ok(tab)
    }

    fn edit(&mut self, machine: usize) -> Result<(), String> {
        let tab = self.tab(machine)?;
        let before = self.ledger.attempted.clone();
        let edits = match self.chance.below(10) {
            0..3 => self.new_records(),
            _ => self.changes(machine, &tab),
        };
        if edits.is_empty() {
            return Ok(());
        }
        let is_new = |value: &Value| !before.contains(value) && value.as_text().is_some();
        self.ledger.note_attempt(&edits);
        let typed = edits
            .iter()
            .flat_map(|edit| &edit.fields)
            .flat_map(|field| &field.values);
        let new: BTreeSet<Value> = typed.filter(|value| is_new(value)).cloned().collect();
        let reply = tab.ask(Request::Save {
            edits: edits.clone(),
        });
        let id = self.machines.get(machine).ok_or("no such machine")?.id;
        let is_full = self.is_limited(machine);
        match &reply {
            Reply::Saved { sequence, .. } => {
                let sequence = sequence.ok_or("a new value was taken for no change")?;
                self.ledger.note_saved((id, sequence), &edits, &new);
            }
            Reply::Failed(Failure::StorageFull) if is_full => {}
            Reply::Failed(Failure::StorageUnavailable) if tab.life.is_over() => {}
            other => return Err(format!("a save was answered {other:?}")),
        }
        self.note((machine, "edit", matches!(reply, Reply::Saved { .. })));
        Ok(())
    }

    fn new_records(&mut self) -> Vec<RecordEdit> {
        let [id, person, part] = [0; 3].map(|_| new_id(&self.chance));
        let case = self.chance.pick(&self.ledger.records).copied();
        let word = self.ledger.word();
        let word = word.as_text().unwrap_or_default();
        // Some records hang on others: a device may know the one and not yet the other.
        match (self.chance.below(3), case) {
            (0, Some(case)) => {
                self.ledger.records.push(person);
                new_person(case, person, part, word).to_vec()
            }
            (1, Some(case)) => {
                self.ledger.records.push(id);
                vec![new_interview(case, id, word)]
            }
            _ => {
                self.ledger.records.push(id);
                vec![new_case(id, word)]
            }
        }
    }

    /// A change on a form: one that opened long ago, or a new one.
    fn changes(&mut self, machine: usize, tab: &Tab) -> Vec<RecordEdit> {
        let chance = self.chance.clone();
        let forms = self
            .machines
            .get_mut(machine)
            .map(|machine| &mut machine.forms);
        let old = forms.filter(|_| chance.per_mille(400)).and_then(Vec::pop);
        let Some(view) = old.or_else(|| self.view(tab)) else {
            return Vec::new();
        };
        let fields: &[(&str, Typed)] = match view.kind.as_str() {
            "case" => &[
                (case::NUMBER.id(), Typed::Text),
                (case::DANGER.id(), Typed::Danger),
                (case::NOTES.id(), Typed::Text),
            ],
            "person" => &[
                (person::FAMILY_NAME.id(), Typed::Text),
                (person::PHONE.id(), Typed::Text),
                (person::LANGUAGES.id(), Typed::Elements),
            ],
            _ => &[
                (interview::FACTS.id(), Typed::Text),
                (interview::OPINION.id(), Typed::Text),
            ],
        };
        let Some((field, typed)) = chance.pick(fields) else {
            return Vec::new();
        };
        let values = match typed {
            Typed::Text => vec![self.ledger.word()],
            Typed::Danger => {
                let level = chance.pick(&["low", "moderate", "high", "immediate"]);
                // A word beside it, so that the save is never taken for no change.
                let danger = change(
                    &view,
                    field,
                    level.map(|id| Value::choice(*id)).into_iter().collect(),
                );
                let number = change(&view, case::NUMBER.id(), vec![self.ledger.word()]);
                return vec![RecordEdit {
                    fields: [danger.fields, number.fields].concat(),
                    ..number
                }];
            }
            Typed::Elements => {
                let mut values = field_of(&view, field)
                    .map(|shown| shown.values.clone())
                    .unwrap_or_default();
                if chance.per_mille(500) {
                    values.pop();
                }
                values.push(self.ledger.word());
                values
            }
        };
        vec![change(&view, field, values)]
    }

    fn view(&self, tab: &Tab) -> Option<RecordView> {
        let id = *self.chance.pick(&self.ledger.records)?;
        match tab.ask(Request::Record(id)) {
            Reply::Record(view) => Some(*view),
            _ => None,
        }
    }

    fn open_form(&mut self, machine: usize) -> Result<(), String> {
        let tab = self.tab(machine)?;
        let view = self.view(&tab);
        let machine = self.machines.get_mut(machine).ok_or("no such machine")?;
        machine.forms.extend(view);
        Ok(())
    }

    fn search(&mut self, machine: usize) -> Result<(), String> {
        let tab = self.tab(machine)?;
        if !tab.life.is_over() {
            let found = tab.found(&format!("word {}", self.chance.below(40)));
            self.note((machine, "found", found));
        }
        Ok(())
    }

    fn begin_exchange(&mut self, machine: usize) -> Result<(), String> {
        let tab = self.tab(machine)?;
        if self
            .running
            .iter()
            .any(|running| Rc::ptr_eq(&running.tab.engine, &tab.engine))
        {
            return Ok(());
        }
        let engine = Rc::clone(&tab.engine);
        let task: Task = Box::pin(async move {
            engine.exchange().await;
        });
        self.running.push(Running { machine, tab, task });
        Ok(())
    }

    /// One piece of one exchange.
    fn go_on(&mut self) -> Result<(), String> {
        if self.running.is_empty() {
            return Ok(());
        }
        let place = self.chance.below(self.running.len());
        let Some(running) = self.running.get_mut(place) else {
            return Ok(());
        };
        if poll(&mut running.task) {
            let ended = self.running.swap_remove(place);
            self.note((ended.machine, "exchange"));
            if !ended.tab.life.is_over() {
                let problem = ended.tab.sync().problem;
                hold(problem != Some(SyncProblem::Cloned), || {
                    "taken for a clone".to_owned()
                })?;
                self.note(problem);
            }
        }
        Ok(())
    }

    /// A process will die at one of its next commits.
    fn arm(&self, machine: usize) {
        let tab = self
            .machines
            .get(machine)
            .and_then(|machine| machine.tabs.first());
        if let Some(tab) = tab {
            tab.life
                .end_at(self.chance.below(4) as u64, self.chance.per_mille(500));
        }
    }

    fn cut_power(&mut self, machine: usize) {
        if let Some(found) = self.machines.get_mut(machine) {
            found.tabs.iter().for_each(|tab| tab.life.end());
            found.device.disk.cut_power();
        }
        self.note((machine, "power"));
    }

    fn second_tab(&mut self, machine: usize) -> Result<(), String> {
        let tabs = self.machines.get(machine).map(|machine| machine.tabs.len());
        if tabs == Some(1) {
            let tab = self.start(machine)?;
            if self.chance.per_mille(500) {
                tab.settle();
            }
        }
        Ok(())
    }

    fn jump_clock(&self, machine: usize) {
        if let Some(machine) = self.machines.get(machine) {
            let range = usize::try_from(2 * LONGEST_JUMP_MS).unwrap_or(usize::MAX);
            let jump = i64::try_from(self.chance.below(range)).unwrap_or(0);
            machine.device.clock.skew_ms.set(jump - LONGEST_JUMP_MS);
        }
    }

    fn fill_disk(&self, machine: usize) {
        if let Some(machine) = self.machines.get(machine) {
            let disk = &machine.device.disk;
            let room = self
                .chance
                .per_mille(500)
                .then(|| disk.used_bytes() + self.chance.below(3000));
            disk.rows.set_capacity(room);
        }
    }

    fn is_limited(&self, machine: usize) -> bool {
        self.machines
            .get(machine)
            .is_some_and(|machine| machine.device.disk.rows.has_capacity())
    }

    fn catch_up(&mut self, machine: usize) -> Result<(), String> {
        self.tab(machine)?.catch_up();
        Ok(())
    }

    fn settle(&mut self, machine: usize) -> Result<(), String> {
        self.tab(machine)?.settle();
        Ok(())
    }

    fn back_up(&mut self) {
        let mut endpoint = self.world.network.endpoint.borrow_mut();
        match self.backup.take() {
            Some(backup) => {
                endpoint.come_back(backup);
                self.came_back = true;
            }
            None => self.backup = Some(endpoint.clone()),
        }
    }

    /// Takes dead processes away and listens to what the living say.
    fn check_tabs(&mut self) -> Result<(), String> {
        self.running.retain(|running| !running.tab.life.is_over());
        for machine in &mut self.machines {
            for tab in &machine.tabs {
                let events = tab.events();
                let is_dead = tab.life.is_over();
                let bad =
                    |event: &&Event| matches!(event, Event::Closed(_) | Event::Damaged { .. });
                let bad = events.iter().find(bad).filter(|_| !is_dead);
                hold(bad.is_none(), || format!("told without reason: {bad:?}"))?;
            }
            machine.tabs.retain(|tab| !tab.life.is_over());
        }
        Ok(())
    }

    /// The faults stop. The rounds it takes until all agree.
    fn converge(&mut self) -> Result<usize, String> {
        self.world.network.calm();
        for machine in &self.machines {
            machine.device.disk.rows.set_capacity(None);
            machine.tabs.iter().for_each(|tab| tab.life.go_on());
        }
        for mut running in self.running.drain(..) {
            crate::executor::run(async { running.task.as_mut().await });
        }
        self.check_tabs()?;
        let most = if self.came_back {
            MOST_ROUNDS_AFTER_BACKUP
        } else {
            MOST_ROUNDS
        };
        let mut last = Vec::new();
        for round in 1..=most {
            let mut is_calm = true;
            last.clear();
            for machine in 0..self.machines.len() {
                let tab = self.tab(machine)?;
                let problem = tab.exchange();
                let sync = tab.sync();
                is_calm &= problem.is_none() && sync.pending == 0 && sync.waiting == 0;
                last.push(format!(
                    "machine {machine}: {problem:?}, {} pending, {} waiting, {} records",
                    sync.pending,
                    sync.waiting,
                    tab.records().len()
                ));
            }
            self.check_tabs()?;
            if is_calm && self.agree()? {
                return Ok(round);
            }
        }
        Err(format!(
            "no agreement after {most} rounds; {}",
            last.join("; ")
        ))
    }

    /// Whether every tab holds the same; another tab of a machine catches up first.
    fn agree(&mut self) -> Result<bool, String> {
        let mut states = BTreeSet::new();
        for machine in 0..self.machines.len() {
            self.tab(machine)?;
            for tab in self
                .machines
                .get(machine)
                .iter()
                .flat_map(|machine| &machine.tabs)
            {
                tab.catch_up();
                states.insert((tab.records(), tab.list()));
            }
        }
        Ok(states.len() == 1)
    }

    fn check_end(&mut self) -> Result<(), String> {
        let tab = self.tab(0)?;
        let (encoded, list) = (tab.records(), tab.list());
        let mut records = BTreeMap::new();
        let vocabulary = casework::vocabulary();
        for bytes in &encoded {
            let record = record::codec::decode_record(bytes, &vocabulary)
                .map_err(|error| format!("a record does not decode: {error}"))?;
            self.trace.update(bytes);
            records.insert(record.id(), record);
        }
        self.check_nothing_lost(&records)?;
        self.check_nothing_overwritten(&records)?;
        // All that was agreed on is on the disks.
        for machine in 0..self.machines.len() {
            self.cut_power(machine);
            self.check_tabs()?;
            let tab = self.start(machine)?;
            tab.settle();
            hold(tab.records() == encoded, || {
                format!("machine {machine} forgot with its power")
            })?;
            hold(tab.list() == list, || {
                format!("machine {machine} lists something else when it opens")
            })?;
            self.check_tabs()?;
        }
        Ok(())
    }

    fn check_nothing_lost(&self, records: &BTreeMap<RecordId, Record>) -> Result<(), String> {
        for saved in &self.ledger.acknowledged {
            let Saved {
                dot: (device, sequence),
                record,
                field,
                value,
            } = saved;
            let register = records
                .get(record)
                .and_then(|record| record.register(field));
            let register = register.ok_or_else(|| format!("{field} was saved and is not there"))?;
            let is_it = |dot: &Dot| dot.device == *device && dot.sequence == *sequence;
            let live = register
                .writes()
                .iter()
                .filter(|write| write.value.as_ref() == Some(value));
            let live: Vec<Dot> = live.map(|write| write.stamp.dot).collect();
            hold(live.len() < 2, || format!("{field} stands twice"))?;
            let is_live = live.first().is_some_and(is_it);
            let is_replaced = register.replaced().iter().any(is_it);
            hold(is_live || is_replaced, || {
                format!("{field} of entry {sequence} was acknowledged and is lost")
            })?;
        }
        Ok(())
    }

    fn check_nothing_overwritten(
        &self,
        records: &BTreeMap<RecordId, Record>,
    ) -> Result<(), String> {
        for id in &self.ledger.records {
            let Some(record) = records.get(id) else {
                continue;
            };
            for (field, register) in record.registers() {
                for dot in register.replaced() {
                    let listed = (*id, field.as_str().to_owned(), *dot);
                    hold(self.ledger.listed.contains(&listed), || {
                        format!("{} was replaced by nobody who saw it", field.as_str())
                    })?;
                }
                let texts = register
                    .writes()
                    .iter()
                    .filter_map(|write| write.value.as_ref());
                for value in texts.filter(|value| value.as_text().is_some()) {
                    hold(self.ledger.attempted.contains(value), || {
                        format!("{} says what nobody typed", field.as_str())
                    })?;
                }
            }
        }
        Ok(())
    }
}

/// How a field is filled in.
#[derive(Clone, Copy)]
enum Typed {
    /// With a new text.
    Text,
    /// With a level of danger.
    Danger,
    /// With elements, one of them new.
    Elements,
}

fn any_fault(chance: &Chance) -> Fault {
    match chance.below(13) {
        0 | 1 => Fault::LoseRequest,
        2..=4 => Fault::LoseAnswer,
        5 => Fault::Twice,
        6 | 7 => Fault::Later,
        8 => Fault::Cut,
        9 => Fault::Flip,
        10 => Fault::Refuse(429, ErrorCode::TooMany),
        11 => Fault::Refuse(500, ErrorCode::Internal),
        _ => Fault::Stranger(200, b"<!doctype html>".to_vec()),
    }
}
