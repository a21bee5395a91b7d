//! What a form is: data with a version. Stored as JSON; older versions are read for ever, so every field that is added
//! here gets a default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words by language code.
pub type Words = BTreeMap<String, String>;

/// The code under which words stand that name no language.
pub const NO_LANGUAGE: &str = "default";

/// A version of a form.
///
/// Expressions stand in it as text, in the notation of XLSForm: `${id}` refers to a question by its whole id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Definition {
    /// Its stable id.
    pub code: String,
    /// Its title.
    pub title: Words,
    /// What its author calls this version; may be empty.
    pub author_version: String,
    /// The languages it has words in, the default first.
    pub languages: Vec<Language>,
    /// What it asks, in order.
    pub items: Vec<Item>,
    /// The choices of each list.
    pub lists: BTreeMap<String, Vec<Choice>>,
}

/// A language of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Language {
    /// BCP 47 where the form tells one, else its name.
    pub code: String,
    /// As the form calls it; may be empty.
    pub name: String,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "almost all of them are questions, and a form has some hundreds")]
pub enum Item {
    /// A question, a note, or a value that is worked out.
    Question(Question),
    /// Questions under one heading.
    Group(Section),
    /// Questions that are asked again for each of several.
    Repeat(Section),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// Unique within the form, or within the repeat it stands in.
    pub name: String,
    /// What it is called in a file in which that name is not unique; empty when it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// What is answered.
    #[serde(rename = "type")]
    pub kind: QuestionType,
    /// The question; `${id}` stands for an answer.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub label: Words,
    /// What helps to answer it.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub hint: Words,
    /// What helps to ask it, for the caseworker alone.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub guidance: Words,
    /// How its author wants it shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// The list of its choices; empty when it has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub list: String,
    /// Which of the choices are on offer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub choice_filter: String,
    /// Bounds and step of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// When it is asked; empty for always.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub relevant: String,
    /// When it must be answered; empty for never.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub required: String,
    /// What its author says when it is missing.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub required_message: Words,
    /// What an answer must fulfil; `.` is the answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub constraint: String,
    /// What its author says when it does not.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub constraint_message: Words,
    /// How its value is worked out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub calculation: String,
    /// What it begins with, as an expression: text in quotes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub default: String,
    /// When it cannot be changed by hand; empty for never.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub read_only: String,
    /// Asked only after consent.
    #[serde(skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Who answers it when the screen is handed over.
    pub audience: Audience,
}

/// A group or a repeat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Unique as that of a question.
    pub name: String,
    /// As of a question.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// Its heading.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub label: Words,
    /// How its author wants it shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// When it is asked; empty for always.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub relevant: String,
    /// How often a repeat is asked; empty when the person says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub count: String,
    /// What it asks.
    pub items: Vec<Item>,
}

/// What is answered, and how an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// Text.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A number on a scale.
    Range,
    /// The name of a choice.
    SelectOne,
    /// Names of choices with a space between.
    SelectMultiple,
    /// Names of all choices, in order, with a space between.
    Rank,
    /// Nothing: it is read.
    Note,
    /// A day, ISO 8601.
    Date,
    /// A time of the day, ISO 8601.
    Time,
    /// A day and a time, ISO 8601.
    DateTime,
    /// Nothing: it is worked out and not shown.
    Calculate,
    /// `OK`.
    Acknowledge,
    /// Nothing: it is not shown.
    Hidden,
}

impl QuestionType {
    /// Whether a person is asked.
    pub const fn is_asked(self) -> bool {
        !matches!(self, Self::Note | Self::Calculate | Self::Hidden)
    }

    /// Whether it has a list of choices.
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::SelectOne | Self::SelectMultiple | Self::Rank)
    }

    /// Whether an answer is a number.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Range)
    }
}

/// Bounds and step of a range, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Range {
    /// The least value.
    pub start: String,
    /// The greatest value.
    pub end: String,
    /// From one to the next.
    pub step: String,
}

/// Who answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The caseworker, from what is said.
    #[default]
    Caseworker,
    /// The participant may, on a screen handed over.
    Participant,
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// What is kept.
    pub name: String,
    /// What is shown.
    pub label: Words,
    /// Other columns, which filters may ask for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Item {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Question(question) => &question.name,
            Self::Group(section) | Self::Repeat(section) => &section.name,
        }
    }

    /// Its label.
    pub const fn label(&self) -> &Words {
        match self {
            Self::Question(question) => &question.label,
            Self::Group(section) | Self::Repeat(section) => &section.label,
        }
    }

    /// What stands in it.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Question(_) => &[],
            Self::Group(section) | Self::Repeat(section) => &section.items,
        }
    }
}

impl Definition {
    /// The code of the language whose words stand in where others are missing.
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or(NO_LANGUAGE, |language| &language.code)
    }

    /// How many questions a person is asked.
    pub fn asked(&self) -> u32 {
        fn count(items: &[Item]) -> u32 {
            items.iter().fold(0, |sum, item| {
                let own = matches!(item, Item::Question(question) if question.kind.is_asked());
                sum.saturating_add(u32::from(own)).saturating_add(count(item.items()))
            })
        }
        count(&self.items)
    }

    /// The words of a text in a language, else in the default one, else in any.
    pub fn choose<'a>(&self, words: &'a Words, language: &str) -> &'a str {
        let filled = |code: &str| words.get(code).filter(|text| !text.is_empty());
        let any = || words.values().find(|text| !text.is_empty());
        filled(language).or_else(|| filled(self.default_language())).or_else(any).map_or("", String::as_str)
    }

    /// Whether a language is written from right to left: by its code, else by the first letter of its words that says.
    pub fn is_rtl(&self, language: &str) -> bool {
        const CODES: [&str; 12] = ["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "prs", "syr"];
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        if CODES.contains(&primary.as_str()) {
            return true;
        }
        fn first_words<'a>(items: &'a [Item], language: &str) -> Option<&'a str> {
            items.iter().find_map(|item| {
                let own = item.label().get(language).map(String::as_str);
                own.filter(|text| text.chars().any(char::is_alphabetic)).or_else(|| first_words(item.items(), language))
            })
        }
        let letter = first_words(&self.items, language).and_then(|text| text.chars().find(|c| c.is_alphabetic()));
        // Hebrew to Thaana and N'Ko to Arabic Extended; presentation forms; the historic scripts.
        letter.is_some_and(
            |letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'),
        )
    }
}
