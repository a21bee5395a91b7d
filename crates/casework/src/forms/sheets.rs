//! A spreadsheet as forms see it: texts with the rows and columns they stand in. Whoever read the file fills it.

/// A spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheets {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows that hold anything: the number beside them, and their cells from the first column.
    pub rows: Vec<(u32, Vec<String>)>,
}

impl Sheets {
    /// The sheet of a name, whatever its case and the spaces around it.
    pub fn named(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.trim().to_lowercase() == name)
    }
}
