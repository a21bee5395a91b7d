//! Tamil, Sinhala, Bengali, Urdu and Nepali.

use super::{Form, NameSet};

pub const TAMIL: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("கவிதா", "Kavitha", "カヴィター"),
        ("முருகன்", "Murugan", "ムルガン"),
        ("லட்சுமி", "Lakshmi", "ラクシュミ"),
        ("செந்தில்", "Senthil", "センティル"),
        ("மாலா", "Mala", "マーラー"),
        ("கண்ணன்", "Kannan", "カンナン"),
        ("ராதா", "Radha", "ラーダー"),
        ("சிவா", "Siva", "シヴァー"),
        ("தேவி", "Devi", "デーヴィ"),
        ("அருண்", "Arun", "アルン"),
    ],
    second: &[
        ("சுப்பையா", "Subbiah", "スッバイヤー"),
        ("நடராசா", "Nadarajah", "ナダラージャー"),
        ("கந்தையா", "Kandiah", "カンダイヤー"),
        ("இராசையா", "Rasiah", "ラーサイヤー"),
        ("தம்பிப்பிள்ளை", "Thambippillai", "タンビッピッライ"),
        ("செல்லத்துரை", "Chelladurai", "チェッラドゥライ"),
        ("சின்னத்தம்பி", "Chinnathamby", "チンナタンビ"),
        ("பொன்னையா", "Ponniah", "ポンナイヤー"),
    ],
};

pub const SINHALA: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("නිමල්", "Nimal", "ニマル"),
        ("කුමාරි", "Kumari", "クマーリ"),
        ("සුනිල්", "Sunil", "スニル"),
        ("සඳුනි", "Sanduni", "サンドゥニ"),
        ("අමල්", "Amal", "アマル"),
        ("දිල්ෂානි", "Dilshani", "ディルシャーニ"),
        ("රුවන්", "Ruwan", "ルワン"),
        ("තරංගා", "Tharanga", "タランガー"),
    ],
    second: &[
        ("ගුණරත්න", "Gunaratna", "グナラトナ"),
        ("ලියනගේ", "Liyanage", "リヤナゲー"),
        ("විතානගේ", "Vithanage", "ヴィターナゲー"),
        ("සමරකෝන්", "Samarakoon", "サマラコーン"),
        ("බණ්ඩාර", "Bandara", "バンダーラ"),
        ("එදිරිසූරිය", "Edirisooriya", "エディリスーリヤ"),
        ("පතිරණ", "Pathirana", "パティラナ"),
    ],
};

pub const BENGALI: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("সালমা", "Salma", "サルマ"),
        ("রফিক", "Rafiq", "ラフィク"),
        ("নাসরিন", "Nasrin", "ナスリン"),
        ("করিম", "Karim", "カリム"),
        ("পারভীন", "Parveen", "パルヴィーン"),
        ("জাহিদ", "Zahid", "ザヒド"),
        ("মিতা", "Mita", "ミタ"),
        ("তারেক", "Tareq", "タレク"),
        ("রুমা", "Ruma", "ルマ"),
        ("ফারুক", "Faruk", "ファルク"),
        ("সুমি", "Sumi", "スミ"),
        ("হাসান", "Hasan", "ハサン"),
    ],
    second: &[
        ("চৌধুরী", "Chowdhury", "チョウドゥリ"),
        ("মিয়া", "Mia", "ミア"),
        ("তালুকদার", "Talukdar", "タルクダル"),
        ("সরকার", "Sarkar", "サルカル"),
        ("মোল্লা", "Molla", "モッラ"),
        ("হাওলাদার", "Howlader", "ハウラダル"),
        ("মজুমদার", "Majumder", "マジュムダル"),
        ("ভূঁইয়া", "Bhuiyan", "ブイヤン"),
    ],
};

pub const URDU: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("ثناء", "Sana", "サナー"),
        ("بلال", "Bilal", "ビラール"),
        ("عائشہ", "Ayesha", "アーイシャ"),
        ("کامران", "Kamran", "カームラーン"),
        ("ندا", "Nida", "ニダー"),
        ("عدنان", "Adnan", "アドナーン"),
        ("رابعہ", "Rabia", "ラービア"),
        ("فیصل", "Faisal", "ファイサル"),
        ("صائمہ", "Saima", "サーイマ"),
        ("وقاص", "Waqas", "ワカース"),
    ],
    second: &[
        ("وڑائچ", "Warraich", "ワライチ"),
        ("کھوکھر", "Khokhar", "コーカル"),
        ("بٹ", "Butt", "バット"),
        ("چیمہ", "Cheema", "チーマ"),
        ("گل", "Gul", "グル"),
        ("مغل", "Mughal", "ムガル"),
        ("راجپوت", "Rajput", "ラージプート"),
        ("انصاری", "Ansari", "アンサーリー"),
    ],
};

pub const NEPALI: NameSet = NameSet {
    form: Form::Spaced,
    first: &[
        ("सीता", "Sita", "シータ"),
        ("रमेश", "Ramesh", "ラメシュ"),
        ("कमला", "Kamala", "カマラ"),
        ("सुरेश", "Suresh", "スレシュ"),
        ("अनिता", "Anita", "アニタ"),
        ("प्रकाश", "Prakash", "プラカシュ"),
        ("मीना", "Mina", "ミナ"),
        ("दीपक", "Dipak", "ディパク"),
    ],
    second: &[
        ("श्रेष्ठ", "Shrestha", "シュレスタ"),
        ("गुरुङ", "Gurung", "グルン"),
        ("तामाङ", "Tamang", "タマン"),
        ("अधिकारी", "Adhikari", "アディカリ"),
        ("थापा", "Thapa", "タパ"),
        ("खड्का", "Khadka", "カドカ"),
        ("पौडेल", "Paudel", "パウデル"),
    ],
};
