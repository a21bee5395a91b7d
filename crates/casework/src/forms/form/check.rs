//! What must hold of a definition besides its expressions.

use std::collections::HashSet;

use super::{
    Node,
    compile::{Field, Trouble, trouble},
    resolve::{Refused, Tree},
};
use crate::forms::{
    expr::{Expr, Function, Reference, plain_number},
    finding::FindingCode,
    model::{Definition, Question, QuestionType},
};

/// Checks names, lists and ranges.
pub fn check_names(definition: &Definition, nodes: &[Node]) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    let mut seen = HashSet::new();
    for node in nodes {
        if node.name.is_empty() {
            troubles.push(trouble(&node.id, Field::Name, FindingCode::NameMissing, ""));
        } else if !is_name(&node.name) {
            troubles.push(trouble(&node.id, Field::Name, FindingCode::NameInvalid, &node.name));
        }
        // `age` and a repeat `age[]` would be one name in an expression.
        if !seen.insert(node.id.trim_end_matches("[]")) {
            troubles.push(trouble(&node.id, Field::Name, FindingCode::NameTwice, &node.name));
        }
        if let Some(asked) = node.asked() {
            troubles.extend(check_question(&node.id, &asked.question, definition));
        }
    }
    if definition.asked() == 0 {
        troubles.push(trouble("", Field::Name, FindingCode::NoQuestion, &definition.code));
    }
    troubles
}

fn check_question(id: &str, question: &Question, definition: &Definition) -> Option<Trouble> {
    if question.kind.has_choices() {
        let choices = definition.lists.get(&question.list).filter(|choices| !choices.is_empty());
        let Some(choices) = choices else {
            return Some(trouble(id, Field::List, FindingCode::ListMissing, &question.list));
        };
        let several = question.kind != QuestionType::SelectOne;
        let spaced = choices.iter().find(|choice| several && choice.name.contains(char::is_whitespace));
        return spaced.map(|choice| trouble(id, Field::List, FindingCode::ChoiceWithSpace, &choice.name));
    }
    if question.kind == QuestionType::Range {
        let range = question.range.clone().unwrap_or_default();
        let bounds = [&range.start, &range.end, &range.step].map(|bound| plain_number(bound.trim()));
        let [Some(start), Some(end), Some(step)] = bounds else {
            return Some(trouble(id, Field::Type, FindingCode::ValueInvalid, "range"));
        };
        // Some authors let a scale run backwards.
        return (step == 0.0 || start == end).then(|| trouble(id, Field::Type, FindingCode::ValueInvalid, "range"));
    }
    if question.kind == QuestionType::Calculate && question.calculation.trim().is_empty() {
        return Some(trouble(id, Field::Calculation, FindingCode::ValueInvalid, "calculation"));
    }
    None
}

/// A name as XML and XLSForm allow it, without colons.
pub fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|letter| letter.is_alphabetic() || letter == '_');
    begins && name.len() <= 200 && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'))
}

/// Whether a text can be the stable id of a form: letters, digits and `_`, `-`, `.`, at most 100.
pub fn is_form_code(code: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':');
    !code.is_empty() && code.chars().count() <= 100 && code.chars().all(allowed)
}

/// Refuses groups as values, and repeats where no function expects one.
pub fn usage(expr: &Expr, tree: &Tree<'_>) -> Result<(), Refused> {
    match expr {
        Expr::Refer(Reference::Node(node)) => match tree.node(*node) {
            Some(node) if node.asked().is_none() => Err((FindingCode::ExpressionUnsupported, node.name.clone())),
            _ => Ok(()),
        },
        Expr::Call(Function::Count | Function::CountNonEmpty, arguments) => arguments
            .iter()
            .filter(|argument| !is_repeat(argument, tree))
            .try_for_each(|argument| usage(argument, tree)),
        Expr::Call(Function::Position, arguments) => {
            let all = arguments.iter().all(|argument| is_repeat(argument, tree));
            if all { Ok(()) } else { Err((FindingCode::ExpressionUnsupported, "position()".to_owned())) }
        }
        Expr::Call(Function::IndexedRepeat, arguments) => {
            arguments.iter().enumerate().try_for_each(|(place, argument)| {
                let names_repeat = place % 2 == 1;
                if names_repeat && !is_repeat(argument, tree) || place == 0 && !matches!(argument, Expr::Refer(_)) {
                    return Err((FindingCode::ExpressionUnsupported, "indexed-repeat()".to_owned()));
                }
                if names_repeat { Ok(()) } else { usage(argument, tree) }
            })
        }
        Expr::Call(Function::ChoiceName, arguments) => {
            let has_choices = |argument: &Expr| match argument {
                Expr::Refer(Reference::Node(node)) => {
                    let asked = tree.node(*node).and_then(Node::asked);
                    asked.is_some_and(|asked| asked.question.kind.has_choices())
                }
                _ => false,
            };
            let of_choices = arguments.get(1).is_some_and(has_choices);
            if of_choices { Ok(()) } else { Err((FindingCode::ExpressionUnsupported, "jr:choice-name()".to_owned())) }
        }
        Expr::Call(_, arguments) => arguments.iter().try_for_each(|argument| usage(argument, tree)),
        Expr::Binary(_, left, right) => usage(left, tree).and_then(|()| usage(right, tree)),
        Expr::Negate(inner) => usage(inner, tree),
        Expr::Refer(_) | Expr::Number(_) | Expr::Text(_) | Expr::Here => Ok(()),
    }
}

fn is_repeat(expr: &Expr, tree: &Tree<'_>) -> bool {
    match expr {
        Expr::Refer(Reference::Node(node)) => tree.node(*node).is_some_and(Node::is_repeat),
        _ => false,
    }
}
