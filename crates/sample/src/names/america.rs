//! Spanish.

use super::{Form, NameSet};

pub const SPANISH: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("", "Yuleisy", "ユレイシ"),
        ("", "Wilmer", "ウィルメル"),
        ("", "Carolina", "カロリナ"),
        ("", "Jesús", "ヘスス"),
        ("", "Daniela", "ダニエラ"),
        ("", "Franklin", "フランクリン"),
        ("", "Mariángel", "マリアンヘル"),
        ("", "Ender", "エンデル"),
    ],
    second: &[
        ("", "Quintero", "キンテロ"),
        ("", "Urdaneta", "ウルダネタ"),
        ("", "Colmenares", "コルメナレス"),
        ("", "Zambrano", "サンブラノ"),
        ("", "Villalobos", "ビジャロボス"),
        ("", "Bracho", "ブラチョ"),
        ("", "Peñaloza", "ペニャロサ"),
        ("", "Landaeta", "ランダエタ"),
    ],
};
