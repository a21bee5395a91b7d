//! What stands beside the numbers, in plain sentences.

use aggregates::Certificate;

use super::Publication;
use crate::{Language, phrases::Phrases};

pub(super) const fn total(language: Language) -> &'static str {
    match language {
        Language::Japanese => "合計",
        Language::English => "Total",
    }
}

/// In the place of a hidden number.
pub(super) const fn hidden(language: Language) -> &'static str {
    match language {
        Language::Japanese => "非公表",
        Language::English => "not shown",
    }
}

impl Publication {
    /// Method, threshold, version and certificate, a sentence each.
    pub fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = vec![self.which(language)];
        notes.extend(self.imprint.laptops.map(|laptops| summed(laptops, language)));
        if let Some(certificate) = &self.certificate {
            notes.extend(method(certificate, language).map(str::to_owned));
            notes.push(proof(certificate, language));
        }
        notes.push(made_with(language));
        notes
    }

    fn which(&self, language: Language) -> String {
        let year = Phrases::of(language).year(self.year());
        let day = self.imprint.published_at.format("%Y-%m-%d");
        let (number, version) = (self.imprint.number, self.imprint.catalogue_version);
        match language {
            Language::Japanese => format!("{year} 公表 第{number}号({day})。表の一覧 第{version}版。"),
            Language::English => {
                format!("{year}, release no. {number}, published on {day}. Catalogue of tables, version {version}.")
            }
        }
    }
}

fn summed(laptops: usize, language: Language) -> String {
    match language {
        Language::Japanese => format!("{laptops}台の端末の数を、端末ごとの数をだれも見ずに合計しています。"),
        Language::English => {
            format!("The counts of {laptops} laptops are summed; nobody has seen those of a single one.")
        }
    }
}

fn method(certificate: &Certificate, language: Language) -> [&'static str; 2] {
    match (certificate.method(), language) {
        ("rounding", Language::Japanese) => [
            "人を数えた表では、一人ひとりが分からないように、すべての数を5の倍数に丸めています。丸めた数どうしの合計は一致します。",
            "主要な数字は、責任者の承認を得て、そのままの数を別に示しています。表の合計とは少し違うことがあります。",
        ],
        ("rounding", Language::English) => [
            "In tables that count people every number is rounded to a multiple of five, so that nobody can be recognised. The rounded numbers add up.",
            "Headline figures are exact and approved by a person who answers for them. They may differ a little from the totals of the tables.",
        ],
        (_, Language::Japanese) => [
            "人を数えた表では、1人から4人までの数を示していません。引き算で分からないように、ほかの数も一部示していません。",
            "0は示しています。主要な数字は、責任者の承認を得て、そのままの数を示しています。",
        ],
        (_, Language::English) => [
            "In tables that count people, counts from 1 to 4 are not shown, and some others are not shown either, so that nobody can work them out by subtraction.",
            "Zeros are shown. Headline figures are exact and approved by a person who answers for them.",
        ],
    }
}

fn proof(certificate: &Certificate, language: Language) -> String {
    let least = certificate.minimum_interval().map_or_else(|| String::from("–"), |least| format!("{least:.1}"));
    match language {
        Language::Japanese => {
            format!(
                "検証: 公表した数から逆算できる1~4人の数は0件。読み手に残る幅は最小で{least}人。証明書はこの公表に付いています。"
            )
        }
        Language::English => format!(
            "Proof: no count from 1 to 4 can be worked out from what is published; the narrowest range left to a reader is {least} people. The certificate travels with the release."
        ),
    }
}

fn made_with(language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match language {
        Language::Japanese => format!("基準: 1~4人を小さい数とする(しきい値5)。Tomarigi {version} で作成。"),
        Language::English => format!("Threshold: counts from 1 to 4 are small. Made with Tomarigi {version}."),
    }
}
