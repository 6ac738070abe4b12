//! The sync line: three states in words and icon. "Synchronised" is only ever what the endpoint acknowledged.

use engine::message::SyncState;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::dates;
use crate::t;

/// What the line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// All is on this device, and nowhere else as far as we know.
    Saved,
    /// So many entries wait to be acknowledged.
    Pending(u32),
    /// All was acknowledged, at that moment.
    Done(i64),
}

/// Which of the three states it is. Pure.
fn line_of(state: &SyncState) -> Line {
    match (state.pending, state.synced_at_ms) {
        (0, Some(at_ms)) => Line::Done(at_ms),
        (0, None) => Line::Saved,
        (pending, _) if has_endpoint(state) => Line::Pending(pending),
        (_, _) => Line::Saved,
    }
}

/// A team without an invitation sends nothing: its work is saved, it does not wait.
fn has_endpoint(state: &SyncState) -> bool {
    use engine::message::SyncProblem::NotInvited;
    state.synced_at_ms.is_some() || !matches!(state.problem, Some(NotInvited))
}

/// The words and the icon of the line.
fn look(line: Line) -> (&'static str, Icon, String) {
    match line {
        Line::Saved => ("sync-line", Icon::SAVED, t!(sync_saved).to_owned()),
        Line::Pending(count) => (
            "sync-line is-pending",
            Icon::WAITING,
            t!(sync_pending, count = count),
        ),
        Line::Done(at_ms) => (
            "sync-line is-done",
            Icon::SYNCED,
            t!(sync_done, when = when(at_ms)),
        ),
    }
}

fn when(at_ms: i64) -> String {
    dates::at_moment(at_ms)
}

/// The sync line.
#[component]
pub fn SyncLine(
    /// The engine's word.
    #[prop(into)]
    state: Signal<SyncState>,
) -> impl IntoView {
    let line = Memo::new(move |_| state.with(line_of));
    view! {
        <p class="sync" role="status">
            {move || {
                let (class, icon, words) = look(line.get());
                view! { <span class=class><Glyph icon /><span>{words}</span></span> }
            }}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use engine::message::SyncProblem;

    use super::*;

    #[track_caller]
    fn check(
        pending: u32,
        synced_at_ms: Option<i64>,
        problem: Option<SyncProblem>,
        expected: Line,
    ) {
        let state = SyncState {
            pending,
            synced_at_ms,
            problem,
            ..SyncState::default()
        };
        assert_eq!(line_of(&state), expected);
    }

    #[test]
    fn the_line_never_says_more_than_the_endpoint_did() {
        check(0, None, None, Line::Saved);
        check(3, None, None, Line::Pending(3));
        check(3, None, Some(SyncProblem::NotInvited), Line::Saved);
        check(3, Some(7), Some(SyncProblem::Unreachable), Line::Pending(3));
        check(0, Some(7), Some(SyncProblem::Unreachable), Line::Done(7));
        check(0, Some(7), None, Line::Done(7));
    }
}
