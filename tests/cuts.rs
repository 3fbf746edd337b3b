//! Sentences that were cut by what stands between their halves, and blocks that
//! look cut and are not.

use hakusho::stage::Options;
use hakusho::text::Text;

const ENGLISH: &str = "\
The river walks of the valley are kept by many people who
live near them, and each of the walks has a house with a
roof under which those who walk the paths can have a rest.
People who come to see the old mill find a map of all the
paths there, and the children of the school have drawn it
";

const JAPANESE: &str = "\
この地域では森と川の整備を進め、山を守る取組が
続いており、海と空の観測も毎年のように行われて
いる。町に住む人々は、森の手入れの方法を学ぶ。
";

#[track_caller]
fn check(raw: &str, has: &[&str]) {
    let out = hakusho::clean(Text::from(raw), &Options::default());
    let text = out.text.as_str();
    for line in has {
        assert!(text.lines().any(|l| l == *line), "no line {line:?} in\n{text}");
    }
}

/// Twenty-two letters a line, cut by a note and by two figures.
const CUT_TWICE: &str = "\
町の図書館では、地域の歴史を伝える資料を集めて
いる。古い地図1については、専門の職員が一枚ず
1 町の資料 https://example.org/maps-2023
2016年から順に読み取りを進めており、公開の方
法を検討している。あわせて、住民から寄せられた
■図1／読み取った地図
提供：町立図書館
■図2／書庫の外観
提供：町立図書館
写真を年代ごとに並べる作業も始まっている。
";

#[test]
fn a_sentence_that_was_cut_twice() {
    let raw = format!("{JAPANESE}{JAPANESE}\n{CUT_TWICE}\n{JAPANESE}{JAPANESE}");
    check(
        &raw,
        &[
            "町の図書館では、地域の歴史を伝える資料を集めている。古い地図1については、専門の職員が一枚ず2016年から順に読み取りを進めており、公開の方法を検討している。あわせて、住民から寄せられた写真を年代ごとに並べる作業も始まっている。",
            "1 町の資料 https://example.org/maps-2023",
            "■図2／書庫の外観",
            "提供：町立図書館",
        ],
    );
}

/// Twenty letters a line; an expansion was printed over the letters of the sixth.
const EXPANDED: &str = "\
この町の森の手入れについては、これまで町
が中心となり住民の力を借りながら進めてき
たところであり、今後も国や県と連携しなが
ら必要な施策を着実に講じていくこととして
いる。
　情報の収集に関する町と村と県の共同の規
約（I
Intelligence, Surveillance and Reconnaissance
SR）の枠組みにおいては、専門の職員の
機器を用いて観測を行うこととしている。森
の手入れについては、これまで町が中心とな
り住民の力を借りながら進めてきたところで
あり、今後も必要な施策を着実に講じていく
こととしている。
";

#[test]
fn an_expansion_that_is_written_out_leaves_the_line_as_full_as_it_was() {
    let line = "　情報の収集に関する町と村と県の共同の規約（ISR：Intelligence, Surveillance and Reconnaissance）の枠組みにおいては、\
                専門の職員の機器を用いて観測を行うこととしている。森の手入れについては、これまで町が中心となり住民の力を\
                借りながら進めてきたところであり、今後も必要な施策を着実に講じていくこととしている。";
    check(EXPANDED, &[line]);
}

#[test]
fn a_small_letter_behind_a_source_goes_on_with_what_was_cut() {
    let raw = format!(
        "{ENGLISH}again.\n{ENGLISH}again. The council looks after the paths in the\n\
         Source: the library of the town, which has the maps.\n\
         winter, when the snow lies on all of them and the\nriver takes some of the land and gives some.\n{ENGLISH}again.\n"
    );
    let out = hakusho::clean(Text::from(raw.as_str()), &Options::default());
    assert!(out.text.as_str().contains("looks after the paths in the winter, when the snow lies"), "{}", out.text.as_str());
}

#[test]
fn a_capital_letter_begins_another_sentence() {
    let raw = format!(
        "{ENGLISH}again.\n{ENGLISH}again and they told us of the house and of the old miller\n\
         Figure 2. The old mill\n\
         The council of the town looks after the paths in winter,\nwhen the snow lies on all of them and on the old mill.\n"
    );
    check(&raw, &["The council of the town looks after the paths in winter, when the snow lies on all of them and on the old mill."]);
}

#[test]
fn what_was_cut_at_the_foot_of_a_page_goes_on_at_the_top_of_the_next() {
    let page = |between: &str| {
        format!(
            "{ENGLISH}again.\n{ENGLISH}again. They told us of the house and of the walks of old\n\
             Figure 2. The old mill\n{between}\
             Mister Brown, who came to see the mill with the children\nof the school.\n{ENGLISH}again.\n"
        )
    };
    let resumes = |raw: &str| hakusho::clean(Text::from(raw), &Options::default()).text.as_str().contains("old Mister Brown");
    assert!(resumes(&page("\u{c}")));
    assert!(!resumes(&page("")));
}

#[test]
fn an_item_is_complete_where_the_next_one_begins() {
    let raw = format!(
        "{ENGLISH}again.\nThe council keeps:\n(a) the paths of the valley;\n(b) the houses at the paths; and\n\
         (c) the old mill.\nBox 2: The mill\n\
         The mill is open to all of the people who live near the\nriver, and it is open in winter, too.\n{ENGLISH}again.\n"
    );
    check(&raw, &["(b) the houses at the paths; and", "(c) the old mill."]);
}

#[test]
fn an_item_with_room_in_its_last_line_is_complete() {
    let raw = format!(
        "{JAPANESE}{JAPANESE}{JAPANESE}①森の手入れの方法\n②森の手入れを行った日、町、人数、他の事項\n\
         コラム2　森の手入れ\n海と空の観測は、町に住む人々が毎年のように行い、\nその結果は町の頁に出ている。\n{JAPANESE}"
    );
    check(
        &raw,
        &["②森の手入れを行った日、町、人数、他の事項", "海と空の観測は、町に住む人々が毎年のように行い、その結果は町の頁に出ている。"],
    );
}

/// Behind `chapter` copies of the text, a note cuts a sentence whose next word a
/// number could count.
#[track_caller]
fn check_notes(chapter: usize) {
    let text = format!("{ENGLISH}again.\n").repeat(chapter);
    let raw = format!(
        "{ENGLISH}again, as in the last year.1 At that time, the town paid\nfor it, and all of the houses were read.2 None was sold.\n{text}\
         {ENGLISH}again. The council of the town looks after the\n\
         1 Minutes of the council of 4 May 2021, which are kept in\nthe library and can be read by all.\n\
         2 Answers of the towns to the letter of May.\n\u{c}paths in winter, when the snow lies on all of them.\n"
    );
    check(
        &raw,
        &[
            "1 Minutes of the council of 4 May 2021, which are kept in the library and can be read by all.",
            "2 Answers of the towns to the letter of May.",
        ],
    );
    let out = hakusho::clean(Text::from(raw.as_str()), &Options::default());
    assert!(out.text.as_str().contains("looks after the paths in winter, when the snow"), "{}", out.text.as_str());
}

#[test]
fn a_note_is_no_quantity_of_the_sentence_that_it_cuts() {
    check_notes(1);
}

#[test]
fn notes_behind_a_long_chapter() {
    check_notes(60);
}

#[test]
fn what_stands_below_a_note_does_not_go_on_it() {
    let raw = format!(
        "{ENGLISH}again, as in the last year.3 The\ncouncil of the town looks after the paths in winter, and\n\
         3 Minutes of the council of 4 May 2021, which are kept in\nthe library and can be read by all who live in the town.\n\
         \u{c}in summer, when all of them are dry.\n{ENGLISH}again.\n"
    );
    check(&raw, &["3 Minutes of the council of 4 May 2021, which are kept in the library and can be read by all who live in the town."]);
}

#[test]
fn captions_that_end_with_their_credits() {
    let caption = "Builders look at the wall of the old mill. The work began\non 3 May (photo: Library of the town)";
    for (gap, rest) in
        [("\n", "paths in winter"), ("\n\n", "paths in winter"), ("\n", "240 paths in winter"), ("\n\n", "240 paths in winter")]
    {
        let raw = format!(
            "{ENGLISH}again.\n\n{ENGLISH}again. The council of the town looks after all of the{gap}{caption}{gap}{rest}, when the snow lies on all of \
             them\nand the river takes some of the land.\n\n{ENGLISH}again.\n"
        );
        check(&raw, &["Builders look at the wall of the old mill. The work began on 3 May (photo: Library of the town)"]);
        let out = hakusho::clean(Text::from(raw.as_str()), &Options::default());
        assert!(out.text.as_str().contains(&format!("looks after all of the {rest}, when the")), "{}", out.text.as_str());
    }
    for caption in [
        "森の手入れを学ぶ人々。五月\nに始まった。（写真提供：町\n立図書館）",
        "森の手入れを学ぶ人々。五月に始まった。（写真提供：町\n立図書館）",
    ] {
        let raw = format!(
            "{JAPANESE}\n{JAPANESE}\n{JAPANESE}山の村の人々は、この取組が始まった年から、毎年の\n\n{caption}\n\n春に町の森を訪れ、\
             手入れの方法を学んでおり、その\n成果を発表している。\n\n{JAPANESE}"
        );
        check(&raw, &[&caption.replace('\n', "")]);
        let out = hakusho::clean(Text::from(raw.as_str()), &Options::default());
        assert!(out.text.as_str().contains("毎年の春に町の森を訪れ、手入れの方法"), "{}", out.text.as_str());
    }
}

#[test]
fn a_label_with_its_title_is_no_object() {
    let raw =
        format!("{JAPANESE}{JAPANESE}{JAPANESE}山の村の人々は、この取組が始まった年の森の手入れを\n図２　森の手入れの方法\n{JAPANESE}");
    check(&raw, &["図２　森の手入れの方法"]);
}
