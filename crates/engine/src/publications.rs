//! The yearly report: as the data is now, and as it was published, with what changed since.

use std::collections::BTreeMap;

use casework::{Case, Publication, publication};
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use exchange::publication::Published;
use record::{Record, RecordId, Scalar, Value};
use report::deck::{self, Deck};
use report::extract::Extract;
use sha2::{Digest, Sha256};

use crate::message::{Failure, FieldEdit, PublicationView, RecordEdit, Reply, ReportView, Request};
use crate::open::Open;
use crate::ports::Ports;

impl Open {
    /// What is asked about the yearly report.
    pub(crate) async fn answer_report<P: Ports>(
        &mut self,
        ports: &P,
        request: Request,
    ) -> Result<Reply, Failure> {
        self.load_all(ports).await?;
        match request {
            Request::Report { from, to } => {
                let now = self.deck(from, to)?;
                let published = self.publications(&now);
                Ok(Reply::Report(ReportView { now, published }.into()))
            }
            Request::Extract { publication, place } => {
                Ok(Reply::Extract(self.extract(publication, place)?.into()))
            }
            Request::Publish {
                record,
                from,
                to,
                on,
                definitions,
            } => {
                let published = Published::new(on, definitions, self.deck(from, to)?);
                self.publish(record, &published).map(Reply::Publishing)
            }
            _ => Err(Failure::Mismatch),
        }
    }

    fn deck(&self, from: NaiveDate, to: NaiveDate) -> Result<Deck, Failure> {
        let index = &self.library.index;
        let schema = index.schemas().schema(Case::ID).ok_or(Failure::Internal)?;
        let facts = &self.library.facts;
        Ok(Deck::of(facts, schema, index.every_small(), from, to))
    }

    /// The change that publishes a report: to be saved like any other, so that it can be undone as any other.
    fn publish(&self, record: RecordId, published: &Published) -> Result<RecordEdit, Failure> {
        // What does not add up is not published.
        let adds_up = published.deck.now().is_some_and(|now| now.stations.is_ok());
        if !adds_up {
            return Err(Failure::DoesNotAddUp);
        }
        let file = published.to_json().map_err(|_| Failure::Internal)?;
        let (from, to) = (published.deck.from, published.deck.to);
        let mut fields = vec![
            (publication::FROM.id(), Value::Date(from)),
            (publication::TO.id(), Value::Date(to)),
            (publication::PUBLISHED_ON.id(), Value::Date(published.on)),
            (publication::DIGEST.id(), digest(&file).into_value()),
            (publication::FIGURES.id(), file.into_value()),
        ];
        let worker = self.worker();
        fields.extend(worker.map(|worker| (publication::WORKER.id(), Value::Reference(worker))));
        let fields = fields.into_iter().map(|(field, value)| FieldEdit {
            field: field.to_owned(),
            values: vec![value],
            dots: Vec::new(),
        });
        Ok(RecordEdit {
            id: record,
            kind: Publication::ID.to_owned(),
            fields: fields.collect(),
        })
    }

    /// What a funder is given of what was published, with all that was published of the same days until then, and of parts of them.
    fn extract(&self, publication: RecordId, place: u32) -> Result<Extract, Failure> {
        let published = self.library.index.small_of(Publication::ID);
        let mut all: Vec<(&Record, Deck)> = published
            .filter_map(|record| Some((record, deck_of(record)?)))
            .collect();
        all.sort_by_key(|(record, _)| order(record));
        let at = all
            .iter()
            .position(|(record, _)| record.id() == publication)
            .ok_or(Failure::NotFound)?;
        let (from, to) = (all[at].1.from, all[at].1.to);
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let funder = all[at]
            .1
            .funders
            .get(place)
            .cloned()
            .ok_or(Failure::NotFound)?;
        let mut same = Vec::new();
        let mut parts: BTreeMap<(NaiveDate, NaiveDate), Vec<&Deck>> = BTreeMap::new();
        for (_, deck) in &all[..=at] {
            let days = (deck.from, deck.to);
            if days == (from, to) {
                same.push(deck);
            } else if from <= deck.from && deck.to <= to {
                parts.entry(days).or_default().push(deck);
            }
        }
        let parts: Vec<Vec<&Deck>> = parts.into_values().collect();
        report::extract::extract(&same, &parts, &funder).ok_or(Failure::NotFound)
    }

    /// What was published of the period of a report, the latest first, with what is otherwise now.
    fn publications(&self, now: &Deck) -> Vec<PublicationView> {
        let published = self.library.index.small_of(Publication::ID);
        let mut of_period: Vec<&Record> = published
            .filter(|record| {
                record.get(publication::FROM) == Some(now.from)
                    && record.get(publication::TO) == Some(now.to)
            })
            .collect();
        of_period.sort_by_key(|record| std::cmp::Reverse(order(record)));
        of_period
            .into_iter()
            .map(|record| view(record, now))
            .collect()
    }
}

fn deck_of(record: &Record) -> Option<Deck> {
    let file = record.get(publication::FIGURES)?;
    Published::from_json(&file)
        .ok()
        .map(|published| published.deck)
}

/// Publications in order: by their day; of two of one day, the one that was written after the other is the later.
fn order(record: &Record) -> (Option<NaiveDate>, u64, RecordId) {
    let write = record.displayed_write(&publication::DIGEST.spec());
    let written = write.map_or(0, |write| write.stamp.lamport);
    (record.get(publication::PUBLISHED_ON), written, record.id())
}

fn view(record: &Record, now: &Deck) -> PublicationView {
    let file = record.get(publication::FIGURES).unwrap_or_default();
    let said = record.get(publication::DIGEST).unwrap_or_default();
    let published = Published::from_json(&file).ok();
    let differences = published
        .as_ref()
        .map(|published| deck::differences(&published.deck, now));
    PublicationView {
        record: record.id(),
        on: record.get(publication::PUBLISHED_ON),
        is_intact: digest(&file) == said,
        digest: said,
        definitions: published
            .as_ref()
            .map(|one| one.definitions.clone())
            .unwrap_or_default(),
        differences: differences.unwrap_or_default(),
        deck: published.map(|one| Box::new(one.deck)),
        file,
    }
}

/// SHA-256, as hexadecimal.
fn digest(file: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(file.as_bytes()))
}

/// Whether an edit would change what was published: it never changes.
pub(crate) fn is_published(known: &Record, edit: &RecordEdit) -> bool {
    *known.kind() == Publication::KIND && !edit.fields.is_empty()
}
