//! Plain objects to records and back, so that what comes out is what was put in (docs/bench.md says how).
//!
//! Keys that `keys.csv` knows become fields. A value that its field cannot give back letter by letter, and any key
//! that is not known, is kept in a field the team defines: a long text for a text, a short one that holds JSON for
//! anything else. Under the name `=` stands which key a field was written under, where it is not the usual one.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::{InterviewStatus, InterviewWith, Role, TeamFieldKind};
use casework::{Case, Interview, Participation, Person, Station, TeamField};
use casework::{field, interview, participation, station};
use chrono::NaiveDate;
use engine::message::{CaseView, FieldEdit, FieldView, RecordEdit, RecordView};
use record::{Choice as _, ChoiceId, RecordId, Scalar, TimeOfDay, Value};
use serde_json::{Map, Value as Json};

use super::ids;

/// What is written of an object of a caller.
pub(super) type Object = Map<String, Json>;

/// The field under which a record says which keys its fields were written under.
const KEYS: &str = "=";
/// The key of an object's own name.
pub(super) const ID: &str = "id";
/// The key under which an interview names its case, in `keys.csv`.
const CASE_FORM: &str = "case";

/// A line of `keys.csv`.
struct Line {
    object: &'static str,
    key: &'static str,
    kind: &'static str,
    field: &'static str,
    form: &'static str,
}

/// Edits to save: first what describes fields and stations, then what uses them.
#[derive(Default)]
pub(super) struct Edits {
    pub(super) definitions: Vec<RecordEdit>,
    pub(super) records: Vec<RecordEdit>,
}

/// What is known of stations and of fields the team defined.
pub(super) struct Mapping {
    lines: Vec<Line>,
    labels: BTreeMap<RecordId, String>,
    /// By the field's id: which key, and whether it holds JSON.
    kept: BTreeMap<String, (String, bool)>,
    made: BTreeSet<RecordId>,
}

/// Fields to write, by kind of record and id of field.
type Fields = BTreeMap<(&'static str, String), Vec<Value>>;

impl Mapping {
    pub(super) fn new() -> Self {
        let lines = include_str!("keys.csv").lines();
        let lines = lines.filter_map(|line| match line.split(';').collect::<Vec<_>>()[..] {
            [object, key, kind, field, form] => Some(Line {
                object,
                key,
                kind,
                field,
                form,
            }),
            _ => None,
        });
        Self {
            lines: lines.collect(),
            labels: BTreeMap::new(),
            kept: BTreeMap::new(),
            made: BTreeSet::new(),
        }
    }

    /// Learns the stations and the fields that the team has.
    pub(super) fn learn(&mut self, records: &[RecordView]) {
        for record in records {
            let text = |field: &str| {
                let value = values(Some(record), field).first();
                value
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned()
            };
            if record.kind == Station::ID {
                self.labels.insert(record.id, text(station::LABEL.id()));
            }
            if record.kind == TeamField::ID {
                let kind = values(Some(record), field::KIND.id()).first();
                let is_json = kind.and_then(Value::as_choice) == Some(TeamFieldKind::Text.id());
                let label = text(field::LABEL.id());
                self.kept.insert(team_field(record.id), (label, is_json));
            }
            self.made.insert(record.id);
        }
    }

    /// The edits that make a case say what an object says, beside what is known of it.
    pub(super) fn write_case(
        &mut self,
        object: &Object,
        known: Option<&CaseView>,
        into: &mut Edits,
    ) {
        let id = ids::id_of(text_of(object, ID));
        let person = known
            .and_then(|view| view.people.first())
            .and_then(|one| one.person.as_ref());
        let views = [
            (Case::ID, known.map(|view| &view.case)),
            (Person::ID, person),
        ];
        let mut fields = self.fields(Case::ID, object, &views, into);
        let of_person = fields.split_off(&(Person::ID, String::new()));
        into.records.extend(edit(Case::ID, id, fields, views[0].1));
        if of_person.is_empty() {
            return;
        }
        let name = text_of(object, ID);
        let person_id = person.map_or_else(|| ids::own(&["person", name]), |person| person.id);
        into.records
            .extend(edit(Person::ID, person_id, of_person, person));
        if person.is_none() {
            let part = ids::own(&["participation", name]);
            into.records.push(record(
                Participation::ID,
                part,
                [
                    (participation::CASE.id(), Value::Reference(id)),
                    (participation::PERSON.id(), Value::Reference(person_id)),
                    (participation::ROLE.id(), Role::Victim.into_value()),
                ],
            ));
        }
    }

    /// The edits that make an interview say what an object says.
    pub(super) fn write_interview(
        &mut self,
        object: &Object,
        known: Option<&RecordView>,
        into: &mut Edits,
    ) {
        let id = ids::id_of(text_of(object, ID));
        let mut fields = self.fields(Interview::ID, object, &[(Interview::ID, known)], into);
        if known.is_none() {
            let mut default = |field: &str, value| {
                fields
                    .entry((Interview::ID, field.to_owned()))
                    .or_insert_with(|| vec![value]);
            };
            default(interview::STATUS.id(), InterviewStatus::Kept.into_value());
            default(
                interview::WITH.id(),
                InterviewWith::Beneficiary.into_value(),
            );
        }
        into.records.extend(edit(Interview::ID, id, fields, known));
    }

    /// The case an interview's object names.
    pub(super) fn case_keys(&self) -> Vec<&'static str> {
        let of_case = self.lines.iter().filter(|line| line.form == CASE_FORM);
        of_case.map(|line| line.key).collect()
    }

    /// The object that a case says.
    pub(super) fn read_case(&self, view: &CaseView) -> Object {
        let person = view.people.first().and_then(|one| one.person.as_ref());
        self.read(
            Case::ID,
            view.case.id,
            &[(Case::ID, Some(&view.case)), (Person::ID, person)],
        )
    }

    /// The object that an interview says.
    pub(super) fn read_interview(&self, view: &RecordView) -> Object {
        self.read(Interview::ID, view.id, &[(Interview::ID, Some(view))])
    }

    fn fields(
        &mut self,
        object_kind: &'static str,
        object: &Object,
        views: &[(&'static str, Option<&RecordView>)],
        into: &mut Edits,
    ) -> Fields {
        let own = views.first().and_then(|(_, view)| *view);
        let mut fields = Fields::new();
        let mut keys = self.keys_of(own);
        for (key, value) in object.iter().filter(|(key, _)| *key != ID) {
            let line = self
                .line(object_kind, key)
                .filter(|line| !fields.contains_key(&place(line)));
            let written = line.and_then(|line| {
                Some((
                    place(line),
                    is_usual(self, line),
                    self.value(line, value, views)?,
                ))
            });
            keys.retain(|_, named| named != key);
            let mut is_exact = false;
            if let Some((place, is_usual, (values, exact, station))) = written {
                is_exact = exact;
                if !(is_usual && exact) {
                    keys.insert(format!("{}.{}", place.0, place.1), key.clone());
                }
                self.define_station(station, into);
                fields.insert(place, values);
            }
            self.keep(
                object_kind,
                key,
                (!is_exact).then_some(value),
                own,
                (&mut fields, into),
            );
        }
        let name = text_of(object, ID);
        if ids::text_of(ids::id_of(name)).is_none() {
            self.keep(
                object_kind,
                ID,
                Some(&Json::String(name.to_owned())),
                own,
                (&mut fields, into),
            );
        }
        let keys: Vec<String> = keys
            .iter()
            .map(|(field, key)| format!("{field}={key}"))
            .collect();
        let said = (!keys.is_empty()).then(|| Json::String(keys.join(";")));
        self.keep(object_kind, KEYS, said.as_ref(), own, (&mut fields, into));
        fields
    }

    /// Keeps a value in the field of its key, and clears the other one.
    fn keep(
        &mut self,
        kind: &'static str,
        key: &str,
        value: Option<&Json>,
        known: Option<&RecordView>,
        (fields, into): (&mut Fields, &mut Edits),
    ) {
        let (text, json) = match value {
            Some(Json::String(text)) if !text.is_empty() => (Some(text.clone()), None),
            Some(value) => (None, Some(value.to_string())),
            None => (None, None),
        };
        for (is_json, text) in [(false, text), (true, json)] {
            if text.is_none() && known.is_none() {
                continue;
            }
            let description =
                ids::own(&["field", kind, key, if is_json { "json" } else { "text" }]);
            let field = team_field(description);
            match text {
                Some(text) => {
                    self.define_field(kind, key, is_json, description, into);
                    fields.insert((kind, field), vec![Value::Text(text)]);
                }
                None if !values(known, &field).is_empty() => {
                    fields.insert((kind, field), Vec::new());
                }
                None => {}
            }
        }
    }

    fn define_field(
        &mut self,
        kind: &str,
        key: &str,
        is_json: bool,
        id: RecordId,
        into: &mut Edits,
    ) {
        if !self.made.insert(id) {
            return;
        }
        self.kept.insert(team_field(id), (key.to_owned(), is_json));
        let kind_of_field = if is_json {
            TeamFieldKind::Text
        } else {
            TeamFieldKind::LongText
        };
        into.definitions.push(record(
            TeamField::ID,
            id,
            [
                (field::RECORD_KIND.id(), text(kind)),
                (field::LABEL.id(), text(key)),
                (field::KIND.id(), kind_of_field.into_value()),
            ],
        ));
    }

    fn define_station(&mut self, label: Option<String>, into: &mut Edits) {
        let Some(label) = label else { return };
        let id = ids::own(&["station", &label]);
        if self.made.insert(id) {
            into.definitions.push(record(
                Station::ID,
                id,
                [(station::LABEL.id(), text(&label))],
            ));
            self.labels.insert(id, label);
        }
    }

    /// The values of a field, whether they say all that was said, and the station they name.
    fn value(
        &self,
        line: &Line,
        value: &Json,
        views: &[(&'static str, Option<&RecordView>)],
    ) -> Option<(Vec<Value>, bool, Option<String>)> {
        let said = value.as_str().filter(|said| !said.is_empty());
        let single = |value: Value| Some((vec![value], true, None));
        match line.form {
            "text" => single(text(said?)),
            "note" => {
                let known = views.iter().find(|(kind, _)| *kind == line.kind);
                let mut notes = known
                    .map(|(_, view)| values(*view, line.field).to_vec())
                    .unwrap_or_default();
                if notes.last().and_then(Value::as_text) != said {
                    notes.push(text(said?));
                }
                Some((notes, true, None))
            }
            "date" => date(said?).map(|(day, is_exact)| (vec![Value::Date(day)], is_exact, None)),
            "time" => {
                let time: TimeOfDay = said?.get(..5)?.parse().ok()?;
                Some((vec![Value::Time(time)], time.to_string() == said?, None))
            }
            "count" => single(Value::Integer(
                value
                    .as_u64()
                    .and_then(|count| u32::try_from(count).ok())?
                    .into(),
            )),
            "flag" => single(Value::Bool(value.as_bool()?)),
            "choice" => single(choice(line, said?)?),
            "choices" => {
                let listed: Option<Vec<Value>> = value
                    .as_array()?
                    .iter()
                    .map(|one| choice(line, one.as_str()?))
                    .collect();
                let listed = listed.filter(|listed| !listed.is_empty())?;
                Some((listed, false, None))
            }
            "station" => {
                let label = said?.to_owned();
                Some((
                    vec![Value::Reference(ids::own(&["station", &label]))],
                    true,
                    Some(label),
                ))
            }
            CASE_FORM => {
                let id = ids::id_of(said?);
                Some((vec![Value::Reference(id)], ids::text_of(id).is_some(), None))
            }
            _ => None,
        }
    }

    fn line(&self, object_kind: &str, key: &str) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.object == object_kind && line.key == key)
    }

    /// Which key each field was written under, where it is not the usual one.
    fn keys_of(&self, view: Option<&RecordView>) -> BTreeMap<String, String> {
        let mut keys = BTreeMap::new();
        for field in view.iter().flat_map(|view| &view.fields) {
            if self
                .kept
                .get(&field.field)
                .is_some_and(|(key, _)| key == KEYS)
            {
                let said = field
                    .values
                    .first()
                    .and_then(Value::as_text)
                    .unwrap_or_default();
                let pairs = said.split(';').filter_map(|pair| pair.split_once('='));
                keys.extend(pairs.map(|(field, key)| (field.to_owned(), key.to_owned())));
            }
        }
        keys
    }

    fn read(
        &self,
        object_kind: &str,
        id: RecordId,
        views: &[(&str, Option<&RecordView>)],
    ) -> Object {
        let own = views.first().and_then(|(_, view)| *view);
        let keys = self.keys_of(own);
        let mut object = Object::new();
        if let Some(name) = ids::text_of(id) {
            object.insert(ID.to_owned(), Json::String(name));
        }
        for field in own.iter().flat_map(|view| &view.fields) {
            let Some((key, is_json)) = self.kept.get(&field.field).filter(|(key, _)| key != KEYS)
            else {
                continue;
            };
            let said = field.values.first().and_then(Value::as_text);
            let value = said.and_then(|said| match is_json {
                true => serde_json::from_str(said).ok(),
                false => Some(Json::String(said.to_owned())),
            });
            object.extend(value.map(|value| (key.clone(), value)));
        }
        let mut read = BTreeSet::new();
        for line in self
            .lines
            .iter()
            .filter(|line| line.object == object_kind && read.insert((line.kind, line.field)))
        {
            let named = keys.get(&format!("{}.{}", line.kind, line.field));
            let key = named.map_or(line.key, String::as_str);
            if object.contains_key(key) || (named.is_none() && is_defaulted(line)) {
                continue;
            }
            let view = views
                .iter()
                .find(|(kind, _)| *kind == line.kind)
                .and_then(|(_, view)| *view);
            let value = values(view, line.field)
                .last()
                .and_then(|value| self.json(value));
            object.extend(value.map(|value| (key.to_owned(), value)));
        }
        object
    }

    fn json(&self, value: &Value) -> Option<Json> {
        Some(match value {
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Integer(number) => Json::from(*number),
            Value::Text(text) => Json::String(text.clone()),
            Value::Date(day) => Json::String(day.to_string()),
            Value::Time(time) => Json::String(time.to_string()),
            Value::Choice(id) => Json::String(id.as_str().to_owned()),
            Value::Reference(id) => {
                Json::String(self.labels.get(id).cloned().or_else(|| ids::text_of(*id))?)
            }
            Value::Moment(_) | Value::Bytes(_) | Value::Unknown(_) => return None,
        })
    }
}

/// What the list shows where a key is not the first of its field, or has a value of its own by default.
fn is_usual(mapping: &Mapping, line: &Line) -> bool {
    let of_field = |other: &&Line| {
        (other.object, other.kind, other.field) == (line.object, line.kind, line.field)
    };
    let first = mapping.lines.iter().find(of_field);
    first.is_some_and(|first| first.key == line.key) && !is_defaulted(line)
}

/// A field that an interview has though its object says nothing of it.
fn is_defaulted(line: &Line) -> bool {
    line.kind == Interview::ID
        && [interview::STATUS.id(), interview::WITH.id()].contains(&line.field)
}

fn place(line: &Line) -> (&'static str, String) {
    (line.kind, line.field.to_owned())
}

fn choice(line: &Line, id: &str) -> Option<Value> {
    let spec = casework::schema(line.kind)?.field(line.field)?;
    let value = Value::Choice(ChoiceId::shared(id));
    spec.accepts(&value).then_some(value)
}

/// A day as `2024-03-05`, exactly, or as it is usually written, or as the beginning of a moment.
fn date(said: &str) -> Option<(NaiveDate, bool)> {
    if let Ok(day) = NaiveDate::parse_from_str(said.get(..10)?, "%Y-%m-%d") {
        return Some((day, said == day.to_string()));
    }
    let day = NaiveDate::parse_from_str(said, "%d/%m/%Y").ok()?;
    Some((day, false))
}

fn team_field(description: RecordId) -> String {
    format!("team_{description}")
}

/// A text under a key of an object; empty where there is none.
pub(super) fn text_of<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn view_of<'v>(view: Option<&'v RecordView>, field: &str) -> Option<&'v FieldView> {
    view?.fields.iter().find(|known| known.field == field)
}

fn values<'v>(view: Option<&'v RecordView>, field: &str) -> &'v [Value] {
    view_of(view, field)
        .map(|known| known.values.as_slice())
        .unwrap_or_default()
}

fn edit(
    kind: &str,
    id: RecordId,
    fields: Fields,
    known: Option<&RecordView>,
) -> Option<RecordEdit> {
    let fields = fields.into_iter().map(|((_, field), values)| FieldEdit {
        dots: view_of(known, &field)
            .map(|known| known.dots.clone())
            .unwrap_or_default(),
        field,
        values,
    });
    let fields: Vec<FieldEdit> = fields.collect();
    let is_new_case = known.is_none() && kind == Case::ID;
    (!fields.is_empty() || is_new_case).then(|| RecordEdit {
        id,
        kind: kind.to_owned(),
        fields,
    })
}

fn record<const N: usize>(kind: &str, id: RecordId, fields: [(&str, Value); N]) -> RecordEdit {
    let fields = fields.into_iter().map(|(field, value)| FieldEdit {
        field: field.to_owned(),
        values: vec![value],
        dots: Vec::new(),
    });
    RecordEdit {
        id,
        kind: kind.to_owned(),
        fields: fields.collect(),
    }
}

#[cfg(test)]
mod tests {
    use engine::message::ParticipantView;
    use serde_json::json;

    use super::*;

    /// A store that keeps the last values of each field.
    #[derive(Default)]
    struct Kept(BTreeMap<RecordId, RecordView>);

    impl Kept {
        fn take(&mut self, edits: Edits) {
            for edit in edits.definitions.into_iter().chain(edits.records) {
                let view = self.0.entry(edit.id).or_insert_with(|| RecordView {
                    id: edit.id,
                    kind: edit.kind,
                    fields: Vec::new(),
                });
                for FieldEdit { field, values, .. } in edit.fields {
                    view.fields.retain(|known| known.field != field);
                    view.fields.push(FieldView {
                        field,
                        values,
                        dots: Vec::new(),
                        rivals: Vec::new(),
                        needs_decision: false,
                        written: None,
                    });
                }
            }
        }

        fn of(&self, kind: &str) -> Option<RecordView> {
            self.0.values().find(|view| view.kind == kind).cloned()
        }

        fn case(&self) -> CaseView {
            let participation = self.of(Participation::ID);
            CaseView {
                case: self.of(Case::ID).expect("a case was written"),
                people: participation
                    .into_iter()
                    .map(|participation| ParticipantView {
                        participation,
                        person: self.of(Person::ID),
                    })
                    .collect(),
                interviews: Vec::new(),
                acts: Vec::new(),
                others: Vec::new(),
                attachments: Vec::new(),
                merged: Vec::new(),
            }
        }

        /// What another device knows, which learnt the fields and stations from the records alone.
        fn elsewhere(&self) -> Mapping {
            let mut mapping = Mapping::new();
            let all: Vec<RecordView> = self.0.values().cloned().collect();
            mapping.learn(&all);
            mapping
        }
    }

    fn object(json: Json) -> Object {
        json.as_object().cloned().expect("an object")
    }

    #[track_caller]
    fn check_case(first: Json, then: Option<Json>) {
        let (mut kept, mut mapping) = (Kept::default(), Mapping::new());
        let mut expected = object(first);
        let mut edits = Edits::default();
        mapping.write_case(&expected, None, &mut edits);
        kept.take(edits);
        assert_eq!(kept.elsewhere().read_case(&kept.case()), expected);
        if let Some(then) = then.map(object) {
            let mut edits = Edits::default();
            mapping.write_case(&then, Some(&kept.case()), &mut edits);
            kept.take(edits);
            expected.extend(then);
            assert_eq!(kept.elsewhere().read_case(&kept.case()), expected);
        }
    }

    #[test]
    fn a_case_comes_back_as_it_was_put_in() {
        check_case(
            json!({
                "id": "d-1", "numero": "2024-1", "nom": "Brumeval", "prenom": "Ondine", "date": "2024-03-05",
                "station": "Forbach", "notes": "Une note.", "enfants": 2, "violences_conjugales": true,
                "sexe": "woman", "danger": "high",
            }),
            Some(json!({ "id": "d-1", "notes": "Une autre.", "enfants": 3 })),
        );
    }

    #[test]
    fn synonyms_and_unfitting_values_come_back_too() {
        check_case(
            json!({
                "id": "un identifiant bien trop long", "ouverture": "05/03/2024", "poste": "Boulay", "sexe": "F",
                "enfants": "deux", "statut": "ouvert", "vide": "", "rien": null, "age": 31.5,
                "liste": [1, { "a": "b" }], "danger": "inconnu",
            }),
            Some(
                json!({ "id": "un identifiant bien trop long", "ouverture": "2024-03-06", "enfants": 2, "age": "trente" }),
            ),
        );
        check_case(
            json!({ "id": "x", "date": "2024-03-05T10:00:00Z", "ouverture": "2024-01-01" }),
            Some(json!({ "id": "x", "date": null })),
        );
    }

    #[track_caller]
    fn check_interview(said: Json) {
        let (mut kept, mut mapping) = (Kept::default(), Mapping::new());
        let expected = object(said);
        let mut edits = Edits::default();
        mapping.write_interview(&expected, None, &mut edits);
        kept.take(edits);
        let view = kept.of(Interview::ID).expect("an interview was written");
        assert!(!values(Some(&view), interview::STATUS.id()).is_empty());
        assert_eq!(kept.elsewhere().read_interview(&view), expected);
    }

    #[test]
    fn an_interview_comes_back_as_it_was_put_in() {
        check_interview(json!({
            "id": "e-1", "dossier": "d-1", "date": "2024-03-05", "heure": "09:30", "duree": 45, "notes": "Dit.",
        }));
        check_interview(
            json!({ "id": "e-2", "dossier_id": "un identifiant bien trop long", "statut": "kept" }),
        );
        check_interview(
            json!({ "id": "e-3", "dossier": "d-1", "statut": "fait", "heure": "9h", "duree": "1 h" }),
        );
    }
}
