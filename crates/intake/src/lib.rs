//! The intake: what a person answers on a tablet, in her own language, while nothing of anybody's case is open.
//!
//! Pure. [`Path`] is the questions as data; [`Walk`] is where one is in them; [`Item`] is what is sealed of each answer; [`Gathered`] is what
//! the items of one intake come to, once somebody of the team has opened them; [`desk`] is what the worker that seals is asked.

pub mod desk;
mod gathered;
mod item;
mod path;
mod proposal;
mod walk;

pub use gathered::Gathered;
pub use item::{Begun, BrokenItemError, Interpreter, Item, What};
pub use path::{
    Asked, Choice, Condition, Kind, MOST_WORDS, PARTNERS, Part, Path, PathError, Question, Target,
    Words,
};
pub use proposal::{Proposed, Said, proposed};
pub use walk::{Answer, Answers, Walk, stands};
