//! The Rust types a field can have, and how each reads the displayed content of a register.

use chrono::NaiveDate;

use crate::choice::{ChoiceList, Choices};
use crate::field::{Kind, Merge};
use crate::ids::{DeviceId, RecordId};
use crate::register::Register;
use crate::value::{TimeOfDay, Value};

/// The type of a field.
pub trait FieldType: Sized {
    /// The kind of a field of this type, unless its builder says otherwise.
    const KIND: Kind;
    /// The choices of a field of this type.
    const CHOICES: Option<&'static ChoiceList> = None;

    /// What the register displays; `None` if nothing, or only what a newer version can read.
    fn read(register: &Register, merge: Merge, choices: Option<&Choices>) -> Option<Self>;

    /// The values that say this, as [`Edit::put`](crate::Edit::put) takes them.
    fn into_values(self) -> Vec<Value>;
}

/// A type that is one value.
pub trait Scalar: Sized {
    /// The kind of a field of this type.
    const KIND: Kind;
    /// The choices of a field of this type.
    const CHOICES: Option<&'static ChoiceList> = None;

    /// Reads one value; `None` where it is of another kind or out of range.
    fn from_value(value: &Value) -> Option<Self>;

    /// The value that says this.
    fn into_value(self) -> Value;
}

/// A type whose sets can be the type of a field.
pub trait Element: Scalar {
    /// The kind of a field that holds a set of these.
    const SET_KIND: Kind;
}

impl<T: Scalar> FieldType for T {
    const KIND: Kind = T::KIND;
    const CHOICES: Option<&'static ChoiceList> = T::CHOICES;

    fn read(register: &Register, merge: Merge, choices: Option<&Choices>) -> Option<Self> {
        T::from_value(register.displayed(merge, choices)?)
    }

    fn into_values(self) -> Vec<Value> {
        vec![self.into_value()]
    }
}

/// The elements of a set field, without repeats, in the order of their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T>(Vec<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Set<T> {
    /// The elements.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T: PartialEq> Set<T> {
    /// Whether the element is there.
    pub fn contains(&self, element: &T) -> bool {
        self.0.contains(element)
    }
}

impl<T: PartialEq> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut set = Vec::new();
        for element in elements {
            if !set.contains(&element) {
                set.push(element);
            }
        }
        Self(set)
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Element> FieldType for Set<T> {
    const KIND: Kind = T::SET_KIND;
    const CHOICES: Option<&'static ChoiceList> = T::CHOICES;

    fn read(register: &Register, _: Merge, _: Option<&Choices>) -> Option<Self> {
        let elements: Vec<T> = register
            .elements()
            .into_iter()
            .filter_map(T::from_value)
            .collect();
        (!elements.is_empty()).then_some(Self(elements))
    }

    fn into_values(self) -> Vec<Value> {
        self.0.into_iter().map(T::into_value).collect()
    }
}

/// Texts that are added and never rewritten, in the order written.
///
/// [`Record::notes`](crate::Record::notes) tells who wrote each and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(pub Vec<String>);

impl FieldType for Notes {
    const KIND: Kind = Kind::Notes;

    fn read(register: &Register, _: Merge, _: Option<&Choices>) -> Option<Self> {
        let values = register
            .in_order()
            .into_iter()
            .filter_map(|write| write.value.as_ref());
        let texts: Vec<_> = values
            .filter_map(Value::as_text)
            .map(str::to_owned)
            .collect();
        (!texts.is_empty()).then_some(Self(texts))
    }

    fn into_values(self) -> Vec<Value> {
        self.0.into_iter().map(Value::Text).collect()
    }
}

/// An instant: milliseconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// Declares the scalars whose value is a variant that holds them as they are.
macro_rules! scalars {
    ($($type:ty: $kind:ident = $variant:ident;)*) => {$(
        impl Scalar for $type {
            const KIND: Kind = Kind::$kind;

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$variant(content) => Some(content.clone()),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    )*};
}

scalars! {
    bool: Bool = Bool;
    i64: Integer = Integer;
    String: Text = Text;
    NaiveDate: Date = Date;
    TimeOfDay: Time = Time;
    RecordId: Reference = Reference;
}

impl Scalar for u32 {
    const KIND: Kind = Kind::Integer;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) => Self::try_from(*number).ok(),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        Value::Integer(self.into())
    }
}

impl Scalar for Moment {
    const KIND: Kind = Kind::Moment;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Moment(ms) => Some(Self(*ms)),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        Value::Moment(self.0)
    }
}

/// A device is stored as the text of its id.
impl Scalar for DeviceId {
    const KIND: Kind = Kind::Text;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_text()?.parse().ok()
    }

    fn into_value(self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Element for String {
    const SET_KIND: Kind = Kind::Texts;
}

impl Element for DeviceId {
    const SET_KIND: Kind = Kind::Texts;
}

impl Element for RecordId {
    const SET_KIND: Kind = Kind::References;
}
