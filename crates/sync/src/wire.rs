//! Strict reading of deterministic CBOR: definite lengths, shortest integers, caps on every
//! length, nothing after the end. No recursion: every format here has a fixed depth.

use minicbor::Decoder;
use minicbor::data::Type;

/// Why bytes are not the announced format. Says nothing of their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The bytes end early, or are of another shape.
    #[error("not of the expected shape")]
    Shape,
    /// A byte string, a list or the whole is larger than the format allows.
    #[error("larger than the format allows")]
    TooLarge,
    /// The same content has another, canonical encoding; or order and uniqueness do not hold.
    #[error("not the canonical encoding")]
    NotCanonical,
    /// Bytes follow the end.
    #[error("bytes after the end")]
    Trailing,
    /// Made by a newer version of the program: keep the bytes, read them after an upgrade.
    #[error("a newer version of the format")]
    Newer,
}

impl From<minicbor::decode::Error> for WireError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Shape
    }
}

/// A cursor over one encoded value.
pub(crate) struct Reader<'b> {
    decoder: Decoder<'b>,
}

impl<'b> Reader<'b> {
    /// Refuses input above `cap` bytes before reading any of it.
    pub(crate) fn new(bytes: &'b [u8], cap: usize) -> Result<Self, WireError> {
        if bytes.len() > cap {
            return Err(WireError::TooLarge);
        }
        Ok(Self {
            decoder: Decoder::new(bytes),
        })
    }

    /// Bytes read so far.
    pub(crate) fn position(&self) -> usize {
        self.decoder.position()
    }

    /// An array of exactly this many items.
    pub(crate) fn array(&mut self, items: u64) -> Result<(), WireError> {
        match self.decoder.array()? {
            Some(found) if found == items => Ok(()),
            _ => Err(WireError::Shape),
        }
    }

    /// An array of any length up to the cap.
    pub(crate) fn list(&mut self, cap: usize) -> Result<usize, WireError> {
        let items = self.decoder.array()?.ok_or(WireError::Shape)?;
        let items = usize::try_from(items).map_err(|_| WireError::TooLarge)?;
        if items > cap {
            return Err(WireError::TooLarge);
        }
        Ok(items)
    }

    /// A list read item by item; allocation follows what was really read, not what was claimed.
    pub(crate) fn list_of<T>(
        &mut self,
        cap: usize,
        mut item: impl FnMut(&mut Self) -> Result<T, WireError>,
    ) -> Result<Vec<T>, WireError> {
        let items = self.list(cap)?;
        let mut list = Vec::new();
        for _ in 0..items {
            list.push(item(self)?);
        }
        Ok(list)
    }

    /// A byte string up to the cap.
    pub(crate) fn bytes(&mut self, cap: usize) -> Result<&'b [u8], WireError> {
        if self.decoder.datatype()? != Type::Bytes {
            return Err(WireError::Shape);
        }
        let bytes = self.decoder.bytes()?;
        if bytes.len() > cap {
            return Err(WireError::TooLarge);
        }
        Ok(bytes)
    }

    /// A byte string of exactly N bytes.
    pub(crate) fn fixed<const N: usize, T: From<[u8; N]>>(&mut self) -> Result<T, WireError> {
        let bytes = self.bytes(N)?;
        let bytes: [u8; N] = bytes.try_into().map_err(|_| WireError::Shape)?;
        Ok(T::from(bytes))
    }

    /// A byte string of exactly N bytes, or null.
    pub(crate) fn optional<const N: usize, T: From<[u8; N]>>(
        &mut self,
    ) -> Result<Option<T>, WireError> {
        if self.decoder.datatype()? == Type::Null {
            self.decoder.null()?;
            return Ok(None);
        }
        self.fixed().map(Some)
    }

    /// An unsigned integer.
    pub(crate) fn u64(&mut self) -> Result<u64, WireError> {
        Ok(self.decoder.u64()?)
    }

    /// An unsigned integer of 32 bits.
    pub(crate) fn u32(&mut self) -> Result<u32, WireError> {
        Ok(self.decoder.u32()?)
    }

    /// A signed integer.
    pub(crate) fn i64(&mut self) -> Result<i64, WireError> {
        Ok(self.decoder.i64()?)
    }

    /// True or false.
    pub(crate) fn bool(&mut self) -> Result<bool, WireError> {
        Ok(self.decoder.bool()?)
    }

    /// The version that opens every format: `known`, or a newer one, or garbage.
    pub(crate) fn version(&mut self, known: u64) -> Result<(), WireError> {
        match self.u64()? {
            found if found == known => Ok(()),
            found if found > known => Err(WireError::Newer),
            _ => Err(WireError::Shape),
        }
    }

    /// Refuses bytes after the value.
    pub(crate) fn end(&self) -> Result<(), WireError> {
        if self.decoder.position() == self.decoder.input().len() {
            Ok(())
        } else {
            Err(WireError::Trailing)
        }
    }
}

/// A deterministic encoder into memory.
pub(crate) struct Writer {
    encoder: minicbor::Encoder<Vec<u8>>,
}

// INVARIANT: writing into a Vec cannot fail, so the results of the encoder carry no error.
impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            encoder: minicbor::Encoder::new(Vec::new()),
        }
    }

    pub(crate) fn array(&mut self, items: usize) -> &mut Self {
        let _ = self.encoder.array(items as u64);
        self
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let _ = self.encoder.bytes(bytes);
        self
    }

    pub(crate) fn optional(&mut self, bytes: Option<&[u8]>) -> &mut Self {
        match bytes {
            Some(bytes) => self.bytes(bytes),
            None => {
                let _ = self.encoder.null();
                self
            }
        }
    }

    pub(crate) fn u64(&mut self, value: u64) -> &mut Self {
        let _ = self.encoder.u64(value);
        self
    }

    pub(crate) fn i64(&mut self, value: i64) -> &mut Self {
        let _ = self.encoder.i64(value);
        self
    }

    pub(crate) fn bool(&mut self, value: bool) -> &mut Self {
        let _ = self.encoder.bool(value);
        self
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.encoder.into_writer()
    }
}

/// Whether a sequence rises strictly: sorted, and nothing twice.
pub(crate) fn rises<T: Ord>(mut items: impl Iterator<Item = T>) -> bool {
    let Some(mut last) = items.next() else {
        return true;
    };
    for item in items {
        if item <= last {
            return false;
        }
        last = item;
    }
    true
}
