//! What forms mean, as rules.

mod evaluation;
mod expressions;
mod properties;
mod refusals;
mod spellings;
mod upgrades;

use std::collections::BTreeMap;

use guarded::Guarded;

use super::{AnswerFault, Form, Import, Moment, Sheet, Sheets, State, xlsform};

/// Wednesday, 10 July 2024 in Tokyo.
fn moment() -> Moment {
    Moment { now: "2024-07-10T12:34:56+09:00".parse().expect("a moment") }
}

/// Sheets as text: a line with a name begins one, columns stand between `|`.
fn sheets(text: &str) -> Sheets {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix('#') {
            sheets.push(Sheet { name: name.trim().to_owned(), rows: Vec::new() });
        } else if let Some(sheet) = sheets.last_mut() {
            let number = u32::try_from(sheet.rows.len()).expect("few rows") + 1;
            sheet.rows.push((number, line.split('|').map(|cell| cell.trim().to_owned()).collect()));
        }
    }
    Sheets { sheets }
}

fn import(text: &str) -> Import {
    xlsform::read(&sheets(text))
}

fn form(text: &str) -> Form {
    let import = import(text);
    import.form.unwrap_or_else(|| panic!("{:#?}", import.refused))
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, Guarded<String>> {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), Guarded::new((*text).to_owned()))).collect()
}

fn state(form: &Form, pairs: &[(&str, &str)]) -> State {
    form.evaluate(&answers(pairs), moment())
}

fn asked(state: &State) -> Vec<&str> {
    state.order.iter().filter(|path| state.questions[*path].relevant).map(String::as_str).collect()
}

fn value(state: &State, path: &str) -> String {
    let question = state.questions.get(path).unwrap_or_else(|| panic!("{path} in {:?}", state.order));
    question.value.as_ref().map(|text| text.expose().clone()).unwrap_or_default()
}

fn fault(state: &State, path: &str) -> Option<AnswerFault> {
    state.questions[path].problem.as_ref().map(|problem| problem.fault)
}
