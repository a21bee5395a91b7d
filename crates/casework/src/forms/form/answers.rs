//! Paths of answers, and what is wrong with an answer by its type.

use super::AnswerFault;
use crate::forms::{
    expr::{is_date, is_date_time, is_time, plain_number},
    model::{Question, QuestionType},
};

/// The longest answer that is kept, in characters: more than a day of typing.
pub const ANSWER_MAX: usize = 200_000;

/// Puts the numbers of repeats into an id, from the left; `[]` without a number stays.
pub fn path_of(id: &str, numbers: &[u32]) -> String {
    let mut path = String::new();
    let mut numbers = numbers.iter();
    for (place, part) in id.split("[]").enumerate() {
        if place > 0 {
            match numbers.next() {
                Some(number) => path.push_str(&format!("[{number}]")),
                None => path.push_str("[]"),
            }
        }
        path.push_str(part);
    }
    path
}

/// The id of a path: without the numbers.
pub fn id_of(path: &str) -> String {
    let mut id = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        id.push_str(before);
        id.push_str("[]");
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    id.push_str(rest);
    id
}

/// What is wrong with an answer that is not empty.
pub fn fault(question: &Question, text: &str, offered: &[&str]) -> Option<AnswerFault> {
    use QuestionType as Q;
    if text.chars().count() > ANSWER_MAX {
        return Some(AnswerFault::TooLong);
    }
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return Some(AnswerFault::BadCharacters);
    }
    let number = plain_number(text.trim());
    match question.kind {
        // More than what a number holds exactly would be changed by any calculation.
        Q::Integer => number
            .filter(|number| number.fract() == 0.0 && number.abs() < 9e15 && !text.contains('.'))
            .is_none()
            .then_some(AnswerFault::NotAnInteger),
        Q::Decimal => number.is_none().then_some(AnswerFault::NotANumber),
        Q::Range => range_fault(question, number),
        Q::Date => (!is_date(text)).then_some(AnswerFault::NoSuchDate),
        Q::Time => (!is_time(text)).then_some(AnswerFault::NoSuchTime),
        Q::DateTime => (!is_date_time(text)).then_some(AnswerFault::NoSuchDate),
        Q::SelectOne => (!offered.contains(&text)).then_some(AnswerFault::NotAChoice),
        Q::SelectMultiple | Q::Rank => {
            text.split_whitespace().any(|name| !offered.contains(&name)).then_some(AnswerFault::NotAChoice)
        }
        Q::Text | Q::Note | Q::Calculate | Q::Acknowledge | Q::Hidden => None,
    }
}

fn range_fault(question: &Question, number: Option<f64>) -> Option<AnswerFault> {
    let Some(number) = number else { return Some(AnswerFault::NotANumber) };
    let range = question.range.as_ref()?;
    let (start, end) = (plain_number(range.start.trim())?, plain_number(range.end.trim())?);
    let inside = (start.min(end)..=start.max(end)).contains(&number);
    (!inside).then_some(AnswerFault::OutOfRange)
}
