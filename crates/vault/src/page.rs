//! A page of memory of its own for the one key that everything hangs on.

use std::fmt;

use guarded::Guarded;
use region::LockGuard;
use zeroize::Zeroize;

/// Thirty-two bytes alone on a page that is not swapped out. Dropped, they are overwritten, then the page is let go.
///
/// A system that locks no memory for this program does not keep the vault shut.
pub(crate) struct LockedPage {
    // Before the page: it is unlocked while it is still there.
    _lock: Option<LockGuard>,
    page: Box<Page>,
}

/// The alignment makes it as long as a page, so that nothing else lies on it. Where pages are longer it shares one.
#[repr(align(4096))]
struct Page([u8; 32]);

impl LockedPage {
    /// Lets `fill` write the bytes in their place. What it refuses never was.
    pub(crate) fn filled<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        let page = Box::new(Page([0; 32]));
        let lock = region::lock(std::ptr::from_ref(&*page), size_of::<Page>()).ok();
        let mut locked = Self { _lock: lock, page };
        fill(&mut locked.page.0)?;
        Ok(locked)
    }

    /// Lends the bytes. Say in a comment who needs them and what for.
    pub(crate) const fn expose(&self) -> &[u8; 32] {
        &self.page.0
    }
}

impl Drop for LockedPage {
    fn drop(&mut self) {
        self.page.0.zeroize();
    }
}

impl fmt::Debug for LockedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Guarded::new(0_u8).fmt(f)
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs::{self, File};
    use std::os::unix::fs::FileExt;

    use crate::testing::{Home, PASSPHRASE};
    use crate::{KdfCost, Purpose};

    /// Returns where in the memory of this process these bytes lie. They are given inverted, so as not to be found
    /// here themselves.
    fn places(inverted: &[u8; 32]) -> Vec<u64> {
        let memory = File::open("/proc/self/mem").unwrap();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut found = Vec::new();
        let mut buffer = vec![0; 1024 * 1024];
        let own = buffer.as_ptr().addr() as u64;
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let [start, end] = [start, end].map(|place| u64::from_str_radix(place, 16).unwrap());
            let mut at = start;
            while at < end {
                buffer.fill(0);
                let length = usize::try_from(end - at).unwrap_or(usize::MAX).min(buffer.len());
                let Ok(length) = memory.read_at(&mut buffer[..length], at) else { break };
                let hits = buffer[..length].windows(32).enumerate().filter(|(_, bytes)| is_it(bytes, inverted));
                found.extend(hits.map(|(offset, _)| at + offset as u64));
                at += if at + (length as u64) < end { length as u64 - 31 } else { length as u64 };
            }
        }
        found.retain(|place| !(own..own + buffer.len() as u64).contains(place));
        found.dedup();
        found
    }

    fn is_it(bytes: &[u8], inverted: &[u8; 32]) -> bool {
        bytes.iter().zip(inverted).all(|(byte, other)| *byte == !other)
    }

    #[test]
    fn the_key_of_an_open_vault_lies_in_one_place_and_in_none_when_it_is_dropped() {
        let (home, keys, code) = Home::with_vault();
        let mut inverted = [0; 32];
        inverted.iter_mut().zip(keys.key.expose()).for_each(|(inverted, byte)| *inverted = !byte);
        home.folder.add_passphrase(&keys, &"a colleague".into(), KdfCost::FLOOR).unwrap();
        let again = home.with_passphrase(PASSPHRASE).unwrap();
        let recovered = home.with_code(&code).unwrap();
        drop(keys.key(Purpose::Subjects));

        let pages = [&keys, &again, &recovered].map(|keys| keys.key.expose().as_ptr().addr() as u64);
        let open = places(&inverted);
        drop((keys, again, recovered));
        let closed = places(&inverted);

        assert!(pages.iter().all(|page| open.contains(page)), "the search finds what is there");
        let elsewhere: Vec<_> = open.iter().filter(|place| !pages.contains(place)).collect();
        assert_eq!((elsewhere.len(), closed.len()), (0, 0), "{elsewhere:x?} {closed:x?}");
    }
}
