//! Burmese, Chinese and Uyghur.

use super::{Form, NameSet};

/// Burmese names have no family part; the second part is one more given one.
pub const BURMESE: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("အောင်", "Aung", "アウン"),
        ("သီရိ", "Thiri", "ティリ"),
        ("မင်း", "Min", "ミン"),
        ("နန္ဒာ", "Nandar", "ナンダー"),
        ("ဇော်", "Zaw", "ゾー"),
        ("ခင်", "Khin", "キン"),
        ("မြတ်", "Myat", "ミャッ"),
        ("နှင်း", "Hnin", "ニン"),
        ("ကျော်", "Kyaw", "チョー"),
        ("ထွန်း", "Tun", "トゥン"),
        ("စန္ဒာ", "Sandar", "サンダー"),
        ("ဖြိုး", "Phyo", "ピョー"),
        ("ယမင်း", "Yamin", "ヤミン"),
        ("ဝေ", "Wai", "ウェイ"),
        ("လင်း", "Lin", "リン"),
        ("စိုး", "Soe", "ソー"),
        ("မေ", "May", "メイ"),
        ("ရဲ", "Ye", "イェー"),
    ],
    second: &[
        ("မြတ်နိုး", "Myat Noe", "ミャッノー"),
        ("ထက်အောင်", "Htet Aung", "テッアウン"),
        ("သန္တာ", "Thandar", "タンダー"),
        ("ဖြူစင်", "Phyu Sin", "ピューシン"),
        ("ရွှေရည်", "Shwe Yi", "シュエイー"),
        ("ပြည့်စုံ", "Pyae Sone", "ピェーソン"),
        ("ကောင်းမြတ်", "Kaung Myat", "カウンミャッ"),
        ("ချမ်းမြေ့", "Chan Myae", "チャンミェー"),
        ("လဲ့လဲ့", "Leh Leh", "レーレー"),
        ("ဇင်ဝေ", "Zin Wai", "ジンウェイ"),
        ("နွယ်နီ", "Nwe Ni", "ヌエニー"),
        ("သူရိန်", "Thurein", "トゥレイン"),
        ("မိုးစက်", "Moe Set", "モーセッ"),
        ("ဟိန်းထက်", "Hein Htet", "ヘインテッ"),
    ],
};

pub const HAN: NameSet = NameSet {
    form: Form::FamilyFirst,
    first: &[
        ("晓雨", "Xiaoyu", "シャオユー"),
        ("志远", "Zhiyuan", "ジーユエン"),
        ("静怡", "Jingyi", "ジンイー"),
        ("文杰", "Wenjie", "ウェンジエ"),
        ("思琪", "Siqi", "スーチー"),
        ("浩然", "Haoran", "ハオラン"),
        ("梦洁", "Mengjie", "モンジエ"),
        ("明远", "Mingyuan", "ミンユエン"),
    ],
    second: &[
        ("周", "Zhou", "ジョウ"),
        ("吴", "Wu", "ウー"),
        ("郑", "Zheng", "ジョン"),
        ("冯", "Feng", "フォン"),
        ("蒋", "Jiang", "ジアン"),
        ("沈", "Shen", "シェン"),
        ("韩", "Han", "ハン"),
        ("曹", "Cao", "ツァオ"),
    ],
};

pub const UYGHUR: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("ئايگۈل", "Aygul", "アイグル"),
        ("ئەركىن", "Erkin", "エルキン"),
        ("دىلنۇر", "Dilnur", "ディルヌル"),
        ("تۇرسۇن", "Tursun", "トゥルスン"),
        ("گۈلنار", "Gulnar", "グルナル"),
        ("ئابلەت", "Ablet", "アブレト"),
        ("زەينەپ", "Zeynep", "ゼイネプ"),
        ("ئۆمەر", "Omer", "オメル"),
    ],
    second: &[
        ("تۇردى", "Turdi", "トゥルディ"),
        ("ئىمىن", "Imin", "イミン"),
        ("روزى", "Rozi", "ロズィ"),
        ("ياسىن", "Yasin", "ヤスィン"),
        ("سامەت", "Samet", "サメト"),
        ("ساۋۇت", "Sawut", "サウト"),
        ("نىياز", "Niyaz", "ニヤズ"),
        ("ھېيت", "Heyt", "ヘイト"),
    ],
};
