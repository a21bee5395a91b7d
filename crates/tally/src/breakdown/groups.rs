//! The closed lists that a count can be broken down by, and what of a record stands under which code.

use casework::codes::CodeList;
use casework::participant::Stage;

use super::origin::{REGIONS, SUB_REGIONS, sub_region};

/// A code of an axis: its words, and the coarser code it lies under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// The coarser code above it; empty for none.
    pub under: String,
}

impl Level {
    pub(super) fn new(code: &str, ja: &str, en: &str) -> Self {
        Self { code: code.to_owned(), ja: ja.to_owned(), en: en.to_owned(), under: String::new() }
    }

    pub(super) fn under(mut self, code: &str) -> Self {
        code.clone_into(&mut self.under);
        self
    }
}

pub(super) fn levels(list: &[(&str, &str, &str)]) -> Vec<Level> {
    list.iter().map(|(code, ja, en)| Level::new(code, ja, en)).collect()
}

/// Bands as the funnel has them.
pub(super) const AGES: [(&str, &str, &str); 6] = [
    ("0_17", "17歳以下", "Up to 17"),
    ("18_24", "18~24歳", "18 to 24"),
    ("25_34", "25~34歳", "25 to 34"),
    ("35_44", "35~44歳", "35 to 44"),
    ("45_54", "45~54歳", "45 to 54"),
    ("55_up", "55歳以上", "55 and older"),
];

pub(super) const AUDIENCES: [(&str, &str, &str); 5] = [
    ("under_10", "10人未満", "Fewer than 10"),
    ("10_50", "10~50人", "10 to 50"),
    ("51_99", "51~99人", "51 to 99"),
    ("100_1500", "100~1,500人", "100 to 1,500"),
    ("over_1500", "1,500人超", "More than 1,500"),
];

pub(super) const JAPANESE: [(&str, &str, &str); 5] =
    [("n1", "N1", "N1"), ("n2", "N2", "N2"), ("n3", "N3", "N3"), ("n4", "N4", "N4"), ("n5", "N5", "N5")];

pub(super) const OUTCOMES: [(&str, &str, &str); 5] = [
    ("open", "選考中", "Under way"),
    ("trial_hire", "お試し雇用", "Trial hire"),
    ("employed", "雇用", "Employed"),
    ("permanent", "正社員", "Permanent"),
    ("ended", "終了", "Ended"),
];

pub(super) const STAGES: [(Stage, &str, &str, &str); 8] = [
    (Stage::FirstContact, "first_contact", "出会い", "First contact"),
    (Stage::Interviewed, "interviewed", "面談", "Interviewed"),
    (Stage::CareerTraining, "career_training", "キャリア研修", "Career training"),
    (Stage::Mentorship, "mentorship", "メンターシップ", "Mentorship"),
    (Stage::Recommended, "recommended", "推薦", "Recommended"),
    (Stage::TrialHire, "trial_hire", "お試し雇用", "Trial hire"),
    (Stage::Employed, "employed", "雇用", "Employed"),
    (Stage::Permanent, "permanent", "正社員", "Permanent"),
];

/// Groups of residence statuses, as the organisation's reports speak of them.
pub(super) const RESIDENCE: [(&str, &str, &str, &[&str]); 7] = [
    (
        "protected",
        "難民認定・補完的保護・人道配慮",
        "Recognised, complementary or humanitarian protection",
        &["recognised_refugee", "complementary_protection", "designated_humanitarian"],
    ),
    ("applying", "難民認定申請中", "Asylum application under way", &["designated_applying"]),
    (
        "without",
        "仮放免・監理措置・仮滞在・資格なし",
        "Provisional release or stay, supervision, without status",
        &["provisional_release", "provisional_stay", "supervised_release", "none"],
    ),
    (
        "settled",
        "永住・定住・配偶者など",
        "Permanent, long-term, family",
        &["permanent_resident", "special_permanent", "long_term_resident", "spouse", "dependent"],
    ),
    ("student", "留学", "Student", &["student", "cultural_activities", "trainee"]),
    ("work", "就労資格", "Work status", &[]),
    ("other_status", "その他の在留資格", "Other status", &[]),
];

/// The areas of Japan: code, Japanese, English, first and last prefecture (JIS X 0401).
pub(super) const AREAS: [(&str, &str, &str, u8, u8); 8] = [
    ("hokkaido", "北海道", "Hokkaido", 1, 1),
    ("tohoku", "東北", "Tohoku", 2, 7),
    ("kanto", "関東", "Kanto", 8, 14),
    ("chubu", "中部", "Chubu", 15, 23),
    ("kinki", "近畿", "Kinki", 24, 30),
    ("chugoku", "中国", "Chugoku", 31, 35),
    ("shikoku", "四国", "Shikoku", 36, 39),
    ("kyushu", "九州・沖縄", "Kyushu and Okinawa", 40, 47),
];

pub(super) fn area(prefecture: &str) -> Option<&'static str> {
    let number: u8 = prefecture.parse().ok()?;
    AREAS.iter().find(|(.., first, last)| (*first..=*last).contains(&number)).map(|(code, ..)| *code)
}

pub(super) fn residence(status: &str) -> Option<&'static str> {
    if status.is_empty() {
        return None;
    }
    let named = RESIDENCE.iter().find(|(.., statuses)| statuses.contains(&status)).map(|(code, ..)| *code);
    Some(named.unwrap_or(if casework::codes::is_work_status(status) { "work" } else { "other_status" }))
}

pub(super) fn audience(people: &str) -> Option<&'static str> {
    let number: u32 = people.parse().ok()?;
    Some(match number {
        0..=9 => "under_10",
        10..=50 => "10_50",
        51..=99 => "51_99",
        100..=1_500 => "100_1500",
        _ => "over_1500",
    })
}

pub(super) fn outcome(kind: &str) -> &'static str {
    match kind {
        "trial_hire" => "trial_hire",
        "employed" => "employed",
        "permanent" => "permanent",
        "placement_ended" => "ended",
        _ => "open",
    }
}

pub(super) fn of_list(list: CodeList) -> Vec<Level> {
    list.standard().iter().map(|code| Level::new(code.code, code.ja, code.en)).collect()
}

pub(super) fn prefectures() -> Vec<Level> {
    of_list(CodeList::Prefecture)
        .into_iter()
        .map(|level| {
            let above = area(&level.code).unwrap_or_default();
            level.under(above)
        })
        .collect()
}

pub(super) fn areas() -> Vec<Level> {
    AREAS.iter().map(|(code, ja, en, ..)| Level::new(code, ja, en)).collect()
}

pub(super) fn regions() -> Vec<Level> {
    levels(&REGIONS)
}

pub(super) fn sub_regions() -> Vec<Level> {
    SUB_REGIONS.iter().map(|sub| Level::new(sub.code, sub.ja, sub.en).under(sub.region)).collect()
}

pub(super) fn origin(country: &str) -> Option<&'static str> {
    sub_region(country).map(|sub| sub.code)
}

pub(super) fn region(country: &str) -> Option<&'static str> {
    sub_region(country).map(|sub| sub.region)
}
