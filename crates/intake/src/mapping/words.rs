//! Words for countries, languages, residence statuses and yes or no, in the languages in which lists are kept.

use std::{collections::HashMap, sync::LazyLock};

use casework::{
    codes::{CodeList, Nationality},
    participant::WorkPermission,
    text::fold,
};

use super::{Problem, lists::WordList};

/// Letters and digits alone, whatever their width, case and accents.
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

/// Whether a key is one of the words. Their keys are made once.
pub struct Keys(LazyLock<Vec<String>>);

impl Keys {
    /// Of these words.
    pub const fn of(make: fn() -> Vec<String>) -> Self {
        Self(LazyLock::new(make))
    }

    /// Whether one of the words is the whole of it.
    pub fn are(&self, key: &str) -> bool {
        self.0.iter().any(|word| word == key)
    }

    /// Whether it holds one of the words.
    pub fn held_by(&self, key: &str) -> bool {
        self.0.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether it begins with one of the words that has more than one letter.
    pub fn begin(&self, text: &str) -> bool {
        self.0.iter().any(|word| word.chars().nth(1).is_some() && text.starts_with(word.as_str()))
    }
}

/// The keys of words, without those that are only signs.
pub fn keys_of(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| key(word)).filter(|key| !key.is_empty()).collect()
}

/// Words whose keys are made once.
macro_rules! keys {
    ($($word:expr),* $(,)?) => {{
        static KEYS: $crate::mapping::words::Keys =
            $crate::mapping::words::Keys::of(|| $crate::mapping::words::keys_of(&[$($word),*]));
        &KEYS
    }};
}
pub(crate) use keys;

/// Codes by the keys of their words; none where a word stands for two of them.
struct Dictionary(HashMap<String, Option<&'static str>>);

impl Dictionary {
    fn of(list: CodeList, more: &'static str) -> Self {
        let mut found = Self(HashMap::new());
        for code in list.standard() {
            for words in [code.ja, code.en] {
                found.add_with_parts(words, code.code);
            }
        }
        for line in more.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, words)) = line.split_once('\t') else { continue };
            words.split(';').for_each(|word| found.add(word, code));
        }
        found
    }

    /// `ミャンマー (ビルマ)` is ミャンマー as well.
    fn add_with_parts(&mut self, words: &'static str, code: &'static str) {
        self.add(words, code);
        if let Some((first, _)) = words.split_once(['(', '（', '・']).filter(|(first, _)| first.chars().count() > 2) {
            self.add(first, code);
        }
    }

    fn add(&mut self, word: &str, code: &'static str) {
        let key = key(word);
        if !key.is_empty() {
            let held = self.0.entry(key).or_insert(Some(code));
            if *held != Some(code) {
                *held = None;
            }
        }
    }

    /// The code of a word; the outer option says whether the word is known, the inner one whether it is clear.
    fn get(&self, text: &str) -> Option<Option<&'static str>> {
        self.0.get(&key(text)).copied()
    }
}

static COUNTRIES: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut countries = Dictionary::of(CodeList::Country, include_str!("words/countries.tsv"));
    // Two countries each, and nobody should guess which.
    for word in ["Congo", "コンゴ", "Korea", "朝鮮", "Congolese", "Congolais"] {
        countries.0.insert(key(word), None);
    }
    countries
});
static LANGUAGES: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::of(CodeList::Language, include_str!("words/languages.tsv")));

/// Reads a country: a code of ISO 3166-1, or a name, an adjective, with 人, 籍 or a note in brackets after it.
pub fn country(text: &str) -> Result<&'static str, Problem> {
    let text = text.trim();
    if let Some(code) = country_code(text) {
        return Ok(code);
    }
    let outside = text.split(['(', '（', '[', '［']).next().unwrap_or_default().trim();
    let folded = key(outside);
    let shorter = ["国籍", "人", "籍", "出身", "國", "国"].iter().filter_map(|end| folded.strip_suffix(end));
    let tries = [text, outside].map(String::from).into_iter().chain(shorter.map(String::from));
    let mut found = tries.filter_map(|text| COUNTRIES.get(&text).or_else(|| country_code(&text).map(Some)));
    match found.next() {
        Some(Some(code)) => Ok(code),
        Some(None) => Err(Problem::AmbiguousCountry),
        None => Err(Problem::UnknownCountry),
    }
}

/// Reads a nationality, or several with marks between them, the first one first.
pub fn nationalities(text: &str) -> Result<Vec<&'static str>, Problem> {
    let whole = country(text);
    if let Ok(code) = whole {
        return Ok(vec![code]);
    }
    let parts: Vec<&str> = text
        .split(['/', '／', '、', ',', '，', '・', '&', '＆', '+', '\n', ';', '・', 'と'])
        .map(str::trim)
        .filter(|part| !key(part).is_empty())
        .collect();
    let codes: Result<Vec<_>, _> = parts.iter().map(|part| country(part)).collect();
    match codes {
        Ok(codes) if codes.len() > 1 => {
            let mut kept = Vec::new();
            codes.into_iter().for_each(|code| {
                if !kept.contains(&code) {
                    kept.push(code)
                }
            });
            Ok(kept)
        }
        _ => whole.map(|code| vec![code]),
    }
}

fn country_code(text: &str) -> Option<&'static str> {
    let letters = text.bytes().all(|b| b.is_ascii_alphabetic());
    match text.len() {
        3 if letters => Nationality::parse(&text.to_ascii_uppercase()).ok().map(Nationality::code),
        2 if letters && text.bytes().all(|b| b.is_ascii_uppercase()) => {
            rust_iso3166::from_alpha2(text).map(|country| country.alpha3)
        }
        _ => None,
    }
}

/// Reads a list of languages, the first one first, each with the words beside it that say how well it is spoken.
pub fn languages(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in parts(text) {
        let part = part.trim().trim_end_matches(['.', '。']);
        if key(part).is_empty() || is_nothing(part) {
            continue;
        }
        let (outside, inside) = without_notes(part);
        // ダリ語(ペルシア語): the second word says the first again.
        let named = if key(&outside).is_empty() { &inside } else { &outside };
        let codes = language_or_two(named)?;
        let beside = if codes.len() == 1 { levels_in(part) } else { String::new() };
        for code in codes {
            if !found.iter().any(|(known, _)| *known == code) {
                found.push((code, beside.clone()));
            }
        }
    }
    Ok(found)
}

/// The parts of a list; what is in brackets belongs to the part before it.
fn parts(text: &str) -> Vec<String> {
    const BETWEEN: &[char] =
        &['、', ',', '，', '､', '/', '／', ';', '；', '|', '\n', '・', '･', '&', '＆', '+', '＋', '→', '>'];
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' => depth = depth.saturating_add(1),
            ')' | '）' | ']' | '］' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            _ if depth == 0 && BETWEEN.contains(&c) => parts.push(String::new()),
            Some(part) => part.push(c),
            None => {}
        }
    }
    parts
}

/// What stands outside of brackets, and inside of them.
fn without_notes(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' => depth = depth.saturating_add(1),
            ')' | '）' | ']' | '］' | '】' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (outside, inside)
}

/// The words of a part that say a level: N3, 日常会話, fluent.
fn levels_in(part: &str) -> String {
    let behind =
        part.char_indices().find(|(_, c)| *c == '語').and_then(|(at, c)| part.get(at.saturating_add(c.len_utf8())..));
    let before = part.split([' ', '\u{3000}', ':', '：', '-', '=', '(', '（', '[', ')', '）', ']', '、', ',']);
    let words: Vec<&str> = before.filter(|word| !key(word).is_empty() && language(word).is_err()).collect();
    let words = match behind {
        // 日本語N2: the level hangs on the name.
        Some(behind) if words.iter().any(|word| word.contains('語')) => vec![behind],
        _ => words,
    };
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// One language, or two with a word between them, or one with its level behind it.
fn language_or_two(part: &str) -> Result<Vec<String>, Problem> {
    if let Ok(code) = language(part) {
        return Ok(vec![code]);
    }
    for between in [" and ", " et ", "と", " "] {
        let codes: Result<Vec<_>, _> =
            part.split(between).map(str::trim).filter(|part| !part.is_empty()).map(language).collect();
        if let Ok(codes) = codes {
            return Ok(codes);
        }
    }
    // "Japanese N3", "英語 日常会話", "ビジネス英語": exactly one of the words is a language, and the others are of levels.
    let words: Vec<&str> = part.split([' ', '\u{3000}', ':', '：', '-', '=']).filter(|word| !word.is_empty()).collect();
    let (known, others): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| language(word).is_ok());
    match known.as_slice() {
        [one] if others.iter().all(|other| is_level(other)) => Ok(vec![language(one)?]),
        _ => with_level_attached(part).map(|code| vec![code]).ok_or(Problem::UnknownLanguage),
    }
}

/// 日本語N2, 英語日常会話.
fn with_level_attached(part: &str) -> Option<String> {
    let (at, _) = part.char_indices().find(|(_, c)| *c == '語')?;
    let (name, rest) = part.split_at_checked(at.saturating_add('語'.len_utf8()))?;
    let level = is_level(rest.trim());
    language(name).ok().filter(|_| level)
}

fn is_level(word: &str) -> bool {
    let levels = keys![
        "n1",
        "n2",
        "n3",
        "n4",
        "n5",
        "a1",
        "a2",
        "b1",
        "b2",
        "c1",
        "c2",
        "jlpt",
        "fluent",
        "native",
        "mothertongue",
        "basic",
        "beginner",
        "elementary",
        "intermediate",
        "advanced",
        "business",
        "conversational",
        "daily",
        "everyday",
        "alittle",
        "little",
        "good",
        "fair",
        "some",
        "level",
        "mother",
        "tongue",
        "first",
        "language",
        "speaking",
        "母語",
        "母国語",
        "日常会話",
        "日常会話程度",
        "日常会話レベル",
        "日常",
        "会話",
        "ビジネス",
        "ビジネスレベル",
        "流暢",
        "初級",
        "中級",
        "上級",
        "ネイティブ",
        "少し",
        "片言",
        "堪能",
        "挨拶程度",
        "挨拶",
        "1級",
        "2級",
        "3級",
        "4級",
        "5級",
        "可",
        "○",
        "◎",
        "△",
        "程度",
        "レベル",
    ];
    let word = key(word);
    word.is_empty() || levels.are(&word)
}

fn language(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let code = text.to_ascii_lowercase();
    let is_code = (2..=3).contains(&text.len()) && CodeList::Language.standard().iter().any(|known| known.code == code);
    match LANGUAGES.get(text) {
        Some(Some(code)) => Ok(code.to_owned()),
        Some(None) => Err(Problem::UnknownLanguage),
        None if is_code => Ok(code),
        None => LANGUAGES.get(&format!("{text}語")).flatten().map(String::from).ok_or(Problem::UnknownLanguage),
    }
}

/// Statuses by words that their text holds, the more particular first.
const STATUSES: &[(&[&str], &str)] = &[
    (
        &[
            "在留資格なし",
            "資格なし",
            "無資格",
            "オーバーステイ",
            "不法残留",
            "非正規",
            "超過滞在",
            "overstay",
            "nostatus",
            "undocumented",
            "irregular",
        ],
        "none",
    ),
    (&["仮放免", "provisionalrelease"], "provisional_release"),
    (&["仮滞在", "provisionalstay"], "provisional_stay"),
    (&["監理措置", "supervisorymeasure", "supervision", "supervised"], "supervised_release"),
    (&["補完的保護", "complementaryprotection", "subsidiaryprotection", "complementary"], "complementary_protection"),
    (&["特別永住", "specialpermanent"], "special_permanent"),
    (&["永住者の配偶", "永住者配偶", "日本人の配偶", "日本人配偶", "配偶者", "spouse", "日配", "永配"], "spouse"),
    (
        &[
            "認定難民",
            "難民認定済",
            "条約難民",
            "難民(認定)",
            "難民として認定",
            "recognisedrefugee",
            "recognizedrefugee",
            "conventionrefugee",
        ],
        "recognised_refugee",
    ),
    (
        &["人道", "humanitarian", "本国情勢", "緊急避難", "ウクライナ避難民", "避難民", "evacuee", "ミャンマー緊急"],
        "designated_humanitarian",
    ),
    (
        &[
            "難民認定申請",
            "難民申請",
            "申請中",
            "asylum",
            "refugeeapplication",
            "applicationpending",
            "refugeeapplicant",
        ],
        "designated_applying",
    ),
    (&["就職活動", "就活", "jobseeking", "jobhunting"], "designated_job_seeking"),
    (&["46号", "本邦大学卒業", "四十六号"], "designated_graduate"),
    (&["永住", "permanentresid"], "permanent_resident"),
    (&["定住", "longtermresid", "longterm"], "long_term_resident"),
    (&["特定技能", "specifiedskill", "ssw"], "specified_skilled"),
    (&["技能実習", "technicalintern"], "technical_intern"),
    (&["育成就労", "employmentforskill"], "employment_for_skills"),
    (&["技術人文", "人文知識", "国際業務", "技人国", "engineer", "humanities"], "engineer_humanities"),
    (&["高度専門", "高度人材", "highlyskilled"], "highly_skilled"),
    (&["経営管理", "投資経営", "businessmanage"], "business_manager"),
    (&["企業内転勤", "intracompany"], "intra_company"),
    (&["家族滞在", "dependent", "dependant"], "dependent"),
    (&["留学", "就学", "student"], "student"),
    (&["短期滞在", "短期", "観光", "temporaryvisitor", "shortstay", "shortterm", "tourist"], "short_stay"),
    (&["文化活動", "culturalactivit"], "cultural_activities"),
    (&["介護", "nursingcare"], "nursing_care"),
    (&["技能", "skilledlabo"], "skilled_labour"),
    (&["教授", "professor"], "professor"),
    (&["芸術", "artist"], "artist"),
    (&["宗教", "religious"], "religious"),
    (&["報道", "journalist"], "journalist"),
    (&["法律会計", "legal"], "legal_accounting"),
    (&["医療", "medicalservice"], "medical"),
    (&["研究", "researcher"], "researcher"),
    (&["教育", "instructor"], "instructor"),
    (&["興行", "entertainer"], "entertainer"),
    (&["研修", "trainee"], "trainee"),
    (&["外交", "diplomat"], "diplomat"),
    (&["公用"], "official"),
];

/// The statuses of the table by the keys of their words.
static STATUS_KEYS: LazyLock<Vec<(Vec<String>, &'static str)>> = LazyLock::new(|| {
    STATUSES.iter().map(|(words, code)| (words.iter().map(|word| key(word)).collect(), *code)).collect()
});

/// Reads a residence status into a code of the office, and says whether the words say more than the code does.
pub fn status(text: &str, office: &WordList) -> Result<(String, bool), Problem> {
    let key = key(text);
    if let Some(code) = office.exactly(text) {
        return Ok((code.to_owned(), false));
    }
    let standard = CodeList::ResidenceStatus.standard().iter();
    let held = || STATUS_KEYS.iter().find(|(words, _)| words.iter().any(|word| key.contains(word.as_str())));
    let found = standard
        .clone()
        .find(|code| [code.ja, code.en].iter().any(|words| self::key(words) == key))
        .map(|code| code.code)
        .or_else(|| held().map(|(_, code)| *code))
        .or_else(|| designated(&key));
    let found = match found {
        None if keys!["なし", "無し", "無", "none"].are(&key) => Some("none"),
        // その他(…): somebody decided that it is none of the others, and the words stay.
        None if keys!["その他", "other"].begin(&key) => Some("other"),
        None if keys!["難民", "refugee"].are(&key) => Some("recognised_refugee"),
        found => found,
    };
    let code = found.ok_or(Problem::UnknownStatus)?;
    let general = if code.starts_with("designated_") { "designated_other" } else { "other" };
    match office.code(code) {
        Some(code) => Ok((code.to_owned(), says_more(code, &key))),
        // A word of the law for which the office has no code.
        None => office.code(general).map(|code| (code.to_owned(), true)).ok_or(Problem::UnknownStatus),
    }
}

/// Whether the words of designated activities, or of another status, are more than their bare name.
fn says_more(code: &str, key: &str) -> bool {
    match code {
        "designated_other" => !keys!["特定活動", "特活", "designated activities"].are(key),
        "other" => !keys!["その他", "other", "others"].are(key),
        code => code.starts_with("designated_"),
    }
}

/// Designated activities by their length: two, three or six months while an application is examined, a year on
/// humanitarian grounds.
fn designated(key: &str) -> Option<&'static str> {
    let months = keys![
        "2月", "3月", "6月", "2ヶ月", "3ヶ月", "6ヶ月", "2か月", "3か月", "6か月", "2ヵ月", "3ヵ月", "6ヵ月",
        "2months", "3months", "6months", "6カ月", "3カ月", "2カ月",
    ];
    keys!["特定活動", "特活", "designated activit"]
        .held_by(key)
        .then(|| if months.held_by(key) { "designated_applying" } else { "designated_other" })
}

/// Reads whether work is allowed.
pub fn work(text: &str) -> Result<WorkPermission, Problem> {
    let symbol = text.trim();
    let key = key(text);
    let is = |words: &Keys| words.are(&key);
    let holds = |words: &Keys| words.held_by(&key);
    if is(keys![
        "未確認",
        "不明",
        "確認中",
        "unknown",
        "要確認",
        "未定",
        "notsure",
        "notknown",
        "tbc",
        "申請中",
        "pending"
    ]) || matches!(symbol, "?" | "？")
    {
        Ok(WorkPermission::Unknown)
    } else if holds(keys![
        "28時間",
        "週28",
        "資格外",
        "制限あり",
        "制限有",
        "条件付",
        "一部可",
        "28h",
        "parttime",
        "limited",
        "restricted",
        "conditional",
        "withrestriction",
    ]) && !holds(keys!["unlimited", "unrestricted", "資格外なし", "資格外無"])
        || symbol == "△"
    {
        Ok(WorkPermission::Limited)
    } else if is(keys![
        "不可",
        "否",
        "無",
        "無し",
        "なし",
        "no",
        "n",
        "×",
        "x",
        "ng",
        "false",
        "就労不可",
        "就労不能",
        "禁止",
        "notallowed",
        "notpermitted",
        "none",
        "forbidden",
        "prohibited",
        "not authorized",
        "cannot work",
        "0",
        "不許可",
        "非",
    ]) || holds(keys![
        "就労不可",
        "就労禁止",
        "働けない",
        "cannotwork",
        "notpermitted",
        "notallowed",
        "noworkperm",
    ]) || matches!(symbol, "×" | "✕" | "✗" | "x" | "X" | "☓")
    {
        Ok(WorkPermission::None)
    } else if is(keys![
        "可",
        "可能",
        "有",
        "有り",
        "あり",
        "yes",
        "y",
        "ok",
        "true",
        "就労可",
        "就労可能",
        "許可",
        "許可あり",
        "許可有",
        "制限なし",
        "制限無し",
        "permitted",
        "allowed",
        "full",
        "unrestricted",
        "unlimited",
        "can work",
        "authorized",
        "authorised",
        "1",
    ]) || holds(keys!["就労可", "制限なし", "制限無", "fulltime", "norestriction"])
        || matches!(symbol, "○" | "◯" | "〇" | "◎" | "✓" | "✔" | "●")
    {
        Ok(WorkPermission::Permitted)
    } else {
        Err(Problem::UnknownWord)
    }
}

/// Whether a cell says that there is nothing to say.
pub fn is_nothing(text: &str) -> bool {
    let nothing = keys![
        "na",
        "nil",
        "none",
        "null",
        "tbd",
        "tbc",
        "unknown",
        "notknown",
        "なし",
        "無し",
        "無",
        "不明",
        "未確認",
        "未定",
        "未記入",
        "未聴取",
        "該当なし",
        "確認中",
        "特になし",
        "inconnu",
    ];
    let key = key(text);
    // Dashes, question marks and the like.
    key.is_empty() || key.chars().all(|c| c == 'ー') || nothing.are(&key)
}

#[cfg(test)]
mod tests {
    use casework::codes::put_together;

    use super::*;

    #[test]
    fn countries_are_read_in_three_languages_and_by_codes() {
        for (code, words) in [
            (
                "AFG",
                &[
                    "アフガニスタン",
                    "Afghanistan",
                    "AFGHANISTAN",
                    "ｱﾌｶﾞﾆｽﾀﾝ",
                    "アフガニスタン人",
                    "Afghan",
                    "AFG",
                    "AF",
                    "アフガニスタン国籍",
                    "afg",
                ][..],
            ),
            (
                "MMR",
                &[
                    "ミャンマー(ビルマ)",
                    "ミャンマー",
                    "ビルマ",
                    "Myanmar (Burma)",
                    "Burma",
                    "Burmese",
                    "Birmanie",
                    "ミャンマー（ロヒンギャ）",
                ],
            ),
            (
                "COD",
                &[
                    "Congo DRC",
                    "DRC",
                    "コンゴ民主共和国",
                    "Democratic Republic of the Congo",
                    "Congo-Kinshasa",
                    "RDC",
                    "République démocratique du Congo",
                    "Congo (DRC)",
                    "D.R. Congo",
                ],
            ),
            ("COG", &["コンゴ共和国", "Republic of the Congo", "Congo-Brazzaville"]),
            ("CIV", &["Côte d'Ivoire", "Cote d’Ivoire", "コートジボワール", "Ivory Coast"]),
            ("SYR", &["シリア", "Syria", "Syrian Arab Republic", "Syrie"]),
            ("XXA", &["無国籍", "Stateless", "無国籍者"]),
            ("XXX", &["不明", "Unknown"]),
            ("CMR", &["Cameroun", "カメルーン"]),
            ("TUR", &["Turkey", "Türkiye", "トルコ(クルド)"]),
            ("IRN", &["イラン", "Iran (Islamic Republic of)"]),
            ("CHN", &["中国", "China"]),
            ("GBR", &["英国", "UK"]),
        ] {
            for word in words {
                assert_eq!(country(word), Ok(code), "{word}");
            }
        }
    }

    #[test]
    fn two_nationalities_are_both_kept() {
        assert_eq!(nationalities("アフガニスタン・イラン"), Ok(vec!["AFG", "IRN"]));
        assert_eq!(nationalities("Syria / Turkey"), Ok(vec!["SYR", "TUR"]));
        assert_eq!(nationalities("ミャンマー(ビルマ)"), Ok(vec!["MMR"]));
        assert_eq!(nationalities("アフガニスタン/クルド"), Err(Problem::UnknownCountry));
    }

    #[test]
    fn a_country_is_never_guessed() {
        for word in ["Congo", "コンゴ", "Korea"] {
            assert_eq!(country(word), Err(Problem::AmbiguousCountry), "{word}");
        }
        for word in ["クルド", "Tibet", "アフリカ", "ZZ", "Afganstan x", "in"] {
            assert_eq!(country(word), Err(Problem::UnknownCountry), "{word}");
        }
    }

    #[test]
    fn languages_are_read_from_words_and_their_levels_left_out() {
        for (text, codes) in [
            ("ペルシャ語/Dari/英語", &["fa", "prs", "en"][..]),
            ("ダリ語、パシュトー語、英語(日常会話)", &["prs", "ps", "en"]),
            ("Farsi; English; 日本語N3", &["fa", "en", "ja"]),
            ("English and French", &["en", "fr"]),
            ("English (fluent), Japanese (N4)", &["en", "ja"]),
            ("英語・フランス語・リンガラ語", &["en", "fr", "ln"]),
            ("Arabic\nKurdish Sorani", &["ar", "ku", "ckb"]),
            ("en, ja", &["en", "ja"]),
            ("ビルマ語", &["my"]),
            ("日本語 N2、英語 ビジネス", &["ja", "en"]),
            ("ティグリニャ語,アムハラ語", &["ti", "am"]),
            ("なし", &[]),
        ] {
            let read: Vec<String> = languages(text).expect("languages").into_iter().map(|(code, _)| code).collect();
            assert_eq!(read, codes, "{text}");
        }
        for (text, levels) in [
            ("日本語N2、英語 ビジネス", &["N2", "ビジネス"][..]),
            ("English (fluent), Japanese (N4)", &["fluent", "N4"]),
            ("英語(日常会話、読み書き可)", &["日常会話 読み書き可"]),
            ("ダリ語(ペルシア語)", &[""]),
        ] {
            let read: Vec<String> = languages(text).expect("languages").into_iter().map(|(_, level)| level).collect();
            assert_eq!(read, levels, "{text}");
        }
        assert_eq!(languages("英語、クリンゴン語"), Err(Problem::UnknownLanguage));
    }

    #[test]
    fn residence_statuses_are_read_in_both_languages() {
        let office = WordList::of(&put_together(CodeList::ResidenceStatus, &[]), "2024-06-20".parse().expect("a day"));
        for (text, code) in [
            ("特定活動(難民認定申請中)", "designated_applying"),
            ("特定活動（6ヶ月・就労可）", "designated_applying"),
            ("特定活動", "designated_other"),
            ("特定活動(1年・人道配慮)", "designated_humanitarian"),
            ("定住者", "long_term_resident"),
            ("定住者(認定難民)", "recognised_refugee"),
            ("仮放免", "provisional_release"),
            ("仮放免中", "provisional_release"),
            ("技術・人文知識・国際業務", "engineer_humanities"),
            ("技人国", "engineer_humanities"),
            ("補完的保護対象者", "complementary_protection"),
            ("永住者", "permanent_resident"),
            ("永住者の配偶者等", "spouse"),
            ("日本人の配偶者等", "spouse"),
            ("留学", "student"),
            ("家族滞在", "dependent"),
            ("短期滞在", "short_stay"),
            ("特定技能1号", "specified_skilled"),
            ("Long-term resident", "long_term_resident"),
            ("Provisional release", "provisional_release"),
            ("Designated activities (asylum seeker)", "designated_applying"),
            ("Student", "student"),
            ("Permanent Resident", "permanent_resident"),
            ("Engineer/Specialist in Humanities", "engineer_humanities"),
            ("在留資格なし", "none"),
            ("なし", "none"),
            ("オーバーステイ", "none"),
        ] {
            assert_eq!(status(text, &office).map(|(code, _)| code), Ok(code.to_owned()), "{text}");
        }
        assert_eq!(status("よく分からない", &office), Err(Problem::UnknownStatus));
    }

    #[test]
    fn words_that_say_more_than_the_code_are_to_be_kept() {
        let office = WordList::of(&put_together(CodeList::ResidenceStatus, &[]), "2024-06-20".parse().expect("a day"));
        for (text, code, more) in [
            ("特定活動", "designated_other", false),
            ("特定活動(告示44号)", "designated_other", true),
            ("特定活動(6ヶ月・就労可)", "designated_applying", true),
            ("その他", "other", false),
            ("その他(日米地位協定)", "other", true),
            ("定住者", "long_term_resident", false),
            ("家族滞在", "dependent", false),
        ] {
            assert_eq!(status(text, &office), Ok((code.to_owned(), more)), "{text}");
        }
    }

    #[test]
    fn work_permission_is_read_from_words_and_signs() {
        use WorkPermission::{Limited, None, Permitted, Unknown};
        for (text, expected) in [
            ("可", Permitted),
            ("不可", None),
            ("○", Permitted),
            ("×", None),
            ("有", Permitted),
            ("無", None),
            ("週28時間以内", Limited),
            ("資格外活動許可あり", Limited),
            ("Yes", Permitted),
            ("No", None),
            ("就労可", Permitted),
            ("就労不可", None),
            ("未確認", Unknown),
            ("△", Limited),
            ("28h/week", Limited),
            ("not permitted", None),
            ("TRUE", Permitted),
            ("制限なし", Permitted),
        ] {
            assert_eq!(work(text), Ok(expected), "{text}");
        }
        assert_eq!(work("月曜"), Err(Problem::UnknownWord));
    }
}
