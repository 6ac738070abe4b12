//! The way to take tables away: as a workbook or as text, made in a worker, with how far it is.

use std::pin::Pin;

use engine::message::table::{Book, Format, Refusal};
use leptos::prelude::*;

use super::icon::Icon;
use super::menu::{Fold, Menu};
use super::toast::Toasts;
use crate::browser::{clock, contents};
use crate::engine_client::AskError;
use crate::files;
use crate::t;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Tables on their way: read from the engine where they are not on the screen.
pub type Making = Pin<Box<dyn Future<Output = Result<Book, AskError>>>>;

/// Tables that are there already.
pub fn made(book: Book) -> Making {
    Box::pin(async { Ok(book) })
}

/// A menu of the files that tables can leave as.
#[component]
pub fn Export(
    /// Unique on the page.
    id: &'static str,
    /// What the file is called, before the day.
    name: &'static str,
    /// The tables, as they are when the file is asked for.
    book: Callback<(), Making>,
    /// What is to know before the file leaves.
    #[prop(optional)]
    caution: Option<&'static str>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let fold = Fold::new();
    let part = RwSignal::new(None::<u8>);
    let save = move |format: Format| {
        fold.fold();
        if part.get_untracked().is_some() {
            return;
        }
        part.set(Some(0));
        let book = book.run(());
        leptos::task::spawn_local(async move {
            // The page may have gone.
            let progress = move |done| {
                let _ = part.try_set(Some(done));
            };
            let book = match book.await {
                Ok(book) => book,
                Err(refused) => {
                    let _ = part.try_set(None);
                    return toasts.refuse(refused.sentence());
                }
            };
            let written = files::write(format, book, progress).await;
            let _ = part.try_set(None);
            let (ending, media_type) = match format {
                Format::Xlsx => ("xlsx", XLSX),
                Format::Csv => ("csv", "text/csv"),
                Format::Json => ("json", "application/json"),
            };
            let file_name = format!("{name}-{}.{ending}", clock::today());
            match written {
                Ok(file) if contents::offer(&file_name, media_type, &file) => {
                    toasts.say(t!(export_done));
                }
                Ok(_) => toasts.refuse(t!(export_refused).to_owned()),
                Err(Refusal::TooLarge) => toasts.refuse(t!(export_too_large).to_owned()),
                Err(_) => toasts.refuse(t!(export_fault).to_owned()),
            }
        });
    };
    view! {
        <Menu id=id word=t!(export_tables) icon=Icon::DOWNLOAD fold>
            {caution.map(|text| view! { <li class="menu-text">{text}</li> })}
            <li><button type="button" class="menu-item" id=format!("{id}-xlsx") on:click=move |_| save(Format::Xlsx)>{t!(export_xlsx)}</button></li>
            <li><button type="button" class="menu-item" id=format!("{id}-csv") on:click=move |_| save(Format::Csv)>{t!(export_csv)}</button></li>
            <li><button type="button" class="menu-item" id=format!("{id}-json") on:click=move |_| save(Format::Json)>{t!(export_json)}</button></li>
        </Menu>
        <div class="export-part" role="status">
            {move || part.get().map(|part| view! { <progress max="100" value=part.to_string() aria-label=t!(export_under_way)></progress> })}
        </div>
    }
}
