//! The whole program without its window: the command line, faults and kills, figures, and the shape of the code.

mod bad_input;
mod clocks;
mod command_line;
mod costs;
mod crate_boundaries;
mod document;
mod faults;
mod intake;
mod kills;
mod property;
mod protect;
mod sabotage;
mod second_organisation;
mod sync;
mod year;
