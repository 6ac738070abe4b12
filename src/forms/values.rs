//! Between values and what an input shows: text in, a value or nothing out. Pure.

use casework::money;
use record::{Kind, TimeOfDay, Value};

use crate::i18n::amounts;

/// What a line of this kind shows for a value. An amount that was half typed is shown as it was typed.
pub fn to_line(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::Cents, Value::Integer(cents)) => money::plain(*cents, amounts::mark()),
        (_, value) => to_input(value),
    }
}

/// What an input shows for a value.
pub fn to_input(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
        Value::Choice(id) => id.as_str().to_owned(),
        Value::Bool(answer) => answer.to_string(),
        Value::Reference(id) => id.to_string(),
        Value::Moment(_) | Value::Bytes(_) | Value::Unknown(_) => String::new(),
    }
}

/// The value of what was typed; none for nothing, or for what is no value of the kind.
pub fn from_input(kind: Kind, typed: &str) -> Option<Value> {
    match kind {
        Kind::Text | Kind::LongText | Kind::Texts | Kind::Notes => {
            let clean = without_control(typed);
            (!clean.trim().is_empty()).then_some(Value::Text(clean))
        }
        Kind::Integer | Kind::Minutes => typed.trim().parse().ok().map(Value::Integer),
        Kind::Cents => amount(typed),
        Kind::Date => typed.parse().ok().map(Value::Date),
        Kind::Time => time(typed).map(Value::Time),
        Kind::Choice | Kind::Choices | Kind::Level => {
            (!typed.is_empty()).then(|| Value::Choice(record::ChoiceId::shared(typed)))
        }
        Kind::Bool => typed.parse().ok().map(Value::Bool),
        Kind::Reference | Kind::References => typed.parse().ok().map(Value::Reference),
        Kind::Moment => None,
    }
}

/// The cents of an amount; what is none is kept as typed, and refused when the form is saved.
fn amount(typed: &str) -> Option<Value> {
    let clean = without_control(typed);
    let is_blank = clean.trim().is_empty();
    let value = || money::parse(&clean).map_or_else(|| Value::Text(clean.clone()), Value::Integer);
    (!is_blank).then(value)
}

fn time(typed: &str) -> Option<TimeOfDay> {
    let (hour, minute) = typed.split_once(':')?;
    TimeOfDay::new(hour.parse().ok()?, minute.get(..2)?.parse().ok()?)
}

/// Pasted text without control characters but line ends and tabs.
fn without_control(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, typed: &str, shown: Option<&str>) {
        assert_eq!(
            from_input(kind, typed)
                .map(|value| to_line(kind, &value))
                .as_deref(),
            shown
        );
    }

    #[test]
    fn what_is_typed_comes_back() {
        check(Kind::Text, "Nadia", Some("Nadia"));
        check(Kind::Text, "  ", None);
        check(Kind::LongText, "a\u{0}b\nc", Some("ab\nc"));
        check(Kind::Integer, " 3 ", Some("3"));
        check(Kind::Integer, "trois", None);
        check(Kind::Date, "2026-02-28", Some("2026-02-28"));
        check(Kind::Date, "2026-02-30", None);
        check(Kind::Time, "09:05", Some("09:05"));
        check(Kind::Time, "25:00", None);
        check(Kind::Bool, "true", Some("true"));
        check(Kind::Choice, "patrol", Some("patrol"));
        check(Kind::Cents, "1 580,50 €", Some("1580,50"));
        check(Kind::Cents, "51250", Some("51250"));
        check(Kind::Cents, " ", None);
        check(Kind::Cents, "12,345,6", Some("12,345,6"));
    }
}
