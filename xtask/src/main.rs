//! Set up, build, run, test, check.

fn main() {}
