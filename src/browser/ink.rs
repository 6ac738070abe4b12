//! What a finger or a pen draws on a canvas.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, PointerEvent};

/// How wide a stroke is, in pixels of the canvas.
const WIDTH: f64 = 4.0;

/// What is drawn on.
pub type Drawing = HtmlCanvasElement;

/// A place on a canvas, in its own pixels.
pub type Spot = (f64, f64);

/// White paper.
pub fn clear(canvas: &HtmlCanvasElement) {
    if let Some(context) = context(canvas) {
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
    }
}

/// A stroke from one place to another; a dot where they are the same.
pub fn stroke(canvas: &HtmlCanvasElement, from: Spot, to: Spot) {
    if let Some(context) = context(canvas) {
        context.set_stroke_style_str("#111");
        context.set_line_width(WIDTH);
        context.set_line_cap("round");
        context.begin_path();
        context.move_to(from.0, from.1);
        context.line_to(to.0, to.1);
        context.stroke();
    }
}

/// Where on the canvas a pointer is. From then on the canvas hears it, even outside of itself.
pub fn spot(canvas: &HtmlCanvasElement, event: &PointerEvent) -> Spot {
    // A pointer that has gone cannot be held, and need not be.
    let _ = canvas.set_pointer_capture(event.pointer_id());
    let shown = canvas.get_bounding_client_rect();
    let scaled = |at: f64, shown: f64, own: u32| at * f64::from(own) / shown.max(1.0);
    (
        scaled(
            f64::from(event.client_x()) - shown.left(),
            shown.width(),
            canvas.width(),
        ),
        scaled(
            f64::from(event.client_y()) - shown.top(),
            shown.height(),
            canvas.height(),
        ),
    )
}

/// What draws on it.
pub(super) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
