//! A made-up organisation: laptops, two key holders, an office, and a folder between them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use aggregates::{Basis, Code, FiscalYear, RawCell, RawTable, Unit};
use sync::*;

pub struct World {
    pub folder: tempfile::TempDir,
    pub place: Box<dyn Place>,
    pub office: Identity,
    pub holders: [Identity; 2],
    pub laptops: Vec<Identity>,
    pub organisation: Organisation,
    pub memories: [Memory; 2],
}

pub fn year() -> FiscalYear {
    FiscalYear::new(2024).expect("a year")
}

pub fn figure(at: usize) -> Code {
    Code::try_from(format!("figure_{at}").as_str()).expect("a code")
}

pub fn identity(number: u16) -> Identity {
    let [high, low] = number.to_be_bytes();
    let mut secret = [7; 32];
    secret[0] = high;
    secret[1] = low;
    Identity::from_secret(&secret)
}

pub fn card(of: &Identity, name: &str) -> Card {
    Card::read(&Card::write(of, name).expect("a card")).expect("it is read back")
}

pub fn schema(figures: usize, width: u8) -> Schema {
    schema_of(year(), figures, width)
}

fn schema_of(year: FiscalYear, figures: usize, width: u8) -> Schema {
    let slot = |at| Slot { figure: figure(at), programme: None, unit: Unit::Persons, basis: Basis::Flow, width };
    Schema::new(year, (0..figures).map(slot).collect(), figure(0)).expect("a schema")
}

pub fn table(values: &[u64]) -> RawTable {
    table_of(year(), values)
}

pub fn table_of(year: FiscalYear, values: &[u64]) -> RawTable {
    let mut table = RawTable::new(year);
    for (at, value) in values.iter().enumerate() {
        let cell =
            RawCell { figure: figure(at), programme: None, unit: Unit::Persons, basis: Basis::Flow, value: *value };
        table.push(cell).expect("once");
    }
    table
}

impl World {
    pub fn new(laptops: u16, schema: Schema) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Box::new(Folder::at(folder.path()));
        Self::at(place, folder, laptops, schema)
    }

    /// The same with two figures of another year.
    pub fn of_year(laptops: u16, year: FiscalYear) -> Self {
        Self::new(laptops, schema_of(year, 2, 2))
    }

    /// The same at another place.
    pub fn at(place: Box<dyn Place>, folder: tempfile::TempDir, laptops: u16, schema: Schema) -> Self {
        let office = identity(60_000);
        let holders = [identity(60_001), identity(60_002)];
        let laptops: Vec<_> = (0..laptops).map(identity).collect();
        let organisation = Organisation::found(
            &office,
            None,
            Founding {
                name: String::from("止まり木"),
                holders: [card(&holders[0], "A"), card(&holders[1], "B")],
                laptops: laptops.iter().enumerate().map(|(at, laptop)| card(laptop, &format!("laptop {at}"))).collect(),
                schema,
            },
        )
        .expect("an organisation");
        Self { place, folder, office, holders, laptops, organisation, memories: Default::default() }
    }

    pub fn change(&mut self, holders: &[Identity; 2], laptops: &[&Identity], schema: Schema) {
        let founding = Founding {
            name: String::from("止まり木"),
            holders: [card(&holders[0], "A"), card(&holders[1], "B")],
            laptops: laptops.iter().map(|laptop| card(laptop, "a laptop")).collect(),
            schema,
        };
        self.organisation = Organisation::found(&self.office, Some(&self.organisation), founding).expect("a change");
    }

    pub fn contribution(&self, laptop: usize, values: &[u64], sequence: u64) -> Contribution {
        contribute(&self.laptops[laptop], &self.organisation, &table(values), sequence).expect("a contribution")
    }

    /// Hands in and returns the path of the file.
    pub fn hand_in(&self, laptop: usize, values: &[u64], sequence: u64) -> PathBuf {
        let made = self.contribution(laptop, values, sequence);
        self.place.put(&made.parcel.name, &made.parcel.bytes).expect("delivered");
        self.folder.path().join(made.parcel.name)
    }

    pub fn sit(&mut self, holder: usize) -> Outcome {
        let sitting = sit_down(&self.holders[holder], &self.organisation, &*self.place, &self.memories[holder]);
        let sitting = sitting.expect("a key holder");
        // As the vault keeps it.
        self.memories[holder] = Memory::from_bytes(&sitting.memory.to_bytes().expect("bytes")).expect("read back");
        let (sent, fault) = deliver(&*self.place, &sitting.parcels);
        assert_eq!((sent, fault), (sitting.parcels.len(), None));
        sitting.outcome
    }

    /// Both key holders sit down twice, and the office puts the sums together.
    pub fn open(&mut self) -> Combined {
        assert_eq!(self.sit(0), Outcome::WaitingForChecks);
        assert!(matches!(self.sit(1), Outcome::WaitingForPeople(_)));
        assert!(matches!(self.sit(0), Outcome::Opened(_)));
        assert!(matches!(self.sit(1), Outcome::Opened(_)));
        self.combined()
    }

    pub fn combined(&self) -> Combined {
        combine(&self.office, &self.organisation, &*self.place).expect("both sums")
    }

    pub fn number_of(&self, laptop: LaptopId) -> usize {
        self.laptops.iter().position(|own| own.public().id() == laptop).expect("a laptop of this world")
    }

    pub fn reasons(&self, named: &[Named]) -> BTreeMap<usize, Reason> {
        named.iter().map(|named| (self.number_of(named.laptop), named.reason)).collect()
    }
}

pub fn totals(combined: &Combined) -> Vec<u64> {
    combined.cells.iter().map(|cell| cell.total).collect()
}

pub fn change(file: &Path, how: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).expect("a file");
    how(&mut bytes);
    fs::write(file, bytes).expect("written");
}
