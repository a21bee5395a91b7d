//! Fiscal year 2024. Cut down to thousands the expenses are 13,233, 13,741, 8,123 and 3,091, and 38,190 in all.

use super::{ALL_YEAR, ANYWHERE, JAPAN, KANTO, NOW_AND_THEN, Said};

pub const SAID: [Said; 4] = [
    Said {
        results: (
            "企業{companies_consulted}社と、難民の採用と活躍について話し合った。このうち{companies_recommended_to}社に、参加者{participants_recommended}名を推薦した。長く働くことを前提とした採用は{hires}件で、お試し雇用から年度内に採用となったものが{hires_from_trial}件、前の年度に始まったお試し雇用から正社員となったものが{hires_made_permanent}件である。\n話し合いと推薦は前の年度のおよそ2倍に増えたが、採用は減った。推薦から採用までのどこで進まなくなるのかを記録から確かめ、手を打つことが次の年度の課題である。",
            "We talked with {companies_consulted} companies about hiring refugees and recommended {participants_recommended} participants to {companies_recommended_to} of them. There were {hires} mid- and long-term hires: {hires_from_trial} after a trial hire of the same year, and {hires_made_permanent} made permanent after a trial hire of the year before.\nTalks and recommendations about doubled, but hires fell. Next year we will find out from our records where people are lost between recommendation and hire, and act on it.",
        ),
        dates: ALL_YEAR,
        place: JAPAN,
        staff: 7,
        concurrent: true,
        expenses_yen: 13_233_640,
    },
    Said {
        results: (
            "1年間に新しく{new_contacts}名と出会い、設立からの累計は{contacts_since_founding}名となった。新しく出会った人のうち{new_contacts_interviewed}名と面談した。\nキャリア研修には延べ{career_training_participations}名が参加した。働き方の違いや日本語を学ぶ意味を伝え、次に使える支援を案内する一日である。研修の後、{career_training_to_mentorship}名がメンターシップに進み、ボランティアのメンターと3か月、1対1で自己分析や応募の準備に取り組んだ。\n日本語クラスは提携校と5か月間、週2時間開き、{japanese_programme_participants}名が学んだ。秋からは、気軽に話して学びを続ける場として日本語倶楽部を始めた。",
            "We met {new_contacts} people for the first time, {contacts_since_founding} since our founding, and interviewed {new_contacts_interviewed} of the new ones.\nCareer training had {career_training_participations} participations: a day about how work differs here, why Japanese matters and which support comes next. After it, {career_training_to_mentorship} people went on to a mentorship of three months, one to one with a volunteer, on self-analysis and applications.\nJapanese classes with a partner school, two hours a week for five months, had {japanese_programme_participants} participants. In autumn we opened a Japanese club, a place to keep talking and learning.",
        ),
        dates: ALL_YEAR,
        place: KANTO,
        staff: 5,
        concurrent: true,
        expenses_yen: 13_741_815,
    },
    Said {
        results: (
            "企業や学校、地域の集まりで{talks}回登壇した(大きな会場{talks_large}回、小さな会場{talks_small}回)。世界難民の日の前後を中心に、メディアの取材を{media_coverage}回受け、受け入れる社会の側に何ができるかを伝えた。",
            "We spoke {talks} times at companies, schools and local gatherings: {talks_large} times in large halls, {talks_small} times in small rooms. The media covered our work {media_coverage} times, mostly around World Refugee Day; we told them what the society that receives refugees can do.",
        ),
        dates: NOW_AND_THEN,
        place: KANTO,
        staff: 3,
        concurrent: false,
        expenses_yen: 8_123_402,
    },
    Said {
        results: (
            "6月20日にアイデアソンを開き、企業{event_companies}社から{event_business_leaders}名のビジネスリーダーと、参加者{event_participants}名が、人権を出発点にした新しい事業を考えた。企業どうしが学び合うラウンドテーブルは{round_tables}回開き、参加企業の希望を議題に取り入れた。あわせて寄付の募集を続けた。",
            "At an ideathon on 20 June, {event_business_leaders} business leaders from {event_companies} companies and {event_participants} participants worked on new business that starts from human rights. Companies learned from each other at {round_tables} round tables whose topics they chose. Fundraising went on beside this.",
        ),
        dates: NOW_AND_THEN,
        place: ANYWHERE,
        staff: 3,
        concurrent: false,
        expenses_yen: 3_091_377,
    },
];
