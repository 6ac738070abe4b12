//! The document as a whole: its language, theme, title, focus, scroll.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, MouseEvent};

use super::preferences::Theme;
use super::{document, window};

/// Sets `<html lang>`.
pub fn set_language(code: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", code);
    }
}

/// The browser's own language, `fr-FR`.
pub fn browser_language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// Sets `<html data-theme>`, which the tokens read.
pub fn set_theme(theme: Theme) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match theme {
        Theme::Automatic => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}

/// Hides all content from the system's picture of the page (the list of running apps), or shows it again.
pub fn set_curtain(is_drawn: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-curtain", is_drawn);
    }
}

/// Puts the focus on the element of that id, if it is there.
pub fn focus(id: &str) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        focus_in_place(&element);
    }
}

/// Puts the focus on an element and leaves the page where it is scrolled.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Refused only for an element that cannot take the focus.
    let _ = element.focus_with_options(&options);
}

/// The id of the element that has the focus.
pub fn focused_id() -> Option<String> {
    document()
        .active_element()
        .map(|element| element.id())
        .filter(|id| !id.is_empty())
}

/// Sets the title of the tab: never a name, never a word of what the application is for.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Opens the browser's own way to print the page, or to keep it as a PDF.
pub fn print() {
    // Refused only where nothing can be printed at all.
    let _ = window().print();
}

/// Loads the page again, to take a new version.
pub fn reload() {
    let _ = window().location().reload();
}

/// An iPhone or iPad showing us in a browser tab: the system may clear what is stored after seven days.
pub fn is_uninstalled_on_ios() -> bool {
    let navigator = window().navigator();
    let agent = navigator.user_agent().unwrap_or_default();
    let is_ios = agent.contains("iPhone")
        || agent.contains("iPad")
        || (agent.contains("Macintosh") && navigator.max_touch_points() > 1);
    let is_installed = window()
        .match_media("(display-mode: standalone)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    is_ios && !is_installed
}

/// Where in a picture (SVG) it was touched: how much of its width, and of its height; none where it was touched beside one.
pub fn within_picture(event: &MouseEvent) -> Option<(f64, f64)> {
    let touched: Element = event.target()?.dyn_into().ok()?;
    let shown = touched.closest("svg").ok()??.get_bounding_client_rect();
    let part = |at: i32, begin: f64, whole: f64| (f64::from(at) - begin) / whole.max(1.0);
    Some((
        part(event.client_x(), shown.left(), shown.width()),
        part(event.client_y(), shown.top(), shown.height()),
    ))
}
