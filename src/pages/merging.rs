//! Two records of one person: how they compare, what a merge writes, and what taking it back writes.
//!
//! A merge is one save. The other record says that it went into the one that is kept; what the kept one lacks is copied to
//! it, and where both say something else it keeps what it says unless a person chose otherwise. So that one save tells, by
//! its dots, what the merge wrote: taking it back restores exactly that, where nobody wrote over it since.

use std::collections::BTreeSet;

use casework::{Person, person};
use engine::message::{FieldView, HistoryLine, RecordEdit, RecordView};
use leptos::prelude::*;
use record::{Dot, FieldSpec, Merge, RecordId, Value};

use super::partners::dialled;
use super::reading::{value_of, values_of};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// How a field stands in two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Both say the same.
    Same,
    /// Only the kept one says something, or it says all that the other does.
    Kept,
    /// The other one says something that the kept one does not: it is added.
    Added,
    /// They say different things, and only one can hold.
    Differs,
}

/// A field of two records.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    /// The field.
    pub(super) spec: FieldSpec,
    /// What the kept record says.
    pub(super) kept: Vec<Value>,
    /// What the other one says.
    pub(super) other: Vec<Value>,
    /// How they stand.
    pub(super) standing: Standing,
}

/// The fields that either record says something of, in the order of the schema. Pure.
pub(super) fn pairs(kept: &RecordView, other: &RecordView) -> Vec<Pair> {
    let Some(schema) = schemas::of_kind(Person::ID) else {
        return Vec::new();
    };
    let pair = |spec: &FieldSpec| {
        let [kept, other] = [kept, other].map(|record| values_of(record, spec.id.as_str()));
        (!kept.is_empty() || !other.is_empty()).then(|| Pair {
            spec: spec.clone(),
            kept: kept.to_vec(),
            other: other.to_vec(),
            standing: standing(spec, kept, other),
        })
    };
    let asked = schema.fields().filter(|spec| spec.is_asked);
    asked.filter_map(pair).collect()
}

/// How what two records say of a field stands.
pub(super) fn standing(spec: &FieldSpec, kept: &[Value], other: &[Value]) -> Standing {
    let is_held = |value: &Value| kept.iter().any(|one| is_same(spec, one, value));
    match (other.iter().all(is_held), spec.merge) {
        (true, _) if kept.len() == other.len() => Standing::Same,
        (true, _) => Standing::Kept,
        (false, Merge::Latest | Merge::Ask | Merge::Highest) if !kept.is_empty() => {
            Standing::Differs
        }
        (false, _) => Standing::Added,
    }
}

/// Whether two values say the same: a number is the same however its digits are grouped.
fn is_same(spec: &FieldSpec, one: &Value, other: &Value) -> bool {
    let is_number = casework::is_guarded(Person::ID, spec.id.as_str());
    match (one.as_text(), other.as_text()) {
        (Some(one), Some(other)) if is_number => national(one) == national(other),
        _ => one == other,
    }
}

fn national(number: &str) -> String {
    let digits = dialled(number);
    match digits.strip_prefix("+33").or(digits.strip_prefix("0033")) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

/// What a merge saves: what the kept record takes, and where the other one goes. `taken` names the fields where the value of
/// the other one was chosen. Pure.
fn merge_edits(kept: &RecordView, other: &RecordView, taken: &BTreeSet<String>) -> Vec<RecordEdit> {
    let mut record = Draft::of(kept);
    for pair in pairs(kept, other) {
        let field = pair.spec.id.as_str();
        match (pair.standing, pair.spec.merge) {
            // Notes are never rewritten: they are read where they stand.
            (_, Merge::Append) | (Standing::Same | Standing::Kept, _) => {}
            (Standing::Added, Merge::AddWins) => {
                let mut all = pair.kept;
                let is_new = |value: &Value| !all.contains(value);
                let new: Vec<Value> = pair.other.into_iter().filter(is_new).collect();
                all.extend(new);
                record.set(field, all);
            }
            (Standing::Added, _) => record.set(field, pair.other),
            (Standing::Differs, _) if taken.contains(field) => record.set(field, pair.other),
            (Standing::Differs, _) => {}
        }
    }
    let mut merged = Draft::of(other);
    let into = Some(Value::Reference(kept.id));
    merged.set_one(person::MERGED_INTO.id(), into);
    [record, merged].iter().filter_map(Draft::edit).collect()
}

/// What taking a merge back saves.
#[derive(Debug, Clone)]
struct Separation {
    edits: Vec<RecordEdit>,
    /// The fields taken back, to be chosen again where the merge is made again.
    taken: BTreeSet<String>,
    /// Something that the merge wrote was changed since, and stays.
    is_partial: bool,
}

/// Takes a merge back. `target` is the record that the other one went into, `lines` its history, and `kept` the one that
/// stands for the person: where merges made a ring it must stand for itself. Pure.
fn separation(
    merged: &RecordView,
    target: &RecordView,
    kept: &RecordView,
    lines: &[HistoryLine],
) -> Separation {
    let mut record = Draft::of(target);
    let mut taken = BTreeSet::new();
    let mut is_partial = target.id != kept.id;
    let of_target = |line: &&HistoryLine| line.record == target.id;
    let written = lines.iter().filter(of_target);
    for line in written.filter(|line| was_saved_with(merged, line.dot)) {
        match restored(&record, target, line, lines) {
            Some(values) => {
                taken.insert(line.field.clone());
                record.set(&line.field, values);
            }
            None => is_partial = true,
        }
    }
    let mut other = Draft::of(merged);
    other.set_one(person::MERGED_INTO.id(), None);
    let mut ring = Draft::of(kept);
    if value_of(kept, person::MERGED_INTO.id()).is_some() {
        let own = if target.id == kept.id {
            &mut record
        } else {
            &mut ring
        };
        own.set_one(person::MERGED_INTO.id(), None);
    }
    let drafts = [record, other, ring];
    Separation {
        edits: drafts.iter().filter_map(Draft::edit).collect(),
        taken,
        is_partial,
    }
}

/// Whether a write was saved together with the merge of that record.
fn was_saved_with(merged: &RecordView, dot: Dot) -> bool {
    let link = field(merged, person::MERGED_INTO.id());
    let mut dots = link.into_iter().flat_map(|link| &link.dots);
    dots.any(|one| one.device == dot.device && one.sequence == dot.sequence)
}

fn field<'r>(record: &'r RecordView, field: &str) -> Option<&'r FieldView> {
    record.fields.iter().find(|known| known.field == field)
}

/// What the field of a line shall say once its write is taken back; none where somebody wrote since.
fn restored(
    record: &Draft,
    target: &RecordView,
    line: &HistoryLine,
    lines: &[HistoryLine],
) -> Option<Vec<Value>> {
    let shown = field(target, &line.field)?;
    let is_live = |dot: &Dot| shown.dots.contains(dot);
    if !is_live(&line.dot) {
        return None;
    }
    if schemas::field(Person::ID, &line.field)?.merge.is_single() {
        let is_alone = shown.dots.len() == 1 && line.before.len() <= 1;
        return is_alone.then(|| line.before.clone());
    }
    // An element of a set that somebody else added too is theirs.
    let is_shared = |other: &HistoryLine| {
        let is_other = other.dot != line.dot && is_live(&other.dot);
        is_other && other.field == line.field && other.after == line.after
    };
    let all = record.values(&line.field).iter();
    let others = all.filter(|one| Some(*one) != line.after.as_ref());
    (!lines.iter().any(is_shared)).then(|| others.cloned().collect())
}

/// Merges records of persons and takes them apart, each at one touch and undone at another.
#[derive(Clone, Copy)]
pub(super) struct Merging {
    session: Session,
    toasts: Toasts,
}

impl Merging {
    /// Called where a page is made.
    pub(super) fn of_page() -> Self {
        Self {
            session: expect_context(),
            toasts: expect_context(),
        }
    }

    /// Both records are of one person.
    pub(super) fn merge(
        self,
        kept: RecordId,
        other: RecordId,
        taken: BTreeSet<String>,
        done: Callback<()>,
    ) {
        leptos::task::spawn_local(async move {
            match self.save_merge(kept, other, &taken).await {
                Ok(()) => {
                    let undo = Callback::new(move |()| self.separate(other));
                    self.toasts.offer_undo(t!(persons_merged), undo);
                    // The page may have gone.
                    let _ = done.try_run(());
                }
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_merge(
        self,
        kept: RecordId,
        other: RecordId,
        taken: &BTreeSet<String>,
    ) -> Result<(), AskError> {
        let engine = self.session.engine;
        let (kept, other) = (engine.record(kept).await?, engine.record(other).await?);
        let edits = merge_edits(&kept, &other, taken);
        engine.save(edits).await.map(drop)
    }

    /// A record that was merged is of a person of its own again.
    pub(super) fn separate(self, merged: RecordId) {
        leptos::task::spawn_local(async move {
            match self.save_separation(merged).await {
                // It stands for itself already.
                Ok(None) => {}
                Ok(Some((target, done))) => {
                    let said = match done.is_partial {
                        true => t!(persons_separated_partly),
                        false => t!(persons_separated),
                    };
                    let again = Callback::new(move |()| {
                        let taken = done.taken.clone();
                        self.merge(target, merged, taken, Callback::new(|()| {}));
                    });
                    self.toasts.offer_undo(said, again);
                }
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_separation(
        self,
        merged: RecordId,
    ) -> Result<Option<(RecordId, Separation)>, AskError> {
        let engine = self.session.engine;
        let view = engine.person(merged).await?;
        let target = value_of(&view.person, person::MERGED_INTO.id());
        let Some(Value::Reference(target)) = target.cloned() else {
            return Ok(None);
        };
        let kept = engine.record(view.kept).await?;
        let record = engine.record(target).await?;
        let lines = engine.history(target, u32::MAX).await?.rows;
        let done = separation(&view.person, &record, &kept, &lines);
        engine.save(done.edits.clone()).await?;
        Ok(Some((target, done)))
    }
}

#[cfg(test)]
mod tests {
    use engine::message::Written;
    use record::DeviceId;

    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn dot(sequence: u64, index: u32) -> Dot {
        Dot {
            device: DeviceId::from_bytes([1; 16]),
            sequence,
            index,
        }
    }

    /// A person whose fields were each written once.
    fn person(byte: u8, fields: &[(&str, &[Value], Dot)]) -> RecordView {
        let field = |(field, values, dot): &(&str, &[Value], Dot)| FieldView {
            field: (*field).to_owned(),
            values: values.to_vec(),
            dots: vec![*dot],
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        };
        RecordView {
            id: id(byte),
            kind: Person::ID.to_owned(),
            fields: fields.iter().map(field).collect(),
        }
    }

    /// The changes as `field=value,value`, record by record.
    fn told(edits: &[RecordEdit]) -> Vec<String> {
        let word = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Reference(id) => format!("@{}", id.as_bytes()[0]),
            _ => "…".to_owned(),
        };
        let of_record = |edit: &RecordEdit| {
            let fields = edit.fields.iter().map(|field| {
                let values: Vec<String> = field.values.iter().map(word).collect();
                format!("{}={}", field.field, values.join(","))
            });
            let fields: Vec<String> = fields.collect();
            format!("{}: {}", edit.id.as_bytes()[0], fields.join(" "))
        };
        edits.iter().map(of_record).collect()
    }

    fn nadia() -> [RecordView; 2] {
        let at = dot(1, 0);
        let kept = person(
            1,
            &[
                ("family_name", &[text("Belkacem")], at),
                ("phone", &[text("06 12 34 56 78")], at),
                ("languages", &[text("fr")], at),
                ("notes", &[text("Hers")], at),
            ],
        );
        let other = person(
            2,
            &[
                ("family_name", &[text("Belkasem")], at),
                ("phone", &[text("+33612345678")], at),
                ("languages", &[text("fr"), text("ar")], at),
                ("town", &[text("Valmont")], at),
                ("notes", &[text("The other’s")], at),
            ],
        );
        [kept, other]
    }

    #[test]
    fn fields_stand_as_they_compare() {
        let [kept, other] = nadia();
        let all = pairs(&kept, &other);
        let standings: Vec<_> = all
            .iter()
            .map(|pair| (pair.spec.id.as_str(), pair.standing))
            .collect();
        let expected = [
            ("family_name", Standing::Differs),
            ("phone", Standing::Same),
            ("town", Standing::Added),
            ("languages", Standing::Added),
            ("notes", Standing::Added),
        ];
        assert_eq!(standings, expected);
        let back = pairs(&other, &kept);
        assert!(back.iter().any(|pair| pair.standing == Standing::Kept));
    }

    #[track_caller]
    fn check_merge(taken: &[&str], expected: &[&str]) {
        let [kept, other] = nadia();
        let taken = taken.iter().map(|field| (*field).to_owned()).collect();
        assert_eq!(told(&merge_edits(&kept, &other, &taken)), expected);
    }

    #[test]
    fn a_merge_adds_what_is_missing_and_takes_what_was_chosen() {
        let link = "2: merged_into=@1";
        check_merge(&[], &["1: languages=fr,ar town=Valmont", link]);
        check_merge(
            &["family_name"],
            &["1: family_name=Belkasem languages=fr,ar town=Valmont", link],
        );
        check_merge(&["nothing"], &["1: languages=fr,ar town=Valmont", link]);
    }

    fn line(record: u8, field: &str, before: &[&str], after: &str, dot: Dot) -> HistoryLine {
        HistoryLine {
            record: id(record),
            kind: Person::ID.to_owned(),
            field: field.to_owned(),
            before: before.iter().copied().map(text).collect(),
            after: Some(text(after)),
            written: Written {
                by: String::new(),
                is_mine: true,
                at_ms: 0,
            },
            dot,
        }
    }

    /// A merge of record 2 into record 1 by the save of sequence 5, and what the kept record says now.
    #[track_caller]
    fn check_separation(kept: &[(&str, &[Value], Dot)], expected: &[&str], is_partial: bool) {
        let kept = person(1, kept);
        let into = [Value::Reference(id(1))];
        let merged = person(2, &[("merged_into", &into, dot(5, 9))]);
        let lines = [
            line(1, "family_name", &["Belkacem"], "Belkasem", dot(5, 0)),
            line(1, "town", &[], "Valmont", dot(5, 1)),
            line(1, "languages", &[], "ar", dot(5, 2)),
            line(1, "pseudonym", &[], "Nina", dot(4, 0)),
        ];
        let found = separation(&merged, &kept, &kept, &lines);
        assert_eq!(told(&found.edits), expected);
        assert_eq!(found.is_partial, is_partial);
    }

    #[test]
    fn taking_a_merge_back_restores_what_it_wrote_and_nobody_changed() {
        let now: [(&str, &[Value], Dot); 4] = [
            ("family_name", &[text("Belkasem")], dot(5, 0)),
            ("town", &[text("Valmont")], dot(5, 1)),
            ("languages", &[text("fr"), text("ar")], dot(5, 2)),
            ("pseudonym", &[text("Nina")], dot(4, 0)),
        ];
        let back = "1: family_name=Belkacem languages=fr town=";
        check_separation(&now, &[back, "2: merged_into="], false);
        let elsewhere = [text("Ailleurs")];
        let mut changed = now;
        changed[1] = ("town", &elsewhere, dot(7, 0));
        let back = "1: family_name=Belkacem languages=fr";
        check_separation(&changed, &[back, "2: merged_into="], true);
    }

    #[test]
    fn in_a_ring_the_one_that_is_kept_stands_for_itself_again() {
        let other = [Value::Reference(id(2))];
        let ring: [(&str, &[Value], Dot); 1] = [("merged_into", &other, dot(3, 0))];
        let expected = ["1: merged_into=", "2: merged_into="];
        check_separation(&ring, &expected, true);
    }
}
