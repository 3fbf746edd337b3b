//! The files of the user, for the command line and the language server alike:
//! which ones are meant, what their config says, which of them make a book,
//! what their bytes say.

pub(crate) mod books;
pub(crate) mod config;
pub(crate) mod failure;
pub(crate) mod house;
pub(crate) mod input;
pub(crate) mod inputs;
pub(crate) mod language;
pub(crate) mod walk;
