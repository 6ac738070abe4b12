//! Small numbers that leave the team, masked so that no sum or difference of what is shown gives them back.
//!
//! A table is cells and sums: each sum says that a cell is the sum of others. Numbers from 1 to 4 are masked, and then as many others
//! as it takes: a masked small number is safe once there is another table, with the same shown numbers and the same sums, in which it
//! is another number. That other table is found, not hoped for: it is the proof. Who reads the table is taken to know every sum, that
//! a masked number is 1 at least (zeros are shown), and what else is said of a cell by `bounds`.
//!
//! Masked cells look alike, whether they are small or protect another: which is which is not told.
//!
//! Method: cell suppression as national statistics do it (Willenborg and de Waal, *Elements of Statistical Disclosure Control*, 2001,
//! chapter 4), with the null space of the sums over the masked cells in the place of a linear program: a table that differs from the
//! true one by a vector of the null space has the same sums.

use std::collections::BTreeSet;

/// The largest number that is small: 1 to 4 are masked, "fewer than five".
pub const SMALL: u32 = 4;

/// That a cell is the sum of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The cell that is the sum.
    pub total: usize,
    /// The cells it is the sum of.
    pub parts: Vec<usize>,
}

/// What else is known of a cell beside the table: from other tables that were shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// It is not less.
    pub least: u32,
    /// It is not more.
    pub most: u32,
}

impl Bounds {
    /// Nothing is known.
    pub const NONE: Self = Self {
        least: 0,
        most: u32::MAX,
    };
}

/// A table that is to leave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its numbers.
    pub cells: Vec<u32>,
    /// Every sum among them.
    pub sums: Vec<Sum>,
    /// What is known of each cell beside; of those left out at the end, nothing.
    pub bounds: Vec<Bounds>,
    /// Cells that stay masked because another table, shown before, masks them.
    pub hidden: BTreeSet<usize>,
    /// Cells that were shown before and cannot be taken back.
    pub shown: BTreeSet<usize>,
}

/// What is masked of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mask {
    /// The cells masked.
    pub masked: BTreeSet<usize>,
    /// Small numbers that what was shown before gives away, whatever is masked now.
    pub given_away: BTreeSet<usize>,
}

impl Mask {
    /// The number of a cell as it may be shown; `None` where it is masked.
    pub fn number(&self, cell: usize, cells: &[u32]) -> Option<u32> {
        let is_shown = !self.masked.contains(&cell);
        cells.get(cell).copied().filter(|_| is_shown)
    }
}

/// Masks a table. Of the tables that are safe, one with few masked cells: it is not proved to have the fewest.
pub fn mask(sheet: &Sheet) -> Mask {
    let is_small = |cell: &usize| (1..=SMALL).contains(&sheet.cells[*cell]);
    let all = 0..sheet.cells.len();
    let small: BTreeSet<usize> = all.filter(is_small).collect();
    let mut mask = Mask {
        masked: small.union(&sheet.hidden).copied().collect(),
        given_away: small.intersection(&sheet.shown).copied().collect(),
    };
    mask.masked.retain(|cell| !sheet.shown.contains(cell));
    loop {
        let space = NullSpace::of(sheet, &mask.masked);
        let wanted = small
            .iter()
            .filter(|cell| mask.masked.contains(cell) && !mask.given_away.contains(cell));
        let Some(exposed) = wanted.copied().find(|cell| !space.has_other(*cell, sheet)) else {
            return mask;
        };
        match next_to_mask(sheet, &mask.masked, exposed) {
            Some(cell) => {
                mask.masked.insert(cell);
            }
            // Everything that could be masked is: what was shown before gives it away.
            None => {
                mask.given_away.insert(exposed);
            }
        }
    }
}

/// The cell to mask next for one that is exposed: the smallest number above zero that shares a sum with it, or with what is masked
/// already; totals only where no part is left.
fn next_to_mask(sheet: &Sheet, masked: &BTreeSet<usize>, exposed: usize) -> Option<usize> {
    let may = |cell: &usize| {
        !masked.contains(cell) && !sheet.shown.contains(cell) && sheet.cells[*cell] > 0
    };
    let totals: BTreeSet<usize> = sheet.sums.iter().map(|sum| sum.total).collect();
    let of_sum =
        |sum: &Sum| -> Vec<usize> { sum.parts.iter().copied().chain([sum.total]).collect() };
    let sums: Vec<Vec<usize>> = sheet.sums.iter().map(of_sum).collect();
    let is_near = |cell: usize| {
        sums.iter()
            .any(|sum| sum.contains(&cell) && sum.contains(&exposed))
    };
    let is_beside = |cell: usize| {
        let of_cell = sums.iter().filter(|sum| sum.contains(&cell));
        of_cell.flatten().any(|other| masked.contains(other))
    };
    let order = |cell: &usize| {
        let is_total = totals.contains(cell);
        (
            is_total,
            !is_near(*cell),
            !is_beside(*cell),
            sheet.cells[*cell],
            *cell,
        )
    };
    (0..sheet.cells.len()).filter(may).min_by_key(order)
}

/// The vectors over the masked cells that change no sum: each with whole coordinates.
struct NullSpace {
    masked: Vec<usize>,
    basis: Vec<Vec<i64>>,
}

impl NullSpace {
    fn of(sheet: &Sheet, masked: &BTreeSet<usize>) -> Self {
        let masked: Vec<usize> = masked.iter().copied().collect();
        let place = |cell: usize| masked.binary_search(&cell).ok();
        let row = |sum: &Sum| {
            let mut row = vec![0_i64; masked.len()];
            let mut add = |cell: usize, sign: i64| {
                if let Some(place) = place(cell) {
                    row[place] += sign;
                }
            };
            sum.parts.iter().for_each(|part| add(*part, 1));
            add(sum.total, -1);
            row
        };
        let rows = sheet
            .sums
            .iter()
            .map(row)
            .filter(|row| row.iter().any(|one| *one != 0));
        let basis = null_space(rows.collect(), masked.len());
        Self { masked, basis }
    }

    /// Whether another table with the same shown numbers has another number in the cell. It is looked for from each vector that moves
    /// the cell, forth and back: where it takes another cell to what that cannot be, a vector that mends this is added, and so on.
    fn has_other(&self, cell: usize, sheet: &Sheet) -> bool {
        let Ok(place) = self.masked.binary_search(&cell) else {
            return false;
        };
        let moving = self.basis.iter().filter(|vector| vector[place] != 0);
        let mut steps = MOST_STEPS;
        moving
            .flat_map(|vector| [1, -1].map(|sign| scaled(vector, sign)))
            .any(|vector| self.is_mended(&vector, place, sheet, MOST_MENDS, &mut steps))
    }

    /// Whether a vector that moves the cell leads to a table, as it is or with so many others added.
    fn is_mended(
        &self,
        vector: &[i64],
        place: usize,
        sheet: &Sheet,
        mends: u32,
        steps: &mut u32,
    ) -> bool {
        let Some((broken, is_too_low)) = self.broken(vector, sheet) else {
            return vector[place] != 0;
        };
        if mends == 0 || *steps == 0 {
            return false;
        }
        *steps -= 1;
        let mending = self.basis.iter().filter(|other| other[broken] != 0);
        let towards = |other: &Vec<i64>| {
            if (other[broken] > 0) == is_too_low {
                1
            } else {
                -1
            }
        };
        let added = mending.map(|other| {
            let sign = towards(other);
            vector
                .iter()
                .zip(other)
                .map(|(one, other)| one + sign * other)
                .collect::<Vec<_>>()
        });
        let added: Vec<Vec<i64>> = added.collect();
        added
            .iter()
            .any(|vector| self.is_mended(vector, place, sheet, mends - 1, steps))
    }

    /// The first masked cell that a vector takes to a number it cannot be, and whether that is too low.
    fn broken(&self, vector: &[i64], sheet: &Sheet) -> Option<(usize, bool)> {
        let mut numbers = self.masked.iter().zip(vector).enumerate();
        numbers.find_map(|(place, (cell, moved))| {
            let number = i64::from(sheet.cells[*cell]) + moved;
            let bounds = sheet.bounds.get(*cell).copied().unwrap_or(Bounds::NONE);
            // The true number may be a zero that another table masked.
            let least = i64::from(bounds.least).max(i64::from(sheet.cells[*cell] > 0));
            let is_too_low = number < least;
            (is_too_low || number > i64::from(bounds.most)).then_some((place, is_too_low))
        })
    }
}

/// Vectors that are added to mend one, at the most.
const MOST_MENDS: u32 = 6;
/// Vectors that are looked at for one cell, at the most: a table that is not found by then is taken not to be, and more is masked.
const MOST_STEPS: u32 = 4_000;

fn scaled(vector: &[i64], sign: i64) -> Vec<i64> {
    vector.iter().map(|one| one * sign).collect()
}

/// A basis of the vectors that every row takes to zero, with whole coordinates without a common divisor. Rows are small whole numbers
/// and stay so: elimination without fractions, divided by what rows have in common (Bareiss).
fn null_space(mut rows: Vec<Vec<i64>>, width: usize) -> Vec<Vec<i64>> {
    let mut pivots: Vec<usize> = Vec::new();
    for column in 0..width {
        let rank = pivots.len();
        let Some(found) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else {
            continue;
        };
        rows.swap(rank, found);
        let pivot = rows[rank].clone();
        for (place, row) in rows.iter_mut().enumerate() {
            if place != rank && row[column] != 0 {
                let (by, of) = (pivot[column], row[column]);
                for (one, other) in row.iter_mut().zip(&pivot) {
                    *one = one
                        .saturating_mul(by)
                        .saturating_sub(other.saturating_mul(of));
                }
                reduce(row);
            }
        }
        pivots.push(column);
    }
    let free = (0..width).filter(|column| !pivots.contains(column));
    let vector = |column: usize| {
        let scale = pivots
            .iter()
            .enumerate()
            .map(|(row, pivot)| rows[row][*pivot].abs());
        let scale = scale.fold(1, least_common_multiple);
        let mut vector = vec![0; width];
        vector[column] = scale;
        for (row, pivot) in pivots.iter().enumerate() {
            vector[*pivot] = -rows[row][column] * (scale / rows[row][*pivot]);
        }
        reduce(&mut vector);
        vector
    };
    free.map(vector).collect()
}

fn reduce(row: &mut [i64]) {
    let divisor = row
        .iter()
        .fold(0, |divisor, one| greatest_common_divisor(divisor, *one));
    if divisor > 1 {
        row.iter_mut().for_each(|one| *one /= divisor);
    }
}

fn greatest_common_divisor(one: i64, other: i64) -> i64 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

fn least_common_multiple(one: i64, other: i64) -> i64 {
    match greatest_common_divisor(one, other) {
        0 => one,
        divisor => one / divisor * other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[u32], sums: &[(usize, &[usize])]) -> Sheet {
        let sums = sums.iter().map(|(total, parts)| Sum {
            total: *total,
            parts: parts.to_vec(),
        });
        Sheet {
            cells: cells.to_vec(),
            sums: sums.collect(),
            ..Sheet::default()
        }
    }

    fn masked(sheet: &Sheet) -> Vec<usize> {
        mask(sheet).masked.into_iter().collect()
    }

    #[test]
    fn a_small_number_alone_takes_another_with_it() {
        // 3 is 20 less 17: 7 goes too.
        assert_eq!(masked(&sheet(&[3, 7, 10, 20], &[(3, &[0, 1, 2])])), [0, 1]);
        assert_eq!(
            masked(&sheet(&[5, 7, 10, 22], &[(3, &[0, 1, 2])])),
            [] as [usize; 0]
        );
        // Zeros are shown.
        assert_eq!(
            masked(&sheet(&[0, 7, 7], &[(2, &[0, 1])])),
            [] as [usize; 0]
        );
    }

    #[test]
    fn two_that_can_only_be_what_they_are_are_not_enough() {
        // Two masked that sum to 2 are 1 and 1.
        assert_eq!(
            masked(&sheet(&[1, 1, 8, 10], &[(3, &[0, 1, 2])])),
            [0, 1, 2]
        );
        // 2 and 3 sum to 5: 1 and 4 would do as well.
        assert_eq!(masked(&sheet(&[2, 3, 8, 13], &[(3, &[0, 1, 2])])), [0, 1]);
    }

    #[test]
    fn what_two_sums_share_is_protected_in_both() {
        // Two by two, with sums of rows, of columns, and of all.
        let sums: &[(usize, &[usize])] = &[
            (4, &[0, 1]),
            (5, &[2, 3]),
            (6, &[0, 2]),
            (7, &[1, 3]),
            (8, &[4, 5]),
            (8, &[6, 7]),
        ];
        let table = sheet(&[2, 9, 8, 7, 11, 15, 10, 16, 26], sums);
        assert_eq!(masked(&table), [0, 1, 2, 3]);
    }

    #[test]
    fn what_was_shown_before_is_not_taken_back_and_is_told() {
        let mut table = sheet(&[3, 7, 10], &[(2, &[0, 1])]);
        table.shown = BTreeSet::from([1, 2]);
        let mask = mask(&table);
        assert_eq!(mask.given_away, BTreeSet::from([0]));
        table.shown = BTreeSet::from([0]);
        assert_eq!(super::mask(&table).given_away, BTreeSet::from([0]));
    }

    #[test]
    fn what_else_is_known_is_reckoned_with() {
        let mut table = sheet(&[3, 7, 12, 22], &[(3, &[0, 1, 2])]);
        // Another table says that the second is 7: it protects nothing.
        table.bounds = vec![Bounds::NONE, Bounds { least: 7, most: 7 }];
        assert_eq!(masked(&table), [0, 1, 2]);
    }
}
