//! What is left of a person who was erased. The pages of the file are decrypted here by another implementation of the
//! cipher than SQLCipher's, one by one as they lie on the disk: pages in use, free pages and the unused ends of pages
//! are all looked at, which no query and no export can do.

use std::{collections::BTreeMap, fs};

use aes::Aes256;
use casework::{
    company::CompanyProfile,
    consent::{Gate, How, Purpose, Recipient},
    dates::PartialDate,
    ids::ParticipantId,
    media::{Given, MediaUse},
    names::{NameKind, PersonName},
    participant::{Profile, Residence, WorkPermission},
    placement::{
        Step, StepRecord,
        retention::{RetentionCheck, Still},
    },
    profile::{
        ContactSafety, ContactWay, HouseholdMember, Job, LanguageSkill, ResidencePeriod, Schooling, Skill, Support,
    },
    programme::NewCohort,
};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use guarded::Guarded;

use super::{Place, day, draft_of, open, place, with_amal};
use crate::{
    ConsentOverride, DraftContent, ERASE, Entry, Filter, Held, Holding, Holdings, MemberId, NewConsent, NewDocument,
    NewRecommendation, Review, Store, StoreError, seal::make_bytes,
};

const PAGE: usize = 4096;

/// Every page of the file in plain. A page is cut into ciphertext, initialisation vector (16) and seal (64); the first 16
/// bytes of the file are a salt. With a raw key of 64 digits that key is the one of the cipher.
fn decrypted(place: &Place) -> Vec<u8> {
    let mut file = fs::read(&place.file).expect("the file");
    for (number, page) in file.chunks_mut(PAGE).enumerate() {
        let iv: [u8; 16] = page[PAGE - 80..PAGE - 64].try_into().expect("16 bytes");
        let cipher = cbc::Decryptor::<Aes256>::new(&[0xab; 32].into(), &iv.into());
        let body = &mut page[if number == 0 { 16 } else { 0 }..PAGE - 80];
        cipher.decrypt_padded::<NoPadding>(body).expect("whole blocks");
    }
    file
}

fn hits(haystack: &[u8], canaries: &[Vec<u8>]) -> usize {
    let found = |canary: &&Vec<u8>| haystack.windows(canary.len()).any(|window| window == canary.as_slice());
    canaries.iter().filter(found).count()
}

/// Texts that stand nowhere else, handed out one after the other.
struct Canaries {
    all: Vec<String>,
    used: usize,
}

impl Canaries {
    fn new() -> Self {
        let number = |i| format!("kanarie{i:02}{}", "qzxjvw".repeat(2));
        Self { all: (0..63).map(number).collect(), used: 0 }
    }

    fn next(&mut self) -> Guarded<String> {
        self.used += 1;
        Guarded::from(self.all[self.used - 1].as_str())
    }

    fn text(&mut self) -> String {
        self.next().expose().clone()
    }

    fn bytes(&self) -> Vec<Vec<u8>> {
        self.all.iter().map(|canary| canary.clone().into_bytes()).collect()
    }
}

fn profile(canaries: &mut Canaries) -> Profile {
    let kinds = [NameKind::Preferred, NameKind::OwnScript, NameKind::Latin, NameKind::Reading, NameKind::Other];
    Profile {
        names: kinds.map(|kind| PersonName::of(kind, canaries.next())).into(),
        birth: Some(Guarded::new(PartialDate::parse("1990-04").expect("a date"))),
        nationality: Some(canaries.next()),
        languages: vec![canaries.text()],
        residence: Some(Residence {
            status: canaries.next(),
            expires_on: Some(day("2024-12-01")),
            work: WorkPermission::Limited,
            work_ends_on: None,
        }),
        ..Profile::default()
    }
}

fn texts(canaries: &mut Canaries, count: usize, length: usize) -> BTreeMap<String, Guarded<String>> {
    let text = |canary: Guarded<String>| canary.map(|canary| canary.repeat(length));
    (0..count).map(|i| (format!("question{i}"), text(canaries.next()))).collect()
}

/// Everything that can be said of a person, in every table, with a canary in each field that takes one.
fn fill(store: &mut Store, canaries: &mut Canaries) -> ParticipantId {
    let id = store.write(|writer| writer.add_participant(&profile(canaries), day("2024-05-01"))).expect("somebody");
    let written: Result<(), StoreError> = store.write(|writer| {
        // Corrected once: what stood there before leaves its place in the page.
        writer.correct_participant(id, &profile(canaries), day("2024-05-01"))?;
        writer.add_consent(&consent(id, canaries))?;
        let cohort = NewCohort {
            course: String::from("mentorship"),
            name: String::from("spring"),
            starts_on: day("2024-05-01"),
            ..NewCohort::default()
        };
        writer.add_enrolment(writer.add_cohort(&cohort)?, id, day("2024-05-02"))?;
        let company = writer.add_company(&CompanyProfile::named(Guarded::from("Yamamoto")))?;
        let mut told = || canaries.next();
        let recommended = writer.add_recommendation(&NewRecommendation {
            share_note: told(),
            despite: String::from("no_permission"),
            despite_reason: told(),
            ..NewRecommendation::new(id, company, day("2024-06-01"))
        })?;
        writer.keep_inside_note(recommended, &told())?;
        let step = StepRecord::new(Step::Employed, day("2024-06-02"));
        writer.add_step(recommended, &StepRecord { note: told(), despite_reason: told(), ..step })?;
        let check = RetentionCheck { months: 1, still: Still::Yes, asked_on: day("2024-07-02"), by: 1, note: told() };
        writer.answer_retention(recommended, &check)
    });
    written.expect("a pathway");
    // Long answers lie on pages of their own.
    let answers = texts(canaries, 7, 300);
    store
        .write(|writer| writer.add_interview(id, day("2024-06-01"), &Held::default(), &answers))
        .expect("an interview");
    for discarded in [Some("t"), None] {
        let content =
            DraftContent { answers: texts(canaries, 2, 40), focus: canaries.text(), held_on: canaries.text() };
        let draft = store.write(|writer| writer.begin_draft(&draft_of(id))).expect("a draft");
        assert_eq!(store.write(|writer| writer.save_draft(draft, 0, &content, "t")), Ok(true));
        store.write(|writer| writer.discard_draft(draft, discarded)).expect("the first one is thrown away");
    }
    note(store, id, canaries);
    keep(store, id, canaries);
    describe(store, id, canaries).expect("records of the profile");
    id
}

fn consent(participant: ParticipantId, canaries: &mut Canaries) -> NewConsent {
    NewConsent {
        participant,
        purpose: Purpose::Media,
        recipient: Recipient::Named(canaries.next()),
        policy: 1,
        language: canaries.text(),
        interpreter: Some(canaries.next()),
        how: How::Spoken,
        given_on: day("2024-05-01"),
        recorded_by: 1,
    }
}

/// One record of each kind that hangs on the profile.
fn describe(store: &mut Store, id: ParticipantId, canaries: &mut Canaries) -> Result<(), StoreError> {
    store.write(|writer| {
        let mut next = || Some(canaries.next());
        let language = LanguageSkill { language: String::from("ja"), note: next(), ..LanguageSkill::default() };
        writer.add_record(id, &language)?;
        writer.add_record(id, &Schooling { institution: next(), subject: next(), ..Schooling::default() })?;
        writer.add_record(id, &Job { title: next(), employer: next(), tasks: next(), ..Job::default() })?;
        writer.add_record(id, &HouseholdMember { name: next(), ..HouseholdMember::default() })?;
        let (work_limits, designation) = (next(), next());
        let status = Guarded::from("student");
        let (from, work) = (Some(day("2024-06-01")), WorkPermission::Limited);
        let residence = ResidencePeriod {
            status,
            from,
            told_on: day("2024-06-01"),
            ends_on: None,
            work,
            work_ends_on: None,
            work_limits,
            designation,
            evidence: None,
        };
        writer.add_record(id, &residence)?;
        writer.set_support(id, &Support { referral_detail: next(), ..Support::default() })?;
        let (kind, since, in_japan) = (String::from("licence"), None, false);
        writer.add_record(id, &Skill { kind: kind.clone(), name: canaries.next(), since, in_japan })?;
        let (value, care) = (canaries.next(), Some(canaries.next()));
        let safety = ContactSafety::WithCare;
        writer.add_record(id, &ContactWay { kind: kind.clone(), value, safety, care, preferred: false })?;
        let (given, on) = (Given { story: true, ..Given::default() }, day("2024-06-01"));
        let (medium, note) = (canaries.next(), Some(canaries.next()));
        writer.add_record(id, &MediaUse { medium, on, given, note, recorded_by: 1 })?;
        let (gate, words, by, on) = (Gate::Export, canaries.next(), MemberId(1), day("2024-06-01"));
        writer.add_override(&ConsentOverride { participant: id, gate, reason: kind, words, by, on }).map(drop)
    })
}

fn note(store: &mut Store, id: ParticipantId, canaries: &mut Canaries) {
    let written: Result<(), StoreError> = store.write(|writer| {
        (0..2).try_for_each(|_| {
            let (before, after) = (Some(canaries.next()), Some(canaries.next()));
            writer.note(&Entry { at: "t", verb: "correct", person: Some(id), before, after, ..Entry::default() })
        })
    });
    written.expect("entries");
}

fn keep(store: &mut Store, id: ParticipantId, canaries: &mut Canaries) {
    let review = Review {
        participant: id,
        reviewed_on: day("2026-04-01"),
        by: MemberId(1),
        keep_until: day("2027-04-01"),
        reason: canaries.next(),
    };
    store.write(|writer| writer.add_review(&review)).expect("a decision");
    let document = NewDocument {
        participant: id,
        name: canaries.next(),
        kind: String::from("image/jpeg"),
        bytes: Guarded::new(canaries.text().repeat(9000).into_bytes()),
        on: day("2026-11-22"),
        by: MemberId(1),
    };
    store.write(|writer| writer.add_document(&document)).map(drop).expect("a document");
}

/// What is sealed of a person, as it lies in the file: after an erasure not even this may be left.
fn sealed(store: &Store, id: ParticipantId) -> Vec<Vec<u8>> {
    let sql = "SELECT wrapped FROM person_key WHERE participant_id = ?1
               UNION ALL SELECT name FROM document WHERE participant_id = ?1
               UNION ALL SELECT payload FROM journal WHERE person = ?1 AND payload IS NOT NULL
               UNION ALL SELECT CAST(file AS BLOB) FROM document WHERE participant_id = ?1";
    let mut statement = store.connection.prepare(sql).expect("a question");
    let rows = statement.query_map([id.0], |row| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

fn document_files(place: &Place) -> usize {
    fs::read_dir(place.file.with_file_name("documents")).map_or(0, Iterator::count)
}

/// Others whose records lie between those of the erased, so that pages are shared.
fn others(store: &mut Store) {
    for _ in 0..30 {
        let noise = make_bytes::<16>().expect("random").map(|byte| format!("{byte:02x}")).concat().repeat(20);
        let answers = BTreeMap::from([(String::from("wish"), Guarded::new(noise))]);
        let added: Result<(), StoreError> = store.write(|writer| {
            let id = writer.add_participant(&super::amal(), day("2024-05-01"))?;
            writer.add_interview(id, day("2024-06-01"), &Held::default(), &answers).map(drop)
        });
        added.expect("another participant");
    }
}

#[test]
fn nothing_of_an_erased_person_is_left_in_any_page_or_file() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let mut canaries = Canaries::new();
    others(&mut store);
    let id = fill(&mut store, &mut canaries);
    others(&mut store);
    let (planted, ciphertexts) = (canaries.bytes(), sealed(&store, id));
    assert_eq!(canaries.used, 63, "every canary stands somewhere");
    let sealed_ones = 4 + 2;
    let before = decrypted(&place);
    assert!(hits(&before, &planted) + sealed_ones >= 48, "the scanner sees what stands in the pages");
    assert_eq!(hits(&before, &ciphertexts), ciphertexts.len(), "and what is sealed in them");

    let erased = store.write(|writer| writer.erase_person(id, "t", MemberId(1))).expect("erased");
    store.compact().expect("compacted");
    drop(store);

    let after = decrypted(&place);
    assert_eq!(hits(&after, &planted), 0, "a text of theirs is left");
    assert_eq!(hits(&after, &ciphertexts), 0, "something sealed of theirs is left, and a key might be found");
    assert_eq!(document_files(&place), 0);
    assert!(hits(&after, &[b"Amal Khan".to_vec()]) > 0, "the control: others are still there");
    let store = open(&place, "ab").expect("the journal still holds");
    assert_eq!(store.read().uid_of(id), Err(StoreError::NotFound));
    assert!(store.read().participant(amal).is_ok());
    assert_eq!(store.read().tombstones(), Ok(vec![erased.uid]));
}

#[test]
fn without_overwriting_and_compacting_a_lot_is_left() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let mut canaries = Canaries::new();
    others(&mut store);
    let id = fill(&mut store, &mut canaries);
    others(&mut store);
    store.connection.pragma_update(None, "secure_delete", "OFF").expect("switched off");

    store.write(|writer| writer.erase_person(id, "t", MemberId(1))).expect("erased");
    drop(store);

    let left = hits(&decrypted(&place), &canaries.bytes());
    assert!(left >= 3, "the control: {left} of 56 are found, so the scan would see a failure");
}

#[test]
fn the_preview_of_an_erasure_counts_what_then_goes() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let id = fill(&mut store, &mut Canaries::new());

    let preview = store.read().erase_preview(id).expect("a preview");
    let erased = store.write(|writer| writer.erase_person(id, "t", MemberId(1))).expect("erased");

    let expected = Holdings {
        names: 5,
        consents: 1,
        interviews: 1,
        answers: 7,
        drafts: 2,
        enrolments: 1,
        recommendations: 1,
        steps: 1,
        documents: 1,
        reviews: 1,
        // Nine records of the profile, two languages and two statuses among them, and a gate that was opened.
        others: 13,
        journal_payloads: 2,
    };
    assert_eq!((preview, erased.gone), (expected, expected));
    assert_eq!(store.read().erase_preview(id), Err(StoreError::NotFound));
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table} WHERE participant_id = {}", id.0);
        store.connection.query_row(&sql, [], |row| row.get::<_, u32>(0)).expect("a count")
    };
    for table in tables_with_a_person(&store) {
        assert_eq!(count(&table), 0, "{table}");
    }
}

/// Every table that names a participant, also those that come with a later migration.
fn tables_with_a_person(store: &Store) -> Vec<String> {
    let sql = "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
               WHERE m.type = 'table' AND c.name = 'participant_id'";
    let mut statement = store.connection.prepare(sql).expect("a question");
    statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect()
}

#[test]
fn the_journal_keeps_that_something_was_done_to_an_erased_person_and_not_what() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let id = fill(&mut store, &mut Canaries::new());

    store.write(|writer| writer.erase_person(id, "t", MemberId(4))).expect("erased");

    let rows = store.read().journal(&Filter { person: Some(id), ..Filter::default() }, 10).expect("the journal");
    let told: Vec<_> = rows.iter().map(|row| (row.verb.as_str(), row.holding)).collect();
    assert_eq!(told, [(ERASE, Holding::Nothing), ("correct", Holding::Erased), ("correct", Holding::Erased)]);
    assert_eq!((rows[0].actor, store.read().journal_payload(rows[1].n)), (MemberId(4), Ok(None)));
    assert!(store.read().verify_journal().is_ok(), "the chain holds without what was sealed");
    let late = Entry { at: "t", verb: "x", person: Some(id), before: Some(Guarded::from("y")), ..Entry::default() };
    let refused: Result<(), StoreError> = store.write(|writer| writer.note(&late));
    assert_eq!(refused, Err(StoreError::NotFound), "nothing new can be said of them");
}

#[test]
fn a_note_that_waited_while_its_person_was_erased_holds_up_nothing() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let erased: Result<(), StoreError> = store.write(|writer| {
        writer.erase_person(amal, "t", MemberId(1))?;
        let before = Some(Guarded::from("x"));
        writer.note_later(&Entry { at: "t", verb: "read", person: Some(amal), before, ..Entry::default() });
        Ok(())
    });
    erased.expect("erased");

    store.flush_notes().expect("written");

    let newest = store.read().journal(&Filter::default(), 1).expect("the journal");
    assert_eq!((newest[0].verb.as_str(), newest[0].holding), ("read", Holding::Nothing));
}

#[test]
fn somebody_erased_is_known_again_in_an_older_copy() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let id = fill(&mut store, &mut Canaries::new());
    let copy = place.file.with_file_name("older.db");
    store.snapshot(&copy, &mut |_| (), &std::sync::atomic::AtomicBool::new(false)).expect("a copy");
    let erased = store.write(|writer| writer.erase_person(id, "t", MemberId(1))).expect("erased");

    let mut older = Store::open(&copy, &super::keys("ab"), &mut |_, _| ()).expect("the older copy");

    assert_eq!(older.read().person_with(&erased.uid), Ok(Some(id)), "so that they can be erased again");
    older.write(|writer| writer.erase_person(id, "t", MemberId(1))).expect("erased again");
    assert_eq!(older.read().tombstones(), store.read().tombstones());
}
