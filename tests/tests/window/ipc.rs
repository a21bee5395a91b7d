//! What the page may ask of the program and of the world: what is written down, and nothing else.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acceptance::{
    program::{Home, binary},
    window::{Window, WindowError},
};
use serde_json::{Value, json};

/// What the capability of the page names of the framework's own commands.
const ALLOWED: [&str; 2] = ["plugin:event|listen", "plugin:event|unlisten"];

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_the_framework_is_refused_to_the_page() -> Result<(), WindowError> {
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    let commands = commands_of_the_framework()?;
    assert!(commands.len() > 100, "control: the list is the framework's whole list: {}", commands.len());

    for command in commands.iter().filter(|command| !ALLOWED.contains(&command.as_str())) {
        for arguments in [json!({}), json!({ "label": "main" }), json!({ "label": "main", "value": true, "rid": 1 })] {
            let refused = refusal(&window, command, &arguments).await?;
            assert!(refused.contains("not allowed"), "{command} {arguments}: {refused:?}");
        }
    }
    assert_eq!(refusal(&window, "session_status", &json!({ "request": null })).await?, "", "the program lives");
    assert!(refusal(&window, "a_command_nobody_wrote", &json!({})).await?.contains("not allowed"));
    window.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_channel_of_the_framework_holds_anything() -> Result<(), WindowError> {
    const FETCH: &str = "
        const done = arguments[arguments.length - 1];
        const fetched = (id) => window.__TAURI_INTERNALS__
            .invoke('plugin:__TAURI_CHANNEL__|fetch', null, { headers: { 'Tauri-Channel-Id': String(id) } })
            .then(() => id, () => null);
        const ids = Array.from({ length: 10001 }, (_, id) => id).concat([-1, 4294967296, 'x', '']);
        (async () => {
            const answered = [];
            for (let at = 0; at < ids.length; at += 100) {
                answered.push(...(await Promise.all(ids.slice(at, at + 100).map(fetched))).filter((id) => id !== null));
            }
            done(answered);
        })();";
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;

    let answered = window.run_async(FETCH, vec![]).await?;

    assert_eq!(answered, json!([]));
    assert_eq!(refusal(&window, "session_status", &json!({ "request": null })).await?, "", "the program lives");
    window.stop().await
}

/// A message that is none, a request without the key of the page, a frame within the page.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_past_the_front_door_is_refused_and_ends_nothing() -> Result<(), WindowError> {
    const PAST_THE_DOOR: &str = r#"
        const done = arguments[arguments.length - 1];
        const answered = [];
        const messages = ['', '{', 'null', '[]', '0', '{}', '{"cmd":"session_status"}', 'x'.repeat(1 << 20), '\u0000',
            JSON.stringify({ cmd: 'session_status', callback: 1, error: 2, payload: { request: null }, __TAURI_INVOKE_KEY__: 'x' })];
        for (const message of messages) {
            window.ipc?.postMessage(message);
            window.webkit?.messageHandlers?.ipc?.postMessage(message);
        }
        const ask = async (name, fetching, headers) => {
            try {
                // No answer at all is a refusal too.
                const silence = new Promise((late) => setTimeout(() => late({}), 3000));
                const asked = fetching('ipc://localhost/session_status', { method: 'POST', body: '{"request":null}', headers });
                const answer = await Promise.race([asked, silence]);
                if (answer.ok && answer.headers.get('Tauri-Response') === 'ok') answered.push(name);
            } catch {}
        };
        const frame = document.createElement('iframe');
        document.body.append(frame);
        (async () => {
            const said = { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2' };
            await ask('without a key', fetch, said);
            await ask('with a wrong key', fetch, { ...said, 'Tauri-Invoke-Key': 'x' });
            const within = frame.contentWindow;
            if (within) {
                if (within.__TAURI_INTERNALS__) answered.push('the door stands in a frame');
                await ask('from a frame', within.fetch.bind(within), { ...said, 'Tauri-Invoke-Key': 'x' });
                for (const message of messages) within.webkit?.messageHandlers?.ipc?.postMessage(message);
            }
            done(answered);
        })();"#;
    let home = Home::new()?;
    let window = Window::open(&home, &[]).await?;
    let before = window.program()?;

    let answered = window.run_async(PAST_THE_DOOR, vec![]).await?;

    assert_eq!(answered, json!([]));
    assert_eq!(refusal(&window, "session_status", &json!({ "request": null })).await?, "", "the program lives");
    assert_eq!(window.program()?, before);
    window.stop().await
}

/// The same attempts once as the program is, and once with its policy and its proxy taken away.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_foreign_runs_in_the_page_and_nothing_leaves_it() -> Result<(), WindowError> {
    assert_eq!(attempts("").await?, BTreeSet::new());

    let without = attempts("no-policy").await?;
    let expected =
        ["script-inline", "script-remote", "eval", "image-remote", "fetch-remote", "socket-remote", "worker-blob"];
    for name in expected {
        assert!(without.contains(name), "control: without a policy it would succeed: {name}; these did: {without:?}");
    }
    assert!(without.len() >= 20, "control: {without:?}");
    Ok(())
}

/// Makes every attempt; returns those that succeeded.
async fn attempts(trial: &str) -> Result<BTreeSet<String>, WindowError> {
    let listener = Listener::start()?;
    let home = Home::new()?;
    let window = Window::open_with(&home, &[], &[("TOMARIGI_TRIAL", trial)]).await?;
    let mut succeeded = BTreeSet::new();
    for (name, attempt) in ATTEMPTS {
        let script = format!("{RUN_ATTEMPT}\nattempt(async (host, ran) => {{ {attempt} }});");
        let outcome = window.run_async(&script, vec![json!(listener.host()), json!(name)]).await;
        if outcome.as_ref().is_ok_and(|ran| ran == &json!(true)) {
            succeeded.insert((*name).to_owned());
        }
        let address = window.run("return location.href", vec![]).await?;
        if !address.as_str().unwrap_or_default().starts_with("tauri://localhost") {
            succeeded.insert((*name).to_owned());
            drop(window);
            return Ok(succeeded);
        }
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    succeeded.extend(listener.heard());
    window.stop().await?;
    Ok(succeeded)
}

/// Calls back with whether foreign code ran; what reaches the listener says its name there.
const RUN_ATTEMPT: &str = "
    const [host, name, done] = arguments;
    const attempt = (body) => {
        let ran = false;
        window.__ran = () => (ran = true);
        const all = Promise.resolve().then(() => body(`http://${host}/${name}`, () => (ran = true))).catch(() => null);
        Promise.race([all, new Promise((late) => setTimeout(late, 1500))])
            .then(() => new Promise((later) => setTimeout(later, 250)))
            .then(() => done(ran));
    };";

/// What a page that has been taken over would try: the name, and the attempt.
const ATTEMPTS: &[(&str, &str)] = &[
    (
        "script-inline",
        "const s = document.createElement('script'); s.textContent = 'window.__ran()'; document.body.append(s);",
    ),
    (
        "handler-inline",
        "const d = document.createElement('div'); d.setAttribute('onclick', 'window.__ran()'); document.body.append(d); d.click();",
    ),
    (
        "script-javascript-url",
        "const a = document.createElement('a'); a.href = 'javascript:window.__ran()'; document.body.append(a); a.click();",
    ),
    ("eval", "(0, eval)('window.__ran()');"),
    ("new-function", "new Function('window.__ran()')();"),
    ("timeout-of-text", "setTimeout('window.__ran()', 0);"),
    (
        "script-data",
        "const s = document.createElement('script'); s.src = 'data:text/javascript,window.__ran()'; document.body.append(s);",
    ),
    (
        "script-blob",
        "const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob(['window.__ran()'])); document.body.append(s);",
    ),
    ("script-remote", "const s = document.createElement('script'); s.src = host; document.body.append(s);"),
    ("import-data", "await import('data:text/javascript,window.__ran()');"),
    ("import-blob", "await import(URL.createObjectURL(new Blob(['window.__ran()'], { type: 'text/javascript' })));"),
    ("import-remote", "await import(host);"),
    (
        "worker-blob",
        "const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); await new Promise((r) => (w.onmessage = r)); ran();",
    ),
    ("service-worker", "await navigator.serviceWorker.register('/'); ran();"),
    ("image-remote", "const i = new Image(); i.src = host; document.body.append(i);"),
    ("fetch-remote", "await fetch(host, { mode: 'no-cors' });"),
    (
        "xhr-remote",
        "const x = new XMLHttpRequest(); x.open('POST', host); x.send('x'); await new Promise((r) => (x.onloadend = r));",
    ),
    (
        "socket-remote",
        "const s = new WebSocket(host.replace('http', 'ws')); await new Promise((r) => (s.onclose = r));",
    ),
    ("event-source", "const s = new EventSource(host); await new Promise((r) => (s.onerror = r)); s.close();"),
    ("beacon", "navigator.sendBeacon(host, 'x');"),
    (
        "peer-connection",
        "const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL(host).host }] }); p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer()); ran();",
    ),
    ("camera", "await navigator.mediaDevices.getUserMedia({ audio: true, video: true }); ran();"),
    ("place", "await new Promise((r) => navigator.geolocation.getCurrentPosition(() => { ran(); r(); }, r));"),
    ("notification", "if ((await Notification.requestPermission()) === 'granted') ran();"),
    (
        "style-inline",
        "const s = document.createElement('style'); s.textContent = 'body { --ran: yes }'; document.head.append(s); if (getComputedStyle(document.body).getPropertyValue('--ran').trim() === 'yes') ran();",
    ),
    (
        "style-remote",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = host; document.head.append(l);",
    ),
    ("font-remote", "await new FontFace('x', `url(${host})`).load();"),
    (
        "prefetch",
        "for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'icon', 'manifest']) { const l = document.createElement('link'); l.rel = rel; l.as = 'image'; l.href = host; document.head.append(l); }",
    ),
    (
        "media-remote",
        "const v = document.createElement('video'); v.src = host; v.preload = 'auto'; document.body.append(v); v.load(); await new Promise((r) => (v.onerror = r));",
    ),
    (
        "object-remote",
        "const o = document.createElement('object'); o.data = host; o.type = 'application/pdf'; document.body.append(o);",
    ),
    (
        "embed-remote",
        "const e = document.createElement('embed'); e.src = host; e.type = 'application/pdf'; document.body.append(e);",
    ),
    ("frame-remote", "const f = document.createElement('iframe'); f.src = host; document.body.append(f);"),
    (
        "frame-inline",
        "const f = document.createElement('iframe'); f.srcdoc = '<script>parent.__ran()</script>'; document.body.append(f);",
    ),
    (
        "base",
        "const b = document.createElement('base'); b.href = host; document.head.append(b); if (document.baseURI.startsWith(host)) ran(); b.remove();",
    ),
    ("window-open", "const w = window.open(host); if (w) ran();"),
    (
        "download",
        "const a = document.createElement('a'); a.href = host; a.download = 'x'; document.body.append(a); a.click();",
    ),
    ("ping", "const a = document.createElement('a'); a.href = '#'; a.ping = host; document.body.append(a); a.click();"),
    ("clipboard", "await navigator.clipboard.readText(); ran();"),
    (
        "form",
        "const f = document.createElement('form'); f.action = host; f.method = 'post'; f.target = 'elsewhere'; const e = document.createElement('iframe'); e.name = 'elsewhere'; document.body.append(e, f); f.submit();",
    ),
    ("navigation", "location.href = host;"),
    ("navigation-data", "location.href = 'data:text/html,<h1>x</h1>';"),
    (
        "refresh",
        "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = `0;url=${host}`; document.head.append(m);",
    ),
];

/// A server on this computer that notes who comes: every attempt says its name in the path.
struct Listener {
    host: String,
    heard: Arc<Mutex<BTreeSet<String>>>,
}

impl Listener {
    fn start() -> Result<Self, WindowError> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let host = listener.local_addr()?.to_string();
        let heard = Arc::new(Mutex::new(BTreeSet::new()));
        let noted = Arc::clone(&heard);
        std::thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let path = answer(caller).unwrap_or_default();
                noted.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
            }
        });
        Ok(Self { host, heard })
    }

    fn host(&self) -> &str {
        &self.host
    }

    fn heard(&self) -> BTreeSet<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(mut caller: TcpStream) -> std::io::Result<String> {
    caller.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut begin = [0; 512];
    let read = caller.read(&mut begin)?;
    let line = String::from_utf8_lossy(&begin[..read]).into_owned();
    caller.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")?;
    let path = line.split_whitespace().nth(1).unwrap_or("a connection without words").trim_start_matches('/');
    Ok(path.to_owned())
}

/// Why a command was refused; empty when it was answered.
async fn refusal(window: &Window, command: &str, arguments: &Value) -> Result<String, WindowError> {
    const INVOKE: &str = "
        const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, request).then(
            () => done(''),
            (refused) => done('refused: ' + (refused instanceof Error ? refused : JSON.stringify(refused))),
        );";
    let refused = window.run_async(INVOKE, vec![json!(command), arguments.clone()]).await?;
    Ok(refused.as_str().unwrap_or_default().to_owned())
}

/// Every command that any permission of the framework could allow, as the build listed them.
fn commands_of_the_framework() -> Result<Vec<String>, WindowError> {
    binary()?;
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gen/schemas/acl-manifests.json");
    let manifests: Value = serde_json::from_str(&fs::read_to_string(list)?).expect("the list is JSON");
    let mut commands = BTreeSet::new();
    for (plugin, manifest) in manifests.as_object().expect("one entry a plugin") {
        let Some(plugin) = plugin.strip_prefix("core:") else { continue };
        for permission in manifest["permissions"].as_object().into_iter().flat_map(|permissions| permissions.values()) {
            let allowed = permission["commands"]["allow"].as_array().map(Vec::as_slice).unwrap_or_default();
            commands.extend(allowed.iter().filter_map(Value::as_str).map(|name| format!("plugin:{plugin}|{name}")));
        }
    }
    Ok(commands.into_iter().collect())
}
