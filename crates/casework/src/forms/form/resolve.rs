//! Looking up what expressions and words refer to.

use super::{Node, Part};
use crate::forms::{
    expr::{Expr, Path, Reference, parse, path_text},
    finding::FindingCode,
};

/// A refusal with the word it is about.
pub type Refused = (FindingCode, String);

/// The parts of a form with who stands in whom.
pub struct Tree<'a> {
    nodes: &'a [Node],
}

impl<'a> Tree<'a> {
    pub const fn of(nodes: &'a [Node]) -> Self {
        Self { nodes }
    }

    pub fn id(&self, place: usize) -> String {
        self.nodes.get(place).map_or_else(String::new, |node| node.id.clone())
    }

    pub fn node(&self, place: usize) -> Option<&'a Node> {
        self.nodes.get(place)
    }

    /// Replaces a name or a path by the node it means, seen from `place`.
    pub fn look_up(&self, place: usize, reference: &mut Reference) -> Result<(), Refused> {
        let found = match reference {
            Reference::Named(name) => self.named(place, name)?,
            Reference::Path(path) => {
                self.at_path(place, path).ok_or_else(|| (FindingCode::ReferenceUnknown, path_text(path)))?
            }
            Reference::Node(_) | Reference::Column(_) => return Ok(()),
        };
        *reference = Reference::Node(found);
        Ok(())
    }

    /// A node by its whole id, else by its name: of several, the one in the nearest repeat.
    fn named(&self, place: usize, name: &str) -> Result<usize, Refused> {
        if let Some(found) = self.nodes.iter().position(|node| node.id == name) {
            return Ok(found);
        }
        let own = self.nodes.get(place).map(|node| node.repeats.as_slice()).unwrap_or_default();
        let bears = |node: &Node| node.name == name || node.called == name;
        let bearers: Vec<_> = self.nodes.iter().enumerate().filter(|(_, node)| bears(node)).collect();
        let around = |node: &Node| own.starts_with(&node.repeats).then_some(node.repeats.len());
        let nearest = bearers.iter().filter_map(|(_, node)| around(node)).max();
        let mut best = bearers.iter().filter(|(_, node)| nearest.is_none() || around(node) == nearest);
        match (best.next(), best.next()) {
            (Some((found, _)), None) => Ok(*found),
            (Some(_), Some(_)) => Err((FindingCode::NameTwice, name.to_owned())),
            (None, _) => Err((FindingCode::ReferenceUnknown, name.to_owned())),
        }
    }

    fn at_path(&self, place: usize, path: &Path) -> Option<usize> {
        let mut names = path.names.iter();
        let mut at = if path.absolute {
            // The first name is that of the form itself.
            names.next()?;
            None
        } else {
            (0..path.up).try_fold(Some(place), |at, _| at.map(|at| self.nodes.get(at).and_then(|node| node.parent)))?
        };
        if !path.absolute && path.up == 0 {
            at = Some(place);
        }
        for name in names {
            at = Some(self.child(at, name)?);
        }
        at
    }

    fn child(&self, parent: Option<usize>, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.parent == parent && node.called == name)
    }
}

/// Words split at `${…}`; none when there is none.
pub fn template(tree: &Tree<'_>, place: usize, text: &str) -> Result<Option<Vec<Part>>, Refused> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        let mut reference = match parse(name.trim()) {
            Ok(Expr::Refer(reference)) if name.contains('/') => reference,
            _ => Reference::Named(name.trim().to_owned()),
        };
        tree.look_up(place, &mut reference)?;
        match reference {
            Reference::Node(node) if tree.node(node).is_some_and(|node| node.asked().is_some()) => {
                parts.push(Part::Node(node));
            }
            _ => return Err((FindingCode::ExpressionUnsupported, name.to_owned())),
        }
        rest = after;
    }
    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        return Ok(None);
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(Some(parts))
}
