//! Finding people by name, whatever the script or the spelling.
//!
//! A name is taken apart ([`Heard`]), each part is read into sounds by the rules of its script, and sounds are
//! compared with what they leave open in mind ([`sound`]). A store keeps the sounds of every name
//! ([`Heard::keys`]) with their skeletons, so that a query looks at few names: those that share a skeleton. Then
//! [`answer`] says how well a name answers, and why. docs/finding.md tells the whole and how well it does.

mod abjad;
mod alphabets;
mod burmese;
mod compare;
mod ethiopic;
mod han;
mod hangul;
mod indic;
mod indochina;
mod kana;
mod latin;
mod parts;
mod script;
mod search;
pub mod sound;
mod tibetan;

pub use compare::{Answer, LEAST, Why, answer};
pub use parts::{Heard, Part};
pub use script::Script;
pub use search::{Hit, Index, Known, namesakes, search};

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, name: &str) -> f32 {
        answer(&Heard::new(query), &Heard::new(name), false).map_or(0.0, |answer| answer.score)
    }

    #[test]
    fn names_are_found_in_other_scripts() {
        for (query, name) in [
            ("モハメド", "Mohammed"),
            ("モハメド", "محمد"),
            ("モハメド", "Muhammad"),
            ("アウン", "Aung"),
            ("アウン", "အောင်"),
            ("Олександр", "Oleksandr"),
            ("李", "Li"),
            ("李", "リ"),
            ("ｱｳﾝ", "あうん"),
            ("Zhou Xiaoyu", "周晓雨"),
            ("Kim Minjun", "김민준"),
            ("Abebe", "አበበ"),
            ("Tenzin", "བསྟན་འཛིན་"),
        ] {
            let (query, name) = (query, name);
            assert!(
                score(query, name) > 0.85,
                "{query} {name}: {} {:?} {:?}",
                score(query, name),
                Heard::new(query),
                Heard::new(name)
            );
        }
    }

    #[test]
    fn other_names_are_not_found() {
        for (query, name) in [
            ("李", "王"),
            ("Li", "Lu"),
            ("Ali", "Alina"),
            ("Hassan", "Hussein"),
            ("李", "里"),
            ("An", "Ana Maria Oliveira"),
        ] {
            assert!(score(query, name) < 0.8, "{query} {name}: {}", score(query, name));
        }
    }
}
