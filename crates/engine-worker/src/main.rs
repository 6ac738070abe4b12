//! The engine in the browser: IndexedDB, fetch, Web Locks.

fn main() {}
