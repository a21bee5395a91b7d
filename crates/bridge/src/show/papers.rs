//! Papers for companies.

use casework::{consent::Gate, ids::CompanyId};
use dossier::Given;
use guarded::Guarded;
use office::{CvGivenLine, CvPreview};
use paper::{Block, Sheet};

use super::people::gate_view;
use crate::views::{
    Language,
    papers::{CvFileKind, CvForm, CvGivenAnyway, CvGivenView, CvPreviewView, CvRecipientView, CvRoomView, PaperBlock},
};

pub fn room(companies: Vec<(CompanyId, Guarded<String>)>, given: Vec<CvGivenLine>) -> CvRoomView {
    let company = |(id, name): (CompanyId, Guarded<String>)| CvRecipientView { id: id.0, name };
    CvRoomView {
        companies: companies.into_iter().map(company).collect(),
        given: given.into_iter().map(given_view).collect(),
    }
}

fn given_view(line: CvGivenLine) -> CvGivenView {
    let given = line.given;
    let is_rirekisho = given.form == dossier::Form::Rirekisho.code();
    CvGivenView {
        given_on: given.on.to_string(),
        company: line.company,
        form: if is_rirekisho { CvForm::Rirekisho } else { CvForm::International },
        file: if given.file == "pdf" { CvFileKind::Pdf } else { CvFileKind::Docx },
        language: if given.language == "ja" { Language::Ja } else { Language::En },
        shown: given.shown,
        // EXPOSE: a member of staff, shown to their colleagues.
        given_by: line.by.map(|name| name.expose().clone()),
    }
}

pub fn preview(preview: &CvPreview) -> CvPreviewView {
    CvPreviewView {
        language: match preview.sheet.language {
            paper::Language::Japanese => Language::Ja,
            paper::Language::English => Language::En,
        },
        blocks: blocks(&preview.sheet),
        given_anyway: preview.given.iter().map(|given| given_anyway(*given)).collect(),
        gate: preview.gate.map(|state| gate_view(Gate::Recommending, state)),
    }
}

/// A sheet as the page draws it.
pub fn blocks(sheet: &Sheet) -> Vec<PaperBlock> {
    sheet.blocks.iter().map(block).collect()
}

fn block(block: &Block) -> PaperBlock {
    match block {
        Block::Title(text) => PaperBlock::Title { text: text.clone() },
        Block::Aside(text) => PaperBlock::Aside { text: text.clone() },
        Block::Heading(text) => PaperBlock::Heading { text: text.clone() },
        Block::Paragraph(text) => PaperBlock::Paragraph { text: text.clone() },
        Block::Note(text) => PaperBlock::Note { text: text.clone() },
        Block::Table(table) => {
            PaperBlock::Table { header: table.header.clone(), titled_rows: table.titled_rows, rows: table.rows.clone() }
        }
    }
}

const fn given_anyway(given: Given) -> CvGivenAnyway {
    match given {
        Given::Name => CvGivenAnyway::Name,
        Given::Contact => CvGivenAnyway::Contact,
        Given::Place => CvGivenAnyway::Place,
        Given::Nationality => CvGivenAnyway::Nationality,
    }
}
