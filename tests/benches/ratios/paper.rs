//! The results on paper: a table, the same as JSON, and how each cost grows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::turns::{Goal, Measured, Unit, percentile};

/// One row a work and size.
pub fn markdown(measured: &[Measured]) -> String {
    let mut text = String::from(
        "| work | people | ours (p99) | reference | its own | ratio | goal |\n|---|--:|--:|---|--:|--:|--:|\n",
    );
    for one in measured {
        let _ = writeln!(
            text,
            "| {} | {} | {:.2} ({:.2}) {unit} | {} | {:.2} {unit} | {:.2} | {} |",
            one.work,
            one.size,
            one.median(),
            percentile(&one.ours, 99),
            one.reference,
            one.reference_median(),
            one.ratio(),
            goal(one),
            unit = unit(one.unit),
        );
    }
    text.push_str(&growth(measured));
    text
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Milliseconds => "ms",
        Unit::Mebibytes => "MiB",
    }
}

fn goal(one: &Measured) -> String {
    let said = match one.goal {
        Goal::Ratio(most) => format!("≤ {most}"),
        Goal::More(most) => format!("≤ +{most} {}", unit(one.unit)),
        Goal::Faster(least) => format!("{least} × faster"),
        Goal::None => return String::from("–"),
    };
    format!("{said} {}", if one.is_reached() { "✓" } else { "missed" })
}

/// From one size to the next, how many times as long each work takes.
fn growth(measured: &[Measured]) -> String {
    let mut text = String::from("\n| work | from | to | people | time |\n|---|--:|--:|--:|--:|\n");
    for sizes in by_work(measured).values() {
        for (small, large) in sizes.iter().zip(sizes.iter().skip(1)) {
            let people = f64::from(large.size) / f64::from(small.size);
            let time = large.median() / small.median();
            let _ =
                writeln!(text, "| {} | {} | {} | × {people:.1} | × {time:.2} |", large.work, small.size, large.size);
        }
    }
    text
}

fn by_work(measured: &[Measured]) -> BTreeMap<[&str; 2], Vec<&Measured>> {
    let mut works: BTreeMap<_, Vec<&Measured>> = BTreeMap::new();
    for one in measured {
        works.entry([one.work, one.reference]).or_default().push(one);
    }
    works
}

pub fn json(measured: &[Measured]) -> String {
    let rows: Vec<Value> = measured.iter().map(row).collect();
    format!("{:#}\n", Value::Array(rows))
}

fn row(one: &Measured) -> Value {
    json!({
        "work": one.work, "reference": one.reference, "people": one.size, "goal": goal(one), "reached": one.is_reached(),
        "unit": unit(one.unit), "ratio": one.ratio(),
        "ours": { "median": one.median(), "p99": percentile(&one.ours, 99) },
        "reference_itself": { "median": one.reference_median() },
    })
}

/// A drawing a work that was measured at more than one size, both axes logarithmic.
pub fn plots(measured: &[Measured]) -> Vec<(String, String)> {
    let several = by_work(measured).into_iter().filter(|(_, sizes)| sizes.len() > 1);
    several
        .enumerate()
        .map(|(number, ([work, _], sizes))| (format!("growth-{}.svg", number + 1), plot(work, &sizes)))
        .collect()
}

fn plot(work: &str, sizes: &[&Measured]) -> String {
    let ours: Vec<_> = sizes.iter().map(|one| (f64::from(one.size), one.median())).collect();
    let theirs: Vec<_> = sizes.iter().map(|one| (f64::from(one.size), one.reference_median())).collect();
    let all = || ours.iter().chain(&theirs);
    let range = |of: fn(&(f64, f64)) -> f64| {
        let (least, most) = all().map(of).fold((f64::MAX, f64::MIN), |(least, most), v| (least.min(v), most.max(v)));
        (least.max(1e-6).log10(), most.max(1e-6).log10())
    };
    let (across, up) = (range(|point| point.0), range(|point| point.1));
    let share = |value: f64, (least, most): (f64, f64)| (value.max(1e-6).log10() - least) / (most - least).max(1e-9);
    let place = |point: &(f64, f64)| (60.0 + 480.0 * share(point.0, across), 320.0 - 260.0 * share(point.1, up));
    let line = |points: &[(f64, f64)]| {
        points.iter().map(place).map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
    };
    let labels: String = all()
        .map(|point| (place(point), point))
        .map(|((x, y), point)| format!("<text x=\"{:.1}\" y=\"{:.1}\">{:.3} ms</text>", x + 6.0, y - 6.0, point.1))
        .chain(ours.iter().map(|point| format!("<text x=\"{:.1}\" y=\"345\">{}</text>", place(point).0, point.0)))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" font-family=\"sans-serif\" font-size=\"12\">\
         <rect width=\"640\" height=\"360\" fill=\"white\"/><text x=\"60\" y=\"24\" font-size=\"15\">{work} (blue) and \
         its reference (grey), by people</text><polyline fill=\"none\" stroke=\"#0b5d66\" stroke-width=\"2\" \
         points=\"{}\"/><polyline fill=\"none\" stroke=\"#888888\" stroke-width=\"2\" points=\"{}\"/>{labels}</svg>\n",
        line(&ours),
        line(&theirs),
    )
}
