//! The texts of the intake in one language, as their file says them (`locales/intake`). A text that is missing is empty, never a fault.

use std::collections::{BTreeMap, BTreeSet};

use intake::{Answer, Asked, Path, Words};
use serde::Deserialize;

use crate::browser::intl;

/// The languages there are, a line each: code and own name, in the order offered.
const NAMES: &str = include_str!("../../locales/intake/languages.txt");

/// The languages there are, by their codes, with their own names, in the order offered.
pub(crate) fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().filter_map(|line| line.split_once(' '))
}

/// Those whose texts somebody has read whose language it is.
pub(crate) const REVIEWED: [&str; 1] = ["fr"];

/// Those that are written from right to left.
const LEFTWARDS: [&str; 2] = ["ar", "fa"];

/// The texts of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Texts {
    /// Its code.
    pub(crate) language: String,
    /// Whether somebody whose language it is has read them.
    pub(crate) reviewed: bool,
    words: BTreeMap<String, String>,
    remaining: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    questions: BTreeMap<String, Asked>,
    /// Titles, questions and options that a path says in its own language alone.
    #[serde(skip)]
    borrowed: BTreeSet<Text>,
}

/// Which text of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Text {
    /// The title of a part.
    Part(String),
    /// A question.
    Ask(String),
    /// An option of a question.
    Option(String, String),
}

/// What is said, and its language where it is not that of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) language: Option<&'static str>,
}

impl Said {
    /// A text of the path.
    pub(crate) fn of(texts: &Texts, of: Text) -> Self {
        let language = texts.borrowed.contains(&of).then_some(OWN);
        let text = match of {
            Text::Part(part) => texts.part(&part),
            Text::Ask(question) => texts.ask(&question),
            Text::Option(question, option) => texts.option(&question, &option),
        };
        Self { text, language }
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        let language = None;
        Self { text, language }
    }
}

/// The options that every language says by itself.
const ANSWERS: [&str; 2] = ["yes", "no"];

/// The language that a team writes its own texts in.
const OWN: &str = "fr";

impl Texts {
    /// The texts of a file; none where it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// With the texts that a path brings along. What it does not say in this language is said as the team wrote it.
    pub(crate) fn with_own(mut self, path: &Path) -> Self {
        if let Some(own) = path.texts.get(&self.language) {
            self.say(own);
        }
        if self.language != OWN
            && let Some(own) = path.texts.get(OWN)
        {
            self.borrow(own);
        }
        self
    }

    fn say(&mut self, own: &Words) {
        self.parts.extend(own.parts.clone());
        for (id, said) in &own.questions {
            let asked = self.questions.entry(id.clone()).or_default();
            if !said.ask.is_empty() {
                asked.ask.clone_from(&said.ask);
            }
            asked.options.extend(said.options.clone());
        }
    }

    fn borrow(&mut self, own: &Words) {
        for (id, title) in &own.parts {
            if !self.parts.contains_key(id) {
                self.parts.insert(id.clone(), title.clone());
                self.borrowed.insert(Text::Part(id.clone()));
            }
        }
        for (id, said) in &own.questions {
            let asked = self.questions.entry(id.clone()).or_default();
            if asked.ask.is_empty() && !said.ask.is_empty() {
                asked.ask.clone_from(&said.ask);
                self.borrowed.insert(Text::Ask(id.clone()));
            }
            for (option, word) in &said.options {
                if !asked.options.contains_key(option) && !ANSWERS.contains(&option.as_str()) {
                    asked.options.insert(option.clone(), word.clone());
                    self.borrowed
                        .insert(Text::Option(id.clone(), option.clone()));
                }
            }
        }
    }

    /// Whether something of the path is said in another language.
    pub(crate) fn borrows(&self) -> bool {
        !self.borrowed.is_empty()
    }

    /// A path with all that is said of it in this language among its own texts.
    pub(crate) fn told_by(&self, mut path: Path) -> Path {
        let asked = |question: &intake::Question| {
            let option = |option: &intake::Choice| {
                (option.id.clone(), self.option(&question.id, &option.id))
            };
            let asked = Asked {
                ask: self.ask(&question.id),
                options: question.options.iter().map(option).collect(),
            };
            (question.id.clone(), asked)
        };
        let words = Words {
            parts: path
                .parts
                .iter()
                .map(|part| (part.id.clone(), self.part(&part.id)))
                .collect(),
            questions: path.questions().map(asked).collect(),
        };
        path.texts.insert(self.language.clone(), words);
        path
    }

    /// The texts that a path needs and that are not there, in the order asked.
    pub(crate) fn missing(&self, path: &Path) -> Vec<Text> {
        let of_question = |question: &intake::Question| {
            let ask =
                Some(Text::Ask(question.id.clone())).filter(|_| self.ask(&question.id).is_empty());
            let options = question.options.iter().map(|option| &option.id);
            let options = options.filter(|id| self.option(&question.id, id).is_empty());
            let options = options.map(|id| Text::Option(question.id.clone(), id.clone()));
            ask.into_iter().chain(options).collect::<Vec<_>>()
        };
        let of_part = |part: &intake::Part| {
            let title =
                Some(Text::Part(part.id.clone())).filter(|_| self.part(&part.id).is_empty());
            let questions = part.questions.iter().flat_map(of_question);
            title.into_iter().chain(questions).collect::<Vec<_>>()
        };
        path.parts.iter().flat_map(of_part).collect()
    }

    /// A word of the screens.
    pub(crate) fn word(&self, id: &str) -> String {
        self.words.get(id).cloned().unwrap_or_default()
    }

    /// The title of a part.
    pub(crate) fn part(&self, id: &str) -> String {
        self.parts.get(id).cloned().unwrap_or_default()
    }

    /// A question as it is asked.
    pub(crate) fn ask(&self, question: &str) -> String {
        let asked = self.questions.get(question);
        asked.map(|asked| asked.ask.clone()).unwrap_or_default()
    }

    /// An option of a question: its own text, else yes or no.
    pub(crate) fn option(&self, question: &str, option: &str) -> String {
        let own = self.questions.get(question);
        let own = own.and_then(|asked| asked.options.get(option).cloned());
        own.unwrap_or_else(|| match ANSWERS.contains(&option) {
            true => self.word(option),
            false => String::new(),
        })
    }

    /// An answer to a question: each option chosen, or the one thing said.
    pub(crate) fn answer(&self, question: &str, answer: &Answer) -> Vec<Said> {
        let option = |id: &String| Said::of(self, Text::Option(question.to_owned(), id.clone()));
        match answer {
            Answer::Chosen(chosen) => chosen.iter().map(option).collect(),
            Answer::Text(text) => vec![text.clone().into()],
            Answer::Number(number) => vec![number.to_string().into()],
            Answer::DontKnow => vec![self.word("dont_know").into()],
            Answer::NoAnswer => vec![self.word("no_answer").into()],
        }
    }

    /// How many questions are left, in the plural of the language.
    pub(crate) fn left(&self, count: usize) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let category = intl::plural(&self.language, count);
        let text = self.remaining.get(&category);
        let text = text.or_else(|| self.remaining.get("other"));
        let number = intl::number(&self.language, count);
        text.map(|text| text.replace("{n}", &number))
            .unwrap_or_default()
    }

    /// `ltr` or `rtl`.
    pub(crate) fn direction(&self) -> &'static str {
        direction(&self.language)
    }
}

/// `ltr` or `rtl`.
pub(crate) fn direction(language: &str) -> &'static str {
    if LEFTWARDS.contains(&language) {
        "rtl"
    } else {
        "ltr"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = include_str!("../../locales/intake/fr.json");

    fn file(code: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/intake");
        std::fs::read_to_string(format!("{folder}/{code}.json")).expect("a file of this language")
    }

    #[test]
    fn every_language_says_all_that_the_path_asks() {
        let french = Texts::parse(FRENCH).expect("texts");
        for (code, _) in languages() {
            let texts = Texts::parse(&file(code)).expect(code);
            assert_eq!(texts.language, code);
            let words = |texts: &Texts| texts.words.keys().cloned().collect::<Vec<_>>();
            assert_eq!(words(&texts), words(&french), "{code}");
            assert!(texts.words.values().all(|word| !word.is_empty()), "{code}");
            assert!(texts.remaining.contains_key("other"), "{code}");
            let path = Path::shipped();
            assert_eq!(texts.missing(&path), [], "{code}");
            for question in path.questions() {
                let ask = texts.ask(&question.id);
                let count = ask.split_whitespace().count();
                assert!(count <= intake::MOST_WORDS, "{code} {}: {ask}", question.id);
            }
        }
    }

    #[test]
    fn a_path_says_what_is_its_own_and_borrows_what_it_says_in_french_alone() {
        let asked = |ask: &str| Asked {
            ask: ask.to_owned(),
            ..Asked::default()
        };
        let words = |of: &[(&str, &str)]| Words {
            questions: of
                .iter()
                .map(|(id, ask)| ((*id).to_owned(), asked(ask)))
                .collect(),
            ..Words::default()
        };
        // The second is called as a word of the screens is.
        let partners = [("p_1", "Accueil Essai"), ("card", "Carte Essai")];
        let mut path =
            Path::shipped().naming(&partners.map(|(id, name)| (id.to_owned(), name.to_owned())));
        let french = path.texts.entry("fr".to_owned()).or_default();
        french
            .questions
            .extend(words(&[("hit", "Et les coups ?"), ("garden", "Un jardin ?")]).questions);
        path.texts
            .insert("de".to_owned(), words(&[("hit", "Und Schläge?")]));
        let of = |code: &str| Texts::parse(&file(code)).expect(code).with_own(&path);
        let (french, german, english) = (of("fr"), of("de"), of("en"));
        assert_eq!(
            (french.ask("hit"), german.ask("hit")),
            ("Et les coups ?".to_owned(), "Und Schläge?".to_owned())
        );
        let plain = Texts::parse(&file("en")).expect("texts");
        assert_eq!(
            english.ask("hit"),
            plain.ask("hit"),
            "the language's own stands"
        );
        assert_eq!(german.ask("garden"), "Un jardin ?");
        let garden = |texts: &Texts| Said::of(texts, Text::Ask("garden".to_owned())).language;
        assert_eq!((garden(&german), garden(&french)), (Some("fr"), None));
        assert_eq!(german.option(intake::PARTNERS, "p_1"), "Accueil Essai");
        assert_eq!(german.option(intake::PARTNERS, "card"), "Carte Essai");
        let mut unheard = path.clone();
        unheard.parts[0].questions[0].id = "unheard".to_owned();
        assert_eq!(french.missing(&unheard), [Text::Ask("unheard".to_owned())]);
    }

    #[test]
    fn only_what_was_read_by_a_native_speaker_says_so() {
        let is_reviewed = |code: &&str| Texts::parse(&file(code)).expect(code).reviewed;
        let reviewed: Vec<_> = languages()
            .map(|(code, _)| code)
            .filter(is_reviewed)
            .collect();
        assert_eq!(reviewed, REVIEWED);
    }
}
