//! Papers for companies.

use casework::ids::{CompanyId, ParticipantId};
use office::{CvFile, CvWish};

use crate::{
    error::CommandError,
    host::{FileSuggestion, Host},
    show::papers::{preview, room},
    views::{
        Language,
        papers::{CvBirth, CvFileKind, CvForm, CvPreviewView, CvRequest, CvRoomView, CvSwitches, SaveCvRequest},
        people::ParticipantRequest,
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn cv_room(host: &Host, request: ParticipantRequest) -> Answer<CvRoomView> {
    let id = ParticipantId(request.id);
    let (companies, given) = host.office.read(|desk| Ok((desk.cv_recipients()?, desk.cvs_given(id)?)))?;
    Ok(room(companies, given))
}

pub fn cv_preview(host: &Host, request: CvRequest) -> Answer<CvPreviewView> {
    Ok(preview(&host.office.read(|desk| desk.cv_preview(&wish(&request)))?))
}

pub fn save_cv(host: &Host, request: SaveCvRequest) -> Answer<SavedView> {
    let wish = wish(&request.cv);
    let file = match request.file {
        CvFileKind::Docx => CvFile::Docx,
        CvFileKind::Pdf => CvFile::Pdf,
    };
    let bytes = host.office.cv_file(&wish, file)?;
    let suggestion = FileSuggestion { stem: format!("cv-{}", wish.participant.0), extension: file.extension() };
    // EXPOSE: written where the person chose to have it, for the company that the participant agreed to.
    let saved = host.desktop.save(&suggestion, bytes.expose())?;
    if saved {
        host.office.write(|desk| desk.note_cv_given(&wish, file))?;
    }
    Ok(SavedView { saved })
}

fn wish(request: &CvRequest) -> CvWish {
    CvWish {
        participant: ParticipantId(request.participant),
        company: request.company.map(CompanyId),
        form: match request.form {
            CvForm::Rirekisho => dossier::Form::Rirekisho,
            CvForm::International => dossier::Form::International,
        },
        language: match request.language {
            Language::Ja => paper::Language::Japanese,
            Language::En => paper::Language::English,
        },
        switches: switches(request.switches),
    }
}

const fn switches(asked: CvSwitches) -> dossier::Switches {
    let CvSwitches { name, contact, birth, nationality, residence, places } = asked;
    let birth = match birth {
        CvBirth::No => dossier::BirthShown::No,
        CvBirth::Year => dossier::BirthShown::Year,
        CvBirth::Full => dossier::BirthShown::Full,
    };
    dossier::Switches { name, contact, birth, nationality, residence, places }
}
