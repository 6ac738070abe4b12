//! What every store must keep: one suite, run on memory natively and on IndexedDB in a browser.
//!
//! Each check gets an empty store and returns a sentence for the first promise it finds broken.

use crate::ports::{
    Committed, Durability, Expectation, Store, StoreError, Table, Transaction, Write,
};

/// The name of a check, and what it found.
pub type Finding = (&'static str, Result<(), String>);

/// Runs every check, each on a new empty store.
pub async fn run<S: Store, F: AsyncFnMut() -> S>(mut empty: F) -> Vec<Finding> {
    vec![
        ("reads what was written", reads_back(&empty().await).await),
        (
            "scans in the order of keys",
            scans_in_order(&empty().await).await,
        ),
        (
            "keeps tables apart",
            keeps_tables_apart(&empty().await).await,
        ),
        ("deletes", deletes(&empty().await).await),
        (
            "commits all or nothing",
            compares_and_swaps(&empty().await).await,
        ),
        ("expects an absence", expects_absence(&empty().await).await),
        ("keeps writes in order", keeps_order(&empty().await).await),
        (
            "takes large and empty values",
            takes_any_size(&empty().await).await,
        ),
        (
            "lets one of two swaps win",
            one_swap_wins(&empty().await).await,
        ),
    ]
}

fn hold(promise: bool, otherwise: &str) -> Result<(), String> {
    if promise {
        Ok(())
    } else {
        Err(otherwise.to_owned())
    }
}

fn said(error: StoreError) -> String {
    format!("the store refused: {error}")
}

fn puts(rows: &[(Table, &[u8], &[u8])]) -> Transaction {
    let writes = rows
        .iter()
        .map(|(t, k, v)| Write::put(*t, *k, v.to_vec()))
        .collect();
    Transaction {
        expect: None,
        writes,
        durability: Durability::Relaxed,
    }
}

async fn write<S: Store>(store: &S, rows: &[(Table, &[u8], &[u8])]) -> Result<(), String> {
    let end = store.commit(puts(rows)).await.map_err(said)?;
    hold(
        end == Committed::Yes,
        "a commit without expectation was refused",
    )
}

async fn reads_back<S: Store>(store: &S) -> Result<(), String> {
    let missing = store.get(Table::Meta, b"a").await.map_err(said)?;
    hold(missing.is_none(), "an empty store has a row")?;
    write(
        store,
        &[(Table::Meta, b"a", b"1"), (Table::Log, b"a", b"2")],
    )
    .await?;
    write(store, &[(Table::Meta, b"a", b"3")]).await?;
    let value = store.get(Table::Meta, b"a").await.map_err(said)?;
    hold(
        value.as_deref() == Some(b"3"),
        "the later value is not the one read",
    )
}

async fn scans_in_order<S: Store>(store: &S) -> Result<(), String> {
    let keys: [&[u8]; 6] = [&[0, 2], &[0], &[1, 0, 0], &[255], &[0, 10], &[1]];
    for key in keys {
        write(store, &[(Table::Log, key, key)]).await?;
    }
    let all = store.scan(Table::Log, &[], 100).await.map_err(said)?;
    let found: Vec<&[u8]> = all.iter().map(|(key, _)| key.as_slice()).collect();
    let sorted: [&[u8]; 6] = [&[0], &[0, 2], &[0, 10], &[1], &[1, 0, 0], &[255]];
    hold(found == sorted, "a scan is not in the order of keys")?;
    let part = store.scan(Table::Log, &[0, 10], 2).await.map_err(said)?;
    let found: Vec<&[u8]> = part.iter().map(|(key, _)| key.as_slice()).collect();
    hold(
        found == sorted[2..4],
        "a scan does not start at its key or keep its limit",
    )
}

async fn keeps_tables_apart<S: Store>(store: &S) -> Result<(), String> {
    for table in Table::ALL {
        write(store, &[(table, b"k", table.name().as_bytes())]).await?;
    }
    for table in Table::ALL {
        let value = store.get(table, b"k").await.map_err(said)?;
        hold(
            value.as_deref() == Some(table.name().as_bytes()),
            "tables share a key",
        )?;
    }
    Ok(())
}

async fn deletes<S: Store>(store: &S) -> Result<(), String> {
    write(
        store,
        &[(Table::Drafts, b"a", b"1"), (Table::Drafts, b"b", b"2")],
    )
    .await?;
    let writes = vec![
        Write::delete(Table::Drafts, *b"a"),
        Write::delete(Table::Drafts, *b"none"),
    ];
    let end = store
        .commit(Transaction {
            writes,
            ..Transaction::default()
        })
        .await
        .map_err(said)?;
    hold(end == Committed::Yes, "a deletion was refused")?;
    let left = store.scan(Table::Drafts, &[], 10).await.map_err(said)?;
    hold(
        left == vec![(b"b".to_vec(), b"2".to_vec())],
        "a deleted row is still there",
    )
}

fn swap(old: Option<&[u8]>, new: &[u8]) -> Transaction {
    Transaction {
        expect: Some(Expectation {
            table: Table::Meta,
            key: b"head".to_vec(),
            value: old.map(<[u8]>::to_vec),
        }),
        writes: vec![
            Write::put(Table::Log, new, new.to_vec()),
            Write::put(Table::Meta, *b"head", new.to_vec()),
        ],
        durability: Durability::Strict,
    }
}

async fn compares_and_swaps<S: Store>(store: &S) -> Result<(), String> {
    write(store, &[(Table::Meta, b"head", b"1")]).await?;
    let refused = store.commit(swap(Some(b"0"), b"2")).await.map_err(said)?;
    hold(
        refused == Committed::Conflict,
        "a wrong expectation was accepted",
    )?;
    let log = store.scan(Table::Log, &[], 10).await.map_err(said)?;
    hold(log.is_empty(), "a refused transaction left a write")?;
    let taken = store.commit(swap(Some(b"1"), b"2")).await.map_err(said)?;
    hold(taken == Committed::Yes, "a right expectation was refused")?;
    let head = store.get(Table::Meta, b"head").await.map_err(said)?;
    hold(
        head.as_deref() == Some(b"2"),
        "an accepted swap was not written",
    )
}

async fn expects_absence<S: Store>(store: &S) -> Result<(), String> {
    let first = store.commit(swap(None, b"1")).await.map_err(said)?;
    hold(
        first == Committed::Yes,
        "nothing was expected and nothing was there, yet refused",
    )?;
    let second = store.commit(swap(None, b"2")).await.map_err(said)?;
    hold(
        second == Committed::Conflict,
        "nothing was expected, something was there, yet accepted",
    )
}

async fn keeps_order<S: Store>(store: &S) -> Result<(), String> {
    let writes = vec![
        Write::put(Table::Pages, *b"k", b"1".to_vec()),
        Write::delete(Table::Pages, *b"k"),
        Write::put(Table::Pages, *b"k", b"2".to_vec()),
    ];
    let end = store
        .commit(Transaction {
            writes,
            ..Transaction::default()
        })
        .await
        .map_err(said)?;
    hold(end == Committed::Yes, "a transaction was refused")?;
    let value = store.get(Table::Pages, b"k").await.map_err(said)?;
    hold(
        value.as_deref() == Some(b"2"),
        "writes of a transaction were reordered",
    )
}

async fn takes_any_size<S: Store>(store: &S) -> Result<(), String> {
    let large = vec![7; 3 << 20];
    write(
        store,
        &[
            (Table::Pages, b"large", &large),
            (Table::Pages, b"none", b""),
        ],
    )
    .await?;
    let read = store.get(Table::Pages, b"large").await.map_err(said)?;
    hold(
        read.as_ref() == Some(&large),
        "a value of 3 MiB does not come back",
    )?;
    let read = store.get(Table::Pages, b"none").await.map_err(said)?;
    hold(
        read.as_deref() == Some(b""),
        "an empty value does not come back",
    )
}

async fn one_swap_wins<S: Store>(store: &S) -> Result<(), String> {
    write(store, &[(Table::Meta, b"head", b"0")]).await?;
    let mut wins = 0;
    for new in [b"1", b"2", b"3"] {
        let end = store.commit(swap(Some(b"0"), new)).await.map_err(said)?;
        wins += usize::from(end == Committed::Yes);
    }
    hold(wins == 1, "more or fewer than one of three swaps won")
}
