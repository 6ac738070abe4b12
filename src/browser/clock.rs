//! What the device's clock says, for people to read. It decides nothing.

use chrono::{NaiveDate, NaiveDateTime};

/// Milliseconds since 1970 UTC.
pub fn now_ms() -> i64 {
    #[cfg(target_arch = "wasm32")]
    // A date's milliseconds are whole and far below 2^53.
    return js_sys::Date::now() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    return 1_795_442_520_000;
}

/// The civil day and time of a moment, where the device is.
pub fn civil(at_ms: i64) -> NaiveDateTime {
    #[cfg(target_arch = "wasm32")]
    let offset_minutes = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at_ms as f64))
        .get_timezone_offset() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    let offset_minutes = 0_i64;
    let local_ms = at_ms.saturating_sub(offset_minutes.saturating_mul(60_000));
    chrono::DateTime::from_timestamp_millis(local_ms)
        .unwrap_or_default()
        .naive_utc()
}

/// The moment of a civil day and time where the device is, in milliseconds since 1970 UTC.
pub fn moment_of(civil: NaiveDateTime) -> i64 {
    let as_utc_ms = civil.and_utc().timestamp_millis();
    #[cfg(target_arch = "wasm32")]
    let offset_minutes = {
        use chrono::{Datelike, Timelike};
        let date = js_sys::Date::new_with_year_month_day_hr_min(
            // A year of the calendar is far below 2^32; a month is counted from 0.
            u32::try_from(civil.year()).unwrap_or_default(),
            civil.month0() as i32,
            civil.day() as i32,
            civil.hour() as i32,
            civil.minute() as i32,
        );
        date.get_timezone_offset() as i64
    };
    #[cfg(not(target_arch = "wasm32"))]
    let offset_minutes = 0_i64;
    as_utc_ms.saturating_add(offset_minutes.saturating_mul(60_000))
}

/// Today, where the device is.
pub fn today() -> NaiveDate {
    civil(now_ms()).date()
}

/// The IANA name of the device's time zone, `"Europe/Paris"`.
pub fn time_zone() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let format =
            js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
        let options = format.resolved_options();
        let zone =
            js_sys::Reflect::get(&options, &wasm_bindgen::JsValue::from_str("timeZone")).ok();
        if let Some(zone) = zone.and_then(|zone| zone.as_string()) {
            return zone;
        }
    }
    "Europe/Paris".to_owned()
}
