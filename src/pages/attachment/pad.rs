//! A signature drawn with a finger or a pen. Who cannot draw it signs on paper, which is photographed.

use leptos::prelude::*;

use crate::browser::contents::Content;
use crate::components::icon::{Glyph, Icon};
use crate::components::paper::{Ink, Paper};
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
    let ink = Ink::new();
    let keep = move |_| {
        let Some(canvas) = ink.drawn() else { return };
        leptos::task::spawn_local(async move {
            // The page may have gone.
            on_done.try_run(Content::of_canvas(&canvas, QUALITY).await);
        });
    };
    view! {
        <section class="pad" aria-labelledby="pad-title">
            <h2 id="pad-title" class="section-title">{t!(signature_title)}</h2>
            <p class="soft">{t!(signature_lead)}</p>
            <Paper id="pad" label=t!(signature_paper) size=SIZE ink />
            <div class="buttons">
                <button type="button" id="pad-keep" class="button" aria-disabled=move || ink.is_white().then_some("true") on:click=keep>{t!(signature_keep)}</button>
                <button type="button" id="pad-clear" class="button-quiet" on:click=move |_| ink.clear()><Glyph icon=Icon::UNDO /><span>{t!(signature_again)}</span></button>
                <button type="button" class="button-quiet" on:click=move |_| on_done.run(None)>{t!(action_give_up)}</button>
            </div>
        </section>
    }
}
