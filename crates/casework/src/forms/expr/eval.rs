//! What an expression comes to.

use regex::{Regex, RegexBuilder};

use super::{
    Expr, Function, Operator, Reference, Value,
    moment::{Moment, day_at, days_of, format, part_of_day, whole},
    value::plain_number,
};

/// What an expression can ask about.
pub trait Scope {
    /// When.
    fn moment(&self) -> &Moment;
    /// The answer at hand.
    fn here(&self) -> Value;
    /// The answer of a node as seen from here; of a repeat, one text for each.
    fn node(&self, node: usize) -> Value;
    /// The answer of a node in one of each repeat that is named, from 1.
    fn node_in(&self, node: usize, at: &[(usize, u32)]) -> Value;
    /// Which one of a repeat this is, from 1; 0 outside of it.
    fn position(&self, repeat: usize) -> u32;
    /// A column of the choice at hand.
    fn column(&self, name: &str) -> String;
    /// The words of a choice of a question.
    fn choice_name(&self, node: usize, choice: &str) -> String;
    /// A pattern that stands in the form.
    fn pattern(&self, text: &str) -> Option<Regex>;
}

/// Reads a pattern that must fit a whole text.
pub fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{text})$")).size_limit(1 << 20).build().ok()
}

/// Evaluates an expression.
pub fn evaluate(expr: &Expr, scope: &impl Scope) -> Value {
    match expr {
        Expr::Number(number) => Value::Number(*number),
        Expr::Text(text) => Value::Text(text.clone()),
        Expr::Here => scope.here(),
        Expr::Refer(Reference::Node(node)) => scope.node(*node),
        Expr::Refer(Reference::Column(name)) => Value::Text(scope.column(name)),
        Expr::Refer(Reference::Named(_) | Reference::Path(_)) => Value::Text(String::new()),
        Expr::Negate(inner) => Value::Number(-evaluate(inner, scope).number(scope.moment())),
        Expr::Binary(operator, left, right) => binary(*operator, left, right, scope),
        Expr::Call(function, arguments) => Call { arguments, scope }.call(*function),
    }
}

fn binary(operator: Operator, left: &Expr, right: &Expr, scope: &impl Scope) -> Value {
    let left = evaluate(left, scope);
    match operator {
        Operator::Or if left.truth() => return Value::Truth(true),
        Operator::And if !left.truth() => return Value::Truth(false),
        _ => (),
    }
    let right = evaluate(right, scope);
    let numbers = || (left.number(scope.moment()), right.number(scope.moment()));
    match operator {
        Operator::Or | Operator::And => Value::Truth(right.truth()),
        Operator::Equal
        | Operator::Unequal
        | Operator::Less
        | Operator::AtMost
        | Operator::Greater
        | Operator::AtLeast => Value::Truth(compare(operator, &left, &right, scope.moment())),
        Operator::Add => Value::Number(numbers().0 + numbers().1),
        Operator::Subtract => Value::Number(numbers().0 - numbers().1),
        Operator::Multiply => Value::Number(numbers().0 * numbers().1),
        Operator::Divide => Value::Number(numbers().0 / numbers().1),
        Operator::Remainder => Value::Number(numbers().0 % numbers().1),
    }
}

/// Compares; several compare when any of them does (XPath 1.0, section 3.4).
fn compare(operator: Operator, left: &Value, right: &Value, moment: &Moment) -> bool {
    if let Value::Several(texts) = left
        && !matches!(right, Value::Truth(_))
    {
        return texts.iter().any(|text| compare(operator, &Value::Text(text.clone()), right, moment));
    }
    if let Value::Several(texts) = right
        && !matches!(left, Value::Truth(_))
    {
        return texts.iter().any(|text| compare(operator, left, &Value::Text(text.clone()), moment));
    }
    let numbers = || (left.number(moment), right.number(moment));
    let equal = || match (left, right) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => left.truth() == right.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => numbers().0 == numbers().1,
        _ => left.text() == right.text(),
    };
    match operator {
        Operator::Equal => equal(),
        Operator::Unequal => !equal(),
        Operator::Less => numbers().0 < numbers().1,
        Operator::AtMost => numbers().0 <= numbers().1,
        Operator::Greater => numbers().0 > numbers().1,
        _ => numbers().0 >= numbers().1,
    }
}

struct Call<'a, S: Scope> {
    arguments: &'a [Expr],
    scope: &'a S,
}

impl<S: Scope> Call<'_, S> {
    /// An argument; the answer at hand where it is left out.
    fn value(&self, place: usize) -> Value {
        self.arguments.get(place).map_or_else(|| self.scope.here(), |argument| evaluate(argument, self.scope))
    }

    fn text(&self, place: usize) -> String {
        self.value(place).text()
    }

    fn number(&self, place: usize) -> f64 {
        self.value(place).number(self.scope.moment())
    }

    fn truth(&self, place: usize) -> bool {
        self.value(place).truth()
    }

    /// All arguments from a place on, each of several by itself.
    fn texts(&self, from: usize) -> Vec<String> {
        (from..self.arguments.len()).flat_map(|place| self.value(place).texts()).collect()
    }

    fn numbers(&self) -> Vec<f64> {
        let moment = self.scope.moment();
        self.texts(0).into_iter().map(|text| Value::Text(text).number(moment)).collect()
    }

    fn node(&self, place: usize) -> Option<usize> {
        match self.arguments.get(place) {
            Some(Expr::Refer(Reference::Node(node))) => Some(*node),
            _ => None,
        }
    }

    fn call(&self, function: Function) -> Value {
        use Function as F;
        match function {
            F::If => self.value(if self.truth(0) { 1 } else { 2 }),
            F::Coalesce => Value::Text(self.texts(0).into_iter().find(|text| !text.is_empty()).unwrap_or_default()),
            F::Once => match self.scope.here().text() {
                kept if kept.is_empty() => self.value(0),
                kept => Value::Text(kept),
            },
            F::Selected | F::SelectedAt | F::CountSelected | F::ChoiceName => self.choices(function),
            F::Position => Value::Number(self.node(0).map_or(0.0, |node| f64::from(self.scope.position(node)))),
            F::IndexedRepeat => self.indexed_repeat(),
            F::Concat
            | F::Join
            | F::Substr
            | F::Substring
            | F::SubstringBefore
            | F::SubstringAfter
            | F::Translate
            | F::NormalizeSpace
            | F::Text => Value::Text(self.on_text(function)),
            F::Contains
            | F::StartsWith
            | F::EndsWith
            | F::Regex
            | F::Not
            | F::True
            | F::False
            | F::Boolean
            | F::BooleanFromString
            | F::Checklist => Value::Truth(self.condition(function)),
            F::Today | F::Now | F::Date | F::DateTime | F::FormatDate => Value::Text(self.on_day(function)),
            F::DecimalDateTime => {
                Value::Number(days_of(&self.text(0), self.scope.moment()).unwrap_or_else(|| self.number(0)))
            }
            F::DecimalTime => Value::Number(part_of_day(&self.text(0)).unwrap_or(f64::NAN)),
            _ => Value::Number(self.on_number(function)),
        }
    }

    fn choices(&self, function: Function) -> Value {
        let chosen = self.text(0);
        let mut names = chosen.split_whitespace();
        match function {
            Function::Selected => {
                let wanted = self.text(1);
                // Nothing is chosen where nothing was: so all programs of ODK have it.
                let nothing = wanted.trim().is_empty() && chosen.trim().is_empty();
                Value::Truth(nothing || names.any(|name| name == wanted.trim()))
            }
            Function::SelectedAt => {
                let place = whole(self.number(1)).and_then(|place| usize::try_from(place).ok());
                Value::Text(place.and_then(|place| names.nth(place)).unwrap_or_default().to_owned())
            }
            Function::CountSelected => Value::Number(counted(names.count())),
            _ => {
                let node = self.node(1);
                let words = |name: &str| node.map_or_else(String::new, |node| self.scope.choice_name(node, name));
                Value::Text(names.map(words).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn indexed_repeat(&self) -> Value {
        let pairs = (1..self.arguments.len()).step_by(2).filter_map(|place| {
            let number = whole(self.number(place.saturating_add(1))).and_then(|number| u32::try_from(number).ok());
            Some((self.node(place)?, number.unwrap_or(0)))
        });
        let pairs: Vec<_> = pairs.collect();
        self.node(0).map_or_else(|| Value::Text(String::new()), |node| self.scope.node_in(node, &pairs))
    }

    fn on_text(&self, function: Function) -> String {
        match function {
            Function::Concat => self.texts(0).concat(),
            Function::Join => self.texts(1).join(&self.text(0)),
            Function::Substr => self.substr(),
            Function::Substring => self.substring(),
            Function::SubstringBefore => {
                let (text, mark) = (self.text(0), self.text(1));
                text.split_once(&mark).map_or_else(String::new, |(before, _)| before.to_owned())
            }
            Function::SubstringAfter => {
                let (text, mark) = (self.text(0), self.text(1));
                text.split_once(&mark).map_or_else(String::new, |(_, after)| after.to_owned())
            }
            Function::Translate => translate(&self.text(0), &self.text(1), &self.text(2)),
            Function::NormalizeSpace => self.text(0).split_whitespace().collect::<Vec<_>>().join(" "),
            _ => self.text(0),
        }
    }

    /// `substr(text, from, before)`: from 0; a negative place counts from the end.
    fn substr(&self) -> String {
        let letters: Vec<char> = self.text(0).chars().collect();
        let place = |number: f64| {
            let number = whole(number).unwrap_or(0);
            let from_end = letters.len().saturating_sub(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX));
            usize::try_from(number).unwrap_or(from_end).min(letters.len())
        };
        let from = place(self.number(1));
        let before = if self.arguments.len() > 2 { place(self.number(2)) } else { letters.len() };
        letters.get(from..before).unwrap_or_default().iter().collect()
    }

    /// `substring(text, from, count)`: from 1, rounded (XPath 1.0, section 4.2).
    fn substring(&self) -> String {
        let from = round(self.number(1));
        let end = if self.arguments.len() > 2 { from + round(self.number(2)) } else { f64::INFINITY };
        let text = self.text(0);
        let places = (1_u32..).map(f64::from);
        places.zip(text.chars()).filter(|(place, _)| *place >= from && *place < end).map(|(_, letter)| letter).collect()
    }

    fn condition(&self, function: Function) -> bool {
        match function {
            Function::Contains => self.text(0).contains(&self.text(1)),
            Function::StartsWith => self.text(0).starts_with(&self.text(1)),
            Function::EndsWith => self.text(0).ends_with(&self.text(1)),
            Function::Regex => {
                let wanted = self.text(1);
                let ready = self.scope.pattern(&wanted).or_else(|| pattern(&wanted));
                ready.is_some_and(|ready| ready.is_match(&self.text(0)))
            }
            Function::Not => !self.truth(0),
            Function::True => true,
            Function::Boolean => self.truth(0),
            Function::BooleanFromString => matches!(self.text(0).trim().to_lowercase().as_str(), "1" | "true"),
            Function::Checklist => {
                let holding = counted((2..self.arguments.len()).filter(|place| self.truth(*place)).count());
                let (least, most) = (self.number(0), self.number(1));
                (least < 0.0 || holding >= least) && (most < 0.0 || holding <= most)
            }
            _ => false,
        }
    }

    fn on_day(&self, function: Function) -> String {
        let moment = self.scope.moment();
        match function {
            Function::Today => moment.today(),
            Function::Now => moment.now(),
            Function::FormatDate => format(&self.text(0), &self.text(1), moment),
            Function::DateTime => match self.value(0) {
                Value::Number(days) => format(&days.to_string(), "%Y-%m-%dT%H:%M:%S", moment),
                value => value.text(),
            },
            _ => match self.value(0) {
                Value::Number(days) => day_at(days).map_or_else(String::new, |day| day.to_string()),
                value => {
                    let text = value.text();
                    // A count of days that came as a text, or a day with a time.
                    let days = plain_number(&text).and_then(day_at).map(|day| day.to_string());
                    days.unwrap_or_else(|| text.split('T').next().unwrap_or_default().to_owned())
                }
            },
        }
    }

    fn on_number(&self, function: Function) -> f64 {
        match function {
            Function::Int => self.number(0).trunc(),
            Function::Round => {
                let digits = if self.arguments.len() > 1 { self.number(1) } else { 0.0 };
                let unit = 10_f64.powf(digits);
                // Halves away from zero: here the programs of ODK leave XPath.
                (self.number(0) * unit).round() / unit
            }
            Function::Floor => self.number(0).floor(),
            Function::Ceiling => self.number(0).ceil(),
            Function::Abs => self.number(0).abs(),
            Function::Pow => self.number(0).powf(self.number(1)),
            Function::Sqrt => self.number(0).sqrt(),
            Function::Exp => self.number(0).exp(),
            Function::Exp10 => 10_f64.powf(self.number(0)),
            Function::Log => self.number(0).ln(),
            Function::Log10 => self.number(0).log10(),
            Function::Sin => self.number(0).sin(),
            Function::Cos => self.number(0).cos(),
            Function::Tan => self.number(0).tan(),
            Function::Asin => self.number(0).asin(),
            Function::Acos => self.number(0).acos(),
            Function::Atan => self.number(0).atan(),
            Function::Atan2 => self.number(0).atan2(self.number(1)),
            Function::Pi => std::f64::consts::PI,
            Function::Sum => self.numbers().into_iter().sum(),
            Function::Count => counted(self.texts(0).len()),
            Function::CountNonEmpty => counted(self.texts(0).iter().filter(|text| !text.is_empty()).count()),
            Function::Min => {
                self.numbers().into_iter().reduce(|least, one| pick(least, one, one < least)).unwrap_or(f64::NAN)
            }
            Function::Max => {
                self.numbers().into_iter().reduce(|most, one| pick(most, one, one > most)).unwrap_or(f64::NAN)
            }
            Function::StringLength => counted(self.text(0).chars().count()),
            _ => self.number(0),
        }
    }
}

/// What is no number stays none: the least of something unknown is unknown.
const fn pick(kept: f64, one: f64, better: bool) -> f64 {
    if better || one.is_nan() { one } else { kept }
}

fn counted(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// To the nearest whole number, halves upwards (XPath 1.0, section 4.4).
fn round(number: f64) -> f64 {
    (number + 0.5).floor()
}

fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let turn = |letter: char| match from.chars().position(|one| one == letter) {
        Some(place) => to.get(place).copied(),
        None => Some(letter),
    };
    text.chars().filter_map(turn).collect()
}
