//! Where an intake is, and what happens at each touch. Answers are in memory alone; each is sealed before the next question comes.

use std::sync::Arc;

use futures_util::lock::Mutex;
use intake::desk::{Asked, Progress, Refusal, Ticket, Told};
use intake::{Answer, Item, Path, Question, Walk, What, stands};
use leptos::prelude::*;

use super::texts::{Said, Text, Texts, languages};
use crate::browser::kiosk::{self, UnderWay};
use crate::browser::voice::{self, Manner};
use crate::browser::{clock, page, shell};
use crate::components::paper::Ink;
use crate::desk;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing is known yet.
    Beginning,
    /// Which language.
    Language,
    /// What the hide button does.
    Hide,
    /// A question, by its id.
    Question(String),
    /// A check was not understood: the question that comes after.
    Together(Option<String>),
    /// Whether she agrees to what she answered.
    Agree,
    /// The end.
    Thanks,
    /// The numbers to take away.
    Card,
    /// The worker ends it, or not: what was on the screen before.
    Leaving(Box<Step>),
}

/// The intake. Copied around; everything is in signals.
#[derive(Clone, Copy)]
pub(super) struct Kiosk {
    pub(super) ticket: StoredValue<Option<Ticket>>,
    pub(super) path: StoredValue<Path>,
    pub(super) texts: RwSignal<Texts>,
    pub(super) step: RwSignal<Step>,
    pub(super) is_hidden: RwSignal<bool>,
    /// It goes on after a run of the program that ended.
    pub(super) is_resumed: RwSignal<bool>,
    /// What could not be kept, with what is to be done then.
    pub(super) is_unkept: RwSignal<bool>,
    /// How often the device found voices.
    pub(super) voices: RwSignal<u32>,
    /// How the voice speaks: slower and louder stay from one screen to the next.
    pub(super) manner: StoredValue<Manner>,
    /// What was chosen or typed at a question and not sent on yet.
    pub(super) begun_answer: StoredValue<Option<(String, Answer)>>,
    /// What was on the screen before the languages.
    before_languages: StoredValue<Option<Step>>,
    /// What she draws, and whether she agrees: not lost where the screen is hidden meanwhile.
    pub(super) ink: Ink,
    pub(super) is_agreed: RwSignal<bool>,
    /// What the worker noted beside.
    pub(super) noted: RwSignal<String>,
    sealed_note: StoredValue<String>,
    walk: StoredValue<Walk>,
    progress: StoredValue<Progress>,
    run: StoredValue<u32>,
    is_busy: StoredValue<bool>,
    /// One thing is kept after the other: each knows how far the one before came.
    keeping: StoredValue<Arc<Mutex<()>>>,
}

impl Kiosk {
    pub(super) fn new() -> Self {
        Self {
            ticket: StoredValue::new(None),
            path: StoredValue::new(Path::shipped()),
            texts: RwSignal::new(Texts::default()),
            step: RwSignal::new(Step::Beginning),
            is_hidden: RwSignal::new(false),
            is_resumed: RwSignal::new(false),
            is_unkept: RwSignal::new(false),
            voices: RwSignal::new(0),
            manner: StoredValue::new(Manner::FIRST),
            begun_answer: StoredValue::new(None),
            before_languages: StoredValue::new(None),
            ink: Ink::new(),
            is_agreed: RwSignal::new(false),
            noted: RwSignal::new(String::new()),
            sealed_note: StoredValue::new(String::new()),
            walk: StoredValue::new(Walk::default()),
            progress: StoredValue::new(Progress::default()),
            run: StoredValue::new(0),
            is_busy: StoredValue::new(false),
            keeping: StoredValue::new(Arc::default()),
        }
    }

    /// Reads where the intake is, and shows that. Without one there is nothing to show.
    pub(super) async fn begin(self) {
        let (ticket, progress) = match desk::ask(&Asked::Where).await {
            Told::Where(Some(found)) => *found,
            Told::Where(None) => return leave(UnderWay::No),
            _ => return self.is_unkept.set(true),
        };
        self.path
            .set_value(Path::parse(&ticket.path).unwrap_or_else(|_| Path::shipped()));
        self.ticket.set_value(Some(ticket));
        self.progress.set_value(progress.clone());
        // Notes of this run of the program stand below those of the runs before.
        self.run.set_value(progress.sequence);
        let language = progress.language.clone();
        let Some(language) = language else {
            return self.step.set(Step::Language);
        };
        if !self.speak_in(&language).await {
            return self.step.set(Step::Language);
        }
        let first = self.next_of(None);
        let is_begun = progress.is_done || progress.next.is_none() || progress.next != first;
        self.is_resumed.set(is_begun);
        self.walk
            .update_value(|walk| walk.resumed_at = progress.next.clone().filter(|_| is_begun));
        self.step.set(match (progress.next, progress.is_done) {
            (_, true) => Step::Thanks,
            (Some(question), false) if is_begun => Step::Question(question),
            (Some(_), false) => Step::Hide,
            (None, false) => Step::Agree,
        });
    }

    /// The languages offered, by their codes, with their own names.
    pub(super) fn languages(self) -> Vec<(&'static str, &'static str)> {
        let offered = self.ticket.with_value(|ticket| {
            let ticket = ticket.as_ref();
            ticket
                .map(|ticket| ticket.languages.clone())
                .unwrap_or_default()
        });
        let is_offered = |code: &str| offered.is_empty() || offered.iter().any(|one| one == code);
        languages().filter(|(code, _)| is_offered(code)).collect()
    }

    /// Shows another language; answers stay.
    pub(super) fn choose_language(self, code: &'static str) {
        kiosk::fill_screen();
        leptos::task::spawn_local(async move {
            if !self.speak_in(code).await {
                return;
            }
            let first = self.next_of(None);
            let reach = |progress: &Progress| {
                let is_new = progress.language.is_none();
                Progress {
                    next: if is_new {
                        first.clone()
                    } else {
                        progress.next.clone()
                    },
                    language: Some(code.to_owned()),
                    ..progress.clone()
                }
            };
            if self.reach(reach).await {
                let before = self.before_languages.get_value();
                self.step.set(before.unwrap_or(Step::Hide));
            }
        });
    }

    /// Another language; what is on the screen comes back in it.
    pub(super) fn choose_again(self) {
        self.before_languages
            .set_value(Some(self.step.get_untracked()));
        self.step.set(Step::Language);
    }

    /// Whether the texts of a language are shown.
    async fn speak_in(self, code: &str) -> bool {
        let text = shell::intake_texts(code).await;
        let Some(texts) = text.and_then(|text| Texts::parse(&text)) else {
            self.is_unkept.set(true);
            return false;
        };
        let texts = self.path.with_value(|path| texts.with_own(path));
        page::set_language(&texts.language);
        kiosk::set_direction(texts.direction());
        self.texts.set(texts);
        true
    }

    /// The first question.
    pub(super) fn first(self) {
        let next = self.next_of(None);
        self.show(next);
    }

    /// The answer to a question, where it was given or begun since the program started.
    pub(super) fn answer_to(self, question: &str) -> Option<Answer> {
        let begun = self.begun_answer.get_value();
        if let Some((_, answer)) = begun.filter(|(of, _)| of == question) {
            return Some(answer);
        }
        self.walk
            .with_value(|walk| walk.answers.get(question).cloned())
    }

    /// How many questions are left, this one among them.
    pub(super) fn left(self, question: &str) -> usize {
        self.path
            .with_value(|path| self.walk.with_value(|walk| walk.left(path, question)))
    }

    /// A question of the path.
    pub(super) fn question(self, id: &str) -> Option<Question> {
        self.path.with_value(|path| path.question(id).cloned())
    }

    /// What she agreed to item by item, as she answered it: each question with its answer, where it is still known.
    pub(super) fn receipt(self) -> Vec<(Said, Vec<Said>)> {
        let texts = self.texts.get_untracked();
        let line = |question: &Question| {
            let answer = self
                .walk
                .with_value(|walk| walk.answers.get(&question.id).cloned())?;
            let said = texts.answer(&question.id, &answer);
            Some((Said::of(&texts, Text::Ask(question.id.clone())), said))
        };
        let is_there = |question: &&Question| {
            question.receipt
                && self.walk.with_value(|walk| {
                    self.path
                        .with_value(|path| stands(path, &walk.answers, question))
                })
        };
        self.path
            .with_value(|path| path.questions().filter(is_there).filter_map(line).collect())
    }

    /// The part that a question is in.
    pub(super) fn part_of(self, id: &str) -> String {
        let part = |path: &Path| path.part_of(id).map(|part| part.id.clone());
        self.path.with_value(part).unwrap_or_default()
    }

    /// Seals an answer, then asks what comes next.
    pub(super) fn answer(self, question: Question, answer: Answer) {
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        voice::hush();
        leptos::task::spawn_local(async move {
            self.walk.update_value(|walk| {
                walk.answers.insert(question.id.clone(), answer.clone());
            });
            let next = self.next_of(Some(&question.id));
            let answered = What::Answered {
                question: question.id.clone(),
                answer: answer.clone(),
            };
            let after = next.clone();
            let is_kept = self
                .keep(answered, move |progress| Progress {
                    next: after.clone(),
                    ..progress.clone()
                })
                .await;
            let is_wrong = question
                .right
                .as_ref()
                .is_some_and(|right| !answer.is(right));
            if is_kept && is_wrong && self.keep(What::ReadTogether, Progress::clone).await {
                self.step.set(Step::Together(next));
            } else if is_kept {
                self.show(next);
            }
            self.is_busy.set_value(false);
        });
    }

    /// Whether she agrees, with a drawing or without.
    pub(super) fn agree(self, drawn: Option<Vec<u8>>, is_agreed: bool) {
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        leptos::task::spawn_local(async move {
            let said = What::Agreed { is_agreed, drawn };
            let is_said = self.keep(said, Progress::clone).await;
            let done = |progress: &Progress| Progress {
                is_done: true,
                ..progress.clone()
            };
            if is_said && self.keep(What::Done, done).await {
                self.walk.set_value(Walk::default());
                self.ink.clear();
                self.is_agreed.set(false);
                self.step.set(Step::Thanks);
            }
            self.is_busy.set_value(false);
        });
    }

    /// Seals what the worker noted beside, where that changed.
    pub(super) fn note(self) {
        let text = self.noted.get_untracked();
        if text == self.sealed_note.get_value() {
            return;
        }
        self.sealed_note.set_value(text.clone());
        let run = self.run.get_value();
        leptos::task::spawn_local(async move {
            if !self.keep(What::Noted { run, text }, Progress::clone).await {
                self.sealed_note.set_value(String::new());
            }
        });
    }

    /// The question before, or what stands before the first.
    pub(super) fn back(self) {
        voice::hush();
        let step = self.step.get_untracked();
        self.step.set(match step {
            Step::Question(at) => {
                let before = self.path.with_value(|path| {
                    self.walk
                        .with_value(|walk| walk.before(path, &at).map(|one| one.id.clone()))
                });
                match before {
                    Some(question) => Step::Question(question),
                    None if self.is_resumed.get_untracked() => Step::Question(at),
                    None => Step::Hide,
                }
            }
            Step::Hide => Step::Language,
            Step::Together(Some(next)) => Step::Question(next),
            Step::Agree => self.last_answered().map_or(Step::Agree, Step::Question),
            Step::Card => Step::Thanks,
            Step::Leaving(before) => *before,
            other => other,
        });
    }

    /// The last question that was answered since the program started.
    fn last_answered(self) -> Option<String> {
        self.path.with_value(|path| {
            self.walk.with_value(|walk| {
                let mut ids = path.questions().map(|question| question.id.clone());
                let mut answered: Vec<_> = ids
                    .by_ref()
                    .filter(|id| walk.answers.contains_key(id))
                    .collect();
                answered.pop()
            })
        })
    }

    pub(super) fn show(self, next: Option<String>) {
        self.step.set(next.map_or(Step::Agree, Step::Question));
    }

    fn next_of(self, after: Option<&str>) -> Option<String> {
        self.path.with_value(|path| {
            self.walk
                .with_value(|walk| walk.next(path, after).map(|question| question.id.clone()))
        })
    }

    /// Seals something, with how far it is then. Whether it was kept; what was not is tried again at the next touch.
    async fn keep(self, what: What, reached: impl Fn(&Progress) -> Progress) -> bool {
        let session = self
            .ticket
            .with_value(|ticket| ticket.as_ref().map(|ticket| ticket.session));
        let Some(session) = session else {
            return false;
        };
        let keeping = self.keeping.get_value();
        let _turn = keeping.lock().await;
        let progress = self.progress.get_value();
        let item = Item {
            session,
            sequence: progress.sequence,
            at_ms: clock::now_ms(),
            language: self.texts.with_untracked(|texts| texts.language.clone()),
            what,
        };
        let progress = Progress {
            sequence: progress.sequence.saturating_add(1),
            ..reached(&progress)
        };
        let asked = Asked::Keep {
            content: item.to_bytes(),
            progress: progress.clone(),
        };
        self.done(desk::ask(&asked).await, progress)
    }

    /// Keeps how far it is, without anything to seal.
    async fn reach(self, reached: impl Fn(&Progress) -> Progress) -> bool {
        let keeping = self.keeping.get_value();
        let _turn = keeping.lock().await;
        let progress = reached(&self.progress.get_value());
        self.done(desk::ask(&Asked::Reach(progress.clone())).await, progress)
    }

    /// What came of it. Whether what was asked was done.
    fn done(self, told: Told, progress: Progress) -> bool {
        let is_kept = told == Told::Done;
        if is_kept {
            self.progress.set_value(progress);
        }
        if told == Told::Refused(Refusal::NoTicket) {
            leave(UnderWay::No);
        }
        self.is_unkept.set(!is_kept);
        is_kept
    }

    /// Hands over to who asks for the secret. Nothing was lost: what was answered is sealed.
    pub(super) fn end(self) {
        self.note();
        self.is_hidden.set(true);
        leptos::task::spawn_local(async move {
            // What is being sealed at this moment is sealed first.
            let keeping = self.keeping.get_value();
            let _turn = keeping.lock().await;
            leave(UnderWay::Ending);
        });
    }
}

fn leave(to: UnderWay) {
    voice::hush();
    kiosk::set_under_way(to);
    kiosk::replace_document();
}
