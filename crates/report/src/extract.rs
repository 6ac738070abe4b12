//! What one funder is given of a published report: the cases of the stations it pays for, its amounts, the rota of those stations.
//! Small numbers are masked so that neither the extracts of all funders together, nor what was published of the same days before or
//! of a part of them, give one back.

use std::collections::{BTreeMap, BTreeSet};

use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::deck::{Deck, PlaceRow, RotaLine, TextBlock};
use crate::funding::{GrantRow, PlanCell};
use crate::masking::{Bounds, Mask, Sheet, Sum, mask};
use crate::stations::StationTable;

/// The extract for one funder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Its name.
    pub funder: String,
    /// First day of the period.
    pub from: chrono::NaiveDate,
    /// The day after the last.
    pub to: chrono::NaiveDate,
    /// The name of the team.
    pub team: String,
    /// The texts of the report.
    pub texts: Vec<TextBlock>,
    /// Its stations, in order.
    pub rows: Vec<ExtractRow>,
    /// The cases of all its stations; `None` where masked.
    pub subtotal: Option<u32>,
    /// The cases of the whole partnership; `None` where masked.
    pub total: Option<u32>,
    /// The lines of the rota of its stations.
    pub rota: Vec<RotaLine>,
    /// What is planned of it, by year.
    pub plan: Vec<(i32, PlanCell)>,
    /// Its grants of the year.
    pub grants: Vec<GrantRow>,
    /// Small numbers of the partnership that earlier publications give away, whatever is masked now.
    pub given_away: u32,
}

/// A station of an extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractRow {
    /// Its name.
    pub label: String,
    /// Its cases handled; `None` where masked.
    pub cases: Option<u32>,
}

/// A cell of the table that all extracts are cut from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Station(RecordId),
    /// All that a funder pays for; those that nobody is named for under an empty name.
    Funder(String),
    Total,
}

/// The table that all extracts are cut from: every place with its number, and every sum.
struct Whole {
    places: BTreeMap<Place, usize>,
    cells: Vec<u32>,
    sums: Vec<(Place, Vec<Place>)>,
}

impl Whole {
    fn of(deck: &Deck, table: &StationTable) -> Self {
        let mut whole = Self {
            places: BTreeMap::new(),
            cells: Vec::new(),
            sums: Vec::new(),
        };
        let zones = table.zones.iter();
        let stations = zones.flat_map(|zone| {
            let of_companies = zone.companies.iter().flat_map(|company| &company.stations);
            of_companies.chain(&zone.other_sectors.sectors)
        });
        // Extracts tell nothing of companies and zones: who reads all of them knows the sums by funder, and that of all.
        let mut by_funder: BTreeMap<String, Vec<(Place, u32)>> = BTreeMap::new();
        for row in stations {
            let place = deck
                .places
                .iter()
                .find(|place| place.station == row.station);
            let funder = place.map(|place| place.funder.clone()).unwrap_or_default();
            let station = (Place::Station(row.station), row.cases);
            by_funder.entry(funder).or_default().push(station);
        }
        let groups = by_funder
            .into_iter()
            .map(|(funder, stations)| whole.put_sum(Place::Funder(funder), stations));
        let groups: Vec<_> = groups.collect();
        whole.put_sum(Place::Total, groups);
        whole
    }

    fn put(&mut self, place: &Place, number: u32) {
        if !self.places.contains_key(place) {
            self.places.insert(place.clone(), self.cells.len());
            self.cells.push(number);
        }
    }

    /// Puts a sum and its parts; gives it back with its number.
    fn put_sum(
        &mut self,
        total: Place,
        parts: impl IntoIterator<Item = (Place, u32)>,
    ) -> (Place, u32) {
        let parts: Vec<_> = parts.into_iter().collect();
        for (place, number) in &parts {
            self.put(place, *number);
        }
        let sum = parts.iter().map(|(_, number)| *number).sum();
        self.put(&total, sum);
        self.sums.push((
            total.clone(),
            parts.into_iter().map(|(place, _)| place).collect(),
        ));
        (total, sum)
    }

    fn sheet(&self, hidden: &BTreeSet<Place>, bounds: &BTreeMap<Place, Bounds>) -> Sheet {
        let cell = |place: &Place| self.places.get(place).copied();
        let sums = self.sums.iter().filter_map(|(total, parts)| {
            Some(Sum {
                total: cell(total)?,
                parts: parts.iter().filter_map(cell).collect(),
            })
        });
        let mut known = vec![Bounds::NONE; self.cells.len()];
        for (place, bound) in bounds {
            if let Some(one) = cell(place).and_then(|cell| known.get_mut(cell)) {
                *one = *bound;
            }
        }
        Sheet {
            cells: self.cells.clone(),
            sums: sums.collect(),
            bounds: known,
            hidden: hidden.iter().filter_map(cell).collect(),
            shown: BTreeSet::new(),
        }
    }
}

/// A published table and its mask.
struct Masked {
    whole: Whole,
    mask: Mask,
}

impl Masked {
    fn shown(&self, place: &Place) -> Option<u32> {
        self.mask
            .number(*self.whole.places.get(place)?, &self.whole.cells)
    }

    fn hidden(&self) -> BTreeSet<Place> {
        let masked = self
            .whole
            .places
            .iter()
            .filter(|(_, cell)| self.mask.masked.contains(cell));
        masked.map(|(place, _)| place.clone()).collect()
    }
}

/// The masks of what was published of one period, one after the other: what the first masks, the later do too.
fn masked<'d>(
    decks: impl IntoIterator<Item = &'d Deck>,
    bounds: &BTreeMap<Place, Bounds>,
) -> Option<Masked> {
    let mut latest: Option<Masked> = None;
    for deck in decks {
        let Some(table) = deck.now().and_then(|now| now.stations.as_ref().ok()) else {
            continue;
        };
        let whole = Whole::of(deck, table);
        let hidden = latest.as_ref().map(Masked::hidden).unwrap_or_default();
        let mask = mask(&whole.sheet(&hidden, bounds));
        latest = Some(Masked { whole, mask });
    }
    latest
}

/// What the shown numbers of parts of the period say of its own: a case handled in a part is handled in the whole, and in the whole of
/// parts that cover it only where it is in one of them.
fn bounds_of_parts(parts: &[Masked], do_cover: bool) -> BTreeMap<Place, Bounds> {
    let places: BTreeSet<&Place> = parts
        .iter()
        .flat_map(|part| part.whole.places.keys())
        .collect();
    let bound = |place: &Place| {
        let shown: Vec<Option<u32>> = parts.iter().map(|part| part.shown(place)).collect();
        let sum = shown
            .iter()
            .copied()
            .try_fold(0_u32, |sum, one| Some(sum.saturating_add(one?)));
        Bounds {
            least: shown.iter().flatten().copied().max().unwrap_or(0),
            most: sum.filter(|_| do_cover).unwrap_or(u32::MAX),
        }
    };
    places
        .into_iter()
        .map(|place| (place.clone(), bound(place)))
        .collect()
}

/// The extract for a funder of what was published: `decks` of the period, the oldest first, of which the last is cut; `parts`, what was
/// published of parts of the period, each the oldest first. `None` where nothing of it adds up, or it names no such funder.
pub fn extract(decks: &[&Deck], parts: &[Vec<&Deck>], funder: &str) -> Option<Extract> {
    let deck = *decks.last()?;
    let none = BTreeMap::new();
    let of_part = |part: &Vec<&Deck>| masked(part.iter().copied(), &none);
    let masked_parts: Vec<Masked> = parts.iter().filter_map(of_part).collect();
    let days = |deck: &Deck| (deck.to - deck.from).num_days();
    let covered: i64 = parts
        .iter()
        .filter_map(|part| part.last())
        .map(|deck| days(deck))
        .sum();
    let bounds = bounds_of_parts(&masked_parts, covered == days(deck));
    let whole = masked(decks.iter().copied(), &bounds)?;
    let rows = rows(deck, &whole, funder);
    let is_funder = deck.funders.iter().any(|one| one == funder);
    (is_funder || !rows.is_empty()).then(|| cut(deck, &whole, funder, rows))
}

/// The stations of a funder, each with its number or without.
fn rows(deck: &Deck, whole: &Masked, funder: &str) -> Vec<ExtractRow> {
    let stations = deck.places.iter().filter(|place| place.funder == funder);
    let row = |station: &PlaceRow| {
        let place = Place::Station(station.station);
        // A station that the table does not name has no case.
        let is_there = whole.whole.places.contains_key(&place);
        ExtractRow {
            label: station.label.clone(),
            cases: if is_there {
                whole.shown(&place)
            } else {
                Some(0)
            },
        }
    };
    stations.map(row).collect()
}

fn cut(deck: &Deck, whole: &Masked, funder: &str, rows: Vec<ExtractRow>) -> Extract {
    let labels: BTreeSet<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let rota = deck
        .rota
        .iter()
        .filter(|line| labels.contains(line.station.as_str()));
    let plan = deck.plan.iter().flat_map(|plan| {
        let row = plan.rows.iter().find(|row| row.funder.label == funder);
        let cells = row.into_iter().flat_map(|row| &row.cells);
        plan.years
            .iter()
            .copied()
            .zip(cells.cloned())
            .collect::<Vec<_>>()
    });
    let grants = deck.grants.iter().flat_map(|year| &year.rows);
    Extract {
        funder: funder.to_owned(),
        from: deck.from,
        to: deck.to,
        team: deck.team.clone(),
        texts: deck.texts.clone(),
        rota: rota.cloned().collect(),
        subtotal: match rows.is_empty() {
            true => Some(0),
            false => whole.shown(&Place::Funder(funder.to_owned())),
        },
        total: whole.shown(&Place::Total),
        plan: plan.collect(),
        grants: grants
            .filter(|row| row.funder.label == funder)
            .cloned()
            .collect(),
        given_away: u32::try_from(whole.mask.given_away.len()).unwrap_or(u32::MAX),
        rows,
    }
}
