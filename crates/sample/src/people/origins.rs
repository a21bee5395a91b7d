//! Countries of origin, about as often as they are met in Japan.

use super::residence::Protection;
use crate::names::{
    ARABIC, BENGALI, BURMESE, CAMEROONIAN, CONGOLESE, DARI, ETHIOPIC, GUINEAN, HAN, KENYAN, KURDISH, NEPALI, NIGERIAN,
    NameSet, PERSIAN, SINHALA, SPANISH, TAMIL, UGANDAN, UKRAINIAN, URDU, UYGHUR,
};

/// Where people come from and how they are called there.
#[derive(Debug)]
pub struct Origin {
    /// ISO 3166-1 alpha-3, or stateless.
    pub nationality: &'static str,
    /// Their names.
    pub names: &'static NameSet,
    /// BCP 47, the best first.
    pub languages: &'static [&'static str],
    /// Which residence statuses are met.
    pub protection: Protection,
}

const fn origin(
    nationality: &'static str,
    names: &'static NameSet,
    languages: &'static [&'static str],
    protection: Protection,
) -> Origin {
    Origin { nationality, names, languages, protection }
}

use Protection::{Applying, Evacuated, Humanitarian};

/// With their weights.
pub const ORIGINS: &[(usize, Origin)] = &[
    (13, origin("MMR", &BURMESE, &["my", "en"], Humanitarian)),
    (10, origin("AFG", &DARI, &["fa", "ps"], Evacuated)),
    (8, origin("UKR", &UKRAINIAN, &["uk", "ru"], Evacuated)),
    (8, origin("COD", &CONGOLESE, &["fr", "ln"], Applying)),
    (7, origin("CMR", &CAMEROONIAN, &["fr", "en"], Applying)),
    (6, origin("SYR", &ARABIC, &["ar"], Humanitarian)),
    (5, origin("TUR", &KURDISH, &["ku", "tr"], Applying)),
    (5, origin("UGA", &UGANDAN, &["en", "sw"], Applying)),
    (5, origin("LKA", &TAMIL, &["ta", "si"], Applying)),
    (2, origin("LKA", &SINHALA, &["si", "en"], Applying)),
    (4, origin("ETH", &ETHIOPIC, &["am", "om"], Applying)),
    (3, origin("ERI", &ETHIOPIC, &["ti", "am"], Humanitarian)),
    (5, origin("IRN", &PERSIAN, &["fa", "tr"], Applying)),
    (4, origin("PAK", &URDU, &["ur", "en"], Applying)),
    (4, origin("BGD", &BENGALI, &["bn", "en"], Applying)),
    (4, origin("NGA", &NIGERIAN, &["en", "ha"], Applying)),
    (2, origin("GIN", &GUINEAN, &["fr"], Applying)),
    (2, origin("NPL", &NEPALI, &["ne", "en"], Applying)),
    (2, origin("CHN", &UYGHUR, &["ug", "zh"], Applying)),
    (1, origin("CHN", &HAN, &["zh"], Applying)),
    (2, origin("VEN", &SPANISH, &["es"], Applying)),
    (1, origin("COL", &SPANISH, &["es"], Applying)),
    (2, origin("SDN", &ARABIC, &["ar", "en"], Humanitarian)),
    (1, origin("YEM", &ARABIC, &["ar"], Humanitarian)),
    (1, origin("IRQ", &ARABIC, &["ar", "ku"], Applying)),
    (1, origin("PSE", &ARABIC, &["ar", "en"], Humanitarian)),
    (1, origin("KEN", &KENYAN, &["sw", "en"], Applying)),
    (2, origin("XXA", &BURMESE, &["my", "bn"], Humanitarian)),
];
