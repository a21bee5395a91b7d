//! The sample organisation's year, released, with words for it in both languages.

use std::collections::BTreeMap;

use aggregates::{Approval, Basis, Catalogue, Code, FiscalYear, RawCell, RawTable, Release, Unit};
use chrono::DateTime;
use report::{Language, ProgrammeWording, Wording};

pub const PLACEMENT: Code = Code::literal("placement");
pub const INTEGRATION: Code = Code::literal("integration");
pub const ADVOCACY: Code = Code::literal("advocacy");
pub const OTHER: Code = Code::literal("other");

const PROGRAMMES: [(Code, u64, u64); 4] =
    [(PLACEMENT, 7, 13_233_900), (INTEGRATION, 5, 13_741_700), (ADVOCACY, 3, 8_123_500), (OTHER, 3, 3_091_400)];

const FIGURES: [(&str, Unit, Basis, u64, &str, &str); 17] = {
    use Basis::{Flow, Stock};
    use Unit::{Companies, Events, Participations, Persons, Placements};
    [
        ("companies_consulted", Companies, Flow, 73, "協議した企業", "Companies consulted"),
        ("companies_recommended", Companies, Flow, 62, "推薦先の企業", "Companies that got a recommendation"),
        ("recommended", Persons, Flow, 35, "推薦した参加者", "Participants recommended"),
        ("hires", Placements, Flow, 7, "中長期の採用", "Mid- and long-term hires"),
        ("hires_after_trial", Placements, Flow, 5, "うち当年度のお試し雇用から", "… after a trial hire of the year"),
        ("hires_permanent", Placements, Flow, 2, "うち前年度のお試し雇用から", "… made permanent"),
        ("new_contacts", Persons, Flow, 103, "新たな接点", "New contacts"),
        ("contacts", Persons, Stock, 559, "設立からの接点", "Contacts since the founding"),
        ("interviewed", Persons, Flow, 71, "面談した新規の参加者", "New contacts interviewed"),
        ("trainings", Participations, Flow, 50, "キャリア研修", "Career training"),
        ("mentored", Persons, Flow, 41, "メンターシップ", "Mentorship"),
        ("japanese", Persons, Flow, 17, "日本語学習", "Japanese classes"),
        ("talks", Events, Flow, 18, "登壇", "Talks"),
        ("talks_large", Events, Flow, 6, "うち100人以上", "… before 100 people or more"),
        ("talks_small", Events, Flow, 12, "うち50人以下", "… before 50 people or fewer"),
        ("media", Events, Flow, 19, "メディア取材", "Media coverage"),
        ("round_tables", Events, Flow, 3, "ラウンドテーブル", "Round tables"),
    ]
};

fn code(text: &str) -> Code {
    Code::try_from(text).expect("the sample's codes are codes")
}

/// The released figures of fiscal year 2024.
pub fn release() -> Release {
    let mut table = RawTable::new(FiscalYear::new(2024).expect("a year"));
    for (figure, unit, basis, value, ..) in FIGURES {
        table.push(RawCell { figure: code(figure), programme: None, unit, basis, value }).expect("once");
    }
    for (programme, staff, yen) in PROGRAMMES {
        let cell =
            |figure, unit, value| RawCell { figure, programme: Some(programme), unit, basis: Basis::Flow, value };
        table.push(cell(report::STAFF, Unit::Staff, staff)).expect("once");
        table.push(cell(report::EXPENSES, Unit::Yen, yen)).expect("once");
    }
    let figures = FIGURES.iter().map(|(figure, ..)| code(figure)).chain([report::STAFF, report::EXPENSES]);
    let catalogue = Catalogue::new(figures, PROGRAMMES.map(|(programme, ..)| programme));
    let at = DateTime::parse_from_rfc3339("2025-05-20T10:00:00+09:00").expect("a time");
    let approval = Approval { approver: code("protection_officer"), at, shown: table.small_counts() };
    table.release_headlines(&approval, &catalogue).expect("its small count is approved")
}

/// The office's words in a language.
pub fn wording(language: Language) -> Wording {
    let labels = |label: fn(&(&str, &'static str, &'static str)) -> &'static str| -> BTreeMap<Code, String> {
        FIGURES.iter().map(|(figure, .., ja, en)| (code(figure), label(&(figure, ja, en)).to_owned())).collect()
    };
    match language {
        Language::Japanese => Wording {
            organisation: "特定非営利活動法人 とまりぎ".into(),
            programmes: japanese(),
            labels: labels(|(_, ja, _)| ja),
        },
        Language::English => Wording {
            organisation: "Tomarigi (specified non-profit corporation)".into(),
            programmes: english(),
            labels: labels(|(_, _, en)| en),
        },
    }
}

fn programme(code: Code, texts: [&str; 7], concurrent: bool, figure: Option<&str>) -> ProgrammeWording {
    let [name, results, content, dates, place, scope, beneficiaries] = texts.map(str::to_owned);
    ProgrammeWording {
        code,
        name,
        results,
        content,
        dates,
        place,
        staff_concurrent: concurrent,
        scope,
        beneficiaries,
        beneficiaries_figure: figure.map(self::code),
    }
}

fn japanese() -> Vec<ProgrammeWording> {
    let placement = "参加者の経験を企業に伝える職業紹介として、年度内に{companies_consulted}社と採用の可能性を話し合い、\
                     このうち{companies_recommended}社へ{recommended}人を推薦した。\n\n採用は{hires}件であった。\
                     お試し雇用から始まった採用が{hires_after_trial}件、前年度のお試し雇用から正社員となった例が\
                     {hires_permanent}件である。推薦から採用までのどの段階で止まっているかを調べ、次年度の課題とする。";
    let integration = "新たに{new_contacts}人と出会い、設立からの累計は{contacts}人となった。\n\n\
                       新しく出会った人のうち{interviewed}人と面談した。キャリア研修には延べ{trainings}人が参加し、\
                       {mentored}人がメンターとの3か月の取り組みに進んだ。日本語の授業では{japanese}人が学んだ。";
    vec![
        programme(
            PLACEMENT,
            [
                "職業紹介事業",
                placement,
                "職業紹介、企業への相談",
                "通年",
                "全国",
                "就労許可を持つ難民など、採用に関心のある企業",
                "",
            ],
            true,
            Some("recommended"),
        ),
        programme(
            INTEGRATION,
            [
                "難民の日本社会への統合を促す事業",
                integration,
                "面談、キャリア研修、メンターシップ、日本語学習",
                "通年",
                "関東",
                "日本に暮らす難民申請者、難民、避難民",
                "面談などで直接支えた人",
            ],
            true,
            Some("interviewed"),
        ),
        programme(
            ADVOCACY,
            [
                "難民の現状と課題を調査・発信する事業",
                "市民や企業に向けて{talks}回登壇し、{media}件の取材を受けた。",
                "講演、取材への協力",
                "不定期",
                "関東",
                "市民、企業",
                "100人以上{talks_large}回、50人以下{talks_small}回、計{talks}回",
            ],
            false,
            Some("talks"),
        ),
        programme(
            OTHER,
            [
                "その他目的を達成するために必要な事業",
                "企業の集まりとして、ラウンドテーブルを{round_tables}回開いた。",
                "資金調達、企業との対話",
                "不定期",
                "不特定",
                "市民、企業",
                "",
            ],
            false,
            None,
        ),
    ]
}

fn english() -> Vec<ProgrammeWording> {
    let placement = "During the year the office talked with {companies_consulted} companies about employing \
                     participants and recommended {recommended} participants to {companies_recommended} of them.\n\n\
                     There were {hires} hires: {hires_after_trial} began with a trial hire in the year, and \
                     {hires_permanent} trial hires of the year before became permanent.";
    let integration = "The office met {new_contacts} people for the first time, {contacts} since its founding. Of the \
                       new contacts {interviewed} were interviewed. Career training was attended {trainings} times, \
                       {mentored} people went on to a mentor, and {japanese} learned Japanese.";
    vec![
        programme(
            PLACEMENT,
            [
                "Job placement",
                placement,
                "Placement, advice to companies",
                "All year",
                "Whole country",
                "Refugees with permission to work; companies that want to hire",
                "",
            ],
            true,
            Some("recommended"),
        ),
        programme(
            INTEGRATION,
            [
                "Integration of refugees into Japanese society",
                integration,
                "Interviews, career training, mentorship, Japanese classes",
                "All year",
                "Kanto",
                "Asylum seekers, refugees and evacuees in Japan",
                "Supported directly:",
            ],
            true,
            Some("interviewed"),
        ),
        programme(
            ADVOCACY,
            [
                "Research and information on the situation of refugees",
                "The office spoke at {talks} events and gave {media} interviews to the media.",
                "Talks, media",
                "Irregular",
                "Kanto",
                "Citizens, companies",
                "{talks_large} talks to 100 or more, {talks_small} to 50 or fewer, {talks} in all",
            ],
            false,
            Some("talks"),
        ),
        programme(
            OTHER,
            [
                "Other activities that serve the purpose",
                "Companies met at {round_tables} round tables.",
                "Fundraising, dialogue with companies",
                "Irregular",
                "Anywhere",
                "Citizens, companies",
                "",
            ],
            false,
            None,
        ),
    ]
}
