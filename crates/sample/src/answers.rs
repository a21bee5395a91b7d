//! What is answered in interviews: neutral, invented sentences, joined from two lists by chance.

mod english;
mod japanese;

use std::{collections::BTreeMap, sync::LazyLock};

use casework::forms::Form;

use crate::dice::Dice;

/// Sentences that answer a question: one of the first list, often followed by one of the second.
pub type Sentences = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The questions of the form that comes with the program, and which of them are sensitive.
static ASKED: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    let form = office::standard_form().ok().and_then(|definition| Form::new(definition).ok());
    let questions = form.iter().flat_map(Form::questions);
    questions.map(|(id, question)| (id.to_owned(), question.sensitive)).collect()
});

/// Draws the answers of an interview. Sensitive questions are answered only when consent stands.
pub fn draw(dice: &mut Dice, sensitive: bool) -> Vec<(&'static str, String)> {
    let (sentences, gap) = *dice.weighted(&[(3, (japanese::SENTENCES, "")), (2, (english::SENTENCES, " "))]);
    let mut answers = Vec::new();
    for (id, first, second) in sentences {
        let Some(delicate) = ASKED.get(*id) else { continue };
        let chance = match (*id, *delicate) {
            ("wish" | "next_step", _) => 100,
            (_, true) => 45,
            (_, false) => 70,
        };
        if (sensitive || !delicate) && dice.percent(chance) {
            answers.push((*id, sentence(dice, first, second, gap)));
        }
    }
    answers
}

fn sentence(dice: &mut Dice, first: &[&str], second: &[&str], gap: &str) -> String {
    let opening = dice.pick(first);
    if dice.percent(70) { format!("{opening}{gap}{}", dice.pick(second)) } else { (*opening).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_thirty_answers_in_japanese_and_some_in_english() {
        let form = office::standard_form().expect("the form that comes with the program");
        let form = Form::new(form).expect("it can be asked");
        let written =
            |(_, question): &(&str, &casework::forms::Question)| question.kind == casework::forms::QuestionType::Text;
        let written: Vec<_> = form.questions().filter(written).collect();
        assert!(written.len() >= 8, "{}", written.len());
        for (question, _) in written {
            let count = |sentences: &[Sentences]| {
                let of = sentences.iter().find(|(id, ..)| *id == question);
                of.map_or(0, |(_, first, second)| first.len() * second.len())
            };
            assert!(count(japanese::SENTENCES) >= 30, "{question}");
            assert!(count(english::SENTENCES) >= 16, "{question}");
        }
    }

    #[test]
    fn without_consent_no_sensitive_question_is_answered() {
        let mut dice = Dice::new(1);
        for _ in 0..100 {
            let answers = draw(&mut dice, false);
            let sensitive = |id: &str| ASKED[id];
            assert!(answers.len() >= 2 && !answers.iter().any(|(id, _)| sensitive(id)));
        }
    }
}
