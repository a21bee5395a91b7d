//! Interview forms as data: what they ask, their versions, their editor, their import; and what a form says about the
//! answers given so far.

use std::collections::BTreeMap;

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::people::PersonRow;

/// Words by language: the code that [`FormLanguage`] tells, to text. A language without words is left out.
pub type Words = BTreeMap<String, String>;

/// A language in which a form has words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormLanguage {
    /// Key of [`Words`]: a BCP 47 code where the form tells one (`ja`, `fa`), else the name that the form gives it.
    pub code: String,
    /// As the form calls it; empty when it does not.
    pub name: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

/// A form in the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormSummary {
    /// The form.
    pub form: u32,
    /// Its stable id, for example `standard`; the `form_id` of an imported one.
    pub code: String,
    /// Its title.
    pub title: Words,
    /// The languages it has words in, the default first.
    pub languages: Vec<FormLanguage>,
    /// The newest version: 1, 2, 3, …
    pub version: u32,
    /// What its author calls that version; may be empty.
    pub author_version: String,
    /// How many questions a person is asked.
    pub questions: u32,
    /// Where the newest version came from.
    pub source: FormSource,
    /// When the newest version was added (RFC 3339); empty for what came with the program.
    pub created_at: String,
    /// The day it was retired (ISO 8601); none while it is in use.
    pub retired_on: Option<String>,
    /// How many finished interviews there are, of all versions.
    pub interviews: u32,
    /// How many drafts are open, of all versions and all caseworkers.
    pub drafts: u32,
}

/// Where a version came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormSource {
    /// It came with the program.
    BuiltIn,
    /// A spreadsheet (XLSForm).
    Xlsform,
    /// An ODK XForm.
    Xform,
    /// The editor.
    Editor,
}

/// All forms.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormsView {
    /// Those in use first, each group in order of their code.
    pub forms: Vec<FormSummary>,
}

/// Asks for a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormRequest {
    /// The form.
    pub form: u32,
    /// Which version; the newest when left out.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub version: Option<u32>,
}

/// A form with what may be done with it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormPage {
    /// As it stands in the list.
    pub summary: FormSummary,
    /// This version.
    pub definition: FormDefinition,
    /// All versions, the newest first.
    pub versions: Vec<FormVersionLine>,
    /// Ids of questions that hold answers somewhere: they can be taken out of a new version, but their ids are not
    /// given to another question.
    pub answered: Vec<String>,
    /// Changes of one's own that are not published yet.
    pub unpublished: Vec<FormEdit>,
}

/// A version in the list of versions.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormVersionLine {
    /// 1, 2, 3, …
    pub version: u32,
    /// What its author calls it; may be empty.
    pub author_version: String,
    /// Where it came from.
    pub source: FormSource,
    /// When it was added (RFC 3339); empty for what came with the program.
    pub created_at: String,
}

/// What a version of a form asks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormDefinition {
    /// The form.
    pub form: u32,
    /// The version.
    pub version: u32,
    /// Its stable id.
    pub code: String,
    /// Its title.
    pub title: Words,
    /// The languages it has words in, the default first. Where words in a language are missing, those of the default
    /// stand in for it.
    pub languages: Vec<FormLanguage>,
    /// What it asks, in order.
    pub items: Vec<FormItem>,
    /// The choices of each list, by its name.
    pub lists: BTreeMap<String, Vec<FormChoice>>,
}

/// A part of a form.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormItem {
    /// A question, a note, or a value that is calculated.
    Question(FormQuestion),
    /// Questions under one heading.
    Group(FormGroup),
    /// Questions that are asked again for each of several.
    Repeat(FormGroup),
}

/// A question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormQuestion {
    /// Its path with `[]` for each repeat it stands in: `age`, `children[].age`. With the numbers put in from the left
    /// it is the path of an answer: `children[2].age`; the first is 1.
    pub id: String,
    /// What is answered.
    #[serde(rename = "type")]
    pub kind: FormQuestionType,
    /// The question. May contain values: then [`QuestionState::label`] has the words to show.
    pub label: Words,
    /// What helps to answer it.
    pub hint: Words,
    /// What helps to ask it, for the caseworker alone.
    pub guidance: Words,
    /// How its author wants it shown (`minimal`, `multiline`, …); may be ignored.
    pub appearance: String,
    /// Lines of a text field.
    pub lines: u32,
    /// The list of its choices.
    pub list: Option<String>,
    /// The name of the choice that opens a text field of its own (that field is a question of its own); for showing.
    pub other: Option<String>,
    /// Bounds and step of a range, as written.
    pub range: Option<FormRange>,
    /// Whether it must always be answered, can be, or must when a condition holds ([`QuestionState::required`]).
    pub required: bool,
    /// Asked only after consent.
    pub sensitive: bool,
    /// Who answers it when the screen is handed over.
    pub audience: FormAudience,
    /// Whether it depends on other answers: its relevance, its value, what is allowed. Such a question is removed or
    /// moved with care; the editor says what stands in the way.
    pub depends: bool,
}

/// A range.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormRange {
    /// The least value.
    pub start: String,
    /// The greatest value.
    pub end: String,
    /// From one to the next.
    pub step: String,
}

/// A group or a repeat.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormGroup {
    /// As of a question; a repeat ends with `[]`: `children[]`.
    pub id: String,
    /// Its heading.
    pub label: Words,
    /// How its author wants it shown (`field-list`, …); may be ignored.
    pub appearance: String,
    /// Whether how often it is asked is counted out of other answers; always false for a group.
    pub counted: bool,
    /// What it asks.
    pub items: Vec<FormItem>,
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormQuestionType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A number on a scale.
    Range,
    /// One of the choices: its name.
    SelectOne,
    /// Any of the choices: their names with a space between.
    SelectMultiple,
    /// All choices in an order: their names with a space between.
    Rank,
    /// Nothing: it is read.
    Note,
    /// A day: `2024-06-20`.
    Date,
    /// A time: `14:30`.
    Time,
    /// A day and a time: `2024-06-20T14:30`.
    DateTime,
    /// Nothing: the program works it out. Not shown.
    Calculate,
    /// `OK`, once it was read.
    Acknowledge,
    /// Nothing: not shown.
    Hidden,
}

/// Who answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormAudience {
    /// The caseworker, from what is said.
    Caseworker,
    /// The participant may, on the screen handed over.
    Participant,
}

/// A choice.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormChoice {
    /// What is kept.
    pub name: String,
    /// What is shown.
    pub label: Words,
}

/// What a form says about the answers given so far.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormState {
    /// By path (`age`, `children[2].age`): every question there is now, those that are not relevant too.
    pub questions: BTreeMap<String, QuestionState>,
    /// By path of the repeat (`children[]`, `children[2].toys[]`): how often it is asked now. Where the count is not
    /// worked out, it is the answer kept under this same path (`"children[]": "2"`), and the screen changes that.
    pub repeats: BTreeMap<String, u32>,
    /// Paths of groups and of the instances of repeats (`children[2]`) that are not relevant now.
    pub hidden: Vec<String>,
    /// Headings of groups and instances of repeats with values put in, by their path, when they have any.
    pub headings: BTreeMap<String, Words>,
}

/// What a form says of one question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuestionState {
    /// Whether it is asked now. What was answered stays in the draft meanwhile.
    pub relevant: bool,
    /// Whether it must be answered before the interview is finished without a word.
    pub required: bool,
    /// Whether its answer cannot be changed by hand.
    pub read_only: bool,
    /// The value that was worked out, when it is.
    pub value: Option<String>,
    /// The names of the choices on offer now, when not all of the list are.
    pub choices: Option<Vec<String>>,
    /// The question with values put in, when it has any.
    pub label: Option<Words>,
    /// The hint with values put in, when it has any.
    pub hint: Option<Words>,
    /// What to begin with, for a question of an instance that the screen has just added.
    pub default: Option<String>,
    /// What is wrong with the answer, to be shown calmly beside it. It is kept all the same.
    pub problem: Option<AnswerProblem>,
}

/// What is wrong with an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AnswerProblem {
    /// What.
    pub code: AnswerProblemCode,
    /// What the author of the form says about it; may be empty.
    pub message: Words,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum AnswerProblemCode {
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
    /// Longer than what is kept.
    TooLong,
    /// Characters that cannot be kept.
    BadCharacters,
}

/// Copies a form, so that it can be changed without touching the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CopyFormRequest {
    /// The form.
    pub form: u32,
    /// The stable id of the copy: letters, digits, `_`, `-`.
    pub code: String,
    /// Its title in the language of the screen.
    pub title: String,
    /// The language of that title.
    pub language: String,
}

/// Changes to a form, in order. They are sent whole each time; nothing is kept between.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormEditsRequest {
    /// The form.
    pub form: u32,
    /// The version that they change; it must be the newest.
    pub version: u32,
    /// What is changed.
    pub edits: Vec<FormEdit>,
}

/// A small change.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormEdit {
    /// The title in a language.
    Title {
        /// The language.
        language: String,
        /// The words; empty takes them away.
        text: String,
    },
    /// The words of a question, a group or a repeat in a language.
    Label {
        /// Id of the item.
        id: String,
        /// The language.
        language: String,
        /// The words; empty takes them away.
        text: String,
    },
    /// The hint of a question in a language.
    Hint {
        /// Id of the question.
        id: String,
        /// The language.
        language: String,
        /// The words; empty takes them away.
        text: String,
    },
    /// Whether a question must be answered.
    Required {
        /// Id of the question.
        id: String,
        /// Whether.
        on: bool,
    },
    /// Whether a question is asked only after consent.
    Sensitive {
        /// Id of the question.
        id: String,
        /// Whether.
        on: bool,
    },
    /// Who answers a question, or all questions of a group.
    Audience {
        /// Id of the item.
        id: String,
        /// Who.
        audience: FormAudience,
    },
    /// Moves an item within its group: before another one, or to the end.
    Move {
        /// Id of the item.
        id: String,
        /// Id of the item before which it comes; to the end of its group when none.
        before: Option<String>,
    },
    /// Adds a question.
    AddQuestion {
        /// Id of the group or repeat that it is added to, at the end; the form itself when none.
        inside: Option<String>,
        /// Its name: a letter, then letters, digits, `_`. Never one that held other answers before.
        name: String,
        /// What is answered: text, integer, decimal, date, time, note, select_one, select_multiple, acknowledge.
        #[serde(rename = "type")]
        question_type: FormQuestionType,
        /// The question.
        label: Words,
        /// The list of its choices, for one with choices.
        list: Option<String>,
    },
    /// Takes an item out; answers to it in older interviews stay readable.
    Remove {
        /// Id of the item.
        id: String,
    },
    /// Adds a choice to a list, or a list with its first choice.
    AddChoice {
        /// The list.
        list: String,
        /// What is kept.
        name: String,
        /// What is shown.
        label: Words,
    },
    /// The words of a choice in a language.
    ChoiceLabel {
        /// The list.
        list: String,
        /// Its name.
        name: String,
        /// The language.
        language: String,
        /// The words.
        text: String,
    },
    /// Takes a choice out.
    RemoveChoice {
        /// The list.
        list: String,
        /// Its name.
        name: String,
    },
    /// Adds a language to be translated into.
    AddLanguage {
        /// BCP 47 code.
        code: String,
        /// Its own name.
        name: String,
    },
}

/// What changes come to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormEdited {
    /// The form with the changes.
    pub definition: FormDefinition,
    /// What stands in the way; while there is any, it cannot be published.
    pub refused: Vec<FormFinding>,
}

/// Retires a form, or takes it into use again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RetireFormRequest {
    /// The form.
    pub form: u32,
    /// Whether it is retired.
    pub retired: bool,
}

/// What was read from a file; nothing is taken in before the person says so.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormImport {
    /// Whether a file was chosen at all.
    pub chosen: bool,
    /// What kind of file.
    pub source: Option<FormSource>,
    /// The stable id.
    pub code: String,
    /// The title.
    pub title: Words,
    /// What its author calls the version.
    pub author_version: String,
    /// Its languages, the default first.
    pub languages: Vec<FormLanguage>,
    /// How many questions a person is asked.
    pub questions: u32,
    /// What is not supported or wrong: while there is any, the form cannot be taken in.
    pub refused: Vec<FormFinding>,
    /// What is left out or done otherwise.
    pub warnings: Vec<FormFinding>,
    /// The form with this id that is on record, of which this would be the next version.
    pub replaces: Option<u32>,
    /// Whether it is the newest version of that form already, word for word.
    pub unchanged: bool,
    /// The form as it would be asked, when nothing is refused.
    pub definition: Option<FormDefinition>,
}

/// Something about a form, found where it stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FormFinding {
    /// The sheet (`survey`, `choices`, `settings`), or the part of an XForm; empty when it is the editor.
    pub sheet: String,
    /// The row as a spreadsheet counts (the header is 1); none where there are no rows.
    pub row: Option<u32>,
    /// The column, attribute or element.
    pub column: String,
    /// What.
    pub code: FormFindingCode,
    /// The word it is about: the type, the function, the name, the column. Never an answer.
    pub what: String,
}

/// What can be found about a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FormFindingCode {
    // of the file
    /// It is no spreadsheet and no XForm that can be read.
    Unreadable,
    /// It is larger than what is read.
    TooLarge,
    /// A sheet that must be there is missing.
    SheetMissing,
    /// A column that must be there is missing.
    ColumnMissing,
    // refused by name
    /// A type of question that is not supported.
    TypeUnsupported,
    /// A function that is not supported.
    FunctionUnsupported,
    /// An expression beyond what is supported: an axis, a predicate, a variable.
    ExpressionUnsupported,
    /// An expression that cannot be read.
    ExpressionBroken,
    /// An appearance that changes what is answered and is not supported.
    AppearanceUnsupported,
    /// A feature that is not supported.
    FeatureUnsupported,
    // wrong in itself
    /// A name that refers to nothing.
    ReferenceUnknown,
    /// Expressions that wait for one another.
    ReferenceCircle,
    /// A name is missing.
    NameMissing,
    /// A name that is not allowed.
    NameInvalid,
    /// A name that is there twice.
    NameTwice,
    /// A list of choices that is not there.
    ListMissing,
    /// A choice whose name has a space, in a list of which several can be chosen.
    ChoiceWithSpace,
    /// A group or repeat that begins and does not end, or the other way round.
    GroupUnbalanced,
    /// A pattern that cannot be read.
    PatternBroken,
    /// A value that is not allowed here.
    ValueInvalid,
    /// There is no question in it.
    NoQuestion,
    /// A question without words.
    LabelMissing,
    // of the editor
    /// Another question depends on it.
    NeededByAnother,
    /// The id held answers to another question.
    IdTaken,
    // only noticed
    /// A column that is not known and not read.
    ColumnIgnored,
    /// A sheet that is not read.
    SheetIgnored,
    /// A setting that is not used here.
    SettingIgnored,
    /// What would track the person is left out.
    MetadataLeftOut,
    /// Sound or pictures of a question are left out.
    MediaLeftOut,
    /// An appearance or parameter that is not followed.
    AppearanceIgnored,
    /// A question whose value is worked out cannot be changed by hand.
    CalculationReadOnly,
    /// Words are missing in a language.
    TranslationMissing,
}

/// Hands the screen to the participant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HandScreenRequest {
    /// The draft.
    pub draft: u32,
    /// The revision that the screen has.
    pub revision: u32,
    /// The language of the form in which it is shown.
    pub language: String,
}

/// The screen in the hands of the participant: nothing of the record but their own questions.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HandedView {
    /// The language it is shown in.
    pub language: FormLanguage,
    /// The questions that the participant answers, in their groups.
    pub definition: FormDefinition,
    /// Their answers so far.
    pub answers: BTreeMap<String, String>,
    /// What the form says about them.
    pub state: FormState,
    /// Counts the saves; the next save must carry it.
    pub revision: u32,
}

/// Saves what the participant typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveHandedRequest {
    /// The revision that the screen has.
    pub revision: u32,
    /// Every answer to the questions of the participant by path, empty ones left out.
    #[cfg_attr(test, ts(type = "{ [key in string]?: string }"))]
    pub answers: BTreeMap<String, Guarded<String>>,
}

/// Takes the screen back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TakeBackRequest {
    /// The passphrase of the caseworker who handed it over.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// The sealed notes of a participant, without their text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SealedNotesView {
    /// Whose.
    pub person: PersonRow,
    /// The newest first; those taken away are not among them.
    pub notes: Vec<SealedNoteLine>,
    /// What one was typing as another note and did not seal yet; empty when nothing.
    pub draft: String,
}

/// A sealed note, closed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SealedNoteLine {
    /// The note.
    pub note: u32,
    /// When it was written (RFC 3339, local time).
    pub written_at: String,
    /// Who wrote it; empty when unknown.
    pub by: String,
    /// How often it was opened.
    pub reveals: u32,
    /// When it was opened last (RFC 3339, local time).
    pub revealed_at: Option<String>,
}

/// Asks for the sealed notes of a participant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SealedNotesRequest {
    /// The participant.
    pub participant: u32,
}

/// Writes a sealed note. It cannot be changed afterwards, only taken away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WriteSealedNoteRequest {
    /// The participant.
    pub participant: u32,
    /// The text.
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Guarded<String>,
}

/// A sealed note by id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SealedNoteRequest {
    /// The note.
    pub note: u32,
}

/// A sealed note, opened.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SealedNoteText {
    /// The note.
    pub note: u32,
    /// Its text.
    pub text: String,
}
