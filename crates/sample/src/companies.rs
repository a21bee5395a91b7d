//! Companies that do not exist: invented places and trades.

use casework::{
    company::CompanyProfile,
    ids::CompanyId,
    opening::{NewOpening, Term},
    profile::JlptLevel,
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::{EnteredDiscussion, EnteredOpening};

const STEMS: &[&str] = &[
    "とまり丘",
    "みほん坂",
    "つばめ橋",
    "そらいろ",
    "こもれび台",
    "しおかぜ",
    "やまびこ",
    "はるいろ",
    "ひなた沢",
    "あさぎり野",
    "ゆうなぎ",
    "くるみ通り",
    "ほたる川",
    "みちくさ",
    "すずらん町",
    "かざぐるま",
    "つむぎ浜",
    "なないろ",
    "まつぼっくり",
    "こぐま坂",
    "Tomobashi",
    "Mihonzaka",
    "Yadorigi-no-Sato",
    "Hoshizora-cho",
    "Kitsutsuki",
];
const TRADES: &[(&str, &str)] = &[
    ("製作所", "Works"),
    ("ソフト", "Software"),
    ("フーズ", "Foods"),
    ("物流", "Logistics"),
    ("設計", "Design"),
    ("電機", "Electric"),
    ("商会", "Trading"),
    ("農園", "Farms"),
    ("ホテルズ", "Hotels"),
    ("建材", "Materials"),
    ("翻訳社", "Translations"),
    ("研究所", "Lab"),
    ("精機", "Precision"),
    ("印刷", "Printing"),
    ("クリーン", "Cleaning"),
    ("教育社", "Learning"),
    ("テキスタイル", "Textiles"),
    ("データ", "Data"),
];

/// The name of a company by its place. After all were given they come again with a number.
pub fn name(place: usize) -> String {
    let all = STEMS.len() * TRADES.len();
    // 25 stems and 18 trades share no factor, so that both go on with each company.
    let stem = STEMS.get(place % STEMS.len()).copied().unwrap_or_default();
    let (japanese, english) = TRADES.get(place % TRADES.len()).copied().unwrap_or_default();
    let name = match (stem.is_ascii(), place % 3) {
        (true, 0) => format!("{stem} {english}株式会社"),
        (true, _) => format!("{stem} {english} K.K."),
        (false, 0) => format!("{stem}{japanese}株式会社"),
        (false, 1) => format!("合同会社{stem}{japanese}"),
        (false, _) => format!("株式会社{stem}{japanese}"),
    };
    if place < all { name } else { format!("{name} 第{}", place / all + 1) }
}

/// What a trade is: JSIC division, and the occupation (ISCO-08) and words of the jobs it offers.
const WORK: &[(&str, &str, &str)] = &[
    ("E", "82", "組立・検査スタッフ"),
    ("G", "25", "ソフトウェア開発"),
    ("E", "75", "食品加工スタッフ"),
    ("H", "93", "倉庫内作業"),
    ("L", "21", "設計補助"),
    ("E", "74", "電気機器の組立"),
    ("I", "52", "販売・在庫管理"),
    ("A", "92", "農作業スタッフ"),
    ("M", "51", "客室・フロントスタッフ"),
    ("I", "43", "資材の受発注"),
    ("L", "26", "翻訳・通訳補助"),
    ("L", "31", "実験補助"),
    ("E", "72", "機械加工"),
    ("E", "73", "印刷オペレーター"),
    ("R", "91", "清掃スタッフ"),
    ("O", "23", "語学講師・学習支援"),
    ("E", "75", "縫製スタッフ"),
    ("G", "35", "データ入力・運用"),
];
const SIZES: &[&str] = &["10_49", "50_99", "100_299", "10_49", "300_999", "1_9", "1000_up"];
const PREFECTURES: &[&str] = &["13", "14", "13", "11", "12", "13", "27", "23"];
const PEOPLE: &[&str] =
    &["見本 直子", "仮名 誠", "例田 由美", "試野 健一", "架空 さとみ", "見元 隆", "仮屋 みどり", "例山 拓也"];
const POSITIONS: &[&str] = &["人事部", "総務課長", "代表取締役", "採用担当", "工場長", "ダイバーシティ推進室"];
const SAID: &[&str] = &[
    "受け入れの目的と、在留資格のしくみを説明した。社内で検討するとのこと。",
    "現場の見学をさせてもらった。やさしい日本語での指示書を作りはじめている。",
    "日本語の水準と、入社後の学習支援について意見を交わした。",
    "お試し雇用の期間と賃金を確かめた。担当者は前向き。",
    "繁忙期が終わるまで待ってほしいとのこと。",
    "役員への説明資料を渡した。人数は一名から考えたい。",
];
const NEXT: &[&str] = &["求人票の下書きを送る", "見学の日を決める", "在留資格の資料を送る", "社内の結論を聞く"];
const TOLD: &[&str] = &[
    "母国で同じ仕事の経験がある。チームでの作業が得意。",
    "日本語は日常会話。読み書きは練習中で、図や写真があると早い。",
    "時間に正確。体を動かす仕事を希望している。",
    "英語での業務連絡ができる。PC操作に慣れている。",
];
const INSIDE: &[&str] = &["", "面接には相談員が同席する。", "", "希望の賃金には届かない。本人は了承。", ""];

fn pick<'a>(of: &[&'a str], place: usize) -> &'a str {
    of.get(place % of.len().max(1)).copied().unwrap_or_default()
}

/// What is known of a company by its place.
pub fn profile(place: usize) -> CompanyProfile {
    let work = WORK.get(place % WORK.len()).copied().unwrap_or_default();
    let text = |text: &str| Guarded::from(text);
    CompanyProfile {
        name: Guarded::new(name(place)),
        industry: work.0.to_owned(),
        size: pick(SIZES, place).to_owned(),
        prefecture: pick(PREFECTURES, place).to_owned(),
        address: Guarded::new(format!("見本市とまり木{}丁目{}番", place % 5 + 1, place % 23 + 1)),
        phone: text("000-0000-0000"),
        ..CompanyProfile::default()
    }
}

/// Who is known in a company, and what they are there. They are nobody.
pub fn contact(place: usize) -> (&'static str, &'static str) {
    (pick(PEOPLE, place), pick(POSITIONS, place / 3))
}

/// What may be told of somebody who is recommended, and what stays inside.
pub fn notes(place: usize) -> (&'static str, &'static str) {
    (pick(TOLD, place), pick(INSIDE, place))
}

/// A talk. After some there is something to do.
pub fn discussion(place: usize, on: NaiveDate) -> EnteredDiscussion {
    let kind = pick(&["visit", "online", "call", "meeting", "mail"], place);
    let next = place % 3 == 1;
    EnteredDiscussion {
        on: on.to_string(),
        kind: kind.to_owned(),
        contact: None,
        said: Guarded::from(pick(SAID, place)),
        next_step: Guarded::from(if next { pick(NEXT, place) } else { "" }),
        due_on: if next { (on + Days::new(14)).to_string() } else { String::new() },
        assignee: 0,
    }
}

/// A job that a company offers. `number` tells it from the others.
pub fn opening(company: usize, number: usize, since: NaiveDate, until: NaiveDate) -> EnteredOpening {
    let (_, occupation, title) = WORK.get(company % WORK.len()).copied().unwrap_or_default();
    let levels = [None, Some(JlptLevel::N4), Some(JlptLevel::N3), Some(JlptLevel::N2), Some(JlptLevel::N4)];
    let pay = 190_000 + u32::try_from(number % 9).unwrap_or(0) * 10_000;
    let fixed = number % 3 == 1;
    let opening = NewOpening {
        occupation: occupation.to_owned(),
        tasks: Guarded::new(format!("{title}。入社後に先輩がつく。")),
        prefecture: pick(PREFECTURES, company).to_owned(),
        pay_from: Some(pay),
        pay_to: Some(pay + 40_000),
        term: Some(if fixed { Term::Fixed } else { Term::Regular }),
        term_months: fixed.then_some(6),
        trial_months: Some(3),
        hours: Guarded::from("9:00~18:00(休憩60分)"),
        conditions: Guarded::from("土日祝休み、社会保険完備、交通費支給"),
        japanese: levels.get(number % levels.len()).copied().flatten(),
        sought: 1 + u32::try_from(number % 3).unwrap_or(0),
        ..NewOpening::new(CompanyId(0), Guarded::from(title), since)
    };
    // With some companies no end was agreed.
    let valid_until = if number % 4 == 3 { String::new() } else { until.to_string() };
    EnteredOpening { opening, received_on: since.to_string(), valid_until }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn companies_have_different_names() {
        let names: BTreeSet<_> = (0..5_000).map(super::name).collect();

        assert_eq!(names.len(), 5_000);
    }
}
