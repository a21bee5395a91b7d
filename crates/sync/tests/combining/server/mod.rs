//! Servers of files on this computer alone: Apache, one that answers like Nextcloud, an S3, and ones that mean harm.

pub mod apache;
pub mod s3;
pub mod scripted;

use std::{sync::Arc, time::Duration};

use rcgen::PublicKeyData;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use sync::{Patience, Place, PlaceFault, Site};

pub const USER: &str = "laptop";
pub const PASSWORD: &str = "the password of the place";

/// A key of a server, and the certificate that it made for itself.
pub struct Key {
    pub certificate: rcgen::Certificate,
    pub key: rcgen::KeyPair,
}

impl Key {
    pub fn new() -> Self {
        let made = rcgen::generate_simple_self_signed(vec![String::from("127.0.0.1")]).expect("a certificate");
        Self { certificate: made.cert, key: made.signing_key }
    }

    pub fn pin(&self) -> String {
        Sha256::digest(self.key.subject_public_key_info()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn key_pem(&self) -> String {
        armour("PRIVATE KEY", self.key.serialized_der())
    }

    pub fn certificate_pem(&self) -> String {
        armour("CERTIFICATE", self.certificate.der())
    }

    pub fn config(&self) -> Arc<rustls::ServerConfig> {
        let chain = vec![CertificateDer::from(self.certificate.der().to_vec())];
        let key = PrivateKeyDer::try_from(self.key.serialized_der().to_vec()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = rustls::ServerConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().expect("TLS 1.3").with_no_client_auth();
        Arc::new(builder.with_single_cert(chain, key).expect("a certificate and its key"))
    }
}

fn armour(label: &str, der: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in der.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let digit = char::from(DIGITS[(number >> (18 - 6 * at) & 63) as usize]);
            text.push(if at <= three.len() { digit } else { '=' });
        }
    }
    let lines: Vec<_> = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// As patient as a test.
pub fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        silence: Duration::from_millis(700),
        whole: Duration::from_secs(4),
        pauses: vec![Duration::from_millis(10); 2],
    }
}

/// WebDAV at a port of this computer.
pub fn dav(port: u16, pin: &str) -> Box<dyn Place> {
    dav_as(port, pin, PASSWORD).expect("an address")
}

pub fn dav_as(port: u16, pin: &str, password: &str) -> Result<Box<dyn Place>, PlaceFault> {
    let address = format!("https://{USER}@127.0.0.1:{port}/files/tomarigi#sha256={pin}");
    Site::read(&address)?.open_with(Some(password), &patience())
}
