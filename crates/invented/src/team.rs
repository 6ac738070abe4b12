//! The team, its companies, its stations and its workers.

use casework::choices::{StationKind, Zone};
use casework::{Company, Post, Station, Team, Worker, company, post, station, team, worker};
use chrono::NaiveDate;
use record::Set;

use crate::draft::InventedRecord;
use crate::places::{COMPANIES, STATIONS};
use crate::words::Text;
use crate::world::{Purpose, World};

/// How many workers the team has.
pub(crate) const WORKERS: u64 = 2;

/// The records that are there before any case.
pub(crate) fn records(world: &World) -> Vec<InventedRecord> {
    let mut records = vec![team_record(world)];
    records.extend((0..COMPANIES.len()).map(|index| company_record(world, index)));
    records.extend((0..STATIONS.len()).map(|index| station_record(world, index)));
    records.extend((0..WORKERS).map(|index| worker_record(world, index)));
    records.extend((0..WORKERS).map(|index| post_record(world, index)));
    records
}

fn team_record(world: &World) -> InventedRecord {
    let mut chance = world.chance(Purpose::Team, 0);
    InventedRecord::new(world.id(Purpose::Team, 0), Team::ID)
        .with(
            team::NAME,
            world.words.text(Text::Team, &mut chance).to_owned(),
        )
        .with(team::TIME_ZONE, "Europe/Paris".to_owned())
        .with(team::HAS_LOCAL_HOLIDAYS, true)
        .with(team::ACTIVE_MONTHS, 24)
}

fn company_record(world: &World, index: usize) -> InventedRecord {
    let place = &COMPANIES[index];
    InventedRecord::new(world.id(Purpose::Company, index as u64), Company::ID)
        .with(company::LABEL, place.label.to_owned())
        .with(company::CODE, place.slug.to_owned())
        .with(company::ZONE, Zone::Zgn)
}

fn station_record(world: &World, index: usize) -> InventedRecord {
    let place = &STATIONS[index];
    let kind = match place.zone {
        Zone::Zpn => StationKind::Commissariat,
        Zone::Zgn => StationKind::Brigade,
    };
    let company = place
        .company
        .map(|company| world.id(Purpose::Company, company as u64));
    let aliases: Set<String> = place
        .aliases
        .iter()
        .map(|alias| (*alias).to_owned())
        .collect();
    InventedRecord::new(world.station(index), Station::ID)
        .with(station::LABEL, place.label.to_owned())
        .with(station::CODE, place.slug.to_owned())
        .with(station::KIND, kind)
        .with(station::ZONE, place.zone)
        .with_some(station::COMPANY, company)
        .with(station::FUNDER, place.funder.to_owned())
        .with(station::IS_IN_CONVENTION, !place.is_other_sector)
        .with(station::IS_OTHER_SECTOR, place.is_other_sector)
        .with_some(station::MAP_X, place.map().map(|(x, _)| x))
        .with_some(station::MAP_Y, place.map().map(|(_, y)| y))
        .with(station::ALIASES, aliases)
}

fn worker_record(world: &World, index: u64) -> InventedRecord {
    let mut chance = world.chance(Purpose::Worker, index);
    let given = world.words.woman(&mut chance);
    let family = world.words.family(&mut chance);
    InventedRecord::new(world.id(Purpose::Worker, index), Worker::ID)
        .with(worker::NAME, format!("{given} {family}"))
}

/// The first worker is there all the time, the others four days of five.
fn post_record(world: &World, index: u64) -> InventedRecord {
    let full_time = if index == 0 { 100 } else { 80 };
    let mut chance = world.chance(Purpose::Post, index);
    InventedRecord::new(world.id(Purpose::Post, index), Post::ID)
        .with(
            post::LABEL,
            world.words.text(Text::Post, &mut chance).to_owned(),
        )
        .with(post::WORKER, world.id(Purpose::Worker, index))
        .with(post::FULL_TIME, full_time)
        .with_some(post::FROM, NaiveDate::from_ymd_opt(2019, 1, 1))
}
