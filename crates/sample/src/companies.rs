//! Companies that do not exist: invented places and trades.

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn companies_have_different_names() {
        let names: BTreeSet<_> = (0..5_000).map(super::name).collect();

        assert_eq!(names.len(), 5_000);
    }
}
