//! The schema of a kind of record: the table of the program, and the fields of the team.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::choice::{Choices, OwnChoice};
use crate::field::FieldSpec;
use crate::key::RecordKind;

/// The fields of one kind of record. Consumers iterate [`Schema::fields`] and never list them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    kind: RecordKind,
    fixed: Cow<'static, [FieldSpec]>,
    team: Vec<FieldSpec>,
}

impl Schema {
    /// The schema of a table of the program. Made by [`fields!`](crate::fields).
    pub const fn new(kind: RecordKind, fixed: &'static [FieldSpec]) -> Self {
        Self {
            kind,
            fixed: Cow::Borrowed(fixed),
            team: Vec::new(),
        }
    }

    /// The same schema with the fields a team defined. One whose id is taken is left out.
    #[must_use]
    pub fn with_team_fields(mut self, specs: impl IntoIterator<Item = FieldSpec>) -> Self {
        for spec in specs {
            if self.field(spec.id.as_str()).is_none() {
                self.team.push(spec);
            }
        }
        self
    }

    /// The same schema, with choices that the team added to a list of the program, wherever that list is one to choose from.
    #[must_use]
    pub fn with_own_choices(mut self, list: &str, own: &Arc<[OwnChoice]>) -> Self {
        let is_of_list = |spec: &FieldSpec| {
            let choices = spec.choices.as_ref().and_then(Choices::list);
            choices.is_some_and(|known| known.name == list)
        };
        if self.fixed.iter().any(is_of_list) {
            for spec in self
                .fixed
                .to_mut()
                .iter_mut()
                .filter(|spec| is_of_list(spec))
            {
                let known = spec.choices.as_ref().and_then(Choices::list);
                spec.choices = known.map(|known| Choices::Extended(known, Arc::clone(own)));
            }
        }
        self
    }

    /// The kind of record.
    pub fn kind(&self) -> &RecordKind {
        &self.kind
    }

    /// Every field: those of the program, then those of the team.
    pub fn fields(&self) -> impl Iterator<Item = &FieldSpec> {
        self.fixed.iter().chain(&self.team)
    }

    /// The field of this id.
    pub fn field(&self, id: &str) -> Option<&FieldSpec> {
        self.fields().find(|spec| spec.id == *id)
    }

    /// The sections of the form, in the order they first appear.
    pub fn sections(&self) -> impl Iterator<Item = &'static str> {
        let mut seen = BTreeSet::new();
        self.fields()
            .map(|spec| spec.section)
            .filter(move |section| seen.insert(*section))
    }

    /// The ids the program knows of this kind: kind, fields and choices.
    pub fn known_ids(&self) -> impl Iterator<Item = &'static str> {
        let fields = self.fixed.iter().flat_map(|spec| {
            let choices: &[&'static str] = match &spec.choices {
                Some(choices) => choices.list().map_or(&[], |list| list.ids),
                None => &[],
            };
            choices.iter().copied().chain(spec.id.as_known())
        });
        self.kind.as_known().into_iter().chain(fields)
    }
}

/// Declares a kind of record: its typed fields, and the table that generic consumers iterate.
///
/// Gives a constant [`Field`](crate::Field) a line, and a type with `ID`, `KIND`, `FIELDS` and
/// `SCHEMA`. Meaning lives in the builders of `Field`, not here.
#[macro_export]
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident = $kind:literal {
        $($(#[$doc:meta])* $field:ident: $type:ty = $spec:expr;)*
    }) => {
        $($(#[$doc])* pub const $field: $crate::Field<$type> = $spec;)*

        $(#[$meta])*
        #[derive(Debug)]
        pub enum $name {}

        impl $name {
            /// The id of this kind of record.
            pub const ID: &'static str = $kind;
            /// This kind of record.
            pub const KIND: $crate::RecordKind = $crate::RecordKind::known($kind);
            /// The fields of this kind of record, in the order of its form.
            pub const FIELDS: &'static [$crate::FieldSpec] = &[$($field.spec()),*];
            /// The schema of this kind of record.
            pub const SCHEMA: &'static $crate::Schema =
                &$crate::Schema::new(Self::KIND, Self::FIELDS);
        }
    };
}
