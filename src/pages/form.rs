//! What the forms of records share: the draft that is kept while it is typed, the choices, and the one way to save.

use engine::message::RecordEdit;
use leptos::prelude::*;

use super::{office, part, planning};
use crate::components::empty::ListSkeleton;
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Options, Pick, are_amounts_whole};
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What a form begins with.
#[derive(Clone)]
pub(super) struct Beginning {
    /// The record in it.
    pub(super) draft: Draft,
    /// It was typed before and not saved.
    pub(super) is_kept: bool,
    /// Rises each time a form begins afresh: inputs that hold old text are made anew.
    pub(super) round: u32,
}

/// A form being opened: what was typed before, else the record afresh.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    /// What it begins with, once that is known.
    pub(super) first: RwSignal<Option<Beginning>>,
    error: RwSignal<Option<AskError>>,
    /// Throws away what was typed.
    pub(super) afresh: Callback<()>,
    keeper: DraftKeeper,
}

impl Opening {
    /// Of the form of that keeper; `fresh` gives the record where nothing was typed.
    pub(super) fn of<F, R>(keeper: DraftKeeper, fresh: F) -> Self
    where
        F: Fn() -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Result<Draft, AskError>> + 'static,
    {
        let first = RwSignal::new(None);
        let error = RwSignal::new(None);
        let rounds = StoredValue::new(0_u32);
        let begin = move |looked_at: Option<DraftKeeper>| {
            let fresh = fresh.clone();
            leptos::task::spawn_local(async move {
                let found = begin(looked_at, fresh).await;
                let round = rounds.try_update_value(|rounds| {
                    *rounds += 1;
                    *rounds
                });
                let found = found.map(|found| Beginning {
                    round: round.unwrap_or_default(),
                    ..found
                });
                // The page may have gone.
                let _ = match found {
                    Ok(found) => first.try_set(Some(found)).map(drop),
                    Err(refused) => error.try_set(Some(refused)).map(drop),
                };
            });
        };
        begin(Some(keeper));
        Self {
            first,
            error,
            afresh: Callback::new(move |()| {
                keeper.forget();
                begin(None);
            }),
            keeper,
        }
    }
}

async fn begin<R>(
    looked_at: Option<DraftKeeper>,
    fresh: impl Fn() -> R,
) -> Result<Beginning, AskError>
where
    R: Future<Output = Result<Draft, AskError>>,
{
    let kept = match looked_at {
        Some(keeper) => keeper.read::<Draft>().await,
        None => None,
    };
    let is_kept = kept.is_some();
    let draft = match kept {
        Some(draft) => draft,
        None => fresh().await?,
    };
    Ok(Beginning {
        draft,
        is_kept,
        round: 0,
    })
}

/// What else must be said before a record may be saved, in words; none where it may be.
pub(super) type Check = Callback<Draft, Option<String>>;

/// The form, once it is known what it begins with.
#[component]
pub(super) fn OpenedForm(
    /// What it begins with.
    opening: Opening,
    /// Which fields.
    pick: Pick,
    /// The section that stands first.
    #[prop(optional)]
    lead: Option<&'static str>,
    /// What else must be right.
    #[prop(optional)]
    check: Option<Check>,
    /// Where one goes once it is saved.
    then: Route,
) -> impl IntoView {
    let error = Signal::derive(move || {
        opening
            .error
            .with(|error| error.as_ref().map(AskError::sentence))
    });
    view! {
        <LiveNotice weight=Weight::Problem text=error />
        {move || opening.first.with(Option::is_none).then(|| view! { <ListSkeleton /> })}
        <For each=move || opening.first.get() key=|begun| begun.round children=move |Beginning { draft, is_kept, .. }| view! {
            {is_kept.then(|| view! { <KeptNotice afresh=opening.afresh /> })}
            <RecordEditor first=draft keeper=opening.keeper pick lead check then />
        } />
    }
}

/// Says that what was typed before has come back, and offers to begin afresh.
#[component]
pub(super) fn KeptNotice(
    /// Throws away what was typed.
    afresh: Callback<()>,
) -> impl IntoView {
    view! {
        <Notice weight=Weight::Information text=t!(draft_found)>
            <button type="button" id="draft-forget" class="button-quiet" on:click=move |_| afresh.run(())>{t!(draft_forget)}</button>
        </Notice>
    }
}

/// A record as a form that is kept while typed and saved as a whole.
#[component]
fn RecordEditor(
    /// What it begins with.
    first: Draft,
    /// Keeps what is typed.
    keeper: DraftKeeper,
    /// Which fields.
    pick: Pick,
    /// The section that stands first.
    lead: Option<&'static str>,
    /// What else must be right.
    check: Option<Check>,
    /// Where one goes once it is saved.
    then: Route,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(first);
    let options = load_options(session);
    keep_draft(keeper, draft);
    let saving = Saving::new(keeper, then);
    let missing = RwSignal::new(None::<String>);
    let save = move || {
        let draft = draft.get_untracked();
        let checked = check.and_then(|check| check.run(draft.clone()));
        let broken = (!are_amounts_whole(&draft)).then(|| t!(amount_broken));
        let lacking = broken
            .or_else(|| part::missing(&draft))
            .or_else(|| planning::missing(&draft))
            .or_else(|| office::missing(&draft));
        missing.set(lacking.map(str::to_owned).or(checked));
        if missing.with_untracked(Option::is_none) {
            saving.save(draft.edit().into_iter().collect());
        }
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <FormSections draft pick lead options />
            <LiveNotice weight=Weight::Waiting text=missing />
            <SaveBar saving />
        </form>
    }
}

/// A save under way, and what went wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    session: Session,
    navigator: Navigator,
    toasts: Toasts,
    keeper: DraftKeeper,
    then: Route,
    error: RwSignal<Option<AskError>>,
    is_busy: RwSignal<bool>,
}

impl Saving {
    /// For the form of that keeper; called where its page is made.
    pub(super) fn new(keeper: DraftKeeper, then: Route) -> Self {
        Self {
            session: expect_context(),
            navigator: expect_context(),
            toasts: expect_context(),
            keeper,
            then,
            error: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    /// Saves, forgets the draft, and goes on. Pressed twice, it saves once.
    pub(super) fn save(self, edits: Vec<RecordEdit>) {
        self.save_later(async { Ok(edits) });
    }

    /// The same, where the changes are found out first.
    pub(super) fn save_later(
        self,
        edits: impl Future<Output = Result<Vec<RecordEdit>, AskError>> + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.error.set(None);
        // The form may go while it is saved: what it kept is forgotten all the same.
        let forgetting = self.keeper.forgetting();
        leptos::task::spawn_local(async move {
            let saved = match edits.await {
                Ok(edits) => self.session.engine.save(edits).await,
                Err(refused) => Err(refused),
            };
            match saved {
                Ok(_) => {
                    forgetting();
                    self.toasts.say(t!(saved_on_device));
                    // Who went elsewhere meanwhile stays there.
                    if self.is_busy.try_get_untracked().is_some() {
                        self.navigator.replace(self.then);
                    }
                }
                Err(refused) => {
                    if let Some(refused) = self.error.try_set(Some(refused)).flatten() {
                        self.toasts.refuse(refused.sentence());
                    }
                }
            }
            // The form may have gone.
            let _ = self.is_busy.try_set(false);
        });
    }
}

/// The end of a form: what went wrong, and the one way to save.
#[component]
pub(super) fn SaveBar(
    /// The save it shows and sends.
    saving: Saving,
) -> impl IntoView {
    let error = Signal::derive(move || {
        saving
            .error
            .with(|error| error.as_ref().map(AskError::sentence))
    });
    view! {
        <div class="save-bar">
            <LiveNotice weight=Weight::Problem text=error />
            <Submit label=Signal::stored(t!(action_save).to_owned()) busy_label=t!(action_saving) is_busy=saving.is_busy />
        </div>
    }
}

/// Keeps what is typed, from the first change on.
pub(super) fn keep_draft(keeper: DraftKeeper, draft: RwSignal<Draft>) {
    Effect::new(move |before: Option<()>| {
        draft.with(|draft| {
            if before.is_some() {
                keeper.keep(draft);
            }
        });
    });
}

/// What references may point to, once the engine has said.
pub(super) fn load_options(session: Session) -> Signal<Options> {
    let options = RwSignal::new(Options::default());
    leptos::task::spawn_local(async move {
        let read = read_options(session).await;
        let _ = options.try_set(read);
    });
    options.into()
}

/// What references may point to.
pub(super) async fn read_options(session: Session) -> Options {
    let mut records = Vec::new();
    for kind in [
        casework::Station::ID,
        casework::Worker::ID,
        casework::Company::ID,
        casework::Partner::ID,
        casework::Funder::ID,
        casework::Convention::ID,
    ] {
        // A list that cannot be read leaves its choices empty; the fields keep what they say.
        records.extend(session.engine.records(kind).await.unwrap_or_default());
    }
    Options::of(&records)
}
