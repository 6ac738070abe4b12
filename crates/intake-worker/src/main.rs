//! The worker's program. Everything is in the library, so that tests reach its parts.

fn main() {
    intake_worker::start();
}
