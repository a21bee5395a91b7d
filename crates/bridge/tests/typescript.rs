//! The TypeScript twin of the command table.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use bridge::{COMMANDS, Command};

const HEADER: &str = "// Written by `cargo test -p bridge` from the command table. Do not edit.\n\n";

fn type_of(name: &str) -> &str {
    if name == "()" { "null" } else { name }
}

fn typescript() -> String {
    let named = COMMANDS.iter().flat_map(|command| [command.request, command.view]).filter(|name| *name != "()");
    let named: BTreeSet<_> = named.collect();
    let mut text = String::from(HEADER);
    text.push_str("import type {\n");
    named.iter().for_each(|name| writeln!(text, "  {name},").expect("a string grows"));
    text.push_str("} from \"./contract\";\n\n/** Every command: what it is asked with and what it answers. */\nexport interface Commands {\n");
    for Command { name, request, view, .. } in COMMANDS {
        writeln!(text, "  {name}: {{ request: {}; view: {} }};", type_of(request), type_of(view))
            .expect("a string grows");
    }
    text.push_str("}\n\nexport const commandNames = [\n");
    COMMANDS.iter().for_each(|command| writeln!(text, "  \"{}\",", command.name).expect("a string grows"));
    text.push_str("] as const satisfies readonly (keyof Commands)[];\n");
    text
}

#[test]
fn the_screen_knows_the_commands_of_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/api/generated/commands.ts");
    let text = typescript();

    let known = fs::read_to_string(&file).unwrap_or_default();
    fs::write(&file, &text).expect("the folder of the screen is there");

    assert_eq!(known, text, "commands.ts was out of date and is written anew: check the screen and commit it");
}

#[test]
fn the_capability_allows_exactly_the_commands_of_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/capabilities/main.json");
    let capability: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(file).expect("the capability file")).expect("JSON");

    let allowed = capability["permissions"].as_array().expect("a list").iter().filter_map(|line| line.as_str());
    let allowed: BTreeSet<_> = allowed.filter(|line| !line.starts_with("core:event:")).map(String::from).collect();

    let expected = COMMANDS.iter().map(|command| format!("allow-{}", command.name.replace('_', "-")));
    assert_eq!(allowed, expected.collect());
}
