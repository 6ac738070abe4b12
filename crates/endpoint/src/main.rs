//! The command line of the endpoint.

fn main() {}
