//! A tour of every screen with a picture of each: axe finds nothing, and the page meets no error of its own.

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use aggregates::FiscalYear;
use office::{Clock, SystemClock};
use serde_json::{Value, json};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_sound_in_japanese() -> Result<(), WindowError> {
    tour_of_the_sample("ja", None, "light").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_sound_in_english() -> Result<(), WindowError> {
    tour_of_the_sample("en", None, "light").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_sound_in_a_small_window() -> Result<(), WindowError> {
    tour_of_the_sample("ja", Some((1024, 700)), "light").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_sound_in_the_dark() -> Result<(), WindowError> {
    tour_of_the_sample("ja", None, "dark").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_the_first_run_is_sound_in_both_languages() -> Result<(), WindowError> {
    for language in ["ja", "en"] {
        let home = Home::new()?;
        let window = Window::open(&home, &[]).await?;
        let mut tour = Tour::new(&window, format!("{language}-first"));
        window.click(&format!("firstrun-language-{language}")).await?;
        tour.look("01-language").await?;
        window.click("firstrun-next").await?;
        tour.look("02-passphrase").await?;
        window.fill("firstrun-passphrase", "tomarigi").await?;
        window.click("firstrun-next").await?;
        window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
        tour.look("03-weak-passphrase").await?;
        window.click("firstrun-use-suggested").await?;
        tour.look("04-suggested-passphrase").await?;
        let passphrase = window.text("firstrun-suggested").await?;
        window.click("firstrun-next").await?;
        let code = window.text("recovery-code").await?;
        tour.look("05-recovery-sheet").await?;
        window.click("firstrun-next").await?;
        window.fill("recovery-retype", "AAAA-BBBB").await?;
        window.click("recovery-confirm").await?;
        window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
        tour.look("06-wrong-recovery-code").await?;
        window.fill("recovery-retype", &code).await?;
        window.click("recovery-confirm").await?;
        window.wait_for("today-first-day").await?;
        tour.look("07-first-day").await?;
        window.go("#/people").await?;
        tour.look("08-nobody-yet").await?;
        window.go("#/figures").await?;
        tour.look("09-nothing-counted-yet").await?;
        let code = change_the_key(&window, &mut tour, &passphrase).await?;
        window.click("lock-button").await?;
        window.wait_for("lock-passphrase").await?;
        tour.look("10-lock").await?;
        window.click("lock-switch").await?;
        tour.look("11-lock-recovery-code").await?;
        window.fill("lock-passphrase", &code).await?;
        window.click("lock-unlock").await?;
        window.wait_gone("lock-unlock").await?;
        tour.look("12-passphrase-due").await?;
        tour.end()?;
        window.stop().await?;
    }
    Ok(())
}

/// Changes the passphrase and makes a new recovery sheet in the settings; returns its code.
async fn change_the_key(window: &Window, tour: &mut Tour<'_>, passphrase: &str) -> Result<String, WindowError> {
    window.go("#/settings/keys").await?;
    window.click("key-passphrase").await?;
    window.wait_for("key-current").await?;
    tour.look("13-change-passphrase").await?;
    window.fill("key-current", "not the passphrase").await?;
    window.click("firstrun-use-suggested").await?;
    let changed = window.text("firstrun-suggested").await?;
    window.click("key-save").await?;
    window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
    window.fill("key-current", passphrase).await?;
    window.click("key-save").await?;
    window.wait_gone("key-save").await?;
    window.click("key-sheet").await?;
    window.fill("key-current", &changed).await?;
    tour.look("14-new-sheet").await?;
    window.click("key-save").await?;
    window.click("recovery-new").await?;
    let code = window.text("recovery-code").await?;
    tour.look("15-recovery-sheet-again").await?;
    window.click("firstrun-next").await?;
    window.fill("recovery-retype", &code).await?;
    window.click("recovery-confirm").await?;
    window.wait_for("lock-button").await?;
    Ok(code)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_would_notice_faults() -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    let mut tour = Tour::new(&window, String::from("control"));
    let faults = "
        const wide = document.createElement('img');
        wide.src = 'https://elsewhere.invalid/picture.png';
        wide.width = 3000;
        document.querySelector('main').append(wide);
        setTimeout(() => { throw new Error('planted'); });";
    window.run(faults, vec![]).await?;

    tour.look("faults").await?;

    for fault in ["image-alt", "policy: img-src", "error: Error: planted", "wider than the window"] {
        assert!(tour.wrong.iter().any(|found| found.contains(fault)), "{fault} is not among {:?}", tour.wrong);
    }
    window.stop().await
}

async fn tour_of_the_sample(language: &str, size: Option<(u32, u32)>, theme: &str) -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    let mut name = language.to_owned();
    if let Some((width, height)) = size {
        window.resize(width, height).await?;
        name = format!("{name}-{width}x{height}");
    }
    window.click(&format!("firstrun-language-{language}")).await?;
    window.click("open-sample").await?;
    window.wait_for("today-drafts").await?;
    if theme == "dark" {
        name = format!("{name}-dark");
        window.go("#/settings").await?;
        let dark = "document.querySelector('input[value=dark]').click(); return true";
        window.wait_until("the dark theme", dark).await?;
        window.go("#/today").await?;
    }
    let mut tour = Tour::new(&window, name);
    tour.casework().await?;
    tour.work().await?;
    tour.programmes().await?;
    tour.placement().await?;
    tour.profile().await?;
    tour.interview().await?;
    tour.figures().await?;
    tour.frame().await?;
    tour.end()?;
    window.stop().await
}

/// The parts of the settings, as the page lists them.
fn settings() -> Vec<&'static str> {
    let router = include_str!("../../../ui/src/router.svelte.ts");
    let list = router.split_once("settingsTabs = [").and_then(|(_, rest)| rest.split_once(']'));
    list.map(|(tabs, _)| tabs.split('"').skip(1).step_by(2).collect()).expect("the router lists them")
}

/// The parts of a profile.
const PROFILE: [&str; 8] = ["contact", "support", "residence", "language", "job", "schooling", "skill", "household"];

const REFUSED: &str = "return document.querySelector('[aria-invalid=true]') !== null";

/// Nothing is still being fetched.
const SETTLED: &str = "return document.querySelector('[role=progressbar], [aria-busy=true]') === null";

/// Looks at one screen after the other and tells at the end what was wrong.
struct Tour<'a> {
    window: &'a Window,
    name: String,
    wrong: Vec<String>,
}

impl<'a> Tour<'a> {
    fn new(window: &'a Window, name: String) -> Self {
        Self { window, name, wrong: vec![] }
    }

    async fn look(&mut self, screen: &str) -> Result<(), WindowError> {
        self.window.settled().await?;
        self.window.shot(&format!("screen-{}-{screen}", self.name)).await?;
        let mut found = self.window.axe().await?;
        found.extend(self.window.page_errors().await?);
        found.extend(self.overflow().await?);
        found.sort();
        found.dedup();
        self.wrong.extend(found.into_iter().map(|what| format!("{screen}: {what}")));
        Ok(())
    }

    /// Nothing may be wider than the window.
    async fn overflow(&self) -> Result<Option<String>, WindowError> {
        const WIDE: &str = "
            const [page, main] = [document.scrollingElement, document.querySelector('main')];
            return page.scrollWidth > innerWidth || (main !== null && main.scrollWidth > main.clientWidth)";
        Ok((self.window.run(WIDE, vec![]).await? == true).then(|| String::from("wider than the window")))
    }

    fn end(self) -> Result<(), WindowError> {
        assert!(self.wrong.is_empty(), "{}:\n{}", self.name, self.wrong.join("\n"));
        Ok(())
    }

    async fn casework(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        self.look("01-today").await?;
        window.go("#/people").await?;
        window.wait_for("people-row").await?;
        self.look("02-people").await?;
        window.fill("people-search", "zzzz").await?;
        window.wait_for("people-no-match").await?;
        self.look("03-nobody-found").await?;

        let (with_interview, _, _) = self.somebody().await?;
        window.go(&format!("#/people/{with_interview}")).await?;
        self.look("04-person").await?;
        window.click("tab-profile").await?;
        self.look("05-profile").await?;
        window.click("tab-consents").await?;
        self.look("06-consents").await?;
        window.click("consent-record").await?;
        window.wait_for("consent-save").await?;
        self.look("07-consent-dialog").await?;
        self.escape("consent-save").await?;
        window.click("consent-withdraw").await?;
        self.look("08-withdraw-dialog").await?;
        window.keys(Key::Escape).await?;
        window.go(&format!("#/people/{with_interview}/correct")).await?;
        self.look("09-correct-person").await?;

        window.go("#/people/new").await?;
        self.look("10-new-person").await?;
        window.click("participant-save").await?;
        window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
        self.look("11-new-person-refused").await?;
        window.fill("participant-name-preferred", &self.full_name().await?).await?;
        window.click("participant-save").await?;
        window.wait_for("duplicate-none").await?;
        self.look("12-duplicates-question").await?;
        self.escape("duplicate-none").await?;
        window.run("location.hash = '#/people'", vec![]).await?;
        window.wait_for("leave-anyway").await?;
        self.look("13-leave-unsaved").await?;
        window.click("leave-anyway").await?;
        window.settled().await
    }

    /// Every part of the profile of somebody of whom much is known, with the dialog in which it is entered.
    async fn profile(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        let whom = self.well_known().await?;
        window.go(&format!("#/people/{whom}")).await?;
        window.click("tab-profile").await?;
        window.wait_for("profile-panel").await?;
        for (number, kind) in PROFILE.iter().enumerate() {
            let into_view = format!("document.querySelector('[data-testid=profile-{kind}]').scrollIntoView()");
            window.run(&into_view, vec![]).await?;
            self.look(&format!("14-profile-{number}-{kind}")).await?;
            window.click(&format!("profile-edit-{kind}")).await?;
            self.look(&format!("14-profile-{number}-{kind}-dialog")).await?;
            window.keys(Key::Escape).await?;
        }
        window.click("tab-consents").await?;
        window.click("media-add").await?;
        window.click("media-save").await?;
        window.wait_until("a refusal", REFUSED).await?;
        self.look("15-media").await?;
        window.fill("media-medium", "見本新聞").await?;
        window.click("media-story").await?;
        window.click("media-save").await?;
        window.wait_for("gate-override").await?;
        self.look("15-media-without-consent").await?;
        window.keys(Key::Escape).await?;
        window.click("summary-open").await?;
        window.wait_for("summary-preview").await?;
        self.look("16-summary").await?;
        window.keys(Key::Escape).await?;
        window.go("#/people/new").await?;
        window.click("participant-scripts").await?;
        self.look("17-scripts").await?;
        window.go("#/settings/codes").await?;
        window.wait_for("code-uses").await?;
        window.click("code-edit").await?;
        window.wait_for("codes-retire").await?;
        self.look("18-code").await?;
        window.keys(Key::Escape).await?;
        window.settled().await
    }

    /// Somebody of whom something is known in every part of the profile, and who did not consent to media.
    async fn well_known(&self) -> Result<u64, WindowError> {
        let page = self
            .ask("list_people", json!({ "query": "", "order": "newest_contact", "offset": 0, "limit": 200 }))
            .await?;
        for row in page["rows"].as_array().into_iter().flatten() {
            let id = row["id"].as_u64().unwrap_or_default();
            let (profile, person) =
                (self.ask("profile", json!({ "id": id })).await?, self.ask("participant", json!({ "id": id })).await?);
            let has = |list: &str, least| profile[list].as_array().is_some_and(|records| records.len() >= least);
            let many = has("residence", 2) && has("contacts", 2) && has("languages", 2) && has("household", 1);
            let media = person["gates"].as_array().into_iter().flatten();
            let closed = media.filter(|gate| gate["gate"] == "media").all(|gate| gate["state"] == "missing");
            if many && closed && has("jobs", 1) && has("schoolings", 1) && has("skills", 1) {
                return Ok(id);
            }
        }
        panic!("the sample has nobody of whom much is known");
    }

    async fn work(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        window.go("#/tasks").await?;
        window.wait_for("work-add").await?;
        self.look("14-tasks").await?;
        window.click("work-add").await?;
        window.wait_for("work-title").await?;
        self.look("15-task-dialog").await?;
        self.escape("work-title").await?;
        window.go("#/people/import").await?;
        window.wait_until("the screen of imports", "return document.querySelector('main h1') !== null").await?;
        self.look("16-import").await?;
        window.go("#/people/duplicates").await?;
        window.wait_until("the screen of duplicates", "return document.querySelector('main h1') !== null").await?;
        self.look("17-duplicates").await
    }

    /// Every part of the programmes, a cohort with its grid and a mentor pair.
    async fn programmes(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        for (number, tab) in ["cohorts", "pairs", "mentors", "courses"].iter().enumerate() {
            window.go(&format!("#/programmes/{tab}")).await?;
            window.wait_until("the tab is filled", SETTLED).await?;
            self.look(&format!("18-programmes-{number}-{tab}")).await?;
        }
        for (address, name) in [("#/activities", "18-activities"), ("#/settings/articles", "18-articles")] {
            window.go(address).await?;
            window.wait_until("the page is filled", SETTLED).await?;
            self.look(name).await?;
        }
        let all = json!({ "course": "", "when": "all", "offset": 0, "limit": 1 });
        let cohorts = self.ask("list_cohorts", all).await?;
        let cohort = cohorts["rows"][0]["id"].as_u64().expect("the sample has a cohort");
        window.go(&format!("#/programmes/cohort/{cohort}")).await?;
        window.wait_until("the page is filled", SETTLED).await?;
        self.look("19-programmes-cohort").await?;
        let pairs = self.ask("list_pairs", json!({ "when": "all", "offset": 0, "limit": 1 })).await?;
        if let Some(pair) = pairs["rows"][0]["id"].as_u64() {
            window.go(&format!("#/programmes/pair/{pair}")).await?;
            window.wait_until("the page is filled", SETTLED).await?;
            self.look("19-programmes-pair").await?;
        }
        Ok(())
    }

    /// Every part of the companies, a company, an opening with who may fit, and a placement.
    async fn placement(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        for (number, tab) in ["list", "board", "openings"].iter().enumerate() {
            window.go(&format!("#/companies/{tab}")).await?;
            window.wait_until("the tab is filled", SETTLED).await?;
            self.look(&format!("26-companies-{number}-{tab}")).await?;
        }
        let openings = self.ask("openings", json!({ "open": true })).await?;
        let opening = &openings["rows"][0];
        let (id, company) = (&opening["id"], &opening["opening"]["company"]);
        window.go(&format!("#/companies/{company}")).await?;
        window.wait_until("the page is filled", SETTLED).await?;
        for part in ["contacts", "discussions", "openings", "placements", "history"] {
            window.click(&format!("companies-tab-{part}")).await?;
            self.look(&format!("27-company-{part}")).await?;
        }
        window.go(&format!("#/openings/{id}")).await?;
        window.wait_for("companies-fitting-row").await?;
        self.look("28-opening").await?;
        let board = self.ask("placement_board", Value::Null).await?;
        let placement = &board["rows"][0]["id"];
        window.go(&format!("#/placements/{placement}")).await?;
        window.wait_for("placements-timeline").await?;
        self.look("29-placement").await
    }

    async fn interview(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        let (_, interview, without_consent) = self.somebody().await?;
        window.go(&format!("#/interviews/{interview}")).await?;
        self.look("20-finished-interview").await?;
        window.go(&format!("#/people/{without_consent}/interview")).await?;
        window.wait_for("consent-script").await?;
        self.look("21-interview-consent").await?;
        window.click("consent-without").await?;
        window.wait_for("interview-q-wish").await?;
        self.look("22-interview-without-consent").await?;
        window.fill("interview-q-wish", "日本語の学校 ― مدرسة اللغة").await?;
        window
            .wait_until(
                "a saved draft",
                "return document.querySelector('[data-testid=interview-saved]')?.dataset.state === 'clean'",
            )
            .await?;
        window.keys(Key::F2).await?;
        self.look("23-interview-profile").await?;
        window.keys(Key::F2).await?;
        window.fill("interview-date", "2099-01-01").await?;
        window.click("interview-finish").await?;
        window.wait_until("a refusal", "return document.querySelector('[aria-invalid=true]') !== null").await?;
        self.look("24-interview-refused").await?;
        window.click("interview-discard").await?;
        window.wait_for("interview-discard-confirm").await?;
        self.look("25-discard-question").await?;
        window.click("interview-discard-confirm").await?;
        window.wait_for("tab-timeline").await
    }

    async fn figures(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        window.go("#/figures").await?;
        self.look("30-figures").await?;
        let year = self.year_to_approve().await?;
        window.click("figure-new_contacts").await?;
        window.wait_for("explain").await?;
        self.look("31-explained").await?;
        self.escape("explain-list").await?;
        for (place, part) in ["breakdown", "flow", "turnout"].iter().enumerate() {
            window.click(&format!("figures-{part}")).await?;
            window.wait_for(&format!("{part}-chart")).await?;
            self.look(&format!("36-{place}-{part}")).await?;
        }
        self.releases().await?;
        window.go("#/figures").await?;
        window.click("figures-glance").await?;
        window.go(&format!("#/figures/{year}/report")).await?;
        window.wait_for("report-sheet").await?;
        self.look("32-report").await?;
        window.click("report-edit-integration").await?;
        window.wait_for("report-save").await?;
        self.look("33-report-edit").await?;
        self.escape("report-save").await?;
        window.click("report-export-docx").await?;
        window.wait_for("report-approve-confirm").await?;
        self.look("34-approval").await?;
        self.approve().await?;
        window.wait_for("report-approved").await?;
        self.look("35-approved").await
    }

    async fn releases(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        window.click("figures-releases").await?;
        window.wait_for("releases-none").await?;
        self.look("37-0-nothing-published").await?;
        window.go("#/figures/2024/publish").await?;
        window.wait_for("release-tables").await?;
        self.look("37-1-tables").await?;
        window.click("release-build").await?;
        window.wait_for("builder-axis-0").await?;
        self.look("37-2-builder").await?;
        self.escape("builder-axis-0").await?;
        window.click("release-next").await?;
        window.wait_for("release-look-0").await?;
        self.look("37-3-what-leaves").await?;
        window.click("release-next").await?;
        window.wait_for("release-sign").await?;
        self.look("37-4-signature").await
    }

    async fn frame(&mut self) -> Result<(), WindowError> {
        let window = self.window;
        for (number, tab) in settings().iter().enumerate() {
            window.go(&format!("#/settings/{tab}")).await?;
            window.wait_for(&format!("settings-panel-{tab}")).await?;
            window.wait_until("the tab is filled", SETTLED).await?;
            self.look(&format!("40-settings-{number}-{tab}")).await?;
        }
        window.click("search-all").await?;
        window.fill("palette-query", "a").await?;
        window.wait_until("a person", "return document.querySelectorAll('[role=option]').length > 3").await?;
        self.look("41-search").await?;
        self.escape("palette-query").await?;
        window.click("lock-button").await?;
        window.wait_for("lock-passphrase").await?;
        self.look("42-lock-of-the-sample").await
    }

    /// The current year, once somebody was met whom no approval knows of.
    async fn year_to_approve(&self) -> Result<i32, WindowError> {
        let today = SystemClock.today();
        let participant = json!({
            "names": [{ "text": "Amal", "kind": "preferred" }], "birth": "", "nationality": "", "languages": [],
            "first_contact": today, "residence": null,
        });
        let added = self.ask("add_participant", json!({ "participant": participant, "not_a_duplicate": true })).await?;
        assert!(added["person"]["id"].is_u64(), "{added}");
        Ok(FiscalYear::containing(today).expect("today lies in a fiscal year").begins_in())
    }

    async fn approve(&self) -> Result<(), WindowError> {
        let tick = "document.querySelectorAll('dialog [type=checkbox]').forEach((box) => box.click())";
        self.window.run(tick, vec![]).await?;
        self.window.fill("report-approver", "amal").await?;
        self.window.click("report-approve-confirm").await
    }

    /// Closes a dialog that holds this element.
    async fn escape(&self, testid: &str) -> Result<(), WindowError> {
        self.window.keys(Key::Escape).await?;
        self.window.wait_gone(testid).await
    }

    /// Somebody with an interview and a consent, that interview, and somebody without consent.
    async fn somebody(&self) -> Result<(u64, u64, u64), WindowError> {
        let page = self
            .ask("list_people", json!({ "query": "", "order": "newest_contact", "offset": 0, "limit": 100 }))
            .await?;
        let (mut with, mut without) = (None, None);
        for row in page["rows"].as_array().into_iter().flatten() {
            let id = row["id"].as_u64().unwrap_or_default();
            let person = self.ask("participant", json!({ "id": id })).await?;
            let interview =
                person["timeline"].as_array().into_iter().flatten().find(|fact| fact["kind"] == "interview");
            let consents = person["consents"].as_array().map_or(0, Vec::len);
            if let Some(fact) = interview
                && consents > 0
                && person["interview_consent"] == true
            {
                with = with.or(fact["fact"].as_u64().map(|interview| (id, interview)));
            }
            if person["interview_consent"] == false && person["draft"].is_null() {
                without = without.or(Some(id));
            }
            if let (Some((with, interview)), Some(without)) = (with, without) {
                return Ok((with, interview, without));
            }
        }
        panic!("the sample has nobody with an interview among its newest, or nobody without consent")
    }

    /// The name of somebody: of one part it would be no sign of a duplicate by itself.
    async fn full_name(&self) -> Result<String, WindowError> {
        let page = self
            .ask("list_people", json!({ "query": "", "order": "newest_contact", "offset": 0, "limit": 100 }))
            .await?;
        let rows = page["rows"].as_array().into_iter().flatten();
        let mut names = rows.filter_map(|row| row["name"].as_str());
        Ok(names.find(|name| name.contains(' ')).expect("somebody has a name of two parts").to_owned())
    }

    async fn ask(&self, command: &str, request: Value) -> Result<Value, WindowError> {
        const INVOKE: &str = "
            const [command, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, (refused) => done({ refused }));";
        self.window.run_async(INVOKE, vec![json!(command), request]).await
    }
}
