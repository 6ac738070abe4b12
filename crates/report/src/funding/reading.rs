//! Records of money as plain rows, each under the funder it is really of.

use std::collections::BTreeMap;

use casework::{
    Convention, Funder, FundingLine, Grant, StatedTotal, convention, folded, funder, funding_line,
    grant, stated_total,
};
use chrono::NaiveDate;
use record::{Record, RecordId};

use super::{FunderName, Remark, is_state};

/// Every record of money that is not in the bin.
#[derive(Debug, Default)]
pub(super) struct Entries {
    funders: BTreeMap<RecordId, FunderEntry>,
    pub(super) conventions: Vec<ConventionEntry>,
    pub(super) lines: Vec<LineEntry>,
    pub(super) grants: Vec<GrantEntry>,
    pub(super) stated: Vec<StatedEntry>,
    /// Funders that bear the name of another, and that other.
    same_as: BTreeMap<RecordId, RecordId>,
}

#[derive(Debug)]
struct FunderEntry {
    label: String,
    code: String,
    aliases: Vec<String>,
    is_state: bool,
}

#[derive(Debug)]
pub(super) struct ConventionEntry {
    pub(super) id: RecordId,
    pub(super) label: String,
    pub(super) first: Option<i32>,
    pub(super) last: Option<i32>,
    pub(super) yearly_total: Option<i64>,
}

#[derive(Debug)]
pub(super) struct LineEntry {
    pub(super) id: RecordId,
    pub(super) convention: Option<RecordId>,
    pub(super) funder: Option<RecordId>,
    pub(super) year: i32,
    pub(super) amount: i64,
}

#[derive(Debug)]
pub(super) struct GrantEntry {
    pub(super) id: RecordId,
    pub(super) funder: Option<RecordId>,
    pub(super) year: i32,
    pub(super) requested: Option<i64>,
    pub(super) agreed: Option<i64>,
    pub(super) paid: Option<i64>,
    pub(super) paid_on: Option<NaiveDate>,
}

#[derive(Debug)]
pub(super) struct StatedEntry {
    pub(super) year: i32,
    pub(super) source: String,
    /// Requested, agreed, paid.
    pub(super) totals: [Option<i64>; 3],
}

fn year(number: Option<u32>) -> Option<i32> {
    number.and_then(|year| i32::try_from(year).ok())
}

impl Entries {
    pub(super) fn read<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut entries = Self::default();
        let records = records.into_iter();
        for record in records.filter(|record| casework::binned_on(record).is_none()) {
            entries.take(record);
        }
        entries.find_same();
        entries
    }

    /// A row without a year is of no year, and counted nowhere.
    fn take(&mut self, record: &Record) {
        let id = record.id();
        match record.kind().as_str() {
            Funder::ID => {
                self.funders.insert(id, FunderEntry::read(record));
            }
            Convention::ID => self.conventions.push(ConventionEntry {
                id,
                label: record.get(convention::LABEL).unwrap_or_default(),
                first: year(record.get(convention::FIRST_YEAR)),
                last: year(record.get(convention::LAST_YEAR)),
                yearly_total: record.get(convention::YEARLY_TOTAL),
            }),
            FundingLine::ID => {
                let line =
                    year(record.get(funding_line::YEAR)).zip(record.get(funding_line::AMOUNT));
                self.lines.extend(line.map(|(year, amount)| LineEntry {
                    id,
                    convention: record.get(funding_line::CONVENTION),
                    funder: record.get(funding_line::FUNDER),
                    year,
                    amount,
                }));
            }
            Grant::ID => {
                let of_year = year(record.get(grant::YEAR));
                self.grants.extend(of_year.map(|year| GrantEntry {
                    id,
                    funder: record.get(grant::FUNDER),
                    year,
                    requested: record.get(grant::REQUESTED),
                    agreed: record.get(grant::AGREED),
                    paid: record.get(grant::PAID),
                    paid_on: record.get(grant::PAID_ON),
                }));
            }
            StatedTotal::ID => {
                let of_year = year(record.get(stated_total::YEAR));
                self.stated.extend(of_year.map(|year| StatedEntry {
                    year,
                    source: record.get(stated_total::SOURCE).unwrap_or_default(),
                    totals: [
                        record.get(stated_total::REQUESTED),
                        record.get(stated_total::AGREED),
                        record.get(stated_total::PAID),
                    ],
                }));
            }
            _ => {}
        }
    }

    /// A funder whose name or code is another name of one before it is that one.
    fn find_same(&mut self) {
        let mut known: BTreeMap<String, RecordId> = BTreeMap::new();
        for (id, one) in &self.funders {
            for name in &one.aliases {
                known.entry(folded(name)).or_insert(*id);
            }
        }
        for (id, one) in &self.funders {
            let names = [&one.label, &one.code]
                .into_iter()
                .filter(|name| !name.is_empty());
            let mut others = names.filter_map(|name| known.get(&folded(name)));
            // Of two that each bear the name of the other, the one with the lower id is kept.
            let other = others.find(|other| *other != id && !(self.same_as.contains_key(other)));
            if let Some(other) = other {
                self.same_as.insert(*id, *other);
            }
        }
    }

    /// Who a row is really of; `None` where it names nobody who is here.
    pub(super) fn payer(&self, named: Option<RecordId>) -> Option<RecordId> {
        let named = named.filter(|id| self.funders.contains_key(id))?;
        Some(self.same_as.get(&named).copied().unwrap_or(named))
    }

    pub(super) fn name(&self, payer: Option<RecordId>) -> FunderName {
        let entry = payer.and_then(|id| self.funders.get(&id));
        FunderName {
            funder: payer,
            label: entry.map(|one| one.label.clone()).unwrap_or_default(),
            aliases: entry.map(|one| one.aliases.clone()).unwrap_or_default(),
            is_state: entry.is_some_and(|one| one.is_state),
        }
    }

    /// Who pays, in order of name.
    pub(super) fn names(&self) -> Vec<FunderName> {
        let kept = self
            .funders
            .keys()
            .filter(|id| !self.same_as.contains_key(id));
        let mut names: Vec<_> = kept.map(|id| self.name(Some(*id))).collect();
        names.sort_by(|one, other| (&one.label, one.funder).cmp(&(&other.label, other.funder)));
        names
    }

    /// Funders that were entered twice.
    pub(super) fn twice_named(&self) -> Vec<Remark> {
        let name = |id: &RecordId| self.name(Some(*id)).label;
        let pairs = self
            .same_as
            .iter()
            .map(|(id, other)| Remark::OneUnderTwoNames {
                funder: name(other),
                other: name(id),
            });
        pairs.collect()
    }
}

impl FunderEntry {
    fn read(record: &Record) -> Self {
        let aliases = record.get(funder::ALIASES).unwrap_or_default();
        Self {
            label: record.get(funder::LABEL).unwrap_or_default(),
            code: record.get(funder::CODE).unwrap_or_default(),
            aliases: aliases.iter().cloned().collect(),
            is_state: is_state(record.get(funder::KIND)),
        }
    }
}
