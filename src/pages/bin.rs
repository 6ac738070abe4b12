//! The bin: what was put away, hidden and uncounted, until somebody restores it.

use engine::message::BinRow;
use leptos::prelude::*;

use super::actions::Actions;
use super::followed::Followed;
use super::heading::{BackLink, Heading};
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::more::{More, ROWS_AT_A_TIME, Shown};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::{dates, labels};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The bin.
#[component]
pub(super) fn BinPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let most = RwSignal::new(ROWS_AT_A_TIME);
    let bin = Followed::of(session, move || {
        let most = most.get();
        async move { session.engine.bin(most).await }
    });
    let shown = Memo::new(move |_| bin.found.with(|bin| bin.as_ref().map(Shown::from)));
    let is_empty = Memo::new(move |_| shown.get().map(|shown| shown.rows == 0));
    let rows = move || bin.found.get().map(|bin| bin.rows).unwrap_or_default();
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(bin_title).to_owned()) /></header>
            <p class="lead">{t!(bin_text)}</p>
            <LiveNotice weight=Weight::Problem text=bin.sentence() />
            {move || match is_empty.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(true) => view! { <Empty icon=Icon::REMOVE title=t!(bin_empty_title) text=t!(bin_empty) /> }.into_any(),
                Some(false) => view! { <ul class="list"><For each=rows key=|row| row.record children=|row| view! { <BinLine row /> } /></ul> }.into_any(),
            }}
            <More shown most />
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
