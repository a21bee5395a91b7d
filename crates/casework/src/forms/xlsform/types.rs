//! The column `type`.

use crate::forms::model::QuestionType;

/// What a row of the survey is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowType {
    /// A question.
    Question(QuestionType),
    /// A question with choices: the list, and whether it has a choice of its own words.
    Choices(QuestionType, String, bool),
    BeginGroup,
    BeginRepeat,
    EndGroup,
    EndRepeat,
    /// The day on which it was filled in: a value.
    Today,
    /// What would track the person.
    Metadata,
    /// Not supported: the type as written.
    Unsupported(String),
}

/// Other names of types.
const SIMPLE: &[(&str, QuestionType)] = &[
    ("text", QuestionType::Text),
    ("string", QuestionType::Text),
    ("integer", QuestionType::Integer),
    ("int", QuestionType::Integer),
    ("decimal", QuestionType::Decimal),
    ("range", QuestionType::Range),
    ("note", QuestionType::Note),
    ("date", QuestionType::Date),
    ("time", QuestionType::Time),
    ("datetime", QuestionType::DateTime),
    ("calculate", QuestionType::Calculate),
    ("acknowledge", QuestionType::Acknowledge),
    ("trigger", QuestionType::Acknowledge),
    ("hidden", QuestionType::Hidden),
];

const METADATA: &[&str] = &[
    "start",
    "end",
    "deviceid",
    "device_id",
    "subscriberid",
    "simserial",
    "phonenumber",
    "phone_number",
    "username",
    "email",
    "audit",
    "uri:deviceid",
    "start-geopoint",
    "background-audio",
    "imei",
    "get_phone_number",
];

/// Spellings of the types with choices, longest first.
const CHOICES: &[(&str, QuestionType)] = &[
    ("select all that apply from", QuestionType::SelectMultiple),
    ("select all that apply", QuestionType::SelectMultiple),
    ("select one from", QuestionType::SelectOne),
    ("select multiple", QuestionType::SelectMultiple),
    ("select_multiple", QuestionType::SelectMultiple),
    ("select one", QuestionType::SelectOne),
    ("select_one", QuestionType::SelectOne),
    ("select1", QuestionType::SelectOne),
    ("rank", QuestionType::Rank),
];

/// The names of all types that are supported, in the spelling of today.
#[cfg(test)]
pub fn type_names() -> impl Iterator<Item = &'static str> {
    let old = |name: &&str| !matches!(*name, "string" | "int" | "trigger" | "select1") && !name.contains(' ');
    SIMPLE.iter().map(|(name, _)| *name).chain(CHOICES.iter().map(|(name, _)| *name)).filter(old)
}

/// Reads a type.
pub fn row_type(written: &str) -> RowType {
    let words: Vec<&str> = written.split_whitespace().collect();
    let text = words.join(" ");
    let lower = text.to_lowercase();
    match lower.replace('_', " ").as_str() {
        "begin group" => return RowType::BeginGroup,
        "end group" => return RowType::EndGroup,
        "begin repeat" | "begin lgroup" => return RowType::BeginRepeat,
        "end repeat" | "end lgroup" => return RowType::EndRepeat,
        "today" => return RowType::Today,
        _ => (),
    }
    if let Some((_, kind)) = SIMPLE.iter().find(|(name, _)| *name == lower) {
        return RowType::Question(*kind);
    }
    if METADATA.contains(&lower.as_str()) {
        return RowType::Metadata;
    }
    for (spelling, kind) in CHOICES {
        // Lists keep their case.
        let rest = lower.strip_prefix(spelling).filter(|rest| rest.starts_with(' '));
        if let Some(rest) = rest {
            let list: Vec<&str> =
                words.iter().copied().skip(words.len().saturating_sub(rest.split(' ').skip(1).count())).collect();
            return with_choices(*kind, &list, &text);
        }
    }
    RowType::Unsupported(text)
}

fn with_choices(kind: QuestionType, list: &[&str], text: &str) -> RowType {
    match list {
        [list, other] if is_other(other) => RowType::Choices(kind, (*list).to_owned(), true),
        [list, or, other] if *or == "or" && is_other(&format!("or_{other}")) => {
            RowType::Choices(kind, (*list).to_owned(), true)
        }
        [list] => RowType::Choices(kind, (*list).to_owned(), false),
        _ => RowType::Unsupported(text.to_owned()),
    }
}

fn is_other(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "or_other" | "or_specify_other")
}
