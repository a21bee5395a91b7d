//! What the heading of a column says, in Japanese, English and some French.

use std::{collections::HashMap, sync::LazyLock};

use casework::text::fold;

use super::{DayOrder, marks, words::key};
use crate::workbook::{Cell, Kind};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// What a column can hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code under which it is told.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The field with a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.code() == code)
            }
        }
    };
}

fields! {
    /// A whole name, in any script, perhaps with a second one in brackets.
    FullName = "name";
    /// The family name alone.
    FamilyName = "family_name";
    /// The given name alone.
    GivenName = "given_name";
    /// The middle name alone.
    MiddleName = "middle_name";
    /// The name in Latin letters.
    LatinName = "latin_name";
    /// How the name is read, in kana.
    Reading = "reading";
    /// How the family name is read.
    FamilyReading = "family_reading";
    /// How the given name is read.
    GivenReading = "given_reading";
    /// The name to call them by.
    PreferredName = "preferred_name";
    /// Another name.
    OtherName = "other_name";
    /// The date of birth or the year.
    Birth = "birth";
    /// The nationality.
    Nationality = "nationality";
    /// The country of origin.
    Origin = "origin";
    /// The day of the first contact.
    FirstContact = "first_contact";
    /// The residence status.
    ResidenceStatus = "residence_status";
    /// The last day of the permit.
    PermitEnds = "permit_ends_on";
    /// Whether work is allowed.
    Work = "work_permission";
    /// Languages.
    Languages = "languages";
    /// How well they know Japanese.
    JapaneseLevel = "japanese_level";
    /// A telephone number.
    Phone = "phone";
    /// An e-mail address.
    Email = "email";
    /// When and how it is safe to reach them.
    ContactCare = "contact_care";
    /// Who looks after them here.
    Caseworker = "caseworker";
    /// How they came.
    Referral = "referral_source";
    /// What they learned and where.
    Education = "education";
    /// Their work so far.
    Occupation = "occupation";
    /// The prefecture where they live.
    Prefecture = "prefecture";
    /// Anything else, in words.
    Notes = "notes";
    /// The cohort of a session.
    Cohort = "cohort";
    /// The day of a session.
    SessionDay = "session_day";
    /// When a session begins.
    StartsAt = "starts_at";
    /// When a session ends.
    EndsAt = "ends_at";
    /// How long a session takes.
    Minutes = "minutes";
    /// What a session is about.
    Topic = "topic";
    /// The number of a participant.
    PersonNumber = "participant_number";
    /// A mark of attendance.
    Mark = "mark";
    /// Marks of the session on the day above the column.
    MarkOn = "mark_on";
    /// The name of a company.
    CompanyName = "company_name";
    /// The name of a company in kana.
    CompanyReading = "company_reading";
    /// The name of a company in Latin letters.
    CompanyNameEn = "company_name_en";
    /// What a company does.
    Industry = "industry";
    /// How many people a company employs.
    CompanySize = "company_size";
    /// Where a company is.
    CompanyAddress = "company_address";
    /// Its address on the web.
    Website = "website";
    /// Whom to reach in a company.
    ContactPerson = "contact_person";
}

/// What is brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// People.
    Participants,
    /// Companies.
    Companies,
    /// Sessions of cohorts.
    Sessions,
    /// Who was at which session.
    Attendance,
}

impl ImportKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Participants, Self::Companies, Self::Sessions, Self::Attendance];

    /// The code under which it is told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Companies => "companies",
            Self::Sessions => "sessions",
            Self::Attendance => "attendance",
        }
    }

    /// The kind with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a column of such a sheet can hold.
    pub fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Participants => &[
                F::FullName,
                F::FamilyName,
                F::GivenName,
                F::MiddleName,
                F::LatinName,
                F::Reading,
                F::FamilyReading,
                F::GivenReading,
                F::PreferredName,
                F::OtherName,
                F::Birth,
                F::Nationality,
                F::Origin,
                F::FirstContact,
                F::ResidenceStatus,
                F::PermitEnds,
                F::Work,
                F::Languages,
                F::JapaneseLevel,
                F::Phone,
                F::Email,
                F::ContactCare,
                F::Caseworker,
                F::Referral,
                F::Education,
                F::Occupation,
                F::Prefecture,
                F::Notes,
            ],
            Self::Companies => &[
                F::CompanyName,
                F::CompanyReading,
                F::CompanyNameEn,
                F::Industry,
                F::CompanySize,
                F::Prefecture,
                F::CompanyAddress,
                F::Phone,
                F::Website,
                F::ContactPerson,
                F::Email,
                F::Notes,
            ],
            Self::Sessions => &[F::Cohort, F::SessionDay, F::StartsAt, F::EndsAt, F::Minutes, F::Topic],
            Self::Attendance => &[
                F::FullName,
                F::FamilyName,
                F::GivenName,
                F::LatinName,
                F::PreferredName,
                F::PersonNumber,
                F::Birth,
                F::Cohort,
                F::SessionDay,
                F::StartsAt,
                F::Mark,
                F::MarkOn,
            ],
        }
    }
}

impl Field {
    /// Whether several columns of a sheet can hold it.
    pub const fn can_repeat(self) -> bool {
        matches!(
            self,
            Self::FullName
                | Self::OtherName
                | Self::FirstContact
                | Self::Languages
                | Self::JapaneseLevel
                | Self::Phone
                | Self::Email
                | Self::ContactCare
                | Self::Referral
                | Self::Education
                | Self::Occupation
                | Self::Notes
                | Self::ContactPerson
                | Self::MarkOn
        )
    }

    /// Whether it names the person or company of the row.
    pub const fn names(self) -> bool {
        matches!(
            self,
            Self::FullName
                | Self::FamilyName
                | Self::GivenName
                | Self::LatinName
                | Self::Reading
                | Self::PreferredName
                | Self::CompanyName
        )
    }

    /// Whether it is a day.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Birth | Self::FirstContact | Self::PermitEnds | Self::SessionDay)
    }
}

/// How sure it is what a heading means: the higher the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The heading is only used when nothing better is there.
    Fallback,
    /// The heading holds a known word.
    Likely,
    /// The heading is a known word.
    Sure,
}

/// A heading as it is compared.
struct Heading {
    key: String,
    words: Vec<String>,
}

impl Heading {
    fn of(text: &str) -> Self {
        // Marks for what must be filled in say nothing about the column.
        let text = text.replace("必須", "").replace("任意", "").replace("required", "").replace("optional", "");
        let folded = fold(&text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from);
        Self { words: words.collect(), key: key(&folded) }
    }

    /// Whether it holds a word, given as its key. Short words in Latin letters must stand alone.
    fn holds(&self, word: &str) -> bool {
        if word.is_ascii() && word.len() <= 4 {
            self.words.iter().any(|own| own == word)
        } else {
            self.key.contains(word)
        }
    }
}

/// What is known of headings, from `words/headings.tsv`.
struct Known {
    kind: &'static str,
    confidence: Confidence,
    field: Field,
    /// For a sure or a fallback heading one group of whole headings, else groups of words.
    groups: Vec<Vec<String>>,
    not: Vec<String>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let text = include_str!("words/headings.tsv");
    let lists: HashMap<&str, &str> = text.lines().filter_map(|line| line.strip_prefix('$')?.split_once('\t')).collect();
    let of_list =
        |word: &'static str| word.strip_prefix('$').map_or(word, |list| lists.get(list).copied().unwrap_or_default());
    let words = |text: &'static str| -> Vec<String> {
        text.split(';').flat_map(|word| of_list(word).split(';')).map(key).filter(|word| !word.is_empty()).collect()
    };
    let known = |line: &'static str| {
        let mut parts = line.split('\t');
        let kind = parts.next().filter(|kind| kind.split('+').all(|kind| ImportKind::from_code(kind).is_some()))?;
        let confidence = match parts.next()? {
            "sure" => Confidence::Sure,
            "likely" => Confidence::Likely,
            _ => Confidence::Fallback,
        };
        let field = Field::from_code(parts.next()?)?;
        let groups = parts.next()?.split('&').map(words).collect();
        Some(Known { kind, confidence, field, groups, not: parts.next().map(words).unwrap_or_default() })
    };
    text.lines().filter_map(known).collect()
});

/// Forms ask in sentences; what is longer, in characters, explains and asks nothing.
const LONGEST: usize = 120;

/// What a heading means, if anything is known.
pub fn meaning(kind: ImportKind, text: &str) -> Option<(Field, Confidence)> {
    let heading = Heading::of(text);
    if heading.key.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let fits = |known: &&Known| match known.confidence {
        Confidence::Likely => {
            known.groups.iter().all(|group| group.iter().any(|word| heading.holds(word)))
                && !known.not.iter().any(|word| heading.holds(word))
                && !(known.field.names() && NUMBERS.iter().any(|word| heading.holds(word)))
        }
        Confidence::Sure | Confidence::Fallback => known.groups.iter().flatten().any(|whole| *whole == heading.key),
    };
    if kind == ImportKind::Attendance && marks::day(Cell::new(Kind::Text, text), DayOrder::Unknown, false).is_ok() {
        return Some((Field::MarkOn, Confidence::Likely));
    }
    let find = |confidence: Confidence| {
        let mut known = KNOWN
            .iter()
            .filter(|known| known.kind.split('+').any(|known| known == kind.code()) && known.confidence == confidence);
        known.find(fits).map(|known| (known.field, confidence))
    };
    [Confidence::Sure, Confidence::Likely, Confidence::Fallback].into_iter().find_map(find)
}

/// A column of such things names nobody.
const NUMBERS: &[&str] = &["番号", "number", "こーど", "code", "id"];

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<Field> {
        meaning(ImportKind::Participants, heading).map(|(field, _)| field)
    }

    #[test]
    fn headings_of_lists_are_known_in_both_languages() {
        use Field::*;
        for (expected, headings) in [
            (
                FullName,
                &[
                    "氏名",
                    "お名前",
                    "名 前",
                    "氏名※",
                    "氏名(必須)",
                    "参加者氏名",
                    "Full name",
                    "Name",
                    "Client Name",
                    "NAME",
                    "participant_name",
                    "氏名 / Name",
                    "本人氏名",
                ][..],
            ),
            (
                LatinName,
                &[
                    "名前(ローマ字)",
                    "氏名（ローマ字）",
                    "氏名(英字)",
                    "Name (romaji)",
                    "Name in English",
                    "パスポート名",
                    "ローマ字氏名",
                    "氏名(アルファベット)",
                ],
            ),
            (
                Reading,
                &[
                    "フリガナ",
                    "ふりがな",
                    "氏名（カナ）",
                    "氏名(フリガナ)",
                    "カナ",
                    "よみがな",
                    "名前（読み）",
                    "ﾌﾘｶﾞﾅ",
                    "Name (katakana)",
                ],
            ),
            (FamilyName, &["姓", "苗字", "Surname", "Last name", "Family Name", "family_name"]),
            (GivenName, &["名", "Given name", "First name", "First Name(s)", "Prénom"]),
            (FamilyReading, &["セイ", "姓(カナ)", "姓（フリガナ）"]),
            (GivenReading, &["メイ", "名(カナ)", "名（フリガナ）"]),
            (
                Birth,
                &[
                    "生年月日",
                    "生年月日(西暦)",
                    "DOB",
                    "Date of birth",
                    "Date of Birth (dd/mm/yyyy)",
                    "誕生日",
                    "Birth date",
                    "生年",
                ],
            ),
            (Nationality, &["国籍", "国籍・地域", "Nationality", "Citizenship", "国 籍", "Country"]),
            (Origin, &["出身国", "Country of origin", "出身国(本国)", "Pays d'origine"]),
            (
                FirstContact,
                &[
                    "初回接点",
                    "初回接点日",
                    "初回面談日",
                    "受付日",
                    "受付年月日",
                    "First contact",
                    "Date of first contact",
                    "登録日",
                    "Registration date",
                    "初回相談日",
                    "相談受付日",
                    "Intake date",
                    "First interview date",
                ],
            ),
            (
                ResidenceStatus,
                &[
                    "在留資格",
                    "在留資格(現在)",
                    "Visa status",
                    "Visa",
                    "Residence status",
                    "ビザの種類",
                    "Status of residence",
                ],
            ),
            (
                PermitEnds,
                &[
                    "在留期限",
                    "在留期間満了日",
                    "在留資格の期限",
                    "Visa expiry",
                    "ビザ有効期限",
                    "在留カード有効期限",
                    "Residence card expiry date",
                    "在留期間",
                ],
            ),
            (
                Work,
                &[
                    "就労可否",
                    "就労許可",
                    "就労許可の有無",
                    "就労の可否",
                    "Work permit",
                    "Work permission",
                    "Permission to work",
                    "就労資格",
                ],
            ),
            (
                Languages,
                &["言語", "話せる言語", "母語", "使用言語", "Languages", "Language(s)", "Languages spoken", "母国語"],
            ),
            (Phone, &["電話番号", "携帯電話", "TEL", "Phone", "Mobile number", "電話", "Phone number"]),
            (Email, &["メールアドレス", "Email", "E-mail", "Email address", "eメール"]),
            (ContactCare, &["連絡時の注意", "Safe to contact?", "連絡上の注意", "Contact notes", "連絡可否"]),
            (
                JapaneseLevel,
                &["日本語レベル", "Japanese level", "日本語能力", "JLPT", "日本語力", "Japanese proficiency"],
            ),
            (Caseworker, &["担当者", "Caseworker", "担当者氏名", "担当", "Case worker", "支援担当者"]),
            (Referral, &["紹介元", "紹介者名", "Referred by", "Referral source", "紹介経路", "来所経路"]),
            (Education, &["学歴", "最終学歴", "Education", "Education level", "Highest education"]),
            (Occupation, &["職歴", "職業", "Occupation", "Previous job", "就労経験", "Work experience", "前職"]),
            (Prefecture, &["都道府県", "居住地(都道府県)", "Prefecture"]),
            (Notes, &["備考", "Notes", "特記事項", "Remarks", "メモ", "Comments"]),
            (PreferredName, &["呼び名", "Preferred name", "ニックネーム"]),
            (OtherName, &["旧姓", "通称名", "Alias"]),
        ] {
            for heading in headings {
                assert_eq!(field(heading), Some(expected), "{heading}");
            }
        }
    }

    #[test]
    fn headings_of_lists_of_companies_are_known_in_both_languages() {
        use Field::*;
        let field = |heading: &str| meaning(ImportKind::Companies, heading).map(|(field, _)| field);
        for (expected, headings) in [
            (CompanyName, &["会社名", "企業名", "Company", "Name of company", "法人名(正式名称)", "Organization"][..]),
            (CompanyReading, &["フリガナ", "会社名(カナ)", "企業名フリガナ", "Company name (kana)"]),
            (CompanyNameEn, &["英語名", "会社名(英語)", "Company name (English)", "英文社名"]),
            (Industry, &["業種", "業種(大分類)", "Industry", "Business sector"]),
            (CompanySize, &["従業員数", "企業規模", "社員数(名)", "Employees", "Number of employees", "Company size"]),
            (Prefecture, &["都道府県", "所在地(都道府県)", "Prefecture"]),
            (CompanyAddress, &["住所", "本社所在地", "会社住所", "Address", "Company address"]),
            (Phone, &["電話", "代表電話番号", "TEL", "Phone", "会社電話番号"]),
            (Website, &["URL", "ホームページ", "会社HP", "Website"]),
            (ContactPerson, &["担当者", "採用担当者氏名", "ご担当者名", "Contact person", "Contact name", "窓口"]),
            (Email, &["メール", "担当者メールアドレス", "Contact email", "E-mail"]),
            (Notes, &["備考", "Notes", "Remarks"]),
        ] {
            for heading in headings {
                assert_eq!(field(heading), Some(expected), "{heading}");
            }
        }
        for heading in ["No.", "会社コード", "登録日", "最終連絡日", "代表者生年月日", "Status"] {
            assert_eq!(field(heading), None, "{heading}");
        }
    }

    #[test]
    fn headings_about_others_and_other_things_are_not_taken() {
        for heading in [
            "No.",
            "番号",
            "配偶者氏名",
            "緊急連絡先(氏名)",
            "会社名",
            "在留カード番号",
            "性別",
            "年齢",
            "住所",
            "就労先",
            "Emergency contact name",
            "Passport number",
            "Place of birth",
            "出身地域",
            "家族構成",
            "受付担当者",
            "Gender",
            "緊急連絡先(電話番号)",
            "Emergency contact phone",
            "配偶者の国籍",
            "Child's date of birth",
            "保護者氏名",
            "Mother's name",
            "Contact person",
            "子の氏名",
            "Name of school",
            "参加者ID",
            "面談者",
        ] {
            assert_eq!(field(heading), None, "{heading}");
        }
    }

    #[test]
    fn every_field_has_its_own_code() {
        let codes: std::collections::BTreeSet<_> = Field::ALL.iter().map(|field| field.code()).collect();

        assert_eq!(codes.len(), Field::ALL.len());
        assert!(Field::ALL.iter().all(|field| Field::from_code(field.code()) == Some(*field)));
    }
}
