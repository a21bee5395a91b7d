//! `tomarigi figures`. The answers are exact and for inside.

use office::{Followed, OfficeError, SecretKind, YearFunnel};
use serde_json::{Value, json};
use tally::{
    INDICATORS, Indicator,
    funnel::{Dimension, Funnel, StageCount},
};

use super::{Failure, FiguresCommand, FiguresShow, FollowedUntil, answer, office, passphrase};

/// What `figures show` calls the funnel.
const FUNNEL: &str = "funnel";

/// Lists figures, or counts one.
///
/// # Errors
/// [`Failure`].
pub fn run(command: &FiguresCommand) -> Result<(), Failure> {
    match command {
        FiguresCommand::List(arguments) => list(arguments.json),
        FiguresCommand::Show(arguments) if arguments.figure == FUNNEL => funnel(arguments),
        FiguresCommand::Show(arguments) => figure(arguments),
    }
}

/// Reads the code of a dimension.
///
/// # Errors
/// The codes there are.
pub fn dimension(code: &str) -> Result<Dimension, String> {
    let codes = || Dimension::ALL.map(Dimension::code).join(", ");
    Dimension::from_code(code).ok_or_else(codes)
}

fn list(json: bool) -> Result<(), Failure> {
    let figures: Vec<_> = INDICATORS.iter().map(described).collect();
    let by = Dimension::ALL.map(Dimension::code);
    let lines = INDICATORS.iter().map(|one| format!("{}\t{} / {}", one.id, one.label.ja, one.label.en));
    let text = lines.chain([String::from("funnel\t推薦から定着まで / From recommendation to a kept job")]);
    let text = text.collect::<Vec<_>>().join("\n");
    answer(json, &json!({ "figures": figures, "funnel": { "by": by } }), &text)
}

fn described(indicator: &Indicator) -> Value {
    json!({
        "id": indicator.id,
        "programme": indicator.programme,
        "unit": indicator.unit,
        "ja": indicator.label.ja,
        "en": indicator.label.en,
    })
}

fn figure(arguments: &FiguresShow) -> Result<(), Failure> {
    let FiguresShow { figure: id, vault, year, json, .. } = arguments;
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let figures = office.read(|desk| desk.figures(*year))?;
    let known =
        figures.figures.iter().find(|figure| figure.indicator.id == id.as_str()).ok_or(OfficeError::NotFound)?;
    let mut value = described(&known.indicator);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("year".into(), json!(year));
        fields.insert("value".into(), json!(known.value));
        fields.insert("previous_year".into(), json!({ "value": known.previous }));
    }
    answer(*json, &value, &format!("{id}\t{}\t{}", known.value, known.previous))
}

fn funnel(arguments: &FiguresShow) -> Result<(), Failure> {
    let FiguresShow { vault, year, followed, by, json, .. } = arguments;
    let followed = match followed {
        FollowedUntil::Today => Followed::Today,
        FollowedUntil::YearEnd => Followed::YearEnd,
    };
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    let counted = office.read(|desk| desk.funnel(*year, followed, *by))?;
    let text = counted.funnel.stages.iter().map(line).collect::<Vec<_>>().join("\n");
    answer(*json, &whole(&counted, *by), &text)
}

fn whole(counted: &YearFunnel, by: Option<Dimension>) -> Value {
    let mut value = parts(&counted.funnel);
    let Some(fields) = value.as_object_mut() else { return value };
    fields.insert("year".into(), json!(counted.year.begins_in()));
    fields.insert("unit".into(), json!("placements"));
    fields.insert("previous_year".into(), parts(&counted.previous));
    if let Some(by) = by {
        let group = |(value, funnel): &(String, Funnel)| {
            let mut group = parts(funnel);
            if let Some(fields) = group.as_object_mut() {
                fields.insert("value".into(), json!(value));
            }
            group
        };
        fields.insert("by".into(), json!(by.code()));
        fields.insert("groups".into(), counted.groups.iter().map(group).collect());
    }
    value
}

fn parts(funnel: &Funnel) -> Value {
    let losses = funnel.losses.iter();
    let losses = losses.map(|loss| json!({ "stage": loss.stage.code(), "reason": loss.reason, "count": loss.count }));
    json!({ "stages": funnel.stages.iter().map(stage).collect::<Vec<_>>(), "losses": losses.collect::<Vec<_>>() })
}

fn stage(count: &StageCount) -> Value {
    json!({
        "id": count.stage.code(),
        "entered": count.entered,
        "recorded": count.recorded,
        "persons": count.persons,
        "converted": count.converted,
        "lost": count.lost,
        "open": count.open,
        "median_days": count.median_days,
    })
}

fn line(count: &StageCount) -> String {
    let days = count.median_days.map_or_else(|| String::from("-"), |days| days.to_string());
    format!("{}\t{}\t{}\t{days}", count.stage.code(), count.entered, count.converted)
}
