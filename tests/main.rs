//! All integration tests, one binary.

mod bad_drafts;
mod bad_input;
mod check;
mod cli;
mod corpus;
mod cuts;
mod drafts;
mod gold;
mod growth;
mod joining;
mod latin;
mod laws;
mod lint_pages;
mod lsp;
mod markdown;
mod readme;
mod report;
mod short;
mod tidy;
