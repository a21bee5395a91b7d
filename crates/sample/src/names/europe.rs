//! Ukrainian, with family names that are the same for women and men.

use super::{Form, NameSet};

pub const UKRAINIAN: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("Олена", "Olena", "オレーナ"),
        ("Андрій", "Andrii", "アンドリー"),
        ("Ірина", "Iryna", "イリーナ"),
        ("Максим", "Maksym", "マクシム"),
        ("Оксана", "Oksana", "オクサーナ"),
        ("Тарас", "Taras", "タラス"),
        ("Наталія", "Nataliia", "ナタリヤ"),
        ("Богдан", "Bohdan", "ボフダン"),
        ("Марія", "Mariia", "マリヤ"),
        ("Дмитро", "Dmytro", "ドミトロ"),
        ("Юлія", "Yuliia", "ユリヤ"),
        ("Ігор", "Ihor", "イーホル"),
        ("Світлана", "Svitlana", "スヴィトラーナ"),
        ("Роман", "Roman", "ロマン"),
        ("Катерина", "Kateryna", "カテリーナ"),
        ("Павло", "Pavlo", "パヴロ"),
        ("Людмила", "Liudmyla", "リュドミラ"),
        ("Остап", "Ostap", "オスタプ"),
    ],
    second: &[
        ("Бондаренко", "Bondarenko", "ボンダレンコ"),
        ("Ткачук", "Tkachuk", "トカチュク"),
        ("Мельничук", "Melnychuk", "メルニチュク"),
        ("Степанюк", "Stepaniuk", "ステパニュク"),
        ("Мороз", "Moroz", "モロズ"),
        ("Савчук", "Savchuk", "サウチュク"),
        ("Панасюк", "Panasiuk", "パナシュク"),
        ("Дяченко", "Diachenko", "ジャチェンコ"),
        ("Кушнір", "Kushnir", "クシュニル"),
        ("Романюк", "Romaniuk", "ロマニュク"),
        ("Гаврилюк", "Havryliuk", "ハウリリュク"),
        ("Стельмах", "Stelmakh", "ステリマフ"),
        ("Онищук", "Onyshchuk", "オニシュチュク"),
        ("Чумак", "Chumak", "チュマク"),
    ],
};
