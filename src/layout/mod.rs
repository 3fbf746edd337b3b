//! What kind of line a line is.
