//! The address of a place, as one line of text without any secret.

use std::path::PathBuf;

use url::Url;

use super::{Folder, Patience, Pin, Place, remote::Remote};
use crate::fault::PlaceFault;

/// Longer than any address.
const LONGEST: usize = 2000;
const PINS: &str = "sha256=";

/// A place of files: a folder, or a server with the keys that were agreed on.
///
/// `/media/stick/figures`, `https://name@cloud.example/dav/figures#sha256=…`,
/// `s3+https://access-key@s3.example/bucket/figures?region=ap-northeast-1#sha256=…`. Several keys stand beside each other with commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Site {
    /// A folder.
    Folder(PathBuf),
    /// A server.
    Server(Server),
}

/// What is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speech {
    WebDav,
    S3 { bucket: String, region: String },
}

/// A server, whom to be there, and how to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub(super) speech: Speech,
    pub(super) host: String,
    pub(super) port: u16,
    /// The path on the server, with slashes around it.
    pub(super) path: String,
    pub(super) user: String,
    pub(super) pins: Vec<Pin>,
}

impl Site {
    /// Reads an address.
    ///
    /// # Errors
    /// [`PlaceFault::Address`] when it is none, holds a password, or names no key of its server.
    pub fn read(text: &str) -> Result<Self, PlaceFault> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST || text.chars().any(char::is_control) {
            return Err(PlaceFault::Address);
        }
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        let server = Server::without_pins(text)?;
        if server.pins.is_empty() { Err(PlaceFault::Address) } else { Ok(Self::Server(server)) }
    }

    /// Whether a password belongs to it.
    pub const fn needs_password(&self) -> bool {
        matches!(self, Self::Server(_))
    }

    /// Makes it ready to be used; nothing is sent yet.
    ///
    /// # Errors
    /// [`PlaceFault::Password`] when one is needed.
    pub fn open(&self, password: Option<&str>) -> Result<Box<dyn Place>, PlaceFault> {
        self.open_with(password, &Patience::default())
    }

    /// The same with another patience.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with(&self, password: Option<&str>, patience: &Patience) -> Result<Box<dyn Place>, PlaceFault> {
        match (self, password) {
            (Self::Folder(path), _) => Ok(Box::new(Folder::at(path))),
            (Self::Server(server), Some(password)) => Ok(Box::new(Remote::to(server, password, patience)?)),
            (Self::Server(_), None) => Err(PlaceFault::Password),
        }
    }
}

impl Server {
    /// Reads an address that may name no key yet.
    pub(super) fn without_pins(text: &str) -> Result<Self, PlaceFault> {
        let url = Url::parse(text.trim()).map_err(|_| PlaceFault::Address)?;
        let (speech, url) = match url.scheme() {
            "https" => (Speech::WebDav, url),
            "s3+https" => {
                let plain = text.trim().strip_prefix("s3+").ok_or(PlaceFault::Address)?;
                let url = Url::parse(plain).map_err(|_| PlaceFault::Address)?;
                let bucket = url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default().to_owned();
                let region = url.query_pairs().find(|(name, _)| name == "region").map(|(_, value)| value.into_owned());
                let region = region.filter(|region| !region.is_empty()).ok_or(PlaceFault::Address)?;
                (Speech::S3 { bucket, region }, url)
            }
            _ => return Err(PlaceFault::Address),
        };
        let mut path = url.path();
        if let Speech::S3 { bucket, .. } = &speech {
            let fits = (3..=63).contains(&bucket.len())
                && bucket.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '.'));
            path = path.get(bucket.len().saturating_add(1)..).filter(|_| fits).ok_or(PlaceFault::Address)?;
        } else if url.query().is_some() {
            return Err(PlaceFault::Address);
        }
        let pins = match url.fragment() {
            None => Vec::new(),
            Some(fragment) => {
                let pins = fragment.strip_prefix(PINS).ok_or(PlaceFault::Address)?;
                pins.split(',').map(str::parse).collect::<Result<_, _>>()?
            }
        };
        let user = decoded(url.username())?;
        if url.password().is_some() || user.is_empty() || pins.len() > 10 {
            return Err(PlaceFault::Address);
        }
        let path = match path.trim_matches('/') {
            "" => String::from("/"),
            path => format!("/{path}/"),
        };
        let host = url.host_str().ok_or(PlaceFault::Address)?.to_owned();
        Ok(Self { speech, host, port: url.port_or_known_default().unwrap_or(443), path, user, pins })
    }

    /// The server itself, without path and user.
    pub(super) fn origin(&self) -> String {
        format!("https://{}:{}", self.host, self.port)
    }
}

/// A user name as it was before it became part of an address.
fn decoded(text: &str) -> Result<String, PlaceFault> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next(), rest.next()].map(|digit| char::from(digit.unwrap_or_default()).to_digit(16));
            let [Some(high), Some(low)] = pair else { return Err(PlaceFault::Address) };
            bytes.push(u8::try_from(high << 4 | low).map_err(|_| PlaceFault::Address)?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| PlaceFault::Address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "#sha256=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    #[test]
    fn an_address_names_a_folder_or_a_server_with_its_key() {
        assert_eq!(Site::read("/media/stick"), Ok(Site::Folder("/media/stick".into())));
        let Ok(Site::Server(dav)) = Site::read(&format!("https://a%40b@cloud.example:8443/dav/x{KEY}")) else {
            panic!("a server")
        };
        assert_eq!((dav.user.as_str(), dav.port, dav.path.as_str(), dav.pins.len()), ("a@b", 8443, "/dav/x/", 1));
        let s3 = format!("s3+https://AKIA@s3.example/bucket/x/y?region=ap-northeast-1{KEY}");
        let Ok(Site::Server(s3)) = Site::read(&s3) else { panic!("a server") };
        let speech = Speech::S3 { bucket: "bucket".into(), region: "ap-northeast-1".into() };
        assert_eq!((s3.speech, s3.path.as_str(), s3.port), (speech, "/x/y/", 443));
    }

    #[test]
    fn an_address_without_a_key_or_with_a_password_or_without_a_cipher_is_none() {
        let bad = [
            "https://a@cloud.example/dav".to_owned(),
            format!("https://a:secret@cloud.example/dav{KEY}"),
            format!("http://a@cloud.example/dav{KEY}"),
            format!("https://cloud.example/dav{KEY}"),
            format!("https://a@cloud.example/dav?x=1{KEY}"),
            format!("s3+https://a@s3.example/bucket{KEY}"),
            format!("s3+https://a@s3.example/?region=x{KEY}"),
            format!("ftp://a@cloud.example/{KEY}"),
            "https://a@cloud.example/dav#sha256=00".to_owned(),
            "https://a@cloud.example/dav#other".to_owned(),
            String::new(),
        ];
        for address in bad {
            assert_eq!(Site::read(&address), Err(PlaceFault::Address), "{address}");
        }
    }
}
