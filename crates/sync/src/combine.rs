//! The office puts the two sums together.

use aggregates::{Basis, Code, FiscalYear, Unit};
use serde::{Deserialize, Serialize};

use crate::{
    FEWEST_LAPTOPS,
    fault::Fault,
    holder::{Manifest, SUM, SumFile, newest_sums},
    identity::Identity,
    organisation::Organisation,
    place::Place,
    shares::{Sum, Vectors},
};

/// From so many laptops on, every one that subtracts its own count is left with at least 5.
const CLEAR_OF_INSIDERS: u128 = 6;

/// What disclosure control must know about a cell besides its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// Nothing.
    Clear,
    /// It comes from fewer than [`FEWEST_LAPTOPS`](crate::FEWEST_LAPTOPS).
    FewLaptops,
    /// Whoever subtracts the count of their own laptop may be left with 1 to 4.
    Insider,
}

impl Caution {
    /// Whether there is nothing to be known.
    pub const fn is_clear(self) -> bool {
        matches!(self, Self::Clear)
    }
}

/// A figure of the organisation, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CombinedCell {
    /// Which figure.
    pub figure: Code,
    /// Of which programme.
    pub programme: Option<Code>,
    /// What it counts.
    pub unit: Unit,
    /// The time it speaks of.
    pub basis: Basis,
    /// How many.
    pub total: u64,
    /// How many laptops counted any.
    pub laptops: u32,
    /// What disclosure control must know.
    pub caution: Caution,
}

/// The table of the organisation. It is exact, so it stays inside of the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combined {
    /// The year.
    pub year: FiscalYear,
    /// Whose counts are in it, whose are not; signed by both key holders.
    pub manifest: Manifest,
    /// The figures, in the order of the list.
    pub cells: Vec<CombinedCell>,
}

/// Opens the newest sum that both key holders sealed to this office.
///
/// # Errors
/// [`Fault::NotYet`]; [`Fault::Disagree`]; [`Fault::OtherOrganisation`] when this laptop is not its office.
pub fn combine(office: &Identity, of: &Organisation, place: &dyn Place) -> Result<Combined, Fault> {
    if office.public() != *of.office() {
        return Err(Fault::OtherOrganisation);
    }
    let [a, b] = newest_sums(of, place)?.ok_or(Fault::NotYet)?;
    if a.manifest != b.manifest {
        return Err(Fault::Disagree);
    }
    let hash = a.manifest.hash()?;
    let positions = of.schema().positions();
    let open = |file: &SumFile| {
        let plain = office.unseal(SUM, &hash, &file.sealed).ok_or(Fault::Damaged)?;
        Sum::from_bytes(&postcard::from_bytes(&plain).map_err(|_| Fault::Damaged)?, positions)
    };
    let layout = Vectors::new(positions, of.context())?.open([open(&a)?, open(&b)?], a.manifest.taken().len())?;
    let cells = of.schema().read_off(&layout.counts, &layout.present).map(|(slot, total, laptops)| {
        let caution = caution(total, laptops);
        let total = u64::try_from(total).map_err(|_| Fault::Damaged)?;
        let laptops = u32::try_from(laptops).map_err(|_| Fault::Damaged)?;
        let crate::Slot { figure, programme, unit, basis, .. } = slot;
        Ok(CombinedCell { figure, programme, unit, basis, total, laptops, caution })
    });
    Ok(Combined { year: of.year(), cells: cells.collect::<Result<_, Fault>>()?, manifest: a.manifest })
}

/// Every laptop of `n` that counted something counted at least 1: whoever subtracts their own is left with `n` - 1 or
/// more.
const fn caution(total: u128, laptops: u128) -> Caution {
    match laptops {
        _ if total == 0 && laptops == 0 => Caution::Clear,
        few if few < FEWEST_LAPTOPS as u128 => Caution::FewLaptops,
        some if some < CLEAR_OF_INSIDERS => Caution::Insider,
        _ => Caution::Clear,
    }
}
