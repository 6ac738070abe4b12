//! Numbers, plurals, names of days and months, and order of words, by the browser's `Intl` (no tables in our wasm).
//! Natively a stand-in of a few lines serves the tests of what is built on top.

use std::cmp::Ordering;

use chrono::NaiveDate;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayStyle {
    /// "jeudi 26 nov."
    Weekday,
    /// "12 mars 2024"
    Year,
    /// "jeudi 26 novembre 2026"
    Full,
    /// "26 nov."
    Short,
    /// "jeudi 26"
    WeekdayAndNumber,
    /// "jeu."
    WeekdayAlone,
    /// "novembre 2026"
    Month,
}

#[cfg(target_arch = "wasm32")]
mod real {
    use super::DayStyle;
    use chrono::{Datelike, NaiveDate};
    use js_sys::{Array, Date, Function, Object, Reflect};
    use std::cmp::Ordering;
    use wasm_bindgen::{JsCast, JsValue};

    fn locales(locale: &str) -> Array {
        Array::of1(&JsValue::from_str(locale))
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (name, value) in pairs {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(
                &options,
                &JsValue::from_str(name),
                &JsValue::from_str(value),
            );
        }
        options
    }

    fn call(function: &Function, argument: &JsValue) -> Option<String> {
        function
            .call1(&JsValue::UNDEFINED, argument)
            .ok()?
            .as_string()
    }

    pub(super) fn number(locale: &str, number: i64) -> String {
        let format = js_sys::Intl::NumberFormat::new(&locales(locale), &Object::new());
        call(
            &format.format().unchecked_into(),
            &JsValue::from_f64(number as f64),
        )
        .unwrap_or_else(|| number.to_string())
    }

    pub(super) fn plural(locale: &str, number: i64) -> String {
        let rules = js_sys::Intl::PluralRules::new(&locales(locale), &Object::new());
        String::from(rules.select(number as f64))
    }

    pub(super) fn day(locale: &str, day: NaiveDate, style: DayStyle) -> String {
        let pairs: &[(&str, &str)] = match style {
            DayStyle::Weekday => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "short"),
                ("timeZone", "UTC"),
            ],
            DayStyle::Year => &[
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
                ("timeZone", "UTC"),
            ],
            DayStyle::Full => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
                ("timeZone", "UTC"),
            ],
            DayStyle::Short => &[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")],
            DayStyle::WeekdayAndNumber => {
                &[("weekday", "long"), ("day", "numeric"), ("timeZone", "UTC")]
            }
            DayStyle::WeekdayAlone => &[("weekday", "short"), ("timeZone", "UTC")],
            DayStyle::Month => &[("month", "long"), ("year", "numeric"), ("timeZone", "UTC")],
        };
        let format = js_sys::Intl::DateTimeFormat::new(&locales(locale), &options(pairs));
        let milliseconds = f64::from(day.num_days_from_ce() - 719_163) * 86_400_000.0;
        let date = Date::new(&JsValue::from_f64(milliseconds));
        call(&format.format().unchecked_into(), &date).unwrap_or_else(|| day.to_string())
    }

    pub(super) fn compare(locale: &str, left: &str, right: &str) -> Ordering {
        let collator = js_sys::Intl::Collator::new(
            &locales(locale),
            &options(&[("sensitivity", "base"), ("numeric", "true")]),
        );
        let compare: Function = collator.compare().unchecked_into();
        let order = compare.call2(
            &JsValue::UNDEFINED,
            &JsValue::from_str(left),
            &JsValue::from_str(right),
        );
        let order = order.ok().and_then(|order| order.as_f64()).unwrap_or(0.0);
        order.partial_cmp(&0.0).unwrap_or(Ordering::Equal)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod real {
    use super::DayStyle;
    use chrono::NaiveDate;
    use std::cmp::Ordering;

    pub(super) fn number(_locale: &str, number: i64) -> String {
        number.to_string()
    }

    pub(super) fn plural(locale: &str, number: i64) -> String {
        let is_one = number == 1 || (number == 0 && locale.starts_with("fr"));
        if is_one { "one" } else { "other" }.to_owned()
    }

    pub(super) fn day(_locale: &str, day: NaiveDate, _style: DayStyle) -> String {
        day.to_string()
    }

    pub(super) fn compare(_locale: &str, left: &str, right: &str) -> Ordering {
        left.to_lowercase().cmp(&right.to_lowercase())
    }
}

/// A whole number as the locale writes it.
pub fn number(locale: &str, number: i64) -> String {
    real::number(locale, number)
}

/// The plural category of a number: `one`, `many`, `other`…
pub fn plural(locale: &str, number: i64) -> String {
    real::plural(locale, number)
}

/// A civil day in words.
pub fn day(locale: &str, day: NaiveDate, style: DayStyle) -> String {
    real::day(locale, day, style)
}

/// The order of two texts for a reader of that language: accents and case count little, numbers count as numbers.
pub fn compare(locale: &str, left: &str, right: &str) -> Ordering {
    real::compare(locale, left, right)
}
