//! Identifiers of records, devices and writes, and the stamp a write carries.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};

/// Characters of a 128-bit identifier in base32 without padding.
const TEXT_CHARS: usize = 26;

/// The text is not a 26-character lowercase base32 identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of 26 lowercase base32 characters")]
pub struct ParseIdError;

/// Declares a 128-bit identifier shown as 26 lowercase base32 characters.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The identifier made of these bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The bytes of the identifier.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_base32(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                parse_base32(text).map(Self)
            }
        }
    };
}

identifier! {
    /// Names a record. Random; says nothing of what it holds.
    RecordId
}

identifier! {
    /// Names a device: the first 16 bytes of the SHA-256 of its public signing key.
    DeviceId
}

/// Names one write: the entry `(device, sequence)` and the place of the write in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Dot {
    /// The device that wrote.
    pub device: DeviceId,
    /// The number of the entry in the chain of that device, from 1.
    pub sequence: u64,
    /// The place of the write in the entry, from 0.
    pub index: u32,
}

/// What is known of a write besides its value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Stamp {
    /// The write.
    pub dot: Dot,
    /// Lamport time of the entry: picks, among rivals, the one that is displayed.
    pub lamport: u64,
    /// The device's wall clock, milliseconds UTC: shown to people, decides nothing.
    pub at_ms: i64,
}

impl Stamp {
    /// The order that picks the displayed rival: Lamport time, then device, sequence, index.
    pub fn display_order(&self) -> (u64, Dot) {
        (self.lamport, self.dot)
    }
}

fn write_base32(bytes: &[u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = [0; TEXT_CHARS];
    BASE32_NOPAD.encode_mut(bytes, &mut text);
    text.make_ascii_lowercase();
    f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
}

fn parse_base32(text: &str) -> Result<[u8; 16], ParseIdError> {
    let mut upper: [u8; TEXT_CHARS] = text.as_bytes().try_into().map_err(|_| ParseIdError)?;
    if upper.iter().any(u8::is_ascii_uppercase) {
        return Err(ParseIdError);
    }
    upper.make_ascii_uppercase();
    let mut bytes = [0; 16];
    BASE32_NOPAD
        .decode_mut(&upper, &mut bytes)
        .map_err(|_| ParseIdError)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: [u8; 16], text: &str) {
        let id = RecordId::from_bytes(bytes);
        assert_eq!(id.to_string(), text);
        assert_eq!(text.parse(), Ok(id));
    }

    #[test]
    fn identifiers_are_26_lowercase_characters() {
        check([0; 16], "aaaaaaaaaaaaaaaaaaaaaaaaaa");
        check([0xff; 16], "77777777777777777777777774");
        check(*b"permanence 2026!", "obsxe3lbnzsw4y3feazdamrwee");
    }

    #[test]
    fn anything_else_is_refused() {
        let refused = [
            "",
            "aaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "AAAAAAAAAAAAAAAAAAAAAAAAAA",
            "aaaaaaaaaaaaaaaaaaaaaaaaa1",
            "aaaaaaaaaaaaaaaaaaaaaaaaab",
            "aaaaaaaaaaaaaaaaaaaaaaaaé",
        ];
        for text in refused {
            assert_eq!(text.parse::<RecordId>(), Err(ParseIdError), "{text}");
        }
    }
}
