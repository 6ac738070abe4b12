//! Paper to draw on with a finger or a pen: for a signature, or a mark.

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::browser::ink::{self, Spot};

/// What is on the paper.
#[derive(Clone, Copy)]
pub struct Ink {
    /// The canvas, once it is there.
    pub canvas: NodeRef<Canvas>,
    /// Whether anything was drawn.
    pub is_there: RwSignal<bool>,
}

impl Ink {
    /// None yet.
    pub fn new() -> Self {
        Self {
            canvas: NodeRef::new(),
            is_there: RwSignal::new(false),
        }
    }

    /// White paper again.
    pub fn clear(self) {
        if let Some(canvas) = self.canvas.get_untracked() {
            ink::clear(&canvas);
        }
        self.is_there.set(false);
    }
}

/// The paper.
#[component]
pub fn Paper(
    /// Unique on the page.
    id: &'static str,
    /// What it is for, for those who do not see it.
    #[prop(into)]
    label: String,
    /// Width and height, in pixels of its own.
    size: (u32, u32),
    /// What is drawn.
    ink: Ink,
) -> impl IntoView {
    let Ink { canvas, is_there } = ink;
    let last = StoredValue::new(None::<Spot>);
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
        is_there.set(true);
    };
    let lift = move |_| last.set_value(None);
    view! {
        <canvas id=id class="pad-paper" node_ref=canvas width=size.0.to_string() height=size.1.to_string() role="img" aria-label=label
            on:pointerdown=move |event| draw(event, true) on:pointermove=move |event| draw(event, false) on:pointerup=lift on:pointercancel=lift></canvas>
    }
}
