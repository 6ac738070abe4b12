//! Amounts of money and shares of it, as the language writes them. Exact: nothing is rounded but shares.

use report::Hundredths;

use super::language::{self, Language};
use crate::browser::intl;
use crate::t;

/// The mark before the decimals.
pub fn mark() -> char {
    match language::current() {
        Language::French => ',',
        Language::English => '.',
    }
}

/// An amount in cents: "51 250 €", "1 580,50 €".
pub fn money(cents: i64) -> String {
    let abs = i64::try_from(cents.unsigned_abs() / 100).unwrap_or(i64::MAX);
    let whole = intl::number(language::current().locale(), abs);
    let amount = match cents.unsigned_abs() % 100 {
        0 => whole,
        rest => format!("{whole}{}{rest:02}", mark()),
    };
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{}", t!(money_euros, amount = amount))
}

/// An amount in cents with its sign always written: "+820 €".
pub fn signed_money(cents: i64) -> String {
    let sign = if cents > 0 { "+" } else { "" };
    format!("{sign}{}", money(cents))
}

/// A share in percent with two decimals, as funding plans print it: "24,86 %".
pub fn share(share: Hundredths) -> String {
    let text = share.to_string().replace('.', &mark().to_string());
    t!(figure_percent, number = text.replace('-', "−"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: &str) {
        assert_eq!(said.replace(['\u{a0}', '\u{202f}'], " "), expected);
    }

    #[test]
    fn money_is_said_exactly() {
        language::set(Language::French);
        check(&money(95_000), "950 €");
        check(&money(58_050), "580,50 €");
        check(&money(-5), "−0,05 €");
        check(&signed_money(82_000), "+820 €");
        check(&signed_money(0), "0 €");
        let of = |part, whole| {
            Hundredths::percent(part, whole)
                .map(share)
                .unwrap_or_default()
        };
        check(&of(1_274_000, 5_125_000), "24,86 %");
        check(&of(1, 2), "50,00 %");
        check(&of(1, 0), "");
    }
}
