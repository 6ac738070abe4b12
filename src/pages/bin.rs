//! The bin: what was put away, hidden and uncounted, until somebody restores it.

use engine::message::BinRow;
use leptos::prelude::*;

use super::actions::Actions;
use super::followed::Followed;
use super::heading::{BackLink, Heading};
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::{dates, labels};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The bin.
#[component]
pub(super) fn BinPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let rows = Followed::of(session, move || async move { session.engine.bin().await });
    let is_empty = Memo::new(move |_| rows.found.with(|rows| rows.as_ref().map(Vec::is_empty)));
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(bin_title).to_owned()) /></header>
            <p class="lead">{t!(bin_text)}</p>
            <LiveNotice weight=Weight::Problem text=rows.sentence() />
            {move || match is_empty.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(true) => view! { <Empty icon=Icon::REMOVE title=t!(bin_empty_title) text=t!(bin_empty) /> }.into_any(),
                Some(false) => view! { <ul class="list"><For each=move || rows.found.get().unwrap_or_default() key=|row| row.record children=|row| view! { <BinLine row /> } /></ul> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn BinLine(row: BinRow) -> impl IntoView {
    let actions = Actions::of_page();
    let kind = labels::kind(&row.kind);
    let title = match row.name.as_str() {
        "" => kind.clone(),
        name => format!("{kind} · {name}"),
    };
    let record = row.record;
    let label = t!(bin_restore_what, what = title.clone());
    view! {
        <li class="line">
            <span class="grow"><b>{title}</b><span class="soft">{t!(bin_since, day = dates::on_day(row.day))}</span></span>
            <button type="button" class="button-quiet" aria-label=label on:click=move |_| actions.restore(record, Callback::new(|()| {}))>
                <Glyph icon=Icon::UNDO /><span>{t!(bin_restore)}</span>
            </button>
        </li>
    }
}
