//! Amharic and Tigrinya, and names written in Latin letters from west, central and east Africa.

use super::{Form, NameSet, Part};

/// The second part is the father's name.
pub const ETHIOPIC: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("አበበ", "Abebe", "アベベ"),
        ("ሰላም", "Selam", "セラム"),
        ("ዳዊት", "Dawit", "ダウィト"),
        ("ሂሩት", "Hirut", "ヒルト"),
        ("ተስፋዬ", "Tesfaye", "テスファイェ"),
        ("ብርሃኑ", "Birhanu", "ビルハヌ"),
        ("ማርታ", "Marta", "マルタ"),
        ("ዮናስ", "Yonas", "ヨナス"),
        ("አልማዝ", "Almaz", "アルマズ"),
        ("ሚካኤል", "Mikael", "ミカエル"),
        ("ራሄል", "Rahel", "ラヘル"),
        ("ሳሙኤል", "Samuel", "サムエル"),
        ("ትዕግስት", "Tigist", "ティギスト"),
        ("ኤልያስ", "Elias", "エリアス"),
        ("ፍሬወይኒ", "Freweyni", "フレウェイニ"),
        ("ሃና", "Hana", "ハナ"),
        ("ዘርአይ", "Zeray", "ゼライ"),
    ],
    second: &[
        ("ገብረመድኅን", "Gebremedhin", "ゲブレメドヒン"),
        ("ታደሰ", "Tadesse", "タデッセ"),
        ("ወልደ", "Wolde", "ウォルデ"),
        ("ተክሌ", "Tekle", "テクレ"),
        ("አስፋው", "Asfaw", "アスファウ"),
        ("ኪዳኔ", "Kidane", "キダネ"),
        ("ሀጎስ", "Hagos", "ハゴス"),
        ("ለማ", "Lemma", "レンマ"),
        ("ደስታ", "Desta", "デスタ"),
        ("ዓለሙ", "Alemu", "アレム"),
        ("ሽፈራው", "Shiferaw", "シフェラウ"),
        ("መሐሪ", "Mehari", "メハリ"),
        ("ገብሩ", "Gebru", "ゲブル"),
    ],
};

const FRENCH_GIVEN: &[Part] = &[
    ("", "Merveille", "メルヴェイユ"),
    ("", "Christian", "クリスティアン"),
    ("", "Gloria", "グロリア"),
    ("", "Patrick", "パトリック"),
    ("", "Grâce", "グラース"),
    ("", "Blaise", "ブレーズ"),
    ("", "Chantal", "シャンタル"),
    ("", "Didier", "ディディエ"),
    ("", "Espérance", "エスペランス"),
    ("", "Fabrice", "ファブリス"),
    ("", "Solange", "ソランジュ"),
    ("", "Hervé", "エルヴェ"),
    ("", "Nadège", "ナデージュ"),
    ("", "Thierry", "ティエリ"),
    ("", "Clarisse", "クラリス"),
    ("", "Serge", "セルジュ"),
    ("", "Rodrigue", "ロドリグ"),
];

pub const CONGOLESE: NameSet = NameSet {
    form: Form::Spaced,
    first: FRENCH_GIVEN,
    second: &[
        ("", "Mukendi", "ムケンディ"),
        ("", "Kabongo", "カボンゴ"),
        ("", "Ilunga", "イルンガ"),
        ("", "Mbuyi", "ンブイ"),
        ("", "Tshimanga", "チマンガ"),
        ("", "Kalala", "カララ"),
        ("", "Mwamba", "ムワンバ"),
        ("", "Ngoy", "ンゴイ"),
        ("", "Luboya", "ルボヤ"),
        ("", "Banza", "バンザ"),
        ("", "Kasongo", "カソンゴ"),
        ("", "Kapinga", "カピンガ"),
        ("", "Nsimba", "ンシンバ"),
        ("", "Lukusa", "ルクサ"),
    ],
};

pub const CAMEROONIAN: NameSet = NameSet {
    form: Form::Spaced,
    first: FRENCH_GIVEN,
    second: &[
        ("", "Nkeng", "ンケン"),
        ("", "Tchoupo", "チュポ"),
        ("", "Fotso", "フォツォ"),
        ("", "Mbarga", "ンバルガ"),
        ("", "Ngassa", "ンガッサ"),
        ("", "Tabi", "タビ"),
        ("", "Ekane", "エカネ"),
        ("", "Fouda", "フダ"),
        ("", "Njoya", "ンジョヤ"),
        ("", "Kamga", "カムガ"),
        ("", "Essomba", "エソンバ"),
        ("", "Bih", "ビー"),
    ],
};

pub const GUINEAN: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("", "Mariama", "マリアマ"),
        ("", "Ibrahima", "イブラヒマ"),
        ("", "Fatoumata", "ファトゥマタ"),
        ("", "Mamadou", "ママドゥ"),
        ("", "Aissatou", "アイサトゥ"),
        ("", "Ousmane", "ウスマン"),
        ("", "Kadiatou", "カディアトゥ"),
        ("", "Sékou", "セク"),
    ],
    second: &[
        ("", "Bangoura", "バングラ"),
        ("", "Soumah", "スマー"),
        ("", "Kourouma", "クルマ"),
        ("", "Loua", "ルア"),
        ("", "Haba", "ハバ"),
        ("", "Onivogui", "オニヴォギ"),
        ("", "Tounkara", "トゥンカラ"),
    ],
};

const ENGLISH_GIVEN: &[Part] = &[
    ("", "Grace", "グレース"),
    ("", "Moses", "モーゼス"),
    ("", "Esther", "エスター"),
    ("", "Daniel", "ダニエル"),
    ("", "Ruth", "ルース"),
    ("", "Isaac", "アイザック"),
    ("", "Joyce", "ジョイス"),
    ("", "Peter", "ピーター"),
    ("", "Agnes", "アグネス"),
    ("", "Simon", "サイモン"),
    ("", "Mercy", "マーシー"),
    ("", "Emmanuel", "エマニュエル"),
    ("", "Judith", "ジュディス"),
    ("", "Brian", "ブライアン"),
    ("", "Stella", "ステラ"),
];

pub const UGANDAN: NameSet = NameSet {
    form: Form::Spaced,
    first: ENGLISH_GIVEN,
    second: &[
        ("", "Namukasa", "ナムカサ"),
        ("", "Mugisha", "ムギシャ"),
        ("", "Nakato", "ナカト"),
        ("", "Ssemanda", "セマンダ"),
        ("", "Byaruhanga", "ビャルハンガ"),
        ("", "Akello", "アケロ"),
        ("", "Kyomuhendo", "チョムヘンド"),
        ("", "Wandera", "ワンデラ"),
        ("", "Tumusiime", "トゥムシーメ"),
        ("", "Lubega", "ルベガ"),
        ("", "Atim", "アティム"),
        ("", "Nabirye", "ナビリエ"),
    ],
};

pub const KENYAN: NameSet = NameSet {
    form: Form::Spaced,
    first: ENGLISH_GIVEN,
    second: &[
        ("", "Wambui", "ワンブイ"),
        ("", "Kiptoo", "キプトー"),
        ("", "Achieng", "アチエン"),
        ("", "Mutua", "ムトゥア"),
        ("", "Njeri", "ンジェリ"),
        ("", "Barasa", "バラサ"),
        ("", "Nyaboke", "ニャボケ"),
    ],
};

pub const NIGERIAN: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("", "Chinwe", "チンウェ"),
        ("", "Emeka", "エメカ"),
        ("", "Amina", "アミナ"),
        ("", "Tunde", "トゥンデ"),
        ("", "Halima", "ハリマ"),
        ("", "Ifeanyi", "イフェアニ"),
        ("", "Zainab", "ザイナブ"),
        ("", "Segun", "セグン"),
        ("", "Yetunde", "イェトゥンデ"),
        ("", "Uche", "ウチェ"),
    ],
    second: &[
        ("", "Anozie", "アノジエ"),
        ("", "Adewuyi", "アデウイ"),
        ("", "Olatunji", "オラトゥンジ"),
        ("", "Eze", "エゼ"),
        ("", "Ogunleye", "オグンレイェ"),
        ("", "Ekezie", "エケジエ"),
        ("", "Danladi", "ダンラディ"),
        ("", "Obiora", "オビオラ"),
        ("", "Yakubu", "ヤクブ"),
    ],
};
