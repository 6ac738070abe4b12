//! What stands above the page until it is mended: sentences, each with a way on.

use leptos::prelude::*;

use super::notice::{Notice, Weight};

/// A sentence above the page.
#[derive(Clone)]
pub struct Banner {
    /// How much it matters.
    pub weight: Weight,
    /// The sentence.
    pub text: String,
    /// What can be done: a word and a way.
    pub action: Option<(String, Callback<()>)>,
}

/// All that stand.
#[component]
pub fn Banners(
    /// In the order shown.
    #[prop(into)]
    banners: Signal<Vec<Banner>>,
) -> impl IntoView {
    let banner = |banner: Banner| {
        view! {
            <Notice weight=banner.weight text=banner.text>
                {banner.action.map(|(word, way)| view! {
                    <button type="button" class="button-quiet" on:click=move |_| way.run(())>{word}</button>
                })}
            </Notice>
        }
    };
    view! { <div class="banners" role="status">{move || banners.get().into_iter().map(banner).collect_view()}</div> }
}
