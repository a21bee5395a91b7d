//! What is known of a participant beyond name and birth; the lists of codes.

use casework::codes::{Code, CodeList};
use chrono::NaiveDate;

use crate::views::profile::{CodeListView, CodeView};

pub fn code_list(list: CodeList, codes: Vec<Code>, today: NaiveDate) -> CodeListView {
    CodeListView {
        list: list.id().to_owned(),
        source: list.source().to_owned(),
        takes_own_codes: list.takes_own_codes(),
        codes: codes.into_iter().map(|code| code_view(code, today)).collect(),
    }
}

fn code_view(code: Code, today: NaiveDate) -> CodeView {
    CodeView {
        offered: code.valid.holds_on(today),
        code: code.code,
        ja: code.words.ja,
        en: code.words.en,
        valid_from: code.valid.from.map(|day| day.to_string()),
        valid_until: code.valid.until.map(|day| day.to_string()),
        standard: code.standard,
        kind_of: code.kind_of,
    }
}
