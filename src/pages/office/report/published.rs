//! What was published: its day and digest, what changed since, and the way to publish.

use engine::message::{Definition, PublicationView};
use leptos::prelude::*;
use record::RecordId;
use report::Deck;
use report::deck::Difference;

use super::words;
use crate::browser::{clock, contents, random};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::i18n::dates;
use crate::pages::activity::period::Shown;
use crate::pages::activity::words::definitions;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Characters of a digest that the notice shows; the whole stands in what unfolds.
const SHOWN: usize = 12;

/// Says that the period is published, and what changed since.
#[component]
pub(super) fn PublishedNotice(
    /// What was published last.
    latest: PublicationView,
    /// Whether the data of now is shown in its place.
    is_now: RwSignal<bool>,
) -> impl IntoView {
    let day = latest.on.map(dates::written).unwrap_or_default();
    let short: String = latest.digest.chars().take(SHOWN).collect();
    let (weight, text) = match (&latest.deck, latest.is_intact) {
        (Some(_), true) => (
            Weight::Information,
            t!(report_published, day = day, digest = short),
        ),
        (None, true) => (Weight::Waiting, t!(report_unreadable, day = day)),
        (_, false) => (Weight::Problem, t!(report_altered, day = day)),
    };
    let file = latest.file.clone();
    let name = format!(
        "bilan-{}.json",
        latest.on.map(|day| day.to_string()).unwrap_or_default()
    );
    let toasts = expect_context::<Toasts>();
    let save = move |_| match contents::offer(&name, "application/json", file.as_bytes()) {
        true => toasts.say(t!(export_done)),
        false => toasts.refuse(t!(export_refused).to_owned()),
    };
    let count = u32::try_from(latest.differences.len()).unwrap_or(u32::MAX);
    let has_deck = latest.deck.is_some();
    let funders = latest
        .deck
        .as_ref()
        .map(|deck| deck.funders.clone())
        .unwrap_or_default();
    view! {
        <div class="unprinted" id="published">
            <Notice weight text>
                <button type="button" class="button-quiet" id="report-file" on:click=save><Glyph icon=Icon::DOWNLOAD /><span>{t!(report_file)}</span></button>
            </Notice>
            <details class="planning-hours" id="differences">
                <summary>{t!(report_differences, count = count)}</summary>
                <p class="soft digest">{t!(report_digest, digest = latest.digest.clone())}</p>
                <Differences differences=latest.differences.clone() />
            </details>
            <Definitions definitions=latest.definitions.clone() />
            <Extracts publication=latest.record funders />
            {(has_deck && count > 0).then(|| view! {
                <label class="field-choice"><input type="checkbox" id="report-now" prop:checked=is_now on:change:target=move |event| is_now.set(event.target().checked()) />{t!(report_show_now)}</label>
            })}
        </div>
    }
}

/// What each figure counted, in the words of that day.
#[component]
fn Definitions(definitions: Vec<Definition>) -> impl IntoView {
    let line = |one: Definition| view! { <div><dt>{one.name}</dt><dd>{one.text}</dd></div> };
    (!definitions.is_empty()).then(|| {
        view! {
            <details class="planning-hours" id="frozen-definitions">
                <summary>{t!(report_definitions)}</summary>
                <dl class="facts definitions">{definitions.into_iter().map(line).collect_view()}</dl>
            </details>
        }
    })
}

/// The way to what each funder is given.
#[component]
fn Extracts(publication: RecordId, funders: Vec<String>) -> impl IntoView {
    let link = |(place, name): (u32, String)| {
        view! { <li><a href=Route::Extract { publication, place }.path()>{name}</a></li> }
    };
    (!funders.is_empty()).then(|| {
        view! {
            <details class="planning-hours" id="extracts">
                <summary>{t!(extracts_title)}</summary>
                <p class="soft">{t!(extracts_text)}</p>
                <ul class="planning-conflicts">{(0..).zip(funders).map(link).collect_view()}</ul>
            </details>
        }
    })
}

#[component]
fn Differences(differences: Vec<Difference>) -> impl IntoView {
    let line = |one: &Difference| {
        view! {
            <tr>
                <th scope="row">{words::counted(one)}</th>
                <td class="num">{words::number(&one.of, one.then)}</td>
                <td class="num">{words::number(&one.of, one.now)}</td>
            </tr>
        }
    };
    (!differences.is_empty()).then(|| {
        view! {
            <table class="figures">
                <thead><tr><th scope="col">{t!(activity_figure)}</th><th scope="col">{t!(report_then)}</th><th scope="col">{t!(report_now)}</th></tr></thead>
                <tbody>{differences.iter().map(line).collect_view()}</tbody>
            </table>
        }
    })
}

/// The way to publish: only what adds up, and what is over.
#[component]
pub(super) fn Publish(
    /// The report as the data is now.
    now: Deck,
    /// Of which period.
    shown: Shown,
    /// Whether it was published before.
    has_been: bool,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let adds_up = now.now().is_some_and(|now| now.stations.is_ok());
    let is_over = now.to <= clock::today();
    let publish = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            let published = publish(session, shown).await;
            match published {
                Ok(()) => toasts.say(t!(report_is_published)),
                // The page may have gone.
                Err(refused) => drop(error.try_set(Some(refused))),
            }
            let _ = is_busy.try_set(false);
        });
    };
    let word = if has_been {
        t!(report_publish_again)
    } else {
        t!(report_publish)
    };
    let reason = match (adds_up, is_over) {
        (false, _) => Some(t!(report_not_adding)),
        (true, false) => Some(t!(report_not_over)),
        (true, true) => None,
    };
    let sentence =
        Signal::derive(move || error.with(|error| error.as_ref().map(AskError::sentence)));
    view! {
        <div class="unprinted publish">
            <LiveNotice weight=Weight::Problem text=sentence />
            {match reason {
                Some(reason) => view! { <p class="soft" id="report-unpublished">{reason}</p> }.into_any(),
                None => view! {
                    <button type="button" class="button-quiet" id="report-publish" aria-disabled=move || is_busy.get().then_some("true") on:click=publish>
                        <Glyph icon=Icon::CHECK /><span>{word}</span>
                    </button>
                    <p class="soft">{t!(report_publish_text)}</p>
                }.into_any(),
            }}
        </div>
    }
}

async fn publish(session: Session, shown: Shown) -> Result<(), AskError> {
    let words = definitions().into_iter();
    let definitions = words.map(|(name, text)| Definition {
        name: name.to_owned(),
        text: text.to_owned(),
    });
    let record = random::make_record_id();
    let publishing =
        session
            .engine
            .publishing(record, shown.days(), clock::today(), definitions.collect());
    let edit = publishing.await?;
    session.engine.save(vec![edit]).await.map(drop)
}
