//! Files that are no text at all.
//!
//! A PDF or a word-processor file given by mistake would come out as rubbish;
//! the message says what to do instead.

use memchr::memmem;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A PDF.
    #[error(
        "this is a PDF, not text: hakusho cleans the text that was extracted from a PDF; run `pdftotext -raw FILE FILE.txt` and give it FILE.txt"
    )]
    Pdf,
    /// A file of a word processor, spreadsheet or the like.
    #[error(
        "this is {kind}, not text: its text is packed in a format of its own; save or export it as plain text (UTF-8) and give me that"
    )]
    Document {
        /// With its article.
        kind: &'static str,
    },
    /// An archive or a compressed file.
    #[error("this is {kind}, not text: nothing in it can be read as it is; unpack it and give me the text files that are in it")]
    Archive {
        /// With its article.
        kind: &'static str,
    },
    /// A picture.
    #[error("this is {kind}, not text: hakusho does not recognise letters in pictures; run an OCR program and give me its output")]
    Picture {
        /// With its article.
        kind: &'static str,
    },
    /// Some other binary file.
    #[error("this looks like {kind}, not text: {why}; if it is text after all, say its encoding with --encoding")]
    Binary {
        /// With its article.
        kind: &'static str,
        /// The evidence.
        why: String,
    },
    /// More than positions can tell.
    #[error("this file is too long ({len} bytes): positions are told in 32 bits, so a text may have at most 4 GiB in UTF-8; split it")]
    TooLong {
        /// Bytes of the file.
        len: usize,
    },
}

#[derive(Clone, Copy)]
enum Kind {
    Document,
    Archive,
    Picture,
    Program,
}

/// First bytes and what they tell.
const MAGIC: &[(&[u8], Kind, &str)] = &[
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Document, "an old Office or Ichitaro file (OLE)"),
    (b"{\\rtf", Kind::Document, "a Rich Text file"),
    (b"%!PS", Kind::Document, "a PostScript file"),
    (b"\x1F\x8B\x08", Kind::Archive, "a gzip file"),
    (b"BZh91AY&SY", Kind::Archive, "a bzip2 file"),
    (b"\xFD7zXZ\0", Kind::Archive, "an xz file"),
    (b"\x28\xB5\x2F\xFD", Kind::Archive, "a zstd file"),
    (b"7z\xBC\xAF\x27\x1C", Kind::Archive, "a 7z archive"),
    (b"Rar!\x1A\x07", Kind::Archive, "a RAR archive"),
    (b"\x89PNG\r\n\x1A\n", Kind::Picture, "a PNG picture"),
    (b"\xFF\xD8\xFF", Kind::Picture, "a JPEG picture"),
    (b"GIF87a", Kind::Picture, "a GIF picture"),
    (b"GIF89a", Kind::Picture, "a GIF picture"),
    (b"II*\0", Kind::Picture, "a TIFF picture"),
    (b"MM\0*", Kind::Picture, "a TIFF picture"),
    (b"\x7FELF", Kind::Program, "an ELF program"),
    (b"MZ\x90\0", Kind::Program, "a Windows program"),
    (b"\0asm", Kind::Program, "a WebAssembly program"),
    (b"\xCF\xFA\xED\xFE", Kind::Program, "a macOS program"),
    (b"SQLite format 3\0", Kind::Program, "an SQLite database"),
];

/// What the names of the files in a ZIP archive tell, near its start.
const PACKED: &[(&[u8], &str)] = &[
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
];

/// How far into a file a PDF may start, and how far names in a ZIP archive are
/// looked for, in bytes.
const PDF_WITHIN: usize = 1024;
const ZIP_WITHIN: usize = 8 * 1024;

/// Judges a file by its first bytes.
pub(super) fn by_magic(bytes: &[u8]) -> Option<Refused> {
    if is_pdf(bytes) {
        return Some(Refused::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let head = bytes.get(..ZIP_WITHIN).unwrap_or(bytes);
        let packed = PACKED.iter().find(|(name, _)| memmem::find(head, name).is_some());
        return Some(packed.map_or(Refused::Archive { kind: "a ZIP archive" }, |&(_, kind)| Refused::Document { kind }));
    }
    let &(_, kind, name) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(match kind {
        Kind::Document => Refused::Document { kind: name },
        Kind::Archive => Refused::Archive { kind: name },
        Kind::Picture => Refused::Picture { kind: name },
        Kind::Program => Refused::Binary { kind: name, why: "its first bytes say so".to_owned() },
    })
}

/// A PDF may have rubbish in front of its header; a text about PDF may show
/// the header, but it has no objects.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
    match memmem::find(head, b"%PDF-") {
        Some(0) => true,
        Some(at) => bytes.get(at..).is_some_and(|rest| memmem::find(rest, b" obj").is_some() && memmem::find(rest, b"endobj").is_some()),
        None => false,
    }
}

/// Compressed or encrypted bytes cost some 8 bits each in any encoding, text
/// of any script less than 7.
pub(super) fn by_cost(len: usize, cost: f64) -> Option<Refused> {
    (len >= NOISE_LEN && cost > NOISE_COST)
        .then(|| Refused::Binary { kind: "a binary file", why: "in no encoding that hakusho reads do its bytes make words".to_owned() })
}

/// Shorter files may look like noise by chance.
const NOISE_LEN: usize = 256;
const NOISE_COST: f64 = 7.25;

/// Text extracted from a PDF has a few control characters where a font could
/// not be read; a binary file has them everywhere. `text` is what the file
/// decodes to.
pub(super) fn by_controls(text: &str) -> Option<Refused> {
    let bytes = text.as_bytes();
    let controls = pulp::Arch::new().dispatch(|| controls(bytes));
    if controls < FEWEST || controls * SHARE <= bytes.len() {
        return None;
    }
    let chars = text.chars().count();
    (controls * SHARE > chars).then(|| Refused::Binary {
        kind: "a binary file",
        why: format!("{controls} of its {chars} characters are NUL or other control characters"),
    })
}

/// How many control characters there are.
#[inline(always)]
fn controls(bytes: &[u8]) -> usize {
    let is_control = |b: u8| (b < 0x09) | (b == 0x7F) | (b > 0x0D) & (b < 0x20) & (b != 0x1B);
    // counted in bytes, the compiler makes vectors of this
    let count = |chunk: &[u8]| usize::from(chunk.iter().map(|&b| u8::from(is_control(b))).sum::<u8>());
    let (chunks, rest) = bytes.as_chunks::<128>();
    chunks.iter().map(|chunk| count(chunk)).sum::<usize>() + count(rest)
}

/// Fewer control characters, or less than one in so many, are let pass.
const FEWEST: usize = 4;
const SHARE: usize = 10;

impl Refused {
    /// What is refused and what to do, in Japanese.
    #[must_use]
    pub fn japanese(&self) -> String {
        let named = |kind: &str| JAPANESE.iter().find(|(en, _)| *en == kind).map_or_else(|| kind.to_owned(), |(_, ja)| (*ja).to_owned());
        match self {
            Refused::Pdf => "テキストではなくPDFです。hakushoはPDFから抽出したテキストを扱います。`pdftotext -raw FILE FILE.txt`で取り出し、FILE.txtを指定してください".to_owned(),
            Refused::Document { kind } => format!("テキストではなく{}です。プレーンテキスト（UTF-8）で保存し直して指定してください", named(kind)),
            Refused::Archive { kind } => format!("テキストではなく{}です。展開して、中のテキストを指定してください", named(kind)),
            Refused::Picture { kind } => format!("テキストではなく{}です。画像の文字は読めません。OCRの結果を指定してください", named(kind)),
            Refused::Binary { kind, .. } => format!("テキストではなく{}のようです。テキストであれば、--encodingで文字コードを指定してください", named(kind)),
            Refused::TooLong { len } => format!("ファイルが大きすぎます（{len}バイト）。UTF-8で4GiBまで扱えます。分割してください"),
        }
    }
}

/// The kinds of files in Japanese.
const JAPANESE: &[(&str, &str)] = &[
    ("an old Office or Ichitaro file (OLE)", "旧形式のOfficeまたは一太郎の文書"),
    ("a Rich Text file", "リッチテキスト"),
    ("a PostScript file", "PostScriptファイル"),
    ("a gzip file", "gzipファイル"),
    ("a bzip2 file", "bzip2ファイル"),
    ("an xz file", "xzファイル"),
    ("a zstd file", "zstdファイル"),
    ("a 7z archive", "7z書庫"),
    ("a RAR archive", "RAR書庫"),
    ("a PNG picture", "PNG画像"),
    ("a JPEG picture", "JPEG画像"),
    ("a GIF picture", "GIF画像"),
    ("a TIFF picture", "TIFF画像"),
    ("an ELF program", "ELF形式のプログラム"),
    ("a Windows program", "Windowsのプログラム"),
    ("a WebAssembly program", "WebAssemblyのプログラム"),
    ("a macOS program", "macOSのプログラム"),
    ("an SQLite database", "SQLiteのデータベース"),
    ("a Word document (docx)", "Word文書（docx）"),
    ("an Excel workbook (xlsx)", "Excelブック（xlsx）"),
    ("a PowerPoint file (pptx)", "PowerPointファイル（pptx）"),
    ("an EPUB book", "EPUB"),
    ("an OpenDocument file", "OpenDocument文書"),
    ("a ZIP archive", "ZIP書庫"),
    ("a binary file", "バイナリーファイル"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\x08\0".as_slice(), name.as_bytes()].concat();
        let pdf = |front: &str| format!("{front}%PDF-1.7\n1 0 obj\n<<>>\nendobj\n").into_bytes();
        let cases: &[(Vec<u8>, &str)] = &[
            (pdf(""), "a PDF"),
            (pdf("HTTP/1.1 200 OK\r\n\r\n"), "a PDF"),
            (pdf(&" ".repeat(2000)), ""),
            (b"A PDF starts with %PDF-1.7 and ends with %%EOF.".to_vec(), ""),
            (zip("[Content_Types].xml...word/document.xml"), "a Word document (docx)"),
            (zip("mimetypeapplication/epub+zip"), "an EPUB book"),
            (zip("a.txt"), "a ZIP archive"),
            (b"\x1F\x8B\x08\0\0".to_vec(), "a gzip file"),
            (b"\x89PNG\r\n\x1A\n\0".to_vec(), "a PNG picture"),
            (b"\xFF\xD8\xFF\xE0".to_vec(), "a JPEG picture"),
            (b"\x7FELF\x02\x01".to_vec(), "an ELF program"),
            (b"MZ is how it starts".to_vec(), ""),
            (b"\xFF\xFEB0".to_vec(), ""),
            (b"".to_vec(), ""),
        ];
        for (bytes, kind) in cases {
            match by_magic(bytes) {
                None => assert_eq!(*kind, "", "{bytes:?}"),
                Some(refused) => {
                    let message = refused.to_string();
                    let told = refused.japanese();
                    assert!(told.contains("テキストではなく") && (*kind == "a PDF" || !told.contains(kind)), "{told}");
                    assert!(!kind.is_empty() && message.contains(kind), "{bytes:?}: {message}");
                    assert!(message.contains("not text: ") && message.contains("; "), "says what, why and what to do: {message}");
                }
            }
        }
    }

    #[test]
    fn control_characters() {
        for (text, refused) in [
            ("", false),
            ("a\0b", false),
            ("\0\0\0", false),
            ("\0\u{1}\u{2}\u{3}abc", true),
            ("白\0書\0白\0書\0", true),
            ("tab\ttab\r\n\x0C\n\n\n", false),
            ("first line\u{1}, second line\u{2}, third line\u{3}, fourth\u{4} line", false),
        ] {
            assert_eq!(by_controls(text).is_some(), refused, "{text:?}");
        }
        assert!(by_controls(&"\u{1}".repeat(100_000)).is_some());
    }
}
