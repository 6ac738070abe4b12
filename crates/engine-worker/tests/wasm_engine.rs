//! The whole engine on a real IndexedDB: what was answered as saved is there for the next one, and two tabs of one
//! profile lose nothing to each other.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use casework::Case;
use engine::Engine;
use engine::message::{
    CaseQuery, DeviceState, Failure, FieldEdit, RecordEdit, Reply, Request, TeamSetup,
};
use futures_util::future::join_all;
use permanence_engine_worker::indexed_db::IndexedDbStore;
use permanence_engine_worker::ports::BrowserPorts;
use permanence_engine_worker::transport::FetchTransport;
use record::{RecordId, Value};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const PASSPHRASE: &str = "lanterne quai velours brume";

type BrowserEngine = Engine<BrowserPorts>;

/// A profile no other test uses.
fn new_profile() -> String {
    format!(
        "permanence-test-{}-{}",
        js_sys::Date::now(),
        js_sys::Math::random()
    )
}

/// What a tab opens.
fn tab(profile: &str) -> BrowserEngine {
    let store = IndexedDbStore::named(profile);
    let ports = BrowserPorts::over(store, FetchTransport::to("https://nowhere.invalid"));
    Engine::new(ports, "test", Box::new(|_| {}))
}

async fn make_team(engine: &BrowserEngine) {
    let setup = TeamSetup {
        passphrase: PASSPHRASE.to_owned(),
        team_name: "Équipe des Lanternes".to_owned(),
        worker_name: "Ada Brume".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        records: Vec::new(),
        invitation: None,
        setup_file: None,
    };
    let reply = engine.handle(Request::CreateTeam(Box::new(setup))).await;
    assert!(matches!(reply, Reply::Opened(_)), "{reply:?}");
}

async fn unlock(engine: &BrowserEngine, passphrase: &str) -> Reply {
    let passphrase = passphrase.to_owned();
    engine.handle(Request::Unlock { passphrase }).await
}

async fn save_case(engine: &BrowserEngine, number: usize) {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_be_bytes().repeat(2));
    let field = FieldEdit {
        field: "number".to_owned(),
        values: vec![Value::Text(format!("2020-{number}"))],
        dots: Vec::new(),
    };
    let edit = RecordEdit {
        id: RecordId::from_bytes(id),
        kind: Case::ID.to_owned(),
        fields: vec![field],
    };
    let reply = engine.handle(Request::Save { edits: vec![edit] }).await;
    assert!(
        matches!(
            reply,
            Reply::Saved {
                sequence: Some(_),
                ..
            }
        ),
        "{reply:?}"
    );
}

async fn read_all(engine: &BrowserEngine) {
    while engine.step().await == engine::Next::Again {}
}

async fn count_cases(engine: &BrowserEngine) -> u32 {
    match engine.handle(Request::Cases(CaseQuery::default())).await {
        Reply::Cases(page) => page.total,
        other => panic!("no list: {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn what_was_saved_is_there_for_the_next_tab() {
    let profile = new_profile();
    let first = tab(&profile);
    make_team(&first).await;
    save_case(&first, 1).await;
    drop(first);

    let second = tab(&profile);
    let hello = second
        .handle(Request::Hello {
            build: "test".to_owned(),
        })
        .await;
    let is_sealed = matches!(
        hello,
        Reply::Hello {
            device: DeviceState::Sealed,
            ..
        }
    );
    assert!(is_sealed, "{hello:?}");
    let wrong = unlock(&second, "lanterne quai velours ombre").await;
    assert!(
        matches!(wrong, Reply::Failed(Failure::WrongSecret { .. })),
        "{wrong:?}"
    );
    let opened = unlock(&second, PASSPHRASE).await;
    assert!(matches!(opened, Reply::Opened(_)), "{opened:?}");
    read_all(&second).await;
    assert_eq!(count_cases(&second).await, 1);
}

#[wasm_bindgen_test]
async fn two_tabs_save_at_once_and_lose_nothing() {
    let profile = new_profile();
    let first = Rc::new(tab(&profile));
    make_team(&first).await;
    let second = Rc::new(tab(&profile));
    unlock(&second, PASSPHRASE).await;
    read_all(&second).await;

    let tabs = [first, second];
    join_all((1..=200).map(|number| save_case(&tabs[number % 2], number))).await;

    let third = tab(&profile);
    unlock(&third, PASSPHRASE).await;
    read_all(&third).await;
    assert_eq!(count_cases(&third).await, 200);
    for tab in &tabs {
        tab.catch_up().await;
        assert_eq!(count_cases(tab).await, 200);
    }
}
