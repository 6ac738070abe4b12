//! Where the team works: its stations, and the lines of its rota.

use std::collections::BTreeMap;

use casework::choices::{RotaWeeks, Weekday};
use casework::{
    Company, Funder, RotaRule, Slots, Station, binned_on, company, folded, funder, rota_rule,
    station,
};
use chrono::NaiveDate;
use record::{Record, RecordId};
use serde::{Deserialize, Serialize};

use crate::stations::Zone;

/// A station or a sector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceRow {
    /// Its zone, if it was said.
    pub zone: Option<Zone>,
    /// Whether it is a sector outside of the convention; these come last in their zone.
    pub is_other_sector: bool,
    /// The name of its company, if it has one.
    pub company: String,
    /// Its name.
    pub label: String,
    /// The name of who pays for its share, if it was said.
    pub funder: String,
    /// Where it stands on the schema of the territory: from the left and from the top, 0 to 100; none where it was not said.
    pub map: Option<(u8, u8)>,
    /// Its record.
    pub station: RecordId,
}

/// A line of the rota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotaLine {
    /// The id of its weekday.
    pub weekday: String,
    /// The id of its weeks: every, even, odd.
    pub weeks: String,
    /// The name of the station.
    pub station: String,
    /// Its zone.
    pub zone: Option<Zone>,
    /// Its hours: `09:00-12:00 14:00-18:00`.
    pub slots: String,
    /// Minutes of a day.
    pub minutes: u32,
}

/// Stations and sectors, in order.
pub(super) fn places(records: &[&Record]) -> Vec<PlaceRow> {
    let of_kind = |kind: &'static str| {
        let records = records.iter().copied();
        records.filter(move |record| *record.kind() == *kind)
    };
    let companies: BTreeMap<RecordId, String> = of_kind(Company::ID)
        .map(|one| (one.id(), one.get(company::LABEL).unwrap_or_default()))
        .collect();
    // A station names its funder by code, or by one of its names.
    let payers: BTreeMap<String, String> = of_kind(Funder::ID)
        .filter(|one| binned_on(one).is_none())
        .flat_map(|one| {
            let label = one.get(funder::LABEL).unwrap_or_default();
            let aliases = one.get(funder::ALIASES).unwrap_or_default();
            let names = one
                .get(funder::CODE)
                .into_iter()
                .chain(aliases.iter().cloned());
            let names: Vec<_> = names.chain([label.clone()]).collect();
            names
                .into_iter()
                .map(move |name| (folded(&name), label.clone()))
        })
        .collect();
    let place = |one: &Record| {
        let paid_by = one.get(station::FUNDER).unwrap_or_default();
        let company = one.get(station::COMPANY).and_then(|id| companies.get(&id));
        PlaceRow {
            zone: one.get(station::ZONE).map(Zone::from),
            is_other_sector: one.get(station::IS_OTHER_SECTOR).unwrap_or(false),
            company: company.cloned().unwrap_or_default(),
            label: one.get(station::LABEL).unwrap_or_default(),
            funder: payers.get(&folded(&paid_by)).cloned().unwrap_or(paid_by),
            map: at(one.get(station::MAP_X)).zip(at(one.get(station::MAP_Y))),
            station: one.id(),
        }
    };
    let mut places: Vec<_> = of_kind(Station::ID).map(place).collect();
    places.sort();
    places
}

/// A place along one side of the schema; what lies outside of it is nowhere.
fn at(percent: Option<u32>) -> Option<u8> {
    let percent = percent.filter(|percent| *percent <= 100);
    percent.and_then(|percent| u8::try_from(percent).ok())
}

/// The lines of the rota that hold on a day, by weekday and hour.
pub(super) fn rota(records: &[&Record], day: NaiveDate) -> Vec<RotaLine> {
    let stations: BTreeMap<RecordId, PlaceRow> = places(records)
        .into_iter()
        .map(|place| (place.station, place))
        .collect();
    let holds = |rule: &&Record| {
        *rule.kind() == RotaRule::KIND
            && casework::binned_on(rule).is_none()
            && rule.get(rota_rule::FROM).is_none_or(|from| from <= day)
            && rule.get(rota_rule::UNTIL).is_none_or(|until| day <= until)
    };
    let line = |rule: &Record| {
        let weekday = rule.get(rota_rule::WEEKDAY)?;
        let weeks = rule.get(rota_rule::WEEKS).unwrap_or(RotaWeeks::Every);
        let slots = rule.get(rota_rule::SLOTS)?;
        let place = rule
            .get(rota_rule::STATION)
            .and_then(|id| stations.get(&id));
        Some((weekday, line_of(weekday, weeks, &slots, place)))
    };
    let rules = records.iter().copied().filter(holds);
    let mut lines: Vec<_> = rules.filter_map(line).collect();
    lines.sort_by(|(one_day, one), (other_day, other)| {
        (one_day, &one.slots, &one.weeks, &one.station).cmp(&(
            other_day,
            &other.slots,
            &other.weeks,
            &other.station,
        ))
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line_of(
    weekday: Weekday,
    weeks: RotaWeeks,
    slots: &Slots,
    place: Option<&PlaceRow>,
) -> RotaLine {
    use record::Choice;
    RotaLine {
        weekday: weekday.id().to_owned(),
        weeks: weeks.id().to_owned(),
        station: place.map(|place| place.label.clone()).unwrap_or_default(),
        zone: place.and_then(|place| place.zone),
        slots: slots.to_string(),
        minutes: slots.minutes(),
    }
}
