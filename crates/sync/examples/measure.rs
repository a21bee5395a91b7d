//! Measures combining: `cargo run --release -p sync --example measure -- 500 2000`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "measuring"
)]
#![allow(dead_code, reason = "part of the world is for tests only")]

#[path = "../tests/combining/world/mod.rs"]
mod world;

use std::time::Instant;

use sync::Outcome;
use world::{World, schema, totals};

fn main() {
    let numbers: Vec<u16> = std::env::args().skip(1).map(|number| number.parse().unwrap()).collect();
    let [laptops, figures] = numbers[..] else { panic!("laptops, figures") };
    let mut world = World::new(laptops, schema(usize::from(figures), 1));
    let start = Instant::now();
    let values: Vec<u64> = (0..u64::from(figures)).map(|at| at % 20 + 1).collect();
    let size = world.contribution(0, &values, 1).parcel.bytes.len();
    for at in 0..usize::from(laptops) {
        world.hand_in(at, &values, 1);
    }
    println!("{size} bytes for each laptop; made in {:?}", start.elapsed());
    let start = Instant::now();
    for holder in [0, 1, 0, 1] {
        let outcome = world.sit(holder);
        assert!(!matches!(outcome, Outcome::Refused(..)), "it is opened");
        println!("key holder {holder}: {:?} since the beginning", start.elapsed());
    }
    let sum = totals(&world.combined());
    println!("both key holders and the office: {:?}", start.elapsed());
    assert!(sum.iter().zip(values).all(|(sum, value)| *sum == value * u64::from(laptops)), "exact");
}
