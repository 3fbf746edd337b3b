//! What the stage does with whole texts. `/` is a line end.

use super::run;
use crate::stage::{Options, Ruby};
use crate::text::{AnnotationKind, Text};

fn cleaned(raw: &str, ruby: Ruby) -> (String, Vec<(String, String)>) {
    let text = Text::from(raw.replace('/', "\n").as_str());
    let options = Options { ruby, ..Options::default() };
    let edits = run(&text, &options);
    assert_eq!(edits.refused(), 0, "{raw}");
    let (out, _) = edits.apply(&text).unwrap();
    assert!(run(&out, &options).is_empty(), "not stable: {raw}");
    let notes = edits.annotations().iter().map(|n| {
        assert_eq!(n.kind, AnnotationKind::Ruby);
        (text.slice(n.span).replace('\n', "/"), n.value.clone())
    });
    (out.replace('\n', "/"), notes.collect())
}

/// `readings` are the readings that must be found, with a space between them.
fn check(raw: &str, expected: &str, readings: &str) {
    let (out, notes) = cleaned(raw, Ruby::Drop);
    assert_eq!(out, expected, "{raw}");
    assert_eq!(notes.iter().map(|n| n.1.as_str()).collect::<Vec<_>>().join(" "), readings, "{raw}");
    assert_eq!(cleaned(raw, Ruby::Keep), (raw.to_owned(), notes), "keep: {raw}");
}

/// Lines of twenty letters: what a column looks like.
const COLUMN: &str =
    "川沿いの町では毎年春に大きな祭りが開かれ/多くの人が遠くから訪れては橋の上に並んで/花火が上がるのを今か今かと待っている、と";

#[test]
fn a_line_that_was_cut_is_one_again() {
    for (piece, expected, readings) in [
        // before its base, behind it, one a kanji, spaced out
        ("水面に映る月が/きれい/綺麗だと誰もが口々に言う", "水面に映る月が綺麗だと誰もが口々に言う", "きれい"),
        ("水面に映る橋の欄干/らんかん/に人が集まって見る", "水面に映る橋の欄干に人が集まって見る", "らんかん"),
        ("流れは切/せっ/迫/ぱく/しているが誰も気にせず", "流れは切迫しているが誰も気にせず", "せっぱく"),
        ("水面に映る橋の欄干/ら ん か ん/に人が集まって見る", "水面に映る橋の欄干に人が集まって見る", "らんかん"),
        ("水面に映る遠/えんどう/藤氏の家の灯を皆で見る", "水面に映る遠藤氏の家の灯を皆で見る", "えんどう"),
        // between blank lines, both readings before the second kanji
        ("流れは切//せっ//ぱく//迫//しているが誰も気にせず", "流れは切迫//しているが誰も気にせず", "せっぱく"),
        // no table knows how names are read
        ("挨拶に立った長谷川　/ゆあ/結愛さんは静かに語った", "挨拶に立った長谷川　結愛さんは静かに語った", "ゆあ"),
    ] {
        check(&format!("{COLUMN}/{piece}/{COLUMN}"), &format!("{COLUMN}/{expected}/{COLUMN}"), readings);
    }
}

#[test]
fn a_word_that_its_reading_pushed_apart() {
    for (word, reading, whole) in [("脆 弱", "ぜいじゃく", "脆弱"), ("山田　花子", "やまだ/はなこ", "山田　花子")]
    {
        let out = format!("{COLUMN}/月が映る水面では、/{whole}という言葉を何度も聞く/{COLUMN}");
        let raw = format!("{COLUMN}/月が映る水面では、/{reading}/{word}という言葉を何度も聞く/{COLUMN}");
        assert_eq!(cleaned(&raw, Ruby::Drop).0, out);
    }
}

#[test]
fn names_on_two_lines_are_put_together() {
    let name = |given: &str| format!("{COLUMN}/いがらし/ちひろ/五十嵐/{given}/{COLUMN}");
    check(&name("千尋（隊長）は、次のように"), &format!("{COLUMN}/五十嵐　千尋（隊長）は、次のように/{COLUMN}"), "いがらし ちひろ");
    // a list of words
    check(&name("千尋"), &format!("{COLUMN}/五十嵐/千尋/{COLUMN}"), "いがらし ちひろ");
}

#[test]
fn a_line_that_was_not_cut_stays_alone() {
    for (piece, expected, readings) in [
        ("水面に映る橋の欄干に人が集まって見ている/らんかん", "水面に映る橋の欄干に人が集まって見ている", "らんかん"),
        ("らんかん/水面に映る橋の欄干に人が集まって見ている", "水面に映る橋の欄干に人が集まって見ている", "らんかん"),
        ("水面に映る橋の欄干に人が集まって見ている//らんかん/", "水面に映る橋の欄干に人が集まって見ている/", "らんかん"),
        ("長谷川　健二（町長）は、次のように語り始める/はせがわ けんじ", "長谷川　健二（町長）は、次のように語り始める", "はせがわ けんじ"),
        ("長谷川　健二（町長）は、次のように語り始める/はせがわ/けんじ", "長谷川　健二（町長）は、次のように語り始める", "はせがわ けんじ"),
        ("東雲　真理（隊長）は、次のように語り出した/し の の め/まり", "東雲　真理（隊長）は、次のように語り出した", "しののめ まり"),
        ("水面に映る橋の欄干に綺麗な花が飾られてい/らんかん きれい", "水面に映る橋の欄干に綺麗な花が飾られてい", "らんかん きれい"),
        (
            "水面に映る月は静かで人は皆声もなく橋の欄/らんかん/干にもたれてそれを眺め、やがて帰って行く",
            "水面に映る月は静かで人は皆声もなく橋の欄/干にもたれてそれを眺め、やがて帰って行く",
            "らんかん",
        ),
        ("島嶼国の芝居にも人が集まるのはこの町ならで/しょ", "島嶼国の芝居にも人が集まるのはこの町ならで", "しょ"),
        ("素人の芝居にも人が集まるのはこの町ならで/しろうと", "素人の芝居にも人が集まるのはこの町ならで", "しろうと"),
    ] {
        check(&format!("{COLUMN}/{piece}/{COLUMN}"), &format!("{COLUMN}/{expected}/{COLUMN}"), readings);
    }
}

#[test]
fn a_byline_ends_where_its_block_ends() {
    check(
        &format!("観測課長　　吉//よし/田/だ/　淳/じゅん/一/いち//{COLUMN}"),
        &format!("観測課長　　吉田　淳一//{COLUMN}"),
        "よしだ じゅんいち",
    );
}

#[test]
fn text_is_not_a_reading() {
    for text in [
        "橋の工事は春までに終わるもの/とする/今年の予算は昨年の予算と同じである。",
        "祭りには遠くの国からも多くの人が訪れる/こと/事実上の休日となっている。",
        "川の上流では工事の影響が続いている模様/です/出口の調査も行われた。",
        "川沿いの町で一つの島の名は/なは/といい、南の海に浮かんでいる島である。",
        "取/り/組/み/の/広/が/り",
        "情報/システム/利用者/サービス/連携",
        "なし/有料/あり/無料",
        "か/か/か/か/か/か/か/か/か/か/か/か",
        "かん",
        "かん/かん",
        "",
        "しくみ/町の仕組みを学ぶための本が並んでいる。",
    ] {
        check(text, &text.replace('|', "/"), "");
    }
}

#[test]
fn readings_are_written_at_their_base() {
    let raw = "月が綺麗だ/きれい/超伝導体の欄干/らんかん/を見る";
    for (ruby, expected) in [
        (Ruby::Aozora, "月が綺麗《きれい》だ/超伝導体の欄干《らんかん》/を見る"),
        (Ruby::Paren, "月が綺麗（きれい）だ/超伝導体の欄干（らんかん）/を見る"),
    ] {
        assert_eq!(cleaned(raw, ruby).0, expected);
    }
    let raw = format!("{COLUMN}/流れは切/せっ/迫/ぱく/しているが誰も気にせず/{COLUMN}");
    assert_eq!(cleaned(&raw, Ruby::Aozora).0, format!("{COLUMN}/流れは切迫《せっぱく》しているが誰も気にせず/{COLUMN}"));
    let (out, _) = cleaned("新矛盾の話/むじゅん", Ruby::Aozora);
    assert_eq!(out, "新｜矛盾《むじゅん》の話");
    let (out, _) = cleaned("月が綺麗だ/きれい", Ruby::Html);
    assert_eq!(out, "月が<ruby>綺麗<rp>（</rp><rt>きれい</rt><rp>）</rp></ruby>だ");
}

#[test]
fn page_breaks_stay() {
    let (out, _) = cleaned("月が綺麗だ\u{c}きれい/川の流れ", Ruby::Drop);
    assert_eq!(out, "月が綺麗だ\u{c}川の流れ");
}

#[test]
fn many_lines_take_no_more_than_their_share() {
    for line in ["かん\n", "か\n", "かん\n感\n", "\n", "かん\n\n\n\n\n\n\n\n"] {
        let text = Text::from(line.repeat(20_000).as_str());
        let start = std::time::Instant::now();
        let _ = run(&text, &Options::default());
        assert!(start.elapsed().as_secs() < 20, "{line:?}");
    }
}
