//! The worker's program. Everything is in the library, so that browser tests and the bench reach its parts.

fn main() {
    permanence_engine_worker::start();
}
