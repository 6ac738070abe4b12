//! The schema language: fields, kinds, registers with dots and rivals, merge laws. Pure.
