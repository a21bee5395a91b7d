//! Talks, media coverage, events, round tables and fundraising. Titles and places are made up.

use casework::activity::{About, ActivityKind, HeadCategory, NewActivity, Speaker};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{plan::Year, record::Record, story::Story};

const TALKS: &[&str] = &[
    "働くことから始まる受け入れ",
    "隣に越してきた同僚",
    "難民とキャリア入門",
    "履歴書に書けない力",
    "はじめての多国籍チーム",
    "企業ができる最初の一歩",
    "ことばの壁を低くする職場",
    "まちで暮らす、まちで働く",
    "学生と考える「移る」こと",
    "数字で見る就労支援",
];
const AT: &[&str] = &["見本大学", "みほん坂商工会", "とまり丘市民講座", "架空経営者の会", "サンプル高校", "オンライン"];
const MEDIA: &[&str] = &[
    "みほん新聞「働くを支える人」",
    "とまり丘テレビ 夕方の特集",
    "ラジオこもれび 朝の話題",
    "ウェブ誌「架空経済」連載",
    "サンプル通信 インタビュー",
    "ポッドキャスト「となりの世界」",
    "月刊みほん人事 特集記事",
];
const FUNDRAISING: &[&str] = &[
    "夏の寄付キャンペーン",
    "マンスリーサポーター募集",
    "年末の寄付キャンペーン",
    "チャリティラン",
    "企業寄付のお願い",
];
const PLACES: &[&str] = &["東京", "横浜", "さいたま", "千葉", "オンライン"];
/// Sizes that belong to neither class of the report.
const OTHER_SIZES: &[Option<u32>] = &[Some(75), Some(8), Some(60), Option::None, Some(1_800), Some(99)];

impl Story {
    /// Records what the organisation did in public in a year.
    pub fn appear_in_public(&mut self, year: &Year) {
        self.talk(year);
        for place in 0..year.numbers.media {
            let on = self.public_day(year, place);
            let title = (*self.dice.pick(MEDIA)).to_owned();
            self.activity(ActivityKind::MediaCoverage, on, title, "", None, Vec::new());
        }
        self.event(year);
        for round in 0..year.numbers.round_tables {
            let on = year.first + chrono::Days::new(60 + 95 * (round as u64 % 4).min(2));
            let heads = vec![(HeadCategory::Companies, self.dice.between(9, 16))];
            let title = format!("活躍プラットフォーム ラウンドテーブル 第{}回", round + 1);
            self.activity(ActivityKind::RoundTable, on, title, "東京", None, heads);
        }
        for _ in 0..year.numbers.fundraising {
            let on = self.dice.day(year.first, year.last);
            let title = (*self.dice.pick(FUNDRAISING)).to_owned();
            self.activity(ActivityKind::Fundraising, on, title, "", None, Vec::new());
        }
    }

    fn talk(&mut self, year: &Year) {
        for place in 0..year.numbers.talks_large {
            // Both ends of the class belong to it.
            let audience = match place {
                0 => 100,
                1 => 1_500,
                _ => self.dice.between(110, 900),
            };
            self.give_talk(year, place, Some(audience));
        }
        for place in 0..year.numbers.talks_small {
            let audience = match place {
                0 => 10,
                1 => 50,
                _ => self.dice.between(12, 48),
            };
            self.give_talk(year, place, Some(audience));
        }
        for place in 0..year.numbers.talks_other {
            let audience = *self.dice.pick(OTHER_SIZES);
            self.give_talk(year, place, audience);
        }
    }

    fn give_talk(&mut self, year: &Year, place: usize, audience: Option<u32>) {
        let on = self.public_day(year, place);
        let title = format!("{}({})", self.dice.pick(TALKS), self.dice.pick(AT));
        let at = self.dice.pick(PLACES);
        self.activity(ActivityKind::Talk, on, title, at, audience, Vec::new());
    }

    /// Now and then on the first or the last day of the year; often in June, around World Refugee Day.
    fn public_day(&mut self, year: &Year, place: usize) -> NaiveDate {
        match place {
            3 => year.first,
            4 => year.last,
            _ if self.dice.percent(25) => self.dice.day(year.on(6, 1), year.on(6, 30)),
            _ => self.dice.day(year.first, year.last),
        }
    }

    /// The ideathon on World Refugee Day, and an evening for supporters where other heads are counted.
    fn event(&mut self, year: &Year) {
        let Some(heads) = year.numbers.event else { return };
        let categories = [HeadCategory::Companies, HeadCategory::BusinessLeaders, HeadCategory::Participants];
        let heads = heads.map(|heads| u32::try_from(heads).unwrap_or(u32::MAX));
        let title = format!("世界難民の日アイデアソン {}", year.numbers.year);
        let heads = categories.into_iter().zip(heads).collect();
        self.activity(ActivityKind::Event, year.on(6, 20), title, "東京", None, heads);
        let supporters = vec![(HeadCategory::Others, self.dice.between(40, 90))];
        self.activity(ActivityKind::Event, year.on(12, 6), "支援者のつどい".to_owned(), "東京", None, supporters);
    }

    fn activity(
        &mut self,
        kind: ActivityKind,
        on: NaiveDate,
        title: String,
        place: &str,
        audience: Option<u32>,
        heads: Vec<(HeadCategory, u32)>,
    ) {
        let (title, place) = (Guarded::new(title), place.to_owned());
        let heads = heads.into_iter().map(|(category, heads)| (category.code().to_owned(), heads)).collect();
        let about = Self::about(kind, &place);
        self.record(Record::Activity(NewActivity { kind, on, title, place, audience, heads, about }));
    }

    /// What a reader of the list would expect to find beside the title.
    fn about(kind: ActivityKind, place: &str) -> About {
        let some = |text: &str| Some(Guarded::from(text));
        match kind {
            ActivityKind::Talk => About {
                host: some(if place == "オンライン" { "見本大学" } else { "みほん坂商工会" }),
                speaker: if place == "横浜" { Speaker::Mentor } else { Speaker::Member },
                ..About::default()
            },
            ActivityKind::MediaCoverage => {
                About { medium: "web".to_owned(), outlet: some("サンプル通信"), ..About::default() }
            }
            ActivityKind::Fundraising => About {
                raised_as: "campaign".to_owned(),
                raised_yen: Some(480_000),
                donors: Some(37),
                ..About::default()
            },
            ActivityKind::Event | ActivityKind::RoundTable => About::default(),
        }
    }
}
