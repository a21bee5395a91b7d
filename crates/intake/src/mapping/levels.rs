//! How well somebody knows a language, from the words in which lists say it. A level is never more than the words say:
//! a test that somebody prepares for, or a level like one of a test, is none, and whatever stands there is kept beside.

use casework::profile::{Cefr, JlptLevel, SelfRated};

use super::words::{is_nothing, key};

/// A level as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Level {
    /// The level of the Japanese test that they passed.
    pub jlpt: Option<JlptLevel>,
    /// The level of the European framework.
    pub cefr: Option<Cefr>,
    /// What they say themselves.
    pub self_rated: Option<SelfRated>,
}

impl Level {
    /// Whether it says anything.
    pub fn says(self) -> bool {
        self != Self::default()
    }
}

/// Words that make of a test a wish, a plan or a likeness.
const NOT_TAKEN: &[&str] = &[
    "相当",
    "程度",
    "くらい",
    "ぐらい",
    "レベル相当",
    "勉強中",
    "学習中",
    "目標",
    "目指",
    "予定",
    "受験中",
    "申込",
    "不合格",
    "未受験",
    "未取得",
    "equivalent",
    "about",
    "around",
    "approx",
    "studying",
    "planning",
    "target",
    "failed",
    "not passed",
    "preparing",
];
/// Own words for how well somebody speaks, the higher first.
const OWN_WORDS: &[(&[&str], SelfRated)] = &[
    (
        &["母語", "母国語", "ネイティブ", "native", "mother tongue", "mothertongue", "first language"],
        SelfRated::MotherTongue,
    ),
    (&["流暢", "堪能", "fluent", "上級", "advanced", "proficient"], SelfRated::Fluent),
    (&["ビジネス", "仕事で使", "業務", "business", "professional", "working"], SelfRated::Work),
    (&["日常", "会話", "中級", "everyday", "daily", "conversation", "intermediate"], SelfRated::Everyday),
    (
        &[
            "初級",
            "入門",
            "挨拶",
            "あいさつ",
            "片言",
            "カタコト",
            "少し",
            "単語",
            "基礎",
            "ひらがな",
            "beginner",
            "basic",
            "elementary",
            "little",
            "words",
            "greeting",
        ],
        SelfRated::Words,
    ),
];

/// Reads a level. What says that there is none (`なし`, `×`, `0`) is none as well.
pub fn read(text: &str) -> Level {
    let folded = key(text);
    if is_nothing(text) || folded.is_empty() {
        return Level::default();
    }
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(&key(word)));
    let taken = !holds(NOT_TAKEN);
    let jlpt = JlptLevel::ALL.into_iter().find(|level| marked(&folded, 'n', level.number())).filter(|_| taken);
    Level {
        jlpt,
        cefr: Cefr::ALL.into_iter().find(|level| stands_alone(text, level.code())),
        self_rated: OWN_WORDS.iter().find(|(words, _)| holds(words)).map(|(_, rated)| *rated),
    }
}

/// `n3` among other letters, and no other number behind it: 日本語能力試験n3合格.
fn marked(folded: &str, letter: char, number: u32) -> bool {
    let wanted = format!("{letter}{number}");
    folded.match_indices(&wanted).any(|(at, _)| {
        let before = folded.get(..at).and_then(|text| text.chars().next_back());
        let after = folded.get(at.saturating_add(wanted.len())..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| c.is_ascii_alphabetic() && !folded.get(..at).is_some_and(|text| text.ends_with("jlpt")))
            && !after.is_some_and(|c| c.is_ascii_digit())
    })
}

/// A code of the framework as a word of its own: `CEFR B1`, `B1レベル`.
fn stands_alone(text: &str, code: &str) -> bool {
    let upper: String = casework::text::fold(text).to_uppercase();
    let mut words = upper.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| word == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_from_the_words_of_lists() {
        use JlptLevel::{N1, N2, N3, N4};
        for (text, level) in [
            ("N3", N3),
            ("Ｎ３", N3),
            ("日本語能力試験N2", N2),
            ("日本語能力試験N2合格", N2),
            ("JLPT N4", N4),
            ("JLPTN4", N4),
            ("n1 (passed 2023)", N1),
        ] {
            assert_eq!(read(text).jlpt, Some(level), "{text}");
        }
        assert_eq!(read("CEFR B1").cefr, Some(Cefr::B1));
        assert_eq!(read("b1").cefr, Some(Cefr::B1));
        for (text, rated) in [
            ("日常会話", SelfRated::Everyday),
            ("ビジネスレベル", SelfRated::Work),
            ("流暢", SelfRated::Fluent),
            ("ネイティブ", SelfRated::MotherTongue),
            ("挨拶程度", SelfRated::Words),
            ("A little", SelfRated::Words),
            ("ビジネス会話", SelfRated::Work),
        ] {
            assert_eq!(read(text).self_rated, Some(rated), "{text}");
        }
    }

    #[test]
    fn a_wish_is_no_test_and_nothing_is_no_level() {
        for text in ["N3相当", "N2を目指して勉強中", "N4受験予定", "about N3", "N3不合格"] {
            assert_eq!(read(text).jlpt, None, "{text}");
        }
        for text in ["", "なし", "N/A", "不明", "N6", "Iran3", "Table 1"] {
            assert_eq!(read(text), Level::default(), "{text}");
        }
    }
}
