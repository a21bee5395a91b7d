//! Activities in public.

use casework::{
    activity::{About, Activity, ActivityKind, NewActivity, Speaker},
    codes::Code,
};
use guarded::Guarded;
use office::ActivitiesOfYear;

use crate::views::{
    activities::{ActivitiesView, ActivityHeads, ActivityInput, ActivityView, CompanyChoice, PublicKind, SpeakerRole},
    programmes::ReasonCode,
};

/// The codes of head categories, kinds of media and kinds of fundraising, in this order.
pub type ActivityCodes = [Vec<Code>; 3];

/// Shows the activities of a year.
pub fn activities(found: ActivitiesOfYear, codes: ActivityCodes) -> ActivitiesView {
    let [categories, media, fundraising] = codes.map(words);
    let companies = found.companies.into_iter();
    ActivitiesView {
        year: found.year,
        years: found.years,
        activities: found.activities.into_iter().map(activity).collect(),
        // EXPOSE: shown to the person who opened the vault.
        companies: companies.map(|(id, name)| CompanyChoice { id: id.0, name: name.expose().clone() }).collect(),
        categories,
        media,
        fundraising,
    }
}

/// Codes with their words.
pub fn words(codes: Vec<Code>) -> Vec<ReasonCode> {
    codes.into_iter().map(|code| ReasonCode { code: code.code, ja: code.words.ja, en: code.words.en }).collect()
}

fn activity(Activity { id, activity }: Activity) -> ActivityView {
    let NewActivity { kind, on, title, place, audience, heads, about } = activity;
    let About { companies, medium, raised_as, raised_yen, donors, speaker, .. } = &about;
    let said = |text: &Option<Guarded<String>>| {
        // EXPOSE: shown to the person who opened the vault.
        text.as_ref().map(|text| text.expose().clone()).unwrap_or_default()
    };
    let input = ActivityInput {
        kind: kind.into(),
        on: on.to_string(),
        // EXPOSE: shown to the person who opened the vault.
        title: title.expose().clone(),
        place,
        audience,
        heads: heads.into_iter().map(|(category, heads)| ActivityHeads { category, heads }).collect(),
        host: said(&about.host),
        speaker: (*speaker).into(),
        speaker_name: said(&about.speaker_name),
        medium: medium.clone(),
        outlet: said(&about.outlet),
        link: said(&about.link),
        companies: companies.iter().map(|id| id.0).collect(),
        raised_as: raised_as.clone(),
        raised_yen: *raised_yen,
        donors: *donors,
        note: said(&about.note),
    };
    ActivityView { id: id.0, activity: input }
}

impl From<ActivityKind> for PublicKind {
    fn from(value: ActivityKind) -> Self {
        match value {
            ActivityKind::Talk => Self::Talk,
            ActivityKind::MediaCoverage => Self::MediaCoverage,
            ActivityKind::Event => Self::Event,
            ActivityKind::RoundTable => Self::RoundTable,
            ActivityKind::Fundraising => Self::Fundraising,
        }
    }
}

impl From<PublicKind> for ActivityKind {
    fn from(value: PublicKind) -> Self {
        match value {
            PublicKind::Talk => Self::Talk,
            PublicKind::MediaCoverage => Self::MediaCoverage,
            PublicKind::Event => Self::Event,
            PublicKind::RoundTable => Self::RoundTable,
            PublicKind::Fundraising => Self::Fundraising,
        }
    }
}

impl From<Speaker> for SpeakerRole {
    fn from(value: Speaker) -> Self {
        match value {
            Speaker::Untold => Self::Untold,
            Speaker::Member => Self::Member,
            Speaker::Mentor => Self::Mentor,
            Speaker::Participant => Self::Participant,
            Speaker::Guest => Self::Guest,
        }
    }
}

impl From<SpeakerRole> for Speaker {
    fn from(value: SpeakerRole) -> Self {
        match value {
            SpeakerRole::Untold => Self::Untold,
            SpeakerRole::Member => Self::Member,
            SpeakerRole::Mentor => Self::Mentor,
            SpeakerRole::Participant => Self::Participant,
            SpeakerRole::Guest => Self::Guest,
        }
    }
}
