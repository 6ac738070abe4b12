//! What a field is: its kind, its merge law, and who may need it.
//!
//! [`Field`] is the typed constant a rule names; [`FieldSpec`] is the row every generic consumer
//! iterates, whether the program or the team defined the field.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::choice::{Choice, ChoiceList, Choices};
use crate::key::{ChoiceId, FieldKey};
use crate::typed::FieldType;
use crate::value::Value;

/// What a field holds, and so how a form asks for it, a figure counts it and an export writes it.
///
/// Consumers match it exhaustively: a new kind makes the compiler list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number.
    Integer,
    /// An amount in cents.
    Cents,
    /// A duration in minutes.
    Minutes,
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A set of short texts.
    Texts,
    /// A civil day.
    Date,
    /// A civil time of day.
    Time,
    /// An instant.
    Moment,
    /// One answer of a list.
    Choice,
    /// A set of answers of a list.
    Choices,
    /// One answer of a list that rises.
    Level,
    /// Another record.
    Reference,
    /// A set of other records.
    References,
    /// Texts that are added and never rewritten.
    Notes,
}

impl Kind {
    /// Every kind, for tests of consumers.
    pub const ALL: [Self; 16] = [
        Self::Bool,
        Self::Integer,
        Self::Cents,
        Self::Minutes,
        Self::Text,
        Self::LongText,
        Self::Texts,
        Self::Date,
        Self::Time,
        Self::Moment,
        Self::Choice,
        Self::Choices,
        Self::Level,
        Self::Reference,
        Self::References,
        Self::Notes,
    ];

    /// The stable id of the kind, as in golden lists and team-defined fields.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer => "integer",
            Self::Cents => "cents",
            Self::Minutes => "minutes",
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Texts => "texts",
            Self::Date => "date",
            Self::Time => "time",
            Self::Moment => "moment",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Level => "level",
            Self::Reference => "reference",
            Self::References => "references",
            Self::Notes => "notes",
        }
    }

    /// The kind of a stable id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The merge law of a field that asks for no other.
    pub const fn merge(self) -> Merge {
        match self {
            Self::Texts | Self::Choices | Self::References => Merge::AddWins,
            Self::Level => Merge::Highest,
            Self::Notes => Merge::Append,
            Self::Bool
            | Self::Integer
            | Self::Cents
            | Self::Minutes
            | Self::Text
            | Self::LongText
            | Self::Date
            | Self::Time
            | Self::Moment
            | Self::Choice
            | Self::Reference => Merge::Latest,
        }
    }

    /// Whether one value of such a field, or one element of such a set, may be this.
    pub fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Bool => matches!(value, Value::Bool(_)),
            Self::Integer | Self::Cents | Self::Minutes => matches!(value, Value::Integer(_)),
            Self::Text | Self::LongText | Self::Texts | Self::Notes => {
                matches!(value, Value::Text(_))
            }
            Self::Date => matches!(value, Value::Date(_)),
            Self::Time => matches!(value, Value::Time(_)),
            Self::Moment => matches!(value, Value::Moment(_)),
            Self::Choice | Self::Choices | Self::Level => matches!(value, Value::Choice(_)),
            Self::Reference | Self::References => matches!(value, Value::Reference(_)),
        }
    }
}

/// What a field shows when its live writes are rivals, and whether a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Merge {
    /// The latest is shown; the rest is in the history, with a quiet mark.
    Latest,
    /// The latest is shown, and a person is asked to decide: safety fields.
    Ask,
    /// The highest is shown until a person decides: danger.
    Highest,
    /// A set: an element stays while one live write adds it.
    AddWins,
    /// Every write is shown, in the order written: notes.
    Append,
}

impl Merge {
    /// The stable id of the law, as in golden lists.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Ask => "ask",
            Self::Highest => "highest",
            Self::AddWins => "add_wins",
            Self::Append => "append",
        }
    }

    /// Whether the field shows one value, so that two of them are rivals.
    pub const fn is_single(self) -> bool {
        match self {
            Self::Latest | Self::Ask | Self::Highest => true,
            Self::AddWins | Self::Append => false,
        }
    }

    /// Whether rivals of such a field wait for a person.
    pub const fn asks(self) -> bool {
        matches!(self, Self::Ask | Self::Highest)
    }
}

/// Which of the two independent keys of a scope seals the field.
///
/// Forgetting a case destroys the first key and keeps the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compartment {
    /// Identity and narrative: dies with the case.
    Personal,
    /// What past figures need: stays as an anonymous residue.
    Figures,
}

impl Compartment {
    /// The stable id of the compartment, as in golden lists.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Figures => "figures",
        }
    }
}

/// Who reads what the field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// All who may read the record.
    Everyone,
    /// Its author alone: each value is sealed once more under that worker's key before it is written.
    Author,
    /// The program alone: no screen, search, history or export shows it.
    Program,
}

/// How yearly figures count the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stat {
    /// Not at all.
    None,
    /// How many records have each value.
    Distribution,
    /// The sum of the values.
    Sum,
}

/// The row of a field that generic consumers iterate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// The id: stable, unique in its record kind, never reused.
    pub id: FieldKey,
    /// What it holds.
    pub kind: Kind,
    /// What it shows when writes are rivals.
    pub merge: Merge,
    /// Which key of the scope seals it.
    pub compartment: Compartment,
    /// How figures count it.
    pub stat: Stat,
    /// The schema version that brought it.
    pub since: u16,
    /// The group of the form it stands in.
    pub section: &'static str,
    /// The answers of a choice, of choices, of a level.
    pub choices: Option<Choices>,
    /// The kind of record a reference points to.
    pub target: Option<&'static str>,
    /// Whether search finds the record by it.
    pub is_searchable: bool,
    /// Whether lists show it.
    pub is_listed: bool,
    /// Whether exports hold it.
    pub is_exported: bool,
    /// Whether forms ask for it. One that they do not is set by an action: closing, binning, signing.
    pub is_asked: bool,
    /// Who reads it.
    pub reader: Reader,
    /// The label the team wrote; `None` for fields whose label is in the locales.
    pub label: Option<Arc<str>>,
}

impl FieldSpec {
    /// A field a team defines for itself: personal, exported, labelled by the team.
    pub fn team(id: FieldKey, kind: Kind, label: &str) -> Self {
        Self {
            id,
            kind,
            merge: kind.merge(),
            compartment: Compartment::Personal,
            stat: Stat::None,
            since: 1,
            section: "team",
            choices: None,
            target: None,
            is_searchable: false,
            is_listed: false,
            is_exported: true,
            is_asked: true,
            reader: Reader::Everyone,
            label: Some(Arc::from(label)),
        }
    }

    /// The same field, choosing among these.
    #[must_use]
    pub fn with_choices(mut self, ids: impl IntoIterator<Item = ChoiceId>) -> Self {
        self.choices = Some(Choices::Team(ids.into_iter().collect()));
        self
    }

    /// The same field, counted by figures and so sealed with them.
    #[must_use]
    pub fn with_stat(mut self, stat: Stat) -> Self {
        self.stat = stat;
        self.compartment = Compartment::Figures;
        self
    }

    /// Whether a new write of this field may hold this value.
    pub fn accepts(&self, value: &Value) -> bool {
        let is_listed_choice = match (&self.choices, value) {
            (Some(choices), Value::Choice(id)) => choices.rank(id.as_str()).is_some(),
            _ => true,
        };
        self.kind.accepts(value) && is_listed_choice
    }
}

/// A typed field: the constant a rule names. Copies are free of charge.
pub struct Field<T> {
    pub(crate) id: &'static str,
    pub(crate) kind: Kind,
    pub(crate) merge: Merge,
    pub(crate) choices: Option<&'static ChoiceList>,
    compartment: Compartment,
    stat: Stat,
    since: u16,
    section: &'static str,
    target: Option<&'static str>,
    is_searchable: bool,
    is_listed: bool,
    is_exported: bool,
    is_asked: bool,
    reader: Reader,
    value_type: PhantomData<fn() -> T>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Field<T> {}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.id)
    }
}

impl<T: FieldType> Field<T> {
    /// A field of this id. Kind, choices and merge law follow from the type.
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            kind: T::KIND,
            merge: T::KIND.merge(),
            choices: T::CHOICES,
            compartment: Compartment::Personal,
            stat: Stat::None,
            since: 1,
            section: "main",
            target: None,
            is_searchable: false,
            is_listed: false,
            is_exported: true,
            is_asked: true,
            reader: Reader::Everyone,
            value_type: PhantomData,
        }
    }
}

impl<T> Field<T> {
    /// The id of the field.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The key of the field.
    pub const fn key(self) -> FieldKey {
        FieldKey::known(self.id)
    }

    /// A safety field: rivals wait for a person.
    pub const fn ask(mut self) -> Self {
        assert!(self.merge.is_single(), "a set or notes cannot ask");
        self.merge = Merge::Ask;
        self
    }

    /// Points to records of this kind.
    pub const fn to(mut self, kind: &'static str) -> Self {
        assert!(
            matches!(self.kind, Kind::Reference | Kind::References),
            "only a reference points to a record"
        );
        self.target = Some(kind);
        self
    }

    /// Sealed with the figures instead of with the identity and narrative.
    pub const fn figures(mut self) -> Self {
        self.compartment = Compartment::Figures;
        self
    }

    /// Counted by figures, and so sealed with them.
    pub const fn stat(mut self, stat: Stat) -> Self {
        self.stat = stat;
        self.figures()
    }

    /// Brought by this version of the schema.
    pub const fn since(mut self, version: u16) -> Self {
        self.since = version;
        self
    }

    /// Stands in this group of the form.
    pub const fn section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// Search finds the record by this field.
    pub const fn searchable(mut self) -> Self {
        self.is_searchable = true;
        self
    }

    /// Lists show this field.
    pub const fn listed(mut self) -> Self {
        self.is_listed = true;
        self
    }

    /// Exports leave this field out.
    pub const fn unexported(mut self) -> Self {
        self.is_exported = false;
        self
    }

    /// Forms do not ask for this field: an action sets it.
    pub const fn unasked(mut self) -> Self {
        self.is_asked = false;
        self
    }

    /// Its author alone reads it; exports leave it out.
    pub const fn author_only(mut self) -> Self {
        self.reader = Reader::Author;
        self.unexported()
    }

    /// The program alone reads it: forms, lists, history and exports leave it out.
    pub const fn program_only(mut self) -> Self {
        self.reader = Reader::Program;
        self.unexported().unasked()
    }

    /// The row that generic consumers iterate.
    pub const fn spec(self) -> FieldSpec {
        FieldSpec {
            id: self.key(),
            kind: self.kind,
            merge: self.merge,
            compartment: self.compartment,
            stat: self.stat,
            since: self.since,
            section: self.section,
            choices: match self.choices {
                Some(list) => Some(Choices::Fixed(list)),
                None => None,
            },
            target: self.target,
            is_searchable: self.is_searchable,
            is_listed: self.is_listed,
            is_exported: self.is_exported,
            is_asked: self.is_asked,
            reader: self.reader,
            label: None,
        }
    }

    /// Of another kind, with its merge law unless the field asked for one of its own.
    const fn of_kind(mut self, kind: Kind) -> Self {
        let has_own_law = self.merge as u8 != self.kind.merge() as u8;
        if !has_own_law {
            self.merge = kind.merge();
        }
        self.kind = kind;
        self
    }
}

impl Field<String> {
    /// Text of several lines.
    pub const fn long(self) -> Self {
        self.of_kind(Kind::LongText)
    }
}

impl Field<u32> {
    /// A duration in minutes.
    pub const fn minutes(self) -> Self {
        self.of_kind(Kind::Minutes)
    }
}

impl Field<i64> {
    /// An amount in cents.
    pub const fn cents(self) -> Self {
        self.of_kind(Kind::Cents)
    }
}

impl<C: Choice> Field<C> {
    /// A list that rises: the highest is shown until a person decides.
    pub const fn level(self) -> Self {
        self.of_kind(Kind::Level)
    }
}
