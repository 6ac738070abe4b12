//! Deterministic CBOR (RFC 8949, 4.2.1) for what the keyring holds: a writer that cannot fail and
//! wipes itself, and a reader that takes definite lengths only, to a capped depth.

use minicbor::{Decoder, Encoder, data::Type};
use zeroize::Zeroizing;

/// Deepest nesting of an item that this build does not know.
const MAX_DEPTH: u8 = 16;
const INFALLIBLE: &str = "writing to a vector cannot fail";

/// Writes into a buffer that wipes itself.
pub(crate) struct Writer(Zeroizing<Vec<u8>>);

impl Writer {
    /// `bytes` is at least what will be written: growing would leave copies of secrets behind.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(bytes)))
    }

    pub(crate) fn map(&mut self, entries: usize) {
        self.encoder().map(entries as u64).expect(INFALLIBLE);
    }

    pub(crate) fn array(&mut self, items: usize) {
        self.encoder().array(items as u64).expect(INFALLIBLE);
    }

    pub(crate) fn uint(&mut self, value: u32) {
        self.encoder().u32(value).expect(INFALLIBLE);
    }

    pub(crate) fn bytes(&mut self, value: &[u8]) {
        self.encoder().bytes(value).expect(INFALLIBLE);
    }

    /// Appends an item that is encoded already.
    pub(crate) fn item(&mut self, encoded: &[u8]) {
        self.0.extend_from_slice(encoded);
    }

    pub(crate) fn finish(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    fn encoder(&mut self) -> Encoder<&mut Vec<u8>> {
        Encoder::new(&mut self.0)
    }
}

/// Reads received bytes. `None` means malformed; nothing depends on why. Whether lengths and order
/// are canonical is checked at the end, by encoding again.
pub(crate) struct Reader<'a>(Decoder<'a>);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(Decoder::new(bytes))
    }

    pub(crate) fn map(&mut self) -> Option<u64> {
        self.0.map().ok()?
    }

    pub(crate) fn array(&mut self) -> Option<u64> {
        self.0.array().ok()?
    }

    /// The header of an array that must have `items` items.
    pub(crate) fn tuple(&mut self, items: u64) -> Option<()> {
        (self.array()? == items).then_some(())
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.0.u8().ok()
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.0.u32().ok()
    }

    pub(crate) fn bytes(&mut self) -> Option<&'a [u8]> {
        self.0.bytes().ok()
    }

    pub(crate) fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes()?.try_into().ok()
    }

    /// One item of any kind, as it is encoded.
    pub(crate) fn item(&mut self) -> Option<&'a [u8]> {
        let start = self.0.position();
        self.skip(MAX_DEPTH)?;
        self.0.input().get(start..self.0.position())
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.0.position() == self.0.input().len()
    }

    fn skip(&mut self, depth: u8) -> Option<()> {
        let children = match self.0.datatype().ok()? {
            Type::Array => self.array()?,
            Type::Map => self.map()?.checked_mul(2)?,
            Type::Tag => self.0.tag().ok().map(|_| 1)?,
            Type::ArrayIndef | Type::MapIndef | Type::BytesIndef | Type::StringIndef => {
                return None;
            }
            Type::Break | Type::Unknown(_) => return None,
            _ => return self.0.skip().ok(),
        };
        let depth = depth.checked_sub(1)?;
        // Each child takes at least a byte, so a huge count ends with the input.
        (0..children).try_for_each(|_| self.skip(depth))
    }
}
