//! Where one is in a path: what was answered, what is asked next, how much is left.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::path::{Path, Question};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Answer {
    /// Options, by their ids.
    #[n(0)]
    Chosen(#[n(0)] Vec<String>),
    /// Words, or a telephone number.
    #[n(1)]
    Text(#[n(0)] String),
    /// A number.
    #[n(2)]
    Number(#[n(0)] u32),
    /// The person does not know.
    #[n(3)]
    DontKnow,
    /// The person does not want to answer.
    #[n(4)]
    NoAnswer,
}

impl Answer {
    /// Whether this option was chosen.
    pub fn is(&self, option: &str) -> bool {
        matches!(self, Self::Chosen(chosen) if chosen.iter().any(|one| one == option))
    }
}

/// Answers by question.
pub type Answers = BTreeMap<String, Answer>;

/// Where one is. Answers are in memory alone: what was answered before the program was started again is sealed, and not known here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// What was answered since the program was started.
    pub answers: Answers,
    /// The first question that this run of the program asks; those before it were asked by one that ended.
    pub resumed_at: Option<String>,
}

impl Walk {
    /// The question that is asked after one; the first, after none.
    pub fn next<'p>(&self, path: &'p Path, after: Option<&str>) -> Option<&'p Question> {
        self.asked_after(path, after).next()
    }

    /// The question to go back to, where this run of the program asked one.
    pub fn before<'p>(&self, path: &'p Path, at: &str) -> Option<&'p Question> {
        let ids = path.questions().take_while(|question| question.id != at);
        let asked = ids.filter(|question| !self.is_lost(path, &question.id));
        let mut asked: Vec<_> = asked.filter(|one| self.is_asked(path, one)).collect();
        asked.pop()
    }

    /// How many questions are left, this one among them.
    pub fn left(&self, path: &Path, at: &str) -> usize {
        1 + self.asked_after(path, Some(at)).count()
    }

    fn asked_after<'p>(
        &self,
        path: &'p Path,
        after: Option<&str>,
    ) -> impl Iterator<Item = &'p Question> {
        let mut is_before = after.is_some();
        let later = path.questions().filter(move |question| {
            let was_before = is_before;
            if after == Some(question.id.as_str()) {
                is_before = false;
            }
            !was_before
        });
        later.filter(move |question| self.is_asked(path, question))
    }

    /// Whether a question was asked by a run of the program that ended.
    fn is_lost(&self, path: &Path, id: &str) -> bool {
        let Some(resumed) = &self.resumed_at else {
            return false;
        };
        let mut ids = path.questions().map(|question| question.id.as_str());
        ids.find(|one| *one == id || one == resumed)
            .is_some_and(|first| first == id && first != resumed)
    }

    /// Whether a question is asked. Where the answer it hangs on is sealed already, it is: it can be left without an answer.
    fn is_asked(&self, path: &Path, question: &Question) -> bool {
        let Some(when) = &question.when else {
            return true;
        };
        match self.answers.get(&when.question) {
            Some(answer) => {
                let other = path.question(&when.question);
                other.is_some_and(|other| self.is_asked(path, other))
                    && when.is.iter().any(|option| answer.is(option))
            }
            None => {
                let other = path.question(&when.question);
                self.is_lost(path, &when.question)
                    && other.is_some_and(|other| self.is_asked(path, other))
            }
        }
    }
}

/// Whether an answer still stands: what it hangs on was not answered otherwise afterwards. Where that is not known, it stands.
pub fn stands(path: &Path, answers: &Answers, question: &Question) -> bool {
    let Some(when) = &question.when else {
        return true;
    };
    let Some(other) = path.question(&when.question) else {
        return true;
    };
    let is_met = match answers.get(&when.question) {
        Some(answer) => when.is.iter().any(|option| answer.is(option)),
        None => true,
    };
    is_met && stands(path, answers, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yes() -> Answer {
        Answer::Chosen(vec!["yes".to_owned()])
    }

    fn id(question: Option<&Question>) -> Option<&str> {
        question.map(|question| question.id.as_str())
    }

    #[test]
    fn questions_follow_from_answers_and_back() {
        let path = Path::shipped();
        let mut walk = Walk::default();
        assert_eq!(id(walk.next(&path, None)), Some("practice_tea"));
        walk.answers
            .insert("children_any".to_owned(), Answer::NoAnswer);
        assert_eq!(id(walk.next(&path, Some("children_any"))), Some("pregnant"));
        let without = walk.left(&path, "children_any");
        walk.answers.insert("children_any".to_owned(), yes());
        assert_eq!(
            id(walk.next(&path, Some("children_any"))),
            Some("children_count")
        );
        assert_eq!(walk.left(&path, "children_any"), without + 2);
        assert_eq!(id(walk.before(&path, "pregnant")), Some("children_saw"));
        assert_eq!(id(walk.before(&path, "practice_tea")), None);
        assert_eq!(
            id(walk.next(&path, Some("contact_watched"))),
            Some("contact_forbidden")
        );
    }

    #[test]
    fn after_a_crash_one_goes_on_and_never_back_to_what_is_sealed() {
        let path = Path::shipped();
        let mut walk = Walk {
            resumed_at: Some("children_count".to_owned()),
            ..Walk::default()
        };
        assert_eq!(id(walk.before(&path, "children_count")), None);
        // What it hangs on is sealed: it is asked, and may be left without an answer.
        assert_eq!(
            id(walk.next(&path, Some("children_count"))),
            Some("children_saw")
        );
        walk.answers
            .insert("children_count".to_owned(), Answer::Number(2));
        assert_eq!(
            id(walk.before(&path, "children_saw")),
            Some("children_count")
        );
    }

    #[test]
    fn what_hangs_on_an_answer_that_was_taken_back_is_not_asked_and_does_not_stand() {
        let path = Path::shipped();
        let mut walk = Walk::default();
        let chosen = |id: &str| Answer::Chosen(vec![id.to_owned()]);
        for (question, answer) in [
            ("contact_again", "yes"),
            ("contact_channel", "call"),
            ("contact_sms", "yes"),
        ] {
            walk.answers.insert(question.to_owned(), chosen(answer));
        }
        let question = |id: &str| path.question(id).expect("a question").clone();
        assert!(stands(&path, &walk.answers, &question("contact_sms")));
        walk.answers
            .insert("contact_again".to_owned(), chosen("no"));
        assert!(!stands(&path, &walk.answers, &question("contact_sms")));
        assert_eq!(
            id(walk.next(&path, Some("contact_watched"))),
            Some("contact_forbidden")
        );
    }
}
