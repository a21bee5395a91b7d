/// Cuts an amount down to thousands, toward zero, as each printed amount is on its own.
///
/// The printed parts may therefore add up to less than the printed total.
pub const fn thousand_yen(yen: i64) -> i64 {
    yen / 1000
}

/// Writes a number with a comma between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (digit, left) in digits.chars().zip((0..digits.len()).rev()) {
        written.push(digit);
        if left > 0 && left % 3 == 0 {
            written.push(',');
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_printed_parts_may_add_up_to_less_than_the_printed_total() {
        let yen = [13_233_900, 13_741_700, 8_123_500, 3_091_400];

        let parts: i64 = yen.into_iter().map(thousand_yen).sum();
        let total = thousand_yen(yen.into_iter().sum());

        assert_eq!((parts, total), (38_188, 38_190), "each printed amount is cut down on its own");
    }

    #[test]
    fn amounts_are_cut_toward_zero() {
        assert_eq!([999, 1000, -999, -1000, 0].map(thousand_yen), [0, 1, 0, -1, 0]);
    }

    #[test]
    fn digits_are_grouped_by_three() {
        let written = [0, 12, 559, 1000, 38_190, 1_234_567].map(grouped);

        assert_eq!(written, ["0", "12", "559", "1,000", "38,190", "1,234,567"]);
    }

    proptest! {
        #[test]
        fn grouping_loses_no_digit(number: u64) {
            prop_assert_eq!(grouped(number).replace(',', ""), number.to_string());
        }
    }
}
