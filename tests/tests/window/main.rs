//! The program in a real window, under a virtual screen, driven as a person would.

mod cases;
mod combining;
mod event;
mod events;
mod figures;
mod hardening;
mod import;
mod interview;
mod ipc;
mod journey;
mod lock;
mod papers;
mod people;
mod placement;
mod programmes;
mod releases;
mod screens;
mod second;
mod vault;
