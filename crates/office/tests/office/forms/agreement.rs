//! Our reading and our answers are those of the reference programs.

use std::{collections::BTreeMap, fs, path::PathBuf};

use casework::forms::{AnswerFault, Definition, Form, Item, Moment, Question, QuestionState, QuestionType};
use guarded::Guarded;
use office::FormFile;
use serde_json::Value;

/// When the engine was asked.
const NOW: &str = "2024-07-10T12:34:56+09:00";

fn made() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/forms/made")
}

fn names() -> Vec<String> {
    let files = fs::read_dir(made()).expect("the made forms").map(|file| file.expect("a file").path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 24, "{names:?}");
    names
}

fn read(name: &str, ending: &str) -> FormFile {
    let bytes = fs::read(made().join(format!("{name}.{ending}"))).expect("a form");
    FormFile::of(&intake::read_here(&bytes).expect("a readable file"), name)
}

fn form(name: &str, ending: &str) -> Form {
    let file = read(name, ending);
    file.import.form.unwrap_or_else(|| panic!("{name}.{ending} is refused: {:#?}", file.import.refused))
}

/// What both notations can say, in the one of ours.
fn comparable(mut definition: Definition) -> Definition {
    fn plain(items: &mut Vec<Item>) {
        count_where_it_is_asked(items);
        for item in items {
            match item {
                Item::Question(question) => plain_question(question),
                Item::Group(section) | Item::Repeat(section) => plain(&mut section.items),
            }
        }
    }
    plain(&mut definition.items);
    definition.languages.iter_mut().for_each(|language| language.name.clear());
    definition
}

/// pyxform works a count that is no plain answer out in a value of its own, named after the repeat.
fn count_where_it_is_asked(items: &mut Vec<Item>) {
    let own = |item: &Item| match item {
        Item::Question(question) if question.kind == QuestionType::Calculate && question.label.is_empty() => {
            Some((question.name.clone(), question.calculation.clone()))
        }
        _ => None,
    };
    let counts: BTreeMap<String, String> = items.iter().filter_map(own).collect();
    let mut folded = Vec::new();
    for item in items.iter_mut() {
        if let Item::Repeat(section) = item
            && let Some(calculation) = counts.get(&format!("{}_count", section.name))
        {
            folded.push(format!("{}_count", section.name));
            section.count.clone_from(calculation);
        }
    }
    items.retain(|item| !folded.iter().any(|name| name == item.name()));
}

fn plain_question(question: &mut Question) {
    // XForm has no words for these.
    question.sensitive = false;
}

#[test]
fn a_spreadsheet_and_the_xform_that_pyxform_makes_of_it_are_the_same_form() {
    for name in names() {
        let [sheet, xml] = ["xlsx", "xml"].map(|ending| comparable(form(&name, ending).definition().clone()));
        let [sheet, xml] = [sheet, xml].map(|form| serde_json::to_string_pretty(&form).expect("JSON"));
        let differs = sheet.lines().zip(xml.lines()).enumerate().find(|(_, (sheet, xml))| sheet != xml);
        if let Some((line, _)) = differs {
            let around =
                |text: &str| text.lines().skip(line.saturating_sub(12)).take(20).collect::<Vec<_>>().join("\n");
            panic!("{name}: the spreadsheet says\n{}\nthe XForm says\n{}", around(&sheet), around(&xml));
        }
        assert_eq!(sheet, xml, "{name}");
    }
}

/// Why we mean something else where we do. Decision 0022 gives the sources.
fn meant_otherwise(name: &str, path: &str) -> Option<&'static str> {
    let last = path.rsplit('.').next().unwrap_or(path);
    match (name, last) {
        ("kobo", "start" | "end" | "username" | "deviceid") => Some("what tracks a person is left out"),
        (_, generated) if generated.starts_with("generated_table_list") => Some("the heading of its group"),
        (_, generated) if generated.starts_with("reserved_name_for_field_list") => Some("the heading row of its table"),
        ("dates", "week_later") => Some("no day is nothing, not the words `Invalid Date`"),
        ("strings", "fits") => Some("a pattern must fit the whole answer, as the manual of ODK says"),
        ("empties", "n_true" | "t_true" | "not_n") | ("numbers", "both") => {
            Some("no answer is false, as in ODK Collect")
        }
        ("intake_interview", "months_all") | ("repeat_filters", "years_of_all") | ("repeat_count", "all_years") => {
            Some("a sum leaves out what is not relevant, as in ODK Collect")
        }
        _ => None,
    }
}

#[test]
fn every_answer_is_judged_as_the_engine_of_odk_judges_it() {
    let moment = Moment { now: NOW.parse().expect("a moment") };
    let (mut looks, mut states, mut differences) = (0, 0, Vec::new());
    for name in names() {
        let form = form(&name, "xml");
        let text = fs::read_to_string(made().join(format!("{name}.json"))).expect("what the engine said");
        let said: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        for (number, look) in said.iter().enumerate() {
            looks += 1;
            let answers: BTreeMap<String, Guarded<String>> = look["answers"]
                .as_object()
                .expect("answers")
                .iter()
                .map(|(path, text)| (path.clone(), Guarded::new(text.as_str().expect("a text").to_owned())))
                .collect();
            let state = form.evaluate(&answers, moment);
            let theirs = look["questions"].as_object().expect("questions");
            let judged: Vec<_> = theirs.iter().filter(|(path, _)| meant_otherwise(&name, path).is_none()).collect();
            for (path, theirs) in &judged {
                states += 1;
                let Some(ours) = state.questions.get(*path) else {
                    differences.push(format!("{name} look {number} {path}: not there"));
                    continue;
                };
                let answer = answers.get(*path).map(|text| text.expose().clone()).unwrap_or_default();
                let found = compare(&form, ours, theirs, &answer);
                differences
                    .extend(found.iter().map(|one| format!("{name} look {number} {path}: {one}; {}", look["answers"])));
            }
            let asked: Vec<_> = state.questions.keys().filter(|path| !theirs.contains_key(*path)).collect();
            assert!(asked.is_empty(), "{name} look {number}: the engine does not ask {asked:?}");
        }
    }
    println!("{looks} looks at {states} questions");
    let shown = differences.iter().take(4000).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} differences\n{shown}", differences.len());
}

fn compare(form: &Form, ours: &QuestionState, theirs: &Value, answer: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, ours: &str, theirs: &str| {
        if ours != theirs {
            found.push(format!("{what}: ours `{ours}`, theirs `{theirs}`"));
        }
    };
    let flag = |name: &str, otherwise: bool| theirs.get(name).and_then(Value::as_bool).unwrap_or(otherwise);
    let relevant = flag("relevant", true);
    same("relevant", &ours.relevant.to_string(), &relevant.to_string());
    let question = form.question(&ours.id).expect("its question");
    if ours.relevant && relevant && question.kind.is_asked() {
        same("required", &ours.required.to_string(), &flag("required", false).to_string());
        if question.calculation.is_empty() {
            same("read only", &ours.read_only.to_string(), &flag("readOnly", false).to_string());
        }
        let against = ours.problem.as_ref().is_some_and(|problem| problem.fault == AnswerFault::Constraint);
        same("against its constraint", &against.to_string(), &flag("against", false).to_string());
    }
    if let (Some(value), true) = (&ours.value, ours.relevant && relevant) {
        let theirs = theirs.get("value").and_then(Value::as_str).unwrap_or(answer);
        let (ours, theirs) = (settled(value.expose()), settled(theirs));
        same("value", &ours, &theirs);
    }
    if let Some(theirs) = theirs.get("choices").and_then(Value::as_str) {
        let all = || form.definition().lists.get(&question.list).into_iter().flatten();
        let ours = ours.choices.clone().unwrap_or_else(|| all().map(|choice| choice.name.clone()).collect());
        same("choices", &ours.join(" "), theirs);
    }
    found
}

/// Numbers by their value: one writes `0.30000000000000004`, the other rounds it.
fn settled(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if text.contains('.') => format!("{number:.9}"),
        _ => text.to_owned(),
    }
}
