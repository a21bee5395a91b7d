//! The report as a PDF: the same words and numbers as the document.

use paper::{Block, Column, Sheet, Table, WritePdfError};

use crate::{ActivityReport, Language, document::paragraphs, document::thousands, numbers::grouped, phrases::Phrases};

impl ActivityReport {
    /// Writes the report as a PDF on A4 paper. Blocks for a moment: the fonts of the computer are looked up.
    ///
    /// # Errors
    /// [`WritePdfError`] when a font of this computer cannot be embedded.
    pub fn to_pdf(&self) -> Result<Vec<u8>, WritePdfError> {
        self.sheet().to_pdf()
    }

    fn sheet(&self) -> Sheet {
        let phrases = Phrases::of(self.language);
        let language = match self.language {
            Language::Japanese => paper::Language::Japanese,
            Language::English => paper::Language::English,
        };
        let mut sheet = Sheet::new(language, &format!("{} {}", phrases.title, phrases.year(self.year)));
        sheet.add(Block::Title(format!("{}\n{}", phrases.title, phrases.year(self.year))));
        sheet.add(Block::Aside(phrases.days(self.year)));
        sheet.add(Block::Aside(self.organisation.clone()));
        sheet.add(Block::Heading(phrases.results.to_owned()));
        for (number, programme) in (1..).zip(&self.programmes) {
            sheet.add(Block::Heading(format!("({number}) {}", programme.name)));
            paragraphs(&programme.results).into_iter().for_each(|text| sheet.add(Block::Paragraph(text)));
        }
        self.matters(&mut sheet, phrases);
        self.appendix(&mut sheet, phrases);
        sheet
    }

    fn matters(&self, sheet: &mut Sheet, phrases: &Phrases) {
        let total = thousands(self.total_expenses_yen);
        sheet.add(Block::Heading(phrases.matters.to_owned()));
        sheet.add(Block::Heading(phrases.nonprofit_business.to_owned()));
        sheet.add(Block::Aside(phrases.total_expenses(&total)));
        let text = Column::text;
        let columns = vec![text(15), text(17), text(9), text(9), text(9), text(16), text(14), Column::number(11)];
        let mut rows: Vec<Vec<String>> =
            self.programmes.iter().map(|programme| crate::document::law_row(programme, phrases).into()).collect();
        let mut last = vec![String::new(); 7];
        if let Some(title) = last.first_mut() {
            phrases.total.clone_into(title);
        }
        last.push(total);
        rows.push(last);
        let header = phrases.law_table.map(str::to_owned).into();
        sheet.add(Block::Table(Table { columns, header, titled_rows: true, rows }));
        sheet.add(Block::Heading(phrases.other_business.to_owned()));
        sheet.add(Block::Aside(phrases.total_expenses("0")));
        sheet.add(Block::Paragraph(phrases.none.to_owned()));
    }

    fn appendix(&self, sheet: &mut Sheet, phrases: &Phrases) {
        sheet.add(Block::Heading(phrases.counting.to_owned()));
        let notes = phrases.counting_notes.map(str::to_owned).into_iter().chain(self.notes.clone());
        notes.for_each(|note| sheet.add(Block::Note(note)));
        let row = |figure: &crate::activity::FigureLine| {
            let words = [phrases.unit(figure.unit), phrases.basis(figure.basis)].map(str::to_owned);
            let [unit, basis] = words;
            vec![figure.label.clone(), grouped(figure.value), unit, basis]
        };
        sheet.add(Block::Table(Table {
            columns: vec![Column::text(48), Column::number(11), Column::text(27), Column::text(12)],
            header: phrases.figure_table.map(str::to_owned).into(),
            titled_rows: true,
            rows: self.figures.iter().map(row).collect(),
        }));
    }
}
