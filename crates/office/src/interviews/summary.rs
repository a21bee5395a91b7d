//! An interview in words, to be read on paper or handed over.

use casework::{
    forms::{Form, Item, Question, QuestionType, Words, path_of},
    ids::InterviewId,
};
use guarded::Guarded;

use super::FinishedInterview;
use crate::{desk::Desk, error::OfficeError};

/// An interview in words. Sealed notes are never part of it.
#[derive(Debug, Clone)]
pub struct InterviewSummary {
    /// The interview.
    pub interview: FinishedInterview,
    /// The title of its form.
    pub title: String,
    /// Whether its language is written from right to left.
    pub rtl: bool,
    /// What was answered, in order.
    pub sections: Vec<SummarySection>,
}

/// A section of it.
#[derive(Debug, Clone, Default)]
pub struct SummarySection {
    /// Its heading; may be empty.
    pub title: String,
    /// Which of several.
    pub number: Option<u32>,
    /// What was answered.
    pub lines: Vec<SummaryLine>,
}

/// An answer in words.
#[derive(Debug, Clone)]
pub struct SummaryLine {
    /// Its path.
    pub path: String,
    /// The question.
    pub label: Guarded<String>,
    /// The answer.
    pub text: Guarded<String>,
    /// Whether it was asked only after consent.
    pub sensitive: bool,
}

impl Desk<'_> {
    /// An interview in words of a language of its form.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn interview_summary(&self, id: InterviewId, language: &str) -> Result<InterviewSummary, OfficeError> {
        let interview = self.interview(id)?;
        let form = interview.form.clone();
        let mut writing = Writing { interview: &interview, form: &form, language, sections: Vec::new() };
        writing.items(&form.definition().items, "", &[], &Heading::default());
        let sections = writing.sections;
        let definition = form.definition();
        let title = definition.choose(&definition.title, language).to_owned();
        Ok(InterviewSummary { title, rtl: definition.is_rtl(language), sections, interview })
    }
}

/// What the next answer stands under.
#[derive(Clone, Default, PartialEq)]
struct Heading {
    title: String,
    number: Option<u32>,
}

struct Writing<'a> {
    interview: &'a FinishedInterview,
    form: &'a Form,
    language: &'a str,
    sections: Vec<SummarySection>,
}

impl Writing<'_> {
    fn items(&mut self, items: &[Item], scope: &str, key: &[u32], heading: &Heading) {
        for item in items {
            match item {
                Item::Question(question) => self.question(question, &format!("{scope}{}", question.name), key, heading),
                Item::Group(section) => {
                    let own = self.heading(&section.label, None);
                    let heading = if own.title.is_empty() { heading } else { &own };
                    self.items(&section.items, scope, key, heading);
                }
                Item::Repeat(section) => {
                    let id = format!("{scope}{}[]", section.name);
                    let count = self.interview.state.repeats.get(&path_of(&id, key)).copied().unwrap_or(0);
                    for number in 1..=count {
                        let key: Vec<u32> = key.iter().copied().chain([number]).collect();
                        let heading = self.heading(&section.label, Some(number));
                        self.items(&section.items, &format!("{id}."), &key, &heading);
                    }
                }
            }
        }
    }

    fn heading(&self, label: &Words, number: Option<u32>) -> Heading {
        Heading { title: self.form.definition().choose(label, self.language).to_owned(), number }
    }

    fn question(&mut self, question: &Question, id: &str, key: &[u32], heading: &Heading) {
        let path = path_of(id, key);
        let Some(text) = self.interview.interview.answers.get(&path) else { return };
        if matches!(question.kind, QuestionType::Calculate | QuestionType::Hidden) && question.label.is_empty() {
            return;
        }
        let state = self.interview.state.questions.get(&path);
        let filled = state.and_then(|state| state.label.as_ref()).and_then(|label| label.get(self.language));
        let plain = || Guarded::new(self.form.definition().choose(&question.label, self.language).to_owned());
        let line = SummaryLine {
            label: filled.cloned().unwrap_or_else(plain),
            text: self.in_words(question, text),
            sensitive: question.sensitive,
            path,
        };
        match self.sections.last_mut() {
            Some(last) if last.title == heading.title && last.number == heading.number => last.lines.push(line),
            _ => {
                let Heading { title, number } = heading.clone();
                self.sections.push(SummarySection { title, number, lines: vec![line] });
            }
        }
    }

    /// Choices by their labels; anything else as it was typed.
    fn in_words(&self, question: &Question, text: &Guarded<String>) -> Guarded<String> {
        if !question.kind.has_choices() {
            return text.clone();
        }
        let definition = self.form.definition();
        let choices = definition.lists.get(&question.list).map(Vec::as_slice).unwrap_or_default();
        let label = |name: &str| {
            let choice = choices.iter().find(|choice| choice.name == name);
            let words = choice.map(|choice| definition.choose(&choice.label, self.language)).unwrap_or_default();
            if words.is_empty() { name.to_owned() } else { words.to_owned() }
        };
        // EXPOSE: turned into words, guarded again.
        let text = text.expose();
        let joined = match question.kind {
            QuestionType::SelectOne => label(text),
            QuestionType::Rank => {
                let numbered =
                    text.split_whitespace().zip(1..).map(|(name, place)| format!("{place}. {}", label(name)));
                numbered.collect::<Vec<_>>().join("\n")
            }
            _ => text.split_whitespace().map(label).collect::<Vec<_>>().join("\n"),
        };
        Guarded::new(joined)
    }
}

/// Ids are what paths are without their numbers.
#[cfg(test)]
mod tests {
    use casework::forms::id_of;

    use super::*;

    #[test]
    fn a_path_and_its_id_belong_together() {
        assert_eq!(path_of("children[].toys[].name", &[2, 1]), "children[2].toys[1].name");
        assert_eq!(path_of("children[].toys[]", &[2]), "children[2].toys[]");
        assert_eq!(id_of("children[2].toys[1].name"), "children[].toys[].name");
    }
}
