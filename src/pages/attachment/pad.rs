//! A signature drawn with a finger or a pen. Who cannot draw it signs on paper, which is photographed.

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::browser::contents::Content;
use crate::browser::ink::{self, Spot};
use crate::components::icon::{Glyph, Icon};
use crate::t;

/// The size of the paper, in pixels.
const SIZE: (u32, u32) = (1200, 400);
/// How faithful it is kept, from 0 to 1.
const QUALITY: f64 = 0.9;

/// A place to sign.
#[component]
pub(super) fn SignaturePad(
    /// What was signed; none where it was given up.
    on_done: Callback<Option<Content>, ()>,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let last = StoredValue::new(None::<Spot>);
    let has_ink = RwSignal::new(false);
    let clear = move || {
        if let Some(canvas) = canvas.get_untracked() {
            ink::clear(&canvas);
        }
        has_ink.set(false);
    };
    Effect::new(move |_| canvas.get().map(|canvas| ink::clear(&canvas)));
    let draw = move |event: leptos::ev::PointerEvent, begins: bool| {
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let from = last.get_value();
        if !begins && from.is_none() {
            return;
        }
        let to = ink::spot(&canvas, &event);
        ink::stroke(&canvas, from.unwrap_or(to), to);
        last.set_value(Some(to));
        has_ink.set(true);
    };
    let lift = move |_| last.set_value(None);
    let keep = move |_| {
        let Some(canvas) = canvas.get_untracked().filter(|_| has_ink.get_untracked()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            // The page may have gone.
            on_done.try_run(Content::of_canvas(&canvas, QUALITY).await);
        });
    };
    view! {
        <section class="pad" aria-labelledby="pad-title">
            <h2 id="pad-title" class="section-title">{t!(signature_title)}</h2>
            <p class="soft">{t!(signature_lead)}</p>
            <canvas id="pad" class="pad-paper" node_ref=canvas width=SIZE.0.to_string() height=SIZE.1.to_string() role="img" aria-label=t!(signature_paper)
                on:pointerdown=move |event| draw(event, true) on:pointermove=move |event| draw(event, false) on:pointerup=lift on:pointercancel=lift></canvas>
            <div class="buttons">
                <button type="button" id="pad-keep" class="button" aria-disabled=move || (!has_ink.get()).then_some("true") on:click=keep>{t!(signature_keep)}</button>
                <button type="button" id="pad-clear" class="button-quiet" on:click=move |_| clear()><Glyph icon=Icon::UNDO /><span>{t!(signature_again)}</span></button>
                <button type="button" class="button-quiet" on:click=move |_| on_done.run(None)>{t!(action_give_up)}</button>
            </div>
        </section>
    }
}
