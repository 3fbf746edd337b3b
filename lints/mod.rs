//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "acronym-conflict.rs"]
mod acronym_conflict;
#[path = "acronym-late.rs"]
mod acronym_late;
#[path = "acronym-mismatch.rs"]
mod acronym_mismatch;
#[path = "acronym-redefined.rs"]
mod acronym_redefined;
#[path = "acronym-undefined.rs"]
mod acronym_undefined;
#[path = "acronym-unused.rs"]
mod acronym_unused;
#[path = "alias-bypassed.rs"]
mod alias_bypassed;
#[path = "alias-unused.rs"]
mod alias_unused;
#[path = "appendix-unreferenced.rs"]
mod appendix_unreferenced;
#[path = "bracket-unpaired.rs"]
mod bracket_unpaired;
#[path = "caption-duplicate.rs"]
mod caption_duplicate;
#[path = "caption-gap.rs"]
mod caption_gap;
#[path = "caption-unreferenced.rs"]
mod caption_unreferenced;
#[path = "date-impossible.rs"]
mod date_impossible;
#[path = "enumerator-gap.rs"]
mod enumerator_gap;
#[path = "era-mismatch.rs"]
mod era_mismatch;
#[path = "footnote-duplicate.rs"]
mod footnote_duplicate;
#[path = "footnote-gap.rs"]
mod footnote_gap;
#[path = "footnote-out-of-order.rs"]
mod footnote_out_of_order;
#[path = "footnote-style-mixed.rs"]
mod footnote_style_mixed;
#[path = "footnote-undefined.rs"]
mod footnote_undefined;
#[path = "footnote-unreferenced.rs"]
mod footnote_unreferenced;
#[path = "heading-duplicate.rs"]
mod heading_duplicate;
#[path = "heading-gap.rs"]
mod heading_gap;
#[path = "heading-level-skipped.rs"]
mod heading_level_skipped;
#[path = "punctuation-mixed.rs"]
mod punctuation_mixed;
#[path = "variant-mixed.rs"]
mod variant_mixed;
#[path = "weekday-mismatch.rs"]
mod weekday_mismatch;
#[path = "width-mixed.rs"]
mod width_mixed;
#[path = "xref-ambiguous.rs"]
mod xref_ambiguous;
#[path = "xref-malformed.rs"]
mod xref_malformed;
#[path = "xref-missing-target.rs"]
mod xref_missing_target;
#[path = "xref-page-mismatch.rs"]
mod xref_page_mismatch;
#[path = "xref-title-mismatch.rs"]
mod xref_title_mismatch;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[
    Row { page: include_str!("acronym-conflict.md"), check: Check::Document(acronym_conflict::check) },
    Row { page: include_str!("acronym-late.md"), check: Check::Document(acronym_late::check) },
    Row { page: include_str!("acronym-mismatch.md"), check: Check::Document(acronym_mismatch::check) },
    Row { page: include_str!("acronym-redefined.md"), check: Check::Document(acronym_redefined::check) },
    Row { page: include_str!("acronym-undefined.md"), check: Check::Document(acronym_undefined::check) },
    Row { page: include_str!("acronym-unused.md"), check: Check::Document(acronym_unused::check) },
    Row { page: include_str!("alias-bypassed.md"), check: Check::Document(alias_bypassed::check) },
    Row { page: include_str!("alias-unused.md"), check: Check::Document(alias_unused::check) },
    Row { page: include_str!("appendix-unreferenced.md"), check: Check::Document(appendix_unreferenced::check) },
    Row {
        page: include_str!("blank-line-uneven.md"),
        check: Check::Stage {
            stage: "lines",
            reasons: &["blocks set apart by one blank line", "indent of an address", "blank lines at the ends of the text"],
        },
    },
    Row { page: include_str!("bracket-unpaired.md"), check: Check::Document(bracket_unpaired::check) },
    Row { page: include_str!("caption-duplicate.md"), check: Check::Document(caption_duplicate::check) },
    Row { page: include_str!("caption-gap.md"), check: Check::Document(caption_gap::check) },
    Row { page: include_str!("caption-unreferenced.md"), check: Check::Document(caption_unreferenced::check) },
    Row {
        page: include_str!("character-form.md"),
        check: Check::Stage {
            stage: "characters",
            reasons: &[
                "half-width katakana",
                "a voicing mark belongs to its kana",
                "Unicode Normalization Form C",
                "the space of Japanese text, extracted as an em space",
                "a hyphenation point in Japanese text stands for a middle dot",
            ],
        },
    },
    Row {
        page: include_str!("character-invisible.md"),
        check: Check::Stage {
            stage: "characters",
            reasons: &["a control character has no meaning in text", "an invisible character that changes nothing here"],
        },
    },
    Row { page: include_str!("character-private.md"), check: Check::Reading },
    Row {
        page: include_str!("column-mixed.md"),
        check: Check::Stage {
            stage: "columns",
            reasons: &["two columns that were read across, taken apart", "line ends around the lines of a column"],
        },
    },
    Row { page: include_str!("date-impossible.md"), check: Check::Document(date_impossible::check) },
    Row { page: include_str!("encoding-malformed.md"), check: Check::Reading },
    Row { page: include_str!("encoding-mismatch.md"), check: Check::Reading },
    Row { page: include_str!("encoding-uncertain.md"), check: Check::Reading },
    Row { page: include_str!("enumerator-gap.md"), check: Check::Document(enumerator_gap::check) },
    Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) },
    Row {
        page: include_str!("float-inside.md"),
        check: Check::Stage {
            stage: "floats",
            reasons: &[
                "stood inside a sentence, moved behind it",
                "line end around a block that was moved",
                "blank line behind a note that was moved",
            ],
        },
    },
    Row { page: include_str!("footnote-duplicate.md"), check: Check::Document(footnote_duplicate::check) },
    Row { page: include_str!("footnote-gap.md"), check: Check::Document(footnote_gap::check) },
    Row { page: include_str!("footnote-out-of-order.md"), check: Check::Document(footnote_out_of_order::check) },
    Row { page: include_str!("footnote-style-mixed.md"), check: Check::Document(footnote_style_mixed::check) },
    Row { page: include_str!("footnote-undefined.md"), check: Check::Document(footnote_undefined::check) },
    Row { page: include_str!("footnote-unreferenced.md"), check: Check::Document(footnote_unreferenced::check) },
    Row {
        page: include_str!("furniture-stray.md"),
        check: Check::Stage {
            stage: "furniture",
            reasons: &[
                "repeats at the edge of the pages",
                "is a page number",
                "is a tab at the side of the page",
                "is a label that belongs to no sentence",
            ],
        },
    },
    Row {
        page: include_str!("gloss-stray.md"),
        check: Check::Stage {
            stage: "glosses",
            reasons: &["the expansion of an acronym interrupts the text", "the expansion belongs behind its acronym"],
        },
    },
    Row {
        page: include_str!("heading-doubled.md"),
        check: Check::Stage { stage: "headings", reasons: &["gives a heading twice on one line", "gives a heading twice on two lines"] },
    },
    Row { page: include_str!("heading-duplicate.md"), check: Check::Document(heading_duplicate::check) },
    Row { page: include_str!("heading-gap.md"), check: Check::Document(heading_gap::check) },
    Row { page: include_str!("heading-level-skipped.md"), check: Check::Document(heading_level_skipped::check) },
    Row {
        page: include_str!("heading-torn.md"),
        check: Check::Stage {
            stage: "headings",
            reasons: &[
                "has the heading's number behind its title",
                "has a heading's number and title on two lines",
                "has a number and its text on two lines",
                "has a tab behind its number",
            ],
        },
    },
    Row {
        page: include_str!("hyphen-sign.md"),
        check: Check::Stage {
            stage: "characters",
            reasons: &[
                "the extractor's sign for a hyphen at a line end",
                "a soft hyphen shows at line ends only",
                "this document's hyphens were extracted as soft hyphens",
            ],
        },
    },
    Row { page: include_str!("letters-doubled.md"), check: Check::Stage { stage: "headings", reasons: &["gives each letter twice"] } },
    Row {
        page: include_str!("ligature-character.md"),
        check: Check::Stage { stage: "characters", reasons: &["a ligature stands for its letters"] },
    },
    Row {
        page: include_str!("line-broken.md"),
        check: Check::Stage {
            stage: "lines",
            reasons: &["line end inside a sentence", "hyphen at a line end inside a word", "indent of a line that continues a sentence"],
        },
    },
    Row { page: include_str!("line-in-pieces.md"), check: Check::Stage { stage: "pieces", reasons: &["a print line given in pieces"] } },
    Row {
        page: include_str!("mojibake.md"),
        check: Check::Stage { stage: "characters", reasons: &["UTF-8 that was read as Windows-1252 or Latin-1"] },
    },
    Row {
        page: include_str!("note-torn.md"),
        check: Check::Stage {
            stage: "notes",
            reasons: &[
                "spaces behind the number of a note",
                "number of a note on a line of its own",
                "mark of a note on a line of its own",
            ],
        },
    },
    Row { page: include_str!("punctuation-mixed.md"), check: Check::Document(punctuation_mixed::check) },
    Row {
        page: include_str!("radical-character.md"),
        check: Check::Stage { stage: "characters", reasons: &["a radical stands for the ideograph of the same shape"] },
    },
    Row { page: include_str!("radical-undecided.md"), check: Check::Reading },
    Row {
        page: include_str!("reading-stray.md"),
        check: Check::Stage {
            stage: "readings",
            reasons: &[
                "kana printed over kanji are not part of the running text",
                "kana printed over kanji are written at their kanji",
                "the line had been cut at a word with kana printed over it",
                "family and given name, which the readings over them had parted",
                "the kana printed over a word had pushed its kanji apart",
            ],
        },
    },
    Row {
        page: include_str!("space-stray.md"),
        check: Check::Stage {
            stage: "spaces",
            reasons: &[
                "spaces at a line end",
                "letters are set apart to fill the line",
                "Japanese runs on without spaces",
                "Latin letters and digits stand close in Japanese text",
                "words are set apart to fill the line",
                "the gap between the lines of two columns",
                "hyphen and space inside a word",
            ],
        },
    },
    Row { page: include_str!("suppression-unused.md"), check: Check::Directives },
    Row { page: include_str!("variant-mixed.md"), check: Check::Document(variant_mixed::check) },
    Row {
        page: include_str!("vertical-form.md"),
        check: Check::Stage { stage: "characters", reasons: &["a vertical form stands for the ordinary character"] },
    },
    Row {
        page: include_str!("vertical-fragment.md"),
        check: Check::Stage { stage: "vertical", reasons: &["is vertical text, given one character a line"] },
    },
    Row { page: include_str!("weekday-mismatch.md"), check: Check::Document(weekday_mismatch::check) },
    Row { page: include_str!("width-mixed.md"), check: Check::Document(width_mixed::check) },
    Row { page: include_str!("xref-ambiguous.md"), check: Check::Document(xref_ambiguous::check) },
    Row { page: include_str!("xref-malformed.md"), check: Check::Document(xref_malformed::check) },
    Row { page: include_str!("xref-missing-target.md"), check: Check::Document(xref_missing_target::check) },
    Row { page: include_str!("xref-page-mismatch.md"), check: Check::Document(xref_page_mismatch::check) },
    Row { page: include_str!("xref-title-mismatch.md"), check: Check::Document(xref_title_mismatch::check) },
];
