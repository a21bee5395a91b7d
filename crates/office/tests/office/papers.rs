//! Papers for companies: what goes into them out of a full record, what never does, and what is kept of it.

use std::io::{Cursor, Read as _, Write as _};

use crate::care::{self, Here, deed, here, secret};
use casework::{
    consent::{Gate, GateState, How, Purpose, Recipient},
    ids::{CompanyId, ParticipantId},
    ledger::Seeking,
    names::NameKind,
    participant::WorkPermission,
    profile::{ContactSafety, ContactWay, HouseholdMember, Job, LanguageSkill, Lives, Note, ResidencePeriod, Support},
};
use dossier::{BirthShown, Form, Switches};
use office::{
    CvFile, CvWish, EnteredConsent, ErasureReason, LedgerFile, LedgerKind, NewName, NewParticipant, OfficeError,
    ProfileRecord, Role,
};
use paper::Language;

const TODAY: &str = "2024-06-20";
const ALL: Switches =
    Switches { name: true, contact: true, birth: BirthShown::Full, nationality: true, residence: true, places: true };

/// Words that stand where no company may ever read: each place has its own.
const INTERNAL: &[&str] = &[
    "CANARYnote",
    "CANARYsealed",
    "CANARYdesignation",
    "CANARYcare",
    "CANARYunsafe",
    "CANARYcareful",
    "CANARYunasked",
    "CANARYreferral",
    "CANARYhousehold",
    "CANARYnickname",
    "CANARYformer",
    "CANARYwish",
    "CANARYaddress",
];

fn wish(participant: ParticipantId, company: Option<CompanyId>, switches: Switches) -> CvWish {
    CvWish { participant, company, form: Form::Rirekisho, language: paper::Language::English, switches }
}

/// Somebody of whom everything is on record that an office can have.
fn full(here: &Here) -> ParticipantId {
    let name = |kind, text: &str| NewName::new(kind, secret(text));
    let entered = NewParticipant {
        names: vec![
            name(NameKind::Latin, "Amal Haddad"),
            name(NameKind::Reading, "アマル"),
            name(NameKind::Nickname, "CANARYnickname"),
            name(NameKind::Former, "CANARYformer"),
        ],
        first_contact: "2024-06-01".into(),
        ..care::entered("Amal")
    };
    let amal = here.office.write(|desk| desk.add_participant(&entered, true)).expect("a participant");
    let way = |value: &str, safety, care: &str| {
        let (kind, value, care) =
            ("phone".into(), secret(value), Some(secret(care)).filter(|care| !care.expose().is_empty()));
        ProfileRecord::Contact(ContactWay { kind, value, safety, care, preferred: false })
    };
    let records = vec![
        way("090-1111-2222", ContactSafety::Safe, "CANARYcare"),
        way("CANARYunsafe", ContactSafety::Never, ""),
        way("CANARYcareful", ContactSafety::WithCare, "CANARYcare"),
        way("CANARYunasked", ContactSafety::Unknown, ""),
        ProfileRecord::Note(Note { text: secret("CANARYnote") }),
        ProfileRecord::Household(HouseholdMember {
            relation: "child".into(),
            name: Some(secret("CANARYhousehold")),
            participant: None,
            birth: None,
            lives: Lives::default(),
            dependant: true,
        }),
        ProfileRecord::Residence(ResidencePeriod {
            status: secret("designated_applying"),
            from: "2024-06-02".parse().ok(),
            told_on: care::day("2024-06-02"),
            ends_on: "2024-12-01".parse().ok(),
            work: WorkPermission::Limited,
            work_ends_on: None,
            work_limits: Some(secret("週28時間")),
            designation: Some(secret("CANARYdesignation")),
            evidence: None,
        }),
        ProfileRecord::Language(LanguageSkill { language: "ja".into(), ..LanguageSkill::default() }),
        ProfileRecord::Job(Job {
            title: Some(secret("倉庫の検品")),
            employer: Some(secret("Damascus Logistics")),
            country: "SYR".into(),
            ..Job::default()
        }),
    ];
    for record in records {
        here.office.write(|desk| desk.add_to_profile(amal, record)).expect("a record");
    }
    let support =
        Support { referral_detail: Some(secret("CANARYreferral")), prefecture: "13".into(), ..Support::default() };
    here.office.write(|desk| desk.set_support(amal, support)).expect("support");
    let asked = |closed: &str, occupation: &str| Seeking {
        received_on: care::day("2024-06-01"),
        valid_until: None,
        closed_on: closed.parse().ok(),
        occupation: occupation.into(),
        wish: Some(secret("CANARYwish")),
        address: Some(secret("CANARYaddress")),
    };
    for seeking in [asked("2024-06-10", "2"), asked("", "9")] {
        here.office.write(|desk| desk.save_seeking(amal, None, seeking.clone())).expect("a request");
    }
    here.office.write(|desk| desk.write_sealed_note(amal, &secret("CANARYsealed"))).expect("a sealed note");
    amal
}

fn docx(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).expect("a part").read_to_end(&mut part).expect("read");
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}

fn pdf(bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    let output = std::process::Command::new("pdftotext").arg(file.path()).arg("-").output().expect("pdftotext runs");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn what_is_internal_is_in_neither_file_whatever_is_switched_on() {
    let here = here(TODAY);
    let (amal, company) = (full(&here), here.company("Perch Foods"));
    here.consent_to(amal, Purpose::Placement, TODAY);
    for form in Form::ALL {
        let wish = CvWish { form, ..wish(amal, Some(company), ALL) };
        let file = |kind| here.office.cv_file(&wish, kind).expect("a file").expose().clone();
        let (docx, pdf) = (docx(&file(CvFile::Docx)), pdf(&file(CvFile::Pdf)));

        for text in [&docx, &pdf] {
            assert!(text.contains("Haddad") && text.contains("090-1111-2222"), "the control: {text}");
            for internal in INTERNAL {
                assert!(!text.contains(internal), "{internal} went to a company");
            }
            assert!(!text.contains("難民") && !text.contains("refugee"), "that somebody applied stands on no card");
        }
    }
}

#[test]
fn the_status_is_told_as_the_card_has_it() {
    let here = here(TODAY);
    let amal = full(&here);

    let preview = here.office.read(|desk| desk.cv_preview(&wish(amal, None, ALL))).expect("a preview");

    let words = format!("{:?}", preview.sheet);
    assert!(words.contains("特定活動(期限 2024年12月1日)"), "{words}");
    assert_eq!(preview.sheet.language, paper::Language::Japanese, "the Japanese form is in Japanese");
    assert_eq!(preview.gate, None);
}

#[test]
fn without_consent_nothing_goes_and_a_preview_says_so() {
    let here = here(TODAY);
    let (amal, company) = (full(&here), here.company("Perch Foods"));
    let wish = wish(amal, Some(company), Switches::default());

    let preview = here.office.read(|desk| desk.cv_preview(&wish)).expect("a preview");
    let file = here.office.cv_file(&wish, CvFile::Docx);

    assert_eq!(preview.gate, Some(GateState::Missing { withdrawn_on: None }));
    assert_eq!(file.err(), Some(OfficeError::GateClosed(Gate::Recommending)));
}

#[test]
fn consent_towards_one_company_opens_no_other() {
    let here = here(TODAY);
    let (amal, asked, other) = (full(&here), here.company("Perch Foods"), here.company("Other Foods"));
    let consent = EnteredConsent {
        recipient: Recipient::Named(secret("Perch Foods")),
        ..EnteredConsent::new(Purpose::Placement, "ar", How::Spoken, TODAY)
    };
    here.office.write(|desk| desk.record_consent(amal, &consent)).expect("a consent");
    let file = |company| here.office.cv_file(&wish(amal, Some(company), Switches::default()), CvFile::Docx);

    assert!(file(asked).is_ok());
    assert_eq!(file(other).err(), Some(OfficeError::GateClosed(Gate::Recommending)));
}

#[test]
fn to_nobody_nothing_goes() {
    let here = here(TODAY);
    let amal = full(&here);
    here.consent_to(amal, Purpose::Placement, TODAY);

    assert_eq!(here.office.cv_file(&wish(amal, None, ALL), CvFile::Pdf).err(), Some(OfficeError::NotFound));
    assert_eq!(
        here.office.cv_file(&wish(amal, Some(CompanyId(99)), ALL), CvFile::Pdf).err(),
        Some(OfficeError::NotFound)
    );
}

#[test]
fn what_went_to_whom_is_kept_and_journalled_and_goes_with_an_erasure() {
    let here = here(TODAY);
    let (amal, company) = (full(&here), here.company("Perch Foods"));
    here.consent_to(amal, Purpose::Placement, TODAY);
    let switches = Switches { name: true, residence: true, ..Switches::default() };

    here.office.write(|desk| desk.note_cv_given(&wish(amal, Some(company), switches), CvFile::Pdf)).expect("noted");

    let given = here.office.read(|desk| desk.cvs_given(amal)).expect("what went");
    assert_eq!(given.len(), 1);
    assert_eq!((given[0].company.expose().as_str(), given[0].given.file.as_str()), ("Perch Foods", "pdf"));
    assert_eq!(given[0].given.shown, ["name", "residence"]);
    assert!(here.deeds().contains(&deed("export", "cv")));
    let entry =
        here.journal().into_iter().find(|line| line.subject == "cv" && line.verb == "export").expect("an entry");
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");
    assert!(fields.iter().any(|field| field.field == "company" && field.after == Some(secret("Perch Foods"))));

    here.office.erase(amal, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");
    assert_eq!(here.office.read(|desk| desk.cvs_given(amal)).expect("nothing").len(), 0);
}

#[test]
fn only_who_places_people_writes_papers_for_companies() {
    let here = here(TODAY);
    let (amal, company) = (full(&here), here.company("Perch Foods"));
    here.consent_to(amal, Purpose::Placement, TODAY);
    here.go_on_as(Role::Office);
    let wish = wish(amal, Some(company), ALL);

    assert!(matches!(here.office.read(|desk| desk.cv_preview(&wish)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.cv_file(&wish, CvFile::Docx), Err(OfficeError::Forbidden(_))));
    assert!(matches!(
        here.office.write(|desk| desk.note_cv_given(&wish, CvFile::Docx)),
        Err(OfficeError::Forbidden(_))
    ));
}

/// Lets LibreOffice open a Word file and tell it as one XML document.
fn opened_by_libreoffice(folder: &std::path::Path, name: &str, docx: &[u8]) -> String {
    let file = folder.join(format!("{name}.docx"));
    std::fs::write(&file, docx).expect("written");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = std::process::Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "fodt", "--outdir"])
        .args([folder, file.as_path()])
        .output()
        .expect("LibreOffice (libreoffice-writer-nogui)");
    std::fs::read_to_string(folder.join(format!("{name}.fodt")))
        .unwrap_or_else(|_| panic!("LibreOffice wrote nothing: {done:?}"))
}

#[test]
fn libreoffice_opens_a_curriculum_vitae_and_a_ledger() {
    let here = here(TODAY);
    let amal = full(&here);
    let wanted = LedgerFile { kind: LedgerKind::Seekers, year: 2024, language: Language::Japanese, file: CvFile::Docx };
    let ledger = here.office.ledger_file(&wanted, None).expect("a ledger");
    let cv = here.office.read(|desk| desk.cv_preview(&wish(amal, None, ALL))).expect("a preview").sheet;
    let folder = tempfile::tempdir().expect("a folder");

    let ledger = opened_by_libreoffice(folder.path(), "ledger", ledger.expose());
    let cv = opened_by_libreoffice(folder.path(), "cv", &cv.to_docx().expect("a document"));

    assert!(ledger.contains("求職管理簿") && ledger.contains("取扱状況") && ledger.contains("Amal Haddad"));
    assert!(ledger.contains("<table:table-header-rows>"), "the heads of the columns stand on every page");
    assert!(ledger.contains("style:print-orientation=\"landscape\""), "it lies on its side");
    assert!(cv.contains("履歴書") && cv.contains("Amal Haddad") && cv.contains("Damascus Logistics"));
    assert!(cv.contains("style:print-orientation=\"portrait\""));
}

#[test]
fn the_work_that_is_sought_now_stands_on_it_and_what_was_sought_once_does_not() {
    let here = here(TODAY);
    let amal = full(&here);
    let text = |form| {
        let wish = CvWish { form, ..wish(amal, None, Switches::default()) };
        let sheet = here.office.read(|desk| desk.cv_preview(&wish)).expect("a preview").sheet;
        format!("{:?}", sheet.blocks)
    };

    for form in [Form::Rirekisho, Form::International] {
        let text = text(form);
        assert!(text.contains("Elementary occupations") || text.contains("単純作業"), "{text}");
        assert!(!text.contains("Professionals") && !text.contains("専門職"), "a request that was closed: {text}");
    }
}
