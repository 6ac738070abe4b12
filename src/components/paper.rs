//! Paper to draw on with a finger or a pen: for a signature, or a mark.

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::browser::ink::{self, Drawing, Spot};

/// What is on the paper. It outlives the paper: drawn anew where the paper comes back.
#[derive(Clone, Copy)]
pub struct Ink {
    canvas: NodeRef<Canvas>,
    strokes: RwSignal<Vec<(Spot, Spot)>>,
}

impl Ink {
    /// None yet.
    pub fn new() -> Self {
        Self {
            canvas: NodeRef::new(),
            strokes: RwSignal::new(Vec::new()),
        }
    }

    /// Whether nothing was drawn.
    pub fn is_white(self) -> bool {
        self.strokes.with(Vec::is_empty)
    }

    /// The canvas, where something was drawn.
    pub fn drawn(self) -> Option<Drawing> {
        let is_white = self.strokes.with_untracked(Vec::is_empty);
        self.canvas.get_untracked().filter(|_| !is_white)
    }

    /// White paper again.
    pub fn clear(self) {
        if let Some(canvas) = self.canvas.get_untracked() {
            ink::clear(&canvas);
        }
        self.strokes.set(Vec::new());
    }

    fn draw_anew(self, canvas: &Drawing) {
        ink::clear(canvas);
        self.strokes.with_untracked(|strokes| {
            for (from, to) in strokes {
                ink::stroke(canvas, *from, *to);
            }
        });
    }

    fn stroke(self, canvas: &Drawing, from: Spot, to: Spot) {
        ink::stroke(canvas, from, to);
        self.strokes.update(|strokes| strokes.push((from, to)));
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
    let canvas = ink.canvas;
    let last = StoredValue::new(None::<Spot>);
    Effect::new(move |_| canvas.get().map(|canvas| ink.draw_anew(&canvas)));
    let draw = move |event: leptos::ev::PointerEvent, begins: bool| {
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let from = last.get_value();
        if !begins && from.is_none() {
            return;
        }
        let to = ink::spot(&canvas, &event);
        ink.stroke(&canvas, from.unwrap_or(to), to);
        last.set_value(Some(to));
    };
    let lift = move |_| last.set_value(None);
    view! {
        <canvas id=id class="pad-paper" node_ref=canvas width=size.0.to_string() height=size.1.to_string() role="img" aria-label=label
            on:pointerdown=move |event| draw(event, true) on:pointermove=move |event| draw(event, false) on:pointerup=lift on:pointercancel=lift></canvas>
    }
}
