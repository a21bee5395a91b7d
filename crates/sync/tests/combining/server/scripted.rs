//! A server that answers as a test says, and writes down what was asked.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use rustls::{ServerConnection, StreamOwned};

use super::Key;

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub depth: String,
    pub body: Vec<u8>,
}

/// What is done.
pub enum Answer {
    Say(u16, Vec<u8>),
    /// With one more line in its head.
    Head(u16, String, Vec<u8>),
    /// So many bytes are promised, and only these come.
    Cut(usize, Vec<u8>),
    /// Never anything.
    Nothing,
    /// One byte after the other, forever.
    Drip,
}

pub struct Scripted {
    pub port: u16,
    pub pin: String,
    pub asked: Arc<Mutex<Vec<Asked>>>,
    /// Connections, whether they came to speak or not.
    pub reached: Arc<AtomicU64>,
}

impl Scripted {
    pub fn serve(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let key = Key::new();
        let (pin, config) = (key.pin(), key.config());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let (asked, reached) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicU64::new(0)));
        let (noted, counted, answer) = (Arc::clone(&asked), Arc::clone(&reached), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let (config, noted, answer) = (Arc::clone(&config), Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || {
                    let connection = ServerConnection::new(config).expect("a connection");
                    let mut stream = StreamOwned::new(connection, stream);
                    if let Some(one) = hear(&mut stream) {
                        noted.lock().expect("not poisoned").push(one.clone());
                        say(&mut stream, answer(&one));
                    }
                });
            }
        });
        Self { port, pin, asked, reached }
    }

    pub fn methods(&self) -> Vec<String> {
        self.asked.lock().expect("not poisoned").iter().map(|one| one.method.clone()).collect()
    }
}

type Tls = StreamOwned<ServerConnection, TcpStream>;

fn hear(stream: &mut Tls) -> Option<Asked> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let headers: BTreeMap<_, _> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value)).collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    let depth = headers.get("depth").copied().unwrap_or_default().to_owned();
    Some(Asked { method: first.next()?.to_owned(), path: first.next()?.to_owned(), depth, body })
}

fn say(stream: &mut Tls, answer: Answer) {
    let (status, more, promised, body) = match answer {
        Answer::Say(status, body) => (status, String::new(), body.len(), body),
        Answer::Head(status, more, body) => (status, format!("{more}\r\n"), body.len(), body),
        Answer::Cut(promised, body) => (200, String::new(), promised, body),
        Answer::Nothing => return thread::sleep(Duration::from_secs(3)),
        Answer::Drip => {
            let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let mut alive = stream.write_all(head).is_ok();
            while alive {
                alive = stream.write_all(b"1\r\nx\r\n").and_then(|()| stream.flush()).is_ok();
                thread::sleep(Duration::from_millis(50));
            }
            return;
        }
    };
    let head = format!("HTTP/1.1 {status} As Told\r\n{more}Content-Length: {promised}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).and_then(|()| stream.flush());
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// Keeps files, and answers as Nextcloud does: "multiple states" for what is missing, 409 for a file without its folder.
pub fn nextcloud() -> Scripted {
    let files: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
    let folders = Mutex::new(vec![String::from("/files/tomarigi")]);
    Scripted::serve(move |asked| {
        let (mut files, mut folders) = (files.lock().expect("not poisoned"), folders.lock().expect("not poisoned"));
        let path = asked.path.trim_end_matches('/').to_owned();
        let parent = path.rsplit_once('/').map(|(parent, _)| parent.to_owned()).unwrap_or_default();
        let (is_folder, is_file) = (folders.contains(&path), files.contains_key(&path));
        match asked.method.as_str() {
            "PROPFIND" if !is_folder && !is_file => Answer::Say(207, states(&[missing(&path)])),
            "PROPFIND" => {
                let within = |other: &&String| other.rsplit_once('/').is_some_and(|(parent, _)| parent == path);
                let mut found = vec![if is_folder { folder(&path) } else { file(&path, files[&path].len()) }];
                if asked.depth == "1" {
                    found.extend(folders.iter().filter(within).map(|path| folder(path)));
                    found.extend(files.keys().filter(within).map(|path| file(path, files[path].len())));
                }
                Answer::Say(207, states(&found))
            }
            "MKCOL" if is_folder => Answer::Say(405, Vec::new()),
            "MKCOL" | "PUT" if !folders.contains(&parent) => Answer::Say(409, Vec::new()),
            "MKCOL" => {
                folders.push(path);
                Answer::Say(201, Vec::new())
            }
            "PUT" => {
                files.insert(path, asked.body.clone());
                Answer::Say(201, Vec::new())
            }
            "GET" if is_file => Answer::Say(200, files[&path].clone()),
            "DELETE" if files.remove(&path).is_some() => Answer::Say(204, Vec::new()),
            _ => Answer::Say(404, Vec::new()),
        }
    })
}

fn states(of: &[String]) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\">{}</d:multistatus>", of.concat()).into_bytes()
}

fn missing(path: &str) -> String {
    format!("<d:response><d:href>{path}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>")
}

fn found(path: &str, properties: &str) -> String {
    format!(
        "<d:response><d:href>{path}</d:href><d:propstat><d:prop>{properties}\
         <d:getlastmodified>Wed, 01 May 2024 00:00:00 GMT</d:getlastmodified></d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

fn folder(path: &str) -> String {
    found(&format!("{path}/"), "<d:resourcetype><d:collection/></d:resourcetype>")
}

fn file(path: &str, length: usize) -> String {
    found(path, &format!("<d:resourcetype/><d:getcontentlength>{length}</d:getcontentlength>"))
}
