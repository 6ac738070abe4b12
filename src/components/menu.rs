//! A menu that unfolds from a button, and folds with Escape or once something was chosen.

use leptos::html::Details;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::browser::page;

/// Folds a menu.
#[derive(Clone, Copy)]
pub struct Fold(NodeRef<Details>);

impl Fold {
    /// Of a menu to be made.
    pub fn new() -> Self {
        Self(NodeRef::new())
    }

    /// Folds it.
    pub fn fold(self) {
        if let Some(menu) = self.0.get_untracked() {
            menu.set_open(false);
        }
    }

    fn is_open(self) -> bool {
        self.0.get_untracked().is_some_and(|menu| menu.open())
    }
}

/// A menu. Its lines are `<li>` with something of class `menu-item`.
#[component]
pub fn Menu(
    /// Unique on the page; the button that opens it has `-open` at the end.
    #[prop(into)]
    id: String,
    /// What the button says.
    word: &'static str,
    /// Stands before the word.
    icon: Icon,
    /// Folds it from one of its lines.
    fold: Fold,
    /// The lines.
    children: Children,
) -> impl IntoView {
    let opener = format!("{id}-open");
    let on_key = {
        let opener = opener.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if fold.is_open() && event.key() == "Escape" {
                event.prevent_default();
                fold.fold();
                page::focus(&opener);
            }
        }
    };
    view! {
        <details class="menu" id=id node_ref=fold.0 on:keydown=on_key>
            <summary id=opener class="button-quiet"><Glyph icon /><span>{word}</span></summary>
            <ul class="menu-items">{children()}</ul>
        </details>
    }
}
