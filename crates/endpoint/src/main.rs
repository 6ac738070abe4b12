//! The endpoint's command line: see `--help`.

use clap::Parser;
use endpoint::command::{CommandLine, run};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Errors only, and none holds a name, a content or an address.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    run(CommandLine::parse()).await
}
