//! Room on this device, the team's own copy of its files, the version, and leaving.

use engine::message::{MOST_ATTACHMENT_BYTES, Work};
use leptos::prelude::*;

use super::super::followed::Followed;
use super::Block;
use crate::browser::storage::{self, StorageRoom};
use crate::browser::{clock, contents, page, shell};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::i18n::{problems, sizes};
use crate::pages::agenda::ExportAgenda;
use crate::session::Session;
use crate::t;

/// Storage, export, version, locking.
#[component]
pub(super) fn Storage() -> impl IntoView {
    view! {
        <Block id="room-title" title=t!(room_title)><Room /></Block>
        <Block id="attachments-title" title=t!(case_attachments)><AttachmentRoom /></Block>
        <Block id="export-title" title=t!(export_title)><Export /></Block>
        <Block id="agenda-title" title=t!(agenda_title)><p class="soft">{t!(agenda_lead)}</p><ExportAgenda /></Block>
        <Block id="version-title" title=t!(version_title)><Version /></Block>
        <Block id="leave-title" title=t!(leave_title)><Leave /></Block>
    }
}

/// Four fifths of the room are used: worth a word.
pub(in crate::pages) fn is_nearly_full(room: StorageRoom) -> bool {
    room.used_bytes.saturating_mul(5) >= room.quota_bytes.saturating_mul(4)
}

#[component]
fn Room() -> impl IntoView {
    let room = RwSignal::new(None::<StorageRoom>);
    let look = move || leptos::task::spawn_local(async move { room.set(storage::room().await) });
    look();
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            storage::ask_persistence().await;
            look();
        });
    };
    view! {
        {move || room.get().map(|room| view! {
            <p id="room" class="num">{t!(room_used, used = sizes::room(room.used_bytes), quota = sizes::room(room.quota_bytes))}</p>
            {is_nearly_full(room).then(|| view! { <Notice weight=Weight::Problem text=t!(room_nearly_full) /> })}
            {if room.is_persistent {
                view! { <p id="room-kept" class="soft">{t!(room_kept)}</p> }.into_any()
            } else {
                view! { <AskToKeep ask=Callback::new(ask) /> }.into_any()
            }}
        })}
        {page::is_uninstalled_on_ios().then(|| view! { <Notice weight=Weight::Waiting text=t!(room_install) /> })}
    }
}

#[component]
fn AskToKeep(ask: Callback<()>) -> impl IntoView {
    view! {
        <p class="soft">{t!(room_not_kept)}</p>
        <button type="button" id="storage-persist" class="button-quiet" on:click=move |_| ask.run(())>{t!(room_ask)}</button>
    }
}

/// What attachments take here, and what of them waits to be sent.
#[component]
fn AttachmentRoom() -> impl IntoView {
    let session = expect_context::<Session>();
    let totals = Followed::of(session, move || async move {
        session.engine.attachment_totals().await
    });
    let progress = session.engine.news.progress;
    let sending = move || {
        let progress = progress.get()?;
        let is_ours = progress.work == Work::SendingAttachments;
        is_ours.then(|| {
            t!(
                attachments_sending,
                done = progress.done,
                total = progress.total
            )
        })
    };
    view! {
        <LiveNotice weight=Weight::Problem text=totals.sentence() />
        {move || totals.found.get().map(|totals| view! {
            <p id="attachments-here" class="num">{t!(attachments_here, count = totals.count, size = sizes::file(totals.bytes))}</p>
            {(totals.waiting > 0).then(|| view! {
                <p id="attachments-waiting" class="num">{t!(attachments_waiting, count = totals.waiting, size = sizes::file(totals.waiting_bytes))}</p>
            })}
            {totals.problem.as_ref().map(|problem| view! { <Notice weight=Weight::Waiting text=problems::sync_problem(problem) /> })}
        })}
        <p class="soft num" role="status">{sending}</p>
        <p class="soft">{t!(attachments_cap, most = sizes::most(MOST_ATTACHMENT_BYTES))}</p>
    }
}

#[component]
fn Export() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let sentence = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let export = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        sentence.set(None);
        leptos::task::spawn_local(async move {
            let name = format!("permanence-{}.json", clock::today());
            match session.engine.export().await {
                Ok(bytes) if contents::offer(&name, "application/json", &bytes) => {
                    toasts.say(t!(export_done));
                }
                Ok(_) => sentence.set(Some(t!(export_refused).to_owned())),
                Err(refused) => sentence.set(Some(AskError::sentence(&refused))),
            }
            is_busy.set(false);
        });
    };
    view! {
        <p class="soft">{t!(export_lead)}</p>
        <LiveNotice weight=Weight::Problem text=sentence />
        <button type="button" id="export" class="button-quiet" aria-disabled=move || is_busy.get().then_some("true") on:click=export>
            <Glyph icon=Icon::DOWNLOAD /><span>{t!(export)}</span>
        </button>
    }
}

#[component]
fn Version() -> impl IntoView {
    let has_update = RwSignal::new(shell::has_update());
    let is_looked = RwSignal::new(false);
    let look = move |_| {
        leptos::task::spawn_local(async move {
            shell::look_for_update().await;
            has_update.set(shell::has_update());
            is_looked.set(true);
        });
    };
    let word = move || match (has_update.get(), is_looked.get()) {
        (true, _) => t!(version_waits),
        (false, true) => t!(version_none),
        (false, false) => "",
    };
    view! {
        <p class="soft num" id="version">{t!(version_of, build = crate::BUILD)}</p>
        <p role="status">{word}</p>
        {move || if has_update.get() {
            view! {
                <button type="button" id="update-activate" class="button" on:click=|_| shell::activate_update()>{t!(version_take)}</button>
            }.into_any()
        } else {
            view! {
                <button type="button" id="update-look" class="button-quiet" on:click=look>
                    <Glyph icon=Icon::REFRESH /><span>{t!(version_look)}</span>
                </button>
            }.into_any()
        }}
    }
}

#[component]
fn Leave() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_demo = session
        .opened
        .with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.is_demo));
    let pending = move || session.engine.news.sync.with(|sync| sync.pending);
    view! {
        {move || (pending() > 0 && !is_demo).then(|| view! { <p class="soft">{t!(leave_pending, count = pending())}</p> })}
        <div class="buttons">
            <button type="button" id="settings-lock" class="button-quiet" on:click=move |_| session.lock()>
                <Glyph icon=Icon::LOCK /><span>{t!(leave_lock)}</span>
            </button>
            {is_demo.then(|| view! { <LeaveDemo /> })}
        </div>
    }
}

#[component]
fn LeaveDemo() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let leave = move |_| {
        leptos::task::spawn_local(async move {
            match session.engine.leave_demo().await {
                Ok(()) => page::reload(),
                Err(refused) => toasts.say(refused.sentence()),
            }
        });
    };
    view! {
        <button type="button" id="demo-leave" class="button-danger" on:click=leave>
            <Glyph icon=Icon::REMOVE /><span>{t!(demo_leave)}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(used_bytes: u64, quota_bytes: u64, expected: bool) {
        assert_eq!(
            is_nearly_full(StorageRoom {
                used_bytes,
                quota_bytes,
                is_persistent: true
            }),
            expected
        );
    }

    #[test]
    fn a_word_is_said_from_four_fifths_on() {
        check(79, 100, false);
        check(80, 100, true);
        check(u64::MAX, u64::MAX, true);
    }
}
