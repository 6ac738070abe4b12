//! Templates of letters: versioned files of data, and their text filled with what the recipient may read.
//!
//! The program ships four; a team may word each of them otherwise ([`crate::Letter`]), and changes by that neither the
//! recipient nor what the recipient may read: both stand in the file.
//!
//! The file is JSON: `id` (plain, sixteen characters at most), `version`, `label`, `recipient`, `about`, `readable` (the
//! names of the placeholders) and `text`, a list of lines a language.
//!
//! In a text, `{person.name}` stands for what the case says. Where it says nothing, a gap is left to be filled in by hand.
//! What stands in `[square brackets]` is left out as a whole where one of its placeholders has nothing to say. A line that
//! begins with `# ` is a heading; an empty line ends a paragraph.

use std::collections::BTreeSet;

use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::grid::Text;

/// The templates that ship with the program, in the order shown.
const SHIPPED: [&str; 4] = [
    include_str!("../letters/referral-1.json"),
    include_str!("../letters/concern-1.json"),
    include_str!("../letters/summary-1.json"),
    include_str!("../letters/attendance-1.json"),
];

/// Characters a text may have.
const LONGEST_TEXT: usize = 20_000;
/// Characters an id may have: a record's id is made of it.
const LONGEST_ID: usize = 16;
/// What stands where the case says nothing.
pub const GAP: &str = "…………";
/// Marks, while a text is filled, where brackets were left out. No text holds it.
const LEFT_OUT: char = '\u{0}';

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Names the template among all; versions of one share it.
    pub id: String,
    /// Rises with each change of the file.
    pub version: u32,
    /// What it is called.
    pub label: Text,
    /// Who gets the letter.
    pub recipient: Recipient,
    /// What it is about.
    pub about: About,
    /// What the recipient may read, and nothing else.
    pub readable: BTreeSet<Placeholder>,
    /// The text.
    pub text: Lines,
}

/// Who gets a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A partner of a referral.
    Partner,
    /// The child protection cell (fr: *CRIP*).
    ChildProtection,
    /// Someone of the team.
    Colleague,
    /// The person herself.
    Person,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The case as a whole.
    Case,
    /// One referral of the case.
    Referral,
    /// One interview of the case.
    Interview,
}

/// A text in the languages of the program, a line each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// French, the first.
    pub fr: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

macro_rules! placeholders {
    ($($(#[$about:meta])* $name:ident = $id:literal,)*) => {
        /// What a letter may say of a case, by name. There is none for what only its author may read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Placeholder {
            $($(#[$about])* #[serde(rename = $id)] $name,)*
        }

        impl Placeholder {
            /// In the order shown.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As a text names it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

placeholders! {
    /// The name of the team.
    TeamName = "team.name",
    /// The name of the worker who writes.
    WorkerName = "worker.name",
    /// The day it is written.
    Today = "today",
    /// The file number.
    CaseNumber = "case.number",
    /// The day the case was opened.
    CaseOpened = "case.opened",
    /// Its station.
    CaseStation = "case.station",
    /// How it came.
    CaseOrigin = "case.origin",
    /// How grave the danger is.
    CaseDanger = "case.danger",
    /// Kinds of violence.
    CaseViolences = "case.violences",
    /// Other problems.
    CaseProblems = "case.problems",
    /// What the author is to the victim.
    CaseRelationship = "case.relationship",
    /// What became of a complaint.
    CaseComplaint = "case.complaint",
    /// What to call the person.
    PersonName = "person.name",
    /// Her birth date.
    PersonBirthDate = "person.birth_date",
    /// Her town.
    PersonTown = "person.town",
    /// Her postal address.
    PersonAddress = "person.address",
    /// Her family situation.
    PersonFamily = "person.family",
    /// Where she sleeps.
    PersonHousing = "person.housing",
    /// The languages she speaks.
    PersonLanguages = "person.languages",
    /// The children of the household, a line each.
    Children = "children",
    /// The day of the interview that the letter is about.
    InterviewDate = "interview.date",
    /// When it began.
    InterviewStart = "interview.start",
    /// How many interviews were held with the person.
    InterviewsCount = "interviews.count",
    /// The day of the first.
    InterviewsFirst = "interviews.first",
    /// The day of the last.
    InterviewsLast = "interviews.last",
    /// What happened, as far as known, an interview each.
    InterviewsFacts = "interviews.facts",
    /// What the person said, an interview each.
    InterviewsWords = "interviews.words",
    /// What the worker thinks of it, an interview each.
    InterviewsOpinions = "interviews.opinions",
    /// Protection measures, a line each.
    Measures = "measures",
    /// Procedures, a line each.
    Procedures = "procedures",
    /// Referrals, a line each.
    Referrals = "referrals",
    /// The level of the last signed evaluation, and its day.
    Evaluation = "evaluation",
    /// The partner of the referral.
    PartnerName = "partner.name",
    /// Whom to ask for there.
    PartnerContact = "partner.contact",
    /// Words that say she agreed to it; none where she did not.
    ReferralAgreement = "referral.agreement",
    /// What the referral is for.
    ReferralPurpose = "referral.purpose",
    /// What the person agreed to pass on.
    ReferralShared = "referral.shared",
    /// Until when she agreed.
    ReferralUntil = "referral.until",
}

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault:?}")]
pub struct TextError {
    /// From 1.
    pub line: usize,
    /// What.
    pub fault: Fault,
}

/// What may be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There are no words in it.
    Empty,
    /// It has more characters than a letter has.
    TooLong,
    /// A `{` has no `}` on its line.
    UnclosedBrace,
    /// A `}` has no `{`.
    StrayBrace,
    /// A `[` has no `]`.
    UnclosedBracket,
    /// A `]` has no `[`.
    StrayBracket,
    /// A `[` within another.
    NestedBracket,
    /// Nothing bears that name.
    Unknown(String),
    /// The recipient may not read it.
    NotReadable(Placeholder),
}

/// Why a file is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It does not follow the form of a template.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there, in the words of the parser.
        reason: String,
    },
    /// The id holds other characters than small letters, digits, `_` and `-`, or too many.
    #[error("`{0}` is no plain id")]
    NotPlain(String),
    /// One of its texts is none.
    #[error("in the text, {0}")]
    BadText(#[from] TextError),
}

/// A piece of a text.
enum Piece<'t> {
    Words(&'t str),
    Value(Placeholder),
    /// Left out where one of its values is missing.
    Optional(Vec<Piece<'t>>),
}

impl Template {
    /// The templates that ship with the program.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub fn shipped() -> Vec<Self> {
        let read = |file: &&str| Self::parse(file).expect("the templates of the program are some");
        SHIPPED.iter().map(read).collect()
    }

    /// A template from its file.
    ///
    /// # Errors
    /// The line and the reason, where it is none.
    pub fn parse(file: &str) -> Result<Self, TemplateError> {
        let template: Self =
            serde_json::from_str(file).map_err(|error| TemplateError::Malformed {
                line: error.line(),
                column: error.column(),
                reason: error.to_string(),
            })?;
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
        let id = &template.id;
        if !(1..=LONGEST_ID).contains(&id.len()) || !id.bytes().all(is_plain) {
            return Err(TemplateError::NotPlain(id.clone()));
        }
        template.check(&template.text("fr"))?;
        template.check(&template.text("en"))?;
        Ok(template)
    }

    /// Names the template and its version: what an act notes.
    pub fn name(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    /// The text in that language, else in French.
    pub fn text(&self, language: &str) -> String {
        let lines = match language {
            "en" => &self.text.en,
            _ => &self.text.fr,
        };
        lines.join("\n")
    }

    /// The record of the team's own text. It follows from the template's id, so that two devices make one and not two.
    pub fn record(&self) -> RecordId {
        let mut bytes = [0; LONGEST_ID];
        for (byte, letter) in bytes.iter_mut().zip(self.id.bytes()) {
            *byte = letter;
        }
        RecordId::from_bytes(bytes)
    }

    /// Whether a text may be one of this template.
    ///
    /// # Errors
    /// The line and the reason, where it may not.
    pub fn check(&self, text: &str) -> Result<(), TextError> {
        let at = |fault| Err(TextError { line: 1, fault });
        if text.trim().is_empty() {
            return at(Fault::Empty);
        }
        if text.chars().count() > LONGEST_TEXT {
            return at(Fault::TooLong);
        }
        self.pieces(text).map(drop)
    }

    /// A text filled with what the case says.
    ///
    /// # Errors
    /// It is no text of this template: it names what the recipient may not read, for one.
    pub fn fill(
        &self,
        text: &str,
        value: impl Fn(Placeholder) -> Option<String>,
    ) -> Result<String, TextError> {
        let value = |one| value(one).filter(|value| !value.trim().is_empty());
        let mut filled = String::new();
        for piece in self.pieces(text)? {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Value(one) => filled.push_str(&value(one).unwrap_or_else(|| GAP.to_owned())),
                Piece::Optional(pieces) => match said(&pieces, &value) {
                    Some(said) => filled.push_str(&said),
                    None => filled.push(LEFT_OUT),
                },
            }
        }
        Ok(close_up(&filled))
    }

    /// The pieces of a text, each that the recipient may read.
    fn pieces<'t>(&self, text: &'t str) -> Result<Vec<Piece<'t>>, TextError> {
        let mut reader = Reader::default();
        let mut rest = text;
        while let Some(place) = rest.find(['{', '}', '[', ']', '\n']) {
            let (words, after) = rest.split_at(place);
            reader.push(Piece::Words(words));
            let (mark, after) = after.split_at(1);
            rest = after;
            match mark {
                "\n" => {
                    reader.push(Piece::Words(mark));
                    reader.line += 1;
                }
                "[" => reader.open()?,
                "]" => reader.close()?,
                "}" => return reader.fault(Fault::StrayBrace),
                _ => {
                    let (name, after) = reader.name(rest)?;
                    rest = after;
                    let placeholder = self.readable(name);
                    reader.push(Piece::Value(placeholder.or_else(|f| reader.fault(f))?));
                }
            }
        }
        reader.push(Piece::Words(rest));
        reader.end()
    }

    fn readable(&self, name: &str) -> Result<Placeholder, Fault> {
        let known = Placeholder::ALL.iter().find(|one| one.name() == name);
        let known = known.ok_or_else(|| Fault::Unknown(name.to_owned()))?;
        let is_readable = self.readable.contains(known);
        is_readable
            .then_some(*known)
            .ok_or(Fault::NotReadable(*known))
    }
}

/// A text being read.
struct Reader<'t> {
    line: usize,
    pieces: Vec<Piece<'t>>,
    /// The line of the bracket that is open, and what stands in it.
    bracket: Option<(usize, Vec<Piece<'t>>)>,
}

impl Default for Reader<'_> {
    fn default() -> Self {
        Self {
            line: 1,
            pieces: Vec::new(),
            bracket: None,
        }
    }
}

impl<'t> Reader<'t> {
    fn fault<T>(&self, fault: Fault) -> Result<T, TextError> {
        let line = self.line;
        Err(TextError { line, fault })
    }

    fn push(&mut self, piece: Piece<'t>) {
        match &mut self.bracket {
            Some((_, pieces)) => pieces.push(piece),
            None => self.pieces.push(piece),
        }
    }

    fn open(&mut self) -> Result<(), TextError> {
        if self.bracket.is_some() {
            return self.fault(Fault::NestedBracket);
        }
        self.bracket = Some((self.line, Vec::new()));
        Ok(())
    }

    fn close(&mut self) -> Result<(), TextError> {
        match self.bracket.take() {
            Some((_, pieces)) => self.push(Piece::Optional(pieces)),
            None => return self.fault(Fault::StrayBracket),
        }
        Ok(())
    }

    /// The name up to the brace that closes it, and what comes after.
    fn name(&self, rest: &'t str) -> Result<(&'t str, &'t str), TextError> {
        match rest.split_once('}') {
            Some((name, after)) if !name.contains(['{', '\n']) => Ok((name.trim(), after)),
            _ => self.fault(Fault::UnclosedBrace),
        }
    }

    fn end(self) -> Result<Vec<Piece<'t>>, TextError> {
        match self.bracket {
            Some((line, _)) => Err(TextError {
                line,
                fault: Fault::UnclosedBracket,
            }),
            None => Ok(self.pieces),
        }
    }
}

/// What stands in brackets, where all of it has something to say.
fn said(pieces: &[Piece<'_>], value: &impl Fn(Placeholder) -> Option<String>) -> Option<String> {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => Some((*words).to_owned()),
        Piece::Value(one) => value(*one),
        Piece::Optional(pieces) => said(pieces, value),
    });
    words.collect()
}

/// Takes away the lines of which nothing is left, and all but one of several empty lines.
fn close_up(filled: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in filled.lines() {
        let kept: String = line.chars().filter(|one| *one != LEFT_OUT).collect();
        let kept = kept.trim_end();
        let is_gone = kept.trim().is_empty() && line.contains(LEFT_OUT);
        let is_second_gap = kept.is_empty() && lines.last().is_none_or(String::is_empty);
        if !is_gone && !is_second_gap {
            lines.push(kept.to_owned());
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// A part of a letter as it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line that stands above others.
    Heading(String),
    /// Lines that belong together.
    Paragraph(String),
}

/// The parts of a letter, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim_end) {
        if let Some(heading) = line.strip_prefix("# ") {
            blocks.push(Block::Heading(heading.trim().to_owned()));
            goes_on = false;
            continue;
        }
        match blocks.last_mut() {
            _ if line.is_empty() => {}
            Some(Block::Paragraph(paragraph)) if goes_on => {
                paragraph.push('\n');
                paragraph.push_str(line);
            }
            _ => blocks.push(Block::Paragraph(line.to_owned())),
        }
        goes_on = !line.is_empty();
    }
    blocks
}
