//! Answers of lists as numbers: a column holds two bytes an answer, whatever its id, that of a team's own choice included.

use std::collections::BTreeMap;

use record::{Field, FieldType, Record, Value};

/// An answer, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Chosen(u16);

impl Chosen {
    /// Nothing was chosen.
    pub(crate) const NONE: Self = Self(0);
}

/// The ids that answers stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChosenIds {
    ids: Vec<String>,
    places: BTreeMap<String, u16>,
}

impl ChosenIds {
    /// What a record shows in a field of one choice. Beyond 65 534 different answers, which no team has, one is as if it was not given.
    pub(crate) fn read<T: FieldType>(&mut self, record: &Record, field: Field<T>) -> Chosen {
        match record.value(&field.spec()) {
            Some(Value::Choice(id)) => self.place(id.as_str()),
            _ => Chosen::NONE,
        }
    }

    fn place(&mut self, id: &str) -> Chosen {
        if let Some(place) = self.places.get(id) {
            return Chosen(*place);
        }
        let Ok(place) = u16::try_from(self.ids.len() + 1) else {
            return Chosen::NONE;
        };
        self.ids.push(id.to_owned());
        self.places.insert(id.to_owned(), place);
        Chosen(place)
    }

    /// The id of an answer; nothing where nothing was chosen.
    pub(crate) fn id(&self, chosen: Chosen) -> &str {
        let place = usize::from(chosen.0).checked_sub(1);
        place
            .and_then(|place| self.ids.get(place))
            .map_or("", String::as_str)
    }
}
