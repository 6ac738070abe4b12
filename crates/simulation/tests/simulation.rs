//! A thousand hostile worlds, each lived twice. `PERMANENCE_SEEDS` lives more of them; `PERMANENCE_SEED` one again.

use permanence_simulation::simulate::{Options, simulate};

/// Worlds lived by default.
const SEEDS: u64 = 1000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().expect("a number"))
}

/// Lives a world twice: it must hold its promises, and be the same world.
fn live_twice(seed: u64) -> Result<usize, String> {
    let options = Options {
        with_backups: seed.is_multiple_of(4),
        ..Options::default()
    };
    let once = simulate(seed, &options)?;
    let again = simulate(seed, &options)?;
    if once.hash != again.hash {
        return Err(format!("seed {seed}: not the same world twice"));
    }
    Ok(once.saves)
}

#[test]
fn hostile_worlds_lose_nothing_and_agree() {
    let seeds: Vec<u64> = match number("PERMANENCE_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("PERMANENCE_SEEDS").unwrap_or(SEEDS)).collect(),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = seeds.len().div_ceil(threads).max(1);
    let broken: Vec<String> = std::thread::scope(|scope| {
        let live = |seeds: Vec<u64>| {
            move || {
                let broken = seeds.into_iter().filter_map(|seed| {
                    std::panic::catch_unwind(|| live_twice(seed).err())
                        .unwrap_or_else(|_| Some(format!("seed {seed}: a panic")))
                });
                broken.collect::<Vec<_>>()
            }
        };
        let lives: Vec<_> = seeds
            .chunks(share)
            .map(|seeds| scope.spawn(live(seeds.to_vec())))
            .collect();
        let ended = lives
            .into_iter()
            .map(|life| life.join().expect("panics were caught"));
        ended.flatten().collect()
    });
    assert!(
        broken.is_empty(),
        "{} worlds broke:\n{}",
        broken.len(),
        broken.join("\n")
    );
}
