//! Whether sums that were opened, taken together, would tell the counts of one or two laptops.
//!
//! Each opened sum is a row: 1 for every file in it. Whoever has the sums has every combination of the rows. A combination
//! that holds files of fewer than three laptops alone must not exist. There is one exactly if the rows become dependent
//! when the columns of these laptops are taken out: if the rank falls.

use std::collections::{BTreeMap, BTreeSet};

use super::Set;
use crate::identity::LaptopId;

/// A Mersenne prime. Determinants of up to 24 rows of 0 and 1 are smaller (Hadamard), so that ranks are those of the
/// rational numbers.
const PRIME: u128 = (1 << 61) - 1;

/// Files that are in the same sums say the same: which laptops have one, by the sums.
type Columns = BTreeMap<Vec<bool>, BTreeSet<LaptopId>>;

/// Whether one or two laptops could be singled out of all these sums together.
pub(super) fn singles_out(opened: &[Set], set: &Set) -> bool {
    let columns = columns(opened, set);
    let whole = rank(columns.keys());
    // Where three laptops or more share a column, it stays when two of them are taken out.
    let few: BTreeSet<_> = columns.values().filter(|laptops| laptops.len() < 3).flatten().copied().collect();
    let tells = |a: LaptopId, b: LaptopId| {
        let left = columns.iter().filter(|(_, laptops)| laptops.iter().any(|one| *one != a && *one != b));
        rank(left.map(|(column, _)| column)) < whole
    };
    few.iter().any(|a| few.range(*a..).any(|b| tells(*a, *b)))
}

fn columns(opened: &[Set], set: &Set) -> Columns {
    let sums: Vec<_> = opened.iter().chain([set]).collect();
    let files: BTreeSet<_> = sums.iter().flat_map(|sum| sum.iter()).collect();
    let mut columns = Columns::new();
    for (laptop, file) in files {
        let column = sums.iter().map(|sum| sum.get(laptop) == Some(file)).collect();
        columns.entry(column).or_default().insert(*laptop);
    }
    columns
}

/// The rank of these columns, by Gauss.
fn rank<'a>(columns: impl Iterator<Item = &'a Vec<bool>>) -> usize {
    let mut basis: Vec<(usize, Vec<u128>)> = Vec::new();
    for column in columns {
        let mut column: Vec<u128> = column.iter().map(|one| u128::from(*one)).collect();
        for (lead, of) in &basis {
            let factor = column.get(*lead).copied().unwrap_or_default();
            for (value, by) in column.iter_mut().zip(of) {
                *value = (*value + (PRIME - factor) * by) % PRIME;
            }
        }
        let lead = column.iter().enumerate().find(|(_, value)| **value != 0).map(|(lead, value)| (lead, *value));
        if let Some((lead, value)) = lead {
            let inverse = power(value, PRIME - 2);
            column.iter_mut().for_each(|value| *value = *value * inverse % PRIME);
            basis.push((lead, column));
        }
    }
    basis.len()
}

fn power(mut base: u128, mut exponent: u128) -> u128 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Identity;

    fn laptop(number: u8) -> LaptopId {
        Identity::from_secret(&[number; 32]).public().id()
    }

    fn set(laptops: impl IntoIterator<Item = u8>) -> Set {
        laptops.into_iter().map(|number| (laptop(number), [number; 32])).collect()
    }

    #[test]
    fn a_laptop_that_four_sums_together_single_out_is_found_though_every_pair_differs_by_three() {
        let with = |odd: &[u8]| [set((1..=6).chain(odd.iter().copied())), set(7..=9), set((1..=3).chain(7..=9))];
        let last = set(4..=6);

        assert!(singles_out(&with(&[10]), &last), "first + second - third - last is laptop 10 alone");
        assert!(singles_out(&with(&[10, 11]), &last), "two together are too few");
        assert!(!singles_out(&with(&[10, 11, 12]), &last), "three are enough");
        assert!(!singles_out(&with(&[10])[..2], &with(&[10])[2]), "before the fourth nothing tells");
    }

    #[test]
    fn a_second_file_of_a_laptop_is_another_column() {
        let first = set(1..=9);
        let mut corrected = first.clone();
        corrected.insert(laptop(1), [99; 32]);
        assert!(singles_out(std::slice::from_ref(&first), &corrected), "the difference is what laptop 1 corrected");
        corrected.insert(laptop(2), [98; 32]);
        corrected.insert(laptop(3), [97; 32]);
        assert!(!singles_out(&[first], &corrected));
    }

    #[test]
    fn many_sums_of_many_laptops_that_grow_by_three_tell_nothing() {
        let opened: Vec<_> = (0..8).map(|round| set(1..=20 + 3 * round)).collect();

        assert!(!singles_out(&opened, &set(1..=44)));
        assert!(singles_out(&opened, &set(1..=43)), "two laptops more than the last");
    }
}
