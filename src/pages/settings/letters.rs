//! The templates of letters: what each says, the team's own words for it, and those of the program put back.

use casework::template::Template;
use casework::{Letter, letter};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::Block;
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::pages::actions::Actions;
use crate::pages::followed::Followed;
use crate::pages::form::{Check, OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::pages::letters::{
    TeamTemplate, fault_sentence, label_of, recipient_word, templates, with_own,
};
use crate::route::{Route, SettingsPart};
use crate::session::Session;
use crate::t;

/// The templates.
#[component]
pub(super) fn Letters() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(session, move || templates(session));
    view! {
        <Block id="letters-title" title=t!(letters_title)>
            <p class="soft">{t!(letters_text)}</p>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) => view! { <ul class="list">{found.into_iter().map(|template| view! { <Line template /> }).collect_view()}</ul> }.into_any(),
            }}
        </Block>
    }
}

#[component]
fn Line(template: TeamTemplate) -> impl IntoView {
    let whose = match template.is_own() {
        true => t!(letters_own),
        false => t!(letters_shipped),
    };
    let for_whom = recipient_word(template.shipped.recipient);
    view! {
        <li class="line">
            <a class="case-link grow" href=Route::LetterTemplate(template.shipped.record()).path()>
                <span class="case-name">{template.label()}</span>
                <span class="case-summary">{for_whom}" · "{whose}</span>
            </a>
        </li>
    }
}

/// One template, to be read and worded otherwise.
#[component]
pub(in crate::pages) fn LetterTemplatePage(
    /// The record of the team's own words.
    template: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let found = RwSignal::new(None::<TeamTemplate>);
    let error = RwSignal::new(None::<AskError>);
    leptos::task::spawn_local(async move {
        // The page may have gone.
        let _ = match templates(session).await {
            Ok(all) => {
                let one = all.into_iter().find(|one| one.shipped.record() == template);
                found.try_set(one).map(drop)
            }
            Err(refused) => error.try_set(Some(refused)).map(drop),
        };
    });
    let title = Signal::derive(move || {
        let label = found.with(|found| found.as_ref().map(TeamTemplate::label));
        label.unwrap_or_else(|| t!(letters_title).to_owned())
    });
    view! {
        <div class="page letter-template">
            <BackLink to=Route::Settings(SettingsPart::Letters) word=t!(letters_title) />
            <header class="page-header"><Heading text=title /></header>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) => view! { <Editor found /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Editor(found: TeamTemplate) -> impl IntoView {
    let session = expect_context::<Session>();
    let record = found.shipped.record();
    let keeper = DraftKeeper::new(session.engine, format!("record/{record}"));
    let opening = Opening::of(keeper, move || begin(session, record));
    let template = StoredValue::new(found.shipped.clone());
    let check: Check =
        Callback::new(move |draft: Draft| template.with_value(|one| fault_of(one, &draft)));
    view! {
        <p class="soft letter-lead">{recipient_word(found.shipped.recipient)}". "{t!(letters_hint)}</p>
        {found.is_own().then(|| view! { <Restore record /> })}
        <OpenedForm opening pick=Pick::Only(&["label", "text"]) check then=Route::Settings(SettingsPart::Letters) />
        <section class="section" aria-labelledby="readable">
            <h2 class="section-title" id="readable">{t!(letters_readable)}</h2>
            <p class="soft">{t!(letters_readable_text)}</p>
            <Readable template=found.shipped />
        </section>
    }
}

/// The team's words as they stand, else those of the program, to be changed.
async fn begin(session: Session, record: RecordId) -> Result<Draft, AskError> {
    let shipped = session.engine.letters().await?;
    let records = session.engine.records(Letter::ID).await?;
    let known = records.iter().find(|one| one.id == record);
    let mut draft = known.map_or_else(|| Draft::new(Letter::ID, record), Draft::of);
    let found = with_own(shipped, &records);
    if let Some(one) = found.iter().find(|one| one.shipped.record() == record) {
        let id = one.shipped.id.clone();
        draft.set_one(letter::TEMPLATE.id(), Some(Value::Text(id)));
        draft.set_one(letter::LABEL.id(), Some(Value::Text(one.label())));
        draft.set_one(letter::TEXT.id(), Some(Value::Text(one.text())));
    }
    Ok(draft)
}

/// What is wrong with the words typed; none where they may be saved.
fn fault_of(template: &Template, draft: &Draft) -> Option<String> {
    let text = draft.value(letter::TEXT.id()).and_then(Value::as_text);
    let fault = template.check(text.unwrap_or_default()).err()?;
    Some(fault_sentence(&fault))
}

/// Puts the program's words back.
#[component]
fn Restore(record: RecordId) -> impl IntoView {
    let actions = Actions::of_page();
    let navigator = expect_context::<crate::navigator::Navigator>();
    let done = Callback::new(move |()| navigator.replace(Route::Settings(SettingsPart::Letters)));
    view! {
        <Notice weight=Weight::Information text=t!(letters_is_own)>
            <button type="button" id="letter-restore" class="button-quiet" on:click=move |_| actions.restore_letter(record, done)>
                <Glyph icon=Icon::UNDO /><span>{t!(letters_restore)}</span>
            </button>
        </Notice>
    }
}

/// What the recipient may read, by the names that texts use.
#[component]
fn Readable(template: Template) -> impl IntoView {
    let line = |one: &casework::template::Placeholder| {
        let name = format!("{{{}}}", one.name());
        view! { <div><dt><code>{name}</code></dt><dd>{label_of(*one)}</dd></div> }
    };
    view! { <dl class="facts">{template.readable.iter().map(line).collect_view()}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_text_is_told_by_its_line() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let template = &Template::shipped()[0];
        let mut draft = Draft::new(Letter::ID, template.record());
        let said = |draft: &Draft| fault_of(template, draft);
        assert!(said(&draft).is_some());
        let mut type_in = |text: &str| {
            draft.set_one(letter::TEXT.id(), Some(Value::Text(text.to_owned())));
            fault_of(template, &draft)
        };
        assert_eq!(type_in("Bonjour {person.name}"), None);
        let unclosed = type_in("Bonjour\n{person.name").expect("a brace is open");
        assert!(unclosed.contains("igne 2"), "{unclosed}");
        let hidden = type_in("{interviews.facts}").expect("a partner reads no facts");
        assert!(hidden.contains("ne peut pas lire"), "{hidden}");
    }
}
