//! A voice note, recorded by the device itself.

use gloo_timers::callback::Interval;
use leptos::prelude::*;

use crate::browser::contents::Content;
use crate::browser::microphone::Recording;
use crate::components::icon::{Glyph, Icon};
use crate::t;

/// The longest voice note, in seconds. It ends by itself and is kept.
const LONGEST_S: u32 = 15 * 60;

/// What came of a recording.
pub(super) enum Spoken {
    /// It was given up.
    Nothing,
    /// The microphone could not be had, or nothing came of it.
    Refused,
    /// What was said.
    Note(Content),
}

/// Minutes and seconds. Pure.
fn lasted(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A recording under way, from the moment it is shown.
#[component]
pub(super) fn VoiceRecorder(
    /// What came of it.
    on_done: Callback<Spoken, ()>,
) -> impl IntoView {
    let recording = StoredValue::new_local(None::<Recording>);
    let seconds = RwSignal::new(None::<u32>);
    let finish = Callback::new(move |()| {
        let Some(taken) = recording.try_update_value(Option::take).flatten() else {
            return;
        };
        leptos::task::spawn_local(async move {
            // The page may have gone.
            on_done.try_run(taken.finish().await.map_or(Spoken::Refused, Spoken::Note));
        });
    });
    let tick = Interval::new(1_000, move || {
        let now = seconds.try_update(|seconds| {
            *seconds = seconds.map(|passed| passed + 1);
            *seconds
        });
        if now.flatten().is_some_and(|passed| passed >= LONGEST_S) {
            finish.run(());
        }
    });
    let tick = StoredValue::new_local(Some(tick));
    on_cleanup(move || {
        // The clock and the microphone go with the page.
        tick.try_update_value(Option::take);
        recording.try_update_value(Option::take);
    });
    leptos::task::spawn_local(async move {
        match Recording::begin().await {
            Some(begun) => {
                // Who is no longer here is not recorded.
                if recording.try_set_value(Some(begun)).is_none() {
                    seconds.set(Some(0));
                }
            }
            None => drop(on_done.try_run(Spoken::Refused)),
        }
    });
    let words = move || match seconds.get() {
        Some(passed) => t!(voice_recording, lasted = lasted(passed)),
        None => t!(voice_asking).to_owned(),
    };
    view! {
        <section class="recorder" aria-label=t!(voice_record)>
            <p class="recorder-time"><span class="recorder-dot" class:is-on=move || seconds.get().is_some() aria-hidden="true"></span><span class="num">{words}</span></p>
            <div class="buttons">
                <button type="button" id="voice-stop" class="button" aria-disabled=move || seconds.get().is_none().then_some("true") on:click=move |_| finish.run(())><Glyph icon=Icon::CHECK /><span>{t!(voice_stop)}</span></button>
                <button type="button" class="button-quiet" on:click=move |_| on_done.run(Spoken::Nothing)>{t!(action_give_up)}</button>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::lasted;

    #[test]
    fn a_note_lasts_minutes_and_seconds() {
        assert_eq!(lasted(0), "0:00");
        assert_eq!(lasted(65), "1:05");
        assert_eq!(lasted(900), "15:00");
    }
}
