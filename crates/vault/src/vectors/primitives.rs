//! Known answers, from the documents that define the primitives.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use core::convert::Infallible;
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer, SigningKey};
use hpke::{Deserializable, Kem, Serializable, kem::XWing};
use rand_core::{TryCryptoRng, TryRng};

use super::Entries;
use crate::{
    aead,
    hash::{self, Deriver, MacKey},
    hybrid::{self, KemPrivateKey},
    identity::verify_signature,
    key::SecretBytes,
};

/// A check: `None` when an answer is not the known one.
type Check = fn() -> Option<()>;

/// Name and check of each; `None` means that it does not hold.
pub(super) const ALL: &[(&str, Check)] = &[
    ("SHA-256, FIPS 180-4", sha256),
    ("HMAC-SHA-256, RFC 4231 case 2", hmac),
    ("HKDF-SHA-256, RFC 5869 case 1", hkdf),
    ("Argon2id, RFC 9106 5.3", argon2id),
    (
        "XChaCha20-Poly1305, draft-irtf-cfrg-xchacha-03 A.3.1",
        xchacha,
    ),
    ("Ed25519, RFC 8032 7.1", ed25519),
    ("X-Wing, draft-connolly-cfrg-xwing-kem", x_wing),
    ("HPKE with X-Wing, draft-ietf-hpke-pq", hpke_x_wing),
];

fn sha256() -> Option<()> {
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    same(&hash::sha256(b"a", &[b"b", b"c"]), digest)
}

fn hmac() -> Option<()> {
    // The key is "Jefe"; HMAC pads short keys with zeros, so 32 bytes name the same key.
    let mut key = [0; 32];
    key[..4].copy_from_slice(b"Jefe");
    let key = MacKey::new(&SecretBytes::from_bytes(key));
    let message: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
    let mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    same(&key.mac(&message), mac)?;
    let mut wrong = key.mac(&message);
    wrong[31] ^= 1;
    (!key.is_valid(&message, &wrong)).then_some(())
}

fn hkdf() -> Option<()> {
    const SALT: [u8; 13] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    let deriver = Deriver::extract(&SALT, &[0x0b; 22]);
    let output: SecretBytes<42> = deriver.expand(&[
        &[0xf0, 0xf1, 0xf2, 0xf3],
        &[0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
    ]);
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf\
                    34007208d5b887185865";
    same(output.expose(), expected)
}

fn argon2id() -> Option<()> {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).ok()?)
        .output_len(32)
        .build()
        .ok()?;
    let argon2 =
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).ok()?;
    let mut tag = [0; 32];
    argon2
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .ok()?;
    same(
        &tag,
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
    )
}

fn xchacha() -> Option<()> {
    let key = SecretBytes::from_bytes(counting_from(0x80));
    let nonce: [u8; 24] = counting_from(0x40);
    let aad = hex("50515253c0c1c2c3c4c5c6c7")?;
    let plaintext = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip \
                      for the future, sunscreen would be it.";
    let mut rng = Script(nonce.to_vec());
    let sealed = aead::seal(&key, b"", &aad, &[plaintext], &mut rng);
    let (sealed_nonce, ciphertext) = sealed.split_first_chunk::<24>()?;
    (*sealed_nonce == nonce).then_some(())?;
    let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                    731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                    2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                    21f9664c97637da9768812f615c68b13b52e\
                    c0875924c1c7987947deafd8780acf49";
    same(ciphertext, expected)?;
    (aead::open(&key, &aad, &sealed)?.expose() == plaintext).then_some(())
}

fn ed25519() -> Option<()> {
    check_ed25519(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
         5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    )?;
    check_ed25519(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    )?;
    check_ed25519(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
         18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    )
}

fn check_ed25519(seed: &str, public: &str, message: &str, signature: &str) -> Option<()> {
    let key = SigningKey::from_bytes(&hex(seed)?.try_into().ok()?);
    let message = hex(message)?;
    let signed = key.sign(&message).to_bytes();
    same(key.verifying_key().as_bytes(), public)?;
    same(&signed, signature)?;
    verify_signature(key.verifying_key().as_bytes(), &message, &signed).then_some(())
}

fn x_wing() -> Option<()> {
    let vector = Entries::parse(include_str!("../../tests/golden/x-wing.txt"))?;
    let private = <XWing as Kem>::PrivateKey::from_bytes(vector.bytes("seed")?).ok()?;
    let public = XWing::sk_to_pk(&private);
    vector.expect("public", &public.to_bytes())?;
    let mut rng = Script(vector.bytes("encapsulation_seed")?.to_vec());
    let (shared, encapsulated) = XWing::encap_with_rng(&public, None, &mut rng).ok()?;
    vector.expect("shared", &shared.0)?;
    vector.expect("ciphertext", &encapsulated.to_bytes())?;
    let decapsulated = XWing::decap(&private, None, &encapsulated).ok()?;
    vector.expect("shared", &decapsulated.0)
}

/// The vector of our very suite (X-Wing, HKDF-SHA-256, ChaCha20-Poly1305), sequence number 0. Its
/// `info` and plaintext are themselves the hexadecimal text of two sentences.
fn hpke_x_wing() -> Option<()> {
    let private = KemPrivateKey(SecretBytes::from_bytes(
        hex("3ec47fa82dd5689d27c6190e724c74ec8f608df3331ce331929e37b829676630")?
            .try_into()
            .ok()?,
    ));
    let mut rng = Script(hex(
        "2a1c0a3745fe8a48fb62034d300f54dfe1974a5b2e169e580a8789cb1cf5fd19\
         0fc00f3fd899594e01a8b15334b9f3fa03d8de44da86e19f5776850fb689e6c8",
    )?);
    let info = HEXLOWER.encode(b"Ode on a Grecian Urn").into_bytes();
    let plaintext = HEXLOWER
        .encode(b"Beauty is truth, truth beauty")
        .into_bytes();
    let sealed = hybrid::seal(
        &private.public_key(),
        b"",
        &info,
        b"Count-0",
        &plaintext,
        &mut rng,
    );
    let expected = "c5c591f99092d5e38df0a52699af249c66f8275a863423c076de8147a53e65cc\
                    584041c963b77a7e59ea93841b1339b5efda8909b71f74bb0073ad62e899de31\
                    0c1566dea2fd29eba377";
    same(sealed.get(hybrid::ENCAPSULATED_BYTES..)?, expected)?;
    let opened = hybrid::open(&private, &info, b"Count-0", &sealed)?;
    (*opened.expose() == plaintext).then_some(())
}

fn same(computed: &[u8], expected: &str) -> Option<()> {
    (HEXLOWER.encode(computed) == expected).then_some(())
}

fn hex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER.decode(text.as_bytes()).ok()
}

fn counting_from<const N: usize>(first: u8) -> [u8; N] {
    let mut next = first;
    [(); N].map(|()| {
        let byte = next;
        next = next.wrapping_add(1);
        byte
    })
}

/// A "random" source that gives exactly the bytes of a vector, then zeros.
struct Script(Vec<u8>);

impl TryRng for Script {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let count = bytes.len().min(self.0.len());
        let (scripted, rest) = bytes.split_at_mut(count);
        scripted.copy_from_slice(&self.0[..count]);
        rest.fill(0);
        self.0.drain(..count);
        Ok(())
    }
}

impl TryCryptoRng for Script {}
