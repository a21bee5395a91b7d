//! A form made ready to be asked: every name looked up, every expression read, in an order in which each value comes
//! after those it depends on.

mod answers;
mod check;
mod compile;
mod order;
mod resolve;
mod run;
mod state;

use std::collections::{BTreeMap, HashMap};

use regex::Regex;

pub use answers::{ANSWER_MAX, id_of, path_of};
pub use check::is_form_code;
pub use compile::{Field, Trouble};
pub use run::REPEATS_MOST;
pub use state::{AnswerFault, Problem, QuestionState, State};

use super::{
    expr::Expr,
    model::{Audience, Definition, Question, QuestionType, Words},
};

/// A form made ready to be asked.
#[derive(Debug, Clone)]
pub struct Form {
    definition: Definition,
    nodes: Vec<Node>,
    /// Nodes in an order in which each comes after those it depends on.
    order: Vec<usize>,
    /// The patterns that stand in it.
    patterns: HashMap<String, Regex>,
}

/// A part of a form, in the order of the form.
#[derive(Debug, Clone)]
pub struct Node {
    /// With `[]` for each repeat it stands in; a repeat ends with its own.
    pub id: String,
    name: String,
    called: String,
    /// The group or repeat it stands in.
    pub parent: Option<usize>,
    /// The repeats it stands in, the outermost first.
    pub repeats: Vec<usize>,
    /// What it is.
    pub kind: NodeKind,
    relevant: Option<Expr>,
    count: Option<Expr>,
    /// Words with values to put in, by language.
    label: BTreeMap<String, Vec<Part>>,
    hint: BTreeMap<String, Vec<Part>>,
}

/// What a part of a form is.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A question with its expressions.
    Question(Box<Asked>),
    /// A group.
    Group,
    /// A repeat.
    Repeat,
}

/// A question with its expressions.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// As it stands in the definition.
    pub question: Question,
    required: Option<Expr>,
    constraint: Option<Expr>,
    calculation: Option<Expr>,
    default: Option<Expr>,
    read_only: Option<Expr>,
    choice_filter: Option<Expr>,
}

/// A part of words with values.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Node(usize),
}

impl Node {
    /// The question, if it is one.
    pub fn asked(&self) -> Option<&Asked> {
        match &self.kind {
            NodeKind::Question(asked) => Some(asked),
            NodeKind::Group | NodeKind::Repeat => None,
        }
    }

    /// Whether it is a repeat.
    pub const fn is_repeat(&self) -> bool {
        matches!(self.kind, NodeKind::Repeat)
    }
}

impl Form {
    /// The definition, its expressions in one notation.
    pub const fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Takes the id and the title of another definition.
    pub(crate) fn rename(&mut self, other: &Definition) {
        self.definition.code.clone_from(&other.code);
        self.definition.title.clone_from(&other.title);
    }

    /// All parts, in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All questions with their ids, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Question)> {
        self.nodes.iter().filter_map(|node| Some((node.id.as_str(), &node.asked()?.question)))
    }

    /// The question with an id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|(own, _)| *own == id).map(|(_, question)| question)
    }

    /// Whether an answer under a path has its place here: a question, or how often a repeat is asked.
    pub fn keeps(&self, path: &str) -> bool {
        let id = id_of(path);
        self.nodes.iter().any(|node| node.id == id && !matches!(node.kind, NodeKind::Group))
    }

    /// Whether somebody answers a question, or any question of a group or repeat, when the screen is handed over.
    pub fn is_for(&self, id: &str, audience: Audience) -> bool {
        let Some(place) = self.nodes.iter().position(|node| node.id == id) else { return false };
        self.nodes.iter().enumerate().any(|(other, node)| {
            let theirs = node.asked().is_some_and(|asked| asked.question.audience == audience);
            theirs && (other == place || self.stands_in(other, place))
        })
    }

    fn stands_in(&self, inner: usize, outer: usize) -> bool {
        let parent = self.node(inner).and_then(|node| node.parent);
        parent.is_some_and(|parent| parent == outer || self.stands_in(parent, outer))
    }

    /// The ids of the questions that depend on other answers.
    pub fn depends(&self, id: &str) -> bool {
        let Some(node) = self.nodes.iter().find(|node| node.id == id) else { return false };
        let own = node.relevant.is_some() || node.count.is_some() || !node.label.is_empty();
        own || node.asked().is_some_and(|asked| {
            asked.calculation.is_some() || asked.constraint.is_some() || asked.choice_filter.is_some()
        })
    }

    fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }

    fn label_of(&self, words: &Words) -> String {
        self.definition.choose(words, self.definition.default_language()).to_owned()
    }

    fn kind_of(&self, place: usize) -> Option<QuestionType> {
        Some(self.node(place)?.asked()?.question.kind)
    }
}
