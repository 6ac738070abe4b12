//! Before the tablet is handed over: the languages, who interprets, the team's own numbers. Then the vault closes and the intake begins.

use gloo_timers::future::TimeoutFuture;
use intake::desk::{Asked, Ticket, Told};
use intake::{Begun, Interpreter, Item, Path, What};
use leptos::prelude::*;

use super::own;
use crate::browser::kiosk::{self, UnderWay};
use crate::browser::{clock, page, preferences, random};
use crate::components::field::TextField;
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::desk;
use crate::engine_client::AskError;
use crate::i18n::language;
use crate::intake::texts::{REVIEWED, languages};
use crate::pages::heading::{BackLink, Heading};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Seconds before the screen is hers: the worker can still stop.
const COUNTDOWN: u32 = 5;

/// Who may interpret, in the order shown: never a child, nor a relative.
const KINDS: [&str; 4] = ["professional", "telephone", "worker", "volunteer"];

pub(super) fn kind_word(kind: &str) -> &'static str {
    match kind {
        "professional" => t!(intake_interpreter_professional),
        "telephone" => t!(intake_interpreter_telephone),
        "worker" => t!(intake_interpreter_worker),
        "volunteer" => t!(intake_interpreter_volunteer),
        _ => t!(intake_interpreter_none),
    }
}

/// What is said before it begins.
#[derive(Clone, Copy)]
struct Beginning {
    session: Session,
    is_reviewed_only: RwSignal<bool>,
    kind: RwSignal<String>,
    name: RwSignal<String>,
    lines: RwSignal<String>,
    has_notes: RwSignal<bool>,
    sentence: RwSignal<Option<String>>,
    /// Seconds left; none while it does not count.
    left: RwSignal<Option<u32>>,
}

/// The page before an intake.
#[component]
pub(in crate::pages) fn BeginPage() -> impl IntoView {
    let beginning = Beginning {
        session: expect_context(),
        is_reviewed_only: RwSignal::new(false),
        kind: RwSignal::new(String::new()),
        name: RwSignal::new(String::new()),
        lines: RwSignal::new(preferences::load_own_lines()),
        has_notes: RwSignal::new(false),
        sentence: RwSignal::new(None),
        left: RwSignal::new(None),
    };
    let waiting = super::waiting();
    let has_kind = move || beginning.kind.with(|kind| !kind.is_empty());
    view! {
        <div class="page">
            <BackLink to=Route::Today word=t!(place_today) />
            <header class="page-header"><Heading text=Signal::stored(t!(intake_title).to_owned()) /></header>
            <p class="lead">{t!(intake_lead)}</p>
            {move || (waiting.get() > 0).then(|| view! {
                <Notice weight=Weight::Waiting text=t!(intake_waiting)><a class="button-quiet" id="intake-review" href=Route::IntakeReview.path()>{t!(intake_take_over)}</a></Notice>
            })}
            <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); beginning.count_down(); }>
                <label class="check" for="intake-reviewed">
                    <input type="checkbox" id="intake-reviewed" prop:checked=beginning.is_reviewed_only on:change:target=move |event| beginning.is_reviewed_only.set(event.target().checked()) />
                    <span>{t!(intake_reviewed_only)}</span>
                </label>
                <label class="check" for="intake-has-notes">
                    <input type="checkbox" id="intake-has-notes" prop:checked=beginning.has_notes on:change:target=move |event| beginning.has_notes.set(event.target().checked()) />
                    <span>{t!(intake_has_notes)}</span>
                </label>
                <Interpreting beginning />
                {move || has_kind().then(|| view! { <TextField id="intake-interpreter-name" label=t!(intake_interpreter_name) value=beginning.name /> })}
                <div class="field">
                    <label class="field-label" for="intake-lines">{t!(intake_lines)}</label>
                    <p class="field-hint" id="intake-lines-hint">{t!(intake_lines_hint)}</p>
                    <textarea class="field-input" id="intake-lines" rows="3" aria-describedby="intake-lines-hint" prop:value=beginning.lines on:input:target=move |event| beginning.lines.set(event.target().value())></textarea>
                </div>
                <LiveNotice weight=Weight::Problem text=beginning.sentence />
                <div class="buttons"><button type="submit" class="button" id="intake-begin">{t!(intake_begin)}</button></div>
            </form>
            <Counting beginning />
        </div>
    }
}

#[component]
fn Interpreting(beginning: Beginning) -> impl IntoView {
    let option = |kind: &'static str| view! { <option value=kind>{kind_word(kind)}</option> };
    view! {
        <div class="field">
            <label class="field-label" for="intake-interpreter">{t!(intake_interpreter)}</label>
            <p class="field-hint" id="intake-interpreter-hint">{t!(intake_interpreter_hint)}</p>
            <select class="field-input" id="intake-interpreter" aria-describedby="intake-interpreter-hint" on:change:target=move |event| beginning.kind.set(event.target().value())>
                {std::iter::once("").chain(KINDS).map(option).collect_view()}
            </select>
        </div>
    }
}

/// The countdown: the tablet changes hands meanwhile.
#[component]
fn Counting(beginning: Beginning) -> impl IntoView {
    let is_counting = Memo::new(move |_| beginning.left.get().is_some());
    let said = move || {
        t!(
            intake_begins_in,
            seconds = beginning.left.get().unwrap_or(0)
        )
    };
    move || {
        is_counting.get().then(|| view! {
            <div class="intake-countdown" role="alertdialog" aria-modal="true" aria-label=t!(intake_begins)>
                <p class="intake-day" aria-live="assertive">{said}</p>
                <button type="button" class="button-quiet" id="intake-stop" on:click=move |_| beginning.left.set(None)>{t!(action_give_up)}</button>
            </div>
        })
    }
}

impl Beginning {
    fn count_down(self) {
        if self.left.get_untracked().is_some() {
            return;
        }
        self.sentence.set(None);
        self.left.set(Some(COUNTDOWN));
        request_animation_frame(|| page::focus("intake-stop"));
        leptos::task::spawn_local(async move {
            loop {
                TimeoutFuture::new(1_000).await;
                // The page may have gone, or the worker may have stopped it.
                match self.left.try_get_untracked().flatten() {
                    None => return,
                    Some(0 | 1) => break,
                    Some(left) => drop(self.left.try_set(Some(left - 1))),
                }
            }
            if let Err(sentence) = self.begin().await {
                let _ = self.left.try_set(None);
                let _ = self.sentence.try_set(Some(sentence));
            }
        });
    }

    /// Keeps the ticket, then closes everything.
    async fn begin(self) -> Result<(), String> {
        let path = own::asked(self.session).await;
        let path = path.map_err(|refused| refused.sentence())?;
        let ticket = self.ticket(&path).await;
        let ticket = ticket.map_err(|refused| refused.sentence())?;
        preferences::save_own_lines(&self.lines.get_untracked());
        // Whoever is at work has typed the secret: an intake that was left open has ended, and no two are mixed.
        if desk::ask(&Asked::Close).await != Told::Done {
            return Err(t!(intake_no_desk).to_owned());
        }
        // It may have been given up in the last second.
        if self.left.try_get_untracked().flatten().is_none() {
            return Ok(());
        }
        let begun = self.begun(&ticket, path);
        let prepare = Asked::Prepare {
            ticket: ticket.into(),
            begun: begun.to_bytes(),
        };
        if desk::ask(&prepare).await != Told::Done {
            return Err(t!(intake_no_desk).to_owned());
        }
        if !kiosk::set_under_way(UnderWay::Yes) {
            return Err(t!(intake_no_desk).to_owned());
        }
        desk::end();
        self.session.lock();
        Ok(())
    }

    /// The first item: who interprets is sealed like all else.
    fn begun(self, ticket: &Ticket, path: Path) -> Item {
        let (kind, name) = (self.kind.get_untracked(), self.name.get_untracked());
        let is_shipped = path == Path::shipped();
        Item {
            session: ticket.session,
            sequence: 0,
            at_ms: clock::now_ms(),
            language: language::current().code().to_owned(),
            what: What::Begun(Begun {
                path: path.id,
                version: path.version,
                interpreter: (!kind.is_empty()).then_some(Interpreter { name, kind }),
                file: (!is_shipped).then(|| ticket.path.clone()),
            }),
        }
    }

    async fn ticket(self, path: &Path) -> Result<Ticket, AskError> {
        let key = self.session.engine.intake_key().await?;
        let is_offered =
            |code: &&str| !self.is_reviewed_only.get_untracked() || REVIEWED.contains(code);
        let offered = languages().map(|(code, _)| code).filter(is_offered);
        Ok(Ticket {
            session: *random::make_record_id().as_bytes(),
            team: key.team,
            generation: key.generation,
            key_id: key.key_id,
            key: key.key,
            path: path.to_text(),
            languages: offered.map(str::to_owned).collect(),
            lines: own_lines(&self.lines.get_untracked()),
            has_notes: self.has_notes.get_untracked(),
        })
    }
}

/// "What: number" a line. Pure.
fn own_lines(text: &str) -> Vec<(String, String)> {
    let line = |line: &str| {
        let (what, number) = line.rsplit_once(':')?;
        let (what, number) = (what.trim(), number.trim());
        (!what.is_empty() && !number.is_empty()).then(|| (what.to_owned(), number.to_owned()))
    };
    text.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_lines_are_read_one_a_line() {
        let lines = own_lines("Permanence : 03 00 00 00 00\nrien\nAccueil: 01");
        let expected = [("Permanence", "03 00 00 00 00"), ("Accueil", "01")];
        assert_eq!(
            lines,
            expected.map(|(what, number)| (what.to_owned(), number.to_owned()))
        );
    }
}
