//! A choice that the team adds to a list of the program: it is chosen, read, exported and kept in the history like the others.
//!
//! Only lists that no rule or figure reads by its choices can be added to: what an interview of a new status counts as, nobody could say.

use std::collections::BTreeMap;
use std::sync::Arc;

use record::{ChoiceId, Field, OwnChoice, Record, fields};

/// The lists that a team may add to.
pub const LISTS: [&str; 12] = [
    "origin",
    "problem",
    "relationship",
    "complaint",
    "theme",
    "interview_mode",
    "partner_kind",
    "closure_reason",
    "family_situation",
    "housing",
    "income",
    "procedure_kind",
];

fields! {
    /// A choice that the team adds.
    TeamChoice = "choice" {
        /// The list it is added to: one of [`LISTS`].
        LIST: String = Field::new("list").figures().since(3);
        /// What it is called.
        LABEL: String = Field::new("label").figures().listed().since(3);
        /// Whether forms offer it no longer. What was written stays.
        IS_RETIRED: bool = Field::new("is_retired").figures().since(3);
    }
}

/// The choices added, by the list they are added to, in the order of their labels. One of a newer version's list is passed over. The id
/// follows from that of the record, so it is never reused.
pub(crate) fn own_choices<'r>(
    records: impl IntoIterator<Item = &'r Record>,
) -> BTreeMap<&'static str, Arc<[OwnChoice]>> {
    let mut by_list: BTreeMap<&'static str, Vec<OwnChoice>> = BTreeMap::new();
    for record in records {
        if let Some((list, own)) = own_choice(record) {
            by_list.entry(list).or_default().push(own);
        }
    }
    let sorted = by_list.into_iter().map(|(list, mut own)| {
        own.sort_by(|a, b| (&a.label, &a.id).cmp(&(&b.label, &b.id)));
        (list, Arc::from(own))
    });
    sorted.collect()
}

fn own_choice(record: &Record) -> Option<(&'static str, OwnChoice)> {
    if *record.kind() != TeamChoice::KIND {
        return None;
    }
    let named = record.get(LIST)?;
    let list = LISTS.into_iter().find(|list| *list == named)?;
    let label = record.get(LABEL).filter(|label| !label.trim().is_empty())?;
    Some((
        list,
        OwnChoice {
            id: ChoiceId::shared(&format!("team_{}", record.id())),
            label: Arc::from(label.trim()),
            is_retired: record.get(IS_RETIRED) == Some(true),
        },
    ))
}
