//! Which crate may know which: the fence behind "the crate that sends cannot name a person".

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Ours, lowest first, each with what it may depend on (tests apart).
const ALLOWED: &[(&str, &[&str])] = &[
    ("guarded", &[]),
    ("casework", &["guarded"]),
    ("vault", &["guarded"]),
    ("store", &["casework", "guarded"]),
    ("aggregates", &[]),
    ("intake", &["casework", "guarded"]),
    ("tally", &["aggregates", "casework"]),
    ("report", &["aggregates", "paper"]),
    ("sync", &["aggregates"]),
    ("paper", &[]),
    ("dossier", &["casework", "guarded", "paper"]),
    (
        "office",
        &[
            "aggregates",
            "casework",
            "dossier",
            "guarded",
            "intake",
            "paper",
            "report",
            "store",
            "sync",
            "tally",
            "vault",
        ],
    ),
    (
        "bridge",
        &[
            "aggregates",
            "casework",
            "dossier",
            "guarded",
            "intake",
            "office",
            "paper",
            "report",
            "store",
            "tally",
            "vault",
        ],
    ),
    ("sample", &["casework", "guarded", "office"]),
    ("tomarigi", &["aggregates", "bridge", "guarded", "intake", "office", "sample", "tally"]),
    ("acceptance", &["*"]),
    ("xtask", &[]),
];

/// Crates of others that only some of ours may name.
const KEPT_TO: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "acceptance"]),
    ("argon2", &["vault"]),
    ("age", &["vault"]),
    ("hpke", &["sync", "vault"]),
    ("prio", &["sync"]),
    ("ed25519-dalek", &["sync"]),
    ("x25519-dalek", &["sync"]),
    ("keyring-core", &["vault"]),
    ("chacha20poly1305", &["store", "vault"]),
    ("calamine", &["intake"]),
    ("image", &["office"]),
    ("docx-rs", &["paper", "report"]),
    ("krilla", &["paper"]),
    ("resvg", &["report"]),
    ("rust_xlsxwriter", &["report", "acceptance"]),
    ("parley", &["paper"]),
    ("tauri", &["tomarigi"]),
    ("rfd", &["tomarigi"]),
    ("reqwest", &["sync"]),
    ("opendal", &["sync"]),
    ("hyper", &["sync"]),
    ("rustls", &["sync"]),
    ("tokio-rustls", &["sync"]),
    ("thirtyfour", &["acceptance"]),
];

fn graph() -> Graph {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--no-deps"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    packages.iter().map(|package| (text(&package["name"]), dependencies(package))).collect()
}

fn dependencies(package: &Value) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().expect("a list of dependencies");
    all.iter().filter(|dependency| dependency["kind"].is_null()).map(|dependency| text(&dependency["name"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name").to_owned()
}

/// What a graph breaks, in sentences.
fn violations(graph: &Graph) -> Vec<String> {
    let ours: BTreeSet<_> = ALLOWED.iter().map(|(name, _)| *name).collect();
    let mut found = Vec::new();
    for (name, needed) in graph {
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| known == name) else {
            found.push(format!("{name} is not in the map of crates"));
            continue;
        };
        let own = needed.iter().filter(|needed| ours.contains(needed.as_str()));
        for needed in own.filter(|needed| *allowed != ["*"] && !allowed.contains(&needed.as_str())) {
            found.push(format!("{name} must not know {needed}"));
        }
        for (kept, holders) in KEPT_TO {
            if needed.contains(*kept) && !holders.contains(&name.as_str()) {
                found.push(format!("{name} must not know {kept}"));
            }
        }
    }
    found
}

/// Everything of ours that a crate reaches.
fn closure(graph: &Graph, of: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![of.to_owned()];
    while let Some(name) = waiting.pop() {
        for needed in graph.get(&name).into_iter().flatten().filter(|needed| graph.contains_key(*needed)) {
            if reached.insert(needed.clone()) {
                waiting.push(needed.clone());
            }
        }
    }
    reached
}

#[test]
fn every_crate_knows_only_what_the_map_allows() {
    assert_eq!(violations(&graph()), Vec::<String>::new(), "docs/architecture.md says why each line is drawn");
}

#[test]
fn what_is_published_cannot_even_name_a_person() {
    let graph = graph();

    assert_eq!(closure(&graph, "aggregates"), BTreeSet::new(), "aggregates depends on nothing of ours");
    assert_eq!(closure(&graph, "paper"), BTreeSet::new(), "paper lays out whatever it is given");
    for (sender, known) in [("report", &["aggregates", "paper"][..]), ("sync", &["aggregates"])] {
        let known = known.iter().map(|name| String::from(*name)).collect();
        assert_eq!(closure(&graph, sender), known, "{sender} knows figures only");
    }
}

#[test]
fn the_fence_notices_a_report_that_knows_cases() {
    let mut graph = graph();

    graph.get_mut("report").expect("the crate report").insert(String::from("casework"));

    assert_eq!(violations(&graph), ["report must not know casework"]);
    assert!(closure(&graph, "report").contains("guarded"), "the closure sees what comes with it");
}

#[test]
fn no_network_client_but_that_of_combining_is_part_of_the_program() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--package",
            "tomarigi",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(output.stdout).expect("names of crates");
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();

    assert!(names.contains("tauri"), "the list is the real one");
    for client in
        ["reqwest", "ureq", "curl", "isahc", "native-tls", "hyper-rustls", "webpki-roots", "rustls-native-certs"]
    {
        assert!(!names.contains(client), "{client} came in: only the wire of combining may reach a network");
    }
    for own in ["hyper", "rustls"] {
        assert!(names.contains(own), "the wire of combining is made of {own}");
    }
}
