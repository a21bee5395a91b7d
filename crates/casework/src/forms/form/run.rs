//! Asking a form what it says about answers.

use std::collections::{BTreeMap, HashMap};

use guarded::Guarded;
use regex::Regex;

use super::{
    AnswerFault, Asked, Form, Node, NodeKind, Part, Problem, QuestionState, State,
    answers::{fault, id_of, path_of},
};
use crate::forms::{
    expr::{Expr, Moment, Scope, Value, evaluate, plain_number},
    model::{Audience, Choice, Words},
};

/// How often a repeat is asked at most.
pub const REPEATS_MOST: u32 = 200;
/// How many instances a form comes to at most, repeats in repeats counted out.
const INSTANCES_MOST: usize = 20_000;

/// Answers by path.
type Answers = BTreeMap<String, Guarded<String>>;
/// The numbers of the repeats around, the outermost first.
type Key = Vec<u32>;

impl Form {
    /// What the form says about answers.
    pub fn evaluate(&self, answers: &Answers, moment: Moment) -> State {
        let mut run = Run::new(self, answers, moment, false);
        run.work_out();
        run.state()
    }

    /// What the form says to somebody who may see their own questions only: no value of another stands in any words.
    pub fn evaluate_for(&self, audience: Audience, answers: &Answers, moment: Moment) -> State {
        let mut run = Run::new(self, answers, moment, false);
        run.audience = Some(audience);
        run.work_out();
        let mut state = run.state();
        let theirs = |id: &str| self.is_for(id, audience);
        state.questions.retain(|_, question| theirs(&question.id));
        state.order.retain(|path| state.questions.contains_key(path));
        state.repeats.retain(|path, _| theirs(&id_of(path)));
        state.hidden.retain(|path| theirs(&id_of(path)) || theirs(&format!("{}[]", id_of(path))));
        state.headings.retain(|path, _| theirs(&id_of(path)));
        state
    }

    /// What a new interview begins with, outside of repeats.
    pub fn defaults(&self, moment: Moment) -> Answers {
        let none = Answers::new();
        let mut run = Run::new(self, &none, moment, true);
        run.work_out();
        let begins = |place: usize, node: &Node| {
            let asked = node.asked()?;
            let default = asked.default.as_ref().filter(|_| node.repeats.is_empty())?;
            let text = evaluate(default, &run.at(place, &[])).kept();
            (!text.is_empty() && asked.calculation.is_none()).then(|| (node.id.clone(), Guarded::new(text)))
        };
        self.nodes.iter().enumerate().filter_map(|(place, node)| begins(place, node)).collect()
    }
}

/// What is known of one question, or of one group or instance of a repeat.
#[derive(Clone, Default)]
struct Cell {
    relevant: bool,
    text: String,
}

struct Run<'a> {
    form: &'a Form,
    answers: &'a Answers,
    moment: Moment,
    /// Whether what has no answer has its default.
    fresh: bool,
    /// Whose values may stand in words; all when none.
    audience: Option<Audience>,
    cells: Vec<BTreeMap<Key, Cell>>,
    /// For each repeat, how often it is asked, by the numbers around it.
    counts: HashMap<usize, BTreeMap<Key, u32>>,
    instances: usize,
}

impl<'a> Run<'a> {
    fn new(form: &'a Form, answers: &'a Answers, moment: Moment, fresh: bool) -> Self {
        let cells = vec![BTreeMap::new(); form.nodes.len()];
        Self { form, answers, moment, fresh, audience: None, cells, counts: HashMap::new(), instances: 0 }
    }

    fn at<'b>(&'b self, place: usize, key: &'b [u32]) -> Place<'b> {
        Place { run: self, place, key, choice: None }
    }

    fn answer(&self, path: &str) -> String {
        // EXPOSE: worked with inside the evaluator; what comes out is guarded again.
        self.answers.get(path).map_or_else(String::new, |text| text.expose().trim().to_owned())
    }

    fn cell(&self, place: usize, key: &[u32]) -> Option<&Cell> {
        self.cells.get(place)?.get(key)
    }

    /// The numbers under which a node is there: one for each instance of the innermost repeat around it.
    fn keys(&self, node: &Node) -> Vec<Key> {
        match node.repeats.last().and_then(|repeat| self.cells.get(*repeat)) {
            None => vec![Key::new()],
            Some(cells) => cells.keys().cloned().collect(),
        }
    }

    fn work_out(&mut self) {
        let form = self.form;
        for &place in &form.order {
            let Some(node) = form.node(place) else { continue };
            for key in self.keys(node) {
                if node.is_repeat() {
                    self.repeat(place, node, &key);
                } else {
                    self.one(place, node, key);
                }
            }
        }
    }

    fn repeat(&mut self, place: usize, node: &Node, key: &[u32]) {
        let count = match &node.count {
            Some(count) => as_count(evaluate(count, &self.at(place, key)).number(&self.moment)),
            None => as_count(plain_number(&self.answer(&path_of(&node.id, key))).unwrap_or(0.0))
                .max(self.highest(node, key)),
        };
        let room = u32::try_from(INSTANCES_MOST.saturating_sub(self.instances)).unwrap_or(0);
        let count = count.min(REPEATS_MOST).min(room);
        self.counts.entry(place).or_default().insert(key.to_vec(), count);
        for number in 1..=count {
            let mut own = key.to_vec();
            own.push(number);
            self.one(place, node, own);
        }
    }

    /// The highest number under which there is an answer: a count that was lost loses no answer.
    fn highest(&self, node: &Node, key: &[u32]) -> u32 {
        let path = path_of(&node.id, key);
        let begins = path.strip_suffix(']').unwrap_or(&path);
        let numbers = self.answers.range(begins.to_owned()..).map_while(|(path, _)| path.strip_prefix(begins));
        let numbers = numbers.filter_map(|rest| rest.split_once(']')?.0.parse().ok());
        numbers.max().unwrap_or(0)
    }

    fn one(&mut self, place: usize, node: &Node, key: Key) {
        self.instances = self.instances.saturating_add(1);
        let scope = self.at(place, &key);
        let around = node.parent.is_none_or(|parent| self.relevant_around(parent, &key));
        let relevant = around && node.relevant.as_ref().is_none_or(|relevant| evaluate(relevant, &scope).truth());
        let text = node.asked().map_or_else(String::new, |asked| self.text_of(asked, node, &scope, &key));
        if let Some(cells) = self.cells.get_mut(place) {
            cells.insert(key, Cell { relevant, text });
        }
    }

    fn text_of(&self, asked: &Asked, node: &Node, scope: &Place<'_>, key: &[u32]) -> String {
        if let Some(calculation) = &asked.calculation {
            return evaluate(calculation, scope).kept();
        }
        let kept = self.answer(&path_of(&node.id, key));
        match &asked.default {
            Some(default) if self.fresh && kept.is_empty() => evaluate(default, scope).kept(),
            _ => kept,
        }
    }

    fn relevant_around(&self, parent: usize, key: &[u32]) -> bool {
        let Some(node) = self.form.node(parent) else { return true };
        let depth = node.repeats.len().saturating_add(usize::from(node.is_repeat()));
        self.cell(parent, key.get(..depth).unwrap_or(key)).is_none_or(|cell| cell.relevant)
    }

    /// What an expression sees of a node: nothing while it is not relevant.
    fn seen(&self, place: usize, cell: &Cell) -> Value {
        if !cell.relevant {
            return Value::Text(String::new());
        }
        match self.form.kind_of(place).filter(|kind| kind.is_number()).and_then(|_| plain_number(&cell.text)) {
            Some(number) => Value::Number(number),
            None => Value::Text(cell.text.clone()),
        }
    }

    fn state(&self) -> State {
        let mut state = State::default();
        for (place, node) in self.form.nodes.iter().enumerate() {
            if let Some(counts) = self.counts.get(&place) {
                state.repeats.extend(counts.iter().map(|(key, count)| (path_of(&node.id, key), *count)));
            }
            for (key, cell) in self.cells.get(place).into_iter().flatten() {
                let path = path_of(&node.id, key);
                let scope = self.at(place, key);
                match &node.kind {
                    NodeKind::Question(asked) => {
                        let question = self.question(asked, node, cell, &scope, &path);
                        drop(state.questions.insert(path, question));
                    }
                    NodeKind::Group | NodeKind::Repeat => {
                        if !node.label.is_empty() {
                            state.headings.insert(path.clone(), self.filled(&node.label, &scope));
                        }
                        if !cell.relevant {
                            state.hidden.push(path);
                        }
                    }
                }
            }
        }
        self.in_order(None, &Key::new(), &mut state.order);
        state
    }

    /// The paths in the order in which they are read: one of a repeat after the other.
    fn in_order(&self, parent: Option<usize>, key: &Key, order: &mut Vec<String>) {
        for (place, node) in self.form.nodes.iter().enumerate().filter(|(_, node)| node.parent == parent) {
            match &node.kind {
                NodeKind::Question(_) => order.push(path_of(&node.id, key)),
                NodeKind::Group => self.in_order(Some(place), key, order),
                NodeKind::Repeat => {
                    let count = self.counts.get(&place).and_then(|counts| counts.get(key)).copied().unwrap_or(0);
                    for number in 1..=count {
                        let mut own = key.clone();
                        own.push(number);
                        self.in_order(Some(place), &own, order);
                    }
                }
            }
        }
    }

    fn question(&self, asked: &Asked, node: &Node, cell: &Cell, scope: &Place<'_>, path: &str) -> QuestionState {
        let holds = |expr: &Option<Expr>| expr.as_ref().is_some_and(|expr| evaluate(expr, scope).truth());
        let required = holds(&asked.required);
        let choices = self.offered(asked, scope);
        let problem = if cell.relevant { self.problem(asked, cell, scope, required, choices.as_deref()) } else { None };
        let default = asked.default.as_ref().filter(|_| !node.repeats.is_empty() && !self.answers.contains_key(path));
        QuestionState {
            id: node.id.clone(),
            relevant: cell.relevant,
            required,
            read_only: asked.calculation.is_some() || holds(&asked.read_only),
            value: asked.calculation.is_some().then(|| Guarded::new(cell.text.clone())),
            choices,
            label: (!node.label.is_empty()).then(|| self.filled(&node.label, scope)),
            hint: (!node.hint.is_empty()).then(|| self.filled(&node.hint, scope)),
            default: default.map(|default| Guarded::new(evaluate(default, scope).kept())),
            problem,
        }
    }

    fn choices_of(&self, asked: &Asked) -> &'a [Choice] {
        self.form.definition.lists.get(&asked.question.list).map(Vec::as_slice).unwrap_or_default()
    }

    fn offered(&self, asked: &Asked, scope: &Place<'_>) -> Option<Vec<String>> {
        let filter = asked.choice_filter.as_ref()?;
        let fits = |choice: &&Choice| evaluate(filter, &Place { choice: Some(choice), ..*scope }).truth();
        Some(self.choices_of(asked).iter().filter(fits).map(|choice| choice.name.clone()).collect())
    }

    fn problem(
        &self,
        asked: &Asked,
        cell: &Cell,
        scope: &Place<'_>,
        required: bool,
        offered: Option<&[String]>,
    ) -> Option<Problem> {
        let question = &asked.question;
        if cell.text.is_empty() {
            let missing = required && question.kind.is_asked() && asked.calculation.is_none();
            let message = question.required_message.clone();
            return missing.then_some(Problem { fault: AnswerFault::Missing, message });
        }
        let offered: Vec<&str> = match offered {
            Some(names) => names.iter().map(String::as_str).collect(),
            None if question.kind.has_choices() => {
                self.choices_of(asked).iter().map(|choice| choice.name.as_str()).collect()
            }
            None => Vec::new(),
        };
        // What was worked out was typed by nobody.
        let wrong = if asked.calculation.is_some() { None } else { fault(question, &cell.text, &offered) };
        if let Some(fault) = wrong {
            return Some(Problem { fault, message: Words::new() });
        }
        let against = asked.constraint.as_ref().is_some_and(|constraint| !evaluate(constraint, scope).truth());
        against.then(|| Problem { fault: AnswerFault::Constraint, message: question.constraint_message.clone() })
    }

    fn may_be_seen(&self, node: usize) -> bool {
        let asked = self.form.node(node).and_then(Node::asked);
        self.audience.is_none_or(|audience| asked.is_some_and(|asked| asked.question.audience == audience))
    }

    fn filled(&self, words: &BTreeMap<String, Vec<Part>>, scope: &Place<'_>) -> BTreeMap<String, Guarded<String>> {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Node(node) if self.may_be_seen(*node) => scope.node(*node).text(),
            Part::Node(_) => "…".to_owned(),
        };
        words.iter().map(|(code, parts)| (code.clone(), Guarded::new(parts.iter().map(part).collect()))).collect()
    }
}

/// A count out of a number: nothing below 0, nothing that is none.
fn as_count(number: f64) -> u32 {
    let bounded = if number.is_nan() { 0.0 } else { number.clamp(0.0, f64::from(REPEATS_MOST)) };
    format!("{:.0}", bounded.floor()).parse().unwrap_or(0)
}

/// A node from which an expression looks around.
#[derive(Clone, Copy)]
struct Place<'a> {
    run: &'a Run<'a>,
    place: usize,
    key: &'a [u32],
    choice: Option<&'a Choice>,
}

impl Place<'_> {
    /// The repeats around, with the number of each; a repeat itself is around what it asks.
    fn around(&self) -> Vec<(usize, u32)> {
        let node = self.run.form.node(self.place);
        let repeats = node.map(|node| node.repeats.as_slice()).unwrap_or_default();
        let own = node.filter(|node| node.is_repeat()).map(|_| self.place);
        repeats.iter().copied().chain(own).zip(self.key.iter().copied()).collect()
    }
}

impl Scope for Place<'_> {
    fn moment(&self) -> &Moment {
        &self.run.moment
    }

    fn here(&self) -> Value {
        match self.run.cell(self.place, self.key) {
            Some(cell) => self.run.seen(self.place, &Cell { relevant: true, ..cell.clone() }),
            // It is just being worked out: what was kept.
            None => {
                let path = self.run.form.node(self.place).map(|node| path_of(&node.id, self.key)).unwrap_or_default();
                Value::Text(self.run.answer(&path))
            }
        }
    }

    fn node(&self, node: usize) -> Value {
        let Some(target) = self.run.form.node(node) else { return Value::Text(String::new()) };
        let around = self.around();
        let common = target.repeats.iter().zip(&around).take_while(|(theirs, (own, _))| *theirs == own).count();
        let shared: Key = around.iter().take(common).map(|(_, number)| *number).collect();
        if common == target.repeats.len() && !target.is_repeat() {
            let cell = self.run.cell(node, &shared);
            return cell.map_or_else(|| Value::Text(String::new()), |cell| self.run.seen(node, cell));
        }
        let cells = self.run.cells.get(node).into_iter().flatten();
        let relevant = cells.filter(|(key, cell)| key.starts_with(&shared) && cell.relevant);
        Value::Several(relevant.map(|(_, cell)| cell.text.clone()).collect())
    }

    fn node_in(&self, node: usize, at: &[(usize, u32)]) -> Value {
        let Some(target) = self.run.form.node(node) else { return Value::Text(String::new()) };
        let around = self.around();
        let number = |repeat: &usize| {
            let told = at.iter().chain(&around).find(|(own, _)| own == repeat);
            told.map_or(1, |(_, number)| *number)
        };
        let key: Key = target.repeats.iter().map(number).collect();
        let cell = self.run.cell(node, &key);
        cell.map_or_else(|| Value::Text(String::new()), |cell| self.run.seen(node, cell))
    }

    fn position(&self, repeat: usize) -> u32 {
        self.around().into_iter().find(|(own, _)| *own == repeat).map_or(0, |(_, number)| number)
    }

    fn column(&self, name: &str) -> String {
        let Some(choice) = self.choice else { return String::new() };
        match name {
            "name" => choice.name.clone(),
            "label" => self.run.form.label_of(&choice.label),
            other => choice.columns.get(other).cloned().unwrap_or_default(),
        }
    }

    fn choice_name(&self, node: usize, choice: &str) -> String {
        let asked = self.run.form.node(node).and_then(Node::asked);
        let choices = asked.map(|asked| self.run.choices_of(asked)).unwrap_or_default();
        let found = choices.iter().find(|one| one.name == choice);
        found.map_or_else(String::new, |found| self.run.form.label_of(&found.label))
    }

    fn pattern(&self, text: &str) -> Option<Regex> {
        self.run.form.patterns.get(text).cloned()
    }
}
