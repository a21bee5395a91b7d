//! The page reaches nothing: what its policy forbids already is also impossible by other means.

use std::{net::SocketAddr, sync::OnceLock};

use tauri::{Url, webview::PlatformWebview};

/// A proxy that nobody answers at: whatever the page might try to load from elsewhere ends there.
pub fn nowhere() -> Url {
    static NOWHERE: OnceLock<Url> = OnceLock::new();
    NOWHERE.get_or_init(|| proxy_at(platform::reserve().unwrap_or(DISCARD))).clone()
}

/// Where nothing listens on any computer, for one without a network of its own.
const DISCARD: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 9);

fn proxy_at(address: SocketAddr) -> Url {
    Url::parse(&format!("socks5://{address}")).expect("an address of this computer makes an address of a proxy")
}

/// Switches off what the page has no use for: what could open a connection past the proxy, draw on drivers of the
/// graphics card, or keep something.
pub fn switch_off(page: &PlatformWebview) {
    platform::switch_off(page);
}

#[cfg(target_os = "linux")]
mod platform {
    use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};

    use gtk::prelude::ObjectExt;
    use rustix::{
        fd::OwnedFd,
        net::{AddressFamily, SocketFlags, SocketType, bind, getsockname, socket_with},
    };
    use tauri::webview::PlatformWebview;
    use webkit2gtk::WebViewExt;

    use crate::window::is_driven;

    const NOT_NEEDED: &[&str] = &[
        "enable-back-forward-navigation-gestures",
        "enable-developer-extras",
        "enable-dns-prefetching",
        "enable-encrypted-media",
        "enable-fullscreen",
        "enable-media",
        "enable-media-capabilities",
        "enable-media-stream",
        "enable-mediasource",
        "enable-mock-capture-devices",
        "enable-page-cache",
        "enable-webaudio",
        "enable-webgl",
        "enable-webrtc",
        "enable-write-console-messages-to-stdout",
        "javascript-can-access-clipboard",
        "javascript-can-open-windows-automatically",
    ];

    /// What a page could keep. The view of a test driver may, because a test looks at where it would.
    const NOT_KEPT: &[&str] = &["enable-html5-database", "enable-html5-local-storage"];

    /// A port of this computer that belongs to us and on which nobody listens: it refuses at once, and no other program
    /// can take it.
    pub fn reserve() -> Option<SocketAddr> {
        static RESERVED: std::sync::OnceLock<OwnedFd> = std::sync::OnceLock::new();
        let socket = socket_with(AddressFamily::INET, SocketType::STREAM, SocketFlags::CLOEXEC, None).ok()?;
        bind(&socket, &SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0)).ok()?;
        let address = getsockname(&socket).ok()?.try_into().ok()?;
        let _ = RESERVED.set(socket);
        Some(address)
    }

    pub fn switch_off(page: &PlatformWebview) {
        let Some(settings) = WebViewExt::settings(&page.inner()) else { return };
        let kept = if is_driven() { &[] } else { NOT_KEPT };
        // A newer or older WebKit may not know every one of them.
        for name in NOT_NEEDED.iter().chain(kept).filter(|name| settings.find_property(name).is_some()) {
            settings.set_property(name, false);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use std::{
        net::{Ipv4Addr, SocketAddr, TcpListener},
        sync::OnceLock,
    };

    use tauri::webview::PlatformWebview;

    /// A port of this computer that is ours; nobody takes the calls.
    pub fn reserve() -> Option<SocketAddr> {
        static RESERVED: OnceLock<TcpListener> = OnceLock::new();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?;
        let address = listener.local_addr().ok()?;
        let _ = RESERVED.set(listener);
        Some(address)
    }

    pub const fn switch_off(_: &PlatformWebview) {}
}
