//! Why the clean-up changed something, in the reader's language. The stages
//! say it in English.

use crate::lint::Language;
use crate::stage::Stage;
use crate::text::Cause;

/// The reason of a change.
#[must_use]
pub fn say(cause: &Cause, language: Language) -> &'static str {
    let japanese = || JAPANESE.iter().find(|row| row.0 == cause.reason).map(|row| row.1);
    match language {
        Language::En => cause.reason,
        Language::Ja => japanese().unwrap_or(cause.reason),
    }
}

/// What a stage does.
#[must_use]
pub fn about(stage: &Stage, language: Language) -> &'static str {
    let japanese = || ABOUT.iter().find(|row| row.0 == stage.name).map(|row| row.1);
    match language {
        Language::En => stage.about,
        Language::Ja => japanese().unwrap_or(stage.about),
    }
}

const ABOUT: &[(&str, &str)] = &[
    ("breaks", "改行コードを統一"),
    ("characters", "別の字の代わりに入った文字を置換"),
    ("width", "英数字の全角・半角を統一（指定したとき）"),
    ("spaces", "紙面になかった空白を削除"),
    ("furniture", "柱・ノンブル・ツメを削除"),
    ("glosses", "略語に添えられた原語を文中から取り出し"),
    ("readings", "漢字に付いたルビを取り出し"),
    ("vertical", "1行1文字になった縦書きを接続"),
    ("headings", "二重になった見出しや、番号の離れた見出しを修復"),
    ("pieces", "切れ切れになった行を接続"),
    ("columns", "混ざった2段組を段ごとに分離"),
    ("notes", "離れた注番号を注の前に移動"),
    ("floats", "文に割り込んだ注・図表の題・囲みを文の外に移動"),
    ("lines", "段落の行を、空行・段・ページをまたいで接続"),
];

const JAPANESE: &[(&str, &str)] = &[
    // breaks
    ("a line or paragraph separator ends a line", "行区切り・段落区切りの文字を改行に統一"),
    ("a line ends with LF alone", "改行コードをLFに統一"),
    ("a carriage return ends a line", "改行コードをLFに統一"),
    ("blank lines at the ends of the text", "先頭と末尾の空行を削除"),
    // characters
    ("UTF-8 that was read as Windows-1252 or Latin-1", "文字化けを復元"),
    ("Unicode Normalization Form C", "合成済みの文字に統一"),
    ("a control character has no meaning in text", "制御文字を削除"),
    ("a ligature stands for its letters", "合字を元の文字に戻した"),
    ("a radical stands for the ideograph of the same shape", "部首の文字を同じ形の漢字に置換"),
    ("a soft hyphen shows at line ends only", "ソフトハイフンを削除"),
    ("a voicing mark belongs to its kana", "濁点・半濁点を仮名と合成"),
    ("a hyphenation point in Japanese text stands for a middle dot", "中黒の代わりに抽出された記号（U+2027）を中黒に置換"),
    ("a vertical form stands for the ordinary character", "縦書き用の約物を通常の約物に置換"),
    ("the space of Japanese text, extracted as an em space", "全角幅の欧文空白を和文の空白に置換"),
    ("an invisible character that changes nothing here", "不可視文字を削除"),
    ("half-width katakana", "半角カナを全角に"),
    ("the extractor's sign for a hyphen at a line end", "行末ハイフンを表す記号を処理"),
    ("this document's hyphens were extracted as soft hyphens", "ソフトハイフンになっていたハイフンを復元"),
    // width
    ("letters and digits in fullwidth forms, as asked for", "英数字を全角に（指定による）"),
    ("letters and digits in ASCII, as asked for", "英数字を半角に（指定による）"),
    // spaces
    ("Japanese runs on without spaces", "和文中の不要な空白を削除"),
    ("Latin letters and digits stand close in Japanese text", "和文と英数字の間の空白を削除"),
    ("letters are set apart to fill the line", "字間調整による空白を削除"),
    ("spaces at a line end", "行末の空白を削除"),
    ("words are set apart to fill the line", "語間調整による空白を削除"),
    ("the gap between the lines of two columns", "1行になっていた2段組の行を段の間で分離"),
    ("hyphen and space inside a word", "単語の途中のハイフンと空白を削除"),
    // furniture
    ("repeats at the edge of the pages", "柱（各ページに繰り返される見出し）を削除"),
    ("is a page number", "ノンブル（ページ番号）を削除"),
    ("is a tab at the side of the page", "ページ端のツメを削除"),
    ("is a label that belongs to no sentence", "本文に属さないラベルを削除"),
    // glosses, readings
    ("the expansion of an acronym interrupts the text", "文中に割り込んだ略語の原語を取り出し"),
    ("the expansion belongs behind its acronym", "略語の原語を略語の直後に移動"),
    ("kana printed over kanji are written at their kanji", "ルビを親文字の位置に移動"),
    ("kana printed over kanji are not part of the running text", "ルビを本文から削除"),
    ("family and given name, which the readings over them had parted", "ルビで2行に分かれた姓と名を接続"),
    ("the kana printed over a word had pushed its kanji apart", "ルビで空いた語中の空白を削除"),
    ("the line had been cut at a word with kana printed over it", "ルビの位置で切れていた行を接続"),
    // vertical, headings
    ("is vertical text, given one character a line", "1行1文字の縦書きを横に接続"),
    ("has the heading's number behind its title", "見出しの番号を題の前に移動"),
    ("has a tab behind its number", "見出し番号の後のタブを整理"),
    ("has a heading's number and title on two lines", "2行に分かれた見出しの番号と題を接続"),
    ("has a number and its text on two lines", "2行に分かれた番号と本文を接続"),
    ("gives each letter twice", "二重になった文字を一つに"),
    ("gives a heading twice on two lines", "2行に重複した見出しを一つに"),
    ("gives a heading twice on one line", "1行に重複した見出しを一つに"),
    // pieces, columns, notes, floats
    ("a print line given in pieces", "断片に分かれた印刷行を接続"),
    ("two columns that were read across, taken apart", "横断して読まれた2段組を分離"),
    ("line ends around the lines of a column", "段組の行の前後の改行を整理"),
    ("spaces behind the number of a note", "注番号の後の空白を整理"),
    ("number of a note on a line of its own", "単独行の注番号を注の前へ接続"),
    ("mark of a note on a line of its own", "単独行の注の合印を前の語へ接続"),
    ("stood inside a sentence, moved behind it", "文中に割り込んだ段落を文の後へ移動"),
    ("blank line behind a note that was moved", "移動した注の後に空行を挿入"),
    ("line end around a block that was moved", "移動した段落の前後の改行を整理"),
    // lines
    ("line end inside a sentence", "文中の改行を削除"),
    ("indent of a line that continues a sentence", "文の続きの行の字下げを削除"),
    ("indent of an address", "住所の行の字下げを削除"),
    ("hyphen at a line end inside a word", "単語の途中の行末ハイフンを削除"),
    ("blocks set apart by one blank line", "段落の間を空行一つに統一"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_japanese_words() {
        let names = |row: &(&'static str, _)| row.0;
        let stages: Vec<&str> = crate::stage::STAGES.iter().map(|stage| stage.name).collect();
        assert_eq!(ABOUT.iter().map(names).collect::<Vec<_>>(), stages);
    }

    #[test]
    fn every_reason_has_japanese_words() {
        let reason = regex::Regex::new(r#"(?:reason: |cause\()"([^"]+)""#).unwrap();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/stage"))];
        let mut seen = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let program = text.split("#[cfg(test)]").next().unwrap();
                seen.extend(reason.captures_iter(program).map(|c| c[1].to_owned()));
            }
        }
        assert!(seen.len() > 40, "reasons are found");
        let missing: Vec<&String> = seen.iter().filter(|r| !JAPANESE.iter().any(|row| row.0 == **r)).collect();
        assert!(missing.is_empty(), "no Japanese for {missing:?}");
        let unused: Vec<_> = JAPANESE.iter().filter(|row| !seen.iter().any(|r| r == row.0)).collect();
        assert!(unused.is_empty(), "no stage says {unused:?}");
    }
}
