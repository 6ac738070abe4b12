//! What two people wrote at the same time in a case, and a person's decision between them.

use engine::message::{FieldEdit, FieldView, RecordEdit, RecordView};
use leptos::prelude::*;

use crate::components::conflict::{Conflict, ConflictOf, Decision};
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
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {conflicts.into_iter().map(|of| view! { <Conflict of on_decide=decide /> }).collect_view()}
    }
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
