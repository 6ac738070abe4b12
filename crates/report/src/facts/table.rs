//! Columns: one vector a field, a row a record, links between tables as row numbers.

use chrono::{Datelike, NaiveDate};

/// A link to a row of another table, or none. Four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link(u32);

impl Link {
    /// No link.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// A link to a row. A table never grows to `u32::MAX` rows: memory ends before.
    pub(crate) fn to(row: usize) -> Self {
        Self(u32::try_from(row).unwrap_or(u32::MAX))
    }

    /// The row, if any.
    pub(crate) fn row(self) -> Option<usize> {
        (self != Self::NONE).then_some(self.0 as usize)
    }
}

/// A civil day as a number, or none. Four bytes; none is before every period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i32);

impl Day {
    /// No day was given.
    pub(crate) const NONE: Self = Self(i32::MIN);

    /// The days from another to this one, less than nothing where this one is before; `None` where one was not given.
    pub(crate) fn since(self, other: Self) -> Option<i32> {
        (self != Self::NONE && other != Self::NONE).then(|| self.0.saturating_sub(other.0))
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl From<Option<NaiveDate>> for Day {
    fn from(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::NONE, Self::from)
    }
}

/// Days from the first, included, to the last, not included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    from: Day,
    to: Day,
}

impl Span {
    /// The half-open period; empty where `to` is not after `from`.
    pub(crate) fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
        }
    }

    /// Whether a day was given and lies in the period.
    pub(crate) fn holds(self, day: Day) -> bool {
        day != Day::NONE && self.from <= day && day < self.to
    }
}

/// Declares a table: ids, and columns with their blank value.
///
/// INVARIANT: every column has one value for each id; `row` is the only place that adds a row,
/// so a row number it gave is good for every column for the life of the table.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($column:ident: $type:ty = $blank:expr,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub(crate) struct $name {
            rows: std::collections::BTreeMap<record::RecordId, u32>,
            /// The record of each row.
            pub(crate) ids: Vec<record::RecordId>,
            /// Whether the record is here; false for one that others only point to.
            pub(crate) is_here: Vec<bool>,
            $(pub(crate) $column: Vec<$type>,)*
        }

        #[allow(dead_code, reason = "not every table is asked every question")]
        impl $name {
            /// The row of a record; a blank one is made for a record not met before.
            pub(crate) fn row(&mut self, id: record::RecordId) -> usize {
                if let Some(row) = self.find(id) {
                    return row;
                }
                let row = self.ids.len();
                self.rows.insert(id, u32::try_from(row).unwrap_or(u32::MAX));
                self.ids.push(id);
                self.is_here.push(false);
                $(self.$column.push($blank);)*
                row
            }

            /// A link to the row of a record, made if need be; none to none.
            pub(crate) fn link(&mut self, id: Option<record::RecordId>) -> crate::facts::table::Link {
                use crate::facts::table::Link;
                id.map_or(Link::NONE, |id| Link::to(self.row(id)))
            }

            /// The row of a record met before.
            pub(crate) fn find(&self, id: record::RecordId) -> Option<usize> {
                self.rows.get(&id).map(|row| *row as usize)
            }

            /// The record of this id is gone: its row stays, blank, for those that point to it.
            pub(crate) fn clear(&mut self, id: record::RecordId) {
                let Some(row) = self.find(id) else { return };
                self.is_here[row] = false;
                $(self.$column[row] = $blank;)*
            }

            /// The rows whose record is here.
            pub(crate) fn here(&self) -> impl Iterator<Item = usize> {
                (0..self.ids.len()).filter(|row| self.is_here[*row])
            }
        }
    };
}
pub(crate) use table;
