//! Names and texts, from files: no person here exists.

use crate::chance::Chance;

const WOMEN: &str = include_str!("../data/names_women.txt");
const MEN: &str = include_str!("../data/names_men.txt");
const FAMILIES: &str = include_str!("../data/names_family.txt");
const TEXTS_FR: &str = include_str!("../data/texts_fr.txt");
const TEXTS_EN: &str = include_str!("../data/texts_en.txt");

/// The language of the invented team's free texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// The language of a tag such as `fr` or `en-GB`: English where it begins with `en`.
    pub fn of_tag(tag: &str) -> Self {
        let is_english = tag
            .split('-')
            .next()
            .is_some_and(|part| part.eq_ignore_ascii_case("en"));
        if is_english {
            Self::English
        } else {
            Self::French
        }
    }
}

/// What a text is for: the first word of its line in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    Shared,
    Facts,
    Words,
    Opinion,
    Professional,
    Act,
    Missed,
    Cancelled,
    Officer,
    Purpose,
    Hours,
    Code,
    Note,
    Shift,
    Team,
    Post,
    Convention,
    Paper,
    Session,
    Audience,
    WhoWeAre,
    Territory,
    Remarks,
    Challenges,
    Thanks,
    Contacts,
}

impl Text {
    fn key(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Facts => "facts",
            Self::Words => "words",
            Self::Opinion => "opinion",
            Self::Professional => "professional",
            Self::Act => "act",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
            Self::Officer => "officer",
            Self::Purpose => "purpose",
            Self::Hours => "hours",
            Self::Code => "code",
            Self::Note => "note",
            Self::Shift => "shift",
            Self::Team => "team",
            Self::Post => "post",
            Self::Convention => "convention",
            Self::Paper => "paper",
            Self::Session => "session",
            Self::Audience => "audience",
            Self::WhoWeAre => "who_we_are",
            Self::Territory => "territory",
            Self::Remarks => "remarks",
            Self::Challenges => "challenges",
            Self::Thanks => "thanks",
            Self::Contacts => "contacts",
        }
    }
}

/// The lists, split once.
#[derive(Debug)]
pub(crate) struct Words {
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    families: Vec<&'static str>,
    texts: Vec<(&'static str, &'static str)>,
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        let texts = match language {
            Language::French => TEXTS_FR,
            Language::English => TEXTS_EN,
        };
        Self {
            women: WOMEN.lines().collect(),
            men: MEN.lines().collect(),
            families: FAMILIES.lines().collect(),
            texts: texts
                .lines()
                .filter_map(|line| line.split_once('|'))
                .collect(),
        }
    }

    pub(crate) fn woman(&self, chance: &mut Chance) -> &'static str {
        chance.pick(&self.women).copied().unwrap_or_default()
    }

    pub(crate) fn man(&self, chance: &mut Chance) -> &'static str {
        chance.pick(&self.men).copied().unwrap_or_default()
    }

    pub(crate) fn family(&self, chance: &mut Chance) -> &'static str {
        chance.pick(&self.families).copied().unwrap_or_default()
    }

    pub(crate) fn text(&self, text: Text, chance: &mut Chance) -> &'static str {
        let fitting: Vec<_> = self
            .texts
            .iter()
            .filter(|(key, _)| *key == text.key())
            .map(|(_, text)| *text)
            .collect();
        chance.pick(&fitting).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_text_is_there_in_both_languages() {
        let all = [
            Text::Shared,
            Text::Facts,
            Text::Words,
            Text::Opinion,
            Text::Professional,
            Text::Act,
            Text::Missed,
            Text::Cancelled,
            Text::Officer,
            Text::Purpose,
            Text::Hours,
            Text::Code,
            Text::Note,
            Text::Shift,
            Text::Team,
            Text::Post,
            Text::Convention,
            Text::Paper,
            Text::Session,
            Text::Audience,
            Text::WhoWeAre,
            Text::Territory,
            Text::Remarks,
            Text::Challenges,
            Text::Thanks,
            Text::Contacts,
        ];
        for language in [Language::French, Language::English] {
            let words = Words::new(language);
            for text in all {
                let found = words.text(text, &mut Chance::new(1));
                assert!(found.len() > 4, "{language:?} {text:?}");
            }
        }
    }

    #[test]
    fn tags_name_languages() {
        assert_eq!(Language::of_tag("en-GB"), Language::English);
        assert_eq!(Language::of_tag("EN"), Language::English);
        assert_eq!(Language::of_tag("fr-FR"), Language::French);
        assert_eq!(Language::of_tag(""), Language::French);
    }
}
