//! The screens. Only pages take session, settings and navigator from the context; they hand props to components.

mod actions;
mod banners;
mod bin;
mod case;
mod cases;
mod closing;
mod demo;
mod due;
mod edit;
mod evaluation;
mod first_run;
mod followed;
mod form;
mod hand_over;
mod heading;
mod history;
mod incomplete;
mod interview;
mod lookalikes;
mod moving;
mod new_case;
mod palette;
mod part;
mod partners;
mod reading;
mod settings;
mod start;
mod today;
mod unlock;
mod workplace;

pub use demo::DemoAgain;
pub use first_run::FirstRun;
pub use start::Unusable;
pub use unlock::{Interrupted, Unlock};
pub use workplace::Workplace;
