//! Shares and their proofs: Prio3SumVec of `draft-irtf-cfrg-vdaf-18`, twice, for two key holders.
//!
//! The counts are a vector of values from 0 to 255, and beside it stands a vector of 0 and 1 that says where a laptop
//! counted anything. Key holder 0 has the long share, key holder 1 a seed.

use prio::{
    codec::{Encode, ParameterizedDecode},
    field::Field128,
    vdaf::{
        Aggregator, Client, Collector, VerifyTransition,
        prio3::{
            Prio3, Prio3InputShare, Prio3PublicShare, Prio3SumVec, Prio3VerifierShare, Prio3VerifyState,
            optimal_chunk_length,
        },
    },
};
use serde::{Deserialize, Serialize};

use crate::{fault::Fault, schema::Layout};

type State = Prio3VerifyState<Field128, 32>;

/// The largest value of a position.
const LARGEST: u128 = 255;

/// Two byte strings: of the counts, and of the vector of 0 and 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pair {
    pub counts: Vec<u8>,
    pub present: Vec<u8>,
}

/// What a laptop made: something for both key holders, and a share for each.
pub(crate) struct Split {
    pub public: Pair,
    pub shares: [Pair; 2],
}

/// One of the two vectors.
struct Vector {
    vdaf: Prio3SumVec,
    label: &'static [u8],
}

/// Both vectors of a sum.
pub(crate) struct Vectors {
    counts: Vector,
    present: Vector,
    context: [u8; 32],
}

/// What a key holder's check needs.
pub(crate) struct Checking<'a> {
    pub key: &'a [u8; 32],
    pub holder: usize,
    pub nonce: &'a [u8; 16],
}

fn refused<E>(_: E) -> Fault {
    Fault::Damaged
}

impl Vector {
    fn new(largest: u128, bits: usize, positions: usize, label: &'static [u8]) -> Result<Self, Fault> {
        let chunk = optimal_chunk_length(bits.saturating_mul(positions));
        let vdaf = Prio3::new_sum_vec(2, largest, positions, chunk).map_err(|_| Fault::Schema)?;
        Ok(Self { vdaf, label })
    }

    fn context(&self, context: &[u8; 32]) -> Vec<u8> {
        [context.as_slice(), self.label].concat()
    }

    fn split(
        &self,
        context: &[u8; 32],
        nonce: &[u8; 16],
        values: &Vec<u128>,
    ) -> Result<(Vec<u8>, [Vec<u8>; 2]), Fault> {
        let (public, shares) = self.vdaf.shard(&self.context(context), values, nonce).map_err(|_| Fault::Cipher)?;
        let bytes: Vec<_> = shares.iter().map(Encode::get_encoded).collect::<Result<_, _>>().map_err(refused)?;
        Ok((public.get_encoded().map_err(refused)?, bytes.try_into().map_err(refused)?))
    }

    /// Returns the state to be kept, and what the other key holder needs.
    fn check(
        &self,
        context: &[u8; 32],
        with: &Checking<'_>,
        public: &[u8],
        share: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), Fault> {
        let public = Prio3PublicShare::get_decoded_with_param(&self.vdaf, public).map_err(refused)?;
        let share = Prio3InputShare::get_decoded_with_param(&(&self.vdaf, with.holder), share).map_err(refused)?;
        let (state, verifier) = self
            .vdaf
            .verify_init(with.key, &self.context(context), with.holder, &(), with.nonce, &public, &share)
            .map_err(refused)?;
        Ok((state.get_encoded().map_err(refused)?, verifier.get_encoded().map_err(refused)?))
    }

    /// Returns what a kept state adds to the sum, if both checks together hold.
    fn accept(
        &self,
        context: &[u8; 32],
        holder: usize,
        state: &[u8],
        checks: [&[u8]; 2],
    ) -> Result<Vec<Field128>, Fault> {
        let context = self.context(context);
        let state = State::get_decoded_with_param(&(&self.vdaf, holder), state).map_err(refused)?;
        let checks: Vec<Prio3VerifierShare<_, 32>> = checks
            .iter()
            .map(|bytes| ParameterizedDecode::get_decoded_with_param(&state, bytes))
            .collect::<Result<_, _>>()
            .map_err(refused)?;
        let message = self.vdaf.verifier_shares_to_message(&context, &(), checks).map_err(refused)?;
        match self.vdaf.verify_next(&context, state, message).map_err(refused)? {
            VerifyTransition::Finish(share) => Ok(share.as_ref().to_vec()),
            VerifyTransition::Continue(..) => Err(Fault::Damaged),
        }
    }

    fn open(&self, sums: [Vec<Field128>; 2], laptops: usize) -> Result<Vec<u128>, Fault> {
        self.vdaf.unshard(&(), sums.map(Into::into), laptops).map_err(refused)
    }
}

impl Vectors {
    /// Makes ready for a schema of so many positions.
    ///
    /// # Errors
    /// [`Fault::Schema`] for none.
    pub fn new(positions: usize, context: [u8; 32]) -> Result<Self, Fault> {
        if positions == 0 {
            return Err(Fault::Schema);
        }
        Ok(Self {
            counts: Vector::new(LARGEST, 8, positions, b"counts")?,
            present: Vector::new(1, 1, positions, b"present")?,
            context,
        })
    }

    /// Splits what a laptop counted.
    pub fn split(&self, nonce: &[u8; 16], layout: &Layout) -> Result<Split, Fault> {
        let (public_counts, [c0, c1]) = self.counts.split(&self.context, nonce, &layout.counts)?;
        let (public_present, [p0, p1]) = self.present.split(&self.context, nonce, &layout.present)?;
        Ok(Split {
            public: Pair { counts: public_counts, present: public_present },
            shares: [Pair { counts: c0, present: p0 }, Pair { counts: c1, present: p1 }],
        })
    }

    /// Begins to check a share: what is kept, and what the other key holder is told.
    pub fn check(&self, with: &Checking<'_>, public: &Pair, share: &Pair) -> Result<(Pair, Pair), Fault> {
        let counts = self.counts.check(&self.context, with, &public.counts, &share.counts)?;
        let present = self.present.check(&self.context, with, &public.present, &share.present)?;
        Ok((Pair { counts: counts.0, present: present.0 }, Pair { counts: counts.1, present: present.1 }))
    }

    /// Adds what was kept of a share to a sum, if the checks of both key holders hold together.
    pub fn accept(&self, sum: &mut Sum, holder: usize, kept: &Pair, checks: [&Pair; 2]) -> Result<(), Fault> {
        let bytes = checks.map(|check| check.counts.as_slice());
        let counts = self.counts.accept(&self.context, holder, &kept.counts, bytes)?;
        let bytes = checks.map(|check| check.present.as_slice());
        let present = self.present.accept(&self.context, holder, &kept.present, bytes)?;
        add(&mut sum.counts, &counts);
        add(&mut sum.present, &present);
        Ok(())
    }

    /// Puts the sums of both key holders together.
    pub fn open(&self, [a, b]: [Sum; 2], laptops: usize) -> Result<Layout, Fault> {
        let counts = self.counts.open([a.counts, b.counts], laptops)?;
        let present = self.present.open([a.present, b.present], laptops)?;
        Ok(Layout { counts, present })
    }

    /// A sum of nothing.
    pub fn nothing(&self) -> Sum {
        let zeros = |vector: &Vector| vec![Field128::from(0); vector.vdaf.output_len()];
        Sum { counts: zeros(&self.counts), present: zeros(&self.present) }
    }
}

/// A key holder's sum of shares: says nothing without the other's.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    counts: Vec<Field128>,
    present: Vec<Field128>,
}

impl Sum {
    pub fn to_bytes(&self) -> Result<Pair, Fault> {
        Ok(Pair { counts: bytes_of(&self.counts)?, present: bytes_of(&self.present)? })
    }

    pub fn from_bytes(pair: &Pair, positions: usize) -> Result<Self, Fault> {
        let sum = Self { counts: fields_of(&pair.counts)?, present: fields_of(&pair.present)? };
        let right = sum.counts.len() == positions && sum.present.len() == positions;
        if right { Ok(sum) } else { Err(Fault::Damaged) }
    }

    /// The share of a few positions of the counts.
    pub fn part(&self, from: usize, positions: usize) -> Result<Vec<u8>, Fault> {
        bytes_of(self.counts.get(from..from.saturating_add(positions)).ok_or(Fault::Schema)?)
    }
}

/// The value of a part, from both shares of it, low position first.
pub(crate) fn value_of(a: &[u8], b: &[u8]) -> Result<u128, Fault> {
    let (mut a, b) = (fields_of(a)?, fields_of(b)?);
    if a.len() != b.len() {
        return Err(Fault::Damaged);
    }
    add(&mut a, &b);
    Ok(a.into_iter().zip([1, 256]).map(|(sum, weight)| u128::from(sum).saturating_mul(weight)).sum())
}

fn add(into: &mut [Field128], values: &[Field128]) {
    into.iter_mut().zip(values).for_each(|(sum, value)| *sum += *value);
}

fn bytes_of(values: &[Field128]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(values.len() * 16);
    values.iter().try_for_each(|value| value.encode(&mut bytes)).map_err(refused)?;
    Ok(bytes)
}

fn fields_of(bytes: &[u8]) -> Result<Vec<Field128>, Fault> {
    use prio::codec::Decode;
    bytes.chunks(16).map(|chunk| Field128::get_decoded(chunk).map_err(refused)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: [u8; 32] = [1; 32];
    const KEY: [u8; 32] = [2; 32];
    const NONCE: [u8; 16] = [3; 16];

    fn vectors(context: [u8; 32]) -> Vectors {
        Vectors::new(4, context).expect("four positions")
    }

    fn split(vectors: &Vectors) -> Split {
        let layout = Layout { counts: vec![255, 0, 3, 1], present: vec![1, 0, 1, 1] };
        vectors.split(&NONCE, &layout).expect("shares")
    }

    /// What both key holders come to: the sum, or a refusal.
    fn checked(vectors: &Vectors, Split { public, shares }: &Split) -> Result<Layout, Fault> {
        let check = |holder: usize| {
            let with = Checking { key: &KEY, holder, nonce: &NONCE };
            vectors.check(&with, public, &shares[holder])
        };
        let [(kept_a, check_a), (kept_b, check_b)] = [check(0)?, check(1)?];
        let mut sums = [vectors.nothing(), vectors.nothing()];
        for (holder, kept) in [kept_a, kept_b].iter().enumerate() {
            vectors.accept(&mut sums[holder], holder, kept, [&check_a, &check_b])?;
        }
        vectors.open(sums, 1)
    }

    #[test]
    fn two_shares_give_what_was_split_and_one_says_nothing() {
        let vectors = vectors(CONTEXT);
        let made = split(&vectors);

        let whole = checked(&vectors, &made).expect("both hold");

        assert_eq!(whole, Layout { counts: vec![255, 0, 3, 1], present: vec![1, 0, 1, 1] });
        assert_ne!(split(&vectors).shares, made.shares, "the same counts are split in another way each time");
    }

    #[test]
    fn a_laptop_that_changes_its_share_after_the_proof_is_refused() {
        let vectors = vectors(CONTEXT);
        let length = split(&vectors).shares[0].counts.len();

        for at in (0..length).step_by(7) {
            let mut made = split(&vectors);
            // One more in a bit of a count: a value out of range, or a proof that does not fit.
            made.shares[0].counts[at] = made.shares[0].counts[at].wrapping_add(1);
            assert!(checked(&vectors, &made).is_err(), "byte {at}");
        }
        for present in [true, false] {
            let mut made = split(&vectors);
            let share = if present { &mut made.shares[0].present } else { &mut made.shares[1].counts };
            share[0] ^= 1;
            assert!(checked(&vectors, &made).is_err());
        }
    }

    #[test]
    fn shares_for_another_sum_do_not_count() {
        let made = split(&vectors([9; 32]));

        assert!(checked(&vectors(CONTEXT), &made).is_err());
    }

    #[test]
    fn the_shares_of_one_key_holder_pass_a_chi_square_test_against_random() {
        let vectors = vectors(CONTEXT);
        let extremes =
            [Layout { counts: vec![0; 4], present: vec![0; 4] }, Layout { counts: vec![255; 4], present: vec![1; 4] }];
        for (layout, holder) in extremes.iter().flat_map(|layout| [(layout, 0), (layout, 1)]) {
            let mut counts = [0_u32; 256];
            for _ in 0..100 {
                let Split { shares, .. } = vectors.split(&NONCE, layout).expect("shares");
                let share = &shares[holder];
                share.counts.iter().chain(&share.present).for_each(|byte| counts[usize::from(*byte)] += 1);
            }
            let expected = f64::from(counts.iter().sum::<u32>()) / 256.0;
            let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
            // 255 degrees of freedom: 400 is beyond one in 100 million.
            assert!(chi < 400.0, "key holder {holder}: chi-square {chi}");
        }
    }

    #[test]
    fn no_value_above_255_can_be_split() {
        let layout = Layout { counts: vec![256, 0, 0, 0], present: vec![1, 0, 0, 0] };

        assert!(vectors(CONTEXT).split(&NONCE, &layout).is_err());
    }
}
