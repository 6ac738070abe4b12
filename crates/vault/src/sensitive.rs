//! A box for personal data and secrets: redacted when printed, zeroised when dropped.

use core::fmt;

use zeroize::Zeroize;

/// Personal data or a secret. `Debug` shows nothing of it; dropping it wipes it.
///
/// Reading goes through [`expose`](Self::expose), so that a review finds every place by one search.
#[derive(Clone, Default)]
pub struct Sensitive<T: Zeroize>(T);

impl<T: Zeroize> Sensitive<T> {
    /// Puts `value` in the box.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Reads the content. Callers say why in an `// EXPOSE:` comment.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Reads and writes the content. Callers say why in an `// EXPOSE:` comment.
    pub const fn expose_mut(&mut self) -> &mut T {
        &mut self.0
    }

    /// Takes the content out; from here on the caller answers for wiping it.
    pub fn into_inner(mut self) -> T
    where
        T: Default,
    {
        core::mem::take(&mut self.0)
    }
}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Zeroize> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

impl<T: Zeroize> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
