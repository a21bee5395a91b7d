//! A list brought in and taken back in the real window, by the keyboard alone.

use std::{fs, path::Path, sync::Arc};

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use guarded::Guarded;
use office::{Hardness, Office, Places, SecretKind, SystemClock};
use thirtyfour::Key;

const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";
const LIST: &str = "参加者名簿,,,,\n氏名,国籍,受付日,電話番号,備考\nアマル カーン,アフガニスタン,2024/6/20,090-0000-0000,駅まで迎え\nバシル アフマディ,コンゴ,2024/6/21,,\nクレア ムベキ,エチオピア,R6.6.22,,\n合計,3,,,\n";
/// More keys than anybody would press to get from one control to another.
const TABS_MOST: usize = 60;

fn office_of(home: &Home) -> Office {
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    Office::new(places, Arc::new(SystemClock))
}

/// Answers the dialog of the system.
fn answer_dialog(window: &Window, path: &Path) -> Result<(), WindowError> {
    let dialog = window.screen.find("Open|開く")?;
    window.screen.xdotool(&["windowfocus", "--sync", &dialog])?;
    window.screen.xdotool(&["key", "ctrl+a"])?;
    window.screen.enter(&path.display().to_string())
}

/// Goes on with the tabulator until a control has the keyboard.
async fn tab_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    window.wait_for(testid).await?;
    for _ in 0..TABS_MOST {
        if window.focused().await? == testid {
            return Ok(());
        }
        window.keys(Key::Tab).await?;
    }
    panic!("the keyboard does not reach {testid}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_brought_in_mended_and_taken_back_by_keys_alone() -> Result<(), WindowError> {
    let home = Home::new()?;
    let office = office_of(&home);
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    office.lock();
    drop(office);
    let list = home.vault().with_file_name("list.csv");
    fs::write(&list, LIST)?;

    let window = Window::open(&home, &[]).await?;
    window.fill("lock-passphrase", PASSPHRASE).await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("lock-passphrase").await?;
    window.go("#/people/import").await?;
    tab_to(&window, "intake-choose").await?;
    window.shot("import-01-file").await?;
    window.keys(Key::Enter).await?;
    answer_dialog(&window, &list)?;
    window.wait_for("intake-columns").await?;
    window.settled().await?;
    window.shot("import-02-columns").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());

    tab_to(&window, "intake-check").await?;
    window.keys(Key::Enter).await?;
    window.wait_for("intake-summary").await?;
    window.settled().await?;
    window.shot("import-03-look").await?;
    assert!(window.text("intake-summary").await?.contains('2'), "two of three rows can be brought in");
    assert_eq!(window.axe().await?, Vec::<String>::new());
    tab_to(&window, "intake-mend-4-1").await?;
    window.keys(Key::Control + "a").await?;
    window.keys("コンゴ民主共和国").await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("intake-fault-4").await?;

    window.run("document.querySelector('h1')?.focus()", Vec::new()).await?;
    tab_to(&window, "intake-run").await?;
    window.keys(Key::Enter).await?;
    window.wait_for("intake-done").await?;
    window.settled().await?;
    window.shot("import-04-done").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());
    tab_to(&window, "intake-undo-1").await?;
    window.keys(Key::Enter).await?;
    tab_to(&window, "intake-undo-confirm").await?;
    window.shot("import-05-undo").await?;
    window.keys(Key::Enter).await?;
    window.wait_gone("intake-undo-1").await?;
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    window.stop().await?;

    let office = office_of(&home);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("it opens");
    assert_eq!(office.participants().expect("it is open"), 0, "nobody is left of the list");
    let past = office.read(|desk| desk.past_imports()).expect("the imports");
    assert_eq!(past.first().map(|import| import.row.added), Some(3), "all three had come in");
    Ok(())
}
