//! The stations and companies of the partnership whose figures the project reproduces.
//!
//! Public places, as in `tests/facts/stations.json` (a test compares the two). Only the people
//! around them are invented.

use casework::choices::Zone;

/// A gendarmerie company.
#[derive(Debug, Clone, Copy)]
pub struct Company {
    /// The id in `tests/facts`.
    pub slug: &'static str,
    /// As printed.
    pub label: &'static str,
}

/// A police or gendarmerie station, or a sector outside the convention.
#[derive(Debug, Clone, Copy)]
pub struct Station {
    /// The id in `tests/facts`.
    pub slug: &'static str,
    /// As printed.
    pub label: &'static str,
    /// Whose territory.
    pub zone: Zone,
    /// Index in [`COMPANIES`].
    pub company: Option<usize>,
    /// The body that pays for it, as an id of `tests/facts`; empty where the report does not say.
    pub funder: &'static str,
    /// Other spellings met in reports.
    pub aliases: &'static [&'static str],
    /// Outside the convention.
    pub is_other_sector: bool,
}

/// The companies.
pub const COMPANIES: [Company; 2] = [
    Company {
        slug: "cie-boulay",
        label: "Compagnie de Boulay",
    },
    Company {
        slug: "cie-forbach",
        label: "Compagnie de Forbach",
    },
];

const fn police(slug: &'static str, label: &'static str, funder: &'static str) -> Station {
    Station {
        slug,
        label,
        zone: Zone::Zpn,
        company: None,
        funder,
        aliases: &[],
        is_other_sector: false,
    }
}

const fn brigade(
    slug: &'static str,
    label: &'static str,
    company: usize,
    funder: &'static str,
) -> Station {
    Station {
        zone: Zone::Zgn,
        company: Some(company),
        ..police(slug, label, funder)
    }
}

const fn elsewhere(slug: &'static str, label: &'static str, zone: Zone) -> Station {
    Station {
        zone,
        is_other_sector: true,
        ..police(slug, label, "")
    }
}

const fn also(station: Station, aliases: &'static [&'static str]) -> Station {
    Station { aliases, ..station }
}

const FORBACH_PAYS: &str = "ca-forbach-porte-de-france";
const FREYMING_PAYS: &str = "cc-freyming-merlebach";

/// The stations, then the other sectors.
pub const STATIONS: [Station; 16] = [
    also(
        police("forbach", "Forbach", FORBACH_PAYS),
        &["CA Forbach Porte de France"],
    ),
    also(
        police(
            "freyming",
            "Freyming-Merlebach et Saint-Avold",
            FREYMING_PAYS,
        ),
        &[
            "Freyming",
            "F-Merlebach",
            "F. Merlebach",
            "Freyming-Merlebach",
            "Freyming- Merlebach",
        ],
    ),
    brigade("boulay", "Boulay", 0, "cc-houve-pays-boulageois"),
    brigade(
        "bouzonville",
        "Bouzonville",
        0,
        "cc-bouzonvillois-trois-frontieres",
    ),
    brigade("creutzwald", "Creutzwald", 0, "cc-warndt"),
    brigade("faulquemont", "Faulquemont", 0, ""),
    also(
        brigade("behren", "Behren-lès-Forbach", 1, FORBACH_PAYS),
        &["Behren", "Behren-Les-Forbach"],
    ),
    also(
        brigade("farebersviller", "Farébersviller", 1, FREYMING_PAYS),
        &["Farebersviller"],
    ),
    brigade("folschviller", "Folschviller", 1, "ca-saint-avold-synergie"),
    also(brigade("grostenquin", "Grostenquin", 1, ""), &["Grosquié"]),
    elsewhere("saint-avold-zgn", "Saint-Avold", Zone::Zgn),
    elsewhere("sarralbe", "Sarralbe", Zone::Zgn),
    elsewhere("solgne", "Solgne", Zone::Zgn),
    elsewhere("metz", "Metz", Zone::Zpn),
    elsewhere("sarrebourg", "Sarrebourg", Zone::Zpn),
    elsewhere("thionville-fameck", "Thionville-Fameck", Zone::Zpn),
];

/// The index of a station by its id in `tests/facts`.
pub fn station_index(slug: &str) -> Option<usize> {
    STATIONS.iter().position(|station| station.slug == slug)
}

/// Where each place stands on a schema of the territory: from the left and from the top, in hundredths.
const MAP: [(&str, u32, u32); 16] = [
    ("forbach", 81, 27),
    ("freyming", 70, 36),
    ("boulay", 38, 31),
    ("bouzonville", 43, 15),
    ("creutzwald", 59, 25),
    ("faulquemont", 46, 52),
    ("behren", 90, 35),
    ("farebersviller", 79, 46),
    ("folschviller", 62, 49),
    ("grostenquin", 66, 62),
    ("saint-avold-zgn", 56, 40),
    ("sarralbe", 92, 58),
    ("solgne", 22, 62),
    ("metz", 12, 41),
    ("sarrebourg", 90, 93),
    ("thionville-fameck", 14, 10),
];

impl Station {
    /// Where it stands on a schema of the territory.
    pub fn map(&self) -> Option<(u32, u32)> {
        let place = MAP.iter().find(|(slug, ..)| *slug == self.slug);
        place.map(|(_, x, y)| (*x, *y))
    }
}
