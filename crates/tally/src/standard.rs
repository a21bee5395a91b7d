//! The figures of the activity report, in its order. docs/figures.md holds the same rules in words.

use std::sync::LazyLock;

use aggregates::{Basis, Unit};
use casework::fact::FactKind;

use crate::indicator::{Condition, Count, Facts, Indicator, Measure, Tie, When, Words};

fn facts(kind: FactKind, measure: Measure) -> Facts {
    Facts { kind, details: None, quantity: None, measure, provided: &[] }
}

/// The facts of a kind with this detail.
fn facts_of(kind: FactKind, detail: &'static str, measure: Measure) -> Facts {
    Facts { details: Some(vec![detail.into()]), ..facts(kind, measure) }
}

fn label((ja, en): (&'static str, &'static str)) -> Words {
    Words { ja: ja.into(), en: en.into() }
}

fn flow(
    id: &'static str,
    programme: &'static str,
    unit: Unit,
    called: (&'static str, &'static str),
    rule: (&'static str, &'static str),
    count: Facts,
) -> Indicator {
    Indicator {
        id: id.into(),
        version: 0,
        programme: programme.into(),
        label: label(called),
        rule: label(rule),
        unit,
        basis: Basis::Flow,
        count: Count::Facts(count),
    }
}

const TRIAL_THIS_YEAR: &[Condition] =
    &[Condition { kind: FactKind::TrialHire, detail: None, tie: Tie::Placement, when: When::SameYear }];
const TRIAL_YEAR_BEFORE: &[Condition] =
    &[Condition { kind: FactKind::TrialHire, detail: None, tie: Tie::Placement, when: When::YearBefore }];
const INTERVIEW_THIS_YEAR: &[Condition] =
    &[Condition { kind: FactKind::Interview, detail: None, tie: Tie::Participant, when: When::SameYear }];
const TRAINED_BEFORE: &[Condition] = &[Condition {
    kind: FactKind::Enrolled,
    detail: Some("career_training"),
    tie: Tie::Participant,
    when: When::SameYearBefore,
}];

fn heads(id: &'static str, unit: Unit, category: &'static str, called: (&'static str, &'static str)) -> Indicator {
    let rule = (
        "年度内のイベントで数えた人数(社数)の合計。イベントごとに数えるので、名前は記録しない。",
        "The sum of the head counts of that category at the events of the year, counted at each event; nobody is named.",
    );
    let count = facts_of(FactKind::HeadCount, category, Measure::Quantities);
    flow(id, "other", unit, called, rule, count)
}

/// The indicators of the program.
pub static INDICATORS: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    vec![
        flow(
            "companies_consulted",
            "placement",
            Unit::Companies,
            ("協議・検討した企業", "Companies consulted"),
            (
                "年度内に協議の記録がある企業を、1社1回だけ数える。",
                "Companies with at least one discussion in the year, each once.",
            ),
            facts(FactKind::Discussion, Measure::Companies),
        ),
        flow(
            "companies_recommended_to",
            "placement",
            Unit::Companies,
            ("参加者を推薦した企業", "Companies recommended to"),
            (
                "年度内に少なくとも1件の推薦を受けた企業を、1社1回だけ数える。",
                "Companies that got at least one recommendation in the year, each once.",
            ),
            facts(FactKind::Recommended, Measure::Companies),
        ),
        flow(
            "participants_recommended",
            "placement",
            Unit::Persons,
            ("推薦した参加者", "Participants recommended"),
            (
                "年度内に推薦された参加者を、1人1回だけ数える。",
                "Participants recommended to any company in the year, each once.",
            ),
            facts(FactKind::Recommended, Measure::Persons),
        ),
        Indicator {
            id: "hires".into(),
            version: 0,
            programme: "placement".into(),
            label: label(("中長期就労を前提とした採用", "Mid- and long-term hires")),
            rule: label((
                "「お試し雇用からの採用」と「前年度のお試し雇用からの正社員採用」の合計。",
                "The sum of hires from a trial of this year and of trials of the year before made permanent.",
            )),
            unit: Unit::Placements,
            basis: Basis::Flow,
            count: Count::SumOf(&["hires_from_trial", "hires_made_permanent"]),
        },
        flow(
            "hires_from_trial",
            "placement",
            Unit::Placements,
            ("うち、お試し雇用からの採用", "… trial hire begun, then employed, this year"),
            (
                "年度内にお試し雇用を始め、同じ年度内に採用に至ったもの。",
                "Placements whose trial hire began and whose employment began in the year.",
            ),
            Facts { provided: TRIAL_THIS_YEAR, ..facts(FactKind::Employed, Measure::Placements) },
        ),
        flow(
            "hires_made_permanent",
            "placement",
            Unit::Placements,
            ("うち、前年度のお試し雇用からの正社員採用", "… trial begun the year before, made permanent this year"),
            (
                "前年度にお試し雇用を始め、年度内に正社員になったもの。",
                "Placements whose trial hire began in the year before and that became permanent in the year.",
            ),
            Facts { provided: TRIAL_YEAR_BEFORE, ..facts(FactKind::Permanent, Measure::Placements) },
        ),
        flow(
            "new_contacts",
            "integration",
            Unit::Persons,
            ("新規に出会った参加者", "New contacts"),
            ("初回接点が年度内にある参加者。", "Participants whose first contact lies in the year."),
            facts(FactKind::FirstContact, Measure::Persons),
        ),
        Indicator {
            id: "contacts_since_founding".into(),
            version: 0,
            programme: "integration".into(),
            label: label(("設立からの参加者", "Contacts since founding")),
            rule: label((
                "初回接点が年度末日以前にある参加者。年度内ではなく、年度末までの累計。",
                "Participants whose first contact lies on or before the last day of the year: a total up to that day.",
            )),
            unit: Unit::Persons,
            basis: Basis::Stock,
            count: Count::Facts(facts(FactKind::FirstContact, Measure::Persons)),
        },
        flow(
            "new_contacts_interviewed",
            "integration",
            Unit::Persons,
            ("新規の参加者のうち面談した人", "… of the new contacts, interviewed"),
            (
                "初回接点が年度内にあり、年度内に面談した参加者を、1人1回だけ数える。",
                "Participants whose first contact and at least one interview lie in the year, each once.",
            ),
            Facts { provided: INTERVIEW_THIS_YEAR, ..facts(FactKind::FirstContact, Measure::Persons) },
        ),
        flow(
            "career_training_participations",
            "integration",
            Unit::Participations,
            ("キャリア研修の参加", "Career training participations"),
            (
                "年度内のキャリア研修への参加登録を、参加のたびに数える。",
                "Enrolments in career training in the year; a participant who enrols twice counts twice.",
            ),
            facts_of(FactKind::Enrolled, "career_training", Measure::Each),
        ),
        flow(
            "career_training_to_mentorship",
            "integration",
            Unit::Persons,
            ("うち、メンターシップへ進んだ人", "… who went on to mentorship"),
            (
                "年度内にキャリア研修に参加し、その日以後の年度内にメンターシップを始めた参加者を、1人1回だけ数える。",
                "Participants who began a mentorship in the year, on or after a career training of the same year, each once.",
            ),
            Facts { provided: TRAINED_BEFORE, ..facts_of(FactKind::Enrolled, "mentorship", Measure::Persons) },
        ),
        flow(
            "japanese_programme_participants",
            "integration",
            Unit::Persons,
            ("日本語クラスの参加者", "Japanese programme participants"),
            (
                "年度内に日本語クラスに登録した参加者を、1人1回だけ数える。",
                "Participants who enrolled in a Japanese class in the year, each once.",
            ),
            facts_of(FactKind::Enrolled, "japanese_class", Measure::Persons),
        ),
        flow(
            "talks",
            "advocacy",
            Unit::Events,
            ("登壇", "Talks"),
            ("年度内の登壇の回数。", "Talks in the year."),
            facts(FactKind::Talk, Measure::Each),
        ),
        flow(
            "talks_large",
            "advocacy",
            Unit::Events,
            ("うち、100~1,500人規模", "… with an audience of 100 to 1,500"),
            (
                "年度内の登壇のうち、聴衆が100人以上1,500人以下のもの。",
                "Talks in the year with an audience from 100 to 1,500.",
            ),
            Facts { quantity: Some(100..=1500), ..facts(FactKind::Talk, Measure::Each) },
        ),
        flow(
            "talks_small",
            "advocacy",
            Unit::Events,
            ("うち、10~50人規模", "… with an audience of 10 to 50"),
            ("年度内の登壇のうち、聴衆が10人以上50人以下のもの。", "Talks in the year with an audience from 10 to 50."),
            Facts { quantity: Some(10..=50), ..facts(FactKind::Talk, Measure::Each) },
        ),
        flow(
            "media_coverage",
            "advocacy",
            Unit::Events,
            ("メディア取材", "Media coverage"),
            ("年度内のメディア取材の回数。", "Media coverage in the year."),
            facts(FactKind::MediaCoverage, Measure::Each),
        ),
        heads("event_companies", Unit::Companies, "event.companies", ("イベントの参加企業", "Event: companies")),
        heads(
            "event_business_leaders",
            Unit::Participations,
            "event.business_leaders",
            ("イベントのビジネスリーダー", "Event: business leaders"),
        ),
        heads(
            "event_participants",
            Unit::Participations,
            "event.participants",
            ("イベントの参加者", "Event: participants"),
        ),
        flow(
            "round_tables",
            "other",
            Unit::Events,
            ("ラウンドテーブル", "Round tables"),
            ("年度内のラウンドテーブルの回数。", "Round tables in the year."),
            facts(FactKind::RoundTable, Measure::Each),
        ),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{figure_code, indicator};

    #[test]
    fn ids_are_unique_and_fit_a_release() {
        for (position, one) in INDICATORS.iter().enumerate() {
            assert!(figure_code(&one.id).is_ok(), "{}", one.id);
            assert!(INDICATORS.iter().skip(position + 1).all(|other| other.id != one.id), "{}", one.id);
        }
    }

    #[test]
    fn sums_are_over_figures_that_are_counted() {
        for sum in INDICATORS.iter() {
            let Count::SumOf(parts) = &sum.count else { continue };
            for part in *parts {
                let part = indicator(part).expect("a figure on the list");
                assert!(matches!(part.count, Count::Facts(_)) && part.unit == sum.unit, "{}", part.id);
            }
        }
    }
}
