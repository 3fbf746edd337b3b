//! The cleaned text as blocks.
