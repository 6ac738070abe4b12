//! Amounts of money, as people type them and as files hold them. Always whole cents: nothing is rounded here.

/// The most an amount may be, in cents: a thousand thousand million euros.
pub const MOST_CENTS: i64 = 100_000_000_000_000;

/// The cents of an amount as it is typed in France or elsewhere: `51 250`, `1 580,50 €`, `1.580,50`, `1,580.50`, `-12`.
///
/// The last point or comma before one or two digits begins the cents; others, like spaces and apostrophes, group digits and must stand
/// before groups of three. `None` for what is no amount, has more than two decimals, or is beyond [`MOST_CENTS`].
pub fn parse(typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('€').trim_end();
    let (sign, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, typed),
    };
    let (whole, cents) = match digits
        .char_indices()
        .rfind(|(_, one)| matches!(one, '.' | ','))
    {
        Some((at, mark)) if digits.len() - at <= 3 => {
            let whole = digits.get(..at)?;
            // What groups digits does not begin the cents too.
            if whole.contains(mark) {
                return None;
            }
            (whole, cents_of(digits.get(at + 1..)?)?)
        }
        _ => (digits, 0),
    };
    let amount = whole_of(whole)?.checked_mul(100)?.checked_add(cents)?;
    (amount <= MOST_CENTS).then_some(sign * amount)
}

/// Cents written as one or two digits after the point: `5` is fifty.
fn cents_of(digits: &str) -> Option<i64> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    Some(if digits.len() == 1 {
        number * 10
    } else {
        number
    })
}

/// Digits, alone or in groups of three.
fn whole_of(text: &str) -> Option<i64> {
    let is_between =
        |character: char| character.is_whitespace() || matches!(character, '.' | ',' | '\'' | '’');
    let mut groups = text.split(is_between);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped =
        rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || first.len() <= 3);
    let digits = std::iter::once(first).chain(rest).collect::<String>();
    let is_number = !first.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_grouped && is_number)
        .then(|| digits.parse().ok())
        .flatten()
}

/// The amount for a file or an input: `51250`, `1580,50`, with that mark before the cents, which are left out where there are none.
pub fn plain(cents: i64, mark: char) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let abs = cents.unsigned_abs();
    match abs % 100 {
        0 => format!("{sign}{}", abs / 100),
        rest => format!("{sign}{}{mark}{rest:02}", abs / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, cents: Option<i64>) {
        assert_eq!(parse(typed), cents, "{typed}");
        if let Some(cents) = cents {
            assert_eq!(parse(&plain(cents, ',')), Some(cents));
            assert_eq!(parse(&plain(cents, '.')), Some(cents));
        }
    }

    #[test]
    fn an_amount_is_read_as_it_is_typed() {
        check("51250", Some(5_125_000));
        check(" 51 250 € ", Some(5_125_000));
        check("51\u{202f}250,5\u{a0}€", Some(5_125_050));
        check("1.580,50", Some(158_050));
        check("1,580.50", Some(158_050));
        check("1.580", Some(158_000));
        check("1'580", Some(158_000));
        check("0,05", Some(5));
        check("-12", Some(-1_200));
        check("−1 580,5", Some(-158_050));
        check("1000000000000", Some(MOST_CENTS));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for typed in [
            "",
            "€",
            "-",
            ",50",
            "12,345,6",
            "1 58",
            "12 34",
            "12,3456",
            "douze",
            "1e3",
            "0x10",
            "1,,2",
            "1000000000000,01",
            "99999999999999999999",
            "１２",
        ] {
            check(typed, None);
        }
    }
}
