//! Every path of the application, typed. A path holds random ids and nothing else, so that an address tells nothing.

use record::RecordId;

/// A place in the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// What is due, and the latest cases.
    Today,
    /// The list of cases.
    Cases,
    /// A case to make.
    NewCase,
    /// A case.
    Case(RecordId),
    /// An interview to make in a case.
    NewInterview {
        /// The case.
        case: RecordId,
    },
    /// An interview of a case.
    Interview {
        /// The case.
        case: RecordId,
        /// The interview.
        interview: RecordId,
    },
    /// A part of the settings.
    Settings(SettingsPart),
    /// Nothing of ours.
    Unknown,
}

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsPart {
    /// Language, theme, delays; on the phone, the list of the other parts.
    General,
    /// The endpoint, the invitation, what waits.
    Sync,
    /// The devices of the team, and a new one.
    Devices,
    /// The passphrase of this device.
    Passphrase,
    /// Room on this device, export, version.
    Storage,
}

/// A place of the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What is due.
    Today,
    /// The cases.
    Cases,
    /// The settings.
    Settings,
}

impl SettingsPart {
    /// In the order shown.
    pub const ALL: [Self; 5] = [
        Self::General,
        Self::Sync,
        Self::Devices,
        Self::Passphrase,
        Self::Storage,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::General => "",
            Self::Sync => "sync",
            Self::Devices => "devices",
            Self::Passphrase => "passphrase",
            Self::Storage => "storage",
        }
    }
}

impl Route {
    /// The path of the address bar.
    pub fn path(self) -> String {
        match self {
            Self::Today | Self::Unknown => "/".to_owned(),
            Self::Cases => "/cases".to_owned(),
            Self::NewCase => "/cases/new".to_owned(),
            Self::Case(case) => format!("/cases/{case}"),
            Self::NewInterview { case } => format!("/cases/{case}/interviews/new"),
            Self::Interview { case, interview } => format!("/cases/{case}/interviews/{interview}"),
            Self::Settings(SettingsPart::General) => "/settings".to_owned(),
            Self::Settings(part) => format!("/settings/{}", part.segment()),
        }
    }

    /// The place of a path; a query is passed over.
    pub fn parse(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        Self::of_segments(&segments).unwrap_or(Self::Unknown)
    }

    fn of_segments(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Today,
            ["cases"] => Self::Cases,
            ["cases", "new"] => Self::NewCase,
            ["cases", case] => Self::Case(case.parse().ok()?),
            ["cases", case, "interviews", "new"] => Self::NewInterview {
                case: case.parse().ok()?,
            },
            ["cases", case, "interviews", interview] => Self::Interview {
                case: case.parse().ok()?,
                interview: interview.parse().ok()?,
            },
            ["settings"] => Self::Settings(SettingsPart::General),
            ["settings", name] => Self::Settings(
                SettingsPart::ALL
                    .into_iter()
                    .find(|part| !name.is_empty() && part.segment() == *name)?,
            ),
            _ => return None,
        })
    }

    /// The place of the main navigation that a route belongs to.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Today => Some(Place::Today),
            Self::Cases
            | Self::NewCase
            | Self::Case(_)
            | Self::NewInterview { .. }
            | Self::Interview { .. } => Some(Place::Cases),
            Self::Settings(_) => Some(Place::Settings),
            Self::Unknown => None,
        }
    }

    /// Whether something is typed there.
    pub fn is_form(self) -> bool {
        matches!(
            self,
            Self::NewCase | Self::NewInterview { .. } | Self::Interview { .. }
        )
    }

    /// The case that a route is about.
    pub fn case(self) -> Option<RecordId> {
        match self {
            Self::Case(case) | Self::NewInterview { case } | Self::Interview { case, .. } => {
                Some(case)
            }
            _ => None,
        }
    }
}

impl Place {
    /// In the order shown.
    pub const ALL: [Self; 3] = [Self::Today, Self::Cases, Self::Settings];

    /// Where it leads.
    pub fn route(self) -> Route {
        match self {
            Self::Today => Route::Today,
            Self::Cases => Route::Cases,
            Self::Settings => Route::Settings(SettingsPart::General),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(route: Route) {
        assert_eq!(Route::parse(&route.path()), route);
    }

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    #[test]
    fn every_path_leads_back_to_its_route() {
        check(Route::Today);
        check(Route::Cases);
        check(Route::NewCase);
        check(Route::Case(id(1)));
        check(Route::NewInterview { case: id(1) });
        check(Route::Interview {
            case: id(1),
            interview: id(2),
        });
        SettingsPart::ALL
            .into_iter()
            .for_each(|part| check(Route::Settings(part)));
    }

    #[test]
    fn other_paths_lead_nowhere() {
        for path in [
            "/cases/1",
            "/nothing",
            "/settings/x",
            "/cases/new/interviews/new/more",
        ] {
            assert_eq!(Route::parse(path), Route::Unknown, "{path}");
        }
        assert_eq!(Route::parse("/?utm=1"), Route::Today);
        assert_eq!(Route::parse("//"), Route::Today);
    }
}
