//! A file for somebody outside, sealed under a passphrase in the format of the program `age` (age-encryption.org/v1,
//! scrypt): they open it with `age`, `rage` or any other program that reads it.

use age::{scrypt, secrecy::SecretString};
use guarded::Guarded;
use zeroize::Zeroizing;

use crate::errors::NoRandomness;

/// Seals a file. Blocks for about a second: the passphrase is stretched as far as this computer does in that time.
///
/// # Errors
/// [`NoRandomness`] when the operating system gave no random bytes.
pub fn seal_file(content: &Guarded<Vec<u8>>, passphrase: &Guarded<String>) -> Result<Vec<u8>, NoRandomness> {
    // EXPOSE: the passphrase goes into the library, which overwrites it; the content is sealed.
    let recipient = scrypt::Recipient::new(SecretString::from(passphrase.expose().clone()));
    age::encrypt(&recipient, content.expose()).map_err(|_| NoRandomness)
}

/// Opens a file that [`seal_file`] made; none for another passphrase or a damaged file.
pub fn open_sealed_file(sealed: &[u8], passphrase: &Guarded<String>) -> Option<Guarded<Vec<u8>>> {
    // EXPOSE: the passphrase goes into the library, which overwrites it.
    let identity = scrypt::Identity::new(SecretString::from(passphrase.expose().clone()));
    let mut plain = Zeroizing::new(age::decrypt(&identity, sealed).ok()?);
    Some(Guarded::new(std::mem::take(&mut *plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_file_opens_with_its_passphrase_and_no_other() {
        let content = Guarded::new("求職管理簿".as_bytes().to_vec());
        let right = Guarded::from("lantern-otter-meadow");

        let sealed = seal_file(&content, &right).expect("sealed");

        assert!(sealed.starts_with(b"age-encryption.org/v1"), "other programs read it");
        assert_eq!(open_sealed_file(&sealed, &right), Some(content));
        assert_eq!(open_sealed_file(&sealed, &Guarded::from("lantern-otter")), None);
        let mut damaged = sealed.clone();
        *damaged.last_mut().expect("bytes") ^= 1;
        assert_eq!(open_sealed_file(&damaged, &right), None);
    }
}
