//! From a secret to the key that wraps the vault key.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use guarded::Guarded;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::cost::KdfCost;
use crate::errors::NoRandomness;
use crate::key::VaultId;
use crate::passphrase;
use crate::recovery::RecoveryCode;

/// The length of a slot's salt in bytes (RFC 9106 §4).
pub(crate) const SALT_LEN: usize = 16;

/// The memory for a key derivation is not available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutOfMemory;

/// Derives the key of the passphrase slot: HKDF(Argon2id(NFKC(passphrase))).
pub(crate) fn passphrase_key(
    passphrase: &Guarded<String>,
    salt: &[u8; SALT_LEN],
    cost: KdfCost,
    vault: VaultId,
) -> Result<Guarded<[u8; 32]>, OutOfMemory> {
    // EXPOSE: normalised, then fed to the key derivation; both copies are overwritten
    let stretched = stretch(&passphrase::normalise(passphrase.expose()), salt, cost)?;
    // EXPOSE: input of HKDF
    Ok(expand(stretched.expose(), vault.as_bytes(), b"tomarigi/v1/slot/passphrase"))
}

/// Derives the key of the recovery slot. 160 random bits cannot be guessed however fast a guess is, so the code is
/// not stretched; and it opens the vault on a computer without the memory for Argon2id.
pub(crate) fn recovery_key(code: &RecoveryCode, salt: &[u8; SALT_LEN], vault: VaultId) -> Guarded<[u8; 32]> {
    let salted = [salt.as_slice(), vault.as_bytes()].concat();
    // EXPOSE: input of HKDF
    expand(code.entropy().expose(), &salted, b"tomarigi/v1/slot/recovery")
}

/// Runs Argon2id version 0x13 (RFC 9106) and returns 32 bytes.
pub(crate) fn stretch(
    secret: &Guarded<String>,
    salt: &[u8; SALT_LEN],
    cost: KdfCost,
) -> Result<Guarded<[u8; 32]>, OutOfMemory> {
    #[cfg(test)]
    counting::one_more();
    let argon2 = argon2id(cost);
    let mut scratch = Scratch::of(argon2.params().block_count())?;
    Ok(scratch.run(&argon2, secret, salt))
}

fn argon2id(cost: KdfCost) -> Argon2<'static> {
    let params = Params::new(cost.memory_kib(), cost.passes(), cost.lanes(), Some(32))
        .expect("the bounds of KdfCost lie within those of Argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// HKDF-SHA256 (RFC 5869) to 32 bytes.
pub(crate) fn expand(key: &[u8], salt: &[u8], label: &[u8]) -> Guarded<[u8; 32]> {
    let (mut extracted, hkdf) = Hkdf::<Sha256>::extract(Some(salt), key);
    extracted.as_mut_slice().zeroize();
    let mut out = Zeroizing::new([0; 32]);
    hkdf.expand(label, out.as_mut_slice()).expect("HKDF-SHA256 gives up to 8,160 bytes");
    Guarded::new(*out)
}

/// Returns random bytes of the operating system.
pub(crate) fn make_bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// The working memory of Argon2id. It holds what the passphrase became, so it is overwritten.
struct Scratch(Vec<Block>);

impl Scratch {
    fn of(blocks: usize) -> Result<Self, OutOfMemory> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).map_err(|_| OutOfMemory)?;
        memory.resize(blocks, Block::default());
        Ok(Self(memory))
    }

    fn run(&mut self, argon2: &Argon2<'_>, secret: &Guarded<String>, salt: &[u8; SALT_LEN]) -> Guarded<[u8; 32]> {
        let mut out = Zeroizing::new([0; 32]);
        argon2
            // EXPOSE: input of the key derivation
            .hash_password_into_with_memory(secret.expose().as_bytes(), salt, out.as_mut_slice(), &mut self.0)
            .expect("salt and output have lengths that Argon2 takes, and no passphrase has 4 GiB");
        Guarded::new(*out)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.0.iter_mut().zeroize();
    }
}

/// Lets a test see that something was refused before any work was done for it.
#[cfg(test)]
pub(crate) mod counting {
    use std::cell::Cell;

    thread_local!(static RUNS: Cell<u32> = const { Cell::new(0) });

    pub(crate) fn one_more() {
        RUNS.set(RUNS.get() + 1);
    }

    /// Returns how often Argon2id ran on this thread.
    pub(crate) fn runs() -> u32 {
        RUNS.get()
    }
}
