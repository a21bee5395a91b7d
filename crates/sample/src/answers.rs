//! What is answered in interviews: neutral, invented sentences, joined from two lists by chance.

mod english;
mod japanese;

use casework::interview::Template;

use crate::dice::Dice;

/// Sentences that answer a question: one of the first list, often followed by one of the second.
pub type Sentences = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Draws the answers of an interview. Sensitive questions are answered only when consent stands.
pub fn draw(dice: &mut Dice, template: &Template, sensitive: bool) -> Vec<(&'static str, String)> {
    let (sentences, gap) = *dice.weighted(&[(3, (japanese::SENTENCES, "")), (2, (english::SENTENCES, " "))]);
    let mut answers = Vec::new();
    for (id, first, second) in sentences {
        let Some(question) = template.question(id) else { continue };
        let chance = match (*id, question.sensitive) {
            ("wish" | "next_step", _) => 100,
            (_, true) => 45,
            (_, false) => 70,
        };
        if (sensitive || !question.sensitive) && dice.percent(chance) {
            answers.push((question.id, sentence(dice, first, second, gap)));
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
    use casework::interview::STANDARD;

    use super::*;

    #[test]
    fn every_question_has_thirty_answers_in_japanese_and_some_in_english() {
        for question in STANDARD.questions {
            let count = |sentences: &[Sentences]| {
                let of = sentences.iter().find(|(id, ..)| *id == question.id);
                of.map_or(0, |(_, first, second)| first.len() * second.len())
            };
            assert!(count(japanese::SENTENCES) >= 30, "{}", question.id);
            assert!(count(english::SENTENCES) >= 16, "{}", question.id);
        }
    }

    #[test]
    fn without_consent_no_sensitive_question_is_answered() {
        let mut dice = Dice::new(1);
        for _ in 0..100 {
            let answers = draw(&mut dice, &STANDARD, false);
            let sensitive = |id| STANDARD.question(id).is_some_and(|question| question.sensitive);
            assert!(answers.len() >= 2 && !answers.iter().any(|(id, _)| sensitive(id)));
        }
    }
}
