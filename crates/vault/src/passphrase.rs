//! Passphrases: the words offered, and how what is typed is folded before it becomes a key.
//!
//! Six words are drawn from the 2048 of the French BIP-39 list: 66 bits, a little more than five
//! words of a diceware list of 7776 (64.6 bits); the only French diceware packages are under a
//! licence that does not fit. The words of this list differ from each other within four letters,
//! accents aside.
//!
//! # Folding
//! People type the same passphrase differently: with or without accents or capitals, several
//! words to a line, a hyphen for a space, a full stop that a phone's keyboard put after a double
//! space. So before use a text is decomposed (NFKD), loses its accents, is put in lower case,
//! `œ`/`æ` become `oe`/`ae`, and spaces, dashes, apostrophes, full stops, commas and invisible
//! characters are dropped. Digits and other signs count. Six generated words lose nothing that
//! tells them apart (a test compares the whole list); the strength of a passphrase somebody chose
//! is judged after folding.

use bip39::Language;
use rand_core::CryptoRng;
use thiserror::Error;
#[cfg(any(test, feature = "unicode"))]
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::{Zeroize, Zeroizing};

use crate::sensitive::Sensitive;

/// Words of a generated passphrase.
pub const WORDS: usize = 6;
/// Longest text taken into account, in bytes; what follows is cut, so that no text of a megabyte
/// pasted by mistake keeps the folding busy.
const LONGEST_BYTES: usize = 1024;
/// No character decomposes (NFKD, then lower case) to more than this many bytes for each of its own.
#[cfg(any(test, feature = "unicode"))]
const GREATEST_EXPANSION: usize = 18;
/// No character in lower case takes more than this many bytes for each of its own.
const GREATEST_LOWER: usize = 3;
/// Folded characters a chosen passphrase has at least.
const FEWEST_CHARACTERS: usize = 14;
const FEWEST_DISTINCT: usize = 6;
/// Characters left once a common part is taken out, under which the rest adds nothing.
const FEWEST_BESIDE_COMMON: usize = 8;
/// Parts that make a chosen passphrase too easy when little else is left. Folded already.
const COMMON: [&str; 14] = [
    "motdepasse",
    "password",
    "azerty",
    "qwerty",
    "azertyuiop",
    "qwertyuiop",
    "permanence",
    "commissariat",
    "gendarmerie",
    "travailsocial",
    "intervenant",
    "bonjour",
    "123456789",
    "123456",
];

/// A typed passphrase, folded. The typed text itself is not kept.
#[derive(Clone, Debug)]
pub struct Passphrase(Sensitive<String>);

/// Why a passphrase somebody chose is refused. Generated ones are never judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassphrase {
    /// Fewer than 14 characters once folded.
    #[error("the passphrase is too short")]
    Short,
    /// Fewer than 6 different characters.
    #[error("the passphrase repeats the same characters")]
    Monotonous,
    /// A common word or row of keys with little around it.
    #[error("the passphrase is a common one")]
    Common,
}

impl Passphrase {
    /// Folds what was typed. Any text is a passphrase, an empty one too: it will simply be wrong.
    #[cfg(any(test, feature = "unicode"))]
    pub fn from_typed(typed: &str) -> Self {
        Self::from_typed_with(typed, |text| {
            let mut decomposed = String::with_capacity(text.len() * GREATEST_EXPANSION);
            decomposed.extend(
                text.nfkd()
                    .filter(|character| !is_combining_mark(*character)),
            );
            decomposed
        })
    }

    /// The same where the system decomposes: `decompose` gives the NFKD of a text without its combining marks
    /// (general category M).
    pub fn from_typed_with(typed: &str, decompose: impl FnOnce(&str) -> String) -> Self {
        let decomposed = Zeroizing::new(decompose(cut_at_character(typed, LONGEST_BYTES)));
        // Room for the worst case: growing would leave copies of the text behind in memory.
        let mut folded = String::with_capacity(decomposed.len() * GREATEST_LOWER);
        for character in decomposed.chars().flat_map(char::to_lowercase) {
            match character {
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                dropped if is_dropped(dropped) => {}
                kept => folded.push(kept),
            }
        }
        Self(Sensitive::new(folded))
    }

    /// Judges a passphrase that somebody chose.
    ///
    /// # Errors
    /// The first reason to refuse it; a phrase that passes is not proven strong, which is why six
    /// words are offered instead.
    pub fn check_chosen(&self) -> Result<(), WeakPassphrase> {
        // EXPOSE: only counted and compared here.
        let folded = self.0.expose();
        let length = folded.chars().count();
        if length < FEWEST_CHARACTERS {
            return Err(WeakPassphrase::Short);
        }
        let mut distinct: Vec<char> = folded.chars().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let count = distinct.len();
        distinct.zeroize();
        if count < FEWEST_DISTINCT {
            return Err(WeakPassphrase::Monotonous);
        }
        let is_common = |part: &str| {
            let occurrences = folded.matches(part).count();
            length - occurrences * part.len() < FEWEST_BESIDE_COMMON
        };
        if COMMON
            .iter()
            .any(|part| folded.contains(part) && is_common(part))
        {
            return Err(WeakPassphrase::Common);
        }
        Ok(())
    }

    /// Takes back what [`expose`](Self::expose) gave, in the worker that derives.
    pub fn from_folded(folded: String) -> Self {
        Self(Sensitive::new(folded))
    }

    /// The folded text, to hand to the worker that derives and nowhere else.
    pub fn expose(&self) -> &str {
        // EXPOSE: callers say why.
        self.0.expose()
    }

    /// The bytes the derivation takes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        // EXPOSE: for Argon2id only.
        self.0.expose().as_bytes()
    }
}

/// Draws six words, separated by spaces, composed (NFC) as they are printed.
pub fn generate_passphrase(rng: &mut impl CryptoRng) -> Sensitive<String> {
    let list = Language::French.word_list();
    // The longest word has 8 letters; an accent adds a byte or two.
    let mut phrase = Sensitive::new(String::with_capacity(WORDS * 24));
    let mut draw = [0; 2];
    for position in 0..WORDS {
        rng.fill_bytes(&mut draw);
        // 2048 divides 65536, so the remainder is uniform.
        let index = usize::from(u16::from_be_bytes(draw)) % list.len();
        // EXPOSE: the phrase is being written.
        let text = phrase.expose_mut();
        if position > 0 {
            text.push(' ');
        }
        push_composed(list[index], text);
    }
    draw.zeroize();
    phrase
}

/// The list is decomposed; these are all the pairs it has (a test composes every word).
fn push_composed(word: &str, text: &mut String) {
    for character in word.chars() {
        let composed = match (text.chars().next_back(), character) {
            (Some('e'), '\u{301}') => 'é',
            (Some('e'), '\u{300}') => 'è',
            _ => {
                text.push(character);
                continue;
            }
        };
        text.pop();
        text.push(composed);
    }
}

fn is_dropped(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '.' | ',' | '-' | '_' | '\'' | '’' | '‘' | '`' | '´' | '\u{ad}'
        )
        || matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn cut_at_character(text: &str, longest_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(longest_bytes)]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vectors::FixedRandom;

    #[track_caller]
    fn check(typed: &str, folded: &str) {
        assert_eq!(Passphrase::from_typed(typed).as_bytes(), folded.as_bytes());
    }

    #[test]
    fn typed_differently_is_the_same() {
        check("académie bœuf", "academieboeuf");
        check("ACADÉMIE  Bœuf ", "academieboeuf");
        check("acade\u{301}mie-boeuf", "academieboeuf");
        check("academie. BŒUF", "academieboeuf");
        check("\u{feff}académie\u{a0}l’été\n", "academielete");
        check("ＡＣＡＤÉＭＩＥ ﬁn", "academiefin");
        check("Ǽ", "ae");
        check("a1b2!? c3", "a1b2!?c3");
        check("", "");
    }

    #[test]
    fn no_two_words_fold_alike() {
        let folded: BTreeSet<Vec<u8>> = Language::French
            .word_list()
            .iter()
            .map(|word| Passphrase::from_typed(word).as_bytes().to_vec())
            .collect();
        assert_eq!(folded.len(), 2048);
        assert!(
            folded
                .iter()
                .all(|word| word.iter().all(u8::is_ascii_lowercase))
        );
    }

    #[test]
    fn every_word_is_printed_composed() {
        for word in Language::French.word_list() {
            let mut composed = String::new();
            push_composed(word, &mut composed);
            assert_eq!(composed, word.nfc().collect::<String>());
        }
    }

    #[test]
    fn generated_words_are_six_of_the_list() {
        let mut rng = FixedRandom::new("words");
        let phrase = generate_passphrase(&mut rng);
        let words: Vec<&str> = phrase.expose().split(' ').collect();
        assert_eq!(words.len(), WORDS);
        for word in words {
            let decomposed: String = word.nfkd().collect();
            let is_listed = |listed: &str| listed.nfkd().eq(decomposed.chars());
            assert!(
                Language::French
                    .word_list()
                    .iter()
                    .any(|listed| is_listed(listed))
            );
        }
        assert_ne!(phrase.expose(), generate_passphrase(&mut rng).expose());
        assert_eq!(
            Passphrase::from_typed(phrase.expose()).check_chosen(),
            Ok(())
        );
    }

    #[test]
    fn folding_never_grows_past_its_room() {
        for code in 0..=0x10_ffff_u32 {
            let Some(character) = char::from_u32(code) else {
                continue;
            };
            let mut buffer = [0; 4];
            let folded = Passphrase::from_typed(character.encode_utf8(&mut buffer));
            let room = character.len_utf8() * GREATEST_EXPANSION;
            assert!(folded.as_bytes().len() <= room, "U+{code:04X}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let folded = Passphrase::from_typed(&"é€x".repeat(100_000));
        assert!(folded.as_bytes().len() <= LONGEST_BYTES);
    }

    #[track_caller]
    fn check_chosen(typed: &str, expected: Result<(), WeakPassphrase>) {
        assert_eq!(Passphrase::from_typed(typed).check_chosen(), expected);
    }

    #[test]
    fn weak_choices_are_named() {
        check_chosen("", Err(WeakPassphrase::Short));
        check_chosen("trop court", Err(WeakPassphrase::Short));
        check_chosen("abababababababab", Err(WeakPassphrase::Monotonous));
        check_chosen("Mot de passe 2026", Err(WeakPassphrase::Common));
        check_chosen("azerty azerty 12", Err(WeakPassphrase::Common));
        check_chosen("le vélo bleu du voisin", Ok(()));
    }
}
