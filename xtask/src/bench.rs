//! `cargo xtask bench`: each work beside its reference, as a table, as JSON and as drawings.

use std::process::ExitCode;

use crate::{
    cargo::{Profile, built, cargo, program, target_folder},
    progress::Progress,
    python,
    system::{self, Purpose},
    ui,
};

/// Measures; `arguments` go to the measurement (`--sizes`, `--only`).
pub fn bench(arguments: &[String]) -> ExitCode {
    let mut progress = Progress::new(4);
    let measured = progress.step("System packages", |line| system::provide(line, Purpose::Bench))
        && progress.step("Page packages", ui::provide)
        && progress.step("Python packages", |line| python::provide(line, "duckdb"))
        && progress.step("Measurements", |line| {
            let out = target_folder()?.join("bench");
            line.say("cargo bench (the first time takes some minutes; 100,000 people take some more)");
            // One build of the program, its measurements and the window it is measured against: nothing is built twice.
            let packages = ["--package", "tomarigi", "--package", "acceptance"];
            let parts = ["--bins", "--examples", "--benches"];
            built(cargo().args(["build", "--locked", "--release"]).args(packages).args(parts))?;
            let mut command = cargo();
            command.args(["bench", "--locked"]).args(packages).args(["--bench", "ratios", "--", "--out"]).arg(&out);
            built(command.env("TOMARIGI_BUILT", program(Profile::Release)?).args(arguments))?;
            Ok(format!("in {}", out.display()))
        });
    eprint!("\n{}", progress.table());
    if measured { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
