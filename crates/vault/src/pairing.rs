//! Pairing, in person: a new device joins a team beside one that is already in it.
//!
//! The new device shows a secret of 128 bits, as a QR code or as 26 characters to type; nothing
//! else has to be carried by hand. From it derive the places where messages are left at the
//! endpoint and the key that authenticates them. The public keys travel that way because X-Wing's
//! are too long to show.
//!
//! ```text
//! extracted       = HKDF-Extract(salt, secret)
//! rendezvous(n)   = HKDF-Expand("rendezvous" ‖ n, 16)      n: 1 hello, 2 offer, 3 reveal
//! MAC key         = HKDF-Expand("mac", 32)
//! message v1      = version 1 | n | body | HMAC-SHA-256(MAC key, label ‖ messages before ‖ version ‖ n ‖ body)
//! hello, joining  = sign (32) | auth (32) | KEM (1216) | SHA-256(label ‖ nonce)
//! offer, inviting = team (32) | roster head (32) | inviter (16) | nonce (32)
//! reveal, joining = nonce (32)
//! check           = HKDF-Expand("check" ‖ SHA-256(label ‖ hello ‖ offer ‖ reveal), 8) mod 10^6
//! ```
//! The joining device shows the six digits, which are typed back on the inviting one; only then
//! does it sign the roster entry, and only after that do keys go out. The joining device commits to
//! its nonce before it sees the other's and reveals it after: somebody who photographed the secret
//! and stands between the two has one chance in a million, instead of searching for two
//! transcripts with the same digits.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroize;

use crate::{
    hash::{self, Deriver, MacKey},
    hybrid::{self, KemPublicKey},
    identity::DevicePublicKeys,
    key::SecretBytes,
    reader::Reader,
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const SALT: &[u8] = b"permanence pairing v1";
const MESSAGE_LABEL: &[u8] = b"permanence pairing message v1";
const COMMITMENT_LABEL: &[u8] = b"permanence pairing commitment v1";
const TRANSCRIPT_LABEL: &[u8] = b"permanence pairing transcript v1";
const CHECKSUM_LABEL: &[u8] = b"permanence pairing checksum v1";
const SECRET_BYTES: usize = 16;
const NONCE_BYTES: usize = 32;
const MAC_BYTES: usize = 32;
const CHECKS: u64 = 1_000_000;

/// Characters of a typed secret.
pub const SECRET_CHARACTERS: usize = 26;
/// Crockford's base32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Longest message, in bytes; under the 4 KiB of a rendezvous.
pub const MAX_MESSAGE_BYTES: usize = 2 + 32 + 32 + hybrid::PUBLIC_KEY_BYTES + 32 + MAC_BYTES;

/// The three messages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PairingStep {
    /// From the joining device: its public keys.
    Hello = 1,
    /// From the inviting device: the team.
    Offer = 2,
    /// From the joining device: its nonce.
    Reveal = 3,
}

/// What was typed is not a pairing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParsePairingSecretError {
    /// Not 26 characters, spaces and hyphens aside; says how many.
    #[error("26 characters are due, not {0}")]
    Length(usize),
    /// A character outside the alphabet; counted from 1, spaces and hyphens aside.
    #[error("character {0} cannot be one of the code")]
    Character(usize),
    /// The two check bits do not agree: a character is wrong.
    #[error("one of the characters is wrong")]
    Checksum,
}

/// The secret that the joining device shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingSecret(SecretBytes<SECRET_BYTES>);

impl PairingSecret {
    /// Draws a secret.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBytes::generate(rng))
    }

    /// 26 characters without separators: 128 bits and two check bits. Shown in groups of four by
    /// the interface, and put as it is in the QR code.
    pub fn to_text(&self) -> Sensitive<String> {
        // EXPOSE: shown to the person who pairs.
        let mut bits = u128::from_be_bytes(*self.0.expose());
        let mut text = String::with_capacity(SECRET_CHARACTERS);
        for _ in 0..SECRET_CHARACTERS - 1 {
            text.push(character(bits >> 123));
            bits <<= 5;
        }
        text.push(character((bits >> 123) | u128::from(self.checksum())));
        Sensitive::new(text)
    }

    /// Reads what was typed: capitals or not, with spaces or hyphens anywhere, O for 0, I or L
    /// for 1.
    ///
    /// # Errors
    /// See [`ParsePairingSecretError`]; the two check bits find three slips in four, the rest
    /// show as no answer at the rendezvous.
    pub fn parse(typed: &str) -> Result<Self, ParsePairingSecretError> {
        let mut bits = 0_u128;
        let mut check = 0_u8;
        let mut count = 0;
        for typed in typed
            .chars()
            .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
        {
            count += 1;
            let value = character_value(typed).ok_or(ParsePairingSecretError::Character(count))?;
            if count < SECRET_CHARACTERS {
                bits = (bits << 5) | u128::from(value);
            } else if count == SECRET_CHARACTERS {
                bits = (bits << 3) | u128::from(value >> 2);
                check = value & 0b11;
            }
        }
        if count != SECRET_CHARACTERS {
            return Err(ParsePairingSecretError::Length(count));
        }
        let secret = Self(SecretBytes::from_bytes(bits.to_be_bytes()));
        bits.zeroize();
        if secret.checksum() == check {
            Ok(secret)
        } else {
            Err(ParsePairingSecretError::Checksum)
        }
    }

    /// The name under which a message is left at the endpoint.
    pub fn rendezvous_id(&self, step: PairingStep) -> [u8; 16] {
        // EXPOSE: sent to the endpoint; tells nothing of the secret it is expanded from.
        *self
            .deriver()
            .expand(&[b"rendezvous", &[step as u8]])
            .expose()
    }

    fn checksum(&self) -> u8 {
        // EXPOSE: two bits of a hash.
        hash::sha256(CHECKSUM_LABEL, &[self.0.expose()])[0] & 0b11
    }

    fn deriver(&self) -> Deriver {
        // EXPOSE: the secret goes into HKDF.
        Deriver::extract(SALT, self.0.expose())
    }
}

/// What the inviting device says of the team. All of it is known to the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamOffer {
    /// The team's identifier: hash of the genesis roster entry.
    pub team: [u8; 32],
    /// Head of the roster as the inviting device knows it; the joining device refuses a roster
    /// without it.
    pub roster_head: [u8; 32],
    /// The inviting device.
    pub inviter: [u8; 16],
}

/// Why a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PairingError {
    /// Written by a newer build.
    #[error("pairing message version {0} is not known")]
    UnknownVersion(u8),
    /// Altered, truncated, out of order, or from somebody without the secret.
    #[error("the pairing message is not authentic")]
    NotAuthentic,
    /// Authentic, and not what was committed to, or with a key that is none: somebody else knows
    /// the secret. Start again with a new one.
    #[error("the pairing was tampered with")]
    Tampered,
}

/// The six digits that compare what both devices saw.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCheck(u32);

impl PairingCheck {
    /// Six digits in two groups of three, as shown.
    pub fn to_text(&self) -> String {
        format!("{:03} {:03}", self.0 / 1000, self.0 % 1000)
    }

    /// Compares with what was typed, spaces aside, in constant time.
    pub fn is_typed(&self, typed: &str) -> bool {
        let digits: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let is_number = digits.len() == 6 && digits.iter().all(char::is_ascii_digit);
        let value = digits
            .iter()
            .filter_map(|digit| digit.to_digit(10))
            .fold(0_u32, |value, digit| {
                value.wrapping_mul(10).wrapping_add(digit)
            });
        is_number && bool::from(value.ct_eq(&self.0))
    }
}

impl fmt::Debug for PairingCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingCheck(…)")
    }
}

/// The joining device, waiting for the offer.
#[derive(Debug)]
pub struct Joining {
    channel: Channel,
    nonce: SecretBytes<NONCE_BYTES>,
    hello: Vec<u8>,
    /// The first authentic offer: no other is answered, see the top of this module.
    answered: Option<Vec<u8>>,
}

/// The joining device once it has answered the offer.
#[derive(Debug)]
pub struct Joined {
    /// The team it is about to join.
    pub offer: TeamOffer,
    /// The message to leave at the rendezvous.
    pub reveal: Vec<u8>,
    /// The digits to show.
    pub check: PairingCheck,
}

impl Joining {
    /// Starts with the keys of a fresh identity.
    pub fn start(
        secret: &PairingSecret,
        keys: &DevicePublicKeys,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let channel = Channel::new(secret);
        let nonce = SecretBytes::generate(rng);
        let mut body = Vec::with_capacity(MAX_MESSAGE_BYTES);
        body.extend_from_slice(&keys.sign);
        body.extend_from_slice(&keys.auth);
        body.extend_from_slice(keys.kem.as_bytes());
        body.extend_from_slice(&commitment(&nonce));
        let hello = channel.write(PairingStep::Hello, &[], &body);
        Self {
            channel,
            nonce,
            hello,
            answered: None,
        }
    }

    /// The message to leave at the rendezvous.
    pub fn hello(&self) -> &[u8] {
        &self.hello
    }

    /// Reads the offer. What is not authentic may be followed by another message; once an
    /// authentic offer is answered, only the same one is answered again, with the same reveal.
    ///
    /// # Errors
    /// See [`PairingError`].
    pub fn answer(&mut self, offer_message: &[u8]) -> Result<Joined, PairingError> {
        let body = self
            .channel
            .read(PairingStep::Offer, &[&self.hello], offer_message)?;
        let (offer, _) = decode_offer(body).ok_or(PairingError::NotAuthentic)?;
        let answered = self.answered.get_or_insert_with(|| offer_message.to_vec());
        if answered != offer_message {
            return Err(PairingError::Tampered);
        }
        let before = [self.hello.as_slice(), offer_message];
        // EXPOSE: revealed now that the other side's nonce is fixed.
        let reveal = self
            .channel
            .write(PairingStep::Reveal, &before, self.nonce.expose());
        let check = self.channel.check(&self.hello, offer_message, &reveal);
        Ok(Joined {
            offer,
            reveal,
            check,
        })
    }
}

#[cfg(test)]
impl Joining {
    /// A reveal of another nonce than the one committed to.
    pub(crate) fn forge_reveal(&self, offer: &[u8], nonce: &[u8; NONCE_BYTES]) -> Vec<u8> {
        self.channel
            .write(PairingStep::Reveal, &[&self.hello, offer], nonce)
    }
}

#[cfg(test)]
impl PairingSecret {
    /// A secret that is not random.
    pub(crate) const fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(SecretBytes::from_bytes(bytes))
    }
}

/// The inviting device, waiting for the reveal.
#[derive(Debug)]
pub struct Inviting {
    channel: Channel,
    keys: DevicePublicKeys,
    commitment: [u8; 32],
    hello: Vec<u8>,
    offer: Vec<u8>,
}

impl Inviting {
    /// Reads the hello and answers with the team.
    ///
    /// # Errors
    /// See [`PairingError`].
    pub fn start(
        secret: &PairingSecret,
        hello: &[u8],
        offer: &TeamOffer,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, PairingError> {
        let channel = Channel::new(secret);
        let body = channel.read(PairingStep::Hello, &[], hello)?;
        let (keys, commitment) = decode_hello(body)?;
        let nonce: SecretBytes<NONCE_BYTES> = SecretBytes::generate(rng);
        let mut body = Vec::with_capacity(32 + 32 + 16 + NONCE_BYTES);
        body.extend_from_slice(&offer.team);
        body.extend_from_slice(&offer.roster_head);
        body.extend_from_slice(&offer.inviter);
        // EXPOSE: sent in the clear; only fresh.
        body.extend_from_slice(nonce.expose());
        let offer = channel.write(PairingStep::Offer, &[hello], &body);
        Ok(Self {
            channel,
            keys,
            commitment,
            hello: hello.to_vec(),
            offer,
        })
    }

    /// Takes up a recorded exchange, for the golden vector only: an offer that this device did not
    /// just draw would let somebody else choose the nonce. An interrupted pairing starts again.
    #[cfg(any(test, feature = "vectors"))]
    pub(crate) fn replay(
        secret: &PairingSecret,
        hello: &[u8],
        offer: &[u8],
    ) -> Result<Self, PairingError> {
        let channel = Channel::new(secret);
        let body = channel.read(PairingStep::Hello, &[], hello)?;
        let (keys, commitment) = decode_hello(body)?;
        channel.read(PairingStep::Offer, &[hello], offer)?;
        Ok(Self {
            channel,
            keys,
            commitment,
            hello: hello.to_vec(),
            offer: offer.to_vec(),
        })
    }

    /// The message to leave at the rendezvous.
    pub fn offer(&self) -> &[u8] {
        &self.offer
    }

    /// Reads the reveal and gives the digits that the joining device must be showing.
    ///
    /// # Errors
    /// See [`PairingError`].
    pub fn check(&self, reveal: &[u8]) -> Result<PairingCheck, PairingError> {
        let before = [self.hello.as_slice(), &self.offer];
        let body = self.channel.read(PairingStep::Reveal, &before, reveal)?;
        let nonce = body.try_into().map_err(|_| PairingError::NotAuthentic)?;
        if commitment(&SecretBytes::from_bytes(nonce)) != self.commitment {
            return Err(PairingError::Tampered);
        }
        Ok(self.channel.check(&self.hello, &self.offer, reveal))
    }

    /// The keys of the joining device: to be put in the roster once the digits agree, not before.
    pub const fn keys(&self) -> &DevicePublicKeys {
        &self.keys
    }
}

/// Writes and reads authenticated messages.
struct Channel {
    deriver: Deriver,
    mac: MacKey,
}

impl Channel {
    fn new(secret: &PairingSecret) -> Self {
        let deriver = secret.deriver();
        Self {
            mac: MacKey::new(&deriver.expand(&[b"mac"])),
            deriver,
        }
    }

    fn write(&self, step: PairingStep, before: &[&[u8]], body: &[u8]) -> Vec<u8> {
        let mut message = Vec::with_capacity(2 + body.len() + MAC_BYTES);
        message.extend_from_slice(&[VERSION, step as u8]);
        message.extend_from_slice(body);
        let mac = self.mac.mac(&[MESSAGE_LABEL, &before.concat(), &message]);
        message.extend_from_slice(&mac);
        message
    }

    fn read<'a>(
        &self,
        step: PairingStep,
        before: &[&[u8]],
        message: &'a [u8],
    ) -> Result<&'a [u8], PairingError> {
        match message.first() {
            Some(&VERSION) => {}
            Some(&version) => return Err(PairingError::UnknownVersion(version)),
            None => return Err(PairingError::NotAuthentic),
        }
        if message.len() > MAX_MESSAGE_BYTES {
            return Err(PairingError::NotAuthentic);
        }
        let (signed, mac) = message
            .split_last_chunk::<MAC_BYTES>()
            .ok_or(PairingError::NotAuthentic)?;
        if !self
            .mac
            .is_valid(&[MESSAGE_LABEL, &before.concat(), signed], mac)
        {
            return Err(PairingError::NotAuthentic);
        }
        match signed {
            [VERSION, found, body @ ..] if *found == step as u8 => Ok(body),
            _ => Err(PairingError::NotAuthentic),
        }
    }

    /// The three messages have fixed lengths, so their concatenation reads in one way only.
    fn check(&self, hello: &[u8], offer: &[u8], reveal: &[u8]) -> PairingCheck {
        let transcript = hash::sha256(TRANSCRIPT_LABEL, &[hello, offer, reveal]);
        let drawn: SecretBytes<8> = self.deriver.expand(&[b"check", &transcript]);
        // EXPOSE: shown as six digits. 10^6 against 2^64: the bias is beyond measure.
        let check = u64::from_be_bytes(*drawn.expose()) % CHECKS;
        PairingCheck(check as u32)
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Channel(…)")
    }
}

fn decode_hello(body: &[u8]) -> Result<(DevicePublicKeys, [u8; 32]), PairingError> {
    let mut reader = Reader::new(body);
    let fields = (|| {
        let sign = reader.array()?;
        let auth = reader.array()?;
        let kem = reader.slice(hybrid::PUBLIC_KEY_BYTES)?;
        let commitment = reader.array()?;
        reader.is_empty().then_some((sign, auth, kem, commitment))
    })();
    let (sign, auth, kem, commitment) = fields.ok_or(PairingError::NotAuthentic)?;
    let kem = KemPublicKey::from_bytes(kem).map_err(|_| PairingError::Tampered)?;
    Ok((DevicePublicKeys { sign, auth, kem }, commitment))
}

fn decode_offer(body: &[u8]) -> Option<(TeamOffer, [u8; NONCE_BYTES])> {
    let mut reader = Reader::new(body);
    let offer = TeamOffer {
        team: reader.array()?,
        roster_head: reader.array()?,
        inviter: reader.array()?,
    };
    let nonce = reader.array()?;
    reader.is_empty().then_some((offer, nonce))
}

fn commitment(nonce: &SecretBytes<NONCE_BYTES>) -> [u8; 32] {
    // EXPOSE: 256 random bits behind a hash.
    hash::sha256(COMMITMENT_LABEL, &[nonce.expose()])
}

fn character(five_bits: u128) -> char {
    char::from(ALPHABET[(five_bits & 31) as usize])
}

fn character_value(typed: char) -> Option<u8> {
    let folded = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let index = ALPHABET
        .iter()
        .position(|known| char::from(*known) == folded)?;
    u8::try_from(index).ok()
}

fn is_hyphen(typed: char) -> bool {
    matches!(
        typed,
        '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    )
}
