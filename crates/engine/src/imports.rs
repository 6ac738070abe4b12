//! An old spreadsheet of the team taken in: looked at first, then saved, a hundred cases an entry.

use casework::{Case, Station, binned_on, folded, station};
use exchange::PlainRecord;
use exchange::import::{self, Import, Known};
use record::{Record, RecordId};

use crate::message::{Failure, ImportAsk, ImportView, RecordEdit};
use crate::open::Open;
use crate::ports::Ports;
use crate::setup;

/// Cases that one entry takes: its size and its keys have limits.
const AT_ONCE: usize = 100;

impl Open {
    /// What the rows come to; saved where that is asked for.
    pub(crate) async fn import<P: Ports>(
        &mut self,
        ports: &P,
        asked: &ImportAsk,
    ) -> Result<ImportView, Failure> {
        self.load_all(ports).await?;
        let import = self.understood(ports, asked);
        let mut made = Vec::new();
        if asked.is_saved {
            for cases in import.cases.chunks(AT_ONCE) {
                let edits: Vec<RecordEdit> =
                    cases.iter().flatten().cloned().map(setup::edit).collect();
                self.save(ports, &edits).await?;
                made.extend(
                    cases
                        .iter()
                        .filter_map(|records| records.first())
                        .map(|case| case.id),
                );
            }
        }
        let count = |kind: &str| {
            let records = import.cases.iter().flatten();
            let of_kind = records.filter(|record: &&PlainRecord| record.kind == *kind);
            u32::try_from(of_kind.count()).unwrap_or(u32::MAX)
        };
        Ok(ImportView {
            cases: count(Case::ID),
            interviews: import.interviews,
            known: u32::try_from(import.known.len()).unwrap_or(u32::MAX),
            troubles: import.troubles,
            made,
        })
    }

    fn understood<P: Ports>(&self, ports: &P, asked: &ImportAsk) -> Import {
        let index = &self.library.index;
        let stations = index
            .small_of(Station::ID)
            .filter(|station| binned_on(station).is_none());
        let known = Known {
            stations: stations.flat_map(names_of).collect(),
            words: asked
                .words
                .iter()
                .map(|(of, word, id)| ((*of, folded(word)), id.clone()))
                .collect(),
            names: index.names_of_people().map(folded).collect(),
            numbers: index.numbers().map(str::to_owned).collect(),
        };
        let mut rng = ports.random();
        let mut make_id = || {
            let mut id = [0; 16];
            rand_core::Rng::fill_bytes(&mut rng, &mut id);
            RecordId::from_bytes(id)
        };
        import::import(&asked.rows, &asked.targets, &known, &mut make_id)
    }
}

/// Every name of a station.
fn names_of(record: &Record) -> Vec<(String, RecordId)> {
    let aliases = record.get(station::ALIASES).unwrap_or_default();
    let named = [record.get(station::LABEL), record.get(station::CODE)];
    let names = named.into_iter().flatten().chain(aliases.iter().cloned());
    names
        .filter(|name| !name.is_empty())
        .map(|name| (folded(&name), record.id()))
        .collect()
}
