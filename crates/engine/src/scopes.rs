//! Which key seals what: from the schema's words to the vault's.

use record::{Operation, Record, RecordId, RecordKind, Stamp};
use vault::{Compartment, Scope, ScopeKind};

/// The scope of a record as it will be once these operations are applied; none where it names no case.
pub(crate) fn scope_of(
    kind: &RecordKind,
    id: RecordId,
    known: Option<&Record>,
    operations: &[Operation],
) -> Option<Scope> {
    if let Some(Ok(scope)) = known.map(casework::scope_of) {
        return Some(vault_scope(scope));
    }
    let mut record = known
        .cloned()
        .unwrap_or_else(|| Record::new(id, kind.clone()));
    for (index, operation) in (0..).zip(operations) {
        let dot = record::Dot {
            device: record::DeviceId::from_bytes([0; 16]),
            sequence: 0,
            index,
        };
        // Only what the record would say is looked at; it is thrown away.
        let _ = record.apply(
            operation,
            Stamp {
                dot,
                lamport: 0,
                at_ms: 0,
            },
        );
    }
    casework::scope_of(&record).ok().map(vault_scope)
}

fn vault_scope(scope: casework::Scope) -> Scope {
    match scope {
        casework::Scope::Case(id) => Scope {
            kind: ScopeKind::CASE,
            id: *id.as_bytes(),
        },
        casework::Scope::Person(id) => Scope {
            kind: ScopeKind::PERSON,
            id: *id.as_bytes(),
        },
        casework::Scope::Team => Scope {
            kind: ScopeKind::TEAM,
            id: [0; 16],
        },
    }
}

/// The compartment of an operation. A field that the schema does not know is taken for personal.
pub(crate) fn compartment_of(schemas: &casework::Casework, operation: &Operation) -> Compartment {
    let spec = schemas
        .schema(operation.kind.as_str())
        .and_then(|schema| schema.field(operation.field.as_str()));
    match spec.map(|spec| spec.compartment) {
        Some(record::Compartment::Figures) => Compartment::FIGURES,
        Some(record::Compartment::Personal) | None => Compartment::PERSONAL,
    }
}
