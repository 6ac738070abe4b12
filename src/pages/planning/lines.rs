//! The rota as it is kept: the shifts that come again, who is away, and from when on weeks take turns otherwise.

use casework::choices::{CancellationReason, RotaWeeks, WeekParity, Weekday};
use casework::{Absence, RotaParity, RotaRule, Slots, absence, rota_parity, rota_rule};
use engine::message::RecordView;
use engine::message::table::Book;
use leptos::prelude::*;
use record::{Choice, Field, Scalar};

use super::words::{self, Names};
use crate::components::export::{Export, Making};
use crate::engine_client::AskError;
use crate::i18n::{dates, labels};
use crate::pages::heading::{BackLink, Heading};
use crate::pages::listing;
use crate::pages::reading::{day_of, value_of};
use crate::pages::small_lines::{Line, Listed, SmallLines, latest_first};
use crate::route::{RotaPart, Route};
use crate::session::Session;
use crate::t;

/// The lines, the absences and the changes of parity, a table each.
async fn rota(session: Session) -> Result<Book, AskError> {
    let mut all = Book::default();
    for kind in [RotaRule::ID, Absence::ID, RotaParity::ID] {
        all.tables
            .extend(listing::of_kind(session, kind).await?.tables);
    }
    Ok(all)
}

/// The lines of the rota.
#[component]
pub(in crate::pages) fn RotaPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Names::load(session);
    view! {
        <div class="page">
            <BackLink to=Route::Planning word=t!(planning_title) />
            <header class="page-header">
                <Heading text=Signal::stored(t!(rota_title).to_owned()) />
                <Export id="rota-export" name="permanences" book=Callback::new(move |()| Box::pin(rota(session)) as Making) />
            </header>
            <p class="lead">{t!(rota_text)}</p>
            <SmallLines of=rules() names />
            <SmallLines of=absences() names />
            <SmallLines of=parities() names />
        </div>
    }
}

fn rules() -> Listed {
    Listed {
        kind: RotaRule::ID,
        title: t!(rota_rules),
        empty: t!(rota_rules_empty),
        line: rule_line,
        way: Route::RotaPart,
        new: Some((t!(rota_rule_new), Route::NewRotaPart(RotaPart::Rule))),
    }
}

fn absences() -> Listed {
    Listed {
        kind: Absence::ID,
        title: t!(rota_absences),
        empty: t!(rota_absences_empty),
        line: absence_line,
        way: Route::RotaPart,
        new: Some((t!(rota_absence_new), Route::NewRotaPart(RotaPart::Absence))),
    }
}

fn parities() -> Listed {
    Listed {
        kind: RotaParity::ID,
        title: t!(rota_parities),
        empty: t!(rota_parities_empty),
        line: parity_line,
        way: Route::RotaPart,
        new: Some((t!(rota_parity_new), Route::NewRotaPart(RotaPart::Parity))),
    }
}

fn of<T: Scalar>(record: &RecordView, field: Field<T>) -> Option<T> {
    value_of(record, field.id()).and_then(T::from_value)
}

fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// By weekday, then by hour.
fn rule_line(record: &RecordView, names: &Names) -> Line {
    let weekday = of(record, rota_rule::WEEKDAY);
    let place = weekday.and_then(|weekday| Weekday::ALL.iter().position(|one| *one == weekday));
    let slots = of::<Slots>(record, rota_rule::SLOTS);
    let start = slots.as_ref().and_then(|slots| slots.iter().next());
    let minute = start.map_or(0, |slot| u32::from(slot.start().minutes()));
    let order = u32::try_from(place.unwrap_or(Weekday::ALL.len())).unwrap_or(0) * 10_000 + minute;
    let weeks = of(record, rota_rule::WEEKS).unwrap_or(RotaWeeks::Every);
    let is_every = weeks == RotaWeeks::Every;
    let title = join([
        weekday.map(|weekday| labels::choice(Weekday::LIST.name, weekday.id())),
        slots.as_ref().map(words::slots),
        Some(names.of_record(of(record, rota_rule::STATION))),
    ]);
    let about = join([
        (!is_every).then(|| {
            t!(
                rota_weeks,
                weeks = labels::choice(RotaWeeks::LIST.name, weeks.id()).to_lowercase()
            )
        }),
        Some(names.of_record(of(record, rota_rule::WORKER))),
        day_of(record, rota_rule::FROM).map(|day| t!(rota_from, day = dates::written(day))),
        day_of(record, rota_rule::UNTIL).map(|day| t!(rota_until, day = dates::written(day))),
    ]);
    Line {
        order,
        record: record.id,
        title,
        about,
    }
}

/// The latest first.
fn absence_line(record: &RecordView, names: &Names) -> Line {
    let from = day_of(record, absence::FROM);
    let until = day_of(record, absence::UNTIL).filter(|until| Some(*until) != from);
    let days = match (from, until) {
        (Some(from), Some(until)) => t!(
            rota_days,
            from = dates::written(from),
            until = dates::written(until)
        ),
        (Some(from), None) => dates::written(from),
        (None, _) => String::new(),
    };
    let stand_in = of(record, absence::REPLACED_BY);
    let about = join([
        Some(days),
        of::<CancellationReason>(record, absence::REASON).map(words::reason_word),
        Some(match stand_in {
            None => t!(rota_not_replaced).to_owned(),
            stand_in => t!(rota_replaced, worker = names.of_record(stand_in)),
        }),
    ]);
    let title = names.of_record(of(record, absence::WORKER));
    Line {
        order: latest_first(from),
        record: record.id,
        title,
        about,
    }
}

fn parity_line(record: &RecordView, _: &Names) -> Line {
    let from = day_of(record, rota_parity::FROM);
    let title = from.map_or_else(String::new, |day| {
        t!(rota_week_from, day = dates::written(day))
    });
    let parity = of::<WeekParity>(record, rota_parity::PARITY);
    let about = parity.map(|parity| {
        t!(
            rota_counts_as,
            parity = labels::choice(WeekParity::LIST.name, parity.id()).to_lowercase()
        )
    });
    Line {
        order: latest_first(from),
        record: record.id,
        title,
        about: about.unwrap_or_default(),
    }
}
