//! One question a screen: its pictogram, its options, and two ways not to answer, of equal size.

use intake::{Answer, Choice, Kind, Question};
use leptos::prelude::*;

use super::kiosk::Kiosk;
use super::parts::{Frame, ListenToOption, Pictogram, Title};
use super::texts::{Said, Text};

/// The longest text that is taken, in letters.
const LONGEST: usize = 2_000;
/// The greatest number that is taken.
const MOST: u32 = 20;

/// A question.
#[component]
pub(super) fn QuestionScreen(
    kiosk: Kiosk,
    /// Its id.
    id: String,
) -> impl IntoView {
    let question = kiosk.question(&id)?;
    let chosen = RwSignal::new(kiosk.answer_to(&id));
    {
        let id = id.clone();
        Effect::new(move |_| {
            let begun = chosen.get().map(|answer| (id.clone(), answer));
            kiosk.begun_answer.set_value(begun);
        });
    }
    let texts = kiosk.texts.get_untracked();
    let ways = ["dont_know", "no_answer"].map(|word| texts.word(word).into());
    let spoken = |option: &Choice| Said::of(&texts, Text::Option(id.clone(), option.id.clone()));
    let spoken: Vec<_> = question.options.iter().map(spoken).chain(ways).collect();
    let left = texts.left(kiosk.left(&id));
    let part = Said::of(&texts, Text::Part(kiosk.part_of(&id)));
    let asked = question.clone();
    let go_on = move || {
        if let Some(answer) = chosen.get_untracked() {
            kiosk.answer(asked.clone(), answer);
        }
    };
    let is_ready = move || chosen.get().is_some();
    let foot = view! {
        <div class="intake-ways">
            <button type="button" class="button-quiet" id="intake-back" on:click=move |_| kiosk.back()>{texts.word("back")}</button>
            <button type="submit" form="intake-form" class="button" id="intake-next" aria-disabled=move || (!is_ready()).then_some("true")>{texts.word("next")}</button>
        </div>
    };
    let resumed = kiosk
        .is_resumed
        .get_untracked()
        .then(|| texts.word("resumed"));
    let title = Said::of(&texts, Text::Ask(id.clone()));
    let asked_id = id.clone();
    Some(view! {
        <Frame kiosk left foot=foot.into_any()>
            {resumed.map(|text| view! { <p class="intake-note" role="status">{text}</p> })}
            <p class="intake-part"><Pictogram name=question.pictogram.clone() /><span lang=part.language>{part.text}</span></p>
            <Title kiosk text=title.clone() more=spoken />
            <form id="intake-form" class="intake-form" autocomplete="off" data-question=asked_id on:submit=move |event| { event.prevent_default(); go_on(); }>
                <fieldset class="intake-answers">
                    <legend class="visually-hidden" lang=title.language>{title.text.clone()}</legend>
                    <Answers kiosk question=question.clone() chosen />
                    <Unanswered kiosk chosen />
                </fieldset>
            </form>
        </Frame>
    })
}

#[component]
fn Answers(kiosk: Kiosk, question: Question, chosen: RwSignal<Option<Answer>>) -> impl IntoView {
    match question.kind {
        Kind::Choice | Kind::Several => view! { <Options kiosk question chosen /> }.into_any(),
        Kind::Text | Kind::Phone => view! { <Words kiosk question chosen /> }.into_any(),
        Kind::Number => view! { <Number kiosk chosen /> }.into_any(),
    }
}

/// One option of a list: its pictogram and its words, as large as a thumb.
#[component]
fn OptionLine(
    kiosk: Kiosk,
    /// Unique on the page.
    id: String,
    /// `radio` or `checkbox`.
    kind: &'static str,
    /// What it says.
    #[prop(into)]
    word: Said,
    /// The name of its pictogram.
    pictogram: Option<String>,
    /// It is one of the two ways not to answer.
    #[prop(optional)]
    is_flat: bool,
    /// Whether it is chosen.
    #[prop(into)]
    is_chosen: Signal<bool>,
    /// Called when it is touched, with whether it is chosen then.
    on_choose: Callback<bool>,
) -> impl IntoView {
    let of = id.clone();
    view! {
        <div class="intake-choice">
            <label class="intake-option" class:is-flat=is_flat for=of>
                <input type=kind id=id name="answer" prop:checked=is_chosen on:change:target=move |event| on_choose.run(event.target().checked()) />
                {pictogram.map(|name| view! { <Pictogram name /> })}
                <span lang=word.language>{word.text.clone()}</span>
            </label>
            <ListenToOption kiosk said=word />
        </div>
    }
}

#[component]
fn Options(kiosk: Kiosk, question: Question, chosen: RwSignal<Option<Answer>>) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let is_several = question.kind == Kind::Several;
    let kind = if is_several { "checkbox" } else { "radio" };
    let options = question.options.iter().map(|option| {
        let (id, of) = (option.id.clone(), option.id.clone());
        let is_chosen = Signal::derive(move || chosen.get().is_some_and(|answer| answer.is(&of)));
        let on_choose = Callback::new(move |is: bool| {
            chosen.update(|answer| *answer = changed(answer.take(), &id, is, is_several));
        });
        view! { <OptionLine kiosk id=format!("option-{}", option.id) kind word=Said::of(&texts, Text::Option(question.id.clone(), option.id.clone())) pictogram=option.pictogram.clone() is_chosen on_choose /> }
    });
    view! { <div class="intake-options">{options.collect_view()}</div> }
}

/// The answer after an option was touched. Pure.
fn changed(before: Option<Answer>, option: &str, is: bool, is_several: bool) -> Option<Answer> {
    let mut chosen = match before {
        Some(Answer::Chosen(chosen)) if is_several => chosen,
        _ => Vec::new(),
    };
    chosen.retain(|one| one != option);
    if is {
        chosen.push(option.to_owned());
    }
    (!chosen.is_empty()).then_some(Answer::Chosen(chosen))
}

/// Words. The browser neither fills them in nor learns them.
#[component]
fn Words(kiosk: Kiosk, question: Question, chosen: RwSignal<Option<Answer>>) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let said = move || match chosen.get() {
        Some(Answer::Text(text)) => text,
        _ => String::new(),
    };
    let type_in = move |text: String| {
        let text: String = text.chars().take(LONGEST).collect();
        let is_said = !text.trim().is_empty();
        chosen.set(is_said.then_some(Answer::Text(text)));
    };
    let hint = texts.word("write_here");
    let is_long = question.into.is_none();
    if question.kind == Kind::Phone {
        return view! { <input class="intake-words" id="intake-words" type="tel" dir="ltr" autocomplete="off" spellcheck="false" aria-labelledby="intake-title" placeholder=hint prop:value=said on:input:target=move |event| type_in(event.target().value()) /> }.into_any();
    }
    match is_long {
        true => view! { <textarea class="intake-words" id="intake-words" rows="4" autocomplete="off" spellcheck="false" aria-labelledby="intake-title" placeholder=hint prop:value=said on:input:target=move |event| type_in(event.target().value())></textarea> }.into_any(),
        false => view! { <input class="intake-words" id="intake-words" type="text" dir="auto" autocomplete="off" autocapitalize="words" spellcheck="false" aria-labelledby="intake-title" placeholder=hint prop:value=said on:input:target=move |event| type_in(event.target().value()) /> }.into_any(),
    }
}

#[component]
fn Number(kiosk: Kiosk, chosen: RwSignal<Option<Answer>>) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let number = move || match chosen.get() {
        Some(Answer::Number(number)) => Some(number),
        _ => None,
    };
    let change = move |by: i32| {
        let now = number().unwrap_or(0);
        let next = now.saturating_add_signed(by).min(MOST);
        chosen.set(Some(Answer::Number(next)));
    };
    view! {
        <div class="intake-number">
            <button type="button" class="intake-step" id="intake-less" aria-label=texts.word("less") on:click=move |_| change(-1)><Pictogram name="minus".to_owned() /></button>
            <output class="intake-count" aria-live="polite">{move || number().map_or("–".to_owned(), |number| number.to_string())}</output>
            <button type="button" class="intake-step" id="intake-more" aria-label=texts.word("more") on:click=move |_| change(1)><Pictogram name="plus".to_owned() /></button>
        </div>
    }
}

/// The two ways not to answer.
#[component]
fn Unanswered(kiosk: Kiosk, chosen: RwSignal<Option<Answer>>) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let way = |id: &'static str, word: &'static str, answer: Answer| {
        let of = answer.clone();
        let is_chosen = Signal::derive(move || chosen.get().as_ref() == Some(&of));
        let on_choose = Callback::new(move |_| chosen.set(Some(answer.clone())));
        view! { <OptionLine kiosk id=id.to_owned() kind="radio" word=texts.word(word) pictogram=None is_flat=true is_chosen on_choose /> }
    };
    view! {
        <div class="intake-options">
            {way("option-dont-know", "dont_know", Answer::DontKnow)}
            {way("option-no-answer", "no_answer", Answer::NoAnswer)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_chosen_one_or_several() {
        let several = |before, option, is| changed(before, option, is, true);
        let both = several(several(None, "a", true), "b", true);
        assert_eq!(
            both,
            Some(Answer::Chosen(vec!["a".to_owned(), "b".to_owned()]))
        );
        assert_eq!(several(several(both, "a", false), "b", false), None);
        let one = changed(changed(None, "a", true, false), "b", true, false);
        assert_eq!(one, Some(Answer::Chosen(vec!["b".to_owned()])));
        assert_eq!(
            several(Some(Answer::NoAnswer), "a", true),
            Some(Answer::Chosen(vec!["a".to_owned()]))
        );
    }
}
