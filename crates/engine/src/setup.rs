//! How the team is set up, given to another team as a file, and taken from one.

use casework::{Casework, Team};
use exchange::PlainRecord;
use record::RecordId;

use crate::message::{Failure, FieldEdit, RecordEdit};
use crate::open::Open;
use crate::ports::Ports;

impl Open {
    /// The set-up of this team, as a file.
    pub(crate) async fn setup<P: Ports>(&mut self, ports: &P) -> Result<Vec<u8>, Failure> {
        self.load_all(ports).await?;
        let index = &self.library.index;
        Ok(exchange::setup::write(index.schemas(), index.every_small()))
    }

    /// The changes that the file of another team brings to this one.
    pub(crate) async fn read_setup<P: Ports>(
        &mut self,
        ports: &P,
        file: &[u8],
    ) -> Result<Vec<RecordEdit>, Failure> {
        self.load_all(ports).await?;
        let index = &self.library.index;
        let team = index.small_of(Team::ID).next().ok_or(Failure::Internal)?;
        edits(index.schemas(), file, team.id(), &mut ports.random())
    }
}

/// The records that a file brings to the team of that record.
pub(crate) fn edits(
    schemas: &Casework,
    file: &[u8],
    team: RecordId,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<RecordEdit>, Failure> {
    let make_id = || {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        RecordId::from_bytes(id)
    };
    let records =
        exchange::setup::read(schemas, file, team, make_id).map_err(|_| Failure::NotASetup)?;
    Ok(records.into_iter().map(edit).collect())
}

/// A record to make, as a change.
pub(crate) fn edit(record: PlainRecord) -> RecordEdit {
    let fields = record.fields.into_iter().map(|(field, values)| FieldEdit {
        field: field.as_str().to_owned(),
        values,
        dots: Vec::new(),
    });
    RecordEdit {
        id: record.id,
        kind: record.kind.as_str().to_owned(),
        fields: fields.collect(),
    }
}
