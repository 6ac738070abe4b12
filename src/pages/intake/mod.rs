//! The intake on the worker's side: begun here, taken over here. In between, nothing of the work is on the device's screen.

mod begin;
pub(super) mod own;
mod review;
mod taking;
mod words;

pub(super) use begin::BeginPage;
pub(super) use review::ReviewPage;

use intake::desk::{Asked, Told};
use leptos::prelude::*;

use crate::browser::kiosk::{self, UnderWay};
use crate::browser::shell;
use crate::desk;
use crate::navigator::Navigator;
use crate::route::Route;

/// The secret was right: an intake that was under way on this device has ended, and what it sealed is proposed.
pub(super) fn end_where_asked(navigator: Navigator) {
    let was_marked = kiosk::under_way() != UnderWay::No;
    kiosk::set_under_way(UnderWay::No);
    leptos::task::spawn_local(async move {
        // The mark may have been lost with a browser that was killed.
        if !was_marked && !shell::has_intake_store().await {
            return;
        }
        let is_open = matches!(desk::ask(&Asked::Where).await, Told::Where(Some(_)));
        if is_open {
            // Where the desk does not answer, its ticket stays until the next intake begins.
            desk::ask(&Asked::Close).await;
        }
        desk::end();
        if was_marked || is_open {
            navigator.replace(Route::IntakeReview);
        }
    });
}

/// How many sealed things wait to be taken over.
pub(super) fn waiting() -> RwSignal<usize> {
    let count = RwSignal::new(0);
    leptos::task::spawn_local(async move {
        if let Told::Items(items) = desk::ask(&Asked::Items).await {
            // The page may have gone.
            let _ = count.try_set(items.len());
        }
        desk::end();
    });
    count
}
