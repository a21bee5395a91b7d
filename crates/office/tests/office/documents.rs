//! Documents: attached, encrypted, shown without leaving memory, handed out, removed.

use std::fs;

use crate::care::{self, Here, deed, here, secret};
use casework::{
    consent::{How, Purpose},
    ids::ParticipantId,
};
use guarded::Guarded;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use office::{EnteredConsent, LARGEST_DOCUMENT, OfficeError, Role, Shown};
use store::DocumentId;

const CANARY: &str = "CANARY-在留カード-7Q2X";

fn attach(here: &Here, person: ParticipantId, name: &str, bytes: &[u8]) -> Result<DocumentId, OfficeError> {
    here.office.write(|desk| desk.attach_document(person, &secret(name), Guarded::new(bytes.to_vec())))
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let points = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    DynamicImage::from(points).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

fn files(here: &Here) -> Vec<std::path::PathBuf> {
    let folder = fs::read_dir(here.folder.path().join("vault/documents")).map(|folder| folder.flatten().collect());
    let entries: Vec<fs::DirEntry> = folder.unwrap_or_default();
    entries.into_iter().map(|entry| entry.path()).collect()
}

#[test]
fn an_attached_document_is_on_the_list_and_in_the_journal() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");

    let id = attach(&here, amal, "C:\\Users\\amal\\card\n.png", &photo(30, 20)).expect("attached");

    let documents = here.office.read(|desk| desk.documents(amal)).expect("the list");
    assert_eq!(documents.len(), 1);
    let line = &documents[0];
    assert_eq!((line.document.id, line.document.kind.as_str()), (id, "image/png"));
    assert_eq!(line.document.name, secret("card .png"));
    assert_eq!(line.document.added_on, care::day("2024-06-20"));
    assert!(line.shown_here && line.added_by.is_some());
    let entry = here.journal().into_iter().next().expect("an entry");
    assert_eq!((entry.verb.as_str(), entry.subject.as_str(), entry.participant), ("add", "document", Some(amal)));
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");
    assert!(fields.iter().any(|field| field.field == "name" && field.after == Some(secret("card .png"))));
}

#[test]
fn what_it_is_its_content_shows_and_not_its_name() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let kind = |name: &str, bytes: &[u8]| {
        let id = attach(&here, amal, name, bytes).expect("attached");
        let list = here.office.read(|desk| desk.documents(amal)).expect("the list");
        list.into_iter().find(|line| line.document.id == id).expect("on the list").document.kind
    };

    assert_eq!(kind("photo.jpg", b"%PDF-1.7 something"), "application/pdf");
    assert_eq!(kind("cv.pdf", "a plain text".as_bytes()), "text/plain");
    assert_eq!(kind("letter.txt", b"\xff\xd8\xff\xe0"), "image/jpeg");
    assert_eq!(kind("page.html", b"<script>alert(1)</script>"), "text/plain");
}

#[test]
fn nothing_of_a_document_lies_readable_on_the_disk() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");

    attach(&here, amal, CANARY, CANARY.repeat(10_000).as_bytes()).expect("attached");

    assert_eq!(files(&here).len(), 1);
    let mut everything = files(&here);
    everything.extend(["vault.db", "vault.anchor"].map(|name| here.folder.path().join("vault").join(name)));
    for file in everything {
        let bytes = fs::read(&file).expect("a file");
        assert!(!bytes.windows(8).any(|part| part == b"CANARY-\xe5"), "{}", file.display());
        assert!(!file.to_string_lossy().contains("CANARY"));
    }
}

#[test]
fn a_picture_is_shown_drawn_anew_and_that_is_noted() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let id = attach(&here, amal, "card.png", &photo(900, 600)).expect("attached");

    let preview = here.office.preview_document(id, 300).expect("a preview");

    let Shown::Picture(picture) = preview.shown else { panic!("a picture") };
    assert_eq!((picture.width, picture.height, picture.kind), (300, 200, "image/jpeg"));
    assert_ne!(picture.bytes.expose(), &photo(900, 600));
    assert_eq!(here.deeds()[0], deed("read", "document"));
}

#[test]
fn a_text_is_shown_and_other_kinds_are_not() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let preview =
        |bytes: &[u8]| here.office.preview_document(attach(&here, amal, "file", bytes).expect("attached"), 300);

    let text = preview("一行目\n二行目".as_bytes()).expect("a text");
    assert_eq!(text.shown, Shown::Text(secret("一行目\n二行目")));
    assert_eq!(preview(b"%PDF-1.7").err(), Some(OfficeError::NoPreview));
    assert_eq!(preview(b"\x89PNG\r\n\x1a\n and nothing more").err(), Some(OfficeError::NoPreview));
    assert_eq!(preview(b"").err(), Some(OfficeError::NoPreview));
}

#[test]
fn a_copy_is_the_document_byte_for_byte_and_leaves_a_trace() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let id = attach(&here, amal, "Amal Hassan.png", &photo(64, 64)).expect("attached");

    let consent = EnteredConsent::new(Purpose::Sharing, "ar", How::Spoken, "2024-06-20");
    here.office.write(|desk| desk.record_consent(amal, &consent)).expect("a consent");

    let copy = here.office.read(|desk| desk.document_copy(id, None)).expect("a copy");
    here.office.write(|desk| desk.note_exported(id)).expect("noted");

    assert_eq!(copy.bytes.expose(), &photo(64, 64));
    assert_eq!(copy.extension, "png");
    assert_eq!(here.deeds()[..2], [deed("export", "document"), deed("read", "document")]);
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let of = |length: u64| vec![7; usize::try_from(length).expect("fits")];

    assert_eq!(attach(&here, amal, "large", &of(LARGEST_DOCUMENT + 1)).err(), Some(OfficeError::TooLarge));
    assert!(attach(&here, amal, "just so", &of(LARGEST_DOCUMENT)).is_ok());
    assert_eq!(files(&here).len(), 1, "what was refused left nothing");
}

#[test]
fn nobody_gets_a_document_who_is_not_on_record() {
    let here = here("2024-06-20");

    assert_eq!(attach(&here, ParticipantId(5), "file", b"text").err(), Some(OfficeError::NotFound));
    assert_eq!(here.office.read(|desk| desk.documents(ParticipantId(5))).err(), Some(OfficeError::NotFound));
    assert_eq!(here.office.preview_document(DocumentId(5), 10).err(), Some(OfficeError::NotFound));
    assert!(files(&here).is_empty());
}

#[test]
fn a_document_that_was_changed_or_taken_away_on_the_disk_is_told() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let id = attach(&here, amal, "file", b"some text").expect("attached");
    let file = files(&here).pop().expect("a file");
    let mut bytes = fs::read(&file).expect("bytes");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;

    fs::write(&file, bytes).expect("written");
    assert_eq!(here.office.preview_document(id, 10).err(), Some(OfficeError::DocumentDamaged));
    fs::remove_file(&file).expect("removed");
    assert_eq!(here.office.preview_document(id, 10).err(), Some(OfficeError::DocumentDamaged));
    assert!(here.office.read(|desk| desk.documents(amal)).is_ok(), "the list is there all the same");
}

#[test]
fn a_removed_document_is_gone_from_the_list_and_at_the_lock_from_the_disk() {
    let here = here("2024-06-20");
    let amal = here.meet("Amal", "2024-06-20");
    let id = attach(&here, amal, "file", b"some text").expect("attached");

    assert_eq!(here.office.write(|desk| desk.remove_document(id)), Ok(amal));

    assert!(here.office.read(|desk| desk.documents(amal)).expect("the list").is_empty());
    assert_eq!(here.deeds()[0], deed("remove", "document"));
    assert_eq!(here.office.write(|desk| desk.remove_document(id)).err(), Some(OfficeError::NotFound));
    here.office.lock();
    assert!(files(&here).is_empty());
}

#[test]
fn documents_are_for_those_who_work_with_people() {
    for (role, expected) in
        [(Role::Caseworker, true), (Role::Placement, true), (Role::Office, false), (Role::DataProtection, false)]
    {
        let here = here("2024-06-20");
        let amal = here.meet("Amal", "2024-06-20");
        let id = attach(&here, amal, "file", b"some text").expect("attached");
        let consent = EnteredConsent::new(Purpose::Sharing, "ar", How::Spoken, "2024-06-20");
        here.office.write(|desk| desk.record_consent(amal, &consent)).expect("a consent");
        here.go_on_as(role);

        let allowed = [
            here.office.read(|desk| desk.documents(amal)).is_ok(),
            here.office.preview_document(id, 10).is_ok(),
            here.office.read(|desk| desk.document_copy(id, None)).is_ok(),
            attach(&here, amal, "another", b"text").is_ok(),
            here.office.write(|desk| desk.remove_document(id)).is_ok(),
        ];

        assert_eq!(allowed, [expected; 5], "{role:?}");
    }
}
