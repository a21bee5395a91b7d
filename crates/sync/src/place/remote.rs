//! A server that speaks WebDAV or S3, through OpenDAL.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use futures_util::{StreamExt, TryStreamExt};
use opendal::{
    ErrorKind, HttpTransporter, OperationContext, Operator,
    services::{S3, Webdav},
};
use tokio::runtime::Runtime;

use super::{
    MOST_NAMES, Place, checked,
    pins::trusting,
    site::{Server, Speech},
    wire::{Patience, Trouble, Wire, runtime},
};
use crate::fault::PlaceFault;

/// A server.
pub(super) struct Remote {
    files: Operator,
    wire: Wire,
    pauses: Vec<Duration>,
    /// Whether its folder was seen. WebDAV makes every folder on the way to a file, even of an address typed wrong.
    seen: AtomicBool,
    /// One thing at a time.
    runtime: Mutex<Runtime>,
}

impl Remote {
    pub fn to(server: &Server, password: &str, patience: &Patience) -> Result<Self, PlaceFault> {
        let wire = Wire::to(server, trusting(&server.pins)?, patience.clone());
        let files = match &server.speech {
            Speech::WebDav => {
                let endpoint = format!("{}{}", server.origin(), server.path.trim_end_matches('/'));
                Operator::new(Webdav::default().endpoint(&endpoint).username(&server.user).password(password))
            }
            Speech::S3 { bucket, region } => {
                // Nothing is looked for in the environment, in files of the home folder, or at the host of a cloud.
                let s3 = S3::default().disable_config_load().disable_ec2_metadata().endpoint(&server.origin());
                let s3 = s3.bucket(bucket).region(region).root(&server.path);
                Operator::new(s3.access_key_id(&server.user).secret_access_key(password))
            }
        };
        let context = OperationContext::new().with_http_transport(HttpTransporter::new(wire.clone()));
        let files = files.map_err(|_| PlaceFault::Address)?.with_context(context);
        let seen = AtomicBool::new(matches!(server.speech, Speech::S3 { .. }));
        Ok(Self { files, wire, pauses: patience.pauses.clone(), seen, runtime: Mutex::new(runtime()?) })
    }

    /// Asks, at most three times; `None` when there is nothing there.
    fn ask<T: Send>(
        &self,
        most: usize,
        what: impl AsyncFn(&Operator) -> opendal::Result<T> + Sync,
    ) -> Result<Option<T>, PlaceFault> {
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pauses = self.pauses.iter();
        loop {
            self.wire.begin(most);
            let trouble = match runtime.block_on(what(&self.files)) {
                Ok(found) => return Ok(Some(found)),
                Err(error) => match self.wire.trouble() {
                    None if error.kind() == ErrorKind::NotFound => return Ok(None),
                    None => Trouble { fault: PlaceFault::Answer, passing: false },
                    Some(trouble) => trouble,
                },
            };
            match pauses.next() {
                Some(pause) if trouble.passing => thread::sleep(*pause),
                _ => return Err(trouble.fault),
            }
        }
    }
}

impl Place for Remote {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), PlaceFault> {
        let name = checked(name)?;
        if !self.seen.load(Ordering::Relaxed) {
            self.probe()?;
        }
        let bytes = bytes::Bytes::copy_from_slice(bytes);
        let put = async |files: &Operator| files.write(name, bytes.clone()).await.map(drop);
        self.ask(0, put)?.ok_or(PlaceFault::Unreachable)
    }

    fn get(&self, name: &str, most: usize) -> Result<Option<Vec<u8>>, PlaceFault> {
        let name = checked(name)?;
        self.ask(most, async |files: &Operator| files.read(name).await.map(|found| found.to_vec()))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PlaceFault> {
        let folder = format!("{}/", checked(folder)?);
        let list = async |files: &Operator| {
            let entries = files.lister(&folder).await?.take(MOST_NAMES);
            let names = entries.try_filter_map(async |entry| {
                // Only what lies right in this folder, whatever a server says lies there.
                let name = entry.path().strip_prefix(&folder).map(|name| name.trim_end_matches('/'));
                Ok(name.filter(|name| !name.contains('/') && checked(name).is_ok()).map(str::to_owned))
            });
            names.try_collect().await
        };
        Ok(self.ask(0, list)?.unwrap_or_default())
    }

    fn delete(&self, name: &str) -> Result<(), PlaceFault> {
        let name = checked(name)?;
        self.ask(0, async |files: &Operator| files.delete(name).await).map(drop)
    }

    fn probe(&self) -> Result<(), PlaceFault> {
        let look = async |files: &Operator| files.lister("/").await?.take(1).try_collect::<Vec<_>>().await;
        self.ask(0, look)?.ok_or(PlaceFault::NoFolder)?;
        // An S3 has no folders: one without files answers with an empty list.
        if self.wire.found_nothing() {
            return Err(PlaceFault::NoFolder);
        }
        self.seen.store(true, Ordering::Relaxed);
        Ok(())
    }
}
