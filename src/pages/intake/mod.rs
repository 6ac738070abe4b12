//! The intake on the worker's side: begun here, taken over here. In between, nothing of the work is on the device's screen.

mod begin;
mod review;
mod words;

pub(super) use begin::BeginPage;
pub(super) use review::ReviewPage;

use intake::desk::{Asked, Told};
use leptos::prelude::*;

use crate::browser::kiosk::{self, UnderWay};
use crate::desk;
use crate::navigator::Navigator;
use crate::route::Route;

/// The secret was right: an intake that somebody asked to end has ended, and what it sealed is proposed.
pub(super) fn end_where_asked(navigator: Navigator) {
    if kiosk::under_way() == UnderWay::No {
        return;
    }
    kiosk::set_under_way(UnderWay::No);
    leptos::task::spawn_local(async move {
        // Where the desk does not answer, its ticket stays, and the next intake says so.
        desk::ask(&Asked::Close).await;
        navigator.replace(Route::IntakeReview);
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
