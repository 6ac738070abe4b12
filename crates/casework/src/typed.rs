//! What people type, made comparable: letters without accents, days however they are written.

use chrono::NaiveDate;

/// A word or a name as it is compared: lower case, without accents and outer blanks; an apostrophe is one however it is drawn.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '’' => folded.push('\''),
            '\u{a0}' | '\u{202f}' => folded.push(' '),
            other => fold_into(other, &mut folded),
        }
    }
    folded
}

/// A day as people type it: `3/4/1991`, `03.04.1991`, `1991-04-03`.
pub fn typed_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['/', '.', '-']);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let is_done = parts.next().is_none();
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if !is_done || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A combining mark, which belongs to the letter before it and is folded away.
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Appends the folded form of a character.
pub fn fold_into(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
        return;
    }
    for lower in character.to_lowercase() {
        match plain(lower) {
            Some(letters) => out.push_str(letters),
            None if is_mark(lower) => {}
            None => out.push(lower),
        }
    }
}

/// The plain letters of an accented lower-case Latin letter.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_their_dress() {
        for (text, plain) in [
            (" Été ", "ete"),
            ("L’ŒUVRE", "l'oeuvre"),
            ("Jose\u{301}", "jose"),
            ("1\u{a0}an", "1 an"),
        ] {
            assert_eq!(folded(text), plain);
        }
    }
}
