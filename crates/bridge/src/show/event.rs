//! Event mode and what becomes of its contacts.

use casework::{activity::QuickContact, codes::Code};
use office::EventScreen;

use super::activities::words;
use crate::views::event::{EventCounter, EventView, QuickContactView, QuickContactsView};

/// Shows the screen of event mode.
pub fn screen(screen: EventScreen) -> EventView {
    let (categories, heads): (Vec<Code>, Vec<u32>) = screen.counters.into_iter().unzip();
    let counters = words(categories).into_iter().zip(heads);
    EventView {
        on: screen.on.to_string(),
        // EXPOSE: what the event is called, for those who hold it.
        title: screen.title.expose().clone(),
        counters: counters.map(|(category, heads)| EventCounter { category, heads }).collect(),
        contacts: screen.contacts,
        ways: words(screen.ways),
    }
}

/// Shows the contacts that wait.
pub fn contacts(found: Vec<(u32, QuickContact)>, ways: Vec<Code>) -> QuickContactsView {
    let contact = |(id, contact): (u32, QuickContact)| QuickContactView {
        id,
        on: contact.on.to_string(),
        // EXPOSE: shown to whoever may complete it.
        name: contact.name.expose().clone(),
        way: contact.way,
        // EXPOSE: as above.
        value: contact.value.expose().clone(),
        language: contact.language,
    };
    QuickContactsView { contacts: found.into_iter().map(contact).collect(), ways: words(ways) }
}
