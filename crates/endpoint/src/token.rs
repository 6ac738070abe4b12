//! Challenges and tokens that the endpoint recognises without keeping them: it authenticates
//! them with a secret of its own, so that they survive a restart and any instance knows them.
//! Only challenges already answered are remembered, until they expire.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sync::{DeviceId, TeamId, TokenId};

/// How long a challenge may be answered, in seconds.
pub(crate) const CHALLENGE_SECONDS: u32 = 120;

const CHALLENGE_LABEL: &[u8] = b"permanence endpoint challenge v1";
const TOKEN_LABEL: &[u8] = b"permanence endpoint token v1";

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) id: TokenId,
    pub(crate) team: TeamId,
    pub(crate) device: DeviceId,
}

/// Makes and recognises challenges and tokens.
pub(crate) struct Mint {
    secret: [u8; 32],
    /// Challenges answered, by expiry.
    answered: Mutex<BTreeSet<(u64, [u8; 16])>>,
}

/// Seconds since 1970 UTC.
pub(crate) fn now_s() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

/// Milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

/// Random bytes of the operating system.
///
/// # Errors
/// The system has none to give.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

impl Mint {
    pub(crate) fn new(secret: [u8; 32]) -> Self {
        Self {
            secret,
            answered: Mutex::default(),
        }
    }

    /// `random (16) | expiry (8) | tag (32)`.
    pub(crate) fn challenge(
        &self,
        team: &TeamId,
        device: &DeviceId,
        now_s: u64,
    ) -> Result<Vec<u8>, getrandom::Error> {
        let random: [u8; 16] = random()?;
        let expiry = now_s
            .saturating_add(u64::from(CHALLENGE_SECONDS))
            .to_be_bytes();
        let tag = self.tag(&[
            CHALLENGE_LABEL,
            team.as_ref(),
            device.as_ref(),
            &random,
            &expiry,
        ]);
        Ok([random.as_slice(), &expiry, &tag].concat())
    }

    /// Whether the nonce is a challenge made for this team and device, in time.
    pub(crate) fn recognises(
        &self,
        nonce: &[u8],
        team: &TeamId,
        device: &DeviceId,
        now_s: u64,
    ) -> Option<Answerable> {
        let (random, rest) = nonce.split_first_chunk::<16>()?;
        let (expiry, tag) = rest.split_first_chunk::<8>()?;
        let parts: [&[u8]; 5] = [
            CHALLENGE_LABEL,
            team.as_ref(),
            device.as_ref(),
            random,
            expiry,
        ];
        let expires = u64::from_be_bytes(*expiry);
        (self.holds(&parts, tag) && now_s <= expires).then_some(Answerable(expires, *random))
    }

    /// Marks a challenge as answered; false when it was before.
    pub(crate) fn answer(&self, challenge: &Answerable, now_s: u64) -> bool {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        *answered = answered.split_off(&(now_s, [0; 16]));
        answered.insert((challenge.0, challenge.1))
    }

    /// A token: `id (16) | team (32) | device (16) | expiry (8) | tag (32)` in base32.
    pub(crate) fn token(
        &self,
        team: TeamId,
        device: DeviceId,
        now_s: u64,
    ) -> Result<(String, TokenId), getrandom::Error> {
        let id = TokenId::from_bytes(random()?);
        let expiry = now_s
            .saturating_add(sync::request::TOKEN_SECONDS)
            .to_be_bytes();
        let parts: [&[u8]; 4] = [id.as_ref(), team.as_ref(), device.as_ref(), &expiry];
        let claims = parts.concat();
        let tag = self.tag(&[TOKEN_LABEL, &claims]);
        let text = BASE32_NOPAD
            .encode(&[claims.as_slice(), &tag].concat())
            .to_ascii_lowercase();
        Ok((text, id))
    }

    /// What a token says, if it was made here and still lasts.
    pub(crate) fn open(&self, text: &str, now_s: u64) -> Option<Claims> {
        if text.len() > 256 {
            return None;
        }
        let bytes = BASE32_NOPAD
            .decode(text.to_ascii_uppercase().as_bytes())
            .ok()?;
        let (claims, tag) = bytes.split_at_checked(72)?;
        if !self.holds(&[TOKEN_LABEL, claims], tag) {
            return None;
        }
        let (id, rest) = claims.split_first_chunk::<16>()?;
        let (team, rest) = rest.split_first_chunk::<32>()?;
        let (device, expiry) = rest.split_first_chunk::<16>()?;
        let expires = u64::from_be_bytes(expiry.try_into().ok()?);
        (now_s < expires).then_some(Claims {
            id: TokenId::from_bytes(*id),
            team: TeamId::from_bytes(*team),
            device: DeviceId::from_bytes(*device),
        })
    }

    fn tag(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts).finalize().into_bytes().into()
    }

    fn holds(&self, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.mac(parts).verify_slice(tag).is_ok()
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(part);
        }
        mac
    }
}

/// A challenge that was recognised: its expiry and its random part.
pub(crate) struct Answerable(u64, [u8; 16]);

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: TeamId = TeamId::from_bytes([1; 32]);
    const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);

    #[test]
    fn a_challenge_is_answered_once_in_time_by_its_device() {
        let mint = Mint::new([7; 32]);
        let nonce = mint.challenge(&TEAM, &DEVICE, 1000).expect("randomness");
        let other = DeviceId::from_bytes([3; 16]);
        assert!(mint.recognises(&nonce, &TEAM, &other, 1000).is_none());
        assert!(mint.recognises(&nonce, &TEAM, &DEVICE, 1121).is_none());
        assert!(
            Mint::new([8; 32])
                .recognises(&nonce, &TEAM, &DEVICE, 1000)
                .is_none()
        );
        for byte in 0..nonce.len() {
            let mut flipped = nonce.clone();
            flipped[byte] ^= 1;
            assert!(mint.recognises(&flipped, &TEAM, &DEVICE, 1000).is_none());
            assert!(
                mint.recognises(&nonce[..byte], &TEAM, &DEVICE, 1000)
                    .is_none()
            );
        }
        let challenge = mint
            .recognises(&nonce, &TEAM, &DEVICE, 1120)
            .expect("its own");
        assert!(mint.answer(&challenge, 1120));
        assert!(!mint.answer(&challenge, 1120));
    }

    #[test]
    fn a_token_says_what_it_was_made_for_until_it_expires() {
        let mint = Mint::new([7; 32]);
        let (text, id) = mint.token(TEAM, DEVICE, 1000).expect("randomness");
        let claims = Claims {
            id,
            team: TEAM,
            device: DEVICE,
        };
        assert_eq!(mint.open(&text, 1899), Some(claims));
        assert_eq!(mint.open(&text, 1900), None);
        assert_eq!(Mint::new([8; 32]).open(&text, 1000), None);
        assert_eq!(mint.open("", 1000), None);
        for at in 0..text.len() {
            let other = if &text[at..=at] == "a" { "b" } else { "a" };
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert_eq!(mint.open(&changed, 1000), None);
        }
    }
}
