//! Words of the sample: what people learned, did and can. They are of no one country.

/// Occupation (ISCO-08), what they call it, what there was to do.
pub type Work = (&'static str, &'static str, &'static str);

/// Level (ISCED 2011), field (ISCED-F 2013), what was studied, how many years after the age of 18; 0 for a school before.
pub type School = (&'static str, &'static str, &'static str, i32);

pub const SCHOOLS: &[School] = &[
    ("6", "06", "情報工学", 4),
    ("6", "04", "経営学", 4),
    ("6", "07", "土木工学", 4),
    ("6", "03", "社会学", 4),
    ("6", "01", "初等教育", 4),
    ("6", "02", "英語・英文学", 4),
    ("7", "04", "国際関係", 6),
    ("5", "09", "看護", 3),
    ("5", "07", "電気", 2),
    ("5", "06", "コンピューター", 2),
    ("4", "10", "ホテル業務", 1),
    ("3", "", "", 0),
    ("3", "00", "", 0),
    ("2", "", "", 0),
];

pub const JOBS: &[Work] = &[
    ("23", "小学校の教師", "算数と国語を教え、保護者と話す。"),
    ("25", "システム管理者", "役所のパソコンと回線の管理。利用者への説明。"),
    ("22", "看護師", "内科の病棟。夜勤を含む。"),
    ("52", "衣料品店の店長", "仕入れと接客。店員3人の指導。"),
    ("72", "自動車整備士", "エンジンと電装の修理。"),
    ("75", "仕立て", "婦人服の採寸と縫製。"),
    ("51", "料理人", "食堂で40人分の昼食を作る。"),
    ("61", "野菜の栽培", "家族の畑で種まきから出荷まで。"),
    ("24", "銀行の事務", "窓口と小口の貸し付けの審査。"),
    ("74", "電気工事", "住宅の配線。"),
    ("83", "トラックの運転", "国内の長距離輸送。"),
    ("33", "貿易会社の営業", "取引先との交渉と書類の作成。"),
    ("21", "土木技師", "道路の設計と現場の監督。"),
    ("26", "支援団体の職員", "地域の家庭を訪ね、相談を聞く。"),
    ("12", "小さな会社の経営", "卸売り。人を5人雇った。"),
];

pub const JOBS_IN_JAPAN: &[Work] = &[
    ("93", "物流倉庫の仕分け", ""),
    ("91", "ホテルの清掃", ""),
    ("94", "食堂の調理補助", ""),
    ("53", "介護施設の補助", ""),
    ("82", "部品の組み立て", ""),
    ("26", "通訳の手伝い", "支援団体の面談で、頼まれたときに。"),
];

/// Kind, name, whether it is recognised in Japan.
pub const SKILLS: &[(&str, &str, bool)] = &[
    ("licence", "普通自動車免許", true),
    ("licence", "自分の国の運転免許", false),
    ("computer", "表計算と文書作成", true),
    ("programming", "Python、SQL", true),
    ("interpreting", "母語と英語の通訳", true),
    ("certificate", "介護職員初任者研修", true),
    ("certificate", "自分の国の看護師免許", false),
    ("craft", "縫製", true),
    ("machine", "フォークリフト", false),
    ("teaching", "子どもに教えること", true),
];

/// When and how a number may be called.
pub const CARE: &[&str] = &[
    "平日の10時から16時。家族の前では出られない。",
    "最初はメッセージで。団体の名前は書かない。",
    "同居の人が出たら、間違い電話のふりをして切る。",
    "夜勤のあとは寝ている。午後に。",
];

/// What limits the work that a status allows.
pub const LIMITS: &[(&str, &str)] = &[
    ("student", "資格外活動許可。週28時間以内(長期休業中は1日8時間以内)。"),
    ("engineer_humanities", "在留資格の範囲の仕事(専門・技術、国際業務)。"),
    ("specified_skilled", "特定技能1号、外食業。転職には手続が要る。"),
    ("other", "許可された仕事だけ。"),
];

/// What a designation paper says, by status and whether work is allowed. The sample says so of itself.
pub const DESIGNATIONS: &[(&str, bool, &str)] = &[
    (
        "designated_applying",
        true,
        "(見本)難民認定の手続をしている間の活動。報酬を受ける活動を含む。風俗営業等の活動を除く。",
    ),
    ("designated_applying", false, "(見本)難民認定の手続をしている間の日常的な活動。報酬を受ける活動を除く。"),
    ("designated_humanitarian", true, "(見本)人道上の配慮による在留。報酬を受ける活動を含む。風俗営業等の活動を除く。"),
];
