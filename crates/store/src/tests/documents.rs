use std::{fs, path::PathBuf, sync::atomic::AtomicBool};

use casework::ids::ParticipantId;
use guarded::Guarded;

use super::{Place, day, open, place, with_amal};
use crate::{DocumentError, DocumentId, MemberId, NewDocument, Store, StoreError, Sweep, verify_documents};

fn scan(participant: ParticipantId, bytes: Vec<u8>) -> NewDocument {
    NewDocument {
        participant,
        name: Guarded::from("指定書 Amal.jpg"),
        kind: String::from("image/jpeg"),
        bytes: Guarded::new(bytes),
        on: day("2026-11-22"),
        by: MemberId(1),
    }
}

fn add(store: &mut Store, document: &NewDocument) -> Result<DocumentId, DocumentError> {
    store.write(|writer| writer.add_document(document))
}

fn files(place: &Place) -> Vec<PathBuf> {
    let folder = place.file.with_file_name("documents");
    fs::read_dir(folder).map_or_else(|_| Vec::new(), |all| all.map(|one| one.expect("an entry").path()).collect())
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 251).expect("small")).collect()
}

#[test]
fn a_document_of_any_length_is_read_back_as_it_was() {
    let place = place();
    let (mut store, amal) = with_amal(&place);

    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let document = scan(amal, bytes(length));
        let id = add(&mut store, &document).expect("a document");
        let read = store.read().read_document(id).expect("the same");
        assert_eq!(read, document.bytes, "{length} bytes");
    }

    let newest = &store.read().documents_of(amal).expect("documents")[0];
    assert_eq!((newest.name.expose().as_str(), newest.bytes), ("指定書 Amal.jpg", 200_000));
}

#[test]
fn neither_the_folder_nor_a_file_tells_a_name_or_a_content() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    add(&mut store, &scan(amal, b"Amal Khan ".repeat(20_000))).expect("a document");

    let [file] = files(&place).try_into().expect("one file");

    let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert!(!fs::read(&file).expect("the file").windows(4).any(|window| window == b"Amal"));
}

#[test]
fn a_changed_cut_swapped_or_missing_file_is_noticed() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let id = add(&mut store, &scan(amal, bytes(200_000))).expect("a document");
    let [file] = files(&place).try_into().expect("one file");
    let whole = fs::read(&file).expect("the file");
    let chunk = 65_552;
    let broken = {
        let mut broken: Vec<Vec<u8>> = (0..whole.len()).step_by(9_973).map(|at| flipped(&whole, at)).collect();
        broken.push(whole[..whole.len() - 1].to_vec());
        broken.push(whole[..27 + chunk].to_vec());
        broken.push([&whole[..], &[0]].concat());
        broken.push(
            [&whole[..27], &whole[27 + chunk..27 + 2 * chunk], &whole[27..27 + chunk], &whole[27 + 2 * chunk..]]
                .concat(),
        );
        broken
    };

    for bytes in broken {
        fs::write(&file, &bytes).expect("a changed file");
        assert_eq!(store.read().read_document(id), Err(DocumentError::Damaged));
        let found = verify_documents(store.documents_folder(), &rows(&store), &mut |_| (), &AtomicBool::new(false));
        assert_eq!(found, Ok(Some(vec![id])));
    }
    fs::remove_file(&file).expect("away with it");
    assert_eq!(store.read().read_document(id), Err(DocumentError::Missing));
    fs::write(&file, &whole).expect("the file");
    assert!(store.read().read_document(id).is_ok(), "the control: the whole file is read");
}

fn rows(store: &Store) -> Vec<crate::DocumentFile> {
    store.read().document_files().expect("rows")
}

fn flipped(whole: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 1;
    bytes
}

#[test]
fn a_document_cannot_stand_in_for_another_of_the_same_person() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let ids = [1, 2].map(|byte| add(&mut store, &scan(amal, vec![byte; 100])).expect("a document"));
    let [one, other] = files(&place).try_into().expect("two files");
    let kept = fs::read(&one).expect("a file");
    fs::copy(&other, &one).expect("one takes the other's place");
    fs::write(&other, kept).expect("and the other way round");

    assert!(ids.iter().all(|id| store.read().read_document(*id) == Err(DocumentError::Damaged)));
}

#[test]
fn a_document_that_is_too_long_is_refused_before_a_file_is_made() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let length = usize::try_from(crate::LONGEST).expect("it fits") + 1;

    assert_eq!(add(&mut store, &scan(amal, vec![0; length])), Err(DocumentError::TooLong));
    assert!(files(&place).is_empty());
}

#[test]
fn files_follow_what_becomes_of_the_transaction() {
    let place = place();
    let (mut store, amal) = with_amal(&place);

    let failed: Result<(), DocumentError> = store.write(|writer| {
        writer.add_document(&scan(amal, bytes(10)))?;
        Err(DocumentError::TooLong)
    });
    assert!(failed.is_err() && files(&place).is_empty(), "a write that failed leaves no file");
    let id = add(&mut store, &scan(amal, bytes(10))).expect("a document");
    let failed: Result<(), StoreError> = store.write(|writer| {
        writer.remove_document(id)?;
        Err(StoreError::Form)
    });
    assert!(failed.is_err() && store.read().read_document(id).is_ok(), "a removal that failed removes nothing");

    store.write(|writer| writer.remove_document(id)).expect("removed");

    assert_eq!(store.read().document(id), Err(StoreError::NotFound));
    assert_eq!(files(&place).len(), 1, "until the session ends, so that it can be undone");
    drop(store);
    assert!(files(&place).is_empty());
}

#[test]
fn the_sweep_removes_what_a_crash_left_and_tells_what_is_gone() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let folder = place.file.with_file_name("documents");
    let ids = [10, 20, 30].map(|length| add(&mut store, &scan(amal, bytes(length))).expect("a document"));
    let name = |store: &Store, id| rows(store).iter().find(|row| row.id == id).expect("a row").file.clone();
    fs::write(folder.join("0123456789abcdef0123456789abcdef"), b"half").expect("left over");
    fs::write(folder.join("a note of somebody.txt"), b"hello").expect("not ours");
    fs::remove_file(folder.join(name(&store, ids[0]))).expect("gone");
    fs::write(folder.join(name(&store, ids[1])), b"short").expect("cut");
    drop(store);

    let store = open(&place, "ab").expect("a missing document shuts nobody out");
    let sweep = store.sweep_documents().expect("a look into the folder");

    assert_eq!(sweep, Sweep { missing: vec![ids[0]], cut: vec![ids[1]], removed: 1 });
    assert_eq!(files(&place).len(), 3, "what is not ours stays");
}

#[test]
fn the_check_of_all_documents_can_be_stopped() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    add(&mut store, &scan(amal, bytes(100))).expect("a document");
    let folder = store.documents_folder();

    let stopped = verify_documents(folder, &rows(&store), &mut |_| (), &AtomicBool::new(true));
    let mut last = 0.0;
    let whole = verify_documents(folder, &rows(&store), &mut |part| last = part, &AtomicBool::new(false));

    assert_eq!((stopped, whole, last), (Ok(None), Ok(Some(vec![])), 1.0));
}
