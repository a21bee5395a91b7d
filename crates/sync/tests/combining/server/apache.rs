//! Apache with mod_dav, on a port of this computer, as a user of its own.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{Key, USER};

/// The password of the place, as Apache keeps it.
const DIGEST: &str = "{SHA}mYZGm42bTJVS7kNDk57wl09hGMU=";

pub struct Apache {
    program: Child,
    pub port: u16,
    pub key: Key,
    pub folder: tempfile::TempDir,
}

impl Apache {
    pub fn start() -> Self {
        // Started by root it works as another user, who cannot get into the closed folder of a test run.
        let folder = tempfile::tempdir_in("/tmp").expect("a folder");
        let key = Key::new();
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound").port();
        let root = folder.path();
        fs::create_dir_all(root.join("files/tomarigi")).expect("a folder");
        for path in [".", "files", "files/tomarigi"] {
            fs::set_permissions(root.join(path), fs::Permissions::from_mode(0o777)).expect("for any user");
        }
        fs::write(root.join("key.pem"), key.key_pem()).expect("a key");
        fs::write(root.join("certificate.pem"), key.certificate_pem()).expect("a certificate");
        fs::write(root.join("passwords"), format!("{USER}:{DIGEST}\n")).expect("a password");
        fs::write(root.join("apache.conf"), configuration(root, port)).expect("a configuration");
        let program = Command::new("/usr/sbin/apache2")
            .arg("-f")
            .arg(root.join("apache.conf"))
            .arg("-X")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("apache2-bin is installed");
        let server = Self { program, port, key, folder };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!(
            "Apache does not start: {}",
            fs::read_to_string(server.folder.path().join("errors")).unwrap_or_default()
        );
    }
}

impl Drop for Apache {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn configuration(root: &Path, port: u16) -> String {
    let modules =
        ["mpm_prefork", "authn_core", "authz_core", "authz_user", "authn_file", "auth_basic", "dav", "dav_fs", "ssl"];
    let modules: String =
        modules.map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n")).concat();
    let root = root.display();
    format!(
        "{modules}
ServerRoot {root}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
User www-data
Group www-data
PidFile {root}/pid
ErrorLog {root}/errors
DocumentRoot {root}
DavLockDB {root}/files/locks
SSLEngine on
SSLCertificateFile {root}/certificate.pem
SSLCertificateKeyFile {root}/key.pem
<Directory {root}/files>
  Dav On
  AuthType Basic
  AuthName files
  AuthUserFile {root}/passwords
  Require valid-user
</Directory>
"
    )
}
