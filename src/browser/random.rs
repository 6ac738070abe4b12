//! Random identifiers from the browser's own generator.

use record::RecordId;

/// A new record's id, made when a form opens, so that saving twice is saving once.
pub fn make_record_id() -> RecordId {
    let mut bytes = [0_u8; 16];
    let crypto = super::window()
        .crypto()
        .expect("every secure context has a generator");
    crypto
        .get_random_values_with_u8_array(&mut bytes)
        .expect("sixteen bytes are under the generator's limit");
    RecordId::from_bytes(bytes)
}
