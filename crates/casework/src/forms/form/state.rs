//! What a form says about answers.

use std::collections::BTreeMap;

use guarded::Guarded;

use crate::forms::model::Words;

/// What a form says about the answers given so far.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By path: every question there is now, those that are not relevant too.
    pub questions: BTreeMap<String, QuestionState>,
    /// The paths in the order of the form.
    pub order: Vec<String>,
    /// How often each repeat is asked, by its path with an empty `[]` at the end.
    pub repeats: BTreeMap<String, u32>,
    /// Groups and instances of repeats that are not relevant.
    pub hidden: Vec<String>,
    /// Headings with values put in.
    pub headings: BTreeMap<String, BTreeMap<String, Guarded<String>>>,
}

/// What a form says of one question.
#[derive(Debug, Clone, Default)]
pub struct QuestionState {
    /// Its id.
    pub id: String,
    /// Whether it is asked.
    pub relevant: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether its answer cannot be changed by hand.
    pub read_only: bool,
    /// What was worked out.
    pub value: Option<Guarded<String>>,
    /// The names of the choices on offer, when not all are.
    pub choices: Option<Vec<String>>,
    /// The words with values put in.
    pub label: Option<BTreeMap<String, Guarded<String>>>,
    /// The hint with values put in.
    pub hint: Option<BTreeMap<String, Guarded<String>>>,
    /// What to begin with, in one of a repeat.
    pub default: Option<Guarded<String>>,
    /// What is wrong with the answer.
    pub problem: Option<Problem>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub fault: AnswerFault,
    /// What the author of the form says about it.
    pub message: Words,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFault {
    /// It is missing.
    Missing,
    /// Not a whole number.
    NotAnInteger,
    /// Not a number.
    NotANumber,
    /// Not a day that exists.
    NoSuchDate,
    /// Not a time of the day.
    NoSuchTime,
    /// Not one of the choices on offer.
    NotAChoice,
    /// Outside the range.
    OutOfRange,
    /// Against the condition of the form.
    Constraint,
    /// Too long.
    TooLong,
    /// Characters that cannot be kept.
    BadCharacters,
}
