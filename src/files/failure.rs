//! What the user is told when something could not be done.

use std::io;
use std::path::{Path, PathBuf};

use crate::lint::Language;
use crate::lint::page::Words;

/// What stands in the place of a file for what was typed.
pub(crate) const COMMAND_LINE: &str = "command line";

/// A file, what went wrong with it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The file or folder; `None` when it is no matter of one file.
    pub path: Option<PathBuf>,
    /// What went wrong: one sentence without a capital and a full stop.
    pub what: Words,
    /// What to do about it, if there is something to do.
    pub help: Option<Words>,
}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// It, or a folder, is read.
    Read,
    /// It is written.
    Write,
    /// A folder is made.
    MakeFolder,
}

impl Failure {
    /// A failure of no file, in English and Japanese.
    #[must_use]
    pub(crate) fn new(what: impl Into<Words>) -> Failure {
        Failure { path: None, what: what.into(), help: None }
    }

    /// A failure of one file.
    #[must_use]
    pub(crate) fn of(path: &Path, what: impl Into<Words>) -> Failure {
        Failure { path: Some(path.to_owned()), ..Failure::new(what) }
    }

    /// The same of a file that is named in another way.
    #[must_use]
    pub(crate) fn at(self, path: PathBuf) -> Failure {
        Failure { path: Some(path), ..self }
    }

    /// The same with a remedy.
    #[must_use]
    pub(crate) fn help(self, help: impl Into<Words>) -> Failure {
        Failure { help: Some(help.into()), ..self }
    }

    /// An error of the operating system.
    #[must_use]
    pub(crate) fn io(path: &Path, doing: Doing, error: &io::Error) -> Failure {
        let (en, ja) = match doing {
            Doing::Read => ("cannot read", "読めません"),
            Doing::Write => ("cannot write", "書き込めません"),
            Doing::MakeFolder => ("cannot make the folder", "フォルダーを作れません"),
        };
        let plain = plain(error);
        let failure = Failure::of(path, (format!("{en}: {plain}"), format!("{ja}（{}）", japanese(error.kind()).unwrap_or(&plain))));
        match remedy(path, doing, error.kind()) {
            Some(help) => failure.help(help),
            None => failure,
        }
    }

    /// What went wrong, with the name of the file.
    #[must_use]
    pub(crate) fn show(&self, language: Language) -> String {
        let (input, colon) = match language {
            Language::En => ("standard input", ": "),
            Language::Ja => ("標準入力", "："),
        };
        let what = self.what.pick(language);
        match &self.path {
            Some(path) if path.as_os_str() == "-" => format!("{input}{colon}{what}"),
            Some(path) if path.as_os_str() == COMMAND_LINE && language == Language::Ja => format!("コマンドライン{colon}{what}"),
            Some(path) => format!("{}{colon}{what}", path.display()),
            None => what.to_owned(),
        }
    }
}

/// A file that should be a baseline and is none.
#[must_use]
pub(crate) fn not_a_baseline(path: &Path, why: &str) -> Failure {
    Failure::of(path, (format!("is no baseline: {why}"), format!("baselineではありません（{why}）"))).help((
        "delete it and write it anew with --write-baseline, or name another file",
        "削除して--write-baselineで作り直すか、別のファイルを指定してください",
    ))
}

/// The text of an error without Rust's `(os error 13)`.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

fn japanese(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::NotFound => "ファイルまたはフォルダーがありません",
        io::ErrorKind::PermissionDenied => "権限がありません",
        io::ErrorKind::AlreadyExists => "同じ名前のものがあります",
        io::ErrorKind::StorageFull => "空き容量がありません",
        io::ErrorKind::QuotaExceeded => "割り当て容量を超えています",
        io::ErrorKind::FileTooLarge => "ファイルが大きすぎます",
        io::ErrorKind::ReadOnlyFilesystem => "読み取り専用のファイルシステムです",
        io::ErrorKind::IsADirectory => "フォルダーです",
        io::ErrorKind::NotADirectory => "途中の名前がフォルダーではありません",
        io::ErrorKind::InvalidFilename => "使えない名前です",
        io::ErrorKind::InvalidData => "UTF-8のテキストではありません",
        _ => return None,
    })
}

fn remedy(path: &Path, doing: Doing, kind: io::ErrorKind) -> Option<Words> {
    let writes = doing != Doing::Read;
    Some(match kind {
        io::ErrorKind::NotFound if writes => {
            let folder = path.parent().unwrap_or(Path::new("")).display();
            (
                format!("make the folder first (`mkdir -p {folder}`), or name another file"),
                format!("先にフォルダーを作るか（`mkdir -p {folder}`）、別のファイル名を指定してください"),
            )
                .into()
        }
        io::ErrorKind::NotFound => (
            "check the spelling; the file may also have been moved while hakusho ran",
            "名前を確かめてください。実行中に移動された可能性もあります",
        )
            .into(),
        io::ErrorKind::PermissionDenied if writes => (
            "check the permissions of the file and its folder (`ls -ld`), or write to another place",
            "ファイルとフォルダーの権限を確かめるか（`ls -ld`）、別の場所を指定してください",
        )
            .into(),
        io::ErrorKind::PermissionDenied => {
            ("check the permissions of the file and its folder (`ls -ld`)", "ファイルとフォルダーの権限を確かめてください（`ls -ld`）")
                .into()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => (
            "make room, or write to another place, then run again; the original file is whole",
            "空きを作るか別の場所を指定して、もう一度実行してください。元のファイルはそのまま残っています",
        )
            .into(),
        io::ErrorKind::ReadOnlyFilesystem => ("write to another place", "別の場所を指定してください").into(),
        io::ErrorKind::IsADirectory if writes => ("name a file in it", "その中のファイル名を指定してください").into(),
        io::ErrorKind::NotADirectory => {
            ("check the spelling of the folders in the path", "パスの途中のフォルダー名を確かめてください").into()
        }
        _ => return None,
    })
}
