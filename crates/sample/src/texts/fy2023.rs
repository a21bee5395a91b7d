//! Fiscal year 2023.

use super::{ALL_YEAR, ANYWHERE, JAPAN, KANTO, NOW_AND_THEN, Said};

pub const SAID: [Said; 4] = [
    Said {
        results: (
            "企業{companies_consulted}社と採用の可能性を話し合い、{companies_recommended_to}社に参加者{participants_recommended}名を推薦した。採用は{hires}件に増え、このうち{hires_from_trial}件は年度内のお試し雇用から、{hires_made_permanent}件は前の年度のお試し雇用から正社員になった。紹介した人をよく知る企業との関係が、採用につながった。",
            "We talked with {companies_consulted} companies and recommended {participants_recommended} participants to {companies_recommended_to}. Hires rose to {hires}: {hires_from_trial} after a trial hire of the year and {hires_made_permanent} made permanent after one of the year before. They came mostly from companies that had known us for long.",
        ),
        dates: ALL_YEAR,
        place: JAPAN,
        staff: 6,
        concurrent: true,
        expenses_yen: 11_902_318,
    },
    Said {
        results: (
            "新しく{new_contacts}名と出会い、うち{new_contacts_interviewed}名と面談した。設立からの累計は{contacts_since_founding}名である。キャリア研修には延べ{career_training_participations}名が参加し、{career_training_to_mentorship}名がメンターシップに進んだ。この年度から日本語クラスを本格的に始め、{japanese_programme_participants}名が学んだ。",
            "We met {new_contacts} new people and interviewed {new_contacts_interviewed} of them; since our founding we have met {contacts_since_founding}. Career training had {career_training_participations} participations, and {career_training_to_mentorship} people went on to a mentorship. Japanese classes began in earnest this year, with {japanese_programme_participants} participants.",
        ),
        dates: ALL_YEAR,
        place: KANTO,
        staff: 5,
        concurrent: true,
        expenses_yen: 12_480_775,
    },
    Said {
        results: (
            "講演や授業で{talks}回登壇し、メディアの取材を{media_coverage}回受けた。働く仲間としての難民の姿を伝えることに力を入れた。",
            "We spoke {talks} times and were covered by the media {media_coverage} times. We wanted refugees to be seen as colleagues.",
        ),
        dates: NOW_AND_THEN,
        place: KANTO,
        staff: 3,
        concurrent: false,
        expenses_yen: 7_044_930,
    },
    Said {
        results: (
            "企業{event_companies}社、ビジネスリーダー{event_business_leaders}名、参加者{event_participants}名とアイデアソンを開いた。活躍プラットフォームを立ち上げ、ラウンドテーブルを{round_tables}回開いた。寄付の募集も行った。",
            "An ideathon brought together {event_companies} companies, {event_business_leaders} business leaders and {event_participants} participants. A platform of companies began with {round_tables} round tables. We also raised funds.",
        ),
        dates: NOW_AND_THEN,
        place: ANYWHERE,
        staff: 2,
        concurrent: false,
        expenses_yen: 2_865_201,
    },
];
