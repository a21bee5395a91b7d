//! Activities in public.

use casework::{
    activity::{About, NewActivity},
    codes::CodeList,
    ids::{ActivityId, CompanyId},
};
use guarded::Guarded;
use office::{Desk, OfficeError};

use crate::{
    error::CommandError,
    host::Host,
    show,
    views::activities::{ActivitiesRequest, ActivitiesView, ActivityInput, ActivityRequest, SaveActivityRequest},
};

type Answer<T> = Result<T, CommandError>;

pub fn activities(host: &Host, request: ActivitiesRequest) -> Answer<ActivitiesView> {
    Ok(host.office.read(|desk| {
        let lists = [CodeList::HeadCategory, CodeList::MediumKind, CodeList::FundraisingKind];
        let [categories, media, fundraising] = lists.map(|list| desk.code_list(list));
        let codes = [categories?, media?, fundraising?];
        Ok(show::activities::activities(desk.activities_of(request.year)?, codes))
    })?)
}

pub fn save_activity(host: &Host, request: SaveActivityRequest) -> Answer<ActivitiesView> {
    let SaveActivityRequest { id, activity } = request;
    let on = host.office.write(|desk| {
        let entered = entered(desk, activity)?;
        match id {
            Some(id) => desk.correct_activity(ActivityId(id), &entered)?,
            None => drop(desk.record_activity(&entered)?),
        }
        Ok(entered.on)
    })?;
    activities(host, ActivitiesRequest { year: year_of(on) })
}

pub fn remove_activity(host: &Host, request: ActivityRequest) -> Answer<ActivitiesView> {
    let on = host.office.write(|desk| desk.remove_activity(ActivityId(request.id)))?;
    activities(host, ActivitiesRequest { year: year_of(on) })
}

fn year_of(on: chrono::NaiveDate) -> Option<i32> {
    aggregates::FiscalYear::containing(on).ok().map(aggregates::FiscalYear::begins_in)
}

fn entered(desk: &Desk<'_>, input: ActivityInput) -> Result<NewActivity, OfficeError> {
    let said = |text: String| Some(Guarded::new(text)).filter(|text| !text.expose().is_empty()); // EXPOSE: whether empty.
    let about = About {
        host: said(input.host),
        speaker: input.speaker.into(),
        speaker_name: said(input.speaker_name),
        medium: input.medium,
        outlet: said(input.outlet),
        link: said(input.link),
        companies: input.companies.into_iter().map(CompanyId).collect(),
        raised_as: input.raised_as,
        raised_yen: input.raised_yen,
        donors: input.donors,
        note: said(input.note),
    };
    Ok(NewActivity {
        kind: input.kind.into(),
        on: desk.activity_day(&input.on)?,
        title: Guarded::new(input.title),
        place: input.place,
        audience: input.audience,
        heads: input.heads.into_iter().map(|heads| (heads.category, heads.heads)).collect(),
        about,
    })
}
