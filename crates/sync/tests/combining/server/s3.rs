//! An S3 over a folder.

use std::{net::TcpListener, thread};

use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use sync::{Place, Site};
use tokio_rustls::TlsAcceptor;

use super::{Key, PASSWORD, USER, patience};

/// Serves until the tests end.
pub fn serve(folder: &std::path::Path) -> Box<dyn Place> {
    std::fs::create_dir_all(folder.join("bucket")).expect("a bucket");
    let key = Key::new();
    let (pin, config) = (key.pin(), key.config());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("as tokio wants it");
    let port = listener.local_addr().expect("bound").port();
    let mut service = S3ServiceBuilder::new(FileSystem::new(folder).expect("a folder"));
    service.set_auth(SimpleAuth::from_single(USER, PASSWORD));
    let service = service.build();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            let tls = TlsAcceptor::from(config);
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, service) = (tls.clone(), service.clone());
                tokio::spawn(async move {
                    let Ok(stream) = tls.accept(stream).await else { return };
                    let served = hyper::server::conn::http1::Builder::new();
                    let _ = served.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
    });
    let address = format!("s3+https://{USER}@127.0.0.1:{port}/bucket/tomarigi?region=us-east-1#sha256={pin}");
    Site::read(&address).expect("an address").open_with(Some(PASSWORD), &patience()).expect("ready")
}
