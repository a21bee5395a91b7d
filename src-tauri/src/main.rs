//! One program, two faces: the window, and the command line.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    tomarigi::main()
}
