//! What each device, team and address may use, and the buckets that count it.
//!
//! A bucket holds so much, refills at its rate, and says how long to wait when it is empty.
//! Everything here lives in memory; addresses are never written anywhere.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sync::{DeviceId, TeamId};

const HOUR_S: f64 = 3600.0;
const MINUTE_S: f64 = 60.0;
/// Above this many counted devices or addresses, those with a full bucket are forgotten.
const SWEEP_ABOVE: usize = 10_000;

/// The limits. Bytes are of bodies, both ways.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct Limits {
    /// Bytes a device may read at once after a rest
    #[arg(long, env = "PERMANENCE_READ_BURST_BYTES", default_value_t = 1 << 30)]
    pub read_burst_bytes: u64,
    /// Bytes a device may read an hour
    #[arg(long, env = "PERMANENCE_READ_BYTES_PER_HOUR", default_value_t = 1 << 30)]
    pub read_bytes_per_hour: u64,
    /// Bytes a device may write at once after a rest
    #[arg(long, env = "PERMANENCE_WRITE_BURST_BYTES", default_value_t = 512 << 20)]
    pub write_burst_bytes: u64,
    /// Bytes a device may write an hour
    #[arg(long, env = "PERMANENCE_WRITE_BYTES_PER_HOUR", default_value_t = 20 << 20)]
    pub write_bytes_per_hour: u64,
    /// Bytes a team may keep
    #[arg(long, env = "PERMANENCE_TEAM_BYTES", default_value_t = 2 << 30)]
    pub team_bytes: u64,
    /// Requests a device may make a minute
    #[arg(long, env = "PERMANENCE_REQUESTS_PER_MINUTE", default_value_t = 3000)]
    pub requests_per_minute: u32,
    /// Requests without a token that an address may make a minute (a station is one address)
    #[arg(
        long,
        env = "PERMANENCE_OPEN_REQUESTS_PER_MINUTE",
        default_value_t = 600
    )]
    pub open_requests_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            read_burst_bytes: 1 << 30,
            read_bytes_per_hour: 1 << 30,
            write_burst_bytes: 512 << 20,
            write_bytes_per_hour: 20 << 20,
            team_bytes: 2 << 30,
            requests_per_minute: 3000,
            open_requests_per_minute: 600,
        }
    }
}

/// Why a bucket refuses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spent {
    /// It will hold enough after this long.
    Wait(Duration),
    /// It never will.
    Never,
}

#[derive(Clone, Copy, Debug)]
struct Rate {
    capacity: f64,
    per_second: f64,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: f64,
    at: Instant,
}

impl Bucket {
    fn full(rate: Rate, now: Instant) -> Self {
        Self {
            level: rate.capacity,
            at: now,
        }
    }

    fn refill(&mut self, rate: Rate, now: Instant) {
        let elapsed = now.saturating_duration_since(self.at).as_secs_f64();
        self.level = (self.level + elapsed * rate.per_second).min(rate.capacity);
        self.at = now;
    }

    /// Takes the amount, or nothing.
    fn take(&mut self, amount: f64, rate: Rate, now: Instant) -> Result<(), Spent> {
        self.refill(rate, now);
        if amount > rate.capacity {
            return Err(Spent::Never);
        }
        self.require(amount, rate)?;
        self.level -= amount;
        Ok(())
    }

    fn require(&self, amount: f64, rate: Rate) -> Result<(), Spent> {
        if self.level >= amount {
            return Ok(());
        }
        let wait = (amount - self.level) / rate.per_second.max(f64::MIN_POSITIVE);
        Err(Spent::Wait(
            Duration::try_from_secs_f64(wait).unwrap_or(Duration::MAX),
        ))
    }
}

#[derive(Clone, Copy, Debug)]
struct DeviceBuckets {
    requests: Bucket,
    reads: Bucket,
    writes: Bucket,
}

/// The buckets of every device and address seen of late.
#[derive(Debug)]
pub(crate) struct Budgets {
    requests: Rate,
    reads: Rate,
    writes: Rate,
    open: Rate,
    devices: Mutex<HashMap<(TeamId, DeviceId), DeviceBuckets>>,
    addresses: Mutex<HashMap<IpAddr, Bucket>>,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "budgets are far below 2^52 bytes"
)]
fn rate(capacity: u64, per_period: u64, period_s: f64) -> Rate {
    Rate {
        capacity: capacity as f64,
        per_second: per_period as f64 / period_s,
    }
}

impl Budgets {
    pub(crate) fn new(limits: &Limits) -> Self {
        let each_minute = |count: u32| rate(u64::from(count), u64::from(count), MINUTE_S);
        Self {
            requests: each_minute(limits.requests_per_minute),
            reads: rate(limits.read_burst_bytes, limits.read_bytes_per_hour, HOUR_S),
            writes: rate(
                limits.write_burst_bytes,
                limits.write_bytes_per_hour,
                HOUR_S,
            ),
            open: each_minute(limits.open_requests_per_minute),
            devices: Mutex::default(),
            addresses: Mutex::default(),
        }
    }

    /// One request of a device; refused too while its reading is overdrawn.
    pub(crate) fn request(&self, device: (TeamId, DeviceId)) -> Result<(), Spent> {
        self.with(device, |buckets, now| {
            buckets.requests.take(1.0, self.requests, now)?;
            buckets.reads.refill(self.reads, now);
            buckets.reads.require(0.0, self.reads)
        })
    }

    /// Bytes a device was given. It may overdraw once; the next request waits.
    #[expect(clippy::cast_precision_loss, reason = "a body is far below 2^52 bytes")]
    pub(crate) fn read(&self, device: (TeamId, DeviceId), bytes: usize) {
        let _ = self.with(device, |buckets, now| {
            buckets.reads.refill(self.reads, now);
            buckets.reads.level -= bytes as f64;
            Ok(())
        });
    }

    /// Whether a device may send this many bytes; takes nothing yet.
    #[expect(clippy::cast_precision_loss, reason = "a body is far below 2^52 bytes")]
    pub(crate) fn may_write(&self, device: (TeamId, DeviceId), bytes: u64) -> Result<(), Spent> {
        self.with(device, |buckets, now| {
            let mut tried = buckets.writes;
            tried.take(bytes as f64, self.writes, now)
        })
    }

    /// Bytes a device sent, once they are known to be its own.
    #[expect(clippy::cast_precision_loss, reason = "a body is far below 2^52 bytes")]
    pub(crate) fn write(&self, device: (TeamId, DeviceId), bytes: usize) -> Result<(), Spent> {
        self.with(device, |buckets, now| {
            buckets.writes.take(bytes as f64, self.writes, now)
        })
    }

    /// One request without a token.
    pub(crate) fn open_request(&self, address: IpAddr) -> Result<(), Spent> {
        let now = Instant::now();
        let mut addresses = self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        sweep(&mut addresses, |bucket| {
            bucket.refill(self.open, now);
            bucket.level < self.open.capacity
        });
        let fresh = Bucket::full(self.open, now);
        addresses
            .entry(network_of(address))
            .or_insert(fresh)
            .take(1.0, self.open, now)
    }

    fn with(
        &self,
        device: (TeamId, DeviceId),
        act: impl FnOnce(&mut DeviceBuckets, Instant) -> Result<(), Spent>,
    ) -> Result<(), Spent> {
        let now = Instant::now();
        let mut devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        sweep(&mut devices, |buckets| {
            buckets.requests.refill(self.requests, now);
            buckets.reads.refill(self.reads, now);
            buckets.writes.refill(self.writes, now);
            buckets.requests.level < self.requests.capacity
                || buckets.reads.level < self.reads.capacity
                || buckets.writes.level < self.writes.capacity
        });
        let fresh = DeviceBuckets {
            requests: Bucket::full(self.requests, now),
            reads: Bucket::full(self.reads, now),
            writes: Bucket::full(self.writes, now),
        };
        act(devices.entry(device).or_insert(fresh), now)
    }
}

fn sweep<K: Eq + Hash, V>(map: &mut HashMap<K, V>, mut is_in_use: impl FnMut(&mut V) -> bool) {
    if map.len() > SWEEP_ABOVE {
        map.retain(|_, value| is_in_use(value));
    }
}

/// An IPv6 client owns a whole /64: it counts as one address.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => {
                let network = u128::from(v6) & !u128::from(u64::MAX);
                IpAddr::V6(network.into())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(level: f64, now: Instant) -> Bucket {
        Bucket { level, at: now }
    }

    #[test]
    fn a_bucket_gives_refills_and_tells_how_long() {
        let (now, rate) = (
            Instant::now(),
            Rate {
                capacity: 10.0,
                per_second: 2.0,
            },
        );
        #[track_caller]
        fn check(level: f64, after_s: u64, amount: f64, expected: Result<f64, Spent>) {
            let (now, rate) = (
                Instant::now(),
                Rate {
                    capacity: 10.0,
                    per_second: 2.0,
                },
            );
            let mut bucket = bucket(level, now);
            let then = now + Duration::from_secs(after_s);
            let outcome = bucket.take(amount, rate, then).map(|()| bucket.level);
            assert_eq!(outcome, expected);
        }
        check(10.0, 0, 4.0, Ok(6.0));
        check(1.0, 0, 4.0, Err(Spent::Wait(Duration::from_millis(1500))));
        check(1.0, 2, 4.0, Ok(1.0));
        check(1.0, 1000, 4.0, Ok(6.0));
        check(-6.0, 0, 4.0, Err(Spent::Wait(Duration::from_secs(5))));
        check(10.0, 0, 11.0, Err(Spent::Never));
        let mut still = bucket(0.0, now);
        let stopped = Rate {
            per_second: 0.0,
            ..rate
        };
        assert_eq!(
            still.take(1.0, stopped, now),
            Err(Spent::Wait(Duration::MAX))
        );
    }

    #[test]
    fn a_house_is_one_address() {
        #[track_caller]
        fn check(address: &str, expected: &str) {
            let parse = |text: &str| text.parse::<IpAddr>().expect("an address");
            assert_eq!(network_of(parse(address)), parse(expected));
        }
        check("192.0.2.7", "192.0.2.7");
        check("::ffff:192.0.2.7", "192.0.2.7");
        check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    }
}
