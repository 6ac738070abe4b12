//! A worker of the team, and the devices the worker writes from.

use record::{DeviceId, Field, Set, fields};

fields! {
    /// A worker.
    Worker = "worker" {
        /// The name colleagues see.
        NAME: String = Field::new("name").listed();
        /// The devices the worker writes from: tells who wrote what.
        DEVICES: Set<DeviceId> = Field::new("devices").unexported();
        /// Whether the worker left the team.
        HAS_LEFT: bool = Field::new("has_left").figures();
    }
}
