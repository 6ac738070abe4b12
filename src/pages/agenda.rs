//! One's own days to come, as a file for a calendar outside: days, hours, neutral words and file numbers, and no name.

use casework::DueKind;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use crate::browser::{clock, contents};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::attempt::Attempt;
use crate::session::Session;
use crate::t;

/// How far ahead the file looks.
const A_YEAR: Days = Days::new(365);

/// What each kind is called where everybody may read it. Pure.
fn neutral_words() -> Vec<(DueKind, String)> {
    let word = |kind| match kind {
        DueKind::Task => t!(agenda_task),
        DueKind::Appointment => t!(agenda_appointment),
        DueKind::MeasureEnds | DueKind::Evaluation | DueKind::ReferralNews | DueKind::Hearing => {
            t!(agenda_day)
        }
    };
    let kinds = [
        DueKind::Task,
        DueKind::Appointment,
        DueKind::MeasureEnds,
        DueKind::Evaluation,
        DueKind::ReferralNews,
        DueKind::Hearing,
    ];
    kinds.map(|kind| (kind, word(kind).to_owned())).into()
}

/// What the file is called: a day, and nothing else.
fn name_of(today: NaiveDate) -> String {
    format!("agenda-{today}.ics")
}

/// Offers the file.
#[component]
pub(super) fn ExportAgenda() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let attempt = Attempt::new();
    let refused = RwSignal::new(None::<String>);
    let export = move |_| {
        refused.set(None);
        let today = clock::today();
        let until = today.checked_add_days(A_YEAR).unwrap_or(today);
        let asked = async move { session.engine.agenda(today..=until, neutral_words()).await };
        attempt.begin(asked, move |file| {
            attempt.is_busy.set(false);
            if contents::offer(&name_of(today), "text/calendar", &file) {
                toasts.say(t!(agenda_exported));
            } else {
                refused.set(Some(t!(export_refused).to_owned()));
            }
        });
    };
    view! {
        <LiveNotice weight=Weight::Problem text=attempt.sentence() />
        <LiveNotice weight=Weight::Problem text=refused />
        <button type="button" id="agenda-export" class="button-quiet" aria-disabled=move || attempt.is_busy.get().then_some("true") on:click=export>
            <Glyph icon=Icon::DOWNLOAD /><span>{t!(agenda_export)}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_for_a_calendar_tells_nothing_of_the_work() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let mut words: Vec<String> = neutral_words().into_iter().map(|(_, word)| word).collect();
        words.sort();
        words.dedup();
        assert_eq!(words, ["Rendez-vous", "Tâche", "Échéance"]);
        let today = "2026-11-26".parse().expect("a day");
        assert_eq!(name_of(today), "agenda-2026-11-26.ics");
    }
}
