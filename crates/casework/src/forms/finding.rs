//! What is found about a form: where, what, and the word it is about. Never an answer of anybody.

use serde::Serialize;

/// Something about a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The sheet, or the part of an XForm.
    pub sheet: String,
    /// The row as a spreadsheet counts; none where there are no rows.
    pub row: Option<u32>,
    /// The column, attribute or element.
    pub column: String,
    /// What.
    pub code: FindingCode,
    /// The word it is about.
    pub what: String,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// It is no spreadsheet and no XForm that can be read.
    Unreadable,
    /// It is larger than what is read.
    TooLarge,
    /// A sheet that must be there is missing.
    SheetMissing,
    /// A column that must be there is missing.
    ColumnMissing,
    /// A type of question that is not supported.
    TypeUnsupported,
    /// A function that is not supported.
    FunctionUnsupported,
    /// An expression beyond what is supported.
    ExpressionUnsupported,
    /// An expression that cannot be read.
    ExpressionBroken,
    /// An appearance that changes what is answered and is not supported.
    AppearanceUnsupported,
    /// A feature that is not supported.
    FeatureUnsupported,
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
    /// Another question depends on it.
    NeededByAnother,
    /// The id held answers to another question.
    IdTaken,
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

/// The longest word that a finding repeats, in characters.
const LONGEST: usize = 80;

impl Finding {
    /// A finding about a cell.
    pub fn new(sheet: &str, row: Option<u32>, column: &str, code: FindingCode, what: &str) -> Self {
        let what = what.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
        Self { sheet: sheet.to_owned(), row, column: column.to_owned(), code, what }
    }
}
