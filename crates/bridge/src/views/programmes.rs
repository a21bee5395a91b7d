//! Programmes from day to day: cohorts, sessions, attendance, mentors, plans.
