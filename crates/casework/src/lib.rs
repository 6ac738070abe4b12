//! The schemas and rules of the job. Pure.
