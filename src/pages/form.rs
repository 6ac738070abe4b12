//! What the forms of records share: the draft that is kept while it is typed, the choices, and the one way to save.

use leptos::prelude::*;

use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Options, Pick};
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A record as a form that is kept while typed and saved as a whole.
#[component]
pub(super) fn RecordEditor(
    /// What it begins with.
    first: Draft,
    /// Keeps what is typed.
    keeper: DraftKeeper,
    /// Which fields.
    pick: Pick,
    /// Where one goes once it is saved.
    then: Route,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(first);
    let options = load_options(session);
    keep_draft(keeper, draft);
    let saving = Saving::new(keeper, then);
    let save = move || saving.save(draft.get_untracked().edit().into_iter().collect());
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <FormSections draft pick options />
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
    pub(super) fn save(self, edits: Vec<engine::message::RecordEdit>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            match self.session.engine.save(edits).await {
                Ok(_) => {
                    self.keeper.forget();
                    self.toasts.say(t!(saved_on_device));
                    self.navigator.replace(self.then);
                }
                Err(refused) => self.error.set(Some(refused)),
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
fn keep_draft(keeper: DraftKeeper, draft: RwSignal<Draft>) {
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
        let mut records = Vec::new();
        for kind in [
            casework::Station::ID,
            casework::Worker::ID,
            casework::Company::ID,
        ] {
            // A list that cannot be read leaves its choices empty; the fields keep what they say.
            records.extend(session.engine.records(kind).await.unwrap_or_default());
        }
        let _ = options.try_set(Options::of(&records));
    });
    options.into()
}
