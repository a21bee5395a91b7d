//! The numbers of the organisation year by year, at its own size of 559 people.

/// What is recorded in a fiscal year. Persons are distinct, participations are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearNumbers {
    /// The calendar year in which it begins.
    pub year: i32,
    /// Persons met for the first time.
    pub new_contacts: usize,
    /// Of them, persons interviewed in the same year.
    pub interviewed: usize,
    /// Persons met before and interviewed for the first time in this year.
    pub interviewed_later: usize,
    /// Participations in career training.
    pub trainings: usize,
    /// Persons who take part twice.
    pub trained_twice: usize,
    /// Of those trained, persons who begin a mentorship in the year.
    pub mentored: usize,
    /// Persons who begin a mentorship without a training in the year.
    pub mentored_only: usize,
    /// Persons in Japanese classes.
    pub japanese: usize,
    /// Persons in the Japanese club.
    pub club: usize,
    /// Companies on record at the end of the year.
    pub companies: usize,
    /// Companies with a discussion.
    pub consulted: usize,
    /// Companies that get a recommendation.
    pub recommended_to: usize,
    /// Persons recommended.
    pub recommended: usize,
    /// Recommendations, at least.
    pub recommendations: usize,
    /// Placements by how they go on.
    pub hires: Hires,
    /// Talks before 100 to 1,500 people.
    pub talks_large: usize,
    /// Talks before 10 to 50 people.
    pub talks_small: usize,
    /// Talks of another size.
    pub talks_other: usize,
    /// Media coverage.
    pub media: usize,
    /// Round tables.
    pub round_tables: usize,
    /// Fundraising activities.
    pub fundraising: usize,
    /// Heads at the event of the year: companies, business leaders, participants.
    pub event: Option<[usize; 3]>,
}

/// Placements that come to a trial hire in a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hires {
    /// Employed in the same year.
    pub this_year: usize,
    /// Made permanent in the year after.
    pub permanent_next: usize,
    /// Employed in the year after.
    pub employed_next: usize,
    /// Ended during the trial.
    pub ended: usize,
}

impl Hires {
    /// All of them.
    pub const fn sum(self) -> usize {
        self.this_year + self.permanent_next + self.employed_next + self.ended
    }
}

const fn hires(this_year: usize, permanent_next: usize, employed_next: usize, ended: usize) -> Hires {
    Hires { this_year, permanent_next, employed_next, ended }
}

/// The people of the organisation at its own size.
pub const PEOPLE: usize = 559;

/// From the founding to FY2024. More and more people; in FY2024 twice the companies and recommendations of the year
/// before, and fewer hires.
pub const YEARS: [YearNumbers; 9] = [
    YearNumbers {
        year: 2016,
        new_contacts: 14,
        interviewed: 9,
        interviewed_later: 0,
        trainings: 0,
        trained_twice: 0,
        mentored: 0,
        mentored_only: 0,
        japanese: 0,
        club: 0,
        companies: 6,
        consulted: 4,
        recommended_to: 0,
        recommended: 0,
        recommendations: 0,
        hires: hires(0, 0, 0, 0),
        talks_large: 0,
        talks_small: 2,
        talks_other: 0,
        media: 1,
        round_tables: 0,
        fundraising: 1,
        event: None,
    },
    YearNumbers {
        year: 2017,
        new_contacts: 38,
        interviewed: 24,
        interviewed_later: 3,
        trainings: 10,
        trained_twice: 0,
        mentored: 5,
        mentored_only: 0,
        japanese: 0,
        club: 0,
        companies: 14,
        consulted: 9,
        recommended_to: 5,
        recommended: 3,
        recommendations: 6,
        hires: hires(1, 0, 0, 0),
        talks_large: 1,
        talks_small: 4,
        talks_other: 1,
        media: 4,
        round_tables: 0,
        fundraising: 1,
        event: None,
    },
    YearNumbers {
        year: 2018,
        new_contacts: 52,
        interviewed: 35,
        interviewed_later: 5,
        trainings: 16,
        trained_twice: 1,
        mentored: 9,
        mentored_only: 0,
        japanese: 0,
        club: 0,
        companies: 24,
        consulted: 14,
        recommended_to: 8,
        recommended: 6,
        recommendations: 10,
        hires: hires(2, 1, 0, 0),
        talks_large: 1,
        talks_small: 5,
        talks_other: 1,
        media: 6,
        round_tables: 0,
        fundraising: 2,
        event: None,
    },
    YearNumbers {
        year: 2019,
        new_contacts: 61,
        interviewed: 41,
        interviewed_later: 6,
        trainings: 20,
        trained_twice: 1,
        mentored: 12,
        mentored_only: 1,
        japanese: 0,
        club: 0,
        companies: 34,
        consulted: 18,
        recommended_to: 11,
        recommended: 8,
        recommendations: 14,
        hires: hires(3, 1, 0, 1),
        talks_large: 2,
        talks_small: 6,
        talks_other: 1,
        media: 8,
        round_tables: 0,
        fundraising: 2,
        event: Some([12, 18, 6]),
    },
    YearNumbers {
        year: 2020,
        new_contacts: 58,
        interviewed: 33,
        interviewed_later: 9,
        trainings: 14,
        trained_twice: 0,
        mentored: 8,
        mentored_only: 2,
        japanese: 0,
        club: 0,
        companies: 42,
        consulted: 16,
        recommended_to: 9,
        recommended: 6,
        recommendations: 12,
        hires: hires(2, 1, 0, 0),
        talks_large: 1,
        talks_small: 3,
        talks_other: 0,
        media: 5,
        round_tables: 0,
        fundraising: 2,
        event: None,
    },
    YearNumbers {
        year: 2021,
        new_contacts: 66,
        interviewed: 44,
        interviewed_later: 7,
        trainings: 22,
        trained_twice: 1,
        mentored: 14,
        mentored_only: 1,
        japanese: 0,
        club: 0,
        companies: 54,
        consulted: 22,
        recommended_to: 14,
        recommended: 9,
        recommendations: 18,
        hires: hires(4, 2, 1, 0),
        talks_large: 2,
        talks_small: 6,
        talks_other: 1,
        media: 9,
        round_tables: 0,
        fundraising: 2,
        event: None,
    },
    YearNumbers {
        year: 2022,
        new_contacts: 79,
        interviewed: 54,
        interviewed_later: 8,
        trainings: 28,
        trained_twice: 1,
        mentored: 18,
        mentored_only: 2,
        japanese: 0,
        club: 0,
        companies: 70,
        consulted: 29,
        recommended_to: 20,
        recommended: 13,
        recommendations: 26,
        hires: hires(6, 3, 0, 1),
        talks_large: 3,
        talks_small: 8,
        talks_other: 2,
        media: 12,
        round_tables: 0,
        fundraising: 2,
        event: Some([15, 22, 7]),
    },
    YearNumbers {
        year: 2023,
        new_contacts: 88,
        interviewed: 61,
        interviewed_later: 9,
        trainings: 33,
        trained_twice: 2,
        mentored: 22,
        mentored_only: 2,
        japanese: 12,
        club: 0,
        companies: 88,
        consulted: 36,
        recommended_to: 30,
        recommended: 18,
        recommendations: 42,
        hires: hires(8, 2, 1, 0),
        talks_large: 4,
        talks_small: 9,
        talks_other: 2,
        media: 14,
        round_tables: 2,
        fundraising: 3,
        event: Some([21, 30, 8]),
    },
    YearNumbers {
        year: 2024,
        new_contacts: 103,
        interviewed: 71,
        interviewed_later: 12,
        trainings: 50,
        trained_twice: 2,
        mentored: 41,
        mentored_only: 3,
        japanese: 17,
        club: 14,
        companies: 120,
        consulted: 73,
        recommended_to: 62,
        recommended: 35,
        recommendations: 104,
        hires: hires(5, 3, 0, 1),
        talks_large: 6,
        talks_small: 12,
        talks_other: 0,
        media: 19,
        round_tables: 3,
        fundraising: 4,
        event: Some([34, 50, 11]),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_contacts_of_all_years_are_the_people_of_the_organisation() {
        assert_eq!(YEARS.iter().map(|year| year.new_contacts).sum::<usize>(), PEOPLE);
    }
}
