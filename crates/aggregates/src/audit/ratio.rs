use std::cmp::Ordering;

/// An exact fraction with a positive denominator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    pub(super) const fn new(numerator: i128, denominator: i128) -> Self {
        Self { numerator, denominator }
    }

    pub(super) const fn whole(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    pub(super) const fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    pub(super) const fn ceil(self) -> i128 {
        -(-self.numerator).div_euclid(self.denominator)
    }

    /// Returns how far apart two fractions are.
    pub(super) const fn distance(self, other: Self) -> Self {
        let apart = self.numerator * other.denominator - other.numerator * self.denominator;
        Self { numerator: apart.abs(), denominator: self.denominator * other.denominator }
    }

    /// Returns how often a positive fraction goes into this one; none for zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let over = Self::new(self.numerator * other.denominator, self.denominator * other.numerator);
        (other.numerator > 0).then_some(over)
    }

    /// Returns `self - other` as a number for statistics.
    #[expect(clippy::cast_precision_loss, reason = "widths are summed up for an average, not decided on")]
    pub(super) fn minus(self, other: Self) -> f64 {
        let numerator = self.numerator * other.denominator - other.numerator * self.denominator;
        numerator as f64 / (self.denominator * other.denominator) as f64
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}
