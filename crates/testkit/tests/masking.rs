//! No reader of masked tables finds a small number again, whatever is added to or taken from what: proved over small random tables by
//! a solver that shares no line with what masks.

use std::collections::BTreeSet;

use proptest::prelude::*;
use report::extract::extract;
use report::masking::{Mask, SMALL, Sheet, Sum, mask};
use report::{Deck, Facts};
use testkit::{Language, partnership, to_records};

/// Every number that a masked cell could be, as far as anyone can tell: each assignment of the masked cells that keeps all sums is
/// tried, by backtracking with what is left of each sum.
struct Solver<'a> {
    sheet: &'a Sheet,
    mask: &'a Mask,
    /// Masked cells, in the order they are tried.
    unknown: Vec<usize>,
    /// The largest number tried: no masked cell is above the sum it is part of.
    most: Vec<u32>,
}

impl<'a> Solver<'a> {
    fn new(sheet: &'a Sheet, mask: &'a Mask) -> Self {
        let unknown: Vec<usize> = mask.masked.iter().copied().collect();
        let largest = sheet.cells.iter().copied().max().unwrap_or(0);
        Self {
            sheet,
            mask,
            most: vec![largest + 3; unknown.len()],
            unknown,
        }
    }

    /// Whether some table that fits has another number than the true one in the cell.
    fn is_ambiguous(&self, cell: usize) -> bool {
        let mut numbers: Vec<Option<u32>> = (0..self.sheet.cells.len())
            .map(|one| self.mask.number(one, &self.sheet.cells))
            .collect();
        let mut order = self.unknown.clone();
        // The cell in question first: so few assignments are tried in vain.
        order.sort_by_key(|one| (*one != cell, *one));
        let truth = self.sheet.cells[cell];
        (1..=self.most.first().copied().unwrap_or(1))
            .filter(|number| *number != truth)
            .any(|number| {
                numbers[cell] = Some(number);
                let found = self.fits(&numbers) && self.search(&mut numbers, &order[1..]);
                numbers[cell] = None;
                found
            })
    }

    fn search(&self, numbers: &mut Vec<Option<u32>>, rest: &[usize]) -> bool {
        let Some((cell, rest)) = rest.split_first() else {
            return true;
        };
        // What a sum leaves decides, where it leaves one alone.
        let candidates: Vec<u32> = match self.forced(numbers, *cell) {
            Some(Some(number)) => vec![number],
            Some(None) => Vec::new(),
            None => (1..=self.most.first().copied().unwrap_or(1)).collect(),
        };
        for number in candidates {
            numbers[*cell] = Some(number);
            if self.fits(numbers) && self.search(numbers, rest) {
                numbers[*cell] = None;
                return true;
            }
            numbers[*cell] = None;
        }
        false
    }

    /// The number a cell must be, where it is the only unknown of a sum; `Some(None)` where it can be none.
    fn forced(&self, numbers: &[Option<u32>], cell: usize) -> Option<Option<u32>> {
        self.sheet.sums.iter().find_map(|sum| {
            let others: Vec<usize> = sum
                .parts
                .iter()
                .copied()
                .filter(|part| *part != cell)
                .collect();
            let parts: Option<u32> = others.iter().map(|part| numbers[*part]).sum();
            match (sum.total == cell, sum.parts.contains(&cell)) {
                (true, _) => Some(parts?.checked_sub(0).filter(|number| *number >= 1)),
                (_, true) => Some(
                    numbers[sum.total]?
                        .checked_sub(parts?)
                        .filter(|number| *number >= 1),
                ),
                _ => None,
            }
        })
    }

    /// Whether no sum is broken yet.
    fn fits(&self, numbers: &[Option<u32>]) -> bool {
        self.sheet.sums.iter().all(|sum| {
            let known: u32 = sum.parts.iter().filter_map(|part| numbers[*part]).sum();
            let unknown = u32::try_from(
                sum.parts
                    .iter()
                    .filter(|part| numbers[**part].is_none())
                    .count(),
            )
            .unwrap_or(0);
            match (numbers[sum.total], unknown) {
                (Some(total), 0) => known == total,
                (Some(total), unknown) => known + unknown <= total,
                (None, _) => true,
            }
        })
    }
}

fn sum(total: usize, parts: Vec<usize>) -> Sum {
    Sum { total, parts }
}

/// Stations by company, zones, total; and the same stations by funder: the tables of a report and of every funder's extract.
fn tables(stations: &[u32], companies: &[usize], funders: &[usize]) -> Sheet {
    let mut cells = stations.to_vec();
    let mut sums = Vec::new();
    let mut group = |of: &[usize], count: usize| -> Vec<usize> {
        let totals = (0..count).filter_map(|group| {
            let parts: Vec<usize> = (0..stations.len())
                .filter(|station| of[*station] == group)
                .collect();
            if parts.is_empty() {
                return None;
            }
            cells.push(parts.iter().map(|part| cells[*part]).sum());
            sums.push(sum(cells.len() - 1, parts));
            Some(cells.len() - 1)
        });
        totals.collect()
    };
    let by_company = group(companies, 3);
    let by_funder = group(funders, 3);
    cells.push(stations.iter().sum());
    let total = cells.len() - 1;
    sums.push(sum(total, by_company));
    sums.push(sum(total, by_funder));
    Sheet {
        cells,
        sums,
        ..Sheet::default()
    }
}

/// Two halves of a year that add up to it, station by station, and each period to its total: new cases.
fn halves(first: &[u32], second: &[u32]) -> Sheet {
    let count = first.len();
    let year: Vec<u32> = first
        .iter()
        .zip(second)
        .map(|(one, other)| one + other)
        .collect();
    let mut cells: Vec<u32> = first.iter().chain(second).chain(&year).copied().collect();
    let mut sums: Vec<Sum> = (0..count)
        .map(|at| sum(2 * count + at, vec![at, count + at]))
        .collect();
    let totals: Vec<usize> = (0..3)
        .map(|period| {
            let parts: Vec<usize> = (period * count..(period + 1) * count).collect();
            cells.push(parts.iter().map(|part| cells[*part]).sum());
            sums.push(sum(cells.len() - 1, parts));
            cells.len() - 1
        })
        .collect();
    sums.push(sum(totals[2], vec![totals[0], totals[1]]));
    Sheet {
        cells,
        sums,
        ..Sheet::default()
    }
}

fn check(sheet: &Sheet) -> Result<(), TestCaseError> {
    let mask = mask(sheet);
    prop_assert_eq!(
        &mask.given_away,
        &BTreeSet::new(),
        "nothing was shown before"
    );
    for sum in &sheet.sums {
        let parts: u32 = sum.parts.iter().map(|part| sheet.cells[*part]).sum();
        prop_assert_eq!(
            parts,
            sheet.cells[sum.total],
            "the table of the test adds up"
        );
    }
    let solver = Solver::new(sheet, &mask);
    for (cell, number) in sheet.cells.iter().enumerate() {
        if (1..=SMALL).contains(number) {
            prop_assert!(mask.masked.contains(&cell), "{cell} is small and shown");
            prop_assert!(
                solver.is_ambiguous(cell),
                "{cell} can only be {number}: {:?} of {:?}",
                mask.masked,
                sheet
            );
        }
    }
    Ok(())
}

#[test]
fn the_solver_finds_what_small_numbers_masked_alone_give_away() {
    let sheet = Sheet {
        cells: vec![3, 7, 10, 20],
        sums: vec![sum(3, vec![0, 1, 2])],
        ..Sheet::default()
    };
    let alone = Mask {
        masked: BTreeSet::from([0]),
        ..Mask::default()
    };
    assert!(!Solver::new(&sheet, &alone).is_ambiguous(0));
    let safe = mask(&sheet);
    assert!(Solver::new(&sheet, &safe).is_ambiguous(0));
}

/// The extracts of every funder of the partnership's report, published twice and by halves.
#[test]
fn extracts_of_the_partnership_show_no_small_number() {
    let records = to_records(&partnership(Language::French));
    let facts: Facts = records.iter().collect();
    let deck = |from: &str, to: &str| {
        let day = |text: &str| text.parse().expect("a day");
        Deck::of(&facts, casework::Case::SCHEMA, &records, day(from), day(to))
    };
    let year = deck("2020-01-01", "2021-01-01");
    let halves = [
        deck("2020-01-01", "2020-07-01"),
        deck("2020-07-01", "2021-01-01"),
    ];
    let parts: Vec<Vec<&Deck>> = halves.iter().map(|half| vec![half]).collect();
    let mut shown = 0;
    for funder in &year.funders {
        let extract = extract(&[&year, &year], &parts, funder).expect("a funder of the report");
        assert_eq!(extract.given_away, 0);
        assert_eq!(extract.total, Some(163));
        for row in &extract.rows {
            assert!(
                row.cases.is_none_or(|cases| cases == 0 || cases > SMALL),
                "{row:?}"
            );
            shown += usize::from(row.cases.is_some());
        }
        let known: Option<u32> = extract.rows.iter().map(|row| row.cases).sum();
        assert!(known.is_none() || known == extract.subtotal, "{extract:#?}");
    }
    assert!(shown >= 4, "large numbers are shown: {shown}");
    assert_eq!(extract(&[&year], &[], "Nobody"), None);
}

fn small_or_not() -> impl Strategy<Value = u32> {
    prop_oneof![2 => 0..=5_u32, 1 => 5..=12_u32]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn extracts_of_all_funders_together_give_nothing_back(
        rows in prop::collection::vec((small_or_not(), 0..3_usize, 0..3_usize), 2..7)
    ) {
        let stations: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let companies: Vec<usize> = rows.iter().map(|row| row.1).collect();
        let funders: Vec<usize> = rows.iter().map(|row| row.2).collect();
        // A table whose total is small has nothing to hide behind: it does not leave at all.
        prop_assume!(stations.iter().sum::<u32>() > 2 * SMALL);
        check(&tables(&stations, &companies, &funders))?;
    }

    #[test]
    fn halves_and_their_year_give_nothing_back(rows in prop::collection::vec((small_or_not(), small_or_not()), 2..4)) {
        let first: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let second: Vec<u32> = rows.iter().map(|row| row.1).collect();
        prop_assume!(first.iter().sum::<u32>() > SMALL && second.iter().sum::<u32>() > SMALL);
        check(&halves(&first, &second))?;
    }

    #[test]
    fn a_second_publication_masks_what_the_first_did(
        rows in prop::collection::vec((small_or_not(), 0..3_usize, 0..3_usize), 3..6),
        more in prop::collection::vec(0..3_u32, 6),
    ) {
        let companies: Vec<usize> = rows.iter().map(|row| row.1).collect();
        let funders: Vec<usize> = rows.iter().map(|row| row.2).collect();
        let before: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let after: Vec<u32> = before.iter().zip(&more).map(|(one, more)| one + more).collect();
        prop_assume!(before.iter().sum::<u32>() > 2 * SMALL);
        let first = mask(&tables(&before, &companies, &funders));
        let mut sheet = tables(&after, &companies, &funders);
        sheet.hidden = first.masked.clone();
        let second = mask(&sheet);
        prop_assert!(first.masked.is_subset(&second.masked));
        check(&Sheet { hidden: first.masked, ..sheet })?;
    }
}
