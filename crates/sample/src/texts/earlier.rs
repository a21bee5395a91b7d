//! The years before: short texts, a small staff that grows, and expenses that grow with it.

use super::{ALL_YEAR, ANYWHERE, JAPAN, KANTO, NOW_AND_THEN, Said};

const PLACEMENT: Said = Said {
    results: (
        "企業{companies_consulted}社と話し合い、{companies_recommended_to}社に{participants_recommended}名を推薦した。採用は{hires}件だった。",
        "We talked with {companies_consulted} companies and recommended {participants_recommended} people to {companies_recommended_to}. There were {hires} hires.",
    ),
    dates: ALL_YEAR,
    place: JAPAN,
    staff: 2,
    concurrent: true,
    expenses_yen: 1_320_450,
};
const INTEGRATION: Said = Said {
    results: (
        "新しく{new_contacts}名と出会い、{new_contacts_interviewed}名と面談した。キャリア研修の参加は延べ{career_training_participations}名だった。",
        "We met {new_contacts} new people and interviewed {new_contacts_interviewed}. Career training had {career_training_participations} participations.",
    ),
    dates: ALL_YEAR,
    place: KANTO,
    staff: 2,
    concurrent: true,
    expenses_yen: 1_540_900,
};
const ADVOCACY: Said = Said {
    results: (
        "{talks}回登壇し、{media_coverage}回の取材を受けた。",
        "We spoke {talks} times and were covered by the media {media_coverage} times.",
    ),
    dates: NOW_AND_THEN,
    place: KANTO,
    staff: 1,
    concurrent: false,
    expenses_yen: 610_220,
};
const OTHER: Said = Said {
    results: ("寄付を募り、団体の土台をつくった。", "We raised funds and built up the organisation."),
    dates: NOW_AND_THEN,
    place: ANYWHERE,
    staff: 1,
    concurrent: false,
    expenses_yen: 284_610,
};

/// What is said of a year before 2023.
pub fn said(year: i32) -> [Said; 4] {
    let since_founding = u32::try_from(year - 2016).unwrap_or(0);
    [PLACEMENT, INTEGRATION, ADVOCACY, OTHER].map(|said| Said {
        staff: said.staff + since_founding / 2,
        expenses_yen: said.expenses_yen * i64::from(since_founding + 1),
        ..said
    })
}
