//! A tiny schema, and a notation for histories.
//!
//! A history is a list of writes separated by `;`. Each is `dot field=value`, then what it
//! replaces after `<`, then a Lamport time after `@` where it is not the sequence:
//!
//! ```text
//! a1 town=Metz; b1 town=Nancy <a1; b2.1 town= <b1 @9
//! ```
//!
//! `b2.1` is the write of index 1 in the second entry of device `b`. `town=` clears.

use record::{
    Applied, DeviceId, Dot, Field, FieldKey, FieldSpec, Kind, Notes, Operation, Record, RecordId,
    Schema, Set, Stamp, Value, Write, choices, fields,
};

choices! {
    /// Where someone sleeps.
    Housing = "housing" { Street = "street", Hotel = "hotel", Shelter = "shelter" }
    /// How grave it is.
    Danger = "danger" { Low = "low", High = "high", Immediate = "immediate" }
}

fields! {
    /// One field of each merge law, and a few more.
    Situation = "situation" {
        TOWN: String = Field::new("town");
        HOUSING: Housing = Field::new("housing");
        CHILDREN: u32 = Field::new("children").since(2);
        ADDRESS: String = Field::new("address").ask();
        DANGER: Danger = Field::new("danger").level();
        TRIED: Set<Housing> = Field::new("tried");
        NOTES: Notes = Field::new("notes");
    }
}

pub(crate) const SCHEMA: &Schema = Situation::SCHEMA;

/// The one record that histories are about.
pub(crate) fn empty() -> Record {
    Record::new(RecordId::from_bytes([9; 16]), Situation::KIND)
}

/// The record that a history gives, in the order written down.
pub(crate) fn record_of(history: &str) -> Record {
    let mut record = empty();
    apply_all(&mut record, &writes_of(history));
    record
}

pub(crate) fn apply_all(record: &mut Record, writes: &[(Operation, Stamp)]) {
    for (operation, stamp) in writes {
        assert_ne!(record.apply(operation, *stamp), Applied::Foreign);
    }
}

/// The writes of a history.
pub(crate) fn writes_of(history: &str) -> Vec<(Operation, Stamp)> {
    let writes = history
        .split(';')
        .map(str::trim)
        .filter(|write| !write.is_empty());
    writes.map(write_of).collect()
}

fn write_of(text: &str) -> (Operation, Stamp) {
    let mut parts = text.split_whitespace();
    let dot = dot_of(parts.next().expect("a write begins with its dot"));
    let (field, value) = parts
        .next()
        .and_then(|part| part.split_once('='))
        .expect("then comes field=value");
    let mut operation = Operation {
        record: empty().id(),
        kind: Situation::KIND,
        field: FieldKey::shared(field),
        value: value_of(field, value),
        replaces: Vec::new(),
    };
    let mut lamport = dot.sequence;
    for part in parts {
        match (part.strip_prefix('<'), part.strip_prefix('@')) {
            (Some(dots), _) => operation.replaces = dots.split(',').map(dot_of).collect(),
            (None, time) => {
                let time = time.expect("nothing but `<` and `@` may follow");
                lamport = time.parse().expect("a Lamport time is a number");
            }
        }
    }
    let stamp = Stamp {
        dot,
        lamport,
        at_ms: 0,
    };
    (operation, stamp)
}

pub(crate) fn dot_of(text: &str) -> Dot {
    let (device, rest) = text.split_at(1);
    let (sequence, index) = rest.split_once('.').unwrap_or((rest, "0"));
    let device = *device.as_bytes().first().expect("a device is a letter");
    Dot {
        device: DeviceId::from_bytes([device; 16]),
        sequence: sequence.parse().expect("a sequence is a number"),
        index: index.parse().expect("an index is a number"),
    }
}

/// Reads the notation of a value, by the kind of its field.
pub(crate) fn value_of(field: &str, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let value = match SCHEMA.field(field).map(|spec| spec.kind) {
        Some(Kind::Integer) => Value::Integer(text.parse().expect("a number")),
        Some(Kind::Choice | Kind::Choices | Kind::Level) => {
            Value::Choice(record::ChoiceId::shared(text))
        }
        _ => Value::Text(text.to_owned()),
    };
    Some(value)
}

/// What a record shows: rivals as `this|that` with the displayed one first, sets as `a+b`, notes
/// as `a/b`, a `?` where a person is asked.
pub(crate) fn shown(record: &Record) -> String {
    let fields = SCHEMA.fields().filter_map(|spec| shown_field(record, spec));
    fields.collect::<Vec<_>>().join(" ")
}

fn shown_field(record: &Record, spec: &FieldSpec) -> Option<String> {
    let joint = match spec.kind {
        Kind::Choices => "+",
        Kind::Notes => "/",
        _ => "|",
    };
    let rivals = record.rivals(spec);
    let texts: Vec<String> = if rivals.is_empty() {
        record
            .values(spec)
            .into_iter()
            .map(|value| text_of(Some(value)))
            .collect()
    } else {
        rivals
            .iter()
            .map(|write: &&Write| text_of(write.value.as_ref()))
            .collect()
    };
    let asked = record.needs_decision(SCHEMA).contains(&spec);
    let mark = if asked { "?" } else { "" };
    (!texts.is_empty()).then(|| format!("{}={}{mark}", spec.id, texts.join(joint)))
}

pub(crate) fn text_of(value: Option<&Value>) -> String {
    match value {
        None => "-".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Choice(id)) => id.to_string(),
        Some(other) => format!("{other:?}"),
    }
}

/// Operations in the notation of histories, without dots of their own.
pub(crate) fn shown_operations(operations: &[Operation]) -> String {
    let shown = operations.iter().map(|operation| {
        let value = operation
            .value
            .as_ref()
            .map(|value| text_of(Some(value)))
            .unwrap_or_default();
        let mut text = format!("{}={value}", operation.field);
        if !operation.replaces.is_empty() {
            let dots: Vec<_> = operation.replaces.iter().map(shown_dot).collect();
            text = format!("{text} <{}", dots.join(","));
        }
        text
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn shown_dot(dot: &Dot) -> String {
    let device = char::from(dot.device.as_bytes()[0]);
    match dot.index {
        0 => format!("{device}{}", dot.sequence),
        index => format!("{device}{}.{index}", dot.sequence),
    }
}
