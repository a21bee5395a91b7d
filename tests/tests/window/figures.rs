//! The charts of the figures in the real window, over the sample organisation.

use acceptance::{
    program::Home,
    window::{Window, WindowError},
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_a_chart_is_a_button_that_opens_its_records() -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    window.resize(1024, 700).await?;
    window.click("firstrun-language-en").await?;
    window.click("open-sample").await?;
    window.wait_for("today-drafts").await?;
    window.go("#/figures").await?;
    choose(&window, "figures-year", "2024").await?;

    window.click("figures-breakdown").await?;
    window.wait_for("breakdown-chart").await?;
    assert!(window.text("breakdown-chart-finding").await?.contains("103 persons"));
    window.shot("figures-01-months").await?;
    opens_as_many_records(&window, "breakdown-2024_04").await?;
    window.click("breakdown-chart-as-table").await?;
    assert_eq!(window.text("breakdown-total").await?, "103");
    choose(&window, "breakdown-axis", "region").await?;
    window.wait_for("breakdown-asia").await?;
    assert_eq!(window.text("breakdown-total").await?, "103", "however it is broken down");

    window.click("figures-flow").await?;
    window.wait_for("flow-chart").await?;
    window.shot("figures-02-pathway").await?;
    opens_as_many_records(&window, "flow-came-interviewed").await?;
    window.click("flow-chart-as-table").await?;
    assert_eq!(window.text("flow-new-first_contact").await?, "103", "everybody met in the year comes from nowhere");

    window.click("figures-turnout").await?;
    window.wait_for("turnout-chart").await?;
    window.shot("figures-03-attendance").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());
    assert_eq!(window.page_errors().await?, Vec::<String>::new());
    window.stop().await
}

/// Chooses from a list as a person does, so that the page hears of it.
pub(crate) async fn choose(window: &Window, list: &str, value: &str) -> Result<(), WindowError> {
    window.wait_for(list).await?;
    let script = "const list = document.querySelector(`[data-testid=\"${arguments[0]}\"]`);
                  list.value = arguments[1];
                  list.dispatchEvent(new Event('change', { bubbles: true }));
                  return list.value;";
    let chosen = window.run(script, vec![json!(list), json!(value)]).await?;
    assert_eq!(chosen, Value::from(value), "{list} offers it");
    window.settled().await
}

/// A number, and the list behind it: it says how long it is to who listens.
async fn opens_as_many_records(window: &Window, number: &str) -> Result<(), WindowError> {
    let shown: u64 = window.text(number).await?.parse().expect("a number");
    assert!(shown > 0, "{number} counts somebody");
    window.click(number).await?;
    window.wait_for("explain-list").await?;
    let rows = "return document.querySelectorAll('[data-testid=explain-row]').length > 0";
    window.wait_until("records", rows).await?;
    let heading = window.text("chart-records").await?;
    assert!(heading.contains(&shown.to_string()), "{heading}");
    window.keys(thirtyfour::Key::Escape).await?;
    window.wait_gone("explain-list").await
}
