//! From a secret to the key that wraps the vault key.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use guarded::Guarded;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::cost::KdfCost;
use crate::device::DeviceSecret;
use crate::errors::NoRandomness;
use crate::key::VaultId;
use crate::recovery::RecoveryCode;

/// The length of a slot's salt in bytes (RFC 9106 §4).
pub(crate) const SALT_LEN: usize = 16;

/// The memory for a key derivation is not available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutOfMemory;

/// Derives the key of a passphrase slot from what [`stretch`] returned, and from the secret of this computer if the
/// slot asks for it.
pub(crate) fn passphrase_key(
    stretched: &Guarded<[u8; 32]>,
    device: Option<&DeviceSecret>,
    salt: &[u8; SALT_LEN],
    vault: VaultId,
) -> Guarded<[u8; 32]> {
    // EXPOSE: input of HKDF; the copy is overwritten
    let mut input = Zeroizing::new(stretched.expose().to_vec());
    let label: &[u8] = match device {
        Some(secret) => {
            input.reserve_exact(32);
            // EXPOSE: input of HKDF
            input.extend_from_slice(secret.guarded().expose());
            b"tomarigi/v2/slot/passphrase+device"
        }
        None => b"tomarigi/v2/slot/passphrase",
    };
    expand(&input, &[salt.as_slice(), vault.as_bytes()].concat(), label)
}

/// As version 1 derived it: without a salt of the slot's own.
pub(crate) fn passphrase_key_of_version_1(stretched: &Guarded<[u8; 32]>, vault: VaultId) -> Guarded<[u8; 32]> {
    // EXPOSE: input of HKDF
    expand(stretched.expose(), vault.as_bytes(), b"tomarigi/v1/slot/passphrase")
}

/// Derives the key of the recovery slot. 160 random bits cannot be guessed however fast a guess is, so the code is
/// not stretched; and it opens the vault on a computer without the memory for Argon2id.
pub(crate) fn recovery_key(code: &RecoveryCode, salt: &[u8; SALT_LEN], vault: VaultId) -> Guarded<[u8; 32]> {
    let salted = [salt.as_slice(), vault.as_bytes()].concat();
    // EXPOSE: input of HKDF
    expand(code.entropy().expose(), &salted, b"tomarigi/v1/slot/recovery")
}

/// Derives the key of the escrow slot from what the two shares make together.
pub(crate) fn escrow_key(together: &Guarded<[u8; 32]>, vault: VaultId) -> Guarded<[u8; 32]> {
    // EXPOSE: input of HKDF
    expand(together.expose(), vault.as_bytes(), b"tomarigi/v2/slot/escrow")
}

/// Runs Argon2id version 0x13 (RFC 9106) on a passphrase in its normal form and returns 32 bytes.
pub(crate) fn stretch(
    secret: &Guarded<String>,
    salt: &[u8; SALT_LEN],
    cost: KdfCost,
) -> Result<Guarded<[u8; 32]>, OutOfMemory> {
    #[cfg(test)]
    if let Some(cheap) = testing::count_or_replace(secret, salt) {
        return Ok(cheap);
    }
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

/// Lets a test see that something was refused before any work was done for it, and lets many vaults be tried where the
/// work is not what is tested. It exists in no build of the program.
#[cfg(test)]
pub(crate) mod testing {
    use std::cell::Cell;

    use super::{Guarded, SALT_LEN, expand};

    thread_local! {
        static RUNS: Cell<u32> = const { Cell::new(0) };
        static CHEAP: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn count_or_replace(secret: &Guarded<String>, salt: &[u8; SALT_LEN]) -> Option<Guarded<[u8; 32]>> {
        RUNS.set(RUNS.get() + 1);
        CHEAP.get().then(|| expand(secret.expose().as_bytes(), salt, b"not Argon2id"))
    }

    /// Returns how often Argon2id ran on this thread, or would have.
    pub(crate) fn runs() -> u32 {
        RUNS.get()
    }

    /// Replaces Argon2id by something quick on this thread, from now on.
    pub(crate) fn make_cheap() {
        CHEAP.set(true);
    }
}
