//! What two people wrote at the same time in a case, and a person's decision between them.

use std::collections::BTreeSet;

use engine::message::{FieldEdit, FieldView, RecordEdit, RecordView};
use leptos::prelude::*;

use super::people::display_name;
use crate::components::conflict::{Conflict, ConflictOf, Decision, Names};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::session::Session;
use crate::t;

/// Fields where a person must choose, and those that others wrote at the same time.
#[component]
pub(super) fn Decisions(
    /// All records of the case.
    records: Vec<RecordView>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let error = RwSignal::new(None::<AskError>);
    let decide = Callback::new(move |decision: Decision| {
        leptos::task::spawn_local(async move {
            match session.engine.save(vec![edit_of(decision)]).await {
                Ok(_) => toasts.say(t!(saved_on_device)),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    let rivals = records.into_iter().flat_map(|record| {
        let (id, kind) = (record.id, record.kind);
        record
            .fields
            .into_iter()
            .filter(|field| !field.rivals.is_empty())
            .map(move |field: FieldView| ConflictOf {
                record: id,
                kind: kind.clone(),
                field,
            })
    });
    let conflicts: Vec<ConflictOf> = rivals.collect();
    let names = names_of(session, &conflicts);
    let drawn = move || {
        let conflicts = conflicts.iter().cloned();
        conflicts
            .map(|of| view! { <Conflict of names=names.get() on_decide=decide /> })
            .collect_view()
    };
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {drawn}
    }
}

/// What the persons are called whom a merge is disputed with; filled in once the engine has said it.
fn names_of(session: Session, conflicts: &[ConflictOf]) -> RwSignal<Names> {
    let names = RwSignal::new(Names::new());
    let persons: BTreeSet<_> = conflicts.iter().flat_map(ConflictOf::merged_into).collect();
    for id in persons {
        leptos::task::spawn_local(async move {
            // Without an answer it stays "another record".
            let Ok(record) = session.engine.record(id).await else {
                return;
            };
            let name = display_name(&record);
            if !name.is_empty() {
                // The page may have gone.
                let _ = names.try_update(|names| names.insert(id, name));
            }
        });
    }
    names
}

fn edit_of(decision: Decision) -> RecordEdit {
    let field = FieldEdit {
        field: decision.field,
        values: decision.value.into_iter().collect(),
        dots: decision.dots,
    };
    RecordEdit {
        id: decision.record,
        kind: decision.kind,
        fields: vec![field],
    }
}
