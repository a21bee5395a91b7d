//! Event mode: counters and quick contacts, and what becomes of the contacts afterwards.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::programmes::ReasonCode;

/// A counter of one category.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EventCounter {
    /// The category.
    pub category: ReasonCode,
    /// The heads counted so far.
    pub heads: u32,
}

/// What the screen shows in event mode. Nobody on record is in it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EventView {
    /// The day of the activity.
    pub on: String,
    /// What it is called.
    pub title: String,
    /// In the order of the list.
    pub counters: Vec<EventCounter>,
    /// How many contacts were taken and wait; their names are not shown.
    pub contacts: u32,
    /// The ways to reach somebody, in order.
    pub ways: Vec<ReasonCode>,
}

/// Counts heads up, or down again.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountAtEventRequest {
    /// Code of the category.
    pub category: String,
    /// How many more; negative for fewer.
    pub step: i32,
}

/// A contact as it is entered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ContactInput {
    /// A name or a nickname.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// Code of the way to reach them.
    pub way: String,
    /// The number, the address.
    #[cfg_attr(test, ts(type = "string"))]
    pub value: Guarded<String>,
    /// In which language the sentence about keeping this was read to them.
    pub language: String,
    /// Whether they agreed to it; nothing is kept otherwise.
    pub agreed: bool,
}

/// Leaves event mode.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LeaveEventRequest {
    /// The passphrase of whoever began it.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// A contact that waits to be completed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuickContactView {
    /// Its number.
    pub id: u32,
    /// The day they were met.
    pub on: String,
    /// A name or a nickname.
    pub name: String,
    /// Code of the way to reach them.
    pub way: String,
    /// The number, the address.
    pub value: String,
    /// In which language the sentence was read to them.
    pub language: String,
}

/// The contacts that wait, the oldest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuickContactsView {
    /// They.
    pub contacts: Vec<QuickContactView>,
    /// The words of the ways to reach somebody, retired ones too.
    pub ways: Vec<ReasonCode>,
}

/// Names a contact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuickContactRequest {
    /// Its number.
    pub id: u32,
}

/// Makes a participant of a contact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompleteContactRequest {
    /// The contact.
    pub id: u32,
    /// Set after the likely duplicates have been looked at and none is the same person.
    pub not_a_duplicate: bool,
}

/// The participant who was made of a contact.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompletedContact {
    /// Their number.
    pub participant: u32,
}

/// Takes up again a contact that was let go a moment ago.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RestoreContactRequest {
    /// The day they were met.
    pub on: String,
    /// What was known.
    pub contact: ContactInput,
}
