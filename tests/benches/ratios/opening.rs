//! From the keys in hand until Today could be drawn, beside one full verified read of the file.

use store::verify;

use crate::{
    data::{Data, keys, store_folder, store_keys},
    turns::{Goal, Measured, timed},
};
use guarded::Guarded;
use office::SecretKind;
use sample::PASSPHRASE;

const ROUNDS: usize = 7;

/// The key derivation is measured on its own in every round and taken off: it is slow on purpose.
pub fn measure(data: &Data) -> Measured {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let folder = data.folder.path().to_owned();
    data.office.lock();
    let keys = store_keys(&keys(&folder));
    for _ in 0..ROUNDS {
        let derivation = timed(|| drop(crate::data::keys(&folder)));
        let opened = timed(|| {
            data.office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase fits");
            data.office.read(|desk| desk.day()).expect("Today");
        });
        ours.push(opened.saturating_sub(derivation));
        data.office.lock();
        theirs.push(timed(|| {
            verify(&store_folder(&folder).join("vault.db"), &keys, &mut |_, _| ()).expect("a whole file");
        }));
    }
    data.office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase).expect("the passphrase fits");
    let names = ["unlock → Today, without the key derivation", "one full verified read of the file"];
    Measured::times(names, data.size, [ours, theirs], Goal::Ratio(1.2))
}
