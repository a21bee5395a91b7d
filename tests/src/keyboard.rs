//! Working the window by the keyboard alone, as somebody without a mouse does.

use thirtyfour::{Key, TypingData};

use crate::window::{Window, WindowError};

/// More keys than this to the next field are too many for anybody.
const TABS_MOST: usize = 60;

/// Moves on to a control.
///
/// # Errors
/// What the driver says.
///
/// # Panics
/// When it is not reached.
pub async fn tab_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    walk_to(window, testid, || Key::Tab.into()).await
}

/// Moves back to a control.
///
/// # Errors
/// What the driver says.
///
/// # Panics
/// When it is not reached.
pub async fn tab_back_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    walk_to(window, testid, || Key::Shift + Key::Tab).await
}

/// Moves to a field and types.
///
/// # Errors
/// What the driver says.
///
/// # Panics
/// When it is not reached.
pub async fn enter(window: &Window, testid: &str, text: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(text).await
}

/// Moves to a button and presses it.
///
/// # Errors
/// What the driver says.
///
/// # Panics
/// When it is not reached.
pub async fn press(window: &Window, testid: &str) -> Result<(), WindowError> {
    tab_to(window, testid).await?;
    window.keys(Key::Enter).await
}

/// Tabs are one stop: the arrow keys go on.
///
/// # Errors
/// What the driver says.
///
/// # Panics
/// When it is not among the tabs.
pub async fn right_to(window: &Window, testid: &str) -> Result<(), WindowError> {
    let mut pressed = 0;
    while window.focused().await? != testid {
        window.keys(Key::Right).await?;
        pressed += 1;
        assert!(pressed < 10, "{testid} is not among the tabs");
    }
    let selected = format!("return document.querySelector('[data-testid={testid}]').ariaSelected === 'true'");
    window.wait_until("the tab", &selected).await?;
    window.settled().await
}

async fn walk_to(window: &Window, testid: &str, step: impl Fn() -> TypingData) -> Result<(), WindowError> {
    window.settled().await?;
    let mut pressed = 0;
    while window.focused().await? != testid {
        window.keys(step()).await?;
        pressed += 1;
        assert!(pressed < TABS_MOST, "{testid} is not reached by the keyboard");
    }
    Ok(())
}
