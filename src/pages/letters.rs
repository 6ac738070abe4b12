//! A letter from a case: chosen, filled with what its recipient may read, changed by hand, printed, and noted on the case.
//!
//! Nothing is printed that is not noted: the act is saved first, with the words as they leave.

pub(super) mod copy;
mod sheet;
mod values;

use casework::choices::{ActKind, Channel};
use casework::template::{About, GAP, Placeholder, Recipient, Template, TextError};
use casework::{Act, Letter, LetterRefusal, Partner};
use casework::{act, case, letter, partner, person};
use chrono::NaiveDate;
use engine::message::{CaseView, RecordView};
use leptos::prelude::*;
use record::{Choice, RecordId, Scalar, Value};
use serde::{Deserialize, Serialize};

use self::sheet::Sheet;
use self::values::{Source, held};
use super::actions::Actions;
use super::form::{KeptNotice, read_options};
use super::heading::{BackLink, Heading};
use super::reading::{choice_of, day_of, text_of, value_of, values_of};
use crate::browser::{clock, page, random};
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::attempt::Attempt;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Options};
use crate::i18n::{dates, labels, language};
use crate::route::{Part, Route};
use crate::session::Session;
use crate::t;

/// A template, and the team's own words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TeamTemplate {
    /// As the program ships it.
    pub(super) shipped: Template,
    own_label: Option<String>,
    own_text: Option<String>,
}

impl TeamTemplate {
    /// What it is called here.
    pub(super) fn label(&self) -> String {
        let shipped = self.shipped.label.in_language(language::current().code());
        let own = self.own_label.clone().filter(|_| self.is_own());
        own.unwrap_or_else(|| shipped.to_owned())
    }

    /// The text in force.
    pub(super) fn text(&self) -> String {
        let shipped = || self.shipped.text(language::current().code());
        self.own_text.clone().unwrap_or_else(shipped)
    }

    /// Whether the team words it otherwise.
    pub(super) fn is_own(&self) -> bool {
        self.own_text.is_some()
    }

    /// Names the template, its version, and whether the words are the team's.
    fn name(&self) -> String {
        let own = if self.is_own() { "+team" } else { "" };
        format!("{}{own}", self.shipped.name())
    }
}

/// The templates, each with the team's own words where there are some. Pure.
pub(super) fn with_own(shipped: Vec<Template>, records: &[RecordView]) -> Vec<TeamTemplate> {
    let with_own = shipped.into_iter().map(|shipped| {
        let own = records.iter().find(|one| one.id == shipped.record());
        TeamTemplate {
            own_label: own.and_then(|own| text_of(own, letter::LABEL)),
            own_text: own.and_then(|own| text_of(own, letter::TEXT)),
            shipped,
        }
    });
    with_own.collect()
}

/// The templates in force.
pub(super) async fn templates(session: Session) -> Result<Vec<TeamTemplate>, AskError> {
    let shipped = session.engine.letters().await?;
    let records = session.engine.records(Letter::ID).await?;
    Ok(with_own(shipped, &records))
}

/// What a placeholder stands for, in words.
pub(super) fn label_of(placeholder: Placeholder) -> String {
    labels::choice("placeholder", &placeholder.name().replace('.', "_"))
}

/// Who gets a letter, in words.
pub(super) fn recipient_word(recipient: Recipient) -> &'static str {
    match recipient {
        Recipient::Partner => t!(letter_for_partner),
        Recipient::ChildProtection => t!(letter_for_child_protection),
        Recipient::Colleague => t!(letter_for_colleague),
        Recipient::Person => t!(letter_for_person),
    }
}

/// Why a text is none of its template, in words.
pub(super) fn fault_sentence(error: &TextError) -> String {
    use casework::template::Fault;
    let reason = match &error.fault {
        Fault::Empty => t!(fault_empty).to_owned(),
        Fault::TooLong => t!(fault_too_long).to_owned(),
        Fault::UnclosedBrace => t!(fault_unclosed_brace).to_owned(),
        Fault::StrayBrace => t!(fault_stray_brace).to_owned(),
        Fault::UnclosedBracket => t!(fault_unclosed_bracket).to_owned(),
        Fault::StrayBracket => t!(fault_stray_bracket).to_owned(),
        Fault::NestedBracket => t!(fault_nested_bracket).to_owned(),
        Fault::Unknown(name) => t!(fault_unknown, name = name.clone()),
        Fault::NotReadable(one) => t!(fault_not_readable, what = label_of(*one)),
    };
    t!(
        fault_at,
        line = i64::try_from(error.line).unwrap_or(i64::MAX),
        reason = reason
    )
}

/// What is typed on the page, kept sealed while it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    /// The id of the template; none chosen yet where it is empty.
    template: String,
    /// The referral or the interview that it is about.
    about: Option<RecordId>,
    /// To whom, as the letter says it.
    to: String,
    /// The letter.
    text: String,
}

/// All that letters of a case are written from.
#[derive(Clone)]
struct Found {
    view: CaseView,
    templates: Vec<TeamTemplate>,
    partners: Vec<RecordView>,
    options: Options,
    team: String,
    worker: String,
    today: NaiveDate,
}

impl Found {
    async fn of(session: Session, case: RecordId) -> Result<Self, AskError> {
        let names = session.opened.with_untracked(|opened| {
            let opened = opened.as_ref();
            opened.map(|opened| (opened.team_name.clone(), opened.worker_name.clone()))
        });
        let (team, worker) = names.unwrap_or_default();
        Ok(Self {
            view: session.engine.case(case).await?,
            templates: templates(session).await?,
            partners: session.engine.records(Partner::ID).await?,
            options: read_options(session).await,
            team,
            worker,
            today: clock::today(),
        })
    }

    fn template(&self, id: &str) -> Option<&TeamTemplate> {
        self.templates.iter().find(|one| one.shipped.id == id)
    }

    /// What a letter of that kind may be about, the latest first.
    fn subjects(&self, about: About) -> Vec<&RecordView> {
        match about {
            About::Case => Vec::new(),
            About::Referral => {
                let acts = self.view.acts.iter();
                acts.filter(|one| choice_of(one, act::KIND) == Some(ActKind::Referral))
                    .collect()
            }
            About::Interview => held(&self.view).into_iter().rev().collect(),
        }
    }

    fn source<'f>(&'f self, about: Option<&'f RecordView>) -> Source<'f> {
        let listed = about.and_then(|about| value_of(about, act::LISTED_PARTNER.id()));
        let is_listed = |one: &&RecordView| listed == Some(&Value::Reference(one.id));
        Source {
            team: &self.team,
            worker: &self.worker,
            today: self.today,
            found: &self.view,
            about,
            partner: self.partners.iter().find(is_listed),
            options: &self.options,
        }
    }

    /// The letter as its template words it. Where the team's words cannot be read here, a newer version wrote them, and those
    /// of the program stand in.
    fn write(&self, template: &TeamTemplate, about: Option<RecordId>) -> Written {
        let subjects = self.subjects(template.shipped.about);
        let about = subjects.into_iter().find(|one| Some(one.id) == about);
        let source = self.source(about);
        let fill = |text: &str| template.shipped.fill(text, |one| source.word(one));
        let shipped = || fill(&template.shipped.text(language::current().code()));
        let text = fill(&template.text()).or_else(|_| shipped());
        Written {
            template: template.shipped.id.clone(),
            about: about.map(|about| about.id),
            to: self.addressee(template.shipped.recipient, source),
            text: text.unwrap_or_default(),
        }
    }

    /// To whom it goes, as an envelope says it.
    fn addressee(&self, recipient: Recipient, source: Source<'_>) -> String {
        let parts = match recipient {
            Recipient::Partner => [
                source.about.and_then(|about| source.partner_name(about)),
                source
                    .partner
                    .and_then(|one| text_of(one, partner::ADDRESS)),
            ],
            Recipient::ChildProtection => {
                let noted = text_of(&self.view.case, case::CONCERN_RECIPIENT);
                [noted.or_else(|| Some(t!(letter_crip).to_owned())), None]
            }
            Recipient::Colleague => [None, None],
            Recipient::Person => [source.word(Placeholder::PersonName), None],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// Why the letter may not leave, in words; none where it may.
    fn refusal(&self, template: &Template, about: Option<RecordId>) -> Option<String> {
        if template.about != About::Referral {
            return None;
        }
        let subjects = self.subjects(About::Referral);
        let referral = subjects.into_iter().find(|one| Some(one.id) == about);
        let Some(referral) = referral else {
            return Some(t!(letter_no_referral).to_owned());
        };
        let reason = text_of(referral, act::WITHOUT_CONSENT);
        let refusal = casework::letter_refusal(
            choice_of(referral, act::CONSENT),
            day_of(referral, act::CONSENT_UNTIL),
            reason.as_deref(),
            self.today,
        )?;
        Some(match refusal {
            LetterRefusal::NoConsent => t!(letter_no_consent).to_owned(),
            LetterRefusal::ConsentOver(day) => t!(letter_consent_over, day = dates::written(day)),
        })
    }

    /// Whether the letter goes to the person, and the post is a way that must not be used.
    fn is_unsafe_by_post(&self, template: &Template) -> bool {
        let person = self.source(None).person();
        let forbidden = person.map(|one| values_of(one, person::FORBIDDEN_CHANNELS.id()));
        let is_post = |value: &Value| value.as_choice() == Some(Channel::Post.id());
        template.recipient == Recipient::Person
            && forbidden.is_some_and(|channels| channels.iter().any(is_post))
    }

    /// The case and the day, where the letter tells the child protection cell (fr: *information préoccupante*).
    fn tells(&self, written: &Written) -> Option<(RecordId, NaiveDate)> {
        let template = self.template(&written.template)?;
        let is_told = template.shipped.recipient == Recipient::ChildProtection;
        is_told.then_some((self.view.case.id, self.today))
    }

    /// What is noted of a letter that leaves.
    fn act_of(&self, written: &Written, worker: Option<RecordId>, id: RecordId) -> Draft {
        let template = self.template(&written.template);
        let mut draft = Draft::new(Act::ID, id);
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let word = template.map(|one| recipient_word(one.shipped.recipient).to_owned());
        draft.set_one(act::CASE.id(), Some(Value::Reference(self.view.case.id)));
        draft.set_one(act::KIND.id(), Some(ActKind::Letter.into_value()));
        draft.set_one(act::DATE.id(), Some(Value::Date(self.today)));
        draft.set_one(act::WORKER.id(), worker.map(Value::Reference));
        let texts = [
            (act::LETTER, template.map(TeamTemplate::label)),
            (act::LETTER_TEMPLATE, template.map(TeamTemplate::name)),
            (act::LETTER_TO, text(&written.to).or(word)),
            (act::LETTER_TEXT, text(&written.text)),
        ];
        for (field, value) in texts {
            draft.set_one(field.id(), value.map(Value::Text));
        }
        draft
    }
}

/// The page of one letter, once all is known.
#[derive(Clone, Copy)]
struct Desk {
    found: StoredValue<Found>,
    written: RwSignal<Written>,
    keeper: DraftKeeper,
    /// Another template is being chosen.
    is_choosing: RwSignal<bool>,
    /// What is there was typed before, and is not saved yet.
    is_kept: RwSignal<bool>,
    /// What left last, and the act that notes it.
    left: StoredValue<Option<(RecordId, Written)>>,
}

impl Desk {
    /// Puts a letter as its template words it in the place of what is there; what was changed by hand can be put back.
    fn write(self, actions: Actions, template: &str, about: Option<RecordId>) {
        let before = self.written.get_untracked();
        let is_touched = self.is_touched(&before);
        if let Some(written) = self.by_template(template, about) {
            self.written.set(written);
            self.is_choosing.set(false);
        }
        if is_touched {
            let written = self.written;
            actions.offer_undo(t!(letter_replaced), move || {
                let _ = written.try_set(before.clone());
            });
        }
    }

    /// The letter as its template words it, about the latest where nothing is said.
    fn by_template(self, id: &str, about: Option<RecordId>) -> Option<Written> {
        self.found.with_value(|found| {
            let template = found.template(id)?;
            let subjects = found.subjects(template.shipped.about);
            let latest = subjects.first().map(|one| one.id);
            Some(found.write(template, about.or(latest)))
        })
    }

    /// Whether something was changed by hand.
    fn is_touched(self, written: &Written) -> bool {
        self.by_template(&written.template, written.about)
            .is_some_and(|untouched| untouched != *written)
    }

    fn with<T>(self, read: impl Fn(&Found, &TeamTemplate, &Written) -> T) -> Option<T> {
        self.written.with(|written| {
            self.found
                .with_value(|found| Some(read(found, found.template(&written.template)?, written)))
        })
    }

    /// Why it may not be printed.
    fn refusal(self) -> Option<String> {
        self.with(|found, template, written| found.refusal(&template.shipped, written.about))
            .flatten()
    }
}

/// A letter to write from a case.
#[component]
pub(super) fn LetterPage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("letter/{case}"));
    let begun = RwSignal::new(None::<(Found, Option<Written>)>);
    let error = RwSignal::new(None::<AskError>);
    leptos::task::spawn_local(async move {
        let kept = keeper.read::<Written>().await;
        // The page may have gone.
        let _ = match Found::of(session, case).await {
            Ok(found) => begun.try_set(Some((found, kept))).map(drop),
            Err(refused) => error.try_set(Some(refused)).map(drop),
        };
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(letter_title).to_owned()) /></header>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || begun.with(Option::is_none).then(|| view! { <ListSkeleton /> })}
            {move || begun.get().map(|(found, kept)| view! { <Letters case found kept keeper /> })}
        </div>
    }
}

#[component]
fn Letters(
    case: RecordId,
    found: Found,
    kept: Option<Written>,
    keeper: DraftKeeper,
) -> impl IntoView {
    let is_kept = RwSignal::new(kept.is_some());
    let is_choosing = RwSignal::new(kept.is_none());
    let team = found.team.clone();
    let today = found.today;
    let desk = Desk {
        found: StoredValue::new(found),
        written: RwSignal::new(kept.unwrap_or_default()),
        keeper,
        is_choosing,
        is_kept,
        left: StoredValue::new(None),
    };
    let written = desk.written;
    Effect::new(move |before: Option<()>| {
        // What nobody changed is written afresh the next time, with what the case says then.
        written.with(|written| match before {
            Some(()) if desk.is_touched(written) => keeper.keep(written),
            Some(()) => keeper.forget(),
            None => {}
        });
    });
    let afresh = Callback::new(move |()| {
        is_kept.set(false);
        is_choosing.set(true);
        written.set(Written::default());
    });
    let is_chosen = Memo::new(move |_| !is_choosing.get() && desk.with(|_, _, _| ()).is_some());
    let may_leave = Memo::new(move |_| is_chosen.get() && desk.refusal().is_none());
    let (to, text) = (
        Signal::derive(move || written.with(|written| written.to.clone())),
        Signal::derive(move || written.with(|written| written.text.clone())),
    );
    view! {
        {move || is_kept.get().then(|| view! { <KeptNotice afresh /> })}
        {move || if is_chosen.get() {
            view! { <Editor case desk /> }.into_any()
        } else {
            view! { <Chooser desk /> }.into_any()
        }}
        {move || may_leave.get().then(|| view! { <Sheet team=team.clone() day=today to text is_printed_only=true /> })}
    }
}

/// Which letter.
#[component]
fn Chooser(desk: Desk) -> impl IntoView {
    let actions = Actions::of_page();
    let line = move |template: TeamTemplate| {
        let id = template.shipped.id.clone();
        let for_whom = recipient_word(template.shipped.recipient);
        let selector = format!("letter-{id}");
        let choose = move |_| desk.write(actions, &id, None);
        view! {
            <li>
                <button type="button" class="letter-choice" id=selector on:click=choose>
                    <Glyph icon=Icon::MAIL />
                    <span class="grow"><b>{template.label()}</b><span class="soft">{for_whom}</span></span>
                    <Glyph icon=Icon::FORWARD />
                </button>
            </li>
        }
    };
    let templates = desk.found.with_value(|found| found.templates.clone());
    view! {
        <p class="soft letter-lead">{t!(letter_lead)}</p>
        <ul class="list">{templates.into_iter().map(line).collect_view()}</ul>
    }
}

/// The letter, to be changed by hand and printed.
#[component]
fn Editor(case: RecordId, desk: Desk) -> impl IntoView {
    let template = Memo::new(move |_| {
        desk.with(|_, template, _| template.label())
            .unwrap_or_default()
    });
    let another = move |_| desk.is_choosing.set(true);
    // Drawn again where the reason changes, and not at each key.
    let refusal = Memo::new(move |_| desk.refusal());
    view! {
        <div class="section-head letter-head-line">
            <h2 class="section-title">{template}</h2>
            <button type="button" id="letter-another" class="button-quiet" on:click=another><Glyph icon=Icon::NOTE /><span>{t!(letter_another)}</span></button>
        </div>
        <form class="form" autocomplete="off" on:submit=move |event| event.prevent_default()>
            <Subject desk />
            {move || match refusal.get() {
                Some(text) => view! {
                    <Notice weight=Weight::Waiting text>
                        <a class="button-quiet" href=Route::NewPart { case, part: Part::Referral }.path()>{t!(letter_add_referral)}</a>
                    </Notice>
                }.into_any(),
                None => view! { <Words desk /><PrintBar desk /> }.into_any(),
            }}
        </form>
    }
}

/// Which referral or interview it is about, where there is a choice.
#[component]
fn Subject(desk: Desk) -> impl IntoView {
    let actions = Actions::of_page();
    let listed = Memo::new(move |_| desk.with(subjects_of).unwrap_or_default());
    let about = move || desk.written.with(|written| written.about);
    let choose = move |id: String| {
        let template = desk
            .written
            .with_untracked(|written| written.template.clone());
        desk.write(actions, &template, id.parse().ok());
    };
    let options = move || {
        let option = |(id, word): (RecordId, String)| {
            view! { <option value=id.to_string() selected=move || about() == Some(id)>{word}</option> }
        };
        listed.get().into_iter().map(option).collect_view()
    };
    move || {
        (listed.with(Vec::len) > 1).then(|| {
            view! {
                <div class="field">
                    <label class="field-label" for="letter-about">{t!(letter_about)}</label>
                    <select class="field-input" id="letter-about" on:change:target=move |event| choose(event.target().value())>{options}</select>
                </div>
            }
        })
    }
}

/// What the letter may be about, by id, in words.
fn subjects_of(found: &Found, template: &TeamTemplate, _: &Written) -> Vec<(RecordId, String)> {
    let source = found.source(None);
    let word = |one: &&RecordView| {
        let day = day_of(one, casework::interview::DATE).or_else(|| day_of(one, act::DATE));
        let parts = [day.map(dates::written), source.partner_name(one)];
        let word = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        (one.id, word)
    };
    let subjects = found.subjects(template.shipped.about);
    subjects.iter().map(word).collect()
}

/// To whom, and the letter itself.
#[component]
fn Words(desk: Desk) -> impl IntoView {
    let written = desk.written;
    let gaps = Memo::new(move |_| written.with(|written| written.text.contains(GAP)));
    let hint = move || gaps.get().then(|| t!(letter_gaps).to_owned());
    view! {
        <div class="field">
            <label class="field-label" for="letter-to">{t!(letter_to)}</label>
            <textarea
                class="field-input"
                id="letter-to"
                rows="2"
                autocomplete="off"
                prop:value=move || written.with(|written| written.to.clone())
                on:input:target=move |event| written.update(|written| written.to = event.target().value())
            ></textarea>
        </div>
        <div class="field">
            <label class="field-label" for="letter-text">{t!(letter_text)}</label>
            <p class="field-hint">{t!(letter_text_hint)}</p>
            <textarea
                class="field-input letter-paper"
                id="letter-text"
                rows="16"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || written.with(|written| written.text.clone())
                on:input:target=move |event| written.update(|written| written.text = event.target().value())
            ></textarea>
        </div>
        <LiveNotice weight=Weight::Information text=Signal::derive(hint) />
    }
}

/// What is to be known before it leaves, and the way to print it.
#[component]
fn PrintBar(desk: Desk) -> impl IntoView {
    let session = expect_context::<Session>();
    let actions = Actions::of_page();
    let attempt = Attempt::new();
    let is_empty = RwSignal::new(false);
    let is_unsafe = Memo::new(move |_| {
        desk.with(|found, template, _| found.is_unsafe_by_post(&template.shipped)) == Some(true)
    });
    let warning = move || is_unsafe.get().then(|| t!(letter_not_by_post).to_owned());
    let missing = move || is_empty.get().then(|| t!(letter_empty).to_owned());
    let label = Signal::derive(move || match is_unsafe.get() {
        true => t!(letter_print_by_hand).to_owned(),
        false => t!(letter_print).to_owned(),
    });
    let print = move || {
        is_empty.set(
            desk.written
                .with_untracked(|written| written.text.trim().is_empty()),
        );
        if is_empty.get_untracked() {
            return;
        }
        attempt.begin(note(session, desk), move |noted| {
            attempt.is_busy.set(false);
            desk.keeper.forget();
            desk.is_kept.set(false);
            if let Some(noted) = noted {
                actions.offer_to_unnote(noted.letter, noted.told);
            }
            page::print();
        });
    };
    view! {
        <div class="save-bar">
            <LiveNotice weight=Weight::Problem text=Signal::derive(warning) />
            <LiveNotice weight=Weight::Waiting text=Signal::derive(missing) />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <div class="letter-end">
                <p class="soft">{t!(letter_is_noted)}</p>
                <button type="button" id="letter-print" class="button" aria-disabled=move || attempt.is_busy.get().then_some("true") on:click=move |_| print()>
                    <Glyph icon=Icon::PRINT /><span>{label}</span>
                </button>
            </div>
        </div>
    }
}

/// What was noted of a letter that leaves.
struct Noted {
    /// The act.
    letter: RecordId,
    /// What the case said by it, if anything: the case and the field.
    told: Option<(RecordId, &'static str)>,
}

/// Notes on the case what leaves; says what, but where the very same left a moment ago and all of it is noted.
async fn note(session: Session, desk: Desk) -> Result<Option<Noted>, AskError> {
    let written = desk.written.get_untracked();
    let before = desk.left.get_value().filter(|(_, left)| *left == written);
    let is_again = before.is_some();
    let worker = session
        .opened
        .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker));
    let (new, tells) = desk.found.with_value(|found| {
        let new = found.act_of(&written, worker, random::make_record_id());
        (new, found.tells(&written))
    });
    let letter = match before {
        Some((act, _)) => {
            let mut known = Draft::of(&session.engine.record(act).await?);
            known.set_one(act::BINNED.id(), None);
            known
        }
        None => new,
    };
    let told = match tells {
        Some((case, day)) => told_on(session, case, day).await?,
        None => None,
    };
    let edits = [Some(&letter), told.as_ref()].into_iter().flatten();
    let edits = edits.filter_map(Draft::edit).collect();
    session.engine.save(edits).await?;
    // The page may have gone.
    let _ = desk.left.try_set_value(Some((letter.id, written)));
    let is_news = !is_again || told.is_some();
    Ok(is_news.then(|| Noted {
        letter: letter.id,
        told: told.map(|case| (case.id, case::CONCERN_REPORTED.id())),
    }))
}

/// The case with the day the child protection cell was told, which is counted; none where a day is known already.
async fn told_on(
    session: Session,
    case: RecordId,
    day: NaiveDate,
) -> Result<Option<Draft>, AskError> {
    let case = session.engine.record(case).await?;
    let field = case::CONCERN_REPORTED.id();
    Ok(value_of(&case, field).is_none().then(|| {
        let mut draft = Draft::of(&case);
        draft.set_one(field, Some(Value::Date(day)));
        draft
    }))
}
