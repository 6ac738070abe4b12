//! Figures over records. Pure.
