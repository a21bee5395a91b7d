//! Figures that the office defines: from its definition to an [`Indicator`].

use std::collections::BTreeMap;

use aggregates::{Basis, Unit};
use casework::programme::{Bilingual, Measured, OwnIndicator, Quantity, Shape};

use crate::indicator::{Count, Facts, Indicator, Measure, Words};

/// Makes an indicator of an own figure. `courses_of` names the courses of a programme of the articles.
pub fn own(own: &OwnIndicator, courses_of: impl Fn(&str) -> Vec<String>) -> Indicator {
    let count = &own.count;
    let details = match &count.of_programme {
        Some(programme) => Some(courses_of(programme)),
        None => (!count.details.is_empty()).then(|| count.details.clone()),
    };
    let bounded = count.least.is_some() || count.most.is_some();
    let facts = Facts {
        kind: count.kind,
        details: details.map(|details| details.into_iter().map(Into::into).collect()),
        quantity: bounded.then(|| count.least.unwrap_or(0)..=count.most.unwrap_or(u32::MAX)),
        measure: measure(count.measure),
        provided: &[],
    };
    Indicator {
        id: own.id.clone().into(),
        version: own.version,
        programme: own.programme.clone().into(),
        label: label(&own.name),
        rule: label(&own.rule),
        unit: unit(Shape::of(count.kind), count.measure),
        basis: if count.up_to { Basis::Stock } else { Basis::Flow },
        count: Count::Facts(facts),
    }
}

/// Of own figures in all their versions, those by which a year is counted: the newest version of each that holds in it.
pub fn in_year(all: &[OwnIndicator], year: i32) -> Vec<&OwnIndicator> {
    let mut newest: BTreeMap<&str, &OwnIndicator> = BTreeMap::new();
    for own in all.iter().filter(|own| own.from_year.is_none_or(|from| from <= year)) {
        let known = newest.entry(&own.id).or_insert(own);
        if known.version < own.version {
            *known = own;
        }
    }
    newest.into_values().collect()
}

fn label(words: &Bilingual) -> Words {
    Words { ja: words.ja.clone().into(), en: words.en.clone().into() }
}

const fn measure(measured: Measured) -> Measure {
    match measured {
        Measured::Records => Measure::Each,
        Measured::Persons => Measure::Persons,
        Measured::Companies => Measure::Companies,
        Measured::Placements => Measure::Placements,
        Measured::Sum => Measure::Quantities,
    }
}

/// What one of it is. Records of what people did count people; so do heads.
const fn unit(shape: Shape, measured: Measured) -> Unit {
    match (measured, shape.quantity) {
        (Measured::Persons, _) => Unit::Persons,
        (Measured::Companies, _) => Unit::Companies,
        (Measured::Placements, _) => Unit::Placements,
        (Measured::Sum, Some(Quantity::Yen)) => Unit::Yen,
        (Measured::Sum, _) => Unit::Participations,
        (Measured::Records, _) if shape.placement => Unit::Placements,
        (Measured::Records, _) if shape.person => Unit::Participations,
        (Measured::Records, _) => Unit::Events,
    }
}

#[cfg(test)]
mod tests {
    use casework::{fact::FactKind, programme::Definition};

    use super::*;

    fn version(id: &str, version: u32, from_year: Option<i32>) -> OwnIndicator {
        let (kind, measure) = (FactKind::Attended, Measured::Persons);
        let count = Definition {
            kind,
            measure,
            details: Vec::new(),
            of_programme: None,
            least: None,
            most: None,
            up_to: false,
        };
        let (name, rule) = (Bilingual::new("名", "Name"), Bilingual::new("式", "Rule"));
        OwnIndicator {
            id: id.to_owned(),
            version,
            programme: String::from("learning"),
            name,
            rule,
            from_year,
            count,
            removed: false,
        }
    }

    #[test]
    fn a_year_is_counted_by_the_newest_version_that_holds_in_it() {
        let all = [version("own_a", 1, None), version("own_a", 2, Some(2023)), version("own_b", 1, Some(2024))];
        let of = |year| in_year(&all, year).iter().map(|own| (own.id.as_str(), own.version)).collect::<Vec<_>>();

        assert_eq!(of(2022), [("own_a", 1)]);
        assert_eq!(of(2023), [("own_a", 2)]);
        assert_eq!(of(2024), [("own_a", 2), ("own_b", 1)]);
    }

    #[test]
    fn a_programme_without_courses_has_nothing_to_count() {
        let mut definition = version("own_a", 1, None);
        definition.count.of_programme = Some(String::from("shelter"));

        let Count::Facts(facts) = own(&definition, |_| Vec::new()).count else { panic!("facts") };

        assert_eq!(facts.details, Some(Vec::new()), "and not everything");
    }

    #[test]
    fn every_version_keeps_what_no_record_tells_under_its_own_name() {
        let of = |number| own(&version("own_a", number, None), |_| Vec::new()).key();

        assert_eq!((of(1), of(2)), (String::from("own_a@1"), String::from("own_a@2")));
        assert_eq!(crate::indicator("hires").map(Indicator::key).as_deref(), Some("hires"));
    }
}
