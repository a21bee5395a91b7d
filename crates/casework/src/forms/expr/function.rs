//! The functions there are.

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `if(condition, then, else)`
    If,
    /// The first that is not empty.
    Coalesce,
    /// The answer at hand if there is one, else the argument.
    Once,
    /// Whether a choice is among those chosen.
    Selected,
    /// The n-th choice that was made, from 0.
    SelectedAt,
    /// How many choices were made.
    CountSelected,
    /// The words of a choice.
    ChoiceName,
    /// Which one of a repeat this is, from 1.
    Position,
    /// An answer in one of a repeat.
    IndexedRepeat,
    /// All texts in a row.
    Concat,
    /// All texts with another between them.
    Join,
    /// Length in characters.
    StringLength,
    /// From a position to before another, from 0.
    Substr,
    /// From a position, so many, from 1 (XPath 1.0).
    Substring,
    /// What stands before another text.
    SubstringBefore,
    /// What stands after another text.
    SubstringAfter,
    /// Letters replaced by letters.
    Translate,
    /// Without spaces around and in rows.
    NormalizeSpace,
    /// Whether a text holds another.
    Contains,
    /// Whether a text begins with another.
    StartsWith,
    /// Whether a text ends with another.
    EndsWith,
    /// Whether the whole text fits a pattern.
    Regex,
    /// The opposite.
    Not,
    /// True.
    True,
    /// False.
    False,
    /// As a truth value.
    Boolean,
    /// Whether a text says `1` or `true`.
    BooleanFromString,
    /// As a number.
    Number,
    /// As a whole number, cut.
    Int,
    /// As a text.
    Text,
    /// Rounded, to a number of digits if told.
    Round,
    /// Rounded down.
    Floor,
    /// Rounded up.
    Ceiling,
    /// Without its sign.
    Abs,
    /// To the power of.
    Pow,
    /// Square root.
    Sqrt,
    /// e to the power of.
    Exp,
    /// 10 to the power of.
    Exp10,
    /// Natural logarithm.
    Log,
    /// Logarithm to 10.
    Log10,
    /// Sine.
    Sin,
    /// Cosine.
    Cos,
    /// Tangent.
    Tan,
    /// The angle of a sine.
    Asin,
    /// The angle of a cosine.
    Acos,
    /// The angle of a tangent.
    Atan,
    /// The angle of a point: its y, its x.
    Atan2,
    /// Half the circumference of the unit circle.
    Pi,
    /// The sum of several.
    Sum,
    /// How many there are.
    Count,
    /// How many have an answer.
    CountNonEmpty,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// The day of today.
    Today,
    /// This moment.
    Now,
    /// As a day.
    Date,
    /// As a day and a time.
    DateTime,
    /// A day written as told.
    FormatDate,
    /// Days since 1970 with their part.
    DecimalDateTime,
    /// The part of a day that has passed.
    DecimalTime,
    /// Whether so many hold, at least and at most; −1 for no bound.
    Checklist,
}

const ANY: usize = usize::MAX;

/// Name, function, fewest and most arguments.
const TABLE: &[(&str, Function, usize, usize)] = &[
    ("if", Function::If, 3, 3),
    ("coalesce", Function::Coalesce, 1, ANY),
    ("once", Function::Once, 1, 1),
    ("selected", Function::Selected, 2, 2),
    ("selected-at", Function::SelectedAt, 2, 2),
    ("count-selected", Function::CountSelected, 1, 1),
    ("jr:choice-name", Function::ChoiceName, 2, 2),
    ("position", Function::Position, 1, 1),
    ("indexed-repeat", Function::IndexedRepeat, 3, 7),
    ("concat", Function::Concat, 0, ANY),
    ("join", Function::Join, 1, ANY),
    ("string-length", Function::StringLength, 0, 1),
    ("substr", Function::Substr, 2, 3),
    ("substring", Function::Substring, 2, 3),
    ("substring-before", Function::SubstringBefore, 2, 2),
    ("substring-after", Function::SubstringAfter, 2, 2),
    ("translate", Function::Translate, 3, 3),
    ("normalize-space", Function::NormalizeSpace, 0, 1),
    ("contains", Function::Contains, 2, 2),
    ("starts-with", Function::StartsWith, 2, 2),
    ("ends-with", Function::EndsWith, 2, 2),
    ("regex", Function::Regex, 2, 2),
    ("not", Function::Not, 1, 1),
    ("true", Function::True, 0, 0),
    ("false", Function::False, 0, 0),
    ("boolean", Function::Boolean, 1, 1),
    ("boolean-from-string", Function::BooleanFromString, 1, 1),
    ("number", Function::Number, 0, 1),
    ("int", Function::Int, 1, 1),
    ("string", Function::Text, 0, 1),
    ("round", Function::Round, 1, 2),
    ("floor", Function::Floor, 1, 1),
    ("ceiling", Function::Ceiling, 1, 1),
    ("abs", Function::Abs, 1, 1),
    ("pow", Function::Pow, 2, 2),
    ("sqrt", Function::Sqrt, 1, 1),
    ("exp", Function::Exp, 1, 1),
    ("exp10", Function::Exp10, 1, 1),
    ("log", Function::Log, 1, 1),
    ("log10", Function::Log10, 1, 1),
    ("sin", Function::Sin, 1, 1),
    ("cos", Function::Cos, 1, 1),
    ("tan", Function::Tan, 1, 1),
    ("asin", Function::Asin, 1, 1),
    ("acos", Function::Acos, 1, 1),
    ("atan", Function::Atan, 1, 1),
    ("atan2", Function::Atan2, 2, 2),
    ("pi", Function::Pi, 0, 0),
    ("sum", Function::Sum, 1, 1),
    ("count", Function::Count, 1, 1),
    ("count-non-empty", Function::CountNonEmpty, 1, 1),
    ("min", Function::Min, 1, ANY),
    ("max", Function::Max, 1, ANY),
    ("today", Function::Today, 0, 0),
    ("now", Function::Now, 0, 0),
    ("date", Function::Date, 1, 1),
    ("date-time", Function::DateTime, 1, 1),
    ("format-date", Function::FormatDate, 2, 2),
    ("format-date-time", Function::FormatDate, 2, 2),
    ("decimal-date-time", Function::DecimalDateTime, 1, 1),
    ("decimal-time", Function::DecimalTime, 1, 1),
    ("checklist", Function::Checklist, 3, ANY),
];

impl Function {
    /// The names of all of them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|(name, ..)| *name)
    }

    /// The function of this name.
    pub fn called(name: &str) -> Option<Self> {
        TABLE.iter().find(|(own, ..)| *own == name).map(|(_, function, ..)| *function)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(_, function, ..)| *function == self).map_or("", |(name, ..)| *name)
    }

    /// Whether it takes so many arguments.
    pub fn takes(self, count: usize) -> bool {
        TABLE.iter().any(|(_, function, least, most)| *function == self && (*least..=*most).contains(&count))
    }
}
