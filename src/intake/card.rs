//! The numbers to take away, in her language: shown large, or printed, under a title that says nothing where she wants that. Nothing is sent.

use leptos::prelude::*;

use super::kiosk::Kiosk;
use super::parts::{Frame, Pictogram, Title};
use crate::browser::page;

/// The lines of every card: the number, and the word that says whose it is.
const LINES: [(&str, &str); 7] = [
    ("17", "call_17"),
    ("112", "call_112"),
    ("114", "call_114"),
    ("3919", "call_3919"),
    ("119", "call_119"),
    ("116 006", "call_116006"),
    ("115", "call_115"),
];

/// The card.
#[component]
pub(super) fn Card(kiosk: Kiosk) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let (is_disguised, is_large) = (RwSignal::new(false), RwSignal::new(false));
    let [plain, disguised] = ["card_title", "card_disguised"].map(|id| texts.word(id));
    let title = move || {
        if is_disguised.get() {
            disguised.clone()
        } else {
            plain.clone()
        }
    };
    let line = |(number, word): (String, String)| view! { <div class="intake-call"><dt>{word}</dt><dd dir="ltr">{number}</dd></div> };
    let own = kiosk.ticket.with_value(|ticket| {
        ticket
            .as_ref()
            .map(|ticket| ticket.lines.clone())
            .unwrap_or_default()
    });
    let own = own.into_iter().map(|(what, number)| (number, what));
    let lines = LINES.map(|(number, id)| (number.to_owned(), texts.word(id)));
    let lines = lines.into_iter().chain(own).map(line).collect_view();
    let foot = view! {
        <div class="intake-ways unprinted">
            <button type="button" class="button-quiet" id="intake-back" on:click=move |_| kiosk.back()>{texts.word("back")}</button>
            <button type="button" class="button-quiet" id="card-large" aria-pressed=move || is_large.get().to_string() on:click=move |_| is_large.update(|is| *is = !*is)>{texts.word("card_large")}</button>
            <button type="button" class="button-quiet" id="card-disguise" aria-pressed=move || is_disguised.get().to_string() on:click=move |_| is_disguised.update(|is| *is = !*is)>{texts.word("card_disguise")}</button>
            <button type="button" class="button" id="card-print" on:click=move |_| page::print()><Pictogram name="printer".to_owned() /><span>{texts.word("card_print")}</span></button>
        </div>
    };
    let heading = texts.word("card_title");
    view! {
        <Frame kiosk foot=foot.into_any()>
            <div class="unprinted"><Title kiosk text=heading /></div>
            <section class="intake-card" class:is-large=is_large aria-labelledby="card-title">
                <h2 id="card-title">{title}</h2>
                <dl>{lines}</dl>
            </section>
        </Frame>
    }
}
