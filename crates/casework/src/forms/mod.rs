//! Forms of interviews as data: what they ask, what they say about answers, where they come from, how they change.

mod edit;
pub mod expr;
pub mod finding;
pub mod form;
mod import;
pub mod model;
mod sheets;
#[cfg(test)]
mod tests;
mod upgrade;
pub mod xform;
pub mod xlsform;

pub use edit::{Edit, edit};
pub use expr::Moment;
pub use finding::{Finding, FindingCode};
pub use form::{
    ANSWER_MAX, AnswerFault, Field, Form, Problem, QuestionState, State, Trouble, id_of, is_form_code, path_of,
};
pub use import::{Import, language};
pub use model::{Audience, Choice, Definition, Item, Language, Question, QuestionType, Range, Section, Words};
pub use sheets::{Sheet, Sheets};
pub use upgrade::Upgrade;
