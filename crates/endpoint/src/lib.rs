//! Stores sealed batches it cannot read, and serves the application.
