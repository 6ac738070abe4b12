//! The texts of a report: what was written for its year, else for the latest year before.

use std::collections::BTreeMap;

use casework::choices::ReportSection;
use casework::{ReportText, report_text};
use record::{Choice, Record, RecordId};
use serde::{Deserialize, Serialize};

/// A text of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBlock {
    /// The id of its section.
    pub section: String,
    /// The year it was written for.
    pub year: u32,
    /// The text.
    pub text: String,
    /// Its record.
    pub record: RecordId,
}

/// The record of the text of a section for a year: the same on every device, so that two who write it write one.
///
/// The id of the team, with the section and the year folded into its last bytes.
pub fn id_of_text(team: RecordId, section: ReportSection, year: u32) -> RecordId {
    let place = ReportSection::ALL.iter().position(|one| *one == section);
    let place = u8::try_from(place.unwrap_or_default()).unwrap_or_default();
    let mut bytes = *team.as_bytes();
    let folded = year.to_be_bytes().into_iter().chain([place, 0xb1]);
    for (byte, fold) in bytes.iter_mut().rev().zip(folded) {
        *byte ^= fold;
    }
    RecordId::from_bytes(bytes)
}

/// The texts that stand for a year, in the order of the report; a section that nothing was ever written for is left out, like one whose
/// latest text is empty.
pub(super) fn texts(records: &[&Record], year: i32) -> Vec<TextBlock> {
    let mut latest: BTreeMap<ReportSection, TextBlock> = BTreeMap::new();
    let texts = records
        .iter()
        .filter(|record| *record.kind() == ReportText::KIND);
    for record in texts {
        let (section, of_year) = (
            record.get(report_text::SECTION),
            record.get(report_text::YEAR),
        );
        let (Some(section), Some(of_year)) = (section, of_year) else {
            continue;
        };
        if i64::from(of_year) > i64::from(year) {
            continue;
        }
        let block = TextBlock {
            section: section.id().to_owned(),
            year: of_year,
            text: record.get(report_text::TEXT).unwrap_or_default(),
            record: record.id(),
        };
        let known = latest.get(&section).map(|known| (known.year, known.record));
        if known.is_none_or(|known| known < (block.year, block.record)) {
            latest.insert(section, block);
        }
    }
    latest
        .into_values()
        .filter(|block| !block.text.trim().is_empty())
        .collect()
}
