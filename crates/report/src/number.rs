//! Numbers as a report prints them: exact counts, and one decimal by integer rounding.
//!
//! No floating point anywhere: a share is kept as its two counts, a decimal as its tenths, and
//! rounding goes half away from zero, as people round by hand.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number with one decimal, kept as its tenths: `Tenths(-99)` is −9.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tenths(pub i64);

impl Tenths {
    /// `numerator / denominator` to one decimal, half away from zero; `None` over zero.
    pub fn of_ratio(numerator: i128, denominator: i128) -> Option<Self> {
        rounded(numerator.checked_mul(10)?, denominator).map(Self)
    }

    /// The same number with its sign always written, as evolutions are: `+4.3`, `-9.9`, `+0.0`.
    pub fn signed(self) -> SignedTenths {
        SignedTenths(self)
    }
}

impl fmt::Display for Tenths {
    /// With a point, whatever the language: the screen and the print format by locale.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{}", tenths / 10, tenths % 10))
    }
}

/// `numerator / denominator`, half away from zero; `None` over zero, or where it is too large.
fn rounded(numerator: i128, denominator: i128) -> Option<i64> {
    let denominator_abs = i128::try_from(denominator.unsigned_abs()).ok()?;
    let doubled = numerator
        .checked_mul(2)?
        .checked_mul(denominator.signum())?;
    let away = doubled.signum().checked_mul(denominator_abs)?;
    let rounded = doubled
        .checked_add(away)?
        .checked_div(denominator_abs.checked_mul(2)?)?;
    i64::try_from(rounded).ok()
}

/// A number with two decimals, kept as its hundredths: shares of money, as funding plans print them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// `numerator / denominator` to two decimals, half away from zero; `None` over zero.
    pub fn of_ratio(numerator: i128, denominator: i128) -> Option<Self> {
        rounded(numerator.checked_mul(100)?, denominator).map(Self)
    }

    /// The share that one amount is of another, in percent; `None` of nothing.
    pub fn percent(part: i64, whole: i64) -> Option<Self> {
        Self::of_ratio(100 * i128::from(part), i128::from(whole))
    }
}

impl fmt::Display for Hundredths {
    /// With a point, whatever the language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let abs = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{:02}", abs / 100, abs % 100))
    }
}

/// A [`Tenths`] written with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedTenths(Tenths);

impl fmt::Display for SignedTenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0.0 < 0 { "" } else { "+" };
        f.pad(&format!("{sign}{}", self.0))
    }
}

/// A part of a whole, kept as the two counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many have it.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

impl Share {
    /// In percent; `None` of nothing.
    pub fn percent(self) -> Option<Tenths> {
        Tenths::of_ratio(100 * i128::from(self.part), i128::from(self.whole))
    }
}

/// How a number changed from one period to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// (N / N₋₁ − 1) × 100.
    Percent(Tenths),
    /// The difference of two shares, in percentage points, from their exact counts.
    Points(Tenths),
    /// Over zero, printed "n.s.".
    NotSignificant,
}

impl Change {
    /// The change of a count, in percent.
    pub fn of_count(before: u32, after: u32) -> Self {
        let difference = i128::from(after) - i128::from(before);
        Tenths::of_ratio(100 * difference, i128::from(before))
            .map_or(Self::NotSignificant, Self::Percent)
    }

    /// The change of a share, in points.
    pub fn of_share(before: Share, after: Share) -> Self {
        let [part_before, whole_before, part_after, whole_after] =
            [before.part, before.whole, after.part, after.whole].map(i128::from);
        let difference = part_after * whole_before - part_before * whole_after;
        Tenths::of_ratio(100 * difference, whole_before * whole_after)
            .map_or(Self::NotSignificant, Self::Points)
    }
}

impl fmt::Display for Change {
    /// For a terminal: `+4.3%`, `+12.3 points`, `n.s.`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(tenths) => f.pad(&format!("{}%", tenths.signed())),
            Self::Points(tenths) => f.pad(&format!("{} points", tenths.signed())),
            Self::NotSignificant => f.pad("n.s."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_ratio(numerator: i128, denominator: i128, expected: Option<i64>) {
        assert_eq!(
            Tenths::of_ratio(numerator, denominator),
            expected.map(Tenths)
        );
    }

    #[test]
    fn decimals_round_half_away_from_zero() {
        check_ratio(1, 20, Some(1));
        check_ratio(-1, 20, Some(-1));
        check_ratio(1, -20, Some(-1));
        check_ratio(-1, -20, Some(1));
        check_ratio(49, 1000, Some(0));
        check_ratio(-49, 1000, Some(0));
        check_ratio(1, 3, Some(3));
        check_ratio(2, 3, Some(7));
        check_ratio(0, 7, Some(0));
        check_ratio(7, 0, None);
        check_ratio(0, 0, None);
        check_ratio(i128::MAX, 1, None);
        check_ratio(1, i128::MIN, None);
    }

    #[track_caller]
    fn check_count(before: u32, after: u32, printed: &str) {
        assert_eq!(Change::of_count(before, after).to_string(), printed);
    }

    #[test]
    fn evolutions_of_counts_are_percents() {
        check_count(181, 163, "-9.9%");
        check_count(141, 147, "+4.3%");
        check_count(411, 412, "+0.2%");
        check_count(126, 189, "+50.0%");
        check_count(7, 7, "+0.0%");
        check_count(7, 0, "-100.0%");
        check_count(0, 7, "n.s.");
        check_count(0, 0, "n.s.");
        check_count(1, u32::MAX, "+429496729400.0%");
    }

    #[track_caller]
    fn check_share(before: (u32, u32), after: (u32, u32), printed: &str) {
        let [before, after] = [before, after].map(|(part, whole)| Share { part, whole });
        assert_eq!(Change::of_share(before, after).to_string(), printed);
    }

    #[test]
    fn evolutions_of_shares_are_points() {
        check_share((141, 181), (147, 163), "+12.3 points");
        check_share((1, 2), (1, 4), "-25.0 points");
        check_share((1, 2), (2, 4), "+0.0 points");
        check_share((0, 0), (2, 4), "n.s.");
        check_share((u32::MAX, u32::MAX), (0, u32::MAX), "-100.0 points");
    }

    #[test]
    fn shares_are_exact_until_printed() {
        let percent = |part, whole| {
            Share { part, whole }
                .percent()
                .map(|tenths| tenths.to_string())
        };
        assert_eq!(percent(141, 181).as_deref(), Some("77.9"));
        assert_eq!(percent(147, 163).as_deref(), Some("90.2"));
        assert_eq!(percent(0, 0), None);
    }
}
