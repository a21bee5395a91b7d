//! A table of a publication as a picture: only what is proven can be drawn, so that no exact count of people leaves in
//! one. The picture is SVG, drawn by rules alone: the same publication gives the same bytes.

use std::fmt::Write as _;

use aggregates::model::TOTAL;

use super::{Publication, PublicationCell, PublicationTable, notes};
use crate::{Language, phrases::Phrases};

const WIDTH: u32 = 960;
const LEFT: u32 = 300;
const LONGEST: u32 = 540;
const ROW: u32 = 30;
const LINE: u32 = 22;
// Latin letters are about half as wide as kana: a line holds so many halves.
const LINE_HALVES: usize = 118;

impl Publication {
    /// Returns a table with one dimension as a picture with its method in words; `coarser` are codes to leave out,
    /// because they count again what finer ones count. None where there is no such table.
    pub fn chart(&self, table: usize, coarser: &[String], language: Language) -> Option<String> {
        let table = self.tables.get(table).filter(|table| table.head.dimensions.len() == 1)?;
        let dimension = table.head.dimensions.first()?;
        let is_drawn = |code: &str| code != TOTAL && !coarser.iter().any(|coarse| coarse == code);
        let rows: Vec<(String, Option<u64>)> = table
            .cells
            .iter()
            .filter_map(|PublicationCell { codes, value }| Some((codes.first()?, *value)))
            .filter(|(code, _)| is_drawn(code))
            .map(|(code, value)| (dimension.word(code, language), value))
            .collect();
        let head = self.heading(table, language);
        let unit = Phrases::of(language).unit(table.head.unit);
        let mut drawing = Drawing::new(&head, &described(&rows, unit, language));
        drawing.words(&head, "20", "600");
        drawing.words(unit, "14", "400");
        let most = rows.iter().filter_map(|(_, value)| *value).max().unwrap_or(0).max(1);
        for (label, value) in &rows {
            drawing.bar(label, *value, most, language);
        }
        drawing.below += LINE / 2;
        for note in self.notes(language) {
            for line in wrapped(&note) {
                drawing.words(&line, "13", "400");
            }
        }
        Some(drawing.finish())
    }

    fn heading(&self, table: &PublicationTable, language: Language) -> String {
        let figure = table.head.words.of(language);
        let by: Vec<&str> = table.head.dimensions.iter().map(|one| one.name.words.of(language)).collect();
        let year = Phrases::of(language).year(self.year());
        match language {
            Language::Japanese => format!("{figure}({}) {year}", by.join("、")),
            Language::English => format!("{figure} by {}, {year}", by.join(", ").to_lowercase()),
        }
    }
}

/// What the picture shows, for who does not see it.
fn described(rows: &[(String, Option<u64>)], unit: &str, language: Language) -> String {
    let hidden = notes::hidden(language);
    let row = |(label, value): &(String, Option<u64>)| {
        value.map_or_else(|| format!("{label}: {hidden}"), |value| format!("{label}: {value}"))
    };
    format!("{unit} – {}", rows.iter().map(row).collect::<Vec<_>>().join("; "))
}

struct Drawing {
    body: String,
    head: String,
    below: u32,
}

impl Drawing {
    fn new(title: &str, description: &str) -> Self {
        let head = format!(
            "<title id=\"title\">{}</title><desc id=\"description\">{}</desc>",
            escaped(title),
            escaped(description)
        );
        Self { body: String::new(), head, below: 14 }
    }

    fn words(&mut self, text: &str, size: &str, weight: &str) {
        self.below += LINE;
        let y = self.below;
        self.push(&format!(
            "<text x=\"20\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\">{}</text>",
            escaped(text)
        ));
    }

    fn bar(&mut self, label: &str, value: Option<u64>, most: u64, language: Language) {
        self.below += ROW;
        let (y, top) = (self.below, self.below - 15);
        let length = length(value.unwrap_or(0), most);
        let number = value.map_or_else(|| notes::hidden(language).to_owned(), |value| value.to_string());
        let beside = LEFT + length + 8;
        let end = LEFT - 12;
        self.push(&format!("<text x=\"{end}\" y=\"{y}\" text-anchor=\"end\">{}</text>", escaped(label)));
        self.push(&format!(
            "<rect x=\"{LEFT}\" y=\"{top}\" width=\"{length}\" height=\"20\" fill=\"#0f5a5a\"/>\
             <text x=\"{beside}\" y=\"{y}\">{number}</text>"
        ));
    }

    fn push(&mut self, part: &str) {
        self.body.push_str(part);
        self.body.push('\n');
    }

    fn finish(self) -> String {
        let height = self.below + LINE;
        let mut svg = String::new();
        // Writing into a text does not fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title description\" fill=\"#1d2524\" \
             font-family=\"'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',sans-serif\" \
             font-size=\"15\">\n{}\n<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.head, self.body
        );
        svg
    }
}

/// In whole pixels; nothing is longer than the longest.
fn length(value: u64, most: u64) -> u32 {
    let scaled = value.saturating_mul(u64::from(LONGEST)).checked_div(most).unwrap_or(0);
    u32::try_from(scaled).map_or(LONGEST, |length| length.min(LONGEST))
}

/// Cuts a sentence into lines: between words where there are any, anywhere in Japanese.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive([' ', '。', '、']) {
        let used: usize = lines.last().map_or(0, |line| halves(line));
        if used > 0 && used + halves(word) > LINE_HALVES {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
    }
    lines
}

fn halves(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use aggregates::{
        Approval, Basis, Catalogue, Code, FiscalYear, Method, RawCell, RawTable, TableRelease, Unit,
        model::{Dimension, Joint, Table},
        round::Seed,
    };
    use chrono::DateTime;

    use super::*;
    use crate::{DimensionHead, Imprint, Named, TableHead, Words};

    const FIGURE: Code = Code::literal("new_contacts");

    fn words(ja: &str, en: &str) -> Words {
        Words { ja: ja.to_owned(), en: en.to_owned() }
    }

    fn named(code: &str, ja: &str, en: &str) -> Named {
        Named { code: code.to_owned(), words: words(ja, en) }
    }

    fn publication(counts: [u64; 3], method: Method) -> Publication {
        let year = FiscalYear::new(2024).expect("a year");
        let mut raw = RawTable::new(year);
        let total = counts.iter().sum();
        raw.push(RawCell { figure: FIGURE, programme: None, unit: Unit::Persons, basis: Basis::Flow, value: total })
            .expect("a cell");
        let at = DateTime::parse_from_rfc3339("2025-06-01T10:00:00+09:00").expect("a time");
        let approval = Approval { approver: Code::literal("hogo"), at, shown: raw.small_counts() };
        let headlines = raw.release_headlines(&approval, &Catalogue::new([FIGURE], [])).expect("a release");
        let codes = ["africa", "asia", "europe"];
        let region = Dimension::flat("origin", codes).expect("codes");
        let table = Table::new("new_contacts", vec![region], codes.map(|code| vec![code]).into_iter().zip(counts));
        let joint = Joint::new(vec![table.expect("a table")]).expect("a problem");
        let proven = TableRelease::protect(&joint, method).expect("a release");
        let head = TableHead {
            figure: FIGURE,
            words: words("新規に出会った参加者", "New contacts <all>"),
            unit: Unit::Persons,
            dimensions: vec![DimensionHead {
                name: named("origin", "出身地域", "Region of origin"),
                codes: vec![
                    named("africa", "アフリカ", "Africa"),
                    named("asia", "アジア", "Asia & Middle East"),
                    named("europe", "ヨーロッパ", "Europe"),
                ],
            }],
        };
        let imprint = Imprint {
            organisation: "みほん".to_owned(),
            number: 1,
            published_at: at,
            laptops: None,
            catalogue_version: 1,
            figures: vec![named("new_contacts", "新規", "New contacts")],
        };
        Publication::new(imprint, headlines, Some((&proven, vec![head])), Vec::new()).expect("a publication")
    }

    /// The numbers beside the bars.
    fn shown(svg: &str) -> Vec<String> {
        let bars = svg.lines().filter(|line| line.starts_with("<rect x="));
        bars.filter_map(|bar| Some(bar.rsplit_once("</text>")?.0.rsplit_once('>')?.1.to_owned())).collect()
    }

    #[test]
    fn a_picture_shows_protected_numbers_only_and_says_how() {
        for seed in 0..20 {
            let svg = publication([61, 3, 1], Method::Rounding(Seed::new(seed)))
                .chart(0, &[], Language::Japanese)
                .expect("a picture");

            let numbers = shown(&svg);
            assert_eq!(numbers.len(), 3);
            for number in numbers {
                assert_eq!(number.parse::<u64>().expect("a number") % 5, 0, "{number} was not rounded");
            }
            assert!(svg.contains("5の倍数に丸めています"), "the method stands in the picture");
            assert!(!svg.contains(">61<") && !svg.contains(": 61"), "no exact count stands in it");
        }
    }

    #[test]
    fn what_is_hidden_is_said_to_be_hidden() {
        let svg = publication([61, 3, 2], Method::Suppression).chart(0, &[], Language::English).expect("a picture");

        assert!(shown(&svg).iter().any(|number| number == "not shown"), "{svg}");
        assert!(!shown(&svg).iter().any(|number| number == "3" || number == "2"));
    }

    #[test]
    fn the_same_publication_gives_the_same_picture() {
        let draw = || {
            publication([61, 38, 4], Method::Rounding(Seed::new(7)))
                .chart(0, &[], Language::English)
                .expect("a picture")
        };

        let svg = draw();
        assert_eq!(svg, draw());
        assert!(svg.contains("New contacts &lt;all&gt; by region of origin, FY2024"));
        assert!(svg.contains("Asia &amp; Middle East"));
        quick_xml::Reader::from_str(&svg);
    }

    #[test]
    fn codes_that_count_again_are_left_out_and_missing_tables_are_no_picture() {
        let publication = publication([61, 38, 4], Method::Rounding(Seed::new(7)));

        let svg = publication.chart(0, &["europe".to_owned()], Language::English).expect("a picture");
        assert_eq!(shown(&svg).len(), 2);
        assert!(publication.chart(1, &[], Language::English).is_none());
    }

    #[test]
    fn long_sentences_are_cut_where_they_may_be() {
        let lines = wrapped(&"many words ".repeat(30));
        assert!(lines.len() > 2 && lines.iter().all(|line| halves(line) <= LINE_HALVES), "{lines:?}");
        assert_eq!(wrapped("短い文。"), ["短い文。"]);
    }
}
