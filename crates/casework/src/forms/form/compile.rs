//! From a definition to a form.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Asked, Form, Node, NodeKind, Part,
    check::{check_names, usage},
    order::in_order,
    resolve::{Tree, template},
};
use crate::forms::{
    expr::{Expr, Function, ParseError, Reference, parse, pattern, print},
    finding::FindingCode,
    model::{Definition, Item, Question, Section, Words},
};

/// Something that keeps a definition from being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The id of the part of the form; empty for the form itself.
    pub id: String,
    /// Where in it.
    pub field: Field,
    /// What.
    pub code: FindingCode,
    /// The word it is about.
    pub what: String,
}

/// What a trouble is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name.
    Name,
    /// The type.
    Type,
    /// The words.
    Label,
    /// The hint.
    Hint,
    /// When it is asked.
    Relevant,
    /// How often.
    Count,
    /// When it must be answered.
    Required,
    /// What an answer must fulfil.
    Constraint,
    /// How it is worked out.
    Calculation,
    /// What it begins with.
    Default,
    /// When it cannot be changed.
    ReadOnly,
    /// Which choices are on offer.
    ChoiceFilter,
    /// The list.
    List,
}

/// How many parts a form may have, and how deep they may stand in one another.
const PARTS_MOST: usize = 3000;
const DEEPEST: usize = 20;

impl Form {
    /// Makes a definition ready to be asked.
    ///
    /// # Errors
    /// Everything that keeps it from that, in the order of the form.
    pub fn new(definition: Definition) -> Result<Self, Vec<Trouble>> {
        let mut nodes = Vec::new();
        if !collect(&definition.items, None, &mut nodes, 0) || nodes.len() > PARTS_MOST {
            return Err(vec![trouble("", Field::Name, FindingCode::TooLarge, &nodes.len().to_string())]);
        }
        let mut troubles = check_names(&definition, &nodes);
        let mut compiler = Compiler { tree: Tree::of(&nodes), troubles: Vec::new(), patterns: HashMap::new() };
        let compiled: Vec<Node> =
            nodes.iter().enumerate().map(|(place, node)| compiler.node(place, node, &definition)).collect();
        let Compiler { troubles: found, patterns, .. } = compiler;
        troubles.extend(found);
        let order = match in_order(&compiled) {
            Ok(order) => order,
            Err(circle) => {
                let ids = circle.iter().filter_map(|place| compiled.get(*place));
                troubles.extend(ids.map(|node| {
                    let field = if node.asked().is_some_and(|asked| asked.calculation.is_some()) {
                        Field::Calculation
                    } else {
                        Field::Relevant
                    };
                    trouble(&node.id, field, FindingCode::ReferenceCircle, &node.name)
                }));
                Vec::new()
            }
        };
        if !troubles.is_empty() {
            let place = |id: &str| compiled.iter().position(|node| node.id == id);
            troubles.sort_by_key(|trouble| place(&trouble.id));
            return Err(troubles);
        }
        let mut form = Self { definition, nodes: compiled, order, patterns };
        form.write_back();
        Ok(form)
    }

    /// Puts the expressions, now in one notation, back into the definition.
    fn write_back(&mut self) {
        let ids: Vec<String> = self.nodes.iter().map(|node| node.id.clone()).collect();
        let id_of = |place: usize| ids.get(place).cloned().unwrap_or_default();
        let text = |expr: &Option<Expr>| expr.as_ref().map_or_else(String::new, |expr| print(expr, &id_of));
        let words = |parts: &BTreeMap<String, Vec<Part>>, words: &mut Words| {
            for (language, parts) in parts {
                let written = parts.iter().map(|part| match part {
                    Part::Text(text) => text.clone(),
                    Part::Node(node) => format!("${{{}}}", id_of(*node)),
                });
                words.insert(language.clone(), written.collect());
            }
        };
        let mut written: Vec<Item> = Vec::new();
        for node in &mut self.nodes {
            if let NodeKind::Question(asked) = &mut node.kind {
                let Asked { question, required, constraint, calculation, default, read_only, choice_filter } =
                    &mut **asked;
                question.relevant = text(&node.relevant);
                question.required = text(required);
                question.constraint = text(constraint);
                question.calculation = text(calculation);
                question.default = text(default);
                question.read_only = text(read_only);
                question.choice_filter = text(choice_filter);
                words(&node.label, &mut question.label);
                words(&node.hint, &mut question.hint);
                written.push(Item::Question(question.clone()));
            } else {
                let mut section =
                    Section { relevant: text(&node.relevant), count: text(&node.count), ..Section::default() };
                words(&node.label, &mut section.label);
                written.push(Item::Group(section));
            }
        }
        put_back(&mut self.definition.items, &mut written.into_iter());
    }
}

fn put_back(items: &mut [Item], written: &mut impl Iterator<Item = Item>) {
    for item in items {
        match (item, written.next()) {
            (Item::Question(question), Some(Item::Question(new))) => *question = new,
            (Item::Group(section) | Item::Repeat(section), Some(Item::Group(new))) => {
                (section.relevant, section.count) = (new.relevant, new.count);
                section.label.extend(new.label);
                put_back(&mut section.items, written);
            }
            _ => return,
        }
    }
}

/// Lays the parts out in a row; false when they stand too deep in one another.
fn collect(items: &[Item], parent: Option<usize>, nodes: &mut Vec<Node>, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    items.iter().all(|item| {
        let (scope, repeats) = around(parent, nodes);
        let place = nodes.len();
        nodes.push(node_of(item, &scope, parent, repeats));
        nodes.len() <= PARTS_MOST && collect(item.items(), Some(place), nodes, depth.saturating_add(1))
    })
}

/// The beginning of the ids inside a part, and the repeats around it.
fn around(parent: Option<usize>, nodes: &[Node]) -> (String, Vec<usize>) {
    let Some((place, node)) = parent.and_then(|place| Some((place, nodes.get(place)?))) else {
        return (String::new(), Vec::new());
    };
    if node.is_repeat() {
        let mut repeats = node.repeats.clone();
        repeats.push(place);
        return (format!("{}.", node.id), repeats);
    }
    let scope = node.repeats.last().and_then(|repeat| nodes.get(*repeat));
    (scope.map_or_else(String::new, |repeat| format!("{}.", repeat.id)), node.repeats.clone())
}

fn node_of(item: &Item, scope: &str, parent: Option<usize>, repeats: Vec<usize>) -> Node {
    let (kind, called) = match item {
        Item::Question(question) => {
            let asked = Asked { question: question.clone(), ..Asked::default() };
            (NodeKind::Question(Box::new(asked)), &question.called)
        }
        Item::Group(section) => (NodeKind::Group, &section.called),
        Item::Repeat(section) => (NodeKind::Repeat, &section.called),
    };
    let many = if matches!(item, Item::Repeat(_)) { "[]" } else { "" };
    Node {
        id: format!("{scope}{}{many}", item.name()),
        name: item.name().to_owned(),
        called: if called.is_empty() { item.name().to_owned() } else { called.clone() },
        parent,
        repeats,
        kind,
        relevant: None,
        count: None,
        label: BTreeMap::new(),
        hint: BTreeMap::new(),
    }
}

struct Compiler<'a> {
    tree: Tree<'a>,
    troubles: Vec<Trouble>,
    patterns: HashMap<String, regex::Regex>,
}

impl Compiler<'_> {
    fn node(&mut self, place: usize, node: &Node, definition: &Definition) -> Node {
        let mut node = node.clone();
        if let NodeKind::Question(asked) = &mut node.kind {
            let question = asked.question.clone();
            node.relevant = self.expression(place, Field::Relevant, &question.relevant);
            asked.required = self.expression(place, Field::Required, &question.required);
            asked.constraint = self.expression(place, Field::Constraint, &question.constraint);
            asked.calculation = self.expression(place, Field::Calculation, &question.calculation);
            asked.default = self.expression(place, Field::Default, &question.default);
            asked.read_only = self.expression(place, Field::ReadOnly, &question.read_only);
            asked.choice_filter = self.filter(place, &question, definition);
            node.label = self.words(place, Field::Label, &question.label);
            node.hint = self.words(place, Field::Hint, &question.hint);
        } else if let Some(section) = section_at(definition, place) {
            node.relevant = self.expression(place, Field::Relevant, &section.relevant);
            node.count = self.expression(place, Field::Count, &section.count);
            node.label = self.words(place, Field::Label, &section.label);
        }
        node
    }

    fn report(&mut self, place: usize, field: Field, code: FindingCode, what: &str) {
        let id = self.tree.id(place);
        self.troubles.push(trouble(&id, field, code, what));
    }

    fn expression(&mut self, place: usize, field: Field, text: &str) -> Option<Expr> {
        self.read(place, field, text, &HashSet::new())
    }

    /// A filter may name columns of the choices.
    fn filter(&mut self, place: usize, question: &Question, definition: &Definition) -> Option<Expr> {
        let choices = definition.lists.get(&question.list).map(Vec::as_slice).unwrap_or_default();
        let columns = choices.iter().flat_map(|choice| choice.columns.keys().cloned());
        let columns: HashSet<String> = columns.chain(["name".to_owned(), "label".to_owned()]).collect();
        self.read(place, Field::ChoiceFilter, &question.choice_filter, &columns)
    }

    fn read(&mut self, place: usize, field: Field, text: &str, columns: &HashSet<String>) -> Option<Expr> {
        if text.trim().is_empty() {
            return None;
        }
        let mut expr = match parse(text) {
            Ok(expr) => expr,
            Err(error) => {
                let (code, what) = refusal(error);
                self.report(place, field, code, &what);
                return None;
            }
        };
        choice_names(&mut expr);
        let tree = &self.tree;
        let looked_up = expr.each_reference(&mut |reference: &mut Reference| {
            if let Reference::Path(path) = reference
                && let [name] = path.names.as_slice()
                && !path.absolute
                && path.up == 0
                && columns.contains(name)
            {
                *reference = Reference::Column(name.clone());
                return Ok(());
            }
            tree.look_up(place, reference)
        });
        if let Err((code, what)) = looked_up.and_then(|()| usage(&expr, &self.tree)) {
            self.report(place, field, code, &what);
            return None;
        }
        self.keep_patterns(place, field, &expr);
        Some(expr)
    }

    /// Patterns in quotes are read once.
    fn keep_patterns(&mut self, place: usize, field: Field, expr: &Expr) {
        match expr {
            Expr::Call(function, arguments) => {
                if let (Function::Regex, [_, Expr::Text(text)]) = (function, arguments.as_slice()) {
                    match pattern(text) {
                        Some(ready) => drop(self.patterns.insert(text.clone(), ready)),
                        None => self.report(place, field, FindingCode::PatternBroken, text),
                    }
                }
                arguments.iter().for_each(|argument| self.keep_patterns(place, field, argument));
            }
            Expr::Binary(_, left, right) => {
                self.keep_patterns(place, field, left);
                self.keep_patterns(place, field, right);
            }
            Expr::Negate(inner) => self.keep_patterns(place, field, inner),
            Expr::Number(_) | Expr::Text(_) | Expr::Refer(_) | Expr::Here => (),
        }
    }

    fn words(&mut self, place: usize, field: Field, words: &Words) -> BTreeMap<String, Vec<Part>> {
        let mut found = BTreeMap::new();
        for (language, text) in words {
            match template(&self.tree, place, text) {
                Ok(None) => (),
                Ok(Some(parts)) => drop(found.insert(language.clone(), parts)),
                Err((code, what)) => self.report(place, field, code, &what),
            }
        }
        found
    }
}

/// `jr:choice-name(${q}, '${q}')` names its question in quotes.
fn choice_names(expr: &mut Expr) {
    match expr {
        Expr::Call(function, arguments) => {
            if let (Function::ChoiceName, [_, question]) = (*function, arguments.as_mut_slice())
                && let Expr::Text(text) = question
                && let Ok(named) = parse(text)
            {
                *question = named;
            }
            arguments.iter_mut().for_each(choice_names);
        }
        Expr::Binary(_, left, right) => {
            choice_names(left);
            choice_names(right);
        }
        Expr::Negate(inner) => choice_names(inner),
        Expr::Number(_) | Expr::Text(_) | Expr::Refer(_) | Expr::Here => (),
    }
}

fn refusal(error: ParseError) -> (FindingCode, String) {
    match error {
        ParseError::Broken(what) => (FindingCode::ExpressionBroken, what),
        ParseError::Unsupported(what) => (FindingCode::ExpressionUnsupported, what),
        ParseError::Function(name) => (FindingCode::FunctionUnsupported, name),
        ParseError::Arguments(name) => (FindingCode::ExpressionBroken, format!("{name}()")),
    }
}

/// The section at a place in the row of all parts.
fn section_at(definition: &Definition, place: usize) -> Option<&Section> {
    fn find<'a>(items: &'a [Item], left: &mut usize) -> Option<&'a Item> {
        for item in items {
            if *left == 0 {
                return Some(item);
            }
            *left = left.saturating_sub(1);
            if let Some(found) = find(item.items(), left) {
                return Some(found);
            }
        }
        None
    }
    match find(&definition.items, &mut place.clone())? {
        Item::Group(section) | Item::Repeat(section) => Some(section),
        Item::Question(_) => None,
    }
}

pub fn trouble(id: &str, field: Field, code: FindingCode, what: &str) -> Trouble {
    Trouble { id: id.to_owned(), field, code, what: what.to_owned() }
}
