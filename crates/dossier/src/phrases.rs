//! The words of the paper itself, in both languages.

use casework::{
    dates::PartialDate,
    profile::{SchoolingState, SelfRated, Stretch},
};
use chrono::{Datelike, NaiveDate};
use paper::Language;

use crate::facts::Work;

/// The words of one language.
pub(crate) struct Phrases {
    pub language: Language,
    pub cv: &'static str,
    pub rirekisho: &'static str,
    pub shokumu: &'static str,
    pub made_on: &'static str,
    pub name: &'static str,
    pub reading: &'static str,
    pub other_names: &'static str,
    pub initials: &'static str,
    pub candidate: &'static str,
    pub reference: &'static str,
    pub birth: &'static str,
    pub nationality: &'static str,
    pub lives_in: &'static str,
    pub contact: &'static str,
    pub status: &'static str,
    pub until: &'static str,
    pub work: &'static str,
    pub limits: &'static str,
    pub when: &'static str,
    pub what: &'static str,
    pub history: &'static str,
    pub education: &'static str,
    pub jobs: &'static str,
    pub licences: &'static str,
    pub wishes: &'static str,
    pub sought: &'static str,
    pub skills: &'static str,
    pub languages: &'static str,
    pub in_japan: &'static str,
    pub now: &'static str,
    pub self_rated: &'static str,
    pub nothing: &'static str,
    pub end: &'static str,
    pub passed: &'static str,
    pub joined: &'static str,
    pub left: &'static str,
    pub entered: &'static str,
}

const JAPANESE: Phrases = Phrases {
    language: Language::Japanese,
    cv: "経歴書",
    rirekisho: "履歴書",
    shokumu: "職務経歴書",
    made_on: "作成日",
    name: "氏名",
    reading: "ふりがな",
    other_names: "ほかの表記",
    initials: "イニシャル",
    candidate: "候補者",
    reference: "参照番号",
    birth: "生年月日",
    nationality: "国籍",
    lives_in: "居住地",
    contact: "連絡先",
    status: "在留資格",
    until: "期限",
    work: "就労",
    limits: "就労の条件",
    when: "年・月",
    what: "内容",
    history: "学歴・職歴",
    education: "学歴",
    jobs: "職歴",
    licences: "免許・資格・技能",
    wishes: "本人希望記入欄",
    sought: "希望職種",
    skills: "技能・資格",
    languages: "語学",
    in_japan: "日本で通用",
    now: "現在",
    self_rated: "本人の申告",
    nothing: "なし",
    end: "以上",
    passed: "合格",
    joined: "入社",
    left: "退職",
    entered: "入学",
};

const ENGLISH: Phrases = Phrases {
    language: Language::English,
    cv: "Curriculum vitae",
    rirekisho: "Curriculum vitae",
    shokumu: "Work history",
    made_on: "Date",
    name: "Name",
    reading: "Pronunciation",
    other_names: "Also written",
    initials: "Initials",
    candidate: "Candidate",
    reference: "Reference",
    birth: "Date of birth",
    nationality: "Nationality",
    lives_in: "Lives in",
    contact: "Contact",
    status: "Residence status",
    until: "until",
    work: "Work",
    limits: "Conditions of work",
    when: "When",
    what: "What",
    history: "Education and work",
    education: "Education",
    jobs: "Work experience",
    licences: "Licences, certificates and skills",
    wishes: "Wishes",
    sought: "Work sought",
    skills: "Skills and certificates",
    languages: "Languages",
    in_japan: "recognised in Japan",
    now: "now",
    self_rated: "self-assessed",
    nothing: "None",
    end: "",
    passed: "passed",
    joined: "began",
    left: "left",
    entered: "entered",
};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Phrases {
    /// The words of a language.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &JAPANESE,
            Language::English => &ENGLISH,
        }
    }

    const fn is_japanese(&self) -> bool {
        matches!(self.language, Language::Japanese)
    }

    /// Something in brackets behind a text.
    pub fn bracketed(&self, text: &str, inside: &str) -> String {
        if self.is_japanese() { format!("{text}({inside})") } else { format!("{text} ({inside})") }
    }

    /// A label and what it says.
    pub fn said(&self, label: &str, value: &str) -> String {
        if self.is_japanese() { format!("{label}:{value}") } else { format!("{label}: {value}") }
    }

    /// A full day.
    pub fn day(&self, day: NaiveDate) -> String {
        if self.is_japanese() {
            format!("{}年{}月{}日", day.year(), day.month(), day.day())
        } else {
            format!("{} {} {}", day.day(), month(day.month()), day.year())
        }
    }

    /// A date as far as it is known.
    pub fn date(&self, date: PartialDate) -> String {
        match (date.month(), date.day()) {
            (Some(_), Some(_)) => self.day(date.first_day()),
            (Some(_), None) => self.month(date),
            (None, _) => self.year(date.year()),
        }
    }

    /// A year.
    pub fn year(&self, year: i32) -> String {
        if self.is_japanese() { format!("{year}年") } else { year.to_string() }
    }

    /// Year and month, without the day.
    pub fn month(&self, date: PartialDate) -> String {
        match date.month() {
            None => self.year(date.year()),
            Some(number) if self.is_japanese() => format!("{}年{number}月", date.year()),
            Some(number) => format!("{} {}", month(number), date.year()),
        }
    }

    /// From when until when; nothing when neither is known.
    pub fn stretch(&self, time: Stretch, ongoing: bool) -> String {
        let from = time.from.map(|from| self.month(from));
        let until = if ongoing { Some(self.now.to_owned()) } else { time.until.map(|until| self.month(until)) };
        let dash = if self.is_japanese() { "~" } else { " – " };
        match (from, until) {
            (None, None) => String::new(),
            (from, until) => format!("{}{dash}{}", from.unwrap_or_default(), until.unwrap_or_default()).trim().into(),
        }
    }

    /// What a school came to.
    pub const fn school_end(&self, state: SchoolingState) -> &'static str {
        match (state, self.is_japanese()) {
            (SchoolingState::Completed, true) => "卒業",
            (SchoolingState::Completed, false) => "completed",
            (SchoolingState::Ongoing, true) => "在学中",
            (SchoolingState::Ongoing, false) => "in progress",
            (SchoolingState::Left, true) => "中途退学",
            (SchoolingState::Left, false) => "not completed",
            (SchoolingState::Unknown, true) => "在籍",
            (SchoolingState::Unknown, false) => "",
        }
    }

    /// Whether work is permitted.
    pub const fn permission(&self, work: Work) -> &'static str {
        match (work, self.is_japanese()) {
            (Work::Permitted, true) => "就労可",
            (Work::Permitted, false) => "permitted",
            (Work::Limited, true) => "条件付きで就労可",
            (Work::Limited, false) => "permitted with conditions",
            (Work::NotPermitted, true) => "就労不可",
            (Work::NotPermitted, false) => "not permitted",
            (Work::NotSeen, true) => "未確認(在留カードと指定書で確認)",
            (Work::NotSeen, false) => "to be confirmed with residence card and designation paper",
        }
    }

    /// What somebody says of their own language.
    pub const fn self_rated(&self, rated: SelfRated) -> &'static str {
        match (rated, self.is_japanese()) {
            (SelfRated::Words, true) => "単語程度",
            (SelfRated::Words, false) => "a few words",
            (SelfRated::Everyday, true) => "日常会話",
            (SelfRated::Everyday, false) => "everyday conversation",
            (SelfRated::Work, true) => "業務で使用可能",
            (SelfRated::Work, false) => "working knowledge",
            (SelfRated::Fluent, true) => "流暢",
            (SelfRated::Fluent, false) => "fluent",
            (SelfRated::MotherTongue, true) => "母語",
            (SelfRated::MotherTongue, false) => "mother tongue",
        }
    }

    /// The five scales of the framework.
    pub const fn scales(&self) -> [&'static str; 5] {
        if self.is_japanese() {
            ["聞く", "読む", "やりとり", "発表", "書く"]
        } else {
            ["listening", "reading", "spoken interaction", "spoken production", "writing"]
        }
    }
}

fn month(number: u32) -> &'static str {
    let index = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}
