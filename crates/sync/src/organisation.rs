//! The organisation as its office signed it: who holds the keys, which laptops hand in, which figures.

use std::collections::BTreeSet;

use aggregates::FiscalYear;
use serde::{Deserialize, Serialize};

use crate::{
    envelope::{self, Kind, digest, hex},
    fault::Fault,
    identity::{Card, Identity, LaptopId, PublicIdentity, checked_name},
    place::{Parcel, Place},
    schema::Schema,
};

/// The longest signed organisation, in bytes: 2,000 figures and 2,000 laptops.
const LONGEST: usize = 1024 * 1024;
const MOST_LAPTOPS: usize = 2_000;

/// A laptop that takes part.
pub type Member = Card;

/// What an office decides when it begins.
#[derive(Debug, Clone)]
pub struct Founding {
    /// What the organisation is called.
    pub name: String,
    /// Two people on two machines.
    pub holders: [Member; 2],
    /// Who hands in.
    pub laptops: Vec<Member>,
    /// What is handed in.
    pub schema: Schema,
}

/// The organisation. The office signs a new generation when a laptop, a key holder or the figures change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    id: [u8; 16],
    generation: u32,
    name: String,
    office: PublicIdentity,
    holders: [Member; 2],
    laptops: Vec<Member>,
    schema: Schema,
}

impl Organisation {
    /// Makes an organisation, or the next generation of one.
    ///
    /// # Errors
    /// [`Fault::SameKey`]; [`Fault::Damaged`] for a name that is none; [`Fault::OtherOrganisation`] when another office
    /// made what was there before; [`Fault::Cipher`] without random bytes.
    pub fn found(office: &Identity, before: Option<&Self>, founding: Founding) -> Result<Self, Fault> {
        let Founding { name, holders, laptops, schema } = founding;
        let (id, generation) = match before {
            Some(before) if before.office != office.public() => return Err(Fault::OtherOrganisation),
            Some(before) => (before.id, before.generation.saturating_add(1)),
            None => {
                let mut id = [0; 16];
                getrandom::fill(&mut id).map_err(|_| Fault::Cipher)?;
                (id, 1)
            }
        };
        Self { id, generation, name, office: office.public(), holders, laptops, schema }.checked()
    }

    fn checked(self) -> Result<Self, Fault> {
        checked_name(&self.name)?;
        self.holders.iter().chain(&self.laptops).try_for_each(|member| checked_name(&member.name).map(drop))?;
        let [a, b] = &self.holders;
        let ids: BTreeSet<_> = self.laptops.iter().map(|laptop| laptop.keys.id()).collect();
        if a.keys.id() == b.keys.id() || ids.len() != self.laptops.len() {
            return Err(Fault::SameKey);
        }
        if self.laptops.len() > MOST_LAPTOPS {
            return Err(Fault::Schema);
        }
        Ok(Self { schema: self.schema.checked()?, ..self })
    }

    /// Signs it: the invitation.
    ///
    /// # Errors
    /// [`Fault::OtherOrganisation`] when another office made it.
    pub fn sign(&self, office: &Identity) -> Result<Vec<u8>, Fault> {
        if self.office != office.public() {
            return Err(Fault::OtherOrganisation);
        }
        envelope::sign(office, Kind::Organisation, self)
    }

    /// Reads an invitation. That its office is the right one is known only when its words were compared.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > LONGEST {
            return Err(Fault::Damaged);
        }
        let claimed: Self = envelope::take_apart(bytes)?.read()?;
        envelope::open::<Self>(bytes, Kind::Organisation, &claimed.office)?.checked()
    }

    /// Returns the file that tells the others of this generation.
    ///
    /// # Errors
    /// As [`sign`](Self::sign).
    pub fn parcel(&self, office: &Identity) -> Result<Parcel, Fault> {
        let bytes = self.sign(office)?;
        let hash = digest("name", &[&bytes]);
        let name = format!("organisation/{:08x}-{}", self.generation, hex(hash.get(..16).unwrap_or_default()));
        Ok(Parcel { name, bytes })
    }

    /// Returns the newest generation that lies at a place and its file, if it is newer than this one. Rubbish there is
    /// passed over.
    ///
    /// # Errors
    /// [`Fault::Place`].
    pub fn newest_file(&self, place: &dyn Place) -> Result<Option<(Self, Vec<u8>)>, Fault> {
        let mut newest: Option<(Self, Vec<u8>)> = None;
        let mut names = place.list("organisation")?;
        names.sort();
        for name in names.iter().rev().take(50) {
            let Some(bytes) = place.get(&format!("organisation/{name}"), LONGEST)? else { continue };
            let Ok(found) = Self::read(&bytes) else { continue };
            let known = newest.as_ref().map_or(self.generation, |(newest, _)| newest.generation);
            if found.id == self.id && found.office == self.office && found.generation > known {
                newest = Some((found, bytes));
            }
        }
        Ok(newest)
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the keys of its office.
    pub const fn office(&self) -> &PublicIdentity {
        &self.office
    }

    /// Returns the two key holders.
    pub const fn holders(&self) -> &[Member; 2] {
        &self.holders
    }

    /// Returns the laptops that hand in.
    pub fn laptops(&self) -> &[Member] {
        &self.laptops
    }

    /// Returns the figures.
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Returns how often it was changed, from 1.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// Returns the year of the figures.
    pub const fn year(&self) -> FiscalYear {
        self.schema.year()
    }

    /// Says whether a laptop is on the list.
    pub fn lists(&self, laptop: LaptopId) -> bool {
        self.laptops.iter().any(|listed| listed.keys.id() == laptop)
    }

    /// Which key holder a laptop is: 0 or 1.
    pub fn holder(&self, laptop: LaptopId) -> Option<usize> {
        self.holders.iter().position(|holder| holder.keys.id() == laptop)
    }

    /// What every share is bound to: organisation, year, figures, key holders. A change of any makes laptops hand in
    /// again; a new laptop does not.
    pub fn context(&self) -> [u8; 32] {
        let [a, b] = self.holders.each_ref().map(|holder| holder.keys.fingerprint());
        let year = self.year().begins_in().to_be_bytes();
        digest("context", &[&self.id, &year, &self.schema.hash(), &a, &b, &self.office.fingerprint()])
    }

    /// The folder of the year at every place.
    pub(crate) fn folder(&self) -> String {
        format!("{}", self.year().begins_in())
    }
}
