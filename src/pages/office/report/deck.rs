//! The report as slides, in the order of the partnership's own: who we are, territory, rota, activity, shares, remarks, challenges,
//! zones, money, thanks, contacts.

use casework::choices::{ReportSection, RotaWeeks, Weekday};
use leptos::prelude::*;
use record::Choice;
use report::deck::{PlaceRow, RotaLine, TextBlock};
use report::{Activity, Deck, Figure, Share, StationTable, Topic, Total};

use super::activity::{self, ActivityTable};
use super::words::section;
use crate::components::chart::{BarLine, Bars};
use crate::components::icon::{Glyph, Icon};
use crate::components::territory::{Disc, Territory};
use crate::i18n::labels;
use crate::pages::activity::period::Shown;
use crate::pages::activity::{Cross, Line, TypedTable, lines, words};
use crate::pages::office::funding::PlanTable;
use crate::pages::office::grants::Grants;
use crate::pages::planning::words::{duration, slots};
use crate::route::Route;
use crate::t;

/// The deck.
#[component]
pub(super) fn DeckView(
    /// What it prints.
    deck: Deck,
    /// Of which period.
    shown: Shown,
    /// The year whose texts may be changed; none where it is frozen.
    year: Option<u32>,
) -> impl IntoView {
    let text = {
        let texts = deck.texts.clone();
        move |of: ReportSection| {
            let block = texts.iter().find(|block| block.section == of.id()).cloned();
            view! { <Text of block year /> }
        }
    };
    let slide = |title: String, body: AnyView| view! { <section class="slide"><h2 class="slide-title">{title}</h2>{body}</section> };
    let is_frozen = year.is_none();
    let of = deck.now().cloned().filter(|_| !is_frozen);
    let table = deck.now().and_then(|now| now.stations.clone().ok());
    let zones = table.map(|table| {
        slide(
            t!(activity_stations).to_owned(),
            view! { <Zones table of /> }.into_any(),
        )
    });
    let plan = deck.plan.clone().map(|plan| {
        slide(
            t!(report_plan).to_owned(),
            view! { <PlanTable plan /> }.into_any(),
        )
    });
    let grants = deck.grants.clone().map(|year| {
        slide(
            t!(report_grants).to_owned(),
            view! { <Grants year /> }.into_any(),
        )
    });
    let thanked = deck.funders.clone();
    let typed = deck.now().cloned().map(|of| view! { <TypedTable of /> });
    let sessions = sessions(&deck);
    let sessions = sessions.map(|body| slide(words::topic(Topic::Sessions).to_owned(), body));
    view! {
        <article class="deck" id="deck">
            <section class="slide slide-cover">
                <p class="deck-team">{deck.team.clone()}</p>
                <h1 class="deck-title" aria-hidden="true">{t!(report_cover, period = words::period(shown))}</h1>
            </section>
            {slide(section(ReportSection::WhoWeAre), text(ReportSection::WhoWeAre).into_any())}
            {slide(section(ReportSection::Territory), view! { {text(ReportSection::Territory)}<Places deck=deck.clone() /> }.into_any())}
            {slide(t!(report_rota).to_owned(), view! { <Rota deck=deck.clone() /> }.into_any())}
            {slide(t!(report_activity).to_owned(), view! { <ActivityTable deck=deck.clone() is_frozen /><activity::Bars deck=deck.clone() />{typed} }.into_any())}
            {slide(t!(report_shares).to_owned(), view! { <Shares deck=deck.clone() /> }.into_any())}
            {slide(section(ReportSection::Remarks), text(ReportSection::Remarks).into_any())}
            {slide(section(ReportSection::Challenges), text(ReportSection::Challenges).into_any())}
            {zones}
            {sessions}
            {plan}
            {grants}
            {slide(section(ReportSection::Thanks), view! { {text(ReportSection::Thanks)}<ul class="thanked">{thanked.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul> }.into_any())}
            {slide(section(ReportSection::Contacts), text(ReportSection::Contacts).into_any())}
        </article>
    }
}

/// Trainings and awareness sessions of the period, where there were any.
fn sessions(deck: &Deck) -> Option<AnyView> {
    let mut topics = deck.topics.iter();
    let topic = topics.find(|topic| topic.topic == Topic::Sessions && topic.total() > 0)?;
    let now = deck.now()?.clone();
    let participants = topic.participants.filter(|count| *count > 0);
    let participants = participants.map(|count| t!(topic_participants, count = count));
    let topic = topic.clone();
    Some(
        view! {
            <Cross topic now row=0 column=Some(1) is_printed=true />
            {participants.map(|text| view! { <p class="soft">{text}</p> })}
        }
        .into_any(),
    )
}

/// A text, with the way to change it.
#[component]
fn Text(of: ReportSection, block: Option<TextBlock>, year: Option<u32>) -> impl IntoView {
    let paragraphs = block.as_ref().map(|block| deck_words(&block.text));
    let from = block
        .as_ref()
        .map(|block| block.year)
        .filter(|written| year.is_some_and(|year| year != *written));
    let way = year.map(|year| {
        let word = if block.is_some() { t!(report_text_change) } else { t!(report_text_write) };
        view! { <a class="button-quiet unprinted" href=Route::ReportText { section: of, year }.path()><Glyph icon=Icon::EDIT /><span>{word}</span></a> }
    });
    view! {
        {paragraphs}
        {from.map(|year| view! { <p class="soft unprinted">{t!(report_text_from, year = year.to_string())}</p> })}
        {way}
    }
}

/// The stations: the schema of the territory, and the table.
#[component]
fn Places(deck: Deck) -> impl IntoView {
    let table = deck
        .now()
        .and_then(|now| now.stations.as_ref().ok().cloned());
    let discs = discs(&deck.places, table.as_ref());
    let count = u32::try_from(
        deck.places
            .iter()
            .filter(|place| !place.is_other_sector)
            .count(),
    )
    .unwrap_or(u32::MAX);
    let summary = t!(report_territory_summary, count = count);
    let row = |place: &PlaceRow| {
        let zone = place
            .zone
            .map_or(t!(planning_no_zone), report::Zone::initials);
        let company = if place.is_other_sector {
            t!(activity_others).to_owned()
        } else {
            place.company.clone()
        };
        view! { <tr><th scope="row">{place.label.clone()}</th><td>{zone}</td><td>{company}</td><td>{place.funder.clone()}</td></tr> }
    };
    view! {
        {(!discs.is_empty()).then(|| view! { <Territory discs summary /> })}
        <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
            <table class="figures words-table">
                <thead><tr><th scope="col">{t!(activity_place)}</th><th scope="col">{t!(activity_zone)}</th><th scope="col">{t!(report_company)}</th><th scope="col">{t!(funding_funder)}</th></tr></thead>
                <tbody>{deck.places.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The discs of the stations that have a place on the schema. Pure.
pub(in crate::pages) fn discs(places: &[PlaceRow], table: Option<&StationTable>) -> Vec<Disc> {
    let cases = |station| {
        let zones = table.iter().flat_map(|table| &table.zones);
        let mut rows = zones.flat_map(|zone| {
            let of_companies = zone.companies.iter().flat_map(|company| &company.stations);
            of_companies.chain(&zone.other_sectors.sectors)
        });
        rows.find(|row| row.station == station)
            .map_or(0, |row| row.cases)
    };
    let disc = |place: &PlaceRow| {
        let (x, y) = place.map?;
        Some(Disc {
            x,
            y,
            label: place.label.clone(),
            cases: cases(place.station),
            is_hollow: place.zone == Some(report::Zone::Zgn),
        })
    };
    places.iter().filter_map(disc).collect()
}

/// The rota, and what became of the shifts.
#[component]
fn Rota(deck: Deck) -> impl IntoView {
    let minutes = |weeks: &str| {
        let counted = deck
            .rota
            .iter()
            .filter(|line| line.weeks == RotaWeeks::Every.id() || line.weeks == weeks);
        counted.map(|line| line.minutes).sum::<u32>()
    };
    let hours = t!(
        report_rota_hours,
        even = duration(minutes(RotaWeeks::Even.id())),
        odd = duration(minutes(RotaWeeks::Odd.id()))
    );
    let held = deck.now().map(|now| now.shifts.total);
    let held = held.map(|total| {
        let share = words::share(total.held_share()).unwrap_or_default();
        t!(
            report_shifts_held,
            held = total.held,
            scheduled = total.scheduled,
            share = share,
            hours = duration(total.held_minutes)
        )
    });
    view! {
        <p class="deck-hours">{hours}" "{held}</p>
        <RotaTable rota=deck.rota />
    }
}

/// The lines of a rota.
#[component]
pub(super) fn RotaTable(rota: Vec<RotaLine>) -> impl IntoView {
    let row = |line: &RotaLine| {
        let hours = line
            .slots
            .parse()
            .map_or_else(|_| line.slots.clone(), |hours| slots(&hours));
        view! {
            <tr>
                <th scope="row">{labels::choice(Weekday::LIST.name, &line.weekday)}</th>
                <td>{hours}</td>
                <td>{line.station.clone()}</td>
                <td>{labels::choice(RotaWeeks::LIST.name, &line.weeks)}</td>
            </tr>
        }
    };
    view! {
        <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
            <table class="figures words-table" id="report-rota">
                <thead><tr><th scope="col">{t!(report_day)}</th><th scope="col">{t!(report_hours)}</th><th scope="col">{t!(activity_place)}</th><th scope="col">{t!(report_weeks)}</th></tr></thead>
                <tbody>{rota.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A text in its paragraphs.
pub(super) fn deck_words(text: &str) -> AnyView {
    let paragraphs = text.split("\n\n");
    let paragraphs = paragraphs.map(|text| view! { <p class="deck-words">{text.to_owned()}</p> });
    paragraphs.collect_view().into_any()
}

/// The share of conjugal violence, and of each answer of the fields that say what a situation is.
#[component]
fn Shares(deck: Deck) -> impl IntoView {
    let now = deck.now().cloned();
    // Answers are those of records: what was typed in by hand has none.
    let whole = now.as_ref().map_or(0, |now| now.cases_handled);
    let said = |part: u32| {
        let share = words::share(Share { part, whole }).unwrap_or_default();
        (part, format!("{} · {share}", words::count(part)))
    };
    let conjugal = now.map(|now| now.conjugal_violence.part);
    let conjugal = conjugal.map(|part| BarLine {
        label: words::figure(report::Figure::ConjugalViolence),
        bars: vec![said(part)],
    });
    let charts = deck.answers.iter().filter(|answers| SHARED.contains(&answers.field.as_str())).filter_map(|answers| {
        let spec = crate::schemas::field(casework::Case::ID, &answers.field)?;
        let mut counts: Vec<_> = answers.counts.iter().filter(|count| count.cases > 0).collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.cases));
        let lines = counts.iter().map(|count| BarLine { label: words::answer(&spec, &count.answer), bars: vec![said(count.cases)] });
        let label = labels::of_spec(casework::Case::ID, &spec);
        Some(view! { <Bars lines=lines.collect() series=Vec::new() summary=t!(report_share_of, what = label) /> })
    });
    let charts = charts.collect_view();
    view! {
        <Bars lines=conjugal.into_iter().collect() series=Vec::new() summary=t!(report_shares_summary, count = whole) />
        <div class="deck-charts">{charts}</div>
    }
}

/// The fields whose shares the report shows as bars.
const SHARED: [&str; 3] = ["violences", "origin", "problems"];

/// Cases by zone, company and station.
#[component]
fn Zones(
    /// The table.
    table: StationTable,
    /// The figures its numbers lead to; none where they are frozen.
    of: Option<Activity>,
) -> impl IntoView {
    let total = table.total;
    let cases = |figure: Figure, counted: u32| {
        let total = Total { counted, typed: 0 };
        activity::number(figure, total, of.as_ref())
    };
    let row = |line: Line| {
        let share = words::share(Share {
            part: line.cases,
            whole: total,
        });
        view! { <tr class=line.level.class()><th scope="row">{line.label}</th><td class="num">{cases(line.figure, line.cases)}</td><td class="num">{share}</td></tr> }
    };
    let rows = lines(&table).into_iter().map(row).collect_view();
    view! {
        <table class="figures" id="report-zones">
            <thead><tr><th scope="col">{t!(activity_place)}</th><th scope="col">{t!(activity_cases)}</th><th scope="col">{t!(activity_share)}</th></tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">{t!(planning_total)}</th><td class="num">{cases(Figure::CasesHandled, total)}</td><td></td></tr></tfoot>
        </table>
    }
}
