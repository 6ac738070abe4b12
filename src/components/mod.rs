//! Props in, events out. A component renders and knows neither session nor engine.

pub mod banners;
pub mod case_row;
pub mod chart;
pub mod choice;
pub mod code;
pub mod conflict;
pub mod danger;
pub mod empty;
pub mod export;
pub mod facts;
pub mod field;
pub mod icon;
pub mod menu;
pub mod more;
pub mod notice;
pub mod paper;
pub mod search_box;
pub mod submit;
pub mod sync_line;
pub mod territory;
pub mod toast;
