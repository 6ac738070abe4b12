//! The short identifiers of a schema: fields, record kinds, choices.
//!
//! Ids the program knows are `&'static str` and cost nothing to copy; ids that came from a newer
//! device or from a field the team defined share one allocation. Both compare by their text.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The text of an identifier, static where the program knows it.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    Known(&'static str),
    Shared(Arc<str>),
}

impl Key {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Known(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.as_str(), other.as_str());
        std::ptr::eq(ours, theirs) || ours == theirs
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Declares a newtype over [`Key`], so that a field id is never taken for a kind.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) Key);

        impl $name {
            /// An id the program knows.
            pub const fn known(id: &'static str) -> Self {
                Self(Key::Known(id))
            }

            /// An id from elsewhere: a newer device, or a field the team defined.
            pub fn shared(id: &str) -> Self {
                Self(Key::Shared(Arc::from(id)))
            }

            /// The static text, where the program knows the id.
            pub const fn as_known(&self) -> Option<&'static str> {
                match &self.0 {
                    Key::Known(id) => Some(id),
                    Key::Shared(_) => None,
                }
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<&'static str> for $name {
            fn from(id: &'static str) -> Self {
                Self::known(id)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Ok(Self(Key::Shared(Arc::from(text))))
            }
        }
    };
}

key! {
    /// The id of a field within its record kind.
    FieldKey
}

key! {
    /// The id of a kind of record: `case`, `person`…
    RecordKind
}

key! {
    /// The id of one answer of a list of choices.
    ChoiceId
}

/// The ids the program knows, so that decoding gives back the static text instead of a copy.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Sorted, without duplicates.
    known: Vec<&'static str>,
}

impl Vocabulary {
    /// A vocabulary that knows nothing: every decoded id is a copy.
    pub const EMPTY: Self = Self { known: Vec::new() };

    /// The vocabulary of these ids, in any order, repeats allowed.
    pub fn new(ids: impl IntoIterator<Item = &'static str>) -> Self {
        let mut known: Vec<_> = ids.into_iter().collect();
        known.sort_unstable();
        known.dedup();
        Self { known }
    }

    /// The static text equal to `text`, if the program knows it.
    pub fn find(&self, text: &str) -> Option<&'static str> {
        let place = self.known.binary_search(&text).ok()?;
        self.known.get(place).copied()
    }

    pub(crate) fn key(&self, text: &str) -> Key {
        match self.find(text) {
            Some(known) => Key::Known(known),
            None => Key::Shared(Arc::from(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_and_shared_ids_compare_by_text() {
        assert_eq!(FieldKey::known("housing"), FieldKey::shared("housing"));
        assert!(FieldKey::known("a") < FieldKey::shared("b"));
        assert_eq!(FieldKey::shared("housing"), "housing");
    }

    #[test]
    fn the_vocabulary_gives_back_the_static_text() {
        let vocabulary = Vocabulary::new(["town", "housing", "town"]);
        assert_eq!(vocabulary.find("town"), Some("town"));
        assert_eq!(vocabulary.find("tow"), None);
        assert!(matches!(vocabulary.key("town"), Key::Known(_)));
        assert!(matches!(vocabulary.key("elsewhere"), Key::Shared(_)));
    }
}
