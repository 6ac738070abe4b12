//! One of a few: a group of radio buttons that look like a switch.

use leptos::prelude::*;

/// One of a few.
#[component]
pub fn ChoiceOf<T>(
    /// Unique on the page.
    name: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The choices, in order.
    options: Vec<(T, String)>,
    /// The one in force.
    #[prop(into)]
    value: Signal<T>,
    /// Called with the one chosen.
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let radios = options
        .into_iter()
        .enumerate()
        .map(|(position, (option, word))| {
            view! {
                <label class="choice-option">
                    <input
                        type="radio"
                        name=name
                        id=format!("{name}-{position}")
                        prop:checked=move || value.get() == option
                        on:change=move |_| on_choose.run(option)
                    />
                    <span class="choice-word">{word}</span>
                </label>
            }
        });
    view! {
        <fieldset class="choice">
            <legend class="field-label">{label}</legend>
            <div class="choice-options">{radios.collect_view()}</div>
        </fieldset>
    }
}
