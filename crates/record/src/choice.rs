//! Lists of choices: enums with stable ids, and the lists a team defines for itself.

use std::sync::Arc;

use crate::key::ChoiceId;

/// A list of choices the program knows. Made by [`choices!`](crate::choices).
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceList {
    /// The id of the list: the label of a choice is `choice-<name>-<id>`.
    pub name: &'static str,
    /// The ids in the order they are shown; from low to high where they are levels.
    pub ids: &'static [&'static str],
}

/// The choices of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// A list the program knows; labels are in the locales.
    Fixed(&'static ChoiceList),
    /// A list the team wrote: each id is its own label.
    Team(Arc<[ChoiceId]>),
    /// A list the program knows, and after it what the team added.
    Extended(&'static ChoiceList, Arc<[OwnChoice]>),
}

/// A choice that the team added to a list of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChoice {
    /// The stable id.
    pub id: ChoiceId,
    /// What the team calls it.
    pub label: Arc<str>,
    /// Forms offer it no longer; what was written stays.
    pub is_retired: bool,
}

impl Choices {
    /// The place of a choice in the list, from 0.
    pub fn rank(&self, id: &str) -> Option<usize> {
        match self {
            Self::Fixed(list) => list.ids.iter().position(|known| *known == id),
            Self::Team(ids) => ids.iter().position(|known| *known == id),
            Self::Extended(list, own) => {
                let of_list = list.ids.iter().position(|known| *known == id);
                of_list.or_else(|| {
                    let place = own.iter().position(|known| known.id == *id)?;
                    Some(list.ids.len() + place)
                })
            }
        }
    }

    /// The ids, in the order they are shown.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let (fixed, team): (&[&'static str], &[ChoiceId]) = match self {
            Self::Fixed(list) | Self::Extended(list, _) => (list.ids, &[]),
            Self::Team(ids) => (&[], ids),
        };
        fixed
            .iter()
            .copied()
            .chain(team.iter().map(ChoiceId::as_str))
            .chain(self.own().iter().map(|own| own.id.as_str()))
    }

    /// The list of the program, where it is one.
    pub const fn list(&self) -> Option<&'static ChoiceList> {
        match self {
            Self::Fixed(list) | Self::Extended(list, _) => Some(list),
            Self::Team(_) => None,
        }
    }

    /// What the team added to a list of the program.
    pub fn own(&self) -> &[OwnChoice] {
        match self {
            Self::Extended(_, own) => own,
            Self::Fixed(_) | Self::Team(_) => &[],
        }
    }
}

/// An enum of choices. Implemented by [`choices!`](crate::choices).
pub trait Choice: Copy + 'static {
    /// The ids, in the order of [`Choice::ALL`].
    const LIST: &'static ChoiceList;
    /// Every choice, in the order they are shown.
    const ALL: &'static [Self];

    /// The stable id, as stored.
    fn id(self) -> &'static str;

    /// The choice of an id; `None` for one of a newer version.
    fn from_id(id: &str) -> Option<Self>;
}

/// Declares an enum of choices with stable ids, usable as the type of a field.
///
/// Ids are never reused. Order is the order on the screen, and from low to high for levels.
#[macro_export]
macro_rules! choices {
    ($(
        $(#[$meta:meta])*
        $name:ident = $list:literal { $($(#[$doc:meta])* $variant:ident = $id:literal),* $(,)? }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* #[doc = concat!("Stored as `", $id, "`.")] $variant,)*
        }

        impl $crate::Choice for $name {
            const LIST: &'static $crate::ChoiceList =
                &$crate::ChoiceList { name: $list, ids: &[$($id),*] };
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(<Self as $crate::Choice>::id(*self))
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let id = <std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(from)?;
                <Self as $crate::Choice>::from_id(&id)
                    .ok_or_else(|| $crate::serde::de::Error::custom("not a choice of the list"))
            }
        }

        impl $crate::Scalar for $name {
            const KIND: $crate::Kind = $crate::Kind::Choice;
            const CHOICES: Option<&'static $crate::ChoiceList> =
                Some(<Self as $crate::Choice>::LIST);

            fn from_value(value: &$crate::Value) -> Option<Self> {
                value.as_choice().and_then(<Self as $crate::Choice>::from_id)
            }

            fn into_value(self) -> $crate::Value {
                $crate::Value::choice(<Self as $crate::Choice>::id(self))
            }
        }

        impl $crate::Element for $name {
            const SET_KIND: $crate::Kind = $crate::Kind::Choices;
        }
    )*};
}
