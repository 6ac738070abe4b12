//! What answers come to in a case: the fields they go into, each proposed to the worker, who decides.

use std::collections::BTreeMap;

use crate::path::{Kind, Path, Question, Target};
use crate::walk::{Answer, Answers, stands};

/// A value as it was said. What it is in its field, the schema says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// An option, by its id: a choice of a list, or yes or no.
    Option(String),
    /// Words.
    Text(String),
    /// A number.
    Number(u32),
}

/// Fields with what was said, and the questions whose answer has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposed {
    /// By the id of the kind (`case`, `person`) and of the field.
    pub fields: BTreeMap<(String, String), Vec<Said>>,
    /// Questions answered in words or options that go into no field, in the order asked.
    pub spoken: Vec<String>,
}

/// What answers come to. What is not known, or was not answered, is no value: it is told among what was said.
pub fn proposed(path: &Path, answers: &Answers) -> Proposed {
    let mut proposed = Proposed::default();
    for question in path.questions().filter(|question| question.right.is_none()) {
        let answer = answers.get(&question.id);
        let Some(answer) = answer.filter(|_| stands(path, answers, question)) else {
            continue;
        };
        match question
            .into
            .as_ref()
            .map(|into| (into, said(question, into, answer)))
        {
            Some((into, said)) => {
                if !said.is_empty() {
                    let place = (into.record.clone(), into.field.clone());
                    proposed.fields.entry(place).or_default().extend(said);
                }
            }
            None => proposed.spoken.push(question.id.clone()),
        }
    }
    proposed
}

fn said(question: &Question, into: &Target, answer: &Answer) -> Vec<Said> {
    match (answer, &into.add) {
        (Answer::Chosen(_), Some(added)) if answer.is("yes") => vec![Said::Option(added.clone())],
        (_, Some(_)) | (Answer::DontKnow | Answer::NoAnswer, None) => Vec::new(),
        (Answer::Chosen(chosen), None) => {
            let most = if question.kind == Kind::Several {
                usize::MAX
            } else {
                1
            };
            let chosen = chosen.iter().take(most).cloned();
            chosen.map(Said::Option).collect()
        }
        (Answer::Text(text), None) => vec![Said::Text(text.clone())],
        (Answer::Number(number), None) => vec![Said::Number(*number)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_into_their_fields_and_nothing_else_does() {
        let yes = || Answer::Chosen(vec!["yes".to_owned()]);
        let answers: Answers = [
            ("practice_tea", yes()),
            ("check_hide", Answer::Chosen(vec!["hides".to_owned()])),
            ("hit", yes()),
            ("insulted", yes()),
            ("intimate", Answer::Chosen(vec!["no".to_owned()])),
            ("papers", Answer::NoAnswer),
            ("children_count", Answer::Number(2)),
            ("me_called", Answer::Text("Alma".to_owned())),
            ("weapon", Answer::DontKnow),
        ]
        .into_iter()
        .map(|(question, answer)| (question.to_owned(), answer))
        .collect();
        let proposed = proposed(&Path::shipped(), &answers);
        let field = |kind: &str, field: &str| {
            proposed
                .fields
                .get(&(kind.to_owned(), field.to_owned()))
                .cloned()
        };
        let violences = ["psychological", "physical"].map(|id| Said::Option(id.to_owned()));
        assert_eq!(field("case", "violences"), Some(violences.to_vec()));
        assert_eq!(field("case", "children"), Some(vec![Said::Number(2)]));
        assert_eq!(
            field("person", "pseudonym"),
            Some(vec![Said::Text("Alma".to_owned())])
        );
        assert_eq!(proposed.fields.len(), 3);
        assert_eq!(proposed.spoken, ["practice_tea", "weapon"]);
    }
}
