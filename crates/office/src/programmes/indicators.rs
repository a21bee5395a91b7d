//! The figures that the office defines itself, and which figures a programme shows.

use casework::{
    codes::{CodeList, UnknownCode, Words, code_for},
    fact::FactKind,
    placement::retention::CHECKS,
    programme::{Bilingual, Definition, DetailIs, HEAD_CATEGORIES, OwnIndicator, Shape},
    text::paragraphs,
};
use guarded::Guarded;
use tally::Indicator;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    indicators::figures_in,
    roles::Act,
};

/// The longest sentence about how something is counted, in characters.
const RULE_MAX: usize = 400;
/// What the code of every own figure begins with: it is none of the program's.
const OWN: &str = "own_";
/// How much of its English name goes into the code of a figure.
const CODE_OF_NAME: usize = 28;

/// A figure as the office enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredIndicator {
    /// Code of the programme it belongs to.
    pub programme: String,
    /// What it is called.
    pub name: Bilingual,
    /// How it is counted, in a sentence.
    pub rule: Bilingual,
    /// The first fiscal year that is counted in this way; every year when there is none.
    pub from_year: Option<i32>,
    /// How it is counted.
    pub count: Definition,
}

/// A detail by which facts of a kind can be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailChoice {
    /// Its code.
    pub code: String,
    /// Its words.
    pub words: Bilingual,
}

impl Desk<'_> {
    /// Returns the own figures that are in use, in all their versions, the older first.
    ///
    /// # Errors
    /// What the store says.
    pub fn own_indicators(&self) -> Result<Vec<OwnIndicator>, OfficeError> {
        self.may(Act::OwnAccount)?;
        let mut own = self.records.own_indicators()?;
        own.retain(|own| !own.removed);
        Ok(own)
    }

    /// Returns the codes of the programmes for which the office chose what they show.
    ///
    /// # Errors
    /// What the store says.
    pub fn programmes_that_choose(&self) -> Result<Vec<String>, OfficeError> {
        self.may(Act::OwnAccount)?;
        Ok(self.records.chosen_figures()?.into_keys().collect())
    }

    /// Returns every figure there is with the programme at which it stands, if it stands at one, in order.
    ///
    /// # Errors
    /// What the store says.
    pub fn figures_to_choose(&self) -> Result<Vec<(Indicator, Option<String>)>, OfficeError> {
        self.may(Act::OwnAccount)?;
        let chosen = self.records.chosen_figures()?;
        let all = self.records.own_indicators()?;
        let newest = all.iter().filter(|own| !own.removed);
        let newest: Vec<_> =
            tally::in_year(&newest.cloned().collect::<Vec<_>>(), i32::MAX).into_iter().cloned().collect();
        let at = |indicator: &Indicator| {
            let by_choice = chosen.iter().find_map(|(programme, figures)| {
                figures.iter().position(|id| indicator.id == id.as_str()).map(|at| (programme.clone(), at))
            });
            by_choice.or_else(|| {
                let own = indicator.programme.to_string();
                (!chosen.contains_key(&own)).then_some((own, usize::MAX))
            })
        };
        let own = newest.iter().map(|own| tally::own(own, |_| Vec::new()));
        let mut figures: Vec<_> =
            tally::INDICATORS.iter().cloned().chain(own).map(|indicator| (at(&indicator), indicator)).collect();
        figures.sort_by_key(|(at, _)| at.as_ref().map_or(usize::MAX, |(_, position)| *position));
        Ok(figures.into_iter().map(|(at, indicator)| (indicator, at.map(|(programme, _)| programme))).collect())
    }

    /// Returns the details by which facts of a kind can be told apart.
    ///
    /// # Errors
    /// What the store says.
    pub fn details_of(&self, kind: FactKind) -> Result<Vec<DetailChoice>, OfficeError> {
        self.may(Act::OwnAccount)?;
        Ok(match Shape::of(kind).detail {
            DetailIs::Nothing => Vec::new(),
            DetailIs::Course => self.course_choices()?,
            DetailIs::CourseHeads => {
                let heads = HEAD_CATEGORIES.iter().map(|code| choice(code, code, code)).collect();
                joined(&self.course_choices()?, &self.words_for(heads)?)
            }
            DetailIs::ActivityHeads => joined(&activities(), &self.choices_of(CodeList::HeadCategory)?),
            DetailIs::Retention => retention(),
            DetailIs::Code(list) => self.choices_of(list)?,
        })
    }

    fn course_choices(&self) -> Result<Vec<DetailChoice>, OfficeError> {
        let courses = self.records.courses()?.into_iter();
        Ok(courses.map(|course| DetailChoice { code: course.code, words: course.name }).collect())
    }

    fn choices_of(&self, list: CodeList) -> Result<Vec<DetailChoice>, OfficeError> {
        let codes = self.code_list(list)?.into_iter();
        Ok(codes.map(|code| choice(&code.code, &code.words.ja, &code.words.en)).collect())
    }

    /// Gives categories of heads the words that the office has for them.
    fn words_for(&self, heads: Vec<DetailChoice>) -> Result<Vec<DetailChoice>, OfficeError> {
        let known = self.choices_of(CodeList::HeadCategory)?;
        Ok(heads
            .into_iter()
            .map(|head| known.iter().find(|known| known.code == head.code).cloned().unwrap_or(head))
            .collect())
    }

    /// Whether there is a figure with this id, in any year.
    pub(super) fn figure_is_known(&self, id: &str) -> Result<bool, OfficeError> {
        let own = || Ok(self.records.own_indicators()?.iter().any(|own| own.id == id && !own.removed));
        if tally::indicator(id).is_some() { Ok(true) } else { own() }
    }

    fn kept_indicator(&self, entered: &EnteredIndicator) -> Result<EnteredIndicator, OfficeError> {
        entered.count.check()?;
        if entered.from_year.is_some_and(|year| aggregates::FiscalYear::new(year).is_err()) {
            return Err(OfficeError::field("from_year", FieldError::OutOfRange));
        }
        let programmes = self.records.programmes()?;
        for (field, code) in
            [("programme", Some(&entered.programme)), ("of_programme", entered.count.of_programme.as_ref())]
        {
            if code.is_some_and(|code| programmes.iter().all(|known| known.code != *code)) {
                return Err(OfficeError::field(field, UnknownCode));
            }
        }
        let known = self.details_of(entered.count.kind)?;
        let mut details = entered.count.details.clone();
        details.sort_unstable();
        details.dedup();
        if details.iter().any(|detail| known.iter().all(|known| known.code != *detail)) {
            return Err(OfficeError::field("details", UnknownCode));
        }
        Ok(EnteredIndicator {
            programme: entered.programme.clone(),
            name: Bilingual {
                ja: check::needed("name_ja", &entered.name.ja)?,
                en: check::needed("name_en", &entered.name.en)?,
            },
            rule: Bilingual { ja: rule("rule_ja", &entered.rule.ja)?, en: rule("rule_en", &entered.rule.en)? },
            from_year: entered.from_year,
            count: Definition { details, ..entered.count.clone() },
        })
    }

    /// Whether the words of any year, or a programme, name a figure.
    fn figure_is_named(&self, id: &str) -> Result<bool, OfficeError> {
        let programmes = self.records.programmes()?;
        if programmes.iter().any(|programme| programme.beneficiaries_figure.as_deref() == Some(id)) {
            return Ok(true);
        }
        for year in self.records.programme_years()? {
            for programme in &programmes {
                let Some(said) = self.records.programme_year(&programme.code, year)? else { continue };
                let texts = [&said.results, &said.content, &said.dates, &said.place, &said.scope, &said.beneficiaries];
                if texts.into_iter().flat_map(figures_in).any(|named| named == id) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

impl WritingDesk<'_> {
    /// Adds a figure of the office and returns its code, which is made of its English name.
    ///
    /// # Errors
    /// [`OfficeError::Field`].
    pub fn add_indicator(&self, entered: &EnteredIndicator) -> Result<String, OfficeError> {
        self.may(Act::Organisation)?;
        let kept = self.kept_indicator(entered)?;
        let known = self.records.own_indicators()?;
        let short: String = kept.name.en.chars().take(CODE_OF_NAME).collect();
        let words = Words { ja: String::new(), en: format!("{OWN}{short}") };
        let id = code_for(&words, |code| known.iter().any(|own| own.id == code));
        let own = version(&id, 1, kept);
        self.note_indicator("add", None, Some(&own))?;
        self.writer.set_own_indicator(&own)?;
        self.show_at(&own)?;
        Ok(id)
    }

    /// Changes a figure of the office. Words and the programme change where they stand; another way of counting is a new
    /// version, which holds from a later year on: earlier years keep theirs.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`], for `from_year` when another way of counting does not begin
    /// after that of the last version.
    pub fn change_indicator(&self, id: &str, entered: &EnteredIndicator) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let kept = self.kept_indicator(entered)?;
        let known = self.records.own_indicators()?;
        let newest = known.iter().filter(|own| own.id == id && !own.removed).max_by_key(|own| own.version);
        let newest = newest.ok_or(OfficeError::NotFound)?;
        let changed = if kept.count == newest.count {
            let kept = EnteredIndicator { from_year: newest.from_year, ..kept };
            version(id, newest.version, kept)
        } else {
            let later = kept.from_year.is_some_and(|from| newest.from_year.is_none_or(|last| last < from));
            if !later {
                return Err(OfficeError::field("from_year", FieldError::OutOfRange));
            }
            version(id, newest.version.saturating_add(1), kept)
        };
        self.note_indicator("change", Some(newest), Some(&changed))?;
        self.writer.set_own_indicator(&changed)?;
        self.show_at(&changed)
    }

    /// Takes a figure of the office out of use, or back into it.
    ///
    /// # Errors
    /// [`OfficeError::InUse`] when words of a report name it; [`OfficeError::NotFound`].
    pub fn remove_indicator(&self, id: &str, removed: bool) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        if removed && self.figure_is_named(id)? {
            return Err(OfficeError::InUse);
        }
        let known = self.records.own_indicators()?;
        let newest = known.iter().filter(|own| own.id == id).max_by_key(|own| own.version);
        let newest = newest.ok_or(OfficeError::NotFound)?;
        let (before, after) = if removed { (Some(newest), None) } else { (None, Some(newest)) };
        self.note_indicator(if removed { "remove" } else { "restore" }, before, after)?;
        Ok(self.writer.set_indicator_removed(id, removed)?)
    }

    /// Sets which figures a programme shows, in their order; they are taken from other programmes. None forgets the
    /// choice: the programme shows what comes with it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for the programme; [`OfficeError::Field`] for `figures` with one that is unknown or twice.
    pub fn choose_figures(&self, programme: &str, figures: Option<&[String]>) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        if self.records.programmes()?.iter().all(|known| known.code != programme) {
            return Err(OfficeError::NotFound);
        }
        let figures = figures.map(<[String]>::to_vec);
        for (n, figure) in figures.iter().flatten().enumerate() {
            let twice = figures.iter().flatten().take(n).any(|earlier| earlier == figure);
            if twice || !self.figure_is_known(figure)? {
                return Err(OfficeError::field("figures", UnknownCode));
            }
        }
        self.note("set", "programme_figures", None)?;
        Ok(self.writer.choose_figures(programme, figures.as_deref())?)
    }

    /// Puts a figure at the end of its programme where the office chose what that shows.
    fn show_at(&self, own: &OwnIndicator) -> Result<(), OfficeError> {
        let chosen = self.records.chosen_figures()?;
        let Some(figures) = chosen.get(&own.programme).filter(|figures| !figures.contains(&own.id)) else {
            return Ok(());
        };
        let figures: Vec<_> = figures.iter().cloned().chain([own.id.clone()]).collect();
        Ok(self.writer.choose_figures(&own.programme, Some(&figures))?)
    }

    fn note_indicator(
        &self,
        verb: &str,
        before: Option<&OwnIndicator>,
        after: Option<&OwnIndicator>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(as_json), after.map(as_json));
        self.note_change(&Change { verb, subject: "indicator", before, after, ..Change::default() })
    }
}

fn version(id: &str, version: u32, kept: EnteredIndicator) -> OwnIndicator {
    let EnteredIndicator { programme, name, rule, from_year, count } = kept;
    OwnIndicator { id: id.to_owned(), version, programme, name, rule, from_year, count, removed: false }
}

fn rule(field: &str, typed: &str) -> Result<String, OfficeError> {
    let kept = paragraphs(&Guarded::from(typed), RULE_MAX).in_field(field)?;
    // EXPOSE: how a figure is counted, which is no personal data.
    let kept = kept.map(|rule| rule.expose().clone());
    kept.ok_or(casework::text::TextError::Empty).in_field(field)
}

fn choice(code: &str, ja: &str, en: &str) -> DetailChoice {
    DetailChoice { code: code.to_owned(), words: Bilingual::new(ja, en) }
}

/// Each of one with each of the other, a dot between them.
fn joined(one: &[DetailChoice], other: &[DetailChoice]) -> Vec<DetailChoice> {
    let pair = |a: &DetailChoice, b: &DetailChoice| {
        let (ja, en) = (format!("{}:{}", a.words.ja, b.words.ja), format!("{}: {}", a.words.en, b.words.en));
        choice(&format!("{}.{}", a.code, b.code), &ja, &en)
    };
    one.iter().flat_map(|a| other.iter().map(move |b| pair(a, b))).collect()
}

fn activities() -> Vec<DetailChoice> {
    vec![
        choice("talk", "登壇", "Talk"),
        choice("media_coverage", "メディア取材", "Media coverage"),
        choice("event", "イベント", "Event"),
        choice("round_table", "ラウンドテーブル", "Round table"),
        choice("fundraising", "資金調達", "Fundraising"),
    ]
}

fn retention() -> Vec<DetailChoice> {
    let answers =
        [choice("yes", "在籍", "Still there"), choice("no", "退職", "Left"), choice("unknown", "不明", "Unknown")];
    let months =
        CHECKS.map(|months| choice(&months.to_string(), &format!("{months}か月後"), &format!("After {months} months")));
    joined(&months, &answers)
}

fn as_json(own: &OwnIndicator) -> Guarded<String> {
    let OwnIndicator { id, version, programme, name, rule, from_year, count, .. } = own;
    let json = serde_json::json!({
        "indicator": id, "version": version, "programme": programme, "names": [&name.ja, &name.en],
        "rule": [&rule.ja, &rule.en], "from_year": from_year, "kind": count.kind.code(),
        "measure": count.measure.code(), "details": count.details, "of_programme": count.of_programme,
        "least": count.least, "most": count.most, "up_to": count.up_to,
    });
    Guarded::new(json.to_string())
}
