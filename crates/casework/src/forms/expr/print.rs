//! From a tree back to text, so that a form holds its expressions in one notation whatever file they came from.

use super::{Expr, Path, Reference, value::number_text};

/// Writes an expression; `id_of` names the nodes.
pub fn print(expr: &Expr, id_of: &impl Fn(usize) -> String) -> String {
    write(expr, 0, id_of)
}

fn write(expr: &Expr, within: u8, id_of: &impl Fn(usize) -> String) -> String {
    match expr {
        Expr::Number(number) => number_text(*number),
        Expr::Text(text) => quoted(text),
        Expr::Refer(reference) => refer(reference, id_of),
        Expr::Here => ".".to_owned(),
        Expr::Call(function, arguments) => {
            let arguments: Vec<_> = arguments.iter().map(|one| write(one, 0, id_of)).collect();
            format!("{}({})", function.name(), arguments.join(", "))
        }
        Expr::Binary(operator, left, right) => {
            let own = operator.strength();
            // Operators of one strength are read from the left.
            let (left, right) = (write(left, own.saturating_sub(1), id_of), write(right, own, id_of));
            let written = format!("{left} {} {right}", operator.sign());
            if own <= within { format!("({written})") } else { written }
        }
        Expr::Negate(inner) => format!("-{}", write(inner, 6, id_of)),
    }
}

fn refer(reference: &Reference, id_of: &impl Fn(usize) -> String) -> String {
    match reference {
        Reference::Named(name) => format!("${{{name}}}"),
        Reference::Path(path) => path_text(path),
        Reference::Node(node) => format!("${{{}}}", id_of(*node)),
        Reference::Column(name) => name.clone(),
    }
}

/// A path as it was written.
pub fn path_text(path: &Path) -> String {
    let up = (0..path.up).map(|_| "..".to_owned());
    let steps: Vec<String> = up.chain(path.names.iter().cloned()).collect();
    format!("{}{}", if path.absolute { "/" } else { "" }, steps.join("/"))
}

/// A text in quotes. XPath 1.0 knows no way to write a quote of the same kind inside.
pub fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let parts: Vec<_> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}
