//! What is not supported is refused by the name of its sheet, row, column and word.

use super::{super::FindingCode, import};

/// Row, column, code and word of everything that is refused.
fn refused(text: &str) -> Vec<(Option<u32>, String, FindingCode, String)> {
    let import = import(text);
    assert!(import.form.is_none() || import.refused.is_empty());
    import.refused.into_iter().map(|found| (found.row, found.column, found.code, found.what)).collect()
}

fn survey(row: &str) -> Vec<(Option<u32>, String, FindingCode, String)> {
    refused(&format!(
        "# survey
         type | name | label | relevant | calculation | constraint | appearance | trigger | choice_filter | default | constraint_message
         text | before | Before
         {row}
         # choices
         list_name | name | label
         l | a | A
         l | b | B
         spaced | one two | One"
    ))
}

#[test]
fn a_type_is_refused_by_its_name() {
    for kind in [
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "audio",
        "video",
        "file",
        "barcode",
        "select_one_from_file towns.csv",
        "select_multiple_from_file towns.csv",
        "select_one_external towns",
        "csv-external",
        "xml-external",
        "begin_kobomatrix",
        "begin_score",
        "score__row",
        "begin_rank",
        "begin loop over l",
        "osm",
        "photo",
        "nonsense",
        "select_one",
        "select_one two lists",
    ] {
        let found = survey(&format!("{kind} | x | X"));
        let wanted = (Some(3), "type".to_owned(), FindingCode::TypeUnsupported, kind.to_owned());
        assert_eq!(found, [wanted], "{kind}");
    }
}

#[test]
fn a_function_is_refused_by_its_name_and_column() {
    let cell = |column: usize, expression: &str| {
        let mut cells = [""; 8];
        cells[column] = expression;
        survey(&format!("text | x | X | {}", cells.join(" | ")))
    };
    let pulled = cell(1, "pulldata('towns', 'name', 'key', ${before})");
    assert_eq!(pulled, [(Some(3), "calculation".to_owned(), FindingCode::FunctionUnsupported, "pulldata".to_owned())]);
    let random = cell(0, "random() > 0.5");
    assert_eq!(random, [(Some(3), "relevant".to_owned(), FindingCode::FunctionUnsupported, "random".to_owned())]);
    let predicate = cell(2, ". = instance('l')/root/item[name = 'a']/label");
    assert_eq!(predicate[0].2, FindingCode::ExpressionUnsupported);
    assert_eq!(
        cell(0, "${after} = 1")[0],
        (Some(3), "relevant".to_owned(), FindingCode::ReferenceUnknown, "after".to_owned())
    );
    assert_eq!(cell(2, ". > ")[0].2, FindingCode::ExpressionBroken);
    assert_eq!(
        cell(2, "regex(., '(')")[0],
        (Some(3), "constraint".to_owned(), FindingCode::PatternBroken, "(".to_owned())
    );
    assert_eq!(
        cell(3, "search('towns')")[0],
        (Some(3), "appearance".to_owned(), FindingCode::AppearanceUnsupported, "search()".to_owned())
    );
    assert_eq!(
        cell(4, "${before}")[0],
        (Some(3), "trigger".to_owned(), FindingCode::FeatureUnsupported, "trigger".to_owned())
    );
    assert_eq!(cell(7, "More than ${before}")[0].2, FindingCode::FeatureUnsupported, "no value is put into a message");
}

#[test]
fn choices_must_be_there_and_have_names_that_can_be_told_apart() {
    assert_eq!(survey("select_one none | x | X")[0].2, FindingCode::ListMissing);
    assert_eq!(survey("select_multiple spaced | x | X")[0].2, FindingCode::ChoiceWithSpace);
    assert!(survey("select_one spaced | x | X").is_empty(), "one choice may have a space in its name");
    assert_eq!(survey("select_one ${before} | x | X")[0].2, FindingCode::FeatureUnsupported);
    let twice = refused(
        "# survey\ntype | name | label\nselect_one l | x | X\n# choices\nlist_name | name | label\nl | a | A\nl | a | Again\nl | | Nameless",
    );
    let found: Vec<_> = twice.into_iter().map(|(row, _, code, _)| (row, code)).collect();
    assert_eq!(found, [(Some(3), FindingCode::NameTwice), (Some(4), FindingCode::NameMissing)]);
}

#[test]
fn what_begins_must_end() {
    assert_eq!(survey("begin_group | g | G")[0].2, FindingCode::GroupUnbalanced);
    assert_eq!(survey("end_group | |")[0].2, FindingCode::GroupUnbalanced);
    assert_eq!(survey("begin_group | g | G\nend_repeat | |")[0].2, FindingCode::GroupUnbalanced);
}

#[test]
fn names_are_unique_and_can_stand_in_an_expression() {
    assert_eq!(survey("text | before | Again")[0].2, FindingCode::NameTwice);
    assert_eq!(survey("text | 1st | First")[0].2, FindingCode::NameInvalid);
    assert_eq!(survey("text | two words | Two")[0].2, FindingCode::NameInvalid);
    assert_eq!(survey("text | | Nameless")[0].2, FindingCode::NameMissing);
}

#[test]
fn a_file_without_the_sheets_or_columns_is_told_which() {
    assert_eq!(refused("# list\nname | age\nA | 3")[0].2, FindingCode::SheetMissing);
    assert_eq!(refused("# survey\nname | label\na | A")[0].3, "type");
    assert_eq!(refused("# survey\ntype | label\ntext | A")[0].3, "name");
    assert_eq!(refused("# survey\ntype | name | label\nnote | n | Only a note")[0].2, FindingCode::NoQuestion);
    assert_eq!(refused("# survey\ntype | name | label")[0].2, FindingCode::NoQuestion);
    let headless = refused("# survey\ntype | name | label\nselect_one l | x | X\n# choices\nname | label\na | A");
    assert!(headless.iter().any(|(.., code, what)| *code == FindingCode::ColumnMissing && what == "list_name"));
    let external = refused("# survey\ntype | name | label\ntext | x | X\n# external_choices\nlist_name | name\nl | a");
    assert_eq!(external[0].3, "external_choices");
}

#[test]
fn what_is_left_out_is_told_and_the_form_is_taken() {
    let import = import(
        "# survey
         type | name | label | media::image | appearance | bind::odk:length | parameters
         start | start | | | | |
         deviceid | device | | | | |
         audit | audit | | | | |
         text | x | X | x.png | fancy | 12 | rows=3
         # settings
         form_id | public_key | style
         f | abc | pages
         # Notes of mine
         anything
         goes",
    );
    assert!(import.form.is_some(), "{:?}", import.refused);
    let told: Vec<_> = import.warnings.iter().map(|found| (found.code, found.what.as_str())).collect();
    for wanted in [
        (FindingCode::MetadataLeftOut, "start"),
        (FindingCode::MetadataLeftOut, "deviceid"),
        (FindingCode::MetadataLeftOut, "audit"),
        (FindingCode::MediaLeftOut, "image"),
        (FindingCode::AppearanceIgnored, "fancy"),
        (FindingCode::AppearanceIgnored, "rows"),
        (FindingCode::ColumnIgnored, "bind::odk:length"),
        (FindingCode::SettingIgnored, "public_key"),
        (FindingCode::SettingIgnored, "style"),
        (FindingCode::SheetIgnored, "Notes of mine"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
}

/// docs/forms.md is what authors of forms read.
#[test]
fn the_manual_names_every_function_and_every_type() {
    let manual = include_str!("../../../../../docs/forms.md");
    for name in crate::forms::expr::Function::names() {
        assert!(manual.contains(&format!("`{name}`")), "{name} is not in docs/forms.md");
    }
    for kind in super::super::xlsform::type_names() {
        assert!(manual.contains(&format!("`{kind}")), "{kind} is not in docs/forms.md");
    }
}
