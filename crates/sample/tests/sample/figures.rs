//! The figures that the sample gives, counted by the ordinary rules.

use crate::common::{figure, figures, filled};
use office::{Language, ReportFormat};
use sample::Plan;

/// The published figures of FY2024, and heads of the ideathon.
const FY2024: &[(&str, u64)] = &[
    ("companies_consulted", 73),
    ("companies_recommended_to", 62),
    ("participants_recommended", 35),
    ("hires", 7),
    ("hires_from_trial", 5),
    ("hires_made_permanent", 2),
    ("new_contacts", 103),
    ("contacts_since_founding", 559),
    ("new_contacts_interviewed", 71),
    ("career_training_participations", 50),
    ("career_training_to_mentorship", 41),
    ("japanese_programme_participants", 17),
    ("talks", 18),
    ("talks_large", 6),
    ("talks_small", 12),
    ("media_coverage", 19),
    ("event_companies", 34),
    ("event_business_leaders", 50),
    ("event_participants", 11),
    ("round_tables", 3),
];

const FY2023: &[(&str, u64)] = &[
    ("companies_consulted", 36),
    ("companies_recommended_to", 30),
    ("participants_recommended", 18),
    ("hires", 11),
    ("hires_from_trial", 8),
    ("hires_made_permanent", 3),
    ("new_contacts", 88),
    ("contacts_since_founding", 456),
    ("new_contacts_interviewed", 61),
    ("career_training_participations", 33),
    ("career_training_to_mentorship", 22),
    ("japanese_programme_participants", 12),
    ("talks", 15),
    ("talks_large", 4),
    ("talks_small", 9),
    ("media_coverage", 14),
    ("event_companies", 21),
    ("event_business_leaders", 30),
    ("event_participants", 8),
    ("round_tables", 2),
];

fn owned(figures: &[(&str, u64)]) -> Vec<(String, u64)> {
    figures.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect()
}

#[test]
fn fiscal_year_2024_gives_the_published_figures_whatever_the_seed() {
    for seed in [0, 1, 2, 42, 2024, 0xdead_beef, u64::MAX] {
        let (_folder, office) = filled(Plan { seed, ..Plan::default() });

        assert_eq!(figures(&office, 2024), owned(FY2024), "seed {seed}");
        assert_eq!(figures(&office, 2023), owned(FY2023), "seed {seed}");
    }
}

#[test]
fn recommendations_double_and_hires_fall() {
    let (_folder, office) = filled(Plan::default());
    let ratio = |id| figure(&office, 2024, id) as f64 / figure(&office, 2023, id) as f64;

    for id in ["companies_consulted", "companies_recommended_to", "participants_recommended"] {
        assert!((1.8..2.3).contains(&ratio(id)), "{id} about doubled");
    }
    assert!(ratio("hires") < 1.0);
    for year in 2017..=2024 {
        assert!(figure(&office, year, "new_contacts") > 0 && figure(&office, year, "hires") > 0, "{year}");
    }
}

#[test]
fn the_report_of_2024_prints_the_published_table() {
    let (_folder, office) = filled(Plan::default());

    for language in [Language::Ja, Language::En] {
        let report = office.read(|desk| desk.draft_report(2024, language)).expect("a draft");
        assert_eq!(
            report.rows.iter().map(|row| row.expenses_thousand_yen).collect::<Vec<_>>(),
            [13_233, 13_741, 8_123, 3_091]
        );
        assert_eq!(report.total_expenses_thousand_yen, 38_190, "the yen add up, the cut figures do not");
        assert_eq!(
            report.rows.iter().map(|row| (row.staff, row.staff_concurrent)).collect::<Vec<_>>(),
            [(7, true), (5, true), (3, false), (3, false)]
        );
        assert_eq!(report.unknown_figures, [] as [String; 0]);
        let words = report.rows.iter().flat_map(|row| [&row.name, &row.content, &row.dates, &row.place, &row.scope]);
        assert!(words.chain([&report.organisation]).all(|text| !text.is_empty()));
    }
    let report = office.read(|desk| desk.draft_report(2024, Language::Ja)).expect("a draft");
    let beneficiaries: Vec<_> = report.rows.iter().map(|row| row.beneficiaries.text()).collect();
    assert_eq!(beneficiaries.first().map(String::as_str), Some("35名"));
    assert!(
        beneficiaries[1].contains("71名") && beneficiaries[2].contains("6回") && beneficiaries[2].contains("計18回")
    );
    assert_eq!(beneficiaries[3], "－");
}

#[test]
fn the_report_of_every_year_can_be_made() {
    let (_folder, office) = filled(Plan::default());

    for year in 2016..=2024 {
        for (language, format) in [(Language::Ja, ReportFormat::Docx), (Language::En, ReportFormat::Json)] {
            let file = office.read(|desk| desk.report_file(year, language, format));
            assert!(file.is_ok_and(|file| !file.is_empty()), "{year}");
        }
    }
}

#[test]
fn at_other_sizes_the_figures_scale() {
    for people in [0, 1, 2, 7, 100, 560, 1_118] {
        let (_folder, office) = filled(Plan { people, seed: 9 });

        assert_eq!(figure(&office, 2024, "contacts_since_founding"), u64::from(people));
        if people == 1_118 {
            for (id, value) in FY2024 {
                let scaled = figure(&office, 2024, id);
                assert!(scaled.abs_diff(2 * value) <= 2, "{id}: {scaled} for twice {value}");
            }
        }
    }
}
