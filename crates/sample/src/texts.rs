//! What the office says of its programmes year by year, in its own words, with figures as `{id}`.

mod earlier;
mod fy2023;
mod fy2024;

use casework::programme::{Bilingual, Expense, ProgrammeYear};

use crate::{plan::Year, record::Record, story::Story};

/// Japanese and English.
type Words = (&'static str, &'static str);

/// What is said of a programme in a year.
#[derive(Debug, Clone, Copy)]
struct Said {
    results: Words,
    dates: Words,
    place: Words,
    staff: u32,
    concurrent: bool,
    expenses_yen: i64,
}

/// What is said of a programme in every year.
struct Column {
    code: &'static str,
    content: Words,
    scope: Words,
    beneficiaries: Words,
}

const ALL_YEAR: Words = ("通年", "All year");
const NOW_AND_THEN: Words = ("不定期", "At various times");
const JAPAN: Words = ("全国", "All of Japan");
const KANTO: Words = ("関東", "Kanto");
const ANYWHERE: Words = ("不特定", "Not fixed");

const COLUMNS: [Column; 4] = [
    Column {
        code: "placement",
        content: ("職業紹介事業", "Job placement"),
        scope: (
            "就労許可のある難民・避難民と、採用に関心を持つ企業",
            "Refugees and evacuees with work permission; companies interested in hiring them",
        ),
        beneficiaries: ("{participants_recommended}名", "{participants_recommended} people"),
    },
    Column {
        code: "integration",
        content: (
            "・育成事業(面談、研修、メンターシップ、日本語)\n・受け入れを考える企業を増やす取り組み",
            "- Interviews, training, mentorship, Japanese\n- Work with companies that consider hiring",
        ),
        scope: (
            "申請の結果を待つ人を含む、日本で暮らす難民・避難民",
            "Refugees and evacuees living in Japan, those whose application is pending included",
        ),
        beneficiaries: (
            "面談やプログラムで直接支えた{new_contacts_interviewed}名",
            "{new_contacts_interviewed} people supported directly in interviews and programmes",
        ),
    },
    Column {
        code: "advocacy",
        content: ("啓発事業", "Raising awareness"),
        scope: ("日本の企業と市民", "Companies and citizens in Japan"),
        beneficiaries: (
            "100~1,500人規模{talks_large}回、10~50人規模{talks_small}回、計{talks}回",
            "{talks_large} talks before 100 to 1,500 people, {talks_small} before 10 to 50, {talks} in all",
        ),
    },
    Column {
        code: "other",
        content: ("ファンドレイジングほか", "Fundraising and other activities"),
        scope: ("日本の企業と市民", "Companies and citizens in Japan"),
        beneficiaries: ("－", "－"),
    },
];

impl Story {
    /// Writes the texts, staff and expenses of a year. They are the same at every size of the sample.
    pub fn say_what_was_done(&mut self, year: &Year) {
        let said = match year.numbers.year {
            2024 => fy2024::SAID,
            2023 => fy2023::SAID,
            earlier => earlier::said(earlier),
        };
        for (column, said) in COLUMNS.iter().zip(said) {
            let said = Box::new(programme_year(column, said));
            self.record(Record::ProgrammeYear { code: column.code, year: year.numbers.year, said });
        }
    }
}

fn programme_year(column: &Column, said: Said) -> ProgrammeYear {
    let words = |(ja, en): Words| Bilingual::new(ja, en);
    ProgrammeYear {
        results: words(said.results),
        content: words(column.content),
        dates: words(said.dates),
        place: words(said.place),
        staff: said.staff,
        staff_concurrent: said.concurrent,
        scope: words(column.scope),
        beneficiaries: words(column.beneficiaries),
        expenses_yen: said.expenses_yen,
        expenses: expenses(said.expenses_yen),
    }
}

/// What the expenses were for. The lines add up to the whole.
fn expenses(yen: i64) -> Vec<Expense> {
    let (people, rooms) = (yen / 100 * 62, yen / 100 * 17);
    let lines = [("人件費", people), ("会場費・賃借料", rooms), ("旅費交通費・消耗品費", yen - people - rooms)];
    lines.into_iter().filter(|(_, yen)| *yen > 0).map(|(what, yen)| Expense { what: what.to_owned(), yen }).collect()
}

/// The fiscal year from which people are asked under other words.
pub const POLICY_SINCE: i32 = 2023;

/// Those words, in Japanese and English.
pub const POLICY: (&str, &str) = (
    "聞いたことは、あなたを支えるために書きとめます。記録は暗号で守り、読むのはこの団体の職員だけです。企業、ほかの団体、報道に伝えるときは、相手の名前を言って、そのたびにあなたに尋ねます。いやだと言っても、支援は変わりません。「はい」は、いつでも「いいえ」に変えられます。そのとき何が止まり、何が残るかを、先に説明します。",
    "We write down what you tell us so that we can support you. The records are protected by encryption, and only our staff read them. Before we tell a company, another organisation or the press, we name them and ask you each time. Saying no changes nothing about our support. You can turn a yes into a no at any time; we explain first what stops then and what stays.",
);
