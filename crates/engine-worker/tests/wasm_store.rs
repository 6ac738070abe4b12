//! IndexedDB keeps what every store promises, in a real browser.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use engine::contract;
use engine::ports::{
    Committed, Durability, Expectation, Store, StoreError, Table, Transaction, Write,
};
use js_sys::{Array, Function, Promise};
use permanence_engine_worker::indexed_db::IndexedDbStore;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// A name no other test uses, in this run or in an earlier one of the same profile.
fn new_name() -> String {
    format!(
        "permanence-test-{}-{}",
        js_sys::Date::now(),
        js_sys::Math::random()
    )
}

fn new_store() -> IndexedDbStore {
    IndexedDbStore::named(new_name())
}

#[track_caller]
fn check<T: PartialEq + std::fmt::Debug>(found: T, expected: T) {
    assert_eq!(found, expected);
}

fn put(table: Table, key: &[u8], value: Vec<u8>, durability: Durability) -> Transaction {
    Transaction {
        expect: None,
        writes: vec![Write::put(table, key, value)],
        durability,
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract_of_stores() {
    let findings = contract::run(async || new_store()).await;
    let broken: Vec<_> = findings.iter().filter(|(_, end)| end.is_err()).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[wasm_bindgen_test]
async fn is_there_for_the_next_connection() {
    let name = new_name();
    let first = IndexedDbStore::named(name.as_str());
    let end = first
        .commit(put(Table::Log, b"k", vec![1, 2], Durability::Strict))
        .await;
    check(end, Ok(Committed::Yes));
    drop(first);
    let second = IndexedDbStore::named(name.as_str());
    check(second.get(Table::Log, b"k").await, Ok(Some(vec![1, 2])));
}

#[wasm_bindgen_test]
async fn asks_for_the_durability_it_was_told() {
    let log = observe_transactions();
    let store = new_store();
    let expect = Some(Expectation {
        table: Table::Meta,
        key: b"head".to_vec(),
        value: None,
    });
    let swap = Transaction {
        expect,
        ..put(Table::Log, b"k", vec![1], Durability::Strict)
    };
    check(store.commit(swap).await, Ok(Committed::Yes));
    check(
        store
            .commit(put(Table::Log, b"k", vec![1], Durability::Strict))
            .await,
        Ok(Committed::Yes),
    );
    check(
        store
            .commit(put(Table::Drafts, b"k", vec![1], Durability::Relaxed))
            .await,
        Ok(Committed::Yes),
    );
    let seen: Vec<String> = log.iter().filter_map(|word| word.as_string()).collect();
    check(
        seen,
        ["strict meta log", "strict log", "relaxed drafts"]
            .map(str::to_owned)
            .to_vec(),
    );
}

/// Notes what every writing transaction says of itself from now on.
fn observe_transactions() -> Array {
    let log = Array::new();
    let observe = Function::new_with_args(
        "log",
        "const begin = IDBDatabase.prototype.transaction;
         IDBDatabase.prototype.transaction = function (...given) {
             const begun = begin.apply(this, given);
             const order = ['meta', 'log', 'pages', 'keys', 'outbox', 'parked', 'drafts'];
             const tables = order.filter((name) => begun.objectStoreNames.contains(name));
             if (begun.mode === 'readwrite') log.push([begun.durability, ...tables].join(' '));
             return begun;
         };",
    );
    observe
        .call1(&JsValue::NULL, &log)
        .expect("the prototype can be changed");
    log
}

#[wasm_bindgen_test]
async fn takes_values_of_many_megabytes() {
    let store = new_store();
    let large: Vec<u8> = (0..32_u32 << 20).map(|n| (n % 251) as u8).collect();
    check(
        store
            .commit(put(Table::Pages, b"k", large.clone(), Durability::Relaxed))
            .await,
        Ok(Committed::Yes),
    );
    let read = store.get(Table::Pages, b"k").await.expect("it can be read");
    assert!(read == Some(large), "32 MiB do not come back as they went");
}

#[wasm_bindgen_test]
async fn scans_no_rows_when_none_are_wanted() {
    let store = new_store();
    check(
        store
            .commit(put(Table::Log, b"k", vec![1], Durability::Relaxed))
            .await,
        Ok(Committed::Yes),
    );
    check(store.scan(Table::Log, &[], 0).await, Ok(Vec::new()));
    check(
        store
            .scan(Table::Log, &[], usize::MAX)
            .await
            .map(|rows| rows.len()),
        Ok(1),
    );
}

/// Adds one to a counter and a row to the log, again and again until nobody came between.
async fn count_up(store: &IndexedDbStore) -> Result<(), StoreError> {
    loop {
        let old = store.get(Table::Meta, b"head").await?;
        let count = old.as_deref().map_or(0, |bytes| {
            u32::from_be_bytes(bytes.try_into().expect("four bytes"))
        });
        let new = (count + 1).to_be_bytes();
        let swap = Transaction {
            expect: Some(Expectation {
                table: Table::Meta,
                key: b"head".to_vec(),
                value: old,
            }),
            writes: vec![
                Write::put(Table::Log, new, vec![0]),
                Write::put(Table::Meta, *b"head", new.to_vec()),
            ],
            durability: Durability::Strict,
        };
        if store.commit(swap).await? == Committed::Yes {
            return Ok(());
        }
    }
}

/// Runs `each` for so many numbers at once, on the browser's own scheduling.
async fn at_once<F: Future<Output = Result<(), StoreError>> + 'static>(
    number: usize,
    each: impl Fn(usize) -> F,
) {
    let tasks: Array = (0..number)
        .map(|index| {
            let task = each(index);
            JsValue::from(future_to_promise(async move {
                task.await
                    .map(|()| JsValue::UNDEFINED)
                    .map_err(|error| error.to_string().into())
            }))
        })
        .collect();
    JsFuture::from(Promise::all(&tasks))
        .await
        .expect("no task fails");
}

#[wasm_bindgen_test]
async fn two_connections_lose_no_commit() {
    let name = new_name();
    let stores = [0, 1].map(|_| Rc::new(IndexedDbStore::named(name.as_str())));
    at_once(200, |index| {
        let store = Rc::clone(&stores[index % 2]);
        async move {
            let _alone = store.exclusive().await?;
            count_up(&store).await
        }
    })
    .await;
    check(
        stores[0].get(Table::Meta, b"head").await,
        Ok(Some(200_u32.to_be_bytes().to_vec())),
    );
    check(
        stores[1]
            .scan(Table::Log, &[], 1000)
            .await
            .map(|rows| rows.len()),
        Ok(200),
    );
}

#[wasm_bindgen_test]
async fn swaps_race_without_the_lock() {
    let name = new_name();
    let stores = [0, 1].map(|_| Rc::new(IndexedDbStore::named(name.as_str())));
    at_once(20, |index| {
        let store = Rc::clone(&stores[index % 2]);
        async move { count_up(&store).await }
    })
    .await;
    check(
        stores[1].get(Table::Meta, b"head").await,
        Ok(Some(20_u32.to_be_bytes().to_vec())),
    );
    check(
        stores[0]
            .scan(Table::Log, &[], 1000)
            .await
            .map(|rows| rows.len()),
        Ok(20),
    );
}

#[wasm_bindgen_test]
async fn opens_again_what_was_closed_under_it() {
    let name = new_name();
    let store = IndexedDbStore::named(name.as_str());
    check(
        store
            .commit(put(Table::Log, b"k", vec![1], Durability::Strict))
            .await,
        Ok(Committed::Yes),
    );
    delete_database(&name).await;
    check(store.get(Table::Log, b"k").await, Ok(None));
    check(
        store
            .commit(put(Table::Log, b"k", vec![2], Durability::Strict))
            .await,
        Ok(Committed::Yes),
    );
    check(store.get(Table::Log, b"k").await, Ok(Some(vec![2])));
}

/// What a person does who clears the site's data, and another tab that leaves a demonstration.
async fn delete_database(name: &str) {
    let delete = Function::new_with_args(
        "name",
        "return new Promise((done, failed) => {
             const request = indexedDB.deleteDatabase(name);
             request.onsuccess = () => done();
             request.onerror = () => failed(request.error);
         });",
    );
    let deleted = delete
        .call1(&JsValue::NULL, &name.into())
        .expect("deleting can be asked for");
    JsFuture::from(Promise::from(deleted))
        .await
        .expect("nothing holds the database");
}

#[wasm_bindgen_test]
async fn says_that_a_foreign_database_is_no_store() {
    let name = new_name();
    let make = Function::new_with_args(
        "name",
        "return new Promise((done) => {
             const request = indexedDB.open(name, 2);
             request.onsuccess = () => { request.result.close(); done(); };
         });",
    );
    let made = make
        .call1(&JsValue::NULL, &name.as_str().into())
        .expect("opening can be asked for");
    JsFuture::from(Promise::from(made))
        .await
        .expect("it is made");
    let store = IndexedDbStore::named(name);
    check(
        store.get(Table::Log, b"k").await,
        Err(StoreError::Unavailable),
    );
}

#[wasm_bindgen_test]
async fn says_that_the_quota_is_full_and_keeps_what_was_there() {
    let store = new_store();
    check(
        store
            .commit(put(Table::Log, b"k", vec![1], Durability::Strict))
            .await,
        Ok(Committed::Yes),
    );
    refuse_next_put();
    check(
        store
            .commit(put(Table::Log, b"k", vec![2], Durability::Strict))
            .await,
        Err(StoreError::Full),
    );
    check(store.get(Table::Log, b"k").await, Ok(Some(vec![1])));
    check(
        store
            .commit(put(Table::Log, b"k", vec![3], Durability::Strict))
            .await,
        Ok(Committed::Yes),
    );
}

/// The next value is refused as a full disk refuses it.
fn refuse_next_put() {
    let refuse = Function::new_no_args(
        "const put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function () {
             IDBObjectStore.prototype.put = put;
             throw new DOMException('full', 'QuotaExceededError');
         };",
    );
    refuse
        .call0(&JsValue::NULL)
        .expect("the prototype can be changed");
}

#[wasm_bindgen_test]
async fn the_lock_is_held_until_it_is_dropped() {
    let store = Rc::new(new_store());
    let held = store.exclusive().await.expect("a lock is always given");
    let waiting = Rc::clone(&store);
    let (sender, receiver) = futures_channel::oneshot::channel();
    wasm_bindgen_futures::spawn_local(async move {
        let _second = waiting.exclusive().await;
        let _ = sender.send(());
    });
    let mut receiver = receiver;
    store
        .get(Table::Meta, b"some time passes")
        .await
        .expect("reading needs no lock");
    check(receiver.try_recv(), Ok(None));
    drop(held);
    check(receiver.await, Ok(()));
}
