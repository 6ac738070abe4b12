//! One open database: how it is made, how it is lost, and what its refusals mean.

use std::cell::Cell;
use std::rc::Rc;

use engine::ports::{Durability, StoreError, Table};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbOpenDbRequest, IdbTransaction};

use crate::scope::{Listeners, first_event, scope};

/// Never raised: see the module above.
const VERSION: u32 = 1;

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions can be asked to be durable, which web-sys counts as unstable.
    #[wasm_bindgen(extends = IdbDatabase)]
    #[derive(Debug)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &DurableDatabase,
        tables: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write(Durability),
}

/// An open database; dropping it closes it once its transactions have ended.
pub(super) struct Connection {
    database: DurableDatabase,
    is_open: Rc<Cell<bool>>,
    _listeners: Listeners,
}

impl Connection {
    /// Opens the database, or makes it with all its tables.
    pub(super) async fn open(name: &str) -> Result<Self, StoreError> {
        let factory = scope()
            .indexed_db()
            .ok()
            .flatten()
            .ok_or(StoreError::Unavailable)?;
        let request = factory
            .open_with_u32(name, VERSION)
            .map_err(|error| refusal(&error))?;
        let opening = request.clone();
        let _making = Listeners::on(&request).hear("upgradeneeded", move |_| make_tables(&opening));
        match first_event(&request, &["success", "error", "blocked"]).await {
            ("success", _) => request
                .result()
                .map(Self::of)
                .map_err(|error| refusal(&error)),
            ("blocked", _) => Err(StoreError::Busy),
            _ => Err(request
                .error()
                .ok()
                .flatten()
                .map_or(StoreError::Unavailable, |error| refusal(&error))),
        }
    }

    fn of(database: JsValue) -> Self {
        let database: DurableDatabase = database.unchecked_into();
        let is_open = Rc::new(Cell::new(true));
        let (closed, given_up, giving_up) =
            (Rc::clone(&is_open), Rc::clone(&is_open), database.clone());
        let listeners = Listeners::on(&database)
            .hear("close", move |_| closed.set(false))
            // Somebody wants to delete the database; holding on would block them.
            .hear("versionchange", move |_| {
                given_up.set(false);
                giving_up.close();
            });
        Self {
            database,
            is_open,
            _listeners: listeners,
        }
    }

    /// Neither the system nor another tab closed it.
    pub(super) fn is_open(&self) -> bool {
        self.is_open.get()
    }

    /// Begins a transaction, which lasts until control returns to the browser with nothing queued.
    pub(super) fn begin(
        &self,
        tables: &[Table],
        access: Access,
    ) -> Result<IdbTransaction, JsValue> {
        let names: Array = tables
            .iter()
            .map(|table| JsValue::from_str(table.name()))
            .collect();
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::Write(Durability::Strict) => ("readwrite", "strict"),
            Access::Write(Durability::Relaxed) => ("readwrite", "relaxed"),
        };
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        self.database.begin(&names, mode, &options)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("is_open", &self.is_open)
            .finish_non_exhaustive()
    }
}

/// Fills a new database. A table that cannot be made aborts the opening, which then answers with an error.
fn make_tables(opening: &IdbOpenDbRequest) {
    let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else {
        return;
    };
    let made = Table::ALL
        .iter()
        .try_for_each(|table| database.create_object_store(table.name()).map(drop));
    if made.is_err() {
        opening.transaction().map(|transaction| transaction.abort());
    }
}

/// What a refusal of the browser means for the engine.
pub(super) fn refusal(error: &JsValue) -> StoreError {
    let name = error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .unwrap_or_default();
    meaning(&name)
}

fn meaning(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::Full,
        "TimeoutError" => StoreError::Busy,
        // InvalidStateError and AbortError: closed under us; VersionError: not our database; UnknownError,
        // SecurityError, NotFoundError and the rest: nothing to be had here.
        _ => StoreError::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::{StoreError, meaning};

    #[test]
    fn refusals_have_a_meaning() {
        let cases = [
            ("QuotaExceededError", StoreError::Full),
            ("TimeoutError", StoreError::Busy),
            ("InvalidStateError", StoreError::Unavailable),
            ("AbortError", StoreError::Unavailable),
            ("VersionError", StoreError::Unavailable),
            ("UnknownError", StoreError::Unavailable),
            ("", StoreError::Unavailable),
        ];
        for (name, expected) in cases {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
