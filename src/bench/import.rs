//! Importing many objects: read in parts, saved as boxes of some hundred records, the next made while one is sealed.

use std::collections::HashMap;

use engine::message::BenchRequest;
use serde_json::json;

use super::Bench;
use super::mapping::{Edits, Object};
use crate::browser::bench::{self as browser, Given, List, Taken};

/// Cases of the first box.
const CASES_OF_FIRST: u32 = 50;
/// Cases of a box at the most.
const MOST_CASES: u32 = 200;
/// JSON that a box is made from, bytes, about.
const BYTES_A_BOX: usize = 1 << 20;
/// Interviews of a case that go with it; the rest follows in boxes of their own.
const INTERVIEWS_A_PIECE: usize = 400;
/// Interviews looked at between two turns of the browser.
const LOOKS_A_TURN: u32 = 5_000;

impl Bench {
    pub(super) async fn import(&self, taken: &Taken) -> Result<Given, String> {
        let began = browser::moment_ms();
        let (cases, interviews) = (taken.list("dossiers"), taken.list("entretiens"));
        let mut by_case = self.group(&interviews).await?;
        let mut sealing = None;
        let (mut next, mut size) = (0, CASES_OF_FIRST);
        while next < cases.length() {
            let end = next.saturating_add(size).min(cases.length());
            let (edits, bytes) = self
                .boxed(&cases, &interviews, next..end, &mut by_case)
                .await?;
            let a_case = bytes / usize::try_from(end - next).unwrap_or(1).max(1);
            size = u32::try_from(BYTES_A_BOX / a_case.max(1))
                .unwrap_or(MOST_CASES)
                .clamp(1, MOST_CASES);
            self.hand_over(edits, &mut sealing).await?;
            browser::say(&format!("permanenceBench: import {end}/{}", cases.length()));
            next = end;
        }
        // Interviews whose case is not among the objects: it may be here already.
        let mut left: Vec<u32> = by_case.into_values().flatten().collect();
        left.sort_unstable();
        for places in left.chunks(INTERVIEWS_A_PIECE) {
            let edits = self.boxed_interviews(&interviews, places).await?;
            self.hand_over(edits, &mut sealing).await?;
        }
        if let Some(sealing) = sealing {
            finished(sealing).await?;
        }
        self.ask(BenchRequest::Settle).await?;
        let ms = browser::moment_ms() - began;
        let answer =
            json!({ "dossiers": cases.length(), "entretiens": interviews.length(), "ms": ms });
        Ok(Given::json(&answer.to_string()))
    }

    /// The places of the interviews of each case.
    async fn group(&self, interviews: &List) -> Result<HashMap<String, Vec<u32>>, String> {
        let keys = self.with_mapping(|mapping| mapping.case_keys()).await?;
        let mut by_case: HashMap<String, Vec<u32>> = HashMap::new();
        for place in 0..interviews.length() {
            let case = keys.iter().find_map(|key| interviews.text(place, key));
            by_case
                .entry(case.unwrap_or_default())
                .or_default()
                .push(place);
            if place % LOOKS_A_TURN == LOOKS_A_TURN - 1 {
                browser::next_turn().await;
            }
        }
        Ok(by_case)
    }

    /// A box of cases with their interviews, and the length of what they were made from, bytes.
    async fn boxed(
        &self,
        cases: &List,
        interviews: &List,
        places: std::ops::Range<u32>,
        by_case: &mut HashMap<String, Vec<u32>>,
    ) -> Result<(Edits, usize), String> {
        let ids: Vec<_> = places
            .clone()
            .filter_map(|place| cases.text(place, super::mapping::ID))
            .collect();
        let mut of_cases: Vec<u32> = ids
            .iter()
            .filter_map(|id| by_case.remove(id))
            .flatten()
            .collect();
        let late = of_cases.split_off(of_cases.len().min(INTERVIEWS_A_PIECE * 4));
        if !late.is_empty() {
            by_case.entry(String::new()).or_default().extend(late);
        }
        let mut edits = Edits::default();
        let json = cases.json(places);
        for object in objects(&json)? {
            self.with_mapping(|mapping| mapping.write_case(&object, None, &mut edits))
                .await?;
        }
        // Two short tasks rather than a long one.
        browser::next_turn().await;
        let of_interviews = self
            .add_interviews(interviews, &of_cases, &mut edits)
            .await?;
        Ok((edits, json.len().saturating_add(of_interviews)))
    }

    async fn boxed_interviews(&self, interviews: &List, places: &[u32]) -> Result<Edits, String> {
        let mut edits = Edits::default();
        self.add_interviews(interviews, places, &mut edits).await?;
        Ok(edits)
    }

    async fn add_interviews(
        &self,
        interviews: &List,
        places: &[u32],
        edits: &mut Edits,
    ) -> Result<usize, String> {
        let json = interviews.json(places.iter().copied());
        for object in objects(&json)? {
            self.with_mapping(|mapping| mapping.write_interview(&object, None, edits))
                .await?;
        }
        Ok(json.len())
    }

    /// Sends a box once the one before is saved, so that one is made while another is sealed.
    async fn hand_over(&self, edits: Edits, sealing: &mut Option<Sealing>) -> Result<(), String> {
        if let Some(before) = sealing.take() {
            finished(before).await?;
        }
        self.save_edits(edits.definitions).await?;
        if !edits.records.is_empty() {
            let engine = self.session.engine;
            *sealing = Some(engine.send(engine::message::Request::Save {
                edits: edits.records,
            }));
        }
        Ok(())
    }
}

/// A box on its way.
type Sealing = futures_channel::oneshot::Receiver<engine::message::Reply>;

async fn finished(sealing: Sealing) -> Result<(), String> {
    match sealing.await {
        Ok(engine::message::Reply::Saved { .. }) => Ok(()),
        Ok(engine::message::Reply::Failed(failure)) => Err(format!("{failure:?}")),
        _ => Err(super::mismatch()),
    }
}

fn objects(json: &str) -> Result<Vec<Object>, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}
