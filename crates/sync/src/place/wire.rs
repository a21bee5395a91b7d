//! One connection to one server: the only way from this program to a network.
//!
//! It goes to the host and port of the address and to nobody else, whatever an answer says and whatever the environment
//! names as a proxy; it follows no redirection; every answer is bounded in size and time.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_util::stream;
use http::{Method, Request, Response, StatusCode, header::HOST};
use http_body_util::{BodyExt, Full};
use hyper::{
    body::Incoming,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::site::Server;
use crate::fault::PlaceFault;

/// How long a server is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until an answer begins, and between two pieces of it.
    pub silence: Duration,
    /// Until an answer is whole.
    pub whole: Duration,
    /// Between two tries, after trouble that passes; there is one try more than pauses.
    pub pauses: Vec<Duration>,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        let pauses = vec![Duration::from_millis(400), Duration::from_millis(1600)];
        Self { connect: seconds(10), silence: seconds(20), whole: seconds(180), pauses }
    }
}

/// The most bytes of an answer that is no file.
const MOST_WORDS: usize = 8 * 1024 * 1024;
/// The most bytes of the head of an answer.
const MOST_HEAD: usize = 64 * 1024;
/// The most answers for one thing that is asked of a place: a list may come in pages.
const MOST_ANSWERS: u32 = 64;

/// What went wrong, and whether it may go right a moment later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trouble {
    pub fault: PlaceFault,
    pub passing: bool,
}

impl Trouble {
    const fn lasting(fault: PlaceFault) -> Self {
        Self { fault, passing: false }
    }

    const CUT: Self = Self { fault: PlaceFault::Unreachable, passing: true };
}

/// What one thing that is asked may take, and what went wrong with it.
#[derive(Debug, Default)]
struct Asking {
    file: usize,
    answers: u32,
    nothing: bool,
    trouble: Option<Trouble>,
}

/// The wire to a server.
#[derive(Debug, Clone)]
pub(super) struct Wire(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    server: Server,
    patience: Patience,
    tls: Arc<ClientConfig>,
    asking: Mutex<Asking>,
    kept: tokio::sync::Mutex<Option<SendRequest<Full<Bytes>>>>,
}

impl Wire {
    pub fn to(server: &Server, tls: ClientConfig, patience: Patience) -> Self {
        let (server, tls) = (server.clone(), Arc::new(tls));
        let inner = Inner { server, patience, tls, asking: Mutex::default(), kept: Default::default() };
        Self(Arc::new(inner))
    }

    /// Begins something new, for which a file of at most `most` bytes and one more is read.
    pub fn begin(&self, most: usize) {
        *self.0.asking() = Asking { file: most.saturating_add(1), ..Asking::default() };
    }

    /// What went wrong since [`begin`](Self::begin).
    pub fn trouble(&self) -> Option<Trouble> {
        self.0.asking().trouble
    }

    /// Whether any answer since [`begin`](Self::begin) was that there is nothing.
    pub fn found_nothing(&self) -> bool {
        self.0.asking().nothing
    }
}

impl HttpTransport for Wire {
    async fn fetch(&self, request: Request<Buffer>) -> opendal::Result<Response<HttpBody>> {
        let answer = timeout(self.0.patience.whole, self.0.ask(request)).await.unwrap_or(Err(Trouble::CUT));
        answer.map_err(|trouble| {
            self.0.asking().trouble = Some(trouble);
            Error::new(ErrorKind::Unexpected, "the wire")
        })
    }
}

impl Inner {
    fn asking(&self) -> std::sync::MutexGuard<'_, Asking> {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, request: Request<Buffer>) -> Result<Response<HttpBody>, Trouble> {
        let elsewhere = Trouble::lasting(PlaceFault::Answer);
        let uri = request.uri();
        let here = uri.scheme_str() == Some("https")
            && uri.host() == Some(self.server.host.as_str())
            && uri.port_u16().unwrap_or(443) == self.server.port;
        let most = {
            let mut asking = self.asking();
            asking.answers = asking.answers.saturating_add(1);
            if !here || asking.answers > MOST_ANSWERS {
                return Err(elsewhere);
            }
            if request.method() == Method::GET && uri.query().is_none() { asking.file } else { MOST_WORDS }
        };
        let method = request.method().clone();
        let answer = self.send(self.prepared(request)?).await?;
        let (head, body) = answer.into_parts();
        if let Some(trouble) = trouble_of(head.status) {
            return Err(trouble);
        }
        let bytes = read(body, most, self.patience.silence).await?;
        let empty = method.as_str() == "PROPFIND" && head.status == StatusCode::MULTI_STATUS && found_nothing(&bytes);
        if empty || head.status == StatusCode::NOT_FOUND {
            self.asking().nothing = true;
        }
        if empty {
            return Ok(answer_of(StatusCode::NOT_FOUND, &http::HeaderMap::new(), Bytes::new()));
        }
        Ok(answer_of(head.status, &head.headers, bytes))
    }

    /// The same request as it goes over a connection to the server itself.
    fn prepared(&self, request: Request<Buffer>) -> Result<Request<Full<Bytes>>, Trouble> {
        let bad = Trouble::lasting(PlaceFault::Address);
        let (mut head, body) = request.into_parts();
        let host = head.uri.authority().ok_or(bad)?.as_str().parse().map_err(|_| bad)?;
        head.headers.entry(HOST).or_insert(host);
        head.uri = head.uri.path_and_query().ok_or(bad)?.as_str().parse().map_err(|_| bad)?;
        head.extensions.clear();
        Ok(Request::from_parts(head, Full::new(body.to_bytes())))
    }

    /// Sends over the connection that stands, or over a new one: it may have ended while nothing was asked.
    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, Trouble> {
        let mut kept = self.kept.lock().await;
        if let Some(mut sender) = kept.take()
            && sender.ready().await.is_ok()
            && let Ok(Ok(answer)) = timeout(self.patience.silence, sender.send_request(request.clone())).await
        {
            *kept = Some(sender);
            return Ok(answer);
        }
        let mut sender = self.connect().await?;
        let sent = timeout(self.patience.silence, sender.send_request(request)).await;
        let answer = sent.map_err(|_| Trouble::CUT)?.map_err(|_| Trouble::CUT)?;
        *kept = Some(sender);
        Ok(answer)
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, Trouble> {
        let stream =
            timeout(self.patience.connect, shake_hands(&self.server, &self.tls)).await.map_err(|_| Trouble::CUT)??;
        let (sender, connection) = http1::Builder::new()
            .max_buf_size(MOST_HEAD)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(|_| Trouble::CUT)?;
        tokio::spawn(async move { drop(connection.await) });
        Ok(sender)
    }
}

/// Makes a connection and ends it.
pub(super) fn greet(server: &Server, tls: ClientConfig) -> Result<(), PlaceFault> {
    let runtime = runtime()?;
    let tls = Arc::new(tls);
    let greeted = runtime.block_on(async { timeout(Patience::default().connect, shake_hands(server, &tls)).await });
    greeted.map_err(|_| PlaceFault::Unreachable)?.map(drop).map_err(|trouble| trouble.fault)
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, PlaceFault> {
    tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|_| PlaceFault::Unreachable)
}

async fn shake_hands(server: &Server, tls: &Arc<ClientConfig>) -> Result<TlsStream<TcpStream>, Trouble> {
    let host = server.host.trim_matches(['[', ']']).to_owned();
    let stream = TcpStream::connect((host.as_str(), server.port)).await.map_err(|_| Trouble::CUT)?;
    let name = ServerName::try_from(host).map_err(|_| Trouble::lasting(PlaceFault::Address))?;
    TlsConnector::from(Arc::clone(tls)).connect(name, stream).await.map_err(|error| {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        match inner {
            // A key that was not agreed on is not tried a second time.
            Some(rustls::Error::InvalidCertificate(_)) => Trouble::lasting(PlaceFault::OtherKey),
            Some(_) => Trouble::lasting(PlaceFault::Answer),
            None => Trouble::CUT,
        }
    })
}

/// What an answer means that is neither a yes nor "there is none".
fn trouble_of(status: StatusCode) -> Option<Trouble> {
    let trouble = match status.as_u16() {
        // MKCOL answers 405 when the folder is there already.
        200..=299 | 404 | 405 | 409 | 416 => return None,
        401 | 403 | 407 => Trouble::lasting(PlaceFault::Refused),
        413 | 507 => Trouble::lasting(PlaceFault::Full),
        408 | 423 | 425 | 429 | 500..=599 => Trouble::CUT,
        _ => Trouble::lasting(PlaceFault::Answer),
    };
    Some(trouble)
}

/// Reads an answer piece by piece, and leaves off at the bound: what is too long is seen to be by its reader.
async fn read(mut body: Incoming, most: usize, silence: Duration) -> Result<Bytes, Trouble> {
    let mut bytes = BytesMut::new();
    while bytes.len() < most {
        let Some(frame) = timeout(silence, body.frame()).await.map_err(|_| Trouble::CUT)? else { break };
        if let Ok(data) = frame.map_err(|_| Trouble::CUT)?.into_data() {
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(data.get(..room.min(data.len())).unwrap_or_default());
        }
    }
    Ok(bytes.freeze())
}

/// Nextcloud and others answer "multiple states" for what is missing; the one state in it is that there is none.
fn found_nothing(bytes: &[u8]) -> bool {
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    holds(b" 404") && !holds(b" 200")
}

fn answer_of(status: StatusCode, headers: &http::HeaderMap, bytes: Bytes) -> Response<HttpBody> {
    let length = bytes.len();
    let body = HttpBody::new(stream::iter([Ok(Buffer::from(bytes))]), None);
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers.clone();
    // The bytes may be fewer than the head said, and OpenDAL wants to be told how many there are.
    answer.headers_mut().insert(http::header::CONTENT_LENGTH, length.into());
    answer.headers_mut().remove(http::header::CONTENT_RANGE);
    answer
}
