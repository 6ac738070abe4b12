//! The fields of a record in the groups of its schema.

use leptos::prelude::*;
use record::{FieldSpec, Schema};

use super::draft::Draft;
use super::input::FieldInput;
use super::options::Options;
use crate::i18n::labels;
use crate::schemas;

/// Which fields a form shows.
#[derive(Debug, Clone, Copy)]
pub enum Pick {
    /// All that forms ask for, but those of these sections.
    AllBut(&'static [&'static str]),
    /// Only these, in the order of the schema.
    Only(&'static [&'static str]),
}

impl Pick {
    fn takes(self, spec: &FieldSpec) -> bool {
        match self {
            Self::AllBut(sections) => spec.is_asked && !sections.contains(&spec.section),
            Self::Only(ids) => ids.contains(&spec.id.as_str()),
        }
    }
}

/// The fields picked, without headings: for short forms.
#[component]
pub fn RecordForm(
    /// The draft.
    draft: RwSignal<Draft>,
    /// Which fields.
    pick: Pick,
    /// What references may point to.
    options: Signal<Options>,
) -> impl IntoView {
    let schema = schema_of(draft);
    let fields: Vec<FieldSpec> = schema
        .into_iter()
        .flat_map(|schema| picked(&schema, pick, None))
        .collect();
    view! { <div class="form-grid">{inputs(fields, draft, options)}</div> }
}

/// The fields picked, a section each group; all but the first of the schema are folded until asked for.
#[component]
pub fn FormSections(
    /// The draft.
    draft: RwSignal<Draft>,
    /// Which fields.
    pick: Pick,
    /// The section that stands first, open, whatever the schema says.
    #[prop(default = None)]
    lead: Option<&'static str>,
    /// What references may point to.
    options: Signal<Options>,
) -> impl IntoView {
    let Some(schema) = schema_of(draft) else {
        return ().into_any();
    };
    let first = schema.sections().next();
    let sections = in_order(&schema, lead).into_iter().filter_map(|section| {
        let fields = picked(&schema, pick, Some(section));
        let is_open = Some(section) == lead || Some(section) == first;
        (!fields.is_empty()).then(|| {
            view! {
                <details class="form-section" open=is_open data-section=section>
                    <summary class="section-title">{labels::section(section)}</summary>
                    <div class="form-grid">{inputs(fields, draft, options)}</div>
                </details>
            }
        })
    });
    sections.collect_view().into_any()
}

/// The sections of a schema, the leading one first.
fn in_order(schema: &Schema, lead: Option<&'static str>) -> Vec<&'static str> {
    let rest = schema.sections().filter(|section| Some(*section) != lead);
    lead.into_iter().chain(rest).collect()
}

fn schema_of(draft: RwSignal<Draft>) -> Option<Schema> {
    draft.with_untracked(|draft| schemas::of_kind(&draft.kind))
}

fn picked(schema: &Schema, pick: Pick, section: Option<&str>) -> Vec<FieldSpec> {
    let of_section = |spec: &&FieldSpec| section.is_none_or(|section| spec.section == section);
    schema
        .fields()
        .filter(of_section)
        .filter(|spec| pick.takes(spec))
        .cloned()
        .collect()
}

fn inputs(
    fields: Vec<FieldSpec>,
    draft: RwSignal<Draft>,
    options: Signal<Options>,
) -> impl IntoView {
    fields
        .into_iter()
        .map(|spec| view! { <FieldInput spec draft options /> })
        .collect_view()
}
