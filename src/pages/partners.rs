//! The directory of partners, readable without network: whom to refer to, when they answer, how to reach them.

use casework::{Partner, partner};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use super::edit::ToBin;
use super::followed::Followed;
use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use super::listing;
use super::reading::{day_of, text_of, value_of};
use crate::browser::random;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::export::{Export, Making};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::{dates, labels, language};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The directory.
#[component]
pub(super) fn PartnersPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let partners = Followed::of(session, move || async move {
        session.engine.records(Partner::ID).await.map(in_order)
    });
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header">
                <Heading text=Signal::stored(t!(partners_title).to_owned()) />
                <a id="new-partner" class="button primary-action" href=Route::NewPartner.path()>
                    <Glyph icon=Icon::PLUS /><span>{t!(partner_new)}</span>
                </a>
                <Export id="partners-export" name="partenaires" book=Callback::new(move |()| Box::pin(listing::of_kind(session, Partner::ID)) as Making) />
            </header>
            <LiveNotice weight=Weight::Problem text=partners.sentence() />
            {move || match partners.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) if found.is_empty() => view! { <Empty icon=Icon::TEAM title=t!(partners_empty_title) text=t!(partners_empty) /> }.into_any(),
                Some(found) => view! { <ul class="list">{found.into_iter().map(|partner| view! { <PartnerLine partner /> }).collect_view()}</ul> }.into_any(),
            }}
        </div>
    }
}

/// By name, in the order of the language; what lies in the bin is left out.
pub(super) fn in_order(mut partners: Vec<RecordView>) -> Vec<RecordView> {
    partners.retain(|one| day_of(one, partner::BINNED).is_none());
    let name = |one: &RecordView| text_of(one, partner::LABEL).unwrap_or_default();
    partners.sort_by(|a, b| language::compare(&name(a), &name(b)));
    partners
}

#[component]
fn PartnerLine(partner: RecordView) -> impl IntoView {
    let name = text_of(&partner, partner::LABEL).unwrap_or_else(|| labels::kind(Partner::ID));
    let about = about(&partner);
    let phone = text_of(&partner, partner::PHONE);
    view! {
        <li class="line">
            <a class="case-link grow" href=Route::Partner(partner.id).path()>
                <span class="case-name">{name}</span>
                <span class="case-summary">{about}</span>
            </a>
            {phone.map(|phone| {
                let href = format!("tel:{}", dialled(&phone));
                view! { <a class="button-quiet num" dir="ltr" href=href><Glyph icon=Icon::PHONE /><span>{phone}</span></a> }
            })}
        </li>
    }
}

/// What one looks for in a directory, in one line.
fn about(partner: &RecordView) -> String {
    let kind = value_of(partner, partner::KIND.id())
        .and_then(Value::as_choice)
        .map(|kind| labels::choice("partner_kind", kind));
    let places = match value_of(partner, partner::FREE_PLACES.id()) {
        Some(Value::Integer(places)) => Some(t!(partner_places, count = *places)),
        _ => None,
    };
    let known = day_of(partner, partner::PLACES_ON).filter(|_| places.is_some());
    let parts = [
        kind,
        text_of(partner, partner::TOWN),
        text_of(partner, partner::HOURS),
        places,
        known.map(dates::day),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A number as it is dialled.
pub(super) fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|character| character.is_ascii_digit() || *character == '+')
        .collect()
}

/// A partner, new or not.
#[component]
pub(super) fn PartnerPage(
    /// The partner; none for a new one.
    partner: Option<RecordId>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = partner.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let keeper = DraftKeeper::new(session.engine, format!("partner/{name}"));
    let opening = Opening::of(keeper, move || async move {
        match partner {
            Some(id) => session.engine.record(id).await.map(|view| Draft::of(&view)),
            None => Ok(Draft::new(Partner::ID, random::make_record_id())),
        }
    });
    let title = match partner {
        Some(_) => labels::kind(Partner::ID),
        None => t!(partner_new).to_owned(),
    };
    view! {
        <div class="page">
            <BackLink to=Route::Partners word=t!(partners_title) />
            <header class="page-header"><Heading text=Signal::stored(title) /></header>
            <OpenedForm opening pick=Pick::AllBut(&[]) then=Route::Partners />
            {partner.map(|record| view! { <ToBin record then=Route::Partners /> })}
        </div>
    }
}
