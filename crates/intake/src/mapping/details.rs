//! What a row says beyond name, birth and status. No word of it is lost: what fits no list is kept as it is written.

use casework::profile::{CefrProfile, ContactSafety, ContactWay, Jlpt, Job, LanguageSkill, Schooling, SchoolingState};
use guarded::Guarded;

use super::{
    levels::{self, Level},
    lists::WordList,
    words::{is_nothing, key},
};

/// What a row says beyond the form in which somebody is added.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Languages whose level is told; each of them is among the languages of the person.
    pub languages: Vec<LanguageSkill>,
    /// Ways to reach them.
    pub contacts: Vec<ContactWay>,
    /// What they learned.
    pub schooling: Option<Schooling>,
    /// Their work.
    pub jobs: Vec<Job>,
    /// The member of staff who looks after them.
    pub caseworker: Option<u32>,
    /// Code of who sent them; empty when the list has none.
    pub referral_source: String,
    /// Who exactly, in words.
    pub referral_detail: Option<Guarded<String>>,
    /// JIS X 0401, or empty.
    pub prefecture: String,
    /// What the sheet says of the residence status where the code says less.
    pub designation: Option<Guarded<String>>,
    /// Words that have no place of their own.
    pub notes: Vec<Guarded<String>>,
}

impl Details {
    /// Keeps the level of a language beside the words that say it.
    pub fn tell_level(&mut self, language: &str, words: &str) {
        let level = levels::read(words);
        let said = (!is_nothing(words)).then(|| Guarded::from(words.trim()));
        if !level.says() && said.is_none() {
            return;
        }
        match self.languages.iter_mut().find(|skill| skill.language == language) {
            Some(skill) => add(skill, level, said),
            None => {
                let mut skill = LanguageSkill { language: language.to_owned(), ..LanguageSkill::default() };
                add(&mut skill, level, said);
                self.languages.push(skill);
            }
        }
    }
}

fn add(skill: &mut LanguageSkill, level: Level, said: Option<Guarded<String>>) {
    // The test is one of Japanese.
    let jlpt = level.jlpt.filter(|_| skill.language == "ja");
    let jlpt = jlpt.map(|level| Jlpt { level, score: None, passed: true, taken_on: None });
    skill.jlpt = skill.jlpt.or(jlpt);
    skill.self_rated = skill.self_rated.or(level.self_rated);
    if let Some(cefr) = level.cefr {
        let of = |known: Option<_>| known.or(Some(cefr));
        skill.cefr = CefrProfile {
            listening: of(skill.cefr.listening),
            reading: of(skill.cefr.reading),
            spoken_interaction: of(skill.cefr.spoken_interaction),
            spoken_production: of(skill.cefr.spoken_production),
            writing: of(skill.cefr.writing),
        };
    }
    skill.note = joined(skill.note.take(), said);
}

/// Two remarks in one, on a line each.
fn joined(before: Option<Guarded<String>>, more: Option<Guarded<String>>) -> Option<Guarded<String>> {
    match (before, more) {
        // EXPOSE: put together and guarded again.
        (Some(before), Some(more)) if before != more => {
            Some(Guarded::new(format!("{}\n{}", before.expose(), more.expose())))
        }
        (before, more) => before.or(more),
    }
}

/// Ways to reach somebody in a cell that may hold several.
pub fn contacts(kind: &str, text: &str, number: bool) -> Vec<ContactWay> {
    let parts = text.split(['\n', '、', ';', '；', '／', ',']).flat_map(|part| part.split(" / "));
    let parts = parts.map(str::trim).filter(|part| !key(part).is_empty() && !is_nothing(part));
    let way = |value: String| ContactWay {
        kind: kind.to_owned(),
        value: Guarded::new(value),
        safety: ContactSafety::Unknown,
        care: None,
        preferred: false,
    };
    parts.map(|part| way(if number { with_its_zero(part) } else { part.to_owned() })).collect()
}

/// A Japanese number of which a spreadsheet made a number: 9012345678 was 09012345678.
fn with_its_zero(digits: &str) -> String {
    let lost = digits.bytes().all(|b| b.is_ascii_digit()) && (9..=10).contains(&digits.len());
    if lost { format!("0{digits}") } else { digits.to_owned() }
}

/// Says of every way whether it is safe: what is not plainly safe or plainly forbidden is to be used with care, and the
/// words say which.
pub fn with_care(contacts: &mut Vec<ContactWay>, words: &str) {
    if is_nothing(words) {
        return;
    }
    let folded = key(words);
    let is = |list: &[&str]| list.iter().any(|word| folded == key(word));
    let holds = |list: &[&str]| list.iter().any(|word| folded.contains(&key(word)));
    let safety = if is(&["可", "○", "ok", "yes", "安全", "問題なし", "safe", "良い", "可能", "はい"])
        || matches!(words.trim(), "○" | "◯" | "〇")
    {
        ContactSafety::Safe
    } else if is(&["不可", "ng", "no", "いいえ", "never", "unsafe", "禁止"])
        || matches!(words.trim(), "×" | "✕")
        || holds(&[
            "連絡不可",
            "連絡しない",
            "電話しない",
            "かけない",
            "do not contact",
            "do not call",
            "dont call",
            "never call",
        ])
    {
        ContactSafety::Never
    } else {
        ContactSafety::WithCare
    };
    let care = Some(Guarded::from(words.trim()));
    if contacts.is_empty() {
        let (kind, value) = (String::from("other"), Guarded::from(words.trim()));
        contacts.push(ContactWay { kind, value, safety: ContactSafety::Unknown, care: None, preferred: false });
        return;
    }
    for way in contacts.iter_mut() {
        (way.safety, way.care) = (safety, care.clone());
    }
}

/// What stands in a column of schools: the level as far as the words say it, and all of the words.
pub fn schooling(text: &str, list: &WordList) -> Option<Schooling> {
    const LEVELS: &[(&[&str], &str)] = &[
        (&["博士", "phd", "doctor", "doctorate", "doctoral"], "8"),
        (&["修士", "大学院", "master", "mba", "msc", "postgraduate"], "7"),
        (
            &[
                "短大",
                "短期大学",
                "専門学校",
                "専修",
                "高専",
                "diploma",
                "vocational",
                "associate degree",
                "junior college",
            ],
            "5",
        ),
        (&["中学", "中卒", "junior high", "lower secondary", "middle school", "collège"], "2"),
        (&["高校", "高卒", "高等学校", "high school", "upper secondary", "lycee", "secondary"], "3"),
        (
            &["大学", "大卒", "学士", "university", "bachelor", "college", "undergraduate", "licence", "b.a.", "bsc"],
            "6",
        ),
        (&["小学", "primary", "elementary"], "1"),
        (&["就学経験なし", "未就学", "no formal", "no schooling", "uneducated"], "0"),
    ];
    if is_nothing(text) {
        return None;
    }
    let folded = key(text);
    let held = LEVELS.iter().find(|(words, _)| words.iter().any(|word| folded.contains(&key(word))));
    let level = list.exactly(text).or_else(|| held.and_then(|(_, code)| list.code(code))).unwrap_or_default();
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(&key(word)));
    let state = if holds(&["中退", "退学", "dropped", "drop out", "left", "not completed", "unfinished"]) {
        SchoolingState::Left
    } else if holds(&["在学", "在籍", "通学中", "休学", "current", "ongoing", "enrolled"]) {
        SchoolingState::Ongoing
    } else if holds(&["卒", "修了", "終了", "graduate", "completed", "degree", "学士", "修士号", "博士号"])
    {
        SchoolingState::Completed
    } else {
        SchoolingState::Unknown
    };
    let subject = list.exactly(text).is_none().then(|| Guarded::from(one_line(text).as_str()));
    Some(Schooling { level: level.to_owned(), subject, state, ..Schooling::default() })
}

/// What stands in a column of work.
pub fn job(text: &str, list: &WordList) -> Option<Job> {
    let none = ["無職", "unemployed", "none", "no job", "職歴なし", "就労経験なし"];
    if is_nothing(text) || none.iter().any(|word| key(word) == key(text)) {
        return None;
    }
    let line = one_line(text);
    let title: String = line.chars().take(casework::names::NAME_MAX).collect();
    let tasks = (title != line || text.contains('\n')).then(|| Guarded::from(text.trim()));
    let occupation = list.exactly(text).unwrap_or_default().to_owned();
    Some(Job { occupation, title: Some(Guarded::new(title)), tasks, ..Job::default() })
}

/// Who sent somebody: the code as far as the words say it.
pub fn referral(text: &str, list: &WordList) -> &'static str {
    const SOURCES: &[(&[&str], &str)] = &[
        (&["unhcr", "難民高等弁務官"], "unhcr"),
        (&["弁護士", "法律事務所", "法テラス", "lawyer", "attorney", "law firm"], "lawyer"),
        (&["ハローワーク", "職安", "hello work", "public employment"], "public_employment"),
        (&["教会", "モスク", "寺", "church", "mosque", "temple", "カトリック", "カリタス", "caritas"], "faith"),
        (
            &[
                "市役所",
                "区役所",
                "役場",
                "自治体",
                "国際交流",
                "municipal",
                "city hall",
                "ward office",
                "都庁",
                "県庁",
            ],
            "municipality",
        ),
        (&["大学", "学校", "university", "school", "college"], "school"),
        (&["元参加者", "以前の参加者", "former participant", "卒業生", "alumni"], "former_participant"),
        (
            &[
                "npo",
                "ngo",
                "支援団体",
                "支援協会",
                "難民支援",
                "法人",
                "jar",
                "jrs",
                "support organisation",
                "support organization",
            ],
            "support_organisation",
        ),
        (&["コミュニティ", "community", "同郷", "同国人"], "community"),
        (&["友人", "友達", "知人", "家族", "親戚", "友", "friend", "family", "relative", "acquaintance"], "friend"),
        (
            &[
                "ウェブ",
                "web",
                "インターネット",
                "internet",
                "hp",
                "ホームページ",
                "sns",
                "facebook",
                "instagram",
                "google",
                "twitter",
                "検索",
                "サイト",
            ],
            "web",
        ),
        (&["イベント", "セミナー", "説明会", "event", "seminar", "talk"], "event"),
        (&["テレビ", "新聞", "報道", "ラジオ", "media", "newspaper"], "media"),
        (&["会社", "企業", "company", "employer"], "company"),
        (&["本人", "自分", "直接", "飛び込み", "self", "walk in", "walkin", "direct"], "self"),
    ];
    let folded = key(text);
    let holds = |word: &&str| {
        let word = key(word);
        if word.is_ascii() && word.len() <= 4 {
            folded == word || stands_alone(text, &word)
        } else {
            folded.contains(&word)
        }
    };
    let held = SOURCES.iter().find(|(words, _)| words.iter().any(holds));
    held.map(|(_, code)| *code).filter(|code| list.code(code).is_some()).unwrap_or_default()
}

fn stands_alone(text: &str, word: &str) -> bool {
    casework::text::fold(text).split(|c: char| !c.is_ascii_alphanumeric()).any(|own| own == word)
}

/// The prefecture with which an address begins, after a postal code.
pub fn prefecture<'a>(text: &str, list: &'a WordList) -> Option<&'a str> {
    let text = text.trim().trim_start_matches(|c: char| c == '〒' || c.is_numeric() || c == '-' || c.is_whitespace());
    let lengths = [text.chars().count(), 4, 3, 2];
    lengths.into_iter().find_map(|length| {
        let begin: String = text.chars().take(length).collect();
        let ends = ["", "都", "道", "府", "県"];
        ends.iter().find_map(|end| list.exactly(&format!("{begin}{end}")))
    })
}

/// White space and line ends as single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use casework::{
        codes::{CodeList, put_together},
        profile::{Cefr, JlptLevel, SelfRated},
    };

    use super::*;

    fn list(list: CodeList) -> WordList {
        WordList::of(&put_together(list, &[]), "2024-06-20".parse().expect("a day"))
    }

    #[test]
    fn a_level_keeps_the_words_that_say_it_and_never_says_more() {
        let mut details = Details::default();
        details.tell_level("ja", "N3相当、日常会話");
        details.tell_level("en", "C1");
        details.tell_level("fr", "なし");

        let [japanese, english] = details.languages.as_slice() else { panic!("{:?}", details.languages) };
        assert_eq!((japanese.jlpt, japanese.self_rated), (None, Some(SelfRated::Everyday)));
        assert_eq!(japanese.note, Some(Guarded::from("N3相当、日常会話")));
        assert_eq!(english.cefr.reading, Some(Cefr::C1));
        details.tell_level("ja", "N4合格");
        let test = details.languages.first().and_then(|skill| skill.jlpt).expect("a test");
        assert_eq!((test.level, test.passed, test.score), (JlptLevel::N4, true, None));
    }

    #[test]
    fn what_is_not_plainly_safe_is_to_be_used_with_care() {
        let safety = |words: &str| {
            let mut ways = contacts("phone", "090-0000-0000、03-0000-0000", false);
            with_care(&mut ways, words);
            assert_eq!(ways.len(), 2);
            ways.first().map(|way| (way.safety, way.check().is_ok()))
        };
        assert_eq!(safety("OK"), Some((ContactSafety::Safe, true)));
        assert_eq!(safety("夫の前では電話しない"), Some((ContactSafety::Never, true)));
        assert_eq!(safety("18時以降のみ"), Some((ContactSafety::WithCare, true)));
        assert_eq!(safety(""), Some((ContactSafety::Unknown, true)));
        let mut nobody = Vec::new();
        with_care(&mut nobody, "姉を通して");
        assert_eq!(nobody.len(), 1, "the words stay although there is no number");
    }

    #[test]
    fn a_telephone_number_gets_the_zero_back_that_a_spreadsheet_took() {
        let value = |text: &str, number| contacts("phone", text, number).pop().map(|way| way.value);

        assert_eq!(value("9012345678", true), Some(Guarded::from("09012345678")));
        assert_eq!(value("312345678", true), Some(Guarded::from("0312345678")));
        assert_eq!(value("819012345678", true), Some(Guarded::from("819012345678")));
        assert_eq!(value("9012345678", false), Some(Guarded::from("9012345678")), "as it was typed");
    }

    #[test]
    fn schools_work_and_who_sent_somebody_are_read_as_far_as_the_words_say() {
        let levels = list(CodeList::IscedLevel);
        for (text, level, state) in [
            ("カブール大学 工学部 卒業", "6", SchoolingState::Completed),
            ("大学院修士課程修了", "7", SchoolingState::Completed),
            ("高校中退", "3", SchoolingState::Left),
            ("Bachelor's degree in Law", "6", SchoolingState::Completed),
            ("Junior high school", "2", SchoolingState::Unknown),
            ("Kabul Polytechnic", "", SchoolingState::Unknown),
        ] {
            let school = schooling(text, &levels).expect("a school");
            assert_eq!((school.level.as_str(), school.state), (level, state), "{text}");
            assert_eq!(school.subject, Some(Guarded::from(text)));
        }
        let sources = list(CodeList::ReferralSource);
        for (text, code) in [
            ("UNHCR", "unhcr"),
            ("難民支援協会(JAR)", "support_organisation"),
            ("友人の紹介", "friend"),
            ("Friend", "friend"),
            ("JAR 山田さん", "support_organisation"),
            ("Ajara", ""),
        ] {
            assert_eq!(referral(text, &sources), code, "{text}");
        }
        let prefectures = list(CodeList::Prefecture);
        for (text, code) in [
            ("東京都新宿区1-2-3", Some("13")),
            ("〒160-0022 東京都新宿区", Some("13")),
            ("Tokyo", Some("13")),
            ("神奈川", Some("14")),
            ("Kabul", None),
        ] {
            assert_eq!(prefecture(text, &prefectures), code, "{text}");
        }
        assert!(job("無職", &list(CodeList::Occupation)).is_none());
        assert!(
            job("運転手", &list(CodeList::Occupation)).is_some_and(|job| job.title == Some(Guarded::from("運転手")))
        );
    }
}
