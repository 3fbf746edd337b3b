//! The text of the config: what was seen, as settings where it is sure, as
//! comments where it is not. A line that begins with `#` and no space behind it
//! is a setting that can be put in force by taking the `#` away.

use std::fmt::Write as _;

use super::look::Seen;
use super::show;
use crate::config::Preset;
use crate::lint::Language;

/// The config for what was seen; `asked`: the language was asked for.
pub(super) fn config(seen: &Seen, language: Language, asked: bool) -> String {
    let mut page = Page { out: String::new(), ja: language == Language::Ja };
    head(seen, asked, &mut page);
    lint(seen, &mut page);
    books(seen, &mut page);
    suppress(&mut page);
    page.out
}

struct Page {
    out: String,
    ja: bool,
}

impl Page {
    /// A comment, a line of it for each line.
    fn say(&mut self, en: &str, ja: &str) {
        for line in if self.ja { ja } else { en }.lines() {
            // what stands in a file name must not end the comment
            let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let _ = writeln!(self.out, "{}", format!("# {line}").trim_end());
        }
    }

    /// A setting; `#` when it is not `sure`.
    fn set(&mut self, sure: bool, line: &str) {
        let _ = writeln!(self.out, "{}{line}", if sure { "" } else { "#" });
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }
}

fn head(seen: &Seen, asked: bool, page: &mut Page) {
    page.say(
        "What `hakusho check` and editors take into account in this folder and below.\n\
         Written by `hakusho init`; change what you like. All of it is optional, and a\n\
         line that begins with # is not in force. `hakusho config schema` has every key.",
        "このフォルダー以下の原稿を`hakusho check`とエディターで調べるときの設定です。\n\
         `hakusho init`が原稿を見て作りました。自由に書き換えてください。どの項目も省略でき、\n\
         #で始まる行は無効です。すべての項目は`hakusho config schema`で確かめられます。",
    );
    page.gap();
    page.say(
        "Choices to start from: \"defense\" (Japanese defense white papers), \"general-ja\"\n\
         (other Japanese white papers and reports) or \"en\" (English reports).",
        "出発点とする設定の組：\"defense\"（防衛白書）、\"general-ja\"（その他の日本語の白書・報告書）、\n\
         \"en\"（英語の報告書）。",
    );
    let preset = match seen.preset {
        Some(Preset::Defense) => "defense",
        Some(Preset::GeneralJa) => "general-ja",
        Some(Preset::En) => "en",
        None if page.ja => "general-ja",
        None => "en",
    };
    page.set(seen.preset.is_some(), &format!("preset = {}", quoted(preset)));
    page.gap();
    page.say(
        "The language of messages, \"ja\" or \"en\"; without it, that of the system.",
        "指摘の言語（\"ja\"または\"en\"）。書かなければOSの設定に従います。",
    );
    let own = if page.ja { "ja" } else { "en" };
    page.set(asked, &format!("language = {}", quoted(own)));
    page.gap();
    let found = show::encodings(seen);
    let (en, ja) = match seen.files {
        0 => (String::new(), String::new()),
        _ => (format!(" Here: {found}."), format!("いまの原稿：{found}。")),
    };
    if seen.encodings.len() > 1 {
        page.say(
            &format!("The encoding is found out for each file.{en} None is named, since there are several."),
            &format!("文字コードはファイルごとに判別します。{ja}混在しているので、指定しません。"),
        );
    } else {
        page.say(
            &format!("The encoding is found out for each file.{en} Name it only where that goes wrong."),
            &format!("文字コードはファイルごとに判別します。{ja}判別を誤るときだけ指定してください。"),
        );
        let one = seen.encodings.first().map_or("UTF-8", |(charset, _)| charset.name());
        page.set(false, &format!("encoding = {}", quoted(one)));
    }
    page.gap();
}

fn lint(seen: &Seen, page: &mut Page) {
    page.set(true, "[lint]");
    page.say(
        "Lints and groups (`hakusho rules` lists them) that run besides, or not at all.",
        "追加で調べる項目と、調べない項目。項目と分類の一覧は`hakusho rules`で見られます。",
    );
    page.set(false, "extend-select = [\"extraction\"]");
    page.set(false, "ignore = [\"acronym-unused\"]");
    if seen.torn > 0 {
        page.say(
            &match seen.torn {
                1 => "1 of the drafts is a raw extraction: \"extraction\" reports that damage.".to_owned(),
                n => format!("{n} of the drafts are raw extractions: \"extraction\" reports that damage."),
            },
            &format!("{}個の原稿は抽出したままです。\"extraction\"を加えると、抽出による乱れも指摘します。", seen.torn),
        );
    }
    page.say("The lowest level that makes `hakusho check` exit with 1.", "`hakusho check`が終了コード1を返す、いちばん低い水準。");
    page.set(false, "fail-on = \"warning\"");
    page.say(
        "To accept all that is found now and see only what is new:\n`hakusho check --write-baseline hakusho-baseline.json`, then take the # away.",
        "いまある指摘をすべて受け入れ、新しいものだけを見るには、\n\
         `hakusho check --write-baseline hakusho-baseline.json`を実行し、次の行の#を取ってください。",
    );
    page.set(false, "baseline = \"hakusho-baseline.json\"");
    page.say(
        "House terms: dictionaries in prh's format, and a folder of pages.",
        "用語の統一：prh形式の辞書と、用語のページを置くフォルダー。",
    );
    let own: Vec<String> = seen.dictionaries.iter().map(|name| quoted(name)).collect();
    match own.is_empty() {
        true => page.set(false, "prh = [\"prh.yml\"]"),
        false => page.set(true, &format!("prh = [{}]", own.join(", "))),
    }
    page.set(seen.pages.is_some(), &format!("pages = {}", quoted(seen.pages.as_deref().unwrap_or("house"))));
    page.gap();
    page.say(
        "Levels of lints and groups: \"off\", \"info\", \"warning\", \"error\".",
        "項目と分類の水準：\"off\"、\"info\"、\"warning\"、\"error\"。",
    );
    page.set(true, "[lint.levels]");
    page.set(false, "caption-unreferenced = \"off\"");
    page.gap();
    page.say("Acronyms that every reader knows, besides those of the preset.", "説明なしで使ってよい略語（presetにあるものに加えて）。");
    page.set(true, "[lint.options.acronym-undefined]");
    page.set(false, "extend-known = [\"AI\", \"GDP\"]");
    page.gap();
    let (en, ja) = (show::notes(seen, false), show::notes(seen, true));
    page.say(
        &format!("Notes: {en}.\nWhere their numbers start again: \"page\", \"section\", \"chapter\", \"document\", or\n\"auto\" (as the numbers tell)."),
        &format!("注：{ja}。\n番号が振り直される単位：\"page\"、\"section\"、\"chapter\"、\"document\"、または\"auto\"（並びから判断）。"),
    );
    page.set(true, "[lint.options.footnote-gap]");
    page.set(false, &format!("scope = {}", quoted(seen.restart.unwrap_or("auto"))));
    page.gap();
}

fn books(seen: &Seen, page: &mut Page) {
    let headings = (show::counted(&seen.headings, "none", 8), show::counted(&seen.headings, "なし", 8));
    let captions = (show::counted(&seen.captions, "none", 6), show::counted(&seen.captions, "なし", 6));
    page.say(
        "Books: files that refer to each other, as globs in reading order (the files of\n\
         one glob are sorted by name). A reference to what is in none of them is not\n\
         reported. Files in no book make one more.",
        "本：互いに参照し合うファイルを、読む順のglobで書きます（一つのglobの中は名前順）。\n\
         ここにないものへの参照は指摘しません。どの本にも属さないファイルは、合わせて一冊とみなします。",
    );
    if seen.files > 0 {
        page.say(
            &format!("Numbers of headings here: {}.\nNumbers of captions: {}.", headings.0, captions.0),
            &format!("見出し番号：{}。\n図表番号：{}。", headings.1, captions.1),
        );
    }
    if seen.books.is_empty() {
        page.set(false, "[[book]]");
        page.set(false, "files = [\"part1/*.txt\", \"part2/*.txt\", \"appendix.txt\"]");
        page.gap();
    }
    for book in &seen.books {
        page.set(true, "[[book]]");
        if let Some(name) = &book.name {
            page.set(true, &format!("name = {}", quoted(name)));
        }
        match book.files.as_slice() {
            [one] => page.set(true, &format!("files = [{}]", quoted(one))),
            all => {
                page.set(true, "files = [");
                for file in all {
                    page.set(true, &format!("  {},", quoted(file)));
                }
                page.set(true, "]");
            }
        }
        page.gap();
    }
}

fn suppress(page: &mut Page) {
    page.say(
        "A finding that is accepted, for files that have no comments. In Markdown,\n\
         <!-- hakusho-ignore LINT: why --> before the paragraph does the same.",
        "受け入れる指摘（コメントを書けないファイル用）。Markdownでは、段落の前に\n\
         <!-- hakusho-ignore LINT: 理由 -->と書いても同じです。",
    );
    page.set(false, "[[suppress]]");
    page.set(false, "lint = \"footnote-gap\"");
    page.set(false, "path = \"part1/*.txt\"");
    page.set(false, "reason = \"note 12 was taken out on purpose\"");
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
