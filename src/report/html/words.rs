//! All that the report says by itself, in both languages.

use std::fmt::Display;

use serde::Serialize;

use crate::lint::Language;
use crate::report::levels;

/// A text with its `{placeholders}` filled in.
pub(super) fn fill<T: Display>(text: &str, values: &[(&str, T)]) -> String {
    let mut out = text.to_owned();
    for (name, value) in values {
        out = out.replacen(&format!("{{{name}}}"), &value.to_string(), 1);
    }
    out
}

/// The words of a language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Ja => &JA,
    }
}

macro_rules! words {
    ($($name:ident: $en:expr, $ja:expr;)*) => {
        /// What the report says; the page's script gets all of it.
        #[derive(Debug, Serialize)]
        pub(super) struct Words { $(pub $name: &'static str,)* }
        const EN: Words = Words { $($name: $en,)* };
        const JA: Words = Words { $($name: $ja,)* };
    };
}

words! {
    lang: "en", "ja";
    title: "Draft report", "原稿点検レポート";
    skip: "Skip to the content", "本文へ移動";
    views: "Views", "表示の切り替え";
    view_findings: "Findings", "指摘";
    view_text: "Text", "本文";
    view_map: "References", "参照関係";
    view_lists: "Lists", "一覧";
    view_guide: "About the findings", "指摘の解説";
    theme: "Light or dark", "明るさ";
    theme_auto: "As the system", "自動";
    theme_light: "Light", "ライト";
    theme_dark: "Dark", "ダーク";
    no_script: "The findings, the text and the lists need JavaScript. The summary and the map are shown without it.",
        "指摘・本文・一覧の表示にはJavaScriptが必要です。要約と参照関係の図はこのままでも読めます。";
    and_more: "{name} and {count} more", "{name} ほか{count}件";
    stdin: "standard input", "標準入力";
    summary: "Summary", "要約";
    error: levels::ERROR.0, levels::ERROR.1;
    warning: levels::WARNING.0, levels::WARNING.1;
    info: levels::INFO.0, levels::INFO.1;
    none_at_all: "Nothing was found.", "指摘はありません。";
    looked_at: "Looked at – files: {files}, headings: {headings}, figures, tables and appendices: {captions}, notes: {notes}, acronyms: {acronyms}, references: {references}.",
        "点検した対象：{files}ファイル、見出し{headings}、図表・資料{captions}、注{notes}、略語{acronyms}、参照{references}。";
    accepted: "Accepted before and not listed: {count}.", "ほかに、許容済みとして一覧から除いた指摘が{count}件あります。";
    by_lint: "By kind", "種類別";
    by_file: "By file", "ファイル別";
    by_file_help: "Each stroke is a finding, at its place in the file.", "帯は左端がファイルの先頭、右端が末尾です。縦線の位置に指摘があります。";
    file: "File", "ファイル";
    kind: "Kind", "種類";
    count: "Findings", "件数";
    places: "Where", "位置";
    filter: "Filter", "絞り込み";
    level: "Level", "重要度";
    all_kinds: "All kinds", "すべての種類";
    all_files: "All files", "すべてのファイル";
    search: "Words", "語句";
    reset: "Show all", "すべて表示";
    shown_count: "Findings: {shown} of {all}", "{all}件中{shown}件";
    more: "Show {count} more", "さらに{count}件を表示";
    no_match: "No finding fits the filter.", "条件に合う指摘はありません。";
    at_line: "{name}, line {line}", "{name} {line}行";
    on_page: "p. {page}", "p.{page}";
    open_text: "in the text", "本文で見る";
    why: "About", "解説";
    fix: "Suggested: {title}", "修正案：{title}";
    related: "Related places", "関連箇所";
    finding_of: "Finding {n} of {all}", "指摘 {n}／{all}";
    previous: "Previous finding", "前の指摘";
    next: "Next finding", "次の指摘";
    no_finding: "Marked passages have findings. Choose one to read it here.", "印のある箇所に指摘があります。選ぶとここに表示します。";
    outline: "Contents", "目次";
    choose_file: "File", "ファイル";
    mode: "How", "表示";
    mode_read: "Read", "読む";
    mode_compare: "Compare with the extracted text", "抽出テキストと比べる";
    only_changed: "Only changed paragraphs", "変更のある段落のみ";
    extracted: "Extracted", "抽出したテキスト";
    cleaned: "Cleaned", "整えたテキスト";
    changes_count: "Changes: {count}", "変更{count}か所";
    moved: "from line {line}", "{line}行から移動";
    line: "line {line}", "{line}行";
    unchanged: "Unchanged paragraphs: {count}", "変更のない段落 {count}";
    mark_of: "Finding: {message}", "指摘：{message}";
    missing_ref: "leads nowhere", "参照先が見つかりません";
    outside_ref: "leads outside of these files", "このファイル群の外を指しています";
    map_picture: "Which chapter refers to which", "章の間の参照関係の図";
    map_help: "Arcs lead from the chapter that refers to the one it refers to, dashed when it stands before; thicker for more references.",
        "弧は参照元の章から参照先の章へ向かい、参照が多いほど太くなります。破線は前の章への参照です。";
    map_by_file: "The book has many chapters; the picture shows its files. Arcs lead from the file that refers to the one it refers to, dashed when it stands before; thicker for more references.",
        "章が多いため、ファイル単位で示しています。弧は参照元から参照先へ向かい、参照が多いほど太くなります。破線は前のファイルへの参照です。";
    map_counts: "References whose place was found: {found}; that lead nowhere: {nowhere}; that lead outside of these files: {outside}.",
        "参照先が見つかったもの{found}、見つからないもの{nowhere}、このファイル群の外を指すもの{outside}。";
    map_empty: "No references were found.", "参照は見つかりませんでした。";
    nowhere: "Nowhere", "参照先なし";
    outside: "Outside", "範囲外";
    nowhere_title: "References that lead nowhere", "参照先が見つからない参照";
    nowhere_none: "No reference leads nowhere.", "参照先が見つからない参照はありません。";
    outside_title: "References that lead outside", "このファイル群の外を指す参照";
    outside_none: "No reference leads outside.", "外を指す参照はありません。";
    ways_title: "Chapter to chapter", "章から章への参照";
    from: "From", "参照元";
    to: "To", "参照先";
    reference: "Reference", "参照";
    references: "References", "参照数";
    acronyms: "Acronyms", "略語表";
    acronym: "Acronym", "略語";
    expansion: "Expansion", "正式名称";
    japanese: "In Japanese", "日本語";
    first_place: "First place", "初出";
    uses: "Uses", "使用数";
    unexpanded: "not expanded", "説明なし";
    known: "well known", "説明不要";
    captions: "Figures, tables and appendices", "図表・資料";
    label: "Label", "番号";
    caption: "Title", "題名";
    notes: "Notes", "注";
    number: "Number", "番号";
    note: "Note", "注の内容";
    mark: "Mark in the text", "本文中の注記号";
    no_mark: "no mark", "対応する注記号なし";
    none_found: "None were found.", "見つかりませんでした。";
    print_more: "Not printed: {count} more; filter to print them.", "このほか{count}件は印刷していません。絞り込んでから印刷してください。";
    show_findings: "Show the findings", "この種類の指摘を表示";
    made_by: "Made by hakusho {version}", "hakusho {version} により作成";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_have_the_same_placeholders() {
        let all = |words: &Words| serde_json::to_value(words).unwrap().as_object().unwrap().clone();
        let (en, ja) = (all(&EN), all(&JA));
        let placeholder = regex::Regex::new(r"\{\w+\}").unwrap();
        for (name, en) in en {
            let of = |text: &str| {
                let mut list: Vec<String> = placeholder.find_iter(text).map(|m| m.as_str().to_owned()).collect();
                list.sort();
                list
            };
            assert_eq!(of(en.as_str().unwrap()), of(ja[&name].as_str().unwrap()), "{name}");
        }
        // a number stands behind what it counts, so that one and many read alike
        let before = regex::Regex::new(r"\{(count|files|all|found|notes)\} [a-z]+s\b").unwrap();
        for (name, en) in all(&EN) {
            assert!(!before.is_match(en.as_str().unwrap()), "{name}");
        }
        assert_eq!(fill("{a} of {b}", &[("a", 1), ("b", 2)]), "1 of 2");
    }
}
