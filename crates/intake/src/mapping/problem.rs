//! Why a cell cannot be taken as it is. Codes with a place, never the content.

use super::Field;

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $ja:literal, $en:literal;)*) => {
        /// Why a cell cannot be taken as it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Problem {
            $($(#[$doc])* $name,)*
        }

        impl Problem {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code under which it is told.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What it means and what to do, in Japanese and in English.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($ja, $en),)* }
            }
        }
    };
}

problems! {
    /// A field that must be there is not.
    Missing = "missing", "必要な項目が空です", "This is needed and is empty";
    /// More characters than the field takes.
    TooLong = "too_long", "長すぎます", "Too long";
    /// Control characters.
    Control = "control", "制御文字が入っています", "It holds control characters";
    /// No day of the calendar, or not written as one.
    NoSuchDate = "no_such_date", "日付として読めません", "Not a date";
    /// Day and month could change places, or the century is not said.
    AmbiguousDate = "ambiguous_date", "日付が二通りに読めます(年-月-日で書いてください)", "The date can be read in two ways (write year-month-day)";
    /// The day is needed in full.
    IncompleteDate = "incomplete_date", "年月日のすべてが必要です", "Year, month and day are needed";
    /// Later than today.
    FutureDate = "future_date", "今日より後の日付です", "The date lies in the future";
    /// Earlier than can be.
    TooEarly = "too_early", "日付が古すぎます", "The date is too early";
    /// Not the name or the code of a country.
    UnknownCountry = "unknown_country", "国として読めません", "Not a country that is known here";
    /// The name fits two countries.
    AmbiguousCountry = "ambiguous_country", "当てはまる国が二つ以上あります", "The name fits more than one country";
    /// Not a residence status.
    UnknownStatus = "unknown_status", "在留資格として読めません", "Not a residence status that is known here";
    /// Not a language.
    UnknownLanguage = "unknown_language", "言語として読めません", "Not a language that is known here";
    /// Neither yes nor no nor another known word.
    UnknownWord = "unknown_word", "意味が分かりません", "Not understood";
    /// An error of the spreadsheet such as `#REF!`.
    CellError = "cell_error", "表計算のエラー値です", "An error value of the spreadsheet";
    /// A formula whose result the file does not hold.
    Uncalculated = "uncalculated", "数式の結果が保存されていません", "The result of the formula is not in the file";
    /// Characters that the encoding does not have.
    Undecodable = "undecodable", "文字化けしています", "Some characters cannot be read";
    /// A cell beyond what is kept of one.
    CellTooLong = "cell_too_long", "セルの文字数が多すぎます", "The cell holds too much";
    /// The row continues the one above by a merged cell.
    MergedRow = "merged_row", "上の行と結合されています", "The row is merged with the one above";
    /// The end of a permit or a work permission without a residence status.
    StatusMissing = "status_missing", "在留資格がありません", "The residence status is missing";
    /// A name without a letter.
    NotAName = "not_a_name", "名前として読めません", "Not a name";
    /// More cells than the heading has: a separator without quotes moved them.
    Shifted = "shifted", "列がずれています(区切り文字が引用符なしで入っています)", "The cells have moved to the right (a separator stands in a cell without quotes)";
    /// Not a time of the day, or not a length in minutes.
    NoSuchTime = "no_such_time", "時刻か分数として読めません", "Not a time or a number of minutes";
    /// Not a mark of attendance.
    UnknownMark = "unknown_mark", "出欠の印として読めません", "Not a mark of attendance";
    /// No cohort is named, or none has that name.
    UnknownCohort = "unknown_cohort", "クラスが見つかりません", "There is no such cohort";
    /// More than one cohort has that name.
    AmbiguousCohort = "ambiguous_cohort", "同じ名前のクラスが二つ以上あります", "More than one cohort has that name";
    /// Nobody on record has that name or number.
    UnknownPerson = "unknown_person", "この人が見つかりません(番号で書くこともできます)", "Nobody on record has this name (the number can be written instead)";
    /// More than one person on record has that name.
    AmbiguousPerson = "ambiguous_person", "同じ名前の人が二人以上います(番号で書いてください)", "More than one person has this name (write the number)";
    /// They are not enrolled on that day and cannot have been absent.
    NotEnrolled = "not_enrolled", "その日に登録がないので、欠席にできません", "Not enrolled on that day: they cannot have been absent";
    /// The session was called off, or heads are counted there, or two sessions are on that day.
    NotMarkable = "not_markable", "この回には出欠をつけられません", "Nobody can be marked at this session";
    /// Another mark stands there already.
    OtherMark = "other_mark", "別の印がすでについています", "Another mark stands there already";
    /// Before the first contact of the person.
    BeforeFirstContact = "before_first_contact", "初回接点より前の日付です", "The day lies before their first contact";
    /// The office refuses it for a reason of its own.
    Refused = "refused", "記録できません", "It cannot be recorded";
}

/// A cell that cannot be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The column from 0; none when no column is meant for the field.
    pub column: Option<usize>,
    /// What it was read as.
    pub field: Field,
    /// Why not.
    pub problem: Problem,
}
