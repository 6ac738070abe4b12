//! The team itself and its settings: one record a team.

use record::{Field, Set, fields};

fields! {
    /// The team and its settings.
    Team = "team" {
        /// The name of the team, as reports print it.
        NAME: String = Field::new("name").figures().listed();
        /// The IANA name of its time zone: `Europe/Paris`.
        TIME_ZONE: String = Field::new("time_zone").figures();
        /// Whether Good Friday and 26 December are public holidays, as in Moselle and Alsace.
        HAS_LOCAL_HOLIDAYS: bool = Field::new("has_local_holidays").figures();
        /// Hours of full time in a year; 1607 where not set (L. 3121-41 of the labour code).
        YEARLY_HOURS: u32 = Field::new("yearly_hours").figures().since(5);
        /// The files of the grids of danger that the team loaded: see [`crate::grid`].
        GRIDS: Set<String> = Field::new("grids").unasked().since(2);
        /// The files of the questions of the tablet that the team loaded.
        INTAKE_PATHS: Set<String> = Field::new("intake_paths").unasked().since(6);
        /// Months a case stays active after the last contact; 24 where not set.
        ACTIVE_MONTHS: u32 = Field::new("active_months").figures().section("retention");
    }
}
