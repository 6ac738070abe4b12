//! How dangerous a case is and how to reach the person: read before anything else, and before any call.

use casework::choices::{Channel, Weekday};
use casework::{SafeHours, case, person};
use engine::message::{CaseView, RecordView};
use leptos::prelude::*;
use record::{Choice, RecordId, Value};

use super::people::beneficiary;
use crate::browser::{clock, page};
use crate::components::danger::DangerChip;
use crate::components::icon::{Glyph, Icon};
use crate::i18n::{dates, labels};
use crate::pages::partners::dialled;
use crate::pages::reading::{answer_of, text_of, time_of, value_of, values_of};
use crate::route::{Part, Route};
use crate::t;

/// How dangerous it is, how to reach the person, and the guarded way to call.
#[component]
pub(super) fn Safety(
    /// The case.
    found: CaseView,
) -> impl IntoView {
    let case = found.case.id;
    let person = beneficiary(&found.people).cloned();
    let danger = value_of(&found.case, case::DANGER.id())
        .and_then(Value::as_choice)
        .map(str::to_owned);
    let rules = person.as_ref().map(safe_rules).unwrap_or_default();
    let note = person
        .as_ref()
        .filter(|_| rules.is_empty())
        .map(|person| person.id);
    let said = match rules.is_empty() {
        true => t!(safe_rule_none).to_owned(),
        false => rules.join(" · "),
    };
    view! {
        <div class="safe-rule" role="group" aria-label=t!(case_safety)>
            {danger.map(|level| view! { <p class="row"><b>{t!(case_danger)}</b><DangerChip level /></p> })}
            <p class="safe-rule-text">{said}</p>
            {note.map(|record| view! {
                <a class="button-quiet" href=Route::Edit { case, record }.path()>{t!(safe_rule_note)}</a>
            })}
            {person.map(|person| view! { <CallGuard case person rules /> })}
        </div>
    }
}

/// How far one has come towards a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The number is not shown.
    Hidden,
    /// The rule is read.
    Rule,
    /// It is not the hour, and it is asked again.
    WrongHour,
    /// The number is shown.
    Shown,
}

impl Step {
    /// What follows once the person who calls has read what is said.
    fn next(self, is_safe_hour: bool) -> Self {
        match self {
            Self::Hidden => Self::Rule,
            Self::Rule if !is_safe_hour => Self::WrongHour,
            Self::Rule | Self::WrongHour | Self::Shown => Self::Shown,
        }
    }
}

/// The number of another person of the case, behind the rules of that person.
#[component]
pub(super) fn OtherGuard(
    /// The case.
    case: RecordId,
    /// The person.
    person: RecordView,
) -> impl IntoView {
    let rules = safe_rules(&person);
    view! { <CallGuard case person rules /> }
}

/// The number, once the rule was read; outside the safe hours it asks again.
#[component]
fn CallGuard(case: RecordId, person: RecordView, rules: Vec<String>) -> impl IntoView {
    let number = text_of(&person, person::PHONE)?;
    let hours = safe_hours(&person);
    let step = RwSignal::new(Step::Hidden);
    let id = person.id;
    let advance = Callback::new(move |()| {
        let is_safe_hour = hours.hold(clock::civil(clock::now_ms()));
        step.update(|step| *step = step.next(is_safe_hour));
        // The button pressed has gone: the next one takes the focus.
        request_animation_frame(move || page::focus(&format!("call-{id}")));
    });
    Some(view! {
        <div class="call-guard" aria-live="polite">
            {move || match step.get() {
                Step::Hidden => view! { <GuardButton id class="call" word=t!(call_action) advance /> }.into_any(),
                Step::Rule => {
                    let rules = match rules.is_empty() {
                        true => vec![t!(safe_rule_none).to_owned()],
                        false => rules.clone(),
                    };
                    let rules = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect_view();
                    view! {
                        <p><b>{t!(call_before)}</b></p>
                        <ul class="call-rules">{rules}</ul>
                        <GuardButton id class="call-show" word=t!(call_show) advance />
                    }
                    .into_any()
                }
                Step::WrongHour => view! {
                    <p><b>{t!(call_wrong_hour, now = dates::time(clock::civil(clock::now_ms()).time()))}</b></p>
                    <GuardButton id class="call-anyway" word=t!(call_anyway) advance />
                }
                .into_any(),
                Step::Shown => view! { <Number case id number=number.clone() /> }.into_any(),
            }}
        </div>
    })
}

#[component]
fn GuardButton(
    id: RecordId,
    class: &'static str,
    word: &'static str,
    advance: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" id=format!("call-{id}") class=format!("button-quiet {class}") on:click=move |_| advance.run(())>
            <Glyph icon=Icon::PHONE /><span>{word}</span>
        </button>
    }
}

#[component]
fn Number(case: RecordId, id: RecordId, number: String) -> impl IntoView {
    let dialled = dialled(&number);
    let log = Route::NewPart {
        case,
        part: Part::Call,
    };
    view! {
        <p class="row">
            <a class="button-quiet num call-number" id=format!("call-{id}") dir="ltr" href=format!("tel:{dialled}")><Glyph icon=Icon::PHONE /><span>{number}</span></a>
            <a class="button-quiet" href=log.path()>{t!(call_log)}</a>
        </p>
    }
}

/// The hours that the person named, and the days to avoid.
fn safe_hours(person: &RecordView) -> SafeHours {
    let days = values_of(person, person::AVOIDED_DAYS.id()).iter();
    SafeHours {
        avoided: days
            .filter_map(|day| Weekday::from_id(day.as_choice()?))
            .collect(),
        from: time_of(person, person::SAFE_FROM),
        until: time_of(person, person::SAFE_UNTIL),
    }
}

/// How to reach the person without putting her in danger, rule by rule.
fn safe_rules(person: &RecordView) -> Vec<String> {
    let hours = safe_hours(person);
    let parts = [
        hours_rule(&hours),
        days_rule(&hours),
        text_of(person, person::CONTACT_HOURS).map(|hours| t!(safe_hours, hours = hours)),
        (answer_of(person, person::VOICEMAIL_ALLOWED) == Some(false))
            .then(|| t!(safe_no_voicemail).to_owned()),
        (answer_of(person, person::SMS_ALLOWED) == Some(false)).then(|| t!(safe_no_sms).to_owned()),
        text_of(person, person::CODE_WORD).map(|word| t!(safe_code_word, word = word)),
        forbidden(person).map(|channels| t!(safe_never, channels = channels)),
    ];
    parts.into_iter().flatten().collect()
}

/// `de 9 h à 16 h, jamais : samedi, dimanche`.
fn hours_rule(hours: &SafeHours) -> Option<String> {
    let hour = |time: record::TimeOfDay| dates::hour(time.hour(), time.minute());
    let span = match (hours.from.map(hour), hours.until.map(hour)) {
        (Some(from), Some(until)) => Some(t!(safe_from_until, from = from, until = until)),
        (Some(from), None) => Some(t!(safe_from, from = from)),
        (None, Some(until)) => Some(t!(safe_until, until = until)),
        (None, None) => None,
    };
    span.map(|span| t!(safe_hours, hours = span))
}

/// The days on which the person must not be called.
fn days_rule(hours: &SafeHours) -> Option<String> {
    let mut days = hours.avoided.clone();
    days.sort_by_key(|day| Weekday::ALL.iter().position(|one| one == day));
    let days: Vec<String> = days
        .into_iter()
        .map(|day| labels::choice("weekday", day.id()).to_lowercase())
        .collect();
    (!days.is_empty()).then(|| t!(safe_never_on, days = days.join(", ")))
}

/// What must never be used, but for what the rule says anyway.
fn forbidden(person: &RecordView) -> Option<String> {
    let channels = values_of(person, person::FORBIDDEN_CHANNELS.id())
        .iter()
        .filter_map(Value::as_choice);
    let said = [Channel::Voicemail.id(), Channel::Sms.id()];
    let words: Vec<String> = channels
        .filter(|channel| !said.contains(channel))
        .map(|channel| labels::choice("channel", channel))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_safe_hour: bool, steps: &[Step]) {
        let mut step = Step::Hidden;
        for expected in steps {
            step = step.next(is_safe_hour);
            assert_eq!(step, *expected);
        }
    }

    #[test]
    fn the_number_is_shown_once_the_rule_was_read_and_asked_again_out_of_hours() {
        check(true, &[Step::Rule, Step::Shown, Step::Shown]);
        check(false, &[Step::Rule, Step::WrongHour, Step::Shown]);
    }
}
