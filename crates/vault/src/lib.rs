//! Keys, seals, slots, keyring, pairing: every format in which a secret is stored or sent.
//!
//! This room is pure: no clock, no randomness source (each function that draws takes
//! `&mut impl CryptoRng`), no input or output. It composes audited primitives and adds none of
//! its own: Argon2id (RFC 9106), HKDF-SHA-256 (RFC 5869), HMAC-SHA-256 (RFC 2104),
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), HPKE base mode (RFC 9180) over X-Wing
//! (draft-connolly-cfrg-xwing-kem), Ed25519 (RFC 8032).
//!
//! # Map
//! | module | format | sealed by |
//! |---|---|---|
//! | [`passphrase`] | words offered, folding of what is typed | – |
//! | [`slot`] | slot v1: a passphrase opens the device key | Argon2id, then HKDF |
//! | [`local`] | value v1: a row of the local store | device key |
//! | [`identity`] | identity v1: the private keys of a device in a team | device key |
//! | [`generation`] | batch body v1 | `G_g` |
//! | [`scope`] | group v1: the operations of one entry and one scope | scope key |
//! | [`worker`] | note v1: what its author alone reads | worker key |
//! | [`keyring`] | segment v1: keys merged as a set, tombstones win | `G_g` |
//! | [`wrap`] | wrap v1: `G_g` to one device or kit | HPKE |
//! | [`intake`] | item v1: intake writes, cannot read | HPKE |
//! | [`blob`] | part v1: attachments and snapshots in 256 KiB parts | a key of its own |
//! | [`pairing`] | hello, offer, reveal v1 | HMAC under the typed secret |
//!
//! # Invariants
//! - A format is added, never edited: each begins with a version byte and has a golden vector in
//!   `tests/golden`; old vectors still open.
//! - Associated data is made of a label of its own and of fields of fixed length, so that no two
//!   different contexts read the same.
//! - No byte from disk or wire can panic, choose an algorithm, lower a parameter, or make the
//!   decoder allocate more than a small multiple of what was received.
//! - Secrets are zeroised when dropped and never appear in `Debug`. Moves may leave copies on the
//!   stack: locking kills the whole worker for that reason.

pub mod blob;
pub mod generation;
pub mod identity;
pub mod intake;
pub mod keyring;
pub mod local;
pub mod pairing;
pub mod passphrase;
pub mod scope;
pub mod slot;
#[cfg(any(test, feature = "vectors"))]
pub mod vectors;
pub mod worker;
pub mod wrap;

mod aead;
mod cbor;
mod hash;
mod hybrid;
mod key;
mod padding;
mod reader;
mod sensitive;
#[cfg(test)]
mod tests;

pub use blob::{BlobId, BlobKey, BlobPlan, BlobTooLarge, OpenBlobError};
pub use generation::{Generation, OpenBatchError};
pub use hybrid::{KemPrivateKey, KemPublicKey, ParseKemPublicKeyError};
pub use identity::{DevicePublicKeys, Identity, OpenIdentityError, verify_signature};
pub use intake::{
    IntakeItemId, IntakeItemTooLarge, IntakeKeyPair, IntakePublicKey, OpenIntakeItemError,
};
pub use key::{KeyId, SecretBytes};
pub use keyring::{Keyring, OpenSegmentError, SealSegmentError, SealedSegment};
pub use local::{DeviceKey, OpenLocalError, RowId, StoreKey, StoreName};
pub use pairing::{
    Inviting, Joined, Joining, PairingCheck, PairingError, PairingSecret, PairingStep,
    ParsePairingSecretError, TeamOffer,
};
pub use passphrase::{Passphrase, WeakPassphrase, generate_passphrase};
pub use scope::{Compartment, GroupAddress, OpenGroupError, Scope, ScopeKey, ScopeKind};
pub use sensitive::Sensitive;
pub use slot::{
    DeriveSlotError, OpenSlotError, ParseSlotError, Slot, SlotParameters, SlotSecret, SlotStrength,
    derive_slot_secret,
};
pub use worker::{OpenNoteError, WorkerKey, WorkerKeyWrap};
pub use wrap::{OpenWrapError, open_generation, wrap_generation, wraps_digest};
