//! Which keys of a server are agreed on. Nothing else makes a server trusted: no list of authorities that came with the
//! program or the computer.

use std::{fmt, str::FromStr, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
};
use sha2::{Digest, Sha256};

use super::{site::Server, wire};
use crate::{envelope::hex, fault::PlaceFault};

/// The SHA-256 of a public key of a certificate (RFC 7469, 2.4): of the server itself, or of who vouches for it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pin([u8; 32]);

impl Pin {
    fn of(certificate: &CertificateDer<'_>) -> Option<Self> {
        let parsed = ParsedCertificate::try_from(certificate).ok()?;
        Some(Self(Sha256::digest(parsed.subject_public_key_info().as_ref()).into()))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex(&self.0))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex(&self.0))
    }
}

impl FromStr for Pin {
    type Err = PlaceFault;

    fn from_str(text: &str) -> Result<Self, PlaceFault> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(PlaceFault::Address);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| PlaceFault::Address)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| PlaceFault::Address)?;
        }
        Ok(Self(bytes))
    }
}

/// Returns the keys that a server shows, its own first, for a person to compare. Nothing but the greeting is sent.
///
/// # Errors
/// [`PlaceFault::Address`]; [`PlaceFault::Unreachable`].
pub fn look_at_keys(address: &str) -> Result<Vec<Pin>, PlaceFault> {
    let server = Server::without_pins(address)?;
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let looking = Verifier { pins: Vec::new(), provider: provider(), seen: Some(Arc::clone(&seen)) };
    let greeted = wire::greet(&server, config(looking)?);
    let seen = seen.lock().map(|seen| seen.clone()).unwrap_or_default();
    if seen.is_empty() { Err(greeted.err().unwrap_or(PlaceFault::Answer)) } else { Ok(seen) }
}

/// How to speak to a server that shows one of these keys, and to no other.
pub(super) fn trusting(pins: &[Pin]) -> Result<ClientConfig, PlaceFault> {
    config(Verifier { pins: pins.to_vec(), provider: provider(), seen: None })
}

fn config(verifier: Verifier) -> Result<ClientConfig, PlaceFault> {
    let provider = Arc::clone(&verifier.provider);
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|_| PlaceFault::Unreachable)?;
    Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

#[derive(Debug)]
struct Verifier {
    pins: Vec<Pin>,
    provider: Arc<CryptoProvider>,
    /// Where the keys are noted by somebody who only looks.
    seen: Option<Arc<std::sync::Mutex<Vec<Pin>>>>,
}

impl Verifier {
    fn agreed(&self, certificate: &CertificateDer<'_>) -> bool {
        Pin::of(certificate).is_some_and(|pin| self.pins.contains(&pin))
    }
}

impl ServerCertVerifier for Verifier {
    /// A key of its own that was agreed on is enough, whatever its certificate says of names and dates. Of somebody who
    /// vouches, the whole chain is checked, for this name and today.
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(seen) = &self.seen
            && let Ok(mut seen) = seen.lock()
        {
            *seen = std::iter::once(own).chain(others).filter_map(Pin::of).take(10).collect();
        }
        if self.agreed(own) {
            return Ok(ServerCertVerified::assertion());
        }
        let mut roots = RootCertStore::empty();
        for vouching in others.iter().take(10).filter(|other| self.agreed(other)) {
            roots.add(vouching.clone().into_owned())?;
        }
        if roots.is_empty() {
            return Err(CertificateError::ApplicationVerificationFailure.into());
        }
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&self.provider))
            .build()
            .map_err(|_| CertificateError::ApplicationVerificationFailure)?;
        chain.verify_server_cert(own, others, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
