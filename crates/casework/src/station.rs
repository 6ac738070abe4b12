//! A police or gendarmerie station, or a sector outside the convention (fr: *service*).

use record::{Field, RecordId, Set, fields};

use crate::choices::{StationKind, Zone};
use crate::company::Company;

fields! {
    /// A station (fr: *service*).
    Station = "station" {
        /// Its name.
        LABEL: String = Field::new("label").figures().listed().searchable();
        /// A short stable name that imports and exports use: `forbach`.
        CODE: String = Field::new("code").figures();
        /// Of the police or of the gendarmerie.
        KIND: StationKind = Field::new("kind").figures();
        /// Police or gendarmerie territory.
        ZONE: Zone = Field::new("zone").figures().listed();
        /// The company it belongs to (fr: *compagnie*).
        COMPANY: RecordId = Field::new("company").to(Company::ID).figures();
        /// Who pays for its share.
        FUNDER: String = Field::new("funder").figures().section("convention");
        /// Whether the convention covers it.
        IS_IN_CONVENTION: bool = Field::new("is_in_convention").figures().section("convention");
        /// Whether it stands for a sector of others, which cases may come from all the same.
        IS_OTHER_SECTOR: bool = Field::new("is_other_sector").figures().section("convention");
        /// Whether Good Friday and 26 December are holidays there; as the team says, where not said.
        HAS_LOCAL_HOLIDAYS: bool = Field::new("has_local_holidays").figures().since(4);
        /// Where it stands on the schema of the territory, from left (0) to right (100).
        MAP_X: u32 = Field::new("map_x").figures().section("map").since(5);
        /// Where it stands on the schema of the territory, from top (0) to bottom (100).
        MAP_Y: u32 = Field::new("map_y").figures().section("map").since(5);
        /// Other spellings of its name, for imports.
        ALIASES: Set<String> = Field::new("aliases").figures();
    }
}
