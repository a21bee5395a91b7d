//! The body of an XForm: controls by the path of the node they are about.

use std::collections::BTreeMap;

use super::tree::Element;

/// A control.
#[derive(Debug, Clone, Default)]
pub struct Control {
    /// Its element: `input`, `select1`, …
    pub tag: String,
    /// The element of its label.
    pub label: Option<Element>,
    /// The element of its hint.
    pub hint: Option<Element>,
    /// How it is shown.
    pub appearance: String,
    /// What it takes, for an upload.
    pub media: String,
    /// Start, end and step.
    pub range: [String; 3],
    /// Choices that stand in it: name and label.
    pub items: Vec<(String, Option<Element>)>,
    /// Choices that stand elsewhere.
    pub nodeset: String,
    /// A query of choices that stand in another file.
    pub query: String,
    /// Values that are set when it is answered.
    pub sets: bool,
    /// Whether it is a repeat.
    pub repeat: bool,
    /// How often.
    pub count: String,
}

/// Values that are set when one of a repeat is added.
pub fn set_values(body: &Element) -> Vec<Element> {
    let own = body.children().filter(|child| child.name == "setvalue").cloned();
    let inside = body.children().filter(|child| matches!(child.name.as_str(), "group" | "repeat"));
    own.chain(inside.flat_map(set_values)).collect()
}

/// All controls.
pub fn controls(body: &Element) -> BTreeMap<String, Control> {
    let mut found = BTreeMap::new();
    walk(body, None, &mut found);
    found
}

fn walk(element: &Element, label: Option<&Element>, found: &mut BTreeMap<String, Control>) {
    for child in element.children() {
        match child.name.as_str() {
            "group" => {
                let own = child.child("label");
                let path = path_of(child);
                if !path.is_empty() {
                    found.insert(
                        path,
                        Control { appearance: child.attribute("appearance").to_owned(), ..labelled(child) },
                    );
                }
                walk(child, own, found);
            }
            "repeat" => {
                let control = found.entry(path_of(child)).or_default();
                control.repeat = true;
                child.attribute("jr:count").clone_into(&mut control.count);
                if control.label.is_none() {
                    control.label = label.cloned();
                }
                walk(child, None, found);
            }
            "label" | "hint" | "setvalue" => (),
            _ => drop(found.insert(path_of(child), control(child))),
        }
    }
}

fn path_of(element: &Element) -> String {
    let named = if element.attribute("ref").is_empty() { "nodeset" } else { "ref" };
    super::node_path(element.attribute(named))
}

fn labelled(element: &Element) -> Control {
    Control {
        tag: element.name.clone(),
        label: element.child("label").cloned(),
        hint: element.child("hint").cloned(),
        ..Control::default()
    }
}

fn control(element: &Element) -> Control {
    let acts = |child: &Element| matches!(child.name.as_str(), "setvalue" | "setgeopoint" | "action");
    let items = element
        .children()
        .filter(|child| child.name == "item")
        .map(|item| (item.child("value").map(Element::text).unwrap_or_default(), item.child("label").cloned()));
    Control {
        appearance: element.attribute("appearance").to_owned(),
        media: element.attribute("mediatype").to_owned(),
        range: ["start", "end", "step"].map(|name| element.attribute(name).to_owned()),
        query: element.attribute("query").to_owned(),
        sets: element.children().any(acts),
        items: items.collect(),
        nodeset: element.child("itemset").map(|itemset| itemset.attribute("nodeset").to_owned()).unwrap_or_default(),
        ..labelled(element)
    }
}
