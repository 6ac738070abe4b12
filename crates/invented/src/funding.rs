//! The partnership's money: its convention, its plan and its grants, those of `tests/facts/funding.json`.

use casework::choices::FunderKind;
use casework::{
    Convention, Funder, FundingLine, Grant, StatedTotal, convention, funder, funding_line, grant,
    stated_total,
};
use chrono::NaiveDate;
use record::Set;

use crate::calendar::day;
use crate::draft::InventedRecord;
use crate::words::Text;
use crate::world::{Purpose, World};

/// Who pays, what is planned of it a year, and its grant of 2020. Amounts in euros.
struct Payer {
    code: &'static str,
    label: &'static str,
    aliases: &'static [&'static str],
    kind: FunderKind,
    planned: [i64; 3],
    requested: i64,
    agreed: i64,
    paid: i64,
    /// Year, month and day.
    paid_on: (i32, u32, u32),
}

const FIRST_YEAR: u32 = 2020;

/// What an inter-municipal body that shares evenly is to pay a year.
const SHARED: [i64; 3] = [1_580, 2_460, 3_602];

const fn body(code: &'static str, label: &'static str) -> Payer {
    Payer {
        code,
        label,
        aliases: &[],
        kind: FunderKind::InterMunicipal,
        planned: SHARED,
        requested: 2_400,
        agreed: 1_580,
        paid: 2_400,
        paid_on: (2020, 9, 4),
    }
}

const PAYERS: [Payer; 7] = [
    Payer {
        planned: [6_000, 8_200, 12_740],
        requested: 6_700,
        agreed: 6_000,
        paid: 6_000,
        paid_on: (2020, 8, 21),
        ..body(
            "ca-forbach-porte-de-france",
            "Communauté d'Agglomération de Forbach Porte de France",
        )
    },
    Payer {
        paid: 1_580,
        paid_on: (2020, 12, 15),
        ..body(
            "cc-freyming-merlebach",
            "Communauté de Communes de Freyming-Merlebach",
        )
    },
    Payer {
        requested: 7_200,
        paid_on: (2020, 11, 4),
        ..body(
            "ca-saint-avold-synergie",
            "Communauté d'Agglomération Saint-Avold Synergie",
        )
    },
    body("cc-warndt", "Communauté de Communes du Warndt"),
    Payer {
        requested: 3_100,
        paid_on: (2020, 12, 14),
        ..body(
            "cc-houve-pays-boulageois",
            "Communauté de Communes de la Houve et du Pays Boulageois",
        )
    },
    Payer {
        paid_on: (2020, 1, 9),
        ..body(
            "cc-bouzonvillois-trois-frontieres",
            "Communauté de Communes du Bouzonvillois Trois Frontières",
        )
    },
    Payer {
        aliases: &["FIPDR", "state-fipdr"],
        kind: FunderKind::State,
        planned: [37_350, 30_750, 20_500],
        requested: 34_000,
        agreed: 37_350,
        paid: 37_350,
        paid_on: (2021, 2, 5),
        ..body("state-cipdr", "SG – CIPDR (État)")
    },
];

/// What the partnership's report prints below its grants, in euros: asked for, agreed, paid.
const PRINTED_TOTALS: [i64; 3] = [63_900, 51_250, 52_130];

const fn cents(euros: i64) -> i64 {
    euros * 100
}

/// The funders, the convention, the lines of its plan, the grants, and the totals that the report prints.
pub(crate) fn records(world: &World) -> Vec<InventedRecord> {
    let mut chance = world.chance(Purpose::Convention, 0);
    let agreement = world.id(Purpose::Convention, 0);
    let mut records = vec![
        InventedRecord::new(agreement, Convention::ID)
            .with(
                convention::LABEL,
                world.words.text(Text::Convention, &mut chance).to_owned(),
            )
            .with(convention::FIRST_YEAR, FIRST_YEAR)
            .with(convention::LAST_YEAR, FIRST_YEAR + 2)
            .with(convention::YEARLY_TOTAL, cents(51_250)),
    ];
    for (index, payer) in (0..).zip(&PAYERS) {
        records.extend(payer.records(world, index, agreement));
    }
    let [requested, agreed, paid] = PRINTED_TOTALS.map(cents);
    records.push(
        InventedRecord::new(world.id(Purpose::StatedTotal, 0), StatedTotal::ID)
            .with(stated_total::YEAR, FIRST_YEAR)
            .with(
                stated_total::SOURCE,
                world.words.text(Text::Paper, &mut chance).to_owned(),
            )
            .with(stated_total::REQUESTED, requested)
            .with(stated_total::AGREED, agreed)
            .with(stated_total::PAID, paid),
    );
    records
}

impl Payer {
    fn records(
        &self,
        world: &World,
        index: u64,
        agreement: record::RecordId,
    ) -> Vec<InventedRecord> {
        let payer = world.id(Purpose::Funder, index);
        let aliases: Set<String> = self
            .aliases
            .iter()
            .map(|alias| (*alias).to_owned())
            .collect();
        let mut records = vec![
            InventedRecord::new(payer, Funder::ID)
                .with(funder::LABEL, self.label.to_owned())
                .with(funder::CODE, self.code.to_owned())
                .with(funder::KIND, self.kind)
                .with(funder::ALIASES, aliases),
        ];
        let years = (FIRST_YEAR..).zip(self.planned);
        records.extend(years.map(|(year, amount)| {
            let line = world.id(
                Purpose::FundingLine,
                index * 10 + u64::from(year - FIRST_YEAR),
            );
            InventedRecord::new(line, FundingLine::ID)
                .with(funding_line::CONVENTION, agreement)
                .with(funding_line::FUNDER, payer)
                .with(funding_line::YEAR, year)
                .with(funding_line::AMOUNT, cents(amount))
        }));
        let (year, month, of_month) = self.paid_on;
        let paid_on: NaiveDate = day(year, month, of_month);
        records.push(
            InventedRecord::new(world.id(Purpose::Grant, index), Grant::ID)
                .with(grant::FUNDER, payer)
                .with(grant::YEAR, FIRST_YEAR)
                .with(grant::REQUESTED, cents(self.requested))
                .with(grant::AGREED, cents(self.agreed))
                .with(grant::PAID, cents(self.paid))
                .with(grant::PAID_ON, paid_on),
        );
        records
    }
}
