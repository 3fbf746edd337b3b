//! The options of `hakusho clean`, with the help that teaches them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::choice::{self, COLORS, FORMATS, FURNITURES, GLOSSES, LANGUAGES, LATIN_SPACINGS, RUBIES, WIDTHS};
use crate::config::LanguageName;
use crate::read::Charset;
use crate::report::Format;
use crate::stage::{Furniture, Gloss, LatinSpacing, Options, Ruby, Width};

const EXAMPLES: &str = "\
Examples:
  hakusho clean report.txt                 the cleaned text, on the standard output
  pdftotext -raw report.pdf - | hakusho clean
                                           the same, straight from an extractor
  hakusho clean --diff report.txt          what would change, line by line
  hakusho clean --explain report.txt       what would change, and why
  hakusho clean --write report.txt         change the file itself
  hakusho clean --output cleaned texts/    a folder of texts into another folder
  hakusho clean --check texts/             exit 1 if anything is left to clean
  hakusho clean --format json report.txt | jq .glosses
                                           the acronyms and what they stand for
  hakusho clean --ruby aozora --gloss drop report.txt
                                           readings as 遠藤《えんどう》, no glosses

Files and folders:
  Folders are searched for *.txt, *.text, *.md and *.markdown; .gitignore and
  .ignore are respected, hidden files and symbolic links are passed over.
  Files that you name are cleaned whatever they are called. What hakusho wrote
  itself (findings, reports, patches …) is not read, and told. Results come in the
  order of the arguments, those of a folder sorted. Several results on the
  standard output each follow a line ==> NAME <== (Markdown: <!-- NAME -->;
  JSON: one object a line and nothing else).

  Cleaned text is UTF-8 with LF line ends, whatever the file was.

Exit codes:
  0  all went well
  1  --check found files that --write would change
  2  wrong usage, or a file could not be read or written (the others are done)";

/// Clean extracted text
///
/// Reads what a PDF extractor gave and writes what a reader wants: paragraphs
/// instead of lines; readings (ruby) and glosses out of the sentence; page
/// numbers and running heads out; headings, notes and captions on their own.
/// Cleaning clean text changes nothing.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho clean --help")]
pub(super) struct Clean {
    /// Files and folders; `-`, or none at all, is the standard input
    #[arg(value_name = "FILE|DIR|-")]
    pub paths: Vec<PathBuf>,

    /// Change the files themselves
    ///
    /// A file is replaced in one step and keeps its permissions; when that
    /// fails (a full disk, say) it stays as it was. Only for --format text.
    #[arg(long, short, help_heading = "What to do", conflicts_with_all = ["diff", "check", "explain", "output"])]
    pub write: bool,

    /// Write the results below DIR, under the same relative paths
    ///
    /// DIR is made if need be. With --format markdown or json, `.md` or `.json`
    /// is put behind the names.
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "What to do", conflicts_with_all = ["diff", "check", "explain"])]
    pub output: Option<PathBuf>,

    /// Write also what is damaged
    ///
    /// A file with bytes that are not valid in its encoding is otherwise refused
    /// by --write and --output: the result has U+FFFD in their place, and with
    /// --write they would be lost.
    #[arg(long, help_heading = "What to do", conflicts_with_all = ["diff", "check", "explain"])]
    pub force: bool,

    /// Show the changes as a unified diff; a patch when it goes to a file
    ///
    /// On a terminal it is coloured and made safe to look at. Otherwise it is a
    /// patch from the bytes of the files: `hakusho clean --diff texts/ > p` and
    /// `patch -p0 < p` do what `--write` does.
    #[arg(long, short, help_heading = "What to do", conflicts_with_all = ["explain", "format"])]
    pub diff: bool,

    /// List the files that --write would change, and exit with 1 if there are any
    ///
    /// Also together with --diff or --explain, which then show the changes.
    #[arg(long, help_heading = "What to do", conflicts_with = "format")]
    pub check: bool,

    /// Show every change by stage, with its place and the reason
    ///
    /// Places are line:column of the file, counted in characters from 1. What
    /// is taken out stands in [-…-], what is written in {+…+}.
    #[arg(long, short, help_heading = "What to do", conflicts_with = "format")]
    pub explain: bool,

    /// The form of the results
    #[arg(long, short, help_heading = "What to do", value_name = "FORMAT", default_value = "text", value_parser = choice::of(FORMATS))]
    pub format: Format,

    /// Expansions set as ruby over an acronym
    #[arg(long, help_heading = "How to clean", value_name = "HOW", default_value = "inline", value_parser = choice::of(GLOSSES))]
    pub gloss: Gloss,

    /// Readings set as ruby over kanji
    #[arg(long, help_heading = "How to clean", value_name = "HOW", default_value = "drop", value_parser = choice::of(RUBIES))]
    pub ruby: Ruby,

    /// Running heads and feet, page numbers, side tabs
    #[arg(long, help_heading = "How to clean", value_name = "HOW", default_value = "drop", value_parser = choice::of(FURNITURES))]
    pub furniture: Furniture,

    /// Fullwidth and halfwidth letters and digits
    #[arg(long, help_heading = "How to clean", value_name = "HOW", default_value = "keep", value_parser = choice::of(WIDTHS))]
    pub width: Width,

    /// Spaces between Latin letters or digits and Japanese letters
    #[arg(long, help_heading = "How to clean", value_name = "HOW", default_value = "tight", value_parser = choice::of(LATIN_SPACINGS))]
    pub latin_spacing: LatinSpacing,

    /// Also replace CJK compatibility ideographs (U+FA19 by U+795E 神, …)
    ///
    /// Off by default: it can change how people's names are written.
    #[arg(long, help_heading = "How to clean")]
    pub compatibility_ideographs: bool,

    /// Leave out a stage; may be given several times
    ///
    /// `hakusho stages` lists them.
    #[arg(long, help_heading = "How to clean", value_name = "STAGE", value_parser = choice::stage())]
    pub skip: Vec<String>,

    /// The encoding of the files, instead of finding it out
    ///
    /// utf-8, utf-16le, utf-16be, shift_jis, euc-jp, iso-2022-jp or windows-1252.
    #[arg(long, help_heading = "How to clean", value_name = "NAME", value_parser = choice::suggested(str::parse::<Charset>, choice::encodings), hide_possible_values = true)]
    pub encoding: Option<Charset>,

    /// How many files to clean at a time [default: one a processor]
    #[arg(long, short, help_heading = "How to run", value_name = "N", value_parser = choice::jobs)]
    pub jobs: Option<NonZeroUsize>,

    /// Tell files, edits by stage and speed at the end, also for one file
    #[arg(long, help_heading = "How to run", conflicts_with = "quiet")]
    pub stats: bool,

    /// No messages but errors
    #[arg(long, short, help_heading = "How to run")]
    pub quiet: bool,

    /// The language of messages; otherwise the locale's
    #[arg(long, help_heading = "How to run", value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,

    /// When to use colours
    #[arg(long, help_heading = "How to run", value_name = "WHEN", default_value = "auto", value_parser = choice::of(COLORS))]
    pub color: anstream::ColorChoice,

    /// List the stages and what they do (as `hakusho stages` does)
    #[arg(long, help_heading = "How to run", conflicts_with_all = ["paths", "write", "output", "diff", "check", "explain"])]
    pub list_stages: bool,
}

impl Clean {
    /// What the library is to do.
    pub(super) fn options(&self) -> Options {
        Options {
            gloss: self.gloss,
            ruby: self.ruby,
            furniture: self.furniture,
            width: self.width,
            latin_spacing: self.latin_spacing,
            compatibility_ideographs: self.compatibility_ideographs,
            skip: self.skip.clone(),
        }
    }
}
