//! Countries by region: UN M49, "Standard country or area codes for statistical use", sub-regions, with its intermediate
//! regions of Africa kept apart.

/// A group of countries: its code, its words, the region above it, and its countries (ISO 3166-1 alpha-3).
pub(super) struct SubRegion {
    pub code: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub region: &'static str,
    countries: &'static str,
}

/// The regions above them: code, Japanese, English.
pub(super) const REGIONS: [(&str, &str, &str); 5] = [
    ("africa", "アフリカ", "Africa"),
    ("americas", "アメリカ", "Americas"),
    ("asia", "アジア", "Asia"),
    ("europe", "ヨーロッパ", "Europe"),
    ("oceania", "オセアニア", "Oceania"),
];

const fn sub(
    code: &'static str,
    words: (&'static str, &'static str),
    region: &'static str,
    countries: &'static str,
) -> SubRegion {
    SubRegion { code, ja: words.0, en: words.1, region, countries }
}

pub(super) const SUB_REGIONS: [SubRegion; 17] = [
    sub("northern_africa", ("北アフリカ", "Northern Africa"), "africa", "DZA EGY ESH LBY MAR SDN TUN"),
    sub(
        "eastern_africa",
        ("東アフリカ", "Eastern Africa"),
        "africa",
        "ATF BDI COM DJI ERI ETH IOT KEN MDG MOZ MUS MWI MYT REU RWA SOM SSD SYC TZA UGA ZMB ZWE",
    ),
    sub("middle_africa", ("中部アフリカ", "Middle Africa"), "africa", "AGO CAF CMR COD COG GAB GNQ STP TCD"),
    sub("southern_africa", ("南部アフリカ", "Southern Africa"), "africa", "BWA LSO NAM SWZ ZAF"),
    sub(
        "western_africa",
        ("西アフリカ", "Western Africa"),
        "africa",
        "BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SHN SLE TGO",
    ),
    sub(
        "latin_america",
        ("中南米・カリブ", "Latin America and the Caribbean"),
        "americas",
        "ABW AIA ARG ATG BES BHS BLM BLZ BOL BRA BRB BVT CHL COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GTM GUF GUY \
         HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SGS SLV SUR SXM TCA TTO URY VCT VEN VGB VIR",
    ),
    sub("northern_america", ("北アメリカ", "Northern America"), "americas", "BMU CAN GRL SPM USA"),
    sub("central_asia", ("中央アジア", "Central Asia"), "asia", "KAZ KGZ TJK TKM UZB"),
    sub("eastern_asia", ("東アジア", "Eastern Asia"), "asia", "CHN HKG JPN KOR MAC MNG PRK TWN"),
    sub(
        "south_eastern_asia",
        ("東南アジア", "South-eastern Asia"),
        "asia",
        "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM",
    ),
    sub("southern_asia", ("南アジア", "Southern Asia"), "asia", "AFG BGD BTN IND IRN LKA MDV NPL PAK"),
    sub(
        "western_asia",
        ("西アジア", "Western Asia"),
        "asia",
        "ARE ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM",
    ),
    sub("eastern_europe", ("東ヨーロッパ", "Eastern Europe"), "europe", "BGR BLR CZE HUN MDA POL ROU RUS SVK UKR"),
    sub(
        "northern_europe",
        ("北ヨーロッパ", "Northern Europe"),
        "europe",
        "ALA DNK EST FIN FRO GBR GGY IMN IRL ISL JEY LTU LVA NOR SJM SWE",
    ),
    sub(
        "southern_europe",
        ("南ヨーロッパ", "Southern Europe"),
        "europe",
        "ALB AND BIH ESP GIB GRC HRV ITA MKD MLT MNE PRT SMR SRB SVN VAT XKX",
    ),
    sub("western_europe", ("西ヨーロッパ", "Western Europe"), "europe", "AUT BEL CHE DEU FRA LIE LUX MCO NLD"),
    sub(
        "oceania_all",
        ("オセアニア", "Oceania"),
        "oceania",
        "ASM AUS CCK COK CXR FJI FSM GUM HMD KIR MHL MNP NCL NFK NIU NRU NZL PCN PLW PNG PYF SLB TKL TON TUV UMI VUT \
         WLF WSM",
    ),
];

/// The group of a country. None for who has no country, or where nobody said.
pub(super) fn sub_region(country: &str) -> Option<&'static SubRegion> {
    SUB_REGIONS.iter().find(|group| group.countries.split_ascii_whitespace().any(|known| known == country))
}

/// The region above a group.
pub(super) fn above(code: &str) -> Option<&'static str> {
    SUB_REGIONS.iter().find(|group| group.code == code).map(|group| group.region)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use casework::codes::CodeList;

    use super::*;

    #[test]
    fn every_country_lies_in_one_region() {
        let mut seen = BTreeSet::new();
        for group in &SUB_REGIONS {
            assert!(REGIONS.iter().any(|(code, _, _)| *code == group.region), "{}", group.code);
            for country in group.countries.split_ascii_whitespace() {
                assert!(seen.insert(country), "{country} stands twice");
            }
        }
        let homeless = ["XXA", "XXX", "ATA"];
        for country in CodeList::Country.standard().iter().map(|country| country.code) {
            assert_eq!(sub_region(country).is_some(), !homeless.contains(&country), "{country}");
        }
    }
}
