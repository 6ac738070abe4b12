//! The Permanence application.

fn main() {}
