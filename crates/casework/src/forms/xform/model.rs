//! The model of an XForm: its instances, the bindings of its nodes, its translations.

use std::collections::BTreeMap;

use super::{Reading, tree::Element};
use crate::forms::{
    FindingCode,
    import::language,
    model::{Choice, Language, NO_LANGUAGE, Words},
};

/// What is known of all nodes.
#[derive(Debug, Default)]
pub struct Model {
    /// The first instance: the nodes of the form.
    pub instance: Element,
    /// The title.
    pub title: String,
    /// The languages, the default first.
    pub languages: Vec<Language>,
    /// The choices of secondary instances.
    pub lists: BTreeMap<String, Vec<Choice>>,
    binds: BTreeMap<String, Element>,
    /// Texts by their id, in all languages.
    texts: BTreeMap<String, Words>,
    guidances: BTreeMap<String, Words>,
    first_values: BTreeMap<String, String>,
}

/// A path without spaces.
pub fn node_path(path: &str) -> String {
    path.split_whitespace().collect()
}

impl Model {
    pub fn of(head: &Element, reading: &mut Reading) -> Option<Self> {
        let element = head.child("model")?;
        let mut model = Self { title: head.child("title").map(Element::text).unwrap_or_default(), ..Self::default() };
        let mut instances = element.children().filter(|child| child.name == "instance");
        model.instance = instances.next()?.children().next()?.clone();
        if let Some(itext) = element.child("itext") {
            model.translations(itext, reading);
        }
        for instance in instances {
            model.list(instance, reading);
        }
        for child in element.children() {
            model.other(child, reading);
        }
        Some(model)
    }

    fn other(&mut self, child: &Element, reading: &mut Reading) {
        match child.name.as_str() {
            "bind" => drop(self.binds.insert(node_path(child.attribute("nodeset")), child.clone())),
            "setvalue" => self.set_value(child, reading),
            "instance" | "itext" => (),
            "submission" => reading.warn("", "submission", FindingCode::SettingIgnored, "submission"),
            "setgeopoint" | "recordaudio" => {
                reading.warn(child.attribute("ref"), &child.name, FindingCode::MetadataLeftOut, &child.name);
            }
            other => reading.refuse("", "model", FindingCode::FeatureUnsupported, other),
        }
    }

    /// Values that are set at the first look, or when one of a repeat is added, are defaults; no others are set.
    pub fn set_value(&mut self, element: &Element, reading: &mut Reading) {
        let path = node_path(element.attribute("ref"));
        let events = element.attribute("event");
        let first = |event: &str| matches!(event, "odk-instance-first-load" | "odk-new-repeat");
        match events.split_whitespace().find(|event| !first(event)) {
            Some(event) => reading.refuse(&path, "setvalue", FindingCode::FeatureUnsupported, event),
            None => {
                let value = element.attribute("value");
                let text = element.text();
                let value = if value.is_empty() { crate::forms::expr::quoted(&text) } else { value.to_owned() };
                self.first_values.insert(path, value);
            }
        }
    }

    fn translations(&mut self, itext: &Element, reading: &mut Reading) {
        for translation in itext.children().filter(|child| child.name == "translation") {
            let own = match translation.attribute("lang") {
                "" | "default" => Language { code: NO_LANGUAGE.to_owned(), name: String::new() },
                named => language(named),
            };
            for text in translation.children().filter(|child| child.name == "text") {
                self.text(text, &own.code, reading);
            }
            let default = matches!(translation.attribute("default"), "true()" | "true");
            self.languages.insert(if default { 0 } else { self.languages.len() }, own);
        }
    }

    fn text(&mut self, text: &Element, code: &str, reading: &mut Reading) {
        let id = text.attribute("id").to_owned();
        for value in text.children().filter(|child| child.name == "value") {
            let words = value.text();
            match value.attribute("form") {
                // A label that is only there because there is a picture.
                _ if words.is_empty() || words == "-" => (),
                "" | "long" => drop(self.texts.entry(id.clone()).or_default().insert(code.to_owned(), words)),
                "guidance" => drop(self.guidances.entry(id.clone()).or_default().insert(code.to_owned(), words)),
                "short" => (),
                media => reading.warn(&node_path(&id), "itext", FindingCode::MediaLeftOut, media),
            }
        }
    }

    /// A secondary instance: a list of choices.
    fn list(&mut self, instance: &Element, reading: &mut Reading) {
        let id = instance.attribute("id").to_owned();
        if !instance.attribute("src").is_empty() {
            reading.refuse("", "instance", FindingCode::FeatureUnsupported, instance.attribute("src"));
            return;
        }
        let items = instance.children().flat_map(Element::children).filter(|item| item.name == "item");
        let choice = |item: &Element| {
            let text = |name: &str| item.child(name).map(Element::text).unwrap_or_default();
            let by_id = self.texts.get(&text("itextId")).cloned();
            let plain = || self.plain(&text("label"));
            let known = |name: &str| matches!(name, "name" | "label" | "itextId");
            let columns = item.children().filter(|column| !known(&column.name));
            let columns =
                columns.map(|column| (column.name.clone(), column.text())).filter(|(_, text)| !text.is_empty());
            Choice { name: text("name"), label: by_id.unwrap_or_else(plain), columns: columns.collect() }
        };
        let choices: Vec<Choice> = items.map(choice).collect();
        self.lists.insert(id, choices);
    }

    fn plain(&self, text: &str) -> Words {
        let code = self.languages.first().map_or(NO_LANGUAGE, |language| &language.code);
        if text.is_empty() { Words::new() } else { Words::from([(code.to_owned(), text.to_owned())]) }
    }

    /// An attribute of the binding of a node.
    pub fn bind(&self, path: &str, name: &str) -> String {
        self.binds.get(&node_path(path)).map(|bind| bind.attribute(name).to_owned()).unwrap_or_default()
    }

    /// What a node begins with.
    pub fn first_value(&self, path: &str) -> Option<String> {
        self.first_values.get(&node_path(path)).cloned()
    }

    /// The words of a label or hint.
    pub fn words(&self, element: Option<&Element>) -> Words {
        let Some(element) = element else { return Words::new() };
        match itext_id(element.attribute("ref")) {
            Some(id) => self.texts.get(id).cloned().unwrap_or_default(),
            None => self.plain(&element.text()),
        }
    }

    /// What helps to ask, which stands beside a hint.
    pub fn guidance(&self, hint: Option<&Element>) -> Words {
        let id = hint.and_then(|hint| itext_id(hint.attribute("ref")));
        id.and_then(|id| self.guidances.get(id)).cloned().unwrap_or_default()
    }

    /// The words of a message.
    pub fn message(&self, text: &str) -> Words {
        match itext_id(text) {
            Some(id) => self.texts.get(id).cloned().unwrap_or_default(),
            None => self.plain(text),
        }
    }

    /// A choice that stands in its question.
    pub fn choice(&self, name: &str, label: Option<&Element>) -> Choice {
        Choice { name: name.to_owned(), label: self.words(label), columns: BTreeMap::new() }
    }
}

/// The id in `jr:itext('id')`.
fn itext_id(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    inside
        .strip_prefix('\'')
        .and_then(|id| id.strip_suffix('\''))
        .or_else(|| inside.strip_prefix('"')?.strip_suffix('"'))
}

/// The list and the filter of `instance('list')/root/item[filter]`.
pub fn itemset(nodeset: &str) -> Option<(String, String)> {
    let rest = nodeset.trim().strip_prefix("instance(")?;
    let (id, rest) = rest.split_once(')')?;
    let rest = rest.trim().strip_prefix("/root/item")?;
    // What follows a shuffle, a seed, is not needed.
    let filter = rest.trim().strip_prefix('[').and_then(|rest| rest.rsplit_once(']')).map_or("", |(filter, _)| filter);
    Some((id.trim().trim_matches(['\'', '"']).to_owned(), filter.trim().to_owned()))
}
