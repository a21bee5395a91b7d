//! The closed lists of the area, in the words of the contract and in those of the office.

use casework::programme as own;

use crate::views::programmes as view;

macro_rules! mirrored {
    ($($view:ty = $own:ty { $($one:ident),* $(,)? })*) => {$(
        impl From<$own> for $view {
            fn from(own: $own) -> Self {
                match own {
                    $(<$own>::$one => Self::$one,)*
                }
            }
        }

        impl From<$view> for $own {
            fn from(view: $view) -> Self {
                match view {
                    $(<$view>::$one => Self::$one,)*
                }
            }
        }
    )*};
}

mirrored! {
    view::CourseKind = own::CourseKind { Training, Mentorship, Class, Club }
    view::SessionState = own::SessionState { Planned, Held, NotHeld }
    view::SessionCounting = own::Counting { Names, Heads }
    view::EnrolmentStatus = own::EnrolmentStatus { Waiting, Enrolled, Completed, Left, Withdrawn }
    view::EnrolmentEnd = own::EnrolmentEnd { Completed, Left }
    view::Mark = own::attendance::Mark { Present, Late, Excused, Absent }
    view::Standing = own::attendance::Standing { Enrolled, Guest, Outside }
    view::PlanSubject = own::plan::PlanSubject { Cohort, Enrolment, Pair }
    view::PlanWho = own::plan::PlanWho { Caseworker, Mentor, Participant }
    view::CohortsWhen = store::CohortsWhen { Current, Coming, Past, All }
    view::CohortsWhen = office::PairsWhen { Current, Coming, Past, All }
}
