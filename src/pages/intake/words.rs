//! What was answered, in the words of the team: the questions and answers in French, and the fields they go into.

use intake::{Answer, Begun, Gathered, Path, Proposed, Said, proposed, stands};
use record::{ChoiceId, FieldSpec, Kind, Value};

use crate::intake::texts::Texts;
use crate::schemas;
use crate::t;

/// The texts of the team's language: French, whatever was shown.
const FRENCH: &str = include_str!("../../../locales/intake/fr.json");

/// The questions of an intake in words.
pub(super) struct InWords {
    texts: Texts,
    pub(super) path: Path,
}

impl InWords {
    /// Of what an intake asked: the program's own questions, or those that it brings along.
    pub(super) fn of(begun: &Begun) -> Self {
        let path = begun
            .file
            .as_deref()
            .and_then(|file| Path::parse(file).ok());
        let path = path.unwrap_or_else(Path::shipped);
        let texts = Texts::parse(FRENCH).unwrap_or_default();
        Self {
            texts: texts.with_own(&path),
            path,
        }
    }

    /// Each question that was answered, with its answer, in the order asked.
    pub(super) fn lines(&self, of: &Gathered) -> Vec<(String, String)> {
        let questions = self.path.questions();
        let line = |question: &intake::Question| {
            let answer = of.answers.get(&question.id)?;
            // What she took back is not said any more.
            if !stands(&self.path, &of.answers, question) {
                return None;
            }
            Some((
                self.texts.ask(&question.id),
                self.answer(&question.id, answer),
            ))
        };
        questions.filter_map(line).collect()
    }

    fn answer(&self, question: &str, answer: &Answer) -> String {
        let said = self.texts.answer(question, answer).into_iter();
        said.map(|said| said.text).collect::<Vec<_>>().join(", ")
    }

    /// Everything that was said, as it stands in the interview: by whom, in which language, with what help.
    pub(super) fn transcript(&self, of: &Gathered, language: &str) -> String {
        let mut text = t!(intake_said_by, language = language);
        if of.was_read_together {
            text.push('\n');
            text.push_str(t!(intake_read_together));
        }
        if let Some(interpreter) = &of.begun.interpreter {
            text.push('\n');
            let who = format!(
                "{}, {}",
                super::begin::kind_word(&interpreter.kind),
                interpreter.name
            );
            text.push_str(&t!(intake_interpreted, name = who));
        }
        let marks = [
            (!of.is_done, t!(intake_unfinished)),
            (of.is_agreed, t!(intake_agreed)),
        ];
        for (_, word) in marks.into_iter().filter(|(is, _)| *is) {
            text.push('\n');
            text.push_str(word);
        }
        text.push('\n');
        let unknown = of
            .answers
            .iter()
            .filter(|(id, _)| self.path.question(id).is_none());
        let unknown = unknown.map(|(id, answer)| (format!("{id} :"), self.answer(id, answer)));
        for (question, answer) in self.lines(of).into_iter().chain(unknown) {
            text.push_str(&format!("\n{question} {answer}"));
        }
        text
    }

    /// The fields that answers go into, by kind, as values of those fields.
    pub(super) fn fields(&self, of: &Gathered, kind: &str) -> Vec<(String, Vec<Value>)> {
        let Proposed { fields, .. } = proposed(&self.path, &of.answers);
        let of_kind = fields.into_iter().filter(|((record, _), _)| record == kind);
        let field = |((_, field), said): ((String, String), Vec<Said>)| {
            let spec = schemas::field(kind, &field)?;
            let values: Vec<Value> = said
                .iter()
                .filter_map(|said| self.value(&spec, &field, said))
                .collect();
            (!values.is_empty()).then_some((field, values))
        };
        of_kind.filter_map(field).collect()
    }

    /// What was said as a value of a field; none where it does not fit.
    fn value(&self, spec: &FieldSpec, field: &str, said: &Said) -> Option<Value> {
        match (said, &spec.choices) {
            (Said::Option(id), Some(choices)) => {
                let mut ids = choices.ids();
                ids.find(|known| known == id)
                    .map(|_| Value::Choice(ChoiceId::shared(id)))
            }
            (Said::Option(id), None) if spec.kind == Kind::Bool => Some(Value::Bool(id == "yes")),
            (Said::Option(id), None) => {
                let question = self
                    .path
                    .questions()
                    .find(|one| one.into.as_ref().is_some_and(|into| into.field == field))?;
                Some(Value::Text(self.texts.option(&question.id, id)))
            }
            (Said::Text(text), _) => Some(Value::Text(text.clone())),
            (Said::Number(number), _) => Some(Value::Integer((*number).into())),
        }
    }
}
